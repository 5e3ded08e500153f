"""Logs kept by the clock: each line begins with a time and lasts until the next line's.

"0815 MWM …", "0828 eccentrics …", "0910 out"; with minutes from the start in place of the time of day too: "00:00 warm-up",
"06:00 resisted gait", "[12-36] control".
"""

from __future__ import annotations

from itertools import pairwise
from typing import NamedTuple

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.weighing import HEADED

BEGINS = guarded(r"[\s*•>\[(–-]{0,4}(?:(?P<hour>[012]?\d):(?P<minute>[0-5]\d)(?:\s?[ap]\.?m?\b\.?|\s?h(?:rs)?\b)?|(?P<day>[01]\d|2[0-3])(?P<past>[0-5]\d)(?:\s?h(?:rs)?\b)?(?=[\s\])]+[a-z]|\s?[-–]\s?[012]\d[0-5]\d\b))(?P<until>\s?(?:[-–—]|to|until|→|->)\s?\d{1,2}:?[0-5]\d)?[\])]?(?!\s?[-–/:]?\s?\d)(?!\s?(?:ft|feet|mg|ml|m|n|steps|units?|reps|watts?|w|kcal|sec|s|min\w*)\b)[\s:,.–—|-]*")
ELAPSED = guarded(r"[\s*•>-]*[\[(](?P<from>\d{1,3})\s?[-–]\s?(?P<to>\d{1,3})\s?(?:min|['’′])?[\])](?=\s)")
# what a line of the log tells that is no care
ASIDE = guarded(r"(?:pt |patient |client |she |he )?(?:arriv\w*|in\b(?! (?:the )?(?:water|pool))|chang(?:e|ed|ing)\b|shower\w*(?=\W*(?:\Z|/|not|only))|rest\b|rests\b|resting|break\b|wait\w*|(?:lift |ramp )?entry|enters?\b|bp\b|vitals|hr\b|out\b|ends?\b|ended|done\b|exits?\b|stop\w*|left\b|leaves\b|start\b|finish\w*|off\b|discharged|return\w* to|back to|to (?:the )?(?:dining|room|lobby|bed|car)|late\b|no show|not\b|declin\w*|refus\w*|held\b|toilet break|phone|joins?\b|checked (?:in|out))")
END = guarded(r"(?:pt |patient |client |she |he |all )?(?:out\b|ends?\b|ended|done\b|exits?\b|stop\w*|left\b|leaves\b|finish\w*|off\b|home\b|discharged|return\w* to|back to|to (?:the )?(?:dining|room|lobby|car)|checked out)")


TALE = guarded(r"\b(?:he|she|we|i|my)\b")


class _Entry(NamedTuple):
    """A line that begins with a time: in minutes, where its words begin, and whether it gives its own end."""

    unit: list[Context]
    at: float
    start: int
    stop: int  # of the time
    end: int  # of what parts it from the words
    closed: bool


def mark_entries(folded: str, units: list[list[Context]]) -> None:
    """Give each line of a log the time until the next one begins."""
    _elapsed(folded, units)
    entries = [entry for unit in units if not unit[0].part.historical and unit[0].part.section not in NOT_TREATMENT and (entry := _entry(folded, unit))]
    for entry in entries:
        words = entry.end if len(entry.unit) < 2 or entry.end + 2 < entry.unit[0].part.end else entry.unit[1].part.start
        if entry.closed and ASIDE.match(folded, words):  # "0802-0810 | Rest, BP 142/80"
            entry.unit[0].quantities = [q for q in entry.unit[0].quantities if q.kind != "clock"]
    if len(entries) < 2 or not any(not entry.closed for entry in entries):
        return
    counted = entries[0].at == 0  # minutes and seconds from the start
    if not counted and not all(5 * 60 <= entry.at < 22 * 60 or entry.at < 5 * 60 and entry.at >= 60 for entry in entries):
        return
    if len(entries) == 2 and not END.match(folded, entries[1].end):
        return
    spans = [(entry, (following.at - entry.at) / 60 if counted else (following.at - entry.at) % 720) for entry, following in pairwise(entries)]
    beside = [minutes / spent for entry, spent in spans if not entry.closed and spent for minutes in _stated([entry.unit])]
    matched = [spent for entry, spent in spans if not entry.closed and any(spent - 2 <= minutes <= spent for minutes in _stated(units))]
    if len(matched) > 1 or any(0.6 <= share <= 1 for share in beside) or any(_narrated(folded, entry) for entry in entries) or any(
            q.kind in ("minutes", "prime") and CODE.search(folded, context.part.start, context.part.end) for unit in units for context in unit for q in context.quantities):
        return  # its writer gives the minutes beside the times, or tells a tale in which they mark the scenes
    for entry, spent in spans:
        if entry.closed or not 3 <= spent <= 90 or ASIDE.match(folded, entry.end):
            continue
        first = entry.unit[0]
        first.quantities = [Quantity("minutes", entry.start, entry.stop, (spent,)), *(q for q in first.quantities if q.start >= entry.end)]
        first.line_time, first.line_weight = entry.start, HEADED


def _stated(units: list[list[Context]]) -> list[float]:
    return [q.values[-1] for unit in units for context in unit for q in context.quantities if q.kind in ("minutes", "prime") and q.values[-1] >= 8]


def _narrated(folded: str, entry: _Entry) -> bool:
    """Whether an entry is a tale, in which the time only marks the scene: "[3:33] We cooked. He scooped dry beans …"."""
    return sum(1 for _ in TALE.finditer(folded, entry.end, entry.unit[-1].part.end)) > 1


def _entry(folded: str, unit: list[Context]) -> _Entry | None:
    part = unit[0].part
    begins = BEGINS.match(folded, part.start, unit[-1].part.end)
    if begins is None or part.column not in (None, 0):
        return None
    hour, minute = (begins["hour"], begins["minute"]) if begins["hour"] else (begins["day"], begins["past"])
    stop = begins.end("minute") if begins["hour"] else begins.end("past")
    return _Entry(unit, 60.0 * int(hour) + int(minute), begins.start("hour") if begins["hour"] else begins.start("day"), stop, max(stop, min(begins.end(), part.end)), begins["until"] is not None)


def _elapsed(folded: str, units: list[list[Context]]) -> None:
    """"[0-12] warm-up …", "[12-36] control …": from which minute to which, one after the other."""
    found = [(unit, match) for unit in units if (match := ELAPSED.match(folded, unit[0].part.start, unit[0].part.end))]
    if len(found) < 2 or any(int(match["from"]) >= int(match["to"]) for _, match in found) or any(int(a["to"]) > int(b["from"]) for (_, a), (_, b) in pairwise(found)):
        return
    for unit, match in found:
        first = unit[0]
        first.quantities = [Quantity("minutes", match.start("from"), match.end("to"), (float(match["to"]) - float(match["from"]),)), *(q for q in first.quantities if q.start >= match.end())]
        first.line_time, first.line_weight = match.start("from"), HEADED
