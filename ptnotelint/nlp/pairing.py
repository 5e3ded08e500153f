"""Which dose goes to which item: the one beside it, the list it closes, or the list it heads.

Items and doses of a run are read in text order. How firmly two neighbours are parted (nothing, a
comma, a new line) tells where a dose between two names belongs. A dose that closes or opens an
unbroken list of otherwise undosed items covers the list.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from itertools import takewhile

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import CONDITION, DOING, LISTED, Item
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import Context
from ptnotelint.nlp.structure import Part

# sizes, sides and directions that follow each other part no items: "onto 4\" then 6\" step", "yaw then pitch"
THEN = r"\bthen\b(?!\s(?:\d+\s?(?:[\"”″]|in\b|inch|lb|#|kg|cm)|pitch|yaw|left|right|[lr]\b|up\b|down\b|back\b|horizontal|vertical|eyes\b|e[oc]\b|closed|shut|open\b|lateral\w*|sideways))"
BREAK = guarded(r"[;\n|\t•]|" + THEN + r"|\. |\s//\s(?!bar)|\s\d{1,2}\)\s")
AFTER = guarded(r"\s?(?:reps?\s)?(?:(?:on |of |for |with |to )?(?:each|ea|all|both|everything|them all)|apiece)\b(?! (?:side|leg|arm|hand|foot|direction|way|sides|legs|arms|hands|feet|directions|ways|knee|hip|step|time|surface)\b)")
SAME = guarded(r"\s?[:,-]?\s?(?:x\s)?(?:the )?(?:same|ditto)\b")
SEVERAL = guarded(r"[,&+/]|\band\b")
AMONG = guarded(r"\s?(?:reps?|each|ea|\([^)]{0,20}\))?\s?[,/+]\s(?:\w+\s){0,2}")
SENTENCE = guarded(r";|\. ")
COMMA = guarded(r"[,&+]|\band\b|\s(?:->|→|=>|»|>)(?:\s|\Z)(?!x\s?\d)|\s/\s|\s[-–—]\s|\bfollowed by\b|\bplus\b")
SERIAL = guarded(r"\A[^,;]*(?:\band\b|&|\+|(?<!\s)/|/(?!\s))[^,;]*\Z")  # "bridges and clams 2x10"
ALL = guarded(r"\b(?:each|ea|all|every|of each|apiece|following|both)\b")
ENDS = guarded(r"\s*(?:(?:each|ea|all|every|reps?|sets?|of|for|the|following|exercises?|per (?:side|leg|arm)|bilat\w*)\b\s*)*[:.)]?\s*\Z")
OPENS = guarded(r"\s*(?:(?:reps?|sets?|each|ea|all|exercises?|rounds?|times|per (?:side|leg|arm)|bilat\w*|b|for|of|on|with|the|following|these|circuit|through)\b[\s,(]*|\))*(?:[:\n]|\b(?:of|each|ea|through)\s*\Z|[-–—]\s*\Z)")
SUM = guarded(r"\w.*?(?:=>|⇒|==?)\s?(?:total )?\Z")  # "beam walk -> ball toss => 11 min"
NAMED_NEXT = guarded(r"(?:[,;]|\s[/+]|\s(?:->|→))\s(?:and |then )?(?!(?:l(?:evel)?|seat|incline|grade|speed|at|for|with|w/|in|on|to|\d)\b)[a-z][a-z-]+(?=\s(?!\d)|[,;]|\Z)")
WALKED = frozenset({"length", "length_by", "prime"})
DIGIT = re.compile(r"\d")
OF_ALL = guarded(r"[,;:.(–-]\s*(?:all|both|each|everything)\s(?:were |was |done |at |for |x )?\Z")  # "…, all 3x10": it is told of what stands before
WHOSE = ("", "my", "w/", "with", "therapist", "manual", "light", "my light", "gentle")
COUNTED_AS = guarded(r"(?:transfers|lifts|carries|stands|walks|turns|reaches|shifts|throws|catches|pulls|pushes|rolls)\b")


def pair(folded: str, items: list[Item], doses: list[tuple[int, Quantity]], contexts: list[Context]) -> list[Quantity]:
    """Mark which items of a run are dosed; returns the doses that found an item.

    Parameters
    ----------
    items : list of Item
        In text order, of one run of segments.
    doses : list of (context index, Quantity)
        In text order, of the same run.
    """
    used = []
    ahead: set[int] = set()  # items whose dose stood before them
    # a long sheet has thousands of both: neighbours are looked up by place, never sought through the whole list
    starts, dosed_at = [item.hit.start for item in items], [dose.start for _, dose in doses]
    for index, dose in doses:
        for inside in items[bisect_left(starts, dose.start):bisect_left(starts, dose.end)]:
            inside.dosed = True  # "three transfers each way": the name is what is counted
        at, on = bisect_left(starts, dose.start), bisect_left(starts, dose.end)
        last = next(_back(items, at, contexts, index), None)
        after = next(_ahead(items, on, contexts, index), None)
        if after is not None and dose.kind == "minutes" and SENTENCE.search(folded, dose.end, after.hit.start):
            after = None  # "exercises per sheet, 24 min. Pulley, wand": the time of them all
        if last is not None and dose.kind in ("minutes", "prime") and SENTENCE.search(folded, last.hit.end, dose.start):
            last = None  # minutes in a sentence of their own are of no item before it
        if last is not None and last.context != index and contexts[index].part.column is None and dose.kind in WALKED and "gait" not in last.families and (
                "gait" in contexts[index].families or any(hit.label == "gait" and hit.start < dose.start for hit in contexts[index].hits)):
            last = None  # "… bridges. Then he walked ninety feet"
        if last is not None and contexts[index].part.minutes_column and (at > 1 and items[at - 2].context == last.context or SEVERAL.search(folded, last.hit.end, contexts[last.context].part.end)):
            continue  # the minutes of a row of several items are the row's
        if last is not None and not last.dosed and dose.kind == "minutes" and _sums_up(folded, contexts[last.context].part, contexts[index].part, last, dose, _only_one(dosed_at, contexts[index].part)):
            continue
        if last is not None and not _goes_on(folded, last, dose, after, id(last) in ahead):
            last.dosed = True
            used.append(dose)
            _share(folded, last, _back(items, at - 1, contexts, index))
            if contexts[index].part.column is not None and last.context != index:
                for item in _from(items, at - 1, -1):
                    if item.context != last.context:
                        break
                    item.dosed = True  # a row's cell of doses is of all that its cell of names holds
            if AFTER.match(folded, dose.end) or ALL.search(folded[max(last.hit.end, dose.start - 24):dose.end]):
                _cover_back(folded, items, at, dose, contexts, index)
            elif dose.kind in LISTED:
                goes_on = after is not None and not BREAK.search(folded, dose.end, after.hit.start) and on < len(starts) and any(starts[on] < place < contexts[index].part.end for place in dosed_at[bisect_left(dosed_at, starts[on]):][:1])
                _close_list(folded, last, _back(items, at - 1, contexts, index), doses, dosed_at, goes_on)
            continue
        first = after
        if first is None and dose.kind in LISTED and on < len(items) and _heads(folded, contexts, index, dose, items[on]):
            first = items[on]
        if first is None:
            continue
        first.dosed = True
        ahead.add(id(first))
        used.append(dose)
        _share(folded, first, _ahead(items, on + 1, contexts, index, first is not after))
        if dose.kind in LISTED:
            gap = folded[dose.end:first.hit.start]
            lead = folded[contexts[index].part.start:dose.end]
            headed = last is None and (OPENS.match(gap) is not None or ":" in gap or "\n" in gap or ALL.search(lead + gap) is not None)
            _open_list(folded, items, on, dosed_at, headed)
    for before, item in zip(items, items[1:], strict=False):
        item.dosed |= before.dosed and SAME.match(folded, item.hit.end) is not None
    return used


def _only_one(dosed_at: list[int], part: Part) -> bool:
    """Whether a part holds one dose and no more."""
    first, stop = bisect_left(dosed_at, part.start), bisect_left(dosed_at, part.end)
    return dosed_at[first] == dosed_at[stop - 1]


def _sums_up(folded: str, named: Part, told: Part, last: Item, dose: Quantity, only: bool) -> bool:
    """Whether minutes at the end of a line or in a cell of their own are those of a list: "hurdle steps, cone weaves, grapevine 12 min"."""
    if folded[dose.end:told.end].strip(" .)]|"):
        return False
    if SUM.search(folded, told.start, dose.start):
        return True
    start, end = (named.head_end, named.end) if told.column is not None and named is not told else (last.hit.start, dose.start)
    if only and named is told:
        head = max(named.head_end, folded.find(": ", named.start, last.hit.start) + 1)
        if head > named.start and not DIGIT.search(folded, named.start, head):
            start = head  # its heading has no minutes yet
    names = sum(1 for _ in NAMED_NEXT.finditer(folded, start, end))
    return names > 1


def _from(items: list[Item], at: int, step: int) -> Iterator[Item]:
    return (items[place] for place in range(at, len(items) if step > 0 else -1, step))


def _back(items: list[Item], at: int, contexts: list[Context], index: int) -> Iterator[Item]:
    """The items before a place that a dose can reach, the nearest first."""
    return takewhile(lambda item: _near(contexts, item.context, index), _from(items, at - 1, -1))


def _ahead(items: list[Item], at: int, contexts: list[Context], index: int, below: bool = False) -> Iterator[Item]:
    """The items from a place on that stand in the dose's own part, or in the line below it as well."""
    return takewhile(lambda item: item.context == index or below and _near(contexts, index, item.context), _from(items, at, 1))


def _near(contexts: list[Context], of_item: int, of_dose: int) -> bool:
    """A dose reaches back within its part, to the cell before it, or to the line before it."""
    if of_item == of_dose:
        return True
    a, b = contexts[of_item].part, contexts[of_dose].part
    return a.block == b.block and (a.unit == b.unit or b.unit - a.unit == 1)


def _heads(folded: str, contexts: list[Context], of_dose: int, dose: Quantity, item: Item) -> bool:
    """A dose at the head of a block, in the line before its first item, is that of the list below."""
    a, b = contexts[of_dose].part, contexts[item.context].part
    if a.head_end == a.start and not folded[dose.end:a.end].rstrip().endswith(":") and ALL.search(folded, a.start, a.end) is None or not ENDS.match(folded, dose.end, a.end):
        return False
    return a.block == b.block and (a.unit == b.unit or b.unit - a.unit == 1) and a.column is None


def _parted(folded: str, start: int, end: int) -> int:
    """How firmly two neighbours are parted: 2 by a stop or a new line, 1 by a comma or "and", else 0."""
    if BREAK.search(folded, start, end):
        return 2
    return 1 if COMMA.search(folded, start, end) else 0


def _goes_on(folded: str, last: Item, dose: Quantity, after: Item | None, led: bool) -> bool:
    """"3x10 bridges, 2x15 clams": whether the dose is that of the item after it, not of the one before."""
    if after is None or OF_ALL.search(folded, last.hit.end, dose.start):
        return False
    if not last.dosed and not led and last.context == after.context:
        gap = folded[dose.end:after.hit.start].strip()
        if gap in WHOSE and CONDITION.match(folded, after.hit.start) is not None:
            return False  # "rhythmic stabs, 5 x 20 s my perturbations"
        if not gap and dose.kind in ("count", "number", "times_by") and COUNTED_AS.match(folded, after.hit.start, after.hit.end + 1) is not None:
            after.dosed = True  # "bed to chair, three transfers each way": the name again, as what is counted
            return False
    back, on = _parted(folded, last.hit.end, dose.start), _parted(folded, dose.end, after.hit.start)
    if back != on:
        return on < back and (last.dosed or back == 2 or on == 0)
    return last.dosed and led and back > 0


def _share(folded: str, dosed: Item, others: Iterable[Item]) -> None:
    """Names that nothing parts from the dosed one share its dose ("SLS on foam with ball toss, 3x45 sec"); the nearest come first."""
    for item in others:
        first, last = sorted((item.hit, dosed.hit), key=lambda hit: hit.start)
        if last.start - first.end >= 60:
            return
        if not item.dosed and not _parted(folded, first.end, last.start):
            item.dosed = True


def _close_list(folded: str, last: Item, before: Iterable[Item], doses: list[tuple[int, Quantity]], dosed_at: list[int], goes_on: bool = False) -> None:
    """Undosed items straight before the dosed one share its dose where nothing else in the list has one."""
    later, covered, serial = last, [], True
    for item in before:
        gap = folded[item.hit.end:later.hit.start]
        if BREAK.search(gap) or len(gap) > (60 if later.hit.scope is None else 110) or item.families != later.families and DOING.match(folded, later.hit.start) is None:
            break
        if item.dosed:
            covered = [other for other in covered if other[1]]  # "SLR 3x10, bridges and clams 2x10"
            break
        serial = serial and SERIAL.match(gap) is not None
        covered.append((item, serial))
        later = item
    else:
        place = bisect_left(dosed_at, later.hit.start) - 1
        if covered and place >= 0 and doses[place][0] == later.context and doses[place][1].kind in LISTED and AMONG.fullmatch(folded, doses[place][1].end, later.hit.start):
            covered = [other for other in covered if other[1]]  # "thumb 4-way 2x8 / putty roll / peg board x20": the list's first name is one nobody knows
    for item, serial in covered:
        item.dosed = item.dosed or serial or not goes_on


def _cover_back(folded: str, items: list[Item], at: int, dose: Quantity, contexts: list[Context], index: int) -> None:
    """"… all x 20", "2x10 each": undosed items before it in its sentence; in a line of its own, those of its block."""
    later = last = items[at - 1]
    own_line = re.search(r"\n|[;.,]\s(?:all|each|every)\b", folded[last.hit.end:dose.start]) is not None
    for item in _from(items, at - 2, -1):
        gap = folded[item.hit.end:later.hit.start]
        if item.dosed or item.families != last.families and item.context != last.context or (not own_line and BREAK.search(gap)) or len(gap) > 90:
            return
        if contexts[item.context].part.block != contexts[index].part.block:
            return
        item.dosed = True
        later = item


def _open_list(folded: str, items: list[Item], at: int, dosed_at: list[int], headed: bool) -> None:
    """A dose before a list covers it: to the end of the block where it heads it, else of the sentence if nothing else is dosed there."""
    covered, first = [], items[at]
    earlier, place = first, bisect_left(dosed_at, first.hit.end)
    other = dosed_at[place] if place < len(dosed_at) and not headed else len(folded) + 31
    for item in _from(items, at + 1, 1):
        gap = folded[earlier.hit.end:item.hit.start]
        if other <= earlier.hit.end + 30 or item.families != first.families or not headed and BREAK.search(gap) or len(gap) > 90:
            break
        covered.append(item)
        earlier = item
    if other <= earlier.hit.end + 30:
        return
    for item in covered:
        item.dosed = True
