"""Whose deed it was, and whether it was done at all: others' work, care that would have been, care that I left undone."""

from __future__ import annotations

from collections.abc import Iterator

from ptnotelint.nlp.clauses import clause
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.structure import Part

_KIND = r"(?:(?:rehab|therapy|restorative|nursing|wellness|strength|s&c|athletic|personal|fitness|activit(?:y|ies)|recreation(?:al)?|group|exercise|yoga|respiratory|massage|night|day|charge|floor|team|school|classroom|dialysis|hospital|hospice|home health|certified|staff|my|pt|ot)\s)*"
_OTHER = rf"{_KIND}(?:aides?|techs?|technicians?|nurses?|rn|lpn|cna|coach(?:es)?|trainers?|atc|instructors?|orderly|orderlies|chiropractor|acupuncturist|orthotist|prosthetist|surgeon|slp|speech therapist|lifeguard|volunteers?|vendor|sales rep|rep from [a-z]+|s&c staff|nursing staff|floor staff)"
_NAMED = r"(?:,? \(?(?:(?:mrs?|ms|miss)\.? )?[a-z]+\.?\)?,?)?"
# what somebody else does to or with the patient; that a helper steadies the chair meanwhile is none of it
_DEED = (r"(?:did|ran|runs|led|leads|taught|performed|conducted|completed|massaged|stretched|ranged|exercised|ambulated|transferred|treated|carried out|went (?:through|over)|worked (?:with|on)|gave (?:him|her|them|pt|the patient) (?:an?|the|his|her)|"
         r"walk(?:ed|s) (?:him|her|them|pt|patient|mr\S* \w+|mrs\S* \w+|the (?:pt|patient|resident|group|class)|with (?:him|her|pt))|got (?:him|her|pt|the patient) (?:up|out|onto|to)|took (?:him|her|them|pt|over|the (?:group|class|pt|patient|resident))|"
         r"(?:had|has) (?:him|her|them|pt|patient) (?:do|doing|perform\w*|walk\w*|ride|riding|squat\w*|lift\w*|run\w*)|fit(?:ted|s)?|trimmed|fabricated|made|issued|handled|put (?:ice|heat|the|a|his|her)|applied|iced|wrapped|spent \S+ min\w*)")
BY_SOMEBODY = guarded(rf"(?:(?<=[.;:,(/\n|-] )|(?<=[(|\n])|(?<=\band )|(?<=\bthen )|(?<=\bwhile )|(?<=\bas )|(?<=\bafter )|(?<=\bbut )|\A)(?:the |an? |his |her |my |our |another |one |a different )?{_OTHER}{_NAMED}\s(?:(?:had|has|have|already|then|also|later|first|just|earlier|gently|kindly|both)\s){{0,3}}{_DEED}\b")
OPENS = guarded(rf"\W*(?:(?:earlier|before (?:i came|my arrival|i arrived)|today|then|this (?:am|morning)|overnight|at \d\S*(?: [ap]m)?|(?:at|in) (?:the |her |his )?(?:[a-z]+ ){{0,2}}[a-z]+),?\s)?(?:the |an? |his |her |my |our |another |one )?{_OTHER}{_NAMED}\s(?:(?:had|has|have|already|then|also|later|first|just|earlier|gently|kindly|both)\s){{0,3}}{_DEED}\b")
BY_OTHERS = guarded(rf"\b(?:run|led|done|performed|given|applied|supervised|taught|conducted|walked|treated|carried out|completed|exercised|overseen|covered|billed|fit(?:ted)?|issued|handled|provided|facilitated|instructed)\s(?:(?!by\b)[a-z]+\s){{0,3}}?by\s(?:the |an? |our |his |her |another )?{_OTHER}\b")
# with us beside it is ours
WITH_US = guarded(r"\b(?:with me|with my|beside me|alongside me|as i (?:cued|guided|directed|coached|talked)|while i (?:cued|guided|held|supported|directed|coached|corrected|blocked|steadied|stood|moved|watched)|under my|per my|i (?:cued|guided|directed|corrected))\b")
# nobody of ours was there
ABSENT = guarded(r"\b(?:i|pt|this therapist|therapist|clinician|ot) (?:(?:was|were|am|is) (?:\w+ ){0,2}?(?:with (?:another|other|a different|someone)|on the phone|writing|documenting|next door|in (?:the |a )?(?:next|other|another|different|adjoining) (?:room|gym|area)|in the (?:bldg|building)|away|elsewhere|not (?:present|in the room|there|involved))|in (?:the )?(?:bldg|building)\b|stepped out|not (?:present|in the room|involved)|had (?:stepped|gone) out|left (?:the room|them))")
# care that would have been given
WOULD_HAVE = guarded(r"\b(?:i |we |he |she |they |pt |patient )?(?:would|could|was to|were to)(?:['’]ve| have|['’]d have)\s(?:(?:also|then|next|otherwise|normally|liked to|wanted to|been)\s){0,2}(?:done|practi[cs]e\w*|progress\w*|added?|tried?|try|start\w*|gone|go|work\w*|continued?|used?|walk\w*|given|includ\w+|trained?|repeat\w*|attempt\w*|trialed|perform\w*|advanc\w*|mobili[sz]\w+|needled|stretch\w*|climbed|moved)\b")
# what I say that I left undone, whatever the verb, but for what is no care
_CARE = r"(?:walk|amb\w*|stretch|mobili[sz]e|needle|massage|treat|train|practi[cs]e|exercise|address|progress|try|trial|perform|do|use|apply|attempt|work|start|begin|include|stand|transfer|run|give|tape|manipulate|gait|challenge|touch|add)"
UNDONE = guarded(rf"\b(?:i|we|therapist|this therapist)\s(?:(?:did(?: not|n['’]?t)|could(?: not|n['’]?t)|never|chose not to|decided not to|opted not to|elected not to|was not able to|were not able to|was unable to|were unable to)\s)(?:(?:get to|even|yet|formally|dare|want to)\s)?{_CARE}\b(?! (?:not|too|so)\b)|"
                 r"\b(?:did(?: not|n['’]?t)|could(?: not|n['’]?t)|never|unable to)\s(?:attend|join|participate|take part|come to|make it to|get to (?:the )?(?:class|group))\b|\bleft\s(?:the|his|her|all|both)\s(?:[\w/-]+\s){1,3}?(?:out|undone|off (?:today|the))\b|\b(?:absent|excused|away) (?:from|for) (?:the )?(?:class|group|session)\b")
# care that is to come, without any "will": "material handling begins once the surgeon clears"
TO_COME = guarded(r"\b(?:begins?|starts?|resumes?|commences?|to follow)\s(?:once|when|after (?:the|his|her) (?:surgeon|md|visit|scan|x-?ray)|next\b|as soon as|if\b|on (?:mon|tues|wednes|thurs|fri)day|in \d+ (?:days?|weeks?|wks?)|week \d|\d{1,2}/\d{1,2})")
# what was done on the day that opens the sentence, up to the word that comes back to this visit
OTHER_DAYS_DEED = guarded(r",?\s(?:(?:in|during) (?:pt|therapy|the clinic|here),?\s)?(?:pt|patient|he|she|they|we|i|resident|client)\s(?:(?:only|also|just|still|already|had)\s){0,2}(?:did|do|done|managed|completed|performed|walked|ambulated|made|tolerated|worked|practi[cs]ed|got|went|was able to|could|had|used|lifted|carried|rode|stood|received|needed|progressed|started|began|reached|took|held|climbed|tried|ran)\b")
NOW = guarded(r"(?:,|;|\bbut|\band)?\s(?:but |and |so |while )?(?:today|now|this (?:visit|session|morning|afternoon|time|am|pm|date)|currently|at present)\b")
SOMEBODY_ELSE = needs_of(BY_SOMEBODY, OPENS, BY_OTHERS, ABSENT)
IMAGINED = needs_of(WOULD_HAVE, UNDONE, TO_COME)


def not_ours(folded: str, part: Part) -> Iterator[tuple[int, int, str, str]]:
    """(start, end, reason, cue) of what others did and of what was not done, by whose deed the clause says it was."""
    if part.met & SOMEBODY_ELSE:
        absent = ABSENT.search(folded, part.start, part.end)
        if WITH_US.search(folded, part.start, part.end) is None:
            for match in (OPENS.match(folded, part.start, part.end), *BY_SOMEBODY.finditer(folded, part.start, part.end)):
                if match:
                    yield part.start if FITTED.search(match[0]) else match.start(), clause(folded, part, match.start(), match.end())[1], "other_provider", match[0].strip(" .,;:")
            for match in BY_OTHERS.finditer(folded, part.start, part.end):
                yield *clause(folded, part, match.start(), match.end()), "other_provider", match[0]
        if absent and (student := STUDENT.search(folded, part.start, part.end)):
            yield student.start(), max(absent.end(), student.end()), "other_provider", student[0]
    if part.met & IMAGINED:
        for match in WOULD_HAVE.finditer(folded, part.start, part.end):
            yield match.start(), clause(folded, part, match.start(), match.end())[1], "conditional", match[0].strip()
        for match in TO_COME.finditer(folded, part.start, part.end):
            yield *clause(folded, part, match.start(), match.end()), "planned", match[0]
        for match in UNDONE.finditer(folded, part.start, part.end):
            start, end = clause(folded, part, match.start(), match.end())
            yield match.start() if match[0].startswith(("i ", "we ", "the", "left")) else start, end, "negated", match[0]


def without_deed(folded: str, part: Part, start: int, end: int) -> bool:
    """Whether somebody else is named only as taught, told, there or as where a thing came from."""
    return NO_DEED.match(folded, end) is not None or TO_THEM.search(folded, max(part.start, start - 40), start) is not None


# who is taught, told or only there does nothing
NO_DEED = guarded(r"s?\s?(?:(?:was|were|is|are|also|then|and \w+)\s){0,2}(?:shown|taught|instructed|trained|informed|told|notified|aware|updated|educated|ed\b|in-?serviced|present|observ\w+|watch\w+|return demo\w*|demonstrated back|verbali[sz]\w+|understood|in agreement|to (?:carry|follow|continue|reinforce|monitor|check))")
TO_THEM = guarded(r"\b(?:shown? to|showed|taught|trained|instructed|informed|told|notified|ed(?:ucated)?|in-?serviced|updated|asked|from|by phone with|called|e-?mailed|spoke (?:to|with)|delivered (?:from|by)|ordered (?:from|through))\s(?:(?:the|her|his|a|night|day|shift|primary|local|new|staff|wife and|dtr and|spouse and)\s){0,2}\Z")
FITTED = guarded(r"\b(?:fit(?:ted|s)?|trimmed|fabricated|made|issued)\Z")  # the device that is named before it was theirs
STUDENT = guarded(r"\b(?:my |the |our |pt |ot )?(?:student|intern|spt|sot|s/?pta)\b[^.;]{0,24}?\b(?:went through|did|ran|led|took|walked|worked|performed|completed|handled|reviewed|carried out)\b")
RUN_BY = guarded(rf"\W*(?:(?:class|group|session|block|today|it|this|station\w*|everything|all)\s(?:was |were )?)*(?:run|led|taught|conducted|supervised|covered|overseen|facilitated|done|given|performed)\s(?:(?!by\b)[a-z]+\s){{0,3}}?by\s(?:the |an? |our |his |her |another )?{_OTHER}\b")


def other_days(folded: str, start: int, end: int) -> int | None:
    """Where a sentence ends to tell of the day that opens it: "Last Friday she managed ankle pumps, glute sets and 40 ft; today …"."""
    told = OTHER_DAYS_DEED.match(folded, start, end)
    if told is None:
        return None
    now = NOW.search(folded, told.end(), end)
    return now.start() if now else end
