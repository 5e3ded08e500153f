"""Patterns that know which words they need, and text that knows where those words stand.

A note holds few of the words that the hundreds of patterns look for. The text is looked through once; a pattern is
then tried only where one of its words stands, at the places where it can start if that is told, and compiled only when
a first note calls for it. What a pattern needs is
worked out beforehand (:mod:`ptnotelint.nlp.needs`); one that is not in the table is simply always tried.
"""

from __future__ import annotations

import json
import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable
from functools import lru_cache, reduce
from hashlib import blake2b
from operator import or_
from pathlib import Path
from typing import NamedTuple

from spacy.attrs import IDX, LOWER, ORTH
from spacy.lang.en.tokenizer_exceptions import TOKENIZER_EXCEPTIONS
from spacy.tokens import Doc

FILE = Path(__file__).with_name("needs.json")
WORDS = re.compile(r"[^\W\d_]+|\d+|[^\w\s]|_")
FAR = 1 << 62
LONG = 200  # tokens; a longer stretch is held to meet what the whole note meets
ALWAYS = 1  # the need that is always met


class _Table(NamedTuple):
    """Needs by pattern: a bit for what a match holds and one for what it holds as well, a number for what it starts with; and both by word."""

    holds: dict[str, int]
    also: dict[str, int]
    starts: dict[str, int]
    held_by: dict[str, int]
    begun_by: dict[str, list[int]]
    lengths: dict[str, set[int]]
    """How long the words are that begin with two letters; one letter alone stands under itself."""


def _table() -> _Table:
    table = _Table({}, {}, {}, {}, {}, {})
    held_by, begun_by = table.held_by, table.begun_by
    for number, (kind, words, patterns) in enumerate(json.loads(FILE.read_bytes()) if FILE.exists() else (), 1):
        bit = 1 << number
        getattr(table, kind).update(dict.fromkeys(patterns, number if kind == "starts" else bit))
        for word in words:
            if kind == "starts":
                begun_by.setdefault(word, []).append(number)
            else:
                held_by[word] = held_by.get(word, 0) | bit
    for word in held_by.keys() | begun_by.keys():
        table.lengths.setdefault(word[:2], set()).add(len(word))
    return table


TABLE = _table()
NOTHING: dict[int, tuple[int, ...]] = {}


@lru_cache(maxsize=1 << 14)
def _met(word: str) -> tuple[int, tuple[tuple[int, int], ...]]:
    """The needs that a word meets with any of its letters, and which patterns can start where in it.

    The table marks the edge of a word by a NUL.
    """
    held_by, begun_by, lengths = TABLE.held_by, TABLE.begun_by, TABLE.lengths
    if word.isdecimal():
        begun = begun_by.get("0", ())
        return held_by.get("0", 0), tuple((number, at) for at in range(len(word)) for number in begun)
    held, started = 0, []
    lettered = word.isalnum()
    edged = f"\0{word}\0" if lettered else word
    for at in range(len(edged)):
        for length in (*lengths.get(edged[at:at + 1], ()), *lengths.get(edged[at:at + 2], ())) if at + 1 < len(edged) else lengths.get(edged[at], ()):
            found = edged[at:at + length]
            held |= held_by.get(found, 0)
            for number in begun_by.get(found, ()):
                started.append((number, max(0, at - 1) if lettered else 0))
    return held, tuple(started)


class _Met(NamedTuple):
    """What a token meets: needs, at which offsets in it patterns can start, whether English cuts it off a word."""

    holds: int
    started: dict[int, tuple[int, ...]]
    cut: bool


# Second parts of words that English parts into tokens: the "not" of "cannot", the "n't" of "don't".
CUT_OFF = frozenset(part[ORTH].lower() for parts in TOKENIZER_EXCEPTIONS.values() for part in parts[1:] if part[ORTH][0].isalpha())
_OF_TOKENS: dict[int, _Met] = {}
"""What tokens meet, by the hash of their lower-case form, which is the same in every vocabulary."""
MOST_TOKENS = 1 << 14
DASH = "–"  # read as a hyphen where it joins levels


def _of_token(word: str) -> _Met:
    holds, places = 0, []
    for match in WORDS.finditer(word):
        more, begun = _met(match[0])
        holds |= more
        places += [(number, match.start() + at) for number, at in begun]
    return _Met(holds, _with_places(NOTHING, places) if places else NOTHING, word in CUT_OFF)


def _keep(key: int, met: _Met) -> None:
    if len(_OF_TOKENS) >= MOST_TOKENS:
        _OF_TOKENS.clear()
    _OF_TOKENS[key] = met


def _with_places(started: dict[int, tuple[int, ...]], more: Iterable[tuple[int, int]]) -> dict[int, tuple[int, ...]]:
    """The offsets at which patterns can start in a token, each once and in order, with some more."""
    places: dict[int, set[int]] = {need: set(at) for need, at in started.items()}
    for need, at in more:
        places.setdefault(need, set()).add(at)
    return {need: tuple(sorted(at)) for need, at in places.items()}


def _between(places: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    """Those of the places in a token that lie between two: a token of digits alone may have as many as it is long."""
    return places[bisect_left(places, start):bisect_left(places, end)]


class Folded(str):
    """A note in lower case that knows which needs are met where."""

    __slots__ = ("_tokens", "_holds", "_started", "_listed", "held", "whole")

    @classmethod
    def of(cls, text: str, doc: Doc) -> Folded:
        """Look through a text by the tokens of its document, whose offsets are those of the text."""
        folded = cls(text)
        keys, tokens = doc.to_array([LOWER, IDX]).T.tolist() if len(doc) else ([], [])
        met = list(map(_OF_TOKENS.get, keys))
        dashed = DASH in text
        for number, key in enumerate(keys) if dashed or None in met else ():
            word = text[tokens[number]:tokens[number + 1] if number + 1 < len(tokens) else len(text)].strip() if dashed or met[number] is None else ""
            if met[number] is None or DASH in word:
                met[number] = _of_token(word)
                if doc.vocab.strings[key] == word:  # the tokens may be of a text with other marks ("L4-S1" for "L4–S1"), which is not to be kept for others
                    _keep(key, met[number])
        folded._tokens, folded._listed, folded.held = tokens, {}, {}
        folded._holds, folded._started, cuts = map(list, zip(*met, strict=True)) if met else ([], [], [])
        for number, cut in enumerate(cuts) if True in cuts else ():
            if cut and number and text[tokens[number] - 1].isalpha():
                folded._joined(number)
        folded.whole = reduce(or_, folded._holds, ALWAYS)
        return folded

    def _joined(self, number: int) -> None:
        """Meet the whole of a word that English parts: a pattern may look for it."""
        begin, end = self._tokens[number - 1], self._tokens[number]
        while end < len(self) and self[end].isalpha():
            end += 1
        holds, started = _met(self[begin:end])
        self._holds[number - 1] |= holds
        self._holds[number] |= holds
        for need, at in started:  # under the token in which the place stands
            token = bisect_right(self._tokens, begin + at) - 1
            self._started[token] = _with_places(self._started[token], [(need, begin + at - self._tokens[token])])

    def like(self, text: str) -> Folded:
        """Another text with the same words at the same places."""
        other = Folded(text)
        other._tokens, other._holds, other._started, other._listed = self._tokens, self._holds, self._started, self._listed
        other.held, other.whole = self.held, self.whole
        return other

    def meets(self, start: int, end: int) -> int:
        """The needs that may be met between two places; kept in ``held``, since many patterns ask the same."""
        if end == FAR:  # asked from some place on: hardly less than in the whole note
            return self.whole
        first, last = max(0, bisect_right(self._tokens, start) - 1), bisect_left(self._tokens, end)
        # asked from each of its places in turn, a long stretch would cost its square
        met = self.held[start, end] = self.whole if last - first > LONG else reduce(or_, self._holds[first:last], ALWAYS)
        return met

    def places(self, need: int, start: int, end: int) -> Iterable[int]:
        """Where between two places a pattern can start, in order."""
        tokens, started = self._tokens, self._started
        first, last = max(0, bisect_right(tokens, start) - 1), bisect_left(tokens, end)
        if last - first > LONG:  # of a long stretch they are listed once, as it may be asked again and again
            if need not in self._listed:
                self._listed[need] = [token + at for token, places in zip(tokens, started, strict=True) for at in places.get(need, ())]
            places = self._listed[need]
            return places[bisect_left(places, start):bisect_left(places, end)]
        return [tokens[number] + at for number in range(first, last) if need in started[number] for at in _between(started[number][need], start - tokens[number], end - tokens[number])]


class Guarded:
    """A compiled pattern's methods, tried only where the text holds what the pattern needs.

    Examples
    --------
    >>> import spacy
    >>> walked, doc = guarded(r"walk(?:ed|ing)"), spacy.blank("en")("sat up")
    >>> walked.search("walked 40 ft")[0], walked.search(Folded.of("sat up", doc))
    ('walked', None)
    """

    __slots__ = ("source", "flags", "key", "need", "_also", "_starts", "_compiled")

    def __init__(self, source: str, flags: int = 0):
        self.source, self.flags = source, int(flags)
        self.key = blake2b(f"{self.flags} {source}".encode(), digest_size=8).hexdigest()
        self.need, self._also, self._starts = TABLE.holds.get(self.key, ALWAYS), TABLE.also.get(self.key, ALWAYS), TABLE.starts.get(self.key)
        self._compiled = None

    def compiled(self) -> re.Pattern:
        """The pattern itself, compiled on first use."""
        if self._compiled is None:
            self._compiled = re.compile(self.source, self.flags)
        return self._compiled

    def may(self, text: str, start: int = 0, end: int = FAR) -> bool:
        """Whether the pattern can match there at all."""
        return type(text) is not Folded or self._can(text, start, end)

    def _can(self, text: Folded, start: int, end: int) -> bool:
        met = text.held.get((start, end)) or text.meets(start, end)
        return met & self.need != 0 and met & self._also != 0

    # The same test is written out in each method: one call less where most of them end. What the whole note does not
    # hold need not be looked up for the place.

    def search(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded:
            if not text.whole & self.need or not (met := text.held.get((start, end)) or text.meets(start, end)) & self.need or not met & self._also:
                return None
            if self._starts is not None:
                match = (self._compiled or self.compiled()).match
                for place in text.places(self._starts, start, end):
                    if found := match(text, place, end):
                        return found
                return None
        return (self._compiled or self.compiled()).search(text, start, end)

    def finditer(self, text: str, start: int = 0, end: int = FAR) -> Iterable[re.Match]:
        if type(text) is Folded:
            if not text.whole & self.need or not (met := text.held.get((start, end)) or text.meets(start, end)) & self.need or not met & self._also:
                return ()
            if self._starts is not None:
                return self._each(text, start, end)
        return (self._compiled or self.compiled()).finditer(text, start, end)

    def _each(self, text: Folded, start: int, end: int) -> list[re.Match]:
        """All matches, tried at the places where one can start."""
        match, found = (self._compiled or self.compiled()).match, []
        for place in text.places(self._starts, start, end):
            if place >= start and (each := match(text, place, end)):
                found.append(each)
                start = each.end()
        return found

    def match(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded and (not text.whole & self.need or not (met := text.held.get((start, end)) or text.meets(start, end)) & self.need or not met & self._also):
            return None
        return (self._compiled or self.compiled()).match(text, start, end)

    def fullmatch(self, text: str, start: int = 0, end: int = FAR) -> re.Match | None:
        if type(text) is Folded and (not text.whole & self.need or not (met := text.held.get((start, end)) or text.meets(start, end)) & self.need or not met & self._also):
            return None
        return (self._compiled or self.compiled()).fullmatch(text, start, end)

    def findall(self, text: str, start: int = 0, end: int = FAR) -> list:
        if type(text) is Folded and (not text.whole & self.need or not (met := text.held.get((start, end)) or text.meets(start, end)) & self.need or not met & self._also):
            return []
        return (self._compiled or self.compiled()).findall(text, start, end)

    def sub(self, new, text: str, count: int = 0) -> str:
        return self.compiled().sub(new, text, count)

    def split(self, text: str) -> list[str]:
        return self.compiled().split(text)


class Several:
    """Patterns that are tried one after the other: one look tells where none of them can match.

    Examples
    --------
    >>> moves = Several(guarded(r"walk(?:ed|ing)"), guarded(r"rolled"))
    >>> [match[0] for pattern in moves.at("rolled, then walked") for match in pattern.finditer("rolled, then walked")]
    ['walked', 'rolled']
    """

    __slots__ = ("patterns", "need")

    def __init__(self, *patterns: Guarded):
        self.patterns, self.need = patterns, reduce(or_, (pattern.need for pattern in patterns))

    def at(self, text: str, start: int = 0, end: int = FAR) -> Iterable[Guarded]:
        """Those of the patterns that can match there, in their order."""
        if type(text) is not Folded:
            return self.patterns
        met = text.whole & self.need and (text.held.get((start, end)) or text.meets(start, end)) & self.need
        return [pattern for pattern in self.patterns if met & pattern.need] if met else ()


def needs_of(*patterns: Guarded | Several) -> int:
    """What several patterns need: where none of it is met, none of them can match.

    Examples
    --------
    >>> import spacy
    >>> moves, doc = needs_of(guarded(r"walk(?:ed|ing)"), guarded(r"rolled")), spacy.blank("en")("sat up")
    >>> Folded.of("sat up", doc).whole & moves != 0
    True
    """
    return reduce(or_, (pattern.need for pattern in patterns))


def guarded(source: str, flags: int = 0) -> Guarded:
    """A guarded pattern, in the place of ``re.compile``."""
    return Guarded(source, flags)
