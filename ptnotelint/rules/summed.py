"""The totals of a visit, told in words or by their sum alone: a number behind the services' minutes that is what they add up to."""

from __future__ import annotations

import re

from ptnotelint.evidence import Reading, StatedTotal
from ptnotelint.rules.minutes import stated_minutes
from ptnotelint.rules.scope import Visit

# nothing is counted or measured by it: minutes, or a mark, or the end
ALONE = re.compile(r"(?<![\d.:#-])(?<![\dx×] )(?P<number>\d{1,3})(?P<pair>/(?P=number)\b)?(?=\s?(?:min|['’′)\];|=]|\.(?!\d)|\n|\Z))")

SUM = re.compile(r"\d\s?(?:min\w*\s?)?=\s?\Z")  # of the codes' own minutes: the timed total, whatever the visit took


def stated_totals(visit: Visit) -> tuple[StatedTotal | None, StatedTotal | None]:
    """(timed-code minutes, minutes of the whole treatment) of the note's text.

    "… 17 min. 40/40", "= 50 min": where nothing is called a total but a number told last is the sum of all the codes' minutes, it
    is one; of timed codes alone it is theirs, and where it stands twice ("40/40") it is both.
    """
    main = visit.readings[0]
    timed = all(code.timed for code in visit.codes.values())
    if main.timed_total is None and main.visit_total and timed and SUM.search(main.text, max(0, main.visit_total.start - 12), main.visit_total.start) and _together(visit) == main.visit_total.minutes:
        return main.visit_total, None
    if main.timed_total or main.visit_total or len(visit.codes) < 2:
        return main.timed_total, main.visit_total
    minutes = [stated_minutes(visit, code)[0] for code in visit.codes.values()]
    if any(each is None or each.start is None or each.value % 1 for each in minutes):
        return None, None
    whole = sum(each.value for each in minutes)
    if (clock := next((figure for figure in main.figures if figure.value == whole and ":" in main.text[figure.start:figure.end]), None)) is not None:
        return None, StatedTotal(whole, clock.start, clock.end)  # from when to when the patient was seen
    last = _last_told(visit, main, max(each.end for each in minutes))
    found = next((match for match in ALONE.finditer(main.text, last) if int(match["number"]) == whole), None)
    if found is None:
        return None, None
    total = StatedTotal(whole, found.start(), found.end())
    return total if timed else None, total if not timed or found["pair"] else None


def _together(visit: Visit) -> float:
    return sum(minutes.value for code in visit.codes.values() if (minutes := stated_minutes(visit, code)[0]) is not None) if len(visit.codes) > 1 else 0.0


def _last_told(visit: Visit, main: Reading, end: int) -> int:
    """Where the last of the minutes stands that are any code's."""
    places = [mention.end for code in visit.codes.values() for reading, mention in stated_minutes(visit, code)[1] if reading is main]
    return max([end, *places, *(line.end for line in main.billing if line.minutes)])
