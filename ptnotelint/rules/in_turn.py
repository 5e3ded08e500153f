"""Whose a note's minutes are where it gives as many of them as it tells services: one each, told with what was done.

A writer who times each service does so as it is told: behind it ("… two sets of ten. 14 min.") or before it. What stands
between one number of minutes and the next, then, is of one service, and which one its words tell together: an item, a technique
or a machine in it may each be read as another's, but no service takes the minutes of two while another that is told has none.
"""

from __future__ import annotations

from itertools import permutations

from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules.scope import Visit, service_mentions

Told = tuple[Minutes | None, list[tuple[Reading, Mention]]]

LEAST, LONG = 5, 10  # minutes: fewer are an item's; so many, of nobody else, are a service's
MOST, FIGURES = 5, 30  # services, and figures of a visit: among more nobody's turn can be told
CLEAR, CLEARER, WHOLLY, AHEAD = 0.5, 0.6, 0.9, 0.1  # how much of a stretch's words are its service's, and by how much no other dealing out fits as well
# what a label says of the kind of care, however the line it stands on was read
KINDS = {
    "exercise": {"exercise": 1.0, "neuromuscular": 0.7, "aquatic": 0.6, "group": 0.5}, "activity": {"activities": 1.0, "self_care": 0.8, "wheelchair": 0.3},
    "gait": {"gait": 1.5}, "deviation": {"gait": 1.0}, "technique": {"manual": 1.5, "massage": 1.0}, "technique_vague": {"manual": 1.5},
    "purpose_motor": {"neuromuscular": 0.8}, "orthosis": {"orthotic": 1.5}, "prosthesis": {"prosthetic": 1.5}, "wheelchair_device": {"wheelchair": 1.0},
    "aquatic": {"aquatic": 2.0}, "modality": {}, "exercise_vague": {}, "activity_vague": {}, "needling": {"needling": 1.5}, "maneuver": {"repositioning": 1.5}}
# and what is said of one kind of care more than of others
HINTS = KINDS | {"distance": {"gait": 1.0}, "device": {"gait": 0.5}, "load": {"exercise": 0.6, "neuromuscular": 0.2}, "muscle": {"exercise": 0.3, "manual": 0.2}}


def in_turn(visit: Visit, told: dict[str, Told]) -> dict[str, Told]:
    """The minutes of each code, with those that their turn tells where a code has none, and another two or the same."""
    main = visit.readings[0]
    if len(told) < 2 or len(main.figures) > FIGURES or any(line.minutes for line in main.billing) or visit.note.minutes:
        return told
    holders: dict[int, set[str]] = {}
    for number, (_, mentions) in told.items():
        for _, mention in mentions:
            holders.setdefault(mention.start, set()).add(number)
    settled = {number for number, (minutes, mentions) in told.items() if minutes is not None and (
        not mentions or len(mentions) == 1 and holders[mentions[0][1].start] == {number})}
    unsettled = tuple(number for number in told if number not in settled)
    if not any(told[number][0] is None for number in unsettled):
        return told
    free = [figure for figure in main.figures if holders.get(figure.start, set()).isdisjoint(settled)]
    held = [figure for figure in free if figure.start in holders]
    taken = [figure for figure in main.figures if figure.start in holders and figure not in free]
    placed = tuple(number for number in unsettled if number in {each for numbers in holders.values() for each in numbers} or any(
        reading is main and mention.reason is None and mention.label in KINDS for reading, mention in service_mentions(visit, visit.codes[number])))
    if any(len(own) > 1 and _all_fit(visit, number, own, [*taken, *held]) for number in unsettled
           if (own := [figure for figure in held if number in holders[figure.start]])):
        return told
    for numbers in dict.fromkeys((unsettled, placed)):
        for chosen in (held, [figure for figure in free if figure in held or figure.value >= LEAST]):
            if 1 < len(numbers) == len(chosen) <= MOST and held and (dealt := _dealt(visit, numbers, chosen, taken)):
                return _with(told, dealt, main)
    left = [figure for figure in free if figure.value >= LONG]
    if len(unsettled) == 1 and visit.codes[unsettled[0]].timed and not held and len(left) == 1 and (dealt := _dealt(visit, unsettled, left, taken)):
        return _with(told, dealt, main)
    return told


def _with(told: dict[str, Told], dealt: dict[str, Mention], main: Reading) -> dict[str, Told]:
    return told | {number: (Minutes(figure.value, "text", figure.start, figure.end), [(main, figure)]) for number, figure in dealt.items()}


def _all_fit(visit: Visit, number: str, figures: list[Mention], around: list[Mention]) -> bool:
    """Whether all that is told with several figures is plainly of one code: "8 min of glides and 7 min of STM"."""
    around = sorted(around, key=lambda figure: figure.start)
    return any(min(_fit(visit, tuple(visit.codes), *stretch)[number] for figure, stretch in zip(around, stretches, strict=True) if figure in figures) >= WHOLLY
               for stretches in _stretches(visit.readings[0], around))


def _dealt(visit: Visit, numbers: tuple[str, ...], figures: list[Mention], taken: list[Mention]) -> dict[str, Mention]:
    """One figure to each of the codes, in the order that fits best what is told with each."""
    main = visit.readings[0]
    around = sorted([*figures, *taken], key=lambda figure: figure.start)
    found = max((_best(visit, numbers, [stretch for figure, stretch in zip(around, stretches, strict=True) if figure in figures])
                 for stretches in _stretches(main, around)), key=lambda found: found[0])
    return dict(zip(found[1], figures, strict=True)) if found[0] >= (CLEAR if len(numbers) > 1 else CLEARER) * len(numbers) else {}


def _stretches(main: Reading, figures: list[Mention]):
    """What is told with each of the figures, where each closes what it is of, and where each opens it."""
    starts = [main.segments[figure.segment].start for figure in figures]
    ends = [main.segments[figure.segment].end for figure in figures]
    alone = [one == other for one, other in zip(starts, starts[1:])]  # two in one sentence
    closing = [0, *(figures[place].end if alone[place] else ends[place] for place in range(len(figures) - 1)), ends[-1]]
    opening = [starts[0], *(figures[place].start if alone[place - 1] else starts[place] for place in range(1, len(figures))), len(main.text)]
    yield list(zip(closing, closing[1:]))
    yield list(zip(opening, opening[1:]))


def _best(visit: Visit, numbers: tuple[str, ...], stretches: list[tuple[int, int]]) -> tuple[float, tuple[str, ...]]:
    """The codes in the order of the stretches that fits best, with how well; 0 where another fits about as well."""
    fits = [_fit(visit, tuple(visit.codes), *stretch) for stretch in stretches]
    ranked = sorted(((sum(fit[number] for fit, number in zip(fits, order, strict=True)), order) for order in permutations(numbers)), reverse=True)
    return ranked[0] if len(ranked) < 2 or ranked[0][0] - ranked[1][0] >= AHEAD else (0.0, ranked[0][1])


def _fit(visit: Visit, numbers: tuple[str, ...], start: int, end: int) -> dict[str, float]:
    """How much of what a stretch names is of each code, all together 1."""
    weights = dict.fromkeys(numbers, 0.0)
    for mention in visit.readings[0].mentions:
        if mention.label not in HINTS or mention.reason is not None or not start <= mention.start < end:
            continue
        for number in numbers:
            families = visit.codes[number].families
            weights[number] += sum(HINTS[mention.label].get(family, 0.0) for family in families) + (mention.label in KINDS and not set(families).isdisjoint(mention.families))
    whole = sum(weights.values())
    return {number: weight / whole if whole else 1 / len(numbers) for number, weight in weights.items()}
