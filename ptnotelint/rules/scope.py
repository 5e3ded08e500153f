"""Which mentions belong to which billed code: service families mapped to billed lines."""

from __future__ import annotations

from dataclasses import dataclass

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.note import BilledLine, Note


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

    def families(self) -> set[str]:
        """Service families that some billed code has as its own."""
        return {family for code in self.codes.values() for family in code.families}

    def only_service(self, code: Code) -> bool:
        """Whether nothing else was billed, so that what names no service can only be of this one."""
        return set(self.codes) == {code.code} and len({line.code for line in self.billed}) == 1


# kinds of care that share their help, minutes and reasons when only one of them is billed
MOVEMENT = frozenset({"exercise", "neuromuscular", "activities", "gait", "self_care", "wheelchair", "aquatic", "group"})
# wording that names a service itself, and so never belongs to another
NAMES = frozenset({"exercise", "exercise_vague", "activity", "activity_vague", "gait", "technique", "technique_vague", "needling", "maneuver",
                   "repositioning", "modality", "modality_type", "wrong_kind", "test_score", "exam_finding", "orthosis", "prosthesis", "wheelchair_device", "aquatic"})


def sole_treatment(visit: Visit, code: Code) -> bool:
    """Whether the code is the only one billed besides evaluations."""
    treatments = {number for number, other in visit.codes.items() if other.families != ("evaluation",)}
    return treatments == {code.code} and len({line.code for line in visit.billed} - set(visit.codes)) == 0


def belongs(visit: Visit, code: Code, mention: Mention) -> bool:
    """Whether a mention is said of a billed code's service.

    A code label on its block decides; else the families of its label or wording; else, for wording
    without a label, the families that the codebook lets this code share when nobody billed them.
    """
    if mention.code in visit.codes:
        return mention.code == code.code
    if not mention.families:
        return sole_treatment(visit, code) or visit.only_service(code)
    if not set(code.families).isdisjoint(mention.families):
        return True
    if mention.labelled:
        return False
    if code.code in visit.borrowing and MOVEMENT.issuperset(mention.families):
        return True
    billed = visit.families()
    if mention.label not in NAMES and MOVEMENT.issuperset((*code.families, *mention.families)) and sole_treatment(visit, code):
        return True  # help, minutes, reasons of the only treatment billed
    return any(family in code.shares and family not in billed for family in mention.families)


def belongs_elsewhere(visit: Visit, code: Code, mention: Mention) -> bool:
    """Whether a mention plainly belongs to another service, so that it can be named as refused."""
    return bool(mention.families) and not belongs(visit, code, mention)


def service_mentions(visit: Visit, code: Code) -> list[tuple[Reading, Mention]]:
    """Mentions of a code's service in the note and its attachments, counted and refused alike."""
    return [(reading, mention) for reading in visit.readings if reading.source != "plan_of_care"
            for mention in reading.mentions if belongs(visit, code, mention)]


def note_mentions(visit: Visit) -> list[tuple[Reading, Mention]]:
    """Mentions anywhere in the note, its attachments and its plan of care."""
    return [(reading, mention) for reading in visit.readings for mention in reading.mentions]
