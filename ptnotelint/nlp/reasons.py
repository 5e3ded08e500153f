"""Why a service is given: the impairment or symptom it addresses, told as the reason in the service's own text.

A reason is composed from the vocabulary's impairments, the words that introduce an aim, and their order
in one segment; what reads as a result, a denial or a complaint is none.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import HANDS, MODALITIES, Context

NOT_A_REASON = frozenset({"2/2", "due to", "d/t", "because of", "because", "secondary to", "since"})
AIM = re.compile(r"(?:\bto|\bfor|\bfocus\w*|\bworking on|\bworked on|\bto work|\baim\w*|\btarget\w*|\baddress\w*|\bpurpose|\bgoal|\bin order|\bso that|\bhelp|\bintent|\brationale|\bwhy|\bpromot\w*|\bfacilitat\w*|\brestor\w*|"
                 r"\bimprov\w*|\bincreas\w*|\bdecreas\w*|\breduc\w*|\bnormaliz\w*|\bregain\w*|\bmaintain\w*|\bprevent\w*|\bcalm\w*|\bquiet\w*|\brelax\w*|\bloosen\w*|\bsoften\w*|\bfree up|\bknock down|\bease\w*|\bcontrol\w*|\bmanag\w*|\bmodulat\w*|"
                 r"\bretrain\w*|\bdevelop\w*|\bbuild\w*|\bstrengthen\w*|\benhance\w*|\bclear\w*|\bbreak up|\bdesensiti\w*|\bsettle|\blimit\w*|\bminimi\w*|\bgain\w*|\boptimi\w*|\bchalleng\w*|\bemphas\w*|\bre-?establish\w*|\bstop|\bstimulat\w*|\bwarm up|\bunload\w*|\bdecompress\w*|"
                 r"\b↓|\b↑|↓|↑|\binc\.?|\bdec\.?|\bdecr\.?|\bincr\.?|\bimp\.?)\s*\Z")
RESULT = re.compile(r"\s*(?:of |at |now |was |is |are |were |about |~|=|:|-|rated |level )?\(?\s*\d|\s*(?:improved|increased|decreased|unchanged|same|better|worse|noted|present|persists|wnl|wfl|is |was |remains?|with (?:overhead|stairs|gait|walking|reaching)|continues)\b")
DENIED = re.compile(r"\b(?:no|without|w/o|denies|denied|free of|any|c/o|reports?|states?|less|w/out|not|reproduc\w*|provok\w*|pain stayed|kept|limited by|despite|within|tolerat\w*|below|under|increase in|increased|had|more|some|mild|minimal|slight|has|feels?)\s+(?:\w+\s){0,2}\Z")
CHANGED_BECAUSE = re.compile(r"[^.;|]{6,60}\bis what(?:'s| is| limits| stops| keeps| blocks)\b[^.;|]*|\b(?:reduced|decreased|cut|stopped|dropped|backed off|modified|held|limited|stop|ended|regressed|lowered|progressed|swapped|broke|paused|rest(?:ed)?)\b[^.;]{0,50}\Z")

UNREASONED = frozenset({"subjective", "measures", "goals", "plan", "history", "home_program", "assessment", "previous_visit", "education"})
# impairments that are a reason by themselves in the service's own text; symptoms and kinds of motion need a cue
REASONS_ALONE = re.compile(r"strength|weak|endurance|flexib|mobility|stiff|restrict|hypomob|spasm|guarding|o?edema|swelling|inflam|adhes|adher|fibros|lymph|circul|extensib|balance|propriocep|coordinat|kin[ae]esth|postur|motor control|stability|activation|recruit|"
                           r"gaze|\bvor\b|vestib|spastic|contracture|end.range|\blag\b|desens|hypersens|compress|impinge|tightness|edematous|oedematous|deconditi|atroph|capsul|trigger point|weakness")
ROM = re.compile(r"(?<![ap])\brom\b|range of motion")
MOTOR = re.compile(r"balanc|coordinat|kin[ae]esth|postur|propriocep|motor|control|gaze|steady|vestib|stance|timing|recruit|activation|sway|stabil|\btone\b|righting|midline|crossover pattern|body awareness")
# what a service's own name says of its aim: "control work", "strengthening"
NAMED_AIM = re.compile(r"strength|balanc|control|gaze|postur|propriocep|coordinat|endurance|flexib")
# at the front of a sentence a cause is the reason of what follows: "2/2 quad weakness pt performed …"
CAUSE_FIRST = re.compile(r"\A\W*(?:2/2|d/t|due to|secondary to|given|because of|as)\s[^.;|]{4,60}?\b(?:weak\w*|pain|soreness|spasm|stiff\w*|swell\w*|o?edema\w*|tight\w*|limit\w*|balance|tone|guard\w*|loss|deficit\w*|restrict\w*|inflam\w*)\b|\bwas why\b")
SYMPTOM_CELL = re.compile(r"(?:[a-z/]+\s){0,2}(?:pain|spasm|o?edema|swelling|stiffness|soreness|guarding|inflammation|weakness)(?:\s(?:control|relief|management|reduction))?\W*\Z")
AIM_SENTENCE = re.compile(r"\b(?:purpose|aim|idea|point|intent(?:ion)?|rationale|reason|emphasis|focus|goal (?:is|was|of (?:the )?(?:task|tx|treatment|this|session|exercise)))\b[^.;|]{8,}")
BECAUSE = re.compile(r"[^.;|]{6,60}\bis what(?:'s| is| limits| stops| keeps| blocks)\b[^.;|]*|\b(?:because|since)\s[^.;|]{12,}")
WHY_WATER = re.compile(r"\bwhy (?:pool|water)|\b(?:water|pool)\s(?:was )?(?:used|chosen|needed)|\bbuoyan\w+|\bunload\w*|\bcannot (?:yet )?(?:load|tolerate|take)")
# a field whose text is the reason, whatever its words
WHY_FIELD = re.compile(r"(?:[a-z ]{2,14}-)?\W*(?:purpose|why|rationale|reason|indication|intent|aim|justification|impairments?(?: addressed)?|deficits?(?: (?:targeted|addressed))?|problem addressed)(?: for \w+)?\s?[:=–—-]+\s*")
CAUSED = re.compile(r"\b(?:since|because|as|b/c|due to|d/t|2/2|for|where|given|indication:?)\b[^.;|]{0,60}?\b(?:tight\w*|tug\w*|block\w*|limit\w*|restrict\w*|guard\w*|spasm\w*|stiff\w*|adher\w*|adhes\w*|swell\w*|boggy|end.?feel|ache|radicular|root|sx|trigger\w*|hypomob\w*|knot\w*|tender\w*|scar\w*|irrit\w*|inflam\w*|tens\w+)\b")
OUTCOME = re.compile(r"\b(?:improv\w+|gain\w*|increased|decreased|better|worse|noted|shows?|showed|demonstrat\w+|still|good|fair|normal|tested|measured|check\w*|test\w*|without|w/o|due to|d/t|2/2|because|limited by|after|cue\w*|vcs?|tcs?|for form|mmt|=)\b|→|->|\d/\d")
HANDS_ON = HANDS | MODALITIES
# verbs of what care does to tissue, motion or symptoms, with their object
TREATS = re.compile(r"(?:(?<=\bto )|(?<=[.;:|,–—-] )|\A|(?<=\n))(?:(?P<on>soften|loosen|free(?: up)?|relax|calm(?: down)?|quiet(?: down)?|desensiti[sz]e|decompress|unload|lengthen|mobili[sz]e|settle|centrali[sz]e|break up|clear|open(?: up)?|tissue prep|"
                    r"re-?establish|retrain|re-?educate|activate|recruit|inhibit|stimulate)|restore|regain|normali[sz]e|promote|reduce|decrease|gain|improve|increase|get|recover|rebuild|build|develop|maintain|prevent|protect|drain|take (?=[\w ]{0,20}out)|shut|pre-?warm|keep)\s(?P<what>(?:the |her |his |their |more |some )?[a-z][a-z/ -]{3,40})")
# stems without which AIM_SENTENCE cannot match
AIM_STEMS = ("purpose", "aim", "idea", "point", "intent", "rationale", "reason", "emphasis", "focus", "goal ")


def purposes(folded: str, context: Context):
    """(label, start, end) of each reason in a part: ``purpose_motor`` for motor reasons, else ``purpose``."""
    part = context.part
    named = [hit for hit in context.hits if hit.label in ("exercise", "technique", "activity", "test", "positional_test", "modality", "modality_type", "wrong_kind")]
    for hit in context.hits:
        if hit.label not in ("impairment", "impairment_motor"):
            continue
        if any(other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start for other in named):
            continue
        if hit.start < part.head_end or _is_reason(folded, context, hit, named):
            yield ("purpose_motor" if hit.label == "impairment_motor" else "purpose"), hit.start, hit.end
    if not context.families or part.section in UNREASONED:
        return
    motor = "neuromuscular" in context.families and any(hit.label == "impairment_motor" for hit in context.hits) or MOTOR.search(folded, part.start, part.end) is not None
    label = "purpose_motor" if motor else "purpose"
    why = WHY_FIELD.match(folded, part.start, part.end)
    if why and why.end() < part.end and (set(context.families) - {"activities", "self_care"} or any(hit.label.startswith("impairment") for hit in context.hits)):
        yield label, why.end(), part.end
    if CAUSE_FIRST.search(folded[part.start:part.end]) or part.column is not None and context.labelled and SYMPTOM_CELL.match(folded[part.start:part.end]):
        yield label, part.start, part.end
    words = folded[part.start:part.end]
    for match in AIM_SENTENCE.finditer(folded, part.start, part.end) if any(stem in words for stem in AIM_STEMS) else ():
        yield label, match.start(), match.end()
    for hit in context.hits:
        if hit.label == "exercise_vague" and NAMED_AIM.search(folded, hit.start, hit.end):
            yield ("purpose_motor" if MOTOR.search(folded, hit.start, hit.end) else "purpose"), hit.start, hit.end
    for match in TREATS.finditer(folded, part.start, part.end):
        if match["on"] or not any(hit.label in ("function", "exercise", "activity") and match.start("what") <= hit.start <= match.end("what") for hit in context.hits):
            yield label, match.start(), match.end()
    for match in BECAUSE.finditer(folded, part.start, part.end) if any(stem in words for stem in ("because", "since", "is what")) else ():
        if not CHANGED_BECAUSE.search(folded, part.start, match.start()) and not any(hit.label == "skill_reason" and hit.end <= match.start() for hit in context.hits):
            yield label, match.start(), match.end()
    if "aquatic" in context.families:
        for match in WHY_WATER.finditer(folded, part.start, part.end):
            yield "purpose", match.start(), match.end()
    if HANDS_ON & set(context.families):
        for match in CAUSED.finditer(folded, part.start, part.end):
            yield "purpose", match.start(), match.end()


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
    """An impairment named in the service's own text without a cue ("glute strength", "capsular restriction").

    Symptoms (pain, soreness) and kinds of motion (AROM) need a cue; so does whatever reads as a result.
    """
    part = context.part
    if not context.families or part.section in UNREASONED:
        return False
    words = folded[hit.start:hit.end]
    if not REASONS_ALONE.search(words) and not (ROM.search(words) and hit.start <= part.head_end + 40):
        return False
    lead = folded[max(part.start, hit.start - 40):hit.start]
    return not (DENIED.search(lead) or OUTCOME.search(lead) or OUTCOME.search(folded, hit.end, min(part.end, hit.end + 16)))
