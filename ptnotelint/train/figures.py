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

    def add(self, other: Gaps) -> None:
        self.right += other.right
        self.false += other.false
        self.overlooked += other.overlooked

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

    def add(self, other: Share) -> None:
        self.hits += other.hits
        self.n += other.n

    def count(self, hit: bool) -> None:
        self.hits += bool(hit)
        self.n += 1

    def as_dict(self) -> dict:
        return {"hits": self.hits, "n": self.n, "share": rounded(self.value)}


@dataclass(frozen=True, slots=True)
class Disagreement:
    """Where report and annotation differ; ``element`` is ``verdict`` or a kind of minutes where it is neither's.

    ``line`` counts from 1: where the words stand that the annotator marked, or that the report quotes.
    """

    note_id: str
    code: str | None
    element: str
    gold: str | float | None
    got: str | float | None
    line: int | None = None


@dataclass(slots=True)
class Figures:
    """What :func:`ptnotelint.train.evaluate.evaluate` counts, of one note or of many.

    ``invented_minutes`` counts minutes that are reported where the annotation states none.
    ``false_alarms`` is over notes whose codes are all fully supported in the annotation.
    ``quoted`` is over quotes of the report that overlap marked words, ``marked`` over marked words that are quoted;
    ``refused`` over marked near misses that are refused, ``reasons`` over those with the annotated reason.
    """

    notes: int = 0
    codes: int = 0
    required: Gaps = field(default_factory=Gaps)
    recommended: Gaps = field(default_factory=Gaps)
    elements: dict[str, Gaps] = field(default_factory=dict)
    by_code: dict[str, Gaps] = field(default_factory=dict)
    rules: dict[str, Gaps] = field(default_factory=dict)
    statuses: Share = field(default_factory=Share)
    verdicts: Share = field(default_factory=Share)
    verdicts_by_code: dict[str, Share] = field(default_factory=dict)
    minutes: dict[str, Share] = field(default_factory=lambda: {kind: Share() for kind in KINDS})
    invented_minutes: dict[str, int] = field(default_factory=lambda: dict.fromkeys(KINDS, 0))
    false_alarms: Share = field(default_factory=Share)
    quoted: Share = field(default_factory=Share)
    marked: Share = field(default_factory=Share)
    refused: Share = field(default_factory=Share)
    reasons: Share = field(default_factory=Share)
    confusion: dict[str, dict[str, int]] = field(default_factory=dict)
    """Element -> "annotated > reported" -> how often."""
    disagreements: list[Disagreement] = field(default_factory=list)

    @property
    def span_f1(self) -> float | None:
        """Harmonic mean of the shares of quotes that are marked and of marked words that are quoted."""
        precision, recall = self.quoted.value, self.marked.value
        return share(2 * precision * recall, precision + recall) if precision is not None and recall is not None else None

    def add(self, other: Figures) -> None:
        """Take in the counts of another note."""
        self.notes += other.notes
        self.codes += other.codes
        for name in ("required", "recommended", "statuses", "verdicts", "false_alarms", "quoted", "marked", "refused", "reasons"):
            getattr(self, name).add(getattr(other, name))
        for kind in KINDS:
            self.minutes[kind].add(other.minutes[kind])
            self.invented_minutes[kind] += other.invented_minutes[kind]
        for name, kind in (("elements", Gaps), ("by_code", Gaps), ("rules", Gaps), ("verdicts_by_code", Share)):
            for key, counted in getattr(other, name).items():
                getattr(self, name).setdefault(key, kind()).add(counted)
        for element, cells in other.confusion.items():
            for cell, count in cells.items():
                here = self.confusion.setdefault(element, {})
                here[cell] = here.get(cell, 0) + count
        self.disagreements += other.disagreements


def share(part: int, whole: int) -> float | None:
    """A share, or None of nothing."""
    return part / whole if whole else None


def rounded(value: float | None) -> float | None:
    """To four places, as files hold it."""
    return None if value is None else round(value, 4)
