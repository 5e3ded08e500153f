"""Texts that are no therapy notes: operations, admissions, physicians' consultations, laboratory and imaging reports.

In their thousands of words some always mean an exercise, a task or a technique elsewhere ("Kerrison punches", "stop and chop",
"the flap was stretched", "duck walk normal"). What tells them is the company: words that therapists do not write of their care
on one side, named care with its measure on the other.
"""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.nlp.assertion import Refusal
from ptnotelint.nlp.families import DOSE_KINDS, ITEM_LABELS, VAGUE_LABELS
from ptnotelint.nlp.services import Context

# Different words of medicine that tell the text where nothing speaks of therapy, how many more each told stretch of care takes, and
# how many such stretches no words outweigh: an operative report may be pasted above a treatment. The therapy notes that were read
# have at most one of the words, nine of ten medical texts at least four and no stretch of care.
FEWEST, AGAINST_CARE, CARE = 2, 3, 3
NAMED = ITEM_LABELS | VAGUE_LABELS
MEASURED_BY = DOSE_KINDS | {"clock", "prime", "minutes_by"}


def refuse_medicine(words: Iterable[str], contexts: list[Context]) -> None:
    """Let nothing count as care in a text of medicine: whatever was done there, a surgeon, a nurse or a physician did it.

    Parameters
    ----------
    words : iterable of str
        The words of medicine found in the text, in lower case.
    contexts : list of Context
        All parts of the text; each gets a refusal after those it has, and is of no service but an evaluation.
    """
    different = {word.rstrip("s"): word for word in words}
    if len(different) < FEWEST or any(context.part.code for context in contexts):
        return
    told = sum(map(tells_care, contexts))
    if told < CARE and len(different) >= FEWEST + AGAINST_CARE * told:
        cue = "beside " + next(iter(different.values()))
        for context in contexts:
            context.refused.append(Refusal(context.part.start, context.part.end, "other_provider", cue))
            if "evaluation" not in context.families:
                context.families, context.labelled, context.weak, context.anchors = (), False, False, []


def tells_care(context: Context) -> bool:
    """Whether a part names care, or stands under a heading of it, and says how much, for how long or with what help."""
    if context.part.family is None and not any(hit.label in NAMED and hit.reason is None and context.why(hit.start, hit.end) is None for hit in context.hits):
        return False
    return any(quantity.kind in MEASURED_BY for quantity in context.quantities) or any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
