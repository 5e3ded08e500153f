"""``ptnotelint sample``: notes of a run for a person to review, in a workbook."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.audit.sample import STRATA
from ptnotelint.errors import UsageError


@click.command()
@click.argument("run", metavar="RUN", type=click.Path(path_type=Path))
@click.option("-o", "--output", "file", type=click.Path(path_type=Path), metavar="FILE", help="The workbook.  [default: RUN/sample.xlsx]")
@click.option("--size", type=click.IntRange(1), default=50, show_default=True, help="How many notes.")
@click.option("--seed", type=click.IntRange(0), default=1, show_default=True, help="Another seed draws other notes; the same, the same.")
@click.option("--by", type=click.Choice(STRATA), help="Draw from each of them in proportion, two notes at least.")
def command(run, file, size, seed, by):
    """Draw notes at random from the folder that audit left, and make a workbook to review them in.

    Every finding and every element called documented is a row, to agree or disagree with. Drawn from are the notes with
    billed codes whose text could be read; the frame's size and hash, the seed and the strata stand in the workbook.
    `ptnotelint estimate` reads the answers back.
    """
    file = file or run / "sample.xlsx"
    if file.suffix.lower() != ".xlsx":
        raise UsageError(f"-o {file}: a workbook is named .xlsx")
    if file.exists():
        raise UsageError(f"-o {file}: is there already, and may hold a reviewer's answers: choose another name")

    from ptnotelint.audit.reviewed import workbook_of
    from ptnotelint.audit.run_folder import finished_run
    from ptnotelint.audit.sample import draw, frame_of
    from ptnotelint.write.whole_file import WholeFile

    opened = finished_run(run)
    if not file.resolve().parent.is_dir():
        raise UsageError(f"-o {file}: no such directory: make {file.parent} first")
    sample = draw(frame_of(opened, by), size, seed)
    content, findings, supported = workbook_of(opened, sample)
    with WholeFile(file, binary=True) as out:
        out.write(content)
    click.echo(f"{file}: {len(sample.ordinals)} of {sample.frame.notes} notes, {findings} findings and {supported} supported elements to review\n"
               f"frame {sample.frame.sha256}, seed {seed}")
