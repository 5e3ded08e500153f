"""Was it done at this visit? For each stretch of text the reason why it does not count, with the cue that says so.

Sections, headings of earlier visits, and cue words give *refusals*: ranges of a part with a reason.
Whether a mention is refused then depends on its place and on what kind of wording it is.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import chain
from typing import NamedTuple

from ptnotelint.nlp.clauses import clause, comma_clause, next_clause
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.naming import service_names
from ptnotelint.nlp.provenance import not_ours, other_days, without_deed
from ptnotelint.nlp.structure import Part
from ptnotelint.nlp.unfilled import filled_in

SECTION_REASONS = {
    "home_program": "home_program", "plan": "planned", "goals": "goal", "history": "historical", "education": "education",
    "billing": "billing_block", "previous_visit": "historical", "subjective": "historical", "measures": "measurement",
}
# A clause ends where another begins; a comma is weaker than these.
HELD = guarded(r"\b(?:left (?:it |them |(?:her|his|the) \w+ )?(?:at home|in the car)|forg[eo]t(?:ten)? (?:to bring|(?:it|them|(?:her|his|the) \w+) at home)|(?:did not|didn['’]t) bring)\b|\b(?:leave|left|leaving)\s(?:the |her |his |that |it )?(?:\w+\s){0,2}(?:alone|for another (?:day|visit))\b|(?<!glide )(?<!position )(?<!stretch )(?<!contraction )\bheld\b(?=-|\s*(?:$|[.,;:)/(|]|2/2|d/t|due|because|secondary|today|this|per|pending|until|as |since|for (?:today|now)|\())|(?:^|[.;:,]\s*)hold(?:ing)? off(?: on)?\b|(?:^|[.;:,]\s*)held\b(?!\s+(?:at|for|each|every|both|pos\w*|till|by|in|on|her|his|the|my|onto|x|\d))|\b(?:not|never|n't)\s+(?:yet )?(?:done|performed|given|completed|used|started|applied|attempted|tried|billed|addressed|initiated|reached|tested|assessed|trialed|trained|practi[cs]ed|appropriate|indicated|warranted|feasible|possible)\b")
MOVEMENT = guarded(r"\s(?:keep(?! \w+ing\b)|plant|lean|push|lift|turn|bend|hold|let|squeeze|tuck|reach|shift|slow|lead|land|swing|scoot|roll|breathe|relax|drop|straighten|tighten|put|place|step|stand|look|lock|press|pull|point|pause|hinge|widen|use the)\b(?![^.;|\n]{0,40}\b(?:at home|home|daily|tonight|ice|tomorrow|if)\b)")
BODY_REFUSED = guarded(r"\b(?:back|neck|spine|joints?|segments?|knees?|ankles?|hips?|shoulders?|elbows?|wrists?|hands?|thumb|fingers?|foot|toes?|quads?|muscles?|scar|capsule|legs?|arms?|hamstrings?|calf|jaw|blade|[ctl]\d)\s(?:still |simply |just )?\Z")  # "the mid-back refused to extend" is no refusal
CLOSING = guarded(r"(?:held|declined|refused|deferred|withheld|omitted|skipped|cancelled|canceled|discontinued|not \w+|n't \w+|stopped|unavailable|broken|out of order|on hold|postponed|waived)\Z")
BACK_CLAUSE = guarded(r"\b(?:where|because|since|although|though|as|whereas|when)\s(?:i|he|she|they|it|we|pt|patient|the (?:surgeon|md|repair|incision|knee|shoulder))\s(?=(?:[a-z]+\s){0,2}\Z)")
LED_BY_NAME = guarded(r"\W*(?:[a-z][a-z/&.]*|9\d{4})(?: (?:[a-z/&.]+|\(?9\d{4}\)?)){0,4}\s?(?: [-–—]+|:|[→>])\s(?:pt |patient |she |he )?")
UNCHECKED = guarded(r"(?:\[\s?\]|\(\s\)|☐)\s*\Z")
NOTHING = guarded(r"\W*(?:n\.?/?a\.?|none(?: today| given| needed)?|no|nil|not (?:done|given|performed|today|indicated|needed)(?: today)?|held|deferred|declined|refused|omitted|-+|—+|–+)\W*")
YES_NO = guarded(r"\byes\b.{0,12}\bno\b|\by\b.{0,8}\bn\b")
# the future in any verb: "will restart", "she'll do", "going to add"; an aim ("so that he will …") is a reason, not a plan
FUTURE = guarded(r"(?<!free )(?<!good )\b(?:will(?!\s(?:not|n['’]?t)\s(?:(?:yet|even|quite|fully|really|always|reliably)\s)?(?:fire|recruit|contract|engage|turn on|switch on|kick in|relax|let go|lengthen|bend|straighten|extend|glide|slide|move|hold|stay|lock|track|give|clear|open|close|release|budge|work|respond|react)\b)|(?:i|we|he|she|they|pt)['’]ll|(?:am|are|is|'s|'re) going to|going to|(?:plan(?:s|ning)?|intend\w*|hop(?:e|es|ing)|expect\w*) to|hop(?:e|es|ing) (?:that|(?:that )?(?:in|within|by|after) (?:the |another )?\w+|(?:he|she|they|we) (?:can|is|gets|does|manages))\b|to (?:re-?start|resume|be (?:added|started|introduced|resumed|progressed)))\b(?! power)")
HE_WILL = guarded(r"(?:he|she|they)['’]ll (?:do|keep|practi[cs]e|continue|repeat|work on|carry on)\b")  # "heel raises he'll do with his brother"
HELD_LONG = guarded(r"\s(?:(?:for|each|at|a|an|the|about|roughly|full|good|solid|whole|up to|nearly|until|till|end|through|in|steady|still)\s){0,3}(?:\d|half|quarter|minute|thirty|twenty|sixty|ten|fifteen|forty|five|six|eight|three|two|range|count|breath|fatigue|max\w*)")  # "the stretches were held half a minute"
AIM = guarded(r"\b(?:so|so that|that)\s(?:[\w']+\s){0,3}\Z")
# a machine that cannot be used
DOWN = guarded(r"\b(?:room|gym|clinic)\s(?:(?:is|was|being|still|currently|today)\s)*(?:out(?: (?:for|of))?|unavailable|not available)\b|\b(?:pool|gym|clinic)\s(?:(?:is|was|being|still|currently|today)\s)*closed\b|\b(?:table|unit|machine|device|pool|pump|traction|stim|ultrasound|us)\b(?: \w+)?\s(?:(?:is|was|were|are|being|still|currently|today)\s)*(?:down(?! (?:to|by|from))|out (?:for|of)|serviced|repaired|drained|not working|broken?|unavailable|occupied|in use|malfunction\w*|leaking)\b")
# a line that only says what is charged
CHARGED = guarded(r"\b(?:billed|charged|charges (?:entered|posted|submitted))\b")
# care named right behind a "no"
NONE_OF = guarded(r"\b(?:no|minus|except(?: for)?|excluding|skipping|sans|without(?: any)?|w/o(?: any)?|no further|not a candidate for|(?:did|does|do)(?: not|n['’]t) (?:do|give|use|perform|start|apply|want|like|need|tolerate|receive|get|have|include)(?: any| the)?)\s(?:[lrb]\s|formal |skilled |additional |new )?\Z")
NAMES_CARE = frozenset({"exercise_vague", "activity_vague", "technique_vague", "technique", "modality", "modality_type", "repositioning", "maneuver", "needling", "exercise", "gait", "activity"})
# went through in words: "reviewed lifting technique, pt verbalized understanding"
TALKED = guarded(r"\b(reviewed|discussed|went over|talked (?:over|about|through)|explained|covered)\b(?![^.;|]*\b(?:demo\w*|performed|practi[cs]ed|completed|trial\w*|reps?)\b)[^.;|]*\b(?:verbali[sz]\w+|verbally|voiced|verb\.?|stat\w+) ?(?:good |full |his |her )?(?:understanding|only|back)?\b[^.;|]*")
UNDERSTOOD = guarded(r"\b(?:verbali[sz]|verbally|voiced|verb\b|stat\w)")  # without which it cannot match, however often something was explained
# the official titles of the codes, which templates print under their headings
TITLE = guarded(r"(?:(?:physical|occupational) therapy )?evaluation[,:]? (?:low|mod\w*|high) complexity,? (?:requiring |with )?(?:an? )?history (?:and|with)\b[^.\n]{0,60}\b(?:personal factors|comorbid\w+)[^.\n]*|(?:to )?develop(?:ing)? strength(?:,| and| &)? (?:and )?endurance,? (?:and )?(?:rom|range of motion),?(?: and| &)? flexibility|(?:re-?ed\w* of )?movement, balance, coordination, kin\w+ sense, posture,?(?: and/or| and| &)? proprioception(?: for sitting and(?:/or)? standing activities)?|"
                   r"(?:use of )?dynamic activities to improve functional performance|mobili[sz]ation(?:\s?/\s?manipulation)?, (?:manual lymphatic drainage|mld),? (?:and |or )?(?:manual )?traction|(?:1|one) or more (?:areas|regions)|(?:therapeutic activities, )?direct \(?one-on-one\)?(?: patient contact)?(?: by (?:the )?provider)?|\(?includ(?:es|ing) stair climbing|effleurage, petrissage,? and/or tapotement|\(?stroking, compression,?(?: and)? percussion\)?|"
                   r"self[- ]care ?/ ?home management training(?=,? \(?e\.?g)|(?:activities of daily living|adls?) ?\(?(?:adls?)?\)?,? and compensatory training(?:, meal prep(?:aration)?)?(?:,? (?:and )?safety procedures)?(?:,? and instructions?[^.;|]{0,80})?|"
                   r"(?:orthotic|prosthetic)\(?s?\)? (?:management and(?:/or)? |and(?:/or)? prosthetic\(?s?\)? )?(?:management|training)\b[^.;:|]{0,90}?(?:upper|lower) extremit[^.;:|]{0,50}|(?:physical )?performance test or measurement\b(?: \(e\.?g[^)]*\))?|group \(2 or more (?:individuals|patients|people)\)|"
                   r"massage,? \(?incl\w*\.?:? effleurage,? (?:and |& )?petrissage(?:,? (?:and|&|or|and/or)? ?tapotement)?")
# a tally of units by the services' short names: "CRM 1, gait 1, NMR 1"
TALLY = guarded(r"(?:[a-z][a-z-]{0,6}(?: [a-z]{1,5})?\s?[x(:=]?\s?[1-8]\)?(?:\s?(?:u|units?))?(?:\s?[,;/+&]\s?(?:and )?|\s+|\W*\Z)){2,}")
DOSED = guarded(r"\bx|pain|\b[rlb]\b|eo|ec\b|\bto\b|mmt|\bgr\b|flex|ext|abd|rot|sts|sls")
SUBJECT = guarded(r"\A(?:and |but )?(?:pt\.?|patient|he|she|they|client|mom|resident)(?:\s(?:has|had|then|again|politely))?\Z")
GOES_ON = guarded(r"(?:\s(?:today|for now|for today|this visit|(?:d/t|due to|because of|2/2|secondary to|per)\s(?:[\w/]+\s){0,3}?[\w/]+))?\s(and |while |then )(?!(?:declined|refused|deferred|held|not)\b)")
OFFER = guarded(r"\boffer|\bpropos|\bsuggest|\bdiscuss|\bplanned\b")
HOLE = guarded(r"_{2,}|\[(?:insert[^\]\n]*|[a-z][a-z ,/'-]{1,40}|\s*)\]|\{[^}]{0,30}\}|\*{3,}|\b(?:yes|y)\s?/\s?(?:no|n)(?:\s?/\s?\w+)?\b|\bxx+\b|<<?[a-z _/]+>?>|\(\s{3,}\)")
BRACKETED = guarded(r"\[(?!date|time|side|area|insert|name|region|number|location|site|your|his|her|he|him|she|first|last|dob|mrn|age|minutes|amount|specify|describe|enter|select|choose|fill)")
BOX = guarded(r"\[\s?([x✓✔]?)\s*\]|\(\s?([x✓✔]?)\s*\)|([☐☑☒])")
# a sentence that opens with one of these speaks of home or of the future, heading or not
OPENING = guarded(r"\s*(?:(hep|home(?! (?:health|visit|safety|eval|management|mgmt|environment|assess|mobility|setting|simulat|(?:and |& ?|/ ?)self))|land hep|for home)|(plan(?!e|ned)|next(?=\s*:|\s+(?:visit|session|time|tx|week|wk|appt|treatment|step))|nv|tomorrow|to do next|(?:resume|restart|reintroduce)(?! time)))\b(?!\s*(?:exercises? (?:reviewed|done)|reviewed|was))")
# what the patient says of other days and places: "reports walking 2 miles, using ice"
REPORTED = guarded(r"\W*(?:pt\.?|patient|he|she|they|client|resident|mom|dad|wife|husband)\s(?:also |still )?(?:reports?|reported|states?|stated|says|said|tells (?:me|us))\s(?:that )?(?:(?:he|she|they)(?:\s(?:is|are|has been|have been|was)|['’]s)\s)?(?:[\w/]+\s){0,3}?(?P<did>doing|using|walking|performing|icing|going|attending|exercising|applying|riding|swimming|stretching|massaging)\b")
HERE = guarded(r"\b(?:today|after|during|session|treatment|tx|while|pain|difficult\w*|trouble|with|w/)\b")
AND_THEN = guarded(r",\s*then\b(?! (?:did|performed|completed|we did|pt|he|she|today)\b)")  # a plan goes on: "will use heat, then stretch"
INSTEAD = guarded(r"\b(?:in place of|instead of|rather than|replac\w+|different from)\s(?:the |her |his )?\Z")
AIM_HERE = guarded(r"goals?\s(?:is|was|of (?:\w+\s){1,3}(?:is|was)|of (?:the )?(?:task|tx|treatment|this|session|exercises?|intervention|activity))\b")
AIM_FIELD = guarded(r"goals?\s?[:=]")
FOR_HOME = guarded(r"\b(?:to|for|when|while|needed|safe\w*|like|as|difficulty|trouble|can(?:not|'t)?|unable)\b(?:\s[\w/<>&'-]+){0,10}\s\Z")
TO_DO = guarded(r"\b(?:to|will|continue\w*|should|hep|home|daily|doing|does|keep|practice|instructed)\s(?:\S+\s){0,6}\Z")
PRACTISED = guarded(r"\b(?:we|i|was|were|then|session|also)\s(?:\w+\s){0,2}?(?:practi[cs]ed|trained|rehears\w+|simulat\w+|worked|mimick\w+|set up|ran through|recreat\w+)\b|(?:\A|[.:;]\s*|\b(?:pt|patient|he|she)\s)(?:practi[cs]ed|trained|rehearsed)\b|\b(?:simulat|mimick?|recreat|rehears)\w*\s")
ASSIGNED = guarded(r"\b(?:to|will|should|can|may|continue)\s(?:also |then |now )?(?:do|perform|continue|practi[cs]e|complete|repeat|ice|work on|stretch|wear|apply|be (?:done|performed)|with)\b")
ORDERED = guarded(r"\W*(?:exercise|stretch|ice|walk|perform|repeat|keep (?:up|doing)|do (?:the|these|this|all)|ex(?:ercise)?s? (?:daily|as tolerated))\b(?! (?:band|bike|ball|program\w*|tolerance|session|class|in clinic)\b)")
LEFT_OUT = guarded(r"(?:omitted|left (?:out|off)) (?:from|of|in) (?:the |my |this |original )*(?:note|documentation|record|entry|chart)")
ONLY_TALK = guarded(r"discussed (?:w/|with|by)\s")
SPEAKER = guarded(r"\b(?:i|we|he|she|pt|patient|therapist|also|and|then)\s\Z")
WAS = guarded(r"\b(?:was|were|been|being)\s\Z")
OWN_DISCIPLINE = guarded(r"\bot\b")
HELPED_BY = guarded(r"(?:'s)?\s(?:verbal |tactile |close |min |mod )?(?:demo\w*|instruct\w*|cue\w*|cuing|assist\w*|guid\w*|supervis\w*|facilitat\w*|support\w*|correction|guard\w*)\b")
OT_NOTE = guarded(r"\bot\b[ -](?:daily|tx|treatment|note|eval|initial|progress|session|soap|encounter|plan|re-?eval|visit|discharge|acute|outpatient|home)|\boccupational therap(?:y|ist)(?:'s)? (?:daily|note|treatment|eval|progress|initial|session|encounter|re-?eval)|\bot ?r/?l\b|\bcota\b(?:/l)?|initial ot\b")
ONCE = guarded(r"\b(?:once|as soon as|pending|until|when)\s(?:the |his |her )?(?:surgeon|md|doctor|dr|ortho\w*|physician|doc|np|pa|cardiolog\w*)\s(?:has |gives |says )?(?:clear\w*|approv\w*|allow\w*|permit\w*|okay\w*|ok\w*|sign\w* off|release\w*)|\bif\b[^.;|]{3,50}?(?:,\s?|\bthen,?\s|→\s?|-> ?)(?:then |we |i |do |give |try )*(?:add|start|apply|use|trial|consider|e-?stim|tens|ifc|nmes|ice|heat|cold pack|hot pack|mhp|traction|taping|progress|regress)\b|\b(?:when|once|if|until)\b[^.;,]{0,30}\b(?:is|are|has) (?:gone|resolved|cleared|faded|closed|down|healed|better|settled|calm\w*|off|in|available|back)\b|\bwhen (?:it|table|unit) is back\b")
YEAR = guarded(r"\b(?:in|since|from|back in)\s(?:late |early )?(?:19|20)\d\d\b")
ON_DATE = guarded(r"\bon \d{1,2}/\d{1,2}(?:/\d{2,4})?,?\s(?:\w+\s){0,2}(?:had|received|did|got|tolerated|underwent|performed|was|were)\b|\b(?:had|received|got|underwent|last)\s(?:[\w'-]+\s){1,8}on \d{1,2}/\d{1,2}\b")
CONTRAST = guarded(r"(?:\(|\bvs\.?|\bthan|\bcompared (?:to|with)|\bfrom|\bwas|\bsince|\bup from|\bdown from|=|,)\s*(?:[\w./%#'\"]+\s){0,4}\Z")
BACKGROUND = guarded(r"\b(?:because|since|as|given|d/t|due to|2/2|b/c|for|whereas|when)\s")
WHO_USED = guarded(r"\b(?:pt|patient|client|resident|he|she|they|i|we|it|that|this|who|which|and|but|mom|dad|wife|husband|daughter|son|mother|father|(?:mr|mrs|ms)\.? [\w-]+|also|always|never|only|job|work|life|pain)\s\Z")
PER_DAY_OK = guarded(r"wear|meals|sessions?\Z")
DONE_FIRST = guarded(r"\b(?:today|this (?:date|visit|session)|performed|completed|practiced|practised|administered|applied|trained|treated|instructed in|worked on|did|in (?:the )?clinic|in-clinic)\b")
DATED = needs_of(ON_DATE, YEAR)
OTHERWISE = needs_of(FUTURE, DOWN, NONE_OF, REPORTED, TALKED, TALLY, CHARGED, TITLE)

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
    folded, part
        The whole text in lower case, and the segment of it.
    hits : list of Hit
        Vocabulary found in the segment (cues among the rest).
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
    found.extend(_but_names(folded, part, hit, hits, refusal) for hit in cues if (refusal := _cue_refusal(folded, part, hit, named))
                 and not (hit.reason == "historical" and any(other.reason == "elsewhere" and other.start < hit.start and hit.end <= other.end for other in cues)))
    for match in HELD.finditer(folded, part.start, part.end) if part.met & HELD.need else ():
        found.append(_negation(folded, part, match.start(), match.end()))
    for start, end in per_day:
        if not PER_DAY_OK.search(folded, max(part.start, start - 12), start):
            found.append(Refusal(*clause(folded, part, start, end), "home_program", folded[start:end]))
    opening = OPENING.match(folded, part.start, part.end) if part.met & OPENING.need else None
    if opening and part.head_end <= part.start and not any(cue.start == opening.start() for cue in cues):
        found.append(Refusal(part.start, part.end, "home_program" if opening[1] else "planned", opening[0].strip()))
    for match in ONCE.finditer(folded, part.start, part.end) if part.met & ONCE.need else ():
        found.append(Refusal(*comma_clause(folded, part, match.start(), match.end()), "planned", match[0]))
    if part.family is None and part.met & DATED:
        for match in chain(ON_DATE.finditer(folded, part.start, part.end), YEAR.finditer(folded, part.start, part.end)):
            found.append(Refusal(*clause(folded, part, match.start(), match.end()), "historical", match[0]))
    if part.met & OTHERWISE:
        found.extend(_said_otherwise(folded, part, hits, dosed))
    found.extend(Refusal(*each) for each in not_ours(folded, part))
    boxes = list(BOX.finditer(folded, part.start, part.end)) if part.met & BOX.need else []
    found.extend(_unticked(folded, part, boxes))
    if part.head_end > part.start and part.met & NOTHING.need and NOTHING.fullmatch(folded, part.head_end, part.end):
        found.append(Refusal(part.start, part.end, "negated", folded[part.head_end:part.end].strip()))
    empty = {match.span() for match in boxes}
    for match in HOLE.finditer(folded, part.start, part.end) if part.met & HOLE.need else ():
        if match.span() in empty or match[0][0] == "[" and match.start() == part.start and folded[match.end():match.end() + 1] in (" ", "\n", "") and BRACKETED.match(match[0]):
            continue  # a heading in brackets ("[POC] 2x/wk"), or: an empty box takes what follows it, not the choice before it
        if match[0][0] == "[" and match[0].strip("[] ") in service_names():
            continue  # "[MT] scar mob": a label, not a hole
        if match[0][0] == "[" and (filled_in(match[0]) or match[0].count("/") < 2 and any(hit.label in ("region", "muscle", "modality_type", "technique", "position") and match.start() < hit.start and hit.end < match.end() for hit in hits)):
            continue  # "[IFC] to [neck / upper back]": what was chosen from a list
        found.append(Refusal(*_hole_span(folded, part, match.start(), match.end()), "template_hole", match[0].strip()))
    reason = SECTION_REASONS.get(part.section or "")
    if reason == "measurement" and (dosed or any(hit.label in ("modality", "technique") for hit in hits)):
        reason = None
    if reason and not _done_after_all(folded, part, cues):
        found.append(Refusal(part.start, part.end, reason, f"under {part.section.replace('_', ' ')}"))
    return found


AS_BEFORE = guarded(r"(?:the )?(?:as|same as) (?:last|prev|prior|before)")


def _but_names(folded: str, part: Part, cue: Hit, hits: list[Hit], refusal: Refusal) -> Refusal:
    """"GH glides as last visit to free the capsule": what is named was done; only how much is said elsewhere."""
    if cue.reason == "elsewhere" and AS_BEFORE.match(folded, cue.start) and any(
            hit.label in ("technique", "exercise", "activity", "modality") and hit.reason is None and refusal.start <= hit.start and hit.end <= cue.start for hit in hits):
        return Refusal(cue.start, cue.end, refusal.reason, refusal.cue)
    return refusal


def _unticked(folded: str, part: Part, boxes: list[re.Match]) -> Iterator[Refusal]:
    """What stands at boxes that nobody ticked."""
    if (len(boxes) > 1 or boxes and YES_NO.search(folded, part.start, part.end)) and not any(map(_ticked, boxes)):
        yield Refusal(part.start, part.end, "template_hole", "no box chosen")
    labels_first = len(boxes) > 0 and boxes[0].start() - part.start > 2 and boxes[-1].end() >= part.end - 1  # "US [ ]  TENS [x]"
    for number, match in enumerate(boxes):
        if _ticked(match):
            continue
        if labels_first:
            yield Refusal(boxes[number - 1].end() if number else part.start, match.end(), "template_hole", match[0])
            continue
        stop = boxes[number + 1].start() if number + 1 < len(boxes) else part.end
        newline = folded.find("\n", match.end(), stop)
        yield Refusal(match.start(), newline if newline > 0 else stop, "template_hole", match[0])
    if UNCHECKED.search(folded, max(0, part.start - 8), part.start):  # the box was taken for the line's bullet
        yield Refusal(part.start, boxes[0].start() if boxes else part.end, "template_hole", "[ ]")


def _ticked(box: re.Match) -> bool:
    return bool(box[1] or box[2]) or box[3] not in (None, "☐")


def _said_otherwise(folded: str, part: Part, hits: list[Hit], dosed: bool):
    """The future in whatever verb, machines out of use, care denied by its name, teaching by word only, charges."""
    reached = part.start
    for match in FUTURE.finditer(folded, part.start, part.end) if part.met & FUTURE.need else ():
        if match.start() >= reached and not AIM.search(folded, max(part.start, match.start() - 40), match.start()):
            start, end = clause(folded, part, match.start(), match.end())
            subject = folded[start:match.start()].strip(" ,:-–—•*")
            reached = end
            yield Refusal(start if len(subject.split()) < 3 or HE_WILL.match(folded, match.start()) and folded[match.start() - 2].isalnum() and DONE_FIRST.search(subject) is None else match.start(), end, "planned", match[0])
    for match in DOWN.finditer(folded, part.start, part.end) if part.met & DOWN.need else ():
        yield Refusal(*clause(folded, part, match.start(), match.end()), "negated", match[0])
    for hit in hits if part.met & NONE_OF.need else ():
        if hit.label in NAMES_CARE and (no := NONE_OF.search(folded, max(part.start, hit.start - 40), hit.start)):
            yield Refusal(no.start(), comma_clause(folded, part, hit.start, hit.end)[1], "negated", no[0].strip())
    if part.family is None and part.met & REPORTED.need and (told := REPORTED.match(folded, part.start, part.end)) and not HERE.search(folded, part.start, part.end):
        yield Refusal(told.start("did"), clause(folded, part, told.start("did"), told.end())[1], "historical", told[0].strip())
    if not dosed:
        for match in TALKED.finditer(folded, part.start, part.end) if part.met & TALKED.need and UNDERSTOOD.search(folded, part.start, part.end) else ():
            yield Refusal(match.start(), match.end(), "education", match[1])
        if part.family is None and part.column is None and part.end - part.start < 80 and part.met & TALLY.need and (tally := folded[part.start:part.end].strip(" .")) and TALLY.fullmatch(tally) and not DOSED.search(tally):
            yield Refusal(part.start, part.end, "billing_block", "units")
        if part.family is None and part.met & CHARGED.need and CHARGED.search(folded, part.start, part.end):
            yield Refusal(part.start, part.end, "billing_block", "charged")
    for match in TITLE.finditer(folded, part.start, part.end) if part.met & TITLE.need else ():
        yield Refusal(match.start(), match.end(), "billing_block", match[0])


def _done_after_all(folded: str, part: Part, cues: list[Hit]) -> bool:
    """Plan and assessment texts tell also what was done; tense and "today" say so."""
    if part.section not in ("plan", "education") or any(cue.reason == "planned" for cue in cues):
        return False
    return DONE_FIRST.search(folded, part.start, part.end) is not None


def _cue_refusal(folded: str, part: Part, hit: Hit, named: bool) -> Refusal | None:
    cue = folded[hit.start:hit.end]
    if hit.reason == "home_program" and _not_home(folded, part, hit, cue, named):
        return None
    if hit.reason == "other_provider" and HELPED_BY.match(folded, hit.end):
        return None  # "20 min w/ OT demonstration"
    if hit.reason == "other_provider" and " " not in cue and without_deed(folded, part, hit.start, hit.end):
        return None  # "CNA shown don/doff", "picked up from the vendor"
    if hit.reason == "other_provider" and OWN_DISCIPLINE.search(cue) and OT_NOTE.search(folded):
        return None  # "set up by OT" in an occupational therapist's note
    if named and cue == "told to" and MOVEMENT.match(folded, hit.end):
        return None  # "told to plant both feet": how to do what is done here
    if named and (cue in ("on her own", "on his own", "reminded to") or cue in ("to begin", "to start") and folded[part.start:hit.start].rstrip().endswith(("min", "mins", "minutes", "'", ")"))):
        return None  # in a service's own text: how much help it took; "12 min to begin loading …": what it is for
    if cue == "used to" and (thing := folded[part.start:hit.start].split()) and not WHO_USED.search(folded, part.start, hit.start) and thing[-1].isalpha():
        return None  # "palpation used to teach the lift": what it was for
    if hit.reason == "negated":
        return None if LEFT_OUT.match(folded, hit.start) or cue.endswith(" held") and HELD_LONG.match(folded, hit.end) or folded.startswith("refused to ", hit.start) and BODY_REFUSED.search(folded, max(part.start, hit.start - 24), hit.start) else _negation(folded, part, hit.start, hit.end)
    if hit.reason == "education" and ONLY_TALK.match(folded, hit.start) and not SPEAKER.search(folded, part.start, hit.start) and folded[part.head_end:hit.start].strip(" -–—:•*"):
        return Refusal(clause(folded, part, hit.start, hit.end)[0], hit.end, "education", cue)  # "cosmetic finger discussed w/ surgeon by phone"
    if hit.reason == "education" and WAS.search(folded, max(part.start, hit.start - 12), hit.start):
        return Refusal(clause(folded, part, hit.start, hit.end)[0], hit.end, "education", cue)  # "traction was discussed, she preferred …"
    start, end = clause(folded, part, hit.start, hit.end)
    if hit.reason == "elsewhere" and INSTEAD.search(folded, part.start, hit.start):
        return None  # "in place of the usual routine"
    if hit.reason == "goal" and part.section != "goals" and (AIM_HERE.match(folded, hit.start) or part.family and AIM_FIELD.match(folded, hit.start)):
        return None  # "goal is recruiting DF": what this service is for
    if hit.reason == "planned" and hit.scope == "clause" and hit.start - part.start < 4:
        return Refusal(hit.start, end, "planned", cue)
    if hit.reason == "elsewhere" or hit.reason == "planned" and hit.scope == "clause":
        return Refusal(*comma_clause(folded, part, hit.start, hit.end), hit.reason, cue)
    if hit.scope == "after" and hit.reason == "planned":
        while on := AND_THEN.match(folded, end, part.end):
            end = clause(folded, part, on.end(), on.end())[1]
    if hit.scope == "after":
        return Refusal(hit.start, end, hit.reason, cue)
    if hit.reason == "historical" and not folded[hit.end:end].strip(" ,:-") and end < part.end and not folded[start:hit.start].strip(" ,:-•*"):
        return Refusal(start, next_clause(folded, part, hit.end), hit.reason, cue)  # "Last session | we did manual and the bike"
    if hit.reason == "historical":
        if not folded[start:hit.start].strip(" ,:-•*") and (over := other_days(folded, hit.end, end)):
            return Refusal(start, over, hit.reason, cue)
        start, end = comma_clause(folded, part, hit.start, hit.end)
        if cause := BACKGROUND.search(folded, max(start, part.head_end), hit.start):
            start = cause.start()  # "started strengthening because last week's index was low"
        bracket = folded.rfind("(", part.start, hit.start)
        if bracket >= 0 and folded.find(")", bracket, hit.start) < 0:
            closing = folded.find(")", hit.end, part.end)
            return Refusal(bracket, closing if closing > 0 else end, "historical", cue)
        if CONTRAST.search(folded, start, hit.start):
            start = max(start, CONTRAST.search(folded, start, hit.start).start())
        elif part.family is not None and re.search(r"\d", folded[start:hit.start]) is None:
            start, end = clause(folded, part, hit.start, hit.end)
    return Refusal(start, end, hit.reason, cue)


def _not_home(folded: str, part: Part, hit: Hit, cue: str, named: bool) -> bool:
    """Words of home that tell what care is for, or how a repetition here was managed."""
    if cue in ("on her own", "on his own", "on their own"):
        return not TO_DO.search(folded, max(part.start, hit.start - 60), hit.start)  # "managed the last five on her own"
    if cue in ("at home", "at school", "between visits", "in between visits", "every day", "each morning", "every morning", "in the evening", "in the evenings", "at bedtime"):
        start = max(part.start, hit.start - 120)
        if ASSIGNED.search(folded, start, hit.start):
            return False
        if part.family is None and ORDERED.match(folded, part.head_end, hit.start):
            return False  # "Exercise as tolerated at home, x20 of each"
        if FOR_HOME.search(folded, start, hit.start) or PRACTISED.search(folded, start, hit.start):
            return True
        return cue == "at home" and named  # "transfers at home: STS x5": what the labelled care is for
    return False


def _negation(folded: str, part: Part, start: int, end: int) -> Refusal:
    """What is negated: before a closing word ("IFC declined"), after an opening one ("held US")."""
    clause_start, clause_end = clause(folded, part, start, end)
    near_start, near_end = comma_clause(folded, part, start, end)
    if LED_BY_NAME.fullmatch(folded, part.start, start):
        return Refusal(part.start, clause_end, "negated", folded[start:end])  # "Mech traction - declined, …"
    bracket = folded.rfind("(", clause_start, start)
    if bracket >= 0 and (closing := folded.find(")", bracket, clause_end)) > start:
        clause_start, clause_end = bracket + 1, closing  # "(4 needles, no stim)" says nothing of what stands around it
        near_start, near_end = max(near_start, clause_start), min(near_end, closing)
    if folded[end:end + 1] == ":":
        return Refusal(clause_start, clause_end, "negated", folded[start:end])  # "held: leg press, squats"
    for match in BACK_CLAUSE.finditer(folded, near_start, start):
        near_start = clause_start = match.start()  # "… four out of five where I was not permitted to test it"
    before = SUBJECT.sub("", folded[near_start:start].strip(" ,.-–—:•*"))
    if not before and near_start > clause_start and (OFFER.search(folded, clause_start, near_start) or len(folded[end:clause_end].strip(" .,;|")) < 3):
        return Refusal(clause_start, near_end, "negated", folded[start:end])  # "ice offered after, pt declined"
    if len(before) > 2 and (on := GOES_ON.match(folded, end, near_end)):
        near_end = on.start(1)  # "the ladder was held and biking kept at level 2": the rest was done
    if len(before) > 2 and CLOSING.search(folded[start:end]):
        return Refusal(near_start if before.count(" ") else clause_start, near_end, "negated", folded[start:end])
    if len(before) > 2:
        return Refusal(clause_start, near_end, "negated", folded[start:end])
    return Refusal(near_start, clause_end, "negated", folded[start:end])


def _hole_span(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    """A hole takes the words of its own field with it: back to the last comma or colon, on to the next."""
    first = max(folded.rfind(mark, part.start, start) for mark in (",", ";", "|", ". ", "\n", "]", "  "))
    stop = min((at for mark in (",", ";", "|", ". ", "\n", "[", "  ") if (at := folded.find(mark, end, part.end)) >= 0), default=part.end)
    return (first + 1 if first >= 0 else part.start), stop


def why_refused(found: list[Refusal], start: int, end: int) -> Refusal | None:
    """The refusal that covers a mention, cues before sections, and a reference to another document last of all.

    Examples
    --------
    >>> why_refused([Refusal(0, 9, "planned", "will")], 4, 8).reason
    'planned'
    """
    covering = [refusal for refusal in found if refusal.start <= start and end <= refusal.end]
    first = covering[0] if covering else None
    if first is None or first.reason != "elsewhere":
        return first
    return next((refusal for refusal in covering if refusal.reason != "elsewhere" and not refusal.cue.startswith("under ")), first)
