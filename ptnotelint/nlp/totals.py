"""Totals of minutes that a note states: of the timed codes, and of the whole treatment."""

from __future__ import annotations

import re

from ptnotelint.evidence import StatedTotal
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import Context

TIMED = re.compile(r"(?<!un)(?<!un-)(?<!non-)\btimed|\btime[d-]? ?code|\btct\b|\b1:1\b|\bone[- ]on[- ]one\b|\bone to one\b")
WHOLE = re.compile(r"\btotal|\btot\b|\bwhole|\bentire|\bttt\b|\btt\b|\bsession\b|\btx (?:time|min)|\btreatment (?:time|min)|\bvisit (?:time|length|total)|\baltogether|\ball together|\bin all\b|\ball told|\bfor the visit|\bin clinic\b|\btx total|\btotals?\b")
UNTIMED = re.compile(r"\bun-?timed\b|\bnon-?timed\b")
DIRECT = re.compile(r"\bdirect\b|\bbillable\b|\bcontact\b|\bface[- ]to[- ]face\b")
NOT_A_TOTAL = re.compile(r"\b(?:goals?|score|units?|steps?|reps?|sets?|feet|pain|visits?(?= \d)|rest(?!ing)|gym|assist|out of|lob|walk\w*|bike|standing|sitting|wear\w*|distance|motion|bilat|hip|knee|shoulder)\b|/10|#|%")
SERVICE = re.compile(r"\b(?:te|ther ex|therex|exercise|mt|manual|ta|ther act|theract|nmr|gt|gait|traction|aquatic|group|eval\w*)\W{0,3}(?:time|min\w*|tx)?\W{0,4}\Z")
NAMED = frozenset({"exercise", "technique", "modality", "modality_type", "activity", "gait", "maneuver"})
IN_OUT = re.compile(r"\btime in\W{0,3}(\d{1,2}):?(\d\d)\s?([ap])?m?\b[^.\n]{0,20}?\b(?:time )?out\W{0,3}(\d{1,2}):?(\d\d)|\bin\s(\d{1,2}):(\d\d)\s?[ap]?m?\W{1,4}out\s(\d{1,2}):(\d\d)")


def stated_totals(folded: str, contexts: list[Context]) -> tuple[StatedTotal | None, StatedTotal | None]:
    """(timed-code minutes, total treatment minutes) as stated; clock-in and clock-out give the total if nothing else does."""
    timed = whole = direct = clocked = None
    ends = {context.part.unit: context.part.end for context in contexts}
    starts: dict[int, int] = {}
    for context in contexts:
        starts.setdefault(context.part.unit, context.part.start)
    for context in contexts:
        part = context.part
        if part.historical:
            continue
        named = any(hit.label in NAMED for hit in context.hits)
        numbers = [q for q in context.quantities if q.kind in ("minutes", "prime", "number", "score", "hours", "count")]
        for place, quantity in enumerate(numbers):
            row = part.column is not None  # a table's total stands in the cell beside its name
            before = folded[numbers[place - 1].end if place else starts[part.unit] if row else part.start:quantity.start]
            after = folded[quantity.end:numbers[place + 1].start if place + 1 < len(numbers) else ends[part.unit] if row else part.end][:28]
            kind = _kind(before[-48:], after.split(",")[0].split("/")[0], quantity, named)
            total = StatedTotal(_minutes(quantity), quantity.start, quantity.end)
            if kind and (why := context.why(quantity.start, quantity.end)) and why.reason == "historical" and not why.cue.startswith("under "):
                continue
            if kind and not 5 <= total.minutes <= 480:
                continue
            if kind == "pair" and len(quantity.values) > 1:  # "total timed / total tx | 53 / 55"
                timed = StatedTotal(quantity.values[0], quantity.start, quantity.end)
                whole = StatedTotal(quantity.values[1], quantity.start, quantity.end)
            elif kind == "both":
                timed = whole = total
            elif kind == "timed":
                timed = total
            elif kind == "whole":
                whole = total
            elif kind == "direct":
                direct = total
        clocked = clocked or _in_out(folded, part.start, part.end)
    if direct is not None:
        timed, whole = (timed or direct, whole) if whole else (timed, direct)
    return timed, whole or clocked


def _minutes(quantity: Quantity) -> float:
    return quantity.values[0] * 60 if quantity.kind == "hours" else quantity.values[-1]


def _kind(before: str, after: str, quantity: Quantity, named: bool) -> str | None:
    words = f"{before} | {after}"
    if NOT_A_TOTAL.search(words) or UNTIMED.search(words) or len(quantity.values) > 2:
        return None
    is_timed, is_whole = TIMED.search(words) is not None, WHOLE.search(words) is not None
    if quantity.kind == "score":
        return "pair" if is_timed and is_whole else None
    if quantity.kind in ("number", "count") and not re.search(r"(?:timed|total|tot|tt|min(?:ute)?s?|time|codes?|tx|clinic)\W{0,5}\Z", before) and not re.match(r"\W{0,3}(?:total|tot\b|timed)", after):
        return None
    if SERVICE.search(before):
        return None  # "total TE time: 15 min" is that service's
    if named and not re.search(r"treatment|session|visit|timed|code", words):
        return None
    if is_timed:
        # "total 46 min timed" says both; "total timed 54" says one
        return "both" if re.search(r"\btot(?:al)?\b", before) and TIMED.search(after) and not TIMED.search(before) and "all" in after else "timed"
    if is_whole:
        return "whole"
    return "direct" if DIRECT.search(words) and quantity.kind != "number" else None


def _in_out(folded: str, start: int, end: int) -> StatedTotal | None:
    match = IN_OUT.search(folded, start, end)
    if match is None:
        return None
    numbers = [int(group) for group in match.groups() if group and group.isdigit()]
    minutes = (numbers[2] * 60 + numbers[3] - numbers[0] * 60 - numbers[1]) % 720
    return StatedTotal(float(minutes), match.start(), match.end()) if 5 <= minutes <= 300 else None
