"""Roles that words play together: a functional goal, a response, a need for skill, a measurable goal.

Each is composed from the vocabulary, the numbers and their order in one segment. What the patterns
cannot see is left to the classifier.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.course import OFTEN
from ptnotelint.nlp.effects import OUTSIDE, of_dose
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.sentences import line_end
from ptnotelint.nlp.services import Context
from ptnotelint.nlp.skill import CLINICAL as BODILY

# --- functional goal ---------------------------------------------------------------------------------------------
LIMIT = guarded(
    r"\b(?:can(?:not|'?t|’t| not| only| now| barely)|could ?n[o'’]t|could not|unable|difficult\w*|diff\b|trouble|hard(?:er)?\b|struggl\w*|limit\w*|limitation|pain (?:with|w/|when|during|on|while|after|going)|pn (?:with|w/)|hurts?|worse|aggravat\w*|"
    r"need(?:s|ed|ing)? (?:to|help|assist\w*|both|for)|needed for|avoid\w*|afraid|fear\w*|stop(?:s|ped)? (?:to|at|after|him|her)|wants?|would like|hop(?:es|ing)|goal|return(?:s|ing|ed to)?|rtw|rts|back to|get back|so (?:that )?(?:she|he|pt|they|patient)|in order to|"
    r"required? (?:for|to)|requires?|job|tolerance|tolerates?|has to|have to|must|gave up|given up|giving up|miss(?:es|ed|ing)|still|only|independen\w*|problem\w*|scared|fatigu\w*|tires?|after \d+|more than|longer than|>\s?\d+|needs|relies|lives alone|prior level|plof|linked|carryover|functional|function|daily|adls?|"
    r"aim\w*|toward\w*|prep\w* for|for (?:his|her|their|work|home|return|safe)|train\w* for|simulat\w*|as at|like at|at home|struggles|wake\w*|woke|interrupt\w*|ability to|able to|w/o|unsafe|grab|catch\w*|ltg|stg|target|reason)\b|ing well|why")
# symptoms and mishaps: beside an activity of daily life they make it a limitation
TROUBLE = guarded(
    r"\b(?<!less )(?<!fewer )(?:pain\w*|sore\w*|ach\w+|stiff\w*|worst|gave (?:out|way)|gives? (?:out|way)|giving way|wobbl\w*|unstead\w*|dizz\w*|spin\w*|swimmy|woozy|floaty|tips?|lighthead\w*|stuck|late|leak\w*|fell|falls?|fall|trip\w*|stumbl\w*|shak\w*|swell\w*|swelled|swollen|puff\w*|pinch\w*|tingl\w*|numb\w*|"
    r"cramp\w*|spasm\w*|tight\w*|weak\w*|heavy|heaviness|block\w*|prevent\w*|keep\w* (?:him|her|them|me|pt|from)|impossible|scary|nervous|worr\w+|trust|not yet|easier|first time|now able|paid for|blew up|after (?:the |a |her |his |my )?\w+ing|limp\w*|burn\w*|throb\w*|leans? on|both hands|one[- ]handed|one (?:foot|step)? ?at a time|no longer|hasn'?t|haven'?t|isn'?t|won'?t|"
    r"w/out|without|clums\w*|drop\w*|nag\w*|pull\w* (?:on|at)|grabs?|bother\w*|aggrav\w*|flar\w*|irritat\w*|slow\w*|exhaust\w*|winded|sob|short of breath|frustrat\w*|asked? (?:someone|\w+ to)|does (?:it|them) for|for (?:her|him)\b|before (?:it|he|she|the)|demand\w*|freez\w*|melt\w*|refus\w*|bump\w*|lost|loses|spill\w*)|\b\d{1,2}/10\b")
REASON_FIELD = guarded(r"\W*(?:purpose|why|for(?=\s?[:=])|rationale|reason|indication|justification|medical necessity)(?: for \w+)?\s?[:=–—-]+\s*")
WORK_STATUS = guarded(r"\b(?:off work|out of work|(?:light|modified|mod|restricted|limited|full|regular) duty|half[- ]days?|missed (?:\w+ ){0,3}(?:work|school|practice)|job (?:requires?|needs?|demands?|=|involves?)|return(?:ing)? to (?:work|duty|sport|play|running))\b")
GOING_HOME = guarded(r"\b(?:for|toward|goal(?: is|:| =)?|wants? to|hop(?:es|ing) to|prep\w* for) (?:\w+ ){0,2}(?:d/?c|discharge|return|go|going|transition) (?:to )?home\b")
GOAL_HERE = guarded(r"\b(?:ltgs?|stgs?|goals?|target|wants?|wishes|hop(?:es|ing) to|would (?:like|love)|looking forward)\b")
# in the text of a service: what it is for, or what the impairment stands in the way of
ON_THE_WAY = guarded(
    r"\bfor (?:(?:his|her|their|the|a|an|safer?|more|own|independent|pain-?free|repeated|prolonged)\s){0,3}(?:(?!strengthen|condition|train|stretch|load|cue|timing|sequenc|position|support|weight|balanc)[a-z-]+ing\b[^.;|,]{0,30}|(?:(?!at|on|in|w/|with|balance|strength|support|rom|pain|safety|form|control|\d)[a-z-]+\s){0,2})\Z|"
    r"(?<!sit )(?<!floor )(?<!kneel )(?<!supine )(?<!chair )\bto (?:be able to |safely |better )?(?!the\b|an?\b|her\b|his\b|their\b|improv|increas|decreas|reduc|address|promot|restor|maintain|challeng|strength|facilit|stand\b|sit\b|push|keep|avoid|use\b|hold)[a-z]+(?: [\w'/-]+){0,5} \Z|"
    r"\b(?:limit\w*|block\w*|prevent\w*|keep\w* (?:him|her|them|pt)|stop\w* (?:him|her|them|pt)|demand\w*|require[sd]?|needed|toward\w*|return\w*|back to|match\w*|simulat\w*|rehears\w*|mimic\w*|same|like|since|because|b/c|so (?:that )?(?:s?he|they|pt)|(?<!of )which|matters|lets? (?:him|her|them|pt|me)|(?:when|while|whenever|each time|every time) (?:s?he|they|pt|patient|getting|going|bending|reaching|lifting|standing|carrying))\b[^.;|\n]{0,40}\Z")
# an impairment named with the task it is needed in: "strength for jumping", "endurance for the stairs"
FITNESS_FOR = guarded(r"\b(?:strength|power|endurance|stamina|mobility|motion|range|rom|flexibility|balance|control|stability|tolerance|capacity|coordination|grip|pinch|posture|df|ir|er)\s(?:needed |required |to be used )?(?:for|in|during)\s(?:(?:safer?|better|the|her|his|their|independent|longer)\s){0,2}\Z")
OCCUPATION = guarded(r"\s?(?:driver|worker|operator|mechanic|clerk|tech\w*|players?|coach|teacher|nurse|attendant|installer|handler|sorter|owner|manager|athlete|stocker|packer|inspector|precautions?|program|bike|walking shoe|rail|guards?|stretch|pose|hygiene|positions?|mobility|rails?)\b")
FOR_FUNCTION = guarded(r"\b(?:for|to|with|w/|during|when|so|toward|into|before|as|like|needed in|in)\s+(?:\w+\s){0,3}\Z")
PAINFUL = guarded(r"\d/10\s(?:[\w']+\s){0,4}(?:with|w/|on|during|after|when|going|while|getting|coming|lifting|reaching|putting|walking|sitting|standing)\s(?:\w+\s){0,3}\Z|\d/10\s\Z|\b(?:hurts?|pain(?:ful)?|sore|worse|aches?)\s(?:c|w/|with|when|during|while|to)\s(?:[\w&/]+\s){0,3}\Z")
AIMED_AT = guarded(r"\b(?:for|to|needed (?:for|in)|so)\s+(?:\w+\s){0,2}\Z")
CUED_FOR = guarded(r"\bcues? (?:for|to)|\bsit to\Z|\bdown to\Z|\bup to\Z|\bvcs? (?:for|to)")
# goals and limitations in words no list holds: what follows must be more than treatment or impairment
OPEN_GOAL = guarded(
    r"\b(?:(?:wants?|hop(?:es|ing)|would (?:like|love)|wishes|goal(?: is|:| =)?|eager|plans to return|looking forward) (?:to )?(?:be able to )?(?:get back to |return to |go back to |be back (?:to|at) )?|"
    r"(?:return(?:ing|s)? to|back (?:to|on|at|in)|rtw|rts|needed (?:for|to|in)|needs (?:this )?(?:to|for)|linked to|carr(?:y|ies) ?over to|in order to|so (?:that )?(?:s?he|they|pt|patient|[a-z]\.|mr\.? \w+|m[rs]s?\.? \w+) can(?! be [a-z]+ed\b)|(?<=[→>:=] )be able to|so (?:that )?can(?= (?:do|get|go|play|work|walk|drive|lift|carry|sleep|run|ride|hold|stand|sit|reach|wash|cook|use|return|be|climb|pick|make|finish|keep) )|required (?:for|to)|job (?:requires|involves|is)|to get (?:to|back)|ready for|train\w* for|trending \w+ toward|losing hours|working half|missed? \w+ (?:of )?work) |"
    r"(?P<limit>can(?:not|'t|’t| not)|couldn'?t|unable to|(?:has|have|had) to|hard to|difficulty|trouble|struggles? (?:to|with)|gave up|gives up|given up|giving up|stopped(?! (?:once|twice|d/?t|due|because|at|after|for|when|if|to|and|by|on|in|2/2|secondary|early|short|before|as|x|today|the (?:set|exercise|session))\b)|avoids?|afraid (?:to|of)|limited in|help (?:to|with)|needs help|w/out help|has (?:him|her) \w+|does (?:his|her)) |"
    r"(?P<weak>(?:pain|pn|\d/10|worse|worst|aggravated|hurts?|sore|tired|fatigued) (?:with|w/|on|when|during|while|by|after) ))(?P<what>[^.;|\n]{4,60})")
# a clause of a mishap or of where somebody is, was or has to be: no activity that is limited or wanted
ASIDE = guarded(r"\b(?:fell (?:from|off)|hit by|struck by|rear-?ended|thrown from|kicked by|bit(?:ten)?\b(?! (?:better|less|more|easier|looser|sore))(?<!\ba bit)(?<!little bit)|stung|crash(?:ed)?|collided|late (?:because|due|d/t|2/2|since|as|from|b/c)|because of (?:the )?(?:bus|traffic|weather|train)|(?:must|has to|had to|needs? to) (?:leave|go early|be (?:out|back|done) by)|leav(?:e|ing) early|"
                   r"in a (?:hurry|rush)|(?:bus|van|ride|taxi|uber|shuttle|transport\w*|traffic)\s(?:was |is |came |ran |running )?late|late\W{1,3}(?:bus|van|ride|taxi|uber|shuttle|transport\w*|traffic)|a (?:hair|touch) (?:better|worse|less|more|looser|tighter|stiffer)|(?:aide|nurse|cna|staff) (?:had|has) (?:only )?just|front desk|(?:copy|copied|fax\w*|scan\w*|mail\w*|print\w*|forms?|letter|paperwork)\s(?:\w+\s){0,3}?(?:for|to|at|by) (?:the )?(?:desk|office|school|work|employer)|(?:rtw|return[- ]to[- ]work|work|school|duty|jury) (?:note|letter|form|slip|excuse|paperwork)s?|lost (?:her|his|their|the) (?:purse|wallet|phone|keys|glasses|bag)|parked|wait(?:s|ing|ed) (?:in|at|outside)|(?:came|arrived|got here|brought) (?:in )?by|(?:came|comes|arrived|here|in) (?:straight|directly|right) (?:from|off)|came (?:from|off)|(?:drove|walked|biked|rode) (?:here|in|over|himself|herself|themselves)\b|(?:was |the )only one to|(?:pulled|jerked|yanked|jolted|knocked|bumped|hit) (?:him|her|his|them|pt)|put off|(?:for|by) the (?:night|day|evening|next) (?:shift|staff))\b")
# where somebody fell or is led to is no activity yet: "bed to bathroom, two trips", "one near-fall in the kitchen"
PLACE = guarded(r"(?:the )?(?:church|kitchen|bathroom|bedroom|living room|front room|dining room|hall|hallway|store|shop|yard|porch|garage|garden|driveway|office|school|gym|mall|market|park|restaurant|parking lot|lobby|library|laundry room|basement|toilet|commode|recliner|couch|sofa|mailbox|car)\Z")
FALL = guarded(r"(?:fell|falls?|trip\w*|stumbl\w*|tips?)\Z")
WAY = guarded(r"\b(?:bed|bedroom|chair|recliner|hall|hallway|room|kitchen|bathroom|door|mat|couch|front|back|walk\w*|ambulat\w*|amb|gait|went|stroll\w*|ft|feet|trips?|laps?)\s(?:[a-z-]+\s)?to (?:the )?\Z")
# what was done to somebody: "had to be reminded"
BE_HELPED = guarded(r"(?:has|have|had|needs?|needed|is|was) to be [a-z]+(?:ed|ld|wn|nt|ght|en)\b|(?:has|have|had) to be [a-z]+(?:ed|ld|wn|ght)\b")
CLAUSE_EDGE = guarded(r"[.;,|\n]")
SAYS = guarded(r"\b(?:said|says|told|states?|stated|reports?|reported|mentioned)\b")
THIS_ONE = guarded(r"\b(?:last|final|first|second|third|2nd|3rd|4th|each)\s\Z")
BIDDEN = guarded(r"\b(?:cue[sd]?|cueing|cuing|vc'?s?|tc'?s?|remind\w*|told|instruct\w*|educat\w*|taught|to|and)\s(?:\w+\s){0,2}\Z")
OF_A_SET = guarded(r"(?:the )?(?:last|final|first|second|third|set|rep|round|end|\d)")
LIVED = frozenset({"function", "activity", "gait", "life"})
# a sentence in which the patient speaks, or is still limited, tells no treatment though it stands in a service's block
OF_THE_PATIENT = guarded(r"\W*(?:the )?(?:pt\.?|patient|he|she|client|mom|wife|husband)?\s?(?:c/o|complain\w*|still|remains?|says|states|stated|reports?|tells me|told me|isn'?t|is not|is still|cannot|can'?t|wants|hopes|continues to have|has to)\b(?! (?:need\w* )?(?:vc|cue|min|mod|cga|sba|verbal|tactile))")
GOAL_STEM = guarded(r"\b(?:ltgs?|stgs?|goals?|aims|target)\b")
LIFE_VERB = guarded(r"\b(?:walk|climb|descend|ascend|negotiate|lift|carry|reach (?:overhead|to|into|for)|return to|sit (?:for|through)|stand (?:for|to|at)|drive|sleep|run|play|dress|don|bathe|shower|cook|shop|transfer|ambulat\w+|kneel|squat to|get (?:in|out|up)|put on|wash|write|work|garden|ride|swim|throw|pitch|hike|dance|push|vacuum|mop)(?:e?s)?\b")
NO_LIMIT = guarded(r"\b(?:denies|denied|no (?:difficulty|trouble|problems?|limitations?|issues?|functional|longer (?:any )?(?:difficulty|trouble)))\b")
VAGUE_DISTANCE = guarded(r"\b(?:household|community|functional|short|long|limited) distances?\b")
CLINICAL = frozenset(
    "the and with her his their pain strength range motion rom arom prom flexion extension abduction rotation mobility stiffness weakness increase decrease improve reduce restore balance posture endurance "
    "flexibility swelling edema spasm tone control muscle joint tissue exercise exercises therapy treatment session visit sets reps minutes min sec degrees deg than more less lbs pounds therapist pta "
    "tolerate tolerated perform performed progress continue surgery surgeon doctor md brace splint full end active passive motor stretch stretching resisted resistance palpation pressure touch overhead "
    "flex ext abd add left right knee shoulder hip ankle neck back wrist elbow hand foot lumbar cervical thoracic quad quads hamstring leg arm due because for from this that these those without help assist "
    "rate rated painad dtr daughter son wife husband ste snf alf wks weeks week day days month months visit visits today tomorrow yesterday last next first second third set rep complete completed finish clinic hep home program daily doing reschedule rescheduled cancel weather appointment appt pcp "
    "function functional quality life level prior plof activities activity worse better good poor fair again still sore soreness tightness tight feeling feel feels decreased increased improved reduced score oswestry lefs dash ndi berg tug "
    "facilitate promote address ensure prevent protect monitor assess reassess recheck test retest keep stay get make using use used other both side sides same new very much some any all each only just pre post before after during while "
    "monday tuesday wednesday thursday friday saturday sunday mon tues wed thurs fri march april may june july august zero one two three four five six seven eight nine ten eleven twelve fifteen twenty thirty forty fifty sixty seventy eighty ninety hundred plan file chart scale index notes hop care skilled services need needs see results imaging mri xray injection cast boot sling ice heat".split())
# an activity that hurts, stops short or wakes, in that order: "standing at the sink hurts after 10 min", "wakes when rolling over"
_LIVING = r"(?:driv|danc|garden|golf|cook|clean|swim|run|hik|cycl|rid|shop|bowl|fish|knit|quilt|sew|bak|climb|travel|vacuum|mow|work|sleep)"
HURTS = guarded(rf"\b(?:wak(?:es?|ens?|ing|ening|ened)|woke|awak\w+) (?:him|her|them|pt|the patient)\b|\b(?:kept?|keeps|keeping) (?:him|her|them|pt) (?:awake|up (?:at|all) night)\b|\bno (?:\w+ )?{_LIVING}(?:n|m|p)?ing (?:since|yet|now|until|for (?:the last |\w+ )?(?:weeks|months|a|\d))|\b(?:has|have|had)(?: not|n['’]t)(?: been)? (?:{_LIVING}(?:n|m|p)?(?:ing|ed)|driven|slept|swum|ridden|sewn|run)\b|\bsle(?:eps|eping|pt) (?:in|on) (?:the |a |his |her )?(?:recliner|chair|couch|sofa|lazy ?boy)\b|"
                r"\b(?:wife|husband|daughter|dtr|son|mom|mother|neighbou?r|sister|friend|spouse|partner|aide|caregiver)\s(?:now |still |has to |must )?(?:(?:ties?|laces?|buttons?|zips?|puts? on|pulls? on|cuts?|opens?|washes|wash|carries|carry|dress(?:es)?|bathes?) (?:the |his |her |their )?(?:shoes?|laces|buttons?|bra|socks?|stockings?|food|meat|jars?|hair|back|feet|groceries|laundry|shirt|coat|jacket|him|bags?)|(?:puts?|pulls?|gets?) (?:his|her|the|their) (?:socks?|shoes?|stockings?|boots?|coat|bra|shirt|pants|trousers) (?:on|off)|does (?:the |all |all the |his |her |their )?(?:laundry|shopping|cooking|driving|cleaning|dishes|yard\w*|housework|chores|groceries|vacuuming|school run))\b|"
                r"\b(?:must|has to|needs to|expected to|required to) (?:cover|walk|stand|sit|lift|carry|climb|drive|push|pull|kneel|squat)\b[^.;|\n\d]{0,24}(?:\d|all day|a full|for hours|whole)|\b(?:misses|missing|dodg(?:es|ing)|skips|skipping|puts? off|cut(?:ting)? out|gave up|gives? up|given up|giving up)\s(?:(?:her|his|the|their|all|any)\s)?(?:\w+ )?(?:danc|garden|golf|cook|clean|walk|driv|swim|run|hik|cycl|rid|shop|bowl|fish|knit|quilt|sew|read|play|bak|climb|lift|launder|travel|work|vacuum|mow)(?:n?ing)\b|\b(?:dodg(?:es|ing)|avoid(?:s|ing))\s(?:the |her |his )?(?:stairs|laundry|shower|tub|bath|curbs?|bus|car|store|shopping|steps|basement|kitchen|yard|dishes|vacuum\w*)\b|\b(?:when|whenever|while) (?:s?he|they|pt|patient|child)(?:['’]s)? (?:(?:is|goes|tries to|has to|wants to)\s)?(?:driv|dress|cook|shop|work|sleep|play|run|swim|garden|wash|vacuum|mop|bath|shower|writ|hik|danc|rid|bicycl|cycl|knit|sew|type|typ|mow|golf)(?:e?s|n?ing)\b(?! (?:on|hard|with (?:the|my)))|\b(?:walking|standing|sitting|stairs|reaching|lifting|driving|kneeling|squatting|sleeping|dressing|turning|rolling over|bending|carrying|typing|running|bathing|cooking|getting (?:up|in|out))\b[^.;|\n\d]{0,30}\b(?:hurts?|is (?:painful|limited|difficult|hard|slow)|remains? (?:painful|limited|difficult|hard)|tops out|max(?:es)? out|caps out|lasts only|aggravates|bothers|tolerance (?:is|only|limited))\b|\b(?:wakes?|woke|waking)\b[^.;|\n]{0,20}\b(?:when|rolling|turning|at night|from sleep|with pain|due to|from pain)\b|\b(?:sleep\w*)\s(?:poorly|badly|only|limited|interrupted|disturbed)\b")
# what is still to be done, taught for home or done by others names activities without their being a goal; a want or a limit in the same sentence makes them one
NOT_DONE_HERE = frozenset({"planned", "home_program", "education", "other_provider"})
WANT_OR_LIMIT = guarded(r"\b(?:can(?:not|['’]?t| not)|could ?n['’o]t|unable|wants?|wanted|would like|hop(?:es|ing)|wish\w*|goals?|ltgs?|stgs?|aims?|targets?|difficult\w*|trouble|hard\b|struggl\w*|afraid|fear\w*|hurts?|pain\w*|worse|limit\w*|avoid\w*|so (?:that )?(?:s?he|they|pt|patient|i)\b|in order to|back to|return\w*|needs? to|needed|has to|have to|must|stops?|still|gave up|without|w/o|able to|because|since|falls?|fell|unsafe|not safe|job|work)\b")
# --- response ----------------------------------------------------------------------------------------------------
AFTERWARDS = guarded(r"\b(?:after\w*|post\w*|leaving|at end|end of|end:|on exit|out at|by (?:the )?end|finish\w*|following|pre\b.{0,30}post|before.{0,40}after|during|upon|throughout|to finish|end-session|end session|response|result|→|now|today|next squat|in-session|immediately)\b|→|->")
PAIN_CHANGE = guarded(
    r"\b(?:pain|pn|sx|symptoms?|tingling|leg|arm|vertigo|dizz\w*|spin\w*|whirl\w*|wooz\w*|nausea|queas\w*|ache|knee|hip|shoulder|neck|back|lbp|ha|headache|numbness|from|it|discomfort|stiffness|soreness|spasm|nps|vas|nprs|out|down|rates?|rated)\b[^.;|\n]{0,40}?\b\d{1,2}(?:/10)?\s?(?:to|→|->|=>|down to|and|then|in,|before|pre|,)\s?(?:to\s)?(?:a\s)?\d{1,2}(?:/10)?\b(?!\s?(?:reps|sets|min|x|lb|ft|feet|wk|sec|days|steps|[\"”″'’#]|in\b(?! (?:the|his|her|both|l|r|left|right|my)\b)))|"
    r"\b(?:leaving|post|after|end|out|now|exit|following|to)\b[^.;|\n\d]{0,25}\d{1,2}/10|\b\d{1,2}/10\s?(?:\w+\s){0,3}(?:after|post|leaving|at end|end of|following|out|on exit|upon leaving)|"
    r"\bpre\b[^.;|\n]{0,40}\bpost\b|\bbefore\b[^;|\n]{0,40}\d[^;|\n]{0,30}\bafter\b|\b\d+[^.;|\n]{0,12}\bbefore,?\s+\d+[^.;|\n]{0,12}\bafter|\bremain\w*\s(?:at\s)?\d{1,2}/10|\bstayed\s(?:at\s)?\D{0,3}\d{1,2}(?:/10)?|\bunchanged\b[^.;|\n]{0,12}\d|\bgain(?:ed)?\s(?:of\s)?\d+\s?(?:°|deg)|\bno change\b[^.;|\n]{0,20}\d|\b\d+\D{0,8}\(?(?:was|from|vs\.?)\s\d+\D{0,6}\s?(?:at (?:the )?start|before|pre|on arrival|coming in|initially|at arrival|to start)\b")
OUT_OF_TEN = guarded(r"\b(?:after\w*|leaving|left|end(?:ed)?|down to|rose to|dropped to|fell to|settled)\b[^.;]{0,40}\bout of (?:ten|10)\b|\bout of (?:ten|10)\b[^.;]{0,24}\b(?:after\w*|leaving|at the end|by the end|when (?:he|she) left)\b")
NOT_EFFECT = guarded(r"\b(?:no|denies|denied|without|w/o|not|any|if|since|last|yesterday|woke|night|morning|history|(?<!he )(?<!pt )(?<!patient )(?<!they )was)\s+(?:\w+\s){0,2}\Z")
EARLIER = guarded(r"\b(?:last|yesterday|since|night|weekend|ago|prior|previous\w*|(?:mon|tues|wednes|thurs|fri|satur|sun)day|this (?:am|morning|week)|for (?:\w+ )?days?|next day|afterw?ards at home|when (?:he|she) woke)\b")
THAN_EARLIER = guarded(r"[^.;|\n]{0,16}?\bfor (?:\w+ ){1,2}(?:days|weeks|months|years)\b|[^.;|\n]{0,24}?\b(?:than|compared (?:to|with)|vs\.?|since)\s(?:\w+\s){0,2}?(?:last|previous|prior|eval\w*|ie\b|initial|yesterday|monday|tuesday|wednesday|thursday|friday|saturday|sunday)")
# --- skilled need ------------------------------------------------------------------------------------------------
CAUSE = guarded(r"\b(?:because|due to|d/t|2/2|since|secondary to|as (?:pt|she|he|the|they|it|\dx)|for (?:pain|form|safety|substitution|fatigue|compensation|control|loss)|to (?:avoid|prevent|keep|protect|limit|maintain|allow|control|ensure|settle)|after|when|given|b/c|so (?:that|he|she|pt|as|load|the)|until|by rep|once|unless|based on|bc)\b")
STRONG_SKILL = guarded(
    r"\b(?:needs?|requir\w+|must have|depends on|relies on)\s(?:a\s|the\s|skilled\s|hands-on\s)?(?:pt|ot|therapist|cht|therapy|skilled|clinician|therapist's|ongoing skilled|continued skilled)\b[^.;\n]{0,60}?\b(?:(?<!return )(?<!returning )(?<!progress )(?<!order )to (?!address|continue|improve|return|achieve|reach|maximi|progress toward|restore|increase|meet|benefit|resolve|work on|plof|prior|facilitate|attain|promote)|for (?!fall|further|cont)|because|due to|since|as (?:he|she|pt|they|the)|2/2|given|d/t)\b|\bset by (?:the )?therapist|\bw/ pt watching|\bskill\w*\b[^.;\n]{0,80}\b(?:because|due to|since|2/2|d/t|as (?:he|she|pt)|given)\b|"
    r"\bcan(?:not|'t|’t) (?:self[- ]correct|(?:feel|tell)(?! (?:well|much|good|time))|judge|grade|monitor)|\bunder-?reports|\bunsafe\b[^.;\n]{0,30}\b(?:without|w/o|alone|to)|\bnot (?:yet )?(?:safe|ready)\b|\bdosed? (?:low|by|off|to|on)\b|\btherapist(?:'s)? (?:hands|judg\w*|needed|to)|\bstill needs? (?:a therapist|pt|ot|hands|skilled|graded)")
# --- goals -------------------------------------------------------------------------------------------------------
TIME_FRAME = guarded(r"\b(?:ltgs?|stgs?|goals?)\W{0,3}(?:x|in|by|for)?\s?\d{1,2}\s?[dw]\b|\b(?:wks?|weeks?|mos?|months?|visits?|day)\.?\s?#?\d{1,2}\b|\bby then\b|\bbefore (?:(?:s?he|they|pt|patient) (?:leaves?|goes|is|returns?|starts?)|leaving|going home|d/?c|discharge|surgery|school|the (?:wedding|trip|holidays?|season))\b|\b(?:at|upon|on|prior to) (?:d/?c|discharge)\b|\b\d{1,2}\s?-?\s?(?:days?|wks?|weeks?|mos?|months?)\b|\b(?:in|within|by|w/in|over|x|after|for|-|–|—|\()?\s?(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten|twelve|sixteen)\s?(?:-|–|to)?\s?\d{0,2}\s?(?:more |additional |further )?(?:wks?|weeks?|w|mos?|months?|days?|visits?|sessions?|yrs?)\b|\b(?:in|within|by|over|after|inside) (?:an?|one|another|the (?:next|coming|first)) (?:\w+ )?(?:week|wk|month|mo|quarter|fortnight|episode)\b|\bby (?:(?:the )?(?:mid|early|late|end of)\W{0,2}\w+|(?:wk|mo|visit|tx|day|session|re-?eval|recert|month end|end)\b)|\bby (?:d/c|discharge|\w{3,9} \d{0,4}|\d{1,2}/\d{1,2}|the end|summer|spring|fall|winter|christmas|may|june|july)|\bby \d")
MEASURE = guarded(r"\d|\bindepend\w*|\bmod i\b|\bi\b|\bwithout\b|\bw/o\b|\bno\b|\bsupervis\w*|\bcga\b|\bsba\b|\bhalf|\bone|\btwo|\bthree|\bfour|\bfive|\bsix|\bseven|\beight|\bnine|\bzero|\bunlimited|\bnormal|\bpain[- ]free|\breciprocal")
# "By week 10: …", "8 wks: …": what follows is wanted by then
_SPAN = r"(?:\d{1,2}|an?|one|two|three|four|five|six|eight|ten|twelve)(?:\s?(?:-|–|to)\s?\d{1,2})?[\s-]?(?:wks?|weeks?|mos?|months?|visits?|sessions?|days?)\b"
_MONTH = r"(?:jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)[a-z]*\.?"
_UNTIL = r"(?:the end of\s)?(?:(?:wk|week|month|mo|visit|day|session)s?\s?#?\d{1,2}\b|" + _SPAN + r"|d/?c\b|discharge|\d{1,2}/\d{1,2}(?:/\d{2,4})?\b|" + _MONTH + r"\s\d{1,2}\b|then\b)"
_GOALS_NAMED = r"\b(?:goals?|(?:short|long)[- ]term|(?:is|she's|he's) after|aims?|aim(?:ing)? for|targets?|ltgs?|stgs?|wants?|hopes?|outcomes?|objectives?|where to|expect\w*|to reach)\b"
GOAL_OPENER = guarded(
    r"\W*(?:by|before|in|within|w/in|over|at)\s" + _UNTIL + r"|\W*(?:by )?(?:the )?(?:end|middle|mid|start) of " + _MONTH + r"\s?[:,=–—-]|\W*" + _SPAN + r"\W{0,2}[:=)\]–—-]|"
    r"[^.;\n|\d]{0,24}" + _GOALS_NAMED + r"[^.;\n|\d]{0,16}(?:" + _SPAN + r"|" + _UNTIL + r")[^.;\n|\d]{0,10}?[:=)\]–—-]|[^.;\n|\d]{1,20}\s[–—-]\s(?:(?:by|in|within)\s" + _UNTIL + r"|" + _SPAN + r")\s?[:–—-]")
AS_GOAL = guarded(r"\b(?:he|she|pt|patient|they|client|resident|child) (?:is|are) to (?!be seen|return to|follow|continue|wear|call|see|have|schedule|ice|rest)|\b(?:ltgs?|stgs?|goals?|targets?|aim(?:s|ing)?|expect\w*|anticipat\w*|agreed (?:on|with|w/)|(?:chosen|set|made|discussed) (?:with|w/|together)|working toward|(?:we|i|pt|patient|mom|mother|family|client|they|s?he) (?:all )?(?:wants?|hopes?|would like|aims?)|(?:hopes?|wishes|plans?) (?:to|for))\b|\b(?:will|should|shall) (?:be able|\w+)\b|\bin order to|\bable to\b|\bto (?:lift|walk|stand|climb|sit|carry|return|reach|drive)\b")
ACTIVITY = guarded(LIFE_VERB.source + r"|\b(?:half|full|whole|entire|eight[- ]hour|\d+[- ](?:hr|hour))[- ](?:\w+ )?(?:days?|schedule|shifts?|duty|clinic day)\b|\b(?:walk|climb|lift|carry|reach|sleep|driv|play|dress|cook|cutt|writ|swimm|runn|bath|stand|sitt|feed|eat|typ|knead|kneel)ing\b")
# goals that are still to be set, and what was or cannot be: no goal, though time and activity stand there
YET_TO_SET = guarded(r"\b(?:(?:to|will|would|can|could) be (?:set|determined|discussed|established|written|made|added|decided|updated)|tbd|tba|pending|not (?:yet )?(?:set|discussed|established)|will (?:set|discuss|establish|write|determine))\b")
BEEN = guarded(r"\b(?:had (?:an?|the|his|her|another|surgery|\w+ed)\b|(?:has|have|had|hasn'?t|haven'?t) (?:not )?been|was|were|got|since|ago|reports?|reported|states?|unable|cannot|can'?t|could ?n[o']t|for the (?:past|last)|over the (?:past|last)|no (?:driving|lifting|running|work|sport)|per (?:md|surgeon|protocol))\b|\bpain (?:with|w/|walking|sitting|standing|on|when|while)\b")
# said as something to come, in a sentence of its own
WANTED = guarded(r"\b(?:s?he|they|pt|patient|client|resident|child)(?:'ll| will| is to| should| shall) |\b(?:goals?|aims?|targets?|wants?|hopes?|agreed (?:on|with|w/)|(?:chosen|set|made) (?:with|w/))\b")
WILL = guarded(r"(?:\bwill|'ll|\bshould|\bshall|\bto be able|\bwants?|\bhopes?)\b")
# a goal of doing something by oneself in a line framed as goals: "dons blouse min A", "feed w/o spilling"
DOES = guarded(r"\b(?:sit|stand|walk|transfer|roll|dress|undress|don|doff|feed|eat|drink|brush|comb|shave|groom|toilet|wipe|bathe|shower|wash|rinse|cook|bake|brew|pour|cut|slice|open|close|button|zip|tie|fasten|write|copy|draw|colou?r|type|text|read|count|pay|shop|sweep|mop|vacuum|launder|fold|iron|hang|make|fix|prepare|serve|drive|ride|pedal|cycle|swim|run|jog|jump|hop|skip|throw|catch|kick|climb|step|descend|cross|lift|carry|push|pull|reach|grasp|hold|pick|place|put|take|get|crawl|kneel|squat|bend|turn|steer|propel|load|unload|manage|self-?\w+|go|return|attend|play|sew|knit|garden|weed|mow|rake|dig|hammer|saw|drill|sleep|work|finish|use|sign|dial|call|visit)(?:s|es|ing|ting|ning)?\b")
# a goal's activity in words no list holds: "grip 60 lb to open a jar"
SOMETHING_DONE = guarded(r"\bto (?!be\b|improve|increase|decrease|reduce|restore|promote|facilitate|maintain|address|allow|achieve|reach|prevent|tolerate|within|match|equal|meet|exceed|at least|perform|complete|demonstrate|have|show|score|use|the\b|an?\b|his\b|her\b)[a-z-]{3,} (?:an?|the|his|her|their|own)\s[a-z\d]")
NUMBER_WORD = r"(?:zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety|hundred)"
MOTION_FOUND = guarded(r"\b(?:rotation|rot|flexion|flex|extension|ext|abduction|abd|adduction|side ?bend(?:ing)?|sb|lateral flexion|er|ir|df|pf|dorsiflexion|plantarflexion|(?:supin|pron)ation|sup|pron|inversion|eversion)\s(?:(?:of|is|was|l|r|left|right|to|active|passive|lacks?)\s){0,3}(?:-?\d{1,3}|" + NUMBER_WORD + r"(?:-\w+)? deg\w*)\b(?!\s?(?:x|×|reps?|sets?|min|sec|lbs?|#|ft|['/]))")
# words of goals that are no activity
OF_GOALS = frozenset(
    "goal goals ltg ltgs stg stgs target targets independent independence independently report reports reported demonstrate demonstrates achieve achieves attain attains score scores scoring status ongoing partially continue term short long within least "
    "percent normal grade knowledge understanding self-management manage manages management symptoms symptom tolerance tolerates compliance compliant pain-free painfree centralize centralized resolve resolved eliminate zero maximum minimum maximal minimal moderate assistance supervision verbal cues "
    "return returns perform performs complete completes maintain maintains show shows with without into onto from have having able will shall should equal symmetrical bilateral bilaterally active passive motion strengthening functional improved mobility extremity upper lower inches seconds minutes hours about under over above below than then also been being body weight session sessions therapy "
    "falls fall marks redness sores flares flare-ups episodes headaches dizziness vertigo spinning tingling numbness swelling pressure skin discharge achieved progress progressing modified met revised new old same time times frame baseline current initial previous date keep upgrade upgraded downgrade downgraded discontinue discontinued pending poor fair good throughout overall grossly globally all around approximately greater fewer equal across every most least daily weekly match matches matching other side sides opposite uninvolved involved contralateral norm norms compare compared gain gains reach reaches".split())
# what makes a goal one of an impairment, and what leads over to the activity behind it
MEASURED = frozenset({"impairment", "impairment_motor", "test", "exam", "region", "muscle", "exercise", "exercise_vague"})
LEADS_OVER = guarded(r"\b(?:to|so|for|back|when|while|during|in order|and)\s(?:\w+\s){0,4}\Z")
UNLISTED_LIFE = guarded(r"[a-z][a-z'-]{3,}")
MOTION_ROW = guarded(r"[^|\t\n]{0,24}\b(?:rotation|rot|flexion|flex|extension|ext|abduction|abd|adduction|er|ir|df|pf|sup|pron|supination|pronation|inversion|eversion|strength|mmt|rom|grip|pinch)\b[^|\t\n]{0,16}[|\t]\s*-?\d{1,3}(?:[+-]|/5|\s?/\s?\d{1,3}|°)?\s*(?:[|\t]|\Z|\n)")
FINDING = guarded(r"\d|\b(?:" + NUMBER_WORD + r"|minus|plus|(?:min|mod|max)imal|set-?up|wnl|wfl|intact|normal|positive|negative|neg|pos|limited|decreased|absent|present|weak\w*|tender\w*|impaired|reduced|increased|antalgic|tight\w*|restricted|diminished|hypomobile|guarded|poor|fair|good|unremarkable|clear|full|equal|symmetric\w*|forward|rounded|short\w*|dysmetric|swollen|stable|unable)\b|[+]|\(-\)")




LIFE_TOLD = needs_of(WORK_STATUS, HURTS, GOING_HOME, LIFE_VERB, OPEN_GOAL)


def functional_goals(folded: str, context: Context):
    """(start, end) of daily-life, work or sport activities named as a goal, a limitation or an aim."""
    part = context.part
    met = part.met
    if not (met & LIFE_TOLD or any(hit.label in LIVED for hit in context.hits)):
        return
    words = folded[part.start:part.end]
    named = [hit for hit in context.hits if hit.label in LIVED and hit.start >= part.head_end and not (hit.label in ("function", "life") and OCCUPATION.match(folded, hit.end))]
    aside = [_clause_of(folded, part.start, part.end, match) for match in ASIDE.finditer(folded, part.start, part.end)] if met & ASIDE.need else []
    if aside:
        named = [hit for hit in named if not any(start <= hit.start < end for start, end in aside)]
    clear = part.section in ("goals", "subjective", "history", "assessment") or not context.families or not context.labelled and met & GOAL_STEM.need and GOAL_STEM.search(words[:24]) is not None or met & OF_THE_PATIENT.need and OF_THE_PATIENT.match(words) is not None
    aimed = part.section == "goals" or bool(named) and GOAL_HERE.search(words) is not None
    limited = bool(named) and LIMIT.search(words) is not None
    troubled = bool(named) and clear and (limited or TROUBLE.search(words) is not None)
    reason = REASON_FIELD.match(folded, part.start, part.end) if named else None
    if troubled and not limited and all(FALL.match(folded, *trouble.span()) for trouble in TROUBLE.finditer(folded, part.start, part.end)):
        named = [hit for hit in named if not PLACE.match(folded, hit.start, hit.end)]
    for hit in named:
        if (part.why or reason and hit.label in ("function", "life") and hit.start - reason.end() < 40) and not CUED_FOR.search(folded, part.start, hit.start):
            yield hit.start, hit.end  # a table's cell under "Why", a field of that name: nothing but aims
            continue
        before = folded[max(part.start, hit.start - 48):hit.start]
        if hit.label not in ("function", "life") and context.labelled and not FITNESS_FOR.search(before):
            continue
        if context.families and not aimed and PLACE.match(folded, hit.start, hit.end) and WAY.search(before) or folded.startswith("hik", hit.start) and any(other.label == "region" and 0 <= other.start - hit.end < 8 for other in context.hits):
            continue  # "bedroom to bathroom", "hiked the shoulder"
        if THIS_ONE.search(before) and part.section != "goals":
            continue  # "tired by the last carry"
        life = hit.label in ("function", "life")
        told = aimed and (clear or hit.label == "function") or troubled and life or limited and clear
        led_to = hit.label != "life" and (limited and FOR_FUNCTION.search(before[-30:]) or context.families and AIMED_AT.search(before) and not CUED_FOR.search(before))
        hindered = life and (PAINFUL.search(before) and not context.labelled or ON_THE_WAY.search(before) and not CUED_FOR.search(before))
        if told or led_to or hindered:
            yield hit.start, hit.end
    if clear and part.section != "plan":
        for match in WORK_STATUS.finditer(folded, part.start, part.end) if part.met & WORK_STATUS.need else ():
            yield match.start(), match.end()
    for match in HURTS.finditer(folded, part.start, part.end) if met & HURTS.need and part.section not in ("plan", "home_program") else ():
        yield match.start(), match.end()
    for match in GOING_HOME.finditer(folded, part.start, part.end) if met & GOING_HOME.need and " home" in words and part.section not in ("plan", "home_program") else ():
        yield match.start(), match.end()
    if met & LIFE_VERB.need and (part.section == "goals" or clear and GOAL_STEM.search(words)):
        for match in LIFE_VERB.finditer(folded, part.start, part.end):
            yield match.start(), match.end()
    stated = part.section == "plan" and GOAL_STEM.search(words) is not None
    for match in OPEN_GOAL.finditer(folded, part.start, part.end) if part.met & OPEN_GOAL.need else ():
        if any(start <= match.start() < end for start, end in aside) or match["limit"] and BE_HELPED.match(folded, match.start(), match.end()):
            continue
        if match[0].startswith("avoid") and BIDDEN.search(folded, max(part.start, match.start() - 30), match.start()) or match["weak"] and OF_A_SET.match(match["what"]):
            continue
        words = [word for word in re.findall(r"[a-z']{3,}", match["what"]) if word not in CLINICAL]
        if match["limit"] and len(words) == 1 and not LIFE_VERB.match(folded, match.start("what"), match.end()) and any(hit.label == "region" and match.start("what") <= hit.start < match.end() for hit in context.hits):
            continue  # "afraid to load that leg", "cannot straighten the knee": of the body alone
        if words and (part.section not in ("plan", "home_program") or stated) and not (context.labelled and match["weak"]) and (clear or not match["limit"] or named or not context.labelled):
            yield match.start(), match.end()


def set_aside(folded: str, context: Context, start: int, end: int):
    """What refuses an activity that is only planned, taught for home or somebody else's work: no want and no limit is told of it there, or None."""
    why = context.why(start, end)
    if why is None or why.reason not in NOT_DONE_HERE or context.part.section in ("goals", "subjective", "history"):
        return None
    return None if WANT_OR_LIMIT.search(folded, context.part.start, context.part.end) else why


def _clause_of(folded: str, start: int, end: int, match: re.Match) -> tuple[int, int]:
    """The clause around a match, from comma to comma."""
    for edge in CLAUSE_EDGE.finditer(folded, max(start, match.start() - 80), match.start()):
        start = edge.end()
    after = CLAUSE_EDGE.search(folded, match.end(), end)
    return start, after.start() if after else end


def responses(folded: str, context: Context):
    """(label, start, end) of effects in this visit: ``response``, or ``response_vague`` for stock phrases."""
    part = context.part
    if part.section in ("goals", "history"):
        return
    words = folded[part.start:part.end]
    numbers = bool(context.quantities)
    for match in PAIN_CHANGE.finditer(folded, part.start, part.end) if numbers and part.met & PAIN_CHANGE.need else ():
        if not of_dose(folded, part.start, part.end, match.start(), match.end()):
            yield "response", match.start(), match.end()
    for match in OUT_OF_TEN.finditer(folded, part.start, part.end) if "out of " in words else ():
        yield "response", match.start(), match.end()
    for quantity in context.quantities:
        if quantity.kind == "change" and part.section != "history" and not of_dose(folded, part.start, part.end, quantity.start, quantity.end):
            yield "response", quantity.start, quantity.end
    vague = [hit for hit in context.hits if hit.label == "response_vague"]
    for hit in vague:
        yield "response_vague", hit.start, hit.end
    for hit in context.hits:
        if hit.label != "response" or any(v.start <= hit.start and hit.end <= v.end for v in vague):
            continue
        before = folded[max(part.start, hit.start - 24):hit.start]
        if NOT_EFFECT.search(before) or " was " in before and EARLIER.search(folded, part.start, part.end) or THAN_EARLIER.match(folded, hit.end, part.end):
            continue
        if OUTSIDE.search(before) and (folded.startswith(("felt", "feel"), hit.start) or folded.startswith("er", hit.end - 2) and SAYS.search(before)):
            continue  # "said the weather felt better"
        if folded.endswith((" from", " to"), hit.start, hit.end) and of_dose(folded, part.start, part.end, hit.start, hit.end):
            continue
        treated = bool(context.families) or part.section in ("assessment", "treatment", "addendum", "objective")
        if treated or AFTERWARDS.search(folded, part.start, part.end) or part.section is None and context.index > 2:
            yield "response", hit.start, hit.end


def skilled_needs(folded: str, context: Context):
    """(start, end) of adjustments with their cause, and of skill tied to this patient."""
    part = context.part
    if part.section in ("subjective", "history", "home_program"):
        return
    for match in STRONG_SKILL.finditer(folded, part.start, part.end) if part.met & STRONG_SKILL.need else ():
        yield match.start(), match.end()
    for hit in context.hits:
        if hit.label == "skill_reason" and part.met & CAUSE.need and CAUSE.search(folded, part.start, part.end):
            cause = CAUSE.search(folded, hit.end, part.end) or CAUSE.search(folded, part.start, hit.start)
            if cause and (cause.start() > hit.end or hit.start - cause.end() < 60) and BODILY.search(folded, min(cause.start(), max(part.start, hit.start - 60)), part.end):
                yield hit.start, hit.end


def measurable_goals(folded: str, context: Context, heading_frame: bool):
    """(start, end) of goals that name an activity, a measure and a time frame (maybe in their heading)."""
    part = context.part
    if part.section in ("subjective", "home_program") or part.historical or not (heading_frame or part.section == "goals" or as_goal(folded, context)):
        return
    if YET_TO_SET.search(folded, part.start, part.end) or part.section != "goals" and GOAL_STEM.search(folded, part.start, part.end) is None and WILL.search(folded, part.start, part.end) is None and BEEN.search(folded, part.start, part.end):
        return
    if not MEASURE.search(folded, part.start, part.end) or not (heading_frame or TIME_FRAME.search(folded, part.start, part.end)):
        return
    named = [(hit.start, hit.end) for hit in context.hits if hit.label in LIVED] or [match.span() for match in ACTIVITY.finditer(folded, part.start, part.end)]
    framed = part.section == "goals" or heading_frame or WANTED.search(folded, part.start, part.end) is not None and OFTEN.search(folded, part.start, part.end) is None
    if not named and framed:
        named = [match.span() for match in DOES.finditer(folded, part.head_end, part.end)]
    if not named and framed:
        measured = any(hit.label in MEASURED for hit in context.hits)
        named = [match.span() for match in SOMETHING_DONE.finditer(folded, part.start, part.end)] or [match.span() for match in UNLISTED_LIFE.finditer(folded, part.head_end, part.end) if _of_life(context, match) and (
            not measured or LEADS_OVER.search(folded, max(part.start, match.start() - 40), match.start()))]
    if named:
        yield named[0][0], named[-1][1]


def as_goal(folded: str, context: Context) -> bool:
    """Whether a part is told as a goal: "By week 10: …", "she is to …", "target …"."""
    part = context.part
    return AS_GOAL.search(folded, part.start, part.end) is not None or GOAL_OPENER.match(folded, part.start, part.end) is not None


def _of_life(context: Context, match: re.Match) -> bool:
    """Whether a word in a goal is neither of the clinic nor part of an impairment, an exercise, a test or a body part."""
    return match[0] not in CLINICAL and match[0] not in OF_GOALS and not any(hit.start <= match.start() < hit.end and hit.label not in ("cue", "response") for hit in context.hits)


# what was lifted, carried or pushed in a capacity test, with the most of it
LIFTED = guarded(r"\b(?:(?:floor|knuckle|waist|shoulder)[- ](?:to[- ])?(?:floor|knuckle|waist|shoulder|crown|overhead|eye)(?: lift\w*)?|(?:overhead|occasional|frequent|static|dynamic|leg|torso|arm|high|low) lift\w*|(?:front |two-hand(?:ed)? |one-hand(?:ed)? |bilateral |unilateral )?carry(?:ing)?|(?:static |dynamic |sled |cart )?(?:push|pull)(?:ing)?(?: sled| cart)?|(?:lift|lifting|carry|grip|pinch)\b[^.;|\n\d]{0,32}|(?:carry|push|pull|walk|crawl)(?:ing)? \d{1,3} ?(?:ft|m)\b[^.;|\n\d]{0,16})[\s:=,|]{1,8}(?:\d{1,3}\s?/\s?){0,5}(?:max\w*\s|at\s|of\s|to\s)?\d{1,3}\s?(?:lbs?f?|#|kgf?|pounds|n)(?!\w)")
# a number behind a test that is no part of the next test's name: "TUG, 5xSTS" tells none
SCORE_BEHIND = guarded(r"[^.;\n]{0,40}?(?<![\d.])\d(?!\s?x?\s?sts|[- ]?(?:x|times?)[- ]?(?:sit|chair)|\d?[- ]?(?:m|min|meters?|metres?|minutes?|s|sec|seconds?|ft|foot)[- ](?:walk|chair|sit|stand|step)|\d?(?:mwt|mst|cst))")
# testing said with what it was for or what it found
TESTED_FOR = guarded(r"\b(?:for (?:the |his |her |a )?(?:[a-z-]+ ){0,3}(?:letter|report|decision|claim|clearance|justification|return|release|employer|insurer|case manager|physician|surgeon|md|plan)|to (?:see|decide|determine|establish|judge|find|set|compare|justify|clear|document)|(?:findings?|results?)\b(?! (?:in|are in|per|see|on|sent|pending|scanned|attached|available|to follow|under)\b)|light|medium|sedentary|heavy|(?:below|above|within) (?:what|norm\w*|age|average|expect\w*))\b")


def findings(folded: str, context: Context):
    """(label, start, end): examination words with a finding, tests with a score, positional results."""
    part = context.part
    if part.section not in ("goals", "plan", "home_program") and (not context.families or context.families == ("evaluation",)):
        for match in MOTION_FOUND.finditer(folded, part.start, part.end) if part.met & MOTION_FOUND.need else ():
            yield "exam_finding", match.start(), match.end()
    row = part.end
    if part.column == 0 and not context.labelled:
        row = line_end(folded, part.end)  # "Grip R | 41 | 38": a table's measures stand in the cells beside their name
        if MOTION_ROW.match(folded, part.start, row):
            yield "exam_finding", part.start, part.end
    if "performance_test" in context.families and part.section not in ("goals", "plan", "home_program"):
        for match in LIFTED.finditer(folded, part.start, line_end(folded, part.end) if part.column == 0 else part.end):
            if match.start() < part.end:
                yield "test_score", match.start(), min(match.end(), part.end)
    for hit in context.hits:
        if hit.label == "exam" and FINDING.search(folded, max(part.start, hit.start - 30), min(row, hit.end + 60)):
            yield "exam_finding", hit.start, hit.end
        elif hit.label == "test_kind" and part.section not in ("goals", "plan", "home_program") and TESTED_FOR.search(folded, hit.end, part.end):
            yield "testing", hit.start, hit.end
        elif hit.label == "test":
            score = SCORE_BEHIND.match(folded, hit.end, part.end)
            if score and not re.search(r"\b(?:goal|by|to improve|target)\b", score[0]):
                yield "test_score", hit.start, hit.end
                yield "exam_finding", hit.start, hit.end
