import json
from dataclasses import replace

import pytest
from jsonschema import Draft202012Validator, FormatChecker
from sample_report import EXERCISE, REPORT, TEXT, TOOL

from ptnotelint.errors import UnreadableError
from ptnotelint.note import FIELDS, Note
from ptnotelint.report import REASONS, Evidence, NoteReport
from ptnotelint.schema import schema
from ptnotelint.write.as_json import document, dumps, head_line, note_dict, note_line, tail_line
from ptnotelint.write.excerpts import EXCERPTS
from ptnotelint.write.summary import count_note, count_unreadable, empty_summary, summary_of

ERROR = UnreadableError("notes.jsonl", "not JSON: mend the record or leave it out", 3)
BARE = NoteReport(None, "no_codes", "sha256:0", "2026-01-01")


def validator(part):
    whole = schema("report")
    only = {"$schema": whole["$schema"], "$defs": whole["$defs"], "$ref": f"#/$defs/{part}"}
    return Draft202012Validator(only, format_checker=FormatChecker())


@pytest.mark.parametrize("name", ["record", "report"])
def test_schemas_are_schemas(name):
    Draft202012Validator.check_schema(schema(name))


def test_there_is_no_other_schema():
    with pytest.raises(ValueError, match="record and report"):
        schema("../record")


@pytest.mark.parametrize("excerpts", EXCERPTS)
def test_a_document_follows_the_contract(excerpts):
    notes = [note_dict(report, excerpts=excerpts) for report in (REPORT, BARE)]
    written = json.loads(dumps(document(TOOL, summary_of([REPORT, BARE], [ERROR]), notes, [ERROR]), indent=2))
    Draft202012Validator(schema("report"), format_checker=FormatChecker()).validate(written)
    assert list(written) == ["schema_version", "tool", "summary", "unreadable", "notes"]
    assert written["unreadable"] == [{"path": "notes.jsonl", "line": 3, "reason": ERROR.reason}]


def test_fields_stand_in_the_order_of_the_contract():
    note = note_dict(REPORT)
    assert list(note) == [
        "note_id", "path", "text_sha256", "date_of_service", "payer", "rules_date", "verdict", "minutes",
        "timed_minutes", "total_minutes", "units", "not_checked", "codes", "findings",
    ]
    code = note["codes"][0]
    assert list(code) == ["code", "lines", "units", "supported_units", "verdict", "elements"]
    element = code["elements"][3]
    assert list(element) == ["element", "requirement", "status", "evidence", "refused"]
    assert list(element["refused"][0])[:5] == ["start", "end", "text", "reason", "cue"]
    assert list(code["elements"][0]["evidence"][0]) == [
        "start", "end", "text", "section", "by", "confidence", "cue", "source",
    ]
    assert list(note["findings"][0]) == [
        "rule", "severity", "code", "billed_line", "element", "message", "question", "start", "end", "line", "column",
        "authority", "waived", "fingerprint",
    ]
    assert dumps(note["minutes"]["97110"]) == '{"value": 24, "source": "structured", "start": null, "end": null}'


def test_a_quote_is_what_its_offsets_name():
    for code in note_dict(REPORT)["codes"]:
        for element in code["elements"]:
            for item in element["evidence"] + element["refused"]:
                assert item["start"] is None or TEXT[item["start"]:item["end"]] == item["text"]


def test_json_lines_are_a_head_notes_and_a_tail():
    lines = [head_line(TOOL), note_line(REPORT), note_line(BARE), tail_line(summary_of([REPORT, BARE]), [ERROR])]
    for line, part in zip(lines, ("head", "note", "note", "tail"), strict=True):
        assert line.endswith("\n") and line.count("\n") == 1
        validator(part).validate(json.loads(line))


def test_output_is_safe_in_a_terminal_and_in_any_encoding():
    text = "SLR\x1b[31m\x9b95°\u202e\u2066\ud800\ufeff膝"
    written = dumps({"text": text})
    assert json.loads(written)["text"] == text
    assert written.encode()
    assert all(character.isprintable() for character in written)
    assert "95°" in written and "膝" in written


def test_numbers_that_are_no_json_are_refused():
    with pytest.raises(ValueError):
        dumps({"value": float("nan")})


def test_the_same_report_is_written_the_same():
    assert note_line(REPORT) == note_line(replace(REPORT))


def test_a_summary_counts_as_it_goes():
    summary = empty_summary()
    count_note(summary, REPORT)
    count_note(summary, BARE)
    count_unreadable(summary)
    assert summary == summary_of([REPORT, BARE], [ERROR]) == {
        "notes": 2, "codes": 2, "supported": 0, "partial": 2, "unsupported": 0, "cannot_tell": 0, "not_checked": 0,
        "findings": {"error": 2, "warning": 1, "info": 2}, "waived": 1, "in_baseline": 0, "unreadable": 1,
    }
    assert list(summary) == list(schema("report")["$defs"]["summary"]["properties"])


def test_the_report_schema_knows_every_reason():
    assert schema("report")["$defs"]["refused"]["properties"]["reason"]["enum"] == list(REASONS)


@pytest.mark.parametrize("change", [
    {"verdict": "passed"}, {"text_sha256": None}, {"units": {"method": "guess"}}, {"rules_date": "today"},
])
def test_the_report_schema_refuses_what_breaks_the_contract(change):
    assert not validator("note").is_valid({**note_dict(REPORT), **change})


def test_the_record_schema_names_the_fields_of_a_note():
    assert set(schema("record")["properties"]) == set(FIELDS)


@pytest.mark.parametrize("record", [
    {"text": ""},
    {"note_id": "a", "text": "SLR", "billed": None, "status": None, "minutes": None, "therapist": None},
    {"note_id": "a", "text": "SLR", "billed": [], "date_of_service": "2026-03-04", "payer": "medicare",
     "status": "signed", "attachments": ["log"], "plan_of_care": "2x/wk",
     "therapist": {"name": "K", "credential": "PT"},
     "assistant": {"name": "L", "credential": "PTA", "minutes": {"97110": 10}}, "minutes": {"97110": 24.5},
     "timed_minutes": 24, "total_minutes": 30, "start": "9:00", "end": "9:30", "diagnoses": ["M54.16"],
     "start_of_care": "2026-01-02", "certified_until": "2026-04-01", "amount_to_date": 120.5, "new_field": 1},
    {"text": "SLR", "billed": [{"code": "97110"}, {"code": "G0283", "units": 1, "modifiers": ["GP", "59"]},
                               {"code": "97012", "units": None, "modifiers": None}]},
])
def test_what_the_record_schema_takes_the_reader_takes(record):
    Draft202012Validator(schema("record"), format_checker=FormatChecker()).validate(record)
    assert Note.from_dict(record).text == record["text"]


@pytest.mark.parametrize("record", [
    {}, [], {"text": None}, {"text": "x", "billed": [{"code": "9711"}]}, {"text": "x", "status": "final"},
    {"text": "x", "billed": [{"code": "97110", "units": 0}]}, {"text": "x", "billed": [{"units": 1}]},
    {"text": "x", "date_of_service": "4 March"}, {"text": "x", "total_minutes": -1},
])
def test_what_the_record_schema_refuses_the_reader_refuses(record):
    assert not Draft202012Validator(schema("record")).is_valid(record)
    with pytest.raises(Exception, match="."):
        Note.from_dict(record)


def test_evidence_of_another_kind_breaks_the_schema():
    element = replace(EXERCISE.elements[0], evidence=(Evidence(0, 1, "x", by="guess"),))
    report = replace(REPORT, codes=(replace(EXERCISE, elements=(element,)),))
    assert not validator("note").is_valid(note_dict(report))
