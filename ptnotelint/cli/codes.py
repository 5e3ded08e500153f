"""``ptnotelint codes``: the codes that the codebook knows."""

from __future__ import annotations

import json

import click

from ptnotelint.cli.options import codebook_option
from ptnotelint.codebook import Codebook


@click.command()
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@codebook_option
def command(form, codebook_dir):
    """List the codes of the codebook, with what each requires.

    `ptnotelint explain CODE` says what each element asks for.
    """
    book = Codebook.load(codebook_dir)
    codes = [book.code(name) for name in book.codes()]
    if form == "json":
        rows = [
            {"code": code.code, "words": code.words, "timed": code.timed, "families": list(code.families),
             "required": list(code.required), "recommended": list(code.recommended)}
            for code in codes
        ]
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    wide = max(len(code.words) for code in codes)
    click.secho(f"{'code':7}{'units':10}{'words':{wide + 2}}required", bold=True)
    for code in codes:
        units = "15 min" if code.timed else "untimed"
        click.echo(f"{code.code:7}{units:10}{code.words:{wide + 2}}{' '.join(code.required)}")
