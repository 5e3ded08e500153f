"""``ptnotelint lint``: exit statuses, streams, outputs and options; what is judged is tested elsewhere."""

from __future__ import annotations

import json
import os
import stat
from types import SimpleNamespace

import fake_linter
import pytest
from click.testing import CliRunner

from ptnotelint.cli import main


@pytest.fixture
def linter(monkeypatch):
    return fake_linter.install(monkeypatch)


@pytest.fixture
def lint(linter, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    for name in ("NO_COLOR", "FORCE_COLOR"):
        monkeypatch.delenv(name, raising=False)

    def run(*arguments, **options):
        return CliRunner().invoke(main, ["lint", *map(str, arguments)], **options)

    return run


def records(path, *notes):
    path.write_text("".join(json.dumps(note) + "\n" for note in notes), encoding="utf-8")
    return path


def test_nothing_missing_is_0_and_a_finding_is_1(lint, tmp_path):
    (tmp_path / "good.txt").write_text("SLR 3x10")
    (tmp_path / "bad.txt").write_text("SLR")
    assert lint("good.txt", "--code", "97110").exit_code == 0
    bad = lint("bad.txt", "--code", "97110")
    assert bad.exit_code == 1
    assert "97110" in bad.stdout and bad.stderr == ""


@pytest.mark.parametrize(("fail_on", "status"), [("error", 0), ("warning", 1), ("info", 1), ("never", 0)])
def test_fail_on_is_the_least_severity_that_fails(lint, fail_on, status):
    assert lint("-", "--code", "97140", "--fail-on", fail_on, input="STM").exit_code == status


def test_never_still_reports_unreadable_input(lint):
    assert lint("gone.txt", "--fail-on", "never").exit_code == 3


def test_unreadable_input_is_named_on_stderr_and_wins_over_findings(lint, tmp_path):
    (tmp_path / "notes.jsonl").write_text('{"note_id": "a", "text": "SLR", "billed": ["97110"]}\n{"note_id": \n')
    result = lint("notes.jsonl", "gone.txt")
    assert result.exit_code == 3
    assert "notes.jsonl:2: not JSON" in result.stderr
    assert "gone.txt: file not found" in result.stderr
    assert "97110" in result.stdout


def test_no_input_readable_never_loads_the_linter(lint, linter):
    assert lint("gone.txt", "--code", "97110").exit_code == 3
    assert linter.loaded == []


def test_record_wins_over_code_and_code_fills_in(lint, tmp_path):
    records(tmp_path / "n.jsonl", {"note_id": "a", "text": "x", "billed": ["97012"]}, {"note_id": "b", "text": "x"})
    report = json.loads(lint("n.jsonl", "--code", "97110x2:GP", "--format", "json").stdout)
    assert [note["codes"][0]["code"] for note in report["notes"]] == ["97012", "97110"]
    assert report["notes"][1]["codes"][0]["lines"] == [{"index": 0, "units": 2, "modifiers": ["GP"]}]


def test_no_codes_is_0_with_the_labels_as_a_hint(lint):
    result = lint(input="97110 Ther Ex: SLR 3x10")
    assert result.exit_code == 0
    assert "--code 97110 --code 97140" in result.stderr and "hint" not in result.stdout
    result = lint(input="SLR 3x10")
    assert result.exit_code == 0 and "no billed codes" in result.stderr


def test_nothing_billed_is_no_hint(lint, tmp_path):
    records(tmp_path / "n.jsonl", {"note_id": "a", "text": "x", "billed": []})
    assert lint("n.jsonl").stderr == ""


def test_options_reach_the_linter(lint, linter, tmp_path):
    (tmp_path / "key").write_bytes(b"secret")
    lint("-", "--payer", "medicare", "--date", "2026-03-04", "--units", "ama", "--final", "--select", "97110/*",
         "--ignore", "*/time", "--key-file", "key", "--excerpts", "none", input="x")
    (options,) = linter.loaded
    assert {key: str(value) for key, value in options.items()} == {
        "payer": "medicare", "codebook": "None", "date": "2026-03-04", "units": "ama", "final": "True",
        "select": "('97110/*',)", "ignore": "('*/time',)", "key_file": "key", "excerpts": "none", "waivers": "None",
        "pseudonymise": "False",
    }


def test_warnings_of_the_linter_go_to_stderr(lint, tmp_path):
    records(tmp_path / "n.jsonl", {"note_id": "a", "text": "3x10", "billed": ["97110"], "payer": "acme"})
    result = lint("n.jsonl")
    assert result.exit_code == 0 and "warning: payer acme" in result.stderr


WRONG = {
    "--payer medicair": "or medicare?",
    "--code 9711": "five digits",
    "--code 97110x0": "whole number",
    "--code 97110xtwo": "whole number",
    "--date 2026-13-01": "YYYY-MM-DD",
    "--date 20260304": "YYYY-MM-DD",
    "--select 97110/volum": "Did you mean 97110/volume",
    "--ignore nothing/*": "names no rule",
    "--codebook gone": "not a directory",
    "--format pdf": "pdf",
    "--units both": "both",
    "--fail-on sometimes": "sometimes",
    "--excerpts some": "some",
    "--max-note-size big": "not a size",
    "--max-note-size 0": "not a size",
    "--key-file gone": "cannot be read",
    "-o report.pdf": ".jsonl",
    "-o gone/report.json": "no such directory",
    "-o r.json -o ./r.json": "given twice",
    "-o note.txt": "read as a note",
    "--config c": "c: cannot be read: No such file",
}


@pytest.mark.parametrize("arguments", WRONG)
def test_wrong_usage_is_2_before_the_linter_loads(lint, linter, tmp_path, arguments):
    (tmp_path / "note.txt").write_text("SLR")
    result = lint("note.txt", *arguments.split())
    assert result.exit_code == 2
    assert WRONG[arguments] in result.stderr and result.stdout == ""
    assert "Traceback" not in result.stderr
    assert linter.loaded == []


def test_an_empty_key_file_is_wrong_usage(lint, tmp_path):
    (tmp_path / "key").write_bytes(b"\n")
    result = lint("-", "--key-file", "key", input="x")
    assert result.exit_code == 2 and "is empty" in result.stderr


def test_no_path_on_a_terminal_says_what_to_give(lint, monkeypatch):
    terminal = SimpleNamespace(isatty=lambda: True)
    monkeypatch.setattr("ptnotelint.cli.intake.sys", SimpleNamespace(stdin=terminal))
    result = lint()
    assert result.exit_code == 2
    assert "file or directory" in result.stderr and "standard input" in result.stderr


def test_json_lines_begin_with_the_tool_and_end_with_the_summary(lint, tmp_path):
    records(tmp_path / "n.jsonl", {"note_id": "a", "text": "SLR", "billed": ["97110"]}, {"note_id": "b"})
    result = lint("n.jsonl", "--format", "jsonl")
    head, note, tail = map(json.loads, result.stdout.splitlines())
    assert head["schema_version"] == "1" and head["tool"]["name"] == "ptnotelint"
    assert note["note_id"] == "a" and note["findings"][0]["rule"] == "97110/volume"
    assert tail["summary"]["findings"]["error"] == 1 and tail["summary"]["unreadable"] == 1
    assert tail["unreadable"][0]["line"] == 2


def test_json_is_one_object_even_when_nothing_could_be_read(lint):
    result = lint("gone.txt", "--format", "json")
    report = json.loads(result.stdout)
    assert result.exit_code == 3
    assert report["notes"] == [] and report["unreadable"][0]["path"] == "gone.txt"
    assert report["tool"]["name"] == "ptnotelint"


def test_output_files_take_their_form_from_the_suffix_and_are_private(lint, tmp_path):
    result = lint("-", "--code", "97110", "-o", "r.txt", "-o", "r.json", "-o", "R.JSONL", input="SLR")
    assert result.exit_code == 1 and "97110" in result.stdout
    assert "97110" in (tmp_path / "r.txt").read_text(encoding="utf-8")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["summary"]["notes"] == 1
    assert len((tmp_path / "R.JSONL").read_text(encoding="utf-8").splitlines()) == 3
    for name in ("r.txt", "r.json", "R.JSONL"):
        assert stat.S_IMODE((tmp_path / name).stat().st_mode) == 0o600
    assert sorted(os.listdir(tmp_path)) == ["R.JSONL", "r.json", "r.txt"]


def test_an_existing_file_is_replaced_as_a_whole_and_made_private(lint, tmp_path):
    (tmp_path / "r.json").write_text("old and longer than anything" * 1000)
    os.chmod(tmp_path / "r.json", 0o644)
    lint("-", "-o", "r.json", input="SLR")
    assert json.loads((tmp_path / "r.json").read_text(encoding="utf-8"))["schema_version"] == "1"
    assert stat.S_IMODE((tmp_path / "r.json").stat().st_mode) == 0o600


def test_a_broken_run_leaves_the_old_file_and_no_draft(lint, tmp_path):
    (tmp_path / "r.json").write_text("old")
    lint("-", "--code", "97110", "-o", "r.json", input="INTERRUPT")
    assert (tmp_path / "r.json").read_text() == "old"
    assert os.listdir(tmp_path) == ["r.json"]


def test_an_output_inside_an_input_directory_is_refused(lint, tmp_path):
    (tmp_path / "notes").mkdir()
    (tmp_path / "notes" / "a.txt").write_text("x")
    result = lint("notes", "-o", "notes/report.json")
    assert result.exit_code == 2 and "read as a note" in result.stderr


def test_interrupted_is_130(lint):
    result = lint("-", "--code", "97110", input="INTERRUPT")
    assert result.exit_code == 130 and "Traceback" not in result.stderr


def test_a_fault_of_the_program_costs_one_note_and_shows_neither_traceback_nor_text(lint, tmp_path):
    notes = ({"note_id": "a", "text": "BOOM Mrs Doe"}, {"note_id": "b", "text": "SLR 3x10"})
    records(tmp_path / "n.jsonl", *notes)
    result = lint("n.jsonl", "--code", "97110")
    assert result.exit_code == 3
    assert "'a': not judged for an internal error (ValueError in fake_linter.py" in result.stderr
    assert "Doe" not in result.output and "Traceback" not in result.output
    assert "SLR" in result.stdout or "b" in result.stdout


def test_colour_only_where_wanted(lint):
    assert "\x1b[" not in lint("-", "--code", "97110", input="SLR").stdout
    assert "\x1b[" in lint("-", "--code", "97110", input="SLR", env={"FORCE_COLOR": "1"}).stdout
    both = {"FORCE_COLOR": "1", "NO_COLOR": "1"}
    assert "\x1b[" not in lint("-", "--code", "97110", input="SLR", env=both).stdout


def test_files_are_never_coloured(lint, tmp_path):
    lint("-", "--code", "97110", "-o", "r.txt", input="SLR", env={"FORCE_COLOR": "1"})
    assert "\x1b[" not in (tmp_path / "r.txt").read_text(encoding="utf-8")


def test_a_users_code_file_is_known_to_select(lint, linter, tmp_path):
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / "97533.toml").write_text(
        'code = "97533"\nwords = "sensory work"\ntimed = true\nfamilies = ["neuromuscular"]\n'
        'required = ["service", "time"]\n'
    )
    assert lint("-", "--code", "97533", "--codebook", "own", "--select", "97533/*", input="x").exit_code in (0, 1)
    assert str(linter.loaded[0]["codebook"]) == "own"


def test_a_larger_note_is_read_when_the_limit_is_raised(lint, tmp_path):
    (tmp_path / "big.txt").write_text("SLR 3x10\n" * 200)
    assert lint("big.txt", "--max-note-size", "1kB").exit_code == 3
    assert lint("big.txt", "--max-note-size", "2kB").exit_code == 0
