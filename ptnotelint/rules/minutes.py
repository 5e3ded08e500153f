"""Minutes that the note states for a billed code: on its heading, line or charge line, or in structured fields."""

from __future__ import annotations

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules.scope import Visit, service_mentions


def stated_minutes(visit: Visit, code: Code) -> tuple[Minutes | None, list[tuple[Reading, Mention]]]:
    """A code's minutes and the mentions that state them.

    A range ("8-10 min") is time told without a number. Structured minutes win; then
    its charge line; then minutes in the code's own blocks (added up over blocks, each stated once).
    """
    mentions = [(reading, mention) for reading, mention in service_mentions(visit, code)
                if mention.label == "minutes" and mention.reason is None]
    if any(mention.families for _, mention in mentions):
        mentions = [pair for pair in mentions if pair[1].families]  # of no service known, they are of none where others are
    told, mentions = mentions, _once([pair for pair in mentions if pair[1].value])
    structured = (visit.note.minutes or {}).get(code.code)
    if structured is not None:
        return Minutes(structured, "structured"), mentions
    for reading in visit.readings:
        lines = [line for line in reading.billing if line.code == code.code and line.minutes]
        if lines:
            return _stated(sum(line.minutes for line in lines), reading, lines[0]), mentions
    main = visit.readings[0]
    total = (main.timed_total if code.timed else None) or main.visit_total or main.timed_total
    if mentions and visit.only_service(code) and total and total.minutes > sum(mention.value for _, mention in mentions) and not any(
            _heads(reading, mention) for reading, mention in mentions):
        return _stated(total.minutes, main, total), mentions  # bouts within the only service of the visit
    if mentions:
        return _stated(sum(mention.value for _, mention in mentions), *mentions[0]), mentions
    if not told and total and visit.only_service(code):
        return _stated(total.minutes, main, total), []  # the whole visit was this service
    return None, told


def _heads(reading: Reading, mention: Mention) -> bool:
    """Whether minutes stand at the beginning of a labelled segment, as those of its heading."""
    return mention.labelled and mention.start - reading.segments[mention.segment].start < 40


# Offsets are of the note's own text: minutes that an attachment states have none.
def _stated(value: float, reading: Reading, place) -> Minutes:
    return Minutes(value, "text", place.start, place.end) if reading.source == "text" else Minutes(value, "text")


def _once(mentions: list[tuple[Reading, Mention]]) -> list[tuple[Reading, Mention]]:
    """Minutes said twice count once: in the note and its attachment, or in two ways ("10:05-10:23 (18 min)")."""
    kept: list[tuple[Reading, Mention]] = []
    for reading, mention in mentions:
        if not any(reading is not source and other.value == mention.value or reading is source and _beside(other, mention) for source, other in kept):
            kept.append((reading, mention))
    return kept


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
