"""Which mentions belong to which billed code: service families mapped to billed lines."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.note import BilledLine, Note
from ptnotelint.report import Minutes

Found = list[tuple[Reading, Mention]]
Told = tuple[Minutes | None, Found]
"""A code's minutes and the mentions that state them."""


class Mentions(list):
    """Pairs of a reading and a mention in text order, which are asked for by label again and again."""

    @cached_property
    def _places(self) -> dict[str, list[int]]:
        places: dict[str, list[int]] = {}
        for number, (_, mention) in enumerate(self):
            places.setdefault(mention.label, []).append(number)
        return places

    @cached_property
    def ids(self) -> frozenset[int]:
        """Identities of the mentions."""
        return frozenset(id(mention) for _, mention in self)

    def labelled(self, labels: Iterable[str]) -> Found:
        """Those of the given labels, refused or not."""
        return [self[number] for number in sorted(number for label in self._places.keys() & labels for number in self._places[label])]

    def counted(self, labels: Iterable[str]) -> Found:
        """Those of the given labels that are not refused."""
        return [pair for pair in self.labelled(labels) if pair[1].reason is None]


REFUSED = "refused"  # no code is called that

# kinds of care that share their help, minutes and reasons when only one of them is billed
MOVEMENT = frozenset({"exercise", "neuromuscular", "activities", "gait", "self_care", "wheelchair", "aquatic", "group"})
# codes for the first encounter with a device, by its family, and the code for later ones
FIRST = {"orthotic": "97760", "prosthetic": "97761"}
LATER = "97763"
# wording that names a service itself, and so never belongs to another
NAMES = frozenset({"exercise", "exercise_vague", "activity", "activity_vague", "gait", "technique", "technique_vague", "needling", "maneuver",
                   "repositioning", "modality", "modality_type", "wrong_kind", "test_score", "exam_finding", "orthosis", "prosthesis",
                   "wheelchair_device", "aquatic"})


@dataclass(frozen=True, slots=True)
class Visit:
    """All that is judged together: what was billed, what the note and its attachments say.

    ``readings`` holds the note's text first, then its attachments, then its plan of care.
    ``codes`` maps each billed code that the codebook knows to its record, in the order billed.
    ``borrowing`` names movement codes whose service only unlabelled exercises and tasks can be; for
    them whatever is unlabelled and of a movement service counts.
    """

    note: Note
    billed: tuple[BilledLine, ...]
    readings: tuple[Reading, ...]
    codes: dict[str, Code]
    borrowing: frozenset[str] = frozenset()
    _mentions: dict[str | None, Found] = field(default_factory=dict, repr=False, compare=False)
    """Mentions of each code's service (under None all of them, under REFUSED those that do not count), worked out on first use."""
    judged: dict[tuple[str, str], object] = field(default_factory=dict, repr=False, compare=False)
    """Judgements already made, by code and element: several steps ask for the same one."""
    shown: dict[int, tuple] = field(default_factory=dict, repr=False, compare=False)
    """Mentions already made evidence of, by identity, each with its evidence."""
    timed: dict[str, tuple] = field(default_factory=dict, repr=False, compare=False)
    """Minutes already read, by code, for the same reason."""
    counted: dict[str, object] = field(default_factory=dict, repr=False, compare=False)
    """The arithmetic of the units, by counting rule, for the same reason."""
    failed: dict[str, Exception] = field(default_factory=dict, repr=False, compare=False)
    """Checks of elements that this program failed in, by rule."""
    classifier: object | None = field(default=None, repr=False, compare=False)
    """Scores a stretch of text for each kind of service, where the names in it do not tell which it is of."""
    named: dict[str, dict[int, list[tuple[str, ...]]]] = field(default_factory=dict, repr=False, compare=False)
    """Families of the services named in each segment, by source and segment, worked out where a rule asks."""

    def afresh(self, **changed) -> Visit:
        """The visit with some fields changed; what was worked out of it, and who borrows, is to be worked out anew."""
        kept = {name: getattr(self, name) for name in ("note", "billed", "readings", "codes", "classifier")}
        return Visit(**kept | changed)

    def units(self, number: str) -> int:
        """Units billed of a code, over all of its lines."""
        return sum(line.units for line in self.billed if line.code == number)

    def only_service(self, code: Code) -> bool:
        """Whether nothing else was billed, so that what names no service can only be of this one."""
        return len(self.codes) == 1 and code.code in self.codes and len({line.code for line in self.billed}) == 1


def sole_treatment(visit: Visit, code: Code) -> bool:
    """Whether the code is the only one billed besides evaluations."""
    treatments = {number for number, other in visit.codes.items() if other.families != ("evaluation",)}
    return treatments == {code.code} and len({line.code for line in visit.billed} - set(visit.codes)) == 0


@dataclass(frozen=True, slots=True)
class _Claim:
    """What decides whether a mention is said of one code, worked out once per visit."""

    visit: Visit
    code: Code
    families: frozenset[str]
    shared: frozenset[str]
    sole: bool
    alone: bool
    borrows: bool

    def holds(self, mention: Mention) -> bool:
        """A code label on its block decides, but for an agent that was billed under another; else the families of its label or wording; else, for wording
        without a label, the families that the codebook lets this code share when nobody billed them."""
        if mention.code is not None and mention.code in self.visit.codes and not self._named_apart(mention):
            return mention.code == self.code.code
        families = mention.families
        if not families:
            return self.alone
        if not self.families.isdisjoint(families):
            return True
        if mention.labelled:
            return False
        if not self.shared.isdisjoint(families):
            return True
        if not (self.borrows or self.sole and mention.label not in NAMES):
            return False
        return MOVEMENT.issuperset(families)

    def _named_apart(self, mention: Mention) -> bool:
        """Whether words under a code's label name a billed agent that is none of the code's: "ES IFC to L hip 15 min" on the next line."""
        return (bool(mention.families) and MOVEMENT.isdisjoint(mention.families) and set(mention.families).isdisjoint(self.visit.codes[mention.code].families)
                and any(not set(mention.families).isdisjoint(code.families) for code in self.visit.codes.values()))


def _claim(visit: Visit, code: Code) -> _Claim:
    billed = {family for other in visit.codes.values() for family in other.families}
    families = frozenset(code.families)
    sole = sole_treatment(visit, code)
    return _Claim(visit, code, families, frozenset(code.shares) - billed, sole and MOVEMENT.issuperset(families),
                  sole or visit.only_service(code), code.code in visit.borrowing)


def belongs(visit: Visit, code: Code, mention: Mention) -> bool:
    """Whether a mention is said of a billed code's service."""
    return _claim(visit, code).holds(mention)


def service_mentions(visit: Visit, code: Code) -> Mentions:
    """Mentions of a code's service in the note and its attachments, counted and refused alike."""
    found = visit._mentions.get(code.code)
    if found is None:
        holds = _claim(visit, code).holds
        found = [(reading, mention) for reading in visit.readings if reading.source != "plan_of_care"
                 for mention in reading.mentions if holds(mention)]
        if code.code in (LATER, *FIRST.values()) and LATER in visit.codes and not visit.codes.keys().isdisjoint(FIRST.values()):
            found = [(reading, mention) for reading, mention in found if mention.code is not None or told_of(visit, code, reading, mention)]
        found = visit._mentions[code.code] = Mentions(found)
    return found


def told_from(visit: Visit, code: Code, aside: tuple[str, ...]) -> int | None:
    """Where the note's text begins to tell of a code's service, by other words than those of the labels set aside; None where it does not."""
    return min((mention.start for reading, mention in service_mentions(visit, code)
                if reading is visit.readings[0] and mention.reason is None and mention.label not in aside), default=None)


def told_of(visit: Visit, code: Code, reading: Reading, mention: Mention) -> bool:
    """Whether words on a device can be what a code was billed for, where its first and a later encounter are billed in one visit."""
    first = [FIRST[family] for family in mention.families if family in FIRST and FIRST[family] in visit.codes]
    if not first:
        return True  # no other code claims it
    told = reading.segments[mention.segment].encounter
    return told is None or (told == "old") == (code.code == LATER)


def note_mentions(visit: Visit) -> Mentions:
    """Mentions anywhere in the note, its attachments and its plan of care."""
    found = visit._mentions.get(None)
    if found is None:
        found = visit._mentions[None] = Mentions((reading, mention) for reading in visit.readings for mention in reading.mentions)
    return found


def refused_mentions(visit: Visit) -> Mentions:
    """Mentions anywhere that do not count, each with its reason."""
    found = visit._mentions.get(REFUSED)
    if found is None:
        found = visit._mentions[REFUSED] = Mentions(pair for pair in note_mentions(visit) if pair[1].reason is not None)
    return found
