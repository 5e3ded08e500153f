"""Kinds of option values, and the options that commands share."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

import click

from ptnotelint.note import BilledLine, NoteError
from ptnotelint.read.text import MAX_NOTE_SIZE

UNITS = {"": 1, "b": 1, "k": 10**3, "kb": 10**3, "m": 10**6, "mb": 10**6, "g": 10**9, "gb": 10**9}


class BilledLineType(click.ParamType):
    """A billed line as ``97110x2:GP``."""

    name = "code"

    def convert(self, value, param, ctx):
        try:
            return value if isinstance(value, BilledLine) else BilledLine.parse(value)
        except NoteError as error:
            self.fail(f"{value!r}: {error}", param, ctx)


class DateType(click.ParamType):
    """A day as ``2026-03-04``."""

    name = "date"

    def convert(self, value, param, ctx):
        try:
            if not re.fullmatch(r"\d{4}-\d\d-\d\d", value):
                raise ValueError
            return date.fromisoformat(value).isoformat()
        except ValueError:
            self.fail(f"{value!r} is not a date: write YYYY-MM-DD, like 2026-03-04", param, ctx)


class SizeType(click.ParamType):
    """Bytes, or with a unit of a thousand: ``20MB``."""

    name = "size"

    def convert(self, value, param, ctx):
        if isinstance(value, int):
            return value
        match = re.fullmatch(r"\s*(\d{1,12})\s*([a-z]*)\s*", value.lower())
        if not match or match[2] not in UNITS or not int(match[1]):
            self.fail(f"{value!r} is not a size: write bytes or a number with kB, MB or GB, like 20MB", param, ctx)
        return int(match[1]) * UNITS[match[2]]


codebook_option = click.option(
    "--codebook", "codebook_dir", metavar="DIR", type=click.Path(path_type=Path),
    help="Directory of TOML files that add or override codes, elements and payers.",
)


size_option = click.option(
    "--max-note-size", type=SizeType(), default=f"{MAX_NOTE_SIZE // 10**6}MB", metavar="SIZE", show_default=True,
    help="Largest text that is read; one unbroken line may take a tenth of it.",
)
