"""``ptnotelint waive``: accept findings of one note, with a reason, in a file beside the notes."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import click

from ptnotelint.cli.known import check_globs
from ptnotelint.cli.options import DateType, codebook_option
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.waivers import Waiver, Waivers
from ptnotelint.write.whole_file import WholeFile

OWN = Path("waivers.toml")
HEAD = "# Findings that were accepted: read with `ptnotelint lint --waivers FILE`.\n"


@click.command()
@click.argument("note", metavar="NOTE")
@click.argument("rule", metavar="RULE")
@click.option("--reason", required=True, help="Why the finding is accepted; it stands in reports.")
@click.option("--by", required=True, metavar="NAME", help="Who accepts it.")
@click.option("--code", metavar="CODE", help="Only findings of this billed code.")
@click.option("--on", type=DateType(), metavar="DATE", help="The day it was accepted.  [default: today]")
@click.option("--expires", type=DateType(), metavar="DATE", help="The last day on which it holds.")
@click.option("--waivers", "file", type=click.Path(path_type=Path), metavar="FILE", help="The file to add it to.  [default: waivers.toml here]")
@codebook_option
def command(note, rule, reason, by, code, on, expires, file, codebook_dir):
    """Accept the findings of RULE (an id, or a glob like units/*) of NOTE (its id, or its path where it has none).

    A waiver is appended to a file, what stands there stays as it is. Waived findings stay in reports, marked, and do
    not count for the exit status.
    """
    check_globs("RULE", [rule], Codebook.load(codebook_dir))
    waiver = Waiver(*(_said(name, text) for name, text in (("NOTE", note), ("RULE", rule), ("--reason", reason), ("--by", by))),
                    code=code, on=on or date.today().isoformat(), expires=expires)
    if on and expires and expires < on:
        raise UsageError(f"--expires {expires} is before --on {on}")
    place = _place(file, note)
    before = _kept(place, waiver)
    with WholeFile(place, kept_mode=True) as out:
        out.write(f"{before}\n{waiver.toml()}")
    click.echo(f"{place}: {rule} of {note} waived{f' until {expires}' if expires else ''}; lint with --waivers {place}", err=True)


def _said(name: str, text: str) -> str:
    if not text.strip():
        raise UsageError(f"{name}: is empty")
    return text


def _place(file: Path | None, note: str) -> Path:
    """The file to add to: one that was named, or the working directory's own, unless notes lie there."""
    if file is not None:
        if not file.resolve().parent.is_dir():
            raise UsageError(f"--waivers {file}: no such directory: make {file.parent} first")
        return file
    if Path(note).is_file() and Path(note).resolve().parent == Path.cwd().resolve():
        raise UsageError(f"{note} lies in the working directory, and a waivers file is kept apart from notes: say where with --waivers FILE")
    return OWN


def _kept(place: Path, waiver: Waiver) -> str:
    """What stands in the file, which must be one of waivers and not hold this one already."""
    if not place.exists():
        return HEAD
    for other in Waivers.load(place).by_note.get(waiver.note, ()):
        if (other.rule, other.code) == (waiver.rule, waiver.code):
            raise UsageError(f"{place}:{other.line}: {waiver.rule} of this note is waived there already: change it there")
    text = place.read_bytes().decode("utf-8-sig")
    return text if not text or text.endswith("\n") else f"{text}\n"
