"""Whether a stretch of text goes on about the service that the one before it told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.structure import Part

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

NOT_TREATMENT = frozenset({"subjective", "history", "measures", "goals", "plan", "home_program", "education", "signature",
                           "billing", "previous_visit"})
ITEM_DOSES = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "length", "length_by"})
# a sentence that says why or with what help speaks of the service told before it, whatever else it names
TRAILS = guarded(
    r"\W*(?:(?:this|these|it|all|each|both|that|which|given|chosen|needed|indicated|selected|designed|aimed|aim|targeted|target(?:ing|s)?|purpose|rationale|reason|intent|focus|goal of (?:tx|treatment|this)|emphasis|necessary|because|since|in order)\b[^.;|]{0,24}?\b(?:to|for|at|by|is|was|on|of|because|since)\b(?! \d)"
    r"|(?:in order )?to (?!the\b|go\b|be\b|follow\b)[a-z]{3,}|(?:(?:he|she|pt|patient|they|child|resident)\s)?(?:(?:still|also|initially|again)\s)?(?:needed|needs|required|requires|received|given)\s(?:\w+\s){0,3}(?:cue\w*|vcs?|tcs?|assist\w*|help|remind\w*|prompt\w*|guard\w*|feedback|instruction\w*|min|mod|max|cga|sba)\b"
    r"|(?:min|mod|max|cga|sba|close sup\w*|contact guard|stand-?by|verbal|tactile|visual|vcs?|tcs?|cue[ds]?|cues|cueing|cuing|hand-?over-?hand|hoh|therapist|i|we|pt|ot)\b(?:/\w+|\s(?:a\b|assist\w*|cue\w*|cga|of|and|&|verbal|tactile)){0,3}\s?(?:(?:cued|corrected|demonstrated|reminded|guided|assisted|stood by|stood close|gave|provided|blocked|held|supported|facilitated)\b|(?:to|for|at|on|by|with|w/|x\s?\d|throughout|needed|required|given|provided)\b))")


def trails(folded: str, context: Context, before: Context | None) -> bool:
    """Whether a part only gives the reason of, or the help with, what was told before it."""
    part = context.part
    if before is None or not before.families or part.head_end > part.start or before.part.unit != part.unit or before.part.section != part.section:
        return False
    if any(q.kind in ITEM_DOSES for q in context.quantities):
        return False
    return TRAILS.match(folded, part.start, part.end) is not None


def follows(before: Context | None, part: Part) -> bool:
    """Whether a part stands in the same run of text as the one before it, under the same heading."""
    return (before is not None and bool(before.families) and before.part.paragraph == part.paragraph
            and before.part.section == part.section and (before.part.historical == part.historical or before.part.unit == part.unit)
            and part.section not in NOT_TREATMENT and part.block == before.part.block)
