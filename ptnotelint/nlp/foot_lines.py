"""Lines at a note's foot that give the minutes of what was told above: by its words, or in its order.

"Time: chair 34, mat 11." under a paragraph on the chair and one on the mat; "(8'/14'/17')" under three lines of care.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import TYPE_CHECKING

from ptnotelint.nlp.families import ITEM_LABELS, VAGUE_LABELS
from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

IN_ORDER = guarded(r"[\s(\[]*(?:(?:min(?:ute)?s?|times?|tx)\s?[:=–—-]?\s?)?\d{1,2}\s?(?:min(?:ute)?s?\b|m\b|['’′])?(?:\s?[/,;+|·•-]\s?\d{1,2}\s?(?:min(?:ute)?s?\b|m\b|['’′])?){1,5}\s?(?:min(?:ute)?s?)?[\s)\].]*")
NUMBER = guarded(r"\d{1,2}")
MINUTES_SAID = guarded(r"min|['’′]|\dm\b|time|tx")
WORD = guarded(r"\b(?!and\b|the\b|with\b|for\b|work\b|time\b|training\b|part\b|portion\b|other\b|rest\b|min)[a-z]{3,}")


def family_above(folded: str, contexts: list[Context], start: int, name: str, named: set[str | None]) -> str | None:
    """The service of the lines above that hold the words a foot line names it by; none that it has ``named`` plainly."""
    words = [match[0].removesuffix("s") for match in WORD.finditer(name)]
    if not words:
        return None
    told: Counter[str] = Counter()
    for context in contexts:
        part = context.part
        if part.end <= start and not part.historical and part.section not in NOT_TREATMENT and context.families and any(folded.find(word, part.start, part.end) >= 0 for word in words):
            told.update(family for family in context.families[:1] if family not in named)
    most = told.most_common(2)
    return most[0][0] if most and (len(most) < 2 or most[0][1] > most[1][1]) else None


def in_order(folded: str, contexts: list[Context], parts: list[Context]) -> list[tuple[str, float, int, int]]:
    """Family, minutes and place of each number of a line that gives nothing but the minutes of the lines above it, one for each."""
    start, end = parts[0].part.start, parts[-1].part.end
    if not folded[start:start + 1].isdigit() and folded[start] not in "([mt" or IN_ORDER.fullmatch(folded, start, end) is None or MINUTES_SAID.search(folded, start, end) is None:
        return []
    numbers = [match.span() for match in NUMBER.finditer(folded, start, end)]
    values = [float(folded[a:b]) for a, b in numbers]
    if not all(3 <= value <= 60 for value in values) or max(values) < 8:
        return []
    above: list[str] = []
    for _, group in groupby((context for context in contexts if context.part.end <= start), key=lambda context: context.part.unit):
        unit = list(group)
        if unit[0].part.historical or unit[0].part.section in NOT_TREATMENT:
            continue
        kinds = Counter(hit.family for context in unit for hit in context.hits if hit.family and hit.reason is None and (hit.label in ITEM_LABELS or hit.label in VAGUE_LABELS)
                        and context.why(hit.start, hit.end) is None)
        if not any(q.kind != "score" for context in unit for q in context.quantities) and not any(hit.label in ("technique", "modality") for context in unit for hit in context.hits):
            continue  # "stairs 2/10 now"
        family = unit[0].part.family or (kinds.most_common(1)[0][0] if kinds else None)
        if family and not (unit[0].part.family and above and above[-1] == family and unit[0].part.head_end <= unit[0].part.start):
            above.append(family)
    return [(family, value, *place) for family, value, place in zip(above, values, numbers, strict=True)] if len(above) == len(values) else []
