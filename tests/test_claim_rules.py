"""Assistants' units, claim tables and the rules command."""

import json

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.rules.assistants import assistant_units


@pytest.mark.parametrize(("therapist", "assistant", "units"), [
    (13, 23, (1, 1)),  # billing rules §4: PTA 23, PT 13
    (30, 0, (0, 2)),
    (5, 10, (1, 0)),  # PTA 10 and PT 5 are one unit with CQ
    (12, 12, (1, 1)),  # two units left, 9 to 14 minutes each
    (8, 12, (0, 1)),  # the therapist alone has 8 minutes
    (7, 14, (1, 0)),
    (14, 1, (0, 1)),  # not more than a tenth
    (0, 30, (2, 0)),
    (3, 3, (0, 0)),
])
def test_units_of_an_assistant(therapist, assistant, units):
    assert assistant_units(therapist, assistant) == units


def test_no_pair_that_sites_only_claim_is_in_the_table():
    pairs = {frozenset((pair.first, pair.second)) for pair in Codebook.load().claim_tables().pairs}
    for second in ("97140", "97112", "97530"):
        assert frozenset(("97110", second)) not in pairs
    for evaluation in ("97161", "97162", "97163", "97165", "97166", "97167"):  # deleted in January 2020
        assert not {frozenset((evaluation, "97530")), frozenset((evaluation, "97150"))} & pairs


def test_a_pair_holds_from_its_date():
    record = {"text": "Ther act 15 min: box lift 10#. Gait training 15 min: cane.", "billed": ["97530:GP", "97116:GP"], "payer": "medicare"}
    linter = Linter.load(select=["edits/*"])
    found = {day: [finding.rule for finding in linter.lint(Note.from_dict({**record, "date_of_service": day})).findings] for day in ("2020-09-30", "2020-10-01")}
    assert found == {"2020-09-30": [], "2020-10-01": ["edits/pair-needs-modifier"]}


def test_the_threshold_is_that_of_the_year():
    record = {"text": "Ther ex 25 min: SLR 3x10.", "billed": ["97110x2:GP"], "payer": "medicare", "amount_to_date": 2420}
    linter = Linter.load(select=["modifiers/*kx*"])
    found = {day: len(linter.lint(Note.from_dict({**record, "date_of_service": day})).findings) for day in ("2025-03-04", "2026-03-04", "2031-03-04")}
    assert found == {"2025-03-04": 1, "2026-03-04": 0, "2031-03-04": 0}


def test_an_own_table_takes_the_place_of_the_shipped_one(tmp_path):
    (tmp_path / "claims").mkdir()
    file = tmp_path / "claims" / "ceilings.toml"
    file.write_text('[[ceiling]]\nunits = 1\ncodes = ["97110"]\nsource = "our plan"\nverified = true\n')
    report = Linter.load(codebook=tmp_path, payer="medicare").lint(Note.from_dict({"text": "Ther ex 25 min: SLR 3x10.", "billed": ["97110x2"]}))
    assert "edits/over-ceiling" in {finding.rule for finding in report.findings}


@pytest.mark.parametrize(("text", "said"), [
    ("[[ceiling]]\nunits = 'six'\n", r'ceilings\.toml:2: "units" must be a whole number'),
    ("[[ceiling]]\nunits = 6\nsource = 'x'\nverified = true\n", r'ceilings\.toml:1: ceiling 1 needs the key "codes"'),
    ("[[roof]]\nunits = 6\n", r'ceilings\.toml:1: unknown key "roof" \(allowed: ceiling\)'),
    ("[[ceiling]]\nunits = 6\nheight = 2\n", r'ceilings\.toml:3: unknown key "height"'),
    ("ceiling = 3\n", r"rows are written \[\[ceiling\]\]"),
])
def test_a_wrong_table_is_named_with_its_line(tmp_path, text, said):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "ceilings.toml").write_text(text)
    with pytest.raises(UsageError, match=said):
        Codebook.load(tmp_path)


def test_the_rules_command_lists_all_rules_for_people_and_machines():
    book = Codebook.load()
    text = CliRunner().invoke(main, ["rules"]).output
    rows = json.loads(CliRunner().invoke(main, ["rules", "--format", "json", "--payer", "medicare"]).output)
    assert {row["rule"] for row in rows} == {*book.named_rules(), *book.rules()}
    assert all(row["rule"] in text for row in rows)
    assert {row["rule"]: row["severity"] for row in rows}["modifiers/no-kx"] == "error"
