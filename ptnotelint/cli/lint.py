"""``ptnotelint lint``: options in, reports out; what is wrong with the options is said before anything heavy loads."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli.configuration import config_option
from ptnotelint.cli.intake import given_paths
from ptnotelint.cli.judging import judging, judging_options
from ptnotelint.cli.outputs import FORMATS, check_files


@click.command()
@click.argument("paths", metavar="PATH...|-", nargs=-1)
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="Form of the findings on standard output.")
@click.option("-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
              help="Also write a report to this file; .txt, .json or .jsonl says which. Repeatable.")
@judging_options
@config_option
@click.pass_context
def command(ctx, paths, codes, form, files, fail_on, max_note_size, **chosen):
    """Say what notes leave unsaid for the codes billed with them.

    PATH is a text file, a JSON or JSON Lines file of note records, or a directory of such files; - is standard
    input.
    """
    paths = given_paths(ctx, paths)
    check_files(files, paths)
    book, options = judging(**chosen)

    from ptnotelint.cli.run import run

    ctx.exit(run(paths, codes, options, book, form, files, fail_on, max_note_size))
