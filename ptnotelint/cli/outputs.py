"""Where reports go and in which form: standard output and files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

import click

from ptnotelint.codebook import Codebook
from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.note import Note
from ptnotelint.report import NoteReport
from ptnotelint.write import as_json, as_text

SUFFIXES = {".txt": "text", ".json": "json", ".jsonl": "jsonl"}
PAGE_WIDTH = 100


class TextForm:
    """The report that people read, a note at a time."""

    def __init__(
        self, write: Callable[[str], None], book: Codebook, excerpts: str, color: bool = False, width: int = 80
    ):
        self._write, self._book = write, book
        self._excerpts, self._style = excerpts, {"color": color, "width": width}

    def start(self, tool: dict) -> None:
        """Nothing: the page begins with the first note."""

    def add(self, report: NoteReport, note: Note) -> None:
        sources = {f"attachment:{at}": text for at, text in enumerate(note.attachments)}
        if note.plan_of_care:
            sources["plan_of_care"] = note.plan_of_care
        page = as_text.note_text(
            report, note.text, self._words, sources=sources, excerpts=self._excerpts, **self._style
        )
        self._write(page + "\n")

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_text.summary_text(summary, **self._style))

    def _words(self, code: str) -> str:
        entry = self._book.code(code)
        return entry.words if entry else ""


class LinesForm:
    """JSON Lines: each note's line as it is done."""

    def __init__(self, write: Callable[[str], None], book: Codebook, excerpts: str):
        self._write, self._excerpts = write, excerpts

    def start(self, tool: dict) -> None:
        self._write(as_json.head_line(tool))

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_json.note_line(report, excerpts=self._excerpts))

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_json.tail_line(summary, unreadable))


class JsonForm:
    """One JSON object; its summary stands before the notes, so it is written at the end."""

    def __init__(self, write: Callable[[str], None], book: Codebook, excerpts: str):
        self._write, self._excerpts = write, excerpts
        self._tool, self._notes = {}, []

    def start(self, tool: dict) -> None:
        self._tool = tool

    def add(self, report: NoteReport, note: Note) -> None:
        self._notes.append(as_json.note_dict(report, excerpts=self._excerpts))

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        whole = as_json.document(self._tool, summary, self._notes, unreadable)
        self._write(as_json.dumps(whole, indent=2) + "\n")


FORMATS = {"text": TextForm, "json": JsonForm, "jsonl": LinesForm}


def to_stdout(form: str) -> Callable[[str], None]:
    """A writer to standard output; JSON is UTF-8 whatever the terminal's encoding."""
    if form == "text":
        return lambda text: click.echo(text, nl=False)
    return lambda text: click.echo(text.encode(), nl=False)


def check_files(files: Iterable[Path], paths: Iterable[str]) -> None:
    """Refuse output files that could not be written, or that would be read as notes."""
    inputs = {os.path.realpath(path) for path in paths if path != "-"}
    seen = set()
    for path in files:
        real = Path(os.path.realpath(path))
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"-o {path}: the suffix says the format (allowed: {', '.join(SUFFIXES)})")
        if real in seen:
            raise UsageError(f"-o {path}: given twice")
        seen.add(real)
        if not real.parent.is_dir():
            raise UsageError(f"-o {path}: no such directory: make {real.parent} first")
        if real.exists() and not real.is_file():
            raise UsageError(f"-o {path}: there is something there that is not a file: choose another name")
        if not os.access(real.parent, os.W_OK):
            raise UsageError(f"-o {path}: cannot write in {real.parent}: choose another directory")
        if not inputs.isdisjoint(map(str, (real, *real.parents))):
            raise UsageError(f"-o {path}: lies in the input and would be read as a note: choose another directory")
