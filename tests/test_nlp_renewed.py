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


def test_a_part_of_a_word_means_nothing_whatever_was_read_before():
    # English cuts "gotta" into "got" and "ta"; a note with "TA" teaches that word
    note = "\"I jogged to the mailbox, that's gotta count.\" Manual therapy to L calf, 12 min."
    fresh = pipeline.Reader()
    alone = fresh.read(note)
    taught = pipeline.Reader()
    taught.read("TA: bed mobility, sit to stand x 5, 21 min. Cannot do stairs, did not try.")
    assert taught.read(note).mentions == alone.mentions
    assert "ta" not in {note[mention.start:mention.end].lower() for mention in alone.mentions}
