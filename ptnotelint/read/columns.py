"""Which column of a table holds what: set by --map, or guessed from its header by ``columns.toml``."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from operator import itemgetter

from ptnotelint.errors import UsageError
from ptnotelint.read.cells import plain

NUMBERED = re.compile(r"(.*?[a-z]) ?([1-9]|1\d)\Z")
WIDE = ("code", "units", "modifiers")
DELIMITERS = ",\t;|"
SHOWN = 12


@dataclass(frozen=True, slots=True)
class Columns:
    """Where a table's header puts each field; a position counts cells from 0.

    Parameters
    ----------
    places : dict of str to int
        Field -> position.
    sections : tuple of (str, int)
        Title and position of a note told in columns of its own, in the order of a note.
    wide : tuple of dict
        Positions of ``code``, ``units`` and ``modifiers`` of the first, second … line of a row.
    modifiers : tuple of int
        Columns that hold one modifier each, for a row of one line.
    header : tuple of str
        As the table has it.
    mapped : frozenset of str
        Fields that the user set.
    """

    places: dict[str, int]
    sections: tuple[tuple[str, int], ...]
    wide: tuple[dict[str, int], ...]
    modifiers: tuple[int, ...]
    header: tuple[str, ...]
    mapped: frozenset[str] = field(default_factory=frozenset)

    @property
    def has_text(self) -> bool:
        """Whether the rows are notes."""
        return "text" in self.places or bool(self.sections)

    @property
    def has_lines(self) -> bool:
        """Whether the rows state what was billed."""
        return bool(self.wide) or not self.places.keys().isdisjoint(("code", "billed"))

    @property
    def names_visit(self) -> bool:
        """Whether the rows say which visit they are of."""
        return not self.places.keys().isdisjoint(("note_id", "visit_id")) or self.places.keys() >= {"patient_id", "date_of_service"}

    def told(self) -> str:
        """What was recognised, for people.

        Examples
        --------
        >>> columns_of(["Visit #", "CPT", "Mod 1", "Mod 2", "Fee"], {}).told()
        'visit_id = Visit #, code = CPT, modifiers = Mod 1 + Mod 2; left aside: Fee'
        """
        known = [f"{name} = {self._title(at)}{' (--map)' if name in self.mapped else ''}" for name, at in self.places.items()]
        known += ["modifiers = " + " + ".join(map(self._title, self.modifiers))] if self.modifiers else []
        known += ["text = " + " + ".join(self._title(at) for _, at in self.sections)] if self.sections else []
        known += [f"{len(self.wide)} billed lines a row from {self._title(self.wide[0]['code'])}"] if self.wide else []
        taken = {*self.places.values(), *self.modifiers, *(at for _, at in self.sections), *(at for line in self.wide for at in line.values())}
        left = [self._title(at) for at, title in enumerate(self.header) if at not in taken and title.strip()]
        return ", ".join(known) + (f"; left aside: {listed(left)}" if left else "")

    def _title(self, at: int) -> str:
        title = self.header[at].strip()
        return title if len(title) <= 40 and title.isprintable() else "(a long header)"


def columns_of(header: Sequence[object], mapping: Mapping[str, str]) -> Columns:
    """Find the fields of a header row; a field that nothing names is left out.

    Parameters
    ----------
    header : sequence of cells
        The row that names the columns.
    mapping : mapping of str to str
        Field -> header, as :func:`read_mapping` gives it.

    Examples
    --------
    >>> columns_of(["Visit_ID", "CPT Code", "Qty"], {}).places
    {'visit_id': 0, 'code': 1, 'units': 2}
    >>> columns_of(["MRN", "Was"], {"text": "Was"}).places
    {'patient_id': 0, 'text': 1}
    """
    titles = tuple(plain(title) for title in header)
    found: dict[str, int] = {}
    for at, title in enumerate(titles):
        if normal(title):
            found.setdefault(normal(title), at)
    places = {name: found[normal(title)] for name, title in mapping.items() if normal(title) in found}
    mapped = frozenset(places)
    wide, modifiers, taken = _numbered(found, {*places.values()})
    known, sections = known_headers()
    for name, headers in known.items():
        if name in places or wide and name in WIDE:
            continue
        at = next((found[title] for title in headers if title in found and found[title] not in taken | {*places.values()}), None)
        if at is not None:
            places[name] = at
    told = tuple((title, at) for title, headers in sections.items()
                 if (at := next((found[name] for name in headers if name in found and found[name] not in places.values()), None)) is not None)
    told = told if "text" not in places and len(told) > 1 else ()
    places = dict(sorted(places.items(), key=itemgetter(1)))
    return Columns(places, told, wide, () if "modifiers" in mapped else modifiers, titles, mapped)


def heads_table(line: str, mapping: Mapping[str, str]) -> bool:
    """Tell whether a line of text is the header of a table of notes or charges.

    Examples
    --------
    >>> heads_table("Visit ID|CPT|Units", {}), heads_table("Date: 3/4, CPT: 97110, Units: 2", {})
    (True, False)
    """
    for delimiter in DELIMITERS:
        if line.count(delimiter) > 1:
            columns = columns_of(line.split(delimiter), mapping)
            if (columns.has_text or columns.has_lines) and columns.names_visit and len(columns.places) > 2:
                return True
    return False


def read_mapping(mapping: Mapping[str, str]) -> dict[str, str]:
    """Check the fields that --map names, with their short names.

    Examples
    --------
    >>> read_mapping({"note": "Narrative"})
    {'text': 'Narrative'}
    """
    known = known_headers()[0]
    for name, header in mapping.items():
        if field_of(name) not in known:
            raise UsageError(f"--map {name}={header}: no field of that name; there are: {', '.join([*_file()['short'], *known])}")
    return {field_of(name): header for name, header in mapping.items()}


def field_of(name: str) -> str:
    """The field that a short name stands for.

    Examples
    --------
    >>> field_of("note"), field_of("payer")
    ('text', 'payer')
    """
    return _file()["short"].get(name, name)


def normal(title: object) -> str:
    """A header as ``columns.toml`` writes it.

    Examples
    --------
    >>> normal("Visit_ID"), normal("CPT / HCPCS"), normal("VisitDate #")
    ('visit id', 'cpt hcpcs', 'visitdate')
    """
    return " ".join(re.findall(r"[^\W_]+", plain(title).lower()))


def listed(names: Sequence[str], most: int = SHOWN) -> str:
    """Names for one line, the rest counted.

    Examples
    --------
    >>> listed(["a", "b", "c"], 2)
    'a, b and 1 more'
    """
    return ", ".join(names[:most]) + (f" and {len(names) - most} more" if len(names) > most else "")


@cache
def known_headers() -> tuple[dict[str, list[str]], dict[str, list[str]]]:
    """Field -> headers it is known by, and title of a note's part -> headers."""
    return _file()["columns"], _file()["sections"]


@cache
def _file() -> dict:
    return tomllib.loads(files("ptnotelint.read").joinpath("columns.toml").read_text(encoding="utf-8"))


def _numbered(found: Mapping[str, int], set_aside: set[int]) -> tuple[tuple[dict[str, int], ...], tuple[int, ...], set[int]]:
    """Columns that end in a number: the first, second … line of a row, or the modifiers of its one line."""
    names = {header: name for name, headers in known_headers()[0].items() if name in WIDE for header in headers}
    by_number: dict[int, dict[str, int]] = {}
    for title, at in found.items():
        match = NUMBERED.match(title)
        if match and match[1] in names and at not in set_aside:
            by_number.setdefault(int(match[2]), {}).setdefault(names[match[1]], at)
    lines = tuple(line for _, line in sorted(by_number.items()) if "code" in line)
    if lines:
        return lines, (), {at for line in lines for at in line.values()}
    single = tuple(line["modifiers"] for _, line in sorted(by_number.items()) if "modifiers" in line)
    return (), single, set(single)
