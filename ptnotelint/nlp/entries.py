"""Entries of several days in one text: where today's begins."""

from __future__ import annotations

import re
from itertools import pairwise

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import DATE_LINE
from ptnotelint.nlp.lines import Line

CARRIED = guarded(r"[\[({<«*=~\s#>•+-]*(?:(?:visit|note|entry|text|session|treatment) (?:of|from|on|dated) \d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?[,:;\s–-]{1,3})?(?:(?:\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\s)?(?:(?:entry|note|visit|text|from)\s){0,2}(?:carried|copied|brought|pulled) (?:over|forward|fwd|down)|carr(?:ied|y) (?:fwd|forward|from)|cop(?:ied|y) (?:fwd|forward)|copied from|pulled forward|brought forward|forwarded from|c/?f from|prior note|previous note|last visit'?s? note|from (?:last|prior|previous) (?:visit|note)|from \d{1,2}/\d{1,2}(?:/\d{2,4})? (?:note|visit))\b")
END_OF_COPY = guarded(r"\bend (?:of )?(?:cop(?:y|ied)|carr(?:y|ied)|forward|prior|previous|c/?f\b)|[\[<({]/\s?(?:cop(?:y|ied)|carr(?:y|ied)|forward|fwd|prior|previous|c/?f\b)")
TODAY = guarded(r"\b(?:today'?s?|this visit|current visit|today's (?:note|visit|entry))\b")

CLOCK_FIRST = guarded(r"[012]?\d:[0-5]\d(?:\s?[ap]\.?m)?[.:]\s[a-z]")
SPAN = guarded(r"\d{1,2}:\d\d(?:\s?[ap]m?)?\s*(?:-|–|—|to|until|→|->)\s*\d{1,2}:\d\d")
CLOCK_ALONE = guarded(r"\W*(?:[012]?\d:[0-5]\d|[012]\d[0-5]\d)(?:\s?[ap]\.?m?)?(?:\s?h(?:rs)?)?\.")

# "start 9:02; stop 9:47": two fields of a form, one span of time
STARTED = guarded(r"\W*start(?:ed)?(?: time)?\W{0,3}\d{1,2}:\d\d(?:\s?[ap]m?)?\W*")
STOPPED = guarded(r"\W*(?:stop|end|finish)(?:ped|ed)?(?: time)?\W{0,3}\d{1,2}:\d\d")


def told_at_a_time(folded: str, sentences: list[tuple[int, int]]) -> list[tuple[int, int]]:
    """Sentences of a line; a time that stands before them with a full stop ("9:42. In the corridor …") is no sentence of its own."""
    if len(sentences) > 1 and folded[sentences[0][1] - 1] == "." and CLOCK_ALONE.fullmatch(folded, *sentences[0]):
        return [(sentences[0][0], sentences[1][1]), *sentences[2:]]
    for number in range(len(sentences) - 1):
        if STARTED.fullmatch(folded, *sentences[number]) and STOPPED.match(folded, *sentences[number + 1]):
            return [*sentences[:number], (sentences[number][0], sentences[number + 1][1]), *sentences[number + 2:]]
    return sentences


def today_from(folded: str, lines: list[Line]) -> int:
    """Where today's entry begins when an earlier visit was copied above it, else 0."""
    dated = [(line, match[1]) for line in lines if (match := DATE_LINE.match(folded, line.start, line.end))
             and possible(match[1]) and (line.end - match.end() < 60 or folded[match.end() - 1] in ":]")]
    copied = next((line for line in lines if CARRIED.match(folded, line.start, line.end)), None)
    if copied is not None:
        if END_OF_COPY.search(folded, copied.body + 1, copied.end):
            return copied.end  # all of it on one line
        for line in lines:
            if line.start > copied.start and (END_OF_COPY.search(folded, line.start, line.end)
                                              or any(line is other and not CARRIED.match(folded, line.start, line.end) for other, _ in dated)):
                return line.start
        for line in lines:
            if line.paragraph != copied.paragraph and line.start > copied.start and TODAY.search(folded, line.start, min(line.end, line.start + 60)):
                return line.start
        return 0
    keys = [date_key(words) for _, words in dated]
    if len(set(keys)) < 2 or not all(0 < number < 32 for key in keys for number in key[-2:]) or len(keys) > 2 and all(one[-1] == other[-2] for one, other in pairwise(keys)):
        return 0  # "[0-12]", "[12-36]": minutes of the visit, each from where the one before ended
    if len({len(key) for key in keys}) > 1:
        keys = [key[-2:] for key in keys]  # a date without its year is compared by month and day
    newest = max(keys)
    first = next(number for number, key in enumerate(keys) if key == newest)
    return dated[first][0].start if any(key < newest for key in keys[:first]) and dated[0][0].start < dated[first][0].start else 0


def dated(key: tuple[int, ...]) -> bool:
    """Whether numbers can be a date's: month and day, or year, month and day.

    Examples
    --------
    >>> dated((8, 18)), dated((8, 62))
    (True, False)
    """
    return 1 <= key[-2] <= 12 and 1 <= key[-1] <= 31


def possible(words: str) -> bool:
    """Whether numbers with marks between them can be a date; "[12-36]" is from which minute to which.

    Examples
    --------
    >>> possible("3/14/26"), possible("12-36")
    (True, False)
    """
    return dated(date_key(words))


def date_key(words: str) -> tuple[int, ...]:
    """A date's numbers from the largest unit to the smallest, so that dates can be compared.

    Examples
    --------
    >>> date_key("3/4/26"), date_key("2026-03-04"), date_key("3/4")
    ((2026, 3, 4), (2026, 3, 4), (3, 4))
    """
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(str(numbers[0])) == 4 or len(numbers) < 3:
        return tuple(numbers)
    year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
    return year, numbers[0], numbers[1]
