"""Roles that words play together: a functional goal, a response, a need for skill, a measurable goal.

Each is composed from the vocabulary, the numbers and their order in one segment. What the patterns
cannot see is left to the classifier.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.services import Context

# --- functional goal ---------------------------------------------------------------------------------------------
LIMIT = re.compile(
    r"\b(?:can(?:not|'?t|’t| not| only| now| barely)|could ?n[o'’]t|could not|unable|difficult\w*|diff\b|trouble|hard(?:er)?\b|struggl\w*|limit\w*|limitation|pain (?:with|w/|when|during|on|while|after|going)|pn (?:with|w/)|hurts?|worse|aggravat\w*|"
    r"need(?:s|ed|ing)? (?:to|help|assist\w*|both|for)|needed for|avoid\w*|afraid|fear\w*|stop(?:s|ped)? (?:to|at|after|him|her)|wants?|would like|hop(?:es|ing)|goal|return\w*|rtw|rts|back to|get back|so (?:that )?(?:she|he|pt|they|patient)|in order to|"
    r"required? (?:for|to)|requires?|job|tolerance|tolerates?|has to|have to|must|gave up|given up|giving up|miss(?:es|ed|ing)|still|only|independen\w*|problem\w*|scared|fatigu\w*|tires?|after \d+|more than|longer than|>\s?\d+|needs|relies|lives alone|prior level|plof|linked|carryover|functional|function|daily|adls?|"
    r"aim\w*|toward\w*|prep\w* for|for (?:his|her|their|work|home|return|safe)|train\w* for|simulat\w*|as at|like at|at home|struggles|wake\w*|woke|interrupt\w*|ability to|able to|w/o|unsafe|grab|catch\w*|ltg|stg|target|reason)\b|ing well|why")
FOR_FUNCTION = re.compile(r"\b(?:for|to|with|w/|during|when|so|toward|into|before|as|like|needed in|in)\s+(?:\w+\s){0,3}\Z")
PAINFUL = re.compile(r"\d/10\s(?:\w+\s)?(?:with|w/|on|during|after|when|going|while)\s(?:\w+\s){0,2}\Z")
AIMED_AT = re.compile(r"\b(?:for|to|needed (?:for|in)|so)\s+(?:\w+\s){0,2}\Z")
CUED_FOR = re.compile(r"\bcues? (?:for|to)|\bsit to\Z|\bdown to\Z|\bup to\Z|\bvcs? (?:for|to)")
# goals and limitations in words no list holds: what follows must be more than treatment or impairment
OPEN_GOAL = re.compile(
    r"\b(?:(?:wants?|hop(?:es|ing)|would (?:like|love)|wishes|goal(?: is|:| =)?|eager|plans to return|looking forward) (?:to )?(?:be able to )?(?:get back to |return to |go back to |be back (?:to|at) )?|"
    r"(?:return(?:ing|s)? to|back (?:to|on|at|in)|rtw|needed (?:for|to|in)|needs (?:this )?(?:to|for)|(?:has|have|had) to|linked to|carr(?:y|ies) ?over to|in order to|so (?:that )?(?:s?he|they|pt|patient) can|required (?:for|to)|job (?:requires|involves|is)|to get (?:to|back)|ready for|train\w* for|trending \w+ toward|losing hours|working half|missed? \w+ (?:of )?work) |"
    r"(?:can(?:not|'t|’t| not)|couldn'?t|unable to|hard to|difficulty|trouble|struggles? (?:to|with)|gave up|given up|stopped|avoids?|afraid (?:to|of)|limited in|help (?:to|with)|needs help|w/out help|has (?:him|her) \w+|does (?:his|her)) |"
    r"(?P<weak>(?:pain|pn|\d/10|worse|worst|aggravated|hurts?|sore|tired|fatigued) (?:with|w/|on|when|during|while|by|after) ))(?P<what>[^.;|\n]{4,60})")
LIFE_VERB = re.compile(r"\b(?:walk|climb|descend|ascend|negotiate|lift|carry|reach (?:overhead|to|into|for)|return to|sit (?:for|through)|stand (?:for|to|at)|drive|sleep|run|play|dress|don|bathe|shower|cook|shop|transfer|ambulat\w+|kneel|squat to|get (?:in|out|up)|put on|wash|write|work|garden|ride|swim|throw|pitch|hike|dance|push|vacuum|mop)\b")
NO_LIMIT = re.compile(r"\b(?:denies|denied|no (?:difficulty|trouble|problems?|limitations?|issues?|functional|longer (?:any )?(?:difficulty|trouble)))\b")
VAGUE_DISTANCE = re.compile(r"\b(?:household|community|functional|short|long|limited) distances?\b")
CLINICAL = frozenset(
    "the and with her his their pain strength range motion rom arom prom flexion extension abduction rotation mobility stiffness weakness increase decrease improve reduce restore balance posture endurance "
    "flexibility swelling edema spasm tone control muscle joint tissue exercise exercises therapy treatment session visit sets reps minutes min sec degrees deg than more less lbs pounds therapist pta "
    "tolerate tolerated perform performed progress continue surgery surgeon doctor md brace splint full end active passive motor stretch stretching resisted resistance palpation pressure touch overhead "
    "flex ext abd add left right knee shoulder hip ankle neck back wrist elbow hand foot lumbar cervical thoracic quad quads hamstring leg arm due because for from this that these those without help assist".split())
# --- response ----------------------------------------------------------------------------------------------------
AFTERWARDS = re.compile(r"\b(?:after\w*|post\w*|leaving|at end|end of|end:|on exit|out at|by (?:the )?end|finish\w*|following|pre\b.{0,30}post|before.{0,40}after|during|upon|throughout|to finish|end-session|end session|response|result|→|now|today|next squat|in-session|immediately)\b|→|->")
PAIN_CHANGE = re.compile(
    r"\b(?:pain|pn|sx|symptoms?|tingling|leg|arm|vertigo|dizz\w*|ache|knee|hip|shoulder|neck|back|lbp|ha|headache|numbness|from|it|discomfort|stiffness|soreness|spasm|nps|vas|nprs|out|down|rates?|rated)\b[^.;|\n]{0,40}?\b\d{1,2}(?:/10)?\s?(?:to|→|->|=>|down to|and|then|in,|before|pre|,)\s?(?:to\s)?(?:a\s)?\d{1,2}(?:/10)?\b(?!\s?(?:reps|sets|min|x|lb|ft|feet|wk|sec|days|steps))|"
    r"\b(?:leaving|post|after|end|out|now|exit|following|to)\b[^.;|\n\d]{0,25}\d{1,2}/10|\b\d{1,2}/10\s?(?:\w+\s){0,3}(?:after|post|leaving|at end|end of|following|out|on exit|upon leaving)|"
    r"\bpre\b[^.;|\n]{0,40}\bpost\b|\bbefore\b[^;|\n]{0,40}\d[^;|\n]{0,30}\bafter\b|\b\d+[^.;|\n]{0,12}\bbefore,?\s+\d+[^.;|\n]{0,12}\bafter|\bremain\w*\s(?:at\s)?\d{1,2}/10|\bstayed\s(?:at\s)?\D{0,3}\d{1,2}(?:/10)?|\bunchanged\b[^.;|\n]{0,12}\d|\bgain(?:ed)?\s(?:of\s)?\d+\s?(?:°|deg)|\bno change\b[^.;|\n]{0,20}\d")
OUT_OF_TEN = re.compile(r"\b(?:after\w*|leaving|left|end(?:ed)?|down to|rose to|dropped to|fell to|settled)\b[^.;]{0,40}\bout of (?:ten|10)\b|\bout of (?:ten|10)\b[^.;]{0,24}\b(?:after\w*|leaving|at the end|by the end|when (?:he|she) left)\b")
NOT_EFFECT = re.compile(r"\b(?:no|denies|denied|without|w/o|not|any|if|since|last|yesterday|woke|night|morning|history|was)\s+(?:\w+\s){0,2}\Z")
# --- skilled need ------------------------------------------------------------------------------------------------
CAUSE = re.compile(r"\b(?:because|due to|d/t|2/2|since|secondary to|as (?:pt|she|he|the|they|it|\dx)|for (?:pain|form|safety|substitution|fatigue|compensation|control|loss)|to (?:avoid|prevent|keep|protect|limit|maintain|allow|control|ensure|settle)|after|when|given|b/c|so (?:that|he|she|pt|as|load|the)|until|but|by rep|once|unless|based on|until|w/|with|whose?|bc|from|he|she|was)\b|\(")
STRONG_SKILL = re.compile(
    r"\b(?:needs?|requir\w+|must have|depends on|relies on)\s(?:a\s|the\s|skilled\s|hands-on\s)?(?:pt|ot|therapist|cht|therapy|skilled|clinician|therapist's|ongoing skilled|continued skilled)\b[^.;\n]{0,60}?\b(?:to|for|because|due|since|as|2/2|given|d/t|on|off)\b|\bset by (?:the )?therapist|\bw/ pt watching|\bskill\w*\b[^.;\n]{0,80}\b(?:because|due to|since|2/2|d/t|as (?:he|she|pt)|given)\b|"
    r"\bcan(?:not|'t|’t) (?:self[- ]correct|feel|tell|judge|grade|monitor)|\bunder-?reports|\bunsafe\b[^.;\n]{0,30}\b(?:without|w/o|alone|to)|\bnot (?:yet )?(?:safe|ready)\b|\bdosed? (?:low|by|off|to|on)\b|\btherapist(?:'s)? (?:hands|judg\w*|needed|to)|\bstill needs? (?:a therapist|pt|ot|hands|skilled|graded)")
# --- goals -------------------------------------------------------------------------------------------------------
TIME_FRAME = re.compile(r"\b(?:in|within|by|w/in|over|x|after|for|-|–|—|\()?\s?(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s?(?:-|–|to)?\s?\d{0,2}\s?(?:wks?|weeks?|w|mos?|months?|days?|visits?|sessions?|yrs?)\b|\bby (?:d/c|discharge|\w{3,9} \d{0,4}|\d{1,2}/\d{1,2}|the end|summer|spring|fall|winter|christmas|may|june|july)|\bby \d")
MEASURE = re.compile(r"\d|\bindepend\w*|\bmod i\b|\bi\b|\bwithout\b|\bw/o\b|\bno\b|\bsupervis\w*|\bcga\b|\bsba\b|\bhalf|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bzero|\bunlimited|\bnormal|\bpain[- ]free|\breciprocal")
FINDING = re.compile(r"\d|\b(?:wnl|wfl|intact|normal|positive|negative|neg|pos|limited|decreased|absent|present|weak\w*|tender\w*|impaired|reduced|increased|antalgic|tight\w*|restricted|diminished|hypomobile|guarded|poor|fair|good|unremarkable|clear|full|equal|symmetric\w*|forward|rounded|short\w*|dysmetric|swollen|stable|unable)\b|[+]|\(-\)")


def _has(words: str, stems: tuple[str, ...]) -> bool:
    """Whether any stem stands in the words: many times cheaper than the pattern it stands guard for."""
    for stem in stems:
        if stem in words:
            return True
    return False


# stems without which the patterns of the same name cannot match
GOAL_STEMS = ("want", "hop", "like", "love", "wish", "goal", "eager", "plan", "looking", "return", "back ", "rtw", "need", "has to", "have to", "had to", "linked", "carr", "in order", "can",
              "required", "job", "to get", "ready", "train", "trend", "losing", "working half", "miss", "could", "unable", "hard", "difficult", "trouble", "struggl", "gave up", "given up", "stop", "avoid",
              "afraid", "limited", "help", "has h", "does h", "pain", "pn ", "/10", "wors", "aggrav", "hurt", "sore", "tired", "fatigu")
SKILL_STEMS = ("need", "requir", "must have", "depends", "relies", "set by", "watching", "skill", "can", "under", "unsafe", "not yet", "not safe", "not ready", "dose", "therapist")
CHANGE_STEMS = ("→", "->", "=>", " to ", "/10", "pre", "before", "after", "post", "remain", "stayed", "unchanged", "gain", "no change", "down", "and ", "then", ",")


def functional_goals(folded: str, context: Context):
    """(start, end) of daily-life, work or sport activities named as a goal, a limitation or an aim."""
    part = context.part
    clear = part.section in ("goals", "subjective", "history", "assessment")
    named = any(hit.label in ("function", "activity", "gait") for hit in context.hits)
    limited = named and LIMIT.search(folded, part.start, part.end) is not None
    for hit in context.hits:
        if hit.label not in ("function", "activity", "gait") or hit.start < part.head_end or hit.label != "function" and context.labelled:
            continue
        before = folded[max(part.start, hit.start - 30):hit.start]
        if part.section == "goals" or limited and (clear or not context.families or FOR_FUNCTION.search(before)):
            yield hit.start, hit.end
        elif PAINFUL.search(before) or context.families and AIMED_AT.search(before) and not CUED_FOR.search(before):
            yield hit.start, hit.end
    if part.section == "goals":
        for match in LIFE_VERB.finditer(folded, part.start, part.end):
            yield match.start(), match.end()
    if not _has(folded[part.start:part.end], GOAL_STEMS):
        return
    for match in OPEN_GOAL.finditer(folded, part.start, part.end):
        words = [word for word in re.findall(r"[a-z']{3,}", match["what"]) if word not in CLINICAL]
        if words and part.section not in ("plan", "home_program") and not (context.labelled and match["weak"]):
            yield match.start(), match.end()


def responses(folded: str, context: Context):
    """(label, start, end) of effects in this visit: ``response``, or ``response_vague`` for stock phrases."""
    part = context.part
    if part.section in ("goals", "history"):
        return
    words = folded[part.start:part.end]
    numbers = bool(context.quantities) and _has(words, CHANGE_STEMS)
    for match in PAIN_CHANGE.finditer(folded, part.start, part.end) if numbers else ():
        yield "response", match.start(), match.end()
    for match in OUT_OF_TEN.finditer(folded, part.start, part.end) if "out of " in words else ():
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
    for match in STRONG_SKILL.finditer(folded, part.start, part.end) if _has(folded[part.start:part.end], SKILL_STEMS) else ():
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
