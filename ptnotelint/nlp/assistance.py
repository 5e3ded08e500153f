"""Help by the clinician that no list of terms can hold: who acted, on whom, and how it is graded.

Terms such as "CGA" or "verbal cues" stand in the vocabulary. Here are the sentences: a clinician as the one
who does it ("I steadied the hips"), a patient as the one it is done to ("showed him how"), a hand on a part
of the body, a level typed in a way of its own ("Min(A)", "S only"). What reads like help and is
another's, or the patient's own, is taken out again ("wife assists", "self-corrected").
"""

from __future__ import annotations

import re

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.quantities import PIECE
from ptnotelint.nlp.structure import Part

_WHOM = r"(?:him|her|them|pt|the pt|patient|the patient|client|the client|resident|the resident|the child|mom|caregiver)"
_WHOSE = r"(?:his|her|their|the|pt'?s|patient'?s)"
_SIDE = r"(?:l |r |left |right |lateral |medial |outside of (?:the |her |his )?|back of (?:the |her |his )?|inf\w* |sup\w* |lower |upper |low |mid ?|paretic |affected |involved |bad )"
_BODY = (r"(?:belt|gait belt|hips?|pelvis|pelvic|sacrum|asis|psis|trunk|ribs?|rib cage|elbows?|shoulders?|scap\w*|traps?|knees?|patella|quads?|glutes?|gluteals?|hams?|hamstrings?|foot|feet|heels?|ankles?|thighs?|shin|waist|"
         r"lumbar|back|spine|sternum|chest|chin|neck|head|occiput|arms?|forearms?|wrists?|hands?|thumbs?|lats?|abdomen|abdominals?|abs|ta|vmo|vl|gastroc|calf|calves|t-?spine|l-?spine|lle|rle|lue|rue|les?|ues?|legs?|side|unit|scm|delt\w*|multifid\w*)\b")
_ADVERB = r"(?:also |then |just |gently |lightly |physically |manually |verbally |only |again |first |initially |repeatedly |had to |needed to |kept (?:having to )?|was |continued to |helped )"
# what a clinician does to, beside or for someone who moves
_ACT = (r"(?:held (?!off|the stretch|stretch|pressure|traction|it for|for \d)|steadied|steady|supported|blocked|guided|guarded|spotted|helped|assisted|stabiliz?sed|stabilized|facilitated|cued|prompted|remind(?:ed)?|told(?! (?:(?:the )?\w+ )?about\b)|asked|showed(?! (?:the )?\w+ (?:photos?|pictures?|videos?|results?|x-?rays?)\b)|demonstrated|model+ed|"
        r"talked|spoke|coached|corrected|stopped|tapped|nudged|caught|slowed|paced|instructed|taught|redirected|watched|supervised|stood (?:by|beside|behind|close|next|at|on|in front|below|within)|stayed (?:beside|close|behind|at|within)|"
        r"(?:kept|stayed|stood|got|stepped|put myself) (?:close )?between|(?:lifted|took|carried|bore|held) (?:about |roughly |nearly )?(?:a |the |one |some |most |all |half |part |\d+ ?% ?)(?:quarter |third |half |bit |little |part |share )?(?:of )?(?:his|her|their|the pt'?s) (?:own )?(?:weight|bulk|load|arm'?s weight|leg'?s weight)|walked (?:beside|behind|next|along|with|right|backward|in front|him|her)|did (?:all but|the first|the last|half|part)|counted|drummed|clapped|broke (?:it|the|this|down)|went over|had (?:him|her|them|pt|the pt|the patient)|"
        r"gave (?:him |her |them |the pt |pt )?(?:\w+ ){0,2}(?:cue\w*|help|hand|boost|feedback|support|reminder\w*|prompt\w*|assist\w*|resistance|perturb\w*|tilts?|pushes|nudges?|demo\w*|instruction\w*|correction\w*|guidance|count)|"
        r"provided (?:\w+ ){0,2}(?:cue\w*|help|feedback|support|assist\w*|resistance|perturb\w*|demo\w*|instruction\w*|guidance|supervision|steadying)|"
        r"pointed (?:out|to|at)|changed (?:direction|the (?:pace|angle|direction|height|load|surface))|set (?:the )?(?:pace|tempo|height)|kept (?:a |an |my |one |two |close )?(?:\w+ )?(?:hands?|thumb|finger\w*|palm|hold|contact|close|eye)|put (?:a |my )?(?:hand|finger|thumb)|"
        r"(?:lifted|moved|placed|positioned|repositioned|reset|adjusted|aligned|straightened|brought|raised|lowered|turned|eased|rotated|resisted|unweighted|pulled|pushed|flexed|extended) " + _WHOSE + r" " + _SIDE + r"{0,2}(?:weight\b|gaze\b|eyes\b|toes?\b|fingers?\b|" + _BODY + r")|(?:called|said|shouted|sang)(?=(?: out)? [\"“]))")
AGENT = guarded(r"\b(?:i|therapist|clinician|this (?:pt|therapist|clinician|writer|pta|ot)|writer|(?P<pt>pt|ot)|pta|cota|ota|spt)\s" + _ADVERB + r"{0,2}" + _ACT + r"\b|"
                   r"\b(?:" + _ACT + r"|held|resisted|perturbed|positioned|performed)\s(?:[\w']+\s){0,3}?(?:by (?:me|(?:the )?(?:therapist|clinician|pta|ota|cota)|this (?:pt|therapist|clinician))|from me)\b")
# what somebody is told, shown or made to do: "had her lunch", "showed him photos" are none of it
_DO = (r"(?:slowly |just |only |then |gently |again |also |always |never |quickly |actively |safely |mentally |verbally )?(?:keep|hold|turn|hinge|lift|push|pull|reach|stand|sit|step|walk|squat|bend|lean|look|slow|count|say|repeat|show|try|do|use|put|place|press|squeeze|breathe|exhale|inhale|stop|start|pause|scoot|shift|roll|practi[cs]e|demonstrate|perform|carry|get|go|move|raise|lower|straighten|touch|tap|name|plan|pick|set|switch|self|"
       r"watch|feel|find|think|tell|talk|teach|bring|land|let|relax|check|re-?check|complete|pivot|tuck|march|hop|read|write|draw|wait|swing|cross|kneel|open|close|extend|flex|rotate|explain|describe|return|climb|catch|throw|brace|lock|unlock|make|take|work|lie|lay|rise|transfer|add|exaggerate|imagine|widen|narrow|shorten|lengthen|lead|load|unload|point|engage|activate|contract|alternate|back up|face|grab|grasp|release|slide|drive|finish|correct|identify|choose|decide|sequence|monitor|rate|reset|rest (?:the|his|her)|"
       r"(?:the|proper|correct|correctly|safe|safer|safely|better|another|a better|a safer|hand|foot|log|form|body)\s(?!photos?|pictures?|videos?|results?|x-?rays?|mri|door|way out|news|weather|time|lunch|bill|schedule)[a-z]|it\b|this|that (?:she|he|the|it))")
# any other verb with the patient, or a part of the body, as its object: "I lift a quarter of his weight", "therapist supports arm"
_NO_HELP = (r"(?:saw|see|sees|met|meet|found|find|finds|measured?|tested?|tests|checked?|assess\w*|evaluat\w*|examin\w*|palpat\w*|screen\w*|sent|send|called|phoned|email\w*|messag\w*|discharg\w*|receiv\w*|greet\w*|thank\w*|know|knew|think|thought|believe\w*|"
            r"expect\w*|suspect\w*|want\w*|hope\w*|treat\w*|massag\w*|mobili[sz]\w*|manipulat\w*|work\w*|stretch\w*|knead\w*|rub\w*|needled?|put|place[ds]?|gave|give|gives|left|leave|take|took|like[ds]?|discuss\w*|review\w*|photograph\w*|wrap\w*|taped?|heated|iced|cool\w*|clean\w*|dress\w*|drap\w*|"
            r"scan\w*|refer\w*|order\w*|schedul\w*|advis\w*|educat\w*|warn\w*|and|am|was|will|would|can|could|may|might|should|must|did|do|have|had|to|in|for|with|on|at|of|feel|felt|note[ds]?|noticed?|observ\w*|watch\w* the|consider\w*|interview\w*|ask|listen\w*|apprecia\w*|reassur\w*|encourag\w*)\b")
ACTS_ON = guarded(r"\b(?:i|therapist|clinician)\s(?:also |then |just |gently |lightly |only |again |first |still |even |have to |had to |needed to ){0,2}(?!" + _NO_HELP + r")[a-z]{3,}\s(?:up |down |back |away |about |roughly |a |the |quarter |third |half |part |most |some |of |to |by |with |at |under |behind |on ){0,6}(?:(?:him|them)\b|her\b(?= (?:up|down|over|upright|back|to|through|from|at|by|and|when|on|in|if|forward|out|off|as)\b|\s?[.,;)])|(?:his|her|their|the)\s" + _SIDE + r"{0,2}(?:weight\b|" + _BODY + r")|(?<=s )" + _SIDE + r"{0,2}" + _BODY + r")")
HAD_TO = guarded(r"\b(?:had|have|having|needed|obliged|only) to (?:tell|remind|ask|cue|prompt|stop|slow|help|hold|steady|catch|correct|guide|show|lift|support|talk|coach|block|touch|move|push|pull|nudge|place|set|reset|turn|count|call|step in)\s(?:" + _WHOM + r"|(?:his|her|their|the) " + _SIDE + r"{0,2}" + _BODY + r")")
# words that are said to the patient
SPOKEN = guarded(r"(?<![a-z\d])[\"“](?=[^\"”\n]{5,44}[\"”])(?![^\"”\n]*\b(?:i|i[’']m|my|me|is|was|are|isn[’']t|feels?|felt|hurts?|gets|got|no|not so|too|pain\w*|than)\b)" + r"(?:" + _DO + r"|(?:nose|knees?|elbows?|heels?|toes?|chin|chest|hips?|hand|hands|foot|feet|eyes|big|tall|soft|quiet|easy|long|wide|small) )")
QUOTED = guarded(r"\b(?:says?|said|stat(?:es|ed)|reports?|reported|feels?|felt|c/o|describ\w+|tells|pt|patient|calls?|called it|she|he|goals?|wants?)\W{1,3}(?:\w+\s){0,3}\W{0,2}\Z")
# that none was needed is told as well
OF_OWN = guarded(r"\b(?:did|does|doing|done|performed|completed|managed|manages|led|got|ran|carried out|went)\s(?:(?:it|them|these|those|this|that|all|most|everything|through|each|of|the|whole|set|sets|routine|list|program|task)\s){0,5}(?:by )?(?:himself|herself|themselves)\b|\bof (?:his|her|their) own accord\b|\bunprompted\b|\bwithout being (?:told|asked|reminded|prompted|cued|helped|shown|corrected)\b|\b(?:did ?n[o'’]t|did not|never|no longer|not) (?:have|had|need|needed|having|needing) (?:me )?to (?:say|tell|remind|cue|correct|touch|help|hold|step in|prompt|be (?:told|reminded|cued|prompted|helped|corrected))\b|"
                   r"\b(?:needed|required|wanted|asked) (?:nothing|no \w+|little) (?:from|of) me\b|\bnot (?:a|one) (?:word|touch|cue|reminder) from me\b")
# the clinician goes on doing: "I set a wedge under the arm, held the elbow still"
WENT_ON = guarded(r"\b(?:i|therapist|clinician)\s(?!asked|told)[a-z]+(?:ed|t|d|n|ook|ave|ept|ood)?\s[^.;\n]{2,90}?(?:,|,? and|,? then)\s(?:then\s)?(?:held|steadied|supported|blocked|guided|tapped|pulled|pushed|lifted|placed|eased|unweighted|stabili[sz]ed|braced|nudged|moved|turned|shifted|corrected|resisted|cued|reminded|stopped|slowed|caught|helped)\s(?:(?:the|her|his|their|each|both)\s" + _SIDE + r"{0,2}(?:weight\b|" + _BODY + r")|" + _WHOM + r"\b)")
# with the patient as object the clinician is the one who acts, named or not
ON_PATIENT = guarded(r"\b(?:helped|assisted|guided|steadied|supported|cued|prompted|remind(?:ed|ing)|telling|showing|talked|talking|spoke|speaking|walked(?= \w+ (?:through|thru)\b)|coached|coaching|corrected|stopped|caught|slowed|blocked|spotted|guarded|taught|teaching|helping|"
                        r"guiding|instructed|instructing|redirected|asked|asking|(?P<loose>having|had|showed|told|took|held|holding)|stepped|reset|repositioned)\s" + _WHOM + r"\s(?P<rest>(?:through|thru)\b(?(loose)(?=\s(?:it|the|each|every|all|a|how|steps?|this|her|his|hand|foot|form|set-?up|sequenc\w*|proper|safe|body|log|\d)\b))|to\b|how\b|what\b|which\b|where\b|when\b|not\b|at\b|with\b|by\b|up\b|around\b|under\b|once\b|twice\b|first\b|from\b|on\b|after\b|\"|“|(?(loose)(?:" + _DO + r")\b|[a-z]+))")
# "had him keep …", "had her say it out loud": what the patient was made to do, not what she has
NOT_MADE = guarded(r"(?:had|having|took|asked|told) \w+(?: \w+)? (?:surgery|pain|home|out of|off work|at|by|for|from|on|with|up at|in|injection|procedure|a|an|no)\b")
NOT_HERE = guarded(r"\b(?:at home|home|avoid|stop (?:if|the)|call|ice|return to|schedule|bring|wear|continue|see (?:dr|md|her|his)|daily|tonight|work restrict|not to (?:drive|lift (?:at|more)|return|jog|run))\b")
TOUCH = guarded(r"\b(?:(?:my|therapist'?s?|clinician'?s?|this pt'?s) (?:hands?|finger\w*|palm|knee|foot|thumb|arm|forearm|leg|shoulder)\b|\b(?:hands?|fingers?|arm|palm) of mine\b|(?:light|gentle|firm|manual|physical|slight|steadying|hand|some|partial) support (?:at|under|behind|to|on|around) (?:the |his |her )?" + _SIDE + r"{0,2}" + _BODY + r"|"
                   r"(?:a |one |light |single |two |1 |2 |my |gentle |pt'?s? |therapist )?(?:hand|hands|finger|fingers|fingertips?|thumb|palm)\s(?:contact\s|light\s|firm\s|support\s)?(?:on|at|behind|under|over|against|to|around|of support at)\s(?:the |his |her |their |pt'?s |each |both )?" + _SIDE + r"{0,2}" + _BODY + r"|"
                   r"(?:one|two|1|2|a|single|light)[- ](?:finger|hand|fingertip)[- ](?:hold|assist\w*|support|help|of support|of help|touch)\b|(?:light |gentle |firm |tactile |manual |small |quick |steady )?(?:(?:nudg|tug|tapp)(?:e?s?|ing)|tap|taps|(?<=light )touch|(?<=gentle )touch|(?<=firm )touch|(?<=tactile )touch|(?<=manual )touch|contact|prod(?:s|ding)?) (?:at|on|to|over) (?:the |his |her |their |pt\'?s |each |both )?" + _SIDE + r"{0,2}" + _BODY + r"|hands-on (?=for|assist|help|cue|guid|support|facil|at|throughout|correction|needed|to |weight|first|only|x)|"
                   r"(?:w/ |with |and |, |; |\()me (?:holding|guarding|beside|alongside|behind|next|at|on|walking|standing|close|one|right|in front|a step|following|supporting|steadying|blocking|spotting)\b)")
OWN_HANDS = guarded(r"(?:both |two |2 |the )?(?:hands|fingers|palms|fingertips) (?:on|behind|at) (?:hips|knees|thighs|head|neck|lap|chest|waist|shoulders)\b|(?:hand|hands|finger|fingers|palm|fingertips) to (?:hand|foot|chest|chin|knee|knees|shoulder|head|floor|feet)\b|(?:hand|hands) (?:over|under) (?:the )?(?:hand|head)")
BESIDE = guarded(r"\b(?P<pt>pt|ot|pta|therapist|clinician|cota)\s(?:is |was |stood |standing |walked |walking |stayed |seated |kneeling )?(?:at (?:his|her|the|pt'?s|l|r|left|right|side|elbows?|shoulders?|hips?|back|arms?)\b|behind|beside|alongside|in front|next to|right (?:behind|beside|there)|one step (?:below|behind|down)|a step (?:below|behind)|below|holding|guarding|watching|within (?:reach|arm)|on (?:the )?(?:l|r|left|right|weak|affected|paretic) side|hands? on|w/ (?:a )?hands?|supporting|giving|blocking|facilitating|counting|pacing)")
LEVEL = guarded(r"(?<!\w)(?:\b(?:min|mod|max|minimal|moderate|maximal|maximum|total|set-?up|light|touch|trace)\b[.\s-]{0,2}(?:\(a\)|a(?![\w'/]|\.\w| " + PIECE + r")|assis?t?\w*\.?|asst\.?)(?:\s?[x+]\s?\d)?|\b(?:min|mod|max)a\s?[x+]\s?\d|"
                   r"\b(?:cga|sba|hha)\s?[x+]\s?\d|\b(?:spv|spvn|spvsn|spvd|ctg|ctga|supv|s/u|dist(?:ant)? s|close s|cl s)\b(?![/'])|\bmod(?:ified|\.)? ?i(?![\w'/-])|\bphysical a\b|\ba of (?:one|two|1|2)\b|\bs only\b|\bat s level|\b(?:[12]|one|two)[- ]person\b|\b(?:chair|wc|w/c|wheelchair) follow\b|\bfollowing with the (?:w/c|wheelchair|chair)|"
                   r"\b(?:by|from) (?:me|therapist|the therapist|pt|clinician)(?: at| for| on)\b|\b(?:catch(?:es)?|saves?|stops?|nudges?|steadying)(?: x ?\d)? (?:by|from) (?:me|pt|ot|pta|therapist|clinician)\b|\b\d{1,3}\s?% (?:help|assist\w*|effort by)\b|"
                   r"\b(?:verbal|tactile)\s(?:only|prior|then|\+|and|&|fading|throughout|each|initially|needed|x\s?\d|for (?=[a-z])|(?:to|at|on|over) (?=(?:the |his |her )?" + _SIDE + r"{0,2}" + _BODY + r")|to (?=keep|avoid|engage|not|stop|relax|slow|lower|push|stay)|[\"“]))|(?<!hep )\(i\)(?!\w)")
COUNTED = guarded(r"(?<![x×] )\b\d{1,3}\s?\Z")  # "10 min a day" is no minimal assistance
OF_A_PIECE = guarded(r"\s" + PIECE)
LEVEL_MARK = guarded(r"(?<![\w)] )(?<!\w)\(s\)(?=\s(?:for|w/|with|throughout|only|on|during)\b)|[\w.] \(s\)(?!\w)|, s(?=\s*(?:[.,;)]|\Z))|@ s\b|\+\s?[12]\s(?:assist|a\b|person|people|for|helper)")
NEEDED = guarded(r"\b(?:(?:needed|needs|need|needing|required|requires|requiring|req'?d|req|given|gave|with|w/|w/o|without|no|after|got|had|more|less|some|slight|little|occasional\w*|intermittent|frequent|constant|verbal|tactile|physical|hands-on|minimal|min|mod|max|one|two|three|1|2|3|4)\s)"
                    r"(?:a |an |the |my |more |less |only |just |very |any |some |further |extra |one |two |three |\d |lots of |a lot of |a few |few |occasional |frequent |constant |slight |light |little |minimal |verbal |tactile |physical |visual |repeated |form |technique |postural |safety ){0,3}"
                    r"(?:help(?! (?:from|of) (?:his|her|wife|husband|the wife|a friend|dtr)| at home| w/ (?:adl|chores|dress|bath))|boost|prompt(?:s|ing)?|reminders?|reminding|nudges?|hands?-?on help|feedback|guidance|coaching|redirection\w*|facilitation|pointers?|demo(?:s|nstration)?|corrections?|physical support|handling|steadying|unweighting)\b")
CORRECTED = guarded(r"[\"“][a-z][^\"”\n]{3,36}[\"”],? (?:each|every|on (?:each|every)|before (?:each|every)|throughout|with (?:each|every))\b|\b(?:need(?:ed|s|ing)?|requir(?:ed|es|ing)|req'?d?)\s(?:\w+\s){0,2}?(?:slowing|stopping|catching|redirecting|refocusing|pacing|prompting|guarding|correcting|repositioning|coaching|hands[- ]on|[vt]/?cs?)\b|\bhad to hold (?:her|his|the|their)\b(?! breath)|\bclose eye\b|\b(?:(?:stopped|paused) (?:and|to) (?:reset|fix|correct|re-?set|change|adjust)|(?:tapped|tapping|tap at|taps? (?:from me|to|at|on)) (?:the |her |his )?" + _SIDE + r"{0,2}" + _BODY + r"|(?:calling|called) (?:it |them )?out(?! (?:for|of|to|sick)\b)|(?:form|technique|posture|mechanics|alignment|sequence|sequencing|grip|pace|tempo|speed)\s(?:was |were |is )?(?:corrected|coached|cued|reviewed|monitored|checked|fixed|reset|adjusted|shown|taught)(?!\s(?:\w+\s){0,2}(?:last|next|previous|prior) (?:week|visit|session|time|month))|"
                       r"(?:went|walked|talked|stepped) (?:over|through|thru) (?:it|each|every|the steps?|steps?|how|hand|foot|form)\b|broke (?:it|the (?:task|move\w*)) (?:down|into)|(?:repeat(?:ed|s)?|said|say|show(?:ed|s)?|did|do|taught|demo'?d|demonstrated|demonstrates|explained) (?:[\w'/%]+ ){0,4}back(?= to me| to (?:the )?(?:pt|therapist|clinician)| correctly| safely|\s?[.,;)]|\s?\Z)|"
                       r"\breturn(?:ed|s)?[- ](?:the |a |good |correct |safe )?(?:demo\w*|teach\w*|demonstration)|\bteach-?back|(?:had|has|have|having|needs?|needed|required) to be (?:told|shown|reminded|cued|stopped|slowed|helped|talked)|was (?:shown|reminded|told|walked through|talked through|helped) (?:how|to|not|that|once|twice|through|the)|"
                       r"(?:after|once|when|until|before) (?:being )?(?:shown|reminded|told|corrected|cued|helped)\b|arc watched|watched closely|close watch|closely (?:watched|monitored)|\breinforc(?:ed|ing)\b(?! (?:hep|home|the (?:hep|home|splint|strap|tape)|tape|strap|splint))|\bqueu?(?:ed|ing) (?:to|for)\b|unaided|\b(?:kept|keeping|left|had|with) (?:a |my |one |both |two |the )?(?:hands?|fingers?|palm|thumb) (?:near|nearby|close|ready|hovering|there|by)\b(?! (?:her|his) side)|\b(?:cues?|rules?|sequence|steps|order|commands?|prompts?|precautions?|pattern)\s(?:was |were |is |had to be )?(?:repeated|restated|re-?said|given again|said (?:again|out loud|aloud))\b|\b(?:video|mirror|slow-?mo\w*) (?:feedback|playback|replay|review)\b|\b(?:told|asked) (?:to )?(?=[\"“])|\b(?:steadied|spotted|guarded (?:from|at|by|on|closely|throughout|for)|(?:supported|blocked|guided|unweighted|tapped|corrected) (?:at|from|by|under|through|behind) (?:the |her |his |their )?" + _SIDE + r"{0,2}(?:behind|" + _BODY + r"))\b(?! by (?:wife|husband|family|son|daughter|aide|caregiver|him|her))|"
                       r"\b(?:fixed|corrected|reset|righted|cleaned up|straightened out) (?:his|her|their) (?:\w+ )?(?:position\w*|form|posture|stance|grip|alignment|habit|technique|mechanics|timing|feet|foot|hips?|knees?|trunk|head|hands?|shoulders?|back|pelvis)\b|"
                       r"\bhands? (?:hovering|hovered|poised)\b|\bmy (?:hand|hands|finger|fingers|arm)\b|\b(?:a |one |two )?(?:hand|hands|help|boost|push|lift|word|words|nudge) from (?:me|the therapist|therapist|pt|this pt|ot)\b|\b(?:shown|demo'?d|demonstrated) (?:once|twice|first|slowly|x ?\d|\d x|one time|two times|each|and (?:then )?(?:practi[cs]ed|repeated|copied|did))\b|"
                       r"\bre-?(?:teach(?:ing)?|taught|cue(?:d|ing)?|instruct(?:ed|ing)|set(?:ting)? (?:his|her|the) (?:feet|foot|hips?|hands?|grip|trunk|pelvis))\b(?! (?:last|next|nv)\b)|\btold to (?=(?:use|go|take|come|stay|start)\b[^.;|\n]{0,24}\b(?:rail|bar|grab|hands?|feet|foot|slow\w*|backward\w*|forward\w*|sideways|wide\w*|close|inside|low|first|steps?|leg|knees?|hips?|back)\b)|\btold to (?=(?:keep(?! \w+ing\b)|plant|lean|push|lift|turn|bend|hold|let|squeeze|tuck|reach|shift|slow|lead|land|swing|scoot|roll|breathe|relax|drop|straighten|tighten|put|place|step|stand|look|lock|press|pull|point|pause|hinge|widen|use the)\b)|\bpointed out (?:each|every|to (?:him|her|pt|them)|by (?:me|therapist|pt)|\d|once|twice|when|as)|\b(?:needed|needs|needing|wanted|required|waited for|looked to) (?:me|the therapist|my (?:hand|hands|voice|finger)) (?:to|for|at|on)\b|\bno help\b|\bby (?:him|her)self\b|w/o help|without help|hands[- ]?off)")
ANOTHER = guarded(r"\b(?:wife|husband|spouse|daughter|dtr|son|mom|mother|dad|father|family|aide|cna|nurse|nursing|rn|sister|brother|friend|partner|neighbor|roommate|surgeon|md|dr|doctor|coach|teacher|boss|grandma|caregiver|cg|niece|nephew|ot|slp|staff|home health)\b\s?(?:\w+\s){0,2}\Z")
NOT_CUED = guarded(r"remind\w* (?:me|us)\b|cue cards?\b")
AS_GOAL = guarded(r"\b(?:goals?|ltgs?|stgs?|target)\s?[:=]\s?(?:[\w/]+\s){0,4}\Z")
AIMED_AT = guarded(r"\b(?:for|to|toward|towards|greater|more)\s(?:[a-z-]+\s){0,2}\Z")
OWN = guarded(r"\bself[- ]\Z|\bhim ?self |\bher ?self ")
# a limb as the subject of what was done to it: "right leg helped through the last third"
PASSIVE = guarded(r"\b" + _SIDE + r"{0,2}" + _BODY + r"\s(?:(?:is|was|were|had to be|needed to be|needs to be|has to be|to be)\s)?(?:\w+ly\s)?(?:helped(?=\s(?:through|over|up|down|in(?:to)?|onto|across|off|out|along|each|every|throughout|by me|by pt|by therapist)\b)|assisted|guided|steadied|facilitated|unweighted|hand-?guided|(?:lifted|moved|placed|advanced|carried|held|supported|cued|blocked|brought|pulled|set|positioned|stopped)\s(?:\w+\s){0,2}?(?:for (?:him|her|them|pt|patient)|by (?:me|pt|ot|pta|therapist|clinician|the therapist)))\b(?! by (?:his|her|the (?:wife|husband|daughter|son|mother|aide|nurse)|wife|husband|family|aide|strap|band|sling|cane))")
ASSISTED_MOTION = guarded(r"\b(?:active(?:ly)?|gravity|pulley|strap|cane|dowel|wand|machine|band|power|buoyancy|water|voice)[- ]\Z")  # what a movement is called that a limb, a stick or water assists
TO_COME = guarded(r"(?:\s\w+){0,2}?\s(?:will|to) be\b")
LIVING = frozenset({"subjective", "history", "goals", "signature", "billing", "previous_visit"})


def with_help(text: str, folded: str, part: Part, hits: list[Hit]) -> list[Hit]:
    """The hits of a part with the help its sentences tell of, and without what only reads like help.

    Examples
    --------
    >>> words = "TA: box lift x10, showed him how to hinge"
    >>> [(hit.label, words[hit.start:hit.end]) for hit in with_help(words, words.lower(), Part(0, 41, 0, 0, 0), [])]
    [('cue', 'showed him how')]
    """
    kept = [hit for hit in hits if not (hit.reason is None and hit.label in ("assist", "cue") and not_by_clinician(folded, part, hit))]
    if part.section in LIVING:
        return kept
    found = [Hit(label, None, start, end) for label, start, end in _told(text, folded, part) if not AS_GOAL.search(folded[max(part.start, start - 28):start])]
    if not found:
        return kept
    kept = [hit for hit in kept if hit.label != "technique_vague" or not any(told.start <= hit.start < told.end for told in found)]  # "my hands on the pelvis"
    return sorted([*kept, *found], key=lambda hit: (hit.start, -hit.end))


def not_by_clinician(folded: str, part: Part, hit: Hit) -> bool:
    """Whether a term of help is the patient's own doing or somebody else's ("self-corrected", "wife assists")."""
    word = folded[hit.start:hit.end]
    before = folded[max(part.start, hit.start - 28):hit.start]
    if word.endswith(" a") and OF_A_PIECE.match(folded, hit.end, part.end):
        return True  # "2 min a side"
    if NOT_CUED.match(folded, hit.start) or AS_GOAL.search(before):
        return True
    if word == "independence" and AIMED_AT.search(before) or word[:3] == "min" and COUNTED.search(before):
        return True  # "tray for dining independence", "6 min as warm up"
    if word.startswith("assist") and ASSISTED_MOTION.search(before):
        return True
    if OWN.search(before) or TO_COME.match(folded, hit.end, part.end):
        return True
    if word.startswith(("remind", "encourag", "instruct")) and NOT_HERE.search(folded, hit.end, min(part.end, hit.end + 40)):
        return True
    return word.startswith(("assist", "help", "superv", "guard", "encourag", "remind")) and ANOTHER.search(before) is not None


def _by_another(folded: str, start: int, end: int) -> bool:
    """Whether another is named straight before; the last words of a long line are all that can say so."""
    return ANOTHER.search(folded, max(start, end - 60), end) is not None


def _told(text: str, folded: str, part: Part):
    start, end, met = part.head_end, part.end, part.met
    for match in AGENT.finditer(folded, start, end) if met & AGENT.need else ():
        if match["pt"] is not None and not _is_therapist(text, part, match):
            continue
        if not _by_another(folded, start, match.start()) and not NOT_HERE.search(folded, match.end(), min(end, match.end() + 40)):
            yield "cue", match.start(), match.end()
    for match in BESIDE.finditer(folded, start, end) if met & BESIDE.need else ():
        if match["pt"] not in ("pt", "ot") or _is_therapist(text, part, match):
            yield "assist", match.start(), match.end()
    for match in ON_PATIENT.finditer(folded, start, end) if met & ON_PATIENT.need else ():
        if not (_by_another(folded, start, match.start()) or NOT_MADE.match(folded, match.start()) or NOT_HERE.search(folded, match.start("rest"), min(end, match.end() + 40))):
            yield "cue", match.start(), match.end()
    for match in PASSIVE.finditer(folded, start, end) if met & PASSIVE.need else ():
        yield "assist", match.start(), match.end()
    for match in ACTS_ON.finditer(folded, start, end) if met & ACTS_ON.need else ():
        if not _by_another(folded, start, match.start()):
            yield "assist", match.start(), match.end()
    for match in SPOKEN.finditer(folded, start, end) if met & SPOKEN.need else ():
        if not QUOTED.search(folded, max(start, match.start() - 30), match.start()):
            yield "cue", match.start(), match.end()
    for match in OF_OWN.finditer(folded, start, end) if met & OF_OWN.need else ():
        yield "assist", match.start(), match.end()
    for match in TOUCH.finditer(folded, start, end) if met & TOUCH.need else ():
        if not OWN_HANDS.match(folded, match.start()):
            yield "assist", match.start(), match.end()
    for match in LEVEL.finditer(folded, start, end) if met & LEVEL.need else ():
        if match[0][0] == "(" or not COUNTED.search(folded, max(start, match.start() - 5), match.start()):
            yield "assist", match.start(), match.end()
    for match in LEVEL_MARK.finditer(folded, start, end) if met & LEVEL_MARK.need else ():
        yield "assist", match.start(), match.end()
    for pattern in (NEEDED, CORRECTED, WENT_ON, HAD_TO):
        for match in pattern.finditer(folded, start, end) if met & pattern.need else ():
            if not OWN.search(folded, max(start, match.start() - 10), match.start()) and not _by_another(folded, start, match.start()):
                yield "cue", match.start(), match.end()


def _is_therapist(text: str, part: Part, match: re.Match) -> bool:
    """"PT" in capitals among small letters is the therapist; "pt" is the patient."""
    return text[match.start("pt"):match.end("pt")].isupper() and not text[part.start:part.end].isupper()
