"""Every number of minutes in what was done, whosever it is: what a stated total may be the sum of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptnotelint.evidence import Mention, StatedTotal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.timing import clock_minutes

LEAST, MOST = 3, 120  # minutes of one service at one visit
MOST_ALIKE = 12  # numbers of one kind of place: among more some add up to anything
KEY = guarded(r"(?:[a-z]{3,}\s?[:=(]?|[:=@–—\[(/|]|-{2,}|\.{3,})\Z")  # "Minutes:", "dur", "—"


def figures(contexts: Iterable[Context], totals: list[StatedTotal]) -> tuple[Mention, ...]:
    """Minutes and spans of clock time in text order, but for totals and for what is refused.

    Examples
    --------
    >>> from ptnotelint.nlp.structure import Part
    >>> context = Context(Part(0, 20, 0, 0, 0), 0)
    >>> context.quantities = [Quantity("minutes", 3, 9, (15.0,)), Quantity("reps_by", 12, 16, (3.0, 10.0))]
    >>> [figure.value for figure in figures([context], [])]
    [15.0]
    """
    return tuple(_figure(context, quantity, value) for context, quantity in _told(contexts, totals)
                 if (value := _minutes(quantity)) is not None and LEAST <= value <= MOST)


def numbers_alike(folded: str, contexts: Iterable[Context], totals: list[StatedTotal]) -> tuple[tuple[Mention, ...], ...]:
    """Groups of bare numbers that stand behind the same word or mark, on one line, or alike at their lines' ends.

    Nothing is looked for where no total is stated.
    """
    groups: dict[tuple, list[Mention]] = {}
    for context, quantity in _told(contexts, totals) if totals else ():
        value = _minutes(quantity) if quantity.kind != "number" else quantity.values[0] if len(quantity.values) == 1 else None
        if value is None or not LEAST <= value <= MOST or value % 1:
            continue
        start, end = line_start(folded, quantity.start), folded.find("\n", quantity.end)
        before, after = folded[max(start, quantity.start - 24):quantity.start].rstrip(), folded[quantity.end:end if end >= 0 else len(folded)].strip()
        figure = _figure(context, quantity, value)
        groups.setdefault(("line", start), []).append(figure)
        if before and (key := KEY.search(before)):
            groups.setdefault(("behind", key[0]), []).append(figure)
        if not after.strip(".;|)]}"):
            groups.setdefault(("closes", before[-1:]), []).append(figure)
        elif not before.strip("([{*•-–— "):
            groups.setdefault(("opens", after[:1]), []).append(figure)
    return tuple(tuple(group) for group in groups.values() if 1 < len(group) <= MOST_ALIKE)


def _told(contexts: Iterable[Context], totals: list[StatedTotal]) -> Iterator[tuple[Context, Quantity]]:
    """Quantities of what was done, but for those that are a total."""
    taken = [(total.start, total.end) for total in totals]
    for context in contexts:
        if not context.part.historical and context.part.section not in NOT_TREATMENT:
            for quantity in context.quantities:
                if context.why(quantity.start, quantity.end) is None and not any(start < quantity.end and quantity.start < end for start, end in taken):
                    yield context, quantity


def _figure(context: Context, quantity: Quantity, value: float) -> Mention:
    return Mention("minutes", quantity.start, quantity.end, context.index, value=value, section=context.part.section)


def _minutes(quantity: Quantity) -> float | None:
    if quantity.kind in ("minutes", "prime"):
        return quantity.values[-1] if len(quantity.values) == 1 else None
    return clock_minutes(quantity) if quantity.kind == "clock" else None
