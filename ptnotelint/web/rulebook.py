"""The rules page: every code and rule, searchable, each with the text of ``ptnotelint explain``."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from ptnotelint.codebook import Codebook
from ptnotelint.codebook.catalogue import rule_rows
from ptnotelint.pages import page_of
from ptnotelint.report import REMINDER
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import Studio, page, render
from ptnotelint.write.page_lines import Line


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of the list."""

    name: str
    words: str
    severity: str = ""


def answer(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """The list, filtered by ``query``, or the page of ``name``."""
    if name := head.get("name"):
        lines = page_of(studio.book, name)
        if lines is None:
            raise Problem(404, "No code, element or rule has this name.")
        yield page(200, render("rule.html", lines=[(line, _linked(lines[0], line)) for line in lines]))
        return
    query = head.get("query", "")
    template = "rule_list.html" if head.get("part") else "rules.html"
    yield page(200, render(template, entries=found(studio.book, studio.options.get("payer", "default"), query), query=query, reminder=REMINDER))


def found(book: Codebook, payer: str, query: str) -> list[Entry]:
    """Codes, elements and rules that hold every word of a query, in their name or words.

    Examples
    --------
    >>> [entry.name for entry in found(Codebook.load(), "default", "traction force")]
    ['97012/force']
    """
    wanted = query.lower().split()
    return [entry for entry, said in _entries(book, payer) if all(word in said for word in wanted)]


@lru_cache(maxsize=1)
def _entries(book: Codebook, payer: str) -> list[tuple[Entry, str]]:
    entries = [Entry(code, f"{book.code(code).words}, {'15-minute units' if book.code(code).timed else 'untimed'}") for code in book.codes()]
    entries += [Entry(row["rule"], row["words"], row["severity"]) for row in rule_rows(book, book.payer(payer))]
    return [(entry, f"{entry.name} {entry.words} {_words_of(book, entry.name)}".lower()) for entry in entries]


def _words_of(book: Codebook, name: str) -> str:
    """A code's words for its rules, so that `traction force` finds 97012/force."""
    code = book.code(name.partition("/")[0])
    return code.words if code else ""


def _linked(title: Line, line: Line) -> str:
    """Where an entry of a code's page leads: its rule."""
    return f"/rules/{title.text.split()[0]}/{line.name}" if line.kind == "entry" else ""
