"""``ptnotelint explain``: what a code, an element or a rule asks of a note, and on whose authority."""

from __future__ import annotations

import textwrap
from pathlib import Path

import click

from ptnotelint.cli import did_you_mean
from ptnotelint.cli.options import codebook_option
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.pages import page_of
from ptnotelint.write.page_lines import Line

WIDTH = 100


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
    name = name.strip()
    if folder is not None:
        _explain_finding(book, folder, name)
        return
    lines = page_of(book, name)
    if lines is None:
        raise UsageError(_unknown(book, name))
    click.echo("\n".join(_laid_out(lines)))
    if (code := book.code(name.upper())) is not None:
        click.echo(f"\nMore: ptnotelint explain {code.code}/{next(iter(code.elements))}")


def _explain_finding(book: Codebook, folder: Path, name: str) -> None:
    from ptnotelint.audit.run_folder import finished_run
    from ptnotelint.audit.trace import traces
    from ptnotelint.audit.trace_page import trace_page

    run = finished_run(folder)
    pages = ["\n".join(_laid_out(trace_page(trace, run, book))) for trace in traces(run, name)]
    click.echo("\n\n".join(pages))


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
