"""How much of the note's words an output may carry: all, only matched terms and numbers, or none."""

from __future__ import annotations

import re
from dataclasses import replace

from ptnotelint.report import Evidence, NoteReport, Refused

EXCERPTS = ("full", "redacted", "none")
MASK = "…"
LONGEST_TERM = 40  # a longer quote is a sentence of the note, not a term of the vocabulary
# Numbers are doses; dates, telephones and record numbers are not.
HIDDEN = r"\d+(?:[-/.]\d+){2,}|\d{3}-\d{4}|\d{4,}"
SHOWN = re.compile(rf"(?P<hidden>{HIDDEN})|\d+(?:[.,]\d+)?(?:\s?[x×/:-]\s?\d+)*%?")


def excerpted(report: NoteReport, excerpts: str = "full") -> NoteReport:
    """The same report with the quoted words it may carry.

    Parameters
    ----------
    report : NoteReport
    excerpts : str
        ``full``, ``redacted`` (matched terms and numbers) or ``none`` (``text`` and ``cue`` are None).

    Examples
    --------
    >>> report = NoteReport("a", "no_codes", "", "2026-01-01")
    >>> excerpted(report, "none") == report
    True
    """
    if excerpts not in EXCERPTS:
        raise ValueError(f"excerpts is one of {', '.join(EXCERPTS)}")
    if excerpts == "full":
        return report
    change = _redacted if excerpts == "redacted" else _without
    codes = tuple(
        replace(
            code,
            elements=tuple(
                replace(
                    element,
                    evidence=tuple(change(item) for item in element.evidence),
                    refused=tuple(change(item) for item in element.refused),
                )
                for element in code.elements
            ),
        )
        for code in report.codes
    )
    return replace(report, codes=codes)


def masked(text: str) -> str:
    """Only the numbers of a text, each stretch of other words as one mark.

    Examples
    --------
    >>> masked("Mrs Doe did 3x10 at 25 lb on 03/04/2026")
    '… 3x10 … 25 …'
    """
    parts, end = [], 0
    for match in SHOWN.finditer(text):
        if not match["hidden"]:
            parts += [MASK] * bool(text[end : match.start()].strip()) + [match[0]]
            end = match.end()
    return " ".join(parts + [MASK] * bool(text[end:].strip()))


def _without(item: Evidence | Refused) -> Evidence | Refused:
    return replace(item, text=None, cue=None)


def _redacted(item: Evidence | Refused) -> Evidence | Refused:
    """A matched term stays; what the classifier read, or a field holds, is nobody's vocabulary."""
    opinion = item.reason == "low_confidence" if isinstance(item, Refused) else item.by != "pattern"
    return replace(item, text=_term_or_mask(item.text, opinion), cue=_term_or_mask(item.cue, opinion))


def _term_or_mask(text: str | None, opinion: bool) -> str | None:
    return text if text is None or not opinion and len(text) <= LONGEST_TERM else masked(text)
