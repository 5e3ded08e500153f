"""``ptnotelint baseline``: keep the findings of a report, so that ``lint --baseline`` reports only new ones."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.baseline import baseline_text, read_baseline
from ptnotelint.errors import UsageError
from ptnotelint.write.whole_file import WholeFile

REPORT = click.argument("report", type=click.Path(path_type=Path))
FILE = Path("baseline.txt")
OUTPUT = click.option("-o", "--output", "file", type=click.Path(path_type=Path), default=FILE, show_default=True, metavar="FILE", help="The baseline.")


@click.group()
def command():
    """Keep the fingerprints of findings that are known.

    REPORT is the folder of an audit, or a report that lint wrote as JSON or JSON Lines, made without --baseline.
    """


@command.command()
@REPORT
@OUTPUT
@click.option("--force", is_flag=True, help="Write over a baseline that is there.")
def write(report, file, force):
    """Keep every finding of REPORT that is not waived."""
    if file.exists() and not force:
        raise UsageError(f"-o {file}: is there already: `baseline prune` drops what is gone; --force writes it anew")
    found = _fingerprints(report)
    _keep(file, found)
    click.echo(f"{file}: {len(found)} findings kept; lint with --baseline {file}", err=True)


@command.command()
@REPORT
@OUTPUT
def prune(report, file):
    """Drop from the baseline what REPORT no longer finds. Give it a report of all the notes: a note left out is gone too."""
    known = read_baseline(file)
    found = _fingerprints(report)
    left = {fingerprint: rule for fingerprint, rule in known.items() if fingerprint in found}
    _keep(file, left)
    click.echo(f"{file}: {len(known) - len(left)} findings dropped, {len(left)} kept", err=True)


def _fingerprints(report: Path) -> dict[str, str]:
    from ptnotelint.audit.fingerprints import open_fingerprints

    return open_fingerprints(report)


def _keep(file: Path, known: dict[str, str]) -> None:
    with WholeFile(file, kept_mode=True) as out:
        out.write(baseline_text(known))
