"""Every number of minutes in what was done, whosever it is: what a stated total may be the sum of."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptnotelint.evidence import Mention, StatedTotal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.timing import NOT_SPENT, clock_minutes, passing

LEAST, MOST = 3, 120  # minutes of one service at one visit
MOST_ALIKE = 12  # numbers of one kind of place: among more some add up to anything
KEY = guarded(r"(?:[a-z]{3,}\s?[:=(]?|[:=@–—\[(/|]|-{2,}|\.{3,})\Z")  # "Minutes:", "dur", "—"


def figures(folded: str, contexts: Iterable[Context], totals: list[StatedTotal]) -> tuple[Mention, ...]:
    """Minutes and spans of clock time in text order, but for totals, for the course of things, and for what is refused.

    Examples
    --------
    >>> from ptnotelint.nlp.structure import Part
    >>> context = Context(Part(0, 20, 0, 0, 0), 0)
    >>> context.quantities = [Quantity("minutes", 3, 9, (15.0,)), Quantity("reps_by", 12, 16, (3.0, 10.0))]
    >>> [figure.value for figure in figures("tape for 15 minutes, 3 x 10", [context], [])]
    [15.0]
    """
    return tuple(_figure(context, quantity, value) for context, quantity in _told(contexts, totals)
                 if (value := _minutes(quantity)) is not None and LEAST <= value <= MOST
                 and not NOT_SPENT.search(folded, context.part.start, quantity.start) and not passing(folded, context.part, quantity))


def is_part(mentions: list[Mention], timed: StatedTotal | None, whole: StatedTotal | None) -> bool:
    """Whether what is called the whole is fewer minutes than its services together, told once each, and so a part like them."""
    if whole is None or timed is not None:
        return False
    parts = {mention.start: mention for mention in mentions if mention.label == "minutes" and mention.reason is None and mention.families and (mention.value or 0) >= 5
             and not whole.start <= mention.start < whole.end}
    return len(parts) > 1 and whole.minutes < sum(part.value for part in parts.values()) and len({part.families for part in parts.values()}) == len(parts)


def sum_told(text: str, numbers: tuple[Mention, ...], whole: StatedTotal | None) -> Mention | None:
    """The figure that all others add up to, told by the clock or as long as the visit: the visit's, whatever stands around it."""
    double = sum(number.value for number in numbers)
    for number in numbers if len(numbers) > 2 else ():
        if 2 * number.value == double and (whole.minutes == number.value if whole else ":" in text[number.start:number.end]):
            return number
    return None


def of_total(contexts: Iterable[Context], total: StatedTotal) -> Iterator[Mention]:
    """The figure of a number that was taken for a total."""
    for context in contexts:
        if context.part.start <= total.start < context.part.end:
            yield Mention("minutes", total.start, total.end, context.index, value=total.minutes, section=context.part.section)


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
