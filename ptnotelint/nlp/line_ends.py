"""A text whose lines end in CR LF is read with plain line ends; what was read is then told in its own offsets."""

from __future__ import annotations

from bisect import bisect_left
from dataclasses import replace

from ptnotelint.evidence import Reading


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

    def moved(piece):
        return replace(piece, start=piece.start + bisect_left(breaks, piece.start), end=piece.end + bisect_left(breaks, piece.end))

    return replace(
        reading, text=text, segments=tuple(map(moved, reading.segments)), mentions=tuple(map(moved, reading.mentions)),
        billing=tuple(map(moved, reading.billing)), timed_total=reading.timed_total and moved(reading.timed_total),
        visit_total=reading.visit_total and moved(reading.visit_total))
