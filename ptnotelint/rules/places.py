"""Line and column of an offset, counted as editors do: lines end at LF, CRLF or CR and nowhere else."""

from __future__ import annotations

import re
from bisect import bisect_right

LINE_END = re.compile(r"\r\n|\n|\r")


class LinePlaces:
    """Lines and columns, from 1, of offsets into one text.

    Examples
    --------
    >>> LinePlaces("ab\\r\\ncd").at(5)
    (2, 2)
    """

    def __init__(self, text: str):
        self._starts = [0, *(match.end() for match in LINE_END.finditer(text))]

    def at(self, offset: int | None) -> tuple[int | None, int | None]:
        """(line, column) of an offset; (None, None) for none."""
        if offset is None:
            return None, None
        number = bisect_right(self._starts, offset)
        return number, offset - self._starts[number - 1] + 1
