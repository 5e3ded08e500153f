"""Chairs, orthoses and prostheses: lines that open with the device and its time, and what is practised in a chair."""

from __future__ import annotations

from collections.abc import Mapping

from ptnotelint.nlp.guarded import guarded

CHAIR = r"(?:wheel ?chairs?|w/?c|[pm]wc|power ?chair|(?:manual|power|transport|rigid|folding|ultra-?light\w*|light ?weight|hemi|reclin\w+|bariatric|standing|sports?|tilt-in-space|tilt|loaner|own|mid-wheel|front-wheel|rear-wheel)(?: drive)?(?: manual| power| tilt-in-space| loaner)? (?:(?:wheel)?(?:chair|base)|w/?c)|tilt-in-space|power(?:ed)? (?:mobility )?(?:base|scooter))"
PROSTHESIS = r"(?:prosthe(?:sis|ses)|prosthetic (?:leg|arm|limb|hand|foot|socket)|(?:above|below|through)[- ](?:knee|elbow) leg|myo(?:electric)?[- ]?(?:hand|arm)|(?:pin-lock|suction|check|test|ischial\w*) socket)"
ORTHOSIS = r"(?:orthos[ie]s|splints?|braces?|[hk]*afos?|smos?|[tc]?lso|night boot|foot orthotics?|insoles?|(?:thumb|wrist|hip|ring) (?:spica|cock-up|gauntlet|gutter)|counterforce strap|collar)"
DEVICE = guarded(r"\b(?:(?P<wheelchair>" + CHAIR + r")|(?P<prosthetic>" + PROSTHESIS + r")|(?P<orthotic>" + ORTHOSIS + r"))\b")
TIME = r"(?:\d{1,3}\s?(?:min(?:ute)?s?\b|['’′])|\d{1,2}:\d\d\s?(?:[ap]m\s?)?(?:-|–|to)\s?\d{1,2}:\d\d)"
# "L carbon AFO at the calf, 12 min:", "CHAIR. Standard wheelchair with an axle plate, 16 min.": the device, its time, and then the telling
TITLE = guarded(r"(?:[#\d]{1,2}[.)]?\s|[a-z]{3,12}(?:\.|\s[-–—])\s)?(?P<name>(?:[^:.;|\n\t]|[:.](?=\d)){4,100}?" + TIME + r"(?:[^:.;|\n\t]){0,12}?)(?P<mark>[:.;](?=\s|$)|\s[-–—]\s|\s*\Z)")
MINUTES = guarded(TIME)
# a clause tells instead of naming; a worn, ordered or later device is none that was worked on
TELLS = guarded(r"\b(?:he|she|we|i|they|pt|patient|resident|it|was|were|is|are|had|has|came|wears?|wearing|worn|with|w/|in|using|uses|to|from|order\w*|next|will|pending|await\w*|per|held|not|no|vendor|walk\w*|amb\w*|gait|stairs?|transfers?|sit)\b")

HAD_ON = guarded(r"\s(?:on|worn|donned|in place|off|locked|unlocked)\b")  # "knee brace on, 15 min: sit to stand"


def device_title(folded: str, start: int, end: int, vocabulary: Mapping[str, tuple[str | None, str | None]]) -> tuple[int, int, str] | None:
    """(end of the name, start of the text, family) where a line opens with a device and its time.

    Examples
    --------
    >>> text = "l carbon afo at the calf, 12 min: cuff re-glued"
    >>> device_title(text, 0, len(text), {})
    (32, 33, 'orthotic')
    """
    match = TITLE.match(folded, start, end)
    if match is None:
        return None
    device = DEVICE.search(folded, match.start("name"), match.end("name"))
    if device is None or TELLS.search(folded, start, device.start()) is not None or HAD_ON.match(folded, device.end()) is not None:
        return None
    family = device.lastgroup
    for word in folded[match.start("name"):device.start()].replace("/", " ").split():
        section, named = vocabulary.get(word.strip(",()-"), (None, None))
        if len(word) > 2 and (section or named not in (None, family)):
            return None  # "Gait with AFO, 12 min", "Plan: splint"
    return match.start("mark"), match.end("mark"), family


# "manual chair", "manual w/c": no hands-on therapy
MANUAL_CHAIR = guarded(r"\s(?:wheel ?)?chair|\s(?:w/?c|wheel|tilt|base)\b")

# what is done in a chair, once it is clear that the chair is spoken of
_DRIVEN = (r"(?:drove|driving|driven)|propel\w*|self-propel\w*|steer(?:ed|ing)|wheel(?:ed|ing|ies?)|(?:back(?:ed|ing)|revers(?:e|ed|ing))|(?:tight |three-?point |u-|hand-over-rim |[lr] |left |right |pivot |90 ?deg\w* )?turn(?:s|ing)|"
           r"(?:curb|kerb)s?|ramps?|slopes?|inclines?|cross-slope|gravel|grass|thresholds?|door(?:way|frame)?s?|elevators?|lifts?|corridors?|hall(?:way)?s?|cones|slalom|obstacles?|figure[- ](?:of[- ])?(?:8|eight)|crowd\w*|"
           r"(?:set|sett|lock|unlock|appl|engag|releas)\w*\s(?:the |both |his |her )?(?:brakes|locks)|brakes? (?:on|locked|set)|(?:foot|leg|arm) ?rests? (?:off|on|swung|removed|up)|pressure relief\w*|weight[- ]shift\w*|tilt(?:ed|ing)|wrist-tap|stop(?:s|ped|ping)?\b(?! (?:for|because|due))")
DRIVEN = guarded(r"\b(?:" + _DRIVEN + r")\b")
# a plate raised or a belt moved is no task
ADJUSTED = guarded(r"\b(?:adjust\w*|raised|lowered|moved|shifted|set (?:to|up|at)\b|mounted|re-?mounted|replaced|tighten\w*|install\w*|order\w*|vendor|speed setting|sat\b|needs it|so (?:he|she) can|for (?:getting|going|the|school|work|class))\b")


def driven(folded: str, start: int, end: int):
    """What was done in a chair, where a stretch tells of one; adjustments of the chair are none."""
    for match in DRIVEN.finditer(folded, start, end):
        clause = max(start, *(folded.rfind(mark, start, match.start()) + 1 for mark in ",;:."))
        if ADJUSTED.search(folded, clause, match.end()) is None:
            yield match.start(), match.end()


FITTED = frozenset({"orthotic", "prosthetic", "wheelchair"})
OF_DEVICE = {"orthosis": "orthotic", "prosthesis": "prosthetic", "wheelchair_device": "wheelchair"}
# the work on a device, as against a device that is only worn, used or thought of
WORKED_ON = guarded(r"\b(?:fit(?:ted|ting)?|fabricat\w+|made|mou?ld\w*|re-?mou?ld\w*|remade|measured|trimmed|flared|re-?heated|heated|adjusted|modified|strapped|applied|issued|fashioned|formed|shaped|lined|re-?lined|padded|re-?glued|glued|checked|re-?checked|bent|angled|re-?angled|tightened|loosened|repaired|renewed|replaced|shortened|delivered|chosen|selected|spent|sized|smoothed|edges|donn\w+|doff\w+|don/doff|put on|putting (?:it|the \w+) on)\b")


def fitted(folded: str, context) -> str | None:
    """Family of a sentence that tells of a device worked on, with the minutes of it."""
    part = context.part
    labels = {hit.label for hit in context.hits if hit.reason is None}
    devices = [hit for hit in context.hits if hit.label in OF_DEVICE and context.why(hit.start, hit.end) is None]
    if not devices or labels & {"gait", "exercise_vague", "activity_vague", "technique", "technique_vague", "modality"}:
        return None
    if not any(q.kind in ("minutes", "clock", "prime") and context.why(q.start, q.end) is None for q in context.quantities):
        return None
    return OF_DEVICE[devices[0].label] if WORKED_ON.search(folded, part.start, part.end) else None


# what is done to and with an orthosis or prosthesis: two of these tell of one, though it is not named
HANDIWORK = guarded(r"\b(?:(?P<mould>(?:spot-?|re-?)?heat(?:ed|-?mou?lded)|(?:re-?|heat-?)?mou?lded|thermoplastic|shaped from|fabricated|bivalved|casted|dowel)|(?P<edge>edges? (?:rolled|smoothed|flared|trimmed)|(?:rolled|smoothed|flared|trimmed|pushed out|pushed) (?:the |its |[lr] )?(?:\w+ )?(?:edges?|rim|out|back|mm)|trim ?lines?|flared|window cut)|"
                    r"(?P<strap>(?:top |wider |new |longer |d-ring |web )?straps?|strapped|strapping|velcro|laces|loops?)|(?P<pad>(?:new |worn |dorsal )?pad(?:ding|s)?|re-?lin(?:ed|ing)|lining|wedge|cuff foam|re-?glued)|(?P<hinge>hinges?|outrigger|rivets?|screws?|slings?)|"
                    r"(?P<wear>wear(?:ing)?[ -](?:time|schedule|trial|tolerance)|wear \d|wore it|(?:with|w/) it on|off for (?:washing|bathing)|(?:on|in) it for)|(?P<onoff>on[ -](?:and|&)?[ -]?off|putting (?:it|the \w+) on|getting (?:it|the \w+) on|don(?:s|ned|ning)?(?:/| and | & )doff\w*|slid (?:it )?on|doff\w*|donn\w*)|"
                    r"(?P<skin>(?:skin|pressure|red(?:ness)?|blanch\w*|pink\w*|stump|residual limb)[ -](?:check\w*|inspect\w*|spots?|areas?|signs?|marks?|clear\w*|intact)|check(?:ed|ing) (?:the |his |her )?skin|no (?:red|pink)\w*|marks? (?:gone|faded))|(?P<sock>(?:\d|one|two|three)[ -]ply|sock[ -](?:fit|ply|count\w*|manag\w*|changes?)|socks? (?:counted|added|changed)|sleeve (?:roll\w*|pulled)|suspension|pin (?:caught|lock\w*)))\b")


def handiwork(folded: str, start: int, end: int) -> bool:
    """Whether a stretch tells of two kinds of work on an orthosis or prosthesis."""
    first = HANDIWORK.search(folded, start, end)
    return first is not None and any(match.lastgroup != first.lastgroup for match in HANDIWORK.finditer(folded, first.end(), end))


# words that say that there was care, and no more: "skilled training given with mod A and multiple cues"
NOTHING_SAID = guarded(r"[^\w]*(?:(?:skilled|training|trng|tx|treatment|therapy|therapeutic|services?|given|provided|performed|completed|done|continued|adjust\w*|management|mgmt|as|indicated|needed|appropriate|with|w/|w|in|a|an|the|of|for|to|and|&|per|carry-?over|fair|good|poor|min|mod|max|mid|cga|sba|sup|assist\w*|cue[sd]?|cueing|vcs?|tcs?|verbal|tactile|visual|multiple|frequent|occasional|many|slow|process\w*|throughout|pt|patient|resident|son|daughter|wife|husband|caregiver|family|participat\w*|tolerat\w*|well|did|will|need\w*|more|some|fatigue|rests?|breaks?|functional|activit\w*|education|educated|ongoing|both|understood|required?|requires|safety|improve\w*|independence|address\w*|limitations?|deficits|adls?|min(?:ute)?s?|x|u|units?|today|session|visit|\d+|direct|one-on-one|1|he|she)\b[^\w]*)+")
# talked of, ordered or waited for
NOT_YET = guarded(r"\b(?:(?:discuss\w*|talk\w*|call\w*|e-?mail\w*|phone\w*|spoke)[^.;|]{0,40}\b(?:surgeon|md|physician|dr|vendor|orthotist|prosthetist|insur\w*|supplier|rep)\b|(?:insurance|auth\w*|approval|delivery|order)[^.;|]{0,16}\bpending|pending (?:insurance|auth\w*|approval|delivery)|await\w*|on order|vendor (?:demo|visit|appointment)|(?:orthotist|prosthetist|vendor|atp) (?:will|has|to)\b)")


def told_of_device(folded: str, start: int, text: int, end: int) -> bool | None:
    """Whether the text under a device's label describes work on it: True or False where its words decide, else None.

    Examples
    --------
    >>> line = "97542: skilled training given with mod a"
    >>> told_of_device(line, 0, 6, len(line))
    False
    """
    if NOTHING_SAID.fullmatch(folded, text, end) or NOT_YET.search(folded, start, end):
        return False
    return True if handiwork(folded, text, end) else None
