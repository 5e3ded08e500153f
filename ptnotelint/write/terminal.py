"""Text that is safe and even in a terminal: cells instead of characters, and no character that a terminal obeys."""

from __future__ import annotations

import re
import unicodedata

MARK = "\N{REPLACEMENT CHARACTER}"
# Controls, direction and zero-width marks, lone surrogates, line separators: they could hide or reorder words.
UNSEEN = {"Cc", "Cf", "Cs", "Zl", "Zp"}
LINE_BREAK = re.compile(r"\r\n|\r|\n")


def plain(text: str) -> str:
    """One visible character for each character, blanks for line ends and tabs.

    Examples
    --------
    >>> plain("SLR\\t3x10\\x1b[31m")
    'SLR 3x10�[31m'
    """
    if text.isascii() and text.isprintable():
        return text
    return "".join(_visible(character) for character in text)


def _visible(character: str) -> str:
    if character in "\t\n\r\v\f":
        return " "
    return MARK if unicodedata.category(character) in UNSEEN else character


def folded(text: str) -> str:
    """Text on one line with single blanks.

    Examples
    --------
    >>> folded("supine  cane\\r\\n   flex")
    'supine cane flex'
    """
    return " ".join(plain(text).split())


def cells(text: str) -> int:
    """Columns that a text takes.

    Examples
    --------
    >>> cells("95°"), cells("膝")
    (3, 2)
    """
    return len(text) if text.isascii() else sum(_cells(character) for character in text)


def _cells(character: str) -> int:
    if unicodedata.category(character) in ("Mn", "Me"):
        return 0
    return 2 if unicodedata.east_asian_width(character) in "WF" else 1


def fitting(text: str, width: int) -> str:
    """The longest beginning of a text that takes no more than ``width`` columns.

    Examples
    --------
    >>> fitting("膝膝膝", 5)
    '膝膝'
    """
    taken = 0
    for at, character in enumerate(text):
        taken += _cells(character)
        if taken > width:
            return text[:at]
    return text


def shortened(text: str, width: int) -> str:
    """A text cut in its middle, where it is longer than ``width`` columns.

    Examples
    --------
    >>> shortened("sit to stand from an 18 in chair", 20)
    'sit to…in chair'
    """
    if cells(text) <= width:
        return text
    head = fitting(text, width // 2)
    tail = fitting(text[::-1], width - cells(head) - 1)[::-1]
    if text[len(head)] != " " and " " in head[-8:]:  # cut between words where that costs little
        head = head[: head.rindex(" ")]
    if text[-len(tail) - 1 :][:1] != " " and " " in tail[:8]:
        tail = tail[tail.index(" ") :]
    return f"{head.rstrip()}…{tail.lstrip()}"


def wrapped(text: str, width: int) -> list[str]:
    """Lines of a text at most ``width`` columns wide, broken at blanks, and within a word only if it must be.

    Examples
    --------
    >>> wrapped("No amount of pull is documented.", 14)
    ['No amount of', 'pull is', 'documented.']
    """
    lines: list[str] = []
    line = ""
    for word in folded(text).split(" "):
        if line and cells(line) + 1 + cells(word) <= width:
            line = f"{line} {word}"
            continue
        lines += [line] if line else []
        while cells(word) > width and (start := fitting(word, width)):
            lines.append(start)
            word = word[len(start) :]
        line = word
    return lines + [line] if line or not lines else lines


def line_number(text: str, offset: int) -> int:
    """Line of an offset, from 1; CRLF, LF and a lone CR end a line.

    Examples
    --------
    >>> line_number("S: sore\\r\\nO: SLR 3x10", 12)
    2
    """
    return 1 + sum(1 for match in LINE_BREAK.finditer(text) if match.end() <= offset)


def line_around(text: str, offset: int) -> tuple[int, int]:
    """Start and end of the line that holds an offset, without its line end.

    Examples
    --------
    >>> line_around("S: sore\\r\\nO: SLR 3x10", 12)
    (9, 20)
    """
    start = max(text.rfind("\n", 0, offset), text.rfind("\r", 0, offset)) + 1
    match = LINE_BREAK.search(text, max(offset, start))
    return start, match.start() if match else len(text)


def window(text: str, start: int, end: int, width: int) -> tuple[str, int, int]:
    """The source line of ``text[start:end]`` as shown, with the column and width of the marked words.

    A line longer than ``width`` is cut around the words; words that run into the next line are marked to the
    end of theirs.

    Examples
    --------
    >>> window("P: next visit try 60 lb, then see", 18, 23, 20)
    ('…it try 60 lb, then…', 8, 5)
    """
    left, right = line_around(text, start)
    end = max(start, min(end, right))
    before, marked, after = plain(text[left:start]).lstrip(), plain(text[start:end]), plain(text[end:right]).rstrip()
    marked = shortened(marked, width - 2)
    room = width - cells(marked)
    behind = min(cells(after), max(room // 2, room - cells(before)))
    ahead = room - behind
    if cells(before) > ahead:
        before = "…" + fitting(before[::-1], ahead - 1)[::-1] if ahead else ""
    if cells(after) > behind:
        after = fitting(after, behind - 1) + "…" if behind else ""
    return before + marked + after, cells(before), max(1, cells(marked))
