"""The four tables of a run: their columns, and the rows that one note's report gives.

They are the contract between running and reporting; ``pyarrow`` is imported only to make a schema.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.note import Note
from ptnotelint.report import SEVERITIES, NoteReport

if TYPE_CHECKING:
    import pyarrow

# column -> type; a type is a name of pyarrow's, [type] a list of it, {…} a struct.
NOTES = {
    "ordinal": "int64", "note_id": "string", "path": "string", "visit_id": "string", "patient_id": "string", "clinic": "string",
    "therapist": "string", "credential": "string", "assistant": "string", "discipline": "string", "visit_type": "string",
    "payer": "string", "date_of_service": "string", "status": "string", "rules_date": "string", "text_sha256": "string",
    "verdict": "string", "codes": "int32", "units_billed": "int32", "units_without_support": "int32",
    "units_method": "string", "units_timed": "int32", "units_supported": "int32", "units_beyond_minutes": "int32", "units_verdict": "string",
    "timed_minutes": "float64", "total_minutes": "float64",
    "errors": "int32", "warnings": "int32", "infos": "int32", "waived": "int32", "without_text": "string",
}
CODES = {
    "ordinal": "int64", "note_id": "string", "code": "string", "units": "int32", "supported_units": "int32",
    "modifiers": ["string"], "lines": "int32", "verdict": "string", "minutes": "float64", "minutes_source": "string",
}
EVIDENCE = {"start": "int64", "end": "int64", "text": "string", "section": "string", "by": "string", "confidence": "float64",
            "cue": "string", "source": "string"}
REFUSED = {"start": "int64", "end": "int64", "text": "string", "reason": "string", "cue": "string", "source": "string"}
ELEMENTS = {
    "ordinal": "int64", "note_id": "string", "code": "string", "element": "string", "requirement": "string", "status": "string",
    "evidence": [EVIDENCE], "refused": [REFUSED],
}
FINDINGS = {
    "ordinal": "int64", "note_id": "string", "rule": "string", "severity": "string", "code": "string", "billed_line": "int32",
    "element": "string", "message": "string", "question": "string", "start": "int64", "end": "int64", "line": "int32",
    "column": "int32", "authority": [{"ref": "string", "verified": "bool_"}], "waived_by": "string", "waived_reason": "string",
    "waived_expires": "string", "fingerprint": "string",
}
BLANK = "blank"  # in without_text: a text was given, and nothing stands in it
TABLES = {"notes": NOTES, "codes": CODES, "elements": ELEMENTS, "findings": FINDINGS}


def nested_rows(part: pyarrow.Table, name: str) -> pyarrow.StructArray:
    """The rows of one of :data:`TABLES` that are nested in a part.

    Examples
    --------
    >>> len(nested_rows(arrow_schema({"codes": [CODES]}).empty_table(), "codes"))
    0
    """
    return part[name].combine_chunks().flatten()


def arrow_schema(columns: dict):
    """The pyarrow schema of a table of :data:`TABLES`.

    Examples
    --------
    >>> arrow_schema(CODES).field("modifiers").type
    ListType(list<item: string>)
    """
    import pyarrow

    def of(kind):
        if isinstance(kind, dict):
            return pyarrow.struct([pyarrow.field(name, of(each)) for name, each in kind.items()])
        return pyarrow.list_(of(kind[0])) if isinstance(kind, list) else getattr(pyarrow, kind)()

    return pyarrow.schema([pyarrow.field(name, of(kind)) for name, kind in columns.items()])


def rows_of(report: NoteReport, note: Note, ordinal: int) -> dict[str, list[dict]]:
    """The rows that one note adds to each table; a row has the table's columns in their order.

    Parameters
    ----------
    ordinal : int
        The note's place in the input, from 0: what orders every table, and joins them.

    Examples
    --------
    >>> rows = rows_of(NoteReport("a", "no_codes", "", "2026-01-01"), Note("", "a"), 0)
    >>> [len(rows[name]) for name in TABLES], list(rows["notes"][0]) == list(NOTES)
    ([1, 0, 0, 0], True)
    """
    known = {"ordinal": ordinal, "note_id": report.note_id}
    codes, elements = [], []
    for code in report.codes:
        minutes = report.minutes.get(code.code)
        codes.append({
            **known, "code": code.code, "units": code.units, "supported_units": code.supported_units,
            "modifiers": [modifier for line in code.lines for modifier in line.modifiers], "lines": len(code.lines),
            "verdict": code.verdict, "minutes": minutes and float(minutes.value), "minutes_source": minutes and minutes.source})
        for element in code.elements:
            elements.append({
                **known, "code": code.code, "element": element.element, "requirement": element.requirement, "status": element.status,
                "evidence": [{name: getattr(each, name) for name in EVIDENCE} for each in element.evidence],
                "refused": [{name: getattr(each, name) for name in REFUSED} for each in element.refused]})
    return {"notes": [_note_row(report, note, ordinal)], "codes": codes, "elements": elements,
            "findings": [finding_row(finding, ordinal, report.note_id) for finding in report.findings]}


def finding_row(finding, ordinal: int, note_id: str | None) -> dict:
    """The row of one finding."""
    waived = finding.waived or {}
    return {"ordinal": ordinal, "note_id": note_id,
            **{name: getattr(finding, name) for name in list(FINDINGS)[2:13]},
            "authority": [{"ref": each.ref, "verified": each.verified} for each in finding.authority],
            "waived_by": waived.get("by"), "waived_reason": waived.get("reason"), "waived_expires": waived.get("expires"),
            "fingerprint": finding.fingerprint}


def _note_row(report: NoteReport, note: Note, ordinal: int) -> dict:
    units, therapist, assistant = report.units or {}, note.therapist or {}, note.assistant or {}
    counted = {name: sum(each.severity == name and each.waived is None for each in report.findings) for name in SEVERITIES}
    return {
        "ordinal": ordinal, "note_id": report.note_id, "path": report.path, "visit_id": note.visit_id, "patient_id": note.patient_id,
        "clinic": note.clinic, "therapist": therapist.get("name"), "credential": therapist.get("credential"),
        "assistant": assistant.get("name"), "discipline": note.discipline, "visit_type": note.visit_type, "payer": report.payer,
        "date_of_service": report.date_of_service, "status": note.status, "rules_date": report.rules_date,
        "text_sha256": report.text_sha256, "verdict": report.verdict, "codes": len(report.codes),
        "units_billed": sum(code.units for code in report.codes),
        "units_without_support": sum(code.units for code in report.codes if code.verdict == "unsupported"),
        "units_method": units.get("method"), "units_timed": units.get("billed"), "units_supported": units.get("supported"),
        "units_beyond_minutes": _beyond_minutes(report), "units_verdict": units.get("verdict"),
        "timed_minutes": report.timed_minutes and float(report.timed_minutes.value),
        "total_minutes": report.total_minutes and float(report.total_minutes.value),
        "errors": counted["error"], "warnings": counted["warning"], "infos": counted["info"],
        "waived": sum(finding.waived is not None for finding in report.findings), "without_text": note.without_text or (BLANK if note.is_blank else None)}


def _beyond_minutes(report: NoteReport) -> int | None:
    """Timed units billed beyond what the minutes support; None where no timed unit was billed or the minutes do not tell.

    By the AMA count each code stands alone, so one code's spare minutes make up for no other's.
    """
    units = report.units
    if not units or units["supported"] is None:
        return None
    if units["method"] == "ama":
        return sum(max(0, code.units - code.supported_units) for code in report.codes if code.supported_units is not None)
    return max(0, units["billed"] - units["supported"])
