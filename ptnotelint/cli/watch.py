"""``ptnotelint watch``: drafts linted again whenever they are saved, a line each; the whole report of one on demand."""

from __future__ import annotations

import os
import queue
import sys
import threading
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING

import click

from ptnotelint.cli.configuration import config_option
from ptnotelint.cli.judging import billed_option, judging, linter_options
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.export import read_notes
from ptnotelint.read.forms import is_read
from ptnotelint.read.sources import note_files
from ptnotelint.report import GAPS, REMINDER, NoteReport
from ptnotelint.starting import start_linter
from ptnotelint.write.terminal import plain
from ptnotelint.write.words import VERDICTS, count_words

if TYPE_CHECKING:
    from ptnotelint.linter import Linter

TICK = 300  # milliseconds between looks at what was typed


@click.command()
@click.argument("folder", type=click.Path(exists=True, file_okay=False, path_type=Path))
@billed_option
@linter_options
@config_option
def command(folder, codes, **chosen):
    """Lint the drafts in FOLDER, and each again whenever it is saved.

    Prints a line a note. Type a line's number and Enter for the whole report on that note; Ctrl-C ends it.
    """
    book, options = judging(**chosen)
    try:
        import watchfiles
    except ModuleNotFoundError as error:
        raise UsageError(f'watch needs {error.name}: pip install "ptnotelint[web]"') from None

    def wanted(change, path: str) -> bool:
        name = os.path.basename(path)
        return is_read(name) and not name.startswith((".", "~$"))

    drafts = Drafts(start_linter(options), book, codes)
    changes = watchfiles.watch(folder, watch_filter=wanted, rust_timeout=TICK, yield_on_timeout=True, raise_interrupt=True)
    drafts.follow(note_files(str(folder)), ({path for _, path in each} for each in changes), _typed())


@dataclass(slots=True)
class Drafts:
    """The notes of a folder by number, each with its latest report."""

    linter: Linter
    book: Codebook
    codes: tuple[BilledLine, ...] = ()
    say: Callable[[str], None] = click.echo
    numbers: dict[tuple[str, str | None], int] = field(default_factory=dict)
    latest: dict[int, tuple[NoteReport, Note]] = field(default_factory=dict)

    def follow(self, files: Iterable[str], changes: Iterable[set[str]], typed: Callable[[], list[str]]) -> None:
        """Lint what is there, then what changes, and print what is asked for in between."""
        for file in files:
            self.saved(file)
        for paths in changes:
            for path in sorted(paths):
                self.saved(path)
            for line in typed():
                self.asked(line.strip())

    def saved(self, path: str) -> None:
        """Lint one file again; what cannot be read, as a draft half saved, is named and waits for the next save."""
        if not os.path.exists(path):
            return
        real = os.path.realpath(path)  # as it was first listed, so that a note keeps its number
        for found in read_notes([path], warn=lambda warning: None):
            if isinstance(found, UnreadableError):
                click.echo(f"unreadable: {found}", err=True)
                continue
            note = replace(found, billed=self.codes) if found.billed is None and self.codes else found
            report = self.linter.lint(note)
            self.linter.warnings.clear()
            number = self.numbers.setdefault((real, note.note_id), len(self.numbers) + 1)
            self.latest[number] = report, note
            self.say(line_of(number, report, os.path.basename(path)))

    def asked(self, line: str) -> None:
        """Print the report of the note whose number was typed."""
        if not line:
            return
        if not line.isascii() or not line.isdigit() or int(line) not in self.latest:
            self.say("Type the number before a note's name.")
            return
        from ptnotelint.write.as_text import note_text

        report, note = self.latest[int(line)]
        self.say(note_text(report, note.text, lambda code: entry.words if (entry := self.book.code(code)) else ""))
        self.say(REMINDER)


def line_of(number: int, report: NoteReport, name: str) -> str:
    """The line of one note: verdict, and the rules of its gaps.

    Examples
    --------
    >>> line_of(3, NoteReport("knee", "no_codes", "", "2026-01-01"), "knee.txt")
    '3  knee.txt  no codes to check'
    """
    gaps = [finding.rule for finding in report.findings if finding.severity in GAPS and finding.waived is None]
    told = f"{count_words(len(gaps), 'gap')}: {', '.join(dict.fromkeys(gaps))}" if gaps else "no gaps" if report.codes else ""
    shown = plain(name) if report.note_id in (None, os.path.splitext(name)[0]) else f"{plain(name)} {plain(report.note_id)}"
    return "  ".join(filter(None, (str(number), shown, VERDICTS[report.verdict], told)))


def _typed() -> Callable[[], list[str]]:
    """Gives the lines typed since it was last asked; none where nobody can type."""
    lines: queue.SimpleQueue[str] = queue.SimpleQueue()
    if sys.stdin is not None and sys.stdin.isatty():
        threading.Thread(target=lambda: [lines.put(line) for line in sys.stdin], daemon=True).start()

    def taken() -> list[str]:
        found = []
        while not lines.empty():
            found.append(lines.get())
        return found

    return taken
