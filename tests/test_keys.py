"""Pseudonyms stand for ids in every output, the same for the same id, and need a key of the user's own."""

from __future__ import annotations

import json

import fake_linter
import pytest
from click.testing import CliRunner
from pyarrow import parquet

from ptnotelint.cli import main
from ptnotelint.keys import pseudonym, pseudonymised
from ptnotelint.note import Note
from ptnotelint.report import NoteReport

IDS = ("visit-77", "pat-55", "North Clinic", "Ann Doe", "Ben Roe", "v-secret", "secret-notes")
RECORD = {"note_id": "v-secret", "visit_id": "visit-77", "patient_id": "pat-55", "clinic": "North Clinic", "text": "SLR", "billed": ["97110"],
          "therapist": {"name": "Ann Doe", "credential": "PT"}, "assistant": {"name": "Ben Roe", "credential": "PTA"}}


@pytest.fixture
def lint(tmp_path, monkeypatch):
    fake_linter.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key").write_bytes(b"a secret of some length")
    (tmp_path / "secret-notes.jsonl").write_text(json.dumps(RECORD) + "\n{\n" + json.dumps(RECORD | {"text": "BOOM"}) + "\n")
    return lambda *arguments: CliRunner().invoke(main, ["lint", "secret-notes.jsonl", *arguments])


@pytest.mark.parametrize("form", ["text", "json", "jsonl", "csv", "sarif", "junit", "github", "markdown"])
def test_no_output_holds_an_id(lint, form):
    done = lint("--pseudonymise", "--key-file", "key", "--format", form, "--show-paths")
    assert done.exit_code == 3
    assert not [name for name in IDS if name in done.stdout]
    assert form == "github" or "note-" in done.stdout


def test_without_a_key_of_ones_own_nothing_is_linted(lint):
    done = lint("--pseudonymise")
    assert done.exit_code == 2 and "--key-file" in done.output and done.stdout == ""


def test_the_same_id_has_the_same_pseudonym_and_another_kind_or_key_another():
    assert pseudonym(b"k", "patient", "a") == pseudonym(b"k", "patient", "a")
    assert len({pseudonym(key, kind, name) for key in (b"k", b"l") for kind in ("patient", "note") for name in ("a", "b")}) == 8


def test_every_id_of_a_note_is_changed_and_nothing_else():
    note = Note.from_dict(RECORD | {"date_of_service": "2026-03-04", "diagnoses": ["M54.16"]})
    report, shown = pseudonymised(NoteReport("v-secret", "no_codes", "", "2026-03-04", path="secret-notes"), note, b"k")
    assert not [name for name in IDS if name in repr(shown) + repr(report)]
    same = ("text", "billed", "date_of_service", "diagnoses", "payer")
    assert all(getattr(shown, name) == getattr(note, name) for name in same) and shown.assistant["credential"] == "PTA"


def test_nothing_that_an_audit_leaves_holds_an_id(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key").write_bytes(b"a secret of some length")
    (tmp_path / "secret-notes.jsonl").write_text(json.dumps(RECORD) + "\n{\n")
    command = ["audit", "secret-notes.jsonl", "-o", "out", "--jobs", "1", "--pseudonymise", "--key-file", "key", "--progress", "none"]
    assert CliRunner().invoke(main, command).exit_code == 3
    left = {path.name: path.read_bytes() for path in (tmp_path / "out").iterdir() if path.is_file()}
    manifest = json.loads(left["manifest.json"])
    assert manifest["inputs"][0]["path"].startswith("path-") and manifest["reconciliation"]["unreadable"][0]["path"].startswith("path-")
    frames = " ".join(str(parquet.read_table(tmp_path / "out" / name).to_pylist()) for name in left if name.endswith(".parquet"))
    texts = frames + left["manifest.json"].decode() + left["report.html"].decode()
    assert "patient-" in frames and not [name for name in IDS if name in texts]
    # the same command finds its own run again
    again = CliRunner().invoke(main, command)
    assert "was finished before" in again.output


def test_what_several_notes_show_is_found_alike_under_pseudonyms(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "key").write_bytes(b"a secret of some length")
    words = " ".join(f"then {first} the {second} slowly" for first in ("bent", "held", "raised", "turned") for second in ("knee", "hip", "trunk"))
    record = {"text": f"Treatment: {words}.", "billed": ["97110"], "patient_id": "p-secret", "therapist": {"name": "T-secret"}}
    (tmp_path / "n.jsonl").write_text("".join(
        json.dumps(record | {"note_id": f"v-secret-{day}", "date_of_service": f"2026-03-0{day}"}) + "\n" for day in (2, 4, 6)))
    (tmp_path / "w.toml").write_text('[[waivers]]\nnote = "v-secret-6"\nrule = "history/*"\nreason = "r"\nby = "b"\n[[waivers]]\nnote = "gone"\nrule = "*"\nreason = "r"\nby = "b"\n')
    found, persons = [], []
    for out, also in (("plain", []), ("hidden", ["--pseudonymise"])):
        command = ["audit", "n.jsonl", "-o", out, "--jobs", "1", "--key-file", "key", "--waivers", "w.toml", "--progress", "none", *also]
        done = CliRunner().invoke(main, command)
        assert done.exit_code == 1 and "no note of this input is named by the waivers of lines 7" in done.stderr
        rows = parquet.read_table(tmp_path / out / "findings.parquet").to_pylist()
        found.append([{name: value for name, value in row.items() if name not in ("note_id", "waived_by")} for row in rows if row["rule"].startswith("history/")])
        persons.append([row["waived_by"] for row in rows if row["rule"].startswith("history/")])
    assert found[0] == found[1] and persons == [[None, "b"], [None, pseudonym(b"a secret of some length", "person", "b")]]
