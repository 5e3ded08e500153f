"""How well a stretch of a note fits each of the codes billed, by all that it names."""

from __future__ import annotations

from bisect import bisect_left
from operator import attrgetter

from ptnotelint.evidence import Mention, Reading
from ptnotelint.rules.scope import Visit

# what a label says of the kind of care, however the line it stands on was read
KINDS = {
    "exercise": {"exercise": 1.0, "neuromuscular": 0.7, "aquatic": 0.6, "group": 0.5}, "activity": {"activities": 1.0, "self_care": 0.8, "wheelchair": 0.3},
    "gait": {"gait": 1.5}, "deviation": {"gait": 1.0}, "technique": {"manual": 1.5, "massage": 1.0}, "technique_vague": {"manual": 1.5},
    "purpose_motor": {"neuromuscular": 0.8}, "orthosis": {"orthotic": 1.5}, "prosthesis": {"prosthetic": 1.5}, "wheelchair_device": {"wheelchair": 1.0},
    "aquatic": {"aquatic": 2.0}, "modality": {}, "exercise_vague": {}, "activity_vague": {}, "needling": {"needling": 1.5}, "maneuver": {"repositioning": 1.5}}
# and what is said of one kind of care more than of others
HINTS = KINDS | {"distance": {"gait": 1.0}, "device": {"gait": 0.5}, "load": {"exercise": 0.6, "neuromuscular": 0.2}, "muscle": {"exercise": 0.3, "manual": 0.2}}

_start = attrgetter("start")
FULL = 2.0  # so much named is as much as a stretch can say
OPINION = 1.0


def fit(visit: Visit, numbers: tuple[str, ...], start: int, end: int) -> dict[str, float]:
    """How much of what a stretch names is of each code, all together 1."""
    weights = dict.fromkeys(numbers, 0.0)
    mentions = visit.readings[0].mentions  # in text order
    for mention in mentions[bisect_left(mentions, start, key=_start):bisect_left(mentions, end, key=_start)]:
        if mention.label not in HINTS or mention.reason is not None:
            continue
        for number in numbers:
            families = visit.codes[number].families
            weights[number] += sum(HINTS[mention.label].get(family, 0.0) for family in families) + (mention.label in KINDS and not set(families).isdisjoint(mention.families))
    scores = _opinion(visit, numbers, start, end)
    named = sum(weights.values())
    for number in numbers:
        weights[number] = weights[number] / (named or 1) * min(named, FULL) / FULL + OPINION * scores[number]
    whole = sum(weights.values())
    return {number: weight / whole if whole else 1 / len(numbers) for number, weight in weights.items()}


def line_of(reading: Reading, mention: Mention) -> tuple[int, int]:
    """Where the line that a mention stands on begins and ends."""
    stop = reading.text.find("\n", mention.end)
    return reading.text.rfind("\n", 0, mention.start) + 1, stop if stop >= 0 else len(reading.text)


def _opinion(visit: Visit, numbers: tuple[str, ...], start: int, end: int) -> dict[str, float]:
    """What the classifier makes of a stretch."""
    if visit.classifier is None:
        return dict.fromkeys(numbers, 0.0)
    families = {number: visit.codes[number].families for number in numbers}
    scores = visit.classifier.score(visit.readings[0].text[start:end], "objective", tuple(dict.fromkeys(family for each in families.values() for family in each)))
    found = {number: max((scores.get(family, 0.0) for family in each), default=0.0) for number, each in families.items()}
    whole = sum(found.values())
    return {number: score / whole if whole else 0.0 for number, score in found.items()}
