"""What a note tells of the course of care: that it is a progress report, that the plan was certified anew, and until when it is certified."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

PROGRESS, CERTIFIED, EVALUATED = "progress_report", "recertification", "re_evaluation"
WHOSE = r"(?:(?:pt|ot|physical therapy|occupational therapy|medicare|monthly|interim|updated|formal|\d{1,2}(?:th)?[ -](?:visit|day))\s+(?!note|report|summary))*"
# at the head of a line, where titles and headings stand; "progress note" is what many systems call every daily note, and is none
TITLES = {
    PROGRESS: re.compile(WHOSE + r"(?:progress (?:report|summary)|(?:10th|tenth)[ -]visit (?:note|report|summary|reassessment)|summary of progress)\b"),
    CERTIFIED: re.compile(WHOSE + r"(?:re-?cert(?:ification)?\b|updated plan of care|plan of care (?:update|re-?cert\w*)|renewed plan of care)"),
    EVALUATED: re.compile(WHOSE + r"(?:re-?eval(?:uation)?\b|re-?assessment (?:today|note|report|visit))"),
}
# inside a sentence it must be said to be done
DONE = {
    PROGRESS: re.compile(r"\bprogress (?:report|summary) (?:was |has been |is )?(?:completed|done|written|performed|sent|submitted)|\b(?:completed|wrote|sent|submitted) (?:the |a |pt's |his |her )?(?:10th[ -]visit )?progress (?:report|summary)\b"),
    CERTIFIED: re.compile(r"\b(?:recert(?:ification)?|plan of care|poc) (?:was |has been |is )?(?:recertified|renewed|re-?signed|updated and (?:sent|signed)|signed|certified)\b|\brecert(?:ification)? (?:was )?sent\b|\bre-?certified (?:through|until|to|for)\b"),
}
NOT_YET = re.compile(r"\b(?:due|needed|next|will|upcoming|pending|by|before|overdue|not|no|n/a|none|last|prior|previous|in \d+)\b")
KINDS = {PROGRESS: ("progress",), CERTIFIED: ("recert",), EVALUATED: ("re-eval", "reeval", "reassess")}
LEAD, JOINT = re.compile(r"[\W_]*"), re.compile(r"\s*(?:[/&+|,]|\band\b|\s[–-]\s|\s{2,})\s*")
NEAR = 60  # characters of a line in which a title is put off ("Progress report due 3/14"), or a deed dated
DATE = r"(\d{1,2})[/.-](\d{1,2})(?:[/.-](\d{4}|\d\d))?(?![\d/])"
DATED = re.compile(DATE)
FRESH = 14  # days: a deed dated longer ago is repeated from an earlier note
PERIOD = re.compile(rf"\b(?:re-?)?cert(?:ified|ification)?(?: (?:period|dates?|from))?\W{{0,3}}{DATE}\s*(?:-|–|—|to|thru|through|until)\s*{DATE}")


def told_of_course(text: str, visit_type: str | None, day: str | None = None) -> list[str]:
    """Which of a progress report, a recertification and a re-evaluation this note is said to be or to come with, sorted.

    Parameters
    ----------
    visit_type : str or None
        The record's own word for the visit, which is believed.
    day : str or None
        The visit's date (ISO): "POC signed 1/6" tells of this visit only when that was within two weeks before.

    Examples
    --------
    >>> told_of_course("PT PROGRESS REPORT / RECERTIFICATION\\nPeriod 3/1 to 4/1", None)
    ['progress_report', 'recertification']
    >>> told_of_course("Daily note. Plan: progress report due next visit", None)
    []
    """
    kind = (visit_type or "").lower()
    found = {name for name, words in KINDS.items() if any(word in kind for word in words)}
    for line in text.lower().splitlines():
        found.update(_titled(line))
        found.update(_done(line, day))
    return sorted(found)


def certified_in(text: str, day: str | None) -> str | None:
    """The last day (ISO) of the certified period that a note states, months before days; None where it states none.

    Examples
    --------
    >>> certified_in("Dx: L C6 radiculopathy   POC cert: 01/06/25 - 04/04/25", None)
    '2025-04-04'
    """
    until = [found for match in PERIOD.finditer(text.lower()) if (found := _date(match.groups()[3:], day))]
    return max(until).isoformat() if until else None


def _titled(line: str) -> Iterator[str]:
    """Kinds that the pieces of a title name ("Re-evaluation / recertification"), up to the first piece that names none."""
    title = line[LEAD.match(line).end():][:NEAR]
    if NOT_YET.search(title):
        return
    for piece in JOINT.split(title):
        named = [name for name, pattern in TITLES.items() if pattern.match(piece)]
        if not named:
            return
        yield from named


def _done(line: str, day: str | None) -> Iterator[str]:
    for name, pattern in DONE.items():
        match = pattern.search(line)
        if match is None or NOT_YET.search(line[max(0, match.start() - NEAR // 2):match.start()]):
            continue
        dated = DATED.search(line, match.end(), match.end() + NEAR // 2)
        when = _date(dated.groups(), day) if dated else None
        if when is None or day is None or 0 <= (date.fromisoformat(day) - when).days <= FRESH:
            yield name


def _date(parts: tuple[str | None, ...], day: str | None) -> date | None:
    """A date as American notes write it; one without a year is of the visit's year."""
    month, of_month, year = parts
    if year is None and day is None:
        return None
    try:
        return date(int(day[:4]) if year is None else int(year) + (2000 if len(year) == 2 else 0), int(month), int(of_month))
    except ValueError:
        return None
