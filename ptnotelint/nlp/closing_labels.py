"""Lines that name their service at the end: "… 2x7; step over block, 8 each leg. 13 min 97530"."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import code_family, service_named
from ptnotelint.nlp.structure import Part

_TIME = r"(?:\d{1,3}\s?(?:min(?:ute)?s?\b\.?|m\b|['’′])|\d{1,2}:\d\d\s?[-–]\s?\d{1,2}:\d\d)"
CLOSER = guarded(rf"[^\w]*(?:{_TIME}[\s,:/–=-]*(?:of |for |on |as )?(?P<after>[a-z0-9][a-z0-9 /&.-]{{0,28}}?)|(?P<before>[a-z0-9][a-z0-9 /&.-]{{0,28}}?)[\s,:/x×@–=-]*{_TIME})[^\w]*")
COUNTED = guarded(r"\d")
UNTREATED = frozenset({"home_program", "signature", "billing", "education", "measures", "history", "subjective", "goals", "plan", "previous_visit"})
AFTER = 2  # parts that may stand behind the name, of the help or the response


def label_from_end(folded: str, parts: list[Part]) -> list[Part]:
    """The parts with the service that closes their line for a label, where lines of the note are made so.

    One such line may only give the time of what stands before it, or open what comes; two are the note's own way. The name
    is then of its line alone, and nothing under it.
    """
    lines = [list(line) for _, line in groupby(parts, key=lambda part: part.unit)]
    closed: dict[int, tuple[int, str, str | None]] = {}
    for number, line in enumerate(lines):
        if (closer := _closer(folded, line)) is not None:
            closed[number] = closer
    if len(closed) < 2:
        return parts
    blocks = {lines[number][at].block for number, (at, _, _) in closed.items()}
    found: list[Part] = []
    block = parts[-1].block
    for number, line in enumerate(lines):
        if number in closed:
            at, family, code = closed[number]
            block += 1
            found += [replace(part, family=family, code=code, block=block, head_end=part.end if index == at else part.start) for index, part in enumerate(line)]
        elif line[0].block in blocks and line[0].head_end <= line[0].start:
            found += [replace(part, family=None, code=None) if part.block in blocks else part for part in line]
        else:
            found += line
    return found


def _closer(folded: str, line: list[Part]) -> tuple[int, str, str | None] | None:
    """Which part of a line names its service at the end, and the service."""
    for at in range(len(line) - 1, max(0, len(line) - 2 - AFTER), -1):
        part = line[at]
        match = CLOSER.fullmatch(folded, part.start, part.end) if part.end - part.start < 48 else None
        if match is None:
            if COUNTED.search(folded, part.start, part.end):
                return None
            continue
        name = (match["after"] or match["before"]).strip(" .")
        code = name.upper() if name.upper() != name.lower() and code_family(name) and any(sign.isdigit() for sign in name) or name.isdigit() else None
        family = code_family(name) if code else service_named(name)
        before = line[:at]
        if family is None or any(other.column is not None or other.section in UNTREATED for other in line) or any(other.head_end > other.start for other in before):
            return None
        return (at, family, code) if COUNTED.search(folded, before[0].start, before[-1].end) else None
    return None
