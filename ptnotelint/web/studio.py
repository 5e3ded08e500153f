"""What answers a call: a linter, the codebook, and the page's templates."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from ptnotelint.codebook import Codebook
from ptnotelint.write.html_templates import html_templates

if TYPE_CHECKING:
    from ptnotelint.linter import Linter

TEMPLATES = Path(__file__).parent / "templates"
STATIC = Path(__file__).parent / "static"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@dataclass(frozen=True, slots=True)
class Studio:
    """One process's linter and codebook, with the options that the linter was loaded with."""

    linter: Linter
    book: Codebook
    options: dict


@cache
def _environment():
    return html_templates(TEMPLATES)


def render(template: str, **shown) -> str:
    """A template as HTML; everything shown is escaped.

    Examples
    --------
    >>> "&lt;script&gt;" in render("problem.html", status=404, title="<script>", detail="", at_desk=False)
    True
    """
    return _environment().get_template(template).render(shown)


def page(status: int, html: str) -> tuple[dict, bytes]:
    """An answer that is a page."""
    return {"status": status, "type": "text/html; charset=utf-8"}, html.encode("utf-8", "replace")
