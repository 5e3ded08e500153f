"""Two runs compared: fixed, new, persisting, waived, and what only looks like a change."""

from __future__ import annotations

import csv
import io
import json
import shutil

import pytest
from click.testing import CliRunner
from small_run import RECORDS, write_run

from ptnotelint.audit.compare import FEW, OUTCOMES, UNNAMED, compare
from ptnotelint.audit.run_folder import finished_run
from ptnotelint.cli import main
from ptnotelint.errors import UsageError
from ptnotelint.waivers import Waiver


@pytest.fixture(scope="module")
def runs(tmp_path_factory):
    """The first run; and a second one with a note mended, one made worse, one gone, one new, one waived."""
    folder = tmp_path_factory.mktemp("runs")
    later = [dict(record) for record in RECORDS if record["note_id"] != "v23"] + [RECORDS[1] | {"note_id": "v99", "therapist": None}]
    later[1] |= {"text": RECORDS[0]["text"], "billed": RECORDS[0]["billed"]}
    later[2] |= {"text": ""}
    (folder / "w.toml").write_text(Waiver("v4", "97110/service", "lost", "K").toml())
    return finished_run(write_run(folder / "one", RECORDS)), finished_run(write_run(folder / "two", later, waivers=folder / "w.toml"))


def told(comparison, **wanted):
    return {(finding.note_id, finding.rule) for finding in comparison.findings if all(getattr(finding, name) == value for name, value in wanted.items())}


def test_what_became_of_each_finding(runs):
    comparison = compare(*runs)
    assert ("v1", "97110/volume") in told(comparison, outcome="fixed") and ("v1", "97140/service") in told(comparison, outcome="fixed")
    assert {note for note, _ in told(comparison, outcome="fixed")} <= {"v1", "v2"}
    assert told(comparison, outcome="new") == {("v2", "97140/service")}
    assert told(comparison, outcome="waived") == {("v4", "97110/service")}
    assert {note for note, _ in told(comparison, outcome="note_new")} == {"v99"}
    assert ("v7", "97110/volume") in told(comparison, outcome="persisting")
    assert comparison.notes == {"both": 23, "first_only": 1, "second_only": 1}


def test_a_run_compared_with_itself_has_only_persisting_findings(runs):
    comparison = compare(runs[0], runs[0])
    assert {name for name, count in comparison.counts().items() if count} == {"persisting"} and comparison.cautions == ()


def test_tables_add_up_and_pool_therapists_with_few_notes(runs):
    comparison = compare(*runs)
    for table in (comparison.by_rule(), comparison.by_therapist()):
        assert {outcome: sum(row[outcome] for row in table.values()) for outcome in OUTCOMES} == comparison.counts()
    assert list(comparison.by_therapist()) == [FEW, UNNAMED]
    assert comparison.by_therapist()[FEW]["notes"] == 23
    few = compare(*[finished_run(write_run(runs[0].path.parent / name, RECORDS[:6])) for name in ("few", "again")])
    assert few.by_therapist()[FEW] == {"notes": 6, **dict.fromkeys(OUTCOMES)} and few.counts()["persisting"]
    alone = compare(runs[0], finished_run(write_run(runs[0].path.parent / "three", [RECORDS[0] | {"note_id": f"n{at}"} for at in range(10)])))
    assert "T0" in alone.by_therapist()


def test_what_else_may_have_changed_is_said(runs, tmp_path):
    (tmp_path / "key").write_bytes(b"other")
    other = compare(runs[0], finished_run(write_run(tmp_path / "other", RECORDS, key_file=tmp_path / "key", codebook="sha256:1")))
    assert any("codebook" in caution for caution in other.cautions) and any("same key file" in caution for caution in other.cautions)
    assert any(caution.startswith("the runs differ in options (waivers):") for caution in compare(*runs).cautions)


def test_runs_without_a_note_in_common_are_remarked_on(runs, tmp_path):
    renamed = [record | {"note_id": f"other-{at}"} for at, record in enumerate(RECORDS)]
    others = compare(runs[0], finished_run(write_run(tmp_path / "other", renamed)))
    assert others.notes["both"] == 0 and any("no note is in both runs" in caution for caution in others.cautions)


def test_the_command_prints_text_json_and_csv(runs):
    one, two = (str(run.path) for run in runs)
    text = CliRunner().invoke(main, ["compare", one, two]).stdout
    assert text.startswith("23 notes in both runs, 1 in the first alone, 1 in the second alone") and "97110/volume" in text and FEW in text
    told = json.loads(CliRunner().invoke(main, ["compare", one, two, "--format", "json"]).stdout)
    assert told["counts"] == compare(*runs).counts() and len(told["findings"]) == sum(told["counts"].values())
    rows = list(csv.DictReader(io.StringIO(CliRunner().invoke(main, ["compare", one, two, "--format", "csv"]).stdout)))
    assert [row["outcome"] for row in rows] == [finding["outcome"] for finding in told["findings"]]


@pytest.mark.parametrize(("manifest", "said"), [(None, "manifest.json is not there"), ("{", "cannot be read as JSON"), ('{"finished": false}', "no results yet"),
                                               ('{"summary": {}, "finished": false}', "not finished")])
def test_what_is_no_finished_run_is_refused(runs, tmp_path, manifest, said):
    shutil.copytree(runs[0].path, tmp_path / "run")
    (tmp_path / "run" / "manifest.json").unlink()
    if manifest:
        (tmp_path / "run" / "manifest.json").write_text(manifest)
    with pytest.raises(UsageError, match=said):
        finished_run(tmp_path / "run")
