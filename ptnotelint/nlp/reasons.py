"""Why a service is given: the impairment or symptom it addresses, told as the reason in the service's own text.

A reason is an impairment that stands in a heading, that words of aim or cause introduce, or that the
service's text names by itself; or it is a clause of aim or cause about tissue, motion or control in
words no list holds. What reads as a result, a denial, a complaint, or what the patient is cued to do, is none.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.agents import AGENTS, HOW, POINTS, deeds
from ptnotelint.nlp.aims import FOR_RANGE, GRADED, TEST_AIM, WHY_WATER, intents
from ptnotelint.nlp.drill_names import DRILL, DRILLED, KIND_OF, NAMING, TENDED
from ptnotelint.nlp.faults import OF_BODY, faults
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.reason_fields import TASKS, WHY_FIELD, coded_reasons, field_start, fills, graded, wants
from ptnotelint.nlp.sentences import clause_start
from ptnotelint.nlp.services import HANDS, MODALITIES, Context

UNREASONED = frozenset({"subjective", "measures", "goals", "plan", "history", "home_program", "assessment", "previous_visit", "education"})
HANDS_ON = HANDS | MODALITIES
DOSES = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "minutes", "minutes_by", "prime"})
# --- what reasons are about --------------------------------------------------------------------------------------
# impairments that are a reason by themselves in the service's own text; symptoms and kinds of motion need a cue
REASONS_ALONE = guarded(r"(?:pain|tone|symptom|sx) (?:control|management|mgmt|modulation)|strength|weak|endurance|flexib|mobility|stiff|restrict|hypomob|spasm|guarding|o?edema|swelling|inflam|adhes|adher|fibros|lymph|circul|extensib|balance|propriocep|coordinat|kin[ae]esth|postur|control|stability|stabili[sz]|activation|recruit|timing|firing|strateg|inhibit|"
                           r"gaze|\bvor\b|vestib|spastic|contracture|\blag\b|desens|hypersens|compress|impinge|tightness|edematous|oedematous|deconditi|atroph|capsul|trigger point|weakness|atax|dysmetr|apraxi|neglect|bradykin|rigid|clonus|hypoton|hyperton|tone.(?:inhib|manag|normal|reduc)|\w[ -]tolerance|capacity|dexterity|fine.motor|pliab|awareness|\b(?:loss|deficit)\Z")
FELT = frozenset({"taut", "guarded end feel", "effusion", "joint effusion", "thickening", "tight", "knotted", "knots", "knot", "ropey", "taut band", "taut bands"})  # what hands find where they work
FROM_LOAD = guarded(r"\s(?:after|following|2/2|due to|d/t) (?:the |today'?s |her |his )?(?:ex\b|exercises?|load\w*|activit\w+|surgery|ther ?ex|work\w*|standing|walking|gait|practice)\b")
FROM_ILLNESS = guarded(r"\s(?:after|since|from|following|due to|d/t|2/2)\s(?:\w+\s){0,3}?(?:days?|weeks?|wks?|months?|years?|hospital\w*|bed ?rest|immobili\w+|cast\w*|illness|surgery|stay|vent|icu|boot|sling|brace|stroke|cva|covid|chemo\w*|admission)\b")
FOUND = guarded(r"\s(?:is |was |were |are )?(?:noted|found|present|palpated|felt|palpable|remains?|persists?)\b")
ROM = guarded(r"(?<![ap])\brom\b|range of motion")
# joint motions and tissues: what aims are told of beside impairments ("restore DF", "warm the fascia")
MOTION = guarded(r"\b(?:rom|motion|range|flex(?:ion)?|ext(?:ension)?|rotation|rot|abd(?:uction)?|adduction|ir|er|df|pf|dorsiflexion|plantarflexion|(?:supin|pron)ation|side ?bend\w*|inversion|eversion|glid(?:e|ing)|opening|closure|excursion|tke|mobility|movement|alignment|mechanics)\b|\b(?:wrist|hand|finger|thumb|elbow|shoulder|arm|neck|head|back|spine|hip|knee|ankle|foot|heel|toe|jaw|joint|tendon|skin|scar|tissue|muscle|capsule|leg|rib|chest|trunk|pelvis|blade)s?\s(?:to )?(?:bend|straighten|turn|move|open|close|glide|slide|extend|flex|rotate|stretch|lengthen|give|relax|let go)(?:e?s)?\b")
TISSUE = guarded(r"\b(?:pliable|supple|tissues?|fascia\w*|capsul\w*|muscles?|tendons?|scars?|adhesions?|dis[ck]s?|roots?|nerves?|foram\w*|facets?|joints?|fluid|cartilage|quads?|glutes?|cuff|skin|wound|lymph\w*|blood(?! (?:pressure|sugar|glucose|thinn|work|test|draw))|circulation|clots?|phlegm|secretions|segments?|graft|ligaments?|repair|reconstruction|fusion|fracture|incision)\b")
FAILING = guarded(r"\bdual[- ]?task|\bpacing\b|\bdeficits?\b|\bindex\b|\d\s?% (?:of|as)|end.?feel|boggy|inhibit|\bwing(?:s|ing)\b|\bpoor\b|\blacks?\b|contract|\bfir(?:es?|ing)\b|referral|reduced sensation|\bgiv(?:e|es|ing) (?:way|out)|buckl|\bsags?\b|\blags?\b|\bcatch(?:es|ing)\b|\block(?:s|ing)\b|fatigues?\b|\bload\b|\b(?:refus(?:es|ed|ing) to|(?:would|did) ?n['’o]t) (?:even |really )?(?:bend|extend|flex|straighten|move|glide|open|rotate|turn|let|give|fire|contract|relax|budge|lengthen|engage|lock|lift|hold)\b|rop(?:e)?y\b|\btaut\b|\bknot|thicken|adheren|\blocked\b|\bstuck\b")
MOTOR = guarded(r"slump|slouch|\bhunch|forward head|rounded shoulders|kyphos|balanc|coordinat|kin[ae]esth|postur|propriocep|neuromotor|motor (?:control|learn|plan|pattern|recruit)|control|gaze|stead(?:y|ier|ies|iness)|vestib|stance|timing|recruit|activation|sway|stabil|\btone\b|righting|midline|awareness|sense (?:it|where|of)|upright|position sense|trunk from|firing|sequenc|head.?position|dizz|drops? (?:in|out|into)\b|wobbl|collaps|find(?:ing|s)? (?:the )?(?:middle|cent(?:er|re))\b|gives? way|giving way|dissociat|symmetr|falls?\b|inner ears?\b|balance organ")
# a quality of movement named with what it is of: "deep neck flexor control", "VMO/glut timing"
OF_MOVEMENT = guarded(r"(?<![\w/])(?!(?:pain|edema|oedema|swelling|symptoms?|sx|bladder|bowel|flow|and|the|to|of|for|in|with|w/|under|weight|his|her|their|some|good|better|poor|self|tone|infection|quality|cruise|remote|no|more|w|time|own|could|can|would|will|did|not|cannot|must|should|may|she|he|pt|patient|they|therapist|able|switch)[ /-])"
                         r"[a-z][\w/'-]+[ -](?:control|timing|firing|activation|sequencing|coordination|awareness|recruitment|stabili[sz]ation|stability)\b(?! (?:at|of|ball|trainer|ex)\b)")
MOTION_WORD = r"(?:rom|motion|range|flex(?:ion)?|ext(?:ension)?|rotation|rot|abd(?:uction)?|adduction|ir|er|df|pf|dorsiflexion|plantarflexion|supination|pronation|side ?bend(?:ing)?|glide)"
# motion that is missing is an impairment like any other: "for IR loss", "ankle stuck at 3° DF", "lack of extension"
MOTION_LOSS = guarded(rf"\b{MOTION_WORD}[ -](?:loss|lag|deficits?|limit(?:ation)?s?|restrictions?|block)\b|\b(?:lack (?:of|in)|loss of|lacks|lacking|limited|blocked|restricted|reduced|missing|stuck (?:at|in)|short of)\s(?:(?:the|her|his|full|end|terminal|active|passive|left|right|l|r|hip|knee|ankle|neck|shoulder|wrist|\d+(?:°| deg\w*)?)\s){{0,3}}{MOTION_WORD}\b")
OF_LIFE = guarded(r"\b(?:functional|bed|community|household|wheelchair|w/c|gait|safe|indep\w*|overall)\s\Z")  # such mobility is an activity
# --- how a reason is introduced ----------------------------------------------------------------------------------
CAUSES = frozenset({"2/2", "due to", "d/t", "because of", "because", "secondary to", "since", "s/t", "b/c", "bc", "sec to", "2ndary to"})
AIM = guarded(r"(?:(?<!prior )\bto|\bfor|\bfocus\w*|\bworking on|\bworked on|\bto work|\baim\w*|\btarget\w*|\baddress\w*|\bpurpose|\bgoal|\bin order|\bso that|\bhelp|\bintent|\brationale|\bwhy|\bpromot\w*|\bfacilitat\w*|\brestor\w*|"
                 r"\bimprov\w*|\bincreas\w*|\bdecreas\w*|\breduc\w*|\bnormaliz\w*|\bregain\w*|\bmaintain\w*|\bprevent\w*|\bcalm\w*|\bquiet\w*|\brelax\w*|\bloosen\w*|\bsoften\w*|\bfree up|\bknock down|\bease\w*|\bcontrol\w*|\bmanag\w*|\bmodulat\w*|"
                 r"\bretrain\w*|\bdevelop\w*|\bbuild\w*|\bstrengthen\w*|\benhance\w*|\bclear\w*|\bbreak up|\bdesensiti\w*|\bsettle|\blimit\w*|\bminimi\w*|\bgain\w*|\boptimi\w*|\bchalleng\w*|\bemphas\w*|\bre-?establish\w*|\bstop|\bstimulat\w*|\bwarm up|\bunload\w*|\bdecompress\w*|"
                 r"\b↓|\b↑|↓|↑|\binc\.?|\bdec\.?|\bdecr\.?|\bincr\.?|\bimp\.?)\s*\Z")
# a line of its own that gives the reason of all that was done
OF_SESSION = guarded(r"\W*(?:(?:the |main |primary )?(?:purpose|aim|rationale|focus|emphasis)\b(?! (?:of|for) (?:visit|referral|consult|admission|poc|plan))|(?:today'?s |session |treatment |tx |visit )(?:focus|emphasis|aim|purpose|rationale)\b|(?:all |all of |these |the )?(?:above|interventions?|exercises|tx|treatments?|session|visit|today)\b[^.;:]{0,30} (?:to (?:address|improve|increase|reduce|decrease|restore|target|promote|build|regain)|for the purpose|aimed at|focus(?:ed|ing|es)? on|emphasi[sz]ed|targeted|addressed|directed))")
AIM_SENTENCE = guarded(r"\b(?:(?:purpose|aim|idea|intent(?:ion)?|rationale|reason|emphasis|focus|thinking)(?=[:=]|\s(?:is|was|being|of|here|today|for|to|on|behind|[=–—-]))|(?:the|whole|main) (?:point|objective) (?:is|was|of|being|here)|(?<!\bhis )(?<!\bher )(?<!\btheir )(?<!\bown )(?<!'s )(?<!\bpt )(?<!patient )(?<!family )(?<!term )goal (?:is|was|of (?:the )?(?:task|tx|treatment|this|session|exercise))|(?:indicated|chosen|selected|picked|given|used|added|warranted) (?:by|for|because|given|as|since|due))\b[^.;|]{8,}")
# verbs of what care does to tissue, motion or symptoms: with any object, with any but a task, or only with one of the body
TO_TISSUE = (r"level(?:l?ing)?(?= (?:the |her |his )?(?:pelvis|hips?|shoulders?|innominates?|sacrum|trunk))|re-?align(?:ing)?|straighten(?:ing)?|soften(?:ing)?|loosen(?:ing)?|free(?:ing)?(?: up)?|relax(?:ing)?|calm(?:ing)?(?: down)?|quiet(?:ing)?(?: down)?|desensiti[sz](?:e|ing)|decompress(?:ing)?|unload(?:ing)?|offload(?:ing)?|lengthen(?:ing)?|mobili[sz](?:e|ing)|settl(?:e|ing)|"
             r"centrali[sz](?:e|ing)|break(?:ing)?(?: up|(?= (?:\w+ ){0,2}(?:adhes|scar|spasm|tone|tissue|synerg|cycle)))|clear(?:ing)?|open(?:ing)?(?: up)?|gap(?:ping)?|flush(?:ing)?|tissue prep|re-?establish(?:ing)?|retrain(?:ing)?|re-?educat(?:e|ing)|activat(?:e|ing)|recruit(?:ing)?|inhibit(?:ing)?|stimulat(?:e|ing)|deactivat(?:e|ing)|remodel(?:ing)?|steady(?:ing)?|stabili[sz](?:e|ing)|heating|warming|loading")
TO_BODY = (r"undo(?:ing)?|offset(?:ting)?|revers(?:e|ing)|restor(?:e|ing)|regain(?:ing)?|normali[sz](?:e|ing)|promot(?:e|ing)|reduc(?:e|ing)|decreas(?:e|ing)|gain(?:ing)?|improv(?:e|ing)|increas(?:e|ing)|recover(?:ing)?|rebuild(?:ing)?|build(?:ing)?(?: up)?|facilitat(?:e|ing)|address(?:ing)?|develop(?:ing)?|prevent(?:ing)?|drain(?:ing)?|lower(?:ing)?|rais(?:e|ing)|boost(?:ing)?|eas(?:e|ing)|reliev(?:e|ing)|counter(?:ing)?|(?:optim|maxim)i[sz](?:e|ing)")
TO_ANYTHING = r"get|let|allow|coax|teach|encourage|keep|carry|guard|immobili[sz]e|mak(?:e|ing)|maintain|protect|take|buy|win|earn|chase|find|nudge|shut|pre-?warm|warm|heat|load|put|bring|move|pull|hold|stretch|train|wake(?: up)?|work|prime|prepare|prep|glide|pump|cool|set|give"
TREATS = guarded(rf"(?<=[\s(>])(?:(?:(?P<on>{TO_TISSUE})|(?P<some>{TO_BODY}))s?|(?:{TO_ANYTHING}))(?=\s(?P<what>[a-z][a-z0-9/°'\s-]{{3,60}}))")
# at the front of a clause or behind "to", "for" and their like; gerunds behind a preposition, the loose verbs behind "to" or before an article
LEAD = guarded(r"(?:\b(?:to|help|helps|this|which|that|and)|[.;:|,(>→–—+-])\s\Z|\n\s{0,8}\Z|\(\Z")
PREPOSITION = guarded(r"\b(?:for|on|at|of|toward|towards|and)\s\Z")
ADJECTIVES = frozenset({"open", "free", "clear", "lower", "raise", "raises", "gap", "lowers", "opens", "clears"})  # "open chain", "free weights", "lower trap"
ROOM_VERBS = frozenset({"clear", "clearing", "open", "opening", "open up", "opening up", "free", "freeing", "free up", "freeing up"})  # done to rooms and doors as well
FREED = guarded(r"\b(?:sup|pron|airways?|secretions?|sputum|congestion|mucus|blockage|canals?|otoconia|debris|ribs?|jaw|chest|hips?|hand|fingers?|web ?space|neck|shoulders?|thorax|spine|segments?|edema|oedema)\b")
THREE_WORDS = guarded(r"(?:\S+\s*){0,4}")
ARTICLE = guarded(r"(?:the|her|his|their)\s")
WALKING = guarded(r"\b(?:step|stride|stance|swing|cadence|heel strike|clearance|gait|push.?off|foot placement|weight shift\w*|walking|return|transfers?|ambulation|functional|independence|safety|participation|discharge|adls?|carry-?over)\b")  # gait and function, no impairments
OBJECT_END = guarded(r"\s(?:for|so|to|when|during|with|w/|needed|required|before|prior|after|as|while|because|until|and then|and did|x\d*|\d+x.*)\b")
# what is told of the patient's part, or of a cue, is how it was done and not why: "VC to keep trunk still"
INSTRUCTED = guarded(r"\b(?:cue[sd]?|cueing|cuing|vc'?s?|tc'?s?(?! (?:joint|jt|ap|pa|mobs?|glides?|distraction)\b)|remind\w*|reminders?|(?:instruct\w*|taught|educated?)(?!\s(?:pt |patient |him |her |them )?(?:in|on|with)\b)|told|asked|advised|monitor\w*|watched|check(?:ed|ing)?|assess(?:ed|ing)?|screen(?:ed|ing)?|inspected|(?:re-?)?tested|measured|risk|correct(?:ed|ions?)|prompt\w*|encouraged|able|unable|ability|tends?|tried|trying|how|learn\w*|hopes?|wants?|"
                        r"(?:i|we|he|she|pt|patient|they|therapist|and) (?:had|has|have|needs?|needed|required))\s(?:[\w/'\"%-]+\s){0,4}\Z")
# but what gets better by the cue is the aim of the service: "tactile cues at pelvis to improve hip proprioception"
BESIDE_A_CUE = guarded(r"\b(?:cue[sd]?|cueing|cuing|vc'?s?|tc'?s?|prompt\w*|feedback)\s(?:[\w/'\"%-]+\s){0,6}to (?:improve|increase|restore|reduce|normali[sz]e)\s(?:[\w/'-]+\s){0,3}\Z")
BECAUSE = guarded(r"[^.;|]{6,60}\b(?:is|are) what(?:['’]s|\s(?:is|limits?|stops?|keeps?|blocks?|makes?|causes?|throws?|holds?|drives?|prevents?|pulls?|sends?|brings?|feeds?|hurts?|gets? in|fails?|gives?|goes))\b[^.;|]*|\b(?:because|since(?! (?:the )?(?:her |his |their )?(?:last|yesterday|(?:mon|tues|wednes|thurs|fri|satur|sun)day|surgery|visit|injury|onset|eval|accident|fall|start|then|\d)))\s[^.;|]{12,}")
# a finding and what was done about it: "hip drops in stance, so we worked on …"
THEREFORE = guarded(r"\b(?:poor|decreased|reduced|impaired|limited|lacks?|lacking|loses|weak\w*|tight\w*|stiff\w*|delayed|absent|diminished|slumps?|drifts?|guard(?!ed bp)\w*|swollen|hypomobile|unsteady|inhibited|behind|atroph\w*|\d\s?% of|[1-4][+-]?/5)(?!\w)[^.;|]{0,90}?,? (?:so\s(?:we|i|he|she|pt|therapist|worked|did|used|gave|started|added|kept|continued)|therefore|thus|hence)\b")
CAUSE_FIRST = guarded(r"\A\W*(?:2/2|d/t|due to|secondary to|given|because of|as)\s[^.;|]{4,60}?\b(?:weak\w*|(?<!\bis a )(?<!\bwas a )pain|soreness|spasm|stiff\w*|swell\w*|o?edema\w*|tight\w*|limit\w*|balance|tone|guard\w*|loss|deficit\w*|restrict\w*|inflam\w*)\b")
WAS_WHY = guarded(r"\b(?:is|was|are|that['’]?s|which['’]?s) (?:exactly |precisely |just |partly |mostly |also |largely )?why\b|\bwhat (?:it|this|that|they|these)(?:['’]s| is| are| was| were) for\b")
CAUSED = guarded(r"\b(?:since|because|as|b/c|due to|d/t|2/2|for|where|given|indication:?)\b[^.;|]{0,60}?\b(?:tight\w*|tug\w*|block\w*|limit\w*|restrict\w*|guard\w*|spasm\w*|stiff\w*|adher\w*|adhes\w*|swell\w*|boggy|end.?feel|ache|radicular|root|sx|trigger\w*|hypomob\w*|knot\w*|tender\w*|scar\w*|irrit\w*|inflam\w*|tens\w+|hard as|rope\w*|ropy|cords?|dense|puff\w*|numb\w*|clench\w*|brac(?:ed|ing)|seiz\w*|locks?\b|locked|grips?\b|reproduc\w*|wo(?:uld|n['’]?t) (?:not )?let go)\b")
# an arrow before a motion is an aim where no number follows: "gr III post glides ↑ flex/IR"
ARROWED = guarded(r"(?:↑|↓|\b(?:inc|incr|dec|decr)\b\.?)\s?(?:[a-z]+\s){0,2}(?:rom|flex(?:ion)?|ext(?:ension)?|ir|er|df|pf|rot(?:ation)?|abd(?:uction)?|motion|range|strength|mob|mobility|str|tone|tension|inflam|infl|circ|circulation|capacity|endurance|activation|recruitment|stability|flexib\w*|power|pliab\w*|extensib\w*|motor control|proprio\w*|coord\w*)\b(?! (?:noted|today|since|than|vs|after|by|this)\b)(?![^.;|,(]{0,16}\d)")
NEEDED_FOR = guarded(r"\b[^.;|,\d]{2,40}\b(?:needed|required|necessary) (?:for|to)\b|\b(?:needs|requires|still needs) [^.;|,\d]{3,30}? (?:for|to)\b")
SYMPTOM_CELL = guarded(r"(?:[a-z/]+\s){0,2}(?:pain|spasm|o?edema|swelling|stiffness|soreness|guarding|inflammation|weakness)(?:\s(?:control|relief|management|reduction))?\W*\Z")
DASHED = guarded(r"\s[-–—(]\s?(?P<of>(?:(?!no |less |mild |c/o |denies |min |pre |post |current )[a-z/+]+\s){0,2}(?:pain|pn|ttp|sx|ha|ache|numbness|tone|soreness|discomfort|sensitivity)(?:\s(?:control|relief|management|mgmt|mod\w*|reduction))?)[\s.)]*\Z")  # "CP 10' - pain"
# what a service's own name says of its aim: "control work", "strengthening"
TRAINED = guarded(r"train|re-?ed")
NAMED_AIM = guarded(r"strength|(?<!work )conditioning|balanc|control|gaze|postur|propriocep|coordinat|endurance|flexib")
# what stands in the way, named as such: "motor control is the limitation", "ankle stiffness remains the main problem"
LIMITER = guarded(r"[^.;|\n]{3,50}\b(?:is|are|was|were|remains?|being|=)\s(?:still |now )?(?:(?:the|her|his|their|my|our|what|one|a) )?(?:(?:main|primary|biggest|key|chief|major|real|true|current|remaining|largest|rate) ?-?)?(?:limit(?:er|ers|ing|ation|ations|s)|problem|barrier|issue|culprit|driver|weak(?:est)? link|bottleneck|obstacle|target|priority|reason|rationale|aim|indication|focus)\b(?! (?:for|of) (?:the )?(?:visit|referral|call|delay|absence|test|exam))")
# an angle to be got past is an aim of hands: "contract-relax to get past 95"
PAST_ANGLE = guarded(r"\bto (?:get|push|work|move|go|break|bring|take)\b[^.;|,\d]{0,24}?\b(?:past|beyond|over|above|toward|towards|closer to)\s\d{1,3}\b|\bto (?:reach|gain|regain|achieve|recover)\b[^.;|,\d]{0,24}?\s\d{1,3}\s?(?:°|deg)")
# --- what is no reason -------------------------------------------------------------------------------------------
RESULT = guarded(r"\s*(?:of |at |now |was |is |are |were |about |~|=|:|-|rated |level )?\(?\s*\d|\s*(?:improved|increased|decreased|unchanged|same|(?:visibly |much |a bit )?(?:less|smaller) (?:than|now|by|after)\b|better|worse|noted|present|wnl|wfl|mild\b|minimal\b|trace\b|slight\b|(?:['’]s )?(?:down|gone|resolved)\b(?! to (?:get|let|free))|is |was |remains?|(?:has |have )?(?:let (?:up|go)|freed up|eased|settled|quieted|calmed|melted|softened|loosened|gave way|lifted|cleared)\b|with (?:overhead|stairs|gait|walking|reaching)|continues)\b")
AIMED_AT = guarded(r"\b(?:for|because of|secondary to|targeting|addressing|to (?:address|improve|increase|reduce|decrease|restore|regain|treat|build|gain|break|ease|manage|control))\s(?!goal|target)(?:[a-z/-]+\s){0,2}\Z")
MEASURE = guarded(r"(?<![\w])(?:rom|strength|mobility|balance|grip)\s(?:(?:l|r|b|left|right|bilat|flex\w*|ext\w*|abd\w*|er|ir|df|pf|rot\w*)\s){1,3}\d")
SCORE = guarded(r"[^.;|\n]{0,20}?\s[1-5][+-]?/5\b|\W*\d{1,3}\s?(?:-|°)")
# what got more or less is a deficit when it is good to have, and a result when it is not
DEFICIT = guarded(r"\b(?:no|little|zero|not enough|insufficient|inadequate|lacks|missing|decreased|reduced|limited|impaired|diminished|poor|lacking)\s+(?:[a-z/]+\s){0,2}\Z")
NO_LOSS = guarded(r"\s(?:deficits?|loss(?:es)?|changes?|problems?|issues?|gains?|limits?|limitations?|restrictions?|concerns?|complaints?|difficult\w+|work|training|exercises?|today)\b")
CHANGED = guarded(r"\b(?:increased|decreased|reduced|improved|gained|relieved|lessened|eased|restored|normalized)\s+(?:[a-z/]+\s){0,2}\Z")
WASTED = guarded(r"(?:atrophy|wasting|contracture)\Z")  # a number behind it says how bad it is
AGAINST = guarded(r"[^.;|\n]{0,24}?\b(?:vs\.?|versus|against|compared)\s")  # "calf endurance 17 reps vs 28": what is missing
GOOD = guarded(r"strength|endurance|flexib|mobility|extensib|balance|propriocep|coordinat|kin[ae]esth|postur|control|stability|activation|recruit|rom\b|range|motion|tolerance|circulat|awareness|power|excursion|glide|dexterity|length")
DENIED = guarded(r"\b(?:no|without|w/o|denies|denied|free of|any|c/o|reports?|states?|less|w/out|not|reproduc\w*|provok\w*|pain stayed|kept|limited by|despite|within|trace|tolerat\w*|below|under|increase in|had|more|some|mild|minimal|slight|has|feels?|lost|loses|losing|loss of)\s+(?:\w+\s){0,2}\Z")
CHANGED_BECAUSE = guarded(r"[^.;|]{6,60}\b(?:is|are) what(?:['’]s|\s(?:is|limits?|stops?|keeps?|blocks?|makes?|causes?|throws?|holds?|drives?|prevents?|pulls?|sends?|brings?|feeds?|hurts?|gets? in|fails?|gives?|goes))\b[^.;|]*|\b(?:reduced|decreased|cut|stopped|dropped|backed off|modified|held|limited|stop|ended|regressed|lowered|progressed|swapped|broke|paused|rest(?:ed)?|checked|monitored|measured|watched)\b[^.;]{0,50}\Z")
HINDERED = guarded(r"\b(?:rest\w*|breaks?|requir\w*|need\w*|unable|slow\w*|limit\w*|difficult\w*|pain\w*|fatigue\w*|declin\w*|held|hold|stop\w*|reduc\w*|decreas\w*|increas\w*|modif\w*|only|not|n't|no|without|short of|could|cannot|can't|avoid\w*|lower\w*|hand|rail|lob|lost|assist\w*|cue\w*|compensat\w*|substitut\w*|late|missed|absent|seated|instead|vs|dropped|progress\w*|regress\w*|cut|pauses?|paused|extra time|poor|weak\w*)\b|\d/10")
POINTED = guarded(r"(?:→|[-–—=]+>)\s*(?:[a-z]+\s)?\Z")  # "--> quad strength"
OUTCOME = guarded(r"\b(?:improv\w+|gain\w*|progress\w*|lob|recover\w*|increased|decreased|better|worse|noted|shows?|showed|demonstrat\w+|good|fair|normal|tested|measured|check\w*|test\w*|without|w/o|due to|d/t|2/2|because|limited by|after|cue\w*|vcs?|tcs?(?! (?:joint|jt|ap|pa)\b)|for form|mmt|=)\b|→|->|(?<![a-z\d.])\d[+-]?/\d(?!\s?mhz)")
TO_TOLERANCE = guarded(r"\b(?:to|per|within|as|at|of|pt|patient|her|his)\s\Z")  # how much, not why


def purposes(folded: str, context: Context):
    """(label, start, end) of each reason in a part: ``purpose_motor`` for motor reasons, else ``purpose``.

    Where the words tell whose reason it is, whatever stands around them, its families come fourth.
    """
    part = context.part
    impairments = _impairments(folded, context)
    if coded := list(coded_reasons(folded, context)):
        yield from ((_label(folded, start, end, impairments), start, end, (family,)) for start, end, family in coded if _of_body(folded, context, impairments, start, end))
        return
    silent = _unreasoned(folded, context)
    whole = not context.families and not silent and part.met & OF_SESSION.need != 0 and OF_SESSION.match(folded, part.start, part.end) is not None
    for hit in impairments:
        if not context.families and not whole and context.why(hit.start, hit.end) is None:
            continue  # a reason is told of some care; what is refused is worth showing all the same
        if whole or hit.start < part.head_end and not SCORE.match(folded, hit.end, part.end) or _is_reason(folded, context, hit):
            yield _label(folded, hit.start, hit.end, [hit]), hit.start, hit.end
    if part.section not in ("plan", "goals", "home_program"):
        for match in TEST_AIM.finditer(folded, part.start, part.end) if part.met & TEST_AIM.need else ():
            yield "purpose", match.start(), match.end(), ("performance_test",)
    if silent or not context.families and not whole:
        return
    wrong = [Hit("impairment_motor" if motor else "impairment", None, start, end) for start, end, motor in faults(folded, context)]
    impairments += wrong
    motor = "neuromuscular" in context.families and (MOTOR.search(folded, part.start, part.end) or any(hit.label == "impairment_motor" for hit in impairments))
    for start, end in (*_clauses(folded, context, impairments), *((hit.start, hit.end) for hit in wrong)):
        yield ("purpose_motor" if motor else _label(folded, start, end, impairments)), start, end
    for hit in context.hits:
        if (hit.label == "exercise_vague" or hit.label == "exercise" and TRAINED.search(folded, hit.start, hit.end)) and NAMED_AIM.search(folded, hit.start, hit.end):
            yield _label(folded, hit.start, hit.end, ()), hit.start, hit.end
    if "needling" in context.families:
        yield from (("target", hit.start, hit.end) for hit in impairments if POINTS.match(folded, hit.start, hit.end))
    if "aquatic" in context.families:
        for match in WHY_WATER.finditer(folded, part.start, part.end) if part.met & WHY_WATER.need else ():
            yield "purpose", match.start(), match.end()


def _unreasoned(folded: str, context: Context) -> bool:
    """Whether a section's text tells no reasons: not so where a conclusion holds the treatment itself, or its reason as a field."""
    part = context.part
    if part.section != "assessment" or not context.families:
        return part.section in UNREASONED
    return not (context.labelled or part.why or WHY_FIELD.match(folded, part.start, part.end) or any(q.kind in DOSES for q in context.quantities) and any(hit.label in ("exercise", "technique", "modality") for hit in context.hits))


def _label(folded: str, start: int, end: int, impairments) -> str:
    motor = any(hit.label == "impairment_motor" and start <= hit.start < end for hit in impairments) or MOTOR.search(folded, start, end) is not None
    return "purpose_motor" if motor else "purpose"


def _impairments(folded: str, context: Context) -> list[Hit]:
    """Impairments and symptoms of a part, by the vocabulary or composed of a motion and its loss."""
    part = context.part
    found = [hit for hit in context.hits if hit.label in ("impairment", "impairment_motor")]
    for label, pattern in (("impairment_motor", OF_MOVEMENT), ("impairment", MOTION_LOSS)):
        for match in pattern.finditer(folded, part.start, part.end) if part.met & pattern.need else ():
            if not any(hit.start <= match.start() and match.end() <= hit.end for hit in found):
                found.append(Hit(label, None, match.start(), match.end()))
    # "neuromuscular re-education" is what was done
    found = [hit for hit in found if not (hit.label == "impairment_motor" and TRAINED.search(folded, hit.start, hit.end) and any(other.label == "exercise_vague" and other.start <= hit.start and hit.end <= other.end for other in context.hits))]
    named = [hit for hit in context.hits if hit.scope is None and hit.label in ("exercise", "technique", "activity", "test", "positional_test", "modality", "modality_type", "wrong_kind")] if found else []
    found = [hit for hit in found if not (folded.startswith("mobility", hit.start) and OF_LIFE.search(folded, part.start, hit.start))]
    return [hit for hit in found if not any(other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start and not AIMED_AT.search(folded, part.start, other.start) for other in named)]


def _is_reason(folded: str, context: Context, hit: Hit) -> bool:
    part = context.part
    begin = clause_start(folded, part.start, hit.start, 120)
    before = folded[begin:hit.start]
    result = RESULT.match(folded, hit.end, min(part.end, hit.end + 24))
    if result and result[0][-1].isdigit() and AIMED_AT.search(before) and not INSTRUCTED.search(folded, begin, hit.start):
        result = None  # "for quad weakness (4-/5)", "to break adhesions 4 min": how bad it is, or how long that took
    if result and (context.families and WASTED.search(folded, hit.start, hit.end) and result[0][-1].isdigit()):
        result = None
    if result and context.families and AGAINST.match(folded, hit.end, part.end):
        result = None
    if result and not _felt(folded, context, hit) or MEASURE.match(folded, hit.start, part.end) or CHANGED_BECAUSE.search(before):
        return False
    cue = None
    changed = CHANGED.search(folded, max(part.start, hit.start - 30), hit.start)
    for other in context.hits:
        if other.label == "purpose_cue" and other.end <= hit.start and hit.start - other.end <= 60 and not re.search(r"[;|]|\. |\d{2,}", folded[other.end:hit.start]):
            if folded[other.start:other.end] not in CAUSES:
                cue = cue if cue and changed and other.start >= changed.start() else other
            elif _causes_care(folded, context, other):
                return True
    if folded.startswith(("tolerance", "fatigue", "failure"), hit.start) and TO_TOLERANCE.search(before):
        return False
    if DEFICIT.search(before[-30:]) and GOOD.search(folded, hit.start, hit.end) and not NO_LOSS.match(folded, hit.end, part.end):
        return not _unreasoned(folded, context)
    if changed and (cue is None or cue.start >= changed.start()):
        return False
    if BESIDE_A_CUE.search(before) and not DENIED.search(before[-30:]):
        return True
    if INSTRUCTED.search(folded, begin, cue.start if cue is not None else hit.start) and re.search(r"\b(?:for|on|with|to|re)\b[^.;,]{0,30}\Z", before):
        return False
    if cue is not None and not DENIED.search(folded[cue.end:hit.start]) and not DENIED.search(folded[max(part.start, cue.start - 24):cue.start]):
        if not folded[cue.start:cue.end].endswith("ed") or AIM.search(before[-40:]):
            return True
    if AIM.search(before[-26:]) and not DENIED.search(before[-30:]):
        return True
    return _stands_alone(folded, context, hit)


def _causes_care(folded: str, context: Context, cue: Hit) -> bool:
    """Whether a cause is told of the care, not of help, a rest, a change or a finding before it."""
    part = context.part
    if not context.families or _unreasoned(folded, context):
        return False
    start = max(part.start, cue.start - 50)
    told = any(hit.label in ("assist", "cue", "deviation", "response", "function", "skill_reason", "impairment", "impairment_motor", "response_vague") and start <= hit.start < cue.start for hit in context.hits)
    return cue.start > part.start and not told and not HINDERED.search(folded, start, cue.start)


def _stands_alone(folded: str, context: Context, hit: Hit) -> bool:
    """An impairment named in the service's own text without a cue ("glute strength", "capsular restriction").

    Symptoms (pain, soreness) and kinds of motion (AROM) need a cue; so does whatever reads as a result.
    """
    part = context.part
    if not context.families or _unreasoned(folded, context):
        return False
    words = folded[hit.start:hit.end]
    if context.families == ("needling",) and POINTS.match(words):
        return False  # where the needle went in
    if not REASONS_ALONE.search(words) and not (hit.label == "impairment_motor" and "neuromuscular" in context.families and not DRILLED.search(words)) and not (HANDS_ON.issuperset(context.families) and words in FELT) and not MOTION_LOSS.match(words) and not (ROM.search(words) and hit.start <= part.head_end + 40):
        return False
    if SCORE.match(folded, hit.end, part.end) or NAMING.match(folded, hit.end, part.end) or KIND_OF.match(folded, hit.end, part.end) or words.endswith("balance") and DRILL.match(folded, hit.end, part.end):
        return False
    lead = POINTED.sub("", folded[clause_start(folded, part.start, hit.start, 40):hit.start])
    tail = OUTCOME.search(folded, hit.end, min(part.end, hit.end + 16)) and not FROM_ILLNESS.match(folded, hit.end, part.end) and not _felt(folded, context, hit) and not (HANDS_ON.issuperset(context.families) and FROM_LOAD.match(folded, hit.end, part.end))
    return not (TENDED.search(lead) or DENIED.search(lead) or OUTCOME.search(lead) or tail)


def _felt(folded: str, context: Context, hit: Hit) -> bool:
    """Whether hands found it where they work ("restrictions noted medially"): there a finding is the reason."""
    return HANDS.issuperset(context.families) and FOUND.match(folded, hit.end, context.part.end) is not None


def _clauses(folded: str, context: Context, impairments: list[Hit]):
    """(start, end) of clauses that tell an aim or a cause, in words the vocabulary may not know."""
    part, met = context.part, context.part.met
    words = folded[part.start:part.end]
    if "[ ]" in words or "☐" in words or "( )" in words:
        return  # of a list to choose from, the chosen words count by themselves
    begin, named = field_start(folded, context)
    if begin is not None and fills(folded, context, impairments, begin, named, _of_body(folded, context, impairments, begin, part.end)):
        yield begin, part.end
    if met & CAUSE_FIRST.need and CAUSE_FIRST.search(words) or met & WAS_WHY.need and WAS_WHY.search(words) and _of_body(folded, context, impairments, part.start, part.end) or part.column is not None and context.labelled and SYMPTOM_CELL.match(words):
        yield part.start, part.end
    for match in AIM_SENTENCE.finditer(folded, part.start, part.end) if met & AIM_SENTENCE.need else ():
        if _of_body(folded, context, impairments, match.start(), match.end()):
            yield match.start(), match.end()
    passive = not AGENTS.isdisjoint(context.families)
    for match in TREATS.finditer(folded, part.start, part.end) if met & TREATS.need else ():
        if passive and HOW.match(folded, match.start("what") - 1, part.end):
            continue
        end = min(match.end("what"), part.end)
        clipped = OBJECT_END.search(folded, match.start("what"), end)
        end = clipped.start() if clipped else end
        if _leads(folded, part.start, match, bool(context.families) and TASKS.issuperset(context.families)) and _treated(folded, context, impairments, match, end):
            yield match.start(), end
    for match in BECAUSE.finditer(folded, part.start, part.end) if met & BECAUSE.need else ():
        if not CHANGED_BECAUSE.search(folded, part.start, match.start()) and not any(hit.label == "skill_reason" and hit.end <= match.start() for hit in context.hits):
            if _of_body(folded, context, impairments, match.start(), match.end(), (MOTION, MOTOR, FAILING)) or wants(folded, context, match.start(), match.end()):
                yield match.start(), match.end()
    for match in THEREFORE.finditer(folded, part.start, part.end) if met & THEREFORE.need and (" so " in words or "therefore" in words or "thus" in words or "hence" in words) else ():
        if _of_body(folded, context, impairments, part.start, match.end()):
            yield match.start(), match.end()
    for start, end, of_part in intents(folded, part.start, part.end, context.families):
        if of_part is None or INSTRUCTED.search(folded, max(part.start, start - 60), start) is None and (of_part and _of_body(folded, context, impairments, start, end)
                or ((OF_BODY.search(folded, start, min(end, start + 20)) or TISSUE.search(folded, start, min(end, start + 20))) if of_part is False else OF_BODY.search(folded, start, end) or any(hit.label == "region" and start <= hit.start < end for hit in context.hits))
                and not any(hit.label in ("function", "activity") and start <= hit.start < end for hit in context.hits)):
            yield start, end
    yield from (*graded(folded, context), *deeds(folded, part.start, part.end, context.families, context.hits))
    for match in ARROWED.finditer(folded, part.start, part.end) if met & ARROWED.need else ():
        yield match.start(), match.end()
    for match in GRADED.finditer(folded, part.start, part.end) if met & GRADED.need else ():
        if (match["this"] or match[0].endswith("/5") or OF_BODY.search(folded, match.start(), min(part.end, match.end() + 20))) and not HINDERED.search(folded, max(part.start, match.start() - 50), match.start()):
            yield match.start(), match.end()
    for match in FOR_RANGE.finditer(folded, part.start, part.end) if met & FOR_RANGE.need else ():
        yield match.start(), match.end()
    for match in NEEDED_FOR.finditer(folded, part.start, part.end) if met & NEEDED_FOR.need else ():
        if _of_body(folded, context, impairments, match.start(), match.end()):
            yield match.start(), match.end()
    for match in LIMITER.finditer(folded, part.start, part.end) if met & LIMITER.need else ():
        if not any(hit.label in ("function", "activity") and match.start() <= hit.start < match.end() for hit in context.hits) and _of_body(folded, context, impairments, match.start(), match.end()):
            yield match.start(), match.end()
    if HANDS_ON & set(context.families):
        for match in PAST_ANGLE.finditer(folded, part.start, part.end) if met & PAST_ANGLE.need else ():
            yield match.start(), match.end()
        dashed = DASHED.search(folded, max(part.start, part.end - 50), part.end)
        if dashed and not DENIED.search(folded, part.start, dashed.start("of")):
            yield dashed.start("of"), dashed.end("of")
        for match in CAUSED.finditer(folded, part.start, part.end) if met & CAUSED.need else ():
            yield match.start(), match.end()


def _of_body(folded: str, context: Context, impairments: list[Hit], start: int, end: int, told: tuple = (MOTION, TISSUE, MOTOR, FAILING)) -> bool:
    """Whether a clause of aim or cause is about the body, not only about what the patient wants to do again."""
    return (any(start <= hit.start < end for hit in impairments) or TISSUE in told and any(hit.label == "muscle" and start <= hit.start < end for hit in context.hits)
            or any(words.search(folded, start, end) for words in told))


def _leads(folded: str, start: int, match: re.Match, tasks: bool) -> bool:
    """Whether a verb of care tells an aim here: not "Opening afterwards 35 mm", nor what the patient was cued to do."""
    at, verb = match.start(), match[0]
    if not (PREPOSITION.search(folded, max(start, at - 8), at) if verb.split()[0].endswith("ing") else at <= start or LEAD.search(folded, max(start, at - 9), at)):
        return False
    behind = folded.startswith("to ", at - 3)
    loose = match["on"] is None and match["some"] is None or verb in ADJECTIVES
    if tasks and not behind and not verb.split()[0].endswith("ing"):
        return False  # "unload the dishwasher", "open jars": what is done
    if loose and not behind and not ARTICLE.match(folded, match.start("what")):
        return False
    return INSTRUCTED.search(folded, max(start, at - 60), at - 3 if behind else at) is None


def _treated(folded: str, context: Context, impairments: list[Hit], match: re.Match, end: int) -> bool:
    start = match.start("what")
    if any(hit.label == "exercise" and hit.start <= match.start() < hit.end for hit in context.hits):
        return False  # "open book x10"
    if match["on"] in ROOM_VERBS:
        near = THREE_WORDS.match(folded, start, end).end()
        if not _of_body(folded, context, impairments, start, near) and not FREED.search(folded, start, near) and not any(hit.label in ("region", "spinal_level", "joint") and start <= hit.start < near for hit in context.hits):
            return False  # "to clear the room"
    if match["on"] and not any(hit.label in ("function", "activity") and start <= hit.start < end for hit in context.hits) or any(start <= hit.start < end for hit in impairments):
        return True
    moved = MOTION.search(folded, start, end) or TISSUE.search(folded, start, end) or MOTOR.search(folded, start, end) or any(hit.label == "muscle" and start <= hit.start < end for hit in context.hits)
    tasks = ("function", "activity", "deviation", "gait") if match["some"] and moved else ("function", "exercise", "activity", "deviation", "gait")
    if any(hit.label in tasks and start <= hit.start < end for hit in context.hits) or WALKING.search(folded, start, end):
        return False
    return bool(moved or match["some"] and "function" not in folded[start:end])
