"""What a note tells of the course of care, found by its own words: that it is a progress report, that the plan was certified anew."""

from __future__ import annotations

import re
from collections.abc import Iterator

PROGRESS, CERTIFIED, EVALUATED = "progress_report", "recertification", "re_evaluation"
# at the head of a line, where titles and headings stand; "progress note" is what many systems call every daily note, and is none
TITLES = {
    PROGRESS: re.compile(r"(?:(?:pt|ot|physical therapy|occupational therapy|medicare|monthly|interim|10th[ -]visit|tenth[ -]visit|\d{1,2}(?:th)?[ -]visit)\s+)*(?:progress (?:report|summary)|10th[ -]visit (?:note|report|summary|reassessment)|summary of progress)\b"),
    CERTIFIED: re.compile(r"(?:(?:pt|ot|physical therapy|occupational therapy|medicare|updated|progress report[ /&+-]+)\s*)*(?:re-?cert(?:ification)?\b|updated plan of care|plan of care (?:update|re-?cert\w*)|renewed plan of care)"),
    EVALUATED: re.compile(r"(?:(?:pt|ot|physical therapy|occupational therapy|formal)\s+)*(?:re-?eval(?:uation)?\b|re-?assessment (?:today|note|report|visit))"),
}
# inside a sentence it must be said to be done
DONE = {
    PROGRESS: re.compile(r"\bprogress (?:report|summary) (?:was |has been |is )?(?:completed|done|written|performed|sent|submitted)|\b(?:completed|wrote|sent|submitted) (?:the |a |pt's |his |her )?(?:10th[ -]visit )?progress (?:report|summary)\b"),
    CERTIFIED: re.compile(r"\b(?:recert(?:ification)?|plan of care|poc) (?:was |has been |is )?(?:recertified|renewed|re-?signed|updated and (?:sent|signed)|signed|certified)\b|\bre-?certified (?:through|until|to|for)\b"),
}
NOT_YET = re.compile(r"\b(?:due|needed|next|will|upcoming|pending|by|before|overdue|not|no|n/a|none|last|prior|previous|in \d+)\b")
KINDS = {PROGRESS: ("progress",), CERTIFIED: ("recert",), EVALUATED: ("re-eval", "reeval", "reassess")}
LEAD = re.compile(r"[\W_]*")
NEAR = 60  # characters of a line in which a title is put off: "Progress report due 3/14"


def told_of_course(text: str, visit_type: str | None) -> list[str]:
    """Which of a progress report, a recertification and a re-evaluation this note is said to be or to come with, sorted.

    Parameters
    ----------
    visit_type : str or None
        The record's own word for the visit, which is believed.

    Examples
    --------
    >>> told_of_course("PT PROGRESS REPORT / RECERTIFICATION\\nPeriod 3/1 to 4/1", None)
    ['progress_report', 'recertification']
    >>> told_of_course("Daily note. Plan: progress report due next visit", None)
    []
    """
    kind = (visit_type or "").lower()
    found = {name for name, words in KINDS.items() if any(word in kind for word in words)}
    for name in _told(text.lower()):
        found.add(name)
    return sorted(found)


def _told(text: str) -> Iterator[str]:
    for line in text.splitlines():
        start = LEAD.match(line).end()
        title = line[start:start + NEAR]
        for name, pattern in TITLES.items():
            if (match := pattern.match(title)) and not NOT_YET.search(title):
                yield name
                if name == PROGRESS and TITLES[CERTIFIED].match(title[match.end():].lstrip(" /&+-,")):
                    yield CERTIFIED
        for name, pattern in DONE.items():
            if (match := pattern.search(line)) and not NOT_YET.search(line[max(0, match.start() - NEAR // 2):match.start()]):
                yield name
