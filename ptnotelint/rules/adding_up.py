"""Whose a note's minutes are, told by its total: as many figures as services that add up to it are theirs, in their order.

However a note says which service took how long, the total that it states is the sum of them. Where a service seems to have no
minutes, or another's, or the total itself, and one choice of figures, and no other, makes up the total, these are the minutes of
the services told, one each. A note that calls nothing a total has one all the same where its last figure is such a sum.
"""

from __future__ import annotations

from collections.abc import Iterable
from itertools import combinations

from ptnotelint.evidence import Mention, Reading, StatedTotal
from ptnotelint.report import Minutes
from ptnotelint.rules.scope import Told, Visit, told_from

MOST = 14  # figures; among more some would add up by chance


def added_up(visit: Visit, told: dict[str, Told]) -> dict[str, Told]:
    """The minutes of each code, with those that only the total tells.

    Parameters
    ----------
    told : dict
        By code, its minutes and the mentions that state them, as far as the text around them says.
    """
    main = visit.readings[0]
    if not (main.figures or main.alike) or len(main.figures) > MOST:
        return told
    first = {number: place for number in told if (place := told_from(visit, visit.codes[number], ("minutes",))) is not None}
    timed = {number: place for number, place in first.items() if visit.codes[number].timed}
    totals = [(main.timed_total, timed), (main.visit_total, first), (main.visit_total, timed)]
    if main.timed_total is None and main.visit_total is None and (last := _last(main)):
        totals = [(last, among) for among in (first, timed)]
    for total, among in totals:
        if total is not None and len(among) > 1 and _in_doubt(told, among, total) and (dealt := _dealt(main, told, sorted(among, key=among.__getitem__), total)):
            return told | {number: (Minutes(figure.value, "text", figure.start, figure.end), [(main, figure)]) for number, figure in dealt.items()}
    return told


def _last(main: Reading) -> StatedTotal | None:
    """The last figure, the largest, and alone on its line: what those before it make up is a total, whatever it is called."""
    *others, last = main.figures or (None,)
    if not others or last.value <= max(figure.value for figure in others) or "\n" not in main.text[others[-1].end:last.start]:
        return None
    return StatedTotal(last.value, last.start, last.end)


def _in_doubt(told: dict[str, Told], among: Iterable[str], total: StatedTotal) -> bool:
    """Whether one of the codes has no minutes, or those of another, or the total itself."""
    taken: set[int] = set()
    for number in among:
        minutes, mentions = told[number]
        if minutes is None and not mentions:
            return True
        starts = {mention.start for _, mention in mentions}
        if total.start in starts or not taken.isdisjoint(starts):
            return True
        taken |= starts
    return False


def _dealt(main: Reading, told: dict[str, Told], codes: list[str], total: StatedTotal) -> dict[str, Mention]:
    """The figures of the codes without sure minutes, in the order in which the codes are told; none where several choices add up."""
    sure = {number: told[number][0].value for number in codes if told[number][0] is not None and _is_sure(told[number])}
    owners = [number for number in codes if number not in sure]
    places = {(mention.start, mention.end) for number in sure for _, mention in told[number][1]}
    rest = total.minutes - sum(sure.values())
    if rest <= 0 and all(told[number][1] for number in sure):
        owners, places, rest = codes, set(), total.minutes  # two figures under one label: one of them is another's
    for groups in ((main.figures,), main.alike):
        free = [[figure for figure in group if (figure.start, figure.end) not in places and figure.start != total.start] for group in groups]
        choices = {tuple(figure.value for figure in chosen): chosen for group in free for chosen in combinations(group, len(owners))
                   if sum(figure.value for figure in chosen) == rest}
        if len(choices) == 1:
            return dict(zip(owners, next(iter(choices.values())), strict=True))
    return {}


def _is_sure(told: Told) -> bool:
    """Whether minutes are of a code by its label, its charge line or the record, and not only by what stands around them."""
    return not told[1] or all(mention.labelled for _, mention in told[1])
