"""Whose evaluation it is, where physical and occupational therapy stand in one document, each with its own text."""

from __future__ import annotations

import re
from functools import lru_cache

from ptnotelint.codebook import Code
from ptnotelint.rules.scope import Visit

# Codes of one discipline alone.
EVALUATIONS = {"97161": "GP", "97162": "GP", "97163": "GP", "97164": "GP", "97165": "GO", "97166": "GO", "97167": "GO", "97168": "GO"}
_NAMES = r"(?:(?P<GP>PT|Physio(?:therap(?:y|ist))?|PHYSIO(?:THERAPY)?|P(?:hysical|HYSICAL) [Tt](?:herap(?:y|ist)|HERAPY))|(?P<GO>OT|O(?:ccupational|CCUPATIONAL) [Tt](?:herap(?:y|ist)|HERAPY)))"
_EXAMINES = r"(?i:(?:re-?)?(?:eval\w*|exam\w*|assess\w*|check\b|cert\w*)|initial|intake|first|screen\w*|admission|part\b|portion|section|findings|note\b)"
SHORT = 100  # characters: a remark within another's text
# "PT:", "** OT **", "Physical Therapy (50 min)", "OT [40 min]", "PT 1/30:", "PT evaluation", "PT 60-day: …"
HEADING = re.compile(r"(?m)(?:^[^\w\n]*(?:\d{1,2}[/:.]\d{2}(?:[/:]\d{2,4})?\s)?|(?<=[.;] ))" + _NAMES + r"(?:(?=\s*(?:$|[:\[(–—*=|]|-\s))|(?<=PT|OT)(?=\.\s)|(?=\s(?:\d{1,2}/\d{1,2}\b|\d{1,2}-day))|(?=[ -](?:[\w/-]+\s){0,3}?" + _EXAMINES + r"))")
# minutes beside the discipline's name, of its evaluation: "PT 35 min / OT 40 min", "OT (re-exam 25 min)", "PT [45 min]"
TIMED = re.compile(r"\b" + _NAMES + r"\b[\s:(\[–—-]*(?:" + _EXAMINES + r"[\s:,(–—-]*|(?i:time|total|new to [op]t,?)[\s:,–—-]*){0,3}(?P<minutes>\d{1,3})(?:\s?(?i:min(?:ute)?s?\b|'|’)(?!\s?(?:/\s?(?:d|day|wk|week|visit|session)\b|per\b|a\b|daily|each|x\b|×|\d))|(?=,?\s?[/,;]?\s?(?:PT|OT)\s\d{1,3}\b)|(?<=(?:PT|OT)\s\d\d)(?=\s?(?:\.|$)))", re.M)


def of_two(visit: Visit) -> bool:
    """Whether evaluations of both disciplines are billed."""
    return len({EVALUATIONS[number] for number in visit.codes if number in EVALUATIONS}) == 2


@lru_cache(maxsize=64)
def blocks(text: str) -> tuple[tuple[int, int, str, bool], ...]:
    """(start, end, discipline, whether it leads a line) of each discipline's own text, from its heading to the next one's.

    A heading at a line's start holds until another follows, one within a line until the line ends.

    Examples
    --------
    >>> [discipline for _, _, discipline, _ in blocks("PT: Berg 41, TUG 19.\\nOT: dresses alone.")]
    ['GP', 'GO']
    """
    found = [(match.start(), match.lastgroup, match.start() == 0 or text[match.start() - 1] == "\n") for match in HEADING.finditer(text)]
    told: list[tuple[int, int, str, bool]] = []
    for at, (start, discipline, leads) in enumerate(found):
        end = found[at + 1][0] if at + 1 < len(found) else len(text)
        if not leads and (newline := text.find("\n", start, end)) >= 0:
            end = newline
        told.append((start, end, discipline, leads))
    return tuple(told)


def elsewhere(visit: Visit, code: Code, text: str, place: int) -> bool:
    """Whether a place of the text cannot be of a code's evaluation: it stands in the other discipline's text,
    or in nobody's where this code's discipline has a text of its own."""
    mine = EVALUATIONS[code.code]
    told = blocks(text)
    holder = next((discipline for start, end, discipline, _ in told if start <= place < end), None)
    if holder is not None:
        return holder != mine
    own = [(start, end, leads) for start, end, discipline, leads in told if discipline == mine]
    if not own:
        return False
    if all(not leads and end - start < SHORT for start, end, leads in own):
        return True  # "… OT eval form scanned separately.": all that the note has of it
    return told[0][0] < place  # what stands above the first heading may be of both


def minutes(visit: Visit, code: Code, text: str) -> tuple[float, int, int] | None:
    """Minutes that the text gives to the discipline of a code, where its evaluation is all that it did."""
    mine = EVALUATIONS[code.code]
    if any(number not in EVALUATIONS for number in visit.codes):
        found = [match for match in TIMED.finditer(text) if match[mine] and re.search(_EXAMINES + r"|(?i:new to)", match[0])]
    else:
        found = [match for match in TIMED.finditer(text) if match[mine]]
    values = {float(match["minutes"]) for match in found}
    return (values.pop(), found[0].start("minutes"), found[0].end()) if len(values) == 1 else None
