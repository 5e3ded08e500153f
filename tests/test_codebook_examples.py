"""The codebook's own examples: each note gives its element the status, and its near miss the reason, that it shows."""

from __future__ import annotations

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note

EXAMPLES = list(Codebook.load().examples())


@pytest.fixture(scope="module")
def linter() -> Linter:
    # the patterns alone: an example must not hang on a trained weight
    return Linter.load(classifier=False)


@pytest.mark.parametrize("example", EXAMPLES, ids=[f"{e.code}-{e.element}-{e.expect}-{n}" for n, e in enumerate(EXAMPLES)])
def test_example(linter, example):
    report = linter.lint(Note(example.note, billed=(BilledLine(example.code),)))
    element = next(element for element in report.codes[0].elements if element.element == example.element)
    assert element.status == example.expect
    if example.refused:
        assert example.refused in {refused.reason for refused in element.refused}


def test_every_element_shows_present_missing_and_a_near_miss():
    book = Codebook.load()
    for name in book.elements():
        examples = book.element(name).examples
        assert any(example.expect == "present" for example in examples), name
        assert any(example.expect in ("missing", "not_judged") for example in examples), name
        # of `setting` nothing is judged when the service itself is missing for want of water
        assert any(example.refused for example in examples) or all(e.expect != "missing" for e in examples), name
