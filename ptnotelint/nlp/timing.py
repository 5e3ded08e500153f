"""Small questions about minutes: clock ranges, numbers in headings, and lines that add minutes up."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections import Counter
from itertools import accumulate, pairwise

from ptnotelint.evidence import StatedTotal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import REST, TOLERANCE
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import MODALITIES, NOT_TREATMENT, OPEN, Context
from ptnotelint.nlp.structure import Part

NOT_SPENT = guarded(r"(?:within|after|tolerat\w+|sit\w*|stand\w*|walk\w*|drive|driving|every|gone in|until|up to|more than|less than|at|by|rest\w*|wait\w*|bike|treadmill|nustep|ube|ergometer|cycle|rocking|revolutions?|prone on elbows|settled \w+)\s(?:about |a |of |for |only )*\Z")
MINUTES_FIELD = guarded(r"(?:\A|\n)\W*min(?:ute)?s?\s\Z|(?:\A|[^a-z\d ])\s*(?:min(?:ute)?s?|time) (?:spent )?(?:in|of|for|on|with|doing) (?:the )?[a-z][a-z /-]{1,20}[:=]\s?\Z|(?:\A|[^a-z\d ])\s*(?:total |tx |treatment |modality |exercise |manual |procedure |service )?(?:minutes?|mins?|time|duration|(?:time|min(?:ute)?s?) spent)\s?(?:\(min\))?[:=]\s?\Z")
# a line that adds up minutes: a total beside services named by their short names; of a row of leader dots only the last is tried
TIME_SHEET = guarded(r"\A(?>\W*[a-z][a-z /&-]{1,20}?[ :=]\s?(?:x ?)?\d{1,2}\s?(?:min\w*\b|['’′])?[^\w/,;|+]*[\s/,;|+])+\W*[a-z][a-z /&-]{1,20}?[ :=]\s?(?:x ?)?\d{1,2}\s?(?:min\w*\b|['’′])?\W*(?:=\s?\d{2,3}\b[^\d\n]{0,24})?\Z|(?:\A|[.;](?=[^\w.;]*\w))\W*(?:tx |treatment |billed )?min(?:ute)?s?: (?=[a-z])|"
                        r"\b(?:timed|total|tot|ttt|tally|min(?:ute)?s?|time|breakdown)\b[^.;]{0,16}?[ :(](?:[a-z][a-z /&-]{1,20}?[ :=-]{1,3}\d{1,2}\b\s?(?:min\w*|')?[\s/,;|+&)]*(?:and\s)?){2,}")


BRACKETED = guarded(r"[\s*•>–-]*\[\s?(\d{1,2})\s?\](?=\s)")


def bracketed_minutes(folded: str, contexts: list[Context]) -> None:
    """"[15] GameReady …", "[ 8] US …": numbers in brackets that open several lines are the minutes of each, unless they count the lines."""
    if folded.count("\n[") + folded.startswith("[") < 2:
        return
    found = [(context, match) for context in contexts if (match := BRACKETED.match(folded, context.part.start, context.part.end))]
    values = [int(match[1]) for _, match in found]
    if len(values) < 2 or not all(3 <= value <= 60 for value in values) or not are_minutes(values):
        return
    for (context, match), value in zip(found, values, strict=True):
        start, end = match.start(1), match.end(1)
        context.quantities = [Quantity("minutes", start, end, (float(value),)), *(q for q in context.quantities if q.start >= end)]


DAY_TIME = guarded(r"[\s|]*(?:0[5-9]|1\d|2[01])[0-5]\d(?:\s?h(?:rs)?)?[\s|]*")
CLOCK_CELL = guarded(r"[\s|]*(\d{1,2}):?([0-5]\d)\s?(?:[ap]\.?m?\.?)?[\s|]*")


def clock_cells(folded: str, contexts: list[Context]) -> None:
    """Start and stop in two cells of a row ("Ther ex | 9:00 | 9:20") are the time of what the row tells."""
    for first, second in pairwise(contexts):
        if first.part.column is None or second.part.column != first.part.column + 1 or first.part.unit != second.part.unit or ":" not in folded[first.part.start:first.part.end] and not (DAY_TIME.fullmatch(folded, first.part.start, first.part.end) and DAY_TIME.fullmatch(folded, second.part.start, second.part.end)):
            continue
        cells = [CLOCK_CELL.fullmatch(folded, context.part.start, context.part.end) for context in (first, second)]
        if all(cells):
            values = tuple(float(cell[group]) for cell in cells for group in (1, 2))
            first.quantities = [Quantity("clock", cells[0].start(1), cells[1].end(2), values)]
            second.quantities = []


def put(context: Context, quantity: Quantity) -> None:
    """Let a quantity stand in a part in place of whatever was read there."""
    kept = [q for q in context.quantities if q.end <= quantity.start or q.start >= quantity.end]
    context.quantities = sorted([*kept, quantity], key=lambda q: q.start)


def are_minutes(values: list[float]) -> bool:
    """Whether bare numbers at the same place of several lines can be minutes, and do not count the lines.

    Examples
    --------
    >>> are_minutes([12, 8]), are_minutes([8, 9, 10]), are_minutes([3, 5])
    (True, False, False)
    """
    return max(values) >= 8 and not all(b - a == 1 for a, b in pairwise(values))


def clock_minutes(quantity: Quantity) -> float | None:
    """Minutes from a start to a stop time, over noon too; None where there are not both."""
    span = clock_span(quantity)
    return (span[1] - span[0]) % 720 or None if span else None


def clock_span(quantity: Quantity) -> tuple[float, float] | None:
    """Start and stop in minutes of the day: 8:30-8:58, 0830-0858, 08.30-08.58."""
    values = quantity.values
    if len(values) == 2:
        if any(value % 1 for value in values):
            values = tuple(round(value * 100) for value in values)
        return values[0] // 100 * 60 + values[0] % 100, values[1] // 100 * 60 + values[1] % 100
    return (values[0] * 60 + values[1], values[2] * 60 + values[3]) if len(values) == 4 else None


def head_number(folded: str, context: Context, quantity: Quantity) -> bool:
    """A bare number of minutes: in a treatment heading ("TE (15):"), or alone in a row's cell beside a service."""
    part = context.part
    if part.family is None or not 5 <= quantity.values[0] <= 120 or len(quantity.values) > 1 or part.minutes_column:
        return False
    if quantity.end <= part.head_end:
        return not any(q.kind in ("minutes", "prime", "clock") and q.end <= part.head_end for q in context.quantities)
    return part.column not in (None, 0) and context.unit_of_label == part.unit and folded[part.start:part.end].strip(" |") == folded[quantity.start:quantity.end]


# minutes after which, until which or by when something was so, and rests: none of them time of the service
OF_THE = guarded(r"\bof (?:the|these|those|his|her|our) \Z")  # "of the 40 minutes, 25 went to ..."
COURSE = guarded(r"(?:\bin (?:just |well |a little |slightly )?(?:under|over)|\d\s?(?:lbs?|\#|kg)?\s?max\w*\s?[/,]|\b(?:at|after|(?<!followed )by|within|until|till|every|each|q|past|than|before|beyond|up to|inside|tolerates?|tolerated|standing|sitting|walking|walks|sits|stands|drives|jogs|rides|naps|sat|stood|late(?: by)?|wait(?:ed|ing)?|rest(?:ed|ing)?|wear(?:ing)?|worn|stiff\w*|lasts|lasted|(?<!to )(?<!pt )(?<!patient )(?<!per )tolerance[^.;]{0,30}|limit(?:ed)?(?: to| of)?|asked at|checked at|minute)|"
                    r"\b(?:gone|settl\w+|clear\w*|recover\w*|rec'd|resolv\w*|blanch\w*|fad\w+|back to \S+|back|down|better|subsid\w+|eas\w+|dropped to \S+|return\w*)(?: \w+)? (?:in|inside|within|w/in|for|over)(?: under)?|(?<![<>=-])[<>≤≥](?![<>])|\b(?:fatigu\w*|tire[sd]?|winded|sob|doe|slows?|fad(?:es|ed)|gives out|quits?) (?:@|p̄|past|around|about))"
                    r"\s?(?:about |only |approx\w* |roughly |~|the |a |of |for |up to |>|<|more than |less than |\d{1,2}(?:,| and| &| /) ?)*\Z")
COURSE_AFTER = guarded(r"\s?(?:-\s?)?(?:later\b|ago\b|late\b|early\b|mark\b|check\b|rule\b|recheck|wear\b|trial\b|drive\b|commute|ride\b|tolerance|daily|a day|per day|/day|bid\b|tid\b|qd\b|each day|at a time|bouts?\b|passes\b|without|w/out|until|before (?:we|i|therapy|the (?:session|visit)|coming|arriv\w*|needing|having|he\b|she\b|pt\b|pain|sx|symptom|onset|fatigue|sitting|resting|stopping|leg|arm|it\b|tired)|on (?:his|her|their) feet|to (?:warm (?:up )?to|settle|calm|get (?:here|going|ready|comfortable)|arrive|wake|recover|quiet|fall asleep|catch (?:his|her|their))\b|increments?|per (?:visit|week|hour)|after(?:wards?)?\W|after (?:removal|exit|tx|treatment|leaving|getting|sitting|doffing|application|the session|session|taking)|into\b|in (?:the )?lobby|from home|wait\b|post dose|on phone)")


# heat "for 15 minutes prior to treatment"
BEFORE_CARE = guarded(r"\s(?:prior to|before|pre-?|post-?|after|following|at (?:the )?(?:end|start))\s?(?:the |all |her |his )?(?:treatment|tx|exercises?|ex\b|ther|therex|te\b|manual|mt\b|stretch\w*|session|therapy|hands|gait|activit|mobili|of)")


TOOK_PART = guarded(r"\b(?:participat\w+|engag\w+|involved|treated|took part|instruct\w+|trained) in\s(?:about |a |the )?\Z")


def passing(folded: str, part: Part, quantity: Quantity) -> bool:
    """Whether minutes tell the course of something ("gone in 8 min", "at 5 and 10 min", "2 min rest") and no dose."""
    if BEFORE_CARE.match(folded, quantity.end, part.end) or TOOK_PART.search(folded, max(part.start, quantity.start - 30), quantity.start):
        return False
    return (REST.match(folded, quantity.end, part.end) is not None or COURSE_AFTER.match(folded, quantity.end, part.end) is not None
            or COURSE.search(folded, max(part.start, quantity.start - 50), quantity.start) is not None
            or TOLERANCE.search(folded, max(part.start, quantity.start - 26), quantity.start) is not None)


SEEN = guarded(r"\b(?:seen|saw|tx|treatment|treat|session|visit|clock|hours|time|times|appointment|appt|therapy|arriv\w+|pt|ot|here|in clinic|worked)\b[^.;\n]{0,24}\Z")


IN_AND_OUT = guarded(r"(?:time|clock(?:ed)?|arriv\w+) in\b")


def visit_clock(folded: str, contexts: list[Context], told: list[StatedTotal]) -> StatedTotal | None:
    """Start and stop of the whole visit: a range that holds the others, or one told before any service is."""
    ranges = [(context, q, span) for context in contexts if not context.part.historical for q in context.quantities
              if q.kind == "clock" and (span := clock_span(q)) is not None]
    told_times = sorted(Counter(span for _, _, span in ranges).items())  # a text may repeat one range many times
    starts, reach = [start for (start, _), _ in told_times], list(accumulate((stop for (_, stop), _ in told_times), max, initial=0.0))
    totals = sorted((total.end, total.minutes) for total in told)
    served_from = next((other.index for other in contexts if other.families and other.part.section not in NOT_TREATMENT), len(contexts))
    for context, quantity, (start, stop) in ranges:
        if context.part.family or context.part.minutes_column or not 8 <= stop - start <= 240 or reach[bisect_left(starts, start)] >= stop or reach[bisect_right(starts, start)] > stop:
            continue  # it lies in another
        inside = sum(count for (a, b), count in told_times[bisect_left(starts, start):] if b <= stop and (a, b) != (start, stop))
        others, served = len(told_times) > 1, served_from < context.index
        opening = SEEN.search(folded, max(context.part.start, quantity.start - 40), quantity.start) or IN_AND_OUT.match(folded, quantity.start, quantity.end)
        alone = folded[context.part.start:context.part.end].strip(" .:()-–—") == folded[quantity.start:quantity.end].strip(" .")
        closing = not served and not folded[quantity.end:context.part.end].strip(" .)")
        same = any(minutes == stop - start and abs(end - quantity.start) < 40 for end, minutes in totals[bisect_left(totals, (quantity.start - 40,)):bisect_left(totals, (quantity.start + 40,))])
        rows = inside == 0 and others and not opening  # each of several rows has a time of its own
        if inside > 1 or same or not context.families and not rows and (opening or alone or closing) or opening and (inside or not others):
            return StatedTotal(stop - start, quantity.start, quantity.end)
    return None


def told_from(folded: str, first: Context) -> int:
    """Where a block's first line has stated the service's minutes, so that later ones are doses; -1 where it has not."""
    part = first.part
    if part.family not in OPEN:
        return -1
    for quantity in first.quantities:
        if quantity.kind in ("minutes", "prime", "clock"):
            if quantity.end <= part.head_end:
                return part.head_end
            if part.head_end > part.start and not re.sub(r"\(?\d{1,2} units?\)?", "", folded[part.head_end:quantity.start]).strip(" :-–—(,x@") and folded[quantity.end:quantity.end + 2].strip(" )")[:1] in (":", "\n", ";", "-", "–", "—"):
                return quantity.end
    return -1


def machine_before(context: Context, quantity: Quantity) -> bool:
    """Whether a bare "x 15" follows a machine's name, or the settings of sound."""
    named = [hit for hit in context.hits if hit.label in ("modality", "modality_type") and hit.reason is None and hit.family in MODALITIES and hit.end <= quantity.start]
    if not named:
        return False
    if "traction" in context.families:  # "60#, intermittent 30/10 x 15"
        return any(q.kind in ("weight", "body_weight", "score", "ratio") and 0 <= quantity.start - q.end < 3 for q in context.quantities)
    return quantity.start - named[-1].end < 3 or any(q.kind in ("mhz", "w_cm2") and q.end <= quantity.start for q in context.quantities) and not any(
        q.kind in ("minutes", "prime") for q in context.quantities)
