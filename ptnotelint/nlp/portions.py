"""Whose the minutes are in running text that tells of one service after another.

A figure that sums up ("…, ten each, twelve minutes in all") is of what was told before it, one that announces ("for the
next ten minutes he …") of what follows, and neither reaches over another figure. Two services told under one figure
leave it nobody's; an even split gives each of them its share.
"""

from __future__ import annotations

from collections import Counter
from itertools import groupby
from typing import NamedTuple

from ptnotelint.nlp.evaluation_time import of_evaluation
from ptnotelint.nlp.families import HANDS, ITEM_LABELS, MODALITIES, OPEN, VAGUE_LABELS
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.naming import kind_in, kinds_told, name_after, spoken_kind
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.recap import UNNAMED
from ptnotelint.nlp.services import NOT_TREATMENT, WEAK, Context
from ptnotelint.nlp.timing import passing

ABOUT = r"(?:(?:about|approximately|approx\.?|roughly|around|nearly|almost|just|over|under|some|perhaps|maybe|say|a good|a full|a solid|a further|a total of|another|a|an|the|our|her|his|my|its|that|final|last|first|opening|closing|next|following|ensuing|subsequent|remaining|other|second|third)\s){0,6}"
_WHO = r"(?:i|we|he|she|they|pt|the (?:patient|client|resident|child|boy|girl)|patient|client|resident|m(?:r|rs|s)\.? [a-z]+)"
# a figure that announces
OPENS = guarded(r"[\W_]*(?:(?:and|so|then|but|finally|lastly|next|first|last(?: of all)?|of (?:these|those|that|which|them)|to (?:finish|close|start|begin|end)|after that|afterwards?)\b[,\s]*)?(?:(?:for|in|during|over|with)\s)?(?:the hour's |the session's |the visit's )?" + ABOUT)
FOR = guarded(r"\b(?:for|in|during|over|with)\s(?:the hour's |the session's |the visit's )?" + ABOUT + r"\Z")
AHEAD = guarded(r"(?:\b(?:spent|gave|used|devoted|spending|giving|dedicated|reserved|put)|[:—–(]|(?<!\w)(?:of (?:these|those|that|which|them)|and|then|finally|lastly|next|first|finish(?:ed)?|end(?:ed)?|close[d]?|start(?:ed)?|beg[ai]n|finishing|ending|closing|starting|beginning),?|,(?=\s(?:for|in|over|another|the|a further|with)\b))\s?(?:(?:for|in|during|over|with)\s)?(?:the hour's |the session's |the visit's )?" + ABOUT + r"\Z")
TELLS_ON = guarded(r"(?:\s(?:left|remaining|more|further|or so|also|then|of the (?:hour|session|visit)))*,?\s" + _WHO + r"\s(?!(?:was|were|felt|feels|is|had|reported|noticed|said|became|could|began to feel|recovered|settled|returned|asked)\b|(?:had|needed|required) (?:a |to )?(?:rest|sit|pause)\b)[a-z]")
GIVEN_TO = guarded(r"(?:\sof the (?:hour|session|visit)|\s(?:session|visit|hour))?\s(?:was|were|went|got)\s(?:then |all |mostly )?(?:spent|given|devoted|used|dedicated|for|to|on|into|over|with)\b")
TO_THAT = guarded(r"[^.;:,]{0,30}\b(?:to|on|for|with) (?:it|this|that|these|them|him|her)\b")
GOES_TO = guarded(r"(?:\s(?:session|visit|hour|appointment))?(?:\s(?:more|further|or so|also|then|of the (?:hour|session|visit)))*\s(?:(?:was|were) |we |i |then )?(?:then |all )?(?:spent|given|devoted|used|dedicated|taken|reserved|set aside|filled|went|put|given over|turned|passed)?\s?(?:up )?(?:of|on|for|doing|to|into|in|with|at|over|by(?= [a-z]+ing)|working|practi[cs]ing|learning)\s(?!(?:that|this|it|these|those|which|them|rest|all|total|both|each|either|sum)\b(?! (?:of )?the)|a time\b|(?:his|her) (?:own|feet)\b)")
DOING = guarded(r"(?:\s(?:more|further))?\s(?!during|following|including|according|being|having|resting|waiting|talking|sitting|lasting|beginning|starting|remaining|standing\b(?! (?:balance|exercis|hip|march|work)))[a-z]{3,}ing\b")
LISTS = guarded(r"(?:\s(?:more|further|or so|of the (?:hour|session|visit)))?\s?[:—–]")
# a figure that sums up, by the words before it ...
CAME_TO = guarded(r"\b(?:took(?: up)?|taking(?: up)?|lasted|lasting|ran(?: to)?|came to|comes to|coming to|(?:adding|added|amounted|amounting) (?:up )?to|cost|costing|needed|required|filled|filling|occupied|occupying|used(?: up)?|ate(?: up)?|accounted for|covered|made(?: up)?|kept \w+ (?:busy|going|at it)(?: for)?|busy for|at it for|at this for|at that for|(?:which|that|this|these|those|all of (?:it|this|that)) (?:was|were|is|made)|[a-z]{3,}ed(?: up| out| off)?(?=\s(?:the|our|my|its|his|her)\s(?:last|final|first|next|following|remaining|other)\s))"
                  r"(?:\s(?:us|me|him|her|them|up))?\s" + ABOUT + r"\Z")
# ... or behind it
SUMS_UP = guarded(r"(?:\s(?:more|or so))?\s(?:of (?:that|this|it|these|those|which)\b(?! (?:time|hour|session|visit))|(?:(?:of|for) (?:\w+ )?\w+ )?(?:in all|altogether|all told|all in all|in total|overall)\b|for (?:all|the whole) (?:of )?(?:that|this|it|these|those)\b|on all (?:of )?(?:that|this|it)\b|(?:went|gone) by\b)")
UNTIL = guarded(r"\s(?:until|before)\b")
OF_HOUR = guarded(r"\s(?:of|in) (?:the|our|his|her|my) (?:hour|session|visit|time)\b")
CLOSES = guarded(r"(?:\s(?:of|in) (?:the|our|his|her|my) (?:hour|session|visit|time))?(?:\s(?:or so|or thereabouts|more|straight|total|one to one|by (?:the|my) (?:wall |gym )?(?:clock|watch)))?(?:\s?[.;!):]|\s*\Z|,\s|\s(?:until|before|including|because|since|with (?:a|one|two|three|\w+) (?:\w+ )?(?:rest|break|pause))|\s(?:and|but) then\b)")
AFTER_PAUSE = guarded(r"(?:[,:—–(-]|\band|\bcounting)\s?(?:(?:and|in|for|all of it|all told)\s)?" + ABOUT + r"\Z")
THROUGHOUT = guarded(r"\bfor\s" + ABOUT + r"\Z")
EACH = guarded(r"(?:\s(?:for|on|to))?\s(?:each|apiece|ea\b|per\b|every|a (?:side|leg|time|piece))")
MINUTES_BEFORE = guarded(r"\bmin(?:ute)?s?\b|\bhours?\b")
MORE = guarded(r"\smore\b(?=\s*(?:[,.;)]|\Z|with\b|on\b|after\b))")
AFTER_NAMED = guarded(r"\s?(?:[.,;:)(]|\Z|\s(?:and|then|with|to|for|followed|plus)\b)")
GIVEN_FOR = guarded(r"[\s,(]*(?:\(?(?:cpt )?\d{5}\)?\s)?(?:(?:was|were)\s)?(?:then |next |also )?(?:provided|performed|given|done|completed|administered|delivered|continued|practi[cs]ed|addressed|carried out|conducted|rendered)?\s?(?:for|lasting|over)\s" + ABOUT)
BY_DOING = guarded(r"-|['’]s?\s?(?:wear|rest|walk|drive)|,?\s(?:instead of|rather than|down from|up from|compared|vs?\b|versus)")
# "half of the 46 min was spent on …"
FRACTION = guarded(r"\b(?P<half>(?:the first |one |a )?half)\s(?:of )?(?:the|our|her|his|that|this|these|those|my)\s(?:whole |full |entire )?\Z|\b(?P<third>(?:a|one|the first) third) of (?:the|our|her|his|that|this|these|those|my)\s(?:whole |full |entire )?\Z|\b(?P<two>two[- ]thirds) of (?:the|our|her|his|that|this|these|those|my)\s(?:whole |full |entire )?\Z")
# prose, not a line of a flow sheet
SAID = guarded(r"\b(?:he|she|we|i|they|his|her|him|my|our|them|was|were|the)\b")
VERBS = guarded(r"\b(?:(?P<exercise>strengthened|exercised)|(?P<gait>walked|ambulated|strolled)|(?P<neuromuscular>balanced)|(?P<manual>(?:with|using) (?:my|both my) (?:own |two |bare |both )?(?:thumbs?|fingertips?|knuckles?|palms?|elbow|forearm)|massaged|kneaded|kneading|massaging|rubbing))\b")


MOST_SENTENCES = 120  # that are read as one paragraph


class Share(NamedTuple):
    """Minutes as they are dealt out: of each of the families; of nobody where there is none."""

    minutes: float
    families: tuple[str, ...]
    alone: bool = False  # no other figure stands beside it: it only counts where its place tells nothing


class _Figure(NamedTuple):
    """Minutes in running text, and whether they speak of what is told before them, behind them or around them."""

    context: Context
    quantity: Quantity
    looks: str  # "before", "behind", "around"
    named: str | None = None


def dealt_out(context: Context, told: set[int]) -> tuple[set[int], list[tuple[Quantity, float, str]]]:
    """The places of minutes that are dealt out, and whose they are; of a lone figure only where its place has not ``told`` it."""
    dealt = {start for start, share in context.shares.items() if not share.alone or start not in told}
    return dealt, [(q, context.shares[q.start].minutes, family) for q in context.quantities if q.start in dealt for family in context.shares[q.start].families]


def deal_minutes(folded: str, contexts: list[Context]) -> None:
    """Give the minutes of each paragraph of running text to the services told around them."""
    for _, group in groupby(contexts, key=lambda context: (context.part.unit, context.index // MOST_SENTENCES)):
        unit = list(group)
        if not any(context.quantities for context in unit) or not all(_running(context) for context in unit):
            continue
        labelled = unit[0].part.family is not None and not unit[0].part.inferred
        prose = len(SAID.findall(folded, unit[0].part.start, unit[-1].part.end)) > 1
        figures = [figure for context in unit for q in context.quantities if q.start not in context.shares and (prose or OF_HOUR.match(folded, q.end)) and (
            figure := _figure(folded, context, q, unit)) and (figure.named or not labelled)]
        if figures:
            _deal(folded, unit, figures)


def _running(context: Context) -> bool:
    """Whether a part can be a sentence of running text: no row, and no treatment's heading."""
    part = context.part
    return part.column is None and not part.historical and not part.minutes_column


def _figure(folded: str, context: Context, quantity: Quantity, unit: list[Context]) -> _Figure | None:
    part, start, end = context.part, quantity.start, quantity.end
    near = max(part.start, start - 100)
    if part.section in NOT_TREATMENT or len(quantity.values) != 1:
        return None
    if quantity.kind == "number":
        return _bare_figure(folded, context, quantity, unit)
    if of_evaluation(folded, context, quantity):
        return None
    if quantity.kind != "minutes" or not 4 <= quantity.values[0] <= 120 or BY_DOING.match(folded, end) or "-m" in folded[start:end]:
        return None
    if context.why(start, end) is not None:
        return None
    paused = AFTER_PAUSE.search(folded, near, start) is not None and CLOSES.match(folded, end, part.end) is not None
    opened = OPENS.fullmatch(folded, max(part.start, part.head_end), start) is not None
    if passing(folded, part, quantity) and not (paused and UNTIL.match(folded, end)) and not CAME_TO.search(folded, near, start) and not (opened and TELLS_ON.match(folded, end, part.end)):
        return None
    if EACH.match(folded, end):
        return None
    named = name_after(folded, end, part.end) or _titled(folded, context, quantity) or spoken_kind(folded, part.start, start, end, part.end)
    led = _led_by(folded, context, quantity)
    leads = opened or AHEAD.search(folded, near, start) is not None or FRACTION.search(folded, near, start) is not None
    before = CAME_TO.search(folded, near, start)
    if SUMS_UP.match(folded, end, part.end) or before and not GOES_TO.match(folded, end, part.end):
        return _Figure(context, quantity, "before", spoken_kind(folded, part.start, start, end, part.end) if before else None)
    if kind := _kind_right_behind(folded, context, quantity):
        return _Figure(context, quantity, "behind", kind)
    if led and (folded[end:end + 1] in ",:" or GOES_TO.match(folded, end, part.end)):
        return _Figure(context, quantity, "behind", led)
    if GIVEN_TO.match(folded, end, part.end):
        return _Figure(context, quantity, "behind", named)
    if (leads or FOR.search(folded, near, start)) and TELLS_ON.match(folded, end, part.end) or leads and (
            GOES_TO.match(folded, end, part.end) or DOING.match(folded, end, part.end) or LISTS.match(folded, end, part.end) and start - part.start < 40):
        return _Figure(context, quantity, "behind", named) if named or not _dose_of_one(folded, context, quantity) else None
    if paused and OF_HOUR.match(folded, end, part.end):
        return _Figure(context, quantity, "before")
    if paused and _closes_list(folded, context, quantity):
        return _Figure(context, quantity, "before")
    if THROUGHOUT.search(folded, near, start) and quantity.values[0] >= 5 and _one_thing(folded, context, quantity):
        return _Figure(context, quantity, "around", named)
    return None


def _titled(folded: str, context: Context, quantity: Quantity) -> str | None:
    """The kind that a title behind a figure names: "went on postural control: …"."""
    link = GOES_TO.match(folded, quantity.end, context.part.end) or GIVEN_TO.match(folded, quantity.end, context.part.end)
    colon = folded.find(":", link.end(), min(context.part.end, link.end() + 44)) if link else -1
    return kind_in(folded, link.end(), colon) if colon > 0 and "," not in folded[link.end():colon] else None


def _kind_right_behind(folded: str, context: Context, quantity: Quantity) -> str | None:
    """The kind right behind a figure ("another fifteen minutes walking", "15 minutes manual therapy"), or the one that was given for so long."""
    part = context.part
    kinds = kinds_told(folded, quantity.end, min(part.end, quantity.end + 40))
    if kinds and kinds[0][0] == quantity.end + 1 and (folded.startswith("ing", kinds[0][1] - 3) or AFTER_NAMED.match(folded, kinds[0][1], part.end)):
        return kinds[0][2]
    kinds = kinds_told(folded, max(part.start, quantity.start - 80), quantity.start)
    return kinds[-1][2] if kinds and GIVEN_FOR.fullmatch(folded, kinds[-1][1], quantity.start) else None


def _bare_figure(folded: str, context: Context, quantity: Quantity, unit: list[Context]) -> _Figure | None:
    """A number that leaves out its minutes behind others: "twenty minutes on balance, eighteen on skills", "which was eleven"."""
    part, start, end = context.part, quantity.start, quantity.end
    near = max(part.start, start - 100)
    if not 4 <= quantity.values[0] <= 60 or not MINUTES_BEFORE.search(folded, max(unit[0].part.start, start - 160), start) or context.why(start, end) is not None:
        return None
    if CAME_TO.search(folded, near, start) and CLOSES.match(folded, end, part.end):
        return _Figure(context, quantity, "before")
    if AHEAD.search(folded, near, start) and (link := GOES_TO.match(folded, end, part.end)) and (kind := kind_in(folded, link.end(), min(part.end, link.end() + 24))):
        return _Figure(context, quantity, "behind", kind)
    return _Figure(context, quantity, "more") if MORE.match(folded, end, part.end) and THROUGHOUT.search(folded, near, start) else None


LED = guarded(r"\W*(?:for|in|during|with|on|then|next|lastly|finally|first|last)?,?\s?(?:(?:the|his|her|their|some|our)\s)?(?P<kind>[a-z][a-z /-]{2,32}?)(?:\s(?:portion|part|half|segment|section|piece|side of (?:it|things))(?: of (?:the|our|her|his) (?:session|visit|hour|time))?|\s(?:came|was|followed|went|got)(?: (?:last|next|first|then|second|third|after(?: that)?))?)[\s,:–—-]*(?:for )?" + ABOUT + r"\Z")


CAME_FIRST = guarded(r"\W*(?:first|next|then|last(?:ly)?|finally|after that)\s(?:came|was)\s(?:(?:the|his|her|some|a (?:bit|little|spell) of)\s)?(?P<kind>[a-z][a-z /-]{2,32}?)[,:–—-]+\s" + ABOUT + r"\Z")


def _led_by(folded: str, context: Context, quantity: Quantity) -> str | None:
    """The kind of care that the few words before a figure name: "Gait came last, ten minutes …", "For the balance portion, 26 minutes, …"."""
    before = (context.part.start, quantity.start)
    led = LED.fullmatch(folded, *before) or CAME_FIRST.fullmatch(folded, *before) if quantity.start - context.part.start < 72 else None
    return kind_in(folded, *led.span("kind")) if led else None


def _closes_list(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether what stands before a closing figure has its doses already, or is no exercise: else they are the last one's dose."""
    items = [hit.end for hit in context.hits if hit.label == "exercise" and hit.end <= quantity.start]
    return not items or folded.find(",", max(items), quantity.start - 12) > 0 or any(max(items) - 40 <= q.start < quantity.start and q.kind not in ("number", "minutes") for q in context.quantities)


def _dose_of_one(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether a figure says how long one exercise was done: "eight minutes on the treadmill"."""
    link = GOES_TO.match(folded, quantity.end, context.part.end)
    items = [hit.start for hit in context.hits if hit.label == "exercise" and hit.start > quantity.end]
    return link is not None and len(items) == 1 and items[0] - link.end() < 24


def _one_thing(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether a sentence tells one thing done for so long, and it is no exercise among others."""
    return not any(hit.label == "exercise" or hit.label in ("activity", "gait") and hit.start > quantity.end for hit in context.hits)


def _deal(folded: str, unit: list[Context], figures: list[_Figure]) -> None:
    votes: list[Counter[str]] = []
    reached = unit[0].part.start  # what stands before it is told of already
    for number, figure in enumerate(figures):
        following = figures[number + 1] if number + 1 < len(figures) else None
        if figure.named:
            told = Counter({figure.named: 9})
        elif figure.context.part.family and not figure.context.part.inferred and figure.looks == "before":
            told = Counter({figure.context.part.family: 9})
        elif figure.looks == "more":
            told = votes[-1] if votes else Counter()
        elif figure.looks == "before":
            told = _before(folded, unit, figure, reached)
            if not told and number:
                told = Counter({UNNAMED: 1})  # of none that was told before the figures before it
        else:
            told = _behind(folded, unit, figure, reached, following)
        reached = figure.quantity.end if figure.looks == "before" else max(figure.quantity.end, figure.context.part.end if following is None or following.context is not figure.context else 0)
        votes.append(told)
    chosen = [most_told(told, len(figures) == 1) or figure.context.families[:2] * (figure.looks == "behind") for told, figure in zip(votes, figures, strict=True)]
    claimed = {families[0] for families in chosen if len(families) == 1}
    for figure, families in zip(figures, chosen, strict=True):
        families = tuple(family for family in families if family not in claimed) or families if len(families) > 1 else families
        if families:
            figure.context.shares[figure.quantity.start] = Share(figure.quantity.values[0], families, len(figures) == 1 and figure.named is None)


def _sentences(unit: list[Context], folded: str) -> list[list[Context]]:
    """Sentences, those joined by semicolons together."""
    found: list[list[Context]] = []
    for context in unit:
        if found and folded[found[-1][-1].part.start:found[-1][-1].part.end].rstrip().endswith(";"):
            found[-1].append(context)
        else:
            found.append([context])
    return found


def _before(folded: str, unit: list[Context], figure: _Figure, reached: int) -> Counter[str]:
    """What was told last before a figure that sums up."""
    for context in reversed(unit[:unit.index(figure.context) + 1]):
        if context.part.end <= reached:
            break
        stop = min(figure.quantity.start, context.part.end)
        other = max((q.end for q in context.quantities if q.kind == "minutes" and reached < q.end < stop - 1 and q.values[0] >= 4), default=reached)  # another service's
        told = other > reached and told_in(folded, context, other, stop) or told_in(folded, context, max(reached, context.part.start), stop)
        if told:
            return told if 2 * sum(hit.label == "test" for hit in context.hits) <= sum(told.values()) else Counter()
    return Counter()


def _behind(folded: str, unit: list[Context], figure: _Figure, reached: int, following: _Figure | None) -> Counter[str]:
    """What is told behind a figure, as far as the next; or in its own clause."""
    start = figure.context.part.start if figure.looks == "around" or TO_THAT.match(folded, figure.quantity.end) else figure.quantity.end
    stop = unit[-1].part.end if following is None else following.quantity.start
    if following is not None and following.context is not figure.context:
        stop = following.context.part.start
    elif following is not None:
        stop = max(folded.rfind(mark, figure.quantity.end, stop) for mark in (",", " and ", " then ", " before ", figure.context.part.end and ";"))
        stop = stop if stop > 0 else following.quantity.start
    for sentence in _sentences(unit, folded):
        if sentence[-1].part.end <= figure.quantity.start or sentence[0].part.start >= stop:
            continue
        told: Counter[str] = Counter()
        for context in sentence:
            told += told_in(folded, context, max(start, reached, context.part.start), min(stop, context.part.end))
        if told:
            return told
    return told_in(folded, figure.context, max(reached, figure.context.part.start), figure.quantity.start)


def told_in(folded: str, context: Context, start: int, end: int) -> Counter[str]:
    """How often each service is spoken of in a stretch of a part."""
    told: Counter[str] = Counter()
    if start >= end:
        return told
    taken = -1
    for hit in sorted(context.hits, key=lambda hit: (hit.start, -hit.end)):
        family = hit.family or WEAK.get(hit.label)
        if family is None or hit.reason is not None or context.anchors and hit.label == "activity" and family not in context.families or not start <= hit.start < end or context.why(hit.start, hit.end) is not None:
            continue
        if (hit.label in ITEM_LABELS or hit.label in VAGUE_LABELS or hit.label in WEAK) and hit.start >= taken:
            told[family] += 1 if hit.label in ITEM_LABELS else 0.5
            taken = hit.end
    for verb in VERBS.finditer(folded, start, end):
        told[verb.lastgroup] += 1
    if not told:
        told.update({family for *_, family in kinds_told(folded, start, end)})
    if not told and start <= context.part.start and (context.weak or context.anchors) and len(context.families) == 1:
        told[context.families[0]] += 1
    return told


def most_told(told: Counter[str], alone: bool) -> tuple[str, ...]:
    """The services that a figure can be of: the one spoken of most, and those of its kind that come near it."""
    if not told:
        return ()
    hands = [family for family in told if family in HANDS or family in MODALITIES]
    most = max(told.values())
    if hands and max(told[family] for family in hands) >= most:
        return (max(hands, key=told.__getitem__),)
    return tuple(family for family in told if family in OPEN | {UNNAMED} and (alone or told[family] * 2 > most))
