"""Treatment text under a label, in words that the vocabulary may not know."""

from __future__ import annotations

from ptnotelint.nlp.counting import mention_of
from ptnotelint.nlp.fitted import FITTED, told_of_device
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import CUED, ITEMS, TASK_VERB
from ptnotelint.nlp.services import NOT_TREATMENT, Context

WORDS = guarded(r"[a-z]{3,}")
# three or more things in a row and not a word about how it went
THINGS = guarded(r"[\s:=>→-]*(?!.*\b(?:toler\w*|pain\w*|fatigue\w*|good|fair|poor|well|ok|safe\w*|today|noted|per|see|same|none|improv\w*|unable|continue\w*|limited)\b)[a-z][a-z /&'-]{2,23}(?:,\s?[a-z][a-z /&'-]{2,23}){2,9}\W*")


# under a code with a colon a number of things is a count: "stocking a shelf, 20 tins"
COUNT_OF = guarded(r"(?<![\d.:/-])\d{1,3}\s(?!(?:min|mins|minutes|units?|weeks?|wks?|days?|months?|mos?|years?|yrs?|yo|visits?|sessions?|sec|secs|seconds|degrees|deg|cm|mm|in|inch\w*|lbs?|kg|hz|mhz|pps|ma|x|of|out|to|and|vs|pm|am|hours?|hrs?|pounds?|percent|times|u|old|r|l|no|charge)\b)[a-z]{3,}")


COMMENT = guarded(r"\b(?:toler\w*|pain\w*|fatigue\w*|c/o|response|improv\w*|good|fair|poor|well|safe\w*|sore\w*|reports?|stat\w+|goal|next|will|min|mins|minutes)\b")
DIPPED = guarded(r"\b(?:\d{1,2}|three|four|five|six|seven|eight|nine|ten|twelve)\s?(?:x\s)?(?:dips?|coats?|layers?)\b|\bdip(?:ped)?[ -](?:and|&|n)?[ -]?wrap\w*|\b(?:glove|immersion|brush)[ -](?:method|technique)|\bdips? x\s?\d")


def described(folded: str, contexts: list[Context]):
    """Labelled treatment text in words the vocabulary may not know: described all the same.

    Besides the label it takes four words and a dose, help, a region or a device; a dosed or helped line
    under an activities label is itself a task.
    """
    for number, context in enumerate(contexts):
        part = context.part
        if not (context.labelled or context.weak) or part.section in NOT_TREATMENT or part.head_end >= part.end or _mostly_refused(context):
            continue
        if not any(hit.label in ITEMS or hit.reason for hit in context.hits) and context.families[0] in ("activities", "self_care") and THINGS.fullmatch(folded, part.head_end, part.end):
            yield mention_of(context, "activity", part.head_end, part.end, context.families)  # "activities: jar lids, coins, key"
        if context.families == ("group",) and not any(hit.label in ITEMS or hit.reason for hit in context.hits) and (
                THINGS.match(folded, part.head_end, part.end) or (colon := folded.find(": ", part.head_end, part.end)) > 0 and THINGS.match(folded, colon, part.end)):
            yield mention_of(context, "described", part.head_end, part.end, context.families)  # "balloon volley, clapping, parachute"
        if any(hit.reason == "elsewhere" for hit in context.hits):
            continue
        if context.families[0] == "paraffin" and part.met & DIPPED.need and (dips := DIPPED.search(folded, part.head_end, part.end)):
            yield mention_of(context, "described", *dips.span(), context.families)
        if context.families[0] in FITTED and (told := told_of_device(folded, part.start, part.head_end, part.end)) is not None:
            if told:
                yield mention_of(context, "described", part.head_end, part.end, context.families)
            continue
        if len(WORDS.findall(folded, part.head_end, part.end)) < 4 and not (
                context.families == ("gait",) and any(q.kind in ("length", "length_by") for q in context.quantities) and any(hit.label in ("device", "assist", "deviation") for hit in context.hits)):
            continue
        helped = any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
        dosed = any(q.kind in ("reps_by", "sets_reps", "seconds_by", "times_by", "count", "length_by", "length") for q in context.quantities)
        if part.code and part.head_end > part.start and not dosed and COMMENT.search(folded, part.head_end, part.end) is None:
            dosed = COUNT_OF.search(folded, part.head_end, part.end) is not None
        if part.column and not helped and not dosed and COMMENT.search(folded, part.start, part.end) is None:
            row = [other for other in contexts[max(0, number - 6):number + 7] if other.part.unit == part.unit and other is not context]
            dosed = any(q.kind in ("reps_by", "sets_reps", "seconds_by", "times_by", "count", "length_by", "length") for other in row for q in other.quantities)
            helped = any(hit.label == "assist" and hit.reason is None for other in row for hit in other.hits)
        if helped or dosed or any(hit.label in ("region", "muscle", "device", "deviation", "orthosis", "prosthesis", "wheelchair_device") for hit in context.hits):
            yield mention_of(context, "described", part.head_end, part.end, context.families)
        named = [hit for hit in context.hits if hit.label in ("exercise", "activity", "activity_vague") and not (hit.label == "activity_vague" and TASK_VERB.search(folded, max(hit.end, part.head_end), part.end))
                 and not CUED.search(folded, part.head_end, hit.start)]
        if context.families[0] in ("activities", "self_care") and (dosed or helped) and not named:
            yield mention_of(context, "activity", part.head_end, part.end, context.families, dosed=dosed or None)


def _mostly_refused(context: Context) -> bool:
    """Whether the greater part of a segment's own text does not count ("Pt will do … in water on Monday")."""
    part = context.part
    refused, reached = 0, part.head_end
    for refusal in sorted(context.refused):
        if refusal.reason != "elsewhere":
            refused += max(0, min(part.end, refusal.end) - max(reached, refusal.start))
            reached = max(reached, refusal.end)
    return 2 * refused > part.end - part.head_end
