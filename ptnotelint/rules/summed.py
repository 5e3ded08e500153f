"""The totals of a visit, told in words or by their sum alone: a number behind the services' minutes that is what they add up to."""

from __future__ import annotations

import re

from ptnotelint.evidence import Reading, StatedTotal
from ptnotelint.rules.minutes import stated_minutes
from ptnotelint.rules.scope import Visit

# nothing is counted or measured by it: minutes, or a mark, or the end
ALONE = re.compile(r"(?<![\d.:#-])(?<![\dx×] )(?P<number>\d{1,3})(?P<pair>/(?P=number)\b)?(?=\s?(?:min|['’′)\];|=]|\.(?!\d)|\n|\Z))")


def stated_totals(visit: Visit) -> tuple[StatedTotal | None, StatedTotal | None]:
    """(timed-code minutes, minutes of the whole treatment) of the note's text.

    "… 17 min. 40/40", "= 50 min": where nothing is called a total but a number told last is the sum of all the codes' minutes, it
    is one; of timed codes alone it is theirs, and where it stands twice ("40/40") it is both.
    """
    main = visit.readings[0]
    if main.timed_total or main.visit_total or len(visit.codes) < 2:
        return main.timed_total, main.visit_total
    minutes = [stated_minutes(visit, code)[0] for code in visit.codes.values()]
    if any(each is None or each.start is None or each.value % 1 for each in minutes):
        return None, None
    last = _last_told(visit, main, max(each.end for each in minutes))
    together = sum(each.value for each in minutes)
    found = next((match for match in ALONE.finditer(main.text, last) if int(match["number"]) == together), None)
    if found is None:
        return None, None
    total = StatedTotal(together, found.start(), found.end())
    timed = all(code.timed for code in visit.codes.values())
    return total if timed else None, total if not timed or found["pair"] else None


def _last_told(visit: Visit, main: Reading, end: int) -> int:
    """Where the last of the minutes stands that are any code's."""
    places = [mention.end for code in visit.codes.values() for reading, mention in stated_minutes(visit, code)[1] if reading is main]
    return max([end, *places, *(line.end for line in main.billing if line.minutes)])
