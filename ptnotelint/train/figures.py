"""Figures of a measurement: counts first, shares from them, nothing of any note."""

from __future__ import annotations

from dataclasses import dataclass, field

KINDS = ("per_code", "timed", "total")


@dataclass(slots=True)
class Gaps:
    """Gaps found: rightly reported, falsely reported, and overlooked.

    Examples
    --------
    >>> gaps = Gaps(8, 2, 0)
    >>> gaps.precision, gaps.recall, round(gaps.f1, 2)
    (0.8, 1.0, 0.89)
    >>> Gaps().precision is None
    True
    """

    right: int = 0
    false: int = 0
    overlooked: int = 0

    @property
    def precision(self) -> float | None:
        return share(self.right, self.right + self.false)

    @property
    def recall(self) -> float | None:
        return share(self.right, self.right + self.overlooked)

    @property
    def f1(self) -> float | None:
        return share(2 * self.right, 2 * self.right + self.false + self.overlooked)

    def count(self, gold: bool, got: bool) -> None:
        self.right += gold and got
        self.false += got and not gold
        self.overlooked += gold and not got

    def as_dict(self) -> dict:
        return {
            "right": self.right, "false": self.false, "overlooked": self.overlooked,
            "gold": self.right + self.overlooked,
            "precision": rounded(self.precision), "recall": rounded(self.recall), "f1": rounded(self.f1),
        }


@dataclass(slots=True)
class Share:
    """So many of so many."""

    hits: int = 0
    n: int = 0

    @property
    def value(self) -> float | None:
        return share(self.hits, self.n)

    def count(self, hit: bool) -> None:
        self.hits += bool(hit)
        self.n += 1

    def as_dict(self) -> dict:
        return {"hits": self.hits, "n": self.n, "share": rounded(self.value)}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where report and annotation differ; ``element`` is ``verdict`` or a kind of minutes where it is neither's."""

    note_id: str
    code: str | None
    element: str
    gold: str | float | None
    got: str | float | None


@dataclass(slots=True)
class Figures:
    """What :func:`ptnotelint.train.evaluate.evaluate` counts.

    ``invented_minutes`` counts minutes that are reported where the annotation states none.
    ``false_alarms`` is over notes whose codes are all fully supported in the annotation.
    """

    notes: int = 0
    codes: int = 0
    required: Gaps = field(default_factory=Gaps)
    recommended: Gaps = field(default_factory=Gaps)
    elements: dict[str, Gaps] = field(default_factory=dict)
    statuses: Share = field(default_factory=Share)
    verdicts: Share = field(default_factory=Share)
    verdicts_by_code: dict[str, Share] = field(default_factory=dict)
    minutes: dict[str, Share] = field(default_factory=lambda: {kind: Share() for kind in KINDS})
    invented_minutes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    false_alarms: Share = field(default_factory=Share)
    disagreements: list[Disagreement] = field(default_factory=list)

    def as_dict(self) -> dict:
        """The figures as JSON holds them, without the disagreements."""
        return {
            "notes": self.notes, "codes": self.codes,
            "required_gaps": self.required.as_dict(), "recommended_gaps": self.recommended.as_dict(),
            "required_gaps_by_element": {name: self.elements[name].as_dict() for name in sorted(self.elements)},
            "status_exact": self.statuses.as_dict(), "verdict_exact": self.verdicts.as_dict(),
            "verdict_exact_by_code": {code: self.verdicts_by_code[code].as_dict() for code in sorted(self.verdicts_by_code)},
            "minutes_exact": {
                kind: self.minutes[kind].as_dict() | {"invented": self.invented_minutes[kind]} for kind in KINDS
            },
            "supported_notes_with_false_alarm": self.false_alarms.as_dict(),
        }

    def lines(self) -> list[str]:
        """The figures as a table for the terminal."""
        rows = [f"{self.notes} notes, {self.codes} codes", ""]
        rows += [_row("gaps", "precision", "recall", "F1", "right", "false", "overlooked")]
        rows += [_gaps("required", self.required), _gaps("recommended", self.recommended), "", "required, by element"]
        rows += [_gaps(f"  {name}", self.elements[name]) for name in sorted(self.elements)]
        rows += ["", _share("status exact", self.statuses), _share("verdict per code exact", self.verdicts)]
        for kind in KINDS:
            invented = f", {self.invented_minutes[kind]} invented" if self.invented_minutes[kind] else ""
            rows.append(_share(f"minutes {kind.replace('_', ' ')} exact", self.minutes[kind]) + invented)
        return [*rows, _share("supported notes, false alarm", self.false_alarms)]


def share(part: int, whole: int) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None


def rounded(value: float | None) -> float | None:
    """To four places, as files hold it."""
    return None if value is None else round(value, 4)


def _row(name: str, *cells: str) -> str:
    return f"{name:30}" + "".join(f"{cell:>11}" for cell in cells)


def _gaps(name: str, gaps: Gaps) -> str:
    values = ["-" if value is None else f"{value:.3f}" for value in (gaps.precision, gaps.recall, gaps.f1)]
    return _row(name, *values, str(gaps.right), str(gaps.false), str(gaps.overlooked))


def _share(name: str, counted: Share) -> str:
    return _row(name, "-" if counted.value is None else f"{counted.value:.3f}") + f"  ({counted.hits}/{counted.n})"
