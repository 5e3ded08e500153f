"""Every quote of a report is the note's own words at the offsets it names, however the text is written."""

from __future__ import annotations

import re

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


def quoted(report):
    for code in report.codes:
        for element in code.elements:
            for item in (*element.evidence, *element.refused):
                yield code.code, element.element, item


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_quote_is_the_text_between_its_offsets(linter, variant):
    wrong, quotes = [], 0
    for annotated in NOTES:
        text = VARIANTS[variant](annotated.text)
        for code, element, item in quoted(linter.lint(as_note(annotated, text))):
            quotes += 1
            if item.source == "text" and (item.text != text[item.start:item.end] or not item.text.strip()):
                wrong.append((annotated.note_id, code, element, item))
    assert wrong == [] and quotes > len(NOTES)


@pytest.mark.parametrize("variant", VARIANTS)
def test_a_finding_points_into_the_text(linter, variant):
    for annotated in NOTES:
        text = VARIANTS[variant](annotated.text)
        for finding in linter.lint(as_note(annotated, text)).findings:
            if finding.start is None:
                assert finding.line is finding.column is finding.end is None
                continue
            assert 0 <= finding.start < finding.end <= len(text), (annotated.note_id, finding.rule)
            # The line may end as the report's readers count lines: LF, CRLF or CR.
            before = text[: finding.start].replace("\r\n", "\n").replace("\r", "\n")
            assert finding.line == before.count("\n") + 1, (annotated.note_id, finding.rule)
            assert finding.column == len(before) - (before.rfind("\n") + 1) + 1, (annotated.note_id, finding.rule)


@pytest.mark.parametrize("variant", ["CRLF", "curly quotes"])
def test_how_lines_end_and_quotes_curl_changes_no_judgement(linter, variant):
    changed = []
    for annotated in NOTES:
        usual = linter.lint(as_note(annotated))
        other = linter.lint(as_note(annotated, VARIANTS[variant](annotated.text)))
        for code, twin in zip(usual.codes, other.codes, strict=True):
            for element, its in zip(code.elements, twin.elements, strict=True):
                if element.status != its.status:
                    changed.append((annotated.note_id, code.code, element.element, element.status, its.status))
    assert changed == []


def test_a_mention_lies_in_its_segment():
    reader = Reader()
    for annotated in NOTES:
        reading = reader.read(annotated.text)
        assert reading.text == annotated.text
        for mention in reading.mentions:
            segment = reading.segments[mention.segment]
            inside = segment.start <= mention.start < mention.end <= segment.end
            assert inside, (annotated.note_id, mention.label, mention.start, mention.end)


def test_segments_are_in_order_and_apart():
    reader = Reader()
    for annotated in NOTES:
        segments = reader.read(annotated.text).segments
        for before, after in zip(segments, segments[1:], strict=False):
            assert before.start < before.end <= after.start < after.end, (annotated.note_id, after.start)


def test_what_is_found_does_not_depend_on_the_notes_before():
    worn = Reader()
    for annotated in NOTES:
        worn.read(annotated.text)
    different = [annotated.note_id for annotated in NOTES[::6] if Reader().read(annotated.text) != worn.read(annotated.text)]
    assert different == []


@pytest.mark.parametrize("text", ["", " \n\t", "\ufeff", "\u2028", "İ", "🦵" * 50, "3x10", "x" * 3000, "|" * 200, "\r\n" * 50, "((((", "97110"])
def test_odd_texts_are_read_without_a_word_out_of_place(linter, text):
    reading = Reader().read(text)
    assert reading.text == text
    for mention in reading.mentions:
        assert text[mention.start:mention.end].strip()
