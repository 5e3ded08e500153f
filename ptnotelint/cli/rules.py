"""``ptnotelint rules``: every rule there is, with its severity and what it finds."""

from __future__ import annotations

import click

from ptnotelint.cli.known import check_payer
from ptnotelint.cli.options import DateType, codebook_option
from ptnotelint.codebook import Codebook
from ptnotelint.codebook.catalogue import rule_rows
from ptnotelint.write.as_json import dumps


@click.command()
@click.option("--payer", default="default", show_default=True, help="Whose severities to show.")
@click.option("--date", type=DateType(), metavar="DATE", help="Date of service whose rules to show.  [default: the codebook's own date]")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@codebook_option
def command(payer, date, form, codebook_dir):
    """List every rule, with the severity that a payer gives it.

    `ptnotelint explain RULE` says why, and on whose authority. Rules of codes are CODE/ELEMENT.
    """
    book = Codebook.load(codebook_dir)
    check_payer(payer, book)
    rows = rule_rows(book, book.payer(payer).on(date or book.date))
    if form == "json":
        click.echo(dumps(rows, indent=2))
        return
    wide = max(len(row["rule"]) for row in rows) + 2
    click.secho(f"{'rule':{wide}}{'severity':10}finds", bold=True)
    for row in rows:
        click.echo(f"{row['rule']:{wide}}{row['severity']:10}{row['words']}")
