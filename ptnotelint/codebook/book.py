"""The codebook: a folder of TOML files, one per code, element and payer, read only when asked for."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator
from datetime import date
from pathlib import Path

from ptnotelint.codebook import build
from ptnotelint.codebook.claim_tables import ClaimTables, claim_tables
from ptnotelint.codebook.entries import Code, Element, Example, Rule
from ptnotelint.codebook.payers import Payer, as_asked
from ptnotelint.codebook.shape import check_code, check_complete, check_element, check_payer, check_rule
from ptnotelint.codebook.signed import codes_signed, shipped_index
from ptnotelint.codebook.source import Source
from ptnotelint.errors import UsageError

HERE = Path(__file__).parent
ROOMS = {"codes": "code", "elements": "element", "payers": "payer", "rules": "rule"}  # folder -> the key that names an entry


class Codebook:
    """Codes, elements and payers, each read and checked on first use.

    A user's directory adds entries and overrides shipped ones: ``DIR/codes/*.toml`` (or ``DIR/*.toml``),
    ``DIR/elements/*.toml``, ``DIR/payers/*.toml`` and ``DIR/rules/*.toml``. A file for a shipped entry needs only its name and
    what it changes; ``[elements.X]`` changes only the keys it gives.

    Examples
    --------
    >>> book = Codebook.load()
    >>> book.date, book.payer("medicare").when_totals, book.code("00000")
    ('2026-11-21', {'time': 'recommended'}, None)
    """

    def __init__(self, shipped: Path, directory: Path | None = None):
        self._shipped, self._directory = shipped, directory
        self._paths: dict[str, dict[str, Path]] = {}
        for room in ROOMS:
            # rules lie in a folder a family, and are named with it: units/over-billed
            folder = shipped / room
            self._paths[room] = {path.relative_to(folder).with_suffix("").as_posix(): path for path in sorted(folder.rglob("*.toml"))}
        self._own = {room: {} for room in ROOMS} if directory is None else _own_files(directory)
        self._read: dict[tuple[str, str], object] = {}
        self._sha256: str | None = None
        self._tables: ClaimTables | None = None
        self._date: str | None = None
        self._asked: dict[tuple, Code] = {}
        self._signed: dict[str, list[str]] | None = None
        # The user's files are few: all are checked now, before anything is linted.
        if directory is not None and (directory / "codebook.toml").is_file():
            self.date  # noqa: B018
        if directory is not None and (directory / "claims").is_dir():
            self.claim_tables()
        for room, found in self._own.items():
            for name in found:
                self._entry(room, name)

    @classmethod
    def load(cls, directory: Path | None = None) -> Codebook:
        """The shipped codebook, with a user's directory over it when one is given."""
        return cls(HERE, None if directory is None else Path(directory))

    def code(self, code: str) -> Code | None:
        """A code's entry, or None when the codebook does not know it."""
        return self._entry("codes", code)

    def unfiled(self, code: str) -> Code | None:
        """A code that no file describes and of which rules know something all the same: its number and words, without families or elements."""
        words, authority = self.claim_tables().others.get(code, ("", None))
        return Code(code, words, False, (), authority=(authority,)) if authority and self.code(code) is None else None

    def code_for(self, code: str, payer: Payer) -> Code | None:
        """A code's entry with the levels that a payer asks."""
        entry, asked = self.code(code), tuple(payer.requirements.items())
        if entry is None or not asked:
            return entry
        if (code, asked) not in self._asked:
            self._asked[code, asked] = as_asked(entry, payer.requirements, self.element)
        return self._asked[code, asked]

    def element(self, name: str) -> Element:
        """An element as it is for every code that does not change it.

        Raises
        ------
        KeyError
            When no file defines it; code files are checked against :meth:`elements` when read.
        """
        entry = self._entry("elements", name)
        if entry is None:
            raise KeyError(name)
        return entry

    def payer(self, name: str) -> Payer | None:
        """A payer's profile, or None when no file defines it."""
        return self._entry("payers", name)

    def rule(self, name: str) -> Rule | None:
        """A rule that belongs to no one code, or None when there is none of that name."""
        return self._entry("rules", name)

    def signed_rules(self, code: str) -> list[Rule]:
        """Rules whose signs concern a code: they need no more than the file says."""
        if self._signed is None:
            own = self._own["rules"]
            self._signed = {signed: [name for name in names if name not in own] for signed, names in shipped_index(self._shipped / "rules").items()}
            for signed, names in codes_signed(map(self.rule, own)).items():
                self._signed[signed] = sorted((*self._signed.get(signed, ()), *names), key=self.named_rules().index)
        return [self.rule(name) for name in self._signed.get(code, ())]

    def claim_tables(self) -> ClaimTables:
        """Pairs of codes, unit ceilings and yearly thresholds, each of the user's files in place of the shipped one."""
        if self._tables is None:
            self._tables = claim_tables(self._shipped / "claims", self._directory)
        return self._tables

    def codes(self) -> list[str]:
        """Every code that a file defines, sorted."""
        return self._names("codes")

    def elements(self) -> list[str]:
        """Every element that a file defines, sorted."""
        return self._names("elements")

    def payers(self) -> list[str]:
        """Every payer that a file defines, sorted."""
        return self._names("payers")

    def named_rules(self) -> list[str]:
        """Every rule that belongs to no one code, sorted."""
        return self._names("rules")

    def rules(self) -> list[str]:
        """Every ``<code>/<element>`` rule id, by code and then in the code's own order."""
        return [f"{code}/{element}" for code in self.codes() for element in self.code(code).elements]

    def examples(self) -> Iterator[Example]:
        """Every example note: the elements' own, then those of codes that change an element."""
        for name in self.elements():
            yield from self.element(name).examples
        for code in self.codes():
            for name, element in self.code(code).elements.items():
                if element.examples != self.element(name).examples:
                    yield from element.examples

    @property
    def date(self) -> str:
        """The codebook's own date (ISO): the rules in force when neither note nor user gives one."""
        if self._date is None:
            own = self._directory and self._directory / "codebook.toml"
            source = Source.read(own if own and own.is_file() else self._shipped / "codebook.toml")
            if list(source.table) != ["date"]:
                wrong = next((key for key in source.table if key != "date"), "date")
                source.fail((wrong,), "a codebook.toml holds one key", ["date"])
            try:
                self._date = date.fromisoformat(str(source.table["date"])).isoformat()
            except ValueError:
                source.fail(("date",), '"date" must be an ISO date like 2026-03-04')
        return self._date

    @property
    def sha256(self) -> str:
        """Hash over the names and bytes of all files, the user's among them, wherever they lie; UsageError where the shipped are not as installed."""
        if self._sha256 is None:
            from ptnotelint.codebook.installed import check_installed

            digest = hashlib.sha256()
            for root, prefix in ((self._shipped, "shipped"), (self._directory, "own")):
                contents = {path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*.toml")} if root else {}
                if root == self._shipped:
                    check_installed(root, contents)
                for name, content in sorted(contents.items()):
                    digest.update(f"{prefix}/{name}\n{len(content)}\n".encode() + content)
            self._sha256 = f"sha256:{digest.hexdigest()}"
        return self._sha256

    def _names(self, room: str) -> list[str]:
        return sorted({*self._paths[room], *self._own[room]})

    def _entry(self, room: str, name: str) -> object:
        if (room, name) not in self._read:
            self._read[room, name] = self._make(room, name)
        return self._read[room, name]

    def _make(self, room: str, name: str) -> object:
        """Read the shipped file and the user's, check each, and build the merged entry."""
        sources, kind = [], ROOMS[room]
        if name in self._paths[room]:
            shipped = Source.read(self._paths[room][name])
            if shipped.table.get(kind) != name:
                shipped.fail((kind,), f'"{kind}" must be "{name}", as the file is named')
            sources.append(shipped)
        if name in self._own[room]:
            sources.append(self._own[room][name])
        if not sources:
            return None
        for source in sources:
            if room == "codes":
                check_code(source, self.elements(), self.codes())
            elif room == "elements":
                check_element(source, self.codes())
            elif room == "rules":
                check_rule(source, self._paths["rules"], self.elements(), self.codes(), lambda: self.claim_tables().others)
            else:
                own_file = source.path != str(self._paths[room].get(name))  # shipped files are checked by a test
                check_payer(source, self.elements(), [*self.named_rules(), *self.rules()] if own_file else None)
        table = build.merge(sources)
        check_complete(sources[-1], table, kind)
        if room == "codes":
            return build.code(sources[-1], table, self.element)
        return {"elements": build.element, "payers": build.payer, "rules": build.rule}[room](table)


def _own_files(directory: Path) -> dict[str, dict[str, Source]]:
    """The user's files by room and name; a code file may also lie flat in the directory."""
    if not directory.is_dir():
        raise UsageError(f"{directory}: not a directory: --codebook takes a directory of TOML files")
    found: dict[str, dict[str, Source]] = {room: {} for room in ROOMS}
    paths = [path for path in sorted(directory.rglob("*.toml")) if path != directory / "codebook.toml" and path.parent != directory / "claims"]
    if not paths and not (directory / "claims").is_dir() and not (directory / "codebook.toml").is_file():
        raise UsageError(f"{directory}: holds no codebook file: put codes, elements, payers or rules as *.toml files in it")
    for path in paths:
        folder = path.relative_to(directory).parts[0] if path.parent != directory else "."
        if folder not in (".", *ROOMS) or folder != "rules" and path.parent not in (directory, directory / folder):
            raise UsageError(f"{path}: a codebook file lies in codes, elements, payers, rules or the directory itself")
        source = Source.read(path)
        room = folder if folder in ROOMS else next((r for r, key in ROOMS.items() if key in source.table), "codes")
        key = ROOMS[room]
        name = source.table.get(key)
        if not isinstance(name, str):
            source.fail((key,), f'needs the key "{key}", a string')
        if name in found[room]:
            raise UsageError(f'{path}:{source.line((key,))}: {key} "{name}" is also in {found[room][name].path}')
        found[room][name] = source
    return found
