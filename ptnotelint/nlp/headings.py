"""Headings: which section a stretch of text is, and which service a treatment block belongs to."""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache

from ptnotelint.lexicon.compiled import load_lexicon
from ptnotelint.nlp.fitted import MANUAL_CHAIR, device_title
from ptnotelint.nlp.guarded import guarded

CODE = guarded(r"(?<![\d.#$])\b(?:9[0-9]{4}|2056[01]|g0283)\b(?![\d-])")
# what may stand between a heading's words and its text: minutes, units, a code, times in brackets
EXTRAS = guarded(
    r"(?:\.{3,})?(?:\s*(?:\((?P<brackets>[^()\n]{1,60})\)|\[[^\]\n]{1,40}\]|\.{3,}\s*\d{1,3}\b|\d?\.\d{1,2}\s?(?:hrs?|hours?)\b|(?:x|for|@|~|approx\.?)?\s*~?\d{1,3}(?:\.\d)?\s*(?:\(min\)|min(?:ute)?s?\b\.?|mins\b|mn\b|m\b|['’′]|u\b|units?\b)|"
    r"\d{1,2}:\d\d\s*(?:-|–|—|to|until|→|->)\s*\d{1,2}:\d\d(?:\s*[ap]\.?m?\b)?|[012]\d[0-5]\d\s?[-–]\s?[012]\d[0-5]\d\b|(?:9[0-9]{4}|2056[01]|g0283)\b|(?<=[a-z] )\d{1,2}(?=\s?(?:--+|[–—])\s)|[-–—]\s?\d{1,2}(?=\s*:)|x\d\b|x\s?\d\d(?=\s*:)|,?\s*\d{1,2}\s?(?:wks?|weeks?|mos?|months?)\b|,(?=\s*\d{1,3}\s*(?:min|')))){0,4}")
DELIMITER = guarded(r"\s*(?:[:=|]|[-=]+>|[-–—]+(?=\s)|[-–—]+\s*$|/(?=\s)|\t|\s{2,}|>|→|$)|(?<=\d)\.(?=\s|$)|(?<=\bs)\.|(?<=\bo)\.|(?<=\ba)\.|(?<=\bp)\.(?=\s)|(?<=min)\.(?=\s|$)|(?<=[a-z])[!?](?=\s|$)")
DATE_LINE = guarded(r"[\[(*=~#\s-]*(?:(?:dos|date(?: of service)?|visit(?: date)?|dated?|progress note|daily note|note|entry|carr(?:ied|y) (?:fwd|forward)(?: from)?|copied (?:forward )?from|copied forward|from|prior visit|last visit|previous visit|today)\s*[:.]?\s*)?(?:(?:mon|tues?|wed|thurs?|fri|sat|sun)(?:(?:nes|ur)?day|rs)?\.?,?\s)?"
                       r"(\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?|\d{4}-\d\d-\d\d)(?![\d%]|\s?(?:min|reps|x\b|lb|ft|/10))(?:\s*\((?:visit|prev|previous|today|prior|last|eval|ie|pt|ot)?[\w #]{0,12}\))?[\])*=~\s-]*(?:[:.–—,-]|$|\b(?=edit)|(?<=\]))")
# minutes or clock times may stand before the name: "15 min TE:", "9:05-9:40  Orthotic fabrication"
LEAD_TIME = guarded(r"(?:(?:pt|ot|pta|cota)\s(?=[012]?\d:?[0-5]\d))?(?:\d{1,3}\s?(?:min(?:ute)?s?\b|['’′])(?:\sof)?[\])]?|\d{1,2}:\d\d(?:\s?[ap]m?\b)?\s*(?:-|–|—|to|until|→|->)\s*\d{1,2}:\d\d(?:\s*[ap]\.?m?\b)?|start \d{1,2}:\d\d\W{1,4}(?:stop|end) \d{1,2}:\d\d|\d?\.\d{1,2}\s?(?:hrs?|hours?)\b|[012]\d[0-5]\d\s?[-–]\s?[012]\d[0-5]\d[\])]?|[012]?\d:[0-5]\d(?:\s?[ap]m?\b)?(?=\s+\D)|[012]\d[0-5]\d(?:\s?h(?:rs)?)?(?=\s+[a-z]))[\s:,–-]+"
                    r"|(?:card|station|block|part|item|area|phase|service|segment|intervention|procedure|act|step|#)\s?#?\d{1,2}\s*[-–—:.)→>]+\s*(?=[a-z])")
# a line of a log kept by the clock
STATION = guarded(r"\W*(?:[012]?\d:[0-5]\d|[012]\d[0-5]\d)(?:\s?[ap]m?\b|\s?h(?:rs)?\b)?(?:\s*(?:-|–|—|to|→|->)\s*(?:[012]?\d:[0-5]\d|[012]\d[0-5]\d))?[\s:,.–-]+(?=[a-z])(?!h\b|(?:ft|feet|steps|min|reps|m\b|hz|khz|mhz|pps|bps|ma\b|lbs?\b|kg|n\b|kcal|cal\b|watts?))")
BRACKETED = guarded(r"(?P<name>[a-z][a-z &/-]{0,24}?)(?:[ ,:x-]+\d{1,3}\s?(?:min\w*|['’′])?)?\]\s*:?\s*")  # "[TE] …", "[MT 12 min] …"
LETTER = guarded(r"[b-h][.)]\s+(?=[a-z])")  # of a list
FEET = guarded(r"\d['’′]\s?[x×]|(?:[3-9]\d|\d{3})\s?['’′]")
NUMBERED = guarded(r"([a-z][a-z/ ]*[a-z])\s?(?:[-_#]\s?\w+|\d{1,2}|#\d)\Z")
WORD = re.compile(r"[^\s:|=\[\](),]+")


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading: where its words end and its text begins, and what it opens (a section or a family)."""

    start: int
    end: int
    text_start: int
    section: str | None = None
    family: str | None = None
    code: str | None = None


@cache
def _vocabulary() -> dict[str, tuple[str | None, str | None]]:
    return {term: (section, family) for term, (section, family) in load_lexicon()["headings"].items()}


def find_heading(folded: str, start: int, end: int, led: bool = False) -> Heading | None:
    """The heading that opens ``folded[start:end]`` (a line, a sentence or a table cell), if one does.

    ``led`` says that a time stood before ``start``: a second one opens nothing.

    Examples
    --------
    >>> heading = find_heading("manual (97140) x 9 min - r hip glides", 0, 37)
    >>> heading.family, heading.code, heading.text_start
    ('manual', '97140', 24)
    """
    vocabulary = _vocabulary()
    while start < end and (folded[start] in "[(*_#= " or folded.startswith("--", start)):
        start += 1 if folded[start] != "-" else 2
    if folded[start - 1:start] == "[" and (closed := BRACKETED.match(folded, start, end)) and vocabulary.get(closed["name"].strip(), (None, None))[1]:
        code = CODE.search(closed[0])
        return Heading(start, closed.end("name"), closed.end(), None, vocabulary[closed["name"].strip()][1], code[0].upper() if code else None)
    listed = LETTER.match(folded, start, end)
    if listed and listed.end() < end and (item := find_heading(folded, listed.end(), end, led)) and (item.family or item.code):
        return Heading(start, item.end, item.text_start, item.section, item.family, item.code)
    opening = LEAD_TIME.match(folded, start, end)
    if opening and opening.end() < end:
        lead = None if led else find_heading(folded, opening.end(), end, led=True)
        return Heading(start, lead.end, lead.text_start, lead.section, lead.family, lead.code) if lead and (lead.family or lead.code) else None
    if (device := device_title(folded, start, end, vocabulary)) is not None:
        return Heading(start, device[0], device[1], None, device[2])
    timed = TIMED_LINE.fullmatch(folded, start, end) if folded[end - 1] in "s.n)'’′" or folded[end - 1].isdigit() else None
    if timed and (family := _longest_name(timed["name"])):
        return Heading(start, end, end, None, family)
    code = CODE.match(folded, start, end)
    words_start = start
    if code:
        words_start = code.end()
        while words_start < end and folded[words_start] in " :-–—,.(\t":
            words_start += 1
    words = list(_first_words(folded, words_start, end))
    if len(words) > 1 and words[-1][1] == end and folded[words[-1][0]:end] in ("min", "mins", "minutes", "time"):
        words.pop()  # a flow sheet's row "US min"
        end = words[-1][1]
    if (named := _named_first(folded, start, end, words)) is not None:
        return named
    inside = _named_inside(folded, words_start, end)
    if inside is not None:
        return inside if not code else Heading(start, inside.end, inside.text_start, inside.section, inside.family, code[0].upper())
    if code and folded[start - 1:start] == "(" and (closed := CODE_IN_BRACKETS.match(folded, code.end(), end)):
        return Heading(start, closed.end(), closed.end(), None, None, code[0].upper())
    if code:
        extras = EXTRAS.match(folded, code.end(), end)
        mark = DELIMITER.match(folded, extras.end(), end) if extras else None
        after = extras.end() if mark else code.end()
        mark = mark or DELIMITER.match(folded, code.end(), end)
        return Heading(start, after, mark.end() if mark else after, None, None, code[0].upper())
    return None


TENDED = guarded(r"\s?(?:retrograde|mld\b|manual lymph\w*|massage\b|mobili[sz]ed|milking|scar (?:mob\w*|massage)|cross[- ]friction)")
TIME_FIRST = guarded(r"\s*\d{1,3}\s?min")
CODE_IN_BRACKETS = guarded(r"[\s,;/:–—-]*(?:\d[^()\n]{0,24})?\)[\s:,–—-]*")  # "(97116, 12 min) With …"
# a line that is nothing but a service's name, however worded, and its time: "Physical performance test w/ report, 9:30-9:58"
TIMED_LINE = guarded(r"(?P<name>[a-z][a-z&+./-]*(?:[ ][a-z&+./-]+){0,6})\s?[,:–-]?\s\(?(?:x\s?)?(?:\d{1,2}:\d\d\s*(?:-|–|to|→|->)\s*\d{1,2}:\d\d|\d{1,3}\s?(?:min(?:ute)?s?\b|['’′]))\)?\.?")


def _named_first(folded: str, start: int, end: int, words: list[tuple[int, int]]) -> Heading | None:
    """The heading whose name the first words are, as many of them as make a name that something marks off."""
    vocabulary = _vocabulary()
    for count in range(len(words), 0, -1):
        stop = words[count - 1][1]
        term = " ".join(folded[a:b] for a, b in words[:count]).rstrip(".:;-–—*_/!?").lstrip("*_#")
        if term == "manual" and MANUAL_CHAIR.match(folded, stop, end):
            continue
        if term not in vocabulary:
            base = NUMBERED.match(term) if count < 4 and ":" in folded[stop - 1:stop + 1] else None  # "TherEx-1:", "Manual-purpose:", "TE #2:"
            if base is None or base[1] not in vocabulary or vocabulary[base[1]][1] is None and vocabulary[base[1]][0] != "objective":
                continue
            term = base[1]
        extras = EXTRAS.match(folded, stop, end)
        after = extras.end() if extras else stop
        mark = DELIMITER.match(folded, after, end) or (DELIMITER.match(folded, stop, end) if after > stop else None)
        closed = folded[stop - 1] in ":;-–—!?" and count < 4 or folded[stop - 1] == "/" and (len(term) > 6 or len(term) < 2) or folded[stop - 1] == "." and len(term) < 2 and term != "r"
        if mark is None and not closed and not (after > stop):
            continue
        section, family = vocabulary[term]
        if section == "measures" and TENDED.match(folded, mark.end() if mark else after, end):
            section, family = None, "manual"  # "Edema: retrograde massage to the hand" finds nothing, it treats
        if family == "gait" and after > stop and FEET.search(folded, stop, after + 4):
            extras, after = None, stop  # "Gait 60' x 2" gives feet
            mark = DELIMITER.match(folded, stop, end)
            if mark is None and not closed:
                continue
        if section == "subjective" and term in ("pt", "ot") and TIME_FIRST.match(folded, mark.end() if mark else after):
            continue  # "PT: 30 min": the discipline, not what the patient says
        if section and mark is None and not closed or section == "plan" and after > stop and "min" in folded[stop:after]:
            continue  # "Pt 10 min late": minutes label a service, not a section
        inside = CODE.search(folded, start, after)
        return Heading(start, after, mark.end() if mark else after, section, family, inside[0].upper() if inside else None)
    return None


def _longest_name(name: str) -> str | None:
    """Family of the longest service name that opens or ends such a line."""
    words = name.split()
    vocabulary = _vocabulary()
    if CLAUSE.search(name) or NOT_HEADING.search(name):
        return None
    for count in range(len(words), 0, -1):
        for part in (words[:count], words[len(words) - count:]):
            family = vocabulary.get(" ".join(part).strip(".,"), (None, None))[1]
            if family and (count > 1 or len(words) < 4):
                return family
    return None


# what stands before a colon and yet opens no block
NOT_HEADING = guarded(r"\b(?:held|withheld|declin\w*|refus\w*|defer\w*|omitted|skipped|avoid\w*|agreed|instead|cues?|vcs?|cued|cueing|instruct\w*|pain|response|toleran\w*|report\w*|rationale|purpose|because|reason|due|states?|said|notes?|indication|pre(?!-gait)|post|before|after|with|w/|during|for|aim|focus|min a|assist\w*|per|via|using|target\w*|emphasis|position\w*|level|barrier\w*|need\w*|able|unable|ed|education|billing|cpt|of|tests?|changes?|mother|mom|wife|family)\b")
HOME = guarded(r"\W*(?:home|hep)\b(?! (?:health|visit|safety|eval\w*|management|mgmt|environment|assess\w*|mobility|setting|simulat\w*|(?:and |& ?|/ ?)self))")
# a clause that happens to end in a colon ("Balance was practised early, before she tired:") is no heading unless it announces a list
CLAUSE = guarded(r"\b(?:he|she|we|i|they|it|was|were|is|are|did|had|has|came|went|practic?s?ed|worked)\b")
ANNOUNCES = guarded(r"follow|includ|consist|perform|complet|comprised")
# "Home list", "HEP today": a short line of its own
HOME_LINE = guarded(r"(?:for home|(?:home|hep)(?: (?!health|visit|safety|eval|mgmt|management|environment|assess|set|with|w/)[\w/]+){0,3})(?:\s*\([^()\n]*\))?\W*\Z")
# "LOADING EX", "Job task": a line of two or three words that ends in a service's name
SHORT_LINE = guarded(r"(?!(?:sub)?total)(?:[a-z']{3,14}\s){1,2}(ex|exercises?|ther ex|manual|manual therapy|tasks?|activities|gait training)\s*\Z")
NAME_WORD = guarded(r"[^\s:|=\[\](),/]+")
HOW_LONG = guarded(r"\b(?:for|lasting|over|x)\s(?:about |approx\w* |roughly |a )?[\w-]+[ -]min(?:ute)?s?\b|\bfor (?:a )?(?:half|quarter)[\w ]*hour")
SCORED = guarded(r"\d\s?/\s?\d{2,3}\b")
COLON = guarded(r"[^:.;|\n\t]{3,60}?:(?=\s|$)")


def _named_inside(folded: str, start: int, end: int) -> Heading | None:
    """A heading in other words than the vocabulary's that holds one of its names before a colon.

    "Skilled gait training today:", "Supervised therapeutic exercise (25 min):".
    """
    if (titled := _titled(folded, start, end)) is not None:
        return titled
    if (before := OF_BEFORE.match(folded, start, end)):
        return Heading(start, before.end() - 1, before.end(), "previous_visit")
    if TESTED.match(folded, start, end):
        return Heading(start, end, end, None, "performance_test")
    if HOME_LINE.match(folded, start, end):
        return Heading(start, end, end, "home_program")
    match = COLON.match(folded, start, end)
    if match and (SCORED.search(match[0]) or match[0].count("(") > match[0].count(")")):
        return None  # "Functional Gait Assessment 21/30 (item 3: …"
    if match and match[0].count(",") > 1 and CODE.search(match[0]) is None:
        match = None  # "Posture drill at wall, chin tuck, scapular set: 3 x 10" is a list with its dose
    if match and CLAUSE.search(match[0]) and match.end() < end and not ANNOUNCES.search(match[0]):
        return None
    if match is None or NOT_HEADING.search(HOW_LONG.sub(" ", match[0])):
        short = SHORT_LINE.match(folded, start, end)
        return Heading(start, end, end, None, _vocabulary()[short[1]][1]) if short else None
    if HOME.match(match[0]):
        return Heading(start, match.end() - 1, match.end(), "home_program")
    words = [word.span() for word in NAME_WORD.finditer(folded, start, match.end() - 1)]
    vocabulary = _vocabulary()
    for count in range(min(5, len(words)), 0, -1):
        for first in range(len(words) - count, -1, -1):
            a, b = words[first][0], words[first + count - 1][1]
            term = folded[a:b].rstrip(".,;-–—*_/")
            if term == "manual" and MANUAL_CHAIR.match(folded, b):
                return Heading(start, match.end() - 1, match.end(), None, "wheelchair")
            if len(term) < 3 or term not in vocabulary:
                continue
            section, family = vocabulary[term]
            if section and (section not in ("goals", "home_program", "treatment") or len(term) < 4 or section == "home_program" and term == "home" and HOME.match(folded, a) is None):
                continue
            inside = CODE.search(folded, start, match.end())
            if family in ("exercise", "neuromuscular", "activities", "aquatic") and OF_GROUP.match(folded, start, end):
                family = "group"  # "Group ther ex (5 pts):"
            return Heading(start, match.end() - 1, match.end(), section, family, inside[0].upper() if inside else None)
    return None


# what was copied: "Prior-visit carry-forward (2/4):", "Carried over from Monday:"
OF_BEFORE = guarded(r"(?:(?:prior|previous|last|earlier)[- ](?:visit|session|treatment|tx|note|encounter|entry)s?[- ](?:carr(?:y|ied)|cop(?:y|ied)|pulled|text|content|treatment|tx|entry|note|record|summary|interventions?)\b|(?:text |note |treatment |interventions? )?(?:carr(?:y|ied)|cop(?:y|ied)|pulled|brought)[- ](?:forward|fwd|over|down)\b)[^:\n]{0,40}:")
# a line of its own over what was tested, with its time: "Tests given (start 8:02, stop 8:47)"
TESTED = guarded(r"(?:(?:functional|physical|capacity|performance|strength|balance) )?(?:tests?|testing)\s(?:given|done|performed|administered|completed|run|carried out|today)\b[^.:\n]{0,8}(?=[^\n]{0,60}(?:\d{1,2}:\d\d|\d\s?min))[^\n]{3,70}:?\Z")
OF_GROUP = guarded(r"\W*(?:small |supervised |today'?s )?(?:group|class)\b(?! (?:of muscles|home))")


# "Strength/endurance (1:32-1:57):", "Work status:": a key of the writer's own, which ends the block before it ...
OWN_KEY = guarded(r"(?:\[[^\]\n]{1,16}\]\s?)?[a-z][\w /&'’.-]{2,34}(?:,?\s*\(?\s*(?:\d{1,3}\s?(?:min\w*|['’′])|\d{1,2}:\d\d[^):]{0,12}(?:\d{1,2}:\d\d)?[^):]{0,4})\s*\)?)?\s*:(?=\s|$)")
# ... unless it is a field of the block itself
OWN_FIELD = guarded(r"(?:skilled )?(?:(?:pool |water )?(?:entry|exit|depth|temp\w*)|for|how|because|effect|outcome|total(?: time| min\w*)?|(?:time|min(?:ute)?s?) spent|(?:tx|treatment) (?:time|min\w*)|units?|position|pull|on/off|on off|hold|rest|duration|harness|indication|rationale|reason|why|purpose|aims?|intent|focus|emphasis|targets?|target(?:ed)? tissues?|deficits?|impairments?|justification|(?:treatment |tx )?goal|minutes?|min|time|response|reaction|set-?up|dose|dosage|settings|parameters|params|intensity|frequency|area|region|location|site|technique|cues?|cueing|"
                       r"assist\w*|goal|aim|level|reps|sets|load|resistance|distance|device|surface|electrodes?|placement|skin\w*|mode|force|angle|drug|medication|polarity|type|body part|tolerance|result|comments?|details?|notes?|help|where|what|where/what|after|before|pre(?!-gait)|post|warm-?up|supine|prone|standing|seated|sitting|sidelying|mat|in standing|in sitting)\b")


# names that head findings as often as care
EITHER = guarded(r"(?:(?:[lr]|ue|le|bue|ble|gross|standing|sitting|static|dynamic)\s)?(?:strength|balance|coordination|posture|gait|transfers?|bed mobility|ambulation|amb|stairs|endurance|motor control|proprioception|vestibular|functional mobility|walking|mobility|flexibility|functional)\W*\Z")
CARE = guarded(r"\d\s?[x×]|[x×]\s?\d|\b(?:reps?|min|mins|minutes|cue\w*|vcs?|tcs?|ft|feet|train\w*|practi[cs]\w*|perform\w*|assist\w*|cga|sba|min a|mod a|sets?|hold|instruct\w*|laps?|ex|exercises?|progress\w*|today|work\w*|to (?:improve|increase|reduce|address))\b|['′’](?=\s|,|$)|→|->")
FOUND = guarded(r"[0-5][+-]?\s?/\s?5\b|°|\b(?:wnl|wfl|intact|grossly|antalgic|impaired|poor|fair|good|normal|independent|mod i|deficits?|limited|decreased|reduced|unsteady|fwd head|forward head|rounded|slouched|unremarkable|wide base|trendelenburg|deviations?|symmetric\w*|abnormal|diminished|guarded|slow|weak\w*|lacks?|dysmetri\w*|ataxi\w*|tremor\w*|dysdiadocho\w*|finger.to.nose|heel.(?:to.)?shin|overshoot\w*)\b|\b(?:berg|bbs|tug|fga|dgi|romberg|tinetti|poma|abc|sppb|5x ?sts|fts\w*|mctsib|sls|tandem|gait speed)\b[\s:=]*(?:eo\s|ec\s|score\s|of\s|r\s|l\s){0,2}\d+(?:\.\d+)?(?!\s?[x×\d.])")


def observed(folded: str, heading: Heading, end: int) -> bool:
    """Whether a heading such as "Strength:" or "Gait:" opens findings ("ER 4/5", "antalgic"), not care.

    Examples
    --------
    >>> observed("strength: er 4/5", Heading(0, 8, 9, family="exercise"), 16)
    True
    """
    return (heading.family is not None and heading.code is None and EITHER.match(folded, heading.start, heading.end) is not None
            and FOUND.search(folded, heading.text_start, end) is not None and CARE.search(folded, heading.text_start, end) is None)


TRAINED = guarded(r"\b(?:cue\w*|vcs?|tcs?|train\w*|practi[cs]\w*|perform\w*|instruct\w*|reps?|sets?|min(?:ute)?s?|trials?|laps|tries|attempts|today|worked|demo\w*|for|to)\b(?! a\b)|[x×]\s?\d|\d\s?[x×]")


def status_key(folded: str, heading: Heading, end: int) -> bool:
    """Whether a heading such as "Ambulation:" only gives a level of help ("50 ft RW CGA"): under measures a finding.

    Examples
    --------
    >>> status_key("transfers: min a", Heading(0, 9, 10, family="activities"), 16)
    True
    """
    return (heading.family is not None and heading.code is None and heading.text_start < end and EITHER.match(folded, heading.start, heading.end) is not None
            and TRAINED.search(folded, heading.start, end) is None)


# a title of the writer's own with the service's name or code in brackets: "Floor skills (therapeutic activity, 24 min)"
TITLED = guarded(r"[^().:;|\n\t]{3,70}\((?P<inside>[^()\n]{2,60})\)(?:,?\s*[\d:–-]+\s?(?:min\w*|['’′])?)?\s*(?P<mark>:|[-–—]+\s|\.?\s*\Z)")
BESIDE_NAME = guarded(r"[\s,;/x@–-]*(?:~?\d{1,3}\s?(?:min(?:ute)?s?|['’′])|\d{1,2}:\d\d\s?[-–]\s?\d{1,2}:\d\d|(?:cpt\s?)?(?:9[0-9]{4}|2056[01]|g0283)|x?\d{1,2}\s?(?:u|units?))\b[\s,;]*")


# an item with the code it is charged under behind its name: "Leg press (97110) 60 lb 3x12", or as a cell of its row
TAGGED = guarded(r"(?:\d{1,2}\s)?(?P<item>[^().:;|\n\t]{3,50}?)\s\(\s?(?:cpt\s?#?)?(?P<code>9[0-9]{4}|2056[01]|g0283)\s?\)(?:\W*\Z|,?\s(?=[^.;:\n]{0,24}\d))")


def _titled(folded: str, start: int, end: int) -> Heading | None:
    if "(" not in folded[start:end]:
        return None
    tagged = TAGGED.match(folded, start, end)
    if tagged and CLAUSE.search(tagged["item"]) is None and (tagged.end() < end or _longest_name(tagged["item"]) is None):
        return Heading(start, start, start, None, None, tagged["code"].upper())
    match = TITLED.match(folded, start, end)
    if match is None or NOT_HEADING.search(folded, start, match.start("inside")) or CLAUSE.search(folded, start, match.start("inside")):
        return None
    name = BESIDE_NAME.sub("", match["inside"]).strip(" ,;-–.")
    code = CODE.search(match["inside"])
    family = _vocabulary().get(name, (None, None))[1] if name and (len(name) > 3 or match["mark"].strip() == "" or ":" in match["mark"]) else None
    if family is None and (code is None or name):
        return None
    text = match.end() if match["mark"].strip(" .") else end
    return Heading(start, match.start("mark"), text, None, family, code[0].upper() if code else None)


def own_key(folded: str, start: int, end: int, form: bool = False) -> bool:
    """Whether a line opens with a key that no vocabulary knows and that is no field of a treatment block.

    In a ``form``, whose heading stands on a line of its own, only a key with minutes of its own ends it.

    Examples
    --------
    >>> own_key("work status: modified", 0, 21), own_key("position: prone", 0, 15)
    (True, False)
    """
    key = OWN_KEY.match(folded, start, end)
    return key is not None and OWN_FIELD.match(folded, start, end) is None and (not form or any(sign.isdigit() for sign in key[0]))


def code_family(code: str) -> str | None:
    """Family of a code label.

    Examples
    --------
    >>> code_family("97110")
    'exercise'
    """
    return _vocabulary().get(code.lower(), (None, None))[1]


def service_named(name: str) -> str | None:
    """Family that a service's bare name stands for.

    Examples
    --------
    >>> service_named("nmr"), service_named("gait")
    ('neuromuscular', 'gait')
    """
    section, family = _vocabulary().get(name, (None, None))
    return None if section else family


def _first_words(folded: str, start: int, end: int, most: int = 6):
    """Up to six words from ``start``, with the gaps between them single blanks at most."""
    previous = None
    for _ in range(most):
        match = WORD.match(folded, start, end)
        if match is None:
            return
        if previous is not None and start - previous > 1:
            return
        yield match.span()
        previous = match.end()
        start = previous
        while start < end and folded[start] in " \t" and start - previous < 3:
            start += 1
        if start < end and folded[start] == "\t":
            return
