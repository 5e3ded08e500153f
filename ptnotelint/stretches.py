"""Many places in one text, sorted once, so that each question about them takes a look and not a walk through all of them."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable
from itertools import accumulate


class Stretches:
    """Stretches of a text, and which of them another one meets.

    Parameters
    ----------
    spans : iterable of (int, int)
        Start and end of each, in any order; they may overlap.

    Examples
    --------
    >>> told = Stretches([(20, 30), (0, 9), (4, 6)])
    >>> told.meet(8, 12), told.meet(9, 20), told.met(5, 21)
    (True, False, [(0, 9), (4, 6), (20, 30)])
    """

    __slots__ = ("_spans", "_starts", "_reach", "_longest")

    def __init__(self, spans: Iterable[tuple[int, int]]):
        self._spans = sorted(spans)
        self._starts = [start for start, _ in self._spans]
        self._reach = list(accumulate((end for _, end in self._spans), max))  # how far those up to each go
        self._longest = max((end - start for start, end in self._spans), default=0)

    def meet(self, start: int, end: int) -> bool:
        """Whether one of them overlaps a stretch."""
        before = bisect_left(self._starts, end)
        return before > 0 and self._reach[before - 1] > start

    def met(self, start: int, end: int) -> list[tuple[int, int]]:
        """Those that overlap a stretch, in order."""
        near = self._spans[bisect_left(self._starts, start - self._longest):bisect_left(self._starts, end)]
        return [span for span in near if span[1] > start]
