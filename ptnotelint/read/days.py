"""Dates as records write them, as ISO days."""

from __future__ import annotations

import re
from datetime import date

STAMP = re.compile(r"\s*(\d{4})(-?)(\d\d)\2(\d\d)(?=$|[T\s]|\d{2,})")


def iso_day(stamp: object) -> str | None:
    """The day of a timestamp of X12, HL7 (``20260304…``) or FHIR (``2026-03-04…``), as written there; None where it has none.

    The day is the one of the writer's own time zone: a visit at nine in the evening stays on its day.

    Examples
    --------
    >>> iso_day("20260304213000-0500"), iso_day("2026-03-04T21:30:00Z"), iso_day("2026-03"), iso_day("20260231")
    ('2026-03-04', '2026-03-04', None, None)
    """
    match = STAMP.match(stamp) if isinstance(stamp, str) else None
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else None
    except ValueError:
        return None
