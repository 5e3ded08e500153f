"""Where one sentence ends and the next begins, in a line of a note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ptnotelint.nlp.guarded import guarded

SENTENCE_END = guarded(r"(?:(?<!\.\.)[.!?]|(?<=\.\.)\.(?!\s+\d))[\"”')\]]*\s+(?=[A-Z0-9\"“”(\[>•-])|;\s|\s//\s(?!bars?\b)|\.{3}\s(?!\s?\d)|\s[–—]\s(?=[a-z]+ (?:not|held|declined|deferred))|(?<=[a-z])\. (?=[a-z]{3,} )")
LONGEST_SENTENCE = 2000  # characters; the longest of the corpora has 400
KEY = guarded(r"(?:Why|Purpose|Rationale|Reason|Response|Goal|Aim|Cues?|Cueing|Tolerance|Assist|Time|Result|Effect):")  # a field after "2 x 15 B."
SECONDS = guarded(r"\d ?s\Z")
HELP = guarded(r"\b(?:min|mod|max|total|w/c|sba|cg)[ -]A\Z", re.IGNORECASE)
ABBREVIATION = guarded(r"(?:\b(?:pt|dr|mr|mrs|ms|vs|approx|ea|e\.g|i\.e|a\.m|p\.m|no|st|fig|ht|wt|lt|rt|inf|sup|post|ant|lat|med|ext|flex|abd|add|rot|incl|esp|cont|min|sec|lb|lbs|w|x|reps|b|l|r|s|o|a|p)\.)\Z", re.IGNORECASE)


def line_start(text: str, place: int) -> int:
    """Where the line of a place begins; of an endless line a stretch as long as a sentence may be.

    Examples
    --------
    >>> line_start("a\\nb c", 4), line_start("x" * 9000, 8000)
    (2, 6000)
    """
    first = max(0, place - LONGEST_SENTENCE)
    return text.rfind("\n", first, place) + 1 or first


def line_end(text: str, place: int, mark: str = "\n") -> int:
    """Where the line of a place ends, or what ``mark`` ends, within the same bounds.

    Examples
    --------
    >>> line_end("a\\nb c", 0), line_end("x" * 9000, 8000)
    (1, 9000)
    """
    last = min(len(text), place + LONGEST_SENTENCE)
    end = text.find(mark, place, last)
    return end if end >= 0 else last


def split_sentences(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Sentences between two offsets, as (start, end), in order.

    Examples
    --------
    >>> words = "STM to L UT 5 min. Tol well."
    >>> [words[start:end] for start, end in split_sentences(words, 0, len(words))]
    ['STM to L UT 5 min.', 'Tol well.']
    """
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        if match[0][0] == "." and ABBREVIATION.search(text, max(at, match.start() - 8), match.start() + 1):
            after = text[match.end():match.end() + 1]
            side = text[match.start() - 2:match.start()].lower() in ("/l", "/r") and text[match.end():match.end() + 3].isalpha()  # "… to R/L. Aide …"
            short = text[match.start() - 3:match.start()].lower() in ("min", "sec", "lbs", "eps") or HELP.search(text, max(at, match.start() - 12), match.start())  # "… x 4 min A. Gait"
            if not (after.isupper() and (side or KEY.match(text, match.end()) or SECONDS.search(text, match.start() - 3, match.start()))) and not (short and (after.isupper() or after.isdigit())):
                continue
        stop = match.start() + 1
        bracketed = max(at, stop - LONGEST_SENTENCE)
        if text.count("(", bracketed, stop) > text.count(")", bracketed, stop) and 0 <= text.find(")", stop, min(end, stop + 60)):
            continue
        if text[at:stop].strip():
            yield from _cut(text, at, stop)
        at = match.end()
    if text[at:end].strip():
        yield from _cut(text, at, end)


def _cut(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A sentence in stretches of bounded length, cut at a blank where there is one: what stands in a stretch is held against all else in it."""
    while end - start > LONGEST_SENTENCE:
        blank = text.rfind(" ", start + 1, start + LONGEST_SENTENCE)
        stop = blank if blank > 0 else start + LONGEST_SENTENCE
        if text[start:stop].strip():
            yield start, stop
        start = stop + (blank > 0)
    if text[start:end].strip():
        yield start, end


# where a sentence ends that no segment parts from the next
STOP = guarded(r"(?:\b(?:[lrb]|[a-z]{4,})|\d|\))\.\s(?=[a-z])")


def clause_start(folded: str, start: int, at: int, most: int) -> int:
    """How far back from a place words speak of it: "vc for L. Poor midline orientation" ends what was cued at the stop."""
    return max((stop.end() for stop in STOP.finditer(folded, max(start, at - most), at)), default=max(start, at - most))
