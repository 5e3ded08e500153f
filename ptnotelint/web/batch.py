"""Several notes at once: files as they were sent, read and linted in memory, told of as they are done."""

from __future__ import annotations

import asyncio
import io
import json
from collections.abc import AsyncIterator, Iterator
from dataclasses import asdict

from ptnotelint.audit.chunks import chunks_of
from ptnotelint.audit.merge import count_rows
from ptnotelint.audit.partition import partition, tables_of
from ptnotelint.errors import UsageError
from ptnotelint.note import Note
from ptnotelint.read.export import Export, open_export
from ptnotelint.read.sources import Source
from ptnotelint.report import GAPS
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import XLSX, Studio
from ptnotelint.write.summary import empty_summary

NOTES_A_MESSAGE = 20


def upload(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """Lint the notes of a multipart body: a message every few notes, and a last one with the workbook.

    Messages are ``{"more": true, "total": n, "stage": …}`` with the rows and records of some notes as JSON; when all are
    linted, one with ``reconciliation`` and ``warnings``; at last the bytes of an .xlsx file.
    """
    warnings: list[str] = []
    try:
        export = open_export([Source.sent(*file) for file in files_of(head["content_type"], body, head["files"])], warn=warnings.append)
    except UsageError as error:
        raise Problem(422, str(error)) from None
    total = export.reconciliation.notes
    if total > head["notes"]:
        raise Problem(413, f"There are {total:,} notes in these files; one upload may bring {head['notes']:,}. Use ptnotelint audit for more.")
    told = {"more": True, "status": 200, "total": total}
    parts = []
    for chunk in chunks_of((note for note in export.notes() if isinstance(note, Note)), (), NOTES_A_MESSAGE):
        part = partition(studio.linter, chunk.notes, chunk.first)
        parts.append(part)
        done = [{"row": row_of(row), "record": record_of(note)} for row, note in zip(part.to_pylist(), chunk.notes, strict=True)]
        yield {**told, "stage": "linting"}, json.dumps(done).encode()
    warnings += studio.linter.warnings
    studio.linter.warnings.clear()
    yield {**told, "stage": "workbook", "reconciliation": export.reconciliation.as_dict(), "warnings": warnings}, b"[]"
    yield {"status": 200, "type": XLSX}, workbook_of(studio, export, parts) if parts else b""


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
        form = await InMemory(Headers({"content-type": content_type}), stream(), max_files=at_most, max_fields=10).parse()
        return [(each.filename, await each.read()) for _, each in form.multi_items() if not isinstance(each, str) and each.filename]

    try:
        files = asyncio.run(parsed())
    except (MultiPartException, KeyError, ValueError):
        raise Problem(422, f"The upload could not be read: send a form of files, at most {at_most}.") from None
    if not files:
        raise Problem(422, "No file was chosen.")
    return files


def row_of(row: dict) -> dict:
    """What the list shows of one note, from the rows that it adds to the tables of a run."""
    (note,) = row["notes"]
    gaps = [finding["rule"] for finding in row["findings"] if finding["severity"] in GAPS and not finding["waived_by"]]
    return {"name": note["note_id"] or "", "path": note["path"] or "", "date": note["date_of_service"] or "", "verdict": note["verdict"],
            "codes": " ".join(code["code"] for code in row["codes"]), "gaps": note["errors"] + note["warnings"], "rules": " ".join(dict.fromkeys(gaps))}


def record_of(note: Note) -> dict:
    """A note as a record that :meth:`Note.from_dict` reads again; ``path`` and ``without_text`` stand beside its fields.

    Examples
    --------
    >>> record_of(Note("SLR", note_id="a"))
    {'text': 'SLR', 'note_id': 'a'}
    """
    return {name: value for name, value in asdict(note).items() if value not in (None, ()) or name == "billed" and value is not None}


def workbook_of(studio: Studio, export: Export, parts: list) -> bytes:
    """The workbook that ``ptnotelint audit`` leaves, of notes that were never in a folder."""
    import pyarrow

    from ptnotelint.audit.deliver import reports_of
    from ptnotelint.audit.run_folder import RunFolder
    from ptnotelint.write.workbook import write_workbook

    tables, reconciliation = tables_of(pyarrow.concat_tables(parts)), export.reconciliation.as_dict()
    summary = empty_summary()
    count_rows(summary, tables)
    summary["unreadable"] = len(reconciliation["unreadable"])
    manifest = {
        "schema_version": "1", "tool": studio.linter.tool, "options": {}, "inputs": export.inputs, "configuration": [], "reconciliation": reconciliation,
        "command": f"ptnotelint audit {' '.join(each['path'] for each in export.inputs)} -o OUT/", "summary": summary, "tables": {}, "finished": True}
    made, file = reports_of(RunFolder(None, manifest, tables=tables)), io.BytesIO()
    write_workbook(file, made.book)
    return file.getvalue()
