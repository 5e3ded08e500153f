"""Phrases of the codebook's rules in a note: where they stand, and whether they are told of this visit or of the patient."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache, cached_property

from ptnotelint.evidence import Phrase, Reading
from ptnotelint.nlp.quantities import fold
from ptnotelint.stretches import Stretches

# sections that tell neither what was done at this visit nor what is so of the patient
ELSEWHEN = frozenset({"plan", "goals", "home_program", "education", "previous_visit", "billing"})
PAST = frozenset({"history", "subjective"})
NOT_OF_PATIENT = frozenset({"home_program", "education", "template_hole", "billing_block", "goal"})
# what denies, puts off or moves to another person what follows it in the sentence
DENIED = re.compile(r"\b(?:no|not|non|nor|never|without|w/o|denie[sd]|deny|denying|negative|neg|absent|cannot|can't|didn't|don't|won't|wasn't|isn't|held|hold|withheld|declin\w*|defer\w*|avoid\w*|instead of|rather than|other than|"
                    r"rule[sd]? out|r/o|screen\w*|cleared|free of|family|fam|fhx|mother|mom|father|dad|sister|brother|wife|husband|aunt|uncle|son|daughter|next (?:visit|session|time|tx)|will|plan\w*|consider\w*|may|if|unless)\b[^.;\n]*\Z|\(-\)[^.;\n]*\Z")
# what denies the words before it: "pacemaker: no", "cancer (-)"
DENIED_AFTER = re.compile(r"[^.;,\n]{0,24}?(?:[:=?-]|\bis|\bwas|\bhx)?\s*(?:\(-\)|\((?:neg\w*|no|denie[sd])\)|\b(?:no|none|neg|negative|denie[sd]|declined|held|deferred|n/a|n|not (?:done|performed|tolerated|appropriate|indicated|present|used|billed|today))\b)")
GAP = r"[^.;\n]{1,40}?"


@cache
def pattern_of(phrase: str) -> re.Pattern[str]:
    """The search for a phrase in folded text.

    Examples
    --------
    >>> [pattern_of(phrase).search(words)[0] for phrase, words in (("pool ... exercis*", "in the pool for exercising"), ("y strap", "a y-strap"))]
    ['pool for exercising', 'y-strap']
    """
    parts = [r"[\s/:-]+".join(r"\w+" if word == "*" else re.escape(word).replace(r"\*", r"\w*") for word in part.split()) for part in _plain(phrase).split("...")]
    return re.compile(rf"(?<!\w){GAP.join(parts)}(?!\w)")


@cache
def _telling(phrases: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Each phrase after its longest run of letters, which stands in every text that says it."""
    return tuple((max(re.split(r"[\s*.]+", _plain(phrase)), key=len), phrase) for phrase in phrases)


def folded_text(reading: Reading) -> str:
    """A reading's text in lower case, code point for code point."""
    return fold(reading.text) if reading.folded is None else reading.folded


def _plain(phrase: str) -> str:
    return phrase.lower().replace("-", " ")


class Phrases:
    """The phrases of one reading; its text is folded on first use.

    Examples
    --------
    >>> from ptnotelint.nlp.pipeline import Reader
    >>> read = Reader().read
    >>> [len(Phrases(read(text)).told(("manual traction",))) for text in ("Manual traction 5 min.", "No manual traction today.", "Plan: manual traction")]
    [1, 0, 0]
    >>> [len(Phrases(read(text)).of_patient(("pacemaker",))) for text in ("PMH: pacemaker 2019", "Denies cancer, pacemaker.", "Pacemaker: no")]
    [1, 0, 0]
    """

    def __init__(self, reading: Reading):
        self.reading = reading
        self._told: dict[tuple[str, ...], list[Phrase]] = {}

    @cached_property
    def _folded(self) -> str:
        return folded_text(self.reading)

    @cached_property
    def _starts(self) -> list[int]:
        return [segment.start for segment in self.reading.segments]

    @cached_property
    def _refused(self) -> Stretches:
        return Stretches((mention.start, mention.end) for mention in self.reading.mentions if mention.reason is not None and mention.by == "pattern")

    def stand(self, phrases: tuple[str, ...]) -> bool:
        """Whether one of the phrases stands anywhere, in whatever sense."""
        return any(pattern_of(phrase).search(self._folded) for phrase in self._at_hand(phrases))

    def told(self, phrases: tuple[str, ...]) -> list[Phrase]:
        """Where the phrases are told as done or found at this visit."""
        if phrases not in self._told:  # the same sign may be asked of several codes
            self._told[phrases] = [phrase for phrase in self._found(phrases) if self._of_visit(phrase)]
        return self._told[phrases]

    def of_patient(self, phrases: tuple[str, ...]) -> list[Phrase]:
        """Where the phrases are said of the patient, now or in the past, and not denied."""
        segments = self.reading.segments
        return [phrase for phrase in self._found(phrases) if segments[phrase.segment].reason not in NOT_OF_PATIENT and segments[phrase.segment].section not in ELSEWHEN]

    def _at_hand(self, phrases: tuple[str, ...]) -> list[str]:
        """Those of the phrases that are worth searching for: most notes hold few of their words."""
        folded = self._folded
        return [phrase for telling, phrase in _telling(phrases) if telling in folded]

    def _of_visit(self, phrase: Phrase) -> bool:
        segment = self.reading.segments[phrase.segment]
        return segment.reason is None and segment.section not in ELSEWHEN | PAST and not self._refused.meet(phrase.start, phrase.end)

    def _found(self, phrases: tuple[str, ...]) -> Iterator[Phrase]:
        matches = [match for phrase in self._at_hand(phrases) for match in pattern_of(phrase).finditer(self._folded)]
        for match in sorted(matches, key=re.Match.start):
            index = bisect_right(self._starts, match.start()) - 1
            if index < 0 or match.start() >= self.reading.segments[index].end:
                continue
            segment = self.reading.segments[index]
            if not DENIED.search(self._folded, segment.start, match.start()) and not DENIED_AFTER.match(self._folded, match.end(), segment.end):
                yield Phrase(match.start(), match.end(), index)
