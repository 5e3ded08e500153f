"""Clock ranges in words of a note: "9:00-9:15", "0850-0925", "13:58 to 14:15"."""

from __future__ import annotations

import re

RANGE = re.compile(r"(?<!\d)(\d{1,2}):?([0-5]\d)\s?(?:[ap]\.?m?\b\.?)?\s?(?:-|–|—|to|until|till)\s?(\d{1,2}):?([0-5]\d)(?!\d)", re.IGNORECASE)
HALF_DAY = 12 * 60


def clock_range(words: str) -> tuple[int, int] | None:
    """(start, end) in minutes of the half day, or None where no range is told; an end past 12 goes on from the start.

    Examples
    --------
    >>> clock_range("9:00-9:15"), clock_range("12:50 to 1:05 pm"), clock_range("15 min")
    ((540, 555), (50, 65), None)
    """
    match = RANGE.search(words)
    if match is None:
        return None
    start, end = ((int(match[hour]) * 60 + int(match[hour + 1])) % HALF_DAY for hour in (1, 3))
    return (start, end) if start < end else (start, end + HALF_DAY)


def overlap(one: tuple[int, int], other: tuple[int, int]) -> int:
    """Minutes that two ranges share.

    Examples
    --------
    >>> overlap((540, 560), (550, 565)), overlap((540, 560), (560, 575))
    (10, 0)
    """
    return max(0, min(one[1], other[1]) - max(one[0], other[0]))
