"""What a note looks like, told from its shape alone: figures by layout need no annotator's opinion."""

from __future__ import annotations

import re

BULLET = re.compile(r"\s*(?:[-*•·>]|\d{1,2}[.)]|[a-z][.)])\s")
LABEL = re.compile(r"\s*[A-Za-z][\w /&()-]{0,40}:")
LONG = 160  # characters: a line that nobody breaks is dictated
LAYOUTS = ("table", "all caps", "bullets", "paragraphs", "labelled lines", "plain lines")


def layout_of(text: str) -> str:
    """The layout of a note, the first of :data:`LAYOUTS` that fits.

    Examples
    --------
    >>> layout_of("| SLR | 3x10 |\\n| Bridge | 2x12 |\\n| Clam | x15 |")
    'table'
    >>> layout_of("S: sore\\nO: SLR 3x10\\nA: tolerated well\\nP: continue")
    'labelled lines'
    """
    lines = [line for line in text.splitlines() if line.strip()] or [""]
    letters = [character for character in text if character.isalpha()]

    def most(fits, share: float) -> bool:
        return sum(map(bool, map(fits, lines))) >= share * len(lines)

    if sum(line.count("|") > 1 or "\t" in line.strip() for line in lines) >= 3:
        return "table"
    if letters and sum(map(str.isupper, letters)) > 0.8 * len(letters):
        return "all caps"
    if most(BULLET.match, 0.3):
        return "bullets"
    if sum(len(line) for line in lines if len(line) > LONG) > len(text) / 2:
        return "paragraphs"
    return "labelled lines" if most(LABEL.match, 0.3) else "plain lines"
