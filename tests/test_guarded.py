"""A guarded pattern finds what its bare pattern finds, and the table of needs is of these very patterns."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ptnotelint.nlp import guarded as module
from ptnotelint.nlp.guarded import Folded, guarded
from ptnotelint.nlp.needs import as_json, guarded_patterns, needs
from ptnotelint.nlp.quantities import fold
from ptnotelint.train.annotated import read_annotated


def test_the_table_of_needs_is_up_to_date():
    assert module.FILE.read_text(encoding="utf-8") == as_json(), "run: python -m ptnotelint.nlp.needs"


@pytest.mark.parametrize(("source", "needed"), [
    ("walk", ["walk"]),
    ("walk(?:ed|ing)?", ["walk"]),
    (r"\b(?:walked|waited)\b", ["waited", "walked"]),
    ("(?:re-?)?eval", ["eval"]),
    ("[a-z]+ing", ["ing"]),
    ("(?:the )?", []),
    (r"\d+ ?x", ["x"]),
    (r"\d{1,2}[/:]\d", ["/", ":"]),
    (r"\d{1,2}\s\d", ["0"]),
    ("(?!not)sat|stood", ["sat", "stood"]),
    ("a|[a-z]", []),
    ("(?:manual )+stretch", ["stretch"]),
    (r"[\w ]*", []),
    ("[(]", ["("]),
])
def test_needs(source, needed):
    assert needs(source) == needed


@pytest.mark.parametrize("pattern", guarded_patterns()[::9], ids=lambda pattern: pattern.key)
@settings(max_examples=5, deadline=None)
@given(data=st.data())
def test_what_a_pattern_matches_meets_its_needs(pattern, data):
    text = data.draw(st.from_regex(re.compile(pattern.source, pattern.flags)))
    found = pattern.compiled().search(text)
    if found is None or text.lower() != text:
        return  # a look-behind that the drawn text does not satisfy
    needed = needs(pattern.source, pattern.flags)
    matched = re.sub(r"\d", "0", found[0])
    assert not needed or any(word in matched for word in needed)
    assert pattern.search(Folded.of(text)) is not None


def test_on_whole_notes_the_same_is_found():
    patterns = guarded_patterns()
    for note in read_annotated(Path(__file__).parent.parent / "corpora", "tune")[::25]:
        text = fold(note.text)
        folded = Folded.of(text)
        for pattern in patterns:
            assert [m.span() for m in pattern.finditer(folded)] == [m.span() for m in pattern.compiled().finditer(text)], pattern.source


@given(st.text(alphabet="walk 3x\nthe(", max_size=300), st.integers(0, 300), st.integers(0, 300))
def test_between_any_two_places_the_same_is_found(text, start, end):
    folded = Folded.of(text)
    for pattern in guarded_patterns()[::40]:
        assert [m.span() for m in pattern.finditer(folded, start, end)] == [m.span() for m in pattern.compiled().finditer(text, start, end)]


def test_a_pattern_not_in_the_table_is_always_tried():
    assert guarded("never tabled").search(Folded.of("never tabled, but there"))
