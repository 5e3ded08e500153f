"""Every quote of a report is the note's own words at the offsets it names, however the text is written."""

from __future__ import annotations

import re
from functools import cache

import pytest
from annotated_notes import as_note, tune_notes

from ptnotelint.linter import Linter
from ptnotelint.nlp.pipeline import Reader

NOTES = tune_notes()
SPACED = re.compile(r"(?<=\S) (?=\S)")
VARIANTS = {
    "as written": lambda text: text,
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "tabs": lambda text: SPACED.sub("\t", text),
    "no-break spaces": lambda text: SPACED.sub("\u00a0", text),
    "curly quotes": lambda text: text.replace('"', "”").replace("'", "’"),
    "non-ASCII": lambda text: "Łukasz Ünal — naïve café ☕ 𝒙 e\u0301\n" + text.replace(" - ", " – ").replace("-> ", "→ "),
    "letters that grow in lower case": lambda text: "İİİ " + text.replace("I", "İ"),
    "line separators": lambda text: text.replace("\r\n", "\n").replace("\n", "\u2028"),
    "capitals": str.upper,
    "byte order mark and zero-width spaces": lambda text: "\ufeff" + text.replace(", ", ",\u200b "),
}


@pytest.fixture(scope="module")
def linter():
    return Linter.load()


@pytest.fixture(scope="module")
def reports(linter):
    """Text and report of every train note in a variant."""

    @cache
    def made(variant):
        texts = [VARIANTS[variant](annotated.text) for annotated in NOTES]
        return [(annotated, text, linter.lint(as_note(annotated, text))) for annotated, text in zip(NOTES, texts, strict=True)]

    return made


@pytest.fixture(scope="module")
def readings():
    """Every train note as one reader reads it, one after the other."""
    reader = Reader()
    return [(annotated, reader.read(annotated.text)) for annotated in NOTES]


@pytest.fixture(scope="module")
def reader():
    return Reader()


def quoted(report):
    for code in report.codes:
        for element in code.elements:
            for item in (*element.evidence, *element.refused):
                yield code.code, element.element, item


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_quote_is_the_text_between_its_offsets(reports, variant):
    wrong, quotes = [], 0
    for annotated, text, report in reports(variant):
        for code, element, item in quoted(report):
            quotes += 1
            if item.source == "text" and (item.text != text[item.start:item.end] or not item.text.strip()):
                wrong.append((annotated.note_id, code, element, item))
    assert wrong == [] and quotes > len(NOTES)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_finding_points_into_the_text(reports, variant):
    for annotated, text, report in reports(variant):
        for finding in report.findings:
            if finding.start is None:
                assert finding.line is finding.column is finding.end is None
                continue
            assert 0 <= finding.start < finding.end <= len(text), (annotated.note_id, finding.rule)
            # The line may end as the report's readers count lines: LF, CRLF or CR.
            before = text[: finding.start].replace("\r\n", "\n").replace("\r", "\n")
            assert finding.line == before.count("\n") + 1, (annotated.note_id, finding.rule)
            assert finding.column == len(before) - (before.rfind("\n") + 1) + 1, (annotated.note_id, finding.rule)


@pytest.mark.parametrize("variant", ["CRLF", "curly quotes"])
def test_how_lines_end_and_quotes_curl_changes_no_judgement(reports, variant):
    changed = []
    for (annotated, _, usual), (_, _, other) in zip(reports("as written"), reports(variant), strict=True):
        for code, twin in zip(usual.codes, other.codes, strict=True):
            for element, its in zip(code.elements, twin.elements, strict=True):
                if element.status != its.status:
                    changed.append((annotated.note_id, code.code, element.element, element.status, its.status))
    assert changed == []


def test_a_mention_lies_in_its_segment(readings):
    for annotated, reading in readings:
        assert reading.text == annotated.text
        for mention in reading.mentions:
            segment = reading.segments[mention.segment]
            last = segment
            if mention.label == "minutes" and re.search(r"[|\t]", annotated.text[mention.start:mention.end]):
                last = reading.segments[mention.segment + 1]  # start and stop in two cells of one row
            inside = segment.start <= mention.start < mention.end <= last.end and last.unit == segment.unit
            assert inside, (annotated.note_id, mention.label, mention.start, mention.end)


def test_segments_are_in_order_and_apart(readings):
    for annotated, reading in readings:
        segments = reading.segments
        for before, after in zip(segments, segments[1:], strict=False):
            assert before.start < before.end <= after.start < after.end, (annotated.note_id, after.start)


def test_what_is_found_does_not_depend_on_the_notes_before(readings):
    some = readings[7::15]
    different = [annotated.note_id for annotated, reading in some if Reader().read(annotated.text) != reading]
    assert different == []


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\u2028", "İ", "🦵" * 50, "3x10", "x" * 3000, "|" * 200, "\r\n" * 50, "((((", "97110"])
def test_odd_texts_are_read_without_a_word_out_of_place(reader, text):
    reading = reader.read(text)
    assert reading.text == text
    for mention in reading.mentions:
        assert text[mention.start:mention.end].strip()
