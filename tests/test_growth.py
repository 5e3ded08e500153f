"""Twice the note is at most a little more than twice the work, counted in calls: no clock is asked, so the machine's load does not matter."""

from __future__ import annotations

import cProfile
import gc
import random

import pytest
from benchmarks.growth import AIM, BILLED, SHAPES, grown

from ptnotelint.linter import Linter
from ptnotelint.note import Note

LENGTH = 6_000  # characters, and twice of it: three sentences of the longest, so that what is bounded by a sentence has reached its bound
FAR = ("one phrase", "semicolons", "one line of words", "boxes", "times", "clocks of all kinds", "denied in sentences", "reasons of all", "rows of minutes", "nested list", "totals")


@pytest.fixture(scope="module")
def linter():
    return Linter.load()


def calls(linter: Linter, text: str) -> int:
    """Calls of functions, of Python and built in, that a lint makes."""
    note, counted = Note(text, billed=BILLED), cProfile.Profile()
    gc.disable()
    try:
        counted.enable()
        linter.lint(note)
        counted.disable()
    finally:
        gc.enable()
    return sum(entry.callcount for entry in counted.getstats())


@pytest.mark.parametrize("shape", FAR)
def test_twice_the_note_is_no_more_than_twice_the_work(linter, shape):
    half, whole = (grown(shape, length, random.Random(1)) for length in (LENGTH, 2 * LENGTH))
    linter.lint(Note(whole, billed=BILLED))  # what is worked out once per word is none of it
    assert calls(linter, whole) <= AIM * calls(linter, half)


def test_every_shape_is_there():
    assert set(FAR) <= set(SHAPES)
