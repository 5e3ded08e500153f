"""A reader that has met many new words begins anew: it forgets them and reads as before."""

import gc
import weakref

import pytest
from annotated_notes import tune_notes

from ptnotelint.nlp import pipeline


@pytest.fixture
def forgetful(monkeypatch):
    monkeypatch.setattr(pipeline, "MOST_WORDS", 200)
    return pipeline.Reader()


def test_it_reads_as_one_that_forgets_nothing(forgetful):
    texts, usual = [note.text for note in tune_notes()[::150]], pipeline.Reader()
    begun = forgetful.nlp
    assert [forgetful.read(text) for text in texts] == [usual.read(text) for text in texts]
    assert forgetful.nlp is not begun


def test_what_it_forgets_is_gone(forgetful):
    begun = weakref.ref(forgetful.nlp)
    forgetful.read(" ".join(f"name{number}" for number in range(500)))
    forgetful.read("SLR 3x10")
    gc.collect()
    assert begun() is None and len(forgetful.nlp.vocab.strings) < forgetful._most_words
