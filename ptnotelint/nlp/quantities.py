"""Numbers with their units: doses, minutes, loads, distances, settings, scores, and what only looks like them.

The number is read once, then one alternation of what may follow it decides the kind, so text without
numbers costs a scan. Order decides: the first alternative that fits names the quantity. All
patterns are for text in lower case (:func:`fold`), which keeps offsets.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ptnotelint.nlp.guarded import guarded

UNITS = "one two three four five six seven eight nine".split()
TEENS = "ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "twenty thirty forty fifty sixty seventy eighty ninety".split()
WORDS = {word: float(value) for value, word in enumerate(["zero", *UNITS, *TEENS])} | {
    word: 10.0 * value for value, word in enumerate(TENS, start=2)} | {"a": 1.0, "a dozen": 12.0, "once": 1.0, "twice": 2.0}
_UNIT = "|".join(UNITS)
# short, since the patterns below hold it twenty times over and are compiled at every start
_TEN_AND_MORE = rf"(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[-\s](?:{_UNIT}))?|(?:thir|four|fif|six|seven|eigh|nine)teen|ten|eleven|twelve"
BELOW_HUNDRED = rf"(?:{_TEN_AND_MORE}|{_UNIT})"
# "twenty-six", "forty\nfive", "two hundred and ten"
WORD = rf"\b(?:(?:(?:a|{_UNIT})\shundred(?:\sand)?\s)?(?:{_TEN_AND_MORE}|(?:{_UNIT})(?!\shundred))|(?:a|{_UNIT})\shundred|a dozen|once|twice)\b"
DIGITS = r"(?:\d{1,4}(?:[.,]\d{1,3})?|\.\d{1,3})"
NUMBER = rf"(?:{DIGITS}|{WORD})"
RANGE = rf"{NUMBER}(?:(?:[-–]|\s?to\s){NUMBER})?"
BY = r"\s?(?:[x×*]|\bby\b|\btimes(?=\s(?:\d|one|two|three|four|five|six|eight|ten)))\s?"
SECONDS = r"(?:sec(?:ond)?s?\b|s\b|[\"”″]|'')"
# not the assist of "x 5 min A"; the letter alone only closes something ("(10m)")
PIECE = r"(?:side|day|leg|arm|hand|foot|piece|week|time|set|round|bout|trial|position|session|visit|night|bit|little|lot)\b"  # "5 min a side"
ONE_LEG = guarded(r"\b(?:on|each|only|just|with) (?:one|1) foot\Z")
MINUTES = rf"(?:min(?:s|utes?|uts|tues?|tes|uets)\b|min\b(?! ?(?:a\b(?! {PIECE})|assist|guard|vc|tc|verbal|tactile|cue|/ ?mod|- ?mod|to mod))|mn\b|m(?=\s*[|,;:)]|\s*$))"
LENGTHS = r"(?:ft\b|feet\b|foot\b|yards?\b|yds?\b|met(?:er|re)s?\b|miles?\b|mi\b|laps?\b|lengths?\b|widths?\b|flights?\b|m\b(?!/))"
TIMES = (r"(?:reps?\b|repetitions?\b|times\b|sets?\b|bouts?\b|rounds?\b|rds\b|trials?\b|tries\b|attempts?\b|passes\b|trips?\b|throws?\b|toss(?:es)?\b|"
         r"catches\b|cones?\b|pieces?\b|jumps?\b|swings?\b|cycles?\b|taps?\b|sequences?\b|circles?\b|balls?\b|beanbags?\b|pegs?\b|lifts?\b|stands?\b|"
         r"steps?\b|stairs?\b|turns?\b|reaches\b|stops\b|starts\b|kicks\b|claps\b|twists\b|contractions?\b|pivots?\b|circuits?\b|goes\b|shifts\b|crossings\b|rings\b|flicks\b|rises\b|breaths?\b|squeezes\b|pulls?\b|hops?\b|cans?\b|shots?\b|serves?\b|swallows?\b|items?\b|x\b(?!\s?\d))")
EACH = r"(?:/\s?(?:side|leg|arm|ea|each|direction|way|le|ue|hand|foot)\b|each\b|ea\b|apiece\b|(?:per|a|every) (?:side|leg|arm|hand|foot|direction|way|limb)\b|b\b|bilat\w*)"
NO_SIZE = rf"(?![\d.]*(?:{BY}[\d.]+){{0,3}}\s?(?:cm|mm|centimet\w+|millimet\w+)\b)"  # "3 x 4 cm", "4x2.5x4cm" measure a thing
WEEK = r"(?:wks?\b|weeks?\b|w\b(?! ?/)|mos?\b|months?\b)"

# What follows the number (the number itself, maybe a range, stands before).
TAILS = {
    "clock": r"(?::\d\d)\s?(?:[ap]\.?m?\b\.?)?\s?(?:-|–|—|to|until|till|thru|through|→|->)\s?\d{1,2}:\d\d(?:\s?[ap]\.?m?\b)?",
    "clock_time": r"(?::\d\d)(?:\s?[ap]\.?m?\b)|\s?[ap]\.?m\b\.?",
    "date": r"/\d{1,2}/(?:\d{4}|\d{2})\b|-\d\d-\d\d\b|-\d{1,2}-\d{2,4}\b|-\d{2,4}\b(?<=\d-\d\d-\d\d)",
    "change": rf"(?:/\d{{1,3}}|\s?°|\s?deg|\s?%|\s?cm|\s?sec|s\b)?\s?(?:→|->|-->|=>|⇒|»)\s?{DIGITS}(?:/\d{{1,3}})?",
    "visit_frequency": rf"\s?(?:[x×]|times?|visits?|days?|sessions?)?\s?(?:/|\bper\b|\ba\b|\beach\b|\bevery\b)\s?{WEEK}|\s?[x×]?\s?(?:weekly|wkly)\b|w\d{{1,2}}\b|\s?wk\s?\d{{1,2}}\b",
    "per_day": r"\s?(?:[x×]|times?|sets?)?\s?(?:/|\bper\b|\ba\b|\beach\b)\s?(?:d\b|day\b|hr\b|hour\b|night\b)|\s?[x×]?\s?daily\b",
    "w_cm2": r"\s?w(?:atts?)?\s?(?:(?:/|per)\s?(?:sq\.?\s?cm|cm\s?(?:2|²|\^2|squared|sq)?)(?:\s2\b)?|cm\s?(?:2|²|\^2|sq)(?!\d))",
    "mhz": r"\s?-?(?:mhz|mega ?hertz)\b",
    "hz": rf"(?:\s?/\s?{DIGITS})?\s?-?(?:hz|hertz|pps|bps|pulses?\s?(?:per|a|/)\s?s(?:ec(?:ond)?)?)\b",
    "dosage": r"\s?(?:ma|milliamps?)\s?[-·.*x×/ ]?\s?min(?:utes?|s)?\b",
    "current": r"\s?(?:ma|milliamps?|milliamperes?|volts?|v)\b",
    "ratio": r":\d{1,2}(?!\d)",
    "score": r"\s?/\s?\d{1,3}\b(?!/)|[+-]{1,2}(?:/5)?(?=[\s,;./)]|$)",
    "degrees": r"\s?(?:°|˚|º|deg\b|degrees?\b)",
    "body_weight": r"\s?%\s?(?:[-–]\s?\d{1,3}\s?%\s?)?(?:of\s)?(?:bw\b|body ?weight\b|pbw\b|(?:his|her) (?:body ?)?weight)|\s?percent (?:of )?body ?weight",
    "percent": r"\s?(?:%|percent\b)",
    "sets_reps": rf"\s?(?:sets?|rounds?|rds?)\s?(?:of|[x×*@]|,)?\s?{RANGE}(?:\s?{SECONDS}|\s?reps?\b)?|\s?(?:reps?|repetitions?|times)\s?(?:[x×,*]|for)?\s?{RANGE}\s?sets?\b",
    "length_by": rf"\s?{LENGTHS}{BY}{DIGITS}|\s?['’′]{BY}{DIGITS}|{BY}{DIGITS}\s?{LENGTHS}|{BY}{DIGITS}\s?['’′](?=\s?(?:w|with|level|on|in)\b)",
    "seconds_by": rf"\s?{SECONDS}{BY}{RANGE}|{BY}{RANGE}\s?-?{SECONDS}(?:\s?(?:{EACH}|holds?\b))?",
    "minutes_by": rf"{BY}{DIGITS}\s?{MINUTES}|\s?{MINUTES}{BY}{DIGITS}(?!\d)",
    "reps_by": rf"\s(?:reps?,?\s)?(?:and|then|plus|rest,?)\s(?:then\s|another\s)?{NUMBER}\s(?:more|again)\b|{BY}{RANGE}{NO_SIZE}(?:\s?{BY}{RANGE}(?!\d|\s?min))?(?:[ \t]?(?:{TIMES}|{EACH}))?",  # "2x15", and the next line begins "Step up"
    "minutes": rf"(?:\s(?:more|further|additional|extra|full|solid))?(?:-|\s{{0,3}}){MINUTES}",
    "hours": r"\s?(?:hrs?\b|hours?\b)",
    "force_newton": r"\s?(?:newtons?\b)|n\b",
    "weight": r"\s?-?(?:\#|lbs?\b\.?|pounds?\b|pounders?\b|kgs?\b|kilos?\b|kilograms?\b|g\b|oz\b|ounces?\b)",
    "length": rf"\s?-?{LENGTHS}",
    "prime": r"['’′](?![a-z'’])",
    "speed": r"\s?(?:mph|kph|km/h|watts?|w(?! ?/)|rpm|mets)\b",
    "inches": r"\s?-?(?:inch(?:es)?|in(?!\s(?:stand|sit|supine|prone|side|quad|hook|tall|half|short|long|the|a\b|each|both|all|every|total|clinic|room|group|home|water|chair|pool|place|front|//|par))|cm|mm)\b",
    "seconds": rf"\s?-?{SECONDS}",
    "count": rf"\s?-?{TIMES}|\s?{EACH}|\s(?=with a \w+ second hold)|\s(?:or so|of (?:them|these|those|each))\b|\s(?:at|on|to|toward|in|of|for|from|with) (?:each|either)\b|\s[a-z]{{3,12}}s\s(?:in |to |toward |on )?(?:each|either|per)\s(?:way|direction|side|leg|arm|foot|hand)\b",
    "duration": rf"\s?(?:more\s)?(?:-\s?)?(?:{WEEK}|days?\b|d\b|visits?\b|sessions?\b)",
}
TAIL = guarded("|".join(f"(?P<{kind}>{pattern})" for kind, pattern in TAILS.items()))
START = guarded(r"(?<![^\W_])(?<!\.)(?P<times>[x×]\s?)?(?=[\d.a-z])(?P<number>" + RANGE + r")|(?<=[a-z])(?P<stuck>\d{1,2})(?=\s?[x×]\d)")
HINT = guarded(rf"[x×]\s?(?=\d|{WORD})|(?<![^\W_])(?<!\.)(?:\d|\.\d)|(?<=[a-z])\d(?=\d?\s?[x×]\d)|\b(?:{WORD})")
VALUE = guarded(rf"{DIGITS}|{WORD}")
CLOCK_DIGITS = guarded(r"[012]\d\.?[0-5]\d\s?(?:-|–|to)\s?[012]\d\.?[0-5]\d\b")
SPELLED = guarded(r"(?P<mixed>\b(?P<hour>an|one|two|[123])[ -]?(?:hours?|hrs?)\b,?\s(?:and\s)?(?P<rest>\d{1,2}|" + BELOW_HUNDRED + r")[ -]?min(?:ute)?s?\b)|(?P<short>\ba (?:full |whole )?minute and a half\b|\b(?:for|x|of|held) (?:a|one) (?:full |whole )?minute\b|\bhalf a minute\b)|(?P<weight>\bhalf[ -](?:kg|kilo|lb|pound)\w*)|(?:(?:\ba )?\bhalf(?: an)?[ -]hour\b|\b(?:a )?quarter[ -](?:of an )?hour\b|\bthree quarters of an hour\b)(?!\s?\(\d)|"
                     r"(?P<start>\bstart(?:ed)?(?: time)?)\W{0,3}\d{1,2}:\d\d(?:\s?[ap]m?\b)?\W{0,6}(?:stop|end|finish)(?:ped|ed)?(?: time)?\W{0,3}\d{1,2}:\d\d(?:\s?[ap]m?\b)?|(?P<inout>\btime in ?/ ?out)\W{0,3}\d{1,2}:\d\d(?:\s?[ap]m?\b)?\s?[/–—-]\s?\d{1,2}:\d\d(?:\s?[ap]m?\b)?")
NAMED = guarded(r"\b(?P<time>holds?(?: time)?)\s?[:=]\s?\Z|\b(?:sets?\s?(?:/|x|and)\s?reps?\s?[:=]|(?:sets?|reps?|repetitions?|rounds?|laps?|trials?)\s?[:=]|sets|reps|repetitions)\s?x?\s?\Z")  # "Sets: 3 Reps: 10"
# "min verbal cues" is how much cueing, unless the number before can only be time: "gait training x 12 min verbal cues"
CUED_MIN = guarded(r"\s?min(?=\s(?:verbal|tactile|vcs?|tcs?|cue\w*)\b)")
LASTED = guarded(r"\b(?:for|(?:gait|balance|neuro\w*)(?: (?:training|re-?ed\w*))?|ambulation|walking|treadmill|bike|nu-?step|ther ?ex|te|ther ?act|ta|nmr|nmre|therapeutic (?:exercises?|activit\w+)|re-?ed\w*|manual therapy)[\s:–-]{1,3}\Z")
WALKED_FAR = guarded(r"\b\d{3,4}\s?(?:ft|feet|'|m|meters|yds?|yards)(?![a-z])(?:\s(?!and\b|then\b)[\w/]+){0,4}\s\Z")
KEY = guarded(r"(?: [a-z]+){0,2}\s?[:=]")
CLAUSE_END = guarded(r"\s*(?:[,;.)\n]|\Z|with\b|w/|and\b|on\b|each\b)")
WRAPPED = frozenset({"reps_by", "sets_reps", "seconds_by", "minutes", "minutes_by", "length_by", "length", "count"})
BY_KINDS = {"seconds": "seconds_by", "minutes": "minutes_by", "length": "length_by", "count": "times_by", "prime": "length_by"}


class Quantity(NamedTuple):
    """A number in the text: its kind (a key of :data:`TAILS`, ``times_by`` or ``number``), place and values."""

    kind: str
    start: int
    end: int
    values: tuple[float, ...]


STRAIGHT = {ord("’"): "'", ord("‘"): "'", ord("“"): '"', ord("”"): '"'}  # a word is the same with a curly apostrophe


def straightened(text: str) -> str:
    """The text with straight quotes for curly ones, which are as long."""
    return text if text.isascii() else text.translate(STRAIGHT)


def fold(text: str) -> str:
    """The text in lower case, code point for code point (``İ`` and its like, which would grow, stay).

    Examples
    --------
    >>> fold("SLR 3×10"), fold("what’s")
    ('slr 3×10', "what's")
    """
    folded = straightened(text.lower())
    if "\r" in folded:
        folded = folded.replace("\r\n", " \n").replace("\r", "\n")
    return folded if len(folded) == len(text) else "".join(c.lower() if len(c.lower()) == 1 else c for c in text).translate(STRAIGHT)


def find_quantities(folded: str) -> list[Quantity]:
    """All quantities of a text in lower case, left to right, none overlapping.

    Examples
    --------
    >>> [(q.kind, q.values) for q in find_quantities('slr 3x10, us 1.5 w/cm2 at 1 mhz for eight minutes')]
    [('reps_by', (3.0, 10.0)), ('w_cm2', (1.5,)), ('mhz', (1.0,)), ('minutes', (8.0,))]
    """
    found = [_spelled(match) for match in SPELLED.finditer(folded)]
    taken = [(quantity.start, quantity.end) for quantity in found]
    position = 0
    # which of them can match is told by the one before
    hint, start_at, tail_at = HINT.compiled().search, START.compiled().match, TAIL.compiled().match
    while (place := hint(folded, position)) is not None:
        begin = place.start()
        inside = next((end for start, end in taken if start <= begin < end), None) if taken else None
        if inside is not None:
            position = inside
            continue
        number = start_at(folded, begin)
        if number is None:
            position = begin + 1
            continue
        close = number.end()
        if folded[close:close + 2].lstrip(" ")[:1] == "]" and folded[max(0, begin - 2):begin].rstrip(" ").endswith("["):
            close = folded.index("]", close) + 1  # "[15] min": a number filled into its field
        tail = tail_at(folded, close)
        if tail and ("\t" in tail[0] or "\n" in tail[0] and tail.lastgroup not in WRAPPED):
            tail = None  # a unit does not stand in the next cell, and only doses are broken over lines
        if tail and "\n" in tail[0] and KEY.match(folded, tail.end()):
            tail = None  # "Minutes timed = 15", and the next line "Minutes untimed = 30"
        if tail and tail.lastgroup == "change" and folded[begin - 1:begin] == "#":
            tail = None  # "#2 → 15' exercise" counts its lines
        kind = tail.lastgroup if tail else "number"
        end = tail.end() if tail else number.end()
        if kind == "number" and (cued := CUED_MIN.match(folded, end)) is not None and _lasted(folded, begin, _values(folded[begin:end])):
            found.append(Quantity("minutes", begin, cued.end(), _values(folded[begin:end])))
            position = cued.end()
            continue
        if kind in ("number", "inches") and (digits := CLOCK_DIGITS.match(folded, begin)):
            kind, end = "clock", digits.end()  # "0745-0805 in room"
        if kind in ("number", "score") and (named := NAMED.search(folded, max(0, begin - 18), begin)) is not None:
            kind = "seconds" if named["time"] else "count"
        if kind == "number" and folded[begin:end] in ("once", "twice") and CLAUSE_END.match(folded, end):
            kind = "count"
        if kind == "length" and ONE_LEG.search(folded, max(0, begin - 8), end):
            position = end  # "stood on one foot"
            continue
        if number["times"] and kind in (*BY_KINDS, "number"):
            kind = BY_KINDS.get(kind, "times_by")
        found.append(Quantity(kind, begin, end, _values(folded[begin:end].removesuffix("cm2").removesuffix("cm 2"))))
        position = end
    if taken:
        found.sort(key=lambda quantity: quantity.start)
    return found


def _lasted(folded: str, begin: int, values: tuple[float, ...]) -> bool:
    """Whether a number before "min verbal cues" is of minutes: behind a service's name, or too many times for so long a walk."""
    before = folded[max(0, begin - 48):begin]
    return len(values) == 1 and (values[0] >= 5 and LASTED.search(before) is not None or values[0] >= 8 and WALKED_FAR.search(before) is not None)


def _spelled(match: re.Match) -> Quantity:
    """A span of time in words, or a start and a stop time, as minutes or as a clock range."""
    if match["mixed"]:
        hours = _value(match["hour"]) if match["hour"] != "an" else 1.0
        return Quantity("minutes", match.start(), match.end(), (60 * hours + _value(match["rest"]),))
    if match["short"]:  # a dose, and never the time of a service
        return Quantity("seconds", match.start(), match.end(), (90.0 if "and a" in match[0] else 30.0 if match[0].startswith("half") else 60.0,))
    if match["weight"]:
        return Quantity("weight", match.start(), match.end(), (0.5,))
    if match["start"] or match["inout"]:
        return Quantity("clock", match.start(), match.end(), tuple(float(group) for group in re.findall(r"\d+", match[0])[:4]))
    return Quantity("minutes", match.start(), match.end(), (45.0 if match[0].startswith("three") else 30.0 if "half" in match[0] else 15.0,))


def _values(words: str) -> tuple[float, ...]:
    if len(words) < 5 and words.isdecimal():  # as most are
        return (float(words),)
    return tuple(map(_value, VALUE.findall(words)))


def _value(word: str) -> float:
    if word in WORDS:
        return WORDS[word]
    if word[0].isalpha():
        hundreds, _, rest = word.rpartition("hundred")
        parts = [part for part in re.split(r"[-\s]+", rest) if part and part != "and"]
        return (100 * WORDS[hundreds.strip()] if hundreds else 0) + sum(WORDS[part] for part in parts)
    return float(word.replace(",", "") if len(word.partition(",")[2]) == 3 else word.replace(",", "."))
