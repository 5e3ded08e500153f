"""What a cell of a table says: ids, codes, units and modifiers, in the spellings that exports use."""

from __future__ import annotations

import re
from datetime import datetime, time, timedelta
from functools import lru_cache

from ptnotelint.note import BilledLine, NoteError

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
