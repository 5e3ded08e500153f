"""Minutes by their place on the line: what opens it, what closes it, and a field for them among other fields.

"12m – MWM talus …", "SLR 2x12, bridges 2x12 ..... 14", "97110 | Min: 15 | …". A bare number is minutes there where several
lines are laid out alike; minutes of one item are the service's where all of its lines have theirs.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from ptnotelint.nlp.clock_log import mark_entries
from ptnotelint.nlp.families import HANDS, ITEM_LABELS, MODALITIES
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import LISTED
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import NOT_TREATMENT, WEAK, Context
from ptnotelint.nlp.timing import are_minutes, passing, put
from ptnotelint.nlp.weighing import HEADED, OWN

_SAID = r"(?P<said>\s?(?:min(?:ute)?s?\b|mn\b|m\b|['’′]))"
FIELD = guarded(r"(?:\A|[;|,(\[.\n–—-]\s*|\s{2,}|(?<!hold)(?<!wear)(?<!rest)(?<!reaction)(?<!total)(?<!timed)(?<!pain)(?<!session)(?<!treatment)(?<!visit)(?<!contact)(?<!direct)(?<!billable)(?<!tx)(?<!1:1)\s(?=[a-z]+:\s?\d{1,2}\s?(?:min\w*)?\s*\Z))(?:(?:(?:tx |treatment )?min(?:ute)?s?|dur(?:ation)?)\s?(?:spent|\(min\))?\s?[:=]?|time(?: spent)?\s?(?:\(min\))?\s?[:=])\s?(?P<n>\d{1,3})(?![\d:/.%])" + _SAID + r"?(?=\s*(?:[;|,)\]\n]|\Z)|\.(?:\s|\Z)|\s{2,}|\s[a-z]+\s?[:=])")
STARTED = guarded(r"\b(?:start(?:ed)?|began|begin|(?:time )?in|on)(?: time)?\W{0,3}(?P<hour>[012]?\d):?(?P<minute>[0-5]\d)\s?(?:[ap]\.?m?\b\.?)?[\s|,;/–—-]{1,5}(?:stop(?:ped)?|end(?:ed)?|finish(?:ed)?|(?:time )?out|off)(?: time)?\W{0,3}(?P<until>[012]?\d):?(?P<then>[0-5]\d)(?!\d)")
CLOSE = guarded(r"(?P<mark>\.{3,}|…|-{2,}|[–—]|=+>|->|→|=|[(\[{]|(?<=\s)/|(?<=[.!?])\s|(?<=\s)-(?=\s)|[,;:|])\s*(?:x\s?|for |about |approx |~\s?)?(?P<n>\d{1,2})" + _SAID + r"?(?:\s(?:total|tot|in all))?[\s)\]}.;|]*\Z")
LEAD = guarded(r"[\s*•>(\[]{0,4}(?P<n>\d{1,2})" + _SAID + r"?[\s)\]]{0,2}(?P<mark>[-–—]{1,2}|/|=>?|->|→)\s+(?=[a-z(])")
# "(12) STM …": in brackets, where it could count the lines
BULLETED = guarded(r"\s*[(\[](?P<n>\d{1,2})" + _SAID + r"?[)\]]\s+")
# "Task — level — time" over lines whose last field is a bare number
HEADER = guarded(r"\W*(?:[a-z][a-z /-]{1,24}[\s|/:;,–—-]+){1,5}(?:time|min(?:ute)?s?)\W*(?:\(min\))?\W*")
STRONG = frozenset(("...", "…", "--", "=>", "->", "→", "[", "{", "."))  # what only closes a line
LOOSE = frozenset(",;:|")
EACH = guarded(r"\s?(?:ea\b|each\b|per\b|x\s?\d|:|\))")  # of each of several; or the time of a title
REST = guarded(r"\W*(?:rest\b|break\b|held\b|bp\b|vitals\b|wait)")


class _Line(NamedTuple):
    """A line with the time it gives: where, how many minutes, behind or before which mark, and whether a unit is said."""

    unit: list[Context]
    start: int
    end: int
    minutes: float
    mark: str
    said: bool
    opens: bool = False

    @property
    def shape(self) -> tuple[bool, str]:
        return self.opens, self.mark


def mark_line_times(folded: str, contexts: list[Context]) -> None:
    """Mark in each line the number that its place makes the minutes of all that is told there."""
    units = [list(unit) for _, unit in groupby(contexts, key=lambda context: context.part.unit)]
    treated = [unit for unit in units if not unit[0].part.historical and unit[0].part.section not in NOT_TREATMENT and unit[0].part.section != "assessment"]
    mark_entries(folded, treated)
    lines: list[_Line] = []
    for unit in treated:
        if not any(context.line_time >= 0 for context in unit) and not (_field(folded, unit) or _started(folded, unit)) and (line := _placed(folded, unit)):
            lines.append(line)
    alone = {block for block, told in Counter(unit[0].part.block for unit in treated).items() if told == 1}
    headed = _under_header(folded, treated)
    bare: dict[tuple[bool, str], list[_Line]] = {}
    for line in lines:
        if not line.said:
            bare.setdefault(line.shape, []).append(line)
    alike = {shape: _like_minutes(folded, told) for shape, told in bare.items()}
    for line in lines:
        if line.said:
            if line.mark not in LOOSE and (_whole(folded, line) or line.unit[0].part.block in alone and line.unit[0].part.head_end > line.unit[0].part.start and line.unit[0].part.family and (_doses(line.unit) or _kinds(line.unit))):
                _mark(line, HEADED)
        elif line.unit[0].part.unit in headed and line.mark in "–—-|/" or alike[line.shape]:
            _mark(line, HEADED)
    _every_item(folded, treated, {id(line.unit): line for line in lines})


def _text(unit: list[Context]) -> tuple[int, int]:
    return unit[0].part.start, unit[-1].part.end


def _field(folded: str, unit: list[Context]) -> bool:
    """A field for the minutes in a row of fields, or behind a service's name."""
    start, end = _text(unit)
    found = [match for match in FIELD.finditer(folded, start, end) if 1 <= int(match["n"]) <= 180]
    alone = len(found) == 1 and not folded[start:found[0].start()].strip(" .:;|-") and not folded[found[0].end():end].strip(" .:;|-")
    if len(found) != 1 or alone and unit[0].part.family is None:
        return False
    _place(unit, found[0].start("n"), found[0].end("said") if found[0]["said"] else found[0].end("n"), float(found[0]["n"]), HEADED)
    return True


def _started(folded: str, unit: list[Context]) -> bool:
    """Start and stop in two fields of a line that names its service: "Gait | START 10:02 | STOP 10:17"."""
    start, end = _text(unit)
    match = STARTED.search(folded, start, end)
    if match is None or not (any(context.part.family for context in unit) or _kinds(unit)):
        return False
    values = tuple(float(match[name]) for name in ("hour", "minute", "until", "then"))
    for context in unit:
        context.quantities = [q for q in context.quantities if q.end <= match.start() or q.start >= match.end()]
    owner = next(context for context in reversed(unit) if context.part.start <= match.start())
    owner.quantities = sorted([*owner.quantities, Quantity("clock", *match.span(), values)], key=lambda q: q.start)
    owner.line_time, owner.line_weight = match.start(), HEADED
    return True


def _placed(folded: str, unit: list[Context]) -> _Line | None:
    """The number that opens or closes a line."""
    start, end = _text(unit)
    first = unit[0].part
    counted = BULLETED.fullmatch(folded, line_start(folded, start), start)
    opens = counted or LEAD.match(folded, start, end)
    match = opens or CLOSE.search(folded, max(start, end - 40), end)
    if match is None or first.minutes_column or unit[-1].part.minutes_column or not 3 <= int(match["n"]) <= 90 or any(q.kind in ("minutes", "prime", "clock") and q.end <= context.part.head_end for context in unit for q in context.quantities):
        return None
    place = match.start("n")
    last = unit[0] if opens else unit[-1]
    if not opens and (place < last.part.start or any(q.start < place < q.end and q.kind not in ("minutes", "prime", "length", "minutes_by", "number") for q in last.quantities)):
        return None
    if REST.match(folded, max(start, match.end()) if opens else start):
        return None
    stop = match.end("said") if match["said"] else match.end("n")
    mark = "(" if counted else match["mark"].strip() or "."
    mark = "..." if mark.startswith("..") else "--" if len(mark) > 1 and not mark.strip("-") else "=>" if mark[0] == "=" else mark
    if mark == "." and folded[stop - 1] not in "'’′" or any(q.kind == "clock" for context in unit for q in context.quantities):
        return None  # a sentence that gives minutes in words, or a line with its own clock times
    if not opens and passing(folded, last.part, Quantity("minutes", place, stop, (float(match["n"]),))):
        return None
    return _Line(unit, place, stop, float(match["n"]), mark, bool(match["said"]), opens is not None)


def _kinds(unit: list[Context]) -> list[tuple[int, str]]:
    """Names of exercises, tasks, techniques and modalities on a line that count."""
    return [(hit.start, WEAK.get(hit.label) or hit.family) for context in unit for hit in context.hits
            if hit.reason is None and (hit.family and hit.label in ITEM_LABELS or hit.label in WEAK) and context.why(hit.start, hit.end) is None]


def _doses(unit: list[Context]) -> list[int]:
    return [q.start for context in unit for q in context.quantities if q.kind in LISTED or q.kind in ("times_by", "count", "length", "length_by", "seconds_by", "minutes", "prime")]


def _whole(folded: str, line: _Line) -> bool:
    """Whether a line tells so much that its minutes are of all of it, and not the dose of its one or its last item."""
    kinds, doses = _kinds(line.unit), [place for place in _doses(line.unit) if place < line.start]
    if line.mark == "=>" and folded.count("->", *_text(line.unit)) + folded.count("→", *_text(line.unit)) > 1:
        return True  # "foam EO -> head turns -> arms crossed => 13 min"
    by_hand = bool(kinds) and all(family in HANDS or family in MODALITIES or family in WEAK.values() for _, family in kinds)
    if line.opens or by_hand:
        return bool(kinds)
    if len({place for place, _ in kinds}) < 2 and len(doses) < 2:
        return False
    return line.mark in STRONG or bool(doses) and max(doses) > max((place for place, _ in kinds), default=-1) or line.mark == "/" and folded.count(" / ", *_text(line.unit)) > 2


def _like_minutes(folded: str, lines: list[_Line]) -> bool:
    """Whether bare numbers at the same place of several lines can be their minutes: no count of the lines, no repetitions."""
    values = [line.minutes for line in lines]
    if len(lines) < 2 or not are_minutes(values):
        return False
    if lines[0].opens:
        return all(_whole(folded, line) and (len({place for place, _ in _kinds(line.unit)}) > 1 or _doses(line.unit) or {family for _, family in _kinds(line.unit)} & (HANDS | MODALITIES)) for line in lines)
    if lines[0].mark == "(":
        return all(_whole(folded, line) for line in lines)
    return lines[0].mark in ("...", "--", "[", "{") and any(line.unit[0].part.family or _whole(folded, line) for line in lines)


def _under_header(folded: str, units: list[list[Context]]) -> set[int]:
    """Lines of a paragraph whose first line names its fields, the time last."""
    found: set[int] = set()
    header: int | None = None
    for unit in units:
        part = unit[0].part
        if part.column is None and HEADER.fullmatch(folded, *_text(unit)):
            header = part.paragraph
        elif part.paragraph == header:
            found.add(part.unit)
    return found


def _every_item(folded: str, units: list[list[Context]], lines: dict[int, _Line]) -> None:
    """Minutes of single items are the service's where every line of its kind has some."""
    of_kind: dict[str, list[tuple[list[Context], _Line | None]]] = {}
    for unit in units:
        kinds = _kinds(unit)
        if not kinds or any(context.part.family or context.part.minutes_column for context in unit):
            continue
        family = Counter(family for _, family in kinds).most_common(1)[0][0]
        of_kind.setdefault(family, []).append((unit, lines.get(id(unit)) if id(unit) in lines and lines[id(unit)].said else _only(folded, unit)))
    timed: set[int] = set()
    for told in of_kind.values():
        if len(told) > 1 and all(line is not None or any(context.line_time >= 0 for context in unit) for unit, line in told):
            for unit, line in told:
                timed.add(unit[0].part.paragraph)
                if line is not None and all(context.line_time < 0 for context in unit):
                    _mark(line, OWN)
    for unit in units:
        line = lines.get(id(unit))
        if line is not None and line.said and unit[0].part.paragraph in timed and not _kinds(unit) and all(context.part.family is None and context.line_time < 0 for context in unit):
            _mark(line, OWN)  # an item among them that no vocabulary knows


def _only(folded: str, unit: list[Context]) -> _Line | None:
    """The only minutes on a line that names one item."""
    times = [(context, q) for context in unit for q in context.quantities if q.kind in ("minutes", "prime", "clock")]
    if len(times) != 1 or len({place for place, _ in _kinds(unit)}) > 1:
        return None
    context, q = times[0]
    if q.kind == "clock" or len(q.values) > 1 or not 3 <= q.values[0] <= 60 or passing(folded, context.part, q) or EACH.match(folded, q.end):
        return None
    return _Line(unit, q.start, q.end, q.values[0], ",", True)


def _mark(line: _Line, weight: int) -> None:
    _place(line.unit, line.start, line.end, line.minutes, weight)


def _place(unit: list[Context], start: int, end: int, minutes: float, weight: int) -> None:
    owner = next((context for context in reversed(unit) if context.part.start <= start), unit[0])
    put(owner, Quantity("minutes", start, end, (minutes,)))
    owner.refused = [each for each in owner.refused if not (each.reason in ("home_program", "education") and owner.part.start < each.start and each.start <= start < each.end)]  # a handout named before the line's minutes
    owner.line_time, owner.line_weight = start, weight
