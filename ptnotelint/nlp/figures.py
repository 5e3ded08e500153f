"""Every number of minutes in what was done, whosever it is: what a stated total may be the sum of."""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.evidence import Mention, StatedTotal
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.timing import clock_minutes

LEAST, MOST = 3, 120  # minutes of one service at one visit


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
    taken = [(total.start, total.end) for total in totals]
    return tuple(
        Mention("minutes", quantity.start, quantity.end, context.index, value=value, section=context.part.section)
        for context in contexts if not context.part.historical and context.part.section not in NOT_TREATMENT
        for quantity in context.quantities
        if (value := _minutes(quantity)) is not None and LEAST <= value <= MOST and context.why(quantity.start, quantity.end) is None
        and not any(start < quantity.end and quantity.start < end for start, end in taken))


def _minutes(quantity: Quantity) -> float | None:
    if quantity.kind in ("minutes", "prime"):
        return quantity.values[-1] if len(quantity.values) == 1 else None
    return clock_minutes(quantity) if quantity.kind == "clock" else None
