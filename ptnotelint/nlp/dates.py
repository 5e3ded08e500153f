"""Whether a note bears a date: a full one anywhere, or a day and month where notes are dated."""

from __future__ import annotations

import re

MONTH = r"(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)"
FULL = re.compile(rf"\b\d{{1,2}}[/.-]\d{{1,2}}[/.-](?:\d{{4}}|\d\d)\b|\b\d{{4}}-\d\d-\d\d\b|\b{MONTH}\.? \d{{1,2}}(?:st|nd|rd|th)?,? \d{{4}}\b|\b\d{{1,2}} {MONTH}\.?,? \d{{4}}\b", re.IGNORECASE)
HEADED = re.compile(rf"\b(?:dos|date(?: of (?:service|visit|treatment))?|visit date|seen)\b[ \t]*[:#-]?[ \t]*(?:\d{{1,2}}[/.-]\d{{1,2}}|{MONTH}\.? \d)", re.IGNORECASE)


def dated(text: str) -> bool:
    """Whether the note says on which day the visit was.

    Examples
    --------
    >>> dated("DOS 3/4. SLR 3x10"), dated("March 4, 2026: seen in gym"), dated("MMT 4/5, next visit 3/11")
    (True, True, False)
    """
    return FULL.search(text) is not None or HEADED.search(text) is not None
