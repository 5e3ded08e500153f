"""From the paths of a command line to notes, in order: files, directories and standard input."""

from __future__ import annotations

import codecs
import itertools
import os
import re
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.jsonl import Intake, capped_lines, is_record, read_json, read_jsonl
from ptnotelint.read.text import MAX_NOTE_SIZE, read_text

TEXT = (".txt", ".text", ".note", ".md")
LINES = (".jsonl", ".ndjson")
JSON = (".json",)
TABLES = (".csv", ".tsv", ".xlsx", ".xls", ".parquet")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
LOOKS_LIKE_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')


def read_paths(
    paths: Iterable[str | os.PathLike],
    *,
    stdin: BinaryIO | None = None,
    max_note_size: int = MAX_NOTE_SIZE,
    warn: Callable[[str], None] = lambda warning: None,
) -> Iterator[Note | UnreadableError]:
    """Read notes one by one; what cannot be read comes in its place as an error that names it.

    Parameters
    ----------
    paths : iterable of path
        Files, directories (searched below, in sorted order, hidden names left out) or ``-``.
    stdin : binary file, optional
        What ``-`` reads.
    max_note_size : int
        Limit of one text in bytes.
    warn : callable
        Takes each warning, a line of text without the note's words.

    Yields
    ------
    Note or UnreadableError

    Examples
    --------
    >>> import io
    >>> [note.text for note in read_paths(["-"], stdin=io.BytesIO(b"SLR 3x10"))]
    ['SLR 3x10']
    """
    intake = Intake(warn, max_note_size)
    stdin_taken = False
    for path in paths:
        if os.fspath(path) != "-":
            yield from _path(os.fspath(path), intake)
        elif stdin_taken or stdin is None:
            yield UnreadableError("-", "standard input can be read once: give - once")
        else:
            stdin_taken = True
            yield from _standard_input(stdin, intake)


def note_files(directory: str, failed: Callable[[OSError], None] | None = None) -> list[str]:
    """Files below a directory that hold notes by their suffix, sorted by their path's parts.

    Hidden files and directories are left out: editors and file managers keep copies there.
    """
    found = []
    for folder, folders, names in os.walk(directory, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        wanted = (name for name in names if name.lower().endswith(TEXT + LINES + JSON) and not name.startswith("."))
        found += [os.path.join(folder, name) for name in wanted]
    return sorted(found, key=lambda path: path.split(os.sep))


def _path(path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    if not os.path.isdir(path):
        yield from _file(path, intake)
        return
    failures: list[OSError] = []
    files = note_files(path, failures.append)
    for failure in failures:
        yield _failure(failure, os.fspath(failure.filename or path))
    if not files and not failures:
        suffixes = " ".join("*" + suffix for suffix in TEXT + LINES + JSON)
        yield UnreadableError(_shown(path), f"no notes in this directory: {suffixes} are read")
    for file in files:
        yield from _file(file, intake)


def _file(path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    suffix = os.path.splitext(path)[1].lower()
    shown = _shown(path)
    if "\0" in path:
        yield UnreadableError("-", "a path with a NUL character names no file: check the path")
        return
    if suffix in TABLES:
        yield UnreadableError(shown, "a table, not a note: give its rows as JSON lines")
        return
    try:
        with open(path, "rb") as file:
            if suffix in LINES:
                yield from read_jsonl(capped_lines(file, intake.record_limit), shown, intake)
            elif suffix in JSON:
                yield from read_json(file.read(), shown, intake)
            else:
                yield Note(read_text(file, shown, intake.warn, intake.max_note_size), path=shown)
    except UnreadableError as error:
        yield error
    except OSError as error:
        yield _failure(error, path)


def _standard_input(stdin: BinaryIO, intake: Intake) -> Iterator[Note | UnreadableError]:
    lines = capped_lines(stdin, intake.record_limit)
    head: list[bytes] = []
    taken = 0
    for line in lines:
        head.append(line)
        taken += len(line)
        if line.removeprefix(codecs.BOM_UTF8).strip() or taken > intake.max_note_size:
            break
    first = head[-1] if head else b""
    if is_record(first):
        yield from read_jsonl(itertools.chain(head, lines), "-", intake)
        return
    if LOOKS_LIKE_JSON.match(first.removeprefix(codecs.BOM_UTF8)):
        intake.warn('-: looks like JSON, but its first line is no object with a "text": read as plain text')
    try:
        yield Note(read_text(stdin, "-", intake.warn, intake.max_note_size, b"".join(head)), path="-")
    except UnreadableError as error:
        yield error


def _failure(error: OSError, path: str) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError(_shown(path), "file not found: check the path")
    return UnreadableError(_shown(path), f"cannot be read ({error.strerror or 'no reason given'}): check the file")


def _shown(path: str) -> str:
    """A path that any output can hold: a mark stands for bytes that are no Unicode and for control characters."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", os.fsencode(path).decode("utf-8", "replace"))
