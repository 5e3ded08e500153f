"""A guarded pattern finds what its bare pattern finds, and the table of needs is of these very patterns."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.lang.en import English

from ptnotelint.nlp import guarded as module
from ptnotelint.nlp.guarded import Folded, guarded
from ptnotelint.nlp.needs import as_json, guarded_patterns, needs, starts
from ptnotelint.nlp.quantities import fold
from ptnotelint.nlp.tokenizer import quick_tokenizer
from ptnotelint.train.annotated import read_annotated

NLP = English(create_tokenizer=quick_tokenizer)


def looked_through(text):
    return Folded.of(text, NLP.make_doc(text))


def test_the_table_of_needs_is_up_to_date():
    assert module.FILE.read_text(encoding="utf-8") == as_json(), "run: python -m ptnotelint.nlp.needs"


@pytest.mark.parametrize(("source", "held", "begun"), [
    ("walk(?:ed|ing)?", "walk", "walk"),
    (r"\b(?:walked|waited)\b", "|waited| |walked|", "|waited| |walked|"),
    ("(?:re-?)?eval", "eval", "eval re| reeval"),
    ("[a-z]+ing", "ing", ""),
    ("(?:the )?", "", ""),
    (r"\d+ ?x", "0", "0"),
    (r"\d{1,2}[/:]\d", "/ :", "0"),
    (r"\d{1,2}\s\d", "0", "0"),
    ("(?!not)sat|stood", "sat stood", "sat stood"),
    ("a|[a-z]", "", ""),
    (r"\w+ (?:to )+stretch", "stretch", ""),
    (r"\bfor (?:him|her)\b", "|for| |him|", "|for|"),
    (r"[\w ]*", "", ""),
    ("[(]", "(", "("),
])
def test_what_a_pattern_needs_and_starts_with(source, held, begun):
    shown = [" ".join(words).replace("\0", "|") for words in ((needs(source) or [[]])[0], starts(source))]
    assert shown == [held, begun]


@pytest.mark.parametrize(("source", "held"), [
    (r"rows?.*\b(?:sets|reps)\b", ["|reps| |sets|", "row"]),
    (r"(?:sat\b.*up|stood\b.*down)", ["sat| stood|", "down up"]),
    (r"(?:sat\b.*up|stood)", ["sat| stood", "tood up"]),
    ("strength.*strength", ["strength"]),
    ("walk(?:ed|ing)?", ["walk"]),
])
def test_what_a_pattern_needs_besides(source, held):
    assert [" ".join(words).replace("\0", "|") for words in needs(source)] == held


@pytest.mark.parametrize("pattern", guarded_patterns()[::9], ids=lambda pattern: pattern.key)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_a_pattern_matches_meets_its_needs(pattern, data):
    text = data.draw(st.from_regex(re.compile(pattern.source, pattern.flags)))
    found = pattern.compiled().search(text)
    if found is None or text.lower() != text:
        return  # a look-behind that the drawn text does not satisfy
    matched = re.sub(r"\d", "0", found[0])
    for needed in needs(pattern.source, pattern.flags):
        assert any(word.strip("\0") in matched for word in needed)
    assert pattern.search(looked_through(text)) is not None


def test_on_whole_notes_the_same_is_found():
    patterns = guarded_patterns()
    for note in read_annotated(Path(__file__).parent.parent / "corpora", "train")[::25]:
        text = fold(note.text)
        folded = looked_through(text)
        for pattern in patterns:
            assert [m.span() for m in pattern.finditer(folded)] == [m.span() for m in pattern.compiled().finditer(text)], pattern.source


@given(st.text(alphabet="walk 3x\nthe(", max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_between_any_two_places_the_same_is_found(text, start, end):
    folded = looked_through(text)
    for pattern in guarded_patterns()[::40]:
        assert [m.span() for m in pattern.finditer(folded, start, end)] == [m.span() for m in pattern.compiled().finditer(text, start, end)]


@pytest.mark.parametrize("text", ["cannot", "can't", "don't", "gonna walk", "w/o", "3x10#", "i'm", "10lb", "re-eval", "pt's", "_walk_", "walk/run", "²strength", "cm²"])
def test_what_the_tokenizer_parts_is_found_whole(text):
    folded = looked_through(text)
    for pattern in guarded_patterns():
        assert [m.span() for m in pattern.finditer(folded)] == [m.span() for m in pattern.compiled().finditer(text)], pattern.source


def test_a_pattern_not_in_the_table_is_always_tried():
    assert guarded("never tabled").search(looked_through("never tabled, but there"))


def test_what_a_hyphen_meets_does_not_hang_on_a_dash_read_as_one_before():
    from ptnotelint.nlp.pipeline import Reader

    module._OF_TOKENS.clear()
    Reader().read("STM L4–S1, sit–stand x 5")
    text = "10 - 15 min of it - bilateral sit - stand"
    folded = looked_through(text)
    for pattern in guarded_patterns():
        assert [match.span() for match in pattern.finditer(folded)] == [match.span() for match in pattern.compiled().finditer(text)], pattern.source
