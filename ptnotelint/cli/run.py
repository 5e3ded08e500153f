"""One run of ``lint``: notes through the linter, reports to their outputs, and the exit status."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Collection, Iterator, Sequence
from contextlib import ExitStack
from dataclasses import replace
from itertools import chain
from pathlib import Path

from ptnotelint.baseline import without_known
from ptnotelint.cli import wants_colour
from ptnotelint.cli.forms import FORMATS, SUFFIXES, Terms, TextForm
from ptnotelint.cli.intake import Problems, no_note_hint, standard_input
from ptnotelint.cli.judging import fails
from ptnotelint.cli.outputs import to_stdout
from ptnotelint.errors import UnreadableError, place_of
from ptnotelint.keys import pseudonymised, pseudonymised_error, read_key
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.export import read_notes
from ptnotelint.report import NoteReport
from ptnotelint.starting import start_linter
from ptnotelint.waivers import Waivers
from ptnotelint.write.summary import count_note, count_unreadable, empty_summary
from ptnotelint.write.whole_file import WholeFile

PAGE_WIDTH = 100


def run(
    paths: Sequence[str],
    codes: Sequence[BilledLine],
    options: dict,
    terms: Terms,
    form: str,
    files: Sequence[Path],
    max_note_size: int,
    known: Collection[str] = (),
) -> int:
    """Lint the notes of `paths`, report them, and return the exit status.

    Parameters
    ----------
    codes : sequence of BilledLine
        Billed with every note whose record states no lines.
    options : dict
        What :meth:`Linter.load` takes.
    terms : Terms
        What every output goes by.
    form, files
        Format of standard output, and files to write as well.
    known : collection of str
        Fingerprints of a baseline, whose findings are only counted.
    """
    problems, summary = Problems(), empty_summary()
    found = read_notes(paths, stdin=standard_input(paths), max_note_size=max_note_size, warn=problems.warn, tell=problems.hint)
    with ExitStack() as stack:
        kept = [WholeFile(path) for path in files]
        for file in kept:
            stack.callback(file.discard)
        outputs = [_standard_output(form, terms)]
        outputs += [FORMATS[SUFFIXES[file.path.suffix.lower()]](file.write, terms) for file in kept]
        # A run in which nothing can be read ends before the linter is loaded, unless a report must name it.
        notes = _readable(found, codes, problems)
        first = next(notes, None)
        if first is not None or any(not isinstance(output, TextForm) for output in outputs):
            _lint(first, notes, options, outputs, summary, problems, known)
        for _ in problems.inputs:
            count_unreadable(summary)
        unreadable = problems.inputs
        if options["pseudonymise"]:
            key = read_key(options["key_file"])
            unreadable = [pseudonymised_error(error, key) for error in unreadable]
        for output in outputs:
            output.finish(summary, unreadable)
        for file in kept:
            file.keep()
    return problems.exit_code(1 if fails(summary, terms.fail_on) else 0)


def _lint(first: Note | None, rest: Iterator[Note], options: dict, outputs: list, summary: dict, problems: Problems, known: Collection[str]):
    linter = start_linter(options)
    waivers, met = Waivers.load(options["waivers"]) if options["waivers"] else None, set()
    for output in outputs:
        output.start(linter.tool)
    for note in chain([] if first is None else [first], rest):
        try:
            report = linter.lint(note)
        except Exception as error:  # a fault on one note must not lose the others'
            problems.unreadable(_fault(note, error))
            continue
        if note.billed is None and not report.codes:
            problems.hint(no_codes_hint(report))
        report, left_out = without_known(report, known)
        summary["in_baseline"] += left_out
        shown = pseudonymised(report, note, linter.pseudonyms)
        for output in outputs:
            output.add(*shown)
        count_note(summary, report)
        while linter.warnings:
            problems.warn(linter.warnings.pop(0))
        if waivers:
            met.add(note.note_id or note.path)
    if waivers and (lines := waivers.of_no_note(met)):
        problems.hint(no_note_hint(waivers.path, lines))


def _fault(note: Note, error: Exception) -> UnreadableError:
    name = "" if note.note_id is None else f"note {note.note_id!r}: "
    return UnreadableError(note.path or "-", f"{name}not judged for an internal error ({place_of(error)}); please report this place, without the note")


def no_codes_hint(report: NoteReport) -> str:
    """What to give when nothing says what was billed; labels of headings are offered, never assumed.

    Examples
    --------
    >>> no_codes_hint(NoteReport("a", "no_codes", "", "2026-01-01", code_labels=("97110",)))
    'a: no billed codes found; headings are labelled 97110: if that was billed, give --code 97110'
    """
    name = report.note_id or report.path or "note"
    if not report.code_labels:
        return f'{name}: no billed codes found: give --code CODE, or "billed" in the note\'s record'
    labels, flags = ", ".join(report.code_labels), " ".join(f"--code {code}" for code in report.code_labels)
    return f"{name}: no billed codes found; headings are labelled {labels}: if that was billed, give {flags}"


def _readable(found, codes: Sequence[BilledLine], problems: Problems) -> Iterator[Note]:
    for item in found:
        if isinstance(item, UnreadableError):
            problems.unreadable(item)
        elif item.billed is None and codes:
            yield replace(item, billed=tuple(codes))
        else:
            yield item


def _standard_output(form: str, terms: Terms):
    write = to_stdout(form)
    if form != "text":
        return FORMATS[form](write, terms)
    colour = wants_colour()
    width = min(shutil.get_terminal_size().columns, PAGE_WIDTH)
    return TextForm(write, terms, sys.stdout.isatty() if colour is None else colour, width)
