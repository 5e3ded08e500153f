"""Which service the words right before or behind a number name: "TE 13", "12 minutes of manual therapy", "TE/MT 15 min each"."""

from __future__ import annotations

import re
from functools import cache

from ptnotelint.lexicon.compiled import load_lexicon
from ptnotelint.nlp.families import OPEN
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE, EITHER


@cache
def _families() -> dict[str, str]:
    return {term: family for term, (_, family) in load_lexicon()["headings"].items() if family}


def service_names() -> dict[str, str]:
    """The names a service goes by in headings, and its codes, each with its family."""
    return _families()


def named_before(folded: str, start: int, end: int) -> str | None:
    """Family of the service whose name ends right before ``end``, as in "TE 13, MT 13".

    Examples
    --------
    >>> named_before("timed: mt 13", 0, 10)
    'manual'
    """
    for name in _names_before(folded, start, end):
        family = _families().get(name)
        if family:
            return family
    return None


AFTER_NUMBER = guarded(r"(?<=\d)['’′]?[/|,;+]")  # "te 30/mt 12"
MARKS = guarded(r"(?:[ :=(@-]|(?<=[ )])x)+\Z")  # "ther ex x 12", not the x of "therex 12"


def _names_before(folded: str, start: int, end: int):
    """The last three, two and one words before ``end``, without the marks that part them from a number."""
    words = AFTER_NUMBER.sub(" ", MARKS.sub("", folded[max(start, end - 32):end])).split()
    for count in range(min(3, len(words)), 0, -1):
        yield " ".join(words[-count:]).strip("(,;/")


# names short and formal enough to own the minutes right behind them
TIMED_NAMES = frozenset({
    "te", "ex", "ther ex", "therex", "ther-ex", "exercise", "exercises", "therapeutic exercise", "mt", "manual", "manual therapy", "man", "ta", "ther act", "theract",
    "therapeutic activities", "activities", "nmr", "neuro", "neuro re-ed", "neuromuscular re-education", "gt", "gait", "gait training", "us", "ultrasound", "traction",
    "there ex", "there-ex", "therapeutic exercises", "therapeutic activity", "functional activities", "neuro reed", "neuro re-education", "gait trng", "gt training",
    "self care training", "self-care training", "adl training", "balance training", "wheelchair training", "orthotic training", "prosthetic training",
    "balance", "massage", "transfer training", "aquatic therapy", "aquatic exercise",
    "mech traction", "estim", "e-stim", "ifc", "vaso", "adl", "adls", "self care", "self-care", "ionto", "eval", "evaluation", "ortho", "group", "aquatic"})


# between the name and its minutes: "aquatic time 25 min", "gait training lasted 12 min"
LINK = guarded(r"(?:[ :=(@~–—-]|\b(?:time|mins?|minutes?|tx|total|took|lasted|was)\b)+\Z")


WE = guarded(r"\b(?:cost|costs|took|takes|kept|keeps|gave|left|leaves|occupied|brought|lasted|bought|earned|won|got)\sus\b[^\n]{0,12}\Z")  # no ultrasound


def timed_name(folded: str, start: int, end: int) -> str | None:
    """Family of the formal service name that stands right before ``end``: "(TE 15 min)", "manual 10 min".

    Examples
    --------
    >>> timed_name("exercise 15 min, manual 10 min", 0, 24)
    'manual'
    """
    link = LINK.search(folded, max(start, end - 24), end)
    worded = link is not None and re.search("[a-z]{2}", link[0]) is not None
    for name in _names_before(folded, start, link.start() if link else end):
        if (name in TIMED_NAMES or CODE.fullmatch(name)) and not (worded and name == "us"):
            return _families().get(name) if name != "us" or WE.search(folded, start, end) is None else None
    return None


# between minutes and the name behind them: "12 minutes of manual therapy"
OF_NAME = guarded(r"\s?(?:min\w*\s)?(?:(?:were |was )?(?:spent |used )?(?:of|on|for|doing|in|to)\s(?:the |some |skilled |direct |one[- ](?:on|to)[- ]one |1:1 )?)?")


def name_after(folded: str, start: int, end: int) -> str | None:
    """Family of the formal service name that follows minutes: "12 minutes of manual therapy".

    Examples
    --------
    >>> name_after("12 minutes of manual therapy were given", 10, 39)
    'manual'
    """
    link = OF_NAME.match(folded, start, end)
    if link is None or not link[0].strip():
        return None
    words = re.findall(r"[a-z][a-z/-]*", folded[link.end():min(end, link.end() + 40)])
    for count in range(min(3, len(words)), 0, -1):
        name = " ".join(words[:count])
        if name in TIMED_NAMES and name != "us" and folded.startswith(name, link.end()):
            return _families().get(name)
    return None


def names_joined(folded: str, start: int, end: int) -> list[str]:
    """Families of several formal names joined right before a number: "TE/MT 15 min each", "exercise and manual therapy".

    Examples
    --------
    >>> names_joined("te/mt ", 0, 6)
    ['exercise', 'manual']
    """
    clause = max(start, *(folded.rfind(mark, start, end) + 1 for mark in ".;:\n"))
    names = [MARKS.sub("", name).strip(" -–—@") for name in re.split(r"[/,&+]|\band\b", folded[clause:end])]
    families = [_families().get(name) for name in names if name]
    return families if len(families) > 1 and all(families) else []


JOINED = guarded(r"\s?(?:/|&|\+|\band\b|\bw/|,)\s?")
HEAD_END = guarded(r"[\d(\[:=–—]|\s-|->|\bx\s?\d|\b(?:together|combined|for|work|block|session|time)\b|\Z")


def joint_names(folded: str, start: int, end: int) -> tuple[str, ...]:
    """Families of two services of movement that one heading names: "TE/NMR 30 min:", "Balance & gait together".

    Examples
    --------
    >>> joint_names("te/nmr 30 min:", 0, 14)
    ('exercise', 'neuromuscular')
    """
    stop = HEAD_END.search(folded, start, end)
    head = folded[start:stop.start() if stop else end].strip(" ,*•-")
    if len(head) > 60 or JOINED.search(head) is None or head in _families():
        return ()
    families = [_families().get(name.strip()) for name in JOINED.compiled().split(head) if name.strip()]
    return tuple(dict.fromkeys(families)) if 1 < len(set(families)) < 4 and OPEN.issuperset(families) else ()


NAMED_CELL = guarded(r"(?P<name>[a-z][a-z &/-]{0,24}[a-z])(?:\s\(?\d{1,3}\s?(?:min\w*|['’′])\)?)?:\s")


def named_cell(folded: str, start: int, end: int) -> bool:
    """Whether a later piece of a line opens with a service's name and a colon: "EX: LAQ x20 | GAIT: 150 ft".

    Examples
    --------
    >>> named_cell("gait: 150 ft", 0, 12), named_cell("response: good", 0, 14), named_cell("balance: good", 0, 13)
    (True, False, False)
    """
    match = NAMED_CELL.match(folded, start, end)
    return match is not None and match["name"] in _families() and (match["name"] == "gait" or EITHER.match(match["name"]) is None)


# what prose calls the kinds of care, where it gives their minutes
SPOKEN = {
    "gait": r"walking|gait(?: work| practice| drills?)?|ambulation|ambulating|stairs?(?: climbing| work| practice| training)?|steps practice",
    "exercise": r"strengthening|strength(?: work| training)?|stretching(?: and strengthening)?|exercis(?:es|e|ing)|loading(?: work)?|range of motion(?: work)?|flexibility work|conditioning|endurance work",
    "neuromuscular": r"balance(?: work| training| practice| drills?)?|balancing|motor control(?: work| training)?|coordination(?: work| drills?)?|proprioception(?: work)?|gaze stability|vestibular (?:work|exercises?)|posture (?:work|training)|turning (?:practice|training|drills?)",
    "activities": r"transfers?(?: work| practice| training| drills?)?|(?:functional |dynamic |work )?task(?:s| work| practice| training)|lifting(?: work| practice| training)?|lift training|functional (?:work|training|practice)|work simulation|simulated work|table tasks",
    "self_care": r"dressing(?: practice| training)?|bathing(?: practice| training)?|grooming|toileting(?: practice| training)?|self[- ]?care(?: tasks| work| practice)?|kitchen (?:work|tasks|practice)|meal prep\w*|home (?:and work |and community |or work )?management(?: training)?|getting dressed|(?:socks|shoes) and (?:socks|shoes)|morning (?:routine|care)",
    "manual": r"hands[- ]on(?: work| treatment)?|soft tissue(?: work| mobili[sz]ation)?|joint (?:work|mobili[sz]ations?|mobs?)|mobili[sz]ations?|manual work|stm",
    "aquatic": r"(?:pool|water) (?:work|time|exercises?|portion|part)|in the (?:pool|water)",
    "wheelchair": r"wheel ?chair (?:work|skills|propulsion|mobility|management)|chair (?:skills|propulsion|management)|propulsion(?: work| practice| training)?",
    "performance_test": r"(?:timed )?(?:physical )?(?:performance|capacity|lift(?:ing)?|material[s]? handling|functional capacity) test(?:ing|s)?|test(?:ing)? battery|testing|functional capacity eval\w*|fce",
}
KIND = guarded("|".join(f"(?P<{family}>{words})" for family, words in SPOKEN.items()))
BEFORE_KIND = guarded(r"\s(?:(?:(?:were|was) )?(?:spent |used |given |devoted |went )?(?:of|on|for|doing|to|into|in)|were|was)\s(?:the |some |skilled |direct |one[- ](?:on|to)[- ]one |1:1 |her |his |our |more |general )?")
TITLED = guarded(r"([a-z][a-z' /-]{2,40}):\s")
AFTER_KIND = guarded(r"(?:,? (?:for|took|lasted|ran|occupied|went on for|x|was|at|filled)(?: us| me| up)?)? ?(?:about |another |roughly |some |a further |approximately |the (?:next|last|first|final|other|remaining) )?\Z|,\s\Z")


def spoken_kind(folded: str, start: int, number: int, number_end: int, end: int) -> str | None:
    """Family of the kind of care that a sentence gives its minutes: "14 minutes of walking", "balance took ten minutes".

    Examples
    --------
    >>> spoken_kind("then we worked on walking for 12 minutes", 0, 30, 40, 40)
    'gait'
    """
    link = BEFORE_KIND.match(folded, number_end, end)
    if link and (kind := KIND.match(folded, link.end(), end)) and not folded[kind.end():kind.end() + 1].isalpha():
        return kind.lastgroup
    if link and (titled := TITLED.match(folded, link.end(), end)) and (family := kind_in(folded, *titled.span(1))):
        return family  # "then 15 min on the wobble side of things: ..."
    last = None
    for kind in KIND.finditer(folded, max(start, number - 60), number):
        if not folded[kind.start() - 1:kind.start()].isalnum() and AFTER_KIND.fullmatch(folded, kind.end(), number):
            last = kind
    return last.lastgroup if last and WORKED.fullmatch(folded, start, last.start()) else None


NAMES = guarded(r"[a-z][a-z/-]*")


def kinds_told(folded: str, start: int, end: int) -> list[tuple[int, int, str]]:
    """The kinds of care and the services that a sentence names, with their places, in order.

    Examples
    --------
    >>> [family for *_, family in kinds_told("balance and gait training together", 0, 34)]
    ['neuromuscular', 'gait']
    """
    found = [(*match.span(), match.lastgroup) for match in KIND.finditer(folded, start, end)
             if not folded[match.start() - 1:match.start()].isalnum() and not folded[match.end():match.end() + 1].isalpha()]
    words = [match.span() for match in NAMES.finditer(folded, start, end)]
    for first, (a, _) in enumerate(words):
        for count in (3, 2, 1):
            b = words[min(first + count, len(words)) - 1][1]
            if folded[a:b] in TIMED_NAMES and folded[a:b] != "us" and (family := _families().get(folded[a:b])):
                found.append((a, b, family))
                break
    kept: list[tuple[int, int, str]] = []
    for kind in sorted(found, key=lambda kind: (kind[0], -kind[1])):
        if not kept or kind[0] >= kept[-1][1]:
            kept.append(kind)
    return kept


# titles that only heads of blocks have: in a sentence they may be anything
TITLES = {
    "neuromuscular": r"position sense|wobbl\w+|re-?training of the coordination|postural control|motor planning|body awareness|midline",
    "orthotic": r"(?<!tra )(?<!ta )(?<!ab )(?<!abd )(?<!core )(?<!abdominal )(?<!pelvic )(?<!trunk )brac(?:e|es|ing)\b|splint\w*|orthos[ei]s|orthotics?",
    "wheelchair": r"wheelchair|seating",
    "performance_test": r"testing|battery",
    "self_care": r"work ?station|ergonom\w+|toilet\w*|hygiene|self[- ]manage\w+|feeding|grooming",
    "manual": r"hands?[- ]on",
    "activities": r"[a-z/]{2,12}\s?(?:<-?>|↔|<=>)\s?[a-z/]{2,12}|simulated \w+|mock[- ]?up|jobs?\b(?! (?:is|title|descr))|chores?|errands?|getting (?:up|in|out|from|to|on|off|about)\b|(?:\w+ )?to (?:the )?(?:chair|floor|toilet|bed|tub|car|commode)\b|slid(?:e|ing) board|rack work|lift(?:ing|s)\b|carrying",
    "stimulation": r"(?:attended |unattended )?e?-?stim\b",
    "group": r"(?:\w+ )?(?:class|club|group)\b|\w+ (?:attending|participants|members)\b",
    "aquatic": r"pool|(?:in |the )?water\b|shallow\b(?! breath)|(?:deep|shallow) (?:end|water|well)",
}
TITLE_KIND = guarded("|".join(f"(?P<{family}>\\b(?:{words}))" for family, words in TITLES.items()))


def kind_in(folded: str, start: int, end: int) -> str | None:
    """Family of the kind of care that a title of the writer's own names: "strength, r knee/hip".

    Examples
    --------
    >>> kind_in("strength, r knee/hip", 0, 20)
    'exercise'
    """
    found = [(match.start(), match.lastgroup) for pattern in (KIND, TITLE_KIND) for match in pattern.finditer(folded, start, end)
             if not folded[match.start() - 1:match.start()].isalnum() and not folded[match.end():match.end() + 1].isalpha()]
    words = [match.span() for match in NAME.finditer(folded, start, end)][:8]
    for count in (3, 2, 1):
        for first in range(len(words) - count + 1):
            a, b = words[first][0], words[first + count - 1][1]
            family = _families().get(folded[a:b])
            if family and b - a > 2 and folded[a:b] not in WEAK_NAMES:
                found.append((a, family))
    return min(found)[1] if found else None


NAME = guarded(r"[^\s:|=\[\](),;.]+")
WEAK_NAMES = frozenset({"function", "functional", "home", "chair", "stairs", "land", "man", "gym", "core", "pool"})


# nothing but its bringing in stands before the kind: "next came", "we then worked on"
WORKED = guarded(r"\W*(?:(?:then|next|first|last|lastly|finally|after that|afterwards?|today|also|and|i|we|he|she|they|pt|patient|started|began|finished|ended|opened|closed|followed|continued|moved|went|turned|came|did|with|to|on|by|for|into|"
                    r"worked|working|practi[cs]ed|trained|spent|was|the|a|some|his|her|of|portion|part|block|session|time)\b\W*)*")
