"""Minutes of all services told in one breath, with no service's name: "16 / 14 / 10 min", "fifteen minutes on each of the three".

As many numbers as services are theirs in the order in which they are told, and minutes of each are everyone's.
"""

from __future__ import annotations

import re

from ptnotelint.evidence import Mention, Reading
from ptnotelint.report import Minutes
from ptnotelint.rules.scope import Told, Visit, told_from

LEAST, MOST = 5, 120  # minutes of a service
MANY = 40  # numbers of minutes: among more none is looked at
# closed by minutes, and nothing else in its line or sentence
LISTED = re.compile(r"(?:(?<=\n)|(?<=[.;:!?]\s)|\A)\W{0,20}(?:(?:min(?:ute)?s?|times?|tx|treatment|respectively)\W{1,3}){0,2}(?P<all>(?P<first>\d{1,2})(?:\s?(?:min\b|['’′])?\s?(?:[/+|,&–-]|and|then)\s?\d{1,2}){1,4})\s?(?:min(?:ute)?s?\b|['’′])(?=\W{0,20}(?:\n|\Z)|[.;]\s|\s?(?:respectively|in (?:that|this) order|=))")
EACH = re.compile(r"\s?(?:min(?:ute)?s?\s)?(?:(?:on|for|of|to|with|in|at|went to|given to) )?(?:each|apiece|per (?:service|part|block|section|code))\b(?: of)?(?: (?:the|these|those|which|them|all))?(?: (?P<count>two|three|four|2|3|4))?(?! (?:side|leg|arm|way|direction|set|lap|bout|hand|foot|time|rep|position|exercise|drill|task|muscle|trial|stretch|point|spot|level|ear|other|one))")
COUNTS = {"two": 2, "three": 3, "four": 4, "2": 2, "3": 3, "4": 4}
NUMBER = re.compile(r"\d{1,2}")


def told_together(visit: Visit, told: dict[str, Told]) -> dict[str, Told]:
    """The minutes of each code, with those that such a list or "each" tells, where not all codes have their own."""
    main = visit.readings[0]
    if len(told) < 2 or all(minutes is not None for minutes, _ in told.values()):
        return told
    folded = main.lowered
    held = {mention.start for _, mentions in told.values() for _, mention in mentions}
    for figure in main.figures[:MANY]:
        if figure.value >= LEAST and held <= {figure.start} and (each := EACH.match(folded, figure.end)) and (
                each["count"] is None or COUNTS[each["count"]] == len(told)) and (each["count"] or len(held) + len(main.figures) < 3):
            return dict.fromkeys(told, (Minutes(figure.value, "text", figure.start, figure.end), [(main, figure)]))
    for found in LISTED.finditer(folded):
        values = [(float(match[0]), match.start(), match.end()) for match in NUMBER.finditer(folded, *found.span("all"))]
        first = {number: told_from(visit, visit.codes[number], ("minutes", "dose")) for number in told}
        order = sorted(told, key=lambda number: len(main.text) if first[number] is None else first[number])  # what is not told comes last
        if len(values) == len(told) and all(LEAST <= value <= MOST for value, _, _ in values) and all(found.start("all") <= start < found.end() for start in held):
            return {number: _stated(main, *value) for number, value in zip(order, values, strict=True)}
    return told


def _stated(main: Reading, value: float, start: int, end: int) -> Told:
    number = next((place for place, segment in enumerate(main.segments) if segment.start <= start < segment.end), 0)
    return Minutes(value, "text", start, end), [(main, Mention("minutes", start, end, number, value=value))]
