"""Days as programs stamp them and as people write them, in ISO."""

from __future__ import annotations

import re
from datetime import date
from functools import lru_cache

from ptnotelint.note import NoteError

ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\.0+)?\Z")
SLASHED_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?=\D|$)")
NAMED_DAY = re.compile(r"""
    (?:[a-z]{3,9},?\s+)??                                                          # Wednesday,
    (?: (\d{1,2})[\s-]([a-z]{3,9})\.? | ([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)? )  # 4 March, or March 4th
    ,?[\s-](\d{4}|\d\d)(?=\D|$)""", re.I | re.X)
CLOCK = re.compile(r"[T ]*(?:\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?\Z", re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
STAMP = re.compile(r"\s*(\d{4})(-?)(\d\d)\2(\d\d)(?=$|[T\s]|\d{2,})")


def stamp_day(stamp: object) -> str | None:
    """The day of a timestamp of X12, HL7 (``20260304…``) or FHIR (``2026-03-04…``), as written there; None where it has none.

    The day is the one of the writer's own time zone: a visit at nine in the evening stays on its day.

    Examples
    --------
    >>> stamp_day("20260304213000-0500"), stamp_day("2026-03-04T21:30:00Z"), stamp_day("2026-03"), stamp_day("20260231")
    ('2026-03-04', '2026-03-04', None, None)
    """
    match = STAMP.match(stamp) if isinstance(stamp, str) else None
    try:
        return date(int(match[1]), int(match[3]), int(match[4])).isoformat() if match else None
    except ValueError:
        return None


def slashed_order(value: object) -> str | None:
    """Which order the numbers of a slashed date can only have: ``month``, ``day``, ``either``; None for other spellings.

    Examples
    --------
    >>> slashed_order("3/25/2026"), slashed_order("25/3/2026"), slashed_order("3/4/2026"), slashed_order("2026-03-04")
    ('month', 'day', 'either', None)
    """
    match = SLASHED_DAY.match(value.strip()) if isinstance(value, str) else None
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    return "day" if first > 12 >= second else "month" if second > 12 >= first else "either"


@lru_cache(1000)  # the days of an export are few
def written_day(value: str, day_first: bool = False) -> str | None:
    """A date as ISO, or None for an empty cell.

    Parameters
    ----------
    day_first : bool
        How slashed dates of this column are read.

    Raises
    ------
    NoteError
        For what is no date, or one in another order than its column's.

    Examples
    --------
    >>> [written_day(text) for text in ("2026-03-04T09:30", "3/4/26", "20260304", "Mar 4, 2026", "4-Mar-2026", "03/04/2026 10:15 AM")]
    ['2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04', '2026-03-04']
    """
    text = value.strip()
    if not text:
        return None
    try:
        if match := ISO_DAY.match(text) or COMPACT_DAY.match(text):
            year, month, day = map(int, match.groups())
        elif match := SLASHED_DAY.match(text):
            first, second, year = int(match[1]), int(match[3]), _year(match[4])
            day, month = (first, second) if day_first else (second, first)
            if month > 12 >= day:
                order = "day/month" if day_first else "month/day"
                raise NoteError(f"a date is not {order} as the others of its column: write dates like 2026-03-04")
        elif match := NAMED_DAY.match(text):
            day, month, year = int(match[1] or match[4]), _month(match[2] or match[3]), _year(match[5])
        else:
            raise ValueError
        if not CLOCK.match(text, match.end()):
            raise ValueError
        return date(year, month, day).isoformat()
    except ValueError:
        raise NoteError("a date that is none: write dates like 2026-03-04") from None


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1
