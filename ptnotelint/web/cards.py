"""What a card of the page says of one billed code: a report in the words and links that the templates show."""

from __future__ import annotations

from dataclasses import dataclass

from ptnotelint.codebook import Codebook
from ptnotelint.report import GAPS, Authority, CodeReport, ElementReport, Evidence, Finding, NoteReport, Refused
from ptnotelint.web.arithmetic import code_units_words, minutes_words, visit_units_words
from ptnotelint.write.marks import Marks, Piece, marks_of, pieces, span_name
from ptnotelint.write.terminal import folded, line_number, shortened
from ptnotelint.write.words import REASONS, VERDICTS, count_words, element_words, lines_words, source_words

LONGEST_QUOTE = 60


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of the note as a card quotes them, tied to their mark by ``span``; ``number`` is None outside the text."""

    words: str
    span: str | None = None
    number: int | None = None
    place: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Gap:
    """One finding: what is not documented, its question, and what came near."""

    anchor: str
    rule: str
    severity: str
    title: str
    message: str
    question: str
    authority: tuple[Authority, ...]
    found: tuple[Quote, ...] = ()
    refused: tuple[Quote, ...] = ()
    pointed: Quote | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A present element with its words."""

    anchor: str
    name: str
    quotes: tuple[Quote, ...]


@dataclass(frozen=True, slots=True)
class Card:
    """One billed code, or the whole visit where ``code`` is empty."""

    anchor: str
    code: str
    words: str
    verdict: str
    verdict_words: str
    facts: tuple[str, ...]
    gaps: tuple[Gap, ...]
    advice: tuple[Gap, ...]
    found: tuple[Found, ...] = ()
    waiting: tuple[str, ...] = ()
    """Elements left unjudged because the service itself is not described."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Everything the page shows of one note."""

    report: NoteReport
    pieces: tuple[Piece, ...]
    cards: tuple[Card, ...]
    homes: dict[int, str]
    """Number of a mark -> the anchor of what quotes it first."""
    said: str
    """The live region's sentence: ``3 gaps, 5 supported``."""


def answer_of(report: NoteReport, text: str, book: Codebook) -> Answer:
    """The page's view of a report.

    Examples
    --------
    >>> answer_of(NoteReport("a", "no_codes", "", "2026-01-01"), "SLR 3x10", Codebook.load()).said
    'no codes to check'
    """
    quoting = Quoting(text, marks_of(report))
    cards = [_code_card(code, report, book, quoting) for code in report.codes]
    if (visit := _visit_card(report, quoting)) is not None:
        cards.append(visit)
    return Answer(report, tuple(pieces(text, quoting.marks)), tuple(cards), _homes(cards), _said(report, cards))


def _said(report: NoteReport, cards: list[Card]) -> str:
    if not report.codes:
        return VERDICTS["no_codes"]
    gaps = sum(len(card.gaps) for card in cards)
    return f"{count_words(gaps, 'gap')}, {sum(code.verdict == 'supported' for code in report.codes)} supported"


def _homes(cards: list[Card]) -> dict[int, str]:
    homes: dict[int, str] = {}
    for card in cards:
        quoted = [(each.anchor, each.quotes) for each in card.found]
        quoted += [(gap.anchor, (*gap.found, *gap.refused, *([gap.pointed] if gap.pointed else []))) for gap in (*card.gaps, *card.advice)]
        for anchor, quotes in quoted:
            for quote in quotes:
                homes.setdefault(quote.number, anchor)
    return homes


def _code_card(code: CodeReport, report: NoteReport, book: Codebook, quoting: Quoting) -> Card:
    entry = book.code(code.code)
    elements = {element.element: element for element in code.elements}
    anchor = f"code-{code.code}"
    gaps = [_gap(finding, f"{anchor}-gap-{at}", elements.get(finding.element), quoting)
            for at, finding in enumerate(report.findings) if finding.code == code.code and finding.waived is None]
    facts = (lines_words(code.lines), code_units_words(code, entry.timed if entry else False, report.minutes.get(code.code)))
    found = [Found(f"{anchor}-{element.element}", element_words(element.element), quoting.evidence(element))
             for element in code.elements if element.status == "present"]
    return Card(
        anchor, code.code, entry.words if entry else "not in the codebook", code.verdict, VERDICTS[code.verdict], tuple(fact for fact in facts if fact),
        tuple(gap for gap in gaps if gap.severity in GAPS), tuple(gap for gap in gaps if gap.severity not in GAPS),
        tuple(found), tuple(element_words(element.element) for element in code.elements if element.status == "not_judged"))


def _visit_card(report: NoteReport, quoting: Quoting) -> Card | None:
    """What belongs to no single code: minutes, units and the findings of the whole note."""
    known = {code.code for code in report.codes}
    gaps = [_gap(finding, f"visit-gap-{at}", None, quoting)
            for at, finding in enumerate(report.findings) if finding.code not in known and finding.waived is None]
    unchecked = [f"{what}: not checked: {why}" for what, _, why in (said.partition(": ") for said in report.not_checked)]
    facts = [fact for fact in (visit_units_words(report.units), minutes_words(report), *unchecked) if fact]
    if not gaps and not facts:
        return None
    return Card("visit", "", "Whole visit", "", "", tuple(facts), tuple(gap for gap in gaps if gap.severity in GAPS),
                tuple(gap for gap in gaps if gap.severity not in GAPS))


def _gap(finding: Finding, anchor: str, element: ElementReport | None, quoting: Quoting) -> Gap:
    partly = element is not None and element.status == "partial"
    refused = quoting.refused(element) if element else ()
    title = element_words(finding.element) if finding.element else finding.rule.replace("-", " ").replace("/", ": ")
    shown = any(quote.span == quoting.span(finding) for quote in refused)
    return Gap(anchor, finding.rule, finding.severity, f"{title}, partly" if partly else title, finding.message, finding.question, finding.authority,
               quoting.evidence(element) if partly else (), refused, None if shown else quoting.pointed(finding))


@dataclass(frozen=True, slots=True)
class Quoting:
    """The note's text with its marks: what quotes are made from."""

    text: str
    marks: Marks

    def evidence(self, element: ElementReport) -> tuple[Quote, ...]:
        """An element's words; those that repeat, or lie within longer ones, are left out."""
        kept: dict[str, Quote] = {}
        for item in _outermost(element.evidence):
            quote = self._quote(item, item.text)
            kept.setdefault(f"{quote.place} {quote.words}".lower(), quote)
        return tuple(kept.values())

    def refused(self, element: ElementReport) -> tuple[Quote, ...]:
        """An element's near misses, each with its reason."""
        return tuple(self._quote(item, item.text, _reason(item)) for item in _outermost(element.refused))

    def pointed(self, finding: Finding) -> Quote | None:
        """The place of a finding."""
        if (span := self.span(finding)) is None:
            return None
        words = shortened(folded(self.text[finding.start:finding.end]), LONGEST_QUOTE)
        return Quote(words, span, self.marks.number(finding.start), f"line {line_number(self.text, finding.start)}")

    def span(self, item: Finding | Evidence | Refused) -> str | None:
        """The name of the item's span, where it has one in the text."""
        return None if item.start is None or item.end is None or item.end <= item.start else span_name(item.start, item.end)

    def _quote(self, item: Evidence | Refused, words: str | None, reason: str = "") -> Quote:
        shown = shortened(folded(words), LONGEST_QUOTE) if words else ""
        if item.source != "text" or (span := self.span(item)) is None:
            return Quote(shown, place=source_words(item.source), reason=reason)
        return Quote(shown, span, self.marks.number(item.start), reason=reason)


def _outermost(items: tuple) -> list:
    """The items whose words do not lie within those of another, in their order."""
    def within(item, other) -> bool:
        return other is not item and item.source == other.source and None not in (item.start, other.start) and (
            other.start <= item.start and item.end <= other.end and (other.start, other.end) != (item.start, item.end))

    return [item for item in items if not any(within(item, other) for other in items)]


def _reason(item: Refused) -> str:
    return REASONS.get(item.reason, item.reason) + (f' ("{folded(item.cue)}")' if item.cue else "")
