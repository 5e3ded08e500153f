"""Note records in JSON and JSON lines, one at a time: a bad one is named by its line, the others go on."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.record import MEND, Intake, not_json, note_of, strict_decoder
from ptnotelint.read.text import UTF16, decode, megabytes

BLANK = re.compile(r"[ \t\r\n]*")


def read_jsonl(lines: Iterable[bytes], path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    """Read a record a line; blank lines are skipped.

    Examples
    --------
    >>> lines = [b'{"note_id": "a", "text": "SLR 3x10"}', b'{"note_id": ']
    >>> [str(found) for found in read_jsonl(lines, "n.jsonl", Intake(print)) if isinstance(found, UnreadableError)]
    ['n.jsonl:2: not JSON (column 13): mend the record or leave it out']
    """
    return _with_ids(_line_records(lines, path, intake), path)


def read_json(content: bytes, path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    """Read a JSON file of one record or a list of them; JSON lines under that name are read too."""
    if is_record(_first_line(content)):
        return read_jsonl(capped_lines(BytesIO(content), intake.record_limit), path, intake)
    return _with_ids(_listed_records(content, path, intake), path)


def capped_lines(file: BinaryIO, limit: int) -> Iterator[bytes]:
    """Lines of a binary file, a longer one cut just over the limit so that it is known as too long.

    Examples
    --------
    >>> list(capped_lines(BytesIO(b"12345678\\nab\\n"), 4))
    [b'12345', b'ab\\n']
    """
    while line := file.readline(limit + 1):
        yield line
        while len(line) > limit and not line.endswith(b"\n"):
            line = file.readline(limit + 1)


def is_record(line: bytes) -> bool:
    """Tell whether a line is a JSON object with a ``text``.

    Examples
    --------
    >>> is_record(b'{"text": "SLR 3x10"}'), is_record(b"{SLR} 3x10")
    (True, False)
    """
    if not line.removeprefix(codecs.BOM_UTF8).lstrip().startswith(b"{"):
        return False
    try:
        record = json.loads(decode(line, "", lambda warning: None))
    except (ValueError, RecursionError, UnreadableError):
        return False
    return isinstance(record, dict) and "text" in record


def _first_line(content: bytes) -> bytes:
    return content.removeprefix(codecs.BOM_UTF8).lstrip().partition(b"\n")[0]


def _line_records(lines, path, intake):
    said = set()

    def warn_once(warning):  # once a file: the same export made all its lines
        if warning not in said:
            said.add(warning)
            intake.warn(warning)

    for number, line in enumerate(lines, 1):
        if number == 1:
            if line.startswith(UTF16):
                yield number, UnreadableError(path, "UTF-16 text: save it as UTF-8")
                return
            line = line.removeprefix(codecs.BOM_UTF8)
        if not line.strip():
            continue
        try:
            if len(line) > intake.record_limit:
                limit = megabytes(intake.record_limit)
                raise UnreadableError(path, f"record over {limit}: split it, or raise --max-note-size", number)
            yield number, _parse(decode(line, path, warn_once, number), path, number, intake)
        except UnreadableError as error:
            yield number, error


def _parse(line: str, path: str, number: int, intake: Intake) -> Note:
    flaws: list[str] = []
    try:
        record = strict_decoder(flaws).decode(line)
    except (ValueError, RecursionError) as error:
        raise not_json(error, path, number) from None
    return note_of(record, flaws, line, path, number, intake)


def _listed_records(content, path, intake):
    try:
        text = decode(content, path, intake.warn)
    except UnreadableError as error:
        yield error.line, error
        return
    flaws: list[str] = []
    decoder = strict_decoder(flaws)
    at = _skip(text, 0)
    listed = text.startswith("[", at)
    at = _skip(text, at + 1) if listed else at
    more = not listed or not text.startswith("]", at)
    number = counted = 0
    while more and (listed or at < len(text)):
        number, counted = number + text.count("\n", counted, at), at
        try:
            record, stop = decoder.raw_decode(text, at)
        except (ValueError, RecursionError) as error:
            found = not_json(error, path, getattr(error, "lineno", number + 1))
            yield found.line, found
            return
        try:
            yield number + 1, note_of(record, flaws, text[at:stop], path, number + 1, intake)
        except UnreadableError as error:
            yield number + 1, error
        flaws.clear()
        at = _skip(text, stop)
        more = listed and text.startswith(",", at)
        at = _skip(text, at + 1) if more else at
    closed = listed and text.startswith("]", at)
    at = _skip(text, at + 1) if closed else at
    if at < len(text) or listed and not closed:
        line = text.count("\n", 0, at) + 1
        yield line, UnreadableError(path, f"not JSON after the last record: {MEND}", line)


def _skip(text: str, at: int) -> int:
    return BLANK.match(text, at).end()


def _with_ids(records, path):
    """Let a record without ``note_id`` be when it is alone, and name it when it is one of several."""
    held = None
    count = 0
    for count, (number, found) in enumerate(records, 1):
        if held:
            yield _no_id(path, held[0])
            held = None
        if isinstance(found, UnreadableError) or found.note_id:
            yield found
        elif count == 1:
            held = number, found
        else:
            yield _no_id(path, number)
    if held:
        yield held[1]
    if not count:
        yield UnreadableError(path, "no note records in it: one JSON object a line is read")


def _no_id(path, number):
    return UnreadableError(path, 'a record among several needs a "note_id"', number)
