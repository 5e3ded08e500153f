"""From bytes to a note's text, unchanged: encodings, and the sizes that are still a note.

Line ends stay as they are, for every offset of a report counts the characters of the text as given.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import is_unicode

MAX_NOTE_SIZE = 10_000_000
MIN_LINE_LIMIT = 1_000_000  # a tokenizer's time grows with the square of an unbroken run
UTF16 = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
BINARY = ((b"%PDF-", "a PDF"), (b"PK\x03\x04", "a Word, Excel or zip file"), (b"{\\rtf", "an RTF document"))


def megabytes(size: int) -> str:
    """A size as people say it.

    Examples
    --------
    >>> megabytes(10_000_000)
    '10 MB'
    """
    return f"{size / 1e6:.4g} MB"


def check_text(text: str, path: str, line: int | None = None, max_note_size: int = MAX_NOTE_SIZE) -> str:
    """Give back a text that can be linted, or say why it cannot.

    Parameters
    ----------
    text : str
        The note, an attachment or a plan of care.
    path, line
        Where it came from, for the error.
    max_note_size : int
        Limit in bytes of UTF-8; one unbroken line may take a tenth of it, and 1 MB in any case.

    Raises
    ------
    UnreadableError
        For NUL characters and for what is over a limit.

    Examples
    --------
    >>> check_text("S: sore\\r\\nO: SLR 3x10", "a.txt")
    'S: sore\\r\\nO: SLR 3x10'
    """
    if "\0" in text:
        raise UnreadableError(path, "the text holds NUL characters: export it again as plain text", line)
    if not is_unicode(text):
        raise UnreadableError(path, "half of a surrogate pair in the text: export it again", line)
    line_limit = max(MIN_LINE_LIMIT, max_note_size // 10)
    if len(text) * 4 <= min(line_limit, max_note_size):
        return text
    encoded = text.encode("utf-8")
    if len(encoded) > max_note_size:
        raise _too_large(path, line, max_note_size)
    if len(encoded) > line_limit and any(len(part) > line_limit for part in re.split(rb"[\r\n]", encoded)):
        reason = f"one unbroken line over {megabytes(line_limit)}: break it into lines, or raise --max-note-size"
        raise UnreadableError(path, f"{reason} (a line may take a tenth of it)", line)
    return text


def whole_characters(text: str) -> str:
    """The text with the halves of surrogate pairs joined, and a mark for each that has no other half.

    Examples
    --------
    >>> whole_characters("a" + chr(0xD83D)) == "a\N{REPLACEMENT CHARACTER}"
    True
    """
    return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")


def decode(content: bytes, path: str, warn: Callable[[str], None], line: int | None = None) -> str:
    """Decode UTF-8, with or without a byte order mark, or else cp1252 with a warning.

    Examples
    --------
    >>> decode(b"flexion 95\\xb0", "a.txt", print)
    a.txt: not UTF-8; read as cp1252 (Windows), so check its accents or save it as UTF-8
    'flexion 95°'
    """
    if content.startswith(UTF16):
        raise UnreadableError(path, "UTF-16 text: save it as UTF-8", line)
    for signature, words in BINARY:
        if content.startswith(signature):
            raise UnreadableError(path, f"{words}, not plain text: export its text", line)
    if b"\0" in content:
        raise UnreadableError(path, "NUL bytes, so not plain text: export it as UTF-8 text", line)
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        pass
    try:
        text = content.decode("cp1252")
    except UnicodeDecodeError as error:
        bad = line or content.count(b"\n", 0, error.start) + 1
        raise UnreadableError(path, "neither UTF-8 nor cp1252: save it as UTF-8", bad) from None
    warn(f"{path}: not UTF-8; read as cp1252 (Windows), so check its accents or save it as UTF-8")
    return text


def decoded(raw: bytes) -> str:
    """A piece of a message as UTF-8, else as cp1252, with a mark for each byte that is neither."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError:
        return raw.decode("cp1252", "replace")


def read_text(
    file: BinaryIO, path: str, warn: Callable[[str], None], max_note_size: int = MAX_NOTE_SIZE, head: bytes = b""
) -> str:
    """Read one plain-text note from an open binary file; ``head`` is what was already taken from it."""
    room = max_note_size + len(codecs.BOM_UTF8) + 1 - len(head)
    content = head + (file.read(room) if room > 0 else b"")
    if len(content.removeprefix(codecs.BOM_UTF8)) > max_note_size:
        raise _too_large(path, None, max_note_size)
    return check_text(decode(content, path, warn), path, max_note_size=max_note_size)


def _too_large(path: str, line: int | None, limit: int) -> UnreadableError:
    return UnreadableError(path, f"text over {megabytes(limit)}: split it, or raise --max-note-size", line)
