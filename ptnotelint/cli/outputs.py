"""Where reports go: standard output and files."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import click

from ptnotelint.cli.forms import SUFFIXES
from ptnotelint.errors import UsageError


def to_stdout(form: str) -> Callable[[str], None]:
    """A writer to standard output; but for text, it is UTF-8 whatever the terminal's encoding."""
    if form == "text":
        return lambda text: click.echo(text, nl=False)
    return lambda text: click.echo(text.encode(), nl=False)


def check_files(files: Iterable[Path], paths: Iterable[str]) -> None:
    """Refuse output files that could not be written, or that would be read as notes."""
    inputs = {os.path.realpath(path) for path in paths if path != "-"}
    seen = set()
    for path in files:
        real = Path(os.path.realpath(path))
        if path.suffix.lower() not in SUFFIXES:
            raise UsageError(f"-o {path}: the suffix says the format (allowed: {', '.join(SUFFIXES)})")
        if real in seen:
            raise UsageError(f"-o {path}: given twice")
        seen.add(real)
        if not real.parent.is_dir():
            raise UsageError(f"-o {path}: no such directory: make {real.parent} first")
        if real.exists() and not real.is_file():
            raise UsageError(f"-o {path}: there is something there that is not a file: choose another name")
        if not os.access(real.parent, os.W_OK):
            raise UsageError(f"-o {path}: cannot write in {real.parent}: choose another directory")
        if not inputs.isdisjoint(map(str, (real, *real.parents))):
            raise UsageError(f"-o {path}: lies in the input and would be read as a note: choose another directory")
