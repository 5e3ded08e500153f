"""Minutes told of several services at once, of which each has a share, or none.

"Forty-five minutes, split evenly among three things", "ten minutes each of balance and gait", "manual work and exercise
together, 27 minutes"; and minutes that were only planned.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from itertools import pairwise

from ptnotelint.evidence import StatedTotal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.naming import kinds_told
from ptnotelint.nlp.portions import ABOUT, EACH, FRACTION, MOST_SENTENCES, Share, most_told, told_in
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.timing import put

NEAR = 120  # characters: names further away are not what minutes are told of
EACH_OF = guarded(r"\s?(?:of|on|for|to|:|-|–|—)\s?")
IN_A_ROW = guarded(r"[\s,]*(?:(?:work|training|treatment|therapy|drills?|practice)\s?)?[\s,/]*(?:and|&|then|plus)?\s?(?:(?:the|some|his|her|for|on|of|to)\s)*")
# two services under one figure
JOINT = guarded(r"\b(?:together|combined|between them|jointly|in combination|back and forth|alternat\w+|interleaved|intermixed|mixed)\b")
FOR_BOTH = guarded(r"\s(?:for|on|across|over|between|to do|in|with) (?:the two|these two|those two|both|the pair|the both)(?: of (?:them|these|those))?(?: together)?\s?(?:[.,;)]|\Z)")
AND = guarded(r"[\s,]*(?:(?:techniques?|interventions?|exercises?|activities|work|training|treatment|therapy|drills?|practice|portion|part)\s)?(?:and|&|\+|plus|/|with)\s?(?:(?:the|some|his|her|then)\s)*")
# not spent yet
PLANNED = guarded(r"\bplanned[\W_]{0,3}(?:\d{5}|(?:[a-z]+\s?){1,3})?[\W_]{0,3}\Z|\b(?:allowing|allow|expecting|expect|estimat\w+|budget\w*|aiming for|planned|planning|scheduled)\s(?:for\s)?" + ABOUT + r"\Z")
PLAN_LINE = guarded(r"\W*(?:(?:session|today'?s|visit|tx|treatment)\s)?plan(?:ned)?(?:\s?/\s?session|\sfor (?:today|(?:the |this |today's )?(?:session|visit|day|tx|treatment)))\s?[:=–-]")
# a stated whole, and how it was shared out
SPLIT = guarded(r"[^.;\d]{0,48}?[\s,](?:(?:evenly|equally)\s(?:split|divided|shared|distributed|spread)|in(?:to)? (?:two|three) (?:equal|even) (?:halves|thirds|parts|shares)|(?:split|divided|shared|distributed|spread|parted)(?: it| them)?(?: up| out)?\s(?:evenly|equally|half[- ]and[- ]half|fifty[- ]fifty|50/50|down the middle|in (?:two|half|three|four|thirds)\b|into (?:two |three |four )?(?:equal |even )?(?:halves|thirds|quarters|parts|shares)))\b(?:\s(?:among|amongst|between|across|over|into|on|by)\b)?(?:\sthe\b)?(?:\s(?P<count>two|three|four|both)\b)?"
                r"|[^.;\d]{0,32}?\s(?P<halves>half)(?: of (?:it|them|that|which))? (?:on|to|for|went|was|spent)\b")
SPLIT_FIRST = guarded(r"\b(?:split|divided|shared)(?: up)?\s(?:the|these|our|her|his|those|my)\s(?:\w+\s){0,2}?\Z")
EVENLY = guarded(r"[^.;\d]{0,40}?\b(?:evenly|equally|in half|down the middle|fifty[- ]fifty|50/50)\b(?:\s(?:among|between|across|over)\b)?(?:\s(?P<count>two|three|four|both)\b)?")
PARTS = {"two": 2, "three": 3, "four": 4, "both": 2}
SHARES = {"half": 1 / 2, "third": 1 / 3, "two": 2 / 3}
OTHER_SHARE = guarded(r"\b(?:the )?(?:other|second|remaining) (?:half|third)\b")


def share_out(folded: str, contexts: list[Context], totals: list[StatedTotal]) -> None:
    """Deal out what is told of several services at once, and set aside what is of none."""
    _share_out_totals(folded, contexts, totals)
    for context in contexts:
        for q in context.quantities:
            if q.kind == "minutes" and q.start not in context.shares and (_joint(folded, context, q) or _planned(folded, q)):
                context.shares[q.start] = Share(q.values[0], ())
            elif q.kind == "minutes" and context.part.family is None and EACH.match(folded, q.end) and len(families := _each_of(folded, context, q)) > 1 and context.why(q.start, q.end) is None:
                context.shares[q.start] = Share(q.values[0], families)


def _each_of(folded: str, context: Context, quantity: Quantity) -> tuple[str, ...]:
    """The kinds of care named in a row of which each had so long: "ten minutes each of manual work, balance and strengthening"."""
    part, end = context.part, EACH.match(folded, quantity.end).end()
    kinds = kinds_told(folded, end, min(part.end, end + NEAR)) if (behind := EACH_OF.match(folded, end)) else kinds_told(folded, max(part.start, quantity.start - NEAR), quantity.start)
    if not kinds or (kinds[0][0] - behind.end() > 16 if behind else quantity.start - kinds[-1][1] > 40):
        return ()
    row = [kinds[0] if behind else kinds[-1]]
    for kind in kinds[1:] if behind else reversed(kinds[:-1]):
        between = (row[-1][1], kind[0]) if behind else (kind[1], row[-1][0])
        if not IN_A_ROW.fullmatch(folded, *between):
            break
        row.append(kind)
    return tuple(dict.fromkeys(family for *_, family in row))


def _joint(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether one figure is told of two services together."""
    part = context.part
    if FOR_BOTH.match(folded, quantity.end, part.end):
        return True
    if not JOINT.search(folded, max(part.start, quantity.start - NEAR), min(part.end, quantity.end + NEAR)):
        return False
    kinds = kinds_told(folded, max(part.start, quantity.start - NEAR), min(part.end, quantity.end + NEAR))
    return any(one[2] != other[2] and AND.fullmatch(folded, one[1], other[0]) and min(abs(other[1] - quantity.start), abs(quantity.end - one[0])) < 40
               for one, other in pairwise(kinds))


def _planned(folded: str, quantity: Quantity) -> bool:
    """Whether minutes are what was planned: no time was spent yet."""
    line = line_start(folded, quantity.start)
    return PLANNED.search(folded, max(line, quantity.start - 100), quantity.start) is not None or PLAN_LINE.match(folded, line, quantity.start) is not None


def _share_out_totals(folded: str, contexts: list[Context], totals: list[StatedTotal]) -> None:
    """Shares of a stated whole: "forty-five minutes, split evenly among three things", "half of the 46 min was spent on …"."""
    starts = [context.part.start for context in contexts]
    stated: dict[int, list[tuple[int, int, float]]] = {}
    for total in totals:
        stated.setdefault(bisect_right(starts, total.start) - 1, []).append((total.start, total.end, total.minutes))
    for number, context in enumerate(contexts):
        part = context.part
        if part.historical or part.section in NOT_TREATMENT or part.column is not None:
            continue
        whole = [*stated.get(number, ()), *((q.start, q.end, q.values[0]) for q in context.quantities if q.kind == "minutes" and len(q.values) == 1)]
        for start, end, minutes in whole:
            fraction = FRACTION.search(folded, max(part.start, start - 60), start)
            if fraction:
                share = minutes * SHARES[fraction.lastgroup]
                put(context, Quantity("minutes", start, end, (share,)))
                for other in contexts[number:number + 6]:
                    rest = OTHER_SHARE.search(folded, max(other.part.start, end), other.part.end)
                    if rest and other.part.paragraph == part.paragraph:
                        put(other, Quantity("minutes", *rest.span(), (minutes - share if fraction.lastgroup == "half" else minutes / 3,)))
                        break
                continue
            if (first := SPLIT_FIRST.search(folded, max(part.start, start - 60), start)) and not EVENLY.match(folded, end, part.end):
                context.shares[start] = Share(minutes, ())  # "I divided our forty minutes unevenly"
                continue
            split = SPLIT.match(folded, end, part.end) or first and EVENLY.match(folded, end, part.end)
            if split:
                _share_out(folded, contexts[number:number + MOST_SENTENCES], (start, end, minutes), split.end(), PARTS.get(split["count"] or "", 0))
                break


def _share_out(folded: str, contexts: list[Context], whole: tuple[int, int, float], at: int, parts: int) -> None:
    """Give each of the services told behind it its share of a whole."""
    start, end, minutes = whole
    first = contexts[0]
    here = told_in(folded, first, at, first.part.end)
    order = list(here) if len(here) > 1 else []
    votes = Counter(here)
    if not order:
        for context in contexts[1:]:
            if context.part.section != first.part.section or context.part.historical:
                break
            told = told_in(folded, context, context.part.start, context.part.end)
            votes += told
            order += [family for family in most_told(told, False) if family not in order]
    if len(order) > (parts or len(order)):
        order = sorted(order, key=votes.__getitem__, reverse=True)[:parts]
    if order and (parts or len(order) > 1):
        put(first, Quantity("minutes", start, end, (minutes,)))
        first.shares[start] = Share(minutes / (parts or len(order)), tuple(order))
