"""The note's lines as laid out: offsets, bullets, table cells, and which lines a hard wrap broke apart."""

from __future__ import annotations

import re
from dataclasses import dataclass

from ptnotelint.nlp.guarded import guarded

BULLET = guarded(r"(?:\.|[-*•●▪‣◦>»·+~–—=]{1,3}|[○o]|→|->|#?\(?\d{1,2}[.)]|#\d{1,2}:?|[A-Z]\.\d{1,2}[.):]?|[a-h][.)]|\[[ xX✓]?\]|\(\s?[xX✓]?\s?\))\s+")
# capitals count a list where a B follows the A; alone they are a SOAP note's sections
LETTERED = guarded(r"(?:^|\n)[ \t]*A[.)]\s(?:[^\n]*\n)+?[ \t]*B[.)]\s")
LETTER = guarded(r"[A-K][.)]\s+")
LINE = guarded(r"[^\r\n\u2028\u2029\x0b\x0c\x85]+")
# a line that ends on one of these cannot be the end of anything
UNFINISHED = guarded(r"(?:\d\s?[x×]|,|\s(?:and|with|w/|&|for|to|the|of|a|in|at|on|from|by|per|her|his|or|then|x|one|two|is|was|not|no|into|without|w/o))\Z", re.IGNORECASE)
KEY = guarded(r"[A-Z][A-Za-z]+(?:[ /&-][A-Za-z]+){0,2}:\s")  # "Modalities: none": a field of its own, however full the line before it
TIME_FIRST = guarded(r"[\[(]?(?:(?:[01]?\d|2[0-3]):[0-5]\d(?:\s?[apAP]\.?[mM]?\b\.?)?(?:\s?(?:-|–|—|to|→|->)\s?\d{1,2}:\d\d)?|[012]\d[0-5]\d\s?[-–]\s?[012]\d[0-5]\d\b|\d{1,3}\s?[-–]\s?\d{1,3}(?:\s?min\w*|['’′])?\]|(?<=\[)\d{1,3}\s?(?:min\w*|['’′])?\])(?![.,;]?\s(?:and|to|until|till|for|was|were|in|on|we|he|she|when|because|with the|the)\b|[.,;])")
# lines that begin alike, with a time, minutes or a name between marks, are entries of their own
LED = guarded(r"(?P<clock>\[?[012]?\d:[0-5]\d\b|[012]\d[0-5]\d\s?(?:[-–:]|[A-Za-z]))|(?P<minutes>\d{1,2}\s?(?:min\b|m\b|['’′])?\s?(?:[–—/]|-{1,2}|:)\s)|(?P<framed>(?:--|\*\*?|\[|\{|■|▪|#)\s?[A-Za-z0-9])")
CLOSED = guarded(r"\d\s?(?:min(?:ute)?s?\b|['’′])(?:\s(?:\d{5}|[A-Za-z]{2,5}))?[.)\]]*\Z|(?:[—–]|--|\.\.)\s?\d{1,2}\Z|[\[(]\s?\d{1,2}\s?[\])]\Z")
ONLY_TIMES = guarded(r"[(\[]?\d{1,2}\s?(?:min|m|['’′])?(?:\s?[/+|,]\s?\d{1,2}\s?(?:min|m|['’′])?)+\W*")
RULE = guarded(r"[\s\-=_*~+|:.─═]*\Z")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: ``start`` and ``end`` without surrounding blanks, ``body`` after a bullet.

    ``paragraph`` numbers runs of lines without a blank line; ``cells`` are (start, end, column) of the
    filled table cells when the line is a row (two or more cells), else empty.
    """

    start: int
    end: int
    body: int
    indent: int
    paragraph: int
    bullet: bool
    cells: tuple[tuple[int, int, int], ...]
    wrapped: bool = False
    """True when a hard wrap broke the line before: this one goes on in mid-sentence."""


def split_lines(text: str) -> list[Line]:
    """Lines of a text that hold any words, in order; rules of dashes count as blank.

    Examples
    --------
    >>> [text_line.bullet for text_line in split_lines("- SLR 3x10\\n\\nHome: same")]
    [True, False]
    """
    lines: list[Line] = []
    paragraph, last_end = 0, 0
    lettered = "B." in text and LETTERED.search(text) is not None
    for match in LINE.finditer(text):
        raw = match[0]
        start = match.start() + len(raw) - len(raw.lstrip())
        end = match.start() + len(raw.rstrip())
        if start >= end or RULE.match(text, start, end):
            if "|" in raw and lines:
                last_end = match.end()  # the rule under a table's header does not end the table
            else:
                paragraph += 1
            continue
        if text.count("\n", last_end, match.start()) > 1 and lines:
            paragraph += 1
        last_end = match.end()
        bullet = BULLET.match(text, start, end) or (LETTER.match(text, start, end) if lettered else None)
        body = bullet.end() if bullet and bullet.end() < end else start
        lines.append(Line(start, end, body, start - match.start(), paragraph, body > start, _cells(text, body if body > start else match.start(), end)))
    return _mark_wraps(text, lines)


def _cells(text: str, start: int, end: int) -> tuple[tuple[int, int, int], ...]:
    gap = "|" if "|" in text[start:end] else "\t" if "\t" in text[start:end] else None
    if gap is None and "   " not in text[start:end]:
        return ()
    cells, at, column = [], start, 0
    for match in (re.finditer(re.escape(gap), text[start:end]) if gap else re.finditer(" {3,}", text[start:end])):
        if text[at:start + match.start()].strip():
            cells.append(_trim(text, at, start + match.start(), column))
        column += bool(gap == "\t" or text[start:start + match.start()].strip())  # an opening bar opens no cell
        at = start + match.end()
    if text[at:end].strip():
        cells.append(_trim(text, at, end, column))
    return tuple(cells) if len(cells) > 1 or (gap == "|" and cells) else ()


def _trim(text: str, start: int, end: int, column: int) -> tuple[int, int, int]:
    words = text[start:end]
    return start + len(words) - len(words.lstrip()), start + len(words.rstrip()), column


def _mark_wraps(text: str, lines: list[Line]) -> list[Line]:
    """A line goes on in the next when that one's first word would not have fit the paragraph's width."""
    if len(lines) < 2:
        return lines
    widths: dict[int, int] = {}
    for line in lines:
        widths[line.paragraph] = max(widths.get(line.paragraph, 0), line.indent + line.end - line.start)
    widest = max(widths.values())
    pairs = list(zip(lines, lines[1:], strict=False))
    prose = _prose(text, pairs, widths)
    filled = sum(line.indent + line.end - line.start >= 0.85 * widest for line in lines)
    result = [lines[0]]
    for before, line in pairs:
        wrapped = _continues(text, before, line, widths[line.paragraph], widest, line.paragraph in prose, filled)
        result.append(Line(line.start, line.end, line.body, line.indent, line.paragraph, line.bullet, (), True) if wrapped else line)
    return result


def _prose(text: str, pairs, widths: dict[int, int]) -> set[int]:
    """Paragraphs in which most line breaks are a hard wrap's; there a full stop at a line's end changes nothing."""
    full: dict[int, list[bool]] = {}
    for before, line in pairs:
        if before.paragraph == line.paragraph and not line.bullet:
            full.setdefault(line.paragraph, []).append(_full(text, before, line, widths[line.paragraph]))
    return {paragraph for paragraph, breaks in full.items() if len(breaks) > 2 and sum(breaks) >= 0.6 * len(breaks)}


def _full(text: str, before: Line, line: Line, width: int) -> bool:
    first_word = text[line.start:line.end].split(None, 1)[0]
    return width >= 40 and before.indent + before.end - before.start + 1 + len(first_word) > width


def _continues(text: str, before: Line, line: Line, width: int, widest: int, prose: bool, filled: int) -> bool:
    if before.paragraph != line.paragraph or line.bullet or before.cells or line.cells or text[before.end - 1] == ":" and before.end - before.start < 40:
        return False
    if KEY.match(text, line.start, line.end) or (led := LED.match(text, line.start, line.end)) and (before_led := LED.match(text, before.start, before.end)) and led.lastgroup == before_led.lastgroup:
        return False
    if text[line.start].isupper() and CLOSED.search(text, max(before.start, before.end - 16), before.end):
        return False  # the line before has told its minutes
    if ONLY_TIMES.fullmatch(text, line.start, line.end):
        return False
    if widest > 160 and before.end - before.start > 160:
        return False  # soft-wrapped text: a line break there is meant
    if UNFINISHED.search(text, before.start, before.end) and line.indent <= before.indent + 6:
        return True
    if TIME_FIRST.match(text, line.start, line.end):
        return False  # the next entry of a log: "9:31-9:46 press-ups", "[12-36] control"
    if line.indent > before.indent and not before.bullet:
        return False
    length = before.indent + before.end - before.start
    lower, closed = text[line.start].islower(), text[before.end - 1] in ".;:!?"
    if _full(text, before, line, min(width, widest)) and length >= 0.6 * widest:
        if filled < 2 and text[line.start].isupper():
            return False  # one long line among short ones shows no width at which lines were broken
        return prose or lower or not closed
    return lower and not closed and length >= 0.75 * width and width >= 40 and line.indent >= before.indent
