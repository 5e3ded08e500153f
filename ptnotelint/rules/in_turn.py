"""Whose a note's minutes are where it gives as many of them as it tells services: one each, told with what was done.

A writer who times each service does so as it is told: behind it ("… two sets of ten. 14 min.") or before it. What stands
between one number of minutes and the next, then, is of one service, and which one its words tell together: an item, a technique
or a machine in it may each be read as another's, but no service takes the minutes of two while another that is told has none.
"""

from __future__ import annotations

import re
from itertools import permutations

from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules.fitting import KINDS, fit, line_of
from ptnotelint.rules.scope import Told, Visit, service_mentions

LEAST, LONG = 5, 10  # minutes: fewer are an item's; so many, of nobody else, are a service's
MOST, FIGURES = 5, 30  # services, and figures of a visit: among more nobody's turn can be told
CLEAR, CLEARER, WHOLLY, AHEAD = 0.5, 0.6, 0.9, 0.1  # how much of a stretch's words are its service's, and by how much no other dealing out fits as well

TELLING = 30  # characters of a line that tells of something, too
NEAR = 24  # characters from a code to the minutes behind it
NOT_NOW = frozenset({"plan", "goals", "home_program", "history"})  # sections of other days
FEET = 60  # "85'" is a way, not a time
KIND = re.compile(r"[\w-]+(?:-min(?:ute)?s? (?!session|visit|treatment|block|total|stretch of)[a-z]|\smin(?:ute)?s? (?:walk|drive|ride|commute|warm|rest|break|nap)\b)")


def in_turn(visit: Visit, told: dict[str, Told]) -> dict[str, Told]:
    """The minutes of each code, with those that their turn tells where a code has none, and another two or the same."""
    main = visit.readings[0]
    if len(told) < 2 or len(main.figures) > FIGURES or any(line.minutes for line in main.billing) or visit.note.minutes:
        return told
    holders: dict[int, set[str]] = {}
    for number, (_, mentions) in told.items():
        for _, mention in mentions:
            holders.setdefault(mention.start, set()).add(number)
    told = told | _coded(visit, told, holders)
    settled = {number for number, (minutes, mentions) in told.items() if minutes is not None and (
        not mentions or len(mentions) == 1 and holders[mentions[0][1].start] == {number} and (
            mentions[0][1].labelled or not set(mentions[0][1].families).isdisjoint(visit.codes[number].families)))}
    unsettled = tuple(number for number in told if number not in settled)
    shared = _of_several(visit, told)
    if not shared and not any(told[number][0] is None for number in unsettled):
        return told
    figures = _figures(main, {family for code in visit.codes.values() for family in code.families})
    if len(figures) > FIGURES:
        return told
    free = [figure for figure in figures if holders.get(figure.start, set()).isdisjoint(settled)]
    held = [figure for figure in free if figure.start in holders]
    taken = [figure for figure in figures if figure.start in holders and figure not in free]
    placed = tuple(number for number in unsettled if number in {each for numbers in holders.values() for each in numbers} or any(
        reading is main and mention.reason is None and mention.label in KINDS for reading, mention in service_mentions(visit, visit.codes[number])))
    if not shared and any(len(own) > 1 and _all_fit(visit, number, own, [*taken, *held]) for number in unsettled
           if (own := [figure for figure in held if number in holders[figure.start]])):
        return told
    for numbers in dict.fromkeys((unsettled, placed)):
        for chosen in (held, [figure for figure in free if figure in held or figure.value >= LEAST]):
            if 1 < len(numbers) == len(chosen) <= MOST and held and (dealt := _dealt(visit, numbers, chosen, taken)):
                return _with(told, dealt, main)
    whole = [figure for figure in free if figure.value >= (LEAST if figure in held else LONG) and not _joint(visit, unsettled, figure)]
    if 0 < len(whole) < len(unsettled) <= MOST and (dealt := _dealt(visit, unsettled, whole, taken)):
        return _with(told | dict.fromkeys(unsettled, (None, [])), dealt, main)
    left = [figure for figure in free if figure.value >= LONG and not _joint(visit, unsettled, figure)]
    if len(unsettled) == 1 and visit.codes[unsettled[0]].timed and not held and len(left) == 1 and (dealt := _dealt(visit, unsettled, left, taken)):
        return _with(told, dealt, main)
    return told


def _coded(visit: Visit, told: dict[str, Told], holders: dict[int, set[str]]) -> dict[str, Told]:
    """The minutes of codes on whose own line they stand ("97530: 11 min"), which are then no other's."""
    main, found = visit.readings[0], {}
    for figure in main.figures:
        start, stop = line_of(main, figure)
        line = main.text[start:stop]
        named = [number for number in told if number in line]
        if len(named) == 1 and len(told[named[0]][1]) != 1 and named[0] not in found and line.index(named[0]) < figure.start - start < line.index(named[0]) + NEAR:
            found[named[0]] = Minutes(figure.value, "text", figure.start, figure.end), [(main, figure)]
            holders[figure.start] = {named[0]}
    return found


def _figures(main: Reading, billed: set[str]) -> list[Mention]:
    """Every number of minutes that may be a service's, in text order: no feet, no kind of thing ("a 30-min walk"), none of what was not billed."""
    starts = {figure.start for figure in main.figures}
    folded = main.lowered
    apart = {mention.segment for mention in main.mentions if mention.label in ("modality", "modality_type") and mention.families and billed.isdisjoint(mention.families)}
    apart |= {number for number, segment in enumerate(main.segments) if segment.labelled and segment.families and billed.isdisjoint(segment.families)}
    found = [*main.figures, *(mention for mention in main.mentions if mention.label == "minutes" and mention.reason is None and mention.value and mention.start not in starts)]
    return sorted((figure for figure in found if figure.segment not in apart and figure.section not in NOT_NOW and not (figure.value > FEET and main.text[figure.end - 1] in "'’′") and not KIND.match(folded, figure.start, figure.end + 24)), key=lambda figure: figure.start)


def _joint(visit: Visit, numbers: tuple[str, ...], figure: Mention) -> bool:
    """Whether minutes stand under a label of several of the codes ("Balance and gait together, 24 min"): nobody knows how many are whose."""
    segment = visit.readings[0].segments[figure.segment]
    return segment.labelled and sum(not set(visit.codes[number].families).isdisjoint(segment.families) for number in numbers) > 1


def _of_several(visit: Visit, told: dict[str, Told]) -> bool:
    """Whether one number of minutes was taken for that of two services, which only machines run together have."""
    takers: dict[int, int] = {}
    for number, (_, mentions) in told.items():
        for _, mention in mentions if visit.codes[number].timed else ():
            takers[id(mention)] = takers.get(id(mention), 0) + 1
    return max(takers.values(), default=0) > 1


def _with(told: dict[str, Told], dealt: dict[str, Mention], main: Reading) -> dict[str, Told]:
    return told | {number: (Minutes(figure.value, "text", figure.start, figure.end), [(main, figure)]) for number, figure in dealt.items()}


def _all_fit(visit: Visit, number: str, figures: list[Mention], around: list[Mention]) -> bool:
    """Whether all that is told with several figures is plainly of one code: "8 min of glides and 7 min of STM"."""
    around = sorted(around, key=lambda figure: figure.start)
    return any(min(fit(visit, tuple(visit.codes), *stretch)[number] for figure, stretch in zip(around, stretches, strict=True) if figure in figures) >= WHOLLY
               for stretches in _stretches(visit.readings[0], around))


def _dealt(visit: Visit, numbers: tuple[str, ...], figures: list[Mention], taken: list[Mention]) -> dict[str, Mention]:
    """One figure to each of the codes, in the order that fits best what is told with each."""
    main = visit.readings[0]
    around = sorted([*figures, *taken], key=lambda figure: figure.start)
    found = max((_best(visit, numbers, [stretch for figure, stretch in zip(around, stretches, strict=True) if figure in figures])
                 for stretches in _stretches(main, around)), key=lambda found: found[0])
    return dict(zip(found[1], figures, strict=True)) if found[0] >= (CLEAR if 1 < len(numbers) == len(figures) else CLEARER) * len(figures) else {}


def _stretches(main: Reading, figures: list[Mention]):
    """What is told with each of the figures: their lines; or, where each closes what it is of, and where each opens it."""
    lines = [line_of(main, figure) for figure in figures]
    if len(set(lines)) == len(lines) > 1 and all(stop - start > TELLING for start, stop in lines):
        yield lines
        return
    starts = [main.segments[figure.segment].start for figure in figures]
    ends = [main.segments[figure.segment].end for figure in figures]
    alone = [one == other for one, other in zip(starts, starts[1:])]  # two in one sentence
    closing = [0, *(figures[place].end if alone[place] else ends[place] for place in range(len(figures) - 1)), ends[-1]]
    opening = [starts[0], *(figures[place].start if alone[place - 1] else starts[place] for place in range(1, len(figures))), len(main.text)]
    yield list(zip(closing, closing[1:]))
    yield list(zip(opening, opening[1:]))


def _best(visit: Visit, numbers: tuple[str, ...], stretches: list[tuple[int, int]]) -> tuple[float, tuple[str, ...]]:
    """The codes in the order of the stretches that fits best, with how well; 0 where another fits about as well."""
    fits = [fit(visit, tuple(visit.codes), *stretch) for stretch in stretches]
    ranked = sorted(((sum(here[number] for here, number in zip(fits, order, strict=True)), order) for order in permutations(numbers, len(stretches))), reverse=True)
    return ranked[0] if len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= AHEAD else (0.0, ranked[0][1])
