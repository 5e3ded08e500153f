"""One visit as the checks between visits see it, and the episodes of care that visits make up."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from itertools import groupby
from sys import intern

from ptnotelint.audit.told import EVALUATED, PROGRESS
from ptnotelint.report import Authority

# Days without a visit after which care is taken to have begun anew: this product's choice, no source says when an episode of outpatient care ends.
GAP = 60
EVALUATIONS = frozenset({"97161", "97162", "97163", "97165", "97166", "97167"})  # initial ones: what opens an episode
RE_EVALUATIONS = frozenset({"97164", "97168"})


@dataclass(frozen=True, slots=True)
class Window:
    """Clock times of a visit, or of one code in it, in minutes of the day; ``minutes`` where the note states them."""

    code: str | None
    start: int
    end: int
    minutes: float | None


@dataclass(frozen=True, slots=True)
class Encounter:
    """A row of features without its wording; the fields are those of :data:`~ptnotelint.audit.features.FEATURES`.

    ``units`` and ``lines`` give each code its units and the place of its first line in the claim.
    """

    ordinal: int
    note_id: str | None
    patient: str | None
    clinic: str | None
    therapist: str | None
    assisted: str | None
    discipline: str | None
    payer: str | None
    date: str | None
    start_of_care: str | None
    certified_until: str | None
    diagnoses: tuple[str, ...]
    units: dict[str, int]
    lines: dict[str, int]
    course: tuple[str, ...]
    timed_minutes: float | None
    visit: Window | None
    windows: tuple[Window, ...]

    @classmethod
    def of(cls, row: dict) -> Encounter:
        """The visit of a row; words that come again in every row are kept once."""
        same = {name: row[name] and intern(row[name]) for name in (
            "patient_id", "clinic", "therapist", "assisted", "discipline", "payer", "date_of_service", "start_of_care", "certified_until")}
        units = {intern(code): count for code, count in zip(row["codes"], row["units"], strict=True)}
        return cls(row["ordinal"], row["note_id"], *same.values(), tuple(map(intern, row["diagnoses"])),
                   units, dict(zip(units, row["lines"], strict=True)), tuple(map(intern, row["course"])), row["timed_minutes"],
                   row["visit"] and Window(**row["visit"]), tuple(Window(**each) for each in row["windows"]))

    @property
    def day(self) -> date:
        return date.fromisoformat(self.date)

    @property
    def evaluated(self) -> bool:
        return not EVALUATIONS.isdisjoint(self.units)

    @property
    def reported(self) -> bool:
        """Whether progress was reported: a re-evaluation says what a progress report says."""
        return PROGRESS in self.course or EVALUATED in self.course or not RE_EVALUATIONS.isdisjoint(self.units)


@dataclass(frozen=True, slots=True)
class Fault:
    """What is to be asked at one visit; ``blanks`` fill the rule's sentences, ``authority`` adds to the rule's own."""

    encounter: Encounter
    rule: str
    code: str | None = None
    blanks: dict[str, object] = field(default_factory=dict)
    authority: tuple[Authority, ...] = ()


def of_disciplines(encounters: Iterable[Encounter]) -> list[Encounter]:
    """Visits whose patient and date are known, by patient, date and input order, with their discipline.

    A visit that names none is of its patient's only known discipline; where there are several, or none, it stays without.

    Examples
    --------
    >>> visit = Encounter(0, "a", "P", None, None, None, "PT", None, "2026-01-02", None, None, (), {}, {}, (), None, None, ())
    >>> [each.discipline for each in of_disciplines([visit, replace(visit, discipline=None), replace(visit, discipline=None, patient="Q")])]
    ['PT', 'PT', None]
    """
    known = sorted((each for each in encounters if each.patient and each.date), key=lambda each: (each.patient, each.date, each.ordinal))
    found: list[Encounter] = []
    for _, visits in groupby(known, key=lambda each: each.patient):
        of_patient = list(visits)
        named = {each.discipline for each in of_patient if each.discipline}
        only = named.pop() if len(named) == 1 else None
        found += [each if each.discipline or not only else replace(each, discipline=only) for each in of_patient]
    return found


def courses(encounters: Iterable[Encounter]) -> Iterator[list[Encounter]]:
    """The visits of one patient in one discipline, in order, from visits that are in the order of :func:`of_disciplines`."""
    for _, visits in groupby(encounters, key=lambda each: each.patient):
        by_discipline: dict[str, list[Encounter]] = {}
        for each in visits:
            if each.discipline:
                by_discipline.setdefault(each.discipline, []).append(each)
        yield from (by_discipline[name] for name in sorted(by_discipline))


def episodes(course: list[Encounter]) -> Iterator[list[Encounter]]:
    """The course cut where an initial evaluation, another start of care, or more than :data:`GAP` days without a visit begin a new episode.

    Examples
    --------
    >>> visit = Encounter(0, "a", "P", None, None, None, "PT", None, "2026-01-02", None, None, (), {}, {}, (), None, None, ())
    >>> [len(episode) for episode in episodes([visit, replace(visit, date="2026-01-05"), replace(visit, date="2026-02-01", units={"97161": 1})])]
    [2, 1]
    """
    episode: list[Encounter] = []
    care = None
    for each in course:
        anew = each.start_of_care and care and each.start_of_care != care
        if episode and (anew or each.evaluated and each.date != episode[-1].date or (each.day - episode[-1].day).days > GAP):
            yield episode
            episode = []
        care = each.start_of_care or (care if episode else None)
        episode.append(each)
    if episode:
        yield episode


def by_day(episode: list[Encounter]) -> Iterator[list[Encounter]]:
    """The visits of each treatment day: two notes of a day are one day."""
    for _, visits in groupby(episode, key=lambda each: each.date):
        yield list(visits)
