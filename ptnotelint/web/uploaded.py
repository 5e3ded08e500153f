"""Files as a browser sent them, read in memory by the readers of files."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from io import BytesIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.jsonl import capped_lines, read_json, read_jsonl
from ptnotelint.read.record import Intake
from ptnotelint.read.text import read_text
from ptnotelint.web.problems import Problem


@dataclass(frozen=True, slots=True)
class Sent:
    total: int
    notes: Iterator[Note]
    reconciliation: dict
    warnings: list[str] = field(default_factory=list)


def read_sent(files: list[tuple[str, bytes]], at_most: int) -> Sent:
    warnings: list[str] = []
    intake = Intake(warnings.append)
    found = []
    for name, content in files:
        try:
            if name.endswith((".jsonl", ".ndjson")):
                found += read_jsonl(capped_lines(BytesIO(content), intake.record_limit), name, intake)
            elif name.endswith(".json"):
                found += read_json(content, name, intake)
            else:
                found.append(Note(read_text(BytesIO(content), name, intake.warn), note_id=name, path=name))
        except UnreadableError as error:
            found.append(error)
    notes = [note for note in found if isinstance(note, Note)]
    if len(notes) > at_most:
        raise Problem(413, f"One upload may bring {at_most} notes.")
    unreadable = [{"path": error.path, "line": error.line, "reason": error.reason} for error in found if isinstance(error, UnreadableError)]
    return Sent(len(notes), iter(notes), {"files": len(files), "notes": len(notes), "unreadable": unreadable, "recognised": []}, warnings)
