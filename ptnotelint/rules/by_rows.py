"""Whose the minutes of a table's rows are: a service's rows stand together, and each row is of one.

Where a table gives minutes in more rows than services were billed, a reader draws lines between its rows: down to here the
therapist's hands, then exercises, then balance. Where to draw them the rows' own words tell, all together.
"""

from __future__ import annotations

from itertools import combinations, permutations

from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules.fitting import KINDS, fit, line_of
from ptnotelint.rules.scope import Told, Visit, service_mentions

MANY = 40  # numbers of minutes: among more no rows are looked for
MOST_ROWS, MOST = 10, 4  # rows, and services among which they are dealt out
CLEAR, AHEAD = 0.55, 0.05  # by row: how much of what it names is its service's, and how much less fits the next best


def by_rows(visit: Visit, told: dict[str, Told]) -> dict[str, Told]:
    """The minutes of each code that a table's rows are dealt out to, where they seem to be of two or of none."""
    main = visit.readings[0]
    rows = _rows(main)
    numbers = tuple(number for number in told if any(reading is main and mention.reason is None and mention.label in KINDS
                                                     for reading, mention in service_mentions(visit, visit.codes[number])))
    if not 1 < len(numbers) <= MOST or not len(numbers) <= len(rows) <= MOST_ROWS:
        return told
    if all(told[number][0] is not None and all(mention.labelled for _, mention in told[number][1]) for number in numbers):
        return told
    values = [minutes.value for number in numbers if (minutes := told[number][0]) is not None]
    if len(values) == len(numbers) and sum(values) != sum(mention.value for _, mention in rows):
        return told  # they have other minutes than the rows'
    fits = [fit(visit, tuple(visit.codes), *line) for line, _ in rows]
    ranked = sorted(((sum(fits[row][number] for number, (start, end) in zip(order, runs, strict=True) for row in range(start, end)) / len(rows), order, runs)
                     for order in permutations(numbers) for runs in _runs(len(rows), len(numbers))), reverse=True)
    if ranked[0][0] < CLEAR or len(ranked) > 1 and ranked[0][0] - ranked[1][0] < AHEAD:
        return told
    _, order, runs = ranked[0]
    return told | {number: _together(main, [mention for _, mention in rows[start:end]]) for number, (start, end) in zip(order, runs, strict=True)}


def _together(main: Reading, mentions: list[Mention]) -> Told:
    return Minutes(sum(mention.value for mention in mentions), "text", mentions[0].start, mentions[0].end), [(main, mention) for mention in mentions]


def _rows(main: Reading) -> list[tuple[tuple[int, int], Mention]]:
    """Lines of cells with minutes of their own, by the clock where some are told by it."""
    found: dict[tuple[int, int], list[Mention]] = {}
    timed = {each.start: each for each in (*(each for each in main.mentions if each.label == "minutes" and each.reason is None and each.value), *main.figures)}
    if len(timed) > MANY:
        return []
    for mention in (timed[start] for start in sorted(timed)):
        line = line_of(main, mention)
        if "|" in main.text[slice(*line)] or "\t" in main.text[slice(*line)]:
            found.setdefault(line, []).append(mention)
    clocked = {line: timed for line, mentions in found.items() if (timed := [mention for mention in mentions if ":" in main.text[mention.start:mention.end]])}
    found = clocked if len(clocked) > 1 else found
    return [(line, mentions[0]) for line, mentions in found.items()] if all(len(mentions) == 1 for mentions in found.values()) else []


def _runs(rows: int, services: int):
    """Every way of cutting rows into as many runs as there are services."""
    for cuts in combinations(range(1, rows), services - 1):
        yield tuple(zip((0, *cuts), (*cuts, rows), strict=True))
