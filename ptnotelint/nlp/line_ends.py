"""Line ends that say nothing: those of CR LF, whose text is read with plain ones, and those that only wrap a line."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from ptnotelint.evidence import Reading

if TYPE_CHECKING:
    from ptnotelint.nlp.structure import Part


def own_offsets(reading: Reading, text: str) -> Reading:
    """The reading of ``text.replace("\\r\\n", "\\n")`` as one of `text` itself.

    Examples
    --------
    >>> from ptnotelint.evidence import Segment
    >>> own_offsets(Reading("a\\nb", (Segment(2, 3),)), "a\\r\\nb").segments[0].start
    3
    """
    breaks, at = [], -1
    while (at := text.find("\r\n", at + 1)) >= 0:
        breaks.append(at - len(breaks))

    return moved_to(reading, text, lambda at: at + bisect_left(breaks, at))


def moved_to(reading: Reading, text: str, place: Callable[[int], int]) -> Reading:
    """The reading of a text made from `text` as one of `text` itself; ``place`` says where each place came from."""
    def moved(piece):
        return replace(piece, start=place(piece.start), end=place(piece.end))

    segments = tuple(replace(segment, start=place(segment.start), end=place(segment.end), head_end=place(segment.head_end)) for segment in reading.segments)
    return replace(
        reading, text=text, folded=None, segments=segments, mentions=tuple(map(moved, reading.mentions)), figures=tuple(map(moved, reading.figures)),
        alike=tuple(tuple(map(moved, group)) for group in reading.alike),
        billing=tuple(map(moved, reading.billing)), timed_total=reading.timed_total and moved(reading.timed_total),
        visit_total=reading.visit_total and moved(reading.visit_total))


def unwrapped(folded: str, parts: list[Part]) -> str:
    """The text with a blank for every line break inside a part, where it only wraps the line."""
    if not any(folded.find("\n", part.start, part.end) >= 0 for part in parts):
        return folded
    pieces, at = [], 0
    for part in parts:
        if part.start >= at:
            pieces += (folded[at:part.start], folded[part.start:part.end].rstrip("\n").replace("\n", " ").ljust(part.end - part.start, "\n"))
            at = part.end
    return "".join((*pieces, folded[at:]))
