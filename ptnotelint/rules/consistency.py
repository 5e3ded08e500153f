"""What a note says against itself, or leaves as the template had it: sides, regions, holes, choices, bare assessments."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from ptnotelint.evidence import Phrase, Reading, Segment, Sided
from ptnotelint.report import CodeReport, Finding
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.scope import Visit

# parts of the body so far apart that treatment of one is not treatment of the other
FAR = {frozenset({"leg"}): frozenset({"arm", "neck"}), frozenset({"arm"}): frozenset({"leg"}), frozenset({"neck"}): frozenset({"leg"})}
# ICD-10-CM categories of joints whose next character is the side (1 right, 2 left)
JOINT_OF_DIAGNOSIS = {"M25.51": "shoulder", "M75.0": "shoulder", "M75.1": "shoulder", "M75.4": "shoulder", "M25.52": "elbow", "M77.1": "elbow", "M25.53": "wrist",
                      "M25.55": "hip", "M16.1": "hip", "Z96.64": "hip", "M25.56": "knee", "M17.1": "knee", "M22.2X": "knee", "Z96.65": "knee", "M25.57": "ankle"}
SIDE_OF_DIAGNOSIS = {"1": "right", "2": "left"}


@dataclass(frozen=True, slots=True)
class Oddities:
    """What gives what language finds in the note's own text: each is asked by the rule that needs it."""

    joints: Callable[[], Sequence[Sided]] = tuple
    zones: Callable[[int], frozenset[str]] = lambda number: frozenset()
    """Zones of the body that a segment names; few notes need to be asked for more than the complaint's."""
    complaints: Callable[[], frozenset[int]] = frozenset
    holes: Callable[[], Sequence[Phrase]] = tuple
    choices: Callable[[], Sequence[Phrase]] = tuple
    empty_assessment: Callable[[], Phrase | None] = lambda: None


def consistency_findings(visit: Visit, reports: Sequence[CodeReport], odd: Oddities, find: Finder) -> list[Finding]:
    """Findings on contradictions and leftovers, in a fixed order."""
    return each_apart((
        ("consistency/side-differs", lambda: _sides(visit, odd.joints(), find)),
        ("consistency/region-differs", lambda: _regions(visit, reports, odd, find)),
        ("consistency/hole-unfilled", lambda: _left("consistency/hole-unfilled", odd.holes(), find)),
        ("consistency/choice-unmade", lambda: _left("consistency/choice-unmade", odd.choices(), find)),
        ("consistency/boilerplate-assessment", lambda: _left("consistency/boilerplate-assessment", [place for place in (odd.empty_assessment(),) if place], find))), find)


def _left(rule: str, places: Sequence[Phrase], find: Finder) -> Iterator[Finding]:
    """What a template left, shown where it stands first."""
    if places:
        yield find(rule, None, places[0], count=len(places))


def _treated(segment: Segment) -> bool:
    return bool(segment.families) and segment.reason is None and segment.section not in ("subjective", "history", "measures", "plan", "goals", "assessment", "home_program")


def _sides(visit: Visit, joints: Sequence[Sided], find: Finder) -> Iterator[Finding]:
    """A joint that is only ever of one side where the patient complains of it, and only of the other where it is treated."""
    segments = visit.readings[0].segments
    for joint in dict.fromkeys(each.joint for each in joints):
        here = [each for each in joints if each.joint == joint]
        complained = {each.side for each in here if each.complaint and each.side} | set(_diagnosed(visit, joint))
        treated = [each for each in here if not each.complaint and each.side and _treated(segments[each.segment])]
        sides = {each.side for each in treated}
        if len(complained) == len(sides) == 1 and complained != sides and not any(each.side == "both" for each in here):
            yield find("consistency/side-differs", None, treated[0], joint=joint, complained=complained.pop(), treated=sides.pop())


def _diagnosed(visit: Visit, joint: str) -> Iterator[str]:
    """Sides of a joint by the record's diagnosis codes."""
    for diagnosis in map(str, visit.note.diagnoses or ()):
        category = next((each for each, named in JOINT_OF_DIAGNOSIS.items() if named == joint and diagnosis.upper().startswith(each)), None)
        side = SIDE_OF_DIAGNOSIS.get(diagnosis[len(category):len(category) + 1]) if category else None
        if side:
            yield side


def _regions(visit: Visit, reports: Sequence[CodeReport], odd: Oddities, find: Finder) -> Iterator[Finding]:
    """A service whose region must be said of it, given far from the only part that the patient complains of and that the note names besides."""
    main: Reading = visit.readings[0]
    complained = frozenset().union(*map(odd.zones, odd.complaints()))
    for report in reports if complained in FAR else ():
        code = visit.codes.get(report.code)
        if code is None or not code.strict_region:
            continue
        spans = [evidence for element in report.elements if element.element == "body_part" for evidence in element.evidence if evidence.source == "text"]
        own = {number for number, segment in enumerate(main.segments) for span in spans
               if segment.start <= span.start < segment.end and not set(segment.families).isdisjoint(code.families)}
        zones = frozenset().union(*map(odd.zones, own))
        besides = frozenset().union(*(odd.zones(number) for number in range(len(main.segments)) if number not in own))
        if zones and zones <= FAR[complained] and zones.isdisjoint(besides):
            yield find("consistency/region-differs", code.code, spans[0], code=code.code, words=code.words)
