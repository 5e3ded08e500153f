"""``ptnotelint codes``: the codes that the codebook knows."""

from __future__ import annotations

import click

from ptnotelint.cli.options import codebook_option
from ptnotelint.codebook import Codebook
from ptnotelint.codebook.catalogue import code_rows
from ptnotelint.write.as_json import dumps


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@codebook_option
def command(form, codebook_dir):
    """List the codes of the codebook, with what each requires.

    `ptnotelint explain CODE` says what each element asks for.
    """
    rows = code_rows(Codebook.load(codebook_dir))
    if form == "json":
        click.echo(dumps(rows, indent=2))
        return
    wide = max(len(row["words"]) for row in rows)
    click.secho(f"{'code':7}{'units':10}{'words':{wide + 2}}required", bold=True)
    for row in rows:
        units = "15 min" if row["timed"] else "untimed"
        click.echo(f"{row['code']:7}{units:10}{row['words']:{wide + 2}}{' '.join(row['required'])}")
