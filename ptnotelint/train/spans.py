"""Whether the words that are quoted are those that an annotator marked, and near misses refused for the same reason."""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.report import NoteReport
from ptnotelint.train.annotated import AnnotatedNote, Span
from ptnotelint.train.figures import Figures


def count_spans(figures: Figures, note: AnnotatedNote, report: NoteReport) -> None:
    """Count quotes that overlap marked words of the same code and element, and the reasons of refusals that do.

    What an annotator marked for the whole note stands for all its codes, so its quotes are counted once. A marked
    near miss that is not refused at all has no reason that could be right or wrong. Notes whose words nobody
    marked are left out.
    """
    if note.spans is None:
        return
    marked: dict[tuple, list[Span]] = {}
    for span in note.spans:
        marked.setdefault((span.code, span.element), []).append(span)
    shared = {element for code, element in marked if code is None}
    quoted = _by_element(report, "evidence", shared)
    refused = _by_element(report, "refused", shared)
    for key, spans in marked.items():
        for span in spans:
            figures.marked.count(any(_overlap(span, each) for each in quoted.get(key, ())))
    for key, found in quoted.items():
        for each in found:
            figures.quoted.count(any(_overlap(span, each) for span in marked.get(key, ())))
    for span in note.refused:
        reasons = {each.reason for (code, element), found in refused.items()
                   if element == span.element and (None in (code, span.code) or span.code == code) for each in found if _overlap(span, each)}
        figures.refused.count(bool(reasons))
        if reasons:
            figures.reasons.count(span.reason in reasons)


def _by_element(report: NoteReport, kind: str, shared: Iterable[str]) -> dict[tuple, list]:
    """Quotes or refusals of the text by code and element; those of a shared element once, under no code."""
    found: dict[tuple, list] = {}
    for code in report.codes:
        for element in code.elements:
            key = (None if element.element in shared else code.code, element.element)
            here = found.setdefault(key, [])
            here += [each for each in getattr(element, kind) if each.source == "text" and each.start is not None and each not in here]
    return found


def _overlap(span: Span, each) -> bool:
    return span.start < each.end and each.start < span.end
