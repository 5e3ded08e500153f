"""Where in a part which service begins: its wording in order, as places that what follows belongs to."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.families import HANDS, MODALITIES, OPEN
from ptnotelint.nlp.guarded import guarded

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

JOINED = guarded(r"(?:\bw/|\bwith|\+|&|\band|/|\bunder|\bover|\bplus|\bcombined with)\s*(?:(?:a|an|the|simultaneous|concurrent)\s)?\Z")  # two modalities given at once

BOTH = guarded(r"\b(?:and|&|\+|plus|with|w/)\s(?:(?:some|a|an|the|a little|gentle|manual)\s){0,2}\Z")


def anchor(folded: str, context: Context, kinds: list[tuple[int, str]]) -> None:
    """Families in the order named; modalities that stand close together share what follows them."""
    given = [(place, family) for place, family in kinds if not ((why := context.why(place, place + 1)) and why.reason == "negated")]
    kinds = given or kinds  # "needled the lat (no stim)"
    groups: list[tuple[int, tuple[str, ...], int]] = []
    for place, family in kinds:
        if groups and family in groups[-1][1]:
            groups[-1] = (groups[-1][0], groups[-1][1], place)
        elif groups and {family, groups[-1][1][0]} == {"manual", "massage"} and place - groups[-1][2] < 80:
            groups[-1] = (groups[-1][0], (*groups[-1][1], family), place)  # strokes and frictions told in one breath
        elif groups and family in MODALITIES and groups[-1][1][0] in MODALITIES and (place - groups[-1][2] < 22 or JOINED.search(folded, context.part.start, place)):
            groups[-1] = (groups[-1][0], (*groups[-1][1], family), place)
        elif groups and _one_target(folded, context, groups[-1], family, place):
            groups[-1] = (groups[-1][0], (*groups[-1][1], family), place)
        else:
            groups.append((place, (family,), place))
    context.anchors = [(place, families) for place, families, _ in groups]
    context.families = tuple(dict.fromkeys(family for _, families, _ in groups for family in families))


def _one_target(folded: str, context: Context, group: tuple[int, tuple[str, ...], int], family: str, place: int) -> bool:
    """Whether a modality and hands are named side by side and what is treated stands behind both: "ultrasound and rubbing to the elbow"."""
    joined = {family, *group[1]}
    return (joined & MODALITIES != set() and joined & HANDS != set() and place - group[2] < 36 and BOTH.search(folded, group[2], place) is not None
            and not any(hit.label in ("region", "muscle") and group[2] <= hit.start < place for hit in context.hits)
            and not any(group[2] <= q.start < place for q in context.quantities))


def anchor_modalities(folded: str, context: Context, kinds: list[tuple[int, str]], label: str) -> None:
    """Inside a labelled block a modality of another kind still speaks for itself."""
    others = [(place, family) for place, family in kinds if family in MODALITIES and family != label]
    if label in OPEN:  # in a block of exercise or gait a modality speaks for itself when it opens the line or has its own minutes
        others = [(place, family) for place, family in others if place - context.part.start < 15 or any(q.kind == "minutes" and q.start > place for q in context.quantities)]
    if not others or label in MODALITIES and len(others) == 1 and others[0][0] > context.part.start + 60:
        return
    if label in HANDS or label in OPEN or label in MODALITIES:
        groups: list[tuple[int, tuple[str, ...]]] = [(context.part.start, (label,))]
        groups += [(place, (label, family) if label in MODALITIES and JOINED.search(folded, context.part.start, place) else (family,)) for place, family in others]
        if label in MODALITIES and others[0][0] - context.part.start < 30:
            groups = [(context.part.start, tuple(dict.fromkeys((label, *[family for _, family in others]))))]
        context.anchors = groups
        context.families = tuple(dict.fromkeys((label, *(family for _, family in others))))
