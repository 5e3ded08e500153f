"""A sample drawn, reviewed and read back: who is drawn, what the workbook holds, and what the answers say of the run."""

from __future__ import annotations

import json
import stat
import zipfile
from decimal import Decimal

import pytest
import xlsxwriter
from click.testing import CliRunner
from python_calamine import CalamineWorkbook
from small_run import RECORDS, write_run

from ptnotelint.audit.estimate import estimate, over_strata
from ptnotelint.audit.exact import clopper_pearson, hypergeometric
from ptnotelint.audit.reviewed import read_reviewed, workbook_of
from ptnotelint.audit.run_folder import finished_run
from ptnotelint.audit.sample import allocated, draw, frame_of
from ptnotelint.audit.sheets.measured import NOT_MEASURED
from ptnotelint.audit.totals import Stratum, projected, read_fees
from ptnotelint.cli import main
from ptnotelint.errors import UsageError
from ptnotelint.report import REMINDER

stats = pytest.importorskip("scipy.stats")


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    return finished_run(write_run(tmp_path_factory.mktemp("sampled") / "out"))


@pytest.fixture
def drawn(run, tmp_path):
    """A workbook of the run, with a way to fill in answers as a reviewer would."""
    def make(answer, size=10, seed=7, by=None):
        (tmp_path / "s.xlsx").write_bytes(workbook_of(run, draw(frame_of(run, by), size, seed))[0])
        return fill(tmp_path / "s.xlsx", tmp_path / "reviewed.xlsx", answer)

    return make


def sheets(path):
    book = CalamineWorkbook.from_path(str(path))
    return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in book.sheet_names}


def fill(path, to, answer):
    """The workbook again, with what `answer(sheet, row)` says in the column for it."""
    with xlsxwriter.Workbook(str(to)) as book:
        for name, rows in sheets(path).items():
            sheet = book.add_worksheet(name)
            for at, row in enumerate(rows):
                if at and name in ("Findings", "Supported"):
                    cells = dict(zip(rows[0], row, strict=True))
                    said = answer(name, cells)
                    row = [said if column == "answer" else cell for column, cell in cells.items()]
                sheet.write_row(at, 0, row)
    return to


def agree(sheet, row):
    return "agree"


def test_a_draw_is_the_same_for_the_same_seed_and_another_for_another(run):
    frame = frame_of(run)
    assert frame.notes == 20 and not {5, 11, 17, 23} & set(frame.strata["all"])  # nothing was billed for those
    assert draw(frame, 8, 1) == draw(frame, 8, 1) and draw(frame, 8, 1).ordinals != draw(frame, 8, 2).ordinals
    assert draw(frame, 99, 1).ordinals == list(frame.strata["all"])


def test_every_note_is_as_likely_to_be_drawn(run):
    frame = frame_of(run)
    counts = dict.fromkeys(frame.strata["all"], 0)
    for seed in range(400):
        for ordinal in draw(frame, 5, seed).ordinals:
            counts[ordinal] += 1
    assert stats.chisquare(list(counts.values())).pvalue > 0.001


def test_strata_are_drawn_in_proportion_two_of_each_at_least(run):
    sample = draw(frame_of(run, "therapist"), 9, 1)
    assert {name: len(ordinals) for name, ordinals in sample.drawn.items()} == {"T0": 3, "T1": 4, "T2": 2}  # of 8, 8 and 4
    assert allocated({"a": 1, "b": 50, "c": 49}, 11) == {"a": 1, "b": 5, "c": 5}
    assert sum(allocated({"a": 3, "b": 4}, 100).values()) == 7
    with pytest.raises(UsageError, match="3 strata need 6 notes"):
        allocated({"a": 9, "b": 9, "c": 9}, 5)


def test_the_workbook_asks_each_finding_and_each_supported_element(run, tmp_path):
    done = CliRunner().invoke(main, ["sample", str(run.path), "-o", str(tmp_path / "s.xlsx"), "--size", "20"])
    assert done.exit_code == 0, done.output
    assert stat.S_IMODE((tmp_path / "s.xlsx").stat().st_mode) == 0o600
    book = sheets(tmp_path / "s.xlsx")
    assert any(REMINDER in row[0] for row in book["How to review"])
    ordinals = set(frame_of(run).strata["all"])
    findings = [row for row in run.rows("findings") if row["ordinal"] in ordinals]
    supported = [row for row in run.rows("elements") if row["ordinal"] in ordinals and row["status"] == "present"]
    assert (len(book["Findings"]) - 1, len(book["Supported"]) - 1) == (len(findings), len(supported))
    assert any('"3x10" planned (' in cell for row in book["Findings"] for cell in row if isinstance(cell, str))
    with zipfile.ZipFile(tmp_path / "s.xlsx") as parts:
        xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert "<f>" not in xml and xml.count("<dataValidation ") == 2 and "agree,disagree" in xml and "sheetProtection" not in xml
    again = CliRunner().invoke(main, ["sample", str(run.path), "-o", str(tmp_path / "s.xlsx")])
    assert again.exit_code == 2 and "may hold a reviewer's answers" in again.output


def test_no_cell_of_the_workbook_is_a_formula_or_a_link(tmp_path):
    odd = [record | {"note_id": f"=1+{at}", "text": record["text"].replace("SLR", "http://a.b SLR")} for at, record in enumerate(RECORDS[:4])]
    run = finished_run(write_run(tmp_path / "odd", odd))
    (tmp_path / "s.xlsx").write_bytes(workbook_of(run, draw(frame_of(run), 4, 1))[0])
    with zipfile.ZipFile(tmp_path / "s.xlsx") as parts:
        xml = "".join(parts.read(name).decode() for name in parts.namelist() if name.startswith("xl/worksheets/"))
    assert "<f>" not in xml and "<hyperlink" not in xml
    assert {row[1] for row in sheets(tmp_path / "s.xlsx")["Findings"][1:]} <= {f"=1+{at}" for at in range(4)}


def test_the_same_sample_gives_the_same_bytes(run):
    sample = draw(frame_of(run), 5, 1)
    assert workbook_of(run, sample) == workbook_of(run, sample)


def test_precision_recall_and_error_rate_are_counted_from_the_answers(run, drawn):
    def answer(sheet, row):
        if sheet == "Findings":
            return "disagree" if row["rule"].endswith("/response") else "Agree "
        return "disagree" if row["element"] == "body_part" else "agree"

    found = estimate(run, read_reviewed(drawn(answer, 20), run))
    findings = list(run.rows("findings"))
    right = [row for row in findings if not row["rule"].endswith("/response")]
    missed = [row for row in run.rows("elements") if row["status"] == "present" and row["element"] == "body_part"]
    assert found["precision"]["value"] == round(len(right) / len(findings), 4) and found["precision"]["n"] == len(findings)
    assert (found["precision"]["low"], found["precision"]["high"]) == tuple(round(limit, 4) for limit in clopper_pearson(len(right), len(findings)))
    gaps = [row for row in right if row["element"]]
    assert found["recall"]["value"] == round(len(gaps) / (len(gaps) + len(missed)), 4) and found["recall"]["n"] == len(gaps) + len(missed)
    # the whole frame was reviewed: nothing is left to chance
    assert found["error_rate"]["low"] == found["error_rate"]["value"] == found["error_rate"]["high"] and found["error_rate"]["n"] == 20
    assert found["units"]["projected"]["low"] == found["units"]["projected"]["high"] == found["units"]["in_error"]


def test_a_note_is_in_error_by_an_error_agreed_with_or_a_required_element_disagreed_with(run, drawn):
    base = estimate(run, read_reviewed(drawn(lambda sheet, row: "disagree" if sheet == "Findings" else "agree", 20), run))
    assert base["error_rate"]["value"] == 0 and base["units"]["in_error"] == 0
    infos = estimate(run, read_reviewed(drawn(lambda sheet, row: "agree" if sheet == "Supported" or row["severity"] == "info" else "disagree", 20), run))
    assert infos["error_rate"]["value"] == 0
    worse = estimate(run, read_reviewed(drawn(lambda sheet, row: "disagree" if sheet == "Findings" or row["item"] == "0:E1" else "agree", 20), run))
    assert worse["error_rate"]["value"] == 0.05 and worse["units"]["in_error"] == 2


def test_a_part_of_the_frame_has_the_limits_of_a_small_frame(run, drawn):
    found = estimate(run, read_reviewed(drawn(agree, 10), run))
    part = round(found["error_rate"]["value"] * 10)
    assert 0 < part < 10 and found["error_rate"]["method"] == "hypergeometric"
    assert (found["error_rate"]["low"], found["error_rate"]["high"]) == tuple(round(limit, 4) for limit in hypergeometric(part, 10, 20))
    assert found["sample"] == {"notes": 10, "seed": 7, "by": None, "frame": {"notes": 20, "sha256": frame_of(run).sha256},
                               "strata": [{"stratum": "all", "notes": 20, "drawn": 10}]}


def test_what_was_left_empty_counts_for_nothing(run, drawn):
    found = estimate(run, read_reviewed(drawn(lambda sheet, row: "" if row["item"].startswith("0:") else "agree", 20), run))
    assert found["reviewed"]["notes"] == 19 and found["reviewed"]["notes_incomplete"] == 1
    assert found["precision"]["n"] + found["reviewed"]["unanswered"] > 19 and found["precision"]["value"] == 1.0
    with pytest.raises(UsageError, match="answered in full"):
        estimate(run, read_reviewed(drawn(lambda sheet, row: "", 20), run))


def test_strata_weigh_by_the_frame_and_their_limits_hold_together():
    parts = [(900, 1, 30, None), (100, 20, 30, None)]
    found = over_strata(parts, 0.95)
    assert found["value"] == round(0.9 / 30 + 0.1 * 20 / 30, 4) and found["n"] == 60
    each = [clopper_pearson(part, sample, 0.975) for _, part, sample, _ in parts]
    assert found["low"] == round(0.9 * each[0][0] + 0.1 * each[1][0], 4) and found["high"] == round(0.9 * each[0][1] + 0.1 * each[1][1], 4)
    assert over_strata([(5, 0, 0, None), (5, 1, 10, None)], 0.95)["high"] > 0.5 and over_strata([], 0.95) is None


def test_strata_of_a_run_are_told_one_by_one(run, drawn):
    found = estimate(run, read_reviewed(drawn(agree, 12, by="clinic"), run))
    assert [each["stratum"] for each in found["by_stratum"]] == ["north", "south"]
    assert "2 strata together" in found["error_rate"]["method"] and found["sample"]["by"] == "clinic"


def test_totals_are_those_of_the_mean_per_note():
    values = [Decimal(each) for each in (0, 0, 2, 4, 1, 0, 3, 0)]
    found = projected([Stratum(200, values, [Decimal(4)] * 8)], 0.9)
    mean, error = 10 / 8, stats.tstd([float(each) for each in values]) / 8**0.5 * (1 - 8 / 200) ** 0.5
    half = stats.t.ppf(0.95, 7) * error
    assert found["projected"] == {"value": 250.0, "low": round(max(10, 200 * (mean - half)), 2), "high": round(200 * (mean + half), 2)}
    assert projected([Stratum(9, [Decimal(1)], [Decimal(1)])], 0.95)["projected"] == {"value": 9.0, "low": None, "high": None}
    assert projected([Stratum(200, values, values)], 0.95, billed_in_frame=260)["projected"]["high"] == 260


def test_amounts_are_those_of_the_fee_table(run, drawn, tmp_path):
    (tmp_path / "fees.csv").write_text("code,amount\n97110,30.00\n97140,$27.50\n")
    reviewed = read_reviewed(drawn(agree, 20), run)
    found = estimate(run, reviewed, fees=read_fees(tmp_path / "fees.csv"))
    wrong = {(row["ordinal"], row["code"]) for row in run.rows("findings") if row["severity"] == "error"}
    units = {(row["ordinal"], row["code"]): row["units"] for row in run.rows("codes")}
    fees = {"97110": 30, "97140": 27.5}
    assert found["amounts"]["in_error"] == sum(units[key] * fees.get(key[1], 0) for key in wrong if key in units) > 0
    assert found["amounts"]["codes_without_fee"] == ["97012"] and "amounts" not in estimate(run, reviewed)


@pytest.mark.parametrize(("text", "said"), [
    ("code,price\n", "f.csv:1: a fee table has"), ("code,amount\n97110,abc\n", "f.csv:2: write a code"), ("code,amount\n97110,-1\n", "f.csv:2:"),
    ("code,amount\n97110,1\n97110,2\n", "f.csv:3: 97110 stands twice"), ("code,amount\n97110\n", "f.csv:2:"), ("code,amount\n97110,NaN\n", "f.csv:2:"),
])
def test_a_wrong_fee_table_is_named(tmp_path, text, said):
    (tmp_path / "f.csv").write_text(text)
    with pytest.raises(UsageError, match=said):
        read_fees(tmp_path / "f.csv")


def test_the_command_tells_and_keeps_the_estimate_beside_the_run(run, drawn):
    done = CliRunner().invoke(main, ["estimate", str(drawn(agree, 10, by="clinic")), "--run", str(run.path)])
    assert done.exit_code == 0, done.output
    assert "notes with an error" in done.stdout and "10 of 20 notes reviewed" in done.stdout
    assert ".00 in the sample" not in done.stdout and "units in error" in done.stdout
    kept = json.loads((run.path / "estimate.json").read_text())
    assert {"precision", "recall", "error_rate", "sample", "units", "by_stratum"} <= set(kept)
    assert all({"value", "low", "high", "n"} <= set(kept[name]) for name in ("precision", "recall", "error_rate"))
    assert stat.S_IMODE((run.path / "estimate.json").stat().st_mode) == 0o600
    other = ["estimate", str(drawn(lambda sheet, row: "disagree", 10, by="clinic")), "--run", str(run.path)]
    refused = CliRunner().invoke(main, other)
    assert refused.exit_code == 2 and "--force" in refused.output and json.loads((run.path / "estimate.json").read_text()) == kept
    assert CliRunner().invoke(main, [*other, "--force"]).exit_code == 0
    assert json.loads((run.path / "estimate.json").read_text())["reviewed"]["workbook_sha256"] != kept["reviewed"]["workbook_sha256"]
    (run.path / "estimate.json").unlink()


def test_from_the_export_to_the_estimate_in_the_report(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "n.jsonl").write_text("".join(json.dumps(record) + "\n" for record in RECORDS[:12]))

    def command(*arguments):
        done = CliRunner().invoke(main, list(arguments))
        assert done.exit_code in (0, 1), done.output
        return done

    command("audit", "n.jsonl", "-o", "out", "--jobs", "1", "--progress", "none")
    command("sample", "out", "--size", "6", "--seed", "3")
    fill(tmp_path / "out" / "sample.xlsx", tmp_path / "reviewed.xlsx", agree)
    assert NOT_MEASURED in str(sheets(tmp_path / "out" / "report.xlsx")["Sample"])
    assert "now show it" in command("estimate", "reviewed.xlsx", "--run", "out").stderr
    assert NOT_MEASURED not in str(sheets(tmp_path / "out" / "report.xlsx")["Sample"])
    trace = next(finished_run(tmp_path / "out").rows("findings"))
    assert trace["fingerprint"] in command("explain", trace["fingerprint"][:12], "--run", "out").stdout.replace("\n", "")


@pytest.mark.parametrize(("change", "said"), [
    (lambda sheet, row: "maybe", "sheet Findings, row 2: the answer is neither agree nor disagree"),
    (lambda sheet, row: row.update(item="99:F1") or "agree", "row 2: is no item of this sample"),
    (lambda sheet, row: row.update(item="1:F1") or "agree", "row 3: is answered twice"),
])
def test_what_is_no_answer_is_named_by_sheet_and_row(run, drawn, tmp_path, change, said):
    with pytest.raises(UsageError, match=said):
        read_reviewed(drawn(change, 20), run)


def test_a_workbook_of_another_run_or_of_none_is_refused(run, drawn, tmp_path):
    other = finished_run(write_run(tmp_path / "other", RECORDS[:6]))
    with pytest.raises(UsageError, match="drawn from another run"):
        read_reviewed(drawn(agree), other)
    (tmp_path / "no.xlsx").write_text("no")
    for name in ("no.xlsx", "gone.xlsx"):
        done = CliRunner().invoke(main, ["estimate", str(tmp_path / name), "--run", str(run.path)])
        assert done.exit_code == 2 and name in done.output
    with xlsxwriter.Workbook(str(tmp_path / "empty.xlsx")) as book:
        book.add_worksheet("Findings")
    with pytest.raises(UsageError, match="has no sheet Supported"):
        read_reviewed(tmp_path / "empty.xlsx", run)
