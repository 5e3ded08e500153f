"""Which minutes of a part are those of its service, and which are the dose of one item."""

from __future__ import annotations

from collections.abc import Iterator

from ptnotelint.nlp.headings import named_before, timed_name
from ptnotelint.nlp.items import is_dose, service_minutes
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import MODALITIES, Context
from ptnotelint.nlp.timing import MINUTES_FIELD, NOT_SPENT, TIME_SHEET, clock_minutes, head_number


def spent(folded: str, context: Context, items_here: int, first: bool, doses, told: bool) -> Iterator[tuple[Quantity, float, str | None]]:
    """(quantity, minutes, family where the minutes name it themselves) of each time of a service; other minutes join the doses."""
    sheet = TIME_SHEET.search(folded[context.part.start:context.part.end]) is not None
    for quantity in context.quantities:
        if quantity.kind in ("minutes", "prime") or quantity.kind == "number" and (sheet or folded[quantity.start - 1] == "="):
            family = (named_before if sheet else timed_name)(folded, context.part.head_end if not sheet else context.part.start, quantity.start)
            if family and 3 <= quantity.values[0] <= 180:  # "TE 13, MT 13": a list of services with their minutes
                why = context.why(quantity.start, quantity.end)
                if why is None or why.cue.startswith("under ") and why.reason in ("planned", "historical", "goal", "measurement"):
                    yield quantity, quantity.values[0], family
                continue
        if quantity.kind in ("number", "score") and head_number(folded, context, quantity):
            yield quantity, quantity.values[0], None
            continue
        read, value = _value(folded, context, quantity)
        if value is None or not 1 <= value <= 480:
            continue
        if read.kind == "number" and not context.part.minutes_column:
            yield read, value, None
            continue
        timed = service_minutes(folded, context, read._replace(kind="minutes") if read.kind == "minutes_by" else read, items_here, first)
        if not timed and read.kind == "minutes" and context.only_minutes and not NOT_SPENT.search(folded[max(context.part.start, read.start - 24):read.start]):
            timed = True  # the only minutes of a paragraph in prose are those of its service
        if timed and context.part.minutes_column:
            doses.append((context.index, read._replace(kind="minutes")))  # of the row's item, too
        if timed and not (told and read.kind != "clock"):
            yield read, value, None
        elif read.kind in ("minutes", "minutes_by", "prime") and context.why(read.start, read.end) is None and read.start >= context.part.head_end:
            if is_dose(folded, read, context):
                doses.append((context.index, read))


def _value(folded: str, context: Context, quantity: Quantity) -> tuple[Quantity, float | None]:
    """A quantity as minutes, where it can be read as such."""
    kind = quantity.kind
    if kind in ("minutes", "prime"):
        return quantity, quantity.values[-1]
    if kind == "hours" and quantity.values[0] <= 1.5:
        return quantity, quantity.values[0] * 60
    if kind == "clock":
        return quantity, clock_minutes(quantity)
    if kind == "minutes_by" and folded[quantity.start] in "x×":
        return quantity, quantity.values[0]
    if kind == "length_by" and folded[quantity.start] in "x×" and folded[quantity.end - 1] in "'’′" and MODALITIES.intersection(context.families):
        return quantity._replace(kind="minutes"), quantity.values[0]  # "US ... x 8'"
    if kind == "number" and (context.part.minutes_column or MINUTES_FIELD.search(folded[max(context.part.start, quantity.start - 24):quantity.start])):
        return quantity, quantity.values[0]
    return quantity, None
