"""``ptnotelint explain``: what a code, an element or a rule asks of a note, and on whose authority."""

from __future__ import annotations

import textwrap

import click

from ptnotelint.cli import did_you_mean
from ptnotelint.cli.options import codebook_option
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.pages import Line, page_of

WIDTH = 100


@click.command()
@click.argument("name", metavar="CODE|ELEMENT|RULE")
@codebook_option
def command(name, codebook_dir):
    """Explain a code (97110), an element (volume) or a rule (97110/volume).

    Says what is asked and at which level, what counts and what does not, the question a finding puts, the
    authority and whether its text was seen (verified) or not, and example notes.
    """
    book = Codebook.load(codebook_dir)
    name = name.strip()
    lines = page_of(book, name)
    if lines is None:
        raise UsageError(_unknown(book, name))
    click.echo("\n".join(_laid_out(lines)))
    if (code := book.code(name.upper())) is not None:
        click.echo(f"\nMore: ptnotelint explain {code.code}/{next(iter(code.elements))}")


def _unknown(book: Codebook, name: str) -> str:
    code, _, element = name.partition("/")
    if element and (found := book.code(code.upper())):
        close = did_you_mean(element.lower(), list(found.elements)) or f" It asks for: {', '.join(found.elements)}."
        return f'code {found.code} does not ask for "{element}".{close}'
    known = [*book.codes(), *book.elements(), *book.named_rules()]
    close = did_you_mean(name.upper(), book.codes()) or did_you_mean(name.lower(), [*known, *book.rules()])
    return f'no code, element or rule "{name}".{close} `ptnotelint codes` lists the codes.'


def _laid_out(page: list[Line]) -> list[str]:
    """A page as lines of a terminal: a blank line before each heading and after the title."""
    wide = max((len(line.name) for line in page), default=0) + 4
    lines: list[str] = []
    for line in page:
        if line.kind == "title":
            lines += [click.style(line.text, bold=True), ""]
        elif line.kind == "heading":
            lines += ["", click.style(f"{line.text}:", bold=True)]
        elif line.kind == "aside":
            lines.append(f"  {line.text}")
        else:
            first, rest = {"plain": ("", ""), "item": ("  ", "  "), "entry": (f"  {line.name:{wide - 2}}", " " * wide)}[line.kind]
            lines += textwrap.wrap(line.text, WIDTH, initial_indent=first, subsequent_indent=rest)
    return lines
