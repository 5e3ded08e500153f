"""Tables on claims: pairs of codes, unit ceilings, yearly amounts, retired codes, codes of a first visit, numbers of visits, codes without a file.

Each row has its source. ``claims/pairs.toml``, ``ceilings.toml``, ``thresholds.toml``, ``retired.toml``, ``first_visits.toml``, ``visits.toml`` and
``other_codes.toml`` of a user's directory take the place of the shipped ones.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ptnotelint.codebook.shape import FLAG, NUMBER, TEXT, WORDS, check_dates, check_keys
from ptnotelint.codebook.shape import TABLES as ROWS
from ptnotelint.codebook.source import Source
from ptnotelint.report import Authority


@dataclass(frozen=True, slots=True)
class Pair:
    """Two codes of one day, of which the second needs a modifier of its own; ``only`` says where the two may be separate."""

    first: str
    second: str
    authority: Authority
    since: str = ""
    until: str = "9999-12-31"
    only: str = "separate times or regions"


@dataclass(frozen=True, slots=True)
class Ceiling:
    """The most units of a code that are paid for one day."""

    code: str
    units: int
    authority: Authority
    since: str = ""
    until: str = "9999-12-31"


def holds(row: Pair | Ceiling, day: str) -> bool:
    """Whether a row is in force on an ISO date.

    Examples
    --------
    >>> holds(Pair("97530", "97116", Authority("", True), since="2020-10-01"), "2020-09-30")
    False
    """
    return row.since <= day <= row.until


@dataclass(frozen=True, slots=True)
class Retired:
    """A code that no longer exists: its last day (ISO), and what took its place."""

    until: str
    instead: str
    authority: Authority


@dataclass(frozen=True, slots=True)
class ClaimTables:
    """What is known of pairs, ceilings, thresholds (year -> amount) and retired codes; codes of a first visit
    (code -> the code of later ones), visits of an episode after which a code is asked about (code -> number),
    and codes that no file describes, of which rules know something all the same (code -> our words for it).

    Unverified pairs, ceilings and retired codes are kept, since a modifier that a pair may ask for is not one too many,
    such a code is not unknown, and a payer's profile may ask for them; thresholds are verified ones only.
    """

    pairs: tuple[Pair, ...]
    ceilings: tuple[Ceiling, ...]
    thresholds: dict[int, tuple[float, Authority]]
    retired: dict[str, Retired]
    first_visits: dict[str, tuple[str, Authority]]
    visits: dict[str, tuple[int, Authority]]
    others: dict[str, tuple[str, Authority]]

    def knows(self, code: str) -> bool:
        """Whether a code stands in some table, though no code file describes it."""
        return code in self.retired or code in self.others or any(code == ceiling.code for ceiling in self.ceilings) or any(code in (pair.first, pair.second) for pair in self.pairs)

    def ceiling(self, code: str, day: str, unverified: bool = False) -> int | None:
        """The most units of a code on an ISO date, if that is known; by unverified rows only where they are asked for."""
        return next((row.units for row in self.ceilings if row.code == code and holds(row, day) and (row.authority.verified or unverified)), None)


# file -> name of its rows, and the keys that a row cannot do without, beside its source
TABLES = {
    "pairs": ("pair", {"first": TEXT, "second": WORDS}),
    "ceilings": ("ceiling", {"units": NUMBER, "codes": WORDS}),
    "thresholds": ("threshold", {"year": NUMBER, "amount": NUMBER}),
    "retired": ("retired", {"codes": WORDS, "until": TEXT, "instead": TEXT}),
    "first_visits": ("first", {"codes": WORDS, "later": TEXT}),
    "visits": ("limit", {"visits": NUMBER, "codes": WORDS}),
    "other_codes": ("other", {"words": TEXT, "codes": WORDS}),
}
OPTIONAL = {"pairs": {"since": TEXT, "until": TEXT, "only": TEXT}, "ceilings": {"since": TEXT, "until": TEXT}}


def claim_tables(shipped: Path, directory: Path | None) -> ClaimTables:
    """Read the tables, the user's where there is one.

    Examples
    --------
    >>> tables = claim_tables(Path(__file__).parent / "claims", None)
    >>> tables.ceiling("97110", "2026-03-04"), tables.thresholds[2026][0], ("97110", "97140") in {(pair.first, pair.second) for pair in tables.pairs}
    (6, 2480, False)
    """
    rows = {name: [row for row in _rows(name, _path(name, shipped, directory)) if row["verified"] or name != "thresholds"] for name in TABLES}
    pairs = tuple(Pair(row["first"], second, _authority(row), **_given("pairs", row)) for row in rows["pairs"] for second in row["second"])
    ceilings = tuple(Ceiling(code, row["units"], _authority(row), **_given("ceilings", row)) for row in rows["ceilings"] for code in row["codes"])
    return ClaimTables(pairs, ceilings,
                       {row["year"]: (row["amount"], _authority(row)) for row in rows["thresholds"]},
                       {code: Retired(row["until"], row["instead"], _authority(row)) for row in rows["retired"] for code in row["codes"]},
                       {code: (row["later"], _authority(row)) for row in rows["first_visits"] for code in row["codes"]},
                       {code: (row["visits"], _authority(row)) for row in rows["visits"] for code in row["codes"]},
                       {code: (row["words"], _authority(row)) for row in rows["other_codes"] for code in row["codes"]})


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
        _check(source, (row_name, at), row, {**needed, "source": TEXT, "verified": FLAG}, OPTIONAL.get(name, {}))
    return rows


def _check(source: Source, place: tuple, row: dict, needed: dict[str, str], optional: dict[str, str]) -> None:
    check_keys(source, place, row, {**needed, **optional})
    check_dates(source, place, row)
    for key in needed:
        if key not in row:
            source.fail((*place, key), f'{place[0]} {place[1] + 1} needs the key "{key}"')


def _given(name: str, row: dict) -> dict:
    return {key: row[key] for key in OPTIONAL[name] if key in row}


def _authority(row: dict) -> Authority:
    return Authority(row["source"], row["verified"])
