"""The spaCy pipeline: components anyone can add to a pipeline of their own, and the fast path the linter uses.

Each component writes ``doc._.ptnote`` (a :class:`~ptnotelint.evidence.Reading`, made on first use) and its
own view of it:

========================  =======================================================================
``ptnote_sections``       ``doc.spans["ptnote_sections"]``, labelled with the section's name
``ptnote_segments``       ``doc.spans["ptnote_segments"]``
``ptnote_mentions``       ``doc.spans["ptnote"]``, labelled with the mention's label
``ptnote_assertion``      ``span._.ptnote_reason`` and ``span._.ptnote_cue`` of those spans
``ptnote_services``       ``span._.ptnote_families`` of those spans
========================  =======================================================================
"""

from __future__ import annotations

import re

from spacy.attrs import LIKE_NUM, LOWER
from spacy.lang.en import English
from spacy.language import Language
from spacy.tokens import Doc, Span

from ptnotelint.evidence import Reading
from ptnotelint.nlp.line_ends import moved_to, own_offsets
from ptnotelint.nlp.mentions import Vocabulary
from ptnotelint.nlp.quantities import straightened
from ptnotelint.nlp.reading import read_doc
from ptnotelint.nlp.spoken import written
from ptnotelint.nlp.tokenizer import adapt_tokenizer, quick_tokenizer

# new words after which a reader begins anew, for spaCy keeps half a kB of each for good; 2,000 usual notes bring 14,000, names of the vocabulary among them
MOST_WORDS = 20_000
# spinal levels and joined words set with a long dash: "L4–S1", "sit–stand"
LEVELS = re.compile(r"(?<=[A-Za-z]\d)–(?=[A-Za-z]?\d)|(?<=[A-Za-z])–(?=[A-Za-z])")
# spaCy takes marks off a chunk's edges one by one, in time that grows with the square of their number
MARKS = re.compile(r"(?:[^\w\s]|_){100}")


class Reader:
    """A blank English pipeline with the clinical tokenizer and the lexicon: text in, Reading out.

    Examples
    --------
    >>> reading = Reader().read("Manual 10 min: STM L UT to reduce spasm")
    >>> sorted({mention.label for mention in reading.mentions} & {"technique", "minutes", "purpose"})
    ['minutes', 'purpose', 'technique']
    """

    def __init__(self):
        self._begin()

    def _begin(self) -> None:
        self.nlp = self._vocabulary = None  # what was learnt goes before anything new comes: both at once would be kept room for
        self.nlp = English(create_tokenizer=quick_tokenizer)
        # of a word new to it spaCy works out a dozen traits; two of them are asked for here
        traits = self.nlp.vocab.lex_attr_getters
        self.nlp.vocab.lex_attr_getters = {trait: traits[trait] for trait in (LOWER, LIKE_NUM)}
        self.nlp.max_length = 100_000_000  # the limit on a note's size is set where it is read
        self._vocabulary = Vocabulary(self.nlp)
        self._most_words = len(self.nlp.vocab.strings) + MOST_WORDS

    def read(self, text: str, asked: frozenset[str] | None = None) -> Reading:
        """Read one text; ``asked`` are the labels that are asked for, None for all."""
        if len(self.nlp.vocab.strings) > self._most_words:
            self._begin()
        plain = text.replace("\r\n", "\n")
        if (marked := written(plain)) is not None:
            reading = moved_to(self.read(marked[0], asked), plain, marked[1])
            return reading if plain == text else own_offsets(reading, text)
        straight = straightened(plain)
        if "–" in straight:
            straight = LEVELS.sub("-", straight)
        # terms are spelled with straight quotes; a curled one is as long, so places stay
        reading = read_doc(self.nlp.make_doc(MARKS.sub(_parted, straight)), self._vocabulary, plain, asked)
        return reading if plain == text else own_offsets(reading, text)


def _parted(marks: re.Match) -> str:
    """Marks with a blank for the last, so that places stay."""
    return marks[0][:-1] + " "


class _Component:
    """A spaCy component that shows one view of the note's reading."""

    def __init__(self, nlp: Language, show):
        adapt_tokenizer(nlp)
        self._vocabulary = Vocabulary(nlp)
        self._show = show

    def __call__(self, doc: Doc) -> Doc:
        if doc._.ptnote is None:
            doc._.ptnote = read_doc(doc, self._vocabulary)
        self._show(doc, doc._.ptnote)
        return doc


def _extend() -> None:
    if not Doc.has_extension("ptnote"):
        Doc.set_extension("ptnote", default=None)
        for name in ("ptnote_reason", "ptnote_cue", "ptnote_families"):
            Span.set_extension(name, default=None)


def _span(doc: Doc, start: int, end: int, label: str) -> Span:
    return doc.char_span(start, end, label=label, alignment_mode="expand")


def _show_sections(doc: Doc, reading: Reading) -> None:
    runs: list[list] = []
    for segment in reading.segments:
        if segment.section is None:
            continue
        if runs and runs[-1][2] == segment.section:
            runs[-1][1] = segment.end
        else:
            runs.append([segment.start, segment.end, segment.section])
    doc.spans["ptnote_sections"] = [_span(doc, *run) for run in runs]


def _show_segments(doc: Doc, reading: Reading) -> None:
    doc.spans["ptnote_segments"] = [_span(doc, segment.start, segment.end, segment.section or "") for segment in reading.segments]


def _mention_spans(doc: Doc, reading: Reading) -> list[Span]:
    if "ptnote" not in doc.spans:
        doc.spans["ptnote"] = [_span(doc, mention.start, mention.end, mention.label) for mention in reading.mentions]
    return list(doc.spans["ptnote"])


def _show_mentions(doc: Doc, reading: Reading) -> None:
    _mention_spans(doc, reading)


def _show_assertion(doc: Doc, reading: Reading) -> None:
    for span, mention in zip(_mention_spans(doc, reading), reading.mentions, strict=True):
        span._.ptnote_reason, span._.ptnote_cue = mention.reason, mention.cue


def _show_services(doc: Doc, reading: Reading) -> None:
    for span, mention in zip(_mention_spans(doc, reading), reading.mentions, strict=True):
        span._.ptnote_families = mention.families


@Language.factory("ptnote_sections")
def ptnote_sections(nlp: Language, name: str) -> _Component:
    """Sections of the note as spans."""
    _extend()
    return _Component(nlp, _show_sections)


@Language.factory("ptnote_segments")
def ptnote_segments(nlp: Language, name: str) -> _Component:
    """Segments (line, bullet, cell, sentence) as spans."""
    _extend()
    return _Component(nlp, _show_segments)


@Language.factory("ptnote_mentions")
def ptnote_mentions(nlp: Language, name: str) -> _Component:
    """Mentions as spans in ``doc.spans["ptnote"]``."""
    _extend()
    return _Component(nlp, _show_mentions)


@Language.factory("ptnote_assertion")
def ptnote_assertion(nlp: Language, name: str) -> _Component:
    """Why a mention does not count, on its span."""
    _extend()
    return _Component(nlp, _show_assertion)


@Language.factory("ptnote_services")
def ptnote_services(nlp: Language, name: str) -> _Component:
    """Service families of a mention, on its span."""
    _extend()
    return _Component(nlp, _show_services)
