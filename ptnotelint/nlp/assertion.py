"""Was it done at this visit? For each stretch of text the reason why it does not count, with the cue that says so.

Sections, headings of earlier visits, and cue words give *refusals*: ranges of a part with a reason.
Whether a mention is refused then depends on its place and on what kind of wording it is.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.structure import Part

SECTION_REASONS = {
    "home_program": "home_program", "plan": "planned", "goals": "goal", "history": "historical", "education": "education",
    "billing": "billing_block", "previous_visit": "historical", "subjective": "historical", "measures": "measurement",
}
# A clause ends where another begins; a comma is weaker than these.
CLAUSE_END = re.compile(r";|\bbut\b(?!\s+(?:pt |he |she |they )?(?:declin|defer|refus|held|stop|was not|did not|didn't|not ))|\binstead\b|\bhowever\b|\bso (?:did|we|used|switched)\b|,\s*(?:did|performed|used|then|substituted|switched|we)\b| [-–—]+ ")
HELD = re.compile(r"(?<!glide )(?<!position )(?<!stretch )(?<!contraction )\bheld\b(?=-|\s*(?:$|[.,;)/(|]|2/2|d/t|due|because|secondary|today|this|per|pending|until|as |since|for (?:today|now)|\())|(?:^|[.;:,]\s*)held\b(?!\s+(?:at|for|by|in|on|her|his|the|my|onto|x|\d))|\b(?:not|never|n't)\s+(?:yet )?(?:done|performed|given|completed|used|started|applied|attempted|tried|billed|addressed|initiated|reached)\b")
CLOSING = re.compile(r"(?:held|declined|refused|deferred|withheld|omitted|skipped|cancelled|canceled|discontinued|not \w+|n't \w+|stopped|unavailable|broken|out of order|on hold|postponed|waived)\Z")
YES_NO = re.compile(r"\byes\b.{0,12}\bno\b|\by\b.{0,8}\bn\b")
SUBJECT = re.compile(r"\A(?:and |but )?(?:pt\.?|patient|he|she|they|client|mom|resident)(?:\s(?:has|had|then|again|politely))?\Z")
OFFER = re.compile(r"\boffer|\bpropos|\bsuggest|\bdiscuss|\bplanned\b")
HOLE = re.compile(r"_{2,}|\[(?:date|time|side|area|insert[^\]]*|[a-z /]{2,20}|\s*)\]|\{[^}]{0,30}\}|\*{3,}|\b(?:yes|y)\s?/\s?(?:no|n)(?:\s?/\s?\w+)?\b|\bxx+\b|<<?[a-z _/]+>?>|\(\s{3,}\)")
BOX = re.compile(r"\[\s?([x✓✔]?)\s*\]|\(\s?([x✓✔]?)\s*\)|([☐☑☒])")
# a sentence that opens with one of these speaks of home or of the future, heading or not
OPENING = re.compile(r"\s*(?:(hep|home(?! health)|land hep|for home)|(plan(?!e|ned)|next(?=\s*:|\s+(?:visit|session|time|tx|week|wk|appt|treatment|step))|nv|tomorrow|to do next))\b(?!\s*(?:exercises? (?:reviewed|done)|reviewed|was))")
INSTEAD = re.compile(r"\b(?:in place of|instead of|rather than|replac\w+|different from)\s(?:the |her |his )?\Z")
AIM_HERE = re.compile(r"goals?\s(?:is|was|of (?:the )?(?:task|tx|treatment|this|session|exercise))\b")
FOR_HOME = re.compile(r"\b(?:to|for|when|while|needed|safe\w*|like|as|difficulty|trouble|can(?:not|'t)?|unable)\b(?:\s[\w/<>-]+){0,5}\s\Z")
ONCE = re.compile(r"\b(?:when|once|if|until)\b[^.;,]{0,30}\b(?:is|are|has) (?:gone|resolved|cleared|down|healed|better|settled|calm\w*|off|in|available|back)\b|\bwhen (?:it|table|unit) is back\b")
YEAR = re.compile(r"\b(?:in|since|from|back in)\s(?:late |early )?(?:19|20)\d\d\b")
CONTRAST = re.compile(r"(?:\(|\bvs\.?|\bthan|\bcompared (?:to|with)|\bfrom|\bwas|\bsince|\bup from|\bdown from|=|,)\s*(?:[\w./%#'\"]+\s){0,4}\Z")
PER_DAY_OK = re.compile(r"wear|meals|sessions?\Z")
DONE_FIRST = re.compile(r"\b(?:today|this (?:date|visit|session)|performed|completed|practiced|practised|administered|applied|trained|treated|instructed in|worked on|did|in (?:the )?clinic|in-clinic)\b")


class Refusal(NamedTuple):
    """A range of the text whose words do not count, why, and the cue's own place (or the heading's)."""

    start: int
    end: int
    reason: str
    cue: str


def refusals(folded: str, part: Part, hits: list[Hit], per_day: list[tuple[int, int]], dosed: bool) -> list[Refusal]:
    """What is refused in a part, the first of overlapping refusals being the one that decides.

    Parameters
    ----------
    folded : str
        The whole text in lower case.
    part : Part
        The segment.
    hits : list of Hit
        Vocabulary found in it (cues among the rest).
    per_day : list of (start, end)
        Quantities like "3x/day", which only a home programme has.
    dosed : bool
        Whether sets, repetitions or minutes stand in the part: treatment told among measures.
    """
    found = []
    if part.historical:
        return [Refusal(part.start, part.end, "historical", "earlier visit copied above")]
    cues = [hit for hit in hits if hit.label == "cue" and hit.reason]
    named = part.family is not None or any(hit.label.endswith("_vague") for hit in hits)
    found.extend(refusal for hit in cues if (refusal := _cue_refusal(folded, part, hit, named)))
    for match in HELD.finditer(folded, part.start, part.end):
        found.append(_negation(folded, part, match.start(), match.end()))
    for start, end in per_day:
        if not PER_DAY_OK.search(folded, max(part.start, start - 12), start):
            found.append(Refusal(*_clause(folded, part, start, end), "home_program", folded[start:end]))
    opening = OPENING.match(folded, part.start, part.end)
    if opening and not part.family and not any(cue.start == opening.start() for cue in cues):
        found.append(Refusal(part.start, part.end, "home_program" if opening[1] else "planned", opening[0].strip()))
    for match in ONCE.finditer(folded, part.start, part.end):
        found.append(Refusal(*_comma_clause(folded, part, match.start(), match.end()), "planned", match[0]))
    if part.family is None:
        for match in YEAR.finditer(folded, part.start, part.end):
            found.append(Refusal(*_clause(folded, part, match.start(), match.end()), "historical", match[0]))
    boxes = list(BOX.finditer(folded, part.start, part.end))
    if boxes and YES_NO.search(folded, part.start, part.end) and not any(match[1] or match[2] or match[3] not in (None, "☐") for match in boxes):
        found.append(Refusal(part.start, part.end, "template_hole", "no box chosen"))
    for number, match in enumerate(boxes):
        if not (match[1] or match[2]) and match[3] in (None, "☐"):
            stop = boxes[number + 1].start() if number + 1 < len(boxes) else part.end
            newline = folded.find("\n", match.end(), stop)
            found.append(Refusal(match.start(), newline if newline > 0 else stop, "template_hole", match[0]))
    empty = {match.span() for match in boxes}
    for match in HOLE.finditer(folded, part.start, part.end):
        if match.span() in empty:
            continue  # an empty box takes what follows it, not the choice before it
        found.append(Refusal(*_hole_span(folded, part, match.start(), match.end()), "template_hole", match[0].strip()))
    reason = SECTION_REASONS.get(part.section or "")
    if reason == "measurement" and (dosed or any(hit.label in ("modality", "technique") for hit in hits)):
        reason = None
    if reason and not _done_after_all(folded, part, cues):
        found.append(Refusal(part.start, part.end, reason, f"under {part.section.replace('_', ' ')}"))
    return found


def _done_after_all(folded: str, part: Part, cues: list[Hit]) -> bool:
    """Plan and assessment texts tell also what was done; tense and "today" say so."""
    if part.section not in ("plan", "education") or any(cue.reason == "planned" for cue in cues):
        return False
    return DONE_FIRST.search(folded, part.start, part.end) is not None


def _cue_refusal(folded: str, part: Part, hit: Hit, named: bool) -> Refusal | None:
    cue = folded[hit.start:hit.end]
    if cue == "at home" and (named or FOR_HOME.search(folded, part.start, hit.start)):
        return None  # "transfers at home: STS x5": what the labelled care is for
    if named and cue in ("on her own", "on his own", "reminded to"):
        return None  # in a service's own text: how much help it took
    if hit.reason == "negated":
        return _negation(folded, part, hit.start, hit.end)
    start, end = _clause(folded, part, hit.start, hit.end)
    if hit.reason == "elsewhere" and INSTEAD.search(folded, part.start, hit.start):
        return None  # "in place of the usual routine"
    if hit.reason == "goal" and part.section != "goals" and AIM_HERE.match(folded, hit.start):
        return None  # "goal is recruiting DF": what this service is for
    if hit.reason == "planned" and hit.scope == "clause" and hit.start - part.start < 4:
        return Refusal(hit.start, end, "planned", cue)
    if hit.reason == "elsewhere" or hit.reason == "planned" and hit.scope == "clause":
        return Refusal(*_comma_clause(folded, part, hit.start, hit.end), hit.reason, cue)
    if hit.scope == "after":
        return Refusal(hit.start, end, hit.reason, cue)
    if hit.reason == "historical":
        start, end = _comma_clause(folded, part, hit.start, hit.end)
        bracket = folded.rfind("(", part.start, hit.start)
        if bracket >= 0 and folded.find(")", bracket, hit.start) < 0:
            closing = folded.find(")", hit.end, part.end)
            return Refusal(bracket, closing if closing > 0 else end, "historical", cue)
        if CONTRAST.search(folded, start, hit.start):
            start = max(start, CONTRAST.search(folded, start, hit.start).start())
        elif part.family is not None and re.search(r"\d", folded[start:hit.start]) is None:
            start, end = _clause(folded, part, hit.start, hit.end)
    return Refusal(start, end, hit.reason, cue)


def _negation(folded: str, part: Part, start: int, end: int) -> Refusal:
    """What is negated: before a closing word ("IFC declined"), after an opening one ("held US")."""
    clause_start, clause_end = _clause(folded, part, start, end)
    near_start, near_end = _comma_clause(folded, part, start, end)
    before = SUBJECT.sub("", folded[near_start:start].strip(" ,.-–—:•*"))
    if not before and near_start > clause_start and (OFFER.search(folded, clause_start, near_start) or len(folded[end:clause_end].strip(" .,;|")) < 3):
        return Refusal(clause_start, near_end, "negated", folded[start:end])  # "ice offered after, pt declined"
    if len(before) > 2 and CLOSING.search(folded[start:end]):
        return Refusal(near_start if before.count(" ") else clause_start, near_end, "negated", folded[start:end])
    if len(before) > 2:
        return Refusal(clause_start, near_end, "negated", folded[start:end])
    return Refusal(near_start, clause_end, "negated", folded[start:end])


def _clause(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    first, last = part.start, part.end
    for match in CLAUSE_END.finditer(folded, part.start, part.end):
        if match.end() <= start:
            first = match.end()
        elif match.start() >= end:
            last = match.start()
            break
    return first, last


def _comma_clause(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    first, last = _clause(folded, part, start, end)
    comma = folded.rfind(", ", first, start)
    bracket = folded.rfind("(", first, start)
    if bracket > comma and folded.find(")", bracket, start) < 0:
        comma = bracket
    stop = min((at for at in (folded.find(", ", end, last), folded.find(")", end, last)) if at >= 0), default=last)
    return (comma + 1 if comma >= 0 else first), stop


def _hole_span(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    """A hole takes the words of its own field with it: back to the last comma or colon, on to the next."""
    first = max(folded.rfind(mark, part.start, start) for mark in (",", ";", "|", ". ", "\n", "]"))
    stop = min((at for mark in (",", ";", "|", ". ", "\n", "[") if (at := folded.find(mark, end, part.end)) >= 0), default=part.end)
    return (first + 1 if first >= 0 else part.start), stop


def why_refused(found: list[Refusal], start: int, end: int) -> Refusal | None:
    """The refusal that covers a mention, cues before sections.

    Examples
    --------
    >>> why_refused([Refusal(0, 9, "planned", "will")], 4, 8).reason
    'planned'
    """
    for refusal in found:
        if refusal.start <= start and end <= refusal.end:
            return refusal
    return None
