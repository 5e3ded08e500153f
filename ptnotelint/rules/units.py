"""The note's units: what was billed in timed units, what its minutes support, and how they may be given to the codes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from ptnotelint.evidence import Mention
from ptnotelint.report import Minutes, whole_number
from ptnotelint.rules.counting import ama_allocation, cms_allocations, units_of
from ptnotelint.rules.minutes import stated_minutes, structured_or_total
from ptnotelint.rules.scope import Visit
from ptnotelint.rules.summed import stated_totals

# Families with one timed code each, and no untimed one: minutes of theirs count in the day's total though nobody billed them.
TIMED = {"exercise": "97110", "neuromuscular": "97112", "aquatic": "97113", "gait": "97116", "massage": "97124", "manual": "97140", "activities": "97530",
         "self_care": "97535", "wheelchair": "97542", "performance_test": "97750", "ultrasound": "97035", "iontophoresis": "97033"}


@dataclass(frozen=True, slots=True)
class Count:
    """The arithmetic of one visit.

    Parameters
    ----------
    method : str
        ``cms`` or ``ama``.
    billed : dict
        Timed code -> units billed.
    minutes : dict
        Billed timed code -> its minutes, where stated.
    timed : float or None
        The minutes that the units are counted from; None where they are not stated.
    summed, stated : float or None
        The sum of the codes' minutes (all stated), and the total that the note gives itself.
    supported : int or None
        Timed units that the minutes support, at most.
    allocations : tuple of dict
        Every legal way to give them to the codes; empty where a code's minutes are not stated.
    verdict : str
        ``ok``, ``over``, ``under``, ``tie`` or ``cannot_tell``.
    """

    method: str
    billed: dict[str, int]
    minutes: dict[str, float]
    timed: float | None
    summed: float | None
    stated: Minutes | None
    total: Minutes | None
    supported: int | None
    allocations: tuple[dict[str, int], ...]
    verdict: str

    def as_dict(self) -> dict:
        """The ``units`` object of the published report."""
        return {"method": self.method, "timed_minutes": whole_number(self.timed), "billed": sum(self.billed.values()), "supported": self.supported,
                "allocations": list(self.allocations), "verdict": self.verdict}

    def fits(self) -> bool:
        """Whether some allocation gives every code at least the units billed for it."""
        return any(all(given.get(code, 0) >= units for code, units in self.billed.items()) for given in self.allocations)

    def supports(self, code: str) -> int | None:
        """A code's supported units: as billed where that is legal, else what all allocations agree on."""
        if not self.allocations:
            return None
        if self.fits() and self.verdict != "under":
            return self.billed[code]
        counts = {given.get(code, 0) for given in self.allocations}
        return counts.pop() if len(counts) == 1 else None


def count_units(visit: Visit, method: str) -> Count | None:
    """Count a visit's timed units, or None where no timed code was billed."""
    if method not in visit.counted:
        visit.counted[method] = _count(visit, method)
    return visit.counted[method]


def _count(visit: Visit, method: str) -> Count | None:
    billed = {number: visit.units(number) for number, code in visit.codes.items() if code.timed}
    if not billed:
        return None
    minutes = {code: stated.value for code in billed if (stated := stated_minutes(visit, visit.codes[code])[0]) is not None}
    timed_total, visit_total = stated_totals(visit)
    stated = structured_or_total(visit.note.timed_minutes, timed_total)
    total = structured_or_total(visit.note.total_minutes, visit_total)
    known = len(minutes) == len(billed)
    everything = {**minutes, **_not_billed(visit)} if known else minutes
    summed = sum(everything.values()) if known else None
    if method == "ama":
        return _by_code(billed, minutes, summed, stated, total)
    timed = max((value for value in (summed, stated.value if stated else None) if value is not None), default=None)
    if timed is None:
        # no timed total: the whole visit is the most that can have been timed
        most = units_of(total.value) if total else None
        over = most is not None and sum(billed.values()) > most
        return Count(method, billed, minutes, None, None, None, total, most if over else None, (), "over" if over else "cannot_tell")
    supported = units_of(timed)
    allocations = tuple(cms_allocations(everything)) if known and units_of(summed) == supported else ()
    return _judged(Count(method, billed, minutes, timed, summed, stated, total, supported, allocations, "ok"))


def _judged(count: Count) -> Count:
    units = sum(count.billed.values())
    if units > count.supported or count.allocations and not count.fits():
        verdict = "over"
    elif units < count.supported:
        verdict = "under"
    else:
        verdict = "tie" if len(count.allocations) > 1 else "ok"
    return replace(count, verdict=verdict)


def _by_code(billed, minutes, summed, stated, total) -> Count:
    """By the midpoint rule each code stands alone."""
    own = ama_allocation(minutes)
    known = len(minutes) == len(billed)
    over = any(units > own.get(code, 0) for code, units in billed.items() if code in minutes)
    under = any(units < own.get(code, 0) for code, units in billed.items() if code in minutes)
    verdict = "over" if over else "cannot_tell" if not known else "under" if under else "ok"
    return Count("ama", billed, minutes, summed, summed, stated, total, sum(own.values()) if known else None, (own,) if known else (), verdict)


def _not_billed(visit: Visit) -> dict[str, float]:
    """Minutes of timed services that nobody billed: they count in the day's total (billing rules §2d, example 4)."""
    found: dict[str, float] = {}
    for code, mention in unbilled_times(visit):
        found[code] = found.get(code, 0) + mention.value
    return found


def unbilled_times(visit: Visit) -> Iterator[tuple[str, Mention]]:
    """Minutes under a heading of a timed service that no billed code is for, each with that service's code."""
    claimed = {family for code in visit.codes.values() for family in (*code.families, *code.shares)}
    for mention in visit.readings[0].mentions:
        if mention.label != "minutes" or mention.reason is not None or not mention.value or not mention.labelled or len(mention.families) != 1:
            continue
        code = TIMED.get(mention.families[0])
        if code is not None and mention.families[0] not in claimed and mention.code in (None, code):
            yield code, mention
