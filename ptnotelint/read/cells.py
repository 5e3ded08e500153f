"""What a cell of a table says: ids, dates, codes, units and modifiers, in the spellings that exports use."""

from __future__ import annotations

import re
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from ptnotelint.note import BilledLine, NoteError

ISO_DAY = re.compile(r"(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})(?=\D|$)")
COMPACT_DAY = re.compile(r"((?:19|20)\d\d)(\d\d)(\d\d)(?:\.0+)?\Z")
SLASHED_DAY = re.compile(r"(\d{1,2})([-/.])(\d{1,2})\2(\d{4}|\d\d)(?=\D|$)")
NAMED_DAY = re.compile(r"""
    (?:[a-z]{3,9},?\s+)??                                                          # Wednesday,
    (?: (\d{1,2})[\s-]([a-z]{3,9})\.? | ([a-z]{3,9})\.?\s(\d{1,2})(?:st|nd|rd|th)? )  # 4 March, or March 4th
    ,?[\s-](\d{4}|\d\d)(?=\D|$)""", re.I | re.X)
CLOCK = re.compile(r"[T ]*(?:\d{1,2}:\d\d(?::\d\d(?:\.\d+)?)?\s*(?:[ap]\.?m\.?)?\s*(?:Z|UTC|[+-]\d\d:?\d\d)?)?\Z", re.I)
MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
WHOLE = re.compile(r"(-?\d{1,12})(?:\.0*)?\Z")
CODE_AND_MORE = re.compile(r"""
    \s*([0-9a-z]{5})(?:\.0+)?                          # the code, as a spreadsheet may write it
    (?:\s*x\s*(\d{1,4}(?:\.0+)?))?                    # its units
    \s*(?:[-:,+/\s]\s*)?((?:[a-z0-9]{2}(?:[-:,+/\s]+|\Z))*)  # modifiers
    (?:[-:–]\s*)?(.*)\Z                                # its words""", re.I | re.S | re.X)
BETWEEN_LINES = re.compile(r"[;|\n]+|,\s*(?=[0-9a-z]\d{3}[0-9a-z](?:\.0+)?(?:\s*x\s*\d|[^0-9a-z]|\Z))", re.I)
WORDS = re.compile(r"\(?[A-Za-z][A-Za-z /,.()&'-]{3,}\Z")


def plain(value: object) -> str:
    """A cell as text: numbers without an empty fraction, midnight as the day alone.

    Examples
    --------
    >>> plain(1001.0), plain(datetime(2026, 3, 4)), plain(None), plain("  S: sore")
    ('1001', '2026-03-04', '', '  S: sore')
    """
    if value is None or value != value:  # a number that is none
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    if isinstance(value, datetime):
        return value.date().isoformat() if value.time() == time(0) else value.isoformat(" ", "minutes")
    if isinstance(value, timedelta):
        return str(datetime.min + value)[11:16]
    if isinstance(value, bytes):
        return value.decode("utf-8", "replace")
    return str(value)


def identifier(value: object) -> str | None:
    """An id without the fraction that a spreadsheet gave it, or None.

    Examples
    --------
    >>> identifier("1001.0"), identifier(" 0012 "), identifier("")
    ('1001', '0012', None)
    """
    text = plain(value).strip()
    whole, _, fraction = text.partition(".")
    return (whole if whole.isdigit() and fraction and not fraction.strip("0") else text) or None


def slashed_order(value: object) -> str | None:
    """Which order the numbers of a slashed date can only have: ``month``, ``day``, ``either``; None for other spellings.

    Examples
    --------
    >>> slashed_order("3/25/2026"), slashed_order("25/3/2026"), slashed_order("3/4/2026"), slashed_order("2026-03-04")
    ('month', 'day', 'either', None)
    """
    match = SLASHED_DAY.match(plain(value).strip()) if isinstance(value, str) else None
    if not match:
        return None
    first, second = int(match[1]), int(match[3])
    return "day" if first > 12 >= second else "month" if second > 12 >= first else "either"


@lru_cache(1000)  # the days of an export are few, and so are the lines it bills
def iso_day(value: str, day_first: bool = False) -> str | None:
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
    >>> [iso_day(text) for text in ("2026-03-04T09:30", "3/4/26", "20260304", "Mar 4, 2026", "4-Mar-2026", "03/04/2026 10:15 AM")]
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


def count(value: object, name: str = "units") -> int | None:
    """A whole number, or None for an empty cell.

    Examples
    --------
    >>> count("2.00"), count(3.0), count(" ")
    (2, 3, None)
    """
    text = plain(value).strip()
    if not text:
        return None
    match = WHOLE.match(text)
    if not match:
        raise NoteError(f"{name} must be a whole number")
    return int(match[1])


def number(value: object, name: str) -> float | None:
    """A number of minutes or dollars, or None for an empty cell."""
    text = plain(value).strip().removeprefix("$").replace(",", "")
    text = re.sub(r"\s*min(?:ute)?s?\.?\Z", "", text, flags=re.I)
    if not text:
        return None
    try:
        found = float(text)
        if not 0 <= found < 1e9:
            raise ValueError
    except ValueError:
        raise NoteError(f'"{name}" must be a number, 0 or more') from None
    return int(found) if found.is_integer() else found


def modifiers(*values: object) -> tuple[str, ...]:
    """Modifiers of one or several cells.

    Examples
    --------
    >>> modifiers("gp, 59", "", "KX"), modifiers(59.0)
    (('GP', '59', 'KX'), ('59',))
    """
    return tuple(part.upper() for value in values for part in re.split(r"[^0-9A-Za-z]+", plain(value)) if part)


@lru_cache(10_000)
def billed_line(code: str, units: str = "", *modifier_cells: str) -> BilledLine:
    """One billed line of its cells; modifiers and units may stand with the code.

    Examples
    --------
    >>> billed_line("97110.0", "2", "gp")
    BilledLine(code='97110', units=2, modifiers=('GP',))
    >>> billed_line("97110-GP-KX"), billed_line("g0283 - E-stim")
    (BilledLine(code='97110', units=1, modifiers=('GP', 'KX')), BilledLine(code='G0283', units=1, modifiers=()))
    """
    match = CODE_AND_MORE.match(code)
    if not match or match[4] and (match[3] or not WORDS.match(match[4])):
        raise NoteError("a billed code must be five digits or capitals, like 97110")
    stated, own = count(units), count(match[2])
    if stated is not None and own is not None and stated != own:
        raise NoteError(f"units of {match[1].upper()} stand twice and differ: keep one")
    given = stated if stated is not None else own
    own_modifiers = modifiers(match[3])
    more = tuple(each for each in modifiers(*modifier_cells) if each not in own_modifiers)
    return BilledLine(match[1].upper(), 1 if given is None else given, own_modifiers + more)


def billed_lines(value: object) -> tuple[BilledLine, ...] | None:
    """The lines of one cell, ``97110x2:GP; 97140x1``; None for an empty cell.

    Examples
    --------
    >>> [line.code for line in billed_lines("97110x2:GP,59; 97140 x1")]
    ['97110', '97140']
    >>> [line.units for line in billed_lines("97110, 97112x2, 97110")]
    [1, 2, 1]
    """
    text = plain(value).strip()
    if not text:
        return None
    # A comma parts modifiers in "97110:GP,59" and lines in "97110, 97140": a code after it says which.
    return tuple(billed_line(part) for part in BETWEEN_LINES.split(text) if part.strip())


def _year(text: str) -> int:
    return int(text) if len(text) == 4 else 2000 + int(text)


def _month(name: str) -> int:
    return MONTHS.index(name[:3].lower()) + 1
