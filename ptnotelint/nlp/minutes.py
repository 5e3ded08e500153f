"""Which minutes of a block are those of its service, and which are the dose of one item.

Each number of minutes is weighed by where it stands. In a block of one service the weightiest are the
service's: beside a heading's minutes those of a technique inside it are its dose, and no part of a sum.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ptnotelint.nlp.billing import DESCRIPTOR
from ptnotelint.nlp.coded_rows import family_of_row
from ptnotelint.nlp.evaluation_time import of_evaluation
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE, code_family
from ptnotelint.nlp.items import DOSES, LISTED, Item, is_dose
from ptnotelint.nlp.naming import BEFORE_KIND, OF_NAME, name_after, named_before, names_joined, spoken_kind, timed_name
from ptnotelint.nlp.portions import dealt_out
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.recap import Told
from ptnotelint.nlp.services import HANDS, MODALITIES, VAGUE_LABELS, Context
from ptnotelint.nlp.timing import (
    MINUTES_FIELD,
    NOT_SPENT,
    OF_THE,
    TIME_SHEET,
    clock_minutes,
    head_number,
    machine_before,
    passing,
)
from ptnotelint.nlp.weighing import ALL_OF_IT, CODED, EACH, HEADED, NOT, OWN, SAID, SPENT, weigh

OR = guarded(r"\b(?:\d+|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|fifteen|twenty) or \Z")
TITLE = guarded(r"\W*(?:[a-z][\w/&'-]*[ /&-]{1,3}){0,4}[a-z][\w/&'-]*\s?[,:(–—-]*\s*(?:(?:for|x|about|approx\w*|~)\s?)?")
UNTIL = guarded(r"\b(?:at|after|within|every|until|before|than)\s(?:about |only |approx\w* )?\Z")
LONE = guarded(r"\W*(?:therapeutic|ther|te\b|ta\b|mt\b|nmr|neuro|manual|gait tr|self|adls?\b)[a-z /&-]{0,24}[ :=-]{1,3}\d{1,2}\W*")
PLUS = guarded(r"\s?\+\s?\d")  # "minutes 26 + 17 + 13 = 56" adds up blocks told before
AFTER_COUNT = guarded(r"\s*(?:[,.;()&+|-]|\Z|(?:w/|with|to|on|over|for|at|after|in)(?:\b|\s))")
TOTAL_NAMED = guarded(r"\btotal (?:[a-z/-]+ ){1,3}?[:=]?\s?\Z|\w total\s?[:=]?\s?\Z")  # "total te 18", "te total 18"
REMAINING = guarded(r"\b(?:remaining|other|last|final|another|next|first)\s\Z")
OF_SEVERAL = guarded(r"\s(?:total )?(?:for|on|between) (?:these|those|the) (?:two|three)\W*(?:\Z|\n|\.\s)")  # of none of them
OF_THOSE = guarded(r"(?:\sof (?:those|them|these|it|which|that)\b)?")
HANDS_ON = frozenset({"technique", "needling", "maneuver", "modality"})


class Spent(NamedTuple):
    """Minutes of a service: where, how many (None for a range, "8-10 min"), how plainly said, and of which service.

    ``family`` is set where the minutes name it themselves; ``recap`` where nothing else stands in the block.
    """

    context: Context
    quantity: Quantity
    minutes: float | None
    weight: int
    family: str | None = None
    recap: bool = False
    family_told: str | None = None

    @property
    def families(self) -> tuple[str, ...]:
        return (self.family or self.family_told,) if self.family or self.family_told else self.context.families_at(self.quantity.start)


def service_times(folded: str, run: list[Context], items: list[list[Item]], summed: dict[int, list[Told]]) -> tuple[list[Spent], list[tuple[int, Quantity]]]:
    """Times of the services told in a block, and the minutes that can only be the dose of an item.

    Parameters
    ----------
    run : list of Context
        The parts of one block, in order.
    items : list of list of Item
        The exercises and tasks that each of them names.
    summed : dict
        What parts that only add up the visit say, by index.
    """
    found: list[Spent] = []
    doses: list[tuple[int, Quantity]] = []
    since = 0  # the first part told since minutes were given last
    rows, begun = _rows(run, items), set()
    cells: dict[int, list[Context]] = {}
    for context in run:
        cells.setdefault(context.part.unit, []).append(context)
    told_by: dict[int, str | None] = {}  # the service of each row, which each of its times may ask for
    alone = {context.part.unit: item.hit.start for context, here in zip(run, items, strict=True) for item in here if rows[context.part.unit] == (1, False)}  # only items
    for number, (context, here) in enumerate(zip(run, items, strict=True)):
        unit = context.part.unit
        named_in_row = context.part.column is not None and unit in begun
        only_dose = named_in_row and rows[unit] == (1, False) and context.unit_of_label != unit
        beside = rows[unit] == (1, False) and unit in begun and context.unit_of_label != unit and folded[max(0, context.part.start - 4):context.part.start].rstrip().endswith(";")
        if here:
            begun.add(unit)  # what follows on this line stands beside a name
        if context.index in summed:
            found += [Spent(context, Quantity("minutes", told.start, told.end, (told.minutes,)), told.minutes, HEADED, told.family, recap=True) for told in summed[context.index]]
            continue
        for each in _of_part(folded, context, len(here), number == 0, _opens(run, number), named_in_row, only_dose):
            if beside and each.weight == OWN and each.family is None:
                each = each._replace(weight=NOT)  # "Noodle bicycle; 5 min"
            if each.weight == OWN and each.family is None and number > since and not here and (examined := _examined(folded, run[since:number], context)):
                found += [each._replace(family=family) for family in examined]
                since = number + 1
                continue
            if context.part.column is not None and each.family is None and not context.labelled and context.part.family is None and not any(hit.family for hit in context.hits):
                if unit not in told_by:
                    told_by[unit] = family_of_row(cells[unit])
                each = each._replace(family_told=told_by[unit])
            elif each.weight == OWN and each.family is None and number > since and not context.labelled and not here:
                each = each._replace(family_told=_told_since(run[since:number], items[since:number], context))
            elif each.weight == OWN and context.part.family and ALL_OF_IT.match(folded, each.quantity.end):
                each = each._replace(family_told=context.part.family)
            if each.weight > NOT:
                since = number + 1
                found.append(each)
            if context.part.minutes_column or each.quantity.start == context.line_time and rows[unit] == (1, False):  # a row's minutes are of its item, too
                doses.append((context.index, each.quantity._replace(kind="minutes")))
            elif each.weight == NOT:
                doses.append((context.index, each.quantity))
    if run and _only_times(folded, run):
        found = [each._replace(recap=True) for each in found]
    kept = [each for group in _groups(found) for each in _weightiest(group)]
    settled, parts = {id(each) for each in kept}, {context.index: context for context in run}
    doses += [(each.context.index, each.quantity) for each in found if id(each) not in settled or not each.recap and each.family is None and SAID <= each.weight < HEADED and alone.get(each.context.part.unit, each.quantity.start) < each.quantity.start]
    return kept, [(index, q) for index, q in doses if _may_be_dose(folded, parts[index], q)]


def _rows(run: list[Context], items: list[list[Item]]) -> dict[int, tuple[int, bool]]:
    """By line: how many names stand on it, and whether sets or repetitions do."""
    rows: dict[int, tuple[int, bool]] = {}
    for context, names in zip(run, items, strict=True):
        count, dosed = rows.get(context.part.unit, (0, False))
        rows[context.part.unit] = count + len(names), dosed or any(q.kind in LISTED for q in context.quantities)
    return rows


def _opens(run: list[Context], number: int) -> bool:
    """Whether a part is the first sentence of a paragraph that goes on."""
    unit = run[number].part.unit
    return run[number].part.column is None and number + 1 < len(run) and run[number + 1].part.unit == unit and (number == 0 or run[number - 1].part.unit != unit)


def _told_since(run: list[Context], items: list[list[Item]], context: Context) -> str | None:
    """The service most named in the sentences before a sentence that gives nothing but its time."""
    if any(hit.family for hit in context.hits):
        return None
    named = [family for part, here in zip(run, items, strict=True) if part.part.paragraph == context.part.paragraph and part.part.unit == context.part.unit
             for family in [*(family for item in here for family in item.families[:1]), *(hit.family for hit in part.hits if hit.family and hit.label in HANDS_ON and hit.reason is None)]]
    most = max(named, key=named.count, default=None)
    now = max((named.count(family) for family in context.families), default=0)
    return most if most and named.count(most) > max(now, 0 if now else 1) else None


# what a re-evaluation speaks of and no treatment
OF_PLAN = guarded(r"\b(?:poc|plan of care|re-?cert\w*|re-?eval\w*|re-?check\w*|re-?assess\w*|goals?\b[^.;]{0,30}\b(?:added|met|new|revised|upgraded|continued|partly)|plan (?:altered|changed|revised|updated|now)|frequency (?:drops|changed|reduced|now))\b")
REPORTED = guarded(r"\breport (?:was )?(?:sent|faxed|written|issued|to|goes)|\b(?:results|scores|report) (?:were )?(?:written|sent|shared|faxed|used)|\bwill be used\b")


def _examined(folded: str, told: list[Context], context: Context) -> tuple[str, ...]:
    """What minutes in a sentence of their own are of when only findings stand before them: an evaluation, or timed testing."""
    start = next((each.part.start for each in told if each.part.paragraph == context.part.paragraph), context.part.start)
    told = [each for each in told if each.part.start >= start]
    if not told or any(q.kind in ("reps_by", "sets_reps", "seconds_by") for each in told for q in each.quantities) or any(
            hit.label in HANDS_ON and hit.reason is None and each.why(hit.start, hit.end) is None for each in told for hit in each.hits):
        return ()
    tests = sum(hit.label == "test" for each in told for hit in each.hits)
    if OF_PLAN.search(folded, start, context.part.start) and not any(each.labelled and each.families != ("evaluation",) for each in told):
        return ("evaluation",)
    return ("performance_test", "evaluation") if tests and REPORTED.search(folded, start, context.part.start) else ()


def _only_times(folded: str, run: list[Context]) -> bool:
    """Whether a block holds nothing but the services' names, codes and numbers."""
    words = DESCRIPTOR.sub(" ", CODE.sub(" ", folded[run[0].part.start:run[-1].part.end]))
    return re.search(r"[a-z]{2,}", words) is None


def _may_be_dose(folded: str, context: Context, quantity: Quantity) -> bool:
    return (quantity.kind in DOSES | {"minutes_by"} and context.why(quantity.start, quantity.end) is None and quantity.start >= context.part.head_end
            and (context.part.minutes_column or is_dose(folded, quantity, context)))


def _groups(found: list[Spent]) -> list[list[Spent]]:
    """Times of one service told in one breath: the whole of a labelled block, elsewhere a run of one family."""
    groups: dict[tuple, list[Spent]] = {}
    turn, last = 0, None
    for each in found:
        turn += each.families != last and not each.context.labelled
        last = each.families
        groups.setdefault((each.families, each.context.labelled or turn, each.recap), []).append(each)
    return list(groups.values())


def _weightiest(group: list[Spent]) -> list[Spent]:
    top = max(each.weight for each in group)
    kept = [each for each in group if each.weight == top or each.quantity.kind == "clock" and each.weight > SAID]
    if top == SAID and MODALITIES.intersection(group[0].families):
        return kept[:1]  # what comes later is the course of it: "gone at 5 min"
    return kept


def _of_part(folded: str, context: Context, *place) -> list[Spent]:
    """Every number of minutes in a part with its weight; a lone one of running text is of what it tells where its place says nothing."""
    found = list(_weighed(folded, context, *place))
    if not context.shares:
        return found
    dealt, shares = dealt_out(context, {each.quantity.start for each in found if each.weight > NOT and each.families})
    return sorted([*(each for each in found if each.quantity.start not in dealt), *(Spent(context, quantity, minutes, OWN, family) for quantity, minutes, family in shares)], key=lambda each: each.quantity.start)


def _weighed(folded: str, context: Context, items: int, first: bool, opens: bool, named_in_row: bool, only_dose: bool):
    part = context.part
    sheet = bool(context.quantities) and (part.met & TIME_SHEET.need and TIME_SHEET.search(folded[part.start:part.end]) is not None or LONE.fullmatch(folded, part.start, part.end) is not None)
    for quantity in (q for q in context.quantities if q.kind != "minutes" or OF_SEVERAL.match(folded, q.end) is None):
        if quantity.start == context.line_time:
            yield Spent(context, quantity, clock_minutes(quantity) if quantity.kind == "clock" else quantity.values[0], context.line_weight)
            continue
        if quantity.kind in ("minutes", "prime", "number") and not CODED.match(folded, quantity.end, part.end) and of_evaluation(folded, context, quantity):
            yield Spent(context, quantity, quantity.values[-1], HEADED, "evaluation")
            continue
        if quantity.kind == "minutes" and part.family in (None, "evaluation") and (coded := CODED.match(folded, quantity.end, part.end)) and (family := code_family(coded["code"])) and context.why(quantity.start, quantity.end) is None:
            yield Spent(context, quantity, quantity.values[-1], HEADED, family)
            continue
        if quantity.kind in ("minutes", "prime") and EACH.match(folded, quantity.end) and (joined := names_joined(folded, part.start, quantity.start)):
            for family in joined:
                yield Spent(context, quantity, quantity.values[-1], HEADED, family)
            continue
        if quantity.kind == "minutes" and quantity.end > part.head_end and (family := _named_behind(folded, context, quantity)) and not UNTIL.search(folded, max(part.start, quantity.start - 24), quantity.start) and context.why(quantity.start, quantity.end) is None:
            yield Spent(context, quantity, quantity.values[-1], OWN, family)
            continue
        if quantity.kind in ("minutes", "minutes_by") and part.family is None and len(quantity.values) == 1 and not (_has_name(context) and folded.startswith(" for ", quantity.end)) and (family := spoken_kind(folded, part.start, quantity.start, quantity.end, part.end)) and quantity.values[0] > 4 and context.why(quantity.start, quantity.end) is None and not (BEFORE_KIND.match(folded, quantity.end) and passing(folded, part, quantity)):
            yield Spent(context, quantity, quantity.values[0], OWN, family)
            continue
        if quantity.kind == "number" and part.family is None and 5 <= quantity.values[0] <= 90 and (of := OF_THOSE.match(folded, quantity.end)) and (of[0] or REMAINING.search(folded, part.start, quantity.start)) and (
                family := spoken_kind(folded, part.start, quantity.start, of.end(), part.end)) and context.why(quantity.start, quantity.end) is None:
            yield Spent(context, quantity, quantity.values[0], OWN, family)  # "the remaining fifteen on soft tissue work"
            continue
        if quantity.kind in ("minutes", "prime") or quantity.kind == "times_by" and quantity.values[0] >= 5 and folded.startswith(":", quantity.end) or quantity.kind == "number" and (sheet or folded[quantity.start - 1] == "=" or TOTAL_NAMED.search(folded, max(part.start, quantity.start - 32), quantity.start)):
            family = (named_before if sheet else timed_name)(folded, part.start if sheet else part.head_end, quantity.start)
            if family and 3 <= quantity.values[0] <= 180:  # "TE 13, MT 13": a list of services with their minutes
                why = context.why(quantity.start, quantity.end)
                if why is None or why.cue.startswith("under ") and why.reason in ("planned", "historical", "goal", "measurement") and part.section != "previous_visit":
                    yield Spent(context, quantity, quantity.values[0], HEADED, family, sheet)
                continue
        if (quantity.kind in ("number", "score") or quantity.kind in ("times_by", "count") and quantity.end <= part.head_end) and head_number(folded, context, quantity):
            yield Spent(context, quantity, quantity.values[0], HEADED)
            continue
        read, value = _value(folded, context, quantity)
        if value is None or not 1 <= value <= 480:
            continue
        vague = read.kind in ("minutes", "prime") and (len(read.values) > 1 or OR.search(folded, max(part.start, read.start - 12), read.start))
        minutes = None if vague else value
        if read.kind == "number":
            yield Spent(context, read, minutes, HEADED)
            continue
        weight = weigh(folded, context, read._replace(kind="minutes") if read.kind == "minutes_by" else read, items, first)
        if weight <= SAID and opens and not items and read.start - part.start < 60 and TITLE.fullmatch(folded, part.start, read.start) and not folded[read.end:part.end].strip(" .)") and not passing(folded, part, read):
            weight = OWN  # "Balance and coordination, 12 minutes. Tandem …"
        if named_in_row and not part.minutes_column and (weight == SAID or weight == OWN and read.kind != "clock" and only_dose):
            weight = NOT  # the dose cell of an exercise's row
        if weight == NOT and read.kind == "minutes" and context.only_minutes and not EACH.match(folded, read.end) and not NOT_SPENT.search(folded[max(part.start, read.start - 24):read.start]) and not passing(folded, part, read):
            weight = SAID  # the only minutes of a paragraph in prose are those of its service
        if SAID <= weight <= OWN and value < 3:
            weight = NOT
        yield Spent(context, read, minutes, weight)


def _has_name(context: Context) -> bool:
    """Whether minutes "for strength" say why a machine, hands or the pool were used, and name no exercise."""
    return bool(context.families) and (context.families[0] in ("aquatic", "group") or context.families[0] in MODALITIES | HANDS)


def _named_behind(folded: str, context: Context, quantity: Quantity) -> str | None:
    """The service that minutes name behind them, formally ("of manual therapy") or, where nothing is labelled, by its kind ("of moist heat")."""
    family = name_after(folded, quantity.end, context.part.end)
    if family or context.part.family or not (link := OF_NAME.match(folded, quantity.end)) or not link[0].strip():
        return family
    return next((hit.family for hit in context.hits if hit.family and hit.reason is None and 0 <= hit.start - link.end() < 12
                 and (hit.label in VAGUE_LABELS or hit.label in HANDS_ON)), None)


def _value(folded: str, context: Context, quantity: Quantity) -> tuple[Quantity, float | None]:
    """A quantity as minutes, where it can be read as such."""
    kind, part = quantity.kind, context.part
    if kind == "minutes" and folded[quantity.end - 1] == "m":
        # "(10m)", "TE 10m": not the metres of "297 m" nor the man of "42M"
        before = folded[part.start:quantity.start].rstrip()[-1:]
        last = not folded[quantity.end:part.end].strip(" .)") and "gait" not in context.families
        marked = before == "(" and folded[quantity.end:quantity.end + 1] in (")", ",") or last and before in tuple(",-–") or folded[quantity.end - 2].isdigit() and before in tuple("(x@-–:=[~+/,") or quantity.end <= part.head_end and quantity.start > part.start
        return quantity, quantity.values[-1] if marked and quantity.values[-1] <= 90 else None
    if kind in ("minutes", "prime"):
        return quantity, None if OF_THE.search(folded, part.start, quantity.start) else quantity.values[-1]
    if kind == "length" and quantity.end <= part.head_end and folded[quantity.end - 2:quantity.end].strip("0123456789") == "m":
        return quantity, quantity.values[-1]  # "TE 22m rows 3x10"
    if kind == "hours" and quantity.values[0] <= (8 if "performance_test" in context.families else 1.5) and ("performance_test" in context.families or quantity.values[0] % 1 or quantity.end <= part.head_end or SPENT.search(folded, max(part.start, quantity.start - 30), quantity.start)):
        return quantity, quantity.values[0] * 60
    if kind == "clock":
        return quantity, clock_minutes(quantity)
    if kind == "minutes_by" and folded[quantity.start] in "x×":
        return quantity, quantity.values[0]
    if kind == "times_by" and quantity.start >= part.head_end and 5 <= quantity.values[0] <= 30 and machine_before(context, quantity) and AFTER_COUNT.match(folded, quantity.end, part.end):
        return quantity._replace(kind="minutes"), quantity.values[0]  # "IFC x 15", "US 1 MHz 1.2 cont x 8"
    if kind == "length_by" and folded[quantity.start] in "x×" and folded[quantity.end - 1] in "'’′" and (quantity.end <= part.head_end or (MODALITIES | HANDS).intersection(context.families)):
        return quantity._replace(kind="minutes"), quantity.values[0]  # "US ... x 8'"
    if kind == "number" and (part.minutes_column and part.end - part.start < 30 or MINUTES_FIELD.search(folded[max(part.start, quantity.start - 32):quantity.start]) and not PLUS.match(folded, quantity.end)):
        return quantity, quantity.values[0]
    return quantity, None
