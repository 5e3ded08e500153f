"""``ptnotelint evaluate``: how often reports agree with annotated notes."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple
from pathlib import Path

import click


@click.command()
@click.argument("corpora", metavar="[CORPORA]", type=click.Path(path_type=Path), default=Path("corpora"))
@click.option("--split", type=click.Choice(["tune", "measure", "all"]), default="measure", show_default=True,
              help="Which notes: those that may be tuned on, those kept for measuring, or both.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--errors", is_flag=True, help="List each disagreement: note, code, element, annotated, reported.")
@click.option("--open-measure", is_flag=True, help="Let --errors name single notes kept for measuring.")
@click.option("--record", type=click.Path(dir_okay=False, path_type=Path), metavar="FILE",
              help="Also write the figures to FILE, as `explain` reads them from the package.")
@click.option("--classifier/--no-classifier", default=True, show_default=True,
              help="With the segment classifier or patterns alone.")
def command(corpora, split, form, errors, open_measure, record, classifier):
    """Measure the linter on the annotated notes of CORPORA (default: corpora), under the default payer.

    Prints counts and shares, never a note's words.
    """
    if errors and split != "tune" and not open_measure:
        raise click.UsageError(
            "--errors would show single notes that are kept for measuring; what was looked at measures nothing. "
            "Use --split tune, or add --open-measure if these notes are to be given up for measuring."
        )
    from ptnotelint.linter import Linter
    from ptnotelint.train.annotated import read_annotated
    from ptnotelint.train.evaluate import evaluate

    notes = read_annotated(corpora, split)
    if classifier and split != "measure":
        click.echo("note: the classifier was trained on the tune notes, so its part in these figures flatters; "
                   "--no-classifier leaves it out", err=True)
    figures = evaluate(Linter.load(payer="default", classifier=classifier), notes)
    found = {"split": split, "classifier": classifier} | figures.as_dict()
    if record is not None:
        record.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    if form == "json":
        if errors:
            found["errors"] = [asdict(each) for each in figures.disagreements]
        click.echo(json.dumps(found, indent=2))
        return
    click.echo(f"split {split}, {'with' if classifier else 'without'} the classifier: " + "\n".join(figures.lines()))
    if errors:
        click.echo("")
        click.secho("note_id\tcode\telement\tannotated\treported", bold=True)
        for row in map(astuple, figures.disagreements):
            click.echo("\t".join("-" if cell is None else str(cell) for cell in row))
