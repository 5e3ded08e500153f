"""``ptnotelint explain``: what a code, an element or a rule asks of a note, and on whose authority."""

from __future__ import annotations

from pathlib import Path

import click

from ptnotelint.cli import did_you_mean
from ptnotelint.cli.options import codebook_option
from ptnotelint.cli.pages import code_page, element_page, named_page, rule_page
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError


@click.command()
@click.argument("name", metavar="CODE|ELEMENT|RULE|FINDING")
@click.option("--run", "folder", type=click.Path(path_type=Path), metavar="OUT", help="Explain one finding of this folder that audit left.")
@codebook_option
def command(name, folder, codebook_dir):
    """Explain a code (97110), an element (volume) or a rule (97110/volume).

    Says what is asked and at which level, what counts and what does not, the question a finding puts, the
    authority and whether its text was seen (verified) or not, and example notes.

    With --run, explains one finding: FINDING is its fingerprint's first digits, or NOTE:RULE like v1:97110/time. Says
    which billed line asked, where it looked, what it found and refused and why, and what made it.
    """
    book = Codebook.load(codebook_dir)
    click.echo("\n".join(_page(book, name.strip()) if folder is None else _traced(book, folder, name.strip())))


def _traced(book: Codebook, folder: Path, name: str) -> list[str]:
    from ptnotelint.audit.finished import open_run
    from ptnotelint.audit.trace import traces
    from ptnotelint.cli.trace import trace_page

    run = open_run(folder)
    pages = [trace_page(trace, run, book) for trace in traces(run, name)]
    return [line for at, page in enumerate(pages) for line in (["", *page] if at else page)]


def _page(book: Codebook, name: str) -> list[str]:
    code, _, element = name.partition("/")
    if element and (rule := book.rule(name.lower())):
        return named_page(book, rule)
    if not element and (found := book.code(code.upper())):
        return code_page(found)
    if not element and code.lower() in book.elements():
        return element_page(book, code.lower())
    if element and (found := book.code(code.upper())):
        if element.lower() in found.elements:
            return rule_page(found, element.lower())
        close = did_you_mean(element.lower(), list(found.elements)) or f" It asks for: {', '.join(found.elements)}."
        raise UsageError(f'code {found.code} does not ask for "{element}".{close}')
    known = [*book.codes(), *book.elements(), *book.named_rules()]
    close = did_you_mean(name.upper(), book.codes()) or did_you_mean(name.lower(), [*known, *book.rules()])
    raise UsageError(f'no code, element or rule "{name}".{close} `ptnotelint codes` lists the codes.')
