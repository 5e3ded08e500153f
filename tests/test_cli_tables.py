"""``lint`` and ``read`` over tables and documents: the same statuses, the text that offsets refer to."""

from __future__ import annotations

import json

import fake_linter
import pytest
from click.testing import CliRunner

from ptnotelint.cli import main


@pytest.fixture
def run(monkeypatch, tmp_path):
    fake_linter.install(monkeypatch)
    monkeypatch.chdir(tmp_path)
    return lambda *arguments: CliRunner().invoke(main, list(arguments))


def test_lint_joins_the_tables_it_is_given(run, tmp_path):
    (tmp_path / "notes.csv").write_text("visit id,note\nv1,SLR 3x10\nv2,SLR\n")
    (tmp_path / "charges.csv").write_text("visit id,cpt,units\nv1,97110,2\nv2,97110,1\nv9,97140,1\n")
    result = run("lint", "notes.csv", "charges.csv", "--format", "json")
    report = json.loads(result.stdout)
    assert [(note["note_id"], note["codes"][0]["units"]) for note in report["notes"]] == [("v1", 2), ("v2", 1)]
    assert "of no note that was given: 1" in result.stderr and result.exit_code == 1
    assert "code = cpt, units = units" in result.stderr and "joined to notes by visit id: 2" in result.stderr


def test_a_faulty_row_is_3_and_named_without_its_words(run, tmp_path):
    (tmp_path / "n.csv").write_text("note_id,text,billed\na,SLR 3x10,97110\nb,secret words,9711\n")
    result = run("lint", "n.csv")
    assert result.exit_code == 3 and "n.csv:3: a billed code" in result.stderr and "secret" not in result.output


def test_read_prints_a_documents_text(run, tmp_path):
    pytest.importorskip("striprtf")
    (tmp_path / "n.rtf").write_bytes(rb"{\rtf1 knee 95\'b0\par O: SLR\par}")
    assert run("read", "n.rtf").stdout == "knee 95°\nO: SLR\n"


def test_read_heads_the_notes_of_a_table_with_their_ids(run, tmp_path):
    (tmp_path / "n.csv").write_text("note_id,text,code\na,x,97110\nb,y,97140\n")
    assert run("read", "n.csv").stdout == "==> a <==\nx\n\n==> b <==\ny\n"
