"""Minutes that an evaluation took."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import Context

# an evaluation's minutes may stand anywhere, under the goals or the plan as well
EVALUATION = guarded(r"(?<![\w-])(?<!at )(?<!since )(?<!from )(?<!than )(?<!after )(?<!the initial )(?:(?:the|this|today's) (?:review|re-?check|look[- ]?over|work-?up)|(?:initial |pt |ot |re-?)?eval(?:uation)?|(?:re-?)exam(?:ination)?|re-?assessment|(?:the )?examination|(?:low|mod(?:erate)?|high)[ -]complexity(?: eval(?:uation)?)?)"
                        r"(?:[\s:=,(@~–—-]|\.\s|\b(?:x|took|lasted|for|was|time|min(?:ute)?s?|about|at it|approx|roughly|ran|over|me|code|untimed|today)\b)*\Z")
OF_EVALUATION = guarded(r"\s?(?:\(?(?:were |was )?(?:spent )?(?:for|of|on|to|was|in|spent)\s(?:the |an? )?(?:initial )?)?(?:re-?)?(?:eval(?:uation|uating)?|examination|examining)\b")
AT_IT, THE_EVALUATION = guarded(r"\s(?:at|on|with|over|to) (?:it|this|that)\b"), guarded(r"\b(?:evaluation|examination|re-?assessment)\b")


def of_evaluation(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether minutes are those of an evaluation, by the words around them."""
    if not 5 <= quantity.values[-1] <= 120 or context.part.historical or context.part.minutes_column:
        return False
    # minutes in a sentence of their own follow the evaluation's: "Moderate complexity. 40 min."
    opening = context.part.start if quantity.start > context.part.start else line_start(folded, quantity.start)
    before = EVALUATION.search(folded, max(opening, quantity.start - 60), quantity.start)
    if quantity.kind == "number":
        return before is not None and "min" in before[0]
    return before is not None or OF_EVALUATION.match(folded, quantity.end) is not None or AT_IT.match(folded, quantity.end) is not None and THE_EVALUATION.search(folded, opening, quantity.start) is not None
