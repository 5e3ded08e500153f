"""The text of an RTF document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.extras import library
from ptnotelint.read.record import Intake
from ptnotelint.read.text import check_text, megabytes, whole_characters

MOST_BYTES = 50_000_000
PICTURE = re.compile(r"[0-9a-fA-F]{2}(?:[0-9a-fA-F]{2}|[\r\n]){99,}")  # bytes of a picture, which striprtf would go through one by one
LINK = re.compile(r"\{\\field(?=\{)", re.IGNORECASE)
FONT_TABLE = re.compile(r"\{[^{}]{0,40}\\fonttbl")
LONGEST_FONT = 1000


def read_rtf(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note]:
    """Read the note of an RTF file.

    Raises
    ------
    UnreadableError
        As :func:`rtf_text`.
    """
    content = file.read(MOST_BYTES + 1)
    text = check_text(rtf_text(content, path), path, max_note_size=intake.max_note_size)
    textless = not text.strip() and b"\\pict" in content
    yield Note("" if textless else text, path=path, without_text="pictures in an RTF document" if textless else None)


def rtf_text(content: bytes, path: str) -> str:
    """The text of an RTF document.

    Raises
    ------
    UnreadableError
        When it is damaged or beyond bounds.
    """
    striprtf = library("striprtf.striprtf", path)
    if len(content) > MOST_BYTES:
        raise UnreadableError(path, f"an RTF document over {megabytes(MOST_BYTES)}: take its pictures out, or export its text")
    source = content.decode("cp1252", "replace")
    if not source.lstrip().startswith("{\\rtf"):
        raise UnreadableError(path, "not an RTF document: export it again")
    try:
        text = striprtf.rtf_to_text(_tamed(source), errors="replace")
    except Exception as error:  # what a damaged file makes the library raise is past listing; its message may quote the file
        raise UnreadableError(path, f"an RTF document that cannot be read ({type(error).__name__}): save it again, or export its text") from None
    return whole_characters(text).replace("\0", "")


def _tamed(source: str) -> str:
    r"""The document without what its expressions take a square of time for: pictures, links' addresses, a font table without ends.

    Examples
    --------
    >>> _tamed(r"{\rtf1{\field{\*\fldinst x}}")
    '{\\rtf1{\\field\n{\\*\\fldinst x}}'
    """
    source = LINK.sub(lambda found: found[0] + "\n", PICTURE.sub("", source))
    fonts = FONT_TABLE.search(source)
    if not fonts:
        return source
    end, depth = len(source), 1
    for brace in re.finditer(r"[{}]", source[fonts.end():]):
        depth += 1 if brace[0] == "{" else -1
        if not depth:
            end = fonts.end() + brace.start()
            break
    names = source[fonts.end():end].split(";")
    if max(map(len, names)) > LONGEST_FONT:
        return source[:fonts.end()] + source[end:]
    return source[:fonts.end()] + ";\n".join(names) + source[end:]
