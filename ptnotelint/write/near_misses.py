"""What came near a finding without counting, in words, for outputs that have no room for source lines."""

from __future__ import annotations

from ptnotelint.report import Finding, NoteReport, Refused
from ptnotelint.write.terminal import folded
from ptnotelint.write.words import REASONS


def near_misses(report: NoteReport, finding: Finding) -> tuple[Refused, ...]:
    """The refused words of the element that a finding is about."""
    for code in report.codes:
        for element in code.elements:
            if code.code == finding.code and element.element == finding.element:
                return element.refused
    return ()


def near_miss_words(item: Refused) -> str:
    """A refused quote with its reason, as much of it as the report may still quote.

    Examples
    --------
    >>> near_miss_words(Refused(0, 5, "60 lb", "planned", "Next visit"))
    '"60 lb" planned ("Next visit")'
    """
    quote = f'"{folded(item.text)}" ' if item.text else ""
    cue = f' ("{folded(item.cue)}")' if item.cue else ""
    return f"{quote}{REASONS.get(item.reason, item.reason)}{cue}"
