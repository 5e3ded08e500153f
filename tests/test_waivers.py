"""Waivers: what they cover, when they end, what is said of those that waive nothing, and how a file of them is kept."""

from __future__ import annotations

import os
import re
import stat

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.errors import UsageError
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.waivers import Waiver, Waivers

NOTE = Note.from_dict({"note_id": "v1", "text": "Ther ex 25 min: SLR 3x10.", "billed": ["97110x4"], "date_of_service": "2026-03-04"})


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def waivers(tmp_path, *entries: Waiver):
    file = tmp_path / "waivers.toml"
    file.write_text("\n".join(entry.toml() for entry in entries), encoding="utf-8")
    return file


def findings(tmp_path, *entries: Waiver, note=NOTE, **options):
    report = Linter.load(classifier=False, waivers=waivers(tmp_path, *entries), **options).lint(note)
    return {finding.rule: finding for finding in report.findings}


def waiver(rule, **fields):
    return Waiver(**{"note": "v1", "rule": rule, "reason": "in the log", "by": "K. V.", **fields})


def test_a_waived_finding_stays_and_says_by_whom_and_why(tmp_path):
    found = findings(tmp_path, waiver("units/over-billed", expires="2026-03-04"))
    assert found["units/over-billed"].waived == {"by": "K. V.", "reason": "in the log", "expires": "2026-03-04"}
    assert not [rule for rule in found if rule.startswith("waivers/")]
    assert [rule for rule, finding in found.items() if finding.waived] == ["units/over-billed"]


@pytest.mark.parametrize(("entry", "covered"), [
    (waiver("units/*"), True), (waiver("*"), True), (waiver("units/over-billed", code="97110"), False), (waiver("97110/*"), False),
    (waiver("units/*", note="v2"), False),
])
def test_what_a_waiver_covers(tmp_path, entry, covered):
    assert bool(findings(tmp_path, entry)["units/over-billed"].waived) is covered


def test_a_code_narrows_a_waiver(tmp_path):
    found = findings(tmp_path, waiver("*", code="97110"))
    assert found["97110/functional_goal"].waived and not found["units/over-billed"].waived


@pytest.mark.parametrize(("date", "ended"), [(None, False), ("2026-06-30", False), ("2026-07-01", True), ("2026-01-01", False)])
def test_a_waiver_ends_by_the_later_of_the_visit_and_the_runs_date(tmp_path, date, ended):
    found = findings(tmp_path, waiver("units/*", expires="2026-06-30"), date=date)
    assert bool(found["units/over-billed"].waived) is not ended
    assert ("waivers/expired" in found) is ended


def test_a_waiver_that_ended_before_the_visit_is_a_finding(tmp_path):
    found = findings(tmp_path, waiver("units/*", expires="2026-03-03"))
    assert found["units/over-billed"].waived is None
    assert found["waivers/expired"].severity == "warning" and "2026-03-03" in found["waivers/expired"].message


def test_one_that_holds_wins_over_one_that_ended(tmp_path):
    found = findings(tmp_path, waiver("units/*", expires="2026-03-03"), waiver("units/over-billed", reason="renewed"))
    assert found["units/over-billed"].waived["reason"] == "renewed" and "waivers/expired" in found


def test_a_waiver_that_waives_nothing_is_a_finding_of_its_note(tmp_path):
    found = findings(tmp_path, waiver("97110/volume"))
    assert found["waivers/unused"].severity == "info" and "97110/volume" in found["waivers/unused"].message
    other = Note.from_dict({"note_id": "v2", "text": "SLR 3x10", "billed": ["97110"]})
    assert "waivers/unused" not in findings(tmp_path, waiver("97110/volume"), note=other)


@pytest.mark.parametrize(("options", "unused"), [
    ({"ignore": ["97110/*"]}, False), ({"ignore": ["97140/*"]}, True), ({"select": ["units/*", "waivers/*"]}, False),
    ({"select": ["97110/*", "waivers/*"]}, True), ({"select": ["97110/*"]}, False), ({"ignore": ["waivers/*"]}, False),
])
def test_unused_is_not_said_where_the_finding_was_left_out(tmp_path, options, unused):
    assert ("waivers/unused" in findings(tmp_path, waiver("97110/volume"), **options)) is unused


def test_a_note_without_an_id_is_known_by_its_path(tmp_path):
    note = Note("Ther ex 25 min: SLR 3x10.", billed=NOTE.billed, path="a.txt")
    assert findings(tmp_path, waiver("units/*", note="a.txt"), note=note)["units/over-billed"].waived


@pytest.mark.parametrize(("text", "said"), [
    ('[[waivers]]\nnote = "a"\nrule = "x/y"\nreasn = "r"\nby = "b"\n', r'w\.toml:4: unknown key "reasn" \(allowed: note, rule, code, reason, by, on, expires\)'),
    ('[[waivers]]\nnote = "a"\n\n[[waivers]]\nnote = "b"\nrule = "x/y"\nby = "b"\n', r'w\.toml:2: a waiver needs the key "rule"'),
    ('[[waivers]]\nnote = "a"\nrule = "x/y"\nreason = "r"\nby = "b"\nexpires = "soon"\n', r'w\.toml:6: "expires" must be an ISO date'),
    ('[[waivers]]\nnote = "a"\nrule = "x/y"\nreason = 3\nby = "b"\n', r'w\.toml:4: "reason" must be a string'),
    ('waiver = 1\n', r'w\.toml:1: unknown key "waiver"'), ('waivers = 1\n', r"w\.toml:1: each waiver is a table"), ("[[waivers]\n", r"w\.toml:1: not valid TOML"),
])
def test_what_is_wrong_in_a_file_is_named(tmp_path, text, said):
    (tmp_path / "w.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        Waivers.load(tmp_path / "w.toml")


def test_lines_of_waivers_whose_note_was_not_met(tmp_path):
    file = Waivers.load(waivers(tmp_path, waiver("units/*"), waiver("units/*", note="gone")))
    assert file.of_no_note({"v1"}) == [8] and file.of_no_note({"v1", "gone"}) == []


def run(*arguments, **options):
    return CliRunner().invoke(main, list(map(str, arguments)), **options)


def test_waive_appends_and_keeps_what_stands(here):
    (here / "own.toml").write_text("# ours\r\n[[waivers]]\nnote = \"v0\" # first\nrule = \"units/*\"\nreason = \"r\"\nby = \"b\"")
    os.chmod(here / "own.toml", 0o640)
    before = (here / "own.toml").read_bytes()
    done = run("waive", "v1", "units/*", "--reason", 'a "b"\n\x7fc\\', "--by", "Ö.", "--on", "2026-03-05", "--expires", "2026-04-01", "--code", "97110", "--waivers", "own.toml")
    assert done.exit_code == 0, done.output
    assert (here / "own.toml").read_bytes().startswith(before) and stat.S_IMODE((here / "own.toml").stat().st_mode) == 0o640
    (added,) = Waivers.load("own.toml").by_note["v1"]
    assert (added.reason, added.by, added.on, added.expires, added.code) == ('a "b"\n\x7fc\\', "Ö.", "2026-03-05", "2026-04-01", "97110")
    assert not (here / "waivers.toml").exists()


def test_waive_makes_a_private_file_of_its_own(here):
    assert run("waive", "v1", "97110/time", "--reason", "r", "--by", "b").exit_code == 0
    assert stat.S_IMODE((here / "waivers.toml").stat().st_mode) == 0o600 and os.listdir(here) == ["waivers.toml"]
    again = run("waive", "v1", "97110/time", "--reason", "r", "--by", "b")
    assert again.exit_code == 2 and "waivers.toml:4: 97110/time of this note is waived there already" in again.output


@pytest.mark.parametrize(("arguments", "said"), [
    (["v1", "97110/tyme", "--reason", "r", "--by", "b"], "Did you mean 97110/time"),
    (["v1", "97110/time", "--by", "b"], "--reason"), (["v1", "97110/time", "--reason", " ", "--by", "b"], "--reason: is empty"),
    (["v1", "97110/time", "--reason", "r", "--by", "b", "--on", "2026-03-04", "--expires", "2026-03-03"], "is before --on 2026-03-04"),
    (["v1", "97110/time", "--reason", "r", "--by", "b", "--waivers", "gone/w.toml"], "no such directory"),
    (["a.txt", "97110/time", "--reason", "r", "--by", "b"], "kept apart from notes"),
])
def test_waive_refuses(here, arguments, said):
    (here / "a.txt").write_text("SLR")
    done = run("waive", *arguments)
    assert done.exit_code == 2 and said in done.output and os.listdir(here) == ["a.txt"]


def test_a_waived_finding_does_not_count_for_the_exit_status(here):
    (here / "a.txt").write_text("Ther ex 25 min: SLR 3x10 to strengthen quad for stairs.")
    lint = ["lint", "a.txt", "--code", "97110x4", "--fail-on", "error"]
    assert run(*lint).exit_code == 1
    waivers(here, waiver("units/over-billed", note="a.txt"), waiver("97110/*", note="a.txt"), waiver("units/*", note="b.txt"))
    done = run(*lint, "--waivers", "waivers.toml")
    assert done.exit_code == 0 and re.search(r"no gaps to answer; \d+ waived", " ".join(done.stdout.split()))
    assert "no note of this input is named by the waivers of lines 14" in done.stderr
    assert run(*lint, "--waivers", "gone.toml").exit_code == 2
