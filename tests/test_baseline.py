"""A baseline keeps findings by fingerprint: later runs report what is new and count the rest."""

from __future__ import annotations

import json
import stat

import fake_linter
import pytest
from click.testing import CliRunner

from ptnotelint.baseline import HEAD, baseline_text, read_baseline
from ptnotelint.cli import main
from ptnotelint.errors import UsageError


@pytest.fixture
def run(tmp_path, monkeypatch):
    fake_linter.install(monkeypatch)
    original = fake_linter.Finding
    monkeypatch.setattr(fake_linter, "Finding", lambda *words: original(*words, fingerprint=f"{words[0]:x<64}".encode().hex()[:64]))
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def notes(path, *codes):
    path.write_text(json.dumps({"note_id": "a", "text": "SLR", "billed": list(codes)}) + "\n")


@pytest.mark.parametrize("report", ["r.json", "r.jsonl"])
def test_known_findings_are_counted_and_new_ones_reported(run, tmp_path, report):
    notes(tmp_path / "n.jsonl", "97110")
    assert run("lint", "n.jsonl", "-o", report).exit_code == 1
    assert run("baseline", "write", report).exit_code == 0
    assert stat.S_IMODE((tmp_path / "baseline.txt").stat().st_mode) == 0o600
    known = run("lint", "n.jsonl", "--baseline", "baseline.txt")
    assert known.exit_code == 0 and "no new gaps to answer; 1 known by the baseline" in known.stdout
    notes(tmp_path / "n.jsonl", "97110", "97116")
    new = run("lint", "n.jsonl", "--baseline", "baseline.txt", "--format", "json")
    told = json.loads(new.stdout)
    assert new.exit_code == 1 and [finding["rule"] for finding in told["notes"][0]["findings"]] == ["97116/volume"]
    assert told["summary"]["in_baseline"] == 1 and told["summary"]["findings"]["error"] == 1


def test_prune_drops_what_is_gone(run, tmp_path):
    notes(tmp_path / "n.jsonl", "97110", "97116")
    run("lint", "n.jsonl", "-o", "old.json")
    run("baseline", "write", "old.json")
    notes(tmp_path / "n.jsonl", "97110", "97530")
    run("lint", "n.jsonl", "-o", "new.json")
    done = run("baseline", "prune", "new.json")
    assert "1 findings dropped, 1 kept" in done.stderr
    assert list(read_baseline("baseline.txt").values()) == ["97110/volume"]


def test_write_does_not_write_over_a_baseline_unless_forced(run, tmp_path):
    notes(tmp_path / "n.jsonl", "97110")
    run("lint", "n.jsonl", "-o", "r.json")
    (tmp_path / "baseline.txt").write_text("mine")
    assert run("baseline", "write", "r.json").exit_code == 2 and (tmp_path / "baseline.txt").read_text() == "mine"
    assert run("baseline", "write", "r.json", "--force").exit_code == 0


@pytest.mark.parametrize("text", ["", "{}", "no", '{"tool": {"name": "other"}}\n', "[1]", '{\n "notes": 3}'])
def test_what_is_no_report_is_refused(run, tmp_path, text):
    (tmp_path / "r.json").write_text(text)
    done = run("baseline", "write", "r.json")
    assert done.exit_code == 2 and "not a report" in done.output


def test_a_report_that_was_not_finished_is_refused(run, tmp_path):
    notes(tmp_path / "n.jsonl", "97110")
    run("lint", "n.jsonl", "-o", "r.jsonl")
    (tmp_path / "r.jsonl").write_text("".join((tmp_path / "r.jsonl").read_text().splitlines(keepends=True)[:-1]))
    assert "not finished" in run("baseline", "write", "r.jsonl").output


@pytest.mark.parametrize(("text", "said"), [("", "b:1: not a baseline"), (f"{HEAD}\nxyz 97110/time\n", "b:2: not a fingerprint"),
                                            (f"{HEAD}\n{'a' * 64} 97110\n", "b:2: not a fingerprint")])
def test_what_is_no_baseline_is_refused(tmp_path, monkeypatch, text, said):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "b").write_text(text)
    with pytest.raises(UsageError, match=said):
        read_baseline("b")


def test_the_same_findings_give_the_same_file():
    known = {f"{number:064x}": rule for number, rule in enumerate(["units/x", "97110/time"])}
    assert baseline_text(known) == baseline_text(dict(reversed(known.items())))
