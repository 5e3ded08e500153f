"""Assessments that hold nothing but the phrases auditors name: "tolerated well, continue POC"."""

from __future__ import annotations

import re

from ptnotelint.evidence import Phrase, Reading
from ptnotelint.nlp.guarded import guarded

_PT = r"(?:(?:the )?(?:pt|patient|he|she|client)\.? )?"
_TX = r"(?:(?:the |today'?s |all |her |his )*(?:tx|treatment|treatments|session|therapy|visit|ther ?ex|exercises?|interventions?|activities|pt|program)\b ?(?:session |today )?)?"
# one piece between stops
EMPTY = guarded("|".join((
    rf"{_PT}(?:was able to )?tolerat(?:ed|es|ing) {_TX}(?:very |fairly )?(?:well|good|ok|fine)(?: today| overall)?", rf"{_PT}(?:with |had )?(?:good|fair) tolerance(?: (?:to|of|for) {_TX})?",
    rf"{_TX}(?:was )?(?:well )?tolerated(?: well)?(?: today)?", r"(?:w/o|without|no) (?:any )?(?:new )?(?:complaints?|issues?|adverse (?:reactions?|effects?|responses?)|difficulty|incident|problems?)(?: noted| reported)?",
    rf"{_PT}(?:will |to )?(?:cont(?:inue)?s?|continue[ds]?|continuing)\.?(?: with| w/| per| as per| to follow)?(?: (?:current |the |established )?(?:poc|plan of care|plan|tx|treatment|pt|therapy|program))?(?: as (?:planned|tolerated|indicated|is))?",
    r"(?:per|as per|see) (?:poc|plan of care|flow ?sheet|plan)", rf"{_PT}(?:is )?(?:progressing|making progress|progress)(?: (?:well|as expected|slowly|steadily|toward(?:s)? (?:all )?(?:pt |therapy )?goals|per (?:protocol|poc)|with (?:pt|therapy|poc)))*",
    rf"{_PT}(?:would |will )?(?:continues? to )?(?:would )?benefits? from (?:cont(?:inued)?\.? )?(?:skilled )?(?:pt|therapy|services|intervention|tx)(?: services)?", r"(?:good|fair|excellent) (?:session|effort|rehab potential|visit)(?: today)?",
    r"no change(?:s)?(?: in (?:status|poc|plan))?", r"same(?: as (?:last|previous) (?:visit|tx|session))?", r"goals (?:ongoing|remain appropriate)")))
STOP = re.compile(r"[.;,\n•*|+&]+|\s-+\s|\band\b|\bw/(?=\s)")
LEAST = re.compile(r"\btolera|\bcont\b|\bcontinu|\bprogress|\bbenefit")


def empty_assessment(reading: Reading, folded: str) -> Phrase | None:
    """The assessment of a note, where nothing in it is said of this patient; None otherwise, or without one.

    Examples
    --------
    >>> from ptnotelint.evidence import Segment
    >>> notes = [f"a: tolerated well, {words}." for words in ("continue poc", "flexion 110")]
    >>> [empty_assessment(Reading(note, (Segment(0, len(note), "assessment"),)), note) is not None for note in notes]
    [True, False]
    """
    parts = [(number, segment) for number, segment in enumerate(reading.segments) if segment.section == "assessment"]
    if not parts:
        return None
    pieces = [piece for _, segment in parts for piece in STOP.split(_said(folded, segment.start, segment.end))]
    told = [piece.strip(" :–—-()") for piece in pieces if piece.strip(" :–—-()")]
    if told and LEAST.search(" ".join(told)) and all(EMPTY.fullmatch(piece) for piece in told):
        return Phrase(parts[0][1].start, parts[-1][1].end, parts[0][0])
    return None


HEADED = re.compile(r"\W*(?:a/p|a & p|assessment(?: ?(?:/|and|&) ?(?:plan|response))?|asmt|assess|a|response(?: to (?:tx|treatment))?|impression|summary)\s*[:=|–—-]\s*")


def _said(folded: str, start: int, end: int) -> str:
    """A segment's words after its heading."""
    heading = HEADED.match(folded, start, end)
    return folded[heading.end() if heading else start:end]
