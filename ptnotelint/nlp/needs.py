"""What a pattern cannot match without, worked out from the pattern itself: a few words or signs.

``python -m ptnotelint.nlp.needs`` writes ``needs.json`` for all guarded patterns of this room; a test tells when
it is out of date. The reasoning is that of Russ Cox, "Regular Expression Matching with a Trigram Index" (2012):
follow the strings that the parts of a pattern can be, and keep the set that a match must hold one of.
"""

from __future__ import annotations

import importlib
import json
import pkgutil
import re
from collections.abc import Iterable
from math import fsum
from re import _constants as op
from re import _parser as parser

from ptnotelint.nlp import guarded

MOST = 400  # strings followed through alternatives before the trail is given up
ENOUGH = 8  # letters tell a word well enough
EDGE = "\0"  # the edge of a word: "\0for\0" is "for" and not "before"
# Words that most segments could hold: hardly worth asking for.
COMMON = frozenset("a an and as at by for from he her his i in is it of off on or out pt s she sit stand the their to up w was were with x min".split())
RARE = 1.5  # patterns that can start more often than this in a segment are left to search for themselves
DIGIT = "0"  # stands for any digit
RUNS = re.compile(r"\0*[^\W\d_]+\0*|\d|[^\w\s\0]|_")
INNER_EDGE = re.compile(r"(?<=[^\W\d_])(?=[^\0])(?![^\W\d_])|(?<=[^\0])(?<![^\W\d_])(?=[^\W\d_])")  # where letters meet another sign


def needs(source: str, flags: int = 0) -> list[list[str]]:
    """Words or signs of which every match holds at least one, and others of which it does as well, where there are any to name.

    Examples
    --------
    >>> needs("(?:walk[a-z]*|wait(?:ed|ing)?)"), needs("rows?.*(?:sets|reps)"), needs("[a-z]*")
    ([['wait', 'walk']], [['reps', 'sets'], ['row']], [])
    """
    return [sorted(found) for found in _needed(parser.parse(source, flags))]


def starts(source: str, flags: int = 0) -> list[str]:
    """Words or signs with one of which every match begins; empty where that cannot be told.

    Examples
    --------
    >>> starts("(?<!no )(?:walk|wait)(?:ed)?"), starts("[a-z]?walk")
    (['wait', 'walk'], [])
    """
    begun = _prefix_all(parser.parse(source, flags))
    found = {_word(match[0]) if (match := RUNS.match(INNER_EDGE.sub(EDGE, string))) else None for string in begun}
    if None in found:
        return []
    return sorted(word for word in found if not any(other != word and word.removeprefix(EDGE).startswith(other) or other != word and word.startswith(other) for other in found))


def _needed(tree) -> list[frozenset[str]]:
    """Of the sets that a run of pieces gives, the one that promises to be met most rarely, and the next that is another."""
    offers, trail, sets = [], frozenset({""}), []
    for code, value in tree:
        exact = _exact(code, value)
        joined = _product(trail, exact)
        if joined is not None:
            trail = joined
            continue
        offers += [_product(trail, _prefix(code, value)) or trail, trail, exact]
        sets += _inner(code, value)
        trail = frozenset({""})
    offers.append(trail)
    sets += [rarest for offer in offers if offer is not None and (rarest := _runs(offer)) is not None]
    ranked = sorted(sets, key=lambda words: (_frequency(words), sorted(words)))
    return ranked[:1] + [words for words in ranked[1:] if not _implied(words, ranked[0]) and _frequency(words) <= RARE][:1]


def _implied(words: frozenset[str], rarer: frozenset[str]) -> bool:
    """Whether a word of the one set stands wherever one of the other does."""
    return all(any(word in other for word in words) for other in rarer)


def _runs(strings: frozenset[str]) -> frozenset[str] | None:
    """Each string's most telling run of letters, or failing that a digit or sign; None where one has neither."""
    kept = set()
    for string in strings:
        runs = [_word(run) for run in RUNS.findall(INNER_EDGE.sub(EDGE, string))]
        if not runs:
            return None
        kept.add(min(runs, key=_often))
    return frozenset(run for run in kept if not any(other != run and other in run for other in kept))


def _word(run: str) -> str:
    """A run as it is looked for: edges told once, a long word cut short, any digit as ``0``."""
    if run.isdecimal():
        return DIGIT
    letters = run.strip(EDGE)
    if not letters[0].isalpha():
        return letters
    return EDGE * run.startswith(EDGE) + letters[:ENOUGH] + EDGE * (run.endswith(EDGE) and len(letters) <= ENOUGH)


def _often(run: str) -> float:
    """How often a segment holds it, by a rule of thumb: most hold a digit, few a given sign or a long word."""
    letters = run.strip(EDGE)
    if run == DIGIT or letters in COMMON:
        return 0.5
    return 4.0 ** -(len(letters) + run.count(EDGE)) if letters[0].isalpha() else 0.1


def _frequency(runs: Iterable[str]) -> float:
    return fsum(map(_often, runs))  # the same in whatever order a set gives them


def _product(heads, tails):
    if heads is None or tails is None or len(heads) * len(tails) > MOST:
        return None
    return frozenset(head + tail for head in heads for tail in tails)


def _exact_all(tree):
    whole = frozenset({""})
    for code, value in tree:
        whole = _product(whole, _exact(code, value))
        if whole is None:
            return None
    return whole


def _exact(code, value):
    """All strings that a piece can be, or None where they are too many or unknown."""
    if code is op.LITERAL:
        return frozenset({chr(value).lower()})
    if code is op.AT:
        return frozenset({EDGE if value in (op.AT_BOUNDARY, op.AT_UNI_BOUNDARY) else ""})
    if code in (op.ASSERT, op.ASSERT_NOT):
        return frozenset({""})
    if code is op.IN:
        return _class(value)
    if code is op.SUBPATTERN:
        return _exact_all(value[-1])
    if code is op.ATOMIC_GROUP:
        return _exact_all(value)
    if code is op.BRANCH:
        sets = [_exact_all(branch) for branch in value[1]]
        return frozenset().union(*sets) if all(each is not None for each in sets) and sum(map(len, sets)) <= MOST else None
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[1] == 1:
        inner = _exact_all(value[2])
        return inner if inner is None or value[0] == 1 else inner | {""}
    return None


def _class(members):
    characters = set()
    for code, value in members:
        if code is op.LITERAL:
            characters.add(chr(value).lower())
        elif code is op.RANGE and value[1] - value[0] < 8:
            characters.update(chr(each).lower() for each in range(value[0], value[1] + 1))
        elif code is op.RANGE and chr(value[0]).isdigit() and chr(value[1]).isdigit() or (code, value) == (op.CATEGORY, op.CATEGORY_DIGIT):
            characters.add(DIGIT)
        else:
            return None
    return frozenset(characters)


def _prefix(code, value):
    """Strings with one of which whatever the piece is begins."""
    if code is op.BRANCH:
        sets = [_prefix_all(branch) for branch in value[1]]
        return frozenset().union(*sets)
    if code is op.SUBPATTERN:
        return _prefix_all(value[-1])
    if code is op.ATOMIC_GROUP:
        return _prefix_all(value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] >= 1:
        return _prefix_all(value[2])
    return _exact(code, value) or frozenset({""})


def _prefix_all(tree):
    trail = frozenset({""})
    for code, value in tree:
        longer = _product(trail, _exact(code, value))
        if longer is None:
            return _product(trail, _prefix(code, value)) or trail
        trail = longer
    return trail


def _inner(code, value) -> list[frozenset[str]]:
    """What the inside of a piece needs, as it stands."""
    if code is op.BRANCH:
        found = [_needed(branch) for branch in value[1]]
        return [frozenset().union(*(sets[0] for sets in found)), frozenset().union(*(sets[-1] for sets in found))] if all(found) else []
    if code is op.SUBPATTERN:
        return _needed(value[-1])
    if code is op.ATOMIC_GROUP:
        return _needed(value)
    if code in (op.MAX_REPEAT, op.MIN_REPEAT, op.POSSESSIVE_REPEAT) and value[0] >= 1:
        return _needed(value[2])
    return []


def guarded_patterns() -> list[guarded.Guarded]:
    """All guarded patterns that stand by name in this room, alone or in a list or table."""
    from ptnotelint import nlp

    found = {}
    for module in pkgutil.iter_modules(nlp.__path__, nlp.__name__ + "."):
        for value in vars(importlib.import_module(module.name)).values():
            for pattern in _patterns_in(value):
                found[pattern.key] = pattern
    return [found[key] for key in sorted(found)]


def _patterns_in(value):
    if isinstance(value, guarded.Guarded):
        yield value
    elif isinstance(value, dict):
        for each in value.values():
            yield from _patterns_in(each)
    elif isinstance(value, (list, tuple, set, frozenset)):
        for each in value:
            yield from _patterns_in(each)


def all_needs() -> list[tuple[str, tuple[str, ...], list[str]]]:
    """The table as it is kept: patterns by what they need, so that equal needs are one."""
    by_need: dict[tuple[str, tuple[str, ...]], list[str]] = {}
    for pattern in guarded_patterns():
        held = needs(pattern.source, pattern.flags)
        begun = starts(pattern.source, pattern.flags)
        for kind, needed in (*zip(("holds", "also"), held, strict=False), ("starts", begun if _frequency(begun) <= RARE else [])):
            if needed:
                by_need.setdefault((kind, tuple(needed)), []).append(pattern.key)
    return sorted((kind, needed, keys) for (kind, needed), keys in by_need.items())


def as_json() -> str:
    """The table's text: a need a line, so that a change of one pattern is a change of one line."""
    return "[\n" + ",\n".join(json.dumps(row, ensure_ascii=False) for row in all_needs()) + "\n]\n"


if __name__ == "__main__":
    guarded.FILE.write_text(as_json(), encoding="utf-8")
