"""The desk's answers without a server: forms in, pages out."""

from __future__ import annotations

import json
import re
from html import unescape
from io import BytesIO
from pathlib import Path
from urllib.parse import urlencode

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.read.reconciliation import Reconciliation
from ptnotelint.report import REMINDER
from ptnotelint.web import batch, desk, programs, rulebook
from ptnotelint.web.problems import Problem
from ptnotelint.web.shelf import Upload
from ptnotelint.web.studio import Studio, render

pytest.importorskip("starlette")
LONG = (Path(__file__).parent / "long_visit.json").read_bytes()
HOSTILE = 'S: <script>alert(1)</script> "><img src=x onerror=alert(2)>\nO: SLR 2# 3x10 {{ 7*7 }} </textarea><b>\n97110 15 min'
CHARGED = "O: SLR 2# 3x10 for quad strength, 23 min.\nCHARGES\n97110 x2 GP 23 min\n"


@pytest.fixture(scope="module")
def studio() -> Studio:
    return Studio(Linter.load(), Codebook.load(), {"payer": "default"})


def answer(studio: Studio, fields: list[tuple[str, str]] | None = None, body: bytes = b"", **head) -> str:
    sent = urlencode(fields or []).encode()
    ((told, html),) = desk.answer(studio, {"what": "form", "base": len(body), **head}, body + sent if head.get("what", "form") == "form" else body)
    assert told == {"status": 200, "type": "text/html; charset=utf-8"}
    return html.decode()


def line(code: str, units: str = "1", modifiers: str = "GP", minutes: str = "") -> list[tuple[str, str]]:
    return [("code", code), ("units", units), ("modifiers", modifiers), ("minutes", minutes)]


def words_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", html)).split())


def test_a_card_for_each_code_with_gaps_questions_and_arithmetic(studio):
    html = answer(studio, body=LONG, what="record")
    assert re.findall(r'<article class="card" id="code-(\w+)"', html) == ["97110", "97112", "97116", "97140", "97530", "97035"]
    said = words_of(html)
    assert "65 timed minutes → 4 units; billed 7 (CMS total time)" in said
    assert "At what intensity was ultrasound given, if it was recorded?" in said
    assert "refused: home programme" in said
    assert html.count(REMINDER) == 1


def test_the_marked_text_is_the_note_character_for_character(studio):
    for record in (LONG, json.dumps({"text": HOSTILE, "billed": ["97110"]}).encode()):
        html = answer(studio, body=record, what="record")
        marked = re.search(r'<div id="marked"[^>]*>(.*?)</div>', html, re.DOTALL)[1]
        assert unescape(re.sub(r"<[^>]+>", "", marked)) == json.loads(record)["text"]
        assert unescape(re.search(r"<textarea[^>]*>\n(.*?)</textarea>", html, re.DOTALL)[1]) == json.loads(record)["text"]


def test_every_quote_leads_to_a_mark_and_every_mark_to_a_card(studio):
    html = answer(studio, body=LONG, what="record")
    anchors = set(re.findall(r' id="([^"]+)"', html))
    targets = set(re.findall(r' href="#([^"]+)"', html)) - {"main"}
    assert targets and targets <= anchors
    numbers = [int(number) for number in re.findall(r'data-n="(\d+)"', html)]
    assert numbers == list(range(1, len(numbers) + 1))


def test_hostile_text_is_text(studio):
    html = answer(studio, [("text", HOSTILE), *line('"><img onerror=x>'), *line("97110", "2", "'--><script>")])
    assert not {"img", "b"} & set(re.findall(r"<(\w+)", html))
    assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html


def test_pages_hold_no_inline_script_or_style(studio):
    for html in (answer(studio, body=LONG, what="record"), answer(studio, what="empty"), answer(studio, what="example")):
        assert not re.search(r"<style|\sstyle=|\son\w+=|javascript:", html)
        assert all("src=" in tag for tag in re.findall(r"<script[^>]*>", html))
        assert not re.search(r'(?:src|href|action)="(?:https?:)?//', html)


def test_codes_are_taken_from_the_charge_block_until_they_are_changed(studio):
    html = answer(studio, [("text", CHARGED)])
    assert 'name="code" value="97110"' in html and 'name="units" value="2"' in html
    seen = re.search(r'name="seen" value="([^"]+)"', html)[1]
    assert seen == "97110x2:GP"
    # the same rows again: the block of the changed note is read anew
    again = answer(studio, [("text", CHARGED.replace("x2", "x1")), ("seen", seen), *line("97110", "2")])
    assert 'name="units" value="1"' in again
    # other rows: the user's own, and the block is said to differ
    own = answer(studio, [("text", CHARGED), ("seen", seen), *line("97110", "3")])
    assert 'name="units" value="3"' in own and "billed 3" in words_of(own)


def test_minutes_of_the_form_count_and_a_difference_is_said(studio):
    said = words_of(answer(studio, [("text", CHARGED), *line("97110", "2", "GP", "8")]))
    assert "8 timed minutes → 1 unit; billed 2" in said and "units: minutes differ" in said


def test_what_cannot_be_taken_is_named_and_the_rest_is_judged(studio):
    html = answer(studio, [("text", "SLR 3x10, 15 min"), *line("9711"), *line("97110", "two"), *line("97140"), ("date", "2026-02-30")])
    assert "9711: a billed code must be five digits" in words_of(html) and "97110: units of 97110" in words_of(html)
    assert "the date must be an ISO date" in words_of(html)
    assert re.findall(r'class="card" id="code-(\w+)"', html) == ["97140"]


def test_codes_can_be_picked_from_those_that_are_known(studio):
    page = answer(studio, what="empty")
    assert page.count('<option value="97140">manual therapy</option>') == 1 and 'list="known-codes"' in page
    assert "<datalist" not in answer(studio, [("text", CHARGED)], part=True)  # it never changes


def test_labels_of_headings_are_offered_and_never_assumed(studio):
    html = answer(studio, [("text", "97110 Ther Ex (15 min): SLR 3x10")])
    assert "These were billed" in html and 'class="card"' not in html
    assert 'id="code-97110"' in answer(studio, [("text", "97110 Ther Ex (15 min): SLR 3x10"), ("take", "97110")])


def test_an_uploaded_notes_other_fields_hold_at_the_desk(studio):
    record = json.dumps({"note_id": "v1", "text": "Ther ex per flow sheet", "billed": ["97110"], "attachments": ["SLR 2# 3x10, 15 min for quad strength"]}).encode()
    assert "attachment 1" in words_of(answer(studio, [("text", "Ther ex per flow sheet."), ("kept", "u/0"), *line("97110")], record))


def test_a_payer_that_has_no_profile_stays_named(studio):
    html = answer(studio, body=json.dumps({"text": "SLR", "billed": ["97110"], "payer": "Acme <Health>"}).encode(), what="record")
    assert '<option value="Acme &lt;Health&gt;" selected>' in html and "judged by" in words_of(html)


def test_a_form_that_no_page_sends_is_refused(studio):
    for body in (b"\xff=1", b"&".join([b"a=1"] * 5_000)):
        with pytest.raises(Problem) as caught:
            list(desk.answer(studio, {"what": "form"}, body))
        assert caught.value.status == 422


def test_rules_pages_say_what_explain_says(studio):
    ((_, html),) = rulebook.answer(studio, {"name": "97140/purpose"}, b"")
    code = studio.book.code("97140")
    assert " ".join(code.say(code.elements["purpose"].counts).split()) in words_of(html.decode())
    ((_, html),) = rulebook.answer(studio, {"query": "over-billed"}, b"")
    assert "units/over-billed" in html.decode() and "97110/volume" not in html.decode()
    with pytest.raises(Problem) as caught:
        list(rulebook.answer(studio, {"name": "nothing/of-this"}, b""))
    assert caught.value.status == 404


def test_programs_get_the_published_report(studio):
    jsonschema = pytest.importorskip("jsonschema")
    from ptnotelint.schema import schema

    records = [json.loads(LONG), {"note_id": "bad", "text": 5}]
    ((head, body),) = programs.lint(studio, {"notes": 10}, json.dumps(records).encode())
    report = json.loads(body)
    jsonschema.validate(report, schema("report"))
    assert head["status"] == 200 and report["summary"]["notes"] == 1 and report["unreadable"][0]["path"] == "-"
    own = studio.linter.lint(Note.from_dict(records[0]))
    assert [finding["rule"] for finding in report["notes"][0]["findings"]] == [finding.rule for finding in own.findings]


@pytest.mark.parametrize(("body", "status"), [(b"", 422), (b"[]", 422), (b'{"text": "secretword"', 422), (b'[{"note_id":"a","text":""},{"note_id":"b","text":""}]', 422)])
def test_programs_are_told_what_is_wrong_without_the_note(studio, body, status):
    with pytest.raises(Problem) as caught:
        list(programs.lint(studio, {"notes": 1}, body))
    assert caught.value.status == status and "secretword" not in caught.value.detail + str(caught.value.more)


def multipart(files: dict[str, bytes]) -> tuple[str, bytes]:
    parts = [f'--edge\r\nContent-Disposition: form-data; name="files"; filename="{name}"\r\n\r\n'.encode() + content + b"\r\n" for name, content in files.items()]
    return "multipart/form-data; boundary=edge", b"".join(parts) + b"--edge--\r\n"


def test_an_upload_is_told_of_as_it_goes_and_ends_in_a_workbook(studio):
    calamine = pytest.importorskip("python_calamine")
    rows = b"note_id,text,billed\n" + b"".join(b"v%d,SLR 2# 3x10 for quad strength 15 min,97110x1\n" % number for number in range(45))
    content_type, body = multipart({"notes.csv": rows, "x/<b>.txt": b"STM L4-5 12 min", "broken.txt": b"\0\0\0"})
    *some, (told, workbook) = batch.upload(studio, {"content_type": content_type, "files": 10, "notes": 100}, body)
    done = [each for _, messages in some for each in json.loads(messages)]
    assert [each["row"]["name"] for each in done[:2]] == ["v0", "v1"] and len(done) == 46
    assert all(head["total"] == 46 for head, _ in some) and len(some) == 4
    reconciliation = some[-1][0]["reconciliation"]
    assert reconciliation["notes"] == 46 and [each["path"] for each in reconciliation["unreadable"]] == ["broken.txt"]
    assert "Notes" in calamine.CalamineWorkbook.from_filelike(BytesIO(workbook)).sheet_names
    # what the list keeps is the note: at the desk it gets the same cards
    assert 'id="code-97110"' in answer(studio, body=json.dumps(done[0]["record"]).encode(), what="record")


@pytest.mark.parametrize(("name", "count", "is_open"), [("charges_without_notes", 1, True), ("unreadable", [], False)])
def test_what_was_read_lies_open_where_something_was_left_over(name, count, is_open):
    upload = Upload("s", reconciliation=Reconciliation().as_dict() | {name: count}, done=True)
    shown = {"name": "a", "rows": [], "count": 0, "page": 1, "pages": 1, "query": "", "verdict": "", "verdicts": {}, "order": ()}
    assert ('<details class="reconciled" open>' in render("upload.html", upload=upload, **shown)) is is_open


def test_an_upload_has_limits(studio):
    content_type, body = multipart({"notes.jsonl": b'{"note_id":"a","text":""}\n{"note_id":"b","text":""}\n'})
    for head, status in (({"files": 10, "notes": 1}, 413), ({"files": 0, "notes": 9}, 422)):
        with pytest.raises(Problem) as caught:
            list(batch.upload(studio, {"content_type": content_type, **head}, body))
        assert caught.value.status == status
    with pytest.raises(Problem):
        list(batch.upload(studio, {"content_type": "multipart/form-data", "files": 1, "notes": 1}, body))
