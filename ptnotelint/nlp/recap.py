"""Lines that only add up the visit: services by name or code, each with its minutes, and totals.

"TE 26 MT 12 CP 10", "15' TE, 10' MT", "WC x 31, TA x 12 = 43 min": whatever the marks between them, a line
of nothing but names and numbers pairs each name with the number on the one side that the line keeps to.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import groupby
from typing import NamedTuple

from ptnotelint.nlp.foot_lines import family_above, in_order
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.naming import kind_in, service_names
from ptnotelint.nlp.quantities import WORD, WORDS
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import Context


class Told(NamedTuple):
    """Minutes of one service in a recapitulation; ``code`` where the line gives it, ``family`` where it names the service."""

    family: str | None
    code: str | None
    minutes: float
    start: int
    end: int


FILLERS = ("and of for on to at in was were is min mins minute minutes time times unit units u un each ea tx treatment treatments today today's billed billing charges charge charged cpt code codes "
           "direct one spent x a the about approx approximately then plus gp go kx cq co skilled pt ot recap tally breakdown sum summary minute's with w received provided performed completed delivered training therapy").split()
SHORT = {"activities": "activities", "activity": "activities", "tasks": "activities", "task": "activities", "functional": "activities", "exercises": "exercise", "modality": None}  # only here
SUMS = frozenset("total totals tot timed untimed ttt tt tct ttm session visit overall all altogether whole clinic".split())
TOKEN = r"""(?P<size>\b(?:group|class)\s(?:of|size:?|n\s?=)\s?(?:\d{1,2}|NUMBERWORD)\b(?!\s?-?(?:m(?:in\w*)?\b|['’′])))|(?P<clock>\d{1,2}:\d\d)|(?P<code>\b(?:9\d{4}|2056[01]|g0283)\b)|(?P<units>\b(?:one|two|three|four|five|six) units?\b|\bx\s?[1-6]\b(?!\s?(?:m|['’′\d.]))|\b[1-8]\s?(?:u|un|units?)\b|\bunits?\s?[:=]\s?\d\b)
|(?P<number>(?<![\w.])(?:x\s?)?(?P<value>\d{1,3}|NUMBERWORD)(?:\s?-?(?:min(?:ute)?s?|m)\b|\s?['’′])?(?![\w%°]|[.:/]\d))|(?P<stop>[;\n]|\.(?=\s))|(?P<equals>=)|(?P<name>\b(?:NAMES)(?!\w|-[a-z]))|(?P<word>[a-z][\w'/-]*)|(?P<odd>[\d%°#<>→])"""


@cache
def _names() -> dict[str, str | None]:
    return {**SHORT, **service_names()}


@cache
def _token() -> re.Pattern:
    names = "|".join(re.escape(name) for name in sorted(_names(), key=len, reverse=True) if not name[0].isdigit())
    return re.compile(TOKEN.replace("NUMBERWORD", WORD).replace("NAMES", names).replace("\n", ""))


def recapitulated(folded: str, start: int, end: int) -> list[Told]:
    """Minutes by service in a line that holds nothing else, in order; empty for any other line.

    Examples
    --------
    >>> [(told.family, told.minutes) for told in recapitulated("15' te, 10' mt; total 25", 0, 24)]
    [('exercise', 15.0), ('manual', 10.0)]
    >>> recapitulated("te 15 with cues, mt 12", 0, 22)
    []
    """
    tokens: list[tuple[str, object, int, int]] = []
    for match in _token().finditer(folded, start, end):
        kind, word = match.lastgroup if match.lastgroup != "value" else "number", match[0]
        if match["number"]:
            spoken = match["value"]
            tokens.append(("number", float(spoken) if spoken.isdigit() else _spelled(spoken), *match.span()))
        elif kind == "code":
            tokens.append(("name", (_names().get(word), word.upper()), *match.span()))
        elif kind == "name":
            tokens.append(("name", (_names()[word], None), *match.span()))
        elif kind in ("equals", "stop") or word in SUMS:
            tokens.append((kind if kind != "word" else "sum", None, *match.span()))
        elif kind in ("units", "size"):
            continue
        elif kind in ("clock", "odd") or word not in FILLERS:
            return []
    if sum(token[0] == "number" for token in tokens) < 2:
        return []
    found: list[Told] = []
    for stop, clause in groupby(tokens, key=lambda token: token[0] == "stop"):
        told = [] if stop else _paired(list(clause))  # "TE 16 = 16 timed; + 12 fluido": each clause its own way round
        if told is None:
            return []
        found += told
    return found if max((told.minutes for told in found), default=0) >= 8 else []


# what announces a list of times, and a row of leader dots, which only such lists have
ANNOUNCED = guarded(r"\W*(?:(?:treatment|tx|session|visit|skilled|my|the|today'?s)\s)?(?:times?|min(?:ute)?s?|clock|time ?sheet|tally|breakdown|recap)\b(?:\s(?:spent|sheet|log|recap|tally|breakdown|by service))?\s?(?:[:.=>–—-]+|\n|(?=\s[a-z]))|[^\n]{2,40}?\s?\.{3,}\s?\d")
APART = guarded(r"[;,\n|·•]|(?<!\.)\.(?=\s|\Z)|\s[+&=/]\s")
NUMBERED = guarded(rf"\d|{WORD}")
LISTED = guarded(rf"\W*(?:(?P<name>[a-z](?:[a-z0-9 '/&()+-]|:(?! ?\d)){{1,44}}?)[\s.:=–—-]+(?:x\s?|for )?(?P<value>\d{{1,3}}|{WORD})(?:\s?-?(?:min(?:ute)?s?|m)\b|\s?['’′])?|(?P<first>\d{{1,3}}|{WORD})(?:\s?-?(?:min(?:ute)?s?|m)\b|\s?['’′])?\s(?:of |for |on )?(?P<behind>[a-z][a-z '/&-]{{1,44}}))\W*")
SUM = guarded(r"\b(?:timed|untimed|total\w*|tot|sum|ttt?|whole|visit|session|all|door|overall|altogether|clinic|room|building|contact|direct|one[- ](?:to|on)[- ]one|1:1|appointment|in[ -]and[ -]out)\b")
UNNAMED = "unnamed"  # minutes of a service that a list calls by a name of its own


def listed_minutes(folded: str, start: int, end: int) -> list[Told]:
    """Minutes in an announced list whose names are the writer's own: "Clock: strengthening thirteen, pantry work fifteen".

    Examples
    --------
    >>> [(told.family, told.minutes) for told in listed_minutes("time: neuro 15, other 9. timed total 24.", 0, 40)]
    [('neuromuscular', 15.0), ('unnamed', 9.0)]
    """
    announced = ANNOUNCED.match(folded, start, end)
    if announced is None:
        return []
    at = start if announced[0][-1:].isdigit() else announced.end()
    found: list[Told] = []
    while at < end:
        mark = APART.search(folded, at, end)
        while mark is not None and mark[0].strip() in ("+", "&") and not NUMBERED.search(folded, at, mark.start()):
            mark = APART.search(folded, mark.end(), end)  # "swing + path 14" is one name
        stop = mark.start() if mark else end
        chunk = LISTED.fullmatch(folded, at, stop)
        if chunk is not None:
            name, value = ("name", "value") if chunk["name"] else ("behind", "first")
            spoken = chunk[value]
            if not SUM.search(chunk[name]):
                family = service_names().get(chunk[name].strip()) or kind_in(folded, *chunk.span(name)) or UNNAMED
                found.append(Told(family, None, float(spoken) if spoken.isdigit() else _spelled(spoken), *chunk.span(value)))
        elif any(sign.isalnum() for sign in folded[at:stop]) and not SUM.search(folded, at, stop):
            return []
        at = mark.end() if mark else end
    return found if len(found) > 1 and all(3 <= told.minutes <= 180 for told in found) and max(told.minutes for told in found) >= 8 else []


def _spelled(words: str) -> float:
    return sum(WORDS.get(word, 0.0) for word in re.split(r"[-\s]+", words))


def _paired(tokens: list[tuple]) -> list[Told] | None:
    """Each name with its number; None where two numbers claim one name."""
    kept = [token for place, token in enumerate(tokens) if token[0] == "name" or token[0] == "number" and not _is_sum(tokens, place)]
    if not kept:
        return []
    if kept[0][0] == "number":
        kept.reverse()
    found: list[Told] = []
    place = 0
    while place < len(kept):
        names = _while(kept, place, "name")
        numbers = _while(kept, place + len(names), "number")
        place += len(names) + len(numbers)
        spans = [number for number in numbers if number[1] >= 7] or numbers  # "25   2": minutes and units
        if not names or not spans:
            continue
        if len(spans) > 1 or not 3 <= spans[0][1] <= 180:
            return None
        named = names[-1:] if any(name[1][1] is None for name in names[-1:]) and len({name[1][0] for name in names}) > 1 else names
        families = {name[1][0] for name in named}
        if len(families) > 1:
            return None
        found.append(Told(families.pop(), next((name[1][1] for name in named if name[1][1]), None), spans[0][1], spans[0][2], spans[0][3]))
    return sorted(found, key=lambda told: told.start)


def _while(tokens: list[tuple], place: int, kind: str) -> list[tuple]:
    until = place
    while until < len(tokens) and tokens[until][0] == kind:
        until += 1
    return tokens[place:until]


def _is_sum(tokens: list[tuple], place: int) -> bool:
    """Whether a number is a total: behind "=" and a number, or beside a total's word and no name."""
    before = tokens[place - 1][0] if place else None
    after = tokens[place + 1][0] if place + 1 < len(tokens) else None
    if before == "equals":
        return after == "sum" or place > 1 and tokens[place - 2][0] != "name"
    return before == "sum" or before != "name" and after == "sum"


def recaps(folded: str, contexts: list[Context]) -> dict[int, list[Told]]:
    """The recapitulations of a note by the part they stand in: whole paragraphs, else lines, else sentences."""
    found: dict[int, list[Told]] = {}
    for _, paragraph in groupby(contexts, key=lambda context: context.part.paragraph):
        _recaps_of(folded, list(paragraph), (lambda context: context.part.unit, lambda context: context.index), found)
    for _, line in groupby(contexts, key=lambda context: context.part.unit):
        parts = list(line)
        if parts[0].index not in found and not parts[0].part.historical:
            for told in (Told(family, None, minutes, *place) for family, minutes, *place in in_order(folded, contexts, parts)):
                owner = next(context for context in reversed(parts) if context.part.start <= told.start)
                found.setdefault(owner.index, []).append(told)
    for index, told in found.items():
        if UNNAMED in (each.family for each in told):
            found[index] = [each._replace(family=family_above(folded, contexts, line_start(folded, each.start), _name_of(folded, each), {other.family for other in told}) or UNNAMED) if each.family == UNNAMED else each for each in told]
    return {index: told for index, told in found.items() if not told or any(each.family != UNNAMED for each in told)}


def _name_of(folded: str, told: Told) -> str:
    """What a list calls a service of which it gives the minutes."""
    opened = max(folded.rfind(mark, 0, told.start) for mark in ",;:·|\n—")
    closed = min((at for mark in ",;·|.\n" if (at := folded.find(mark, told.end)) >= 0), default=len(folded))
    return folded[opened + 1:told.start].strip() or folded[told.end:closed]


def _recaps_of(folded: str, parts: list[Context], finer, found: dict[int, list[Told]]) -> None:
    start, end = parts[0].part.start, parts[-1].part.end
    if sum(len(context.quantities) for context in parts) < 2 or any(context.part.historical for context in parts):
        return
    told = (recapitulated(folded, start, end) or listed_minutes(folded, start, end)) if end - start < 400 else []
    if len(told) > 1 or told and ANNOUNCED.match(folded, start, end):  # "minutes: 22 neuro re-ed / 22 total"
        for context in parts:
            found[context.index] = [each for each in told if context.part.start <= each.start < context.part.end and _counts(context, each)]
    elif finer:
        for _, group in groupby(parts, key=finer[0]):
            _recaps_of(folded, list(group), finer[1:], found)


def _counts(context: Context, told: Told) -> bool:
    """Whether minutes count where they stand; under a plan or a goal a recapitulation is still of today."""
    why = context.why(told.start, told.end)
    return told.family is not None and (why is None or why.cue.startswith("under ") and why.reason in ("planned", "historical", "goal", "measurement") and context.part.section != "previous_visit")
