"""``ptnotelint lint``: options in, reports out; what is wrong with the options is said before anything heavy loads."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.baseline import read_baseline
from ptnotelint.cli.configuration import config_option
from ptnotelint.cli.forms import FORMATS, SUFFIXES, Terms
from ptnotelint.cli.intake import given_paths
from ptnotelint.cli.judging import judging, judging_options
from ptnotelint.cli.outputs import check_files


@click.command()
@click.argument("paths", metavar="PATH...|-", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="Form of the findings on standard output.")
@click.option("-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
              help=f"Also write a report to this file; its suffix says which: {' '.join(SUFFIXES)}. Repeatable.")
@click.option("--show-paths", is_flag=True, help="Ids and paths of notes also in SARIF, JUnit and GitHub annotations.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="Report only findings that this file does not know; `ptnotelint baseline` writes it.")
@judging_options
@config_option
@click.pass_context
def command(ctx, paths, codes, form, files, show_paths, baseline, fail_on, max_note_size, **chosen):
    """Say what notes leave unsaid for the codes billed with them.

    PATH is a note (text, Word, PDF, RTF), note records (JSON, JSON Lines), a table of notes or of their charges (CSV,
    Excel, Parquet), or a directory or zip of such files; - is standard input.
    """
    paths = given_paths(ctx, paths)
    check_files(files, paths)
    book, options = judging(**chosen)
    known = read_baseline(baseline) if baseline else {}

    from ptnotelint.cli.run import run

    terms = Terms(book, options["excerpts"], show_paths, options["key_file"] is not None, fail_on)
    ctx.exit(run(paths, codes, options, terms, form, files, max_note_size, known))
