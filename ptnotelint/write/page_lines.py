"""Lines of a page that explains, not yet laid out: the terminal and the browser break them to the width there is."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from ptnotelint.report import Authority

SCOPES = {"service": "said of the billed service itself", "note": "anywhere in the note that counts"}


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a page; who shows it breaks it to the width there is.

    ``kind`` is ``title``, ``heading``, ``plain``, ``item`` (below a heading), ``entry`` (an item with a ``name`` before it)
    or ``aside`` (a line of an example note, never broken).
    """

    text: str
    kind: str = "plain"
    name: str = ""


def section(heading: str, *paragraphs: str) -> list[Line]:
    """A heading with its paragraphs; nothing where the first of them is empty.

    Examples
    --------
    >>> [line.kind for line in section("Why", "Minutes decide.")], section("Why", "")
    (['heading', 'item'], [])
    """
    lines = [Line(joined(text), "item") for text in paragraphs if text]
    return [Line(heading, "heading"), *lines] if lines and paragraphs[0] else []


def authority_lines(authority: Iterable[Authority]) -> list[Line]:
    """On whose authority, and whether its text was seen."""
    lines = [Line(joined(f"[{'verified' if entry.verified else 'unverified'}] {entry.ref}"), "item") for entry in authority]
    return [Line("Authority", "heading"), *lines] if lines else []


def joined(text: str) -> str:
    """Words with single blanks between them.

    Examples
    --------
    >>> joined("sets \\n and reps")
    'sets and reps'
    """
    return " ".join(text.split())
