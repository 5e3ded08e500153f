"""Rows that carry their service's code in a cell or field of its own: "Individual: YES | 97110 | 15 min"."""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby

from ptnotelint.nlp.families import ITEM_LABELS, VAGUE_LABELS
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import code_family
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import NOT_TREATMENT, Context
from ptnotelint.nlp.weighing import HEADED

CODE_CELL = guarded(r"[\s|(\[]*(?:cpt\W{0,2}|code\W{0,2})?(?P<code>9\d{4}|2056[01]|g0283)[\s|)\]]*")
TIME_CELL = guarded(r"[\s|(\[]*(?P<minutes>\d{1,3})\s?(?:min(?:ute)?s?|m|['’′])[\s|.)\]]*")


def label_coded_rows(folded: str, contexts: list[Context]) -> None:
    """Give each row the service whose code stands in one of its later cells, and the minutes in another."""
    blocks = max((context.part.block for context in contexts), default=0)
    for _, group in groupby(contexts, key=lambda context: context.part.unit):
        row = list(group)
        first = row[0].part
        if len(row) < 3 or first.column is None or first.section in NOT_TREATMENT or first.historical or first.code:
            continue
        codes = [cell["code"] for context in row[1:] if (cell := CODE_CELL.fullmatch(folded, context.part.start, context.part.end))]
        times = [(context, cell) for context in row[1:] if (cell := TIME_CELL.fullmatch(folded, context.part.start, context.part.end))]
        family = code_family(codes[0]) if len(codes) == 1 else None
        if family is None or len(times) != 1 or first.family == family and first.head_end > first.start:
            continue
        blocks += 1
        for context in row:
            context.part = replace(context.part, family=family, code=codes[0].upper(), block=blocks, inferred=False, head_end=context.part.start)
        owner, cell = times[0]
        owner.quantities = [Quantity("minutes", *cell.span("minutes"), (float(cell["minutes"]),))]
        owner.line_time, owner.line_weight = cell.start("minutes"), HEADED


def family_of_row(row: list[Context]) -> str | None:
    """The service that the cells of an unlabelled row tell of, for the cell that only gives its time."""
    told = [hit.family for context in row for hit in context.hits if hit.family and hit.reason is None
            and (hit.label in ITEM_LABELS or hit.label in VAGUE_LABELS) and context.why(hit.start, hit.end) is None]
    ((most, times),) = Counter(told).most_common(1) or ((None, 0),)
    return most if 2 * times > len(told) else None
