"""The pure function of an audit, and the tables made of its parts: the same rows and bytes however the notes were cut."""

from __future__ import annotations

from types import SimpleNamespace

import fake_linter
import pyarrow
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptnotelint.audit import merge as merging
from ptnotelint.audit.manifest import differences
from ptnotelint.audit.merge import merge
from ptnotelint.audit.partition import part_schema, partition, tables_of
from ptnotelint.audit.tables import TABLES, arrow_schema
from ptnotelint.note import BilledLine, Note
from ptnotelint.report import Finding

LINTER = fake_linter.Linter.load(payer="default")
NOTES = [Note("SLR 3x10" if at % 3 else "SLR", f"n{at}", (BilledLine("97110", 2), BilledLine("97140"))[: at % 3]) for at in range(40)]
WHOLE = partition(LINTER, NOTES)


def merged(parts, out, late=()):
    out.mkdir(exist_ok=True)
    result = merge(parts, out, late)
    return result, {path.name: path.read_bytes() for path in sorted(out.iterdir())}


def test_every_note_has_its_row_and_the_tables_their_columns():
    assert WHOLE.schema == part_schema() and WHOLE["ordinal"].to_pylist() == list(range(40))
    for name, table in tables_of(WHOLE).items():
        assert table.schema == arrow_schema(TABLES[name])
    assert tables_of(WHOLE)["codes"]["note_id"].to_pylist() == [f"n{at}" for at in range(40) for _ in range(at % 3)]


@settings(max_examples=20, deadline=None)
@given(cuts=st.sets(st.integers(1, 39)), group=st.integers(1, 50))
def test_however_it_is_cut_the_bytes_are_the_same(tmp_path_factory, cuts, group):
    folder = tmp_path_factory.mktemp("merged")
    ends = [*sorted(cuts), 40]
    parts = [partition(LINTER, NOTES[start:end], start) for start, end in zip([0, *ends], ends)]
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(merging, "ROW_GROUP", group)
        assert merged(parts, folder / "parts") == merged([WHOLE], folder / "whole")


def test_late_findings_come_after_a_notes_own_and_are_counted(tmp_path):
    late = [(3, Finding("history/copied-forward", "warning", "Copied.", "What was new?")), (39, Finding("history/copied-forward", "error", "Copied.", "What?"))]
    (summary, tables), _ = merged([partition(LINTER, NOTES[:7]), partition(LINTER, NOTES[7:], 7)], tmp_path / "out", late)
    (without, _), _ = merged([WHOLE], tmp_path / "without")
    assert summary["findings"] == {"error": without["findings"]["error"] + 1, "warning": without["findings"]["warning"] + 1, "info": 0}
    found = pyarrow.parquet.read_table(tmp_path / "out" / "findings.parquet")
    assert tables["findings.parquet"]["rows"] == found.num_rows
    rules = [row["rule"] for row in found.to_pylist() if row["ordinal"] == 39]
    assert rules[-1] == "history/copied-forward" and found["ordinal"].to_pylist() == sorted(found["ordinal"].to_pylist())
    notes = pyarrow.parquet.read_table(tmp_path / "out" / "notes.parquet").to_pylist()
    assert notes[3]["warnings"] == tables_of(WHOLE)["notes"].to_pylist()[3]["warnings"] + 1


def test_a_note_that_fails_takes_nothing_from_the_others():
    part = partition(LINTER, [NOTES[0], Note("BOOM secret", "b", (BilledLine("97110"),)), NOTES[1]])
    notes, findings = (tables_of(part)[name].to_pylist() for name in ("notes", "findings"))
    assert [row["verdict"] for row in notes] == ["no_codes", "cannot_tell", "supported"]
    assert [row["rule"] for row in findings if row["note_id"] == "b"] == ["internal/note-failed"]
    assert "secret" not in str(findings)


def test_a_note_known_to_kill_is_not_tried():
    tried = []
    linter = SimpleNamespace(pseudonyms=None, read_and_judged=lambda note: tried.append(note.note_id) or LINTER.read_and_judged(note), not_judged=LINTER.not_judged)
    part = partition(linter, NOTES[:3], 10, failed={11: "it took over 60 s"})
    assert tried == ["n0", "n2"] and "it took over 60 s" in tables_of(part)["findings"].to_pylist()[0]["message"]


def test_a_value_that_fits_no_column_costs_its_note_alone():
    part = partition(LINTER, [NOTES[1], Note("SLR", "huge", (BilledLine("97110", 10**12),)), NOTES[2]])
    assert [row["verdict"] for row in tables_of(part)["notes"].to_pylist()] == ["supported", "cannot_tell", "supported"]
    assert tables_of(part)["codes"]["note_id"].to_pylist() == ["n1", "n2", "n2"]


def test_what_differs_between_two_runs_is_named():
    run = {"schema_version": "1", "tool": {"version": "1", "options": {"final": False, "select": []}}, "options": {"map": {}},
           "inputs": [{"path": "a", "sha256": "1"}, {"path": "b", "sha256": "2"}], "configuration": []}
    assert differences(run, run) == []
    other = {"schema_version": "1", "tool": {"version": "2", "options": {"final": True, "select": ["units/*"]}}, "options": {"map": {"note": "Text"}},
             "inputs": [{"path": "b", "sha256": "3"}], "configuration": [{"path": "ptnotelint.toml", "sha256": "4"}]}
    assert differences(run, other) == [
        "version was 1 and is 2", "options final was False and is True", "options select was not set and is units/*",
        "map note was not set and is Text", "a is not read any more", "b has changed", "ptnotelint.toml is new"]
    assert differences(run, run | {"inputs": run["inputs"][::-1]}) == ["the inputs come in another order"]
