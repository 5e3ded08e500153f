import json
from dataclasses import replace

import pytest
from sample_report import REPORT, TEXT, WORDS

from ptnotelint.report import CodeReport, ElementReport, Evidence, Refused
from ptnotelint.write.as_json import note_line
from ptnotelint.write.as_text import note_text
from ptnotelint.write.excerpts import excerpted, masked


def with_evidence(*evidence, refused=()):
    element = ElementReport("purpose", "required", "present", evidence, tuple(refused))
    return replace(REPORT, codes=(CodeReport("97110", (), 1, "supported", 1, (element,)),), findings=())


def items(report):
    return [item for code in report.codes for element in code.elements for item in element.evidence + element.refused]


def test_full_changes_nothing():
    assert excerpted(REPORT) is REPORT


def test_none_leaves_places_and_no_words():
    report = excerpted(REPORT, "none")
    assert all(item.text is None and item.cue is None for item in items(report))
    assert [item.start for item in items(report)] == [item.start for item in items(REPORT)]
    assert report.findings == REPORT.findings and report.minutes == REPORT.minutes


@pytest.mark.parametrize("item, text, cue", [
    (Evidence(0, 9, "hamstring", cue="Ther Ex"), "hamstring", "Ther Ex"),
    (Evidence(0, 9, "Mrs Doe is weak since 3 weeks", by="classifier"), "… 3 …", None),
    (Evidence(None, None, "Ann Doe", by="structured", source="structured"), "…", None),
    (Evidence(None, None, "24", by="structured", source="structured"), "24", None),
    (Evidence(0, 9, "Cannot visit her sister Ann in Springfield since 2019"), "…", None),
    (Refused(0, 5, "60 lb", "planned", "Next visit"), "60 lb", "Next visit"),
    (Refused(0, 5, "Ann likes 3x10", "low_confidence", "Ann"), "… 3x10", "…"),
])
def test_redacted_keeps_matched_terms_and_numbers(item, text, cue):
    report = with_evidence(item) if isinstance(item, Evidence) else with_evidence(refused=[item])
    (found,) = items(excerpted(report, "redacted"))
    assert (found.text, found.cue) == (text, cue)


@pytest.mark.parametrize("text, shown", [
    ("", ""), ("Ann Doe", "…"), ("3x10 at 25 lb", "3x10 … 25 …"), ("2 × 12, 5.5 kg", "2 × 12, 5.5 …"),
    ("DOB 03/04/1961", "…"), ("1961-04-03", "…"), ("call 555-1234 now", "…"), ("MRN 1234567 pain 4/10", "… 4/10"),
    ("20% body weight", "20% …"), ("0-110", "0-110"),
])
def test_masks_leave_doses_and_hide_what_names_a_person(text, shown):
    assert masked(text) == shown


@pytest.mark.parametrize("excerpts, secrets", [
    ("none", ["bridges", "60 lb", "HEP", "Next visit", "Cannot sit", "pelvic"]),
    ("redacted", ["slow lowering", "every 2 hours", "then intermittent", "L5\r\nroot", "desk"]),
])
def test_no_output_holds_more_than_it_may(excerpts, secrets):
    written = note_line(REPORT, excerpts=excerpts) + note_text(REPORT, TEXT, WORDS, excerpts=excerpts)
    assert not [secret for secret in secrets if secret in written]
    assert json.loads(note_line(REPORT, excerpts=excerpts))["verdict"] == "partial"


def test_another_word_for_excerpts_is_an_error():
    with pytest.raises(ValueError, match="full, redacted, none"):
        excerpted(REPORT, "some")
