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

# Different words of medicine that tell the text where nothing speaks of therapy (in a long one a single word), how many more each
# measure of care takes, and how many measures no words outweigh: an operative report may be pasted above a treatment. Of 582 therapy
# notes nine had one of the words and none had two, and those without any measure of care had at most 1,530 characters; of 1,202
# medical texts 1,116 met the rule before words of imaging were added.
FEWEST, AGAINST_CARE, CARE = 2, 3, 3
LONG = 2000  # characters
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
    if not different or any(context.part.code for context in contexts):
        return
    measures = sum(map(care_measured, contexts))
    if measures == 0 and contexts[-1].part.end - contexts[0].part.start > LONG or measures < CARE and len(different) >= FEWEST + AGAINST_CARE * measures:
        cue = "beside " + next(iter(different.values()))
        for context in contexts:
            context.refused.append(Refusal(context.part.start, context.part.end, "other_provider", cue))
            if "evaluation" not in context.families:
                context.families, context.labelled, context.weak, context.anchors = (), False, False, []


def care_measured(context: Context) -> int:
    """In how many ways (how much or how long, with what help) a part measures the care that it names or stands under.

    Examples
    --------
    >>> from ptnotelint.nlp.mentions import Hit
    >>> from ptnotelint.nlp.structure import Part
    >>> care_measured(Context(Part(0, 7, 0, 0, 0), 0, hits=[Hit("exercise", "exercise", 0, 7), Hit("assist", None, 2, 4)]))
    1
    """
    if context.part.family is None and not any(hit.label in NAMED and hit.reason is None and context.why(hit.start, hit.end) is None for hit in context.hits):
        return 0
    return any(quantity.kind in MEASURED_BY for quantity in context.quantities) + any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
