"""``ptnotelint read``: the text that offsets in reports refer to."""

from __future__ import annotations

import sys

import click

from ptnotelint.cli.intake import Problems, given_paths, standard_input
from ptnotelint.cli.options import size_option
from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.export import read_notes
from ptnotelint.write.terminal import plain


@click.command()
@click.argument("paths", metavar="PATH...|-", nargs=-1)
@size_option
@click.pass_context
def command(ctx, paths, max_note_size):
    """Print notes as the linter sees them.

    Offsets of a report count the characters of this text. Several notes are parted by a line with each one's id.
    """
    problems = Problems()
    paths = given_paths(ctx, paths)
    source = read_notes(paths, stdin=standard_input(paths), max_note_size=max_note_size, warn=problems.warn)
    first, count = None, 0
    for found in source:
        if isinstance(found, UnreadableError):
            problems.unreadable(found)
            continue
        count += 1
        # The heading of the first waits until there is a second: a single note is printed as it is.
        if count == 1:
            first = found
            continue
        if count == 2:
            _print(first, f"==> {first.note_id or first.path} <==\n")
        _print(found, f"\n==> {found.note_id or found.path} <==\n")
    if count == 1:
        _print(first, "")
    ctx.exit(problems.exit_code(0))


def _print(note: Note, heading: str) -> None:
    parts = [(heading, note.text)]
    parts += [(f"\n==> attachment:{at} <==\n", text) for at, text in enumerate(note.attachments)]
    parts += [("\n==> plan_of_care <==\n", note.plan_of_care)] if note.plan_of_care else []
    for title, text in parts:
        click.echo(title + (_tame(text) if sys.stdout.isatty() else text), nl=not text.endswith("\n"))


def _tame(text: str) -> str:
    """A text that a terminal only shows, each character still in its place.

    Examples
    --------
    >>> _tame("SLR\\x1b[31m\\n3x10")
    'SLR\ufffd[31m\\n3x10'
    """
    return "".join(each if each in "\t\r\n" else plain(each) for each in text)
