"""Names of exercises, tasks and walking in a part, and the items of its list that they make."""

from __future__ import annotations

from ptnotelint.nlp import reasons
from ptnotelint.nlp.doing import measured, performed
from ptnotelint.nlp.items import ITEMS, Item, merge_items
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import HANDS, NOT_TREATMENT, OPEN, Context, hurts


def names_of(folded: str, context: Context) -> tuple[list[Hit], list[Item]]:
    """Names of exercises, tasks and walking in a part, and the items of its list that they make."""
    named = [hit for hit in context.hits if hit.label in ITEMS and hit.start >= context.part.head_end]
    if not named or reasons.WHY_FIELD.match(folded, context.part.start, context.part.end):
        return [], []
    done, treated = performed(folded, context), is_treated(context)
    if context.families and HANDS.issuperset(context.families):  # "DTM upper trap" by hand, whatever exercise goes by the same letters
        by_hand = {(hit.start, hit.end) for hit in context.hits if hit.label == "technique"}
        named = [hit for hit in named if (hit.start, hit.end) not in by_hand]
    hits = [hit for hit in named if (done or hit.label == "exercise") and not (hit.label == "exercise" and measured(folded, hit, context.part.end, treated))
            and not (not treated and hurts(folded, context, hit))]
    return hits, merge_items(folded, context, _outermost(hits)) if hits else []


def is_treated(context: Context) -> bool:
    """Whether a part stands under a label that takes in exercises and tasks."""
    return context.labelled and bool(OPEN.intersection(context.families)) and context.part.section not in NOT_TREATMENT


def _outermost(hits: list[Hit]) -> list[Hit]:
    """Of overlapping names the longest; at the same place an exercise before a task before gait."""
    rank = {"exercise": 0, "activity": 1, "gait": 2}
    kept: list[Hit] = []
    for hit in sorted(hits, key=lambda hit: (hit.start, -hit.end, rank[hit.label])):
        if not kept or hit.start >= kept[-1].end:
            kept.append(hit)
    return kept
