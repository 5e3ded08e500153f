"""What the command really writes about real notes follows the shipped schema."""

from __future__ import annotations

import json

import pytest
from annotated_notes import CORPORA, all_notes, tune_notes
from click.testing import CliRunner
from jsonschema import Draft202012Validator, FormatChecker

from ptnotelint.cli import main
from ptnotelint.note import FIELDS
from ptnotelint.schema import schema

FILES = sorted(CORPORA.glob("notes-*.jsonl"))
EXAMPLES = CORPORA / "examples"
CODES = ["--code", "97110x2:GP", "--code", "97140:GP"]


def lint(*arguments, status=1):
    done = CliRunner().invoke(main, ["lint", *map(str, arguments)])
    assert done.exit_code == status, done.stderr
    return done


def validator(part=None):
    whole = schema("report")
    only = whole if part is None else {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": f"#/$defs/{part}"}
    return Draft202012Validator(only, format_checker=FormatChecker())


def broken(check, written):
    """Where the schema is broken, by path and rule: never with the words that stand there."""
    return [("/".join(map(str, error.absolute_path)), error.validator) for error in check.iter_errors(written)]


def write_records(path, notes):
    """Records of the contract only: an annotation is no field of a note."""
    rows = [{name: value for name, value in note.record.items() if name in FIELDS} for note in notes]
    path.write_text("".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows), encoding="utf-8")
    return path


@pytest.fixture(scope="module")
def records(tmp_path_factory):
    return write_records(tmp_path_factory.mktemp("records") / "notes.jsonl", all_notes())


@pytest.fixture(scope="module")
def report(records):
    """The JSON report of all notes, as written."""
    done = lint(records, "--format", "json")
    assert done.stderr == ""
    return done.stdout


def test_records_of_the_corpora_follow_the_record_schema(records):
    check = Draft202012Validator(schema("record"), format_checker=FormatChecker())
    for line in records.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        assert broken(check, row) == [], row["note_id"]


def test_json_follows_the_schema(report):
    written = json.loads(report)
    assert broken(validator(), written) == []
    assert written["summary"]["notes"] == len(written["notes"]) == len(all_notes())


@pytest.mark.parametrize("excerpts", ["redacted", "none"])
def test_json_that_quotes_less_follows_the_schema(tmp_path, excerpts):
    some = write_records(tmp_path / "notes.jsonl", tune_notes()[::4])
    written = json.loads(lint(some, "--format", "json", "--excerpts", excerpts).stdout)
    assert broken(validator(), written) == []


def test_json_lines_say_the_same(tmp_path):
    some = write_records(tmp_path / "notes.jsonl", tune_notes()[::4])
    whole = json.loads(lint(some, "--format", "json").stdout)
    head, *notes, tail = [json.loads(line) for line in lint(some, "--format", "jsonl").stdout.splitlines()]
    assert broken(validator("head"), head) == [] and broken(validator("tail"), tail) == []
    assert broken(validator("note"), notes[0]) == []
    assert head["tool"] == whole["tool"] and notes == whole["notes"] and tail["summary"] == whole["summary"]


def test_the_same_bytes_every_time(tmp_path):
    some = write_records(tmp_path / "notes.jsonl", tune_notes()[::4])
    assert lint(some, "--format", "json").stdout == lint(some, "--format", "json").stdout


def test_quotes_of_the_report_are_the_notes_words(report):
    texts = {note.note_id: note.text for note in all_notes()}
    wrong = [
        (note["note_id"], code["code"], element["element"])
        for note in json.loads(report)["notes"] for code in note["codes"] for element in code["elements"]
        for item in element["evidence"] + element["refused"]
        if item["source"] == "text" and item["text"] != texts[note["note_id"]][item["start"]:item["end"]]
    ]
    assert wrong == []


def test_the_annotated_files_themselves_can_be_linted():
    done = lint(FILES[0], "--format", "jsonl")
    assert len(done.stdout.splitlines()) == len(FILES[0].read_text(encoding="utf-8").splitlines()) + 2
    assert "gold" in done.stderr  # fields that no record has are ignored with a warning each
    assert done.stderr.count("warning:") == len(done.stderr.splitlines())


def test_example_notes(tmp_path):
    out = tmp_path / "report.json"
    done = lint(EXAMPLES, *CODES, "--format", "json", "-o", out)
    assert broken(validator(), json.loads(done.stdout)) == []
    assert json.loads(out.read_text(encoding="utf-8")) == json.loads(done.stdout)


@pytest.mark.parametrize("text", ["", " \n", "SLR 3x10"])
def test_notes_without_anything(tmp_path, text):
    (tmp_path / "note.txt").write_text(text)
    for codes, status in ((CODES, 1), ([], 0), (["--code", "99999"], 0)):
        done = lint(tmp_path / "note.txt", *codes, "--format", "json", status=status)
        assert broken(validator(), json.loads(done.stdout)) == []


def test_unreadable_input_stands_in_the_report(tmp_path):
    (tmp_path / "notes.jsonl").write_text('{"note_id": "a", "text": "SLR", "billed": ["97110"]}\n{"note_id": \n')
    done = lint(tmp_path, "--format", "json", status=3)
    written = json.loads(done.stdout)
    assert broken(validator(), written) == [] and written["unreadable"][0]["line"] == 2
