"""The adapted tokenizer: clinical shorthand stays whole, and dropping whitespace rules changes no token."""

from __future__ import annotations

import pytest
import spacy
from annotated_notes import all_notes

from ptnotelint.nlp.tokenizer import adapt_tokenizer

# What must be one token, so that a term of the vocabulary or a span of evidence can begin and end there.
WHOLE = [
    "3x10", "3×10", '10x5"', "10x5”", "2x30s", "2x30sec", "x30", "x10", "2/10", "4+/5", "1.5w/cm2", "1.5W/cm2", '30"', "30”",
    "15'", "75’", "5#", "2.5#", "L4-5", "L5-S1", "C5/6", "T4-T8", "s/p", "c/o", "w/", "w/o", "GTB", "9:00-9:15", "10:00–11:00",
]
# What may be several tokens, as long as its own first and last characters are borders between tokens.
BOUNDED = [
    "2-4 Hz", "0.25 hr", "2 x 10", "3 × 30-second", "1.5 W/cm²", ".2 W/CM squared", "1 MHz", "20%", "7% - 10%", "30 lbs", "40lbs",
    "B/L", "AOx3", "2x/week", "4/10 -> 2/10", "min A", "10-RM", "6”", "T-band", "97110", "G0283", "M54.16", "2-3 sets",
]
PLACES = ["SLR {}, then rest", "SLR {}) tol", "SLR {}; next", "O:\n{}\nA:", "O:\r\n\t{}\r\nA:", "SLR\u00a0{}\u00a0ok", "- {}"]


@pytest.fixture(scope="module")
def tokenize():
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    return nlp.make_doc


def span(doc, shorthand):
    start = doc.text.index(shorthand)
    return doc.char_span(start, start + len(shorthand))


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shorthand", WHOLE)
def test_shorthand_is_one_token(tokenize, shorthand, place):
    if shorthand == "w/" and "({})" in place:
        pytest.skip("'w/)' is not written")
    found = span(tokenize(place.format(shorthand)), shorthand)
    assert found is not None and len(found) == 1


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize("shorthand", WHOLE + BOUNDED)
def test_shorthand_can_be_marked_as_a_span(tokenize, shorthand, place):
    if shorthand == "w/" and "({})" in place:
        pytest.skip("'w/)' is not written")
    assert span(tokenize(place.format(shorthand)), shorthand) is not None


@pytest.mark.parametrize("shorthand", ["3x10", "5#", "L4-5", "s/p", "GTB", "2/10", '30"', "9:00-9:15", "2-4 Hz", "0.25 hr", "TKA"])
def test_shorthand_may_end_a_sentence(tokenize, shorthand):
    assert span(tokenize(f"bridges {shorthand}."), shorthand) is not None


@pytest.mark.parametrize("text", ["", " ", "\n", "\r\n\r\n", "\t", "a\u2028b", "3x10\x0b", "\u00a0", "x" * 5000, "İ 3x10 ß ﬁ"])
def test_tokens_join_to_the_text(tokenize, text):
    assert tokenize(text).text == text


def without_whitespace_rules():
    nlp = spacy.blank("en")
    nlp.tokenizer.rules = {chunk: rule for chunk, rule in nlp.tokenizer.rules.items() if chunk.strip()}
    return nlp.make_doc


def tokens(doc):
    return [(token.text, token.idx, token.whitespace_) for token in doc]


@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r", "\n\n", "\n \t"])
def test_dropping_whitespace_rules_leaves_identical_tokens(line_end):
    usual, dropped = spacy.blank("en").make_doc, without_whitespace_rules()
    changed = []
    for note in all_notes():
        text = note.text.replace("\r\n", "\n").replace("\n", line_end)
        if tokens(usual(text)) != tokens(dropped(text)):
            changed.append(note.note_id)
    assert changed == []


def test_adapting_drops_only_whitespace_rules():
    usual, adapted = spacy.blank("en"), spacy.blank("en")
    adapt_tokenizer(adapted)
    dropped = usual.tokenizer.rules.keys() - adapted.tokenizer.rules.keys()
    assert dropped and not any(chunk.strip() for chunk in dropped)


def test_adapting_twice_changes_nothing_more():
    once, twice = spacy.blank("en"), spacy.blank("en")
    adapt_tokenizer(once)
    adapt_tokenizer(twice)
    adapt_tokenizer(twice)
    text = 'SLR 3x10, bridges 10x5" hold; L4-5 gr III\ns/p R TKA'
    assert tokens(once.make_doc(text)) == tokens(twice.make_doc(text))
