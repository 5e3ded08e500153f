"""What is wrong with a part of the body, told as it stands: "quad is slow to fire", "the capsule stops her at 95".

Where a service's own text says so, it says what the service is for. It takes a part of the body and, close behind it, a
fault in the present tense: something the part does badly, does not do, or is. How a set went ("hip hiked on the last two") is
told in the past tense and is none.
"""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.services import Context

# parts of the body in words that the vocabulary of regions and muscles does not hold
OF_BODY = guarded(r"\b(?:muscles?|capsul\w*|joints?|jts?|segments?|tendons?|ligaments?|scars?|incision|tissues?|fascia\w*|flexors?|extensors?|rotators?|abductors?|adductors?|stabili[sz]ers?|holders|cuff|ball|head|humeral head|scapula\w*|blade|trunk|core|roots?|nerves?|dis[ck]s?|facets?|grip|pinch|fist|squeeze|calf|legs?|arms?|feet|foot|toes?|heels?|fingers?|thumb|arch|"
                  r"patella|kneecap|pelvis|sacrum|sling|wall|belly|bend(?:ing)?|extension|(?:dorsi|plantar)?flexion|df|pf|(?:supin|pron)ation|rotation|elevation|abduction|motion|range|reach|turn(?:ing)?|glides?|gaze|eyes|reactions?|steps|side|quads?|thighs?|glut\w*|hams|abs|abdominals?|obliques?|traps?|delts?|pecs?|lats?|hams(?:tring)?s?|vmo|dnf|ta|spine|back|neck|knees?|hips?|ankles?|shoulders?|elbows?|wrists?|hands?|jaw|midline|diaphragm|floor|dorsum|palm|web ?space|stump|residual limb|limb|chest|ribs?)\b")
_SLOWLY = r"(?:too |so |very |still |a bit |rather |quite |pretty |really )?(?:late|early|slow(?:ly)?|weakly|poorly|last|badly|quick(?:ly)?|fast|unevenly|hard|easily|short|low|high)"
_ABLE = (r"(?:fire|firing|recruit\w*|turn(?:ing)?|switch\w*|contract\w*|engag\w*|kick\w*|work\w*|relax\w*|let(?:ting)?|lengthen\w*|bend\w*|straighten\w*|extend\w*|flex\w*|rotat\w*|open\w*|clos\w*|glid\w*|slid\w*|mov\w*|clear\w*|keep\w*|control\w*|steady|stead(?:y|ies)|stabili[sz]\w*|support\w*|hold\w*|"
         r"squeez\w*|respond\w*|react\w*|catch\w*|level|lock (?:out|straight)|track\w*|giv(?:e|ing)|yield\w*|stretch\w*|drain\w*|pump\w*|take|taking|coordinat\w*|know|sens\w*|find|tell|cent(?:er|re)\w*|stay\w*|absorb\w*|produc\w*|generat\w*|match\w*|last\w*|carry\w*|push\w*|lift\w*|reach\w*|grip\w*|pinch\w*|do|get)")
# what a part fails in as such
_FAILS = (r"(?:fad(?:es?|ing)|fatigues? (?=" + _SLOWLY + r"\b|before|by|after|under|on|with|w/)|giv(?:es?|ing) (?:way|out|up)|quits?|fails?|lags|lagging|buckles?|sags?|collapses?|tires? (?=" + _SLOWLY + r"\b|out|before|by|after|on|with|w/)|peters? out|runs? out|needs? (?:another|more|at least|\d)|falls? short|flickers?(?= only| at best)|(?:is |are )?(?:does|do|doing|carries|carrying|takes|taking|bears) (?:only |about |just |barely |less than )?(?:a |one[- ])?(?:third|half|quarter|fraction|little|none)|hangs? up|locks? up|fills? up|swells? up|ball(?:s|ed) up|(?:shuts?|turns?|switch(?:es)?|cuts?) (?:off|down|out)|checks? out|drops? out|dies out|lets? go (?:early|first|before|when)|poops? out|burns? out|"
          r"(?:has|have)(?: still)?(?: not|n['’]t| never)(?: yet| fully| quite)? (?:let go|come back|recovered|returned|caught up|woken up|regained|settled|released)|(?:has|have) (?:lost|wasted|shrunk|shortened|stiffened|weakened|tightened|thinned|gone (?:soft|slack|quiet|to sleep|stiff))|(?:hits?|meets?|runs? into|bumps? into) (?:a |the |its )?(?:hard |firm )?(?:wall|block|stop|barrier|end)|ends? early|"
          r"(?:is|are|remains?|stays?|still) slow(?:er)? (?:to|in|at|on)|refus(?:es|ing) to|struggl(?:es?|ing) to|(?:fires?|reacts?|recruits?|activates?|kicks? in|turns? on|comes? on|engages?|responds?|contracts?|switches on|catches|wakes(?: up)?|shows up|joins(?: in)?|arrives|starts|gets going|comes in) " + _SLOWLY + r"|barely (?:\w+s|fire|recruit|move|contract|hold|glide|turn)\b|hardly (?:\w+s|fire|move|contract|glide)\b|"
          r"stops? (?:(?:\d{1,3}\s?(?:deg\w*|°) )?short|at|firing|bending|gliding|moving|turning|her|him|the|pt|them)|blocks|catches|binds|jams|sticks|loses|lacks?(?! (?:about |~)?\d)|overworks?|(?:does|do|doing) (?:everything|(?:all|most) (?:of )?the work|the (?:whole )?job)|takes? over|dominates?|clamps?|clenches|guards|tightens?|spasms|compresses|pinches|limits?|prevents?|keeps? (?:her|him|the|them|pt) from|works? at (?:only )?\d|(?:is|are|still|only|remains?|tests?)(?: still)?(?: only| at| just)? [0-4][+-]?/5|(?:is|are|was|remains?|at|tests?|only|just|still) (?:at )?(?:only |about |just |roughly |~ ?)?(?:\d{1,3}\s?%|0?\.\d\d?|half|a third|two[- ]thirds) (?:of|as strong|that of))")
# how a part moves where it should not: a reason where it is told as a habit, and of control
_STRAYS = r"(?:drifts?|drops?|slips?|rides?|hikes?|wings?|tips?|dumps?|dives?|tilts?|caves?|folds?|rolls?|turns?|shifts?|wobbles?|shakes?|trembles?|sways?|snaps?|drags?|flares?|pitches|leans?|falls?|lists?|migrates?|translates?|overshoots?|hesitates?|stalls?|freezes?|catch|slaps?|scuffs?|stubs?|trips?)"
_FORM = r"(?:hurt|bother|swell|mind|ache|arch|sag|rise|hike|drop|twist|shift|round|buckle|touch|leave|cross|lock|tip|tilt|sway|rock|bounce|move off|come off|lift off|need|have|appear|seem|look|feel|report|want any|go numb|pop|click|catch|give|like)"
_NOT = r"(?:(?:will|do|does|is|are|can|could|would)(?: not| ?n['’]?t)|cannot|won['’]?t|cant|never|no longer|still not|not yet|not)(?: yet| even| quite| really| fully| reliably| ever| always| well)?(?: be)?"
_IS = r"(?:(?:(?:is |are )?(?:getting|becoming|growing|turning|going)|is|are|'s|remains?|stays?|feels?|still|so|too|gets?|sits?|=)\s(?:still |too |so |very |quite |all |a bit |a little |rather |pretty |just |now |also |really |again |only |noticeably |markedly |generally |\w+ (?:and|&) )*)"
_BAD = (r"(?:stuck|glued|tethered|bound|jammed|frozen|anchored|fixed|bunched|crowded|bowed|twisted|wound up|cramped|puckered|clamped|wedged|pinched|compressed|inflamed|congested|overstretched|strained|locked(?! in\b)|blocked|short(?:ened|er)?(?! (?:axis|foot|arc|term|sit))|tight(?:er|ened)?|stiff(?:er|ened)?|weak(?:er|ened)?|slow(?:er)?|late|sluggish|lazy|sleepy|asleep|mush\w*|flabby|flaccid|slack|dead|shut down|shutting down|switched off|offline|inhibited|absent|behind|delayed|unreliable|shaky|wobbly|unsteady|unstable|loose|lax|sloppy|"
        r"clumsy|uncoordinated|wasted|wasting|puffy|boggy|dense|leathery|woody|gluey|gummy|thick(?:ened)?|rop(?:e)?y|taut|knott(?:y|ed)|swollen|angry|touchy|jumpy|twitchy|irrita(?:ble|ted)|hypersensitive|guarded|overactive|underactive|hyperactive|overworked|overloaded|deconditioned|atrophied|adhere(?:d|nt)|restricted|hypomobile|hard|locked up|rotated|hot|(?:well |too |still )?forward(?= of)|like (?:a )?(?:rope|rock|board|concrete|wood|stone|leather|cable|guitar string)s?|rock[- ]hard|out of (?:sync|position|practice|alignment)|lagging|missing|gone|no match|off (?:by )?\d)")
# what a tissue is, told without a verb: "capsule tight below and behind"
_FELT = (r"(?:stuck|glued|tethered|jammed|short(?:ened)?(?! (?:axis|foot|arc|term|sit))|puffy|tight(?:ened)?|stiff(?:ened)?|weak(?:ened)?|mush\w*|sluggish|inhibited|unstable|lax|wasted|boggy|dense|leathery|woody|gluey|gummy|thick(?:ened)?|rop(?:e)?y|taut|knott(?:y|ed)|swollen|irritable|irritated|guarded|overactive|underactive|"
         r"overworked|overloaded|adhere(?:d|nt)|restricted|hypomobile|rock[- ]hard|locked up|like (?:an? [a-z]+|rope|rock|concrete|wood|stone|leather|cables?)|(?:sore|tender|hot) (?:to|on|with) (?:squeeze|touch|press\w*|palp\w*|poke|pinch))")
FAULT = guarded(rf"\b(?:(?P<fails>{_FAILS})|(?P<not>{_NOT})\s(?P<able>{_ABLE})|(?:does(?:n['’]?t| not)|won['’]?t|will not|cannot|can['’]?t)\s(?!{_FORM}\b)(?P<verb>[a-z]{{2,}})|(?P<strays>{_STRAYS})|(?P<is>{_IS})(?P<bad>{_BAD})|(?P<too>(?:is|are|feels?|seems?|stays?|sits?|remains?)\s(?:still |just |way |far |much )?too [a-z]+)|(?P<bare>{_FELT}))(?![\w-])")
# when, where or under what it does so: what tells a habit from a single event
HABIT = guarded(r"[^.;|\n]{0,50}?\b(?:when(?:ever)?|each time|every time|as soon as|the (?:moment|minute|second|instant)|once|unless|any ?time|if|while|by (?:noon|evening|night|supper|midday|afternoon|lunch|the end of (?:the |a |her |his )?(?:day|shift|week))|under (?:load|fatigue|speed|stress)|at (?:home|work|night|school)|by \d{1,2}\s?(?:[ap]\.?m\b|o'?clock)|(?:with|w/|on|in|during|at|from) (?:[\w/-]+ ){0,2}?(?:stance|swing|standing|sitting|walking|gait|stairs|steps|descent|stepping|reach\w*|load\w*|fatigue|turns?|transfers?|hills?|lifting|carrying|speed|sls|single|push-?off|landing|dark|curbs?|overhead|dual[- ]task\w*|eyes closed|\w+ing))\b")
# between the part and its fault stands next to nothing
LINK = guarded(r"\s?(?:['’]s|\([^()]{1,24}\)|,)?(?:\s?(?:[lrb]|ba|and|&|/|also|still|just|simply|only|now|which|that|there|here|ought|medially|laterally|distally|proximally|on (?:the )?(?:l|r|left|right)|in (?:the |her |his )?(?:\w+ ){1,2}|of (?:the |her |his )?(?:\w+ ){1,2}|around (?:the |her |his )?(?:\w+ )|"
             r"(?!(?:exercise|exercises|stretch\w*|work|mob\w*|glides?|release|massage|curls?|press|raises?|sets?|reps?|training|drills?|pain|ache|strength|endurance|no|not|had|has|was|were|to|with|w/|for|x|pt|patient|he|she|they|i|we|cue\w*|vc'?s?|tc'?s?|hold\w*|when|as|until|so|because|if|after|before|per|but|prior|then)\b)[a-z'’/-]+)\s?){0,4}\s?")
CLAUSE = guarded(r"[.;:|\n(→—–]|\s-+\s?|,\s(?:then|so|but|and|pt|he|she|i|we|because|since|as)\b|\b(?:so that|because|since|but|so|where|while|until|as|if|when|which|before|after)\b")
EVENT = guarded(r"[^.;|\n]{0,30}?\b(?:by (?:rep|set|the (?:last|end of the set))|on (?:the )?(?:last|first|final|second|third|rep|set)|(?:rep|set|trial|lap) #?\d|today|at first|initially|\d ?x\b|x ?\d)\b")
BETTER = guarded(r"\b(?:no longer|less|never|not|doesn'?t|does not|did not|didn'?t|denies|no|without|w/o|better|rarely|if|cue[sd]?|cueing|cuing|vc'?s?|tc'?s?|remind\w*|watch\w*|told|prevent\w*|avoid\w*|let|had|held?|until|keep\w*|so)\s(?:[\w'’/-]+\s){0,3}\Z")
CUED_AFTER = guarded(r"[^.;|\n]{0,60}?\b(?:cue[sd]?|cueing|cuing|vcs?|tcs?|reminders?|reminded|corrected|so (?:i|we|pt|load|reps|sets))\b")
# the whole person strays, in the control of balance and gait: "falls to the left as soon as she looks away"
LISTS = guarded(r"(?:\b(?:he|she|pt|patient|client|resident)\s|(?:\A|(?<=[.;:()>•*|–-] )|(?<=\n))(?!(?:drop|fall|tip|lean|sway|drops|falls|leans)(?! back| forw| side)\b))(?:(?:still|also|often|always|usually|tends to|will|keeps?)\s)*(?:drifts?|drifting|drops?|tips?|leans?|leaning|falls?|falling|lists?|listing|veers?|veering|sways?|pitches|pushes|pushing|loses(?: (?:her|his|the))?(?= (?:\w+ )?balance| (?:\w+ )?midline)|overshoots?|staggers?|topples?|sways|swaying|shakes|trips|stumbles)\s(?:[\w'-]+\s){0,3}?(?:left|right|l\b|r\b|forward\w*|back(?:ward)?s?|sideways|over|midline|balance|side|target|on|toes?|foot|feet|curbs?|rugs?)\b")
# what is not felt: "feet don't tell her where she is", "cannot feel where the foot lands"
UNFELT = guarded(r"\bno idea where\b|\b(?:(?:can(?:not|['’]?t| not)|do(?:es)?(?:n['’]?t| not)|could ?n['’]?t|never|barely|hardly|poor(?:ly)?|unable to)\s(?:really |yet )?(?:feels?|senses?|tells?(?: (?:her|him|them))?|finds?|knows?|perceives?|judges?)|(?:poor|no|little|reduced|impaired|diminished|lost|loses|loses the|off|bad) (?:sense|idea|feel|awareness|track) of)\s[^.;|\n]{0,24}?\b(?:where|midline|position|foot|feet|leg|arm|hand|knee|ankle|upright|vertical|trunk|body|floor|ground|muscle|contraction|side)\b")
MISTIMED = guarded(r"late|slow|sluggish|lazy|sleepy|inhibited|delayed|unsteady|unstable|shaky|wobbly|uncoordinated|clumsy|offline|switched|asleep|missing|forward")
MOVES = guarded(r"fir|recruit|turn|switch|contract|engag|kick|control|stead|stabil|react|respond|coordinat|sens|know|find|tell|track")
# what hands and needles find that sends the symptom elsewhere: "those bands throw the ache down her leg"
REFERS = guarded(r"\b(?:bands?|knots?|trps?|points?|nodules?|muscles?|scars?|tissue|spot|root|joint|segment|trigger points?|pressure|palpation|springing)\s(?:\w+\s){0,3}?(?:sends?|throws?|refers?|shoots?|reproduces?|re-?creates?|brings? on|feeds?|drives?|mimics?|gives?)\s(?:(?:the|her|his|their|that|this|usual|same|familiar)\s){0,3}(?:\w+\s)?(?:pain|ache|sx|symptoms?|headaches?|ha|tingl\w+|numbness|burn\w*|spasm|zing|catch)\b")
# how far or how long it goes: "legs tire before the dining room", "gaze slips off the target above 1 Hz"
DIGIT = guarded(r"\d")
LIMIT = guarded(r"\b(?:before (?:she|he|pt|they|the|her|his|it)|as soon as|whenever|each time|every time|the (?:moment|minute|second|instant)|by (?:the end|noon|midday|evening|night|supper|lunch|bedtime|\d{1,2}\s?(?:[ap]\.?m\b|o'?clock))|(?:at|above|below|past|beyond|after|under|around|near) (?:about |~ ?|only |just |roughly )?\d+(?!\d|\s?(?:[ap]\.?m\b|and\b|:))|short of|unless|when(?:ever)? (?:she|he|pt|they|the|her|his|it|un\w+))\b")
# a body part and what it does, nothing else before it
PART_FIRST = guarded(r"\W*(?:(?:the|her|his|their|my|both|each|this|that|that's|l|r|b|left|right|bilat\w*|deep|lower|upper|lateral|medial|post\w*|ant\w*|inner|outer|whole|entire|weak|painful|affected|involved|surgical|operated)\.?\s){0,3}(?:[a-z'-]+\s){1,3}?(?:(?:still|also|often|always|usually|then|just|really|now)\s)?(?P<verb>(?!(?:denies|reports|says|states|goes|comes|class|was|is|has|does|as|its|this|his|hers|reps|sets|raises|curls|squats|slides|presses|bridges|less|across|towards|plus|stays|holds|keeps|looks|feels|tolerates|improves|remains|allows|lets|lifts|helps|needles|minutes|mins|secs|lbs|degrees|extensors|flexors|rotators|muscles|laps|steps|stairs|glides|mobs|bands|weights|pads|electrodes)\b)[a-z]{2,}s|tire|give|fall|fade|fail|fill|drop|slip|quit|sag|shake|buckle|cramp|burn|lock|catch|swell|collapse|drag|lag)\b")
WELL = guarded(r"\b(?:better|well|easily|further|farther|looser|smooth\w*|clean\w*|steady|improv\w*|good|full|without|w/o|now|no|pain-?free|cue[sd]?|cuing|cueing|vcs?|tcs?|feet|ft|reps?|sets?|x\s?\d|lbs?|afterwards?|after (?:treatment|tx|mobs?|manual))\b")
# under hands whatever a part is said to be is what they work on, unless it is well, or only how it lies
STATE = guarded(r"\b(?:is|are|feels?|sits?|remains?|stays?|has)\s(?:(?:all|still|just|really|so|very|quite|a bit|also)\s)*(?!(?:better|good|fine|normal|wnl|wfl|clear|clean|dry|intact|pink|pale|warm|looser|softer|freer|supple|mobile|well|improv\w*|less|more|now|no|not|none|supported|exposed|draped|relaxed|comfortable|comfy|elevated|raised|propped|on|in|at|over|under|against|with|w/|to|up|down|off|of|free|full|equal|symmetric\w*|stable|quiet|quieter|calm\w*|the|being|moving|healing|healed|healthy|closed|open|positioned|placed|flexed|extended|bent|straight|neutral|supine|prone|resting|covered|padded|strapped|treated|next|done|what|why|how|where|part|one|ok|okay|great|happy|nice|easy|easier|able|unremarkable|negative|unchanged|same|been|had|done|gained|come|gone)\b)(?:an? )?(?![a-z]+ed\b|(?:resting|doing|getting|wearing|lying|sitting|standing|using|coming|tolerating|responding|feeling|hanging|facing|going|having|working)\b)[a-z][a-z'-]{2,}")
END_FEEL = guarded(r"\bend[- ]?feels?\s(?:is |was |still |\w+ly )?(?:firm|hard|early|leathery|capsular|boggy|stiff|tight|sticky|guarded|abrupt|muscular|springy|empty)\b")
# "stuck at 88 deg", "still 12 short of straight": a motion that ends too soon, whosever it is
SHORT = guarded(r"(?:\A|(?<=[.;:(] )|(?<=\n)|(?<=>> ))(?:still |remains |knee |is )?(?:stuck|blocked|capped|plateaued|hung up|lacks|lacking|limited|missing|short)\s(?:at|by|of|the last|about|~)?\s?\d{1,3}\s?(?:°|deg\w*|cm|mm|%|short)")
WINDED = guarded(r"\b(?:runs? out of (?:breath|gas|steam|wind)|(?:gets?|is|goes) (?:out of breath|winded|short of breath|breathless|sob|gassed|spent))\s(?!today|after (?:set|rep|the (?:first|last|second) set))\w+")
LEANS_ON = guarded(r"\b(?:over-?)?(?:rel(?:ies|ying|iant)|lean(?:s|ing)|depend(?:s|ent|ing)|hang(?:s|ing))\s(?:\w+ly |too much |only |heavily )?(?:on|upon)\s(?:her |his |the |their )?(?:vision|sight|eyes|eyesight|visual)\b|\bvisual(?:ly)? (?:dependen(?:t|ce|cy)|relian(?:t|ce))\b|\b(?:can(?:not|['’]?t)|does ?n[o'’]t|never) find(?:s)? (?:the |her |his )?(?:middle|midline|cent(?:er|re)|upright|vertical)\b|\b(?:ignores|neglects|forgets|disregards)\s(?:\w+ ){0,2}?(?:left|right|l|r|affected|weak|hemi\w*|involved|side|arm|leg|hand)\b|\bweight\s(?:still )?(?:stays|sits|hangs|goes|remains)\s(?:\w+ ){0,2}?(?:over|on|onto|to|toward|off|back)\b|\bbears? (?:little|nothing|less|half|only|barely|hardly)\b|\b(?:hip|ankle|stepping|righting|protective|equilibrium|balance|saving) (?:strateg(?:y|ies)|reactions?|responses?|reflex(?:es)?)\s(?:is |are |still )*(?:absent|late|delayed|slow|poor|missing|lacking|weak|sluggish)\b|\b(?:he|she|pt|patient|client|resident|still|often) (?:retropulses|festinates|propulses)\b|\b(?:body|trunk|leg|arm|foot|head|side) (?:does ?n[o'’]t|does not) (?:know|sense|feel|register|notice)\b")
# what somebody cannot do with a part of the body: "can't dissociate hips from spine", "unable to isolate the lower trap"
UNABLE = guarded(r"\b(?:can(?:not|['’]?t| not)(?: yet| fully| quite| really)?|unable to|not (?:yet )?able to|struggles to|fails to|has to learn to|no longer)\s(?:dissociate|isolate|recruit|engage|fire|activate|relax|control|contract|disengage|unlock|steady|coordinate|stabili[sz]e|sequence|separate)\s(?:(?:the|her|his|their|that|both|either|deep|lower|upper|left|right|l|r)\s){0,3}(?:" + OF_BODY.source[5:-3] + r"|movement|[a-z]+ (?:flexors|extensors|abductors|rotators))\b")
# what is looked at and does not keep still: "print jumps when she turns her head"
UNSEEN = guarded(r"\b(?:gaze|targets?|print|letters?|words?|text|vision|picture|room|screen|card|horizon|eyes|page|world)\s(?:still |always |also )?(?:blurs?|jumps?|bounces?|swims?|doubles?|slips?|smears?|shimmers?|swings?|goes (?:blurry|fuzzy))\b")
# one movement in the place of another: "arm flings instead of reaching"
INSTEAD = guarded(r"\b(?!reps|sets|raises|curls|weights|bands|presses)[a-z]{2,}s\s(?:[a-z]+\s){0,3}?(?:instead of|rather than)\s(?:[a-z]+\s){0,2}?[a-z]+ing\b")
NO_GIVE = guarded(r"\b(?:no|little|hardly any|not much|barely any|zero)\s(?:give|play|slide|glide|spring|bounce|slack|excursion)\s(?:in|at|to|of|between|left|when|medially|laterally)\b")
# a symptom and what it does to the patient
SYMPTOM_ACTS = guarded(r"\b(?:pain|soreness|ache|spasms?|swelling|tightness|stiffness|guarding|headaches?|burning|tension|oedema|edema)\b[^.;|\n\d]{0,24}?\b(?:keeps?|stops|limits|blocks|wakes|prevents|interferes|disturbs|makes|restricts|robs|costs)\b(?! (?:at|by|to))")
REPRODUCED = guarded(r"\breproduc(?:es|ed|ing)\s(?:(?:the|her|his|their|familiar|usual|known|typical|chief|same)\s){1,2}(?:\w+\s){0,2}?(?:pain|ache|sx|symptoms?|headaches?|ha|tingl\w+|numbness)\b")
GIRTH = guarded(r"\b\d{1,2}(?:\.\d)?\s?(?:cm|mm|in(?:ch(?:es)?)?)\s(?:bigger|larger|thicker|fuller|more)\sthan\s(?:the |her |his )?(?:other|opposite|good|uninvolved|l\b|r\b|left|right)|\b(?:girth|circumference|fig(?:ure)?[- ](?:of[- ])?(?:8|eight))\b[^;|\n]{0,24}?\d[^;|\n]{0,16}?\b(?:over|more|bigger|larger|greater|above|vs)\b")
# one side against the other: "62% L vs R", "a gap of 40%"
GAP = guarded(r"\b(?:a (?:good )?(?:third|quarter|fifth|half)|half|\d{1,2}(?:\.\d)?\s?(?:cm|mm|%|in(?:ch(?:es)?)?))\s(?:smaller|thinner|weaker|bigger|larger|thicker|shorter|stiffer|slower)\sthan\s(?:the |her |his )?(?:other|opposite|good|sound|uninvolved|l\b|r\b|left|right|norm\w*)|\b\d{1,2}\s?%\s(?:of (?:the )?(?:other|opposite|uninvolved|l\b|r\b|left|right|norm\w*|good|intact|sound|non)|[lr] (?:vs|compared|to)|(?:weaker|lower|less|behind|short)\b|(?:\w+ )?(?:gap|deficit|difference|asymmetr\w+))|\b(?:gap|deficit|difference|asymmetry|imbalance) (?:of |is |at )?(?:about |~ ?)?\d{1,2}\s?%|\b\d{1,2}(?:\.\d)?\s?(?:(?:cm|mm|deg\w*|°)\s(?:less|smaller|down|fewer)|(?:cm|mm|kg|lbs?|deg\w*|°|reps|raises)\s(?:weaker|short(?:er)?|behind))\s(?:than|of|on|vs)\s(?!last|before|prior|previous|mon|tue|wed|thu|fri|eval|week|yesterday|at )|\b(?:lsi|symmetry(?: index)?)\s(?:is |of |at |only |still |just )*[<~]?\s?\d{2}\b")
LATE = guarded(r"\b(?:late|lazy|sluggish|delayed|absent|sleepy|inconsistent)\s(?:(?:l|r|left|right|active|automatic|the|her|his|lateral|deep|eccentric|anterior|posterior)\s){0,2}(?:hips?|ankles?|trunk|core|glut\w*|quads?|scap\w*|cuff|abdominals?|flexors?|extensors?|multifid\w*|push-?off|reactions?|responses?|strateg\w+|righting|stepping|activation|onset|firing|recruitment|lead|initiation)\b|\b(?:poor|bad|impaired|faulty|late|off)\s(?:timing|sequencing|control|onset|dissociation|rhythm|force)\s(?:of|at|in)\b")
TISSUE = guarded(r"\b(?:muscles?|capsul\w*|joint|segments?|tendons?|scars?|tissues?|fascia\w*|flexors?|extensors?|rotators?|cuff|belly|bellies|quads?|glut\w*|hams(?:tring)?s?|hip flexors?|traps?|lev(?:ator)?|pecs?|lats?|calf|calves|gastroc\w*|soleus|itb?|tfl|ql|piriformis|scalenes?|suboccipitals?|paraspinals?|subscap\w*|[clt]\d|end[- ]feel|wall|floor)\b")
# one part keeps or pulls another where it should not be: "bands keep the hamstring short", "the flexor pulls her trunk forward"
PULLS = guarded(TISSUE.source[:-3] + r"|(?:taut )?bands?|knots?|trigger (?:points?|pts?)|adhesions?|graft|swelling|oedema|edema|web ?space|weak [a-z]+|tight [a-z]+)\b(?! (?:pulls?|pull-?aparts?|walks?|rows?|work)\b)[^.;:|\n,\d]{0,40}?\s(?:keep|hold|pull|drag|draw|tip|tie|tether|lock|force|yank|tug|tilt|shove|fold|bow)s?\s(?:on )?(?:him|her|them|pt|(?:(?:the|his|her|their|each|both)\s)?(?:\w+\s)?(?:" + OF_BODY.source[5:-3] + r"))\b")
# a motion or a bony landmark, and what is wrong with it: "side-bend R lost", "ASIS high on the left"
MOTION_GONE = guarded(r"\b(?:flex(?:ion)?|ext(?:ension)?|rotation|rot|turn(?:ing)?|side[- ]?bend(?:ing)?|sb|abd(?:uction)?|adduction|ir|er|df|pf|(?:dorsi|plantar)flexion|(?:supin|pron)ation|elevation|opening|glide)(?:\s(?:to (?:the )?)?(?:l|r|b|left|right|both|bilat\w*|sides?)\b){0,2}\s(?:is |still |remains )?(?:lost|gone|blocked|shut|stuck|halved|missing|absent|cut short|short of|stops short)\b")
LANDMARK = guarded(r"\b(?:asis|psis|iliac crest|innominate|ilium|sacrum|pelvis|(?:first |1st )?rib|[ctl]\d{1,2}|atlas|clavicle|patella|humeral head|scapula|navicular|cuboid|fibular? head|talus)\s(?:(?:l|r|is|sits|rides|still|left|right|on the left|on the right)\s){0,2}(?:high|low|ant(?:erior(?:ly)?)?|post(?:erior(?:ly)?)?|forward|rotated|tilted|upslip\w*|flared|sheared)\b(?! (?:to|over|above|on (?!(?:the )?(?:l|r|left|right)\b)|glides?|mobs?|pa|ap)\b)")
# a fault of form named in the posture it shows in, as an item of its own: "valgus on landing"
_POSTURE = r"(?:landing|stance|step-?downs?|descent|squats?|lunges?|jump\w*|hop\w*|cut(?:ting)?|load\w*|gait|stairs?|swing|reach\w*|elevation|overhead|push-?off|turns?|standing|sls)"
FORM_FAULT = guarded(r"\W*(?:(?:dynamic|knee|hip|medial|pelvic|trunk|lateral|foot|r|l|left|right|bilat\w*|mild|marked|still|visible)\s){0,3}(?:valgus|varus|trendelenburg|winging|drop|hike|lean|lurch|collapse|hyperextension|recurvatum|overpronation|retropulsion|shrug|scissoring|knee[- ]in)\s(?:on|in|during|with|at|under)\s(?:(?:the|single[- ]leg|sl|r|l|left|right|initial|mid|late|loaded|all)\s){0,2}" + _POSTURE + r"\b")
PRONOUN = guarded(r"\W*(?:it|they|this|these|area|the area|everything|all of it)\W*")
NO_EXERCISE = frozenset({"exercise", "technique", "modality", "activity", "device", "orthosis", "wrong_kind", "exercise_vague", "technique_vague", "test", "position"})
CONTROL = frozenset({"neuromuscular", "group", "aquatic"})
HANDED = frozenset({"manual", "massage", "needling", "traction", "stimulation", "ultrasound", "heat_cold", "iontophoresis", "diathermy", "whirlpool", "paraffin", "compression", "infrared"})
HANDS = frozenset({"manual", "massage"})
FORMED = frozenset({"neuromuscular", "exercise"})
SWOLLEN = frozenset({"puffy", "swollen", "boggy"})  # any part may be
WALKED = frozenset({"gait", "self_care", "wheelchair"})


ANY_FAULT = needs_of(UNABLE, PULLS, MOTION_GONE, LANDMARK, FORM_FAULT, FAULT, LIMIT, LEANS_ON, LATE, LISTS, STATE, END_FEEL, SYMPTOM_ACTS, REPRODUCED, GIRTH, SHORT, WINDED, GAP, REFERS, UNFELT)


def faults(folded: str, context: Context):
    """(start, end, whether of control) of each fault of a body part that a service's text tells as it stands."""
    part, families = context.part, context.families
    if WALKED.issuperset(families) or not part.met & ANY_FAULT:
        return
    for match in FAULT.finditer(folded, part.start, part.end) if part.met & FAULT.need else ():
        begin = _subject(folded, context, match.start())
        if begin < 0 or BETTER.search(folded, max(part.start, begin - 40), begin) or EVENT.match(folded, match.end(), part.end) and not (match["is"] and HANDED.issuperset(families)):
            continue
        if match["bare"] and not (HANDED.issuperset(families) and (TISSUE.search(folded, begin, match.start()) or " " in match["bare"] or match["bare"] in SWOLLEN)):
            continue
        if match["strays"] and not (HABIT.match(folded, match.end(), part.end) and (CONTROL.intersection(families) or "stimulation" in families) and not CUED_AFTER.match(folded, match.end(), part.end)):
            continue
        yield begin, match.end(), "neuromuscular" in families and ((match["strays"] or match["fails"]) is not None or MISTIMED.search(folded, match.start(), match.end()) is not None) or match["not"] is not None and MOVES.search(folded, match.start("able"), match.end()) is not None
    for match in LIMIT.finditer(folded, part.start, part.end) if part.met & LIMIT.need else ():
        begin = _stated(folded, context, match.start())
        if begin >= 0 and not EVENT.match(folded, match.end(), part.end):
            yield begin, match.end(), "neuromuscular" in families
    if CONTROL.intersection(families):
        for pattern in (LEANS_ON, LATE) if "neuromuscular" in families else (LEANS_ON,):
            for match in pattern.finditer(folded, part.start, part.end) if part.met & pattern.need else ():
                yield match.start(), match.end(), True
        for pattern in (LISTS, UNSEEN):
            for match in pattern.finditer(folded, part.start, part.end) if part.met & pattern.need else ():
                if HABIT.match(folded, match.end(), part.end) and not BETTER.search(folded, max(part.start, match.start() - 30), match.start()):
                    yield match.start(), match.end(), True
    for pattern in (STATE, END_FEEL, SYMPTOM_ACTS, REPRODUCED, GIRTH, NO_GIVE) if HANDED.issuperset(families) else (SHORT, WINDED, GAP):
        for match in pattern.finditer(folded, part.start, part.end) if part.met & pattern.need else ():
            if pattern is not STATE or _subject(folded, context, match.start(), False) >= 0:
                yield match.start(), match.end(), False
    for pattern in (PULLS, MOTION_GONE, *((LANDMARK,) if HANDS.intersection(families) else ())):
        for match in pattern.finditer(folded, part.start, part.end) if part.met & pattern.need else ():
            if not BETTER.search(folded, max(part.start, match.start() - 40), match.start()) and not EVENT.match(folded, match.end(), part.end):
                yield match.start(), match.end(), "neuromuscular" in families
    begin = part.head_end if part.head_end < part.end else part.start
    if part.met & FORM_FAULT.need and FORMED.intersection(families) and (named := FORM_FAULT.match(folded, begin, part.end)) and not EVENT.match(folded, named.end(), part.end) and not WELL.search(folded, named.start(), part.end):
        yield named.start(), named.end(), "neuromuscular" in families
    for match in REFERS.finditer(folded, part.start, part.end) if part.met & REFERS.need and HANDED.issuperset(families) else ():
        yield match.start(), match.end(), False
    for match in INSTEAD.finditer(folded, part.start, part.end) if part.met & INSTEAD.need else ():
        if (begin := _subject(folded, context, match.start(), False)) >= 0 and not BETTER.search(folded, max(part.start, begin - 40), begin):
            yield begin, match.end(), "neuromuscular" in families
    for match in UNABLE.finditer(folded, part.start, part.end) if part.met & UNABLE.need else ():
        yield match.start(), match.end(), True
    for match in UNFELT.finditer(folded, part.start, part.end) if part.met & UNFELT.need else ():
        yield match.start(), match.end(), True


def _stated(folded: str, context: Context, at: int) -> int:
    """Where a statement in the present tense begins of what a body part does up to some limit, or -1."""
    begin = max(context.part.start, at - 90)
    for match in CLAUSE.finditer(folded, begin, at):
        begin = match.end()
    part = PART_FIRST.match(folded, begin, at)
    if part is None or not (OF_BODY.search(folded, begin, part.start("verb")) or any(hit.label in ("region", "muscle") and begin <= hit.start and hit.end <= part.start("verb") for hit in context.hits)) or DIGIT.search(folded, part.end(), at):
        return -1
    if any(hit.label in NO_EXERCISE and begin <= hit.start < part.end() for hit in context.hits) or WELL.search(folded, part.end("verb") - len(part["verb"]), min(context.part.end, at + 50)):
        return -1
    return begin


def _subject(folded: str, context: Context, at: int, pronouns: bool = True) -> int:
    """Where the body part begins of which a fault at a place is told, or -1."""
    begin = max(context.part.start, at - 64)
    for match in CLAUSE.finditer(folded, begin, at):
        begin = match.end()
    if pronouns and HANDED.issuperset(context.families) and PRONOUN.fullmatch(folded, begin, at):
        return at  # "it is hot": what the hands are on
    named = [(hit.start, hit.end) for hit in context.hits if hit.label in ("region", "muscle") and begin <= hit.start and hit.end <= at]
    named += [match.span() for match in OF_BODY.finditer(folded, begin, at)]
    for start, end in sorted(named, key=lambda place: -place[1]):
        if any(hit.label in NO_EXERCISE and hit.start <= start < hit.end for hit in context.hits):
            continue
        if LINK.fullmatch(folded, end, at):
            return start
    return -1
