"""From the paths of a command line to what stands in them, in order: files, directories, archives and standard input."""

from __future__ import annotations

import codecs
import io
import os
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from functools import partial
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note, NoteError
from ptnotelint.read.charges import Charge
from ptnotelint.read.file_names import shown_path, told_by_name
from ptnotelint.read.forms import HEAD, READ, WITH_CHARGES, form_of, is_read, left_aside, reader_of, record_form
from ptnotelint.read.record import Intake
from ptnotelint.read.standard_input import StandardInput
from ptnotelint.read.text import MAX_NOTE_SIZE

LOOKS_LIKE_JSON = re.compile(rb'\s*(?:\{\s*"|\[\s*\{)')
OWN_FILE = ("text", "docx", "pdf", "rtf", "ccda")  # forms that hold one note, known by the file's name
NOTES_ALONE = ("text", "jsonl", "pdf", "rtf")  # forms of standard input that hold no charges
ROWS = ("jsonl", "json")  # forms whose records count as rows

Found = Iterator[Note | Charge | UnreadableError]


@dataclass(frozen=True, slots=True)
class Source:
    """A file to read.

    Parameters
    ----------
    path : str
        In the file system; ``-`` for standard input.
    shown : str
        The path for people: nothing in it that a terminal would act on.
    name : str
        What a note in it is called when nothing else names it: the path below the given folder, without suffix.
    content : bytes, optional
        What stands in it, for a file that was never in the file system.

    Examples
    --------
    >>> [note.text for note in read_paths([Source.sent("visit.txt", b"SLR 3x10")])]
    ['SLR 3x10']
    """

    path: str
    shown: str
    name: str
    content: bytes | None = None

    @classmethod
    def sent(cls, name: str, content: bytes) -> Source:
        """A file that came with its content, such as a browser's upload."""
        base = os.path.basename(name.replace("\\", "/")) or "file"
        return cls(base, shown_path(base), _stems([base])[0], content)

    def open(self) -> BinaryIO:
        """Its bytes, from the beginning."""
        return open(self.path, "rb") if self.content is None else io.BytesIO(self.content)


def read_paths(
    paths: Iterable[str | os.PathLike | Source],
    *,
    stdin: BinaryIO | None = None,
    max_note_size: int = MAX_NOTE_SIZE,
    warn: Callable[[str], None] = lambda warning: None,
) -> Found:
    """Read notes and charges one by one, as they stand; what cannot be read comes in its place as an error that names it.

    Parameters
    ----------
    paths : iterable of path or Source
        Files, directories (searched below, in sorted order, hidden names left out) or ``-``.
    stdin : binary file, optional
        What ``-`` reads.
    max_note_size : int
        Limit of one text in bytes.
    warn : callable
        Takes each warning, a line of text without the note's words.

    Yields
    ------
    Note, Charge or UnreadableError

    Examples
    --------
    >>> import io
    >>> [note.text for note in read_paths(["-"], stdin=io.BytesIO(b"SLR 3x10"))]
    ['SLR 3x10']
    """
    intake = Intake(warn, max_note_size)
    for source in list_sources(paths):
        yield from [source] if isinstance(source, UnreadableError) else read_source(source, intake, stdin)


def list_sources(paths: Iterable[str | os.PathLike | Source], tell: Callable[[str], None] = lambda line: None) -> Iterator[Source | UnreadableError]:
    """The files of the paths, in order, and what is wrong with a path in its place; told is what directories hold besides."""
    stdin_taken = False
    for path in paths:
        if isinstance(path, Source):
            yield path
        elif (path := os.fspath(path)) == "-":
            yield UnreadableError("-", "standard input can be read once: give - once") if stdin_taken else Source("-", "-", "-")
            stdin_taken = True
        elif os.path.isdir(path):
            yield from _below(path, tell)
        else:
            yield Source(path, shown_path(path), _stems([os.path.basename(path)])[0])


def read_source(source: Source, intake: Intake, stdin: BinaryIO | None = None) -> Found:
    """Read one file, whatever is in it."""
    if source.path == "-" and source.content is None:
        yield from _standard_input(stdin, intake)
        return
    if "\0" in source.path:
        yield UnreadableError("-", "a path with a NUL character names no file: check the path")
        return
    try:
        with source.open() as file:
            yield from _opened(file, source.shown, os.path.basename(source.path), source.name, intake)
    except OSError as error:
        yield _failure(error, source.path)


def may_have_charges(source: Source, stdin: StandardInput | None = None, limit: int = 0) -> bool:
    """Tell by its name and first bytes whether a file may hold charges of other files' notes; of standard input a line up to a limit."""
    if source.path == "-" and source.content is None:
        return stdin is not None and stdin.form(limit) not in NOTES_ALONE
    if "\0" in source.path:
        return False
    if source.path.lower().endswith(WITH_CHARGES):
        return True
    try:
        with source.open() as file:
            return record_form(file.read(HEAD)) is not None
    except OSError:
        return False


def note_files(directory: str, failed: Callable[[OSError], None] | None = None, others: list[str] | None = None) -> list[str]:
    """Files below a directory that are read, by their suffix, sorted by their path's parts; `others` takes the names of those that are not.

    Hidden files and directories are left out: editors and file managers keep copies there, as Office does under ``~$``.
    """
    found = []
    for folder, folders, names in os.walk(directory, onerror=failed):
        folders[:] = [name for name in folders if not name.startswith(".")]
        for name in names:
            if name.startswith((".", "~$")):
                continue
            if is_read(name):
                found.append(os.path.join(folder, name))
            elif others is not None:
                others.append(name)
    return sorted(found, key=lambda path: path.split(os.sep))


def _below(directory: str, tell: Callable[[str], None]) -> Iterator[Source | UnreadableError]:
    failures: list[OSError] = []
    others: list[str] = []
    files = note_files(directory, failures.append, others)
    if others:
        tell(left_aside(shown_path(directory), sorted(others)))
    for failure in failures:
        yield _failure(failure, os.fspath(failure.filename or directory))
    if not files and not failures:
        suffixes = " ".join("*" + suffix for suffix in READ)
        yield UnreadableError(shown_path(directory), f"no notes in this directory: {suffixes} are read")
    names = _stems([os.path.relpath(file, directory).replace(os.sep, "/") for file in files])
    for file, name in zip(files, names):
        yield Source(file, shown_path(file), name)


def _stems(names: list[str]) -> list[str]:
    """Names without their suffix, but for those that would then be alike."""
    stems = [os.path.splitext(shown_path(name))[0] for name in names]
    counted = Counter(stems)
    return [stem if counted[stem] == 1 else shown_path(name) for stem, name in zip(stems, names)]


def _opened(file: BinaryIO, shown: str, file_name: str, name: str, intake: Intake) -> Found:
    form = form_of(file_name, file.read(HEAD))
    file.seek(0)
    if form == "zip":
        from ptnotelint.read.archive import read_archive

        try:
            yield from read_archive(file, shown, is_read, partial(_member, intake=intake), lambda names: intake.recognise(left_aside(shown, names)))
        except UnreadableError as error:
            yield error
    else:
        yield from _read_as(form, file, shown, name, intake)


def _read_as(form: str, file: BinaryIO, shown: str, name: str, intake: Intake) -> Found:
    intake.forms[form] += 1
    try:
        for found in reader_of(form)(file, shown, intake):
            intake.counts["rows"] += form in ROWS
            if isinstance(found, Note) and found.without_text:
                intake.warn(f"{shown}: no text in it ({found.without_text}): nothing can be told of its codes")
            yield _named(found, name, form, intake) if isinstance(found, Note) else found
    except UnreadableError as error:
        yield error


def _member(file: BinaryIO, shown: str, name: str, intake: Intake) -> Found:
    return _opened(file, shown, os.path.basename(name), os.path.splitext(shown_path(name))[0], intake)


def _named(note: Note, name: str, form: str, intake: Intake) -> Note:
    """The note with what its file's name says."""
    if intake.file_pattern and form in OWN_FILE:
        try:
            note = told_by_name(note, name, intake.file_pattern)
        except NoteError as error:
            intake.warn(f"{note.path}: {error}")
    return replace(note, note_id=name) if intake.name_notes and note.note_id is None else note


def _standard_input(stdin: BinaryIO | None, intake: Intake) -> Found:
    if stdin is None:
        yield UnreadableError("-", "standard input is not there: give files")
        return
    stdin = stdin if isinstance(stdin, StandardInput) else StandardInput(stdin)
    form = stdin.form(intake.record_limit)
    if form == "text":
        if LOOKS_LIKE_JSON.match(stdin.head().removeprefix(codecs.BOM_UTF8)):
            intake.warn('-: looks like JSON, but its first line is no object with a "text": read as plain text')
        file = stdin
    else:
        file = stdin if form == "jsonl" else io.BytesIO(stdin.read())  # the readers of other forms go about in a file
    yield from _read_as(form, file, "-", "-", intake)


def _failure(error: OSError, path: str) -> UnreadableError:
    if isinstance(error, FileNotFoundError):
        return UnreadableError(shown_path(path), "file not found: check the path")
    return UnreadableError(shown_path(path), f"cannot be read ({error.strerror or 'no reason given'}): check the file")
