"""Notes and charges that stand apart, brought together: by id, else by patient and date; what could be two is never guessed."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.digests import digest_of

CREDENTIALS = frozenset("pt dpt mpt mspt ot otr otd mot pta ota cota otrl slp ccc ms ma phd dr mr mrs ocs scs cscs ncs atc at lat".split())


class Known(NamedTuple):
    """What the visit of charges is known by."""

    note_id: str | None
    visit_id: str | None
    patient_id: str | None
    date_of_service: str | None
    therapist: str | None
    numbering: str


class Line(NamedTuple):
    """A billed line as it is held: what it says and where it stands."""

    billed: BilledLine
    minutes: float | None
    payer: str | None
    path: str
    line: int | None


class SeenNote(NamedTuple):
    """What is held of a note: a digest of its id, and its therapist."""

    digest: bytes
    therapist: str | None


@dataclass(slots=True)
class Joining:
    """Charges and the ids of notes, collected in one pass; then which lines belong to which note.

    Attributes
    ----------
    duplicates : int
        Lines that stand twice in a file, or are told by a second one, and were left out.
    unmatched : list of (Known, Line)
        Lines that belong to no note.
    ambiguous : list of UnreadableError
        Lines that could belong to more than one.
    how : dict of str to int
        What lines were joined by -> how many.
    stated : set of bytes
        Digests of the ids of notes whose own record states what was billed.

    Examples
    --------
    >>> joining = Joining()
    >>> joining.add_note(Note("SLR", note_id="n1", visit_id="v1"))
    >>> joining.add_charge(Charge((BilledLine("97110"),), visit_id="v1"))
    >>> joining.resolve()
    >>> [line.billed.code for line in joining.lines_of("n1")], joining.how
    (['97110'], {'visit id': 1})
    """

    charges: dict[Known, list[Line]] = field(default_factory=dict)
    duplicates: int = 0
    unmatched: list[tuple[Known, Line]] = field(default_factory=list)
    ambiguous: list[UnreadableError] = field(default_factory=list)
    how: dict[str, int] = field(default_factory=dict)
    stated: set[bytes] = field(default_factory=set)
    _rows: set[tuple[str, bytes]] = field(default_factory=set)
    _lines: dict[BilledLine, BilledLine] = field(default_factory=dict)
    _notes: set[bytes] = field(default_factory=set)
    _visits: dict[bytes, list[SeenNote]] = field(default_factory=lambda: defaultdict(list))
    _days: dict[bytes, list[SeenNote]] = field(default_factory=lambda: defaultdict(list))
    _joined: dict[bytes, list[Line]] = field(default_factory=lambda: defaultdict(list))

    def add_charge(self, charge: Charge) -> None:
        """Hold a charge; a row or a claim that says the same as one before it in its file is taken once."""
        if charge.row is not None:
            if (charge.path, charge.row) in self._rows:
                self.duplicates += len(charge.billed)
                return
            self._rows.add((charge.path, charge.row))
        minutes = dict(charge.fields).get("minutes") or {}
        known = Known(charge.note_id, charge.visit_id, charge.patient_id, charge.date_of_service, charge.therapist, charge.numbering)
        held = self.charges.setdefault(known, [])
        for billed in charge.billed:
            held.append(Line(self._lines.setdefault(billed, billed), minutes.get(billed.code), charge.payer, charge.path, charge.line))

    def add_note(self, note: Note) -> None:
        """Hold what a note is known by; its id must be its own."""
        seen = SeenNote(digest_of(note.note_id), (note.therapist or {}).get("name"))
        self._notes.add(seen.digest)
        if note.billed is not None:
            self.stated.add(seen.digest)
        if note.visit_id:
            self._visits[digest_of(note.visit_id)].append(seen)
        if note.patient_id and note.date_of_service:
            self._days[digest_of(note.patient_id, note.date_of_service)].append(seen)

    @property
    def joined(self) -> set[bytes]:
        """Digests of the ids of notes that have lines of charges."""
        return {*self._joined}

    def lines_of(self, note_id: str) -> Sequence[Line]:
        """The lines joined to a note, in the order of the charges."""
        return self._joined.get(digest_of(note_id), ())

    def resolve(self) -> None:
        """Decide for all charges which note they are of, once notes and charges are all seen."""
        shared = {known.numbering for known in self.charges if known.visit_id and self._has_visit(digest_of(known.visit_id))}
        by_day: dict[bytes, list[Known]] = defaultdict(list)
        for known in self.charges:
            if known.note_id and digest_of(known.note_id) in self._notes:
                self._join(known, digest_of(known.note_id), "note id")
            elif known.visit_id and known.numbering in shared:
                self._by_visit(known)
            elif known.patient_id and known.date_of_service:
                by_day[digest_of(known.patient_id, known.date_of_service)].append(known)
            else:
                self._leave(known)
        for day, group in by_day.items():
            self._by_day(group, self._days.get(day, []))
        self._joined = {digest: list(self._once(lines)) for digest, lines in self._joined.items()}

    def _has_visit(self, visit: bytes) -> bool:
        return visit in self._visits or visit in self._notes

    def _by_visit(self, known: Known) -> None:
        visit = digest_of(known.visit_id)
        notes = self._visits.get(visit) or ([SeenNote(visit, None)] if visit in self._notes else [])
        if len(notes) > 1:
            self._refuse(known, f"{len(notes)} notes have this line's visit id: give note ids")
        elif notes:
            self._join(known, notes[0].digest, "visit id")
        else:
            self._leave(known)

    def _by_day(self, group: list[Known], notes: list[SeenNote]) -> None:
        """Charges of one patient's day; they are one visit's unless visit ids of one numbering, or therapists, say otherwise."""
        visits = {(known.numbering, known.visit_id) for known in group if known.visit_id}
        alike = len(visits) == len({numbering for numbering, _ in visits}) and _one_person([known.therapist for known in group])
        if not notes:
            for known in group:
                self._leave(known)
        elif len(notes) == 1 and alike:
            for known in group:
                self._join(known, notes[0].digest, "patient and date")
        else:
            self._by_therapist(group, notes)

    def _by_therapist(self, group: list[Known], notes: list[SeenNote]) -> None:
        for known in group:
            fit = [note for note in notes if _same_person(note.therapist, known.therapist)]
            visits = {other.visit_id for other in group if other.numbering == known.numbering and _same_person(other.therapist, known.therapist)}
            if len(fit) == 1 and len(visits) == 1:
                self._join(known, fit[0].digest, "patient, date and therapist")
            elif not fit and known.therapist and all(note.therapist for note in notes):
                self._leave(known)
            else:
                several = f"{len(notes)} notes" if len(notes) > 1 else "lines of more than one visit"
                self._refuse(known, f"{several} of this patient on this day: give visit ids, or the therapist of each")

    def _join(self, known: Known, digest: bytes, how: str) -> None:
        self._joined[digest] += self.charges[known]
        self.how[how] = self.how.get(how, 0) + len(self.charges[known])

    def _leave(self, known: Known) -> None:
        self.unmatched += [(known, line) for line in self.charges[known]]

    def _refuse(self, known: Known, reason: str) -> None:
        self.ambiguous += [UnreadableError(line.path, f"a billed line not joined: {reason}", line.line) for line in self.charges[known]]

    def _once(self, lines: list[Line]) -> Iterator[Line]:
        """Lines without those that a second file tells again."""
        kept: Counter[BilledLine] = Counter()
        told: Counter[tuple[str, BilledLine]] = Counter()
        for line in lines:
            told[line.path, line.billed] += 1
            if told[line.path, line.billed] > kept[line.billed]:
                kept[line.billed] += 1
                yield line
            else:
                self.duplicates += 1


def _names(person: str | None) -> frozenset[str]:
    return frozenset(re.findall(r"[^\W\d_]{2,}", (person or "").casefold())) - CREDENTIALS


def _same_person(one: str | None, other: str | None) -> bool:
    """Whether two spellings can be one person's name: ``Smith, J. PT`` and ``John Smith``."""
    first, second = _names(one), _names(other)
    return bool(first and second) and (first <= second or second <= first)


def _one_person(people: list[str | None]) -> bool:
    named = [person for person in people if person]
    return all(_same_person(named[0], person) for person in named)
