"""A professional claim as X12 837P states it, gathered segment by segment, and the visits that it bills.

Elements and codes are those of the TR3 005010X222 (loops 2300 and 2400); 004010X098A1 has them in the same places.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine, NoteError
from ptnotelint.read.charges import Charge
from ptnotelint.read.days import stamp_day
from ptnotelint.read.digests import digest_of
from ptnotelint.read.x12_segments import Segment

PROCEDURES = "HC"  # the code list qualifier of HCPCS, which holds CPT
MODIFIERS = slice(2, 6)
MAX_LINES = 1000  # the standard allows 50 in a claim
# Claim filing indicators (X12 code list 1032) that a payer profile of ours answers to; any other payer goes by its name.
FILED_AS = {
    "MA": "medicare", "MB": "medicare", "16": "medicare", "MC": "medicaid", "WC": "workers_comp",
    "12": "commercial", "13": "commercial", "14": "commercial", "15": "commercial", "BL": "commercial", "CI": "commercial", "HM": "commercial",
}


class SegmentError(Exception):
    """What is wrong with one segment, without its words."""


@dataclass(slots=True)
class ServiceLine:
    """A line of loop 2400. ``day`` is None where none was stated, or where the line spans several days.

    ``billed`` is None where the code is of another list than HCPCS.
    """

    billed: BilledLine | None = None
    minutes: float | None = None
    day: str | None = None
    therapist: str | None = None
    control_id: str | None = None


@dataclass(slots=True)
class Claim:
    """A claim of loop 2300 on its way: the number and line of its CLM, and what it states.

    ``broken`` is the first thing in it that could not be read.
    """

    number: int
    line: int
    account: str | None
    frequency: str
    patient_id: str | None
    payer: str | None
    therapist: str | None
    lines: list[ServiceLine] = field(default_factory=list)
    broken: UnreadableError | None = None
    other_payer: bool = False

    def charges(self, path: str) -> list[Charge]:
        """One charge for each day and therapist, in the order they first stand.

        The account number (CLM01) names a visit only where the claim is for one; else the line's own number does (REF*6R),
        where all lines of the visit have the same.
        """
        visits: dict[tuple, list[ServiceLine]] = {}
        for line in self.lines:
            if line.billed is None:
                continue
            visits.setdefault((line.day, line.therapist or self.therapist), []).append(line)
        found = []
        for place, ((day, therapist), lines) in enumerate(visits.items()):
            controls = {line.control_id for line in lines}
            visit_id = self.account if len(visits) == 1 else controls.pop() if len(controls) == 1 else None
            minutes = {line.billed.code: line.minutes for line in lines if line.minutes is not None}
            told = (place, self.account, self.frequency, self.patient_id, day, [(line.billed, line.minutes, line.control_id) for line in lines])
            found.append(Charge(tuple(line.billed for line in lines), visit_id, self.patient_id, day, therapist, self.payer,
                                (("minutes", minutes),) if minutes else (), path, self.line, row=digest_of(repr(told)), numbering="claim"))
        return found


def service_line(segment: Segment) -> ServiceLine:
    """Read an SV1.

    A quantity in minutes (MJ) is kept as minutes, for it states no units.

    Examples
    --------
    >>> service_line(Segment(("SV1", "HC:97110:GP", "60", "UN", "2"), 24, 24, ":")).billed
    BilledLine(code='97110', units=2, modifiers=('GP',))
    """
    parts = segment.parts(1)
    if len(parts) < 2:
        raise SegmentError(f"no procedure code after its list's name and the delimiter that the ISA states ({segment.component})")
    if parts[0] != PROCEDURES:
        return ServiceLine()
    basis, quantity = segment[3], _number(segment[4])
    modifiers = tuple(modifier.upper() for modifier in parts[MODIFIERS] if modifier)
    if basis not in ("UN", "MJ") or quantity is None:
        raise SegmentError("no quantity in units (UN) or minutes (MJ)")
    if basis == "UN" and not quantity.is_integer():
        raise SegmentError("units must be a whole number, 1 or more")
    try:
        billed = BilledLine(parts[1].upper(), int(quantity) if basis == "UN" else 1, modifiers)
    except NoteError as error:
        raise SegmentError(str(error)) from None
    return ServiceLine(billed, quantity if basis == "MJ" else None)


def service_day(segment: Segment) -> tuple[str | None, bool]:
    """The day of a DTP*472, and whether it spans more than one (it is then None).

    Examples
    --------
    >>> service_day(Segment(("DTP", "472", "RD8", "20260304-20260304"), 25, 25, ":"))
    ('2026-03-04', False)
    """
    days = [stamp_day(stated) for stated in segment[3].split("-")]
    if len(days) != {"D8": 1, "RD8": 2}.get(segment[2]) or None in days:
        raise SegmentError("no date as D8 (CCYYMMDD) or RD8 (CCYYMMDD-CCYYMMDD)")
    return (days[0], False) if len(set(days)) == 1 else (None, True)


def person(segment: Segment) -> str | None:
    """The name of an NM1 as people write it, given name first."""
    return " ".join(part for part in (segment[4], segment[3]) if part) or None


def _number(text: str) -> float | None:
    """A quantity of at most eight digits before its point, as the standard has it."""
    whole, _, part = text.partition(".")
    return float(text) if f"{whole}{part}".isascii() and whole.isdigit() and len(whole) <= 8 and (part.isdigit() or not part) else None
