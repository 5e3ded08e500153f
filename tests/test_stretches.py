"""A look finds what a walk through all stretches finds."""

from hypothesis import given
from hypothesis import strategies as st

from ptnotelint.stretches import Stretches

stretch = st.tuples(st.integers(0, 60), st.integers(1, 20)).map(lambda each: (each[0], each[0] + each[1]))


@given(st.lists(stretch), stretch)
def test_as_a_walk_through_all(spans, asked):
    start, end = asked
    expected = sorted(span for span in spans if span[0] < end and start < span[1])
    assert Stretches(spans).met(start, end) == expected and Stretches(spans).meet(start, end) == bool(expected)
