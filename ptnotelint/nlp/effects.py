"""Effects seen or felt within the visit, told by comparison: start against end, one trial against another, during and after.

Named effects ("soreness", "centralized") stand in the vocabulary, pain before and after in ``roles``.
"""

from __future__ import annotations

from ptnotelint.nlp.guarded import Several, guarded
from ptnotelint.nlp.services import Context

_END = (r"(?:(?:by|at|on|in|toward|for|over) (?:the )?(?:end\b|very end|last\b(?! \d+ ?min)|final\b|finish|close|second|third|fourth|fifth|(?:set|rep|min|minute|trial|round|lap|pass|trip|try|attempt|cycle|throw|bout|#)\s?(?:#?\d+|two|three|four|five|six|nine|ten)\b|\d(?:nd|rd|th)\b|re-?test|re-?check|next (?:squat|rep|trial|set|walk|step|lap))|"
        r"(?:afterward\w*|thereafter|when (?:he|she|pt) (?:left|stood|sat up|got up|got off)|getting (?:up|off)|walking out|leaving|with (?:repetition|practice)|2nd (?:trial|set|lap|pass)|second (?:trial|set|lap|pass|half)))")
_CHANGE = r"(?:gone|fad\w+|eas\w+|less|fewer|soft\w*|loos\w*|freer|lighter|smooth\w*|better|easier|equal|symm\w*|stead\w*|improv\w*|dropp\w*|fell|rose|down|cleared|only|zero|none|once|twice|straight\w*|taller|upright|matched|quieter|calm\w*|tired|sore|fatigued?|burn\w*|heav\w*|shak\w*|quiver\w*|wobbl\w*|dizz\w*|tingl\w*|numb\w*|jelly|rubber\w*|spent|pink|dry|winc\w+|clean(?:er|ly)?|alone|unaided|by (?:him|her)self|on (?:his|her) own|no (?:\w+ )?(?:sx|symptoms?|pain|ache|tingling|numbness|dizziness|nystagmus|headache|cues?|help|hands?|wobbles?|lob|limp|touch)|(?:w/o|without) (?:an? |any )?(?:cues?|help|hands?|rail|touch|wobble|limp)|\d+(?!\s?(?:x|reps?|sets?|min|lb|ft|a\b|others?|people|pts|patients|kids|members|participants|men|women)))"
AT_THE_END = guarded(r"\b" + _CHANGE + r"\b[^.;|\n]{0,30}?\b" + _END + r"|\b" + _END + r"[,:]?\s[^.;|\n]{0,36}?\b" + _CHANGE + r"\b")
AGAINST = guarded(r"\d[^.;|\n]{0,40}?\b(?:vs\.?|versus|against|compared (?:to|with))\s[^.;|\n]{0,12}\b(?:\d|none|zero|no\b)|\b(?:began|start(?:ed)?|at (?:the )?start|initially|first (?:lap|set|round|trial|pass|rep)\w*|pre(?:-tx)?|before|coming in|walking in|arriv\w+)\b[^.;|\n]{0,60}?\b(?:end\b|last\b|final\b|second\b|third\b|fourth\b|finish\w*|later\b|after\w*|out\b|post\b|leaving\b)[^.;|\n]{0,24}?(?:\d|once|none|gone|better|less)|\d+\s?%[^.;|\n]{0,30}\((?:began|was|from) \d+\s?%")
MOVED = guarded(r"\b(?:rose|dropped|fell|climbed|went|came (?:down|up)|improved|increased|decreased|reduced|gained|opened|settled|eased|cut)\s(?:\w+\s){0,2}?(?:to|from|about|by)\s(?:about\s|a\s|roughly\s)?(?:\d|half|zero|none|one|two|three|four|five|six|seven|eight)(?![^.;|\n]{0,8}(?:#|lbs?\b|sets?|reps|min\b|band|ft))")
VANISHED = guarded(r"\b(?:pain|ache|sx|symptoms?|tingl\w*|numb\w*|tug\w*|pull\w*|spasm|tightness|pressure|dizz\w*|ha|headache|catch|pinch\w*|stiffness|burning|pushing|guarding|tone|lag|buzz\w*|fizz\w*|throb\w*|zing\w*|limp|arching|shrug\w*|sway|taut bands?)\b[^.;|\n]{0,30}?\b(?:gone|fad(?:ed|es|ing)|quiet(?:er|s)|fainter|milder|duller|smaller|(?:pulled|crept|drew|came) (?:back|up|out)|eas(?:ed|es|ing)|settl(?:ed|es)|clear(?:ed|s)|stayed (?:away|gone|out)|let go|loosened|softened|quieted|melted|vanished|disappeared|lifted|stopped|subsided|less(?:ened)?|moved (?:up|out|to)|down to)\b")
RATED = guarded(r"(?:\b(?:no (?:higher|more|worse) than|never (?:above|over)|≤|<|stayed (?:at|under|below)|max(?:imum)?|peak\w*(?: at)?|up to|finished (?:\w+ ){0,3}(?:at )?|left (?:at|w/|with) (?:\w+ ){0,2})\s?\d{1,2}/10)|\b\d{1,2}/10\s(?:during|throughout|at (?:the )?(?:end|last|finish)|on (?:the )?(?:last|final|single|way out)|by (?:the )?(?:end|last)|post|out\b|leaving)")
# a measure of the body with its reading at the end, or with one at the start and one at the end
_MEASURE = (r"(?:a?a?rom|prom|flex\w*|ext(?:ension)?|abd\w*|add(?:uction)?|er|ir|rot(?:ation)?|df|pf|sup(?:ination)?|pron(?:ation)?|bend(?:ing)?|turn(?:s|ed|ing)?|reach(?:es|ed)?|lacks?|lag|slr|tug|sls|grip|pinch|girth|swelling|"
            r"pain|pn|ache|sore\w*|sx|symptoms?|tingl\w*|buzz\w*|numb\w*|burn\w*|spasm|tone|dizz\w*|vertigo|ha|headache|stiff\w*|tender\w*|nps|nprs|vas|hr|bp|spo2|sats?|rpe|sway|knees?|hips?|shoulders?|neck|back|elbows?|wrists?|ankles?|arms?|legs?|feet|thumb|fingers?)")
_READING = r"(?<![\d:/.])-?\d{1,3}(?:/10|\s?°|\s?deg\w*|\s?%|\s?cm|\s?mm|\s?lbs?)?(?![\d:/])"
_DONE = r"(?:right after|straight after|after(?:ward\w*)?\b(?! (?:work|his|her|a long|sitting|standing|walking|driving|\d+ (?:min|hr|hour|block)))|post\b|leaving|(?:at|by|to|on) (?:the )?(?:end|close|finish|exit)|(?:at )?end of (?:the )?(?:session|tx|treatment|visit)|(?:when|once) (?:we|i|he|she)(?:'d| had| were| was)? (?:finished|done|through|stopped|got (?:up|off))|(?:coming|going|walking|way) out|out\b(?! of))"
READ_AFTER = guarded(r"\b" + _MEASURE + r"\b[^.;|\n\d]{0,24}" + _READING + r"[^.;|\n\d]{0,6}\b" + _DONE + r"|\b(?:end of (?:session|tx|treatment|visit)|afterwards?|post-?tx|on exit|leaving)[:,]?\s(?:[a-z]+\s){0,3}?" + _READING)
IN_AND_OUT = guarded(r"\b" + _MEASURE + r"\b[^.;|\n\d]{0,20}(?:" + _READING + r"\s?(?:up to|down to|>+|now|then|and now|,\s?(?:now|then|later))\s?" + _READING + r"|" + _READING + r"[^.;|\n\d]{0,14}\b(?:in|start\w*|beginning|arriv\w+|entry|entering|pre|before|first)\b[^.;|\n\d]{1,16}" + _READING + r"[^.;|\n\d]{0,14}\b(?:out|finish\w*|end|exit|leaving|post|after|last)\b|"
                        r"\b(?:start\w*|beginning|arriv\w+|entry|pre|before)\W{1,3}" + _READING + r"[^.;|\n\d]{1,6}\b(?:finish\w*|end|exit|leaving|post|after|now)\W{1,3}" + _READING + r")|" + _READING + r"[^.;|\n\d]{0,4}\b(?:in|going in|coming in|beginning|at (?:the )?start|on (?:arrival|entry))[^.;|\n\d]{1,8}" + _READING + r"[^.;|\n\d]{0,4}\b(?:out|going out|coming out|(?:at (?:the )?)?(?:end|finish)|on exit|leaving)\b")
# what the patient can feel of the body, of movement and of the work: of the rest of the world he tells no effect
_OWN = (r"(?:\w+\s)?(?:l|r|left|right|legs?|arms?|quads?|calf|calves|thighs?|shoulders?|hips?|knees?|back|neck|muscles?|glutes?|hands?|fingers?|thumb|wrists?|elbows?|ankles?|foot|feet|heels?|toes?|head|jaw|chest|ribs?|trunk|scap\w*|body|joints?|hamstrings?|front|side|inside|outside|"
        r"pain|ache|stretch\w*|pull\w*|burn\w*|pressure|swelling|tightness|stiffness|numbness|tingl\w*|symptoms?|sx|spasm|scar|turns?|turning|walk\w*|steps?|stairs?|movement|motion|squats?|bridges?|lifts?|reach\w*|last|first|second|third|whole|exercises?|sets?|reps?|balance|grip|lot|bit|little)\b")
OUTSIDE = guarded(r"\b(?:the|his|her|their|my|a)\s(?!" + _OWN + r")(?:[a-z]+\s){1,2}(?:(?:was|were|is|are)\s)?\Z")
TOLD = guarded(r"\b(?:he|she|pt|patient|they|client|mom|who)\s(?:\w+\s)?(?:said|says|stated|states|reported|reports|noted|felt|feels|told me|describ\w+)\b(?:(?!\b(?:the|his|her|their|my|a)\s(?!" + _OWN + r")[a-z])[^.;|\n]){0,50}?\b(?:looser|lighter|easier|freer|better|less|relief|took the|opened?|smoother|warm\w*|stretch\w*|pulling|burn\w*|worked|working|heavy|relaxed|tired|stronger|steadier|taller|wobbl\w*|sore|tender|pressure)\b|\b(?:legs?|arms?|quads?|calves|thighs?|shoulders?|hips?|knees?|back|neck|muscles?|glutes?|hands?)\sfelt\s(?:like\s)?[\"']?\w+|\bthat'?s (?:\w+ ){0,2}(?:easier|looser|lighter|the (?:most|furthest|farthest|best) (?:i|it|my))\b|\b(?:walked out|walking out|stood up|got up|came up|rose) (?:\w+ ){0,2}(?:less|fewer|lighter|easier|looser|straighter|taller|without|w/o)\b|\b(?:left|leaving|finished|walked out|went home)\s(?:the (?:clinic|session)\s)?(?:feeling\s|a bit\s|a little\s)?(?:tired|sore|loose\w*|better|lighter|easier|steady|steadier|fatigued|pain[- ]?free|upright|taller)\b(?! dressed)")
VITALS = guarded(r"\b(?:hr|bp|spo2|o2|sats?|sao2|rpe)\b[^.;|\n\d]{0,16}\d[\d/%]*[^.;|\n]{0,16}?(?:(?:→|->|\bto\b)\s?\d|(?:→|->|\bto\b|\bafter\b|\bpost\b|\bthen\b|\bback\b|\brecover\w*|\bpre\b|\bbefore\b)[^.;|\n]{0,16}?(?<![x×\d/])(?<![x×] )\d{2,3}\b(?!\s?(?:x|×|reps?|sets?|sec|s\b|min|ft|lbs?|#)))")
# one trial after another, what had to be stopped for how it felt, and movement that got better with what was tried
TRIALS = guarded(r"\b(?:mild|slight|some|more|minimal|moderate|increased|↑)\s(?:effusion|swelling|edema|ache|pain|warmth|redness|stiffness|tenderness)\s(?:afterwards?|post|following|at (?:the )?end|by (?:the )?end|after(?=\s*(?:[,.;)\n]|\Z)|\s(?:the )?(?:last|set|tx|treatment|session|ex)))|\bre-?(?:test\w*|check\w*)\b[^.;|\n]{0,30}\b(?:no|zero|neg\w*|clear\w*|clean|less|fewer|without|w/o)\b|\b(?:second|third|2nd|3rd|last|final) (?:trial|attempt|try|lap|pass|round|set|one)\b[:,]?\s(?:was |had |with |w/ )?(?:no|without|w/o|zero|clean|steady|smooth|better|easier)\b|\b(?:trial|attempt|try|lap|pass|round|rep) (?:#?1|one)\b[^.;|\n]{3,40}\b(?:trial|attempt|try|lap|pass|round|rep) (?:#?[2-9]|two|three|four|five)\b|\b(?:first|1st) (?:trial|attempt|try|lap|pass|round)\b[^.;|\n]{3,40}\b(?:second|third|fourth|last|final|2nd|3rd) (?:trial|attempt|try|lap|pass|round)\b|"
                    r"\b(?:by|at|on) (?:the )?(?:end of (?:the )?)?(?:second|third|fourth|fifth|last|final|2nd|3rd|4th) (?:lap|set|trial|round|pass|attempt|try|rep)\b[^.;|\n]{0,16}?\b(?:able|without|w/o|w/out|indep\w*|only|none)\b")
STOPPED_FOR = guarded(r"\b(?:pain|ache|burn\w*|sore\w*|tingling|dizz\w*) (?:only )?(?:with|w/|on|by|during|in) (?:the )?(?:last|final|first|second|third|\d(?:st|nd|rd|th)) (?:set|rep|lap|round|trial|minute|min|pass)\b|\b(?:stopped|halted|ended|quit|terminated|cut short|aborted|discontinued|d/c'?d|paused)\b[^.;|\n]{0,40}?\b(?:for|due to|d/t|2/2|because of|secondary to|2°|w/|with|from)\s(?:\w+\s){0,2}?(?:pain|fatigue|soreness|dizz\w*|sob|nausea|cramp\w*|spasm|burning|tingling|vertigo|lighthead\w*|chest)\b")
BETTER_WITH = guarded(r"\b(?:less|fewer|smoother|steadier|freer|straighter|quicker|softer)\s(?!pain|pn|sore|than|likely)(?:[a-z-]+\s){1,3}(?:w/|with|after|once|following)(?=\s)")
NOT_NOW = guarded(r"\b(?:last (?:visit|week|wk|session|time|tx|night|month)|yesterday|since|at (?:eval|ie|soc)|was \d+ (?:at|on)|will|goal|ltg|stg|at home|hep|next (?:visit|session|time|wk|week)|this (?:am|morning|week)|overnight|for (?:\w+ )(?:days|weeks|months)|after (?:the|her|his|a) (?:fall|accident|injury|surgery|injection|shot))\b")
# a change of the dose is no effect: how heavy, how many, how long, and nothing of how it went
DOSE = guarded(r"\b(?:seat(?: height)?|pin|knob|resistance|weights?|loads?|levels?|sets|reps|holds?|hold times?|rest (?:time|break|period|interval)s?|rests?|bands?|tension|incline|speed|height|round \d|cadence|watts|rpm|mph|pounds|kilos)\b|\d\s?(?:lbs?|#|kg|reps|sets)(?!\w)|\d\s?x\s?\d")
MEASURED = guarded(r"pain|\bpn\b|\bach|\bsx\b|sympt|tingl|numb|dizz|vertigo|nystag|nausea|\brom\b|flex|\bext|rotat|\brot\b|\babd|\b(?:er|ir|df|pf)\b|°|\bdeg|\d\s?%|\b(?:hr|bp|spo2|o2|sats?|sao2|rpe|borg)\b|fatigu|tired|sore|burn|shak|shook|trembl|quiver|wobbl|sway|\blob\b|balance|\bstance|\bsls|tandem|lean|lurch|\blag|"
                      r"hik|valgus|spasm|\btone|stiff|tight|swell|swollen|girth|edema|grip|pinch|strength|/5\b|/10|\btug\b|berg|\bsts\b|sit.to.stand|accura|correct|error|\bcue|\b(?:cga|sba)\b|min a\b|mod a\b|assist|\bform\b|control|breath|sob\b|score|index|drag|catch|freez|circumduct|limp|lost|loses|slip|stead|smooth|loos|light|\beas(?:y|ier|ed)|better|worse|\bable|without|"
                      r"\bw/o\b|indep|heav|straight|gait speed|walking speed|m/s|shrug|\barch|drop(?:s\b|ping)|buckl|dropp(?:ed|ing) it|tug|catching|click|squee|grab|hands on|winded|rest(?:ed)? needed|needed|touch|stroke|held|reach(?:es|ed)|\bsteps?\b|gone\b|fad(?:ed|ing)")
# less help at the end than at the start: "mod A dropping to min A", "min A first, CGA on the last"
_HELP = r"(?:total|max|mod|min|cga|sba|contact guard|close guard|stand-?by|supervision|supv?|indep\w*|mod i)(?:imum|imal|erate)?(?:\s?a(?:ssist(?:ance)?)?\b)?(?:\s?[x×]\s?\d)?(?: of (?:one|two|\d))?"
HELPED_LESS = guarded(rf"\b{_HELP}\s(?:(?:then |and )?(?:falling|dropping|dropped|fading|faded|reduced|reducing|improving|improved|progressing|progressed|going|down|easing|weaned)\s(?:down )?to|(?:→|->|=>|>>))\s(?:only )?{_HELP}(?![\w-])"
                      rf"|\b{_HELP}\s(?:at first|first|initially|to start|at (?:the )?start|to begin)\b[^.;|\n]{{0,30}}?\b{_HELP}\s(?:to finish|at (?:the )?(?:end|last)|(?:on|by|for|with) (?:the )?(?:last|final|\d|third|fourth|second|end)|after(?:ward\w*)?|later|thereafter)\b|\b(?:last|final) (?:\w+ )?(?:\w+ )?only (?:cga|sba|supervision|min a)\b")
_SAID = r"(?:(?:twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety)(?:[- ](?:one|two|three|four|five|six|seven|eight|nine))?|zero|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|seventeen|eighteen|nineteen)"
_OF_LOAD = r"(?! (?:pounds?|lbs?|kilos?|sets?|reps?|repetitions|minutes|min|times))"
# the same in dictated words: "two before, one after", "got to forty-one degrees from thirty-three"
IN_WORDS = guarded(rf"\b{_SAID}\s(?:out of ten\s)?(?:before|going in|coming in|walking in|on arrival|at (?:the )?(?:start|beginning))\b,?\s(?:and (?:then )?)?(?:down to |only )?{_SAID}\s(?:out of ten\s)?(?:after\w*|going out|walking out|leaving|at (?:the )?(?:end|finish)|when (?:he|she|we))\b|"
                   rf"\b(?:got|went|came|rose|fell|dropped|moved|gained|improved|opened|climbed)\s(?:\w+ ){{0,2}}?(?:to|from)\s(?:about )?{_SAID}\b{_OF_LOAD}[^.;|\n]{{0,24}}?\b(?:from|to)\s(?:about )?{_SAID}\b{_OF_LOAD}|"
                   rf"\b\d{{1,2}}/10\s(?:rather than|instead of|where it was)\s(?:the )?(?:usual )?\d{{1,2}}\b")
AFTER_ALL = guarded(r"\b(?:vitals?|bp|hr|sats?|spo2)\s(?:post|after|at (?:the )?end|leaving)(?:[- ]?(?:tx|rx|treatment|session|ex\w*))?\s?[:=-]\s?[a-z]{0,6}\s?\d|\bpost(?:[- ]?(?:tx|treatment|session|exercise))?\s(?:vitals?|bp|hr|sats?|spo2)\b[:=\s]{1,3}[a-z]{0,6}\s?\d|\b(?:for the first time|the (?:most|furthest|farthest|longest) (?:yet|so far))\b|\bfelt\s(?:a bit |a little |more |less |very )?(?:like\b|faint|light-?headed|woozy|queasy|sick|winded|giddy|shaky)")
# the positional test done again after the maneuver
_POSITIONAL = r"\b(?:d/?h|d-h|dht|(?:dix-?)?hallpike|head ?roll|roll test|rolls(?= after)|dhp|supine roll|positionals?|positional (?:test\w*|nystagmus))\b"
RETESTED = guarded(r"\b(?:re-?(?:test|check)\w*|rpt|rept|repeat\w*|post\b|post-?(?:tx|treatment|man\w+)|after\w*|following|second|2nd|third|3rd|final|last|now|by the end)\b[^.;|\n]{0,30}?" + _POSITIONAL + r"[^.;|\n]{0,24}?(?:\b(?:neg\w*|clear\w*|clean|quiet\w*|silent|nil|none|no|0|zero|absent|gone|less|weaker|shorter|trace|milder|fewer|faint\w*)\b|\([-–]\))|"
                      + _POSITIONAL + r"[^.;|\n]{0,20}?(?:\b(?:neg\w*|clear|clean|quiet|nil|no nyst\w*|no vertigo|no sx)\b|\([-–]\))[^.;|\n]{0,12}?\b(?:after\w*|now|post\w*|(?:on|at) (?:re-?test\w*|re-?check\w*|repeat)|by the end|following)\b")
CLAUSE = guarded(r"[^.;|\n]*\Z")
OPEN_END = guarded(r"[^.;|\n]{0,24}")

COMPARED = Several(HELPED_LESS, IN_WORDS, AFTER_ALL, MOVED, READ_AFTER, IN_AND_OUT, VANISHED, TOLD, AGAINST, TRIALS, STOPPED_FOR, BETTER_WITH, RATED, VITALS, AT_THE_END, RETESTED)


def effects(folded: str, context: Context):
    """(start, end) of each comparison within the visit, in what was done or concluded."""
    part = context.part
    if not part.met & COMPARED.need or part.section in ("subjective", "history", "goals", "plan", "home_program", "education", "previous_visit", "measures", "billing"):
        return
    placed = bool(context.families) or part.section in ("assessment", "treatment", "addendum", "objective")
    if not placed and not (part.section is None and context.index > 2):
        return
    # "lateral flexion 48 vs 65" between findings compares the sides
    patterns = [pattern for pattern in COMPARED.at(folded, part.start, part.end) if placed or pattern is not AGAINST]
    if not patterns or NOT_NOW.search(folded, part.start, part.end):
        return
    for pattern in patterns:
        for match in pattern.finditer(folded, part.start, part.end):
            if not (pattern in (MOVED, AGAINST, AT_THE_END, TRIALS, READ_AFTER, IN_AND_OUT) and of_dose(folded, part.start, part.end, match.start(), match.end())):
                yield match.start(), match.end()


def of_dose(folded: str, begin: int, close: int, start: int, end: int) -> bool:
    """Whether a change is one of the dose ("bike resistance went from 3 to 5"), with no word of how it went.

    Examples
    --------
    >>> of_dose("bike resistance went from 3 to 5", 0, 32, 16, 25), of_dose("ache went from 5 to 3 by set 2", 0, 30, 4, 13)
    (True, False)
    """
    clause = CLAUSE.search(folded, max(begin, start - 40), start).start()
    behind = OPEN_END.match(folded, end, close).end()
    return DOSE.search(folded, clause, behind) is not None and MEASURED.search(folded, clause, behind) is None
