"""A log kept by the clock that begins in the water stays there until it says otherwise."""

from __future__ import annotations

from dataclasses import replace
from itertools import groupby

from ptnotelint.nlp.clock_log import END
from ptnotelint.nlp.families import HANDS, MODALITIES
from ptnotelint.nlp.gatherings import TITLE_OF_POOL, bathing
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import STATION
from ptnotelint.nlp.services import NOT_TREATMENT, Context

CLOCK = guarded(r"[\s|\[(]*(?:[012]?\d:[0-5]\d|[012]\d[0-5]\d)[\s\]|,.–—-]*(?:[012]?\d:?[0-5]\d)?[\s\]|]*")
# where the water was left, or was never entered
ASHORE = guarded(r"\b(?:land|plinth|mat\b(?! in)|gym|table|(?:on|to) (?:the )?(?:pool ?)?deck|treatment room|room\b|locker|dry\b|towel\w*|out\b|exit\w*|closed|no water|class|group|joins?|bike(?!\w*[^.;]*\b(?:water|deep|noodle|belt)))\b")


def stay_in_water(folded: str, contexts: list[Context]) -> None:
    """Give the entries of such a log to the care in the water where they name no place of their own."""
    if not contexts:
        return
    water = TITLE_OF_POOL.match(folded, contexts[0].part.start, contexts[0].part.end) is not None
    blocks = max(context.part.block for context in contexts)
    for _, group in groupby(contexts, key=lambda context: context.part.unit):
        unit = list(group)
        first = unit[0].part
        if first.historical or first.section in NOT_TREATMENT:
            continue
        wet = any(context.part.family == "aquatic" or bathing(folded, context) for context in unit)
        station = STATION.match(folded, first.start, first.end)
        if station is None and not (first.column == 0 and len(unit) > 1 and CLOCK.fullmatch(folded, first.start, first.end)):
            water = water and not ASHORE.search(folded, first.start, unit[-1].part.end) or wet and first.paragraph == contexts[0].part.paragraph
            continue
        if ASHORE.search(folded, first.start, unit[-1].part.end) or station and END.match(folded, station.end()):
            water = False
            continue
        told = {first.family} if first.family else {hit.family for context in unit for hit in context.hits if hit.family and hit.reason is None}
        if wet:
            water = True
        elif water and (told & (HANDS | MODALITIES) or first.code):
            water = False
        if water and not first.code:
            blocks += 1
            for context in unit:
                context.part = replace(context.part, family="aquatic", block=blocks, inferred=False, head_end=max(context.part.head_end, context.part.start) if context.part.family else context.part.start)
