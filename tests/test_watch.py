"""Drafts are linted as they are saved: a line each, and one's report on demand."""

from __future__ import annotations

from click.testing import CliRunner
from fake_linter import Linter

from ptnotelint.cli import main
from ptnotelint.cli.watch import Drafts
from ptnotelint.codebook import Codebook
from ptnotelint.note import BilledLine
from ptnotelint.report import REMINDER


def drafts(said: list[str]) -> Drafts:
    return Drafts(Linter.load(payer="default"), Codebook.load(), (BilledLine("97110"),), said.append)


def test_each_save_is_a_line_with_the_same_number(tmp_path):
    knee, hip = tmp_path / "knee.txt", tmp_path / "hip.txt"
    knee.write_text("SLR for the knee", encoding="utf-8")
    said: list[str] = []

    def saves():
        knee.write_text("SLR 3x10 for the knee", encoding="utf-8")
        hip.write_text("bridges", encoding="utf-8")
        yield {str(knee), str(hip)}
        hip.unlink()
        yield {str(hip)}

    drafts(said).follow([str(knee)], saves(), lambda: [])
    assert said == ["1  knee.txt  partly supported  1 gap: 97110/volume", "2  hip.txt  partly supported  1 gap: 97110/volume",
                    "1  knee.txt  supported  no gaps"]


def test_a_number_stays_however_the_file_is_named(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "knee.txt").write_text("SLR 3x10", encoding="utf-8")
    said: list[str] = []
    drafts(said).follow(["knee.txt"], [{str(tmp_path / "knee.txt")}], lambda: [])
    assert [line.split()[0] for line in said] == ["1", "1"]


def test_the_report_of_a_number_is_printed_on_demand(tmp_path):
    knee = tmp_path / "knee.txt"
    knee.write_text("SLR for the knee", encoding="utf-8")
    said: list[str] = []
    drafts(said).follow([str(knee)], [set(), set()], iter([["1"], ["9", ""]]).__next__)
    assert "Which dose?" in said[1] and said[2] == REMINDER
    assert said[3:] == ["Type the number before a note's name."]


def test_a_draft_half_saved_is_named_and_waits(tmp_path, capsys):
    records = tmp_path / "visits.jsonl"
    records.write_text('{"note_id": "a", "text": "SLR 3x10"}\n{"note_id": "b", "te', encoding="utf-8")
    said: list[str] = []
    drafts(said).follow([str(records)], [], lambda: [])
    assert said == ["1  visits.jsonl a  supported  no gaps"]
    assert "visits.jsonl:2: not JSON" in capsys.readouterr().err


def test_a_folder_that_is_not_there_is_refused(tmp_path):
    done = CliRunner().invoke(main, ["watch", str(tmp_path / "none")])
    assert done.exit_code == 2 and "does not exist" in done.output
