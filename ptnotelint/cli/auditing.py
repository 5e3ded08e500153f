"""One run of ``audit``: what was read is said first, then what was found, and how to go on where it stops early."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

import click

from ptnotelint.cli import SystemFault, wants_colour
from ptnotelint.cli.intake import Problems, no_note_hint
from ptnotelint.cli.judging import fails
from ptnotelint.cli.progress import Progress, progress
from ptnotelint.keys import read_key
from ptnotelint.note import BilledLine
from ptnotelint.read.export import Export, open_export
from ptnotelint.waivers import Waivers
from ptnotelint.write.as_text import summary_text

AGAIN = "what is done is kept: the same command goes on from there"


@dataclass(frozen=True, slots=True)
class Asked:
    """What the command line asked for, checked."""

    paths: Sequence[str]
    stdin: BinaryIO | None
    out: Path | None
    dry_run: bool
    fresh: bool
    jobs: int
    scheduler: str | None
    progress: str
    codes: tuple[BilledLine, ...]
    linter: dict
    own: dict
    configuration: Sequence[Path]
    command: str


def audit(asked: Asked) -> int:
    """Read, reconcile, lint and report; returns the exit status."""
    problems = Problems()
    own = asked.own
    export = open_export(asked.paths, mapping=own["map"], stdin=asked.stdin, max_note_size=own["max_note_size"], file_pattern=own["file_pattern"],
                         warn=problems.warn)
    for error in export.reconciliation.unreadable:
        problems.unreadable(error)
    click.echo("\n".join(export.reconciliation.as_lines()))
    if asked.dry_run:
        return problems.exit_code(0)
    manifest = _run(asked, export)
    if asked.linter["waivers"] and (lines := _of_no_note(asked)):
        problems.hint(no_note_hint(asked.linter["waivers"], lines))
    click.echo(summary_text(manifest["summary"], color=bool(wants_colour())), nl=False)
    return problems.exit_code(1 if fails(manifest["summary"], own["fail_on"]) else 0)


def _run(asked: Asked, export: Export) -> dict:
    """Lint and report, or go on with that, and say how it ended; gives the manifest."""
    from ptnotelint.audit.manifest import fingerprint_of
    from ptnotelint.audit.run import Order, audit_into

    order = Order(asked.out, asked.linter, asked.own, asked.command, [fingerprint_of(path) for path in asked.configuration], asked.codes, asked.fresh)
    shown = progress(asked.progress)
    try:
        with _engine(asked) as engine, shown:
            manifest, before = audit_into(order, export, engine, shown)
    except KeyboardInterrupt:
        click.echo(f"{_so_far(shown)}; {AGAIN}.", err=True)
        raise
    except OSError as error:
        # a full disk, most often
        where = f"{error.filename}: " if error.filename else ""
        going_on = f"{_so_far(shown)}; {AGAIN}" if asked.out.exists() else "The folder is gone: the same command begins anew"
        raise SystemFault(f"{where}{error.strerror or type(error).__name__}. {going_on} once this is mended.") from None
    click.echo("\n".join(["", *manifest["not_checked"]]))
    click.echo(f"{asked.out}: " + ("was finished before; nothing is changed" if before else "finished"))
    return manifest


def _of_no_note(asked: Asked) -> list[int]:
    from ptnotelint.audit.late_waivers import of_no_note
    from ptnotelint.audit.run_folder import RunFolder

    key = read_key(asked.linter["key_file"]) if asked.linter["pseudonymise"] else None
    return of_no_note(Waivers.load(asked.linter["waivers"]), RunFolder.open(asked.out), key)


def _engine(asked: Asked):
    from ptnotelint.audit.chunks import Work

    work = Work(asked.linter, asked.own["time_limit"] or None)
    if asked.scheduler is not None:
        from ptnotelint.audit.cluster import DaskEngine

        return DaskEngine(work, asked.scheduler)
    from ptnotelint.audit.workers import LocalEngine

    return LocalEngine(work, asked.jobs)


def _so_far(shown: Progress) -> str:
    return f"{shown.done:,} of {shown.total:,} notes are done" if shown.total else "No note is done yet"
