"""The adapted tokenizer: clinical shorthand stays whole, and dropping whitespace rules changes no token."""

from __future__ import annotations

import re
import sys

import pytest
import spacy
from annotated_notes import all_notes
from hypothesis import given
from hypothesis import strategies as st
from spacy.lang.char_classes import ALPHA
from spacy.lang.en import English

from ptnotelint.nlp.tokenizer import UNLETTERED, adapt_tokenizer, quick_tokenizer

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
def adapted():
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    return nlp.make_doc


@pytest.fixture(scope="module")
def quick():
    return English(create_tokenizer=quick_tokenizer).make_doc


@pytest.fixture(scope="module", params=["adapted", "quick"])
def tokenize(request):
    return request.getfixturevalue(request.param)


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


def test_parts_of_english_exceptions_are_cut_alike_without_other_alphabets():
    nlp = spacy.blank("en")
    adapt_tokenizer(nlp)
    usual, ours = nlp.tokenizer, English(create_tokenizer=quick_tokenizer).tokenizer
    odd = [chunk for chunk in usual.rules if not chunk.isascii()]
    parts = {chunk[begin:end] for chunk in odd for begin in range(len(chunk)) for end in range(begin + 1, len(chunk) + 1)}

    def marks(tokenizer, part):
        found = tokenizer.prefix_search(part), tokenizer.suffix_search(part), *tokenizer.infix_finditer(part)
        return [match and match.span() for match in found]

    assert "ಠ" in parts and [part for part in parts if marks(ours, part) != marks(usual, part)] == []


def test_what_passes_for_unlettered_is_in_none_of_the_classes_of_letters():
    letters = re.compile(f"[{ALPHA}]")
    signs = [chr(code) for code in range(128, sys.maxunicode + 1) if UNLETTERED.match(chr(code))]
    assert "→" in signs and [sign for sign in signs if letters.match(sign)] == []


def test_the_quick_tokenizer_cuts_notes_as_the_adapted_one(adapted, quick):
    assert [note.note_id for note in all_notes() if tokens(quick(note.text)) != tokens(adapted(note.text))] == []


@given(st.text(alphabet=st.characters(min_codepoint=32, max_codepoint=126) | st.sampled_from("éäª’“–×²°½µ→•ŁЖ中")))
def test_the_quick_tokenizer_cuts_any_text_as_the_adapted_one(adapted, quick, text):
    assert tokens(quick(text)) == tokens(adapted(text))
