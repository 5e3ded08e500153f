"""Rules whose whole check is data: each sign of the codebook is held against the billed code's own text."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from typing import Protocol

from ptnotelint.codebook import Code, Rule, Sign
from ptnotelint.evidence import Mention, Phrase, Reading
from ptnotelint.report import CodeReport, Finding
from ptnotelint.rules import disciplines
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.scope import NAMES, Visit, note_mentions, service_mentions
from ptnotelint.stretches import Stretches

ITEMS = ("exercise", "activity", "gait", "technique")
SPARED = re.compile(r"(?i)[\s,:-]{1,3}(?:was |were )?(?:avoided|spared|skipped|left (?:alone|out)|not (?:needled|treated))\b")


class Said(Protocol):
    """What finds phrases in one reading."""

    reading: Reading

    def stand(self, phrases: tuple[str, ...]) -> bool: ...

    def told(self, phrases: tuple[str, ...]) -> list[Phrase]: ...

    def of_patient(self, phrases: tuple[str, ...]) -> list[Phrase]: ...


def sign_findings(visit: Visit, reports: Sequence[CodeReport], rules: Callable[[str], list[Rule]], unfiled: Callable[[str], Code | None],
                  said: Sequence[Said], find: Finder) -> list[Finding]:
    """A finding for each billed code and rule that one of the rule's signs holds of.

    Parameters
    ----------
    rules : callable
        Gives the rules with signs that concern a code.
    unfiled : callable
        Gives a code that has no file, as far as it is known; of such a code only note and claim are asked.
    said : sequence
        Finds phrases in the note and its attachments, the note first.
    """
    found = []
    for report in reports:
        concerning = rules(report.code)
        code = (visit.codes.get(report.code) or unfiled(report.code)) if concerning else None
        if code is None:
            continue
        missing = frozenset(element.element for element in report.elements if element.status == "missing")
        here = Shown(visit, code, report, said, missing, [pair for pair in service_mentions(visit, code) if pair[1].reason is None])
        found += each_apart([(rule.rule, partial(_held, here, rule, find)) for rule in concerning], find)
    return found


def _held(here: Shown, rule: Rule, find: Finder) -> Iterator[Finding]:
    """The finding of the first of a rule's signs that holds."""
    code = here.code
    for sign in rule.signs:
        if code.code in sign.codes and (place := here.place(sign)):
            yield find(rule.rule, code.code, place if place.start is not None else None, code=code.code, words=code.words, what=sign.what)
            return


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sign shows itself; nowhere where it is something not said, or said in an attachment."""

    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Shown:
    """One billed code of a visit, against which signs are held: what of it is missing, and its mentions that count."""

    visit: Visit
    code: Code
    report: CodeReport
    said: Sequence[Said]
    missing: frozenset[str]
    counted: list[tuple[Reading, Mention]]

    def place(self, sign: Sign) -> Place | None:
        """Where the sign shows itself, or None where it does not hold. What costs least is asked first."""
        if sign.billed and not self._billed(sign.billed) or self._billed(sign.not_billed):
            return None
        if not self.missing.issuperset(sign.missing) or "service" in self.missing and "service" not in sign.missing:
            return None
        if not self._labels_hold(sign) or sign.stands and not self._stand(sign.stands) or sign.silent_on and self._stand(sign.silent_on):
            return None
        places = [Place()]
        for phrases, where in ((sign.says, self._own), (sign.note_says, self._told), (sign.names, self._named)):
            if phrases and not (shown := where(phrases)):
                return None
            places += shown if phrases else []
        if sign.not_says and self._own(sign.not_says):
            return None
        return next((place for place in places if place.start is not None), None) or self._described()

    def _billed(self, globs: tuple[str, ...]) -> bool:
        return any(fnmatchcase(line.code, glob) for line in self.visit.billed for glob in globs)

    def _stand(self, phrases: tuple[str, ...]) -> bool:
        return any(each.stand(phrases) for each in self.said)

    def _labels_hold(self, sign: Sign) -> bool:
        mentions = self.counted
        labels = {mention.label for _, mention in mentions}
        if not labels.issuperset(sign.has) or not labels.isdisjoint(sign.lacks):
            return False
        if sign.note_has or sign.note_lacks:
            anywhere = {mention.label for _, mention in note_mentions(self.visit) if mention.reason is None}
            if not anywhere.issuperset(sign.note_has) or not anywhere.isdisjoint(sign.note_lacks):
                return False
        if sign.distinct and not sign.at_least <= self._named_apart(sign.distinct) <= sign.at_most:
            return False
        if sign.most_words and self._told_in() > sign.most_words:
            return False
        return not sign.only or self._only(sign.only)

    def _named_apart(self, label: str) -> int:
        """How many different things of a label are named; a short form and the name it may stand for are one."""
        words = {_word(reading, mention) for reading, mention in self.counted if mention.label == label and not _spared(reading, mention)}
        return sum(not any(_shortens(word, other) for other in words) for word in words)

    def _told_in(self) -> int:
        """Words in the lines and paragraphs in which the service's mentions stand."""
        units = {(reading.source, reading.segments[mention.segment].unit): reading for reading, mention in self.counted}
        return sum(len(reading.text[segment.start:segment.end].split())
                   for (_, unit), reading in units.items() for segment in reading.segments if segment.unit == unit)

    def _only(self, phrases: tuple[str, ...]) -> bool:
        """Whether items are named, and each of them is one of the phrases."""
        items = [(reading, mention) for reading, mention in self.counted if mention.label in ITEMS]
        places = {each.reading.source: Stretches((phrase.start, phrase.end) for phrase in each.told(phrases)) for each in self.said} if items else {}
        return bool(items) and all(reading.source in places and places[reading.source].meet(mention.start, mention.end) for reading, mention in items)

    def _own(self, phrases: tuple[str, ...]) -> list[Place]:
        """Phrases told in segments that are of this service and no other."""
        return [_place(each, phrase) for each in self.said for phrase in each.told(phrases) if self._is_own(each.reading, phrase.segment)]

    def _is_own(self, reading: Reading, index: int) -> bool:
        segment = reading.segments[index]
        if segment.labelled:
            return not set(segment.families).isdisjoint(self.code.families)
        named = self.visit.named.get(reading.source)
        if named is None:
            named = self.visit.named[reading.source] = {}
            for mention in reading.mentions:
                if mention.label in NAMES and mention.families:
                    named.setdefault(mention.segment, []).append(mention.families)
        return index in named and all(not set(families).isdisjoint(self.code.families) for families in named[index])

    def _told(self, phrases: tuple[str, ...]) -> list[Place]:
        return [_place(each, phrase) for each in self.said for phrase in each.told(phrases) if self._of_discipline(each.reading, phrase)]

    def _named(self, phrases: tuple[str, ...]) -> list[Place]:
        return [_place(each, phrase) for each in self.said for phrase in each.of_patient(phrases) if self._of_discipline(each.reading, phrase)]

    def _of_discipline(self, reading: Reading, phrase: Phrase) -> bool:
        """Whether words can be of an evaluation, where physical and occupational therapy stand in one text."""
        if self.code.code not in disciplines.EVALUATIONS or reading.source != "text" or not disciplines.of_two(self.visit):
            return True
        return not disciplines.elsewhere(self.visit, self.code, reading.text, phrase.start)

    def _described(self) -> Place:
        """Where the service is described, or the first words refused for it."""
        service = next((element for element in self.report.elements if element.element == "service"), None)
        shown = (*service.evidence, *service.refused) if service else ()
        return next((Place(each.start, each.end) for each in shown if each.source == "text" and each.start is not None), Place())


def _place(said: Said, phrase: Phrase) -> Place:
    return Place(phrase.start, phrase.end) if said.reading.source == "text" else Place()


def _spared(reading: Reading, mention: Mention) -> bool:
    """Whether it is named as left out: "L scalene avoided"."""
    return SPARED.match(reading.text, mention.end) is not None


def _word(reading: Reading, mention: Mention) -> str:
    """A mention's words without case, side or plural, so that "L UT" and "UTs" are one."""
    words = reading.text[mention.start:mention.end].lower().split()
    return " ".join(word for word in words if word not in ("l", "r", "left", "right", "bilateral", "b")).rstrip("s")


def _shortens(word: str, name: str) -> bool:
    """Whether a word of up to four letters may stand for a longer name, letter after letter.

    Examples
    --------
    >>> _shortens("ql", "quad lumborum"), _shortens("mf", "multifidus"), _shortens("ut", "levator scap")
    (True, True, False)
    """
    letters = iter(name[1:])
    return len(word) <= 4 < len(name) and word[:1] == name[:1] and all(letter in letters for letter in word[1:])
