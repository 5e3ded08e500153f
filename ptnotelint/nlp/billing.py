"""The charge block inside a note: codes, units, minutes and modifiers, and which lines are nothing else."""

from __future__ import annotations

import re
from dataclasses import replace

from ptnotelint.evidence import BillingLine
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE
from ptnotelint.nlp.recap import recapitulated
from ptnotelint.nlp.structure import Part

UNITS = guarded(r"\b(?:x|×)\s?(\d{1,2})\b(?!\s?\d|\s?min|\s?/)|(?<![\d:])(\d{1,2})\s?(?:u\b|un\b|units?\b)|\bunits?\s?[:=]?\s?(\d{1,2})\b|\.{3,}\s?(\d{1,2})\s*$|\|\s?(\d{1,2})\s?(?:\||$)")
MINUTES = guarded(r"(?:(?<![:=] )(?<![:=])|(?<=\d u : )|(?<=\d u: )|(?<=units : )|(?<=units: )|(?<=unit : )|(?<=unit: ))(?<!\d)(\d{1,3}(?:\.\d+)?)\s?(?:min(?:ute)?s?\b|mins\b|['’′]|m\b)(?!\s?[:=])")
TOLD_MINUTES = guarded(r"\b(?:min(?:ute)?s?|time|duration)\s?[:=]\s?(\d{1,3})\b(?! ?:)")
SHARED = guarded(r"(?<![\d.])(\d{1,3})\s?(?:min(?:ute)?s?|['’′])\s?(?:each|ea\b|apiece)")  # "97110, 97140: 15 min each"
CLOCK = guarded(r"(?<!\d)(\d{1,2}):([0-5]\d)")
BRACKETED = guarded(r"\((\d{2}|[89])\)")  # "97110 x2 (28)"
CLOSED = guarded(r"\.\s+(?=[a-z])|\b(?:sub)?total\b|\bsum\b|\btimed min|\btx time")
TWO_ENDS = guarded(r"(?:[a-z]|\b\d{5}|\bg\d{4}|\|)[\s.:=|,–-]*\b(\d{1,3})[\s|/,]+(\d{1,3})\W*\Z")
BARE_END = guarded(r"(?:[a-z]|\b\d{5}|\bg\d{4}|\|)[\s.:=|,–-]*\b(\d{1,3})\W*\Z")
# "97750   45   3 units": what stands before the units can only be minutes
BARE_BEFORE_UNITS = guarded(r"[^\d\n]{0,48}(?<![\d.(])(1\d\d|[1-9]\d|[89])[\s|,/=:;–-]{1,12}(?:[1-8]|one|two|three|four|five|six)\s?(?:u\b|un\b|units?\b)")
DOTTED = guarded(r"\.{3,}\s?\d{1,3}\s*\Z")
BARE_MINUTES = guarded(r"[\W_]*(\d{1,3})(?!\d)(?!\s?(?:u|units?)\b)")
MODIFIERS = guarded(r"\b(gp|go|gn|kx|cq|co|59|xe|xp|xs|xu|52|ga|gy|rt|lt)\b")
EACH = guarded(r"\b(?:ea(?:ch)?\.?|per)\s?(?:additional\s)?(?:15|fifteen)\s?(?:min(?:ute)?s?\.?|m\b|')?|\b15 min(?:ute)?s? each")
# Words that a charge line's own descriptor is made of; what is left over tells a description from a charge.
DESCRIPTOR = guarded(
    r"\b(?:cpt|code|codes|therapeutic|therapy|therap|exercise|exercises|exer|ther|ex|te|ta|act|activity|activities|dynamic|manual|mt|technique|techniques|tech|neuromuscular|neuromusc|neuro|nmr|muscular|"
    r"re|ed|reed|reeducation|education|gait|gt|training|trng|stairs?|ultrasound|us|traction|mechanical|mech|electrical|electric|elec|stimulation|stim|estim|e|unattended|attended|hot|cold|or|and|pack|packs|"
    r"aquatic|group|self|care|home|management|mgmt|mgt|adl|wheelchair|wc|orthotic|orthotics|prosthetic|initial|subsequent|encounter|massage|evaluation|eval|low|moderate|mod|high|complexity|complex|re-?eval\w*|"
    r"iontophoresis|ionto|paraffin|bath|whirlpool|diathermy|infrared|vasopneumatic|vaso|device|devices|canalith|repositioning|proc|procedure|needle|needling|dry|insertion|w/o|without|injection|injections|muscle|muscles|"
    r"each|ea|per|min|mins|minutes|minute|unit|units|of|one|more|1|2|regions?|areas?|to|x|u|gp|go|gn|kx|cq|co|total|timed|untimed|pt|ot|physical|occupational|performance|test|measurement|strength|endurance|rom|"
    r"flexibility|balance|coordination|posture|proprioception|ltd|sc|hm|tx|modality|modalities|application|supervised|constant|attendance|therex|theract|work|hardening|conditioning|billed|charge|charges|movement|sense|kinesthetic|sitting|standing|soft|tissue|mobilization|for|qty|mod|modifier|billing|billed|bill|dos|direct|contact|patient|treatment|exercises?|pt|w|minimum|charges?|mins?)\b")


def billing_lines(folded: str, parts: list[Part]) -> tuple[list[BillingLine], set[int]]:
    """Charge lines of a note and the indexes of the parts that are nothing but charges.

    A line is a charge when its code has no words beside it but a descriptor's, and it stands under a
    billing heading, beside other such lines, or ends its block.
    """
    found: list[BillingLine] = []
    charged: set[int] = set()
    by_unit: dict[int, list[int]] = {}
    for index, part in enumerate(parts):
        by_unit.setdefault(part.unit, []).append(index)
    units = list(by_unit.items())
    plain = [_is_charge(folded, [parts[i] for i in indexes]) for _, indexes in units]
    for at, (_, indexes) in enumerate(units):
        part = parts[indexes[0]]
        if not plain[at] or part.historical:
            continue
        beside = (at > 0 and plain[at - 1]) or (at + 1 < len(units) and plain[at + 1])
        if not (part.section == "billing" or beside or plain[at] > 1 or _ends_block(parts, indexes)):
            continue
        start, end = parts[indexes[0]].start, parts[indexes[-1]].end
        found.extend(_charges(folded, start, end, parts, indexes))
        charged.update(indexes)
    return _bare_minutes(folded, found), charged


def _is_charge(folded: str, parts: list[Part]) -> int:
    """Number of codes on the line when nothing but charges stands on it, else 0."""
    start, end = parts[0].start, parts[-1].end
    codes = CODE.findall(folded, start, end)
    if not codes or end - start > 400:
        return 0
    words = DESCRIPTOR.sub(" ", CODE.sub(" ", MODIFIERS.sub(" ", EACH.sub(" ", folded[start:end]))))
    left = re.findall(r"[a-z]{2,}", words)
    if parts[0].section != "billing" and re.search(r"\d\s?[x×]\s?\d", CODE.sub(" ", folded[start:end])):
        return 0  # a dose: something is described
    return len(codes) if len(left) <= (0 if parts[0].section != "billing" else 2 + len(codes)) else 0


def _ends_block(parts: list[Part], indexes: list[int]) -> bool:
    """Nothing follows in the same block: the line is no heading of a description."""
    last = indexes[-1]
    return last + 1 >= len(parts) or parts[last + 1].block != parts[last].block and parts[last + 1].paragraph != parts[last].paragraph and parts[last].head_end < parts[last].end


def _charges(folded: str, start: int, end: int, parts: list[Part], indexes: list[int]) -> list[BillingLine]:
    codes = list(CODE.finditer(folded, start, end))
    in_minutes = re.search(r"\(min(?:utes)?\)|\bminutes:", folded[start:end]) is not None
    column = [parts[i] for i in indexes if parts[i].minutes_column and len(codes) == 1]
    shared = SHARED.search(folded, codes[-1].end(), end) if len(codes) > 1 else None
    recap = {told.code: told.minutes for told in recapitulated(EACH.sub(lambda m: " " * len(m[0]), folded[start:end]), 0, end - start)} if len(codes) > 1 else {}
    if len(recap) < len(codes):
        recap = {}
    lines = []
    for number, match in enumerate(codes):
        stop = codes[number + 1].start() if number + 1 < len(codes) else end
        if (closed := CLOSED.search(folded, match.end(), stop)) and (len(codes) > 1 or folded[match.end():closed.start()].strip(" :=–-")):  # "97112 total 11'" sums up its own code
            stop = closed.start()
        words = EACH.sub(lambda m: " " * len(m[0]), folded[match.end():stop])
        minutes = TOLD_MINUTES.search(words) or MINUTES.search(words) or BRACKETED.search(words) or (BARE_MINUTES.match(words) if in_minutes else None)
        value = recap.get(match[0].upper()) or float(minutes[1]) if minutes or recap else float(shared[1]) if shared else _clocked(words) or _in_column(folded, column)
        unit_text = words[:minutes.start()] + " " * (minutes.end() - minutes.start()) + words[minutes.end():] if minutes else words
        if minutes is None and value is None and (bare := BARE_BEFORE_UNITS.match(words)):
            value = float(bare[1])
        units = UNITS.search(unit_text)
        count = next((int(group) for group in units.groups() if group), None) if units else None
        lines.append(BillingLine(match[0].upper(), match.start(), stop, count if count and count < 21 else None, value, tuple(m.upper() for m in MODIFIERS.findall(words))))
    if len(lines) > 1 and lines[-1].minutes and not any(line.minutes for line in lines[:-1]) and not (
            all(line.units for line in lines) and lines[-1].minutes <= 15 * lines[-1].units + 7):
        lines[-1] = replace(lines[-1], minutes=None)  # one number behind several codes is the visit's
    return lines


def _clocked(words: str) -> float | None:
    """Minutes between the start and the stop time of a charge line."""
    times = [int(hour) * 60 + int(minute) for hour, minute in CLOCK.findall(words)]
    return float((times[1] - times[0]) % 720) or None if len(times) == 2 else None


def _in_column(folded: str, column: list[Part]) -> float | None:
    cells = [re.fullmatch(r"\W*(\d{1,3})\W*", folded[part.start:part.end]) for part in column]
    return next((float(cell[1]) for cell in cells if cell), None)


def _bare_minutes(folded: str, lines: list[BillingLine]) -> list[BillingLine]:
    """Numbers that end the charge lines of a note are units, or minutes when one of them is more than anybody bills in units."""
    ends = [BARE_END.search(folded, line.start, line.end) for line in lines]
    if not lines or any(line.minutes for line in lines):
        return lines
    pairs = [TWO_ENDS.search(folded, line.start, line.end) for line in lines]
    if all(pairs):  # "97110 Therapeutic exercise   25   2": minutes and units
        both = [sorted((int(match[1]), int(match[2]))) for match in pairs]
        if all(units < 7 < minutes for units, minutes in both):
            return [replace(line, minutes=float(minutes), units=units) for line, (units, minutes) in zip(lines, both, strict=True)]
    dotted = all(ends) and all(DOTTED.search(folded, line.start, line.end) for line in lines)
    if any(line.units for line in lines) and not (dotted and max(int(match[1]) for match in ends) > 8) or not all(ends):
        return lines
    if max(int(match[1]) for match in ends) < 8:
        return [replace(line, units=int(match[1])) for line, match in zip(lines, ends, strict=True)]
    return [replace(line, minutes=float(match[1]), units=None) for line, match in zip(lines, ends, strict=True)]
