"""Lines of a printed page as their author wrote them: wrapped ones joined again, one blank line for a gap."""

from __future__ import annotations

import re

WIDE = 70  # letters: on a page whose longest line is shorter no sentence was wrapped
SLACK = 0.15  # of the longest line: letters are not equally wide
MARGIN = re.compile(r"[ \t]*")
OWN_LINE = re.compile(r"\s*(?:[-•*·▪|☐☒☑]|\(?[0-9a-zA-Z]{1,2}[.)]\s|[A-Z][A-Za-z/& -]{0,30}:)")
SENTENCE_END, PART_END = (".", "!", "?", "|"), (":", ";")
COLUMNS = re.compile(r"\S {3,}\S")


def unwrapped(page: str) -> str:
    """The text of a page laid out in letters, a sentence that goes on in the next line being one line.

    Examples
    --------
    >>> print(unwrapped("O: SLR 3x10 and step-ups 2x10, cued for heel strike and trunk, so that\\nshe can climb stairs\\n\\n\\nA: better"))
    O: SLR 3x10 and step-ups 2x10, cued for heel strike and trunk, so that she can climb stairs
    <BLANKLINE>
    A: better
    """
    lines = [line.rstrip() for line in page.splitlines()]
    margin = min((len(MARGIN.match(line)[0]) for line in lines if line), default=0)
    edge = max(map(len, lines), default=0)
    parts: list[str] = []
    above = ""
    for line in (line[margin:] for line in lines):
        if parts and line and above and edge >= WIDE and _goes_on(above, line, edge - margin):
            parts[-1] += " " + line.strip()
        elif line or above:
            parts.append(line if COLUMNS.search(line) else line.lstrip())
        above = line
    return "\n".join(parts).strip("\n")


def _goes_on(above: str, line: str, edge: int) -> bool:
    """Whether the first word of a line found no room in the line above, which ends amid a sentence."""
    if OWN_LINE.match(line) or len(above) + 1 + len(line.split(None, 1)[0]) <= edge * (1 - SLACK):
        return False
    return not above.endswith(SENTENCE_END + PART_END) or above.endswith(PART_END) and line.lstrip()[0].islower()
