"""A run's folder as ``audit`` leaves it, of a few notes: what compares, samples and explains runs reads it."""

from __future__ import annotations

import json
from pathlib import Path

import pyarrow
from pyarrow import parquet

from ptnotelint.audit.tables import TABLES, arrow_schema, rows_of
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.write.summary import count_note, empty_summary

RECORDS = [
    {"note_id": f"v{number}", "text": text, "billed": billed, "date_of_service": "2026-03-04", "clinic": "north" if number % 2 else "south",
     "therapist": {"name": f"T{number % 3}", "credential": "PT"}}
    for number, (text, billed) in enumerate([
        ("Ther ex 25 min: SLR 2# 3x10 to strengthen quad for stairs.", ["97110x2:GP"]),
        ("Ther ex 25 min: SLR. Next visit try 3x10.", ["97110x2:GP", "97140"]),
        ("Manual 15 min: grade III posterior glides R shoulder for stiffness, to reach overhead.", ["97140"]),
        ("Traction 15 min: lumbar, mechanical, static 60 lb supine to unload L5.", ["97012", "97110"]),
        ("", ["97110"]),
        ("Seen today.", []),
    ] * 4)
]


def write_run(folder: Path, records=RECORDS, *, codebook: str | None = None, **options) -> Path:
    """Lint the records and write the four tables and a manifest."""
    linter = Linter.load(classifier=False, **options)
    tables = {name: [] for name in TABLES}
    summary = empty_summary()
    for ordinal, record in enumerate(records):
        note = Note.from_dict(record)
        report = linter.lint(note)
        count_note(summary, report)
        for name, rows in rows_of(report, note, ordinal).items():
            tables[name] += rows
    folder.mkdir(parents=True, exist_ok=True)
    for name, rows in tables.items():
        parquet.write_table(pyarrow.Table.from_pylist(rows, schema=arrow_schema(TABLES[name])), folder / f"{name}.parquet")
    tool = {**linter.tool, **({"codebook": codebook} if codebook else {})}
    (folder / "manifest.json").write_text(json.dumps({"schema_version": "1", "tool": tool, "summary": summary, "finished": True}), encoding="utf-8")
    return folder
