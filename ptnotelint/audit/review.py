"""What a reviewer is asked of a sample: each finding, and each element that the tool called documented."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.sample import Sample
from ptnotelint.report import Evidence, Refused
from ptnotelint.write.near_misses import near_miss_words
from ptnotelint.write.quoted import outermost
from ptnotelint.write.terminal import folded
from ptnotelint.write.words import source_words

# About the waivers file and about this program, not about what a note says.
NOT_REVIEWED = ("waivers/", "internal/")


@dataclass(frozen=True, slots=True)
class Item:
    """One question to the reviewer: does the note lack it (a finding), or say it (a supported element)?

    Parameters
    ----------
    item : str
        Names it in the workbook, ``12:F3``: the third finding of note 12 (its ordinal).
    ordinal : int
    stratum : str
    code, element : str or None
    is_error : bool
        Whether the reviewer's answer can put the code in error: a finding of severity error, a required element.
    shown : tuple
        What the workbook shows of it, see :data:`FINDING_COLUMNS` and :data:`SUPPORTED_COLUMNS`.
    """

    item: str
    ordinal: int
    stratum: str
    code: str | None
    element: str | None
    is_error: bool
    shown: tuple


FINDING_COLUMNS = ("code", "rule", "severity", "finding", "question", "line", "near, but not counted")
SUPPORTED_COLUMNS = ("code", "element", "level", "documented as")


def finding_items(run: RunFolder, sample: Sample) -> list[Item]:
    """An item for each finding of the notes drawn."""
    strata, near = _strata(sample), _near_misses(run, sample)
    items, counts = [], {}
    for row in run.rows("findings", ordinals=sample.ordinals):
        if not row["rule"].startswith(NOT_REVIEWED):
            ordinal = row["ordinal"]
            counts[ordinal] = counts.get(ordinal, 0) + 1
            shown = (*(row[name] for name in ("code", "rule", "severity", "message", "question", "line")),
                     near.get((ordinal, row["code"], row["element"]), ""))
            named = f"{ordinal}:F{counts[ordinal]}"
            items.append(Item(named, ordinal, strata[ordinal], row["code"], row["element"], row["severity"] == "error", shown))
    return items


def supported_items(run: RunFolder, sample: Sample) -> list[Item]:
    """An item for each element of the notes drawn that was called documented."""
    strata = _strata(sample)
    items, counts = [], {}
    for row in run.rows("elements", ordinals=sample.ordinals):
        if row["status"] == "present":
            ordinal = row["ordinal"]
            counts[ordinal] = counts.get(ordinal, 0) + 1
            shown = (row["code"], row["element"], row["requirement"], "; ".join(_quotes(row["evidence"])))
            named = f"{ordinal}:E{counts[ordinal]}"
            items.append(Item(named, ordinal, strata[ordinal], row["code"], row["element"], row["requirement"] == "required", shown))
    return items


def _strata(sample: Sample) -> dict[int, str]:
    return {ordinal: stratum for stratum, ordinals in sample.drawn.items() for ordinal in ordinals}


def _near_misses(run: RunFolder, sample: Sample) -> dict[tuple, str]:
    rows = run.rows("elements", ["ordinal", "code", "element", "refused"], sample.ordinals)
    return {(row["ordinal"], row["code"], row["element"]): "; ".join(near_miss_words(Refused(**each)) for each in row["refused"] or ())
            for row in rows}


def _quotes(evidence: list[dict] | None) -> Iterator[str]:
    for each in outermost(Evidence(**row) for row in evidence or ()):
        place = "" if each.source == "text" else f" ({source_words(each.source)})"
        where = "" if each.start is None else f"characters {each.start}-{each.end}"
        yield f'"{folded(each.text)}"{place}' if each.text else f"{where}{place}".strip()
