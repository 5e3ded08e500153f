"""CSV and its kin: encoding and delimiter found out from the file, rows one at a time, a faulty row named by its line."""

from __future__ import annotations

import codecs
import csv
import io
import re
from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import DELIMITERS, columns_of
from ptnotelint.read.record import Intake
from ptnotelint.read.table import Row, read_table
from ptnotelint.read.text import UTF16, megabytes

BLOCK = 1 << 20
HEAD = 1 << 16
BROKEN_UTF16 = "not the UTF-16 that it begins as: save it as UTF-8"
SEP_LINE = re.compile(r"sep=(.)\r?\n")  # what Excel writes, and reads, above a table


def read_delimited(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read a table of delimited text.

    Examples
    --------
    >>> table = io.BytesIO(b'note_id;text;billed\\r\\na;"SLR\\r\\n3x10";97110x2\\r\\n')
    >>> [(note.note_id, note.text) for note in read_delimited(table, "n.csv", Intake(print))]
    [('a', 'SLR\\r\\n3x10')]
    """
    encoding = encoding_of(file, path, intake)
    file.seek(0)
    text = io.TextIOWrapper(file, encoding, newline="")
    try:
        head = _head(text, path)
        separated = SEP_LINE.match(head)
        delimiter = separated[1] if separated else delimiter_of(head, intake)
        file.seek(0)
        text.detach()
        text = io.TextIOWrapper(file, encoding, newline="")
        if separated:
            text.readline()
        yield from read_table(_rows(text, delimiter, 1 if separated else 0, path, intake), path, intake)
    finally:
        text.detach()  # the file is its opener's to close


def _head(text: io.TextIOBase, path: str) -> str:
    try:
        return text.read(HEAD)
    except UnicodeDecodeError:
        raise UnreadableError(path, BROKEN_UTF16) from None


def encoding_of(file: BinaryIO, path: str, intake: Intake) -> str:
    """The encoding of a file: what its byte order mark says, UTF-8 where all of it is, else cp1252 with a warning.

    Raises
    ------
    UnreadableError
        When it is no text.
    """
    head = file.read(4)
    file.seek(0)
    if head.startswith(UTF16) or head[1::2] == b"\0\0" or head[::2] == b"\0\0":
        return "utf-16" if head.startswith(UTF16) else "utf-16-le" if head[1::2] == b"\0\0" else "utf-16-be"
    decoder, lines = codecs.getincrementaldecoder("utf-8")(), 0
    try:
        while block := file.read(BLOCK):
            if b"\0" in block:
                line = lines + block.count(b"\n", 0, block.index(b"\0")) + 1
                raise UnreadableError(path, "NUL bytes, so not plain text: export it as UTF-8", line)
            decoder.decode(block)
            lines += block.count(b"\n")
        decoder.decode(b"", True)
        return "utf-8-sig"
    except UnicodeDecodeError:
        pass
    file.seek(0)
    _check_cp1252(file, path)
    intake.warn(f"{path}: not UTF-8; read as cp1252 (Windows), so check its accents or save it as UTF-8")
    return "cp1252"


def delimiter_of(head: str, intake: Intake) -> str:
    """The delimiter under which a row of the head names most columns.

    Examples
    --------
    >>> delimiter_of("Visit, first|CPT|Units\\nv1|97110|2\\n", Intake(print))
    '|'
    """
    def named(delimiter):
        best = (0, 0)
        try:
            for _, row in zip(range(20), csv.reader(head.splitlines(keepends=True), delimiter=delimiter)):
                columns = columns_of(row, intake.mapping)
                best = max(best, (len(columns.places) + len(columns.sections) + len(columns.wide), len(row)))
        except csv.Error:
            pass
        return best

    return max(DELIMITERS, key=named)


def _rows(text: io.TextIOBase, delimiter: str, skipped: int, path: str, intake: Intake) -> Iterator[Row | UnreadableError]:
    # The limit is the csv module's own, of the process: what is over it here is named by check_text.
    csv.field_size_limit(max(csv.field_size_limit(), 2 * intake.record_limit))
    lines = csv.reader(_capped(text, intake.record_limit), delimiter=delimiter, strict=True)
    while True:
        start = lines.line_num + 1 + skipped
        try:
            row = next(lines)
        except StopIteration:
            return
        except UnicodeDecodeError:
            yield UnreadableError(path, BROKEN_UTF16, start)
            return
        except csv.Error as error:
            if "unexpected end" in str(error):
                yield UnreadableError(path, "a quote that is opened here is never closed: mend it", start)
                return
            yield UnreadableError(path, "not rows of delimited text: check quotes and line ends", lines.line_num + skipped)
            continue
        except _TooLong:
            yield UnreadableError(path, f"one line over {megabytes(intake.record_limit)}: check quotes and line ends", start)
            return
        if row:
            yield start, row


class _TooLong(Exception):
    """A line over the limit: nothing after it can be told apart."""


def _capped(text: io.TextIOBase, limit: int) -> Iterator[str]:
    while line := text.readline(limit):
        if len(line) == limit and not line.endswith(("\n", "\r")):
            raise _TooLong
        yield line


def _check_cp1252(file: BinaryIO, path: str) -> None:
    lines = 0
    while block := file.read(BLOCK):
        try:
            block.decode("cp1252")
        except UnicodeDecodeError as error:
            raise UnreadableError(path, "neither UTF-8 nor cp1252: save it as UTF-8", lines + block.count(b"\n", 0, error.start) + 1) from None
        lines += block.count(b"\n")
