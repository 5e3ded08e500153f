"""A fault of this program in one rule costs that rule alone: the rest of its family judges the note all the same."""

import importlib

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import Note

TEXT = """S: R knee pain. Canary's words stand here.
Ther ex 9:00-9:20: L knee SLR 2# 3x10, for quad strength.
Manual therapy 9:10-9:25, 15 min: L patellar mobilization, grade III, for pain.
US: L knee, ____ MHz, 8 min.
CP x10', circle one: R / L
Gait training 12 min: 200 ft with RW, min assist, antalgic.
Timed minutes: 50. Total treatment time: 40 min.
A: Tolerated well, continue POC.
"""
BILLED = [{"code": code, "units": units, "modifiers": modifiers} for code, units, modifiers in (
    ("97110", 3, ["GO", "KX"]), ("97140", 9, ["59"]), ("97035", 1, ["GP", "52"]), ("97010", 2, ["GP"]), ("97014", 1, ["GP"]), ("97161", 1, ["GO", "CQ"]),
    ("97530", 1, []), ("99997", 1, []))]
RECORD = {"text": TEXT, "billed": BILLED, "minutes": {"97140": 30}, "assistant": {"minutes": {"97110": 10}}, "amount_to_date": 100.0, "status": "signed",
          "date_of_service": "2026-03-02", "discipline": "PT"}

CHECKS = [
    ("unit_findings", "_untimed", "units/untimed-more-than-one"), ("unit_findings", "_structured", "units/minutes-differ"),
    ("unit_findings", "_counted", "units/over-billed, units/under-billed, units/allocated-otherwise"), ("unit_findings", "_timed_total", "units/timed-total-differs"),
    ("unit_findings", "_total", "units/total-below-timed"), ("unit_findings", "_missing", "units/minutes-missing"), ("unit_findings", "_overlapping", "units/overlapping-times"),
    ("attestation", "_timed_total", "time/no-timed-total"), ("attestation", "_treatment_total", "time/no-treatment-total"),
    ("attestation", "_signed", "attestation/no-signature, attestation/no-credential, attestation/no-cosignature"),
    ("claim", "_ceilings", "edits/over-ceiling"), ("claim", "_disciplines", "modifiers/no-discipline, modifiers/wrong-discipline"),
    ("claim", "_assistants", "modifiers/no-assistant, modifiers/assistant-unneeded"), ("claim", "_threshold", "modifiers/no-kx, modifiers/kx-unneeded"),
    ("claim", "_reduced", "modifiers/52-on-timed"), ("claim", "_pairs", "edits/pair-needs-modifier, edits/not-told-apart"), ("claim", "_unneeded", "edits/modifier-unneeded"),
    ("coding", "_without_file", "coding/unknown-code, coding/retired-code"), ("coding", "_differing", "coding/billed-differs"),
    ("coding", "_stimulation", "coding/97014-for-g0283, coding/g0283-for-97014"), ("coding", "_bundled", "coding/bundled-code"),
    ("coding", "_modalities_alone", "coding/modalities-alone"), ("coding", "_many_modalities", "coding/many-modalities"), ("coding", "_unbilled", "coding/unbilled-service"),
    ("coding", "_evaluated_by_assistant", "coding/evaluation-by-assistant"), ("coding", "_same_part", "coding/massage-same-area-as-97140"),
    ("consistency", "_sides", "consistency/side-differs"), ("consistency", "_regions", "consistency/region-differs"),
]


@pytest.fixture(scope="module")
def undisturbed():
    return Linter.load(payer="medicare").lint(Note.from_dict(RECORD))


def failed(report):
    return [finding.message for finding in report.findings if finding.rule == "internal/rule-failed"]


def said(report):
    return {(finding.rule, finding.message) for finding in report.findings if finding.rule != "internal/rule-failed"}


def fault(*_):
    raise KeyError("Canary's words")


def message(rules):
    return [f"This note could not be judged by {rules} (KeyError, a fault of this program)."]


def test_the_note_fires_rules_of_every_family(undisturbed):
    families = {finding.rule.partition("/")[0] for finding in undisturbed.findings}
    assert {"units", "attestation", "edits", "modifiers", "coding", "consistency", "97140"} <= families and not failed(undisturbed)


@pytest.mark.parametrize(("module", "check", "rules"), CHECKS, ids=[f"{module}.{check}" for module, check, _ in CHECKS])
def test_a_fault_costs_its_own_rules_alone(undisturbed, monkeypatch, module, check, rules):
    monkeypatch.setattr(importlib.import_module(f"ptnotelint.rules.{module}"), check, fault)
    report = Linter.load(payer="medicare").lint(Note.from_dict(RECORD))
    assert failed(report) == message(rules)
    assert said(undisturbed) - said(report) == {each for each in said(undisturbed) if each[0] in rules.split(", ")} and said(report) <= said(undisturbed)
    assert report.verdict == undisturbed.verdict and report.codes == undisturbed.codes


@pytest.mark.parametrize(("function", "rules"), [
    ("dated", ()), ("holes", ("consistency/hole-unfilled",)), ("unmade_choices", ("consistency/choice-unmade",)), ("empty_assessment", ("consistency/boilerplate-assessment",)),
    ("sided_joints", ("consistency/side-differs",)), ("signatures", ("attestation/no-signature",)),
])
def test_a_fault_of_the_language_that_one_rule_asks_costs_that_rule_alone(undisturbed, monkeypatch, function, rules):
    monkeypatch.setattr(f"ptnotelint.linter.{function}", fault)
    report = Linter.load(payer="medicare").lint(Note.from_dict(RECORD))
    assert said(undisturbed) - said(report) == {each for each in said(undisturbed) if each[0] in rules}
    assert len(failed(report)) == (function != "dated"), "the record gives a date, so that the text's is not asked for"


def test_a_fault_of_the_arithmetic_is_said_by_each_rule_that_needs_it(undisturbed, monkeypatch):
    monkeypatch.setattr("ptnotelint.rules.unit_findings.count_units", fault)
    report = Linter.load(payer="medicare").lint(Note.from_dict(RECORD))
    assert [each.partition(" by ")[2].partition(" (")[0] for each in failed(report)] == [rules for module, _, rules in CHECKS[2:7]]
    assert {rule for rule, _ in said(undisturbed) - said(report)} >= {"units/over-billed"} and report.units is None
    assert {"units/untimed-more-than-one", "units/minutes-differ"} <= {rule for rule, _ in said(report)}


@pytest.mark.parametrize("check", ["any", "minutes", "each_item", "service"])
def test_a_fault_of_an_element_s_check_leaves_the_other_elements(undisturbed, monkeypatch, check):
    from ptnotelint.rules.checks import CHECKS as checks

    made, code = checks[check], "97140" if check in ("any", "minutes") else "97110"
    monkeypatch.setitem(checks, check, lambda visit, of, element: fault() if of.code == code and element.element in ("purpose", "time", "volume", "service")
                        else made(visit, of, element))
    report = Linter.load(payer="medicare").lint(Note.from_dict(RECORD))
    told, before = ({each.code: each for each in of.codes} for of in (report, undisturbed))
    lost = [element.element for element in told[code].elements if element.status == "not_judged"]
    assert failed(report) == [each for name in lost for each in message(f"{code}/{name}")] and len(lost) == 1
    assert [element for element in told[code].elements if element.element not in lost] == [element for element in before[code].elements if element.element not in lost]
    assert told.keys() == before.keys() and all(told[other].elements == before[other].elements for other in told if other != code)


def test_a_code_with_an_element_that_could_not_be_judged_is_not_called_supported(monkeypatch):
    from ptnotelint.rules.checks import CHECKS as checks

    note = Note.from_dict({"text": "Ther ex 15 min: R knee SLR 2# 3x10, for quad strength to climb stairs.", "billed": ["97110"]})
    assert Linter.load().lint(note).verdict == "supported"
    monkeypatch.setitem(checks, "minutes", fault)
    report = Linter.load().lint(note)
    assert report.verdict == "cannot_tell" and [finding.rule for finding in report.findings if finding.severity != "info"] == ["internal/rule-failed"]
