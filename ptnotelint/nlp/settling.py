"""Of all the minutes told in a note, those that count: sums, headings and pieces told twice are counted once."""

from __future__ import annotations

from ptnotelint.nlp.minutes import Spent
from ptnotelint.nlp.weighing import HEADED, SAID

MOST_PIECES = 60  # of one sum


def settle(times: list[Spent]) -> list[Spent]:
    """Of all the times in a note those that count: what sums up at the end, then what heads a block, then the rest."""
    times = _told_twice(_without_parts(times))
    if any(each.families == ("aquatic",) for each in times):  # a class in the pool beside care alone there is the group's
        times = [each._replace(family="group") if each.family is None and set(each.families) == {"group", "aquatic"} else each for each in times]
    counted = [each for each in times if each.minutes and (each.family or each.context.why(each.quantity.start, each.quantity.end) is None)]
    summed = {family for each in counted if each.recap for family in each.families}
    headed = {family for each in counted if each.weight == HEADED for family in each.families}
    counting = {id(each) for each in counted}
    told: dict[tuple, dict[tuple, Spent]] = {}  # those that count so far, by minutes and service: only they can be repeated
    kept: list[Spent] = []
    for each in times:
        if not each.recap and (summed.intersection(each.families) or each.weight == SAID and headed.intersection(each.families)):
            continue
        if id(each) not in counting:
            kept.append(each)
            continue
        earlier = told.setdefault((each.minutes, each.families), {})
        if not any(_same(each, other) for other in earlier.values()):
            kept.append(each)
            earlier[each.context.part.minutes_column and each.context.part.paragraph, each.quantity.kind == "clock" and each.quantity.values] = each
    return kept


def _told_twice(times: list[Spent]) -> list[Spent]:
    """Where a list sums up several services, what stands elsewhere with the same minutes is one of them, however it was read."""
    listed = {each.minutes for each in times if each.recap}
    if sum(each.recap for each in times) < 2:
        return times
    return [each for each in times if each.recap or each.minutes not in listed or each.context.labelled or each.family]


def _same(each: Spent, other: Spent) -> bool:
    """Whether equal minutes of a service repeat earlier ones; in the rows of a table they are added up."""
    rows = each.context.part.minutes_column and other.context.part.minutes_column and each.context.part.paragraph == other.context.part.paragraph
    lines = each.context is not other.context and each.quantity.start == each.context.line_time and other.quantity.start == other.context.line_time
    clocks = each.quantity.kind == other.quantity.kind == "clock" and each.quantity.values != other.quantity.values
    return not rows and not clocks and not lines


def _without_parts(times: list[Spent]) -> list[Spent]:
    """Minutes told piece by piece and then summed ("10:00-10:10 … 10:10-10:18 … therapeutic exercise 18 min") are the sum alone."""
    kept: list[Spent] = []
    for each in times:
        total, first = 0.0, len(kept)
        while first and each.minutes and not each.recap and total < each.minutes and len(kept) - first < MOST_PIECES:
            piece = kept[first - 1]
            if piece.recap or piece.families != each.families and piece.quantity.kind != "clock":
                break
            total, first = total + (piece.minutes or 0.0), first - 1
        if total == each.minutes and len(kept) - first > 1:
            del kept[first:]
        kept.append(each)
    return kept
