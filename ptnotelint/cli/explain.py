"""``ptnotelint explain``: what a code, an element or a rule asks of a note, and on whose authority."""

from __future__ import annotations

import click

from ptnotelint.cli import did_you_mean
from ptnotelint.cli.options import codebook_option
from ptnotelint.cli.pages import code_page, element_page, named_page, rule_page
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError


@click.command()
@click.argument("name", metavar="CODE|ELEMENT|RULE")
@codebook_option
def command(name, codebook_dir):
    """Explain a code (97110), an element (volume) or a rule (97110/volume).

    Says what is asked and at which level, what counts and what does not, the question a finding puts, the
    authority and whether its text was seen (verified) or not, and example notes.
    """
    book = Codebook.load(codebook_dir)
    click.echo("\n".join(_page(book, name.strip())))


def _page(book: Codebook, name: str) -> list[str]:
    code, _, element = name.partition("/")
    if element and (rule := book.rule(name.lower())):
        return named_page(book, rule)
    if not element and (found := book.code(code.upper())):
        return code_page(book, found)
    if not element and code.lower() in book.elements():
        return element_page(book, code.lower())
    if element and (found := book.code(code.upper())):
        if element.lower() in found.elements:
            return rule_page(book, found, element.lower())
        close = did_you_mean(element.lower(), list(found.elements)) or f" It asks for: {', '.join(found.elements)}."
        raise UsageError(f'code {found.code} does not ask for "{element}".{close}')
    known = [*book.codes(), *book.elements(), *book.named_rules()]
    close = did_you_mean(name.upper(), book.codes()) or did_you_mean(name.lower(), [*known, *book.rules()])
    raise UsageError(f'no code, element or rule "{name}".{close} `ptnotelint codes` lists the codes.')
