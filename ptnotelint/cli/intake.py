"""What commands that read notes share: where input comes from, and what is said about it on standard error."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from typing import BinaryIO

import click

from ptnotelint.errors import UnreadableError


def given_paths(ctx: click.Context, paths: tuple[str, ...]) -> tuple[str, ...]:
    """The paths to read: those given, else standard input when something is piped into it."""
    if paths:
        return paths
    if sys.stdin is None or sys.stdin.isatty():
        raise click.UsageError("Give a file or directory of notes, or - to read standard input.", ctx)
    return ("-",)


def standard_input(paths: tuple[str, ...]) -> BinaryIO | None:
    """Standard input as bytes, when a path asks for it."""
    return sys.stdin.buffer if "-" in paths else None


def no_note_hint(path: object, lines: Iterable[int]) -> str:
    """What is said of waivers whose note is not in the input."""
    return f"{path}: no note of this input is named by the waivers of lines {', '.join(map(str, lines))}"


class Problems:
    """Warnings and unreadable inputs: printed as they come, counted for the exit status."""

    def __init__(self):
        self.inputs: list[UnreadableError] = []

    def warn(self, message: str) -> None:
        click.echo(f"warning: {message}", err=True)

    def hint(self, message: str) -> None:
        click.echo(f"hint: {message}", err=True)

    def unreadable(self, error: UnreadableError) -> None:
        self.inputs.append(error)
        click.echo(f"unreadable: {error}", err=True)

    def exit_code(self, otherwise: int) -> int:
        """3 when some input could not be read, which wins over findings."""
        return 3 if self.inputs else otherwise
