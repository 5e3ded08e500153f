"""Words of a note that may stand nowhere but where it is quoted; ids and paths where they are allowed; nothing beside what was asked for."""

from __future__ import annotations

import json
import re
import stat
import zipfile

import pytest
from pyarrow import parquet
from watched_run import Watched

WORDS = ("Grubenhagen", "Quagliarello", "Zschopau")  # of the note: in its treatment, its complaint and its plan
NAMES = ("idcanary", "pathcanary", "patientcanary", "cliniccanary", "therapistcanary")
TEXT = """Subjective: Quagliarello hurts since Zschopau, 5/10.
Treatment: Ther ex 25 min with Grubenhagen: SLR 3x10 with Grubenhagen weights 2 lb to strengthen the Grubenhagen quad for Grubenhagen stairs.
Manual 12 min: grade III glides to Quagliarello shoulder. Less pain with Grubenhagen afterwards, 5/10 to 3/10.
Cues of the Quagliarello kind to keep the knee straight, needed skilled Zschopau judgement because of Grubenhagen valgus collapse.
Plan: Zschopau twice a week, SLR 2x15 next visit for Grubenhagen.
"""
NOTE = {"note_id": "idcanary", "text": TEXT, "billed": ["97110x2:GP", "97140", "97012"], "patient_id": "patientcanary", "clinic": "cliniccanary",
        "therapist": {"name": "therapistcanary", "credential": "PT"}, "date_of_service": "2026-03-04", "status": "signed"}
BROKEN = ['{"note_id": "Grubenhagen", "text": "Quagliarello', '{"note_id": "x", "text": "Zschopau", "billed": ["Grubenhagen"]}', '["Grubenhagen"]',
          '{"note_id": "y", "text": "Grubenhagen \\u0000", "billed": []}', '{"note_id": "z", "text": {"Quagliarello": 1}}',
          '{"note_id": "w", "text": "Zschopau", "minutes": {"97110": "Grubenhagen"}, "date_of_service": "Quagliarello"}']
FILES = ("json", "jsonl", "csv", "sarif", "xml", "md")
PARQUET = ("notes", "codes", "elements", "findings")


@pytest.fixture(scope="module")
def watched(tmp_path_factory):
    """A note linted in every form and audited, beside records and files that cannot be read; what was said, by command."""
    here = Watched.made(tmp_path_factory.mktemp("watched"))
    (here.work / "pathcanary.jsonl").write_text(json.dumps(NOTE) + "\n")
    (here.work / "broken.jsonl").write_text("\n".join(BROKEN) + "\n")
    for name in ("a.docx", "a.pdf", "a.xlsx", "a.parquet", "a.zip"):
        (here.work / name).write_text(TEXT)
    (here.work / "a.txt").write_bytes(TEXT.encode() + b"\x81\x00")
    (here.work / "key").write_text("a secret of some length")
    return here


@pytest.fixture(scope="module")
def said(watched):
    files = [part for suffix in FILES for part in ("-o", f"r.{suffix}")]
    masked = [part for suffix in FILES for part in ("-o", f"masked.{suffix}")]
    bad = ("broken.jsonl", "a.docx", "a.pdf", "a.xlsx", "a.parquet", "a.zip", "a.txt")
    return {
        "lint": watched.run("lint", "pathcanary.jsonl", *files, "--format", "github"),
        "masked": watched.run("lint", "pathcanary.jsonl", *masked, "--excerpts", "redacted"),
        "bad": watched.run("lint", *bad),
        "audit": watched.run("audit", "pathcanary.jsonl", *bad, "-o", "out", "--jobs", 1),
        "quiet": watched.run("audit", "pathcanary.jsonl", "-o", "quiet", "--jobs", 1, "--excerpts", "redacted", "--pseudonymise", "--key-file", "key"),
    }


def of_note(text: str) -> list[str]:
    return [word for word in WORDS if word in text]


def texts(folder) -> dict[str, str]:
    """What stands in each file of a run, in readable form."""
    found = {name: str(parquet.read_table(folder / f"{name}.parquet").to_pylist()) for name in PARQUET}
    with zipfile.ZipFile(folder / "report.xlsx") as book:
        found["xlsx"] = " ".join(book.read(name).decode() for name in book.namelist())
    return found | {name: (folder / name).read_text() for name in ("report.html", "manifest.json")}


def test_the_watch_sees_what_it_is_for(tmp_path):
    here = Watched.made(tmp_path)
    done = here.run(program=("-c", "import socket, tempfile; tempfile.mkstemp(); socket.create_connection(('127.0.0.1', 9))"))
    assert "PermissionError: no socket may be used here" in done.stderr and here.sockets()
    assert here.written() == {tmp_path / "tmp"} and len(here.strays()) == 1


def test_the_commands_did_what_they_were_asked_for(said):
    assert {name: done.returncode for name, done in said.items()} == {"lint": 1, "masked": 1, "bad": 3, "audit": 3, "quiet": 1}
    assert said["bad"].stderr.count("unreadable: ") >= 9


def test_no_word_of_a_note_is_said_on_standard_error(said):
    assert {name: of_note(done.stderr) for name, done in said.items()} == dict.fromkeys(said, [])
    assert not [line for done in said.values() for line in done.stderr.splitlines() if "Traceback" in line]


def test_forms_for_other_programs_hold_neither_words_nor_names(watched, said):
    told = {suffix: (watched.work / f"r.{suffix}").read_text() for suffix in ("sarif", "xml")} | {"github": said["lint"].stdout}
    assert {name: [word for word in (*WORDS, *NAMES) if word in text] for name, text in told.items()} == dict.fromkeys(told, [])
    fingerprint = json.loads((watched.work / "r.json").read_text())["notes"][0]["findings"][0]["fingerprint"]
    assert not [name for name, text in told.items() if fingerprint in text]  # without a key anybody could try ids


def test_masked_reports_hold_no_words_and_whole_ones_do(watched, said):
    assert {suffix: of_note((watched.work / f"masked.{suffix}").read_text()) for suffix in FILES} == dict.fromkeys(FILES, [])
    assert of_note(said["masked"].stdout) == [] and "Grubenhagen" in (watched.work / "r.json").read_text()
    quiet = texts(watched.work / "quiet")
    assert {name: of_note(text) for name, text in quiet.items()} == dict.fromkeys(quiet, [])
    assert {name: [word for word in NAMES if word in text] for name, text in quiet.items()} == dict.fromkeys(quiet, [])


def test_an_audit_quotes_in_its_tables_and_reports_and_nowhere_else(watched, said):
    out = texts(watched.work / "out")
    assert {name for name, text in out.items() if of_note(text)} <= {"elements", "xlsx", "report.html"} and of_note(out["elements"])
    assert not [word for word in ("idcanary", "patientcanary", "therapistcanary") if word in out["manifest.json"]]


def test_nothing_is_left_or_written_beside_and_nobody_spoken_to(watched, said):
    assert watched.sockets() == [] and watched.strays() == []
    assert watched.written() == {watched.work, *(watched.work / run / part for run in ("out", "quiet") for part in ("", "parts"))}
    made = [path for path in watched.work.rglob("*") if path.is_file() and re.match(r"r\.|masked\.|out/|quiet/", str(path.relative_to(watched.work)))]
    assert len(made) == 2 * len(FILES) + 2 * 7 and {stat.S_IMODE(path.stat().st_mode) for path in made} == {0o600}


def test_no_other_command_speaks_to_anybody_or_writes_elsewhere(watched, said):
    commands = {
        "read pathcanary.jsonl": 0, "explain 97110": 0, "codes": 0, "rules": 0, "config": 0, "compare out out": 0, "sample quiet -o s.xlsx": 0,
        "waive idcanary 97110/time --reason r --by b --waivers w.toml": 0, "baseline write out": 0, "estimate s.xlsx --run quiet": 2,
    }
    assert {command: watched.run(*command.split()).returncode for command in commands} == commands
    assert watched.sockets() == [] and watched.strays() == []
    assert {path.relative_to(watched.work).parts[:1] for path in watched.written()} <= {(), ("out",), ("quiet",)}
