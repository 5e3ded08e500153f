"""The desk: one note with its claim, answered as a whole page or as the parts of it that changed."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note, NoteError
from ptnotelint.read.text import check_text
from ptnotelint.report import REMINDER, NoteReport
from ptnotelint.web.cards import answer_of
from ptnotelint.web.desk_form import DeskForm, Row, form_of, note_of, rows_of, shown_rows
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import Studio, page, render

EXAMPLE = Path(__file__).parent / "example.json"


def answer(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """The page for a form that was sent, an uploaded note that is opened, the worked example, or nothing yet.

    ``head`` says which by ``what`` (``form``, ``record``, ``example``, ``empty``); with ``part`` only what changed is
    sent. ``record`` and, with ``base`` bytes of body in front of the form, ``form`` bring a note record along.
    """
    base, kept = Note(""), ""
    if head["what"] == "form":
        size = head.get("base", 0)
        base = _note(body[:size]) if size else base
        form = form_of(body[size:])
        note, problems = note_of(form, base)
    elif head["what"] == "empty":
        form, note, problems = DeskForm(), base, []
    else:
        note, problems, kept = _note(EXAMPLE.read_bytes() if head["what"] == "example" else body), [], head.get("kept", "")
        form = DeskForm(note.text, rows_of(note), "", note.payer or "", note.date_of_service or "", note.status or "", kept)
    try:
        check_text(note.text, "note")
    except UnreadableError as error:
        raise Problem(422, f"The note cannot be read: {error.reason}.") from None
    report = studio.linter.lint(note)
    problems += studio.linter.warnings
    studio.linter.warnings.clear()
    shown = _shown(studio, form, report, problems, note.text)
    if head.get("part"):
        yield page(200, render("answer.html", **shown))
    else:
        yield page(200, render("desk.html", known=[(code, studio.book.code(code).words) for code in studio.book.codes()], **shown))


def _shown(studio: Studio, form: DeskForm, report: NoteReport, problems: list[str], text: str) -> dict:
    rows, seen = shown_rows(form, report)
    payers = [(name, studio.book.payer(name).words) for name in studio.book.payers()]
    if form.payer and studio.book.payer(form.payer) is None:  # as an uploaded record names it
        payers.append((form.payer, f"{form.payer} (judged by default)"))
    empty = not form.text.strip() and not rows
    return {
        "form": replace(form, rows=rows, seen=seen), "lines": (*rows, Row()), "answer": answer_of(report, text, studio.book),
        "problems": problems, "payers": payers,
        "payer": studio.book.payer(studio.options.get("payer", "default")).words, "labels": () if report.codes else report.code_labels,
        "empty": empty, "reminder": REMINDER}


def _note(record: bytes) -> Note:
    """The note of a record; why it has no text, which is no field of the contract, stands beside the fields."""
    try:
        fields = json.loads(record)
        return replace(Note.from_dict(fields), without_text=fields.get("without_text"))
    except (ValueError, NoteError):
        raise Problem(422, "The record of this note cannot be read.") from None
