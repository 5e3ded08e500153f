"""The one billed service that is not told, and what is told of no billed service: each is the other's."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.rules.judge import status_of
from ptnotelint.rules.scope import Visit, service_mentions

TREATED = frozenset({None, "objective", "treatment", "addendum"})
DONE = frozenset({"dose", "distance", "minutes", "assist", "cue"})
NAMES = frozenset({"exercise", "activity", "gait", "technique", "technique_vague", "exercise_vague", "activity_vague", "modality", "modality_type", "needling", "maneuver", "group", "aquatic"})
ITEMS = NAMES | {"minutes", "assist"}
# words of a finding, of an aim or of another document: where they stand, numbers are no doses
NOT_DONE = frozenset({"exam_finding", "test_score", "positional_test", "goal", "goal_vague", "elsewhere"})
NAMED = {"exercise": "exercise", "neuromuscular": "exercise", "activities": "activity", "self_care": "activity"}
# of what is to come, of a wish, of the whole visit, and of other people's work
NOT_HERE = re.compile(r"\b(?:should|would|could|will|may|wants?|wish\w*|hop(?:e|es|ing)|goals?|aims?|total|tot|altogether|therapist (?:came|had)|nurse|teacher|aide|coach|daily|every day|at home|yesterday|fell|fallen|tripped|last (?:week|visit|time))\b", re.IGNORECASE)
WALKS = frozenset({"distance", "gait", "deviation", "device"})
APART = 2  # segments that may stand between two of one passage


def with_left_over(visit: Visit) -> Visit | None:
    """The visit with passages of no billed service given to the movement codes that nothing else tells; None where there are none.

    A passage is taken only where nothing was refused for the code: what is declined, planned or another's stays so.
    """
    waiting = [code for code in visit.codes.values() if code.families[0] in (*NAMED, "gait") and "service" in code.elements and _silent(visit, code)]
    if not waiting:
        return None
    reading = visit.readings[0]
    passages = list(_passages(visit, reading)) or list(_passages(visit, reading, inherited=True))
    if not passages:
        return None
    walked = {mention.segment for mention in reading.mentions if mention.label in WALKS}
    given: dict[int, str] = {}
    first: set[int] = set()
    for passage in passages:
        family = _whose(not walked.isdisjoint(passage), [code.families[0] for code in waiting], len(passages))
        if family is None:
            continue
        given.update(dict.fromkeys(range(passage[0], passage[-1] + 1), family))
        first.add(passage[0])
        if len(waiting) > 1:
            waiting = [code for code in waiting if code.families[0] != family]
    if not given:
        return None
    return visit.afresh(readings=(_given(reading, given, first), *visit.readings[1:]))


def _silent(visit: Visit, code: Code) -> bool:
    """Whether a code's service is not told, and nothing was refused for it."""
    element = code.elements["service"]
    if status_of(visit, code, element) != "missing":
        return False
    if any(mention.labelled and mention.code == code.code for mention in visit.readings[0].mentions):
        return False  # "97530 - 11 min": a line of its own that tells nothing
    labels = {*element.named, *element.kind, "elsewhere"}
    return not any(mention.reason and mention.reason not in ("low_confidence", "billing_block") and mention.label in labels for _, mention in service_mentions(visit, code))


def _passages(visit: Visit, reading: Reading, inherited: bool = False) -> Iterator[list[int]]:
    """Runs of segments that tell of something done with a dose, and of no billed service.

    ``inherited`` looks for those that only the text before them gave to a billed service: with minutes of their own,
    beside other minutes of that service.
    """
    billed = {family for code in visit.codes.values() for family in (*code.families, *code.shares)}
    said: dict[int, list[Mention]] = {}
    for mention in reading.mentions:
        said.setdefault(mention.segment, []).append(mention)
    totals = [total.start for total in (reading.visit_total, reading.timed_total) if total]
    timed = _timed_segments(said)
    passage: list[int] = []
    marks: list[Mention] = []
    for number, segment in enumerate(reading.segments):
        here = [mention for mention in said.get(number, ()) if mention.by == "pattern"]
        free = (segment.section in TREATED and segment.reason is None and not segment.historical and not segment.labelled and (inherited or billed.isdisjoint(segment.families))
                and not any(mention.label in NOT_DONE or mention.label in (NAMES if inherited else ITEMS) and not billed.isdisjoint(mention.families) for mention in here)
                and NOT_HERE.search(reading.text, segment.start, segment.end) is None and not any(segment.start <= total < segment.end for total in totals))
        done = [mention for mention in here if mention.label in DONE and mention.reason is None] if free else []
        if passage and (not free or done and number - passage[-1] > APART):
            if _tells(marks) and (not inherited or _timed_apart(reading, passage, timed)):
                yield passage
            passage, marks = [], []
        if done:
            passage.append(number)
            marks += done
    if passage and _tells(marks) and (not inherited or _timed_apart(reading, passage, timed)):
        yield passage


def _tells(marks: list[Mention]) -> bool:
    """Whether a passage tells of something done: two things counted, or one with its minutes or help, or minutes with help."""
    labels = {mention.label for mention in marks}
    return len({(mention.start, mention.end) for mention in marks}) > 1 and (not labels.isdisjoint({"dose", "distance"}) or "minutes" in labels and len(labels) > 1)


def _timed_segments(said: dict[int, list[Mention]]) -> dict[str | None, set[int]]:
    """Segments with minutes that count, by the families that they are of; under None all of them."""
    timed: dict[str | None, set[int]] = {None: set()}
    for number, mentions in said.items():
        for mention in mentions:
            if mention.label == "minutes" and mention.reason is None:
                for family in (None, *mention.families):
                    timed.setdefault(family, set()).add(number)
    return timed


def _timed_apart(reading: Reading, passage: list[int], timed: dict[str | None, set[int]]) -> bool:
    """Whether a passage has minutes of its own, and the service it was taken for has others."""
    taken = {family for number in passage for family in reading.segments[number].families}
    return not timed[None].isdisjoint(passage) and any(len(timed[family]) > sum(number in timed[family] for number in passage) for family in taken & timed.keys())


def _whose(walked: bool, families: list[str], passages: int) -> str | None:
    """The family of a passage, of those that wait for one."""
    if "gait" in families and walked:
        return "gait"
    others = [family for family in families if family != "gait"]
    if len(others) > passages:
        return "activities" if "activities" in others else None
    return others[0] if others else None


def _given(reading: Reading, given: dict[int, str], first: set[int]) -> Reading:
    """The reading with the passages' words given to their services, and each passage's dosed segments for items of it."""
    mentions = [replace(mention, families=(given[mention.segment],)) if mention.segment in given and mention.reason is None else mention
                for mention in reading.mentions]
    segments = tuple(replace(segment, families=(given[number],)) if number in given else segment for number, segment in enumerate(reading.segments))
    counted = {mention.segment for mention in mentions if mention.label in ("dose", "distance") and mention.reason is None}
    for number, family in given.items():
        if number in first or number in counted:
            segment = segments[number]
            for label in ("service_told", NAMED.get(family)):
                if label is not None:
                    mentions.append(Mention(label, segment.start, segment.end, number, (family,), dosed=label != "service_told" or None, section=segment.section))
    return replace(reading, segments=segments, mentions=tuple(sorted(mentions, key=lambda mention: (mention.start, mention.end, mention.label))))


__all__ = ["with_left_over"]
