"""``ptnotelint evaluate``: how often reports agree with annotated notes."""

from __future__ import annotations

import json
from dataclasses import asdict, astuple
from pathlib import Path

import click

from ptnotelint.write.whole_file import WholeFile


@click.command()
@click.argument("corpora", metavar="[CORPORA]", type=click.Path(path_type=Path), default=Path("corpora"))
@click.option("--split", type=click.Choice(["train", "dev", "test", "all"]), default="test", show_default=True,
              help="Which notes: those learnt from, those looked at but not trained on, those kept for measuring, or all.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--errors", is_flag=True, help="List each disagreement: note, code, element, annotated, reported, and its line of text.")
@click.option("--open-test", is_flag=True, help="Let --errors name single notes kept for measuring.")
@click.option("--ablation", "ablate", is_flag=True, help="Compare patterns only, classifier only and both.")
@click.option("-o", "--output", "files", multiple=True, type=click.Path(path_type=Path), metavar="FILE", help="Also write the figures to this .json file, or as a page with plots to this .html file.")
@click.option("--classifier/--no-classifier", default=True, show_default=True,
              help="With the segment classifier or patterns alone.")
def command(corpora, split, form, errors, open_test, ablate, files, classifier):
    """Measure the linter on the annotated notes of CORPORA (default: corpora), under the default payer.

    Prints counts and shares with 95% intervals; a note's words only with --errors.
    """
    if errors and split in ("test", "all") and not open_test:
        raise click.UsageError(
            "--errors would show single notes that are kept for measuring; what was looked at measures nothing. "
            "Use --split train or dev, or add --open-test if these notes are to be given up for measuring."
        )
    for path in files:
        if path.suffix.lower() not in (".json", ".html"):
            raise click.UsageError(f"-o {path}: the figures are written as JSON or as a page: give a name that ends in .json or .html")
    from ptnotelint.linter import Linter
    from ptnotelint.train.annotated import read_annotated
    from ptnotelint.train.evaluate import measure
    from ptnotelint.train.measurement import table

    notes = read_annotated(corpora, split)
    if classifier and split in ("train", "all"):
        click.echo("note: the classifier was trained on the train notes, so its part in these figures flatters; "
                   "--no-classifier leaves it out", err=True)
    measured = measure(Linter.load(payer="default", classifier=classifier), notes)
    found = {"split": split, "classifier": classifier} | measured.as_dict()
    rows = [f"split {split}, {'with' if classifier else 'without'} the classifier: " + "\n".join(table(found))]
    if ablate:
        from ptnotelint.train.ablation import ablation, ablation_dict, ablation_table

        found["ablation"] = ablation_dict(ablation(notes))
        rows += ablation_table(found["ablation"])
    disagreements = measured.total.disagreements if errors else []
    if errors:
        found["errors"] = [asdict(each) for each in disagreements]
    for path in files:
        _write(path, found, notes)
    if form == "json":
        click.echo(json.dumps(found, indent=2))
        return
    click.echo("\n".join(rows))
    if errors:
        _list(disagreements, {note.note_id: note.text.splitlines() for note in notes})


def _write(path: Path, found: dict, notes) -> None:
    """The figures in a file; a page also shows the classifier's curves on the same notes."""
    if path.suffix.lower() == ".json":
        with WholeFile(path, kept_mode=True) as file:
            file.write(json.dumps(found, indent=1) + "\n")
        return
    from ptnotelint.codebook import Codebook
    from ptnotelint.nlp.classifier import load_classifier
    from ptnotelint.train.curves import curves
    from ptnotelint.train.page import evaluation_page

    book = Codebook.load()
    drawn = curves(load_classifier(), notes, lambda code: (entry := book.code(code)) and entry.families[0]) if found["classifier"] else []
    with WholeFile(path, binary=True, kept_mode=True) as file:
        evaluation_page(file.stream, found, drawn)


def _list(disagreements, lines: dict[str, list[str]]) -> None:
    """Each disagreement on a line, with the words of the note's line that it is about."""
    click.echo("")
    click.secho("note_id\tcode\telement\tannotated\treported\tline\twords", bold=True)
    for each in disagreements:
        words = lines[each.note_id][each.line - 1].strip() if each.line and each.line <= len(lines[each.note_id]) else ""
        click.echo("\t".join("-" if cell is None else str(cell) for cell in (*astuple(each), words)))
