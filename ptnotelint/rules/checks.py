"""The handful of check kinds: from the mentions of a service to one element's status and its evidence."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from ptnotelint.codebook import Code, Element
from ptnotelint.evidence import Mention, Reading
from ptnotelint.rules.examining import examined
from ptnotelint.rules.helped import help_below
from ptnotelint.rules.minutes import listed_unnamed, stated_minutes
from ptnotelint.rules.scope import MOVEMENT, Found, Mentions, Visit, note_mentions, service_mentions
from ptnotelint.stretches import Stretches


@dataclass(frozen=True, slots=True)
class Judgement:
    """A status with the mentions that make it."""

    status: str
    evidence: tuple[tuple[Reading, Mention], ...] = ()


def candidates(visit: Visit, code: Code, element: Element) -> Found:
    """Mentions an element may draw on: of the service, or (scope ``note``) of the whole note."""
    if element.scope == "note" or (element.element == "body_part" and not code.strict_region):
        found = note_mentions(visit)
        if element.element == "response" and code.families[0] in OWN_RESPONSE:
            lines = {(reading.source, reading.segments[mention.segment].unit) for reading, mention in service_mentions(visit, code) if mention.reason is None}
            others = {(reading.source, mention.segment) for reading, mention in found if mention.label in NAMES_CARE}
            found = [(reading, mention) for reading, mention in found
                     # in the service's own line, in a sentence that names nothing else done
                     if not mention.labelled and (reading.source, reading.segments[mention.segment].unit) in lines and (reading.source, mention.segment) not in others
                     or not mention.families or not mention.labelled and mention.section == "assessment" or mention.code == code.code
                     or not set(code.families).isdisjoint(mention.families)]
        return found
    return service_mentions(visit, code)


# Only for these codes an effect that the note ties to another service does not count (elements.md, `response`).
OWN_RESPONSE = frozenset({"traction", "needling", "repositioning"})
NAMES_CARE = frozenset({"exercise", "activity", "gait", "technique", "modality", "modality_type"})


def counted(found: Found, labels: tuple[str, ...]) -> Found:
    """Those of the given labels that are not refused."""
    if isinstance(found, Mentions):
        return found.counted(labels)
    return [(reading, mention) for reading, mention in found if mention.label in labels and mention.reason is None]


def beside(visit: Visit, code: Code, labels: tuple[str, ...]) -> Found:
    """Unlabelled mentions in the paragraphs that tell of the service, whatever service they were taken for.

    Where a note labels nothing, one paragraph may tell of several services, and which of them a cue or
    a reason is said of is a reader's guess; the guess is not held against the note.
    """
    units = {(reading.source, reading.segments[mention.segment].unit) for reading, mention in service_mentions(visit, code)
             if mention.reason is None and not mention.labelled and mention.families}
    return [(reading, mention) for reading in visit.readings for mention in reading.mentions
            if mention.label in labels and mention.reason is None and not mention.labelled
            and (not mention.families or MOVEMENT.issuperset((*mention.families, *code.families)))
            and (reading.source, reading.segments[mention.segment].unit) in units]


def _spare(visit: Visit, code: Code, evidence: Found) -> Found:
    """Reasons that their own service can do without: it has another, or was not billed; nobody tells one reason twice for two."""
    for other in visit.codes.values():
        purpose = other.elements.get("purpose")
        if other is code or purpose is None:
            continue
        own = counted(service_mentions(visit, other), purpose.labels)
        taken = {(reading.source, mention.segment) for reading, mention in own}
        if len({(reading.source, mention.segment) for reading, mention in own if mention.by != "classifier"}) < 2:  # what a classifier guesses is not lent
            evidence = [(reading, mention) for reading, mention in evidence if (reading.source, mention.segment) not in taken]
    return evidence


def check_any(visit: Visit, code: Code, element: Element) -> Judgement:
    """One mention is enough."""
    found = candidates(visit, code, element)
    lends = element.element == "activity" and code.code in visit.borrowing and "self_care" not in code.families  # no exercise is self-care
    labels = (*element.labels, "exercise", "gait") if lends else element.labels
    evidence = counted(found, labels)
    if not evidence and element.element == "examination" and code.families == ("evaluation",):
        evidence = examined(visit, code)
    if not evidence and element.scope == "service" and element.element in SHARED_IN_PROSE:
        evidence = beside(visit, code, element.labels)
        if element.element == "assistance":  # help is told with what was done or after it, not ahead of it
            begun, ended = _told_from_to(visit, code)
            others = {other.families: _told_from_to(visit, other)[0] for other in visit.codes.values() if other is not code and MOVEMENT.issuperset(other.families)}
            evidence = [(reading, mention) for reading, mention in evidence if not mention.families or mention.segment >= begun and not any(
                first > ended and not set(families).isdisjoint(mention.families) for families, first in others.items())]
            evidence = evidence or help_below(visit, code, element.labels)
        if element.element == "purpose":
            evidence = _spare(visit, code, evidence)
    if element.element == "body_part" and not code.strict_region and evidence:
        # what the service's own text says of it is the better quote
        own = service_mentions(visit, code).ids
        evidence = [pair for pair in evidence if id(pair[1]) in own] or evidence
    elif element.element == "body_part" and not code.strict_region:
        # the region may come from anywhere in the visit: history, a goal, a measure
        evidence = [(reading, mention) for reading, mention in found if mention.label in element.labels
                    and mention.reason not in ("billing_block", "template_hole", "home_program", "planned")]
    return Judgement("present" if evidence else "missing", tuple(evidence))


def _told_from_to(visit: Visit, code: Code) -> tuple[int, int]:
    """The first and the last sentence that tell of a service without a label."""
    told = [mention.segment for _, mention in service_mentions(visit, code) if mention.reason is None and mention.families and not mention.labelled]
    return (min(told), max(told)) if told else (0, 0)


def check_graded(visit: Visit, code: Code, element: Element) -> Judgement:
    """A definite mention = present, a vague one = partial, none = missing."""
    found = candidates(visit, code, element)
    evidence = counted(found, element.labels)
    if evidence:
        return Judgement("present", tuple(evidence))
    vague = counted(found, element.vague)
    return Judgement("partial" if vague else "missing", tuple(vague))


def check_all_of(visit: Visit, code: Code, element: Element) -> Judgement:
    """Each part needs a mention of its own."""
    found = candidates(visit, code, element)
    evidence: Found = []
    for part in element.parts:
        here = counted(found, part)
        if not here:
            return Judgement("missing")
        evidence += here
    return Judgement("present", tuple(evidence))


# tasks that stand among exercises as one of them
TRAINED = ("carry", "carries", "sit to stand", "sit to stands", "sit-to-stand", "sit-to-stands", "sts", "squat", "squats", "step up", "step ups", "step-ups")


def check_each_item(visit: Visit, code: Code, element: Element) -> Judgement:
    """Every named item dosed = present, some = partial, none = missing."""
    found = candidates(visit, code, element)
    asked = tuple(label for label in element.labels if label != "activity" or "activity" in code.elements)
    items = [mention for _, mention in counted(found, asked) if mention.dosed is not None]
    if "activity" not in asked and any(mention.dosed for mention in items):  # "lat pull 3x10, suitcase carry" under one label
        items += [mention for reading, mention in counted(found, ("activity",)) if mention.dosed is False and mention.labelled
                  and reading.text[mention.start:mention.end].lower().endswith(TRAINED)]
    if not items and MOVEMENT.issuperset(code.families):  # "reach across midline, 12 each way" under a heading of balance
        items = [mention for _, mention in counted(found, ("activity",)) if mention.dosed]
    if any(mention.labelled and mention.dosed for mention in items):
        # beside a labelled block, a name in passing elsewhere is a finding or a remark, not an item of the list
        listed = {mention.segment + step for mention in items if mention.labelled and mention.dosed for step in (0, 1, 2)}
        items = [mention for mention in items if mention.labelled or mention.dosed or mention.segment in listed]
    elif any(mention.dosed for mention in items):
        near = {mention.segment + step for mention in items if mention.dosed for step in range(-4, 5)}
        items = [mention for mention in items if mention.dosed or mention.label != "activity" or mention.segment in near]  # "hurt lifting a keg", far from the list
    doses = counted(found, element.dose)
    if not items:
        return Judgement("missing")
    dosed = sum(bool(mention.dosed) for mention in items)
    status = "present" if dosed == len(items) else "partial" if dosed else "missing"
    return Judgement(status, tuple(doses) if dosed else ())


# said of a service by its neighbours in prose; what names a service (an exercise, a technique, a setting) is not
SHARED_IN_PROSE = frozenset({"purpose", "assistance", "body_part", "position", "distance", "deviation", "device", "response"})


def check_minutes(visit: Visit, code: Code, element: Element) -> Judgement:
    """Minutes of the service; a visit total only when nothing else was billed."""
    minutes, mentions = stated_minutes(visit, code)
    if minutes is not None or mentions:
        return Judgement("present", tuple(mentions))
    near = beside(visit, code, element.labels)
    if len(near) >= len(visit.codes):
        return Judgement("present", tuple(near[-1:]))
    billed = {family for other in visit.codes.values() for family in other.families}
    told = [(reading, mention) for reading in visit.readings for mention in reading.mentions if mention.label == "minutes" and mention.reason is None
            and not mention.labelled and MOVEMENT.union(billed).issuperset(mention.families)]
    if (len(told) >= len(visit.codes) > 1 or listed_unnamed(visit)) and MOVEMENT.issuperset(code.families):
        return Judgement("present", tuple(told))  # as many times as services: whose is whose is a reader's guess
    main = visit.readings[0]
    total = main.visit_total or main.timed_total
    if visit.only_service(code) and (total or visit.note.total_minutes):
        return Judgement("present")
    items = [mention for _, mention in counted(service_mentions(visit, code), ("exercise", "activity")) if mention.dosed is not None]
    timed = [mention for _, mention in counted(service_mentions(visit, code), ("dose",)) if " min" in main.text[mention.start:mention.end]]
    return Judgement("present" if items and len(timed) >= len(items) else "missing")


# the kind's own name, where the kind is care of a device
BARE_DEVICES = frozenset({"splint", "splinting", "orthotic", "orthosis", "orthoses", "brace", "bracing", "prosthesis", "prosthetic", "prostheses"})
FITTED = frozenset({"orthotic", "prosthetic", "wheelchair"})
MACHINES = frozenset({"ultrasound", "iontophoresis", "paraffin", "whirlpool", "diathermy", "infrared", "heat_cold"})
AGENTS = frozenset({"traction", "stimulation", "compression"})
MODALITIES = MACHINES | AGENTS
HANDS = frozenset({"manual", "massage", "needling"})
NAMES_ALONE = MACHINES | {"needling"}  # the name is the code's own title
SETTINGS = ("position", "placement", "duty_cycle", "medication", "intensity", "frequency", "group_size")  # here the type is the service's own name; alone with minutes it describes nothing


def check_service(visit: Visit, code: Code, element: Element) -> Judgement:
    """The kind of care done: a named item of it, or its kind with a region, target, aim or parameter."""
    found = service_mentions(visit, code)
    named = [pair for pair in counted(found, element.named) if pair[1].label not in ("exam_finding", "test_score") or code.families == ("performance_test",)]
    if FITTED.isdisjoint(code.families):
        named = [pair for pair in named if pair[1].label not in ("orthosis", "prosthesis", "wheelchair_device")]  # a splint worn is no current
    if not FITTED.isdisjoint(code.families) and all(reading.text[mention.start:mention.end].lower() in BARE_DEVICES for reading, mention in named) and not counted(
            found, ("activity", "exercise", "described", "assist", "cue", "region", "muscle")):
        named = []  # "Splint 97760, 25 min: per protocol"
    if code.families == ("wheelchair",) and not counted(found, ("activity", "exercise", "described", "minutes", "assist", "cue")):
        named = []  # a chair that is only spoken of
    if code.families == ("aquatic",) and not any(m.label == "aquatic" and m.reason is None and m.section != "assessment" for _, m in note_mentions(visit)):
        return Judgement("missing")
    if MODALITIES.issuperset(code.families):
        named = [pair for pair in named if pair[1].label not in ("exercise", "activity")]  # "SLR after was 55" under "Traction:"
    if code.families == ("evaluation",):
        named = examined(visit, code) or counted(found, ("service_told",))
        return Judgement("present" if named else "missing", tuple(named))
    if code.families == ("group",) and _grouped(visit, found):
        named = [pair for pair in named if "group" in pair[1].families]  # "group 30 min, see group log": what was done before it is no group
    if _only_looks_back(visit, named):
        named = []
    # the kind's name in an assessment looks back at care, it does not tell it: "tolerated the aquatic program well"
    kind = [pair for pair in counted(found, element.kind) if pair[1].section != "assessment" or pair[1].labelled and pair[1].code]
    names = [*kind, *counted(note_mentions(visit), ("exercise_vague", "activity_vague", "technique_vague"))]  # a kind's name is no reason for another
    spans = Stretches((mention.start, mention.end) for _, mention in names)
    around = [pair for pair in counted(found, element.with_ if MOVEMENT.issuperset(code.families) and code.families != ("group",) else (*element.with_, *SETTINGS) if code.families != ("stimulation",) else (*element.with_, *SETTINGS[1:])) if not pair[1].label.startswith("purpose") or not any(pair[1].end - pair[1].start < end - start + 12 for start, end in spans.met(pair[1].start, pair[1].end))]
    if (MODALITIES | HANDS).issuperset(code.families):
        around = [pair for pair in around if pair[1].label not in ("distance", "device", "deviation")]  # "CP x10'" is ten minutes, no way walked
    if named and (around or not NAMES_ALONE.issuperset(code.families)):
        return Judgement("present", tuple(named))
    if any(mention.label == "elsewhere" for _, mention in found):
        return _told_beside_reference(found, element)
    labelled = [pair for pair in around if pair[1].labelled] or (counted(found, ("described",)) if set(code.families) <= MOVEMENT | {"group", "orthotic", "prosthetic", "paraffin"} else [])
    if code.families == ("traction",):  # a pull needs its machine or its force; hands pull too
        labelled = []
        told = [(id(reading), mention.segment) for reading, mention in kind if not mention.labelled]  # "the neck traction again": under a label the words of a region are the form's
        around = [pair for pair in counted(around, ("force", "region", "muscle")) if pair[1].label == "force" or (id(pair[0]), pair[1].segment) in told]
    if (kind and around) or labelled:
        return Judgement("present", tuple(kind or labelled))
    if code.families == ("traction",):
        return Judgement("missing")
    told = counted(found, ("service_told",))
    if told:
        return Judgement("present", tuple(told))
    return Judgement("missing")


def _only_looks_back(visit: Visit, named: Found) -> bool:
    """Whether a service is named in the assessment alone, undosed, of a note that tells its treatment elsewhere: "RESULT: looser after the glides"."""
    return bool(named) and all(mention.section == "assessment" and mention.code is None and not mention.dosed for _, mention in named) and (
        named[0][1].labelled or any(segment.section in ("treatment", "objective") for segment in visit.readings[0].segments))


def _grouped(visit: Visit, found: Found) -> bool:
    """Whether a group's own label is told, or the words on a group refer to another document."""
    elsewhere = {(id(reading), mention.segment) for reading, mention in note_mentions(visit) if mention.label == "elsewhere"}
    return any(mention.label == "group" and mention.labelled or (id(reading), mention.segment) in elsewhere for reading, mention in found if "group" in mention.families)


CLOSE = 12  # characters, as many as "for the left " and the like take


def _told_beside_reference(found: Found, element: Element) -> Judgement:
    """"Core strengthening per flow sheet": the kind with its target or aim is told, and only the rest stands elsewhere."""
    told = []
    beside: dict[tuple[int, int], list[Mention]] = {}
    for reading, mention in found:
        if mention.reason in (None, "elsewhere"):
            beside.setdefault((id(reading), mention.segment), []).append(mention)
    for reading, kind in found:
        if kind.label not in element.kind or kind.reason not in (None, "elsewhere"):
            continue
        here = beside[id(reading), kind.segment]
        reference = min((mention.start for mention in here if mention.label == "elsewhere"), default=reading.segments[kind.segment].end)
        beside_it = kind.reason is None and not MOVEMENT.intersection(kind.families)  # "same program, ultrasound and a rub to the forearm": only the program stands elsewhere
        its_name = kind.start <= reference < kind.end  # "her usual exercises for the hip": the name itself is the reference
        if any((mention.end <= reference or its_name and kind.end <= mention.start <= kind.end + CLOSE or beside_it and mention.reason is None and kind.end <= mention.start) and (
                mention.label in ("region", "muscle")
                or mention.label in ("purpose", "purpose_motor") and (mention.end <= kind.start or kind.end <= mention.start)) for mention in here):
            told.append((reading, kind))
    return Judgement("present" if told else "missing", tuple(told))


def unclaimed(visit: Visit, code: Code, element: Element) -> Found:
    """Unlabelled exercises and tasks, for a movement code that nothing else speaks for or against.

    Which of two movement codes an unlabelled exercise belongs to is the provider's intent, not its
    name; where the note labels nothing and refuses nothing, that intent is not called undocumented.
    """
    found = service_mentions(visit, code)
    if not MOVEMENT.issuperset(code.families) or any(mention.reason and mention.label in (*element.named, *element.kind) for _, mention in found):
        return []
    if code.families in (("aquatic",), ("group",), ("wheelchair",)) or any(mention.labelled and mention.code == code.code for _, mention in found):
        return []  # what stands under a code's own label is all that was done for it
    if any(mention.label == "elsewhere" and not mention.labelled and not mention.families for _, mention in note_mentions(visit)):
        return []  # "quads per sheet": what was done for it stands in another document
    lent = [(reading, mention) for reading, mention in note_mentions(visit)
            if mention.label in ("exercise", "activity", "gait") and mention.reason is None and not mention.labelled and mention.dosed is not None
            and MOVEMENT.issuperset(mention.families) and (code.families != ("gait",) or "gait" in (mention.label, *mention.families))]  # walking must be said
    if code.families == ("exercise",) and not any(mention.label == "exercise" for _, mention in lent) and any(
            segment.reason == "home_program" for reading in visit.readings for segment in reading.segments):
        return []  # tasks, and exercise only sent home
    return lent


CHECKS: dict[str, Callable[[Visit, Code, Element], Judgement]] = {
    "any": check_any, "graded": check_graded, "all_of": check_all_of, "each_item": check_each_item, "minutes": check_minutes,
    "service": check_service,
}
