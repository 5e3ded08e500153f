"""``ptnotelint compare``: what became of the findings of one run in another."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.write.terminal import cells, plain

RUN = click.Path(path_type=Path)
HEADINGS = {"fixed": "fixed", "new": "new", "persisting": "persisting", "waived": "waived", "note_gone": "note gone", "note_new": "note new"}


@click.command()
@click.argument("first", metavar="RUN1", type=RUN)
@click.argument("second", metavar="RUN2", type=RUN)
@click.option("--format", "form", type=click.Choice(["text", "json", "csv"]), default="text", show_default=True, help="csv: a row for each finding.")
def command(first, second, form):
    """Compare two folders that audit left: findings fixed, new and persisting, by therapist and rule.

    Findings are the same by fingerprint. Those of notes that only one run has are counted apart ("note gone", "note
    new"): nothing was fixed or added in them. Therapists stand in the order of their names.
    """
    from ptnotelint.audit.compare import compare
    from ptnotelint.audit.run_folder import finished_run

    comparison = compare(finished_run(first), finished_run(second))
    for caution in comparison.cautions:
        click.echo(f"warning: {caution}", err=True)
    click.echo({"text": _text, "json": _json, "csv": _csv}[form](comparison), nl=False)


def _text(comparison) -> str:
    from ptnotelint.audit.sheets.groups import FEWEST

    notes = comparison.notes
    lines = [f"{notes['both']} notes in both runs, {notes['first_only']} in the first alone, {notes['second_only']} in the second alone", ""]
    lines += _table("findings", {"all": comparison.counts()})
    lines += ["", *_table("by rule", comparison.by_rule())]
    therapists = comparison.by_therapist()
    lines += ["", *_table("by therapist", therapists)]
    if any(None in row.values() for row in therapists.values()):
        lines.append(f"- fewer than {FEWEST} notes: no figures")
    return "\n".join(lines) + "\n"


def _table(title: str, rows: dict[str, dict[str, int]]) -> list[str]:
    names = {name: plain(name) for name in rows}
    wide = max(map(cells, [title, *names.values()]))
    columns = list(next(iter(rows.values()), {}))
    head = click.style(title + " " * (wide - cells(title)), bold=True) + "".join(f"{HEADINGS.get(column, column):>12}" for column in columns)
    body = [names[name] + " " * (wide - cells(names[name])) + "".join(f"{'-' if count is None else count:>12}" for count in row.values()) for name, row in rows.items()]
    return [head, *(body or ["(none)"])]


def _json(comparison) -> str:
    from ptnotelint.write.as_json import dumps

    told = {"notes": comparison.notes, "counts": comparison.counts(), "by_rule": comparison.by_rule(), "by_therapist": comparison.by_therapist(),
            "cautions": list(comparison.cautions), "findings": [finding._asdict() for finding in comparison.findings]}
    return dumps(told, indent=2) + "\n"


def _csv(comparison) -> str:
    from ptnotelint.audit.compare import Compared
    from ptnotelint.write.as_csv import csv_line

    return "".join(map(csv_line, [Compared._fields, *comparison.findings]))
