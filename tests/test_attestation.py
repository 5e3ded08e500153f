"""Signatures, dates and totals as notes have them, and that a draft's signature is left alone."""

import pytest

from ptnotelint import Linter, Note
from ptnotelint.nlp.dates import dated
from ptnotelint.nlp.signatures import signatures
from ptnotelint.note import BilledLine
from ptnotelint.write.as_text import note_text

KINDS = {
    "P: cont.\nJ. Fern, PTA\nCosigned by: Ada Moss PT, DPT 3/4/26": ["assistant", "therapist"],
    "Walked.\nT. Marrow, DPT": ["therapist"],
    "Clinician: M. Haver PT": ["therapist"],
    "Total 40\nJ DOE PT": ["therapist"],
    "Electronically signed by Ada Moss on 3/4": ["unknown"],
    "-- Sam Hill PT lic 3344": ["therapist"],
    "/s/ Lee Ann Voss, COTA/L": ["assistant"],
    "M. O'Neil, SPT / supervised by K. Park, PT": ["student", "therapist"],
    "R. Lee, OTR/L, CHT": ["therapist"],
    "Signature: ________ Date:": [],
    "Needs PT": [], "Cont PT": [], "SUPERVISING PT ON SITE.": [], "PT consulted re: pull.": [], "Referred by Dr. A. Gray to PT": [], "Continue skilled PT": [],
    "Signed: the patient refused": [],
}


@pytest.mark.parametrize("text", KINDS)
def test_who_signed(text):
    assert [signature.kind for signature in signatures(text)] == KINDS[text]


@pytest.mark.parametrize(("text", "said"), [
    ("03/04/2026 SLR", True), ("Date of service: 3/4", True), ("Seen March 4, 2026", True), ("2026-03-04", True), ("4 Mar 2026", True),
    ("MMT 4/5, pain 3/10", False), ("next visit 3/11", False), ("since 2019", False),
])
def test_whether_a_note_is_dated(text, said):
    assert dated(text) is said


TEXT = "DOS 3/4/2026. Ther ex 25 min: SLR 3x10.\nSigned by Ada Moss"
BILLED = (BilledLine("97110", 2),)


def attested(report):
    return [finding.rule for finding in report.findings if finding.rule.startswith(("attestation/", "time/"))]


def test_only_a_payer_that_asks_has_them_judged():
    assert attested(Linter.load(final=True).lint(Note(TEXT, billed=BILLED))) == []


def test_a_draft_says_in_one_line_that_its_signature_was_not_checked():
    report = Linter.load(payer="medicare").lint(Note(TEXT, billed=BILLED))
    assert attested(report) == [] and report.not_checked == ("signature: draft",)
    assert note_text(report, TEXT, str).count("signature: not checked: draft") == 1


@pytest.mark.parametrize(("status", "final"), [("signed", False), (None, True), ("draft", True)])
def test_signed_or_final_notes_are_judged(status, final):
    report = Linter.load(payer="medicare", final=final).lint(Note(TEXT, billed=BILLED, status=status))
    assert attested(report) == ["attestation/no-credential"] and report.not_checked == ()


def test_a_structured_therapist_identifies_the_signer():
    report = Linter.load(payer="medicare", final=True).lint(Note("DOS 3/4/2026. Ther ex 25 min: SLR 3x10.", billed=BILLED, therapist={"name": "A", "credential": "PT"}))
    assert attested(report) == []
