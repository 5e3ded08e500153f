"""Texts that once broke the reading, or took it seconds."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import Note


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


@pytest.mark.parametrize("text", [
    "Total timed 45+ min",  # a total that asks for two numbers and has one
    "15 min " * 1500,  # a time before a heading before a time …
    "te 5,,,, " * 12 + "zz",  # a time sheet that is none: once 2^12 ways to try
    "TE  5,  " * 20 + "zz",
    # each of these once had every piece look at all the others
    "total 45 min, " * 2000,
    "SLR 3x10\n" * 1500,
    "SLR\t3x10\t2#\n" * 1500,
    "9:00-9:15 " * 3000,
    "TE\t" * 6000,
    "PT held her and " * 3000,
    "was b. " * 3000,
    "HEP" + "," * 12000 + "x",  # from every comma to the next word
    "97110" + "." * 6000,
    "(" * 20000,  # taken off one by one
    "Ther ex SLR 3x10 to strengthen quad " * 2000,  # no full stop
], ids=["half a pair", "times without a heading", "commas", "blanks", "totals", "flow sheet", "flow sheet of cells", "clock ranges", "cells",
        "help of another", "abbreviations", "commas before a word", "leader dots", "open brackets", "one sentence"])
def test_odd_texts_are_judged(linter, text):
    report = linter.lint(Note.from_dict({"text": text, "billed": ["97110"]}))
    assert [code.code for code in report.codes] == ["97110"]


def test_minutes_of_an_attachment_have_no_place_in_the_text(linter):
    note = Note.from_dict({"text": "Pt seen.", "billed": ["97110"], "attachments": ["Ther ex 23 min: SLR 3x10, bridges 2x15."]})
    minutes = linter.lint(note).minutes.get("97110")
    assert minutes is None or minutes.start is None
