"""Statements that are commonly published and wrong: none of them is in the data, and what is right is."""

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.rules.counting import ama_allocation, cms_allocations

BOOK = Codebook.load()
TABLES = BOOK.claim_tables()


@pytest.fixture(scope="module")
def linter():
    return Linter.load()


def units(linter, text, billed):
    return linter.lint(Note.from_dict({"text": text, "billed": billed}))


@pytest.mark.parametrize(("code", "timed"), [("97035", True), ("97012", False), ("97033", True), ("97014", False), ("G0283", False)])
def test_which_codes_are_counted_by_time(linter, code, timed):
    """Wrong: ultrasound once a session; traction by 8 minutes; iontophoresis untimed."""
    report = units(linter, "Treatment of R knee, 25 min.", [f"{code}x2"])
    assert BOOK.code(code).timed is timed
    assert ("units/untimed-more-than-one" in {finding.rule for finding in report.findings}) is not timed


def test_a_unit_of_iontophoresis_needs_8_minutes_not_15(linter):
    assert units(linter, "Ionto: dexamethasone to R elbow, 40 mA-min, 10 min, for pain.", ["97033"]).codes[0].supported_units == 1


@pytest.mark.parametrize(("year", "amount", "wrong"), [(2025, 2410, (2080, 2150, 2260)), (2026, 2480, (2330,))])
def test_the_years_threshold(year, amount, wrong):
    assert TABLES.thresholds[year][0] == amount and amount not in wrong
    assert all(f"${each:,}" in BOOK.rule("modifiers/no-kx").why for each in (amount, *wrong))


def test_the_8_minute_rule_stands_in_the_claims_processing_manual():
    cited = " ".join(each.ref for each in BOOK.rule("units/over-billed").authority)
    assert "ch. 5 §20.2" in cited and "230" not in cited


def test_medicare_pools_and_the_midpoint_rule_does_not():
    minutes = {"97110": 10, "97140": 10}
    assert [sum(given.values()) for given in cms_allocations(minutes)] == [1, 1] and sum(ama_allocation(minutes).values()) == 2


@pytest.mark.parametrize("other", ["97140", "97112", "97530"])
def test_97110_is_paired_with_none_of_its_companions(linter, other):
    report = linter.lint(Note.from_dict({"text": "Treated 40 min.", "billed": ["97110x2:GP", f"{other}:GP"], "payer": "medicare"}))
    assert not [finding for finding in report.findings if finding.rule.startswith("edits/")]


@pytest.mark.parametrize("code", ["98981", "97755"])
def test_nothing_is_said_of_codes_whose_published_rules_were_wrong(code):
    """Wrong: 98981 for each further 10 minutes; 97755 once a session."""
    assert BOOK.code(code) is None and TABLES.ceiling(code, "2026-03-04") is None and TABLES.ceiling(code, "2026-03-04", unverified=True) != 1


def test_what_is_right_of_them_is_said():
    assert "each further 20 minutes" in BOOK.unfiled("98981").words and "not once a session" in BOOK.rule("coding/no-report-for-97755").why


# what the introductory articles have wrong


def test_traction_is_no_exercise_and_not_by_hand_or_position(linter):
    for text in ("Ther ex: SLR 3x10.", "Manual lumbar traction 10 min for pain.", "Positional lumbar traction over bolster 10 min for pain."):
        assert "97012/service" in {finding.rule for finding in units(linter, text, ["97012"]).findings}


def test_no_rule_asks_for_a_physicians_order_or_blocks_of_15_minutes(linter):
    report = units(linter, "Ther ex 23 min: SLR 3x10 for quad strength to climb stairs, R knee.", ["97110x2"])
    assert report.units["verdict"] == "ok" and not [name for name in BOOK.named_rules() if "order" in name]


def test_97112_needs_no_neurological_sign(linter):
    report = units(linter, "NMR 15 min: tandem stance 3x30 sec on foam for balance, CGA.", ["97112"])
    assert {element.element: element.status for element in report.codes[0].elements}["purpose"] == "present"
    assert not [finding.rule for finding in report.findings if finding.rule.startswith("coding/")]


def test_lifting_to_strengthen_is_no_activity_and_isometrics_no_re_education(linter):
    found = units(linter, "Ther act 15 min: shoulder isometrics 3x10, shoulder raises 2# 3x10 for strength.", ["97530"]).findings
    assert "97530/activity" in {finding.rule for finding in found} and "coding/exercise-list-as-97530" in {finding.rule for finding in found}
    found = units(linter, "NMR 15 min: quad isometrics 3x10 for strength, min cues.", ["97112"]).findings
    assert {"97112/purpose", "coding/strengthening-as-97112"} <= {finding.rule for finding in found}


def test_two_codes_may_be_interleaved(linter):
    """Wrong: two unbroken 15-minute intervals for 97140 with 97530."""
    text = "Ther act 10 min: box lift 10# x10. Manual 15 min: STM L calf. Ther act 5 min: carry 20# 50 ft."
    report = linter.lint(Note.from_dict({"text": text, "billed": ["97530:GP,59", "97140:GP"], "payer": "medicare"}))
    assert not {"edits/pair-needs-modifier", "edits/not-told-apart"} & {finding.rule for finding in report.findings}
