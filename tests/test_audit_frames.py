"""``ptnotelint.audit``: pandas in, the tables of an audit out."""

from __future__ import annotations

import json
import pickle

import fake_linter
import pandas
import pyarrow.parquet
import pytest
from audit_process import audit as audit_process

import ptnotelint
from ptnotelint.audit.tables import TABLES
from ptnotelint.errors import UsageError


@pytest.fixture
def linter(monkeypatch):
    return fake_linter.install(monkeypatch)


def test_the_frames_are_the_tables_that_the_command_leaves(linter, tmp_path):
    records = [{"note_id": f"n{at}", "text": "SLR" if at % 2 else "SLR 3x10", "billed": ["97110x2:GP"], "patient_id": "p1"} for at in range(5)]
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(record) + "\n" for record in records))
    audit_process("n.jsonl", "-o", "out", cwd=tmp_path)
    found = ptnotelint.audit(pandas.DataFrame(records), payer="default")
    for name, columns in TABLES.items():
        frame = getattr(found, name)
        assert list(frame.columns) == list(columns)
        ours = pyarrow.Table.from_pandas(frame, preserve_index=False).to_pylist()
        left = pyarrow.parquet.read_table(tmp_path / "out" / f"{name}.parquet").to_pylist()
        assert [row | {"path": None} for row in ours] == [row | {"path": None} for row in left]
    assert found.notes["ordinal"].dtype == "Int64" and found.notes["units_supported"].dtype == "Int32"
    assert found.unreadable == ()


def test_one_row_a_billed_line(linter):
    frame = pandas.DataFrame({"note_id": ["a", "a", "b"], "text": ["SLR 3x10", "SLR 3x10", "x"], "code": ["97110", "97140", "97012"],
                              "units": [2, 1, None], "modifiers": ["GP", "GP 59", None], "date_of_service": pandas.to_datetime(["2026-03-04"] * 3)})
    found = ptnotelint.audit(frame, payer="default")
    assert found.codes[["note_id", "code", "units"]].values.tolist() == [["a", "97110", 2], ["a", "97140", 1], ["b", "97012", 1]]
    assert found.codes["modifiers"].map(list).tolist() == [["GP"], ["GP", "59"], []]


def test_a_wrong_row_is_named_and_the_others_go_on(linter):
    found = ptnotelint.audit(pandas.DataFrame({"note_id": ["a", "b"], "text": ["x", "y"], "billed": ["9711", "97110"]}), payer="default")
    assert found.notes["note_id"].tolist() == ["b"]
    assert [error.line for error in found.unreadable] == [1]


def test_no_rows_and_no_text(linter):
    assert [len(getattr(ptnotelint.audit(pandas.DataFrame({"note_id": [], "text": []}), payer="default"), name)) for name in TABLES] == [0, 0, 0, 0]
    with pytest.raises(UsageError, match="the frame: no header names"):
        ptnotelint.audit(pandas.DataFrame({"mood": ["fine"]}), payer="default")


def test_a_function_that_names_it_can_be_sent_to_another_process():
    import ptnotelint.audit.frames  # so that the module is there, under the name of the function

    assert pickle.loads(pickle.dumps(ptnotelint.audit)) is ptnotelint.audit
    assert callable(ptnotelint.audit) and ptnotelint.audit.__name__ == "ptnotelint.audit"
