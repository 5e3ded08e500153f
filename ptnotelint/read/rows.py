"""From one row of a table to a note or a charge."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from ptnotelint.note import BilledLine, Note, NoteError
from ptnotelint.read.cells import billed_line, billed_lines, identifier, number, plain
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import WIDE, Columns, normal
from ptnotelint.read.days import written_day
from ptnotelint.read.digests import digest_of
from ptnotelint.read.record import Intake, note_of

DATES = ("date_of_service", "start_of_care", "certified_until")
IDS = ("note_id", "visit_id", "patient_id")
NUMBERS = ("timed_minutes", "total_minutes", "amount_to_date")
WORDS = ("clinic", "discipline", "visit_type", "start", "end", "plan_of_care")
STATUSES = {"signed": "signed", "final": "signed", "finalized": "signed", "draft": "draft", "unsigned": "draft"}
PROFILES = ("default", "medicare", "medicaid", "commercial", "workers_comp")  # those of the contract; others stay as they are written


@dataclass(frozen=True, slots=True)
class Layout:
    """What the rows of one table share."""

    path: str
    columns: Columns
    day_first: frozenset[str]
    intake: Intake

    @property
    def numbering(self) -> str:
        """Whose numbers the visit ids are: those of a column go by its header, for exports of one system name it alike."""
        at = self.columns.places.get("visit_id")
        return "" if at is None else normal(self.columns.header[at])

    def cell(self, row: Sequence[object], name: str) -> object:
        """The row's cell of a field, None where the table has no column for it."""
        at = self.columns.places.get(name)
        return None if at is None else row[at]

    def word(self, row: Sequence[object], name: str) -> str | None:
        """That cell as a word, None where it is empty."""
        return plain(self.cell(row, name)).strip() or None

    def day(self, row: Sequence[object], name: str) -> str | None:
        """That cell as an ISO date."""
        return written_day(plain(self.cell(row, name)), name in self.day_first)


def identity(line: int, row: Sequence[object], layout: Layout) -> str:
    """What names the note of a row: its id, else its visit's, else patient and date, else its place.

    Raises
    ------
    NoteError
        When the date that it needs is none.
    """
    found = identifier(layout.cell(row, "note_id")) or identifier(layout.cell(row, "visit_id"))
    if found:
        return found
    patient, day = identifier(layout.cell(row, "patient_id")), layout.day(row, "date_of_service")
    if layout.columns.has_lines and patient and day:
        return " ".join(filter(None, (patient, day, _person(row, layout, "therapist").get("name"))))
    return f"{layout.path}:{line}"


def note_of_row(line: int, row: Sequence[object], layout: Layout) -> Note:
    """The note of a row, with what was billed where the row says all of it.

    Raises
    ------
    NoteError, UnreadableError
        When a cell is wrong.
    """
    record = {name: identifier(layout.cell(row, name)) for name in IDS}
    record |= {name: layout.day(row, name) for name in DATES}
    record |= {name: number(layout.cell(row, name), name) for name in NUMBERS}
    record |= {name: layout.word(row, name) for name in WORDS}
    record["note_id"] = identity(line, row, layout)
    record["text"] = _text(row, layout)
    record["payer"], record["status"] = _payer(row, layout), _status(row, layout)
    record["therapist"] = _person(row, layout, "therapist") | _named("credential", layout.word(row, "therapist_credential")) or None
    record["assistant"] = _person(row, layout, "assistant") or None
    record["attachments"] = _listed(layout.cell(row, "attachments"), lambda text: [text])
    record["diagnoses"] = _listed(layout.cell(row, "diagnoses"), lambda text: [part.strip() for part in re.split("[,;|]", text)])
    if isinstance(minutes := layout.cell(row, "minutes"), dict):
        record["minutes"] = {code: count for code, count in minutes.items() if count is not None}
    note = note_of(record, [], "", layout.path, line, layout.intake)
    billed = _lines(row, layout) if "billed" in layout.columns.places or layout.columns.wide else None
    return note if billed is None else replace(note, billed=billed)


def charge_of(line: int, row: Sequence[object], layout: Layout, note_id: str | None = None) -> Charge:
    """The billed lines of a row, with what their visit is known by."""
    billed = _lines(row, layout)
    if not billed:
        raise NoteError("no code in the row")
    minutes = number(layout.cell(row, "minutes"), "minutes") if len(billed) == 1 else None
    charge = Charge(
        billed, identifier(layout.cell(row, "visit_id")), identifier(layout.cell(row, "patient_id")), layout.day(row, "date_of_service"),
        _person(row, layout, "therapist").get("name"), _payer(row, layout),
        () if minutes is None else (("minutes", {billed[0].code: minutes}),),
        layout.path, line, note_id or identifier(layout.cell(row, "note_id")), digest_of(repr([plain(cell) for cell in row])), layout.numbering)
    if not (charge.note_id or charge.visit_id or charge.patient_id and charge.date_of_service):
        raise NoteError("nothing says which visit this line is of: fill in its visit id, or patient and date")
    return charge


def _lines(row: Sequence[object], layout: Layout) -> tuple[BilledLine, ...] | None:
    """What the row says was billed, None where it says nothing."""
    columns = layout.columns
    if "billed" in columns.places:
        billed = layout.cell(row, "billed")
        return tuple(map(BilledLine.from_dict, billed)) if isinstance(billed, list) else billed_lines(billed)
    if columns.wide:
        told = [[plain(row[line[name]]) if name in line else "" for name in WIDE] for line in columns.wide]
        return tuple(billed_line(*cells) for cells in told if cells[0].strip()) or None
    if not layout.word(row, "code"):
        return None
    cells = [layout.cell(row, name) for name in WIDE] + [row[at] for at in columns.modifiers]
    return (billed_line(*map(plain, cells)),)


def _person(row: Sequence[object], layout: Layout, name: str) -> dict[str, str]:
    given = layout.cell(row, name)  # a Parquet file may hold the record's own object
    return {key: value for key, value in given.items() if value} if isinstance(given, dict) else _named("name", layout.word(row, name))


def _named(key: str, value: str | None) -> dict[str, str]:
    return {key: value} if value else {}


def _listed(cell: object, parted: Callable[[str], list[str]]) -> list[str] | None:
    if isinstance(cell, list):
        return cell
    return [part for part in parted(plain(cell)) if part.strip()] or None


def _text(row: Sequence[object], layout: Layout) -> str:
    if "text" in layout.columns.places:
        return plain(layout.cell(row, "text"))
    parts = ((title, plain(row[at])) for title, at in layout.columns.sections)
    return "\n\n".join(f"{title}:\n{text}" for title, text in parts if text.strip())


def _payer(row: Sequence[object], layout: Layout) -> str | None:
    given = layout.word(row, "payer")
    profile = (given or "").lower().replace(" ", "_").replace("'", "")
    return profile if profile in PROFILES else given


def _status(row: Sequence[object], layout: Layout) -> str | None:
    given = layout.word(row, "status")
    status = STATUSES.get((given or "").lower())
    if given and not status:
        layout.intake.recognise(f"{layout.path}: a status other than {', '.join(STATUSES)} is left aside")
    return status
