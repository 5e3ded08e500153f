"""Vocabulary found in a document: PhraseMatcher hits as labelled spans of the text."""

from __future__ import annotations

import re
from typing import NamedTuple

from spacy.attrs import IDX, LENGTH, LOWER
from spacy.language import Language
from spacy.matcher import PhraseMatcher
from spacy.tokens import Doc

from ptnotelint.lexicon import surface_forms
from ptnotelint.lexicon.compiled import FIRST_WORD, load_lexicon, shared_words
from ptnotelint.nlp.quantities import fold
from ptnotelint.nlp.sentences import line_start


class Hit(NamedTuple):
    """One term found: its label, the family its wording is of, its place, and for cues reason and scope."""

    label: str
    family: str | None
    start: int
    end: int
    reason: str | None = None
    scope: str | None = None


# how a chunk of plain words is cut, where the tokenizer is known to part words at their hyphens and where it is not
PARTED, WHOLE = re.compile(r"[a-z]+(?:-[a-z]+)*"), re.compile(r"[a-z]+")
HYPHEN = re.compile(r"(-)")


class Vocabulary:
    """The lexicon, compiled into a PhraseMatcher term by term as the notes' own words call for it.

    Compiling all of its tens of thousands of spellings would take seconds; a note needs some
    hundreds. A spelling is added once all of its words have been seen, so what is found in a note does
    not depend on the notes before it.

    Parameters
    ----------
    nlp : Language
        Pipeline whose tokenizer cuts the terms as it cuts the notes.

    Examples
    --------
    >>> import spacy
    >>> nlp = spacy.blank("en")
    >>> [hit.label for hit in Vocabulary(nlp).hits(nlp.make_doc("bridges"))]
    ['exercise']
    """

    def __init__(self, nlp: Language):
        self._matcher = PhraseMatcher(nlp.vocab, attr="LOWER")
        self._make_doc = nlp.tokenizer
        self._rules = nlp.tokenizer.rules
        self._strings = nlp.vocab.strings
        compiled = load_lexicon()
        kinds = [tuple(kind) for kind in compiled["lists"]]
        self._keys = ["/".join(map(str, kind)) for kind in kinds]
        # the same kind may stand in several files: the first place holds
        self._lists = {self._strings.add(key): (number, *kind) for number, (key, kind) in reversed(list(enumerate(zip(self._keys, kinds, strict=True))))}
        parted = [token.text for token in nlp.tokenizer("sit-to-stand")] == ["sit", "-", "to", "-", "stand"]
        self._plain = (PARTED if parted else WHOLE).fullmatch
        self._tokens: dict[str, list[int]] = {}  # what the matcher compares, by chunk between blanks
        self._waiting: dict[str, list] = dict(compiled["words"])
        self._begun: dict[str, list[tuple[int, str]]] = {}  # terms waiting under a later word, as the first has been seen
        self._spellings: dict[str, list[tuple[int, str]]] = {}  # waiting under a word not seen yet
        self._seen: set[str] = set()

    # A term whose plural waits under another word than its singular is learnt with whichever comes first.
    def _learn(self, folded: str) -> None:
        words = set(FIRST_WORD.findall(folded))
        words.add("")
        new = words - self._seen
        if not new:
            return
        self._seen |= new
        ready = [spelling for word in sorted(new & self._spellings.keys()) for spelling in self._spellings.pop(word)]
        for number, term in [waiting for word in sorted(new) for kept in (self._waiting, self._begun) for waiting in kept.pop(word, ())]:
            unseen = next((word for word in shared_words(term) if word not in self._seen), None)
            if unseen is None:
                ready += [(number, form) for form in surface_forms(term)]
            else:
                self._begun.setdefault(unseen, []).append((number, term))
        patterns: dict[str, list[list[int]]] = {}
        for number, form in ready:
            for word in FIRST_WORD.findall(form):
                if word not in self._seen:
                    self._spellings.setdefault(word, []).append((number, form))
                    break
            else:
                patterns.setdefault(self._keys[number], []).append([token for chunk in form.split() for token in self._chunk(chunk)])
        for key, tokens in patterns.items():
            self._matcher.add(key, tokens)

    def _chunk(self, chunk: str) -> list[int]:
        """The lower-case tokens of a chunk, as hashes; chunks recur from term to term, so each is cut once."""
        tokens = self._tokens.get(chunk)
        if tokens is None:
            # letters alone are one token, and with hyphens between them several, unless English has a rule for them ("cannot")
            plain = self._plain(chunk) is not None and chunk not in self._rules
            tokens = self._tokens[chunk] = list(map(self._strings.add, HYPHEN.split(chunk))) if plain else self._make_doc(chunk).to_array(LOWER).tolist()
        return tokens

    def hits(self, doc: Doc, folded: str | None = None) -> list[Hit]:
        """Terms found, in text order; within a label the longest of overlapping terms.

        ``folded`` is the document's text in lower case where the caller has it already.
        """
        words = fold(doc.text) if folded is None else folded
        self._learn(words)
        matches = self._matcher(doc)
        lists = self._lists
        # terms of several lists at one place come in the lists' order, whatever was learnt first
        matches.sort(key=lambda match: (match[1], -match[2], lists[match[0]][0]))
        offsets, lengths = doc.to_array([IDX, LENGTH]).astype(int).T.tolist() if len(doc) else ([], [])
        ends: dict[str, int] = {}
        found = []
        for key, first, last in matches:
            _, label, family, reason, scope = lists[key]
            group = reason or (label if family is None or label != "modality" else label + family)
            if first < ends.get(group, 0):
                continue
            stop = offsets[last - 1] + lengths[last - 1]
            if _inside_word(words, offsets[first]) or _inside_word(words, stop):
                continue  # a token that is no word by itself: the "ca" of "can't", the "ta" of "gotta", which only earlier notes taught
            ends[group] = last
            if family == "ultrasound" and last - first == 1 and first and doc[first - 1].like_num and not _opens_line(words, offsets[first - 1]):
                continue  # "300 us" are microseconds, "0956 US" on a line of a log is not
            if label == "activity" and last - first == 1 and doc[first].lower_ == "ramp" and _of_current(doc, first):
                continue
            found.append(Hit(label, family, offsets[first], stop, reason, scope))
        return found


def _inside_word(words: str, place: int) -> bool:
    return 0 < place < len(words) and words[place - 1].isalpha() and words[place].isalpha()


def _opens_line(words: str, place: int) -> bool:
    return words[line_start(words, place):place].strip() == ""


def _of_current(doc: Doc, at: int) -> bool:
    """Whether a ramp is the rise of a current: "3 s ramp", "ramp 2;", "stayed for ramp and hold"."""
    before = doc[at - 1].lower_ if at else ""
    after = [token.lower_ for token in doc[at + 1:at + 3]] + ["", ""]
    return (before in ("s", "sec", "secs", "second", "seconds", '"', "″") or after[0] in ("time", "up", "down", ":", "=") and at > 0 and doc[at - 1].lower_ in (",", ";", "/", "sec", "s")
            or after[0].isdigit() and int(after[0]) <= 6 and after[1] in (";", ",", ".", "s", "sec", "", "/", ")") or before == "for" and after[0] in ("and", ",", ";"))
