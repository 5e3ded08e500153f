"""Tables on claims: pairs of codes, unit ceilings, yearly amounts, retired codes, codes of a first visit and numbers of visits.

Each row has its source. ``claims/pairs.toml``, ``ceilings.toml``, ``thresholds.toml``, ``retired.toml``, ``first_visits.toml`` and
``visits.toml`` of a user's directory take the place of the shipped ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ptnotelint.codebook.shape import FLAG, NUMBER, TEXT, WORDS, check_keys
from ptnotelint.codebook.shape import TABLES as ROWS
from ptnotelint.codebook.source import Source
from ptnotelint.report import Authority


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes of one day, of which the second needs a modifier of its own."""

    first: str
    second: str
    authority: Authority
    since: str = ""
    until: str = "9999-12-31"

    def holds(self, day: str) -> bool:
        """Whether the pair is in force on an ISO date.

        Examples
        --------
        >>> Pair("97530", "97116", Authority("", True), since="2020-10-01").holds("2020-09-30")
        False
        """
        return self.since <= day <= self.until


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that no longer exists: its last day (ISO), and what took its place."""

    until: str
    instead: str
    authority: Authority


@dataclass(frozen=True, slots=True)
class ClaimTables:
    """What is known of pairs, ceilings (code -> units), thresholds (year -> amount) and retired codes; codes of a first visit
    (code -> the code of later ones) and visits of an episode after which a code is asked about (code -> number).

    Unverified pairs and retired codes are kept, since a modifier that a pair may ask for is not one too many, and such
    a code is not unknown; the other tables hold verified rows only.
    """

    pairs: tuple[Pair, ...]
    ceilings: dict[str, tuple[int, Authority]]
    thresholds: dict[int, tuple[float, Authority]]
    retired: dict[str, Retired]
    first_visits: dict[str, tuple[str, Authority]]
    visits: dict[str, tuple[int, Authority]]

    def knows(self, code: str) -> bool:
        """Whether a code stands in some table, though no code file describes it."""
        return code in self.retired or code in self.ceilings or any(code in (pair.first, pair.second) for pair in self.pairs)


# file -> name of its rows, and the keys that a row cannot do without, beside its source
TABLES = {
    "pairs": ("pair", {"first": TEXT, "second": WORDS}),
    "ceilings": ("ceiling", {"units": NUMBER, "codes": WORDS}),
    "thresholds": ("threshold", {"year": NUMBER, "amount": NUMBER}),
    "retired": ("retired", {"codes": WORDS, "until": TEXT, "instead": TEXT}),
    "first_visits": ("first", {"codes": WORDS, "later": TEXT}),
    "visits": ("limit", {"visits": NUMBER, "codes": WORDS}),
}
OPTIONAL = {"since": TEXT, "until": TEXT}  # of a pair


def claim_tables(shipped: Path, directory: Path | None) -> ClaimTables:
    """Read the tables, the user's where there is one.

    Examples
    --------
    >>> tables = claim_tables(Path(__file__).parent / "claims", None)
    >>> tables.ceilings["97110"][0], tables.thresholds[2026][0], ("97110", "97140") in {(pair.first, pair.second) for pair in tables.pairs}
    (6, 2480, False)
    """
    rows = {name: [row for row in _rows(name, _path(name, shipped, directory)) if row["verified"] or name in ("pairs", "retired")] for name in TABLES}
    pairs = tuple(Pair(row["first"], second, _authority(row), row.get("since", ""), row.get("until", "9999-12-31")) for row in rows["pairs"] for second in row["second"])
    return ClaimTables(pairs, {code: (row["units"], _authority(row)) for row in rows["ceilings"] for code in row["codes"]},
                       {row["year"]: (row["amount"], _authority(row)) for row in rows["thresholds"]},
                       {code: Retired(row["until"], row["instead"], _authority(row)) for row in rows["retired"] for code in row["codes"]},
                       {code: (row["later"], _authority(row)) for row in rows["first_visits"] for code in row["codes"]},
                       {code: (row["visits"], _authority(row)) for row in rows["visits"] for code in row["codes"]})


def _path(name: str, shipped: Path, directory: Path | None) -> Path:
    own = directory / "claims" / f"{name}.toml" if directory else None
    return own if own and own.is_file() else shipped / f"{name}.toml"


def _rows(name: str, path: Path) -> list[dict]:
    source, (row_name, needed) = Source.read(path), TABLES[name]
    rows = source.table.get(row_name, [])
    if not isinstance(rows, list):
        source.fail((row_name,), f"rows are written [[{row_name}]]")
    check_keys(source, (), source.table, {row_name: ROWS})
    for at, row in enumerate(rows):
        _check(source, (row_name, at), row, {**needed, "source": TEXT, "verified": FLAG}, OPTIONAL if name == "pairs" else {})
    return rows


def _check(source: Source, place: tuple, row: dict, needed: dict[str, str], optional: dict[str, str]) -> None:
    check_keys(source, place, row, {**needed, **optional})
    for key in ("since", "until"):
        try:
            date.fromisoformat(row.get(key, "2000-01-01"))
        except ValueError:
            source.fail((*place, key), f'"{key}" must be an ISO date like 2026-03-04')
    for key in needed:
        if key not in row:
            source.fail((*place, key), f'{place[0]} {place[1] + 1} needs the key "{key}"')


def _authority(row: dict) -> Authority:
    return Authority(row["source"], row["verified"])
