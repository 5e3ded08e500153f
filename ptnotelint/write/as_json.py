"""Reports as JSON, exactly as the published contract has them: one object, or a line for each note as it is done."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable

from ptnotelint.errors import UnreadableError
from ptnotelint.report import CodeReport, Minutes, NoteReport, whole_number
from ptnotelint.write.excerpts import excerpted

SCHEMA_VERSION = "1"
# What a terminal may obey, and what no encoding takes: inside JSON strings an escape means the same.
UNSAFE = re.compile("[\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")


def note_dict(report: NoteReport, *, excerpts: str = "full") -> dict:
    """One entry of ``notes``.

    Examples
    --------
    >>> note_dict(NoteReport("a", "no_codes", "sha256:0", "2026-01-01"))["verdict"]
    'no_codes'
    """
    report = excerpted(report, excerpts)
    return {
        "note_id": report.note_id,
        "path": report.path,
        "text_sha256": report.text_sha256,
        "date_of_service": report.date_of_service,
        "payer": report.payer,
        "rules_date": report.rules_date,
        "verdict": report.verdict,
        "minutes": {code: _minutes(minutes) for code, minutes in report.minutes.items()},
        "timed_minutes": _minutes(report.timed_minutes),
        "total_minutes": _minutes(report.total_minutes),
        "units": report.units,
        "not_checked": list(report.not_checked),
        "codes": [_code(code) for code in report.codes],
        "findings": [_finding(finding) for finding in report.findings],
    }


def document(tool: dict, summary: dict, notes: Iterable[dict], unreadable: Iterable[UnreadableError] = ()) -> dict:
    """The whole report of ``--format json``; ``notes`` are of :func:`note_dict`."""
    return {
        "schema_version": SCHEMA_VERSION,
        "tool": tool,
        "summary": summary,
        "unreadable": [unreadable_dict(error) for error in unreadable],
        "notes": list(notes),
    }


def unreadable_dict(error: UnreadableError) -> dict:
    """One entry of ``unreadable``.

    Examples
    --------
    >>> unreadable_dict(UnreadableError("n.jsonl", "not JSON", 3))
    {'path': 'n.jsonl', 'line': 3, 'reason': 'not JSON'}
    """
    return {"path": error.path, "line": error.line, "reason": error.reason}


def head_line(tool: dict) -> str:
    """First line of ``--format jsonl``."""
    return dumps({"schema_version": SCHEMA_VERSION, "tool": tool}) + "\n"


def note_line(report: NoteReport, *, excerpts: str = "full") -> str:
    """Line of one note in ``--format jsonl``."""
    return dumps(note_dict(report, excerpts=excerpts)) + "\n"


def tail_line(summary: dict, unreadable: Iterable[UnreadableError] = ()) -> str:
    """Last line of ``--format jsonl``."""
    return dumps({"summary": summary, "unreadable": [unreadable_dict(error) for error in unreadable]}) + "\n"


def dumps(value: object, indent: int | None = None) -> str:
    """JSON that is safe to show: no control or direction character of a note reaches a terminal raw.

    Examples
    --------
    >>> print(dumps({"text": "knee \\x9b95°"}))
    {"text": "knee \\u009b95°"}
    """
    text = json.dumps(value, ensure_ascii=False, allow_nan=False, indent=indent)
    return UNSAFE.sub(lambda match: f"\\u{ord(match[0]):04x}", text)


def _minutes(minutes: Minutes | None) -> dict | None:
    return minutes and {**_flat(minutes), "value": whole_number(minutes.value)}


def _code(code: CodeReport) -> dict:
    return {
        "code": code.code,
        "lines": [_flat(line) for line in code.lines],
        "units": code.units,
        "supported_units": code.supported_units,
        "verdict": code.verdict,
        "elements": [{**_flat(element), "evidence": list(map(_flat, element.evidence)), "refused": list(map(_flat, element.refused))}
                     for element in code.elements],
    }


def _finding(finding) -> dict:
    names = ("rule", "severity", "code", "billed_line", "element", "message", "question")
    names += ("start", "end", "line", "column", "authority", "waived", "fingerprint")
    found = {name: getattr(finding, name) for name in names}
    return {**found, "authority": list(map(_flat, finding.authority))}


def _flat(item) -> dict:
    """The fields of a record that holds no other records; ``dataclasses.asdict`` copies them deeply, at ten times the cost."""
    return {name: getattr(item, name) for name in item.__slots__}
