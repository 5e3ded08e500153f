"""From lines to segments: what section each stretch stands in and under which treatment heading."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace

from ptnotelint.nlp.headings import CODE, DATE_LINE, Heading, code_family, find_heading
from ptnotelint.nlp.lines import Line, split_lines

SENTENCE_END = re.compile(r"[.!?][\"”')\]]*\s+(?=[A-Z0-9\"“(\[>•-])|;\s|\.{3}\s|\s[–—]\s(?=[a-z]+ (?:not|held|declined|deferred))|(?<=[a-z])\. (?=[a-z]{3,} )")
ABBREVIATION = re.compile(r"(?:\b(?:pt|dr|mr|mrs|ms|vs|approx|ea|e\.g|i\.e|no|st|fig|ht|wt|lt|rt|inf|sup|post|ant|lat|med|ext|flex|abd|add|rot|incl|esp|cont|min|sec|lb|lbs|w|x|reps|b|l|r|s|o|a|p)\.)\Z", re.IGNORECASE)
MINUTES_COLUMN = {"min", "mins", "minutes", "time", "min.", "time (min)", "mins.", "min spent", "tx min", "timed min", "duration"}
OWN_LINE_ENDS = ("home_program", "education", "signature", "billing", "previous_visit")
CARRY = ("carried fwd", "carried forward", "copied forward", "copied from", "copy forward")
TODAY = re.compile(r"\b(?:today'?s?|this visit|current visit|today's (?:note|visit|entry))\b")


@dataclass(frozen=True, slots=True)
class Part:
    """A segment before anything is recognized in it.

    ``block`` numbers the treatment block, ``unit`` the logical line (a hard-wrapped paragraph, bullet
    or row) it is cut from; ``head_end`` is where its heading ends (= ``start`` without one).
    """

    start: int
    end: int
    block: int
    unit: int
    paragraph: int
    section: str | None = None
    family: str | None = None
    code: str | None = None
    head_end: int = 0
    column: int | None = None
    minutes_column: bool = False
    historical: bool = False


@dataclass(slots=True)
class _State:
    section: str | None = None
    family: str | None = None
    code: str | None = None
    block: int = 0
    paragraph: int = -1
    open_heading: bool = False  # a heading without text of its own: what follows a blank line is still its
    labelled_bullet: bool = False
    inline_section: bool = False
    minutes_columns: frozenset[int] = frozenset()


def split_parts(text: str, folded: str) -> list[Part]:
    """Segments of a note with section, treatment label and block, in order.

    Examples
    --------
    >>> note = "S: pain 3/10\\nManual x 10 min: STM to L UT"
    >>> [(part.section, part.family) for part in split_parts(note, note.lower())]
    [('subjective', None), ('subjective', 'manual')]
    """
    lines = split_lines(text)
    today_from = _today_from(folded, lines)
    state = _State()
    parts: list[Part] = []
    for unit, (first, end) in enumerate(_units(folded, lines)):
        _leave(state, first)
        cells = first.cells or ((first.body, end, None),)
        _note_columns(state, folded, first)
        for index, (start, stop, column) in enumerate(cells):
            stop = end if index == len(cells) - 1 else stop
            for at, (a, b) in enumerate(_sentences(text, start, stop)):
                heading = find_heading(folded, a, b) if index == 0 or column is None else None
                if heading is not None and at > 0 and not _strong(folded, heading):
                    heading = None
                if heading is not None:
                    _enter(state, heading, b, first, folded)
                    nested = find_heading(folded, heading.text_start, b) if heading.section else None
                    if nested is not None and nested.text_start > heading.text_start:
                        heading = nested
                        _enter(state, heading, b, first, folded)
                in_minutes = column is not None and column in state.minutes_columns
                parts.append(Part(a, b, state.block, unit, first.paragraph, state.section, state.family, state.code,
                                  heading.text_start if heading else a, column, in_minutes, a < today_from))
        state.paragraph = first.paragraph
    return parts


def _units(folded: str, lines: list[Line]):
    """Runs of lines that a hard wrap broke apart, as (first line, end offset)."""
    at = 0
    while at < len(lines):
        stop = at + 1
        while stop < len(lines) and lines[stop].wrapped and find_heading(folded, lines[stop].body, lines[stop].end) is None:
            stop += 1
        yield lines[at], lines[stop - 1].end
        at = stop


def _sentences(text: str, start: int, end: int):
    at = start
    for match in SENTENCE_END.finditer(text, start, end):
        if match[0][0] == "." and ABBREVIATION.search(text, max(at, match.start() - 8), match.start() + 1):
            after = text[match.end():match.end() + 1]
            if not (after.isupper() and text[match.start() - 3:match.start()].lower() in ("min", "sec", "lbs", "eps")):
                continue
        stop = match.start() + 1
        if text[at:stop].strip():
            yield at, stop
        at = match.end()
    if text[at:end].strip():
        yield at, end


def _strong(folded: str, heading: Heading) -> bool:
    """In mid-line only a colon (or a slash after a word) makes a heading."""
    return ":" in folded[heading.end:heading.text_start] or ":" in folded[heading.start:heading.end]


def _leave(state: _State, line: Line) -> None:
    """What ends before this line: labels at a blank line or at the next bullet of the same list."""
    if line.paragraph != state.paragraph:
        state.minutes_columns = frozenset()
        if state.open_heading:
            state.open_heading = False
        else:
            state.family = state.code = None
            state.block += 1
            if state.inline_section and state.section in OWN_LINE_ENDS:
                state.section = None
            elif state.inline_section and state.section in ("plan", "goals", "subjective", "history"):
                state.section = None
            state.inline_section = False
    elif line.bullet and state.labelled_bullet:
        state.family = state.code = None
        state.block += 1
    elif state.inline_section and state.section in ("signature", "billing"):
        state.section = None
    state.labelled_bullet = False


def _enter(state: _State, heading: Heading, end: int, line: Line, folded: str) -> None:
    has_text = heading.text_start < end
    family = heading.family or (code_family(heading.code) if heading.code else None)
    if heading.section:
        state.section, state.family, state.code = heading.section, None, None
        state.inline_section = has_text
        if heading.section == "treatment" and has_text:
            state.section = "treatment"
    if family or heading.code:
        state.family, state.code = family, heading.code
        state.labelled_bullet = line.bullet and has_text
        if state.section in ("home_program", "signature", "billing", "education") and not line.bullet:
            state.section = None
    state.open_heading = not has_text
    state.block += 1


def _note_columns(state: _State, folded: str, line: Line) -> None:
    """A table's header row tells in which columns bare numbers are minutes."""
    columns = frozenset(column for a, b, column in line.cells if folded[a:b].strip(" *_") in MINUTES_COLUMN)
    if columns:
        state.minutes_columns = columns


def _today_from(folded: str, lines: list[Line]) -> int:
    """Where today's entry begins when an earlier visit was copied above it, else 0."""
    dated = [(line.start, match[1]) for line in lines if (match := DATE_LINE.match(folded, line.body, line.end))
             and line.end - match.end() < 60]
    if len({words for _, words in dated}) > 1:
        keys = [_date_key(words) for _, words in dated]
        newest = max(keys)
        later = [start for (start, _), key in zip(dated, keys, strict=True) if key == newest]
        if any(key < newest for (start, _), key in zip(dated, keys, strict=True) if start < later[0]):
            return later[0]
    for line in lines[:0 if dated else 1]:
        if any(term in folded[line.start:line.end] for term in CARRY):
            for other in lines[1:]:
                if other.paragraph != line.paragraph and TODAY.search(folded, other.start, min(other.end, other.start + 60)):
                    return other.start
    return 0


def _date_key(words: str) -> tuple[int, ...]:
    numbers = [int(number) for number in re.findall(r"\d+", words)]
    if len(str(numbers[0])) == 4:
        return tuple(numbers)
    year = numbers[2] + 2000 if numbers[2] < 100 else numbers[2]
    return year, numbers[0], numbers[1]


def code_labels(parts: list[Part]) -> tuple[str, ...]:
    """Codes that label treatment headings, in order of first use."""
    return tuple(dict.fromkeys(part.code for part in parts if part.code))


def relabel(part: Part, family: str) -> Part:
    """The part under a label that its own first sentence gives."""
    return replace(part, family=family)


__all__ = ["CODE", "Part", "code_labels", "relabel", "split_parts"]
