"""How notes are judged: the options that every command that lints takes, and the checks of what they were given."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

import click

from ptnotelint.cli.known import check_globs, check_payer
from ptnotelint.cli.options import BilledLineType, DateType, codebook_option, readable_key, size_option
from ptnotelint.codebook import Codebook
from ptnotelint.report import SEVERITIES
from ptnotelint.write.excerpts import EXCERPTS

OPTIONS = (
    click.option("--code", "codes", type=BilledLineType(), multiple=True, metavar="CODE[xUNITS][:MODIFIERS]",
                 help="Billed line, like 97110x2:GP, of every note whose record states none. Repeatable."),
    click.option("--payer", default="default", show_default=True, help="Payer profile of notes that name none."),
    click.option("--date", type=DateType(), metavar="DATE",
                 help="Rules in force on this day, for notes without a date of service.  [default: the codebook's date]"),
    click.option("--units", type=click.Choice(["cms", "ama"]), help="Counting rule, instead of the payer's."),
    click.option("--final", is_flag=True, help="Treat notes as signed."),
    click.option("--select", multiple=True, metavar="RULE", help="Only these rules; ids or globs like 97110/*. Repeatable."),
    click.option("--ignore", multiple=True, metavar="RULE", help="All but these rules; ids or globs like */time. Repeatable."),
    codebook_option,
    click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
                 help="Least severity of a finding that makes the exit status 1."),
    click.option("--excerpts", type=click.Choice(EXCERPTS), default="full", show_default=True,
                 help="How much of the notes' words a report may quote."),
    size_option,
    click.option("--key-file", type=click.Path(path_type=Path), metavar="FILE", help="Key of the findings' fingerprints."),
)


def judging_options(command: Callable) -> Callable:
    """Give a command the options of judging: ``codes``, ``fail_on``, ``max_note_size`` and those that :func:`judging` takes."""
    for option in reversed(OPTIONS):
        command = option(command)
    return command


def judging(*, payer: str, select: Sequence[str], ignore: Sequence[str], codebook_dir: Path | None, key_file: Path | None, **others) -> tuple[Codebook, dict]:
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
    readable_key(key_file)
    return book, dict(payer=payer, codebook=codebook_dir, select=select, ignore=ignore, key_file=key_file, **others)


def fails(summary: dict, fail_on: str) -> bool:
    """Whether a run's findings make its status 1.

    Examples
    --------
    >>> fails({"findings": {"error": 0, "warning": 2, "info": 0}}, "warning")
    True
    """
    counted = () if fail_on == "never" else SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return any(summary["findings"][severity] for severity in counted)
