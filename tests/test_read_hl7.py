r"""HL7 v2: notes out of MDM and ORU messages, escapes undone, and doubts about a text's end said."""

from __future__ import annotations

import base64

import pytest
from record_samples import read

from ptnotelint.errors import UnreadableError
from ptnotelint.read.hl7_segments import Marks, plain

MSH = r"MSH|^~\&|EMR|CLINIC|LINT||202603041100||{}|M1|P|2.5.1"
PID, PV1 = "PID|1||p5^^^CLINIC^MR||ROE^ANN", "PV1|1|O|||||||||||||||||e1^^^CLINIC"
TXA = "TXA|1|PN|TX|202603040915|12^LEE^DANA^^^^PT|||||||d1^EMR|||||{}"


def obx(number, text, kind="TX", title="11506-3^Progress note", status="F"):
    return f"OBX|{number}|{kind}|{title}||{text}||||||{status}"


def message(*segments, kind="MDM^T02"):
    return "\r".join((MSH.format(kind), *segments)) + "\r"


def text_of(*observed):
    (note,), warnings = read("hl7", message(*observed))
    return note.text, warnings


def test_a_document_message_is_a_note():
    (note,), warnings = read("hl7", message("EVN|T02", PID, PV1, TXA.format("AU"), obx(1, r"S: sore\.br\O: SLR 3x10"), obx(2, "P: continue")))
    assert note.text == "S: sore\nO: SLR 3x10\nP: continue"
    assert (note.note_id, note.visit_id, note.patient_id, note.date_of_service) == ("d1", "e1", "p5", "2026-03-04")
    assert (note.therapist, note.status, note.path, warnings) == ({"name": "DANA LEE"}, None, "in", [])


def test_a_report_message_is_a_note_with_its_observations_named():
    obr = "OBR|1||r1^EMR|PT^Visit|||20260305" + "|" * 25 + "12&LEE&DANA^202603050900"
    report = message(PID, obr, obx(1, "sore", title="S^Subjective"), obx(2, "95", "NM", "K^Knee flexion").replace("95|", "95|deg"),
                     obx(3, "tolerated", "FT", "A^Assessment"), kind="ORU^R01^ORU_R01")
    (note,), warnings = read("hl7", report)
    assert note.text == "Subjective:\nsore\nKnee flexion: 95 deg\n\nAssessment:\ntolerated"
    assert (note.note_id, note.date_of_service, note.visit_id, warnings) == ("r1", "2026-03-05", None, [])
    assert note.therapist == {"name": "DANA LEE"}


@pytest.mark.parametrize("ends", ["\r", "\n", "\r\n"])
def test_batches_of_messages_in_any_line_ends(ends):
    batch = "\r".join((r"FHS|^~\&|EMR", r"BHS|^~\&|EMR", message(PID, obx(1, "S: one")) + message("PID|1||p6", obx(1, "S: two")) + "BTS|2", "FTS|1", ""))
    found, warnings = read("hl7", batch.replace("\r", ends))
    assert [(note.patient_id, note.text) for note in found] == [("p5", "S: one"), ("p6", "S: two")] and warnings == []


def test_messages_framed_for_the_wire():
    found, warnings = read("hl7", "".join(f"\x0b{message(PID, obx(1, text))}\x1c\r" for text in ("S: one", "S: two")))
    assert [note.text for note in found] == ["S: one", "S: two"] and warnings == []


def test_delimiters_are_those_of_the_message():
    other = message(PID, obx(1, r"S: 10\S\2")).replace("|", "#").replace("^", "*").replace("\\", "!")
    (note,), _ = read("hl7", other)
    assert (note.text, note.patient_id) == ("S: 10*2", "p5")


@pytest.mark.parametrize("escaped, text", [
    (r"\F\\S\\T\\R\\E\ ", "|^&~\\ "), (r"a\.br\b\.sp2\c", "a\nb\n\nc"), (r"\H\bold\N\ \.in+4\x\.ti-2\y", "bold xy"),
    (r"95\XB0\ \XC2B0\ \X0D0A\z", "95° ° \nz"), (r"\Q\ kept, \.br", r"\Q\ kept, \.br"), (r"C:\notes\SLR", r"C:\notes\SLR"),
    (r"\C2842\\M248F2A\\Zx1\w", "w"), ("no escapes", "no escapes"), (r"\.sk3\w", "   w"), ("\\", "\\"), (r"\\\\", r"\\\\"),
])
def test_escapes_are_undone(escaped, text):
    assert plain(escaped, Marks()) == text


def test_repetitions_of_text_are_lines_and_components_stay():
    assert text_of(obx(1, "S: sore~O: SLR^R & L"))[0] == "S: sore\nO: SLR^R & L"


@pytest.mark.parametrize("observed, doubt", [
    ([obx(1, "S: sore\nO: SLR 3x10")], "line ends that no escape stands for"),
    ([obx(1, "S: sore | O: SLR 3x10 | A: did well today")], "field separator that no escape stands for"),
    ([obx(1, "S: sore"), obx(3, "P: continue")], "an OBX is missing"),
    ([obx(1, "x" * 65_536)], "a length at which systems cut"),
    ([obx(1, r"S: sore\.b")], "an escape is left open"),
    ([obx(1, "S: sore"), "OBX|2|TX|11506-3^Progress note||P: cont"], "lacks the status"),
])
def test_a_text_that_may_be_cut_short_is_read_and_said(observed, doubt):
    text, warnings = text_of(*observed)
    assert text and doubt in warnings[0] and warnings[0].startswith("in:1: ") and "sore" not in warnings[0]


def test_many_doubts_are_counted_and_not_all_told():
    found, warnings = read("hl7", message(obx(1, "S: sore\nO: SLR 3x10")) * 40)
    assert len(found) == 40 and len(warnings) == 21 and "(40 times)" in warnings[-1]


def test_line_ends_that_were_not_escaped_are_kept():
    text, _ = text_of(obx(1, "S: sore\nROM: 95\n\nP: go on"), obx(2, "end"))
    assert text == "S: sore\nROM: 95\n\nP: go on\nend"


def test_the_truncation_mark_is_known():
    (note,), warnings = read("hl7", message(obx(1, "S: sor#")).replace("~\\&", "~\\&#"))
    assert note.text == "S: sor#" and "truncation mark" in warnings[0]


@pytest.mark.parametrize("value, text, without", [
    ("EMR^TEXT^html^Base64^" + base64.b64encode(b"<p>S: sore").decode(), "S: sore", None),
    ("EMR^AP^RTF^Base64^" + base64.b64encode(rb"{\rtf1 S: sore}").decode(), "S: sore", None),
    ("EMR^image^tiff^Base64^AAAA", "", "attachment of a kind that is not read"),
])
def test_encapsulated_documents(value, text, without):
    (note,), _ = read("hl7", message(obx(1, value, "ED")))
    assert (note.text, note.without_text) == (text, without)


def test_a_document_that_is_only_pointed_to_has_no_text():
    (note,), _ = read("hl7", message(obx(1, "https://elsewhere.example", "RP")))
    assert (note.text, note.without_text) == ("", "text held elsewhere")


def test_what_is_no_note_is_left_out_with_a_word():
    found, warnings = read("hl7", message(PID, kind="ADT^A01") + message(PID, obx(1, "7", "NM"), kind="ORU^R01") + message(PID, kind="MDM^T01"))
    assert found == [] and ["other than MDM and ORU" in warnings[0], "(2 times)" in warnings[1]] == [True, True]


def test_drafts_are_drafts_and_deleted_observations_are_left_out():
    (note,), _ = read("hl7", message(TXA.format("IP"), obx(1, "S: sore"), obx(2, "O: wrong", status="D")))
    assert (note.status, note.text) == ("draft", "S: sore")


def test_a_batch_that_lacks_messages_is_said():
    _, warnings = read("hl7", "BHS|^~\\&|EMR\r" + message(obx(1, "S")) + "BTS|2\r")
    assert "another number of messages" in warnings[0]


@pytest.mark.parametrize("text, reason", [
    ("PID|1||p5\r", "begins with no MSH"), ("a note\r", "begins with no MSH"), (message(obx(1, "S:\0")), "NUL"),
    (message(obx(1, "EMR^TEXT^html^Base64^!", "ED")), "not base64"),
    (message(obx(1, "EMR^application^pdf^Base64^" + base64.b64encode(b"%PDF-1.4 x").decode(), "ED")), "an attachment is a PDF that cannot be read"),
])
def test_what_cannot_be_read_is_named(text, reason):
    found, _ = read("hl7", text)
    assert len(found) == 1 and isinstance(found[0], UnreadableError) and reason in str(found[0])


def test_a_message_over_the_limit_is_not_held():
    found, _ = read("hl7", message(*(obx(at, "x" * 900) for at in range(99))) + message(obx(1, "S: whole")), max_note_size=1000)
    assert "message over 0.008 MB" in str(found[0]) and [note.text for note in found[1:]] == ["S: whole"]


def test_a_segment_over_the_limit_is_not_held():
    found, _ = read("hl7", message(obx(1, "S: whole")) + message(obx(1, "x" * 9000)), max_note_size=1000)
    assert found[0].text == "S: whole" and "segment over 0.008 MB" in str(found[-1])


def test_an_attachment_that_gives_no_text_beside_the_messages_own_is_told():
    picture = obx(2, "^image^tiff^Base64^AAAA", "ED", "IMG^Picture")
    (note,), warnings = read("hl7", message(PID, obx(1, "S: sore"), picture))
    assert note.text.endswith("S: sore") and note.without_text is None
    assert "an attachment beside a message's text is left out (attachment of a kind that is not read)" in warnings[0]
    (note,), warnings = read("hl7", message(PID, picture))
    assert note.without_text and warnings == []


def test_a_document_goes_by_its_message_where_its_own_number_is_empty():
    # so in the sample message of amazon-comprehend-medical-fhir-integration, and leading blanks stay in that of hl7v2-fhir-converter
    (note,), _ = read("hl7", message(PID, "TXA||CN||20260304071633|12^LEE^DANA^A|||||||^^12345|||||PA|", "OBX|1|TX|||  Heel slides 3x10", "OBX|2|TX|||"))
    assert (note.note_id, note.status, note.text) == ("M1", "draft", "  Heel slides 3x10\n")
