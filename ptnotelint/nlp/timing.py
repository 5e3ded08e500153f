"""Small questions about minutes: clock ranges, numbers in headings, and lines that add minutes up."""

from __future__ import annotations

import re

from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import OPEN, Context

NOT_SPENT = re.compile(r"(?:within|after|tolerat\w+|sit\w*|stand\w*|walk\w*|drive|driving|every|gone in|until|up to|more than|less than|at|by|rest\w*|wait\w*|bike|treadmill|nustep|ube|ergometer|cycle|rocking|revolutions?|prone on elbows|settled \w+)\s(?:about |a |of |for |only )*\Z")
MINUTES_FIELD = re.compile(r"(?:\A|\n)\W*min(?:ute)?s?\s\Z|(?:\A|[^a-z\d ])\s*(?:tx |treatment |modality |exercise |manual |procedure |service )?(?:minutes?|mins?|time|duration|time spent)\s?(?:\(min\))?[:=]\s?\Z")
# a line that adds up minutes: a total beside services named by their short names
TIME_SHEET = re.compile(r"\A(?>\W*[a-z][a-z /&-]{1,20}?[ :=]\s?\d{1,2}\s?(?:min)?[^\w/,;|+]*[/,;|+])+\W*[a-z][a-z /&-]{1,20}?[ :=]\s?\d{1,2}\s?(?:min)?\W*\Z|\bmin(?:ute)?s: (?=[a-z])|\b(?:timed|total|tot|min(?:ute)?s?|time)\b.*(?<=[a-z]{2})[ :=-]{1,3}\d{1,2}\b.*(?<=[a-z]{2})[ :=-]{1,3}\d{1,2}\b")


def clock_minutes(quantity: Quantity) -> float | None:
    if len(quantity.values) == 2:  # 0830-0858
        start, end = (value // 100 * 60 + value % 100 for value in quantity.values)
    elif len(quantity.values) == 4:
        start = quantity.values[0] * 60 + quantity.values[1]
        end = quantity.values[2] * 60 + quantity.values[3]
    else:
        return None
    return (end - start) % 720 or None


def head_number(folded: str, context: Context, quantity: Quantity) -> bool:
    """A bare number of minutes: in a treatment heading ("TE (15):"), or alone in a row's cell beside a service."""
    part = context.part
    if part.family is None or not 5 <= quantity.values[0] <= 120 or len(quantity.values) > 1 or part.minutes_column:
        return False
    if quantity.end <= part.head_end:
        return not any(q.kind in ("minutes", "prime", "clock") and q.end <= part.head_end for q in context.quantities)
    return part.column not in (None, 0) and folded[part.start:part.end].strip(" |") == folded[quantity.start:quantity.end]


def told_from(folded: str, first: Context) -> int:
    """Where a block's first line has stated the service's minutes, so that later ones are doses; -1 where it has not."""
    part = first.part
    if part.family not in OPEN:
        return -1
    for quantity in first.quantities:
        if quantity.kind in ("minutes", "prime", "clock"):
            if quantity.end <= part.head_end:
                return part.head_end
            if part.head_end > part.start and not re.sub(r"\(?\d{1,2} units?\)?", "", folded[part.head_end:quantity.start]).strip(" :-–—(,x@") and folded[quantity.end:quantity.end + 2].strip(" )")[:1] in (":", "\n", ";", "-", "–", "—"):
                return quantity.end
    return -1
