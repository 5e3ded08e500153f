"""How much of the note's words an output may carry: all, only matched terms and numbers, or none."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import replace

from ptnotelint.report import Evidence, NoteReport, Refused

EXCERPTS = ("full", "redacted", "none")
MASK = "…"
LONGEST_TERM = 40  # a longer quote is a sentence of the note; of a shorter one, patterns still take in words of any kind
# Numbers are doses; dates, telephones and record numbers are not.
HIDDEN = r"\d+(?:[-/.]\d+){2,}|\d{3}-\d{4}|\d{4,}"
SHOWN = re.compile(rf"(?P<hidden>{HIDDEN})|(?P<word>[^\W\d_]+)|\d+(?:[.,]\d+)?(?:\s?[x×/:-]\s?\d+)*%?")
LETTERS = re.compile(r"[^\W_]")


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


def masked(text: str, words: Collection[str] = ()) -> str:
    """Only the numbers and the given words of a text, each stretch of others as one mark.

    Examples
    --------
    >>> masked("Mrs Doe did 3x10 at 25 lb on 03/04/2026")
    '… 3x10 … 25 …'
    >>> masked("Mrs Doe: sit-to-stand 3x10", {"sit", "to", "stand"})
    '… sit-to-stand 3x10'
    """
    shown, end = "", 0
    for match in SHOWN.finditer(text):
        if match["hidden"] or match["word"] and match["word"].lower() not in words:
            continue
        shown += _between(text[end : match.start()], bool(shown), True) + match[0]
        end = match.end()
    return shown + _between(text[end:], bool(shown), False)


def _between(text: str, before: bool, after: bool) -> str:
    """What stands for a stretch beside shown words: itself where it is only blanks and points, else a mark."""
    if not LETTERS.search(text):
        return text if before and after else text.strip()
    return f"{' ' * before}{MASK}{' ' * after}"


def _without(item: Evidence | Refused) -> Evidence | Refused:
    return replace(item, text=None, cue=None)


def _redacted(item: Evidence | Refused) -> Evidence | Refused:
    """A matched term stays; what the classifier read, or a field holds, is nobody's vocabulary."""
    from ptnotelint.lexicon.words import vocabulary  # only here: whole or no quotes need none

    opinion = item.reason == "low_confidence" if isinstance(item, Refused) else item.by != "pattern"

    def shown(text: str | None) -> str | None:
        return text and masked(text, () if opinion or len(text) > LONGEST_TERM else vocabulary())

    return replace(item, text=shown(item.text), cue=shown(item.cue))
