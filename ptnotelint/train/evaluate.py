"""Measuring the linter against annotated notes; needs none of training's libraries."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Protocol

from ptnotelint.codebook import Codebook
from ptnotelint.note import Note
from ptnotelint.report import LACKING, CodeReport, NoteReport
from ptnotelint.train.annotated import AnnotatedNote
from ptnotelint.train.figures import Disagreement, Figures, Gaps, Share
from ptnotelint.train.layouts import layout_of
from ptnotelint.train.measurement import Measured
from ptnotelint.train.spans import count_spans

PAYER = "default"  # annotations use its levels


class Lints(Protocol):
    """What is measured: anything that lints a note."""

    def lint(self, note: Note) -> NoteReport: ...


def evaluate(linter: Lints, notes: Iterable[AnnotatedNote], book: Codebook | None = None) -> Figures:
    """Lint annotated notes under the default payer and count where report and annotation agree.

    A gap is a status that is not ``present``. Where the annotation finds no `service` for a code, only
    `service` is counted for it. What is reported as ``not_judged``, or not at all, reports no gap.

    Parameters
    ----------
    linter : Lints
        Loaded with the default payer.
    notes : iterable of AnnotatedNote
        The notes to measure on.
    book : Codebook, optional
        Gives each code's levels; the shipped one by default.
    """
    return measure(linter, notes, book).total


def measure(linter: Lints, notes: Iterable[AnnotatedNote], book: Codebook | None = None) -> Measured:
    """As :func:`evaluate`, with the counts of each note kept apart, for intervals and comparisons."""
    book = book or Codebook.load()
    found = []
    for note in notes:
        report, figures = linter.lint(Note.from_dict(note.record | {"payer": PAYER})), Figures()
        _count(figures, note, report, book)
        count_spans(figures, note, report)
        found.append((layout_of(note.text), figures))
    return Measured(tuple(found))


def _count(figures: Figures, note: AnnotatedNote, report: NoteReport, book: Codebook) -> None:
    figures.notes += 1
    reported = {code.code: code for code in report.codes}
    gold_gap = false_alarm = scored = False
    for code, gold in note.gold["codes"].items():
        entry = book.code(code)
        if entry is None or not gold:
            continue
        scored = True
        figures.codes += 1
        quotes = _quotes(reported.get(code))
        for element, level, want, got in _pairs(gold, reported.get(code), entry):
            want_gap, got_gap = want != "present", got in LACKING
            if level == "required":
                gold_gap |= want_gap
                false_alarm |= got_gap and not want_gap
                figures.required.count(want_gap, got_gap)
                figures.elements.setdefault(element, Gaps()).count(want_gap, got_gap)
                figures.by_code.setdefault(code, Gaps()).count(want_gap, got_gap)
            else:
                figures.recommended.count(want_gap, got_gap)
            figures.rules.setdefault(f"{code}/{element}", Gaps()).count(want_gap, got_gap)
            cells, cell = figures.confusion.setdefault(element, {}), f"{want} > {got}"
            cells[cell] = cells.get(cell, 0) + 1
            _agree(figures, figures.statuses, note, code, element, want, got, quotes.get(element))
        verdict = reported[code].verdict if code in reported else None
        # An annotation cannot say whether a document was at hand, so the two words for "no service" are one here.
        got = "unsupported" if verdict == "cannot_tell" else verdict
        right = gold_verdict(gold, entry.required)
        _agree(figures, figures.verdicts, note, code, "verdict", right, got)
        figures.verdicts_by_code.setdefault(code, Share()).count(right == got)
    if scored and not gold_gap:
        figures.false_alarms.count(false_alarm)
    _count_minutes(figures, note, report)


def gold_verdict(gold: dict[str, str], required: Iterable[str]) -> str:
    """The verdict that a code's annotated statuses amount to.

    Examples
    --------
    >>> gold_verdict({"service": "present", "time": "missing"}, ["service", "time"])
    'partial'
    """
    if gold.get("service", "present") != "present":
        return "unsupported"
    return "supported" if all(gold.get(element, "present") == "present" for element in required) else "partial"


def _quotes(reported: CodeReport | None) -> dict[str, int]:
    """Where the first words stand that the report quotes or refuses for each element."""
    return {element.element: at for element in (reported.elements if reported else ())
            if (at := next((each.start for each in (*element.evidence, *element.refused) if each.source == "text"), None)) is not None}


def _pairs(gold: dict[str, str], reported: CodeReport | None, entry) -> Iterator[tuple[str, str, str, str | None]]:
    """Element, level, annotated and reported status of all that is counted for a code."""
    got = {element.element: element.status for element in reported.elements} if reported else {}
    undescribed = gold.get("service", "present") != "present"
    for level in ("required", "recommended"):
        for element in getattr(entry, level):
            if element in gold and (element == "service" or not undescribed):
                yield element, level, gold[element], got.get(element)


def _count_minutes(figures: Figures, note: AnnotatedNote, report: NoteReport) -> None:
    by_code = note.gold.get("minutes") or {}
    stated = [("per_code", code, value, report.minutes.get(code)) for code, value in by_code.items()]
    stated += [("timed", None, note.gold.get("timed_minutes"), report.timed_minutes),
               ("total", None, note.gold.get("total_minutes"), report.total_minutes)]
    for kind, code, want, minutes in stated:
        got = minutes.value if minutes else None
        element = "minutes" if kind == "per_code" else f"{kind}_minutes"
        if want is not None:
            _agree(figures, figures.minutes[kind], note, code, element, want, got)
        elif got is not None:
            figures.invented_minutes[kind] += 1
            figures.disagreements.append(Disagreement(note.note_id, code, element, None, got))


def _agree(figures: Figures, counted, note: AnnotatedNote, code: str | None, element: str, want, got, quoted: int | None = None) -> None:
    counted.count(want == got)
    if want != got:
        marked = (span.start for span in (note.spans or ()) if span.element == element and span.code in (None, code))
        start = min(marked, default=quoted)
        line = None if start is None else note.text.count("\n", 0, start) + 1
        figures.disagreements.append(Disagreement(note.note_id, code, element, want, got, line))
