"""What is kept of one note for what only several notes can show: a row of dates, codes, clock times and hashed wording, never text."""

from __future__ import annotations

import re
from collections.abc import Iterable

from ptnotelint.audit.told import certified_in, told_of_course
from ptnotelint.audit.wording import wording
from ptnotelint.evidence import Segment
from ptnotelint.note import Note
from ptnotelint.report import ClaimLine, Minutes, NoteReport
from ptnotelint.rules.places import line_starts

WINDOW = {"code": "string", "start": "int32", "end": "int32", "minutes": "float64"}
# column -> type, as in ptnotelint.audit.tables
FEATURES = {
    "ordinal": "int64", "note_id": "string", "patient_id": "string", "clinic": "string", "therapist": "string", "assisted": "string",
    "discipline": "string", "payer": "string", "date_of_service": "string", "start_of_care": "string", "certified_until": "string",
    "diagnoses": ["string"], "codes": ["string"], "units": ["int32"], "lines": ["int32"], "course": ["string"], "timed_minutes": "float64",
    "visit": WINDOW, "windows": [WINDOW],
    "shingles": ["int64"], "numbers": ["int32"], "starts": ["int32"], "ends": ["int32"], "line_starts": ["int32"],
}
BY_MODIFIER = {"GP": "PT", "GO": "OT", "GN": "SLP"}
NAMED = {"PHYS": "PT", "OCCU": "OT", "SPEE": "SLP", "ST": "SLP"}  # how records spell them out
BY_EVALUATION = {"9716" + digit: "PT" if digit < "5" else "OT" for digit in "12345678"}
BY_CREDENTIAL = re.compile(r"\W*(?:d?(pt)a?|m?(ot)(?:[dr]|a|r/l)?|(slp))\b", re.IGNORECASE)
CLOCK = re.compile(r"(?:^|[T\s])(\d{1,2}):?([0-5]\d)(?::\d\d(?:\.\d+)?)?\s*(?:([ap])\.?m?\.?)?(?:Z|[+-]\d\d:?\d\d)?\s*\Z", re.IGNORECASE)
# inside words that were read as a time: "9:05-9:40", "Time in 3:10 Time out 4:05", "in 1315 out 1412"
BETWEEN = re.compile(r"(?<!\d)(\d{1,2}):?([0-5]\d)(?!\d)\D{1,20}?(\d{1,2}):?([0-5]\d)(?!\d)")
MARK = re.compile(r"\s*([ap])\.?m?\b", re.IGNORECASE)  # behind a clock time
NOON, DAY, FIRST_HOUR = 12 * 60, 24 * 60, 6 * 60  # a time without am or pm before six is of the afternoon: no clinic treats at night


def features_of(note: Note, report: NoteReport, ordinal: int, segments: Iterable[Segment] | None = None) -> dict:
    """The row of one note, with the columns of :data:`FEATURES` in their order; `segments` are those of its text, where it was read.

    Examples
    --------
    >>> row = features_of(Note("Ther ex 9:00-9:15: SLR", start="09:00", end="9:40 AM"), NoteReport("a", "no_codes", "", "2026-01-01"), 0)
    >>> row["visit"], list(row) == list(FEATURES)
    ({'code': None, 'start': 540, 'end': 580, 'minutes': None}, True)
    """
    worded = wording(note.text, segments)
    therapist, lines = note.therapist or {}, [line for code in report.codes for line in code.lines]
    modifiers = {modifier for line in lines for modifier in line.modifiers}
    codes = [code.code for code in report.codes]
    return {
        "ordinal": ordinal, "note_id": report.note_id, "patient_id": note.patient_id, "clinic": note.clinic,
        "therapist": _word(therapist.get("name")),
        "assisted": _assisted(note, lines), "discipline": _discipline(note, modifiers, codes, _word(therapist.get("credential"))),
        "payer": note.payer, "date_of_service": note.date_of_service, "start_of_care": note.start_of_care,
        "certified_until": note.certified_until or certified_in(note.text, note.date_of_service),
        "diagnoses": sorted(set(note.diagnoses or ())), "codes": codes, "units": [code.units for code in report.codes],
        "lines": [code.lines[0].index for code in report.codes],
        "course": told_of_course(note.text, note.visit_type, note.date_of_service),
        "timed_minutes": report.timed_minutes and float(report.timed_minutes.value),
        "visit": _visit_window(note, report), "windows": _code_windows(note.text, report),
        "shingles": worded.shingles, "numbers": worded.numbers, "starts": worded.starts, "ends": worded.ends, "line_starts": line_starts(note.text),
    }


def _word(value: object) -> str | None:
    """A therapist's name or credential, which a record may give as a number."""
    return str(value).strip() or None if value is not None else None


def _assisted(note: Note, lines: list[ClaimLine]) -> str | None:
    """``some`` or ``all`` where an assistant is named or marked on the claim: whose minutes they were is then not the therapist's alone."""
    marked = ["CQ" in line.modifiers or "CO" in line.modifiers for line in lines]
    if marked and all(marked):
        return "all"
    return "some" if any(marked) or note.assistant else None


def _discipline(note: Note, modifiers: set[str], codes: list[str], credential: str | None) -> str | None:
    """PT, OT or SLP: as recorded, else by modifier, evaluation code or credential where these speak of one alone."""
    if note.discipline:
        told = note.discipline.strip().upper()
        return NAMED.get(told[:4], told)
    for told in ({BY_MODIFIER[each] for each in modifiers if each in BY_MODIFIER}, {BY_EVALUATION[code] for code in codes if code in BY_EVALUATION}):
        if told:
            return told.pop() if len(told) == 1 else None
    match = BY_CREDENTIAL.match(credential or "")
    return next(group.upper() for group in match.groups() if group) if match else None


def _visit_window(note: Note, report: NoteReport) -> dict | None:
    """From when to when the visit was: the record's times, else the clock times of the total that the note states."""
    start, end = _minute(note.start), _minute(note.end)
    if start is not None and end is not None and start < end:
        return {"code": None, "start": start, "end": end, "minutes": None}
    total = report.total_minutes
    told = _told_window(note.text, None, total) if total else None
    return told if told and told["end"] - told["start"] == told["minutes"] else None


def _code_windows(text: str, report: NoteReport) -> list[dict]:
    found = (_told_window(text, code, minutes) for code, minutes in report.minutes.items())
    return [window for window in found if window is not None]


def _told_window(text: str, code: str | None, minutes: Minutes) -> dict | None:
    """The clock times that stated minutes were read from, as minutes of the day."""
    match = BETWEEN.search(text, minutes.start, minutes.end) if minutes.start is not None else None
    if match is None:
        return None
    start, end = (int(match[hour]) * 60 + int(match[hour + 1]) for hour in (1, 3))
    after = MARK.match(text, match.end())
    start, end = _of_day(start, MARK.match(text, match.end(2)) or after), _of_day(end, after)
    if after and start > end:
        start -= NOON  # "11:30-12:15 pm"
    if end < start:
        end += NOON
    return {"code": code, "start": start, "end": end, "minutes": float(minutes.value)} if start < end <= DAY else None


def _of_day(minute: int, mark: re.Match | None) -> int:
    if mark:
        return minute % NOON + (NOON if mark[1].lower() == "p" else 0)
    return minute + NOON if minute < FIRST_HOUR else minute


def _minute(clock: str | None) -> int | None:
    """The minute of the day of a record's time: "09:05", "9:05 PM", "2026-03-04T09:05:00"."""
    match = CLOCK.search(clock) if clock else None
    if match is None:
        return None
    minute = int(match[1]) * 60 + int(match[2])
    minute = minute % NOON + (NOON if match[3].lower() == "p" else 0) if match[3] else minute
    return minute if minute < DAY else None
