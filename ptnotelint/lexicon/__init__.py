"""The vocabulary as data: one TOML file per element or family, each saying where its words come from.

A file holds ``source`` and ``[[list]]`` tables of ``label``, optional ``family`` and ``terms``. A hyphen in a
term stands for a hyphen or a blank; a plural of the last word is added.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

HERE = Path(__file__).parent
BRITISH = re.compile(r"iz(?=e|ing|ation)")  # stabilization, stabilisation
KEYS = {"label", "family", "terms", "section", "reason", "scope"}


@dataclass(frozen=True, slots=True)
class TermList:
    """Terms of one label; the other fields say what a match means where that is more than the label."""

    label: str
    terms: tuple[str, ...]
    family: str | None = None
    section: str | None = None
    reason: str | None = None
    scope: str | None = None


@cache
def term_lists(stem: str) -> tuple[TermList, ...]:
    """The lists of one vocabulary file, in the file's order.

    Examples
    --------
    >>> {entry.label for entry in term_lists("medications")}
    {'medication'}
    """
    with open(HERE / f"{stem}.toml", "rb") as file:
        content = tomllib.load(file)
    lists = []
    for entry in content["list"]:
        unknown = set(entry) - KEYS
        if unknown:
            raise ValueError(f"lexicon/{stem}.toml: unknown key {sorted(unknown)}; allowed: {sorted(KEYS)}")
        lists.append(TermList(**{**entry, "terms": tuple(entry["terms"])}))
    return tuple(lists)


def stems() -> list[str]:
    """Names of all vocabulary files, sorted.

    Examples
    --------
    >>> "exercises" in stems()
    True
    """
    return sorted(path.stem for path in HERE.glob("*.toml"))


def surface_forms(term: str) -> list[str]:
    """The spellings a term stands for: hyphens as hyphens or blanks, British spelling, and the plural of its last word.

    Examples
    --------
    >>> surface_forms("heel-raise")
    ['heel-raise', 'heel raise', 'heel-raises', 'heel raises']
    >>> "neuromuscular re-education" in surface_forms("neuromuscular-re-education")
    True
    """
    pieces = term.split("-") if "-" in term.strip("-") else [term]
    forms = [pieces[0]]
    for piece in pieces[1:]:
        forms = [form + gap + piece for form in forms for gap in ("-", " ")] if len(pieces) < 5 else [form + " " + piece for form in forms]
    if BRITISH.search(term):
        forms += [BRITISH.sub("is", form) for form in forms]
    if len(term) > 3 and term[-1].isalpha() and term[-1] not in "s" and not term.endswith(("ing", "ed")):
        plural = "es" if term.endswith(("ch", "sh", "x")) else "s"
        forms += [form + plural for form in forms]
    return forms
