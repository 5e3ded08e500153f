"""Patterns that know which words they need, and text that knows where those words stand.

A note holds few of the words that the hundreds of patterns look for. The text is looked through once; a pattern is
then tried only where one of its words stands, and compiled only when a first note calls for it. What a pattern needs is
worked out beforehand (:mod:`ptnotelint.nlp.needs`); one that is not in the table is simply always tried.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable
from functools import lru_cache, reduce
from hashlib import blake2b
from operator import or_
from pathlib import Path

FILE = Path(__file__).with_name("needs.json")
WORDS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
BLOCK = 64  # characters looked through together
FAR = 1 << 62
ALWAYS = 1  # the need that is always met


def _table() -> tuple[dict[str, int], dict[str, int], int]:
    """Bits by pattern and bits by word, as the file has them, and the length of the longest word."""
    by_pattern, by_word = {}, {}
    for number, (needed, keys) in enumerate(json.loads(FILE.read_bytes()) if FILE.exists() else (), 1):
        by_pattern.update(dict.fromkeys(keys, 1 << number))
        for word in needed:
            by_word[word] = by_word.get(word, 0) | 1 << number
    return by_pattern, by_word, max(map(len, by_word), default=1)


BY_PATTERN, BY_WORD, LONGEST = _table()


@lru_cache(maxsize=1 << 16)
def _met(word: str) -> int:
    """The needs that a word meets with any of its letters; the table marks the edge of a word by a NUL."""
    if word[0].isdigit():
        return BY_WORD.get("0", 0)
    met, edged = 0, f"\0{word}\0" if word[0].isalpha() else word
    for start in range(len(edged)):
        for end in range(start + 1, min(len(edged), start + LONGEST) + 1):
            met |= BY_WORD.get(edged[start:end], 0)
    return met


class Folded(str):
    """A note in lower case that knows which needs are met where."""

    __slots__ = ("_blocks", "held")

    @classmethod
    def of(cls, text: str) -> Folded:
        """Look the text through."""
        folded = cls(text)
        found, reach = WORDS.findall, BLOCK + LONGEST
        folded._blocks = [reduce(or_, map(_met, found(text, start, start + reach)), ALWAYS) for start in range(0, len(text), BLOCK)]
        folded.held = {}
        return folded

    def like(self, text: str) -> Folded:
        """Another text with the same words at the same places."""
        other = Folded(text)
        other._blocks, other.held = self._blocks, self.held
        return other

    def meets(self, start: int, end: int) -> int:
        """The needs that may be met between two places; kept in ``held``, since many patterns ask the same."""
        met = reduce(or_, self._blocks[start // BLOCK if start > 0 else 0:(end - 1) // BLOCK + 1], ALWAYS)
        self.held[start, end] = met
        return met


class Guarded:
    """A compiled pattern's methods, tried only where the text holds what the pattern needs.

    Examples
    --------
    >>> walked = guarded(r"walk(?:ed|ing)")
    >>> walked.search("walked 40 ft")[0], walked.search(Folded.of("sat up"))
    ('walked', None)
    """

    __slots__ = ("source", "flags", "key", "_need", "_compiled")

    def __init__(self, source: str, flags: int = 0):
        self.source, self.flags = source, int(flags)
        self.key = blake2b(f"{self.flags} {source}".encode(), digest_size=8).hexdigest()
        self._need = BY_PATTERN.get(self.key, ALWAYS)
        self._compiled = None

    def compiled(self) -> re.Pattern:
        """The pattern itself, compiled on first use."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    def may(self, text: str, start: int = 0, end: int = FAR) -> bool:
        """Whether the pattern can match there at all."""
        return type(text) is not Folded or (text.held.get((start, end)) or text.meets(start, end)) & self._need != 0

    # The same test is written out in each method: one call less where most of them end.

    def search(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded and not (text.held.get((start, end)) or text.meets(start, end)) & self._need:
            return None
        return (self._compiled or self.compiled()).search(text, start, end)

    def match(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded and not (text.held.get((start, end)) or text.meets(start, end)) & self._need:
            return None
        return (self._compiled or self.compiled()).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded and not (text.held.get((start, end)) or text.meets(start, end)) & self._need:
            return None
        return (self._compiled or self.compiled()).fullmatch(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = FAR) -> Iterable[re.Match]:
        if type(text) is Folded and not (text.held.get((start, end)) or text.meets(start, end)) & self._need:
            return ()
        return (self._compiled or self.compiled()).finditer(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = FAR) -> list:
        if type(text) is Folded and not (text.held.get((start, end)) or text.meets(start, end)) & self._need:
            return []
        return (self._compiled or self.compiled()).findall(text, start, end)

    def sub(self, new, text: str, count: int = 0) -> str:
        return self.compiled().sub(new, text, count)

    def split(self, text: str) -> list[str]:
        return self.compiled().split(text)


def guarded(source: str, flags: int = 0) -> Guarded:
    """A guarded pattern, in the place of ``re.compile``."""
    return Guarded(source, flags)
