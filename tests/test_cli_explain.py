"""``ptnotelint explain`` and ``codes``: the codebook as people and programs read it."""

from __future__ import annotations

import json

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.codebook import Codebook

BOOK = Codebook.load()


def run(*arguments):
    return CliRunner().invoke(main, arguments)


def test_a_code_says_what_it_requires_recommends_and_is_not():
    page = run("explain", "97012").stdout
    for words in ("97012  mechanical traction", "Required:", "force", "Recommended:", "traction_mode", "Not this code:",
                  "[verified]"):
        assert words in page
    assert page.index("Required:") < page.index("force") < page.index("Recommended:") < page.index("traction_mode")


def test_a_code_says_whose_wording_it_shares():
    shares = BOOK.code("97112").shares
    page = " ".join(run("explain", "97112").stdout.split())
    assert shares and all(f"{family}: {why}" in page for family, why in shares.items())


def test_an_element_says_who_asks_and_what_counts():
    page = run("explain", "volume").stdout
    for words in ("Required for:", "97110", "Counts:", "Does not count:", "And asks:", "Record only what was done",
                  "Example, present", "Example, missing", "near miss"):
        assert words in page
    assert "{words}" not in page and "{code}" not in page


def test_a_rule_speaks_of_its_code_and_level():
    required = run("explain", "97110/volume").stdout
    assert "97110/volume  therapeutic exercise" in required and "Level: required" in required
    assert "items of therapeutic\n" in required or "therapeutic exercise." in required
    assert "Level: recommended" in run("explain", "97110/resistance").stdout


def test_what_a_code_changes_is_shown_for_its_rule_only():
    own = BOOK.code("97112").elements["purpose"].missing.split("(")[0].strip()
    assert own in run("explain", "97112/purpose").stdout
    assert own not in run("explain", "97140/purpose").stdout
    assert "Means something of its own for:\n  97112" in run("explain", "purpose").stdout


def test_unverified_authority_is_called_so(tmp_path):
    (tmp_path / "97999.toml").write_text(
        'code = "97999"\nwords = "something new"\ntimed = false\nfamilies = ["exercise"]\nrequired = ["service"]\n'
        '[[authority]]\nref = "common belief"\nverified = false\n'
    )
    page = run("explain", "97999", "--codebook", str(tmp_path)).stdout
    assert "[unverified] common belief" in page


@pytest.mark.parametrize("name", ["g0283", "G0283", "g0283/TIME", "Volume"])
def test_case_does_not_matter(name):
    assert run("explain", name).exit_code == 0


@pytest.mark.parametrize(("name", "hint"), [
    ("97111", "97110"), ("volum", "volume"), ("97110/volum", "volume"), ("coding/unknown-cod", "coding/unknown-code"),
    ("97110/force", "asks for"), ("zzz", "ptnotelint codes"), ("", "ptnotelint codes"),
])
def test_an_unknown_name_is_2_with_what_is_close(name, hint):
    result = run("explain", name)
    assert result.exit_code == 2 and result.stdout == ""
    assert hint in result.stderr


@pytest.mark.parametrize("name", [*BOOK.codes(), *BOOK.elements(), *BOOK.rules(), *BOOK.named_rules()])
def test_every_page_can_be_printed(name):
    result = run("explain", name)
    assert result.exit_code == 0
    assert "{" not in result.stdout


def test_a_rule_says_why_by_how_much_for_whom_since_when_and_what_was_measured():
    page = " ".join(run("explain", "modifiers/no-assistant").stdout.split())
    for words in ("Severity: off unless a payer asks for it.", "For Medicare Part B: error.", "from 2020-01-01", "Why:", "A finding says:", "[unverified]", "of the findings of modifiers/*", "though it looks like the fault"):
        assert words in page
    page = " ".join(run("explain", "units/over-billed").stdout.split())
    assert "Not measured: no annotated note" in " ".join(run("explain", "cadence/certification-lapsed").stdout.split())
    assert "Claims Processing Manual, not in the Benefit Policy Manual" in page and "95% interval" in page and "synthetic notes, which no clinician has reviewed" in page


def test_a_payers_change_is_told_with_its_dates(tmp_path):
    (tmp_path / "acme.toml").write_text('payer = "acme"\nwords = "Acme"\n[[change]]\nsince = "2026-07-01"\n[change.severity]\n"97110/volume" = "warning"\n[change.requirements]\n"97110/purpose" = "off"\n')
    own = ("--codebook", str(tmp_path))
    assert "For Acme, dates of service from 2026-07-01: warning." in run("explain", "97110/volume", *own).stdout
    assert "For Acme, dates of service from 2026-07-01: not asked." in run("explain", "97110/purpose", *own).stdout
    assert "Acme, dates of service from 2026-07-01: purpose not asked" in run("explain", "97110", *own).stdout


def test_a_code_names_the_rules_that_concern_it_and_how_well_it_is_judged():
    page = " ".join(run("explain", "97012").stdout.split())
    assert "coding/manual-traction-as-97012: Traction by hand" in page and "The verdict on this code was that of the annotation for" in page


def test_rules_as_json_hold_what_machines_ask_for():
    rows = {row["rule"]: row for row in json.loads(run("rules", "--format", "json", "--payer", "medicare").stdout)}
    assert rows["97012/force"]["requirement"] == "required" and rows["97012/force"]["code"] == "97012"
    assert rows["modifiers/no-assistant"]["since"] == "2020-01-01" and all(row["authority"] and row["question"] for row in rows.values())


def test_the_shipped_figures_are_those_of_the_notes_set_aside():
    from pathlib import Path

    from ptnotelint.train.accuracy import measured

    figures = measured()
    split = json.loads((Path(__file__).parent.parent / "corpora" / "split.json").read_text(encoding="utf-8"))["split"]
    assert figures["split"] == "test" and figures["notes"] == sum(which == "test" for which in split.values())
    assert sum(each["n"] for each in figures["verdict_exact_by_code"].values()) == figures["verdict_exact"]["n"]


def test_codes_is_a_table_with_a_line_each():
    lines = run("codes").stdout.splitlines()
    assert [line.split()[0] for line in lines[1:]] == BOOK.codes()


def test_codes_as_json_says_what_is_required():
    rows = {row["code"]: row for row in json.loads(run("codes", "--format", "json").stdout)}
    assert rows["97110"]["timed"] is True and "volume" in rows["97110"]["required"]
    assert list(rows) == BOOK.codes()


def test_codes_shows_a_users_code(tmp_path):
    (tmp_path / "97999.toml").write_text(
        'code = "97999"\nwords = "something new"\ntimed = false\nfamilies = ["exercise"]\nrequired = ["service"]\n'
    )
    assert "something new" in run("codes", "--codebook", str(tmp_path)).stdout
