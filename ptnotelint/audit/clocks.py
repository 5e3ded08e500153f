"""Minutes that two patients of one therapist cannot both have had alone.

Visits may overlap: one patient can be on the table while another has the therapist's hands. What cannot be is that the one-on-one
minutes of both are more than the time from the first's arrival to the last's leaving; only those minutes are told.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from itertools import groupby
from typing import NamedTuple

from ptnotelint.audit.encounters import Encounter
from ptnotelint.codebook import Code

FEWEST = 8  # minutes of a code's only unit; each further unit is 15 (Medicare Claims Processing Manual, chapter 5, key CHC202)
QUARTER = 15


class Stay(NamedTuple):
    """Clock times in which so many one-on-one minutes must lie; ``code`` where they are of one."""

    start: int
    end: int
    minutes: float
    code: str | None


class Clash(NamedTuple):
    """A visit with minutes that an earlier begun visit of another patient needs as well."""

    later: Encounter
    earlier: Encounter
    code: str | None
    minutes: int
    start: int
    end: int


def clashes(encounters: Iterable[Encounter], code_named: Callable[[str], Code | None]) -> Iterator[Clash]:
    """One clash at most of each visit: with the first visit that shares its minutes.

    Parameters
    ----------
    code_named : callable
        The codebook's entry of a code: timed ones are one-on-one. Group treatment is untimed, and so exempt.
    """
    known = [each for each in encounters if each.patient and each.date and each.therapist and checkable(each)]
    known.sort(key=_days_work)
    for _, visits in groupby(known, key=_days_work):
        stays = [(stay, each) for each in visits for stay in _stays(each, code_named)]
        stays.sort(key=lambda one: (one[0].start, one[0].end, one[1].ordinal))
        yield from _first_clashes(stays)


def checkable(encounter: Encounter) -> bool:
    """Whether all of a visit's minutes are of one person: not where an assistant gave a part, or gave all without that being the therapist named."""
    return encounter.assisted is None


def _days_work(encounter: Encounter) -> tuple[str, str, str]:
    return encounter.clinic or "", encounter.therapist.casefold().strip(), encounter.date


def _stays(encounter: Encounter, code_named: Callable[[str], Code | None]) -> list[Stay]:
    """Per code where its own clock times are told, else the whole visit with all of its timed minutes."""
    timed = [code for code in encounter.units if (entry := code_named(code)) is not None and entry.timed]
    told = [Stay(each.start, each.end, min(each.minutes, each.end - each.start), each.code) for each in encounter.windows if each.code in timed]
    if told:
        return told
    window = encounter.visit
    if window is None or not timed:
        return []
    units = sum(encounter.units[code] for code in timed)
    least = encounter.timed_minutes if encounter.timed_minutes is not None else FEWEST + QUARTER * (units - 1)
    return [Stay(window.start, window.end, min(least, window.end - window.start), None)]


def _first_clashes(stays: list[tuple[Stay, Encounter]]) -> Iterator[Clash]:
    open_stays: list[tuple[Stay, Encounter]] = []
    told: set[int] = set()
    for stay, encounter in stays:
        open_stays = [one for one in open_stays if one[0].end > stay.start]
        for other, earlier in open_stays:
            if earlier.patient != encounter.patient and encounter.ordinal not in told and (minutes := _shared(other, stay)) >= 1:
                told.add(encounter.ordinal)
                yield Clash(encounter, earlier, stay.code, minutes, max(stay.start, other.start), min(stay.end, other.end))
        open_stays.append((stay, encounter))


def _shared(one: Stay, other: Stay) -> int:
    """Whole minutes that must be counted twice for both to have theirs.

    Examples
    --------
    >>> _shared(Stay(540, 580, 40, None), Stay(560, 600, 40, None)), _shared(Stay(540, 580, 25, None), Stay(560, 600, 25, None))
    (20, 0)
    """
    return max(0, int(one.minutes + other.minutes - (max(one.end, other.end) - one.start)))
