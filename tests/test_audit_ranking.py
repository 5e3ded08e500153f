"""What the reports count and in which order they put the notes, against the same figures made row by row."""

from __future__ import annotations

import json
import random

import pyarrow.parquet as parquet
import pytest
from audit_process import audit, write_notes
from audit_run import build_run, waive

from ptnotelint.audit.ranking import ranked, ranking_text, reasons
from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.summaries import by_element, by_group, by_rule, note_facts
from ptnotelint.audit.tables import rows_of
from ptnotelint.note import Note
from ptnotelint.report import ClaimLine, CodeReport, NoteReport
from ptnotelint.wilson import wilson


@pytest.fixture(scope="module")
def out(tmp_path_factory):
    return build_run(tmp_path_factory.mktemp("run") / "OUT", 56)


@pytest.fixture(scope="module")
def facts(out):
    return note_facts(RunFolder.open(out))


def rows(out, name):
    return parquet.read_table(out / f"{name}.parquet").to_pylist()


def waived(out):
    return {(row["ordinal"], row["code"], row["element"]) for row in rows(out, "findings") if row["waived_by"]}


def open_gaps(out):
    """Note -> its required elements not fully documented.

    Left out are those waived, those of codes that nobody can tell, and all but the service of codes whose service is not described.
    """
    aside, found = waived(out), {}
    verdicts = {(row["ordinal"], row["code"]): row["verdict"] for row in rows(out, "codes")}
    for row in rows(out, "elements"):
        key = row["ordinal"], row["code"], row["element"]
        asked = verdicts[key[:2]] != "cannot_tell" and (row["element"] == "service" or verdicts[key[:2]] != "unsupported")
        if row["requirement"] == "required" and row["status"] in ("missing", "partial") and key not in aside and asked:
            found[row["ordinal"]] = found.get(row["ordinal"], 0) + 1
    return found


def test_the_order_is_units_without_language_then_minutes_then_gaps_then_input(out, facts):
    gaps, aside = open_gaps(out), waived(out)
    units = {row["ordinal"]: 0 for row in rows(out, "notes")}
    for row in rows(out, "codes"):
        if row["verdict"] == "unsupported" and (row["ordinal"], row["code"], "service") not in aside:
            units[row["ordinal"]] += row["units"]
    expected = sorted(rows(out, "notes"), key=lambda row: (
        -units[row["ordinal"]], -(row["units_beyond_minutes"] or 0), -gaps.get(row["ordinal"], 0), row["ordinal"]))
    found = ranked(facts)
    assert [note.ordinal for note in found] == [row["ordinal"] for row in expected]
    assert [note.rank for note in found] == list(range(1, 57))
    assert [note.gaps for note in found] == [gaps.get(note.ordinal, 0) for note in found]


def test_a_note_with_gaps_has_reasons_and_one_without_has_none(out, facts):
    notes = ranked(facts)
    reports = RunFolder.open(out).reports([note.ordinal for note in notes])
    assert any(note.is_open for note in notes) and not all(note.is_open for note in notes)
    for note in notes:
        why = reasons(note, reports[note.ordinal])
        assert bool(why) == note.is_open, (note, why)


def test_the_ranking_is_told_in_lines(out, facts):
    text = ranking_text(out, 3)
    assert [line.split()[0] for line in text.splitlines() if line.startswith("    ") and line[4] != " "] == ["1", "2", "3"]
    assert "notes to look at first" in text and "score" not in text and max(map(len, text.splitlines())) <= 80
    assert all(" · " in line for line in text.splitlines() if line.startswith("    ") and line[4] != " ")


def test_audit_says_which_notes_to_look_at_first(tmp_path):
    write_notes(tmp_path / "n.jsonl", 20)
    done = audit("n.jsonl", "-o", "out", "--rank", cwd=tmp_path)
    assert "to look at first" in done.stdout and "1 required detail not fully documented: 97110 volume" in done.stdout
    assert "--rank" not in json.loads((tmp_path / "out" / "manifest.json").read_text())["command"]


def test_a_report_made_again_from_its_rows_gives_the_same_rows(out):
    kept = rows(out, "elements")
    report = RunFolder.open(out).reports([7])[7]
    again = rows_of(report, Note("", report.note_id), 7)
    assert again["elements"] == [row for row in kept if row["ordinal"] == 7]
    assert again["findings"] == [row for row in rows(out, "findings") if row["ordinal"] == 7]
    assert waive(report, 11).findings[0].waived["by"] == "K. Varga"


def test_groups_sum_to_the_whole(facts):
    (whole,) = by_group(facts)
    for column in ("therapist", "clinic", "payer", "week"):
        parts = by_group(facts, column)
        assert {name: sum(part[name] for part in parts) for name in whole if name != "name"} == {name: value for name, value in whole.items() if name != "name"}


def test_gaps_are_counted_by_note(out, facts):
    gaps = open_gaps(out)
    assert by_group(facts)[0]["gap"] == len(gaps)


def test_elements_and_rules_are_counted(out):
    run = RunFolder.open(out)
    assert sum(sum(row["statuses"].values()) for row in by_element(run)) == len(rows(out, "elements"))
    found = by_rule(run)
    assert sum(sum(row["severities"].values()) for row in found) == len(rows(out, "findings"))
    first = {}
    for row in rows(out, "findings"):
        first.setdefault(row["rule"], row)
    assert all(row["message"] == first[row["rule"]]["message"] and row["notes"] > 0 for row in found)


def test_weeks_begin_on_their_monday(facts):
    pairs = set(zip(facts["date_of_service"].to_pylist(), facts["week"].to_pylist()))
    assert ("2026-03-02", "2026-03-02") in pairs and all(week <= day for day, week in pairs)
    assert dict(pairs)[max(day for day, _ in pairs)] in {"2026-05-04"}


def test_wilson_against_scipy():
    stats = pytest.importorskip("scipy.stats")
    chance = random.Random(5)
    for whole in [1, 2, 10, 59, 5000] + [chance.randrange(1, 400) for _ in range(40)]:
        for part in {0, whole, chance.randrange(whole + 1)}:
            expected = stats.binomtest(part, whole).proportion_ci(0.95, method="wilson")
            assert wilson(part, whole) == pytest.approx((expected.low, expected.high), abs=1e-9)


@pytest.mark.parametrize("part, whole", [(1, 0), (3, 2), (-1, 5)])
def test_a_share_of_nothing_has_no_interval(part, whole):
    with pytest.raises(ValueError):
        wilson(part, whole)


@pytest.mark.parametrize("units, codes, beyond", [
    (None, [], None),
    ({"method": "cms", "billed": 3, "supported": None, "verdict": "cannot_tell", "allocations": []}, [("97110", 3, None)], None),
    ({"method": "cms", "billed": 4, "supported": 2, "verdict": "over", "allocations": []}, [("97110", 4, 2)], 2),
    ({"method": "cms", "billed": 1, "supported": 2, "verdict": "under", "allocations": []}, [("97110", 1, 1)], 0),
    # by the AMA count one code's spare unit makes up for no other's
    ({"method": "ama", "billed": 3, "supported": 3, "verdict": "over", "allocations": [{"97110": 1, "97140": 2}]}, [("97110", 2, 1), ("97140", 1, 2)], 1),
])
def test_units_beyond_the_minutes_of_a_note(units, codes, beyond):
    reports = tuple(CodeReport(code, (ClaimLine(0, billed),), billed, "supported", supported) for code, billed, supported in codes)
    report = NoteReport("a", "supported", "", "2026-01-01", reports, units=units)
    assert rows_of(report, Note("", "a"), 0)["notes"][0]["units_beyond_minutes"] == beyond
