"""The note's text cut where its report points at it: numbered stretches that evidence and near misses share."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

from ptnotelint.report import NoteReport

KINDS = ("found", "refused", "pointed")  # evidence; near misses alone; the place of a finding alone


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text within which nothing begins or ends.

    Parameters
    ----------
    text : str
    number : int or None
        Of the numbered stretch that it lies in; None where the report points at nothing.
    opens : bool
        Whether the numbered stretch begins here.
    kind : str
        One of :data:`KINDS`, the first that holds of some span here.
    spans : tuple of str
        Every ``start-end`` that covers the piece.
    """

    text: str
    number: int | None = None
    opens: bool = False
    kind: str = ""
    spans: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Marks:
    """Numbered stretches of one source, in the order of the text, and the spans in them, each with its kind of :data:`KINDS`.

    Spans that overlap lie in one stretch and so have one number.
    """

    stretches: tuple[tuple[int, int], ...]
    spans: dict[tuple[int, int], str]

    def number(self, start: int) -> int | None:
        """The number of the stretch that holds an offset."""
        at = bisect_right(self.stretches, start, key=lambda stretch: stretch[0])
        return at if at and start < self.stretches[at - 1][1] else None


def marks_of(report: NoteReport, source: str = "text") -> Marks:
    """Number what the report points at in one source: evidence, near misses of what is not present, places of findings.

    Examples
    --------
    >>> from ptnotelint.report import CodeReport, ElementReport, Evidence
    >>> shown = ElementReport("exercise", "required", "present", (Evidence(0, 3, "SLR"),))
    >>> marks_of(NoteReport("a", "supported", "", "2026-01-01", (CodeReport("97110", (), 1, "supported", None, (shown,)),))).spans
    {(0, 3): 'found'}
    """
    elements = [element for code in report.codes for element in code.elements]
    near = [item for element in elements if element.status != "present" for item in element.refused]
    spans: dict[tuple[int, int], str] = {}
    for kind, items in (("found", [item for element in elements for item in element.evidence]), ("refused", near)):
        for item in items:
            if item.source == source and item.start is not None and item.start < item.end:
                spans.setdefault((item.start, item.end), kind)
    for finding in report.findings if source == "text" else ():
        if finding.start is not None and finding.end is not None and finding.start < finding.end:
            spans.setdefault((finding.start, finding.end), "pointed")
    stretches: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if stretches and start < stretches[-1][1]:
            stretches[-1] = stretches[-1][0], max(end, stretches[-1][1])
        else:
            stretches.append((start, end))
    return Marks(tuple(stretches), spans)


def pieces(text: str, marks: Marks) -> Iterator[Piece]:
    """Cut a text at every edge of a span; the pieces joined are the text.

    Examples
    --------
    >>> marks = Marks(((3, 11),), {(3, 11): "found", (7, 11): "refused"})
    >>> [(piece.text, piece.number, piece.opens, piece.spans) for piece in pieces("O: SLR 3x10.", marks)]
    [('O: ', None, False, ()), ('SLR ', 1, True, ('3-11',)), ('3x10', 1, False, ('3-11', '7-11')), ('.', None, False, ())]
    """
    at = first = 0
    spans = sorted(marks.spans)
    for number, (start, end) in enumerate(marks.stretches, 1):
        if at < start:
            yield Piece(text[at:start])
        inside = []
        while first < len(spans) and spans[first][0] < end:
            inside.append(spans[first])
            first += 1
        edges = sorted({edge for span in inside for edge in span})
        for left, right in pairwise(edges):
            over = [span for span in inside if span[0] <= left and right <= span[1]]
            kind = min((marks.spans[span] for span in over), key=KINDS.index)
            yield Piece(text[left:right], number, left == start, kind, tuple(span_name(*span) for span in over))
        at = end
    if at < len(text):
        yield Piece(text[at:])


def span_name(start: int, end: int) -> str:
    """What a span is called where words and marks are tied together."""
    return f"{start}-{end}"
