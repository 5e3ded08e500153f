"""The classifier's turn, where the patterns are silent: roles, and which service a segment tells of.

Its evidence says so (``by = "classifier"`` with its calibrated probability); below the threshold it
is refused as ``low_confidence`` and only shown.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from ptnotelint.evidence import Mention, Reading, Segment
from ptnotelint.nlp.guarded import guarded

TREATED = frozenset({None, "objective", "treatment", "addendum"})
TOLD = TREATED | {"assessment"}
# Label of the classifier -> the element it speaks for, the label its mention gets, and the sections it can stand in.
ROLES = {
    "purpose": ("purpose", "purpose", TOLD),
    "purpose_motor": ("purpose", "purpose_motor", TOLD),
    "functional_goal": ("functional_goal", "functional_goal", TOLD | {"subjective", "goals", "history", "plan"}),
    "response": ("response", "response", TOLD),
    "skilled_need": ("skilled_need", "skilled_need", TOLD | {"plan"}),
    "assistance": ("assistance", "assist", TREATED),
    "technique": ("technique", "technique", TREATED),
    "deviation": ("deviation", "deviation", TOLD),
    "activity": ("activity", "activity", TREATED),
    "attendance": ("attendance", "attendance", TREATED),
    "history": ("history", "history_factor", TOLD | {"subjective", "history"}),
    "examination": ("examination", "exam_finding", TOLD | {"measures"}),
    "goals": ("goals", "goal", TOLD | {"goals", "plan"}),
}
OF_THE_NOTE = frozenset({"functional_goal", "response", "skilled_need", "history", "examination", "goals"})
REASONS = frozenset({"purpose", "purpose_motor"})
# a reason is an aim, a cause or a state; names of things done and their doses tell none
STATED = guarded(r"\b(?:because|since|as|so|to|why|reason|hence|that|which|is|are|has|have|does|do|not|cannot|remains?|stays?|isn|aren|doesn|don|won|can|lacks?|lacking|poor|limited|limits|due|inhibit\w*|guard\w*|weak\w*|stiff\w*|tight\w*|spasm\w*|deficits?|impair\w*|delay\w*|loss|reduced|decreased)\b|n['’]t\b|['’]s\b|↓|↑")
SHOWN = 0.2  # what scores less is not worth showing as a near miss
# A billed service that no pattern found: more likely than not is enough to call it described, since the
# finding it prevents would be the worst the linter has.
SERVICE_AT, SERVICE_SHOWN = 0.5, 0.3
# Of treatment far less will do where a dose, minutes or help show that something was done there: the code was billed,
# nothing was refused for it, and no other billed service that is not told fits the segment better. What an examination
# finds is numbers, too, so of it they show nothing.
DONE_AT = 0.07
EXAMINES = frozenset({"evaluation", "performance_test"})
DONE = frozenset({"dose", "distance", "minutes", "assist", "cue", "intensity", "frequency", "force"})
# where a service's own name or an agent stands, the patterns have judged what is told with it
NAMED = frozenset({"modality", "needling", "maneuver", "exercise_vague", "activity_vague", "technique_vague"})
REFUSED_ALL = {"home_program", "historical", "billing_block", "negated", "template_hole"}
TOGETHER = 64  # segments whose weights are added up at a time, so that a long note takes no more memory
SHORTEST = 12  # characters; less is a heading or a number


def second_look(reading: Reading, classifier, silent: frozenset[str], families: frozenset[str] = frozenset()) -> Reading:
    """The reading with the classifier's mentions added, in text order.

    Parameters
    ----------
    reading : Reading
        What the patterns found.
    classifier : Classifier
        Scores of a segment for each role and service family.
    silent : frozenset of str
        Elements that the patterns did not find; only these roles are asked.
    families : frozenset of str
        Families of billed codes whose service no pattern found.
    """
    roles = [role for role, (element, _, _) in ROLES.items() if element in silent]
    added: list[Mention] = []
    told: dict[int, str] = {}
    owned: dict[int, set[str]] = {}  # whose the reasons are that patterns read in a segment
    for mention in reading.mentions:
        if mention.label in REASONS and mention.reason is None:
            owned.setdefault(mention.segment, set()).update(mention.families)
    done = {mention.segment for mention in reading.mentions if mention.label in DONE and mention.reason is None}
    done -= {mention.segment for mention in reading.mentions if mention.label in NAMED}
    for index, segment, here, unlabelled in _asked(reading, classifier, roles, bool(families)):
        words = reading.text[segment.start:segment.end]
        scores = classifier.score(words, segment.section, (*here, *(families if unlabelled else ())))
        added += [mention for role in here if (mention := _role(role, scores, classifier.thresholds, index, segment, owned.get(index)))]
        if unlabelled:
            family = max(families, key=lambda name: (scores.get(name, 0.0), name))
            mention = _service(family, scores.get(family, 0.0), index, segment, DONE_AT if index in done and family not in EXAMINES else SERVICE_AT)
            if mention is not None:
                added.append(mention)
                if mention.reason is None:
                    told[index] = family
    if not added:
        return reading
    mentions = [replace(mention, families=(*mention.families, told[mention.segment]))
                if mention.segment in told and told[mention.segment] not in mention.families else mention for mention in reading.mentions]
    return replace(reading, mentions=tuple(sorted((*mentions, *added), key=lambda mention: (mention.start, mention.end, mention.label))))


def _asked(reading: Reading, classifier, roles: list[str], families: bool) -> Iterator[tuple[int, Segment, list[str], bool]]:
    """Segments that the classifier is asked about: number, segment, roles, and whether their service is asked."""
    asked = []
    unfilled = {mention.segment for mention in reading.mentions if mention.reason == "template_hole"}
    folded = reading.text.lower()
    for index, segment in enumerate(reading.segments):
        if segment.end - segment.start < SHORTEST or segment.reason in REFUSED_ALL and segment.section != "subjective":
            continue
        here = [role for role in roles if index not in unfilled and (role not in REASONS or STATED.search(folded, segment.start, segment.end)) and segment.section in ROLES[role][2] and (segment.reason is None or role in OF_THE_NOTE)]
        unlabelled = families and not segment.labelled and segment.reason is None and segment.section in TREATED
        if here or unlabelled:
            asked.append((index, segment, here, unlabelled))
    for first in range(0, len(asked), TOGETHER):
        some = asked[first:first + TOGETHER]
        classifier.prepare((reading.text[segment.start:segment.end], segment.section) for _, segment, _, _ in some)
        yield from some


def _role(role: str, scores: dict, thresholds: dict, index: int, segment: Segment, owned: set[str] | None = None) -> Mention | None:
    score = scores.get(role, 0.0)
    if score < SHOWN:
        return None
    reason = None if score >= thresholds.get(role, 1.01) else "low_confidence"
    families = tuple(name for name in segment.families if not owned or role not in REASONS or name in owned)
    return _mention(ROLES[role][1], () if role in OF_THE_NOTE else families, score, reason, index, segment)


def _service(family: str, score: float, index: int, segment: Segment, enough: float) -> Mention | None:
    if score < min(SERVICE_SHOWN, enough):
        return None
    return _mention("service_told", (family,), score, None if score >= enough else "low_confidence", index, segment)


def _mention(label: str, families: tuple[str, ...], score: float, reason: str | None, index: int, segment: Segment) -> Mention:
    return Mention(label, segment.start, segment.end, index, families, segment.labelled, reason, None, by="classifier",
                   confidence=round(score, 4), section=segment.section)
