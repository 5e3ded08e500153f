"""ptnotelint: says which billed therapy codes a note leaves without supporting language.

Examples
--------
>>> from ptnotelint import BilledLine
>>> BilledLine.parse("97110x2:GP").units
2
"""

from __future__ import annotations

__version__ = "0.1.0"
__all__ = ["BilledLine", "Linter", "Note", "__version__", "audit", "lint", "displacy_spans", "show"]

# Imported on first use: `import ptnotelint` must not cost a second of spaCy.
HOMES = {"Linter": "ptnotelint.linter", "Note": "ptnotelint.note", "BilledLine": "ptnotelint.note",
         "show": "ptnotelint.notebook", "displacy_spans": "ptnotelint.notebook"}


def lint(text: str, billed: list | None = None, **fields):
    """Lint one note's text; `billed` are lines like ``"97110x2:GP"``, `fields` those of a note record.

    Parameters
    ----------
    text : str
        The note.
    billed : list of str, dict or BilledLine, optional
        None looks for a billing block in the text; an empty list says that nothing was billed.
    **fields
        Other fields of a note record: ``date_of_service``, ``payer``, ``status`` …

    Returns
    -------
    NoteReport
    """
    from dataclasses import asdict

    from ptnotelint.linter import Linter
    from ptnotelint.note import BilledLine, Note

    if billed is not None:
        billed = [asdict(line) if isinstance(line, BilledLine) else line for line in billed]
    return Linter.load().lint(Note.from_dict({"text": text, "billed": billed, **fields}))


def __getattr__(name: str):
    import importlib

    if name == "audit":
        return importlib.import_module("ptnotelint.audit")  # which can be called
    if name not in HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(importlib.import_module(HOMES[name]), name)
