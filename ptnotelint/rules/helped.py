"""Help that was taken for a service's that takes none, and help in a line of its own below what was done."""

from __future__ import annotations

import re

from ptnotelint.codebook import Code
from ptnotelint.evidence import Reading
from ptnotelint.rules.scope import MOVEMENT, NAMES, Found, Visit, service_mentions

TREATED = frozenset({None, "objective", "treatment"})
AMOUNTS = frozenset({"dose", "distance", "minutes"})
ATTENDED = re.compile(r"1:1|one[- ](?:to|on)[- ]one", re.IGNORECASE)
NEAR = 12  # characters: a line that is about help says so at once


def help_below(visit: Visit, code: Code, labels: tuple[str, ...]) -> Found:
    """Help that no billed movement service has a better claim to.

    Hands and machines take no help, and what nobody billed none that counts: taken for theirs, it is of the movement told
    before it in its line; a line of nothing but help, below all that was done, is said of all of that.
    """
    main = visit.readings[0]
    billed = MOVEMENT.intersection(family for other in visit.codes.values() for family in other.families)
    mine = [mention for reading, mention in service_mentions(visit, code) if reading is main and mention.reason is None and mention.families]
    own, blocks = [mention.segment for mention in mine], {main.segments[mention.segment].unit for mention in mine if mention.labelled}
    if not own or not MOVEMENT.issuperset(code.families):
        return []
    earliest, lines = min(own), _line_starts(main)
    told: dict[int, set[str]] = {}  # what is named in each line
    named: set[int] = set()  # segments that name something done and billed
    counted: set[int] = set()  # lines with amounts
    for mention in main.mentions:
        if mention.reason is None and mention.label in NAMES and not mention.label.endswith("_vague"):
            told.setdefault(main.segments[mention.segment].unit, set()).update(mention.families)
            if not billed.isdisjoint(mention.families):
                named.add(mention.segment)
        elif mention.label in AMOUNTS:
            counted.add(main.segments[mention.segment].unit)
    first: dict[int, int] = {}  # where the first help of each line stands
    found = []
    for mention in main.mentions:
        segment = main.segments[mention.segment]
        if mention.label not in labels or mention.reason is not None or ATTENDED.match(main.text, mention.start):
            continue
        first.setdefault(segment.unit, mention.start)
        if mention.segment in named or segment.section not in TREATED or segment.head_end > segment.start or earliest >= mention.segment or not billed.isdisjoint(mention.families):
            continue
        here = told.get(segment.unit, set()) & billed
        if not here.isdisjoint(code.families) and blocks <= {segment.unit} or not here and segment.unit not in counted and first[segment.unit] - lines[segment.unit] < NEAR:
            found.append((main, mention))
    return found


def _line_starts(reading: Reading) -> dict[int, int]:
    """Where each line begins."""
    starts: dict[int, int] = {}
    for segment in reading.segments:
        starts.setdefault(segment.unit, segment.start)
    return starts
