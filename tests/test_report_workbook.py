"""The workbook of a run: every sheet, text that stays text, figures that are right, and the same bytes again."""

from __future__ import annotations

import json
import shutil
import stat

import pyarrow.parquet as parquet
import pytest
from audit_run import FEW, ODD_IDS, build_run

from ptnotelint.audit.deliver import write_reports
from ptnotelint.audit.sheets.measured import sample_sheet
from ptnotelint.errors import UsageError
from ptnotelint.report import REMINDER

openpyxl = pytest.importorskip("openpyxl")

SHEETS = ["Summary", "Charts", "Notes", "Findings", "By code", "Gap map", "By element", "By rule", "By therapist", "By clinic", "By payer", "By week",
          "Cannot tell", "Waived", "Sample", "Reconciliation", "Method"]
FILTERED = ["Notes", "Findings", "By code", "Gap map", "By element", "By rule", "By therapist", "By clinic", "By payer", "By week", "Cannot tell", "Waived"]
ESTIMATE = {  # as ptnotelint estimate leaves it
    "level": 0.95, "precision": {"value": 0.91, "low": 0.85, "high": 0.95, "n": 140}, "recall": {"value": None, "low": None, "high": None, "n": 0},
    "error_rate": {"value": 0.1, "low": 0.03, "high": 0.24, "n": 40},
    "by_stratum": [{"stratum": name, "notes": 250, "reviewed": 20, "in_error": 2, "value": 0.1, "low": 0.0123, "high": 0.317}
                   for name in ("Alder Creek", "Birch Lane")],
    "units": {"in_error": 4.0, "billed": 140.0, "projected": {"value": 38.5, "low": 9.0, "high": 80.1}, "billed_in_frame": 1362},
    "reviewed": {"notes": 40, "notes_incomplete": 2}, "sample": {"notes": 42, "seed": 7, "by": "clinic", "frame": {"notes": 500, "sha256": "cd" * 32}}}


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    out = build_run(tmp_path_factory.mktemp("run") / "OUT", 56)
    write_reports(out)
    return out


@pytest.fixture(scope="module")
def book(run):
    return openpyxl.load_workbook(run / "report.xlsx")


def copy_of(run, tmp_path):
    return shutil.copytree(run, tmp_path / "OUT")


def cells(sheet):
    return [cell for row in sheet.iter_rows() for cell in row if cell.value is not None]


def said(sheet):
    return "\n".join(str(cell.value) for cell in cells(sheet))


def rows_under(sheet, header):
    """The rows below the one that begins with ``header``, as tuples, to the first that begins with nothing."""
    rows = list(sheet.iter_rows(values_only=True))
    start = next(place for place, row in enumerate(rows) if row[0] == header)
    rest = rows[start + 1 :]
    return rest[: next((place for place, row in enumerate(rest) if row[0] is None), len(rest))]


def notes_of(run):
    return parquet.read_table(run / "notes.parquet").to_pylist()


def test_every_sheet_is_there(book):
    assert book.sheetnames == SHEETS


def test_no_cell_is_a_formula_or_a_link(book):
    for sheet in book:
        assert {cell.data_type for cell in cells(sheet)} <= {"s", "n"}, sheet.title
        assert not [cell for cell in cells(sheet) if cell.hyperlink]


def test_ids_that_look_like_formulas_links_and_numbers_stay_text(book):
    found = {cell.value: cell for cell in book["Notes"]["B"]}
    for odd in ODD_IDS.values():
        cell = found[odd.replace("\t", " ")]
        assert cell.data_type == "s"
        assert cell.quotePrefix or not odd.startswith(("=", "+", "-", "@", "\t"))


@pytest.mark.parametrize("name", FILTERED)
def test_headers_are_frozen_filtered_and_repeated_on_paper(book, name):
    sheet = book[name]
    top = sheet.auto_filter.ref.split(":")[0]
    assert sheet.freeze_panes and int(sheet.freeze_panes.lstrip("ABCDEFGHIJ")) == int(top[1:]) + 1
    assert sheet.print_title_rows


def test_every_sheet_prints_landscape_on_one_page_width(book):
    for sheet in book:
        assert sheet.page_setup.orientation == "landscape" and sheet.page_setup.fitToHeight == 0 and sheet.sheet_properties.pageSetUpPr.fitToPage


def test_charts_are_native(book):
    assert len(book["Charts"]._charts) == 5


def test_therapists_are_in_order_and_those_of_few_notes_have_no_figures(book, run):
    rows = rows_under(book["By therapist"], "Therapist")
    names = [row[0] for row in rows[:-1]]
    assert names == sorted(names, key=str.casefold) and rows[-1][0] == "All therapists"
    held_back = [row for row in rows[:-1] if row[1] < 10]
    assert FEW in [row[:2] for row in held_back]
    for row in held_back:
        assert set(row[2:-1]) == {None} and "no figures" in row[-1]
    assert all(None not in row[:-1] for row in rows if row[1] >= 10)


def test_therapists_figures_are_those_of_their_notes_with_wilson_intervals(book, run):
    stats = pytest.importorskip("scipy.stats")
    checked = 0
    for name, n, silent, share, low, high, *_, billed, without, timed, counted, beyond, _, _ in rows_under(book["By therapist"], "Therapist"):
        own = [row for row in notes_of(run) if name in (row["therapist"], "All therapists") and row["verdict"] != "no_codes"]
        assert n == len(own)
        if n >= 10:
            assert silent == sum(row["units_without_support"] > 0 for row in own)
            assert (billed, without) == (sum(row["units_billed"] for row in own), sum(row["units_without_support"] for row in own))
            assert timed == sum(row["units_timed"] or 0 for row in own) and beyond == sum(row["units_beyond_minutes"] or 0 for row in own)
            assert counted == sum(row["units_timed"] for row in own if row["units_beyond_minutes"] is not None)
            expected = stats.binomtest(silent, n).proportion_ci(0.95, method="wilson")
            assert (share, low, high) == pytest.approx((silent / n, expected.low, expected.high), abs=1e-9)
            checked += 1
    assert checked >= 3


def test_codes_add_up(book, run):
    codes = parquet.read_table(run / "codes.parquet").to_pylist()
    figures = {row[1]: row[2] for row in rows_under(book["Summary"], "Part")}
    assert sum(count for name, count in figures.items() if name.startswith("units: ")) == sum(row["units"] for row in codes)
    rows = rows_under(book["By code"], "Code")
    assert [row[0] for row in rows[:-1]] == sorted({row["code"] for row in codes})
    assert rows[-1][2] == len(codes) and rows[-1][8] == sum(row["units"] for row in codes)
    for row in rows:
        assert row[2] == sum(row[3:8])


def test_findings_are_those_of_the_run_without_the_waived(book, run):
    found = parquet.read_table(run / "findings.parquet").to_pylist()
    rows = rows_under(book["Findings"], "Rank")
    assert len(rows) == sum(row["waived_by"] is None for row in found)
    assert {(row[8], row[9], row[10]) for row in rows} <= {(row["rule"], row["message"], row["question"]) for row in found}
    waived = rows_under(book["Waived"], "Note")
    assert len(waived) == sum(row["waived_by"] is not None for row in found) > 0
    assert waived[0][-3:] == ("K. Varga", "documented in the paper log of the pool", "2026-12-31")


def test_what_is_not_there_is_said(run, tmp_path):
    out = build_run(tmp_path / "OUT", 12, waivers=False)
    write_reports(out)
    book = openpyxl.load_workbook(out / "report.xlsx")
    assert "No finding of this run is waived." in said(book["Waived"])
    assert "Not measured on these notes yet" in said(book["Sample"]) and "Not measured on these notes yet" in said(book["Summary"])


def test_the_own_measured_figures_stand_on_two_sheets(run, tmp_path):
    out = copy_of(run, tmp_path)
    (out / "estimate.json").write_text(json.dumps(ESTIMATE))
    write_reports(out)
    book = openpyxl.load_workbook(out / "report.xlsx")
    for name in ("Summary", "Sample"):
        rows = {row[0]: row[2:5] for row in book[name].iter_rows(values_only=True)}
        assert rows["Precision"] == (0.91, 140, "85.0% to 95.0%") and rows["Recall"] == (None, 0, "nothing was answered")
    rows = {row[0]: row for row in book["Sample"].iter_rows(values_only=True)}
    assert rows["Alder Creek"][2:5] == (0.1, 20, "1.2% to 31.7%") and "250 in the run" in rows["Alder Creek"][1]
    assert rows["Units in error"][2:5] == (38.5, 40, "9 to 80.1") and "of 1,362 billed" in rows["Units in error"][1]
    assert "seed 7" in rows["Drawn"][1] and "cd" * 32 in rows["Frame"][1]
    assert "Amounts in error" not in rows


def test_a_therapist_of_few_reviewed_notes_has_no_figure_on_the_sample_sheet():
    strata = [each | {"reviewed": reviewed} for each, reviewed in zip(ESTIMATE["by_stratum"], (9, 10))]
    sheet = sample_sheet(ESTIMATE | {"by_stratum": strata, "sample": ESTIMATE["sample"] | {"by": "therapist"}})
    assert [row[2] for row in sheet.tables[1].rows] == [None, 0.1] and "no figures" in sheet.tables[1].rows[0][4]


def test_method_names_what_would_make_it_again(book, run):
    manifest, method = json.loads((run / "manifest.json").read_text()), said(book["Method"])
    for expected in (manifest["tool"]["codebook"], manifest["tool"]["model"], manifest["command"], manifest["tool"]["version"]):
        assert expected in method
    reconciliation = said(book["Reconciliation"])
    assert manifest["inputs"][0]["sha256"] in reconciliation and manifest["tables"]["notes.parquet"]["sha256"] in reconciliation
    assert "equally many" in reconciliation


def test_a_count_that_differs_is_said(run, tmp_path):
    out = copy_of(run, tmp_path)
    manifest = json.loads((out / "manifest.json").read_text())
    manifest["reconciliation"]["notes"] += 1
    (out / "manifest.json").write_text(json.dumps(manifest))
    write_reports(out)
    assert "do not rely on this run" in said(openpyxl.load_workbook(out / "report.xlsx")["Reconciliation"])


def test_the_words_are_careful(book):
    everything = "\n".join(said(sheet) for sheet in book).lower().replace("no score", "")
    assert REMINDER.lower() in everything
    assert " pass" not in everything and "score" not in everything.replace("score interval", "") and "$" not in everything


def test_the_same_run_gives_the_same_private_bytes(run, tmp_path):
    out = copy_of(run, tmp_path)
    write_reports(out)
    for name in ("report.xlsx", "report.html"):
        assert (out / name).read_bytes() == (run / name).read_bytes()
        assert stat.S_IMODE((out / name).stat().st_mode) == 0o600
    assert sorted(path.name for path in out.iterdir()) == sorted(path.name for path in run.iterdir())


def test_fewer_notes_are_shown_where_asked_and_the_sheet_says_so(run, tmp_path):
    out = copy_of(run, tmp_path)
    write_reports(out, top=10)
    book = openpyxl.load_workbook(out / "report.xlsx")
    assert len(rows_under(book["Notes"], "Rank")) == 10 and "The first 10 of 56 notes" in said(book["Notes"])
    assert "Parquet" in said(book["Findings"])


@pytest.mark.parametrize("excerpts, quoted", [("none", False), ("full", True)])
def test_excerpts_decide_over_quotes(run, tmp_path, excerpts, quoted):
    out = copy_of(run, tmp_path)
    write_reports(out, excerpts=excerpts)
    refused = [row[11] for row in rows_under(openpyxl.load_workbook(out / "report.xlsx")["Findings"], "Rank") if row[11]]
    assert refused and any('"' in cell for cell in refused) is quoted


@pytest.mark.parametrize("name", ["notes.parquet", "manifest.json"])
def test_a_missing_file_is_named(run, tmp_path, name):
    out = copy_of(run, tmp_path)
    (out / name).unlink()
    with pytest.raises(UsageError, match=f"{name} is not there"):
        write_reports(out)


def test_a_run_of_no_notes_is_reported_too(run, tmp_path):
    out = copy_of(run, tmp_path)
    for name in ("notes", "codes", "elements", "findings"):
        parquet.write_table(parquet.read_table(out / f"{name}.parquet").slice(0, 0), out / f"{name}.parquet")
    write_reports(out)
    book = openpyxl.load_workbook(out / "report.xlsx")
    assert "Charts" not in book.sheetnames and set(SHEETS) - set(book.sheetnames) == {"Charts"}
    assert "No note was read." in said(book["Notes"]) and "No note was read." in (out / "report.html").read_text(encoding="utf-8")
