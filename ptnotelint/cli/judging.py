"""How notes are judged: the options that every command that lints takes, and the checks of what they were given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ptnotelint.cli.known import check_globs, check_payer
from ptnotelint.cli.options import BilledLineType, DateType, codebook_option, size_option
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.keys import read_key
from ptnotelint.report import SEVERITIES
from ptnotelint.waivers import Waivers
from ptnotelint.write.excerpts import EXCERPTS

LINTER = (  # what Linter.load takes
    click.option("--payer", default="default", show_default=True, help="Payer profile of notes that name none."),
    click.option("--date", type=DateType(), metavar="DATE",
                 help="Rules in force on this day, for notes without a date of service.  [default: the codebook's date]"),
    click.option("--units", type=click.Choice(["cms", "ama"]), help="Counting rule, instead of the payer's."),
    click.option("--final", is_flag=True, help="Treat notes as signed."),
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules; ids or globs like 97110/*. Repeatable."),
    click.option("--ignore", multiple=True, metavar="RULE", help="All but these rules; ids or globs like */time. Repeatable."),
    codebook_option,
    click.option("--key-file", type=click.Path(path_type=Path), metavar="FILE", help="Key of the findings' fingerprints, and of pseudonyms."),
)
billed_option = click.option(
    "--code", "codes", type=BilledLineType(), multiple=True, metavar="CODE[xUNITS][:MODIFIERS]",
    help="Billed line, like 97110x2:GP, of every note whose record states none. Repeatable.",
)
RUN = (
    billed_option,
    *LINTER,
    click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
                 help="Least severity of a finding that makes the exit status 1."),
    click.option("--excerpts", type=click.Choice(EXCERPTS), default="full", show_default=True,
                 help="How much of the notes' words a report may quote."),
    size_option,
    click.option("--pseudonymise", is_flag=True, help="Pseudonyms, made with the key of --key-file, for ids, names and paths in reports."),
    click.option("--waivers", type=click.Path(path_type=Path), metavar="FILE", help="Findings that were accepted; `ptnotelint waive` adds to it."),
)


def judging_options(command: Callable) -> Callable:
    """Give a command the options of a run: ``codes``, ``fail_on``, ``max_note_size`` and those that :func:`judging` takes."""
    return _with(RUN, command)


def linter_options(command: Callable) -> Callable:
    """Give a command only the options that make a linter, which :func:`judging` takes."""
    return _with(LINTER, command)


def _with(options: tuple, command: Callable) -> Callable:
    for option in reversed(options):
        command = option(command)
    return command


def judging(*, payer: str, select: Sequence[str], ignore: Sequence[str], codebook_dir: Path | None, key_file: Path | None,
            pseudonymise: bool = False, waivers: Path | None = None, **others) -> tuple[Codebook, dict]:
    """Check what was chosen, before anything heavy loads.

    Returns
    -------
    tuple of Codebook and dict
        The codebook, and what :meth:`Linter.load` takes.

    Raises
    ------
    UsageError
        Names the option, what is wrong and what is allowed.
    """
    book = Codebook.load(codebook_dir)
    check_payer(payer, book)
    check_globs("--select", select, book)
    check_globs("--ignore", ignore, book)
    if key_file is not None:
        read_key(key_file)
    elif pseudonymise:
        raise UsageError("--pseudonymise needs --key-file FILE: a secret that only you have; without one anybody could try ids")
    if waivers is not None:
        Waivers.load(waivers)
    return book, dict(payer=payer, codebook=codebook_dir, select=select, ignore=ignore, key_file=key_file, pseudonymise=pseudonymise, waivers=waivers,
                      **others)


def counted(fail_on: str) -> tuple[str, ...]:
    """The severities that make the exit status 1.

    Examples
    --------
    >>> counted("warning"), counted("never")
    (('error', 'warning'), ())
    """
    return () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]


def fails(summary: dict, fail_on: str) -> bool:
    """Whether a run's findings make its status 1.

    Examples
    --------
    >>> fails({"findings": {"error": 0, "warning": 2, "info": 0}}, "warning")
    True
    """
    return any(summary["findings"][severity] for severity in counted(fail_on))
