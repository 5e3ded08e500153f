"""How every page is made of its templates: all that is shown is escaped, and a name that is not given is a fault."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path


def html_templates(folder: Path, finalize: Callable[[object], object] | None = None):
    """A ``jinja2.Environment`` of the templates in a folder.

    Parameters
    ----------
    finalize : callable, optional
        Goes over each value before it is escaped.

    Examples
    --------
    >>> html_templates(Path()).from_string("{{ said }}").render(said="<b>")
    '&lt;b&gt;'
    """
    from jinja2 import Environment, FileSystemLoader, StrictUndefined

    return Environment(loader=FileSystemLoader(folder), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True,
                       finalize=finalize)
