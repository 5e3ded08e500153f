"""A run's folder made of corpora notes with invented clinics, therapists and days: what the reports are tested on, and looked at."""

from __future__ import annotations

import hashlib
import json
import sys
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from ptnotelint.audit.tables import TABLES, arrow_schema, rows_of
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.write.summary import count_note, empty_summary

CORPORA = Path(__file__).parent.parent / "corpora"
CLINICS = {"Alder Creek": ("Ames, R.", "Bianchi, L.", "Chow, P."), "Birch Lane": ("Dufour, M.", "Eze, C."), "Cedar Hill": ("Fry, T.", "Gupta, S.")}
FEW = ("<script>alert(1)</script>", 4)  # a therapist of so few notes, with a name that must not be obeyed
PAYERS = ("medicare", "commercial", "medicare", "workers_comp", "default")
ODD_IDS = {3: "=HYPERLINK(\"x\")", 4: "+1", 5: "-2", 6: "@sum", 7: "\tTab", 8: "12345", 9: "https://example.org/x"}


def tune_notes(count: int) -> list[dict]:
    """The first train notes of the corpora, of one author after another."""
    split = json.loads((CORPORA / "split.json").read_text(encoding="utf-8"))["split"]
    by_author = []
    for path in sorted(CORPORA.glob("notes-*.jsonl")):
        records = map(json.loads, path.read_text(encoding="utf-8").splitlines())
        by_author.append([record for record in records if split[record["note_id"]] == "train"])
    mixed = [records[place] for place in range(max(map(len, by_author))) for records in by_author if place < len(records)]
    return mixed[:count]


def staged(records: list[dict], odd: bool = True) -> list[Note]:
    """The records as notes of a small group of clinics over ten weeks; ``odd`` gives some of them names that could do harm."""
    people = [(clinic, name) for clinic, names in CLINICS.items() for name in names][: max(2, len(records) // 14)]  # so that most have notes enough
    notes = []
    for place, record in enumerate(records):
        clinic, therapist = people[(place * 3 + place // 7) % len(people)] if place >= FEW[1] else ("Cedar Hill", FEW[0] if odd else "Hale, J.")
        day = date(2026, 3, 2) + timedelta(days=place * 68 // max(1, len(records)))
        note = Note.from_dict({name: record[name] for name in ("text", "billed")} | {
            "note_id": odd and ODD_IDS.get(place) or f"V-{10000 + 37 * place}", "clinic": clinic, "therapist": {"name": therapist, "credential": "PT, DPT"},
            "payer": PAYERS[place % len(PAYERS)], "date_of_service": day.isoformat(), "status": "signed", "patient_id": f"P{place % 90:03}"})
        notes.append(replace(note, path="march-april.jsonl"))
    return notes


def waive(report, place: int):
    """Every eleventh note has its first finding waived."""
    if place % 11 or not report.findings:
        return report
    waived = {"by": "K. Varga", "reason": "documented in the paper log of the pool", "expires": "2026-12-31"}
    return replace(report, findings=(replace(report.findings[0], waived=waived), *report.findings[1:]))


def build_run(out: Path, count: int = 60, waivers: bool = True, odd: bool = True) -> Path:
    """Lint ``count`` notes and leave the four tables and the manifest in ``out``."""
    import pyarrow
    from pyarrow import parquet

    linter, summary = Linter.load(), empty_summary()
    rows = {name: [] for name in TABLES}
    notes = staged(tune_notes(count), odd)
    for place, note in enumerate(notes):
        report = waive(linter.lint(note), place) if waivers else linter.lint(note)
        count_note(summary, report)
        for name, added in rows_of(report, note, place).items():
            rows[name] += added
    out.mkdir(parents=True, exist_ok=True)
    tables = {}
    for name, columns in TABLES.items():
        path = out / f"{name}.parquet"
        parquet.write_table(pyarrow.Table.from_pylist(rows[name], arrow_schema(columns)), path)
        tables[path.name] = {"rows": len(rows[name]), "sha256": hashlib.sha256(path.read_bytes()).hexdigest()}
    lines = sum(len(note.billed or ()) for note in notes)
    manifest = {
        "schema_version": "1", "tool": linter.tool, "options": {"map": {}, "fail_on": "error", "excerpts": "full"},
        "command": "ptnotelint audit march-april.jsonl -o OUT/",
        "inputs": [{"path": "march-april.jsonl", "bytes": 1234567, "sha256": "ab" * 32}], "configuration": [],
        "reconciliation": {
            "files": 1, "rows": len(notes) + 2, "notes": len(notes), "billed_lines": lines, "joined": 0, "notes_without_charges": 0,
            "charges_without_notes": 0, "duplicates": 0, "without_text": 0, "blank": 0,
            "unreadable": [{"path": "march-april.jsonl", "line": line, "reason": "not JSON: mend the line or leave it out"} for line in (17, 48)],
            "recognised": ["march-april.jsonl: JSON Lines, one note record a line", "charges: in the records themselves"]},
        "summary": summary | {"unreadable": 2}, "tables": tables, "finished": True}
    (out / "manifest.json").write_text(json.dumps(manifest, indent=2), encoding="utf-8")
    return out


if __name__ == "__main__":  # python tests/audit_run.py OUT 375
    from ptnotelint.audit.deliver import write_reports

    folder = build_run(Path(sys.argv[1]), int(sys.argv[2]), odd=False)
    write_reports(folder)
