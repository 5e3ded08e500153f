"""Warnings of one file, each said once with how often it held."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable


class Tally:
    """Counts what a reader would otherwise say again and again.

    Examples
    --------
    >>> tally = Tally("claims.837", print)
    >>> [tally.add("a void claim is left out") for _ in range(3)]
    [1, 2, 3]
    >>> tally.tell()
    claims.837: a void claim is left out (3 times)
    """

    def __init__(self, path: str, warn: Callable[[str], None]):
        self._path, self._warn = path, warn
        self._counts: Counter[str] = Counter()

    def add(self, words: str) -> int:
        """Count a warning; gives back how often it was met so far."""
        self._counts[words] += 1
        return self._counts[words]

    def tell(self) -> None:
        """Give the warnings in the order they were first met, and forget them."""
        for words, count in self._counts.items():
            self._warn(f"{self._path}: {words}" + (f" ({count} times)" if count > 1 else ""))
        self._counts.clear()
