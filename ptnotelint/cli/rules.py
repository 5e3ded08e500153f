"""``ptnotelint rules``: every rule there is, with its severity and what it finds."""

from __future__ import annotations

import json
from collections.abc import Iterable

import click

from ptnotelint.cli.known import check_payer
from ptnotelint.cli.options import DateType, codebook_option
from ptnotelint.codebook import Codebook, Payer
from ptnotelint.report import Authority

LEVELS = {"required": "error", "recommended": "info"}


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
        click.echo(json.dumps(rows, indent=2, ensure_ascii=False))
        return
    wide = max(len(row["rule"]) for row in rows) + 2
    click.secho(f"{'rule':{wide}}{'severity':10}finds", bold=True)
    for row in rows:
        click.echo(f"{row['rule']:{wide}}{row['severity']:10}{row['words']}")


def rule_rows(book: Codebook, payer: Payer) -> list[dict]:
    """What there is to say of every rule in a line: those of no single code first, then those of the codes.

    Examples
    --------
    >>> book = Codebook.load()
    >>> {row["rule"]: row["severity"] for row in rule_rows(book, book.payer("medicare"))}["time/no-timed-total"]
    'error'
    """
    rows = []
    for rule in map(book.rule, book.named_rules()):
        rows.append({"rule": rule.rule, "severity": payer.severity_of(rule.rule, rule.severity), "words": rule.words, "code": None, "requirement": None,
                     "question": rule.question, "since": rule.since or None, "until": rule.until if rule.until < "9999" else None, "authority": _authority(rule.authority)})
    for number in book.codes():
        code = book.code_for(number, payer)
        rows += [{"rule": f"{number}/{name}", "severity": payer.severity_of(f"{number}/{name}", LEVELS[code.level(name)]), "words": code.say(element.missing),
                  "code": number, "requirement": code.level(name), "question": code.say(element.question), "since": None, "until": None,
                  "authority": _authority((*element.authority, *code.authority))} for name, element in code.elements.items()]
    return rows


def _authority(authority: Iterable[Authority]) -> list[dict]:
    return [{"ref": each.ref, "verified": each.verified} for each in authority]
