"""The classifier's turn: roles that the patterns did not see, segment by segment.

Its evidence says so (``by = "classifier"`` with its probability); below the role's threshold it is
refused as ``low_confidence`` and only shown.
"""

from __future__ import annotations

from dataclasses import replace

from ptnotelint.evidence import Mention, Reading, Segment

ROLES = {"purpose": "purpose", "functional_goal": "functional_goal", "response": "response", "skilled_need": "skilled_need"}
SHOWN = 0.5  # below even odds a segment is not worth showing as a near miss
PLACES = {  # sections in which a role can stand at all
    "purpose": {None, "objective", "treatment", "assessment", "addendum"},
    "functional_goal": {None, "subjective", "goals", "history", "assessment", "objective", "treatment", "plan", "addendum"},
    "response": {None, "objective", "treatment", "assessment", "addendum"},
    "skilled_need": {None, "objective", "treatment", "assessment", "addendum", "plan"},
}
REFUSED_ALL = {"home_program", "historical", "billing_block", "negated", "template_hole"}


def second_look(reading: Reading, classifier) -> Reading:
    """The reading with the classifier's mentions added, in text order.

    Parameters
    ----------
    reading : Reading
        What the patterns found.
    classifier : Classifier
        Scores of a segment for each role.
    """
    added = []
    for index, segment in enumerate(reading.segments):
        if segment.reason in REFUSED_ALL and segment.section != "subjective":
            continue
        words = reading.text[segment.start:segment.end]
        if len(words) < 12:
            continue
        scores = classifier.score(words, segment.section)
        added += [mention for role in ROLES if (mention := _mention(role, scores, classifier.thresholds, index, segment))]
    if not added:
        return reading
    mentions = sorted((*reading.mentions, *added), key=lambda mention: (mention.start, mention.end, mention.label))
    return replace(reading, mentions=tuple(mentions))


def _mention(role: str, scores: dict, thresholds: dict, index: int, segment: Segment) -> Mention | None:
    score = scores.get(role, 0.0)
    if score < SHOWN or segment.section not in PLACES[role]:
        return None
    reason = None if score >= thresholds.get(role, 1.01) else "low_confidence"
    families = segment.families if role == "purpose" else ()
    return Mention(ROLES[role], segment.start, segment.end, index, families, segment.labelled, reason, None,
                   by="classifier", confidence=round(score, 4), section=segment.section)
