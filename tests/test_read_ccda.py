"""C-CDA: narrative as lines, the visit's ids and date, and nothing outside the document ever read."""

from __future__ import annotations

import base64

import pytest
from record_samples import FORMATS, WITHOUT_FORMATS, read

from ptnotelint.errors import UnreadableError

pytest.importorskip("lxml")
HEADER = """<id root="1.2" extension="d1"/><effectiveTime value="20260306"/>
<recordTarget><patientRole><id root="2.16.840.1.113883.4.1" extension="111-00-1234"/><id root="1.3" extension="p5"/></patientRole></recordTarget>
<author><assignedAuthor><assignedPerson><name><given>Dana</given><family>Lee</family></name></assignedPerson></assignedAuthor></author>"""
VISIT = """<componentOf><encompassingEncounter><id root="1.4" extension="e1"/><effectiveTime><low value="202603040900-0500"/>
</effectiveTime></encompassingEncounter></componentOf>"""


def document(sections, header=HEADER + VISIT):
    return f'<?xml version="1.0"?><ClinicalDocument xmlns="urn:hl7-org:v3">{header}{sections}</ClinicalDocument>'


def sections(*titled):
    inner = "".join(f"<component><section><title>{title}</title><text>{text}</text></section></component>" for title, text in titled)
    return f"<component><structuredBody>{inner}</structuredBody></component>"


def narrative(text):
    (note,), _ = read("ccda", document(sections(("T", text))))
    return note.text.removeprefix("T\n")


def test_a_document_is_a_note():
    (note,), warnings = read("ccda", document(sections(("Subjective", "Knee sore."), ("Objective", "<paragraph>SLR 3x10</paragraph>"))))
    assert note.text == "Subjective\nKnee sore.\n\nObjective\nSLR 3x10"
    assert (note.note_id, note.visit_id, note.patient_id, note.date_of_service) == (None, "e1", "p5", "2026-03-04")
    assert (note.therapist, note.path, warnings) == ({"name": "Dana Lee"}, "in", [])


@pytest.mark.parametrize("text, lines", [
    ("<paragraph>one\n   paragraph</paragraph><paragraph>two</paragraph>", "one paragraph\ntwo"),
    ("plain text\n   with <content>marked</content> words", "plain text with marked words"),
    ("SLR 3x10\n  heel slides 20x", "SLR 3x10\nheel slides 20x"),
    ("one<br/>two", "one\ntwo"),
    ("<list><caption>Goals</caption><item>stairs</item><item>gait<list><item>100 ft</item></list></item></list>", "Goals\n- stairs\n- gait\n- 100 ft"),
    ("<list><item/><item><paragraph>stairs</paragraph><paragraph>alone</paragraph></item></list>end", "- stairs\nalone\nend"),
    ("<table><thead><tr><th>Code</th><th>Min</th></tr></thead><tbody><tr><td>97110</td><td>15</td></tr><tr><td/><td/></tr></tbody></table>",
     "Code | Min\n97110 | 15"),
    ("<table><tr><td>SLR<br/>bridges</td><td><list><item>3x10</item><item>2x10</item></list></td></tr></table>", "SLR; bridges | 3x10; 2x10"),
    ("<table><tr><td><table><tr><td>a</td><td>b</td></tr></table></td><td>c</td></tr></table>", "a | b\nc"),
    ("5 &lt; 6 <!-- not shown --><renderMultiMedia><caption>x</caption></renderMultiMedia>kg", "5 < 6 kg"),
])
def test_narrative_becomes_lines(text, lines):
    assert narrative(text) == lines


def test_sections_within_sections_and_entries_between_them():
    inner = "<entry><act><text><reference value='#x'/>coded</text></act></entry>"
    nested = "<component><section><title>Inner</title><text>b</text></section></component>"
    body = f"<component><structuredBody><component><section><title>Outer</title><text>a</text>{inner}{nested}</section></component></structuredBody></component>"
    (note,), _ = read("ccda", document(body))
    assert note.text == "Outer\na\n\nInner\nb"


@pytest.mark.parametrize("event, day", [
    ('<effectiveTime><low value="20260301"/><high value="20260301"/></effectiveTime>', "2026-03-01"),
    ('<effectiveTime><low value="20200101"/><high value="20260301"/></effectiveTime>', "2026-03-06"),
])
def test_without_an_encounter_the_day_is_the_services_else_the_documents(event, day):
    header = HEADER + f"<documentationOf><serviceEvent>{event}</serviceEvent></documentationOf>"
    (note,), warnings = read("ccda", document(sections(("S", "sore")), header))
    assert note.date_of_service == day and len(warnings) == (day == "2026-03-06")


@pytest.mark.parametrize("body, text, without", [
    ('<nonXMLBody><text mediaType="text/plain">S: sore</text></nonXMLBody>', "S: sore", None),
    (f'<nonXMLBody><text mediaType="text/html" representation="B64">{base64.b64encode(b"<p>S: sore").decode()}</text></nonXMLBody>', "S: sore", None),
    ('<nonXMLBody><text mediaType="application/pdf"><reference value="n.pdf"/></text></nonXMLBody>', "", "text held elsewhere"),
    ('<nonXMLBody><text mediaType="image/png" representation="B64">AAAA</text></nonXMLBody>', "", "attachment of a kind that is not read"),
    ("<structuredBody/>", "", "no narrative text"),
])
def test_other_bodies(body, text, without):
    (note,), _ = read("ccda", document(f"<component>{body}</component>"))
    assert (note.text, note.without_text, note.visit_id) == (text, without, "e1")


BOMB = '<!DOCTYPE a [<!ENTITY a "ha"><!ENTITY b "' + "&a;" * 9000 + '">]>'
SECRET = "SLR-secret"


@pytest.mark.parametrize("text, reason", [
    (f'{BOMB}<ClinicalDocument xmlns="urn:hl7-org:v3"><title>&b;&b;&b;</title></ClinicalDocument>', "document type declaration"),
    ('<!DOCTYPE a SYSTEM "file:///etc/hostname"><ClinicalDocument xmlns="urn:hl7-org:v3"/>', "document type declaration"),
    ("<!DOCTYPE html><html><body>x</body></html>", "document type declaration"),
    ("<section><title>x</title></section>", "no C-CDA document"), ("<ClinicalDocument/>", "no C-CDA document"),
    (document(f"<component>{SECRET}"), "in:4: not well-formed XML"), (document("&mystery;"), "not well-formed XML"), ("<", "not well-formed"),
    (document(sections(("T", "<list><item>" * 300 + "</item></list>" * 300))), "not well-formed"),
    (document('<component><nonXMLBody><text mediaType="text/plain" representation="B64">!</text></nonXMLBody></component>'), "not base64"),
    (document(sections(("T", "x" * 1_000_001))), "unbroken line"),
])
def test_what_cannot_be_read_is_named(text, reason):
    found, _ = read("ccda", text)
    assert len(found) == 1 and isinstance(found[0], UnreadableError) and reason in str(found[0]) and SECRET not in str(found[0])


def test_a_document_over_the_limit_is_not_held():
    found, _ = read("ccda", document(sections(("T", "x " * 5000))), max_note_size=1000)
    assert "document over 0.008 MB" in str(found[0])


REFUSED = {  # what is no C-CDA document among the samples
    "hl7__Care_Team_Narrative_Only_(C-CDAR2.1).xml", "hl7__Care_Team_Rendering.html", "hl7__Functional_Impairment_Dependent_on_Walking_Stick__C-CDAR2.1_.xml",
    "hl7__Note_Activity_as_Standalone_Entry.xml", "hl7__Note_Section_Example.xml",
}
SAMPLES = sorted(FORMATS.glob("ccda/*")) if FORMATS.exists() else []


@pytest.mark.skipif(not SAMPLES, reason=WITHOUT_FORMATS)
@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.name[-40:])
def test_vendors_documents_are_read_whole(path):
    from lxml import etree

    (note,), _ = read("ccda", path.read_bytes())
    if path.name in REFUSED:
        assert isinstance(note, UnreadableError)
        return
    assert note.date_of_service and note.patient_id or path.name == "hl7__Consultation_Note.xml"
    # Nothing of the narrative is lost: every word of it, but for what is drawn and not written, stands in the text.
    told = "".join(note.text.split())
    space = "{urn:hl7-org:v3}"
    for section in etree.parse(str(path)).iter(f"{space}section"):
        for words in section.find(f"{space}text").itertext(tag=etree.Element) if section.find(f"{space}text") is not None else ():
            assert "".join(words.split()) in told
    assert note.text or note.without_text == "text held elsewhere"
