"""Punctuation that a dictation spells out: "… ten minutes period then heel slides comma two sets …", read as the marks it names."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Callable
from itertools import accumulate

MARKS = {"period": ".", "full stop": ".", "comma": ",", "colon": ":", "semicolon": ";", "new line": "\n", "next line": "\n", "new paragraph": "\n\n", "next paragraph": "\n\n"}
# "a period of", "the rest periods" name a time, no mark
SPOKEN = re.compile(r"[ ]?[ \n](?<!\ba )(?<!\bthe )(?<!\bthis )(?<!\beach )(?<!\bper )(?<!\btime )(?<!\blong )(?<!\bshort )(?P<mark>period|full stop|comma|colon|semicolon|(?:new|next) (?:line|paragraph))(?![\w'-])(?! of (?:time|rest|\d|one|two|about))(?P<next>\s[a-z])?", re.IGNORECASE)
FEWEST = 3  # one spoken mark may be a slip; a dictation that speaks them speaks all
WRITTEN = re.compile(r"[a-z)]\.\s+[A-Z]")


def written(text: str) -> tuple[str, Callable[[int], int]] | None:
    """The text with marks for the words that name them, and where a place in it stands in the text; None where nobody speaks marks.

    Examples
    --------
    >>> marked, place = written("sore period bridges ten comma slow period done period")
    >>> marked, place(marked.index("Bridges"))
    ('sore. Bridges ten, slow. Done.', 12)
    >>> written("a period of rest. Then the bike.") is None
    True
    """
    if text.count(" period") + text.count(" full stop") < FEWEST:
        return None
    spoken = list(SPOKEN.finditer(text))
    stops = sum(MARKS[match["mark"].lower()] == "." for match in spoken)
    if stops < FEWEST or len(WRITTEN.findall(text)) > stops // 2:
        return None
    pieces, ends, cuts, at, length = [], [], [], 0, 0
    for match in spoken:
        mark = MARKS[match["mark"].lower()]
        following = match["next"] or ""
        pieces += (text[at:match.start()], mark, following.upper() if mark == "." else following)
        length += match.start() - at + len(mark)
        ends.append(length)
        cuts.append(match.end("mark") - match.start() - len(mark))
        length += len(following)
        at = match.end()
    shifts = [0, *accumulate(cuts)]
    return "".join((*pieces, text[at:])), lambda place: place + shifts[bisect_right(ends, place)]
