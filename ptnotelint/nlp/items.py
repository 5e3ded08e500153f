"""Items and their doses: which exercise or task got sets, repetitions, holds, time or distance.

Items of a block are read in order with the doses between them. A dose goes to the item beside it; a
sets-and-repetitions dose that closes an unbroken list covers the undosed items before it. Minutes are
the dose of one item or the time of the whole service; where they stand tells which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import Context

LISTED = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "count", "minutes_by"})  # may close a list
DOSES = LISTED | {"length_by", "length", "seconds", "prime", "minutes"}
TIMED = frozenset({"minutes", "prime", "clock", "hours", "minutes_by"})
SEPARATOR = re.compile(r"[,;\n|•]|\bthen\b|\. |\s/\s")
STRONG_BREAK = re.compile(r"[;\n|]|\. |\bthen\b")
CUED = re.compile(r"\b(?:cues?|vcs?|tcs?|cueing|cuing|cued|during|instructed|instruction|correction|feedback|demo\w*|assist\w*|pain w(?:ith|/)|difficulty w(?:ith|/)|"
                  r"fatigued? (?:w(?:ith|/)|after|by)|after|before|held for|form (?:on|w/|with)|technique (?:on|w/|with|for)|prior to|compared|unable|can(?:not|'t)|while|tolerat\w+|no|weak\w*|blocking|lack\w*|limited|poor|delayed|noted (?:w/|with)|substitut\w+|compensat\w+)\b[^,;.\n]{0,40}\Z")
REST = re.compile(r"\s?(?:-?\s?(?:of )?(?:seated |standing )?(?:rest|breaks?|pause|recovery|recall|walk test|walking tolerance|post|later|after|ago|before|into|prior|sitting|standing tolerance|late\b|early\b|increments?|tolerance|of tx|of rest|upright))\b")
ASSIST_COUNT = re.compile(r"(?:assist|assistance|min ?a|mod ?a|max ?a|cga|sba|\ba)\s*\Z")
FOR_TASK = re.compile(r"\b(?:for|to|toward|with|during|needed in)\s(?:\w+\s){0,3}\Z")
ORIENTED = re.compile(r"(?:oriented|\bao|a&o|alert)\W{0,2}\Z")
REPEATS = re.compile(r"\b(?:each|ea|all|of each)\b")
TOLERANCE = re.compile(r"\b(?:sit|sitting|stand|standing|walk|walking|drive|driving|tolerance|after|within|every|wait(?:ed|ing)?|rest(?:ed|ing)?|until|lasts|lasted|wear(?:ing)?|before|stiff\w*|gone in|settl\w+ in|settl\w+ inside|limit(?:ed)?(?: to| of)?|(?<!followed )by|at|past|for more than|than|in)\s(?:about |only |~|of |for |up to |>|<)*\Z")


@dataclass(slots=True)
class Item:
    """An exercise or task in one place of the list, with what was found of its dose."""

    hit: Hit
    context: int
    families: tuple[str, ...]
    dosed: bool = False


def merge_items(folded: str, context: Context, hits: list[Hit]) -> list[Item]:
    """Items of a part: names that no separator divides are one item ("S/L ER", "supine cane flexion").

    Names that only follow a cue ("cues for TKE", "pain with bridges") are no items of the list.
    """
    items: list[Item] = []
    last_end = -1
    for hit in hits:
        if hit.end <= last_end:
            continue
        families = context.families_at(hit.start, hit.end) if context.labelled else (hit.family,) if hit.family else context.families
        if items and items[-1].families == families and not SEPARATOR.search(folded, last_end, hit.start):
            if not any(q.kind in DOSES and last_end <= q.start < hit.start for q in context.quantities):
                last_end = hit.end
                continue
        if hit.label != "exercise" and "activities" not in families and FOR_TASK.search(folded, context.part.start, hit.start):
            last_end = hit.end  # "to build strength for lifting": what the exercise is for
            continue
        clause = max(folded.rfind(mark, context.part.start, hit.start) for mark in (",", ";", ". ", "\n", "|"))
        if CUED.search(folded, max(clause, context.part.start), hit.start):
            last_end = hit.end
            continue
        items.append(Item(hit, context.index, families))
        last_end = hit.end
    return items


def is_dose(folded: str, quantity: Quantity, context: Context) -> bool:
    """Whether a quantity can be the dose of an item at all.

    A bare "x2" after an assist level counts people; rests, tolerances and step heights are not doses.
    """
    kind = quantity.kind
    if kind not in DOSES or REST.match(folded, quantity.end, context.part.end):
        return False
    if kind == "times_by" and ORIENTED.search(folded, max(0, quantity.start - 14), quantity.start):
        return False
    if kind == "times_by" and ASSIST_COUNT.search(folded, max(0, quantity.start - 14), quantity.start):
        return False
    if kind == "seconds" and folded[quantity.end - 1] in "\"”″":
        # inches, but for a hold beside a count: 20 5", 10 reps 5"
        return any(q.kind in ("times_by", "count", "reps_by") and 0 <= quantity.start - q.end <= 3 for q in context.quantities)
    if kind in ("minutes", "seconds") and TOLERANCE.search(folded, max(0, quantity.start - 24), quantity.start):
        return False
    return True


def pair(folded: str, items: list[Item], doses: list[tuple[int, Quantity]], contexts: list[Context]) -> list[Quantity]:
    """Mark which items of a block are dosed; returns the doses that found an item.

    Parameters
    ----------
    items : list of Item
        In text order, of one run of segments.
    doses : list of (context index, Quantity)
        In text order, of the same run.
    """
    used = []
    for number, (index, dose) in enumerate(doses):
        before = [item for item in items if item.hit.start < dose.start and _near(contexts, item.context, index)]
        after = [item for item in items if item.hit.start >= dose.end and item.context == index]
        if before and not _belongs_next(folded, before[-1], dose, after, doses, number):
            before[-1].dosed = True
            _dose_chunk(folded, before)
            used.append(dose)
            if dose.kind in LISTED or REPEATS.match(folded, dose.end, dose.end + 6):
                _close_list(folded, before, dose)
        elif after:
            after[0].dosed = True
            _dose_chunk(folded, list(reversed(after)))
            used.append(dose)
    return used


def listed(folded: str, context: Context, items: list[Item], doses: list[tuple[int, Quantity]]) -> bool:
    """Whether an undosed name stands as an item of a list, so that its dose is asked for.

    A short line of a flow sheet, a list of several names, or a line in which others are dosed; a name in
    passing in a longer sentence, or in the assessment, is no item.
    """
    part = context.part
    if part.section in ("assessment", "education", "measures", "subjective", "history"):
        return False
    if any(index == context.index for index, _ in doses):
        return True
    here = sum(item.context == context.index for item in items)
    return here > 1 or len(folded[part.head_end:part.end].split()) <= 7


def _near(contexts: list[Context], of_item: int, of_dose: int) -> bool:
    """A dose reaches back within its part, to the cell before it, or to the line before it."""
    if of_item == of_dose:
        return True
    a, b = contexts[of_item].part, contexts[of_dose].part
    return a.block == b.block and (a.unit == b.unit or b.unit - a.unit == 1)


def _belongs_next(folded: str, item: Item, dose: Quantity, after: list[Item], doses, number: int) -> bool:
    """"3x10 bridges, 2x15 clams": the dose stands before its item when the item before is already dosed."""
    if not after:
        return False
    gap_before, gap_after = folded[item.hit.end:dose.start], folded[dose.end:after[0].hit.start]
    if STRONG_BREAK.search(gap_before) and not STRONG_BREAK.search(gap_after) and "," not in gap_after:
        return True
    next_dose = doses[number + 1][1] if number + 1 < len(doses) else None
    if item.dosed and "," in gap_before and "," not in gap_after:
        return next_dose is None or next_dose.start > after[0].hit.end or "," not in gap_after
    return False


def _dose_chunk(folded: str, items: list[Item]) -> None:
    """Names that no separator parts from the dosed one share its dose ("SLS on foam with ball toss, 3x45 sec")."""
    dosed = items[-1]
    for item in items[:-1]:
        first, last = sorted((item.hit, dosed.hit), key=lambda hit: hit.start)
        if not item.dosed and len(folded[first.end:last.start]) < 60 and not SEPARATOR.search(folded, first.end, last.start):
            item.dosed = True


def _close_list(folded: str, before: list[Item], dose: Quantity) -> None:
    """Undosed items straight before the dosed one, back to the last dosed item or sentence, share its dose."""
    later = before[-1]
    for item in reversed(before[:-1]):
        if item.dosed or item.families != later.families:
            return
        gap = folded[item.hit.end:later.hit.start]
        if re.search(r"[;\n]|\. ", gap) or len(gap) > 60:
            return
        item.dosed = True
        later = item
