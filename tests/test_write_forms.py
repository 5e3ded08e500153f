"""CSV, SARIF, JUnit, GitHub's commands and Markdown: each after its standard, none with more of the notes than it may hold."""

from __future__ import annotations

import csv
import io
import json
import re
from dataclasses import replace
from pathlib import Path
from xml.etree import ElementTree

import pytest
from jsonschema import Draft202012Validator
from sample_report import REPORT, TEXT, TOOL

from ptnotelint.cli.forms import FORMATS, Terms
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UnreadableError
from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note
from ptnotelint.report import REMINDER, Evidence, Finding, NoteReport
from ptnotelint.write.as_csv import COLUMNS, guarded
from ptnotelint.write.as_github import command
from ptnotelint.write.summary import summary_of

BOOK = Codebook.load()
NOTE = Note(TEXT, "d-07")
KNOWN_RULES = replace(REPORT, findings=tuple(replace(each, rule="97110/response" if each.rule == "97110/assistance" else each.rule) for each in REPORT.findings))
BARE = NoteReport(None, "no_codes", "", "2026-01-01", path="two words.txt")
UNREADABLE = UnreadableError("export/Doe, Ann.jsonl", "note 'Ann Doe': not JSON", 3)
LOGS = ("sarif", "junit", "github")
# Words of the sample note that no message of the codebook holds.
CANARIES = ("radiculopathy", "Cannot sit", "desk", "90/90", "60 lb", "unload", "bridges", "bird dog", "side plank", "press ups", "Next visit",
            "intermittent", "slow lowering", "leg press", "trunk strength")


def written(form: str, *reports, unreadable=(), **terms) -> str:
    pieces = []
    output = FORMATS[form](pieces.append, Terms(BOOK, **terms))
    output.start(TOOL)
    for report in reports or (KNOWN_RULES, BARE):
        output.add(report, NOTE)
    output.finish(summary_of(reports or (KNOWN_RULES, BARE), unreadable), list(unreadable))
    return "".join(pieces)


def schema() -> Draft202012Validator:
    return Draft202012Validator(json.loads((Path(__file__).parent / "sarif_subset.schema.json").read_text(encoding="utf-8")))


@pytest.mark.parametrize("form", LOGS)
@pytest.mark.parametrize("excerpts", ["full", "redacted", "none"])
def test_a_log_holds_no_word_of_a_note(form, excerpts):
    text = written(form, excerpts=excerpts, show_paths=True, keyed=True)
    assert not [word for word in CANARIES if word in text]


@pytest.mark.parametrize("form", ["csv", "markdown"])
def test_other_forms_hold_what_excerpts_say(form):
    assert "60 lb" in written(form) and "Next visit" in written(form)
    assert not [word for word in CANARIES if word in written(form, excerpts="none")]
    sentence = Evidence(0, 9, "Cannot visit her sister Ann in Springfield since 2019")
    report = replace(REPORT, codes=tuple(replace(code, elements=tuple(replace(element, evidence=(sentence,)) for element in code.elements)) for code in REPORT.codes))
    redacted = written(form, report, excerpts="redacted")
    assert "Springfield" not in redacted and "60 lb" in redacted


@pytest.mark.parametrize("form", LOGS)
def test_a_log_names_notes_by_their_place_unless_paths_are_asked_for(form):
    text = written(form, unreadable=[UNREADABLE])
    assert not re.search(r"d-07|notes\.jsonl|two.words|Ann", text) and re.search(r"notes?[/ ]0", text)
    text = written(form, unreadable=[UNREADABLE], show_paths=True)
    assert "d-07" in text and (form == "github" or "Ann" in text)


@pytest.mark.parametrize("form", ["csv", "markdown", "text", *LOGS])
def test_the_reminder_stands_once(form):
    assert written(form).replace("\n", " ").count(REMINDER) == 1


def test_csv_is_read_back_cell_by_cell():
    text = written("csv")
    assert text.count("\r\n") == text.count("\n") == 1 + len(REPORT.findings)
    header, *rows = csv.reader(io.StringIO(text, newline=""))
    assert tuple(header) == COLUMNS and {len(row) for row in rows} == {len(COLUMNS)}
    first = dict(zip(header, rows[0], strict=True))
    assert first["rule"] == "97012/force" and first["near_misses"] == '"60 lb" planned ("Next visit")'
    waived = dict(zip(header, rows[4], strict=True))
    assert (waived["waived_by"], waived["waived_reason"], waived["waived_expires"]) == ("K. V.", "documented in the log", "2026-06-01")


@pytest.mark.parametrize("opener", ["=", "+", "-", "@", "\t", "\r", "\n"])
def test_no_cell_of_csv_is_a_formula(opener):
    text = written("csv", replace(REPORT, note_id=f"{opener}HYPERLINK(1)"))
    (_, row, *_) = csv.reader(io.StringIO(text, newline=""))
    assert row[0].startswith("'") and guarded("a" + opener) == "a" + opener


def test_sarif_is_valid():
    schema().validate(json.loads(written("sarif", unreadable=[UNREADABLE])))
    schema().validate(json.loads(written("sarif", show_paths=True, keyed=True, unreadable=[UNREADABLE])))
    schema().validate(json.loads(written("sarif", BARE)))


def test_the_subset_refuses_what_sarif_refuses():
    log = json.loads(written("sarif"))
    log["runs"][0]["results"][0]["level"] = "info"
    assert not schema().is_valid(log)


def test_sarif_describes_each_rule_it_met_with_its_authority():
    (run,) = json.loads(written("sarif"))["runs"]
    rules = {rule["id"]: rule for rule in run["tool"]["driver"]["rules"]}
    assert set(rules) == {result["ruleId"] for result in run["results"]}
    assert "Counts:" in rules["97012/force"]["help"]["text"] and rules["97012/force"]["properties"]["authority"]
    assert rules["units/over-billed"]["shortDescription"]["text"] == BOOK.rule("units/over-billed").words


def test_sarif_holds_a_fingerprint_only_of_a_key_of_ones_own():
    assert "0" * 64 not in json.dumps(json.loads(written("sarif"))["runs"][0]["results"])
    (run,) = json.loads(written("sarif", keyed=True))["runs"]
    assert run["results"][0]["partialFingerprints"] == {"ptnotelint/v1": "0" * 64}
    assert "0" * 64 not in written("junit", keyed=True) + written("github", keyed=True)


def test_sarif_places_lines_only_in_the_file_they_are_of():
    whole = replace(KNOWN_RULES, path="/notes/two words.txt", note_id=None)
    location = json.loads(written("sarif", whole, show_paths=True))["runs"][0]["results"][2]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == "file:///notes/two%20words.txt" and location["region"]["startLine"] == 5
    location = json.loads(written("sarif", show_paths=True))["runs"][0]["results"][2]["locations"][0]["physicalLocation"]
    assert location == {"artifactLocation": {"uri": "notes.jsonl"}}


def test_a_waived_finding_is_suppressed_in_sarif_and_fails_nothing_elsewhere():
    (run,) = json.loads(written("sarif"))["runs"]
    assert [result.get("suppressions") for result in run["results"]].count([{"kind": "external", "status": "accepted"}]) == 1
    (run,) = json.loads(written("sarif", show_paths=True))["runs"]
    assert [each for result in run["results"] for each in result.get("suppressions", ())][0]["justification"] == "documented in the log"
    assert "waived 97110/response" in written("junit") and written("github").count("97110/response") == 1


def test_junit_has_a_suite_a_note_and_a_case_a_code():
    root = ElementTree.fromstring(written("junit", unreadable=[UNREADABLE]).encode())
    first, second, unreadable = root
    assert [case.get("name") for case in first] == ["97012", "97110", "whole visit"] and not list(second)
    assert {"tests": "3", "failures": "2"}.items() <= first.attrib.items() and unreadable.get("errors") == "1"
    assert first[0].find("failure").get("message") == "partly supported: 97012/force" and first[1].find("failure") is None


def test_junit_fails_what_the_exit_status_fails():
    failures = {count: ElementTree.fromstring(written("junit", fail_on=fail_on).encode())[0].get("failures")
                for count, fail_on in enumerate(["never", "error", "warning"])}
    assert failures == {0: "0", 1: "2", 2: "3"}


def test_junit_holds_no_character_that_xml_forbids():
    odd = replace(KNOWN_RULES, note_id='a\x00<&"\ud800\x1b', findings=(Finding("units/over-billed", "error", "<b> & \x0b", "?"),))
    suite = ElementTree.fromstring(written("junit", odd, show_paths=True))[0]
    assert suite.get("name").startswith("a") and "<b> & " in suite.find("testcase[@name='whole visit']/failure").text


def test_github_commands_are_escaped():
    assert command("error", "a%b\r\nc:d,e", title="x:y,z%") == "::error title=x%3Ay%2Cz%25::a%25b%0D%0Ac:d,e\n"
    whole = replace(KNOWN_RULES, path="a,b.txt", note_id=None)
    lines = written("github", whole, show_paths=True).splitlines()
    assert lines[2].startswith("::warning file=a%2Cb.txt,line=5,col=70,title=97110/volume::a,b.txt: ")
    assert all(re.match(r"::(error|warning|notice) ", line) for line in lines)


def test_markdown_shows_markup_as_text():
    report = replace(REPORT, note_id="*x* <img src=x> [a](b) @ann\n# h")
    (heading,) = re.findall(r"^## (.*)$", written("markdown", report), re.MULTILINE)
    assert heading == r"\*x\* \<img src=x\> \[a\](b) &#64;ann \# h: partly supported"


@pytest.fixture(scope="module")
def canaried():
    """A real note with a word of nobody's vocabulary after each of its words in turn, as the linter reports it."""
    linter, text = Linter.load(payer="medicare", final=True), (Path(__file__).parent.parent / "corpora" / "examples" / "knee.txt").read_text(encoding="utf-8")
    billed = tuple(map(BilledLine.parse, ("97110x4:GP", "97140:GP", "97012", "97112", "97530")))
    notes = [Note(f"{text[:at]} Zorblatt{text[at:]}", "v1", billed) for at in (match.end() for match in re.finditer(r"\w+", text))]
    return list(zip(notes, map(linter.lint, notes), strict=True))


@pytest.mark.parametrize("form", FORMATS)
def test_a_word_that_no_pattern_knows_gets_into_no_log_and_no_redacted_report(canaried, form):
    for excerpts in ("redacted", "none", *(["full"] if form in LOGS else [])):
        pieces = []
        output = FORMATS[form](pieces.append, Terms(BOOK, excerpts))
        output.start(TOOL)
        for note, report in canaried:
            output.add(report, note)
        output.finish(summary_of([]), [])
        assert "zorblatt" not in "".join(pieces).lower()
    assert any("Zorblatt" in (each.text or "") for _, report in canaried for code in report.codes for element in code.elements for each in element.evidence)
