"""Line and column of an offset, counted as editors do: lines end at LF, CRLF or CR and nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence

LINE_END = re.compile(r"\r\n|\n|\r")


def line_starts(text: str) -> list[int]:
    """Where each line begins.

    Examples
    --------
    >>> line_starts("ab\\r\\ncd")
    [0, 4]
    """
    return [0, *(match.end() for match in LINE_END.finditer(text))]


def place(starts: Sequence[int], offset: int) -> tuple[int, int]:
    """(line, column) of an offset, by where the lines begin.

    Examples
    --------
    >>> place([0, 4], 5)
    (2, 2)
    """
    number = bisect_right(starts, offset)
    return number, offset - starts[number - 1] + 1


class LinePlaces:
    """Lines and columns, from 1, of offsets into one text.

    Examples
    --------
    >>> LinePlaces("ab\\r\\ncd").at(5)
    (2, 2)
    """

    def __init__(self, text: str):
        self._starts = line_starts(text)

    def at(self, offset: int | None) -> tuple[int | None, int | None]:
        """(line, column) of an offset; (None, None) for none."""
        return (None, None) if offset is None else place(self._starts, offset)
