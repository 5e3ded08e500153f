"""Minutes that the note states for a billed code: on its heading, line or charge line, or in structured fields."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules import disciplines
from ptnotelint.rules.adding_up import added_up
from ptnotelint.rules.bare_lists import told_together
from ptnotelint.rules.by_rows import by_rows
from ptnotelint.rules.in_turn import in_turn
from ptnotelint.rules.scope import MOVEMENT, Visit, service_mentions

LEAST = 5  # minutes of a service: fewer are a bout's


def stated_minutes(visit: Visit, code: Code) -> tuple[Minutes | None, list[tuple[Reading, Mention]]]:
    """A code's minutes and the mentions that state them.

    A range ("8-10 min") is time told without a number. Structured minutes win; then
    its charge line; then minutes in the code's own blocks (added up over blocks, each stated once).
    """
    if code.code not in visit.timed:
        told = {number: _read_minutes(visit, other) for number, other in visit.codes.items()}
        told = added_up(visit, told)
        together = told_together(visit, told)
        visit.timed.update(together if together is not told else in_turn(visit, by_rows(visit, told)))
    return visit.timed[code.code]


def _read_minutes(visit: Visit, code: Code) -> tuple[Minutes | None, list[tuple[Reading, Mention]]]:
    mentions = [(reading, mention) for reading, mention in service_mentions(visit, code)
                if mention.label == "minutes" and mention.reason is None]
    if any(mention.families for _, mention in mentions):
        mentions = [pair for pair in mentions if pair[1].families]  # of no service known, they are of none where others are
    told, mentions = mentions, _once(_by_the_clock([pair for pair in mentions if pair[1].value]))
    if mentions and (sum(mention.value for _, mention in mentions) < LEAST or len(mentions) == 1 and _in_dose_column(*mentions[0])):
        told, mentions = [], []
    structured = (visit.note.minutes or {}).get(code.code)
    if structured is not None:
        return Minutes(structured, "structured"), mentions
    for reading in visit.readings:
        lines = [line for line in reading.billing if line.code == code.code and line.minutes]
        if lines:
            return _stated(sum(line.minutes for line in lines), reading, lines[0]), mentions
    if code.families == ("evaluation",) and disciplines.of_two(visit) and (own := disciplines.minutes(visit, code, visit.readings[0].text)):
        return Minutes(own[0], "text", own[1], own[2]), []  # "PT 35 min / OT 40 min"
    main = visit.readings[0]
    total = (main.timed_total if code.timed else None) or main.visit_total or main.timed_total
    if mentions and visit.only_service(code) and total and total.minutes > sum(mention.value for _, mention in mentions) and not any(
            _heads(reading, mention) for reading, mention in mentions):
        return _stated(total.minutes, main, total), mentions  # bouts within the only service of the visit
    if mentions:
        return _stated(sum(mention.value for _, mention in mentions), *mentions[0]), mentions
    if not told and total and visit.only_service(code):
        return _stated(total.minutes, main, total), []  # the whole visit was this service
    left = [] if told else _together(visit, code) or _left_over(visit, code)
    return (_stated(left[0][1].value, *left[0]), left) if left else (None, told)


def _by_the_clock(mentions: list[tuple[Reading, Mention]]) -> list[tuple[Reading, Mention]]:
    """Without minutes on a line whose start and stop are told, unless they are as long: of a row "1:20 | 1:26" five minutes are a dose."""
    spans: dict[tuple[int, int], set[float]] = {}
    for reading, mention in mentions:
        if ":" in reading.text[mention.start:mention.end]:
            spans.setdefault((id(reading), reading.segments[mention.segment].unit), set()).add(mention.value)
    return [(reading, mention) for reading, mention in mentions if not spans or ":" in reading.text[mention.start:mention.end]
            or mention.value in (told := spans.get((id(reading), reading.segments[mention.segment].unit), {mention.value})) or mention.value > max(told)]


def _in_dose_column(reading: Reading, mention: Mention) -> bool:
    """Whether minutes stand in a row's cell where the same service's other rows have sets and repetitions: one item's amount."""
    rows: dict[int, list[int]] = {}
    for number, segment in enumerate(reading.segments):
        rows.setdefault(segment.unit, []).append(number)
    row = rows[reading.segments[mention.segment].unit]
    if len(row) < 3:
        return False
    place = row.index(mention.segment)
    dosed = {other.segment for other in reading.mentions if other.label == "dose" and other.reason is None and other.families == mention.families}
    timed = {other.segment for other in reading.mentions if other.label == "minutes"}
    beside = [cells[place] for cells in rows.values() if len(cells) == len(row) and cells is not row]
    return place > 0 and not timed.intersection(beside) and sum(cell in dosed for cell in beside) > 1


JOINED = re.compile(r"\s*(?:\+|&|and|w/|with|plus|/|c\u0304)\s*(?:an? )?\Z", re.IGNORECASE)


def _together(visit: Visit, code: Code) -> list[tuple[Reading, Mention]]:
    """The minutes of a machine named in one breath with this one: "IFC + hot pack x 15 min"."""
    main = visit.readings[0]
    machines = [mention for mention in main.mentions if mention.label == "modality" and mention.reason is None]
    for one, other in zip(machines, machines[1:]):
        if one.segment == other.segment and one.families != other.families and set(code.families) & {*one.families, *other.families} and JOINED.fullmatch(main.text, one.end, other.start):
            times = [mention for mention in main.mentions if mention.label == "minutes" and mention.reason is None and mention.value and mention.segment == one.segment]
            if len(times) == 1 and set(times[0].families) & {*one.families, *other.families}:
                return [(main, times[0])]
    return []


def _left_over(visit: Visit, code: Code) -> list[tuple[Reading, Mention]]:
    """The only minutes that are of none of the billed services, where this is the only one without minutes."""
    claimed = {id(mention): other for other in visit.codes.values() for _, mention in service_mentions(visit, other) if mention.label == "minutes"}
    without = _without_minutes(visit)
    left = [(reading, mention) for reading in visit.readings if reading.source == "text" for mention in reading.mentions
            if mention.label == "minutes" and mention.reason is None and mention.value and mention.value >= 5 and id(mention) not in claimed and not mention.labelled and (
                not mention.families or MOVEMENT.issuperset((*mention.families, *code.families)))]
    return left if without == [code] and len(left) == 1 else []


def _without_minutes(visit: Visit) -> list[Code]:
    return [other for other in visit.codes.values() if not any(
        mention.label == "minutes" and mention.reason is None and mention.families for _, mention in service_mentions(visit, other))
        and not any(line.code == other.code and line.minutes for reading in visit.readings for line in reading.billing)]


def listed_unnamed(visit: Visit) -> bool:
    """Whether one list of times gives as many under the writer's own names ("table work 16, swing + path 14") as services lack one."""
    lists = Counter((reading.source, mention.segment) for reading in visit.readings for mention in reading.mentions
                    if mention.label == "minutes" and mention.reason is None and not mention.families and mention.value)
    return max(lists.values(), default=0) >= max(2, len(_without_minutes(visit)))


def _heads(reading: Reading, mention: Mention) -> bool:
    """Whether minutes stand at the beginning of a labelled segment, as those of its heading."""
    return mention.labelled and mention.start - reading.segments[mention.segment].start < 40


# Offsets are of the note's own text: minutes that an attachment states have none.
def _stated(value: float, reading: Reading, place) -> Minutes:
    return Minutes(value, "text", place.start, place.end) if reading.source == "text" else Minutes(value, "text")


FAR = 200  # characters: minutes this far before others are not beside them, however long their words


def _once(mentions: list[tuple[Reading, Mention]]) -> list[tuple[Reading, Mention]]:
    """Minutes said twice count once: in the note and its attachment, or in two ways ("10:05-10:23 (18 min)")."""
    kept: list[tuple[Reading, Mention]] = []
    told: dict[str, set[float]] = {}  # by source
    for reading, mention in mentions:
        if not any(mention.value in values for source, values in told.items() if source != reading.source) and not any(_two_ways(reading, other, mention) for other in _just_before(kept, reading, mention)):
            kept.append((reading, mention))
            told.setdefault(reading.source, set()).add(mention.value)
    return kept


def _just_before(kept: list[tuple[Reading, Mention]], reading: Reading, mention: Mention) -> Iterator[Mention]:
    for source, other in reversed(kept):
        if source is not reading or mention.start - other.start >= FAR:
            return
        yield other


def _two_ways(reading: Reading, one: Mention, other: Mention) -> bool:
    """"8 min of glides and 7 min of STM" are two times; the same number, or a clock's range and its length, are one."""
    clocked = any(":" in reading.text[mention.start:mention.end] for mention in (one, other))
    return (one.value == other.value or clocked) and _beside(one, other)


def _beside(one: Mention, other: Mention) -> bool:
    near = abs(one.start - other.end) < 30 or abs(other.start - one.end) < 30
    return near and abs(one.segment - other.segment) <= 1


def structured_or_total(value: float | None, total) -> Minutes | None:
    """A note-level total: the structured field, else what the text states.

    Examples
    --------
    >>> structured_or_total(40, None).source
    'structured'
    """
    if value is not None:
        return Minutes(value, "structured")
    return Minutes(total.minutes, "text", total.start, total.end) if total else None
