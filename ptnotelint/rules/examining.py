"""Whether an examination with findings is recorded: tests with scores, measures, levels of help found."""

from __future__ import annotations

import re

from ptnotelint.codebook import Code
from ptnotelint.evidence import Mention, Reading
from ptnotelint.rules import disciplines
from ptnotelint.rules.scope import Found, Visit, note_mentions

FEWEST_FINDINGS = 2  # a pulse or a limp noted in passing is no examination; a single measure is
MEASURED = re.compile(r"[^\w.;\n]{0,3}(?:[A-Za-z]+\W{1,2}){0,3}?(?:[+-]?\d|(?:ten|eleven|twelve|\w+teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty)\b)")
IN_PASSING = re.compile(r"(?i)(?:gait|bp|hr|spo2|o2|sats?|pulse|pain|vitals?|edema|swelling|temp\w*|rr|fingers?|blood pressure|heart rate)\Z")
# measures by their form, whatever their name: letters with a score, grades, lengths, counts of what went right
_LETTERS = r"\b(?!(?:ICD|CPT|DOB|MRN|HEP|POC|LTG|STG|PT|OT|ADL|GP|GO|BID|TID|PMH|WBAT|NWB|TTWB|HR|IV|ED|ICU|MD|BP|RW|FWW|POD|ORIF|TKA|THA|NPO|TC|TE|TA|NMR|GT|MT|SOC|TIMED?|TOTAL|TTL|MINS?|MINUTES|UNITS?|VISIT|SESSION|DAY|BED|ROOM)\b)[A-Z][A-Za-z&]*[A-Z\d][\w&/-]*:?\s(?:[a-z]+\s){0,2}[+-]?\d"
BY_FORM = re.compile(_LETTERS + r"|\b[0-5][+-]?\s?/\s?5\b(?!\s?(?:trials|tries|times|attempts|days|reps|visits|\d))|\b\d+(?:\.\d+)?\s?(?:cm|mm|log|deg\w*|°|m/s|mmhg|kg grip)(?![\w/])|\b(?:took|in)\s\d+\s?s(?:ec\w*)?\b|\b\d\s(?:of|out of)\s\d{1,2}\b|(?<![\d/])\d{1,2}/\d{1,2}\s(?:wrong|right|correct|errors?|missed)\b")
# the same in words: "flexion is now one hundred fifty", "the DASH has come from sixty-one", "four out of five"
_SPELLED = r"(?:ten|eleven|twelve|(?:thir|four|fif|six|seven|eigh|nine)teen|(?:twen|thir|for|fif|six|seven|eigh|nine)ty(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|(?:one|a) hundred)"
IN_WORDS = re.compile(rf"(?i)\b(?:(?:dorsi|plantar)?flexion|extension|(?:ab|ad)duction|(?:external|internal|outward|inward) rotation|rotation|elevation|reach|bend|grip|pinch|dash|lefs|berg|tug|oswestry|ndi|foto|psfs|walk test)\b[^.;\n\d]{{0,36}}?\b{_SPELLED}\b|\b(?:two|three|four|five) (?:minus |plus )?(?:out )?of five\b")
HELP_FOUND = re.compile(r"(?i)\b(?:(?:UB|LB|upper|lower)[- ]?(?:body )?(?:dr\w*|bath\w*)?|dress\w*|bath\w*|toilet\w*|groom\w*|feed\w*|eat(?:s|ing)|hygiene|transfers?|bed mob\w*|sts|sit\W{0,3}(?:to\W)?stand|roll\w*|hair|shav\w*|shower\w*|tub)\b[^.;\n]{0,24}?\b(?:max|mod|min|sba|cga|total|dep(?:endent)?|set-?up|sv|supervis\w*|indep\w*|unsafe)\b")
NO_MEASURES = frozenset({"goals", "plan", "home_program", "billing", "history", "previous_visit", "signature", "education"})


def examined(visit: Visit, code: Code) -> Found:
    """Findings of an examination; what is noted under a treatment's label, or in the other discipline's text, is none."""
    two = disciplines.of_two(visit)

    def ours(reading: Reading, mention: Mention) -> bool:
        return not (two and reading.source == "text" and disciplines.elsewhere(visit, code, reading.text, mention.start))

    found = [(reading, mention) for reading, mention in note_mentions(visit)
             if mention.label in ("exam_finding", "test_score") and mention.reason is None
             and (not mention.labelled or "evaluation" in mention.families or "performance_test" in mention.families)
             and (mention.code is None or mention.code == code.code or mention.code not in visit.codes) and ours(reading, mention)]
    if any(_measured(reading, mention) for reading, mention in found):
        return found
    places = {(mention.start, mention.end) for _, mention in found}
    if len(places) < FEWEST_FINDINGS:
        added = [pair for pair in _by_form(visit) if ours(*pair) and not any(start <= pair[1].start < end for start, end in places)]
        found, places = [*found, *added], places | {(mention.start, mention.end) for _, mention in added}
    return found if len(places) >= FEWEST_FINDINGS else []


def _measured(reading: Reading, mention: Mention) -> bool:
    """Whether a finding has its number: "grip 28 lb", not a pulse or a distance walked."""
    return IN_PASSING.match(reading.text[mention.start:mention.end]) is None and (
        mention.label == "test_score" or MEASURED.match(reading.text, mention.end) is not None)


def _by_form(visit: Visit) -> Found:
    """Findings that no list names, each told by the form of its measure."""
    main = visit.readings[0]
    if any(number in disciplines.EVALUATIONS for number in main.code_labels):
        return []  # where codes head the text, form alone does not tell whose a measure is
    alone = all(number in disciplines.EVALUATIONS for number in visit.codes)  # else the help may be that of a treatment
    headed = [(start, end if (newline := main.text.find("\n", start, end)) < 0 else newline) for start, end, _, leads in disciplines.blocks(main.text) if leads]
    return [(main, Mention("exam_finding", segment.start + match.start(), segment.start + match.end(), index, section=segment.section))
            for index, segment in enumerate(main.segments)
            # a section that the other discipline's heading has ended is none of this one's
            if (segment.section not in NO_MEASURES or any(start <= segment.start < end for start, end in headed)) and segment.reason in (None, "measurement") and (not segment.labelled or segment.families == ("evaluation",))
            for pattern in ((BY_FORM, IN_WORDS, HELP_FOUND) if alone or segment.section == "measures" else (BY_FORM, IN_WORDS))
            for match in pattern.finditer(main.text[segment.start:segment.end])]
