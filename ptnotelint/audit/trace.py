"""One finding of a run with all that led to it: the billed line that asked, what was found and what was refused."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.errors import UsageError

PREFIX = re.compile(r"[0-9a-f]{6,64}\Z")
SHOWN = 5


@dataclass(frozen=True, slots=True)
class Trace:
    """Rows of a run's tables that belong to one finding; code and element are None where it is of none.

    ``others`` are the rows of the other elements of its code, that show what was said of the service; ``billed`` those of
    all codes of its note.
    """

    finding: dict
    note: dict
    code: dict | None
    element: dict | None
    others: tuple[dict, ...]
    billed: tuple[dict, ...] = ()


def traces(run: RunFolder, wanted: str) -> list[Trace]:
    """The findings that a name names.

    Parameters
    ----------
    wanted : str
        Six or more digits that a fingerprint begins with; or ``NOTE:RULE``, where NOTE is a note's id, its path, or
        ``note 12`` by its place in the run.

    Raises
    ------
    UsageError
        When there is none, or the digits fit several.
    """
    rows = list(_named(run, wanted))
    if not rows:
        raise UsageError(f"no finding of {run.path} is {wanted!r}: give six digits or more of a fingerprint, or NOTE:RULE like v1:97110/time")
    if PREFIX.match(wanted) and len({row["fingerprint"] for row in rows}) > 1:
        shown = ", ".join(f"{row['fingerprint'][:12]} ({row['rule']})" for row in rows[:SHOWN])
        raise UsageError(f"{wanted} begins {len(rows)} fingerprints: {shown}: give more digits")
    ordinals = {row["ordinal"] for row in rows}
    notes = {row["ordinal"]: row for row in run.rows("notes", ordinals=ordinals)}
    codes = {(row["ordinal"], row["code"]): row for row in run.rows("codes", ordinals=ordinals)}
    elements = list(run.rows("elements", ordinals=ordinals))
    return [_trace(row, notes, codes, elements) for row in run.rows("findings", ordinals=ordinals) if _is_among(row, rows)]


def _named(run: RunFolder, wanted: str) -> Iterator[dict]:
    note, _, rule = wanted.rpartition(":")
    paths = {}
    if rule and not PREFIX.match(wanted):
        named = run.rows("notes", ["ordinal", "note_id", "path"])
        paths = {row["ordinal"]: {row["note_id"], row["path"], f"note {row['ordinal']}"} for row in named}
    for row in run.rows("findings", ["ordinal", "rule", "code", "billed_line", "fingerprint"]):
        if (row["fingerprint"] or "").startswith(wanted) if not paths else row["rule"] == rule and note in paths[row["ordinal"]]:
            yield row


def _is_among(row: dict, rows: list[dict]) -> bool:
    return any(all(row[name] == each[name] for name in each) for each in rows)


def _trace(finding: dict, notes: dict, codes: dict, elements: list[dict]) -> Trace:
    own = [row for row in elements if (row["ordinal"], row["code"]) == (finding["ordinal"], finding["code"])]
    element = next((row for row in own if row["element"] == finding["element"]), None)
    others = tuple(row for row in own if row is not element)
    billed = tuple(row for (ordinal, _), row in codes.items() if ordinal == finding["ordinal"])
    return Trace(finding, notes[finding["ordinal"]], codes.get((finding["ordinal"], finding["code"])), element, others, billed)
