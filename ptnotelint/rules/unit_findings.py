"""What the units of a visit leave to ask: rules ``units/*``, with the arithmetic in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace

from ptnotelint.report import CodeReport, Finding, Minutes
from ptnotelint.rules.clocks import clock_range, overlap
from ptnotelint.rules.counting import units_of
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.minutes import stated_minutes
from ptnotelint.rules.scope import Visit, service_mentions
from ptnotelint.rules.units import Count, count_units

METHODS = {"cms": "CMS total-time", "ama": "AMA per-code"}


def unit_findings(visit: Visit, method: str, reports: tuple[CodeReport, ...], find: Finder) -> list[Finding]:
    """Findings on units and minutes, in a fixed order, counted by a method, ``cms`` or ``ama``."""

    def counted(check: Callable[[Count], Iterable[Finding]]) -> Callable[[], Iterable[Finding]]:
        return lambda: () if (count := count_units(visit, method)) is None else check(count)

    return each_apart((
        ("units/untimed-more-than-one", lambda: _untimed(visit, find)),
        ("units/minutes-differ", lambda: _structured(visit, find)),
        ("units/over-billed, units/under-billed, units/allocated-otherwise", counted(lambda count: _counted(visit, count, find))),
        ("units/timed-total-differs", counted(lambda count: _timed_total(visit, count, find))),
        ("units/total-below-timed", counted(lambda count: _total(count, find))),
        ("units/minutes-missing", counted(lambda count: _missing(visit, count, reports, find))),
        ("units/overlapping-times", counted(lambda count: _overlapping(visit, count, find)))), find)


def _untimed(visit: Visit, find: Finder) -> Iterator[Finding]:
    for number, code in visit.codes.items():
        units = visit.units(number)
        if not code.timed and units > 1:
            yield find("units/untimed-more-than-one", number, words=code.words, code=number, units=_units(units))


def _counted(visit: Visit, count: Count, find: Finder) -> Iterator[Finding]:
    if count.verdict not in ("over", "under"):
        return
    billed = sum(count.billed.values())
    words = {"billed": _are(billed), "minutes": _minutes_words(count), "supported": count.supported, "method": METHODS[count.method]}
    place = count.stated or next((stated for code in count.billed if (stated := stated_minutes(visit, visit.codes[code])[0])), None) or count.total
    if count.verdict == "under":
        yield find("units/under-billed", None, place, **words)
    elif count.method == "ama":
        for code, units in count.billed.items():
            if code in count.minutes and units > (supported := units_of(count.minutes[code])):
                own_words = {"billed": _are(units), "minutes": f"{count.minutes[code]:g} minutes of {code}", "supported": supported}
                yield find("units/over-billed", code, place, **words | own_words)
    elif count.supported is not None and billed > count.supported:
        yield find("units/over-billed", None, place, **words)
    else:
        ways = " or ".join(_split(given) for given in count.allocations)
        yield find("units/allocated-otherwise", None, place, split=_split(count.billed), allocations=ways)


def _minutes_words(count: Count) -> str:
    if count.timed is None:
        return f"at most {count.total.value:g} minutes of treatment" if count.total else "the minutes stated"
    return f"{count.timed:g} timed minutes"


def _timed_total(visit: Visit, count: Count, find: Finder) -> Iterator[Finding]:
    """The timed total against the minutes; where a code's minutes are themselves a sum of several, its reading is a guess and no one's fault."""
    told_once = all(len(stated_minutes(visit, visit.codes[code])[1]) <= 1 for code in count.billed)
    if told_once and count.stated and count.summed is not None and count.stated.value != count.summed:
        yield find("units/timed-total-differs", None, count.stated, stated=f"{count.stated.value:g}", summed=f"{count.summed:g}")


def _total(count: Count, find: Finder) -> Iterator[Finding]:
    if count.total and count.stated and count.total.value < count.stated.value:
        yield find("units/total-below-timed", None, count.total, total=f"{count.total.value:g}", timed=f"{count.stated.value:g}")


def _missing(visit: Visit, count: Count, reports: tuple[CodeReport, ...], find: Finder) -> Iterator[Finding]:
    """Only where no code's own `time`, or a service not described, says so already."""
    if count.verdict != "cannot_tell":
        return
    asked = {report.code for report in reports for element in report.elements
             if report.verdict in ("unsupported", "cannot_tell") or element.element == "time" and element.requirement == "required" and element.status == "missing"}
    without = [code for code in count.billed if code not in count.minutes]
    if not asked.intersection(without):
        missing = f"no number of minutes is stated for {' and '.join(without)}" if without else "no timed total is stated"
        yield find("units/minutes-missing", None, billed=_are(sum(count.billed.values())), missing=missing, method=METHODS[count.method])


def _structured(visit: Visit, find: Finder) -> Iterator[Finding]:
    """Structured minutes against those of the text."""
    note, main = visit.note, visit.readings[0]
    told = visit.afresh(note=replace(note, minutes=None)) if note.minutes else visit
    for number, structured in (note.minutes or {}).items():
        if number in visit.codes and (stated := stated_minutes(told, visit.codes[number])[0]) is not None and stated.value != structured:
            yield find("units/minutes-differ", number, stated, what=number, structured=f"{structured:g}", text=f"{stated.value:g}")
    for what, structured, total in (("the timed total", note.timed_minutes, main.timed_total), ("the whole treatment", note.total_minutes, main.visit_total)):
        if structured is not None and total and total.minutes != structured:
            yield find("units/minutes-differ", None, Minutes(total.minutes, "text", total.start, total.end), what=what, structured=f"{structured:g}", text=f"{total.minutes:g}")


def _overlapping(visit: Visit, count: Count, find: Finder) -> Iterator[Finding]:
    main = visit.readings[0]
    clocked = []
    for code in count.billed:
        for reading, mention in service_mentions(visit, visit.codes[code]):
            if reading is main and mention.label == "minutes" and mention.reason is None and mention.families and (told := clock_range(main.text[mention.start:mention.end])):
                clocked.append((code, told, mention))
    for at, (code, told, mention) in enumerate(clocked):
        for other, later, second in clocked[at + 1:]:
            if code != other and mention.start != second.start and (shared := overlap(told, later)):
                yield find("units/overlapping-times", None, Minutes(0, "text", second.start, second.end), one=code, other=other, minutes=shared)
                return


def _are(number: int) -> str:
    return f"{_units(number)} {'is' if number == 1 else 'are'}"


def _units(number: int) -> str:
    return f"{number} unit" if number == 1 else f"{number} units"


def _split(given: dict[str, int]) -> str:
    return ", ".join(f"{code} {_units(units)}" for code, units in given.items()) or "none"
