"""Minutes and units in words, as a therapist would check them: ``38 timed minutes → 3 units; billed 4``."""

from __future__ import annotations

from ptnotelint.report import CodeReport, Minutes, NoteReport
from ptnotelint.write.words import UNITS, count_words

METHODS = {"cms": "CMS total time", "ama": "AMA, code by code"}
WAYS_SHOWN = 3


def visit_units_words(units: dict | None) -> str:
    """The units of a visit.

    Examples
    --------
    >>> visit_units_words({"method": "cms", "timed_minutes": 38, "billed": 4, "supported": 3, "allocations": [], "verdict": "over"})
    '38 timed minutes → 3 units; billed 4 (CMS total time)'
    """
    if not units or not units["billed"]:
        return ""
    minutes = "timed minutes not all stated" if units["timed_minutes"] is None else f"{units['timed_minutes']:g} timed minutes"
    supported = "" if units["supported"] is None else f" → {count_words(units['supported'], 'unit')}"
    open_end = f"; {UNITS[units['verdict']]}" if units["verdict"] in UNITS else ""
    ways = [" + ".join(f"{code} {count}" for code, count in given.items() if count) for given in units["allocations"] or ()]
    if units["verdict"] == "tie":
        open_end += f": {' or '.join(ways[:WAYS_SHOWN])}"
    return f"{minutes}{supported}; billed {units['billed']} ({METHODS[units['method']]}){open_end}"


def code_units_words(code: CodeReport, timed: bool, minutes: Minutes | None) -> str:
    """The units of one code, where it is timed or more was billed than it can have.

    Examples
    --------
    >>> code_units_words(CodeReport("97110", (), 2, "supported", 1), True, Minutes(15, "text"))
    '15 minutes; minutes support 1 unit, billed 2'
    """
    stated = f"{count_words(minutes.value, 'minute')}" if minutes else "minutes not stated" if timed else ""
    if code.supported_units is None or code.supported_units == code.units:
        return stated
    supported = f"{'minutes support' if timed else 'untimed, so'} {count_words(code.supported_units, 'unit')}, billed {code.units}"
    return f"{stated}; {supported}" if stated else supported


def minutes_words(report: NoteReport) -> str:
    """The minutes that the note states, code by code and in total.

    Examples
    --------
    >>> minutes_words(NoteReport("a", "partial", "", "2026-01-01", minutes={"97110": Minutes(25, "text")}, total_minutes=Minutes(40, "text")))
    'Minutes stated: 97110 25, total 40'
    """
    stated = [f"{code} {minutes.value:g}" for code, minutes in report.minutes.items()]
    stated += [f"{name} {minutes.value:g}" for name, minutes in (("timed", report.timed_minutes), ("total", report.total_minutes)) if minutes]
    return f"Minutes stated: {', '.join(stated)}" if stated else ""
