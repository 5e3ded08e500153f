"""Blocks that a title of the writer's own opens with their time: "Rack work — 13:58 to 14:15", "[12 min] Quad firing".

No vocabulary of headings knows such titles, but a title with a time of its own opens the telling of one service as
plainly as "97530 x 17 min" does. Which service, the title's words say, or else most of what the block tells.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import replace
from itertools import groupby
from typing import NamedTuple

from ptnotelint.nlp.families import HANDS, ITEM_LABELS, MODALITIES, OPEN, VAGUE_LABELS
from ptnotelint.nlp.gatherings import gathered
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE, code_family
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.naming import kind_in, name_after, service_names, spoken_kind
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_end, line_start
from ptnotelint.nlp.services import NOT_TREATMENT, WEAK, Context
from ptnotelint.nlp.timing import clock_minutes, passing

# what may stand between a line's beginning and a time that opens it
LEAD = guarded(r"[\W_]*(?:(?:from|at|start(?:ed)?|pt|ot|pta|ota|time|(?:the )?(?:first|next|last|final|remaining|other))\b[\W_]*)?")
# a title: a few words, no sentence
TITLE = guarded(r"[\W_]*(?:\d{3,4}\s|\d{1,2}[.):]\s)?[a-z][^.;:!?\n|]{1,64}?[\s,;:(|.–—=~@-]+(?:for |x |about |approx\w* |~|start |roughly )?")
SENTENCE = guarded(r"\b(?:he|she|we|i|they|it|was|were|is|are|did|had|has|came|went|took|lasted|spent|reports?|says|said|states?|can|cannot|tolerat\w+|after|before|until|every|within|than|last|ago|wait\w*|arriv\w*|late|rest\w*|held|pain|hep|home|sleep\w*|total|timed|untimed|time|visit|session|min(?:ute)?s?|eval\w*|goals?|max|minimum|seen|saw|treated|attended|appointment|duration|clinic)\b")
AFTER_TIME = guarded(r"\s?(?:each\b)?[)\]]?\s?(?:[:.|,·–—)\]-]|\(|->|→|/|\Z|\n)")
EACH = guarded(r"\s?each\b")
CLAUSE_END = guarded(r"[,:;.!?—–]")
SUMS = guarded(r"\W*(?:clock|timed|untimed|total|tot\b|tt\b|ttt|min(?:ute)?s?\b|time\b|tally|contact|direct|one[- ]on|billed|charges?|next\b|plan\b|back\b|signed|dr\b)")
NOT_OPENED = NOT_TREATMENT - {"measures", "history"}
STRAY = frozenset({"subjective", "history", "measures"})  # care that stands there has outgrown its heading
# the times of one slot told apart: "14:00 Traction … Off at 14:12", "0900 POOL … out 0931"
SLOT_START = guarded(r"[\W_]*(?:(?:in|start(?:ed)?|on|began|begin|from|pta?|ota?)\W{0,3}(?:at )?)?(?P<hour>[01]?\d|2[0-3]):?(?P<minute>[0-5]\d)\b(?!\s?[-–:/]\s?\d|\s(?:to|until|mg|ml|ft|m|units?|steps)\b)")
SLOT_END = guarded(r"\b(?:off|out|end(?:ed)?|stop(?:ped)?|done|until|till|finish(?:ed)?|to|through)\b(?: (?:of|at|time|by|1:1|one[- ]on[- ]one|portion|part|the|pool|table))*\W{0,3}(?P<hour>[01]?\d|2[0-3]):?(?P<minute>[0-5]\d)\b(?!\s?(?:ft|m|mg|%)\b)")


EITHER_KIND = guarded(r"\b(?:kitchen|cooking|meals?)\b")  # tasks of the home, or activities practised there
GYM = guarded(r"\b(?:gym|core)\b")  # a place where exercise is done, if nothing else is told


class _Opening(NamedTuple):
    """Where a block's title stands and where its text begins."""

    place: int  # in the unit: the part that holds the time
    title: tuple[int, int]
    text_start: int


def label_timed_blocks(folded: str, contexts: list[Context]) -> None:
    """Give the parts of each block that its writer heads with a time the service that the block tells of."""
    _release(folded, contexts)
    units = [list(unit) for _, unit in groupby(contexts, key=lambda context: context.part.unit)]
    for unit in units:
        _time_cell(folded, unit)
    slots = {number for number, unit in enumerate(units) if _slot(folded, unit)}
    openings = [_opening(folded, unit) or _closing(folded, unit) or _line_timed(folded, unit) or (_slot_title(folded, unit) if number in slots and (len(slots) > 1 or SLOT_END.search(folded, unit[0].part.start, line_end(folded, unit[-1].part.end, "\n\n"))) else None)
                for number, unit in enumerate(units)]
    _nested_endings(folded, units, openings)
    blocks = max((context.part.block for context in contexts), default=0)
    number = 0
    while number < len(units):
        opening, first = openings[number], number
        number += 1
        if opening is None:
            continue
        closed = opening.text_start == units[first][0].part.start
        alone = not closed and not folded[opening.text_start:units[first][-1].part.end].strip(" .:|)-")
        while not closed and number < len(units) and openings[number] is None and _goes_on(folded, units[first], units[number], alone and number == first + 1 or alone and units[number][0].part.paragraph == units[number - 1][0].part.paragraph):
            number += 1
        block = [context for unit in units[first:number] for context in unit]
        if first in slots:
            _close_slot(folded, block)
        family, named = _family(folded, block, opening)
        if family:
            blocks += 1
        for place, context in enumerate(block):
            part = context.part
            if family and place > opening.place and (part.family is not None or part.unit == block[0].part.unit and _another(folded, context, family)):
                family = None  # "TE: SLR 2x10", "Then ten minutes on the stairs …"
            if family:
                heads = opening.text_start if place == opening.place else part.end if place < opening.place else part.head_end
                part = replace(part, family=family, block=blocks, inferred=not named, head_end=min(max(heads, part.head_end), part.end))
            context.part = part
            if part.section in STRAY:
                _set_free(context)


def _time_cell(folded: str, unit: list[Context]) -> None:
    """A row that opens with its time: "1:05-1:22 | Neuro re-ed: ..." is timed by its first cell."""
    first = unit[0]
    if len(unit) < 2 or first.part.column != 0 or unit[1].part.column is None or first.part.family or not unit[1].part.family:
        return
    times = [q for q in first.quantities if q.kind in ("minutes", "prime", "clock")]
    if len(times) == 1 and not folded[times[0].end:first.part.end].strip(" |.)") and not folded[first.part.start:times[0].start].strip(" |("):
        row = unit[1].part
        first.part = replace(first.part, family=row.family, block=row.block, head_end=first.part.end, inferred=row.inferred)


CLOSING = guarded(r"\W*(?:(?:that|this|it|all)(?: all| of (?:it|this|that))? (?:took|was|lasted|ran) )?(?:me |us )?(?:about |approx\w* |for |total )?(?:\d{1,2}|[a-z]+(?:[ -][a-z]+)?)\s?min(?:ute)?s?(?: (?:for|of|on)? ?(?:all (?:of )?(?:that|this|it)|the (?:lot|whole thing)|in all|total|altogether|all told))?\W*")
LATER = guarded(r"\b(?:will|by (?:\d|week|wk|the end|d/?c|discharge|next)|within|able to|\d+ ?(?:wks?|weeks?|months?)|w/in|to be able)\b")
DONE_HERE = frozenset({"cue", "assist", "modality", "technique", "maneuver"})


def _release(folded: str, contexts: list[Context]) -> None:
    """A later paragraph under goals or findings that tells of treatment and closes or opens with its minutes is no goal."""
    left: str | None = None  # the section that a paragraph before has left
    for section, group in groupby(contexts, key=lambda context: (context.part.section, context.part.paragraph)):
        paragraph = list(group)
        if section[0] != left or any(context.part.head_end > context.part.start for context in paragraph):
            left = None
        elif left is not None:
            for context in paragraph:
                _set_free(context)
            continue
        if section[0] not in STRAY | {"goals"} or any(context.part.head_end > context.part.start for context in paragraph):
            continue
        last = paragraph[-1].part
        closed = len(paragraph) > 1 and CLOSING.fullmatch(folded, last.start, last.end)
        start = paragraph[0].part.start
        opened = len(paragraph) > 1 and any(q.kind in ("minutes", "prime", "clock") and q.start - start < 48 and AFTER_TIME.match(folded, q.end) for q in paragraph[0].quantities)
        if not (closed or opened) or section[0] == "goals" and LATER.search(folded, start, last.end):
            continue
        if closed or any(hit.label in DONE_HERE and hit.reason is None for context in paragraph for hit in context.hits):
            left = section[0]
            for context in paragraph:
                _set_free(context)


def _set_free(context: Context) -> None:
    context.part = replace(context.part, section=None)
    context.refused = [refusal for refusal in context.refused if not refusal.cue.startswith("under ")]


def _closing(folded: str, unit: list[Context]) -> _Opening | None:
    """A paragraph that ends with the time of what it tells ("… Grimaced but went on. 12 min."), or gives it alone before its last remarks."""
    first, last = unit[0].part, unit[-1].part
    if len(unit) < 2 or first.column is not None or any(
            context.part.family or context.part.code or context.part.historical or context.part.section in NOT_OPENED | STRAY for context in unit):
        return None
    alone = [place for place, context in enumerate(unit) if place and context.quantities and CLOSING.fullmatch(folded, context.part.start, context.part.end)
             and any(q.kind == "minutes" and 5 <= q.values[-1] <= 90 for q in context.quantities)]
    if len(alone) != 1 or any(refusal.start <= unit[alone[0] - 1].part.start and refusal.end >= unit[alone[0] - 1].part.end for refusal in unit[alone[0] - 1].refused):
        return None
    if _of_two(unit):
        return None
    mark = CLAUSE_END.search(folded, first.start + 4, min(first.end, first.start + 48))
    title = mark.start() if mark else first.start
    if unit[alone[0]].part is not last and not (mark and kind_in(folded, first.start, title)):
        return None
    return _Opening(0, (first.start, first.start if SENTENCE.search(folded, first.start, title) else title), first.start)


def _nested_endings(folded: str, units: list[list[Context]], openings: list[_Opening | None]) -> None:
    """A line with points below it, one of which is nothing but minutes: the time of all that is told there."""
    for number, unit in enumerate(units):
        last = unit[0].part
        if len(unit) > 1 or not unit[0].quantities or last.family or last.column is not None or not CLOSING.fullmatch(folded, last.start, last.end):
            continue
        depth = _depth(folded, last.start)
        for above in range(number - 1, -1, -1):
            first = units[above][0].part
            if first.paragraph != last.paragraph or openings[above] is not None or first.family or first.code:
                break
            if _depth(folded, first.start) < depth:
                if not first.historical and first.section not in NOT_OPENED | STRAY and first.column is None:
                    mark = CLAUSE_END.search(folded, first.start + 4, min(first.end, first.start + 48))
                    title = mark.start() if mark else first.end
                    openings[above] = _Opening(0, (first.start, title), title)
                break


def _depth(folded: str, start: int) -> int:
    return _margin(folded, start)[0]
def _of_two(unit: list[Context]) -> bool:
    """Whether a paragraph tells hands-on work or a modality with its own time, and then dosed exercise, to which the closing time belongs."""
    for place, context in enumerate(unit[:-2]):
        if any(q.kind == "minutes" and q.values[-1] >= 5 and context.part.end - q.end < 4 for q in context.quantities) and any(hit.family in HANDS or hit.family in MODALITIES for hit in context.hits):
            return any(hit.family in OPEN for other in unit[place + 1:-1] for hit in other.hits) and any(
                q.kind in ("reps_by", "sets_reps") for other in unit[place + 1:-1] for q in other.quantities) and not any(
                hit.family in HANDS or hit.family in MODALITIES for other in unit[place + 1:-1] for hit in other.hits)
    return False


def _another(folded: str, context: Context, family: str) -> bool:
    """Whether a sentence gives the time of another kind of care."""
    part = context.part
    for q in context.quantities:
        if q.kind == "minutes" and q.values[-1] >= 5 and not passing(folded, part, q):
            named = name_after(folded, q.end, part.end) or spoken_kind(folded, part.start, q.start, q.end, part.end)
            if named and named != family:
                return True
    return False


def _slot(folded: str, unit: list[Context]) -> bool:
    """Whether a line begins with the time of day: "0900 Pool", "14:00 Traction"."""
    part = unit[0].part
    if part.historical or part.section in NOT_OPENED or part.column is not None:
        return False
    start = SLOT_START.match(folded, part.start, part.end)
    return start is not None and 6 <= int(start["hour"]) <= 20 and folded[start.end():part.end].strip(" :–—-")[:1].isalpha()


def _slot_title(folded: str, unit: list[Context]) -> _Opening:
    part = unit[0].part
    start = SLOT_START.match(folded, part.start, part.end)
    line = min(part.end, next((at for mark in ":\n" if (at := folded.find(mark, start.end(), part.end)) > 0), part.end), start.end() + 40)
    alone = len(folded[start.end():part.end].split()) < 3
    return _Opening(0, (start.end(), line), part.end if alone else start.end())


def _close_slot(folded: str, block: list[Context]) -> None:
    """A slot's start and the end that its block tells ("out 0931") are its clock times."""
    first = block[0].part
    start = SLOT_START.match(folded, first.start, first.end)
    for context in block:
        end = SLOT_END.search(folded, max(context.part.start, start.end()), context.part.end)
        if end is not None:
            values = tuple(float(each) for each in (start["hour"], start["minute"], end["hour"], end["minute"]))
            context.quantities = [q for q in context.quantities if q.end <= end.start() or q.start >= end.end()]
            block[0].quantities = [Quantity("clock", *start.span(), values), *(q for q in block[0].quantities if q.start >= start.end())]
            return


def _line_timed(folded: str, unit: list[Context]) -> _Opening | None:
    """A line that its place gives minutes of its own tells one service."""
    first = unit[0].part
    if all(context.line_time < 0 for context in unit) or any(context.part.family or context.part.minutes_column for context in unit):
        return None
    colon = folded.find(":", first.start, min(first.end, first.start + 40))
    return _Opening(0, (first.start, max(colon, first.start)), first.start)


def _opening(folded: str, unit: list[Context]) -> _Opening | None:
    """The title with a time that opens a unit, if one does."""
    first = unit[0].part
    if first.family or first.code or first.historical or first.minutes_column or first.section in NOT_OPENED or first.head_end > first.start:
        return None
    for place, context in enumerate(unit[:2]):
        part = context.part
        if place and (part.column is None or part.head_end > part.start or part.minutes_column):
            return None
        times = [q for q in context.quantities if q.kind in ("minutes", "prime", "clock")]
        if not times:
            continue
        time = times[0]
        value = clock_minutes(time) if time.kind == "clock" else time.values[-1]
        if not value or not 5 <= value <= 120 or len(time.values) > 1 and time.kind != "clock" or EACH.match(folded, time.end):
            return None
        if any(q.kind != "number" and q.start < time.start for other in unit[:place + 1] for q in other.quantities):
            return None  # a dose or setting stands before it
        end = time.end
        if len(times) > 1 and times[1].start - end < 4:
            end = times[1].end  # "10:02-10:27 (25 min)"
        led = LEAD.match(folded, first.start, first.end)
        if place == 0 and led and led.end() >= time.start:
            return _time_first(folded, context, time, end)
        named = folded[first.start:time.start]
        if not AFTER_TIME.match(folded, end) or TITLE.fullmatch(folded, first.start, time.start) is None and not (place == 1 and TITLE.fullmatch(named + " ") is not None) or SENTENCE.search(named) or passing(folded, part, time):
            return None
        close = AFTER_TIME.match(folded, end)
        alone = not folded[close.end():unit[-1].part.end].strip(" .:|)-")
        if any((hit.label == "exercise" or hit.label == "activity" and not alone and kind_in(folded, first.start, time.start) is None) and hit.end <= time.start for other in unit[:place + 1] for hit in other.hits):
            return None  # "NuStep, 10 min" is an item with its dose
        return _Opening(place, (first.start, time.start), min(close.end(), part.end))
    return None


def _time_first(folded: str, context: Context, time: Quantity, end: int) -> _Opening | None:
    part = context.part
    after = AFTER_TIME.match(folded, end)
    rest = folded[end:part.end].strip(" .")
    if not rest:
        return None
    if time.kind != "clock" and not (after and folded[end:after.end()].strip()[:1] in tuple("])·|:–—")):
        named = service_names().get(" ".join(rest.split()[:1]).strip(",.:")) or any(
            hit.start - end < 24 and hit.family and (hit.label in VAGUE_LABELS or hit.label == "activity") for hit in context.hits)
        if not named and not (":" in rest[:48] and not SENTENCE.search(rest[:rest.index(":")])):
            return None
    if passing(folded, part, time) or SENTENCE.match(rest) or rest.startswith(("late", "early")):
        return None
    title = min(part.end, end + 60)
    return _Opening(0, (end, title), after.end() if after else end)


def _goes_on(folded: str, opening: list[Context], unit: list[Context], alone: bool) -> bool:
    """Whether a unit still belongs to the block that another opened."""
    first, part = opening[0].part, unit[0].part
    if part.family and part.block != first.block or part.code or part.head_end > part.start and part.section != first.section or part.section in NOT_OPENED or part.historical != first.historical:
        return False
    if part.paragraph != first.paragraph and not alone or part.section != first.section:
        return False
    if SUMS.match(folded, part.start):
        return False
    if alone or part.column is not None and first.column is not None:
        return True
    margin, bullet = _margin(folded, first.start)
    other_margin, other = _margin(folded, part.start)
    return other_margin > margin or len(other) > len(bullet) + 1 or bool(other) > bool(bullet)  # told on lines of their own below it


def _margin(folded: str, start: int) -> tuple[int, str]:
    """How far a line is indented, and the bullet or number it begins with."""
    before = folded[line_start(folded, start):start]
    return len(before) - len(before.lstrip()), before.strip()


def _within(hit: Hit, context: Context) -> bool:
    """Whether a name is part of a longer one: the "SNAG" of a "self-SNAG"."""
    return any(other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start and other.label in ITEM_LABELS for other in context.hits)


def _family(folded: str, block: list[Context], opening: _Opening) -> tuple[str | None, bool]:
    """The service that a title names, or else the one that most of a block's words are of, and whether it is named."""
    start, end = opening.title
    coded = {code_family(match[0]) for context in block if context.part.unit == block[0].part.unit for match in CODE.finditer(folded, context.part.start, context.part.end)}
    if len(coded) == 1 and None not in coded:
        return coded.pop(), True
    machines = [hit.family for context in block for hit in context.hits if hit.label == "modality" and hit.reason is None and start <= hit.start < end]
    if machines:
        return machines[0], True  # "neuromuscular stim, 12 min"
    if any(gathered(folded, context) for context in block[:1]):
        return "group", True
    named = kind_in(folded, start, end)
    if named and not EITHER_KIND.search(folded, start, end):
        return named, True
    told = [hit.family for context in block for hit in context.hits if hit.family and hit.reason is None and start <= hit.start < end and not _within(hit, context)
            and (hit.label in VAGUE_LABELS or hit.label in ("modality", "technique"))]
    if told:
        return told[0], True
    votes: Counter[str] = Counter()
    for context in block:
        for hit in context.hits:
            if _within(hit, context):
                continue
            family = WEAK.get(hit.label) or hit.family
            if family and hit.reason is None and (hit.label in ITEM_LABELS or hit.label in VAGUE_LABELS or hit.label in WEAK) and context.why(hit.start, hit.end) is None:
                votes[family] += 1
    most = votes.most_common(2)
    if not most and GYM.search(folded, start, end):
        return "exercise", False
    if not most or most[0][1] < 2 and not (most[0][0] in MODALITIES or most[0][0] in HANDS or most[0][0] in WEAK.values() and block[-1].line_time >= 0) or len(most) > 1 and 2 * most[1][1] > most[0][1]:
        return None, False
    return most[0][0], False


