"""``ptnotelint lint``: options in, reports out; what is wrong with the options is said before anything heavy loads."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli.configuration import config_option
from ptnotelint.cli.forms import FORMATS, SUFFIXES, Terms, counted
from ptnotelint.cli.intake import given_paths
from ptnotelint.cli.known import check_globs, check_payer
from ptnotelint.cli.options import BilledLineType, DateType, codebook_option, size_option
from ptnotelint.cli.outputs import check_files
from ptnotelint.baseline import read_baseline
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.keys import read_key
from ptnotelint.report import SEVERITIES
from ptnotelint.waivers import Waivers
from ptnotelint.write.excerpts import EXCERPTS


@click.command()
@click.argument("paths", metavar="PATH...|-", nargs=-1)
@click.option("--code", "codes", type=BilledLineType(), multiple=True, metavar="CODE[xUNITS][:MODIFIERS]",
              help="Billed line, like 97110x2:GP, of every note whose record states none. Repeatable.")
@click.option("--payer", default="default", show_default=True, help="Payer profile of notes that name none.")
@click.option("--date", type=DateType(), metavar="DATE",
              help="Rules in force on this day, for notes without a date of service.  [default: the codebook's date]")
@click.option("--units", type=click.Choice(["cms", "ama"]), help="Counting rule, instead of the payer's.")
@click.option("--final", is_flag=True, help="Treat notes as signed.")
@click.option("--format", "form", type=click.Choice(list(FORMATS)), default="text", show_default=True,
              help="Form of the findings on standard output.")
@click.option("-o", "--output", "files", multiple=True, metavar="FILE", type=click.Path(path_type=Path),
              help=f"Also write a report to this file; its suffix says which: {' '.join(SUFFIXES)}. Repeatable.")
@click.option("--select", multiple=True, metavar="RULE",
              help="Only these rules; ids or globs like 97110/*. Repeatable.")
@click.option("--ignore", multiple=True, metavar="RULE",
              help="All but these rules; ids or globs like */time. Repeatable.")
@codebook_option
@config_option
@click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"]), default="error", show_default=True,
              help="Least severity of a finding that makes the exit status 1.")
@click.option("--excerpts", type=click.Choice(EXCERPTS), default="full", show_default=True,
              help="How much of the notes' words a report may quote.")
@click.option("--show-paths", is_flag=True, help="Ids and paths of notes also in SARIF, JUnit and GitHub annotations.")
@size_option
@click.option("--key-file", type=click.Path(path_type=Path), metavar="FILE", help="Key of the findings' fingerprints, and of pseudonyms.")
@click.option("--pseudonymise", is_flag=True, help="Pseudonyms, made with the key of --key-file, for ids, names and paths in reports.")
@click.option("--waivers", type=click.Path(path_type=Path), metavar="FILE", help="Findings that were accepted; `ptnotelint waive` adds to it.")
@click.option("--baseline", type=click.Path(path_type=Path), metavar="FILE",
              help="Report only findings that this file does not know; `ptnotelint baseline` writes it.")
@click.pass_context
def command(ctx, paths, codes, payer, date, units, final, form, files, select, ignore, codebook_dir, fail_on, excerpts,
            show_paths, max_note_size, key_file, pseudonymise, waivers, baseline):
    """Say what notes leave unsaid for the codes billed with them.

    PATH is a text file, a JSON or JSON Lines file of note records, or a directory of such files; - is standard
    input.
    """
    paths = given_paths(ctx, paths)
    book = Codebook.load(codebook_dir)
    check_payer(payer, book)
    check_globs("--select", select, book)
    check_globs("--ignore", ignore, book)
    check_files(files, paths)
    key = read_key(key_file) if key_file else None
    if pseudonymise and key is None:
        raise UsageError("--pseudonymise needs --key-file FILE: a secret that only you have; without one anybody could try ids")
    accepted = Waivers.load(waivers) if waivers else None
    known = read_baseline(baseline) if baseline else {}

    from ptnotelint.cli.run import run

    options = dict(payer=payer, codebook=codebook_dir, date=date, units=units, final=final, select=select,
                   ignore=ignore, key_file=key_file, excerpts=excerpts, waivers=waivers)
    terms = Terms(book, excerpts, show_paths, key is not None, counted(fail_on))
    ctx.exit(run(paths, codes, options, terms, form, files, max_note_size, accepted, known, key if pseudonymise else None))
