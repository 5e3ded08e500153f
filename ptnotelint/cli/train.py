"""``ptnotelint train``: the segment classifier from annotated notes."""

from __future__ import annotations

from pathlib import Path

import click

DIRECTORY = click.Path(path_type=Path)


@click.command()
@click.argument("corpora", metavar="[CORPORA]", type=DIRECTORY, default=Path("corpora"))
@click.option("-o", "--output", type=DIRECTORY, default=Path("models"), metavar="DIR", show_default=True,
              help="Where the weights, the model card and the manifest go.")
@click.option("--check", is_flag=True, help="Write nothing; exit 1 if training gives other bytes than are in DIR.")
@click.pass_context
def command(ctx, corpora, output, check):
    """Train the segment classifier on the annotated notes of CORPORA (default: corpora).

    Only notes that split.json assigns to "train" are used. The same notes give the same bytes. Needs
    scikit-learn: pip install "ptnotelint[train]".
    """
    from ptnotelint.train.export import differing, write_files
    from ptnotelint.train.run import train

    fitted, files = train(corpora)
    _print_figures(fitted)
    if check:
        if names := differing(files, output):
            click.echo(f"{output}: differs from this training: {', '.join(names)}", err=True)
            ctx.exit(1)
        return
    write_files(files, output)
    click.echo(f"wrote {', '.join(str(output / name) for name in files)}", err=True)


def _print_figures(fitted) -> None:
    from ptnotelint.train.card import hits_words, threshold_words

    columns = f"{'label':16}{'n':>5}{'authors':>9}{'avg prec':>10}  {'threshold':11}unseen: precision, recall"
    click.secho(columns, bold=True)
    for each in fitted.labels:
        click.echo(f"{each.label:16}{each.positives:>5}{each.authors:>9}{each.average_precision:>10.3f}  "
                   f"{threshold_words(each.calibrated.threshold):11}{hits_words(each.unseen)}")
    too_few = ", ".join(f"{label} {count}" for label, count in fitted.too_few.items())
    click.echo(f"{fitted.segments} segments of {fitted.notes} notes; too few to learn: {too_few or 'none'}")
