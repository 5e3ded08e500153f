"""FHIR R4: notes and charges out of resources, bundles and NDJSON; nothing that a broken or hostile file holds gets further."""

from __future__ import annotations

import base64
import json

import pytest
from record_samples import FORMATS, WITHOUT_FORMATS, read, reasons

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine

NOTE = "S: knee sore.\nO: SLR 3x10 R, 15 min."
CPT = "http://www.ama-assn.org/go/cpt"


def attachment(content=NOTE, media_type="text/plain", **more):
    content = content.encode() if isinstance(content, str) else content
    return {"contentType": media_type, "data": base64.b64encode(content).decode(), **more}


def document(*attachments, **changes):
    return {
        "resourceType": "DocumentReference", "id": "d1", "status": "current", "subject": {"reference": "Patient/p5"},
        "content": [{"attachment": each} for each in attachments or (attachment(),)],
        "context": {"encounter": [{"reference": "Encounter/e1"}], "period": {"start": "2026-03-04T09:00:00-05:00"}}, **changes,
    }


def item(code="97110", **changes):
    return {"productOrService": {"coding": [{"system": CPT, "code": code}]}, "servicedDate": "2026-03-04", **changes}


def claim(*items, **changes):
    return {
        "resourceType": "Claim", "id": "c1", "status": "active", "use": "claim", "patient": {"reference": "Patient/p5"},
        "identifier": [{"value": "V9"}], "insurer": {"display": "Plan Seven"}, "item": list(items), **changes,
    }


def bundle(*resources):
    return {"resourceType": "Bundle", "entry": [{"fullUrl": f"urn:uuid:u{at}", "resource": each} for at, each in enumerate(resources)]}


def found_in(*resources, **options):
    return read("fhir", "\n".join(json.dumps(each) for each in resources), **options)


def test_a_document_is_a_note():
    (note,), warnings = found_in(document(author=[{"display": "Dana Lee, PT"}]))
    assert (note.text, note.note_id, note.visit_id, note.patient_id, note.date_of_service) == (NOTE, "d1", "e1", "p5", "2026-03-04")
    assert (note.therapist, note.status, note.path, warnings) == ({"name": "Dana Lee, PT"}, None, "in", [])


@pytest.mark.parametrize("media_type, content, text", [
    ("text/plain; charset=utf-8", "flexion 95°\r\nSLR", "flexion 95°\r\nSLR"),
    ("text/html", "<html><head><title>x</title></head><body><p>S: knee&nbsp;sore</p><ul><li>SLR 3x10</ul>", "S: knee sore\n- SLR 3x10"),
    ("application/xhtml+xml", "<div>S: sore<br/>O: SLR</div>", "S: sore\nO: SLR"),
    ("application/rtf", r"{\rtf1\ansi S: knee sore\par O: SLR 3x10 95\'b0}", "S: knee sore\nO: SLR 3x10 95°"),
    ("text/plain", r"{\rtf1\ansi S: said to be plain}", "S: said to be plain"),
])
def test_attachments_become_text(media_type, content, text):
    (note,), _ = found_in(document(attachment(content, media_type)))
    assert (note.text, note.without_text) == (text, None)


def test_of_several_formats_the_one_that_loses_least_is_read():
    (note,), _ = found_in(document(attachment("%PDF-1.4 broken", "application/pdf"), attachment("<p>S: sore</p>", "text/html")))
    assert note.text == "S: sore"


@pytest.mark.parametrize("given, why", [
    (attachment("II*", "image/tiff"), "attachment of a kind that is not read"),
    ({"contentType": "text/plain", "url": "https://elsewhere.example/1"}, "text held elsewhere"),
])
def test_a_note_whose_text_cannot_be_had_says_why(given, why):
    (note,), _ = found_in(document(given))
    assert (note.text, note.without_text) == ("", why)


def test_a_pdf_without_a_text_layer_is_a_scan():
    pypdf = pytest.importorskip("pypdf")
    import io
    pages = pypdf.PdfWriter()
    pages.add_blank_page(200, 200)
    pages.write(made := io.BytesIO())
    (note,), _ = found_in(document(attachment(made.getvalue(), "application/pdf")))
    assert note.without_text == "scanned PDF"


def test_a_bundle_resolves_what_it_holds():
    binary = {"resourceType": "Binary", "id": "b1", "contentType": "text/plain", "data": attachment()["data"]}
    encounter = {"resourceType": "Encounter", "id": "e1", "period": {"start": "2026-03-05"}}
    therapist = {"resourceType": "Practitioner", "id": "t1", "name": [{"given": ["Dana"], "family": "Lee"}]}
    note = document({"contentType": "text/plain", "url": "urn:uuid:u0"}, context={"encounter": [{"reference": "Encounter/e1/_history/2"}]},
                    author=[{"reference": "Practitioner/t1"}])
    del note["id"]
    (found,), warnings = found_in(bundle(binary, encounter, therapist, note))
    assert (found.text, found.date_of_service, found.therapist, found.note_id) == (NOTE, "2026-03-05", {"name": "Dana Lee"}, "u3")
    assert found.visit_id == "e1" and warnings == []


def test_notes_without_ids_are_told_apart():
    found, _ = found_in({**document(), "id": None}, document(), {**document(), "id": None, "identifier": [{"value": "x7"}]})
    assert [note.note_id for note in found] == ["in#1", "d1", "x7"]


def test_a_documents_own_date_is_taken_last_and_said():
    (note,), warnings = found_in(document(context={}, date="2026-03-06T01:00:00Z"))
    assert note.date_of_service == "2026-03-06" and "its own is taken" in warnings[0]


def test_drafts_are_drafts_and_the_withdrawn_are_left_out():
    found, warnings = found_in(document(docStatus="preliminary"), document(status="entered-in-error"), document(status="superseded"))
    assert [note.status for note in found] == ["draft"] and "(2 times)" in warnings[0]


def test_a_report_is_a_note_by_its_presented_form():
    report = {"resourceType": "DiagnosticReport", "id": "r1", "status": "final", "effectiveDateTime": "2026-03-04", "presentedForm": [attachment()]}
    (note,), warnings = found_in(report, {"resourceType": "DiagnosticReport", "id": "lab"})
    assert (note.note_id, note.text, note.date_of_service) == ("r1", NOTE, "2026-03-04") and "no note" in warnings[0]


def test_a_claim_is_a_charge_a_visit():
    (charge,), warnings = found_in(claim(item(quantity={"value": 2}, modifier=[{"coding": [{"code": "GP"}]}]), item("97140")))
    assert charge.billed == (BilledLine("97110", 2, ("GP",)), BilledLine("97140"))
    assert (charge.visit_id, charge.patient_id, charge.date_of_service, charge.payer) == ("V9", "p5", "2026-03-04", "Plan Seven")
    assert warnings == []


def test_modifiers_that_stand_as_codings_of_one_concept_are_each_taken_once():
    # as the sample data of CMS has them (beneficiary-fhir-data, ExplanationOfBenefit-Carrier.json)
    hcpcs = "https://www.cms.gov/Medicare/Coding/HCPCSReleaseCodeSets"
    several = [{"coding": [{"system": hcpcs, "code": code} for code in ("GP", "GP", "59")]}, {"coding": [{"system": "urn:x", "code": "kx"}, {"code": "y"}]}]
    (charge,), _ = found_in(claim(item(modifier=several)))
    assert charge.billed[0].modifiers == ("GP", "59", "KX")


def test_visits_part_by_day_and_encounter():
    found, _ = found_in(claim(item(encounter=[{"reference": "Encounter/e1"}]), item(servicedDate="2026-03-06")))
    assert [(charge.visit_id, charge.date_of_service) for charge in found] == [("e1", "2026-03-04"), (None, "2026-03-06")]


def test_a_benefit_tells_what_was_billed_where_its_claim_does_not():
    benefit = claim(item(), resourceType="ExplanationOfBenefit", id="x1", claim={"reference": "Claim/c1"})
    (charge,), _ = found_in(benefit)
    assert charge.billed == (BilledLine("97110"),)
    found, _ = found_in(bundle(claim(item()), benefit))
    assert len(found) == 1


def test_what_was_not_billed_is_left_out_with_a_word():
    other = {"productOrService": {"coding": [{"system": "http://snomed.info/sct", "code": "91251008"}]}}
    found, warnings = found_in(claim(item(), use="preauthorization"), claim(item(), status="cancelled"), claim(other))
    assert found == [] and len(warnings) == 3


@pytest.mark.parametrize("broken", [item("9711"), item(quantity={"value": 1.5}), item(quantity={"value": "x"}), {"sequence": 1}])
def test_a_broken_item_costs_its_claim_alone(broken):
    found, _ = found_in(claim(item(), broken), claim(item("97140")))
    assert "item 2 of a Claim" in str(found[0]) and found[1].billed == (BilledLine("97140"),)


def test_a_broken_line_costs_itself_alone():
    lines = [json.dumps(document()), '{"resourceType": "DocumentRef', json.dumps(document(id="d3"))]
    found, _ = read("fhir", "\r\n".join(lines))
    assert [getattr(each, "note_id", None) for each in found] == ["d1", None, "d3"]
    assert "in:2: not JSON" in str(found[1])
    found, _ = read("fhir", "\n".join(lines[1:]))
    assert [getattr(each, "note_id", None) for each in found] == [None, "d3"]


@pytest.mark.parametrize("text, reason", [
    (json.dumps(document({"contentType": "text/plain", "data": "!"})), "not base64"),
    (json.dumps(document({"contentType": "text/plain", "data": 7})), "not base64"),
    (json.dumps(document(attachment("S:\0"))), "NUL"),
    (json.dumps(document(attachment("%PDF-1.4 broken", "application/pdf"))), "an attachment is a PDF that cannot be read"),
    (json.dumps(document(id="\ud800")), "surrogate"),
    ('{"resourceType": "Bundle", "resourceType": "Claim"}', "stands twice"),
    ('{"resourceType": "Bundle", "entry": ' + "[" * 100_000, "nested too deep"),
    ('{"resourceType": 7}', 'no "resourceType"'), ("[1]", 'no "resourceType"'),
    ('{\n"resourceType": "Bundle",\n"entry": [}', "in:3: not JSON"),
])
def test_what_cannot_be_read_is_named(text, reason):
    found, _ = read("fhir", text)
    assert len(found) == 1 and reason in str(found[0])


def test_a_document_over_the_limit_is_not_held():
    found, _ = found_in(document(attachment("x" * 9000)), document(), max_note_size=1000)
    assert "over 0.008 MB" in str(found[0]) and found[1].text == NOTE


@pytest.mark.parametrize("odd", [{}, [], "x", 7, None, [[]], [7], {"coding": 7}, {"reference": 7}, {"reference": "#"}])
@pytest.mark.parametrize("name", ["content", "context", "subject", "author", "identifier", "item", "patient", "insurer", "careTeam", "entry"])
def test_odd_types_never_stop_the_reading(name, odd):
    found, _ = found_in(document(**{name: odd}), claim(item(encounter=odd, modifier=odd), **{name: odd}), {**bundle(), name: odd})
    assert all(isinstance(each, UnreadableError) or each.path == "in" for each in found)


def test_shorthand_is_named_for_what_it_is():
    found, _ = read("fhir", "Instance: X\nInstanceOf: Claim\n* status = #active\n")
    assert "FHIR Shorthand" in reasons(found)[0]


@pytest.mark.skipif(not FORMATS.exists(), reason=WITHOUT_FORMATS)
def test_published_examples_are_read():
    notes = {}
    for path in sorted(FORMATS.glob("fhir/*.json")):
        (notes[path.stem],), _ = read("fhir", path.read_bytes())
    assert {note.without_text for note in notes.values()} == {None} and len(notes) == 4
    assert notes["us-core__documentreference-discharge-summary"].visit_id == "example-1"
    assert "FINDINGS:" in notes["us-core__DiagnosticReport-chest-xray-report"].text.split("\n")
    assert "Substance | Reaction" in notes["us-core__documentreference-episode-summary"].text.split("\n")
    assert "DO NOT RESUSCITATE" in notes["us-core__DocumentReference-adi-dnr"].text
