"""Rules whose check is data: phrases, where they count, and what a user's file may change."""

from pathlib import Path

import pytest

from ptnotelint import codebook
from ptnotelint.errors import UsageError
from ptnotelint.linter import Linter
from ptnotelint.nlp.phrases import Phrases, pattern_of
from ptnotelint.nlp.pipeline import Reader
from ptnotelint.note import Note


@pytest.fixture(scope="module")
def read():
    return Reader().read


@pytest.fixture(scope="module")
def linter():
    return Linter.load(select=["coding/*", "consistency/*"])


def found(linter, text, *billed, **record):
    return [finding.rule for finding in linter.lint(Note.from_dict({"text": text, "billed": list(billed), **record})).findings]


@pytest.mark.parametrize(("phrase", "text", "matches"), [
    ("y strap", "with a y-strap", True), ("us es", "US/ES", True), ("edema*", "edematous", True), ("attended", "unattended", False),
    ("cued ... contract*", "cued each contraction", True), ("cued ... contract*", "cued. Contracted", False), ("complexity low", "complexity: low", True),
])
def test_a_phrase(phrase, text, matches):
    assert (pattern_of(phrase).search(text.lower()) is not None) is matches


@pytest.mark.parametrize(("text", "told"), [
    ("Manual traction 5 min, R.", 1), ("No manual traction today.", 0), ("Manual traction held.", 0), ("P: manual traction next visit", 0),
    ("HEP: manual traction by spouse", 0), ("Last visit manual traction 5 min.", 0), ("Mechanical traction instead of manual traction.", 0),
])
def test_what_was_denied_planned_or_earlier_is_not_told(read, text, told):
    assert len(Phrases(read(text)).told(("manual traction",))) == told


@pytest.mark.parametrize(("text", "named"), [
    ("PMH: cancer 2010, HTN", 1), ("PMH: no cancer or pacemaker", 0), ("Denies hx of cancer", 0), ("Cancer: no", 0), ("Mother had cancer", 0), ("Cancer (-)", 0), ("Red flags: cancer screen neg", 0),
])
def test_what_is_denied_or_of_the_family_is_not_the_patients(read, text, named):
    assert len(Phrases(read(text)).of_patient(("cancer",))) == named


def test_an_undescribed_service_is_left_to_its_own_finding(linter):
    assert found(linter, "", "97016", "97750") == []


def test_words_of_another_service_are_not_held_against_a_code(linter):
    text = "E-stim (G0283): IFC to L/S unattended, 15 min, for pain.\nE-stim attended (97032): NMES R quad, clinician moved the probe, 10 min, for weakness."
    assert "coding/unattended-stimulation-as-97032" not in found(linter, text, "97032", "G0283")


def test_a_user_file_changes_a_rules_signs(tmp_path):
    file = tmp_path / "rules" / "report.toml"
    file.parent.mkdir()
    file.write_text('rule = "coding/no-report-for-97750"\n[[signs]]\ncodes = ["97750"]\nsilent_on = ["scanned form"]\n')
    linter = Linter.load(codebook=tmp_path, select=["coding/*"])
    test = "Physical performance test 30 min: Berg 41/56, TUG 18 sec, for fall risk. "
    assert found(linter, test + "Report in chart.", "97750") == ["coding/no-report-for-97750"] and found(linter, test + "See scanned form.", "97750") == []


@pytest.mark.parametrize(("sign", "line", "said"), [
    ('says = ["x"]', 2, 'needs the key "codes"'), ('codes = ["97999"]', 3, "97110"), ('codes = ["97750"]\nsay = ["x"]', 4, "says"),
    ('codes = ["97750"]\nhas = ["exercises"]', 4, "exercise"), ('codes = ["97750"]\nmissing = ["tests"]', 4, "test"), ('codes = ["97750"]\nat_least = "3"', 4, "a whole number"),
])
def test_what_is_wrong_in_a_sign_is_named(tmp_path, sign, line, said):
    file = tmp_path / "rules" / "report.toml"
    file.parent.mkdir()
    file.write_text(f'rule = "coding/no-report-for-97750"\n[[signs]]\n{sign}\n')
    with pytest.raises(UsageError, match=rf"report\.toml:{line}: ") as caught:
        Linter.load(codebook=tmp_path)
    assert said in str(caught.value)


@pytest.mark.parametrize("text", [
    "S: R knee sore. Manual: bilateral knee PA glides.", "S: R knee sore, L hip sore. Manual: L hip glides.", "S: R knee sore.\nManual: R knee PA glides; L knee uninvolved, for comparison.",
    "S: s/p R TKA.\nManual: R knee PA glides. Measures: L knee 0-140.", "S: knee sore.\nManual: L knee PA glides.",
])
def test_sides_that_agree_or_cannot_be_told(linter, text):
    assert "consistency/side-differs" not in found(linter, text, "97140")


def test_a_diagnosis_gives_a_side(linter):
    text = "Manual: L knee grade III PA glides, 10 min, to restore flexion."
    assert "consistency/side-differs" in found(linter, text, "97140", diagnoses=["M25.561"])
    assert "consistency/side-differs" not in found(linter, text, "97140", diagnoses=["M25.562"])


def test_a_rule_is_in_force_from_its_first_day(linter):
    text = "PT evaluation 45 min. HTN. MMT quads 4/5. Presentation stable. Moderate complexity evaluation."
    days = ("2016-12-31", "2017-01-01")
    assert ["coding/complexity-differs" in found(linter, text, "97163", date_of_service=day) for day in days] == [False, True]


def test_places_hold_the_words_and_findings_none_of_them(linter):
    text = "Manual cervical traction 10 min, supine, to ease neck pain canary."
    finding = next(each for each in linter.lint(Note.from_dict({"text": text, "billed": ["97012"]})).findings if each.rule == "coding/manual-traction-as-97012")
    assert text[finding.start:finding.end] == "Manual cervical traction" and (finding.line, finding.column) == (1, 1)
    assert "canary" not in finding.message + finding.question


def test_crlf_places_are_those_of_the_text_given(linter):
    text = "S: sore\r\nUS: R knee, ____ MHz, 8 min."
    finding = next(finding for finding in linter.lint(Note.from_dict({"text": text, "billed": ["97035"]})).findings if finding.rule == "consistency/hole-unfilled")
    assert text[finding.start:finding.end] == "____" and finding.line == 2


def test_the_index_of_signs_is_up_to_date():
    from ptnotelint.codebook.signed import NAME, as_json, codes_signed

    book, rules = codebook.Codebook.load(), Path(codebook.__file__).parent / "rules"
    assert (rules / NAME).read_text(encoding="utf-8") == as_json(codes_signed(map(book.rule, book.named_rules()))), "run: python -m ptnotelint.codebook.signed"


def test_a_fault_in_one_rule_leaves_the_others(linter, monkeypatch):
    from ptnotelint.rules.signs import Shown

    place = Shown.place
    monkeypatch.setattr(Shown, "place", lambda shown, sign: 1 / 0 if sign.codes == ("97016",) and sign.silent_on else place(shown, sign))
    linter = Linter.load()
    report = linter.lint(Note.from_dict({"text": "Vaso: R knee, 15 min, for pain. Manual cervical traction 10 min, for neck pain.", "billed": ["97016", "97012"]}))
    assert [finding.message for finding in report.findings if finding.rule == "internal/rule-failed"] == [
        "This note could not be judged by coding/vasopneumatic-without-oedema (ZeroDivisionError, a fault of this program)."]
    assert "coding/manual-traction-as-97012" in {finding.rule for finding in report.findings}
