"""Several notes at once: files as they were sent, read and linted in memory, told of as they are done."""

from __future__ import annotations

import asyncio
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.report import NoteReport
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import Studio
from ptnotelint.web.uploaded import Sent, read_sent

NOTES_A_MESSAGE = 20


def upload(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """Lint the notes of a multipart body: a message every few notes, and a last one with the workbook.

    Messages are ``{"more": true, "total": n}`` with the rows and records of some notes as JSON, at last
    ``{"reconciliation": …}`` with the bytes of an .xlsx file.
    """
    sent = read_sent(files_of(head["content_type"], body, head["files"]), head["notes"])
    done: list[tuple[NoteReport, Note]] = []
    rows: list[dict] = []
    for note in sent.notes:
        report = studio.linter.lint(note)
        done.append((report, note))
        rows.append({"row": row_of(report, note), "record": record_of(note)})
        if len(rows) == NOTES_A_MESSAGE:
            yield _some(sent, rows)
            rows = []
    warnings, studio.linter.warnings[:] = [*sent.warnings, *studio.linter.warnings], []
    yield _some(sent, rows, stage="workbook")
    yield {"status": 200, "reconciliation": sent.reconciliation, "warnings": warnings}, b""


def files_of(content_type: str, body: bytes, at_most: int) -> list[tuple[str, bytes]]:
    """Names and contents of the files of a multipart body; none of them touches the disk."""
    from starlette.datastructures import Headers
    from starlette.formparsers import MultiPartException, MultiPartParser

    class InMemory(MultiPartParser):
        spool_max_size = len(body) + 1  # the parser would spool larger files to disk

    async def stream() -> AsyncIterator[bytes]:
        yield body
        yield b""

    async def parsed() -> list[tuple[str, bytes]]:
        async with asyncio.timeout(None):
            form = await InMemory(Headers({"content-type": content_type}), stream(), max_files=at_most, max_fields=10).parse()
        return [(each.filename, await each.read()) for _, each in form.multi_items() if not isinstance(each, str) and each.filename]

    try:
        return asyncio.run(parsed())
    except (MultiPartException, KeyError, ValueError):
        raise Problem(422, f"The upload could not be read: send a form of files, at most {at_most}.") from None


def row_of(report: NoteReport, note: Note) -> dict:
    """What the list shows of one note."""
    gaps = [finding.rule for finding in report.findings if finding.severity in ("error", "warning") and finding.waived is None]
    return {"name": report.note_id or "", "path": note.path or "", "date": report.date_of_service or "", "verdict": report.verdict,
            "codes": " ".join(code.code for code in report.codes), "gaps": len(gaps), "rules": " ".join(dict.fromkeys(gaps))}


def record_of(note: Note) -> dict:
    """A note as a record that :meth:`Note.from_dict` reads again; ``path`` and ``without_text`` stand beside its fields.

    Examples
    --------
    >>> record_of(Note("SLR", note_id="a"))
    {'text': 'SLR', 'note_id': 'a'}
    """
    return {name: value for name, value in asdict(note).items() if value not in (None, ()) or name == "billed" and value is not None}


def _some(sent: Sent, rows: list[dict], stage: str = "linting") -> tuple[dict, bytes]:
    return {"more": True, "status": 200, "total": sent.total, "stage": stage}, json.dumps(rows).encode()
