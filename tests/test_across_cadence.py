"""Cadence: treatment days, episodes and disciplines counted as they are, and nothing where data do not suffice."""

from __future__ import annotations

import pytest
from across_visits import BOOK, days, row, told

from ptnotelint.audit.across import across_findings
from ptnotelint.audit.told import told_of_course
from ptnotelint.codebook import Codebook
from ptnotelint.rules.findings import PUBLISHED_KEY

REPORT = (10, "cadence/no-progress-report")


def visits(number: int, first: str = "2026-03-02", step: int = 2, at: int = 0, **fields) -> list[dict]:
    return [row(at + ordinal, date_of_service=day, **fields) for ordinal, day in enumerate(days(number, first, step))]


def test_the_eleventh_day_without_a_report_is_told_and_then_each_tenth():
    assert told(visits(10)) == []
    assert told(visits(11)) == [REPORT]
    assert told(visits(21)) == [REPORT, (20, "cadence/no-progress-report")]


def test_two_notes_of_a_day_are_one_treatment_day():
    rows = visits(10)
    assert told([*rows, *(each | {"ordinal": each["ordinal"] + 10} for each in rows)]) == []


def test_a_day_without_charges_is_no_treatment_day():
    assert told([*visits(10), row(10, "No show.", billed=(), date_of_service="2026-03-30", discipline="PT")]) == []


def test_order_of_the_input_does_not_matter():
    rows = visits(11)
    assert told([each | {"ordinal": 10 - each["ordinal"]} for each in reversed(rows)]) == [(0, "cadence/no-progress-report")]


@pytest.mark.parametrize("reported", [{"text": "PHYSICAL THERAPY PROGRESS REPORT\nTher ex: SLR"}, {"visit_type": "Progress"}, {"billed": ("97164:GP", "97110:GP")}])
def test_a_report_begins_the_count_anew(reported):
    rows = visits(15)
    rows[7] = row(7, **{"date_of_service": rows[7]["date_of_service"]} | reported)
    assert told(rows) == []


def test_an_evaluation_with_treatment_is_day_one_and_without_is_none():
    for first, expected in ((("97161:GP",), []), (("97161:GP", "97110:GP"), [REPORT])):
        assert told([row(0, billed=first), *visits(10, "2026-03-04", at=1)]) == expected


def test_a_new_episode_counts_its_own_days():
    assert told([*visits(6, start_of_care="2026-03-02"), *visits(6, "2026-03-20", at=6, start_of_care="2026-03-20")]) == []
    assert told([*visits(6), *visits(6, "2026-08-03", at=6)]) == []


def test_an_evaluation_opens_an_episode_whose_certification_and_visits_are_its_own():
    fields = {"billed": ("97018:GP", "97110:GP")}
    before = visits(4, certified_until="2026-03-10", diagnoses=["M25.511"], **fields)
    after = [row(4, billed=("97161:GP", "97018:GP"), date_of_service="2026-03-20", diagnoses=["M54.50"]), *visits(3, "2026-03-23", at=5, diagnoses=["M54.50"], **fields)]
    assert told([*before, *after]) == []
    treated = after[0] | {"codes": ["97110", "97018"], "lines": [0, 1]}
    assert told([*before, treated, *after[1:]]) == [(4, "cadence/beyond-usual-visits"), (4, "cadence/certification-lapsed")]


def test_disciplines_are_counted_apart_and_unknown_ones_not_at_all():
    assert told([*visits(6), *visits(6, "2026-03-03", at=6, billed=("97530:GO",))]) == []
    findings, notices = across_findings([*visits(6), *visits(6, "2026-03-03", at=6, billed=("97530:GO",)), *visits(3, "2026-04-01", at=12, billed=("97110",))], BOOK, PUBLISHED_KEY)
    assert findings == [] and any(line.startswith("cadence not checked for 3 notes whose discipline") for line in notices)
    # of a patient's only known discipline
    assert told([*visits(6), *visits(5, "2026-04-01", at=6, billed=("97110",))]) == [REPORT]


def test_only_payers_that_ask_are_judged():
    rows = visits(11, payer=None)
    assert told(rows) == [] and told(rows, profile="medicare") == [REPORT]
    assert "cadence not checked for 11 notes whose payer's profile does not ask for it" in across_findings(rows, BOOK, PUBLISHED_KEY)[1]


def test_without_patient_or_date_nothing_is_judged_and_that_is_said():
    rows = [*visits(11, patient_id=None), *visits(1, at=11)]
    findings, notices = across_findings(rows, BOOK, PUBLISHED_KEY)
    assert findings == [] and "cadence not checked for 11 notes without a patient's id or a date of service" in notices


def test_certification_lapses_once_an_episode_and_by_the_latest_date_known():
    rows = [row(at, date_of_service=day, certified_until=until) for at, (day, until) in enumerate((
        ("2026-03-02", "2026-03-31"), ("2026-04-02", "2026-03-31"), ("2026-04-06", "2026-04-30"), ("2026-05-04", None), ("2026-05-06", None)))]
    assert told(rows) == [(3, "cadence/certification-lapsed")]


def test_ninety_days_count_from_start_or_recertification():
    def far(text: str):
        return told([row(0, text, date_of_service="2026-04-20", start_of_care="2026-03-02"), row(1, date_of_service="2026-06-01", start_of_care="2026-03-02")])

    assert far("Ther ex: SLR") == [(1, "cadence/no-recertification")]
    assert far("Plan of care recertified today.\nTher ex: SLR") == []
    # the recertification may be in notes that were not given
    late = [row(at, date_of_service=day, start_of_care="2026-01-05") for at, day in enumerate(("2026-04-20", "2026-06-01"))]
    findings, notices = across_findings(late, BOOK, PUBLISHED_KEY)
    assert findings == [] and any(line.startswith("certification not checked for 1 episode of care") for line in notices)
    # nobody knows when care began
    assert told([row(0, date_of_service="2026-04-20"), row(1, date_of_service="2026-06-01")]) == []


def test_the_same_evaluation_in_another_discipline_is_no_repetition():
    assert told([row(0, billed=("97161:GP",)), row(1, billed=("97165:GO",), date_of_service="2026-03-04")]) == []
    assert told([row(0, billed=("97161:GP",)), row(1, billed=("97162:GP",), date_of_service="2026-03-04")]) == [(1, "cadence/evaluation-repeated")]


def test_the_source_of_a_number_of_visits_is_given_with_it():
    rows = visits(13, billed=("97035:GP", "97110:GP"), text="PROGRESS REPORT\nTher ex: SLR")
    (ordinal, finding), = across_findings(rows, BOOK, PUBLISHED_KEY)[0]
    assert (ordinal, finding.rule, finding.code, finding.billed_line, finding.severity) == (12, "cadence/beyond-usual-visits", "97035", 0, "info")
    assert any("FACUS" in each.ref for each in finding.authority)


def test_a_users_table_of_visits_takes_the_shipped_ones_place(tmp_path):
    (tmp_path / "claims").mkdir()
    (tmp_path / "claims" / "visits.toml").write_text('[[limit]]\nvisits = 2\ncodes = ["97110"]\nsource = "our own policy"\nverified = true\n')
    found = across_findings(visits(4), Codebook.load(tmp_path), PUBLISHED_KEY)[0]
    assert [(ordinal, finding.code, finding.authority[-1].ref) for ordinal, finding in found] == [(2, "97110", "our own policy")]


@pytest.mark.parametrize(("text", "expected"), [
    ("Progress Report\nPeriod 3/1 to 3/30", ["progress_report"]),
    ("10th visit progress report\nGoals met", ["progress_report"]),
    ("Medicare progress report: visits 1-10", ["progress_report"]),
    ("Ther ex 20 min.\nProgress report completed and sent to MD.", ["progress_report"]),
    ("PT RE-EVALUATION\nInterval history", ["re_evaluation"]),
    ("Recertification 4/1 to 6/29", ["recertification"]),
    ("POC signed by Dr. Ito 3/4.", ["recertification"]),
    ("Re-evaluation / Recertification            10th visit report", ["progress_report", "re_evaluation", "recertification"]),
    ("P> recert sent. brace for courts", ["recertification"]),
    ("30 day re-eval. L lat ankle sprain", ["re_evaluation"]),
    # what only looks like it
    ("POC signed by Dr. Ito 1/6/26.", []),
    ("Balance and progress report", []),
    ("PROGRESS NOTE\nS: ok", []),
    ("Progress: improving", []),
    ("Plan: progress report due next visit", []),
    ("Progress report due 3/14", []),
    ("Will complete progress report next session", []),
    ("Re-eval in 2 weeks", []),
    ("POC not signed yet.", []),
    ("Good progress reported by patient", []),
    ("Last progress report completed 2/3", []),
])
def test_what_a_note_tells_of_the_course(text, expected):
    assert told_of_course(text, None, "2026-03-10") == expected


@pytest.mark.parametrize(("text", "until"), [
    ("POC cert: 01/06/26 - 04/04/26", "2026-04-04"), ("Certification period 1/6/2026 to 4/5/2026", "2026-04-05"), ("cert 1/6-4/5", "2026-04-05"),
    ("certified 1/6", None), ("cert 1/6-14/45", None), ("certified hand therapist 1/6-4/5", None)])
def test_the_certified_period_is_read_where_the_record_gives_none(text, until):
    assert row(0, text)["certified_until"] == until
    assert row(0, text, certified_until="2026-05-01")["certified_until"] == "2026-05-01"
