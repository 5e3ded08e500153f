"""Roles that words play together: a reason, a functional goal, a response, a need for skill, a measurable goal.

Each is composed from the vocabulary, the numbers and their order in one segment. What the patterns
cannot see is left to the classifier.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import Context

# --- purpose -----------------------------------------------------------------------------------------------------
NOT_A_REASON = frozenset({"2/2", "due to", "d/t", "because of", "because", "secondary to", "since"})
AIM = re.compile(r"(?:\bto|\bfor|\bfocus\w*|\bworking on|\bworked on|\bto work|\baim\w*|\btarget\w*|\baddress\w*|\bpurpose|\bgoal|\bin order|\bso that|\bhelp|\bintent|\brationale|\bwhy|\bpromot\w*|\bfacilitat\w*|\brestor\w*|"
                 r"\bimprov\w*|\bincreas\w*|\bdecreas\w*|\breduc\w*|\bnormaliz\w*|\bregain\w*|\bmaintain\w*|\bprevent\w*|\bcalm\w*|\bquiet\w*|\brelax\w*|\bloosen\w*|\bsoften\w*|\bfree up|\bknock down|\bease\w*|\bcontrol\w*|\bmanag\w*|\bmodulat\w*|"
                 r"\bretrain\w*|\bdevelop\w*|\bbuild\w*|\bstrengthen\w*|\benhance\w*|\bclear\w*|\bbreak up|\bdesensiti\w*|\bsettle|\blimit\w*|\bminimi\w*|\bgain\w*|\boptimi\w*|\bchalleng\w*|\bemphas\w*|\bre-?establish\w*|\bstop|\bstimulat\w*|\bwarm up|\bunload\w*|\bdecompress\w*|"
                 r"\b↓|\b↑|↓|↑|\binc\.?|\bdec\.?|\bdecr\.?|\bincr\.?|\bimp\.?)\s*\Z")
RESULT = re.compile(r"\s*(?:of |at |now |was |is |are |were |about |~|=|:|-|rated |level )?\(?\s*\d|\s*(?:improved|increased|decreased|unchanged|same|better|worse|noted|present|persists|wnl|wfl|is |was |remains?|with (?:overhead|stairs|gait|walking|reaching)|continues|limits|limited|limiting)\b")
DENIED = re.compile(r"\b(?:no|without|w/o|denies|denied|free of|any|c/o|reports?|states?|less|w/out|not|reproduc\w*|provok\w*|pain stayed|kept|limited by|despite|within|tolerat\w*|below|under|increase in|increased|had|more|some|mild|minimal|slight|has|feels?)\s+(?:\w+\s){0,2}\Z")
CHANGED_BECAUSE = re.compile(r"\b(?:reduced|decreased|cut|stopped|dropped|backed off|modified|held|limited|stop|ended|regressed|lowered|progressed|swapped|broke|paused|rest(?:ed)?)\b[^.;]{0,50}\Z")

# --- functional goal ---------------------------------------------------------------------------------------------
LIMIT = re.compile(
    r"\b(?:can(?:not|'?t|’t| not| only| now| barely)|could ?n[o'’]t|could not|unable|difficult\w*|diff\b|trouble|hard(?:er)?\b|struggl\w*|limit\w*|limitation|pain (?:with|w/|when|during|on|while|after|going)|pn (?:with|w/)|hurts?|worse|aggravat\w*|"
    r"need(?:s|ed|ing)? (?:to|help|assist\w*|both|for)|needed for|avoid\w*|afraid|fear\w*|stop(?:s|ped)? (?:to|at|after|him|her)|wants?|would like|hop(?:es|ing)|goal|return\w*|rtw|rts|back to|get back|so (?:that )?(?:she|he|pt|they|patient)|in order to|"
    r"required? (?:for|to)|requires?|job|tolerance|tolerates?|has to|have to|must|gave up|given up|giving up|miss(?:es|ed|ing)|still|only|independen\w*|problem\w*|scared|fatigu\w*|tires?|after \d+|more than|longer than|>\s?\d+|needs|relies|lives alone|prior level|plof|linked|carryover|functional|function|daily|adls?|"
    r"aim\w*|toward\w*|prep\w* for|for (?:his|her|their|work|home|return|safe)|train\w* for|simulat\w*|as at|like at|at home|struggles|wake\w*|woke|interrupt\w*|ability to|able to|w/o|unsafe|grab|catch\w*|ltg|stg|target|reason)\b|ing well|why")
FOR_FUNCTION = re.compile(r"\b(?:for|to|with|w/|during|when|so|toward|into|before|as|like|needed in|in)\s+(?:\w+\s){0,3}\Z")
# --- response ----------------------------------------------------------------------------------------------------
AFTERWARDS = re.compile(r"\b(?:after\w*|post\w*|leaving|at end|end of|end:|on exit|out at|by (?:the )?end|finish\w*|following|pre\b.{0,30}post|before.{0,40}after|during|upon|throughout|to finish|end-session|end session|response|result|→|now|today|next squat|in-session|immediately)\b|→|->")
PAIN_CHANGE = re.compile(
    r"\b(?:pain|pn|sx|symptoms?|tingling|leg|arm|vertigo|dizz\w*|ache|knee|hip|shoulder|neck|back|lbp|ha|headache|numbness|from|it|discomfort|stiffness|soreness|spasm|nps|vas|nprs|out|down|rates?|rated)\b[^.;|\n]{0,40}?\b\d{1,2}(?:/10)?\s?(?:to|→|->|=>|down to|and|then|in,|before|pre|,)\s?(?:to\s)?(?:a\s)?\d{1,2}(?:/10)?\b(?!\s?(?:reps|sets|min|x|lb|ft|feet|wk|sec|days|steps))|"
    r"\b(?:leaving|post|after|end|out|now|exit|following|to)\b[^.;|\n\d]{0,25}\d{1,2}/10|\b\d{1,2}/10\s?(?:\w+\s){0,3}(?:after|post|leaving|at end|end of|following|out|on exit|upon leaving)|"
    r"\bpre\b[^.;|\n]{0,40}\bpost\b|\bbefore\b[^;|\n]{0,40}\d[^;|\n]{0,30}\bafter\b|\b\d+[^.;|\n]{0,12}\bbefore,?\s+\d+[^.;|\n]{0,12}\bafter|\bremain\w*\s(?:at\s)?\d{1,2}/10|\bstayed\s(?:at\s)?\D{0,3}\d{1,2}(?:/10)?|\bunchanged\b[^.;|\n]{0,12}\d|\bgain(?:ed)?\s(?:of\s)?\d+\s?(?:°|deg)|\bno change\b[^.;|\n]{0,20}\d")
NOT_EFFECT = re.compile(r"\b(?:no|denies|denied|without|w/o|not|any|if|since|last|yesterday|woke|night|morning|history|was)\s+(?:\w+\s){0,2}\Z")
RESPONSE_PLACES = frozenset({None, "objective", "assessment", "treatment", "addendum", "measures", "education"})
# --- skilled need ------------------------------------------------------------------------------------------------
CAUSE = re.compile(r"\b(?:because|due to|d/t|2/2|since|secondary to|as (?:pt|she|he|the|they|it|\dx)|for (?:pain|form|safety|substitution|fatigue|compensation|control|loss)|to (?:avoid|prevent|keep|protect|limit|maintain|allow|control|ensure|settle)|after|when|given|b/c|so (?:that|he|she|pt|as|load|the)|until|but|by rep|once|unless|based on|until|w/|with|whose?|bc|from|he|she|was)\b|\(")
STRONG_SKILL = re.compile(
    r"\b(?:needs?|requir\w+|must have|depends on|relies on)\s(?:a\s|the\s|skilled\s|hands-on\s)?(?:pt|ot|therapist|cht|therapy|skilled|clinician|therapist's|ongoing skilled|continued skilled)\b[^.;\n]{0,60}?\b(?:to|for|because|due|since|as|2/2|given|d/t|on|off)\b|\bset by (?:the )?therapist|\bw/ pt watching|\bskill\w*\b[^.;\n]{0,80}\b(?:because|due to|since|2/2|d/t|as (?:he|she|pt)|given)\b|"
    r"\bcan(?:not|'t|’t) (?:self[- ]correct|feel|tell|judge|grade|monitor)|\bunder-?reports|\bunsafe\b[^.;\n]{0,30}\b(?:without|w/o|alone|to)|\bnot (?:yet )?(?:safe|ready)\b|\bdosed? (?:low|by|off|to|on)\b|\btherapist(?:'s)? (?:hands|judg\w*|needed|to)|\bstill needs? (?:a therapist|pt|ot|hands|skilled|graded)")
# --- goals -------------------------------------------------------------------------------------------------------
TIME_FRAME = re.compile(r"\b(?:in|within|by|w/in|over|x|after|for|-|–|—|\()?\s?(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s?(?:-|–|to)?\s?\d{0,2}\s?(?:wks?|weeks?|w|mos?|months?|days?|visits?|sessions?|yrs?)\b|\bby (?:d/c|discharge|\w{3,9} \d{0,4}|\d{1,2}/\d{1,2}|the end|summer|spring|fall|winter|christmas|may|june|july)|\bby \d")
MEASURE = re.compile(r"\d|\bindepend\w*|\bmod i\b|\bi\b|\bwithout\b|\bw/o\b|\bno\b|\bsupervis\w*|\bcga\b|\bsba\b|\bhalf|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bzero|\bunlimited|\bnormal|\bpain[- ]free|\breciprocal")
FINDING = re.compile(r"\d|\b(?:wnl|wfl|intact|normal|positive|negative|neg|pos|limited|decreased|absent|present|weak\w*|tender\w*|impaired|reduced|increased|antalgic|tight\w*|restricted|diminished|hypomobile|guarded|poor|fair|good|unremarkable|clear|full|equal|symmetric\w*|forward|rounded|short\w*|dysmetric|swollen|stable|unable)\b|[+]|\(-\)")


def purposes(folded: str, context: Context):
    """(label, start, end) of each reason in a part: ``purpose_motor`` for motor reasons, else ``purpose``."""
    part = context.part
    named = [hit for hit in context.hits if hit.label in ("exercise", "technique", "activity", "test", "positional_test", "modality", "modality_type", "exam")]
    for hit in context.hits:
        if hit.label not in ("impairment", "impairment_motor"):
            continue
        if any(other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start for other in named if other.label != "exam"):
            continue
        if hit.start < part.head_end or _is_reason(folded, context, hit, named):
            yield ("purpose_motor" if hit.label == "impairment_motor" else "purpose"), hit.start, hit.end


def _is_reason(folded: str, context: Context, hit: Hit, named: list[Hit]) -> bool:
    part = context.part
    before = folded[part.start:hit.start]
    if RESULT.match(folded, hit.end, min(part.end, hit.end + 24)) or CHANGED_BECAUSE.search(before):
        return False
    cue = None
    for other in context.hits:
        if other.label == "purpose_cue" and other.end <= hit.start and hit.start - other.end <= 60:
            words = folded[other.start:other.end]
            if words not in NOT_A_REASON and not re.search(r"[;|]|\. |\d{2,}", folded[other.end:hit.start]):
                cue = other
    if cue is not None and not DENIED.search(folded[cue.end:hit.start]) and not DENIED.search(folded[max(part.start, cue.start - 24):cue.start]):
        if not folded[cue.start:cue.end].endswith("ed") or AIM.search(folded[:hit.start][-40:]):
            return True
    if AIM.search(before[-26:]) and not DENIED.search(before[-30:]):
        return True
    return _bare_aim(folded, context, hit, named)


def _bare_aim(folded: str, context: Context, hit: Hit, named: list[Hit]) -> bool:
    """The heading's own words ("Ex 20 min — glute med strength/endurance") or a cell of nothing but aims."""
    part = context.part
    if not context.families or not context.labelled:
        return False
    first_named = min((other.start for other in named if other.start >= part.head_end and other.label != "exam"), default=part.end)
    after_heading = part.head_end > part.start and hit.start < first_named
    words = len(folded[part.head_end:part.end].split())
    bare = words <= 8 and first_named >= part.end and not any(q.kind not in ("minutes", "prime", "clock") for q in context.quantities)
    if not (after_heading or bare):
        return False
    lead = folded[part.head_end:hit.start]
    return re.search(r"\d|\b(?:pain|no|tolerat\w*|fatigue|improved|after|good|fair|poor)\b", lead + folded[hit.start:hit.end] if hit.label == "impairment" else lead) is None and len(lead) < 60


def functional_goals(folded: str, context: Context):
    """(start, end) of daily-life, work or sport activities named as a goal, a limitation or an aim."""
    part = context.part
    clear = part.section in ("goals", "subjective", "history", "assessment")
    for hit in context.hits:
        if hit.label != "function" or hit.start < part.head_end:
            continue
        before = folded[part.start:hit.start]
        if part.section in ("goals",):
            yield hit.start, hit.end
        elif LIMIT.search(folded, part.start, part.end) and (clear or not context.families or FOR_FUNCTION.search(before[-30:])):
            yield hit.start, hit.end
        elif context.families and re.search(r"\b(?:for|to|needed (?:for|in)|so)\s+(?:\w+\s){0,2}\Z", before[-26:]) and not re.search(r"\bcues? (?:for|to)|\bsit to\Z|\bdown to\Z|\bup to\Z", before[-26:]):
            yield hit.start, hit.end


def responses(folded: str, context: Context):
    """(label, start, end) of effects in this visit: ``response``, or ``response_vague`` for stock phrases."""
    part = context.part
    if part.section not in RESPONSE_PLACES:
        return
    for match in PAIN_CHANGE.finditer(folded, part.start, part.end):
        yield "response", match.start(), match.end()
    for quantity in context.quantities:
        if quantity.kind == "change" and part.section != "history":
            yield "response", quantity.start, quantity.end
    vague = [hit for hit in context.hits if hit.label == "response_vague"]
    for hit in vague:
        yield "response_vague", hit.start, hit.end
    for hit in context.hits:
        if hit.label != "response" or any(v.start <= hit.start and hit.end <= v.end for v in vague):
            continue
        if NOT_EFFECT.search(folded[max(part.start, hit.start - 24):hit.start]):
            continue
        treated = bool(context.families) or part.section in ("assessment", "treatment", "addendum", "objective")
        if treated or AFTERWARDS.search(folded, part.start, part.end) or part.section is None and context.index > 2:
            yield "response", hit.start, hit.end


def skilled_needs(folded: str, context: Context):
    """(start, end) of adjustments with their cause, and of skill tied to this patient."""
    part = context.part
    if part.section in ("subjective", "history", "home_program"):
        return
    for match in STRONG_SKILL.finditer(folded, part.start, part.end):
        yield match.start(), match.end()
    for hit in context.hits:
        if hit.label == "skill_reason" and CAUSE.search(folded, part.start, part.end):
            cause = CAUSE.search(folded, hit.end, part.end) or CAUSE.search(folded, part.start, hit.start)
            if cause and (cause.start() > hit.end or hit.start - cause.end() < 60):
                yield hit.start, hit.end


def measurable_goals(folded: str, context: Context, heading_frame: bool):
    """(start, end) of goals that name an activity, a measure and a time frame (maybe in their heading)."""
    part = context.part
    in_goals = part.section == "goals" or re.search(r"\b(?:ltg|stg|goals?)\b|\bwill (?:be able|\w+)\b|\bin order to|\bable to\b|\bto (?:lift|walk|stand|climb|sit|carry|return|reach|drive)\b", folded[part.start:part.end])
    if not in_goals or part.section in ("subjective", "home_program"):
        return
    named = [hit for hit in context.hits if hit.label in ("function", "activity", "gait")]
    if named and MEASURE.search(folded, part.start, part.end) and (heading_frame or TIME_FRAME.search(folded, part.start, part.end)):
        yield named[0].start, named[-1].end


def findings(folded: str, context: Context):
    """(label, start, end): examination words with a finding, tests with a score, positional results."""
    part = context.part
    for hit in context.hits:
        if hit.label == "exam" and FINDING.search(folded, max(part.start, hit.start - 30), min(part.end, hit.end + 60)):
            yield "exam_finding", hit.start, hit.end
        elif hit.label == "test":
            score = re.compile(r"[^.;\n]{0,40}?\d").match(folded, hit.end, part.end)
            if score and not re.search(r"\b(?:goal|by|to improve|target)\b", score[0]):
                yield "test_score", hit.start, hit.end
                yield "exam_finding", hit.start, hit.end
