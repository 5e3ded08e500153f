"""Visits for tests of what shows only between them: records with defaults, and their findings."""

from __future__ import annotations

from datetime import date, timedelta

from ptnotelint.audit.across import across_findings
from ptnotelint.audit.features import features_of
from ptnotelint.codebook import Codebook
from ptnotelint.note import Note
from ptnotelint.report import ClaimLine, CodeReport, Minutes, NoteReport
from ptnotelint.rules.findings import PUBLISHED_KEY

BOOK = Codebook.load()


def row(ordinal: int, text: str = "Ther ex: SLR 3x10.", billed: tuple[str, ...] = ("97110x2:GP",), timed: float | None = None, minutes: dict | None = None, **fields) -> dict:
    """A feature row, its report made of the claim alone."""
    record = {"note_id": f"n{ordinal}", "payer": "medicare", "patient_id": "P1", "date_of_service": "2026-03-02"} | fields
    note = Note.from_dict({key: value for key, value in record.items() if value is not None} | {"text": text, "billed": list(billed)})
    codes = tuple(CodeReport(line.code, (ClaimLine(at, line.units, line.modifiers),), line.units, "supported") for at, line in enumerate(note.billed))
    report = NoteReport(note.note_id, "supported", "", "2026-03-02", codes, minutes=minutes or {}, timed_minutes=Minutes(timed, "structured") if timed is not None else None)
    return features_of(note, report, ordinal)


def days(number: int, first: str = "2026-03-02", step: int = 2) -> list[str]:
    """So many ISO dates, a few days apart."""
    start = date.fromisoformat(first)
    return [(start + timedelta(days=step * at)).isoformat() for at in range(number)]


def told(rows: list[dict], **options) -> list[tuple[int, str]]:
    """(ordinal, rule) of each finding."""
    return [(ordinal, finding.rule) for ordinal, finding in across_findings(rows, BOOK, PUBLISHED_KEY, **options)[0]]
