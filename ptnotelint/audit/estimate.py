"""What a reviewed sample says of all the notes it was drawn from: of the claims, and of this tool.

Shares of notes have exact limits (:mod:`ptnotelint.audit.exact`). Over strata the shares are weighted by the frame, and
the limits are those of each stratum at a level that holds for all of them together (Bonferroni): wide, and never too
narrow. Precision and recall count findings and gaps, several of them in one note: their limits take them for independent.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from ptnotelint.audit.exact import share_limits
from ptnotelint.audit.review import NOT_REVIEWED
from ptnotelint.audit.reviewed import Reviewed
from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.totals import Stratum, projected
from ptnotelint.errors import UsageError

INDEPENDENT = "findings of one note are taken for independent"


@dataclass(frozen=True, slots=True)
class Judged:
    """A note all of whose rows that matter for errors were answered.

    ``in_error`` are the codes that the reviewer holds unsupported: a finding of severity error agreed with, or a required
    element called documented and disagreed with. ``is_error`` also counts such findings of the whole visit.
    """

    ordinal: int
    stratum: str
    in_error: frozenset[str]
    is_error: bool


def estimate(run: RunFolder, reviewed: Reviewed, *, fees: Mapping[str, Decimal] | None = None, level: float = 0.95) -> dict:
    """All estimates, as ``estimate.json`` holds them.

    Parameters
    ----------
    fees : mapping, optional
        Amount of one unit by code, for amounts in error.
    level : float
        Confidence, two-sided.

    Raises
    ------
    UsageError
        When a stratum has no note that was answered in full.
    """
    judged = judged_notes(reviewed)
    sizes = {name: len(ordinals) for name, ordinals in reviewed.sample.frame.strata.items()}
    by_stratum = {name: [note for note in judged if note.stratum == name] for name in sizes}
    empty = [name for name, notes in by_stratum.items() if not notes]
    if empty:
        which = "the sample" if len(sizes) == 1 else f"stratum {empty[0]}"
        raise UsageError(f"no note of {which} is answered in full: answer its rows of severity error, and its required elements")
    errors = [(sizes[name], sum(note.is_error for note in notes), len(notes), sizes[name]) for name, notes in by_stratum.items()]
    found = {"level": level, "precision": _precision(run, reviewed, level), "recall": _recall(reviewed, level),
             "error_rate": over_strata(errors, level),
             "by_stratum": [_stratum(name, part, count, size, level) for name, (_, part, count, size) in zip(sizes, errors, strict=True)]}
    billed = _billed(run, {note.ordinal for note in judged})
    codes = {code for of_note in billed.values() for code in of_note}
    units = _strata(by_stratum, sizes, billed, dict.fromkeys(codes, Decimal(1)))
    found["units"] = projected(units, level, _frame_units(run, reviewed))
    if fees is not None:
        amounts = projected(_strata(by_stratum, sizes, billed, fees), level)
        found["amounts"] = amounts | {"codes_without_fee": sorted(codes - set(fees))}
    found["reviewed"] = {"notes": len(judged), "notes_incomplete": len(reviewed.sample.ordinals) - len(judged), "answers": len(reviewed.answers),
                         "unanswered": len(reviewed.findings) + len(reviewed.supported) - len(reviewed.answers),
                         "workbook_sha256": reviewed.sha256}
    return found | {"sample": reviewed.sample.as_dict()}


def judged_notes(reviewed: Reviewed) -> list[Judged]:
    """The notes of the sample that were answered in full, in input order."""
    stratum = {ordinal: name for name, ordinals in reviewed.sample.drawn.items() for ordinal in ordinals}
    codes: dict[int, set[str]] = {ordinal: set() for ordinal in stratum}
    whole, incomplete = set(), set()
    for items, wrong in ((reviewed.findings, True), (reviewed.supported, False)):
        for item in items:
            if item.is_error and item.item not in reviewed.answers:
                incomplete.add(item.ordinal)
            elif item.is_error and reviewed.answers[item.item] is wrong:
                whole.add(item.ordinal)
                codes[item.ordinal] |= {item.code} if item.code else set()
    return [Judged(ordinal, stratum[ordinal], frozenset(codes[ordinal]), ordinal in whole) for ordinal in sorted(set(stratum) - incomplete)]


def over_strata(parts: Iterable[tuple[float, int, int, int | None]], level: float, **said: str) -> dict | None:
    """A share over strata: its value, limits and how many it is of; None where nothing was answered.

    Parameters
    ----------
    parts : iterable of (weight, part, sample, frame)
        Of each stratum; a stratum of weight 0 says nothing, one without sample could be anything.

    Examples
    --------
    >>> over_strata([(100, 5, 50, None)], 0.95)
    {'value': 0.1, 'low': 0.0333, 'high': 0.2181, 'n': 50, 'method': 'Clopper-Pearson'}
    """
    weighed = [each for each in parts if each[0]]
    n = sum(sample for _, _, sample, _ in weighed)
    if not n:
        return None
    own = 1 - (1 - level) / len(weighed)
    limits = [share_limits(part, sample, frame, own) if sample else (0.0, 1.0, "") for _, part, sample, frame in weighed]
    total = sum(weight for weight, *_ in weighed)
    known = sum(weight for weight, _, sample, _ in weighed if sample)
    value = sum(weight * part / sample for weight, part, sample, _ in weighed if sample) / known
    low, high = (sum(weight * limit[end] for (weight, *_), limit in zip(weighed, limits, strict=True)) / total for end in (0, 1))
    methods = sorted({limit[2] for limit in limits if limit[2]})
    together = f", {len(weighed)} strata together" if len(weighed) > 1 else ""
    return {"value": round(value, 4), "low": round(low, 4), "high": round(high, 4), "n": n, "method": " and ".join(methods) + together, **said}


def _precision(run: RunFolder, reviewed: Reviewed, level: float) -> dict | None:
    """Of the findings answered, those agreed with; strata weigh by their findings in the run."""
    agreed, answered = _answered(reviewed, reviewed.findings)
    stratum = {ordinal: name for name, ordinals in reviewed.sample.frame.strata.items() for ordinal in ordinals}
    weights = Counter(stratum[row["ordinal"]] for row in run.rows("findings", ["ordinal", "rule"])
                      if row["ordinal"] in stratum and not row["rule"].startswith(NOT_REVIEWED))
    parts = [(weights[name], agreed[name], answered[name], None) for name in reviewed.sample.drawn]
    return over_strata(parts, level, of="findings", note=INDEPENDENT)


def _recall(reviewed: Reviewed, level: float) -> dict | None:
    """Of the gaps that the reviewer sees, those that were findings; strata weigh by the gaps they are estimated to hold."""
    found, _ = _answered(reviewed, [item for item in reviewed.findings if item.element])
    right, answered = _answered(reviewed, reviewed.supported)
    parts = []
    for name, drawn in reviewed.sample.drawn.items():
        gaps = found[name] + answered[name] - right[name]
        parts.append((gaps * len(reviewed.sample.frame.strata[name]) / len(drawn), found[name], gaps, None))
    return over_strata(parts, level, of="gaps", note=INDEPENDENT)


def _answered(reviewed: Reviewed, items) -> tuple[Counter, Counter]:
    """How many of the items were agreed with, and how many answered, by stratum."""
    answered = [item for item in items if item.item in reviewed.answers]
    return Counter(item.stratum for item in answered if reviewed.answers[item.item]), Counter(item.stratum for item in answered)


def _stratum(name: str, part: int, count: int, size: int, level: float) -> dict:
    low, high, method = share_limits(part, count, size, level)
    return {"stratum": name, "notes": size, "reviewed": count, "in_error": part, "value": round(part / count, 4), "low": round(low, 4),
            "high": round(high, 4), "method": method}


def _billed(run: RunFolder, ordinals: set[int]) -> dict[int, dict[str, int]]:
    """Units billed by code, of some notes."""
    billed: dict[int, dict[str, int]] = {ordinal: {} for ordinal in ordinals}
    for row in run.rows("codes", ["ordinal", "code", "units"], ordinals):
        billed[row["ordinal"]][row["code"]] = row["units"]
    return billed


def _frame_units(run: RunFolder, reviewed: Reviewed) -> int:
    frame = {ordinal for ordinals in reviewed.sample.frame.strata.values() for ordinal in ordinals}
    return sum(row["units_billed"] for row in run.rows("notes", ["ordinal", "units_billed"]) if row["ordinal"] in frame)


def _strata(by_stratum: Mapping[str, list[Judged]], sizes: Mapping[str, int], billed: Mapping[int, Mapping[str, int]],
            worth: Mapping[str, Decimal]) -> list[Stratum]:
    """What is in error in each note, in units or money."""
    def amount(ordinal: int, codes: Iterable[str]) -> Decimal:
        return sum((worth[code] * billed[ordinal][code] for code in codes if code in worth), Decimal(0))

    def stratum(name: str, notes: list[Judged]) -> Stratum:
        return Stratum(sizes[name], [amount(note.ordinal, note.in_error) for note in notes],
                       [amount(note.ordinal, billed[note.ordinal]) for note in notes])

    return [stratum(name, notes) for name, notes in by_stratum.items()]
