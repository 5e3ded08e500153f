"""Joints with their side: "R knee", "left total hip", and which of them are the complaint."""

from __future__ import annotations

import re
from bisect import bisect_right
from operator import attrgetter

from ptnotelint.evidence import Reading, Sided

JOINTS = {"shoulder": "arm", "elbow": "arm", "wrist": "arm", "hip": "leg", "knee": "leg", "ankle": "leg"}
_SHORT = {"shld": "shoulder", "shldr": "shoulder", "sh": "shoulder", "gh": "shoulder", "ghj": "shoulder", "rtc": "shoulder", "rcr": "shoulder", "tka": "knee", "tkr": "knee", "acl": "knee", "tha": "hip", "thr": "hip"}
OF_ZONE = {"arm": "arm|ue|rue|lue|bue|hand|hands|finger|fingers|thumb|forearm|scapula|scapular|biceps|triceps|rotator cuff|deltoid|lateral epicondyle|upper extremit\\w+",
           "leg": "leg|legs|le|rle|lle|ble|foot|feet|heel|calf|calves|achilles|patella|patellar|plantar fascia|quad|quads|quadriceps|hamstrings?|thigh|lower extremit\\w+|itb|glutes?|toes?|gait",
           "neck": "neck|cervical|c-spine|c/s|ut|upper trap\\w*|suboccipital\\w*|headache\\w*|ha|tmj|jaw", "back": "back|low back|lbp|lumbar|l-spine|l/s|thoracic|t-spine|t/s|sacr\\w+|si|sij|spine|trunk|core|rib\\w*|pelvi\\w+"}
_SIDE = r"(?P<side>left|right|lt|rt|l|r|bilateral|bilat|b/l|both|b)"
_BETWEEN = r"(?:s/p |total |reverse |partial |post-?op |chronic |acute |painful |anterior |posterior |medial |lateral |arthroscopic |involved |affected |rotator cuff |replacement |[(] ?)?"
SIDED = re.compile(rf"(?<![\w/]){_SIDE}[.)]?\s(?:{_BETWEEN}){{0,2}}(?P<joint>{'|'.join((*JOINTS, *_SHORT))})s?\b|(?P<bare>(?<!\w)(?:{'|'.join((*JOINTS, *_SHORT))})s?)\b(?:[,:]? (?P<after>left|right|l|r|lt|rt|bilateral|bilat|b/l|both)\b(?![-/]))?")
JOINT = re.compile("|".join((*JOINTS, *_SHORT)))  # tells which segments are worth a longer look
ZONES = {zone: re.compile(rf"(?<!\w)(?:{words}|{'|'.join(joint for joint, of in JOINTS.items() if of == zone) or words})s?(?!\w)") for zone, words in OF_ZONE.items()}
# a sound limb is treated or measured beside the complaint's
COMPARED = re.compile(r"\b(?:uninvolved|unaffected|opposite|contralateral|sound|good|other|compar\w*|vs|versus|non-?(?:operative|surgical|involved|affected|painful)|bilateral\w*|each|alternat\w*|mirror)\b")
SIDES = {"left": "left", "lt": "left", "l": "left", "right": "right", "rt": "right", "r": "right"}
COMPLAINT = re.compile(r"\b(?:dx|diagnos[ie]s|med dx|tx dx|treatment dx|chief complaint|c/c|cc|referral|referred|region|s/p|status post|post-?op|surgery|procedure|doi|injury)\b")


def sided_joints(reading: Reading, folded: str, coming_for: frozenset[int]) -> tuple[Sided, ...]:
    """Joints of a note in reading order, but for segments that compare the sides; ``coming_for`` numbers the complaint's segments. ``side`` is ``left``, ``right``, ``both`` or empty.

    Examples
    --------
    >>> from ptnotelint.nlp.pipeline import Reader
    >>> reading = Reader().read("S: R knee pain\\nManual: L knee PA glides; hip")
    >>> [(each.joint, each.side, each.complaint) for each in sided_joints(reading, reading.text.lower(), frozenset({0}))]
    [('knee', 'right', True), ('knee', 'left', False), ('hip', '', False)]
    """
    found = []
    named = {bisect_right(reading.segments, match.start(), key=attrgetter("start")) - 1 for match in JOINT.finditer(folded)}
    for number in sorted(named - {-1}):
        segment = reading.segments[number]
        if COMPARED.search(folded, segment.start, segment.end):
            continue
        for match in SIDED.finditer(folded, segment.start, segment.end):
            name = (match["joint"] or match["bare"]).rstrip("s")
            side = match["side"] or match["after"]
            found.append(Sided(match.start(), match.end(), number, _SHORT.get(name, name), SIDES.get(side, "both") if side else "", number in coming_for))
    return tuple(found)


def _is_complaint(reading: Reading, folded: str, number: int) -> bool:
    """Whether a segment tells what the patient comes for."""
    segment = reading.segments[number]
    return not segment.families and segment.reason in (None, "historical") and (segment.section in ("subjective", "history") or segment.section is None and COMPLAINT.search(folded, segment.start, segment.end) is not None)


def segment_zones(reading: Reading, folded: str, number: int) -> frozenset[str]:
    """Zones of the body (arm, leg, neck, back) that a segment names.

    Examples
    --------
    >>> from ptnotelint.evidence import Segment
    >>> sorted(segment_zones(Reading("r knee and ut", (Segment(0, 13),)), "r knee and ut", 0))
    ['leg', 'neck']
    """
    segment = reading.segments[number]
    return frozenset(zone for zone, pattern in ZONES.items() if pattern.search(folded, segment.start, segment.end))


def complaints(reading: Reading, folded: str) -> frozenset[int]:
    """The segments that tell what the patient comes for."""
    return frozenset(number for number in range(len(reading.segments)) if _is_complaint(reading, folded, number))
