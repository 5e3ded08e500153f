"""Sheets as one self-contained page: no script, nothing fetched, for the screen and for paper."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from ptnotelint.report import ElementReport, Evidence, NoteReport, Refused
from ptnotelint.write.charts import chart_svg
from ptnotelint.write.html_templates import html_templates
from ptnotelint.write.quoted import outermost
from ptnotelint.write.sheets import Book, Column, shown
from ptnotelint.write.words import REASONS, VERDICTS, count_words, element_words, source_words

TEMPLATES = Path(__file__).parent / "templates"
LONG = 40  # rows from which a table is folded
MOST_QUOTES = 4
NUMBERS = {"count": "{:,}", "share": "{:.1%}", "percent": "{:.0%}", "number": "{:,.2f}"}
STATUSES = {"present": "documented", "partial": "in part", "missing": "not documented", "not_judged": "not judged"}


@dataclass(frozen=True, slots=True)
class FoldedNote:
    """A note on the page: a line with its facts and reasons, and its report folded below."""

    rank: int
    name: str
    facts: tuple[str, ...]
    reasons: tuple[str, ...]
    report: NoteReport


def write_page(file: BinaryIO, book: Book, headlines: list[tuple[int, int, str, str]], notes: Iterable[FoldedNote],
               words: Callable[[str], str]) -> None:
    """Write a report's sheets as HTML.

    Parameters
    ----------
    headlines : list of (part, whole, what, of what)
        The figures to begin with.
    notes : iterable of FoldedNote
        Shown one by one in place of the table of the sheet ``Notes``; written as they come.
    words : callable
        Gives the short words of a code.
    """
    style = (TEMPLATES / "report.css").read_text(encoding="utf-8")
    digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
    page = _environment().get_template("report.html")
    for piece in page.generate(book=book, style=style, digest=digest, headlines=headlines, notes=notes, words=words):
        file.write(piece.encode("utf-8"))


def _environment():
    import markupsafe

    environment = html_templates(TEMPLATES, lambda value: shown(value) if type(value) is str else value)
    environment.filters |= {"cell": _cell, "anchor": anchor, "quotes": quotes, "room": _room, "element": element_words}
    environment.globals |= {"VERDICTS": VERDICTS, "STATUSES": STATUSES, "LONG": LONG, "units": _units, "marker": _marker,
                            "chart": lambda table, chart: markupsafe.Markup(chart_svg(table, chart))}
    return environment


def anchor(name: str) -> str:
    """What a sheet is linked by.

    Examples
    --------
    >>> anchor("By therapist")
    'by-therapist'
    """
    return name.lower().replace(" ", "-")


def quotes(items: Iterable[Evidence | Refused]) -> list[tuple[str | None, str]]:
    """Quoted words with what is to be said of each: where they stand, or why they do not count; repeats and words within others left out."""
    found: dict[tuple[str | None, str], None] = {}
    for item in outermost(items):
        said = REASONS[item.reason] if isinstance(item, Refused) else "" if item.source == "text" else source_words(item.source)
        found.setdefault((" ".join(item.text.split()) if item.text else None, said))
    listed = list(found)[:MOST_QUOTES]
    return listed + [(None, f"and {len(found) - MOST_QUOTES} more")] * (len(found) > MOST_QUOTES)


def _cell(value: object, column: Column) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    return NUMBERS[column.kind].format(value)


def _room(column: Column) -> str:
    """The class of a column's cells: numbers stand right, short texts stay on one line, long ones get room to wrap."""
    if column.kind not in ("text", "long"):
        return "n upright" if column.kind == "percent" else "n"
    return "short" if column.width <= 13 else "wide" if column.width < 36 else "long"


def _units(code) -> str:
    said = " ".join((count_words(code.units, "unit"), *code.lines[0].modifiers))
    if code.supported_units is not None and code.supported_units != code.units:
        said += f", {code.supported_units} supported by minutes"
    return said


def _marker(element: ElementReport) -> str:
    """A sign for a status, so that colour is not needed to see it."""
    return {"present": "✓", "partial": "◐", "missing": "○", "not_judged": "–"}[element.status]
