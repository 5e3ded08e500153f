"""Bare numbers that are repetitions by where they stand: "SLR 30", "10 bridges", "open book, 8 slow", "rows 3/10".

A number without a unit says nothing by itself; beside the name of an item in a treatment line it is the dose.
"""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import LISTED, Item
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import OPEN, Context

FIRST = guarded(r"(?:\A|[,;:|(\t\n•+&–—-]|\band\b|\bthen\b|\b(?:did|performed|completed|of|with|w/|do|does|doing|by|another|total of|through|after|then did))\s*\Z")
JUST_BEFORE = guarded(r"[ -](?:(?:more|slow|good|full|total|sets? of|reps? of|standing|seated|supine|prone|single|double|left|right|l|r|bilat\w*|mini|partial|unassisted|assisted|controlled)\s){0,2}\Z")
JUST_AFTER = guarded(r"(?:\s*[-–—:=*x(]{0,2}\s*|,\s*|,\s[a-z]{3,}(?:\s[a-z]{2,})?,\s|(?:[^,;:\n|.\d]|\bl\d|level \d|\d{1,3}\s?(?:#|lbs?\b|kg\b|\"|in\b)){0,30}?(?:\s[-–—]\s|[:=(]\s?|,\s|\s)(?<!to )(?<!level )(?<!grade )(?<!seat )(?<!pin )(?<!setting )(?<!at )(?<!on )(?<!over )(?<!from )(?<!phase )(?<!stage )(?<!position ))\Z")
CLOSED = guarded(r"\s*(?:[,;|)\n•]|\d{1,2}\)\s|\(\d{1,2}\)|\.(?!\d)|\Z|(?:slow\w*|each|ea|more|way|ways|per|direction|side|sides|fwd|forwards?|bwd|backwards?|retro|cw|ccw|total|good|controlled|times|b|r|l|bilat\w*|rt|lt|and|then|with|at|before|in|on)\b|w/|@)")
IN_CELL = guarded(r"\s*(?:\Z|[,;|(]|(?:each|ea|r|l|b|bilat\w*|rt|lt|cc?w|fwd|bwd|bkwd|lat|slow\w*|per|ways?|sides?|total|with|[yrgb]tb|gtb|yellow|red|green|blue|black|\d{1,2}\s?lb)\b|w/|\d{1,2}\s?#)")
THINGS = guarded(r"\s(?!(?:pillows?|rails?|points?|people|persons?|fingers?|hands?|wheels?|wheeled|cues?|errors?|corrections?|loss\w*|rests?|breaks?|units?|years?|pain|degrees|legs|stickers|obstacles|handrails|canes|ways?|way|planes?|inches|min|sec)\b)[a-z]{3,}s\b")
OBJECTS = guarded(r"(?:\s(?!of\b|to\b|and\b|in\b|on\b)[a-z-]+){0,2}?\s(?!(?:pillows?|rails?|points?|people|persons?|fingers?|hands?|wheels?|cues?|errors?|corrections?|loss\w*|rests?|breaks?|units?|years?|degrees|legs|obstacles|handrails|canes|ways?|planes?|inches|minutes|mins|seconds|secs|hours|days|weeks|months|visits|sessions|pounds|lbs|feet|yards|meters|metres|steps|stairs|aides|times|helpers|staff|reminders|prompts|was|is|has|his|this)\b)[a-z]{3,}s\b(?=\s?[,.;:)]|\s?\Z|\s(?:to|from|on|onto|into|in|at|with|each|total|one|filled|moved|lifted|placed|put|carried|stacked|sorted|folded|hung|packed|picked|up|overhead)\b)")
TASKS = frozenset({"activities", "self_care"})
NOUN = guarded(r"\s([a-z]{4,12}?)e?s\b")
SERIES = guarded(r"(\d{1,2})(?:\s?[-–/,+]\s?\d{1,2}){2,4}(?![\d/°%#]|\s?(?:lbs?|kg|deg)\b)")  # set by set: "12-10-8"
SETS_CELL = guarded(r"[\s|]*[1-6][\s|]*")
SETS_OVER_REPS = {1.0, 2.0, 3.0, 4.0, 5.0}
REPS = {6.0, 8.0, 10.0, 12.0, 15.0, 20.0, 25.0, 30.0}
FELT = guarded(r"\b(?:pain|ache|sore\w*|sx|symptoms?|dizz\w*|rpe|borg|strength|mmt|vas|nprs|rated?|from|scor\w+|difficulty)\b[^,;|\n]*\Z")


def bare_counts(folded: str, context: Context, items: list[Item], in_row: bool, in_sheet: bool) -> list[Quantity]:
    """Numbers without a unit that dose one of the part's items.

    ``in_row`` says that the part is a cell of a row that an item names, in a sheet that has doses;
    ``in_sheet`` that lines before it in its block are dosed items.
    """
    part = context.part
    if part.minutes_column:
        return []
    treated = (context.labelled or in_sheet) and bool(OPEN.intersection(context.families)) and part.section not in ("measures", "assessment", "subjective")
    found = []
    for quantity in context.quantities:
        if quantity.kind not in ("number", "score", "date") or quantity.start < part.head_end or not 1 <= quantity.values[-1] <= 100:
            continue
        if in_row and (part.dose_column or quantity.kind == "number" and 5 <= quantity.values[-1] <= 60 and not folded[part.start:quantity.start].strip(" |")
                       and IN_CELL.match(folded, quantity.end, part.end)):
            found.append(quantity._replace(kind="count"))
            continue
        before = [item for item in items if item.hit.end <= quantity.start]
        after = [item for item in items if item.hit.start >= quantity.end]
        if quantity.kind == "date" or quantity.kind == "score" and min(quantity.values) > 5:
            if treated and before and _falling(quantity.values) and _beside(folded, before[-1], quantity) and not FELT.search(folded, part.start, quantity.start):
                found.append(quantity._replace(kind="count"))  # repetitions set by set: "15/15/12"
        elif quantity.kind == "score":
            if ((treated or context.families == ("exercise",) and quantity.values[-1] > 10 and part.section not in ("measures", "assessment", "subjective")) and before and len(quantity.values) == 2 and quantity.values[0] in SETS_OVER_REPS and _beside(folded, before[-1], quantity)
                    and not FELT.search(folded, part.start, quantity.start)
                    and (quantity.values[1] in REPS or quantity.values[0] == quantity.values[1] and quantity.values[0] > 1)):
                found.append(quantity._replace(kind="count"))
        elif after and JUST_BEFORE.match(folded, quantity.end, after[0].hit.start) and FIRST.search(folded[part.head_end:quantity.start]):
            found.append(quantity._replace(kind="count"))
        elif before and (noun := NOUN.match(folded, quantity.end, part.end)) is not None and noun[1].removesuffix("i") in folded[before[-1].hit.start:before[-1].hit.end]:
            found.append(quantity._replace(kind="count"))  # "lateral weight shifts in the bars …, fifteen shifts"
        elif before and before[-1].hit.label == "activity" and TASKS.intersection(context.families) and OBJECTS.match(folded, quantity.end, part.end) and not any(
                q.kind in LISTED and before[-1].hit.end <= q.start < quantity.start for q in context.quantities):
            found.append(quantity._replace(kind="count"))  # "shelved the returns from a cart, 22 books": so many things, so many times
        elif treated and before and _beside(folded, before[-1], quantity) and (CLOSED.match(folded, quantity.end, part.end) or SERIES.match(folded, quantity.start, part.end) or THINGS.match(folded, quantity.end, part.end)):
            found.append(quantity._replace(kind="count"))
    return found


def after_sets(folded: str, context: Context, contexts: list[Context]) -> bool:
    """Whether the cell before holds nothing but a small number: "SAQ | 3 | 10", sets and then repetitions."""
    before = contexts[context.index - 1].part if context.index else context.part
    return before.unit == context.part.unit and before.column not in (None, 0) and SETS_CELL.fullmatch(folded, before.start, before.end) is not None


def _falling(values: tuple[float, ...]) -> bool:
    return len(values) in (2, 3) and min(values) > 5 and max(values) <= 40 and max(values) - min(values) <= 8


def _beside(folded: str, item: Item, quantity: Quantity) -> bool:
    return JUST_AFTER.match(folded[item.hit.end:quantity.start]) is not None
