"""What an evaluation says of the course ahead: how the case presents, how often and how long it will be treated."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.services import Context

_NUMBER = r"(?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|twelve|fifteen|sixteen|eighteen|twenty)"
_RANGE = _NUMBER + r"(?:\s?(?:-|–|to|or)\s?" + _NUMBER + r")?"
_WEEK = r"(?:weeks?|wks?|wk\.|w\b|months?|mos?\b)"
OFTEN = guarded(
    r"\b(?:(?:once|twice|thrice|" + _RANGE + r"\s?(?:\d{2}[- ]min(?:ute)?s?\s|short\s|long\s|half-hour\s|hour-long\s)?(?:x|×|times?|visits?|sessions?|days?|d\b|treatments?|hours?|hrs?))\s?(?:/|per\s|a\s|each\s|every\s|x\s)?\s?(?:week(?:ly)?|wk(?:ly)?|month(?:ly)?|mo)\b|"
    r"(?:bi-?|semi-?)?weekly\b|monthly\b|fortnightly\b|(?:every|each|a|per) fortnight\b|(?:every|q)\s?(?:other|2nd|" + _NUMBER + r")\s?(?:week|wk|day)s?\b|\b[bt]iw\b|\bm\W?w\W?f\b|\bt\W?(?:&\W?)?th\b|\b(?:mon|tue|wed|thu|fri)[a-z]*\s?(?:[/,&+–-]|and)\s?(?:(?:mon|tue|wed|thu|fri)[a-z]*\s?(?:[/,&+–-]|and)\s?)?(?:tue|wed|thu|fri|sat)[a-z]*\b|\bq ?wk\b|\bqow\b|daily(?= x|,? for| \d))")
LONG = guarded(r"\b" + _RANGE + r"[\s-]?(?:more\s|additional\s)?(?:" + _WEEK + r"|days?\b|visits?\b|sessions?\b)(?!\s?(?:/|per\b|a\b|each\b|ago|post|s/p))|\b(?:through|thru|until|till|ending)\s(?:(?:mid|early|late|(?:the )?(?:end|middle) of)[\s-]{1,2}[a-z]{3,9}\b|\d{1,2}/\d{1,2}|[a-z]{3,9}\s\d{1,2}\b|(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)(?:uary|ruary|ch|il|ust|ember|ober)?\b|christmas|easter|thanksgiving|summer|spring|fall\b|winter|d/?c|discharge)|\b\d{1,2}/\d{1,2}(?:/\d{2,4})?\s?(?:-|–|to|through|thru)\s?\d{1,2}/\d{1,2}")
# both in one breath: "POC 2x6", "2 x wk x 6", "12 visits over 6 weeks"
BOTH = guarded(r"\b(?:poc|plan(?: of care)?|freq\w*(?:/dur\w*)?|f/d|rx|see(?:n)?|schedule)\b[^.;\n\d]{0,16}" + _RANGE + r"\s?[x×]\s?(?:/?\s?(?:week|wk)\s?[x×]?\s?)?\d{1,2}\b(?!\s?(?:reps?|sets?|min|sec|ft|lb|['\"]))|"
                  r"\b" + _RANGE + r"\s?[x×]\s?/?\s?(?:weeks?|wks?)\.?,?\s?(?:[x×]|for)\s?\d{1,2}\b|\b" + _RANGE + r"\s(?:visits?|sessions?|treatments?|tx)\s(?:over|in|within|during|across)\s(?:the (?:next|coming) )?" + _RANGE + r"\s" + _WEEK + r"|\b[1-7]\s?[x×]\s?\d{1,2}\s?(?:weeks?|wks?)\b|\b(?:bi-?)?(?:weekly|fortnightly|monthly)\s?(?:[x×]|for)\s?(?:the next )?\d{1,2}\b(?!\s?(?:reps?|sets?|min|sec|ft|lb))")
# how often and how long side by side are a plan wherever they stand: "30 min weekly, push-in, 20 weeks", "4x/wk on dialysis days x 6"
_REGULAR = r"(?:" + OFTEN.source + r"|\b\d\s?(?:-|–|to)?\s?\d?\s?(?:d|days)\b|\b\d\s?[x×]?\s?wk(?:ly)?\b)"
TOGETHER = guarded(_REGULAR + r"[^.;|\n\d]{0,28}?(?:(?:,|for|over|[x×]|during|through)\s?(?:the next\s|a total of\s|up to\s)?)" + _RANGE + r"\s?(?:" + _WEEK + r"|visits?\b|sessions?\b)(?! (?:ago|post|now)\b)|" + OFTEN.source + r"[^.;|\n\d]{0,28}?\s[x×]\s?\d{1,2}(?=\s?(?:[.,;:\n(–—-]|\Z))")
# care that ends with the visit: how often and how long in one
ONLY_ONCE = guarded(r"\b(?:one|1|single|this)[\s-]?(?:time|off|visit|session|contact)(?:\s(?:visit|session|eval\w*|consult\w*))?(?:\s(?:only|and (?:done|d/?c|discharge\w*)))|\b(?:one[- ]time|one[- ]off|single) (?:visit|session|consult\w*|eval\w*)\b|\b(?:eval(?:uation)?|consult)(?: and (?:d/?c|discharge)| only)\b|\bno (?:further|more|ongoing|additional|follow-?up|skilled|continued) (?:skilled )?(?:pt|ot|therapy|visits?|treatment|sessions?|physical therapy|occupational therapy)\b(?: (?:needed|indicated|required|planned|warranted))?|\bno (?:pt|ot|therapy) (?:afterwards?|after(?: this| today)?|follow-?up|needs?)\b")
# before a frequency: what is done at home, what was, what befalls somebody; after it: that it is over
NO_PLAN = guarded(r"\b(?:(?:has|have|had|was|were|been|used to|attended|gym|class(?:es)?|wears?|worn|wearing|falls|fell|falling|headaches?|migraines?|episodes?|flares?|spasms?|walks|runs|ices?|ice|hep|home (?:program|exercise\w*)|at home|on (?:his|her|their|pt'?s) own|by (?:him|her)self|works? out|on dialysis)\b(?![^.;\n]{0,30}\b(?:plan|will|continue|cont|poc|see)\b)|splint (?:on|daily)\b|brace (?:on|daily)\b)")
OVER = guarded(r"[^.;\n]{0,30}\b(?:last (?:year|spring|summer|fall|winter|month)|in (?:19|20)\d\d|ago|at home|previous(?:ly)?|before (?:surgery|admission|this))\b")
AHEAD = guarded(r"\b(?:cont(?:inue|inuing)?|poc|plan(?: of care)?|freq\w*|duration|will (?:be seen|attend|come|return|see|continue)|to be seen|see (?:pt|patient|him|her)|seen|attend\w*|schedul\w*|therapy|treatment|visits?|skilled|recommend\w*|cert\w*|physical therapy|pt|ot|tx)\b")
NOT_CARE = guarded(r"\b(?:hep|home (?:program|exercise)|exercises?|works? out|gym|headaches?|ha|falls?|migraines?|pain|episodes?|walks?|class|injections?)\b[^.;\n]{0,12}\Z")
ELSEWHERE = frozenset({"subjective", "history", "home_program", "previous_visit", "education", "billing", "signature"})
_SUBJECT = r"(?:presentation|picture|course|clinical(?:ly)?|condition|case|status|symptoms?|sx|decision[- ]making|[cm]dm|complexity)"
PRESENTS = guarded(
    r"\b" + _SUBJECT + r"\b[^.;\n]{0,40}?\b(?:stable|unstable|uncomplicated|complicated|straightforward|simple|predictable|unpredictable|evolving|evolves|chang(?:e|es|ing)|fluctuat\w+|var(?:y|ies|iable|ying)|worsening|deteriorat\w+|progressive|complex|day to day|week to week|inconsistent)\b|"
    r"\b(?:complexity|decision[- ]making|[cm]dm|presentation)\b[^.;\n]{0,24}?\b(?:low|mod(?:erate)?|medium|high)\b|\b(?:low|mod(?:erate)?|medium|high)[\s-]+(?:level\s)?(?:of\s)?(?:pt\s|ot\s|clinical\s)?(?:complexity|decision[- ]making|cx\b|[cm]dm\b|eval\w*\b)|"
    r"\bcoded\s(?:it|this|the eval\w*|as|at|the visit)?\s?(?:as\s|at\s)?(?:a\s)?(?:low|mod(?:erate)?|high)\b|\bgood (?:days )?and bad days\b")
# the same in plain words: how hard it was to decide, whether anything stands in the way, how the case moves with time
_TURN = r"(?:hour|day|week|month|visit|session|shift)s?"
_HARD = r"(?:easy|easier|simple|plain|clear|obvious|straightforward|straight-?forward|routine|textbook|heavy|hard|difficult|tricky|long|lengthy|complex|complicated|involved|moderate|moderately|medium|intermediate|middling|demanding|intricate|limited|few|many|extensive|low|high)"
_WEIGHED = r"(?:decisions?|deciding|decision[- ]making|reasoning|judge?ments?|thinking|choices?(?: of (?:care|treatment|therapy|approach\w*))?|way forward|way ahead|treatment path|treatment options|(?:treatment )?options (?:to|were|are)|path (?:is|was|ahead))"
IN_PLAIN_WORDS = guarded(
    r"\b" + _WEIGHED + r"\b[^.;\n]{0,30}?\b" + _HARD + r"\b|\b" + _HARD + r"\s(?:\w+\s)?(?:clinical\s)?" + _WEIGHED + r"\b|"
    r"\b(?:(?:simple|easy|straight-?forward|complicated|uncomplicated|complex|tricky|difficult|involved|clear-?cut|textbook|routine|many-sided|multi-?layered|messy)[\s-]+(?:(?!obstacle|walking|balance|gait|motor)\w+\s){0,2}?(?:case|man\b|woman|lady|gentleman|history|picture|presentation|situation|eval\w*|patient|pt|client|problem|overuse|injury|sprain|strain|recovery|course))\b|"
    r"\b(?:very|quite|fairly|rather|moderately|mildly|highly|extremely|somewhat|too|so|as|medically|pretty|not at all|not)\s(?:complex|complicated|straightforward|uncomplicated|fragile|unpredictable|unstable|brittle)\b|"
    r"\b(?:low|middling|medium|mid|mod|moderate|high|intermediate|middle)(?:[\s-]+(?:in|level|degree|grade|of|range))*[\s-]+complexity\b|\bcomplexity\b[^.;\n]{0,20}\b(?:low|middling|medium|mid|mod|moderate|high|intermediate)\b|"
    r"\b(?:nothing|no(?:thing)? (?:else|other\s\w+)|none of (?:it|this|them|which)|no \w+|no other \w+)(?:\s\w+){0,3}?\s(?:complicat\w+|muddl\w+|cloud\w*|confus\w+|confound\w*|muddies|hold (?:him|her|them) (?:up|back)|holding (?:him|her|them) (?:up|back))\b|\b(?:no|without) (?:moving parts|surprises|complicating|complications?|red flags or complicating)\b|\btangled\b|\bhard to pin down\b|"
    r"\b(?:hour|day|week|month|visit|shift)(?:ly)?\s(?:to|by|on|after|upon)\s(?:hour|day|week|month|visit|shift)\b|\bwithin (?:the|an?|one|a single) (?:hour|day|session|visit|shift)\b|"
    r"\b(?:wors\w+|weaker|stiffer|decli\w+|progress\w+|deteriorat\w+|more (?:frequent|often|severe|intense|painful|unsteady|confused)|less (?:steady|able))\b[^.;\n\d]{0,30}\b(?:each|every|by the|over the|in the|this|since|with each|steadily|lately|recently|last)\b|"
    r"\b(?:each|every|by the|over the|in the|in|this|since|last|past)\s(?:(?:last|past|few|couple|\w+)\s){0,3}?(?:" + _TURN + r"|wks?|fortnight)\b[^.;\n\d]{0,24}\b(?:wors\w+|weaker|declin\w+|deteriorat\w+|spread\w*|shift\w*)\b|\b(?:deteriorat\w+|worsen\w+|declin\w+|spread\w*)\s(?:\w+\s){0,2}?(?:last|past|over)\b|"
    r"\b(?:losing ground|(?:going|gone|heading) downhill|stepwise decline|up (?:and|&) down|ups (?:and|&) downs|com(?:es?|ing) (?:and|&) go(?:es|ing)?|wax\w* (?:and|&) wan\w+|on (?:and|&) off|no two (?:days|visits|sessions) (?:\w+\s)?(?:alike|the same)|a different (?:man|woman|person|child|patient))\b|"
    r"\b(?:flar\w+|swings?|drops?|spikes?|chang\w+|shift\w*|var(?:y|ies)|worsens?|appear\w*|starts?|attacks?)\s(?:\w+\s){0,2}?(?:without (?:\w+ )?(?:notice|warning|pattern|cause|reason)|unpredictabl\w+|at random|out of nowhere|(?:so )?(?:fast|quickly|rapidly|often|hourly|daily|nightly|weekly))\b|\b(?:keeps?|kept|is|are|still|constantly|always)\s(?:on\s)?(?:changing|shifting|moving under|evolving|fluctuating|getting worse|worsening|deteriorating|spreading)\b|"
    r"\b(?:not|isn'?t|is not|hasn'?t|has not|never|no)\s(?:been\s)?(?:chang(?:ing|ed|es?)|settled|steady|stable|worsen(?:ing|ed)|predictable|consistent)\b(?! (?:in|on|with|w/|to|of) )|"
    r"\b(?:symptoms?|sx|pain|condition|picture|course|status|medical\w*|swelling|deficits?|function|he|she|pt|patient|everything|things|all|it|presentation)\s(?:\w+\s){0,2}?(?:(?:is|are|has been|have been|remains?|stays?|stayed|holding|seems?|looks?)\s)?(?:now\s|quite\s|been\s)?(?:steady|settled|stable|plateaued|constant|unchanged|the same|static|quiet|predictable|unstable|unpredictable|erratic|brittle|all over the place)\b(?=[^.;\n]{0,30}(?:for|since|over|weeks?|months?|and|,|;|\.|\Z|;|\u2013|-))|"
    # a verb of moving, or of standing still, beside a stretch of time
    r"\b(?:var(?:y|ies|ied)|fluctuat\w+|swings?|shifts?|drifts?|flips|bounces|drop(?:s|ped) off|slip(?:s|ping|ped)|slid(?:es|ing)?|fading|fail(?:s|ing)|gone down|going down|los(?:es|ing|t) (?:strength|function|weight|ground))\b[^.;\n\d]{0,24}\b(?:through the|during the|over the|since|each|every|by the|from|lately|steadily|gradually|rapidly|with (?:the )?time|time of day|with meds?|hourly|daily|weekly|monthly)\b|"
    r"\b(?:unchanged|(?:not|n'?t) (?:\w+ )?changed|no change|the same|steady|quiet|constant|static|plateaued|level|settled)\b[^.;\n]{0,16}?\b(?:for|x|since|in|over|these)\s(?:the\s)?(?:(?:last|past)\s)?(?:\d{1,2}|an?|two|three|four|five|six|several|many|some|few|onset|surgery|the)\b|"
    r"\b(?:all over the (?:map|place)|in flux|moving target|(?:bumpy|rocky|stormy|uneventful|smooth|predictable|expected|typical|usual)\s(?:\w+\s)?(?:course|recovery|healing|healing course|progress)|course (?:has been|was|is) (?:bumpy|rocky|stormy|uneventful|smooth)|relaps\w+|(?:can|could|may|might) (?:turn|change|flip|crash|go bad|decompensate)\b|(?:week|wk|day|hour|month) by (?:week|wk|day|hour|month)|one day to the next|straight-?forward|(?:low|mid|medium|moderate|high)-level (?:thinking|reasoning|decision\w*|judge?ment)|picture (?:is|was|looks|seems) (?:\w+ )?(?:clear|simple|murky|muddy|mixed|unclear)|complicating factors?|(?:nothing|no\w*) (?:\w+ ){0,4}(?:that )?complicat\w+|an? (?:easy|hard|tough|simple) one)\b|"
    r"(?<!un)\bsettled,|(?:\u2013|-|\u2192|:|->)\s?(?:un)?stable\b(?=\s?(?:[.,;\n\u2192]|->|\Z))|\bstable\b[^.;\n]{0,24}\b(?:uncomplicated|no change|unchanged)\b|\bunpredictabl\w+\b|\bunstable\s?(?:\u2192|->|=|\u2013|-)")
# what holds steady or comes and goes is of the body, not of the person's balance or of a device
NO_COURSE = guarded(r"\b(?:stand\w*|sit\w*|stance|gait|knee|ankle|joint|patella|balance|ligament\w*|surface\w*|surfaces|foam|chair|walker|footing|obstacle|exercis\w*|treatment|dose|load\w*|meds?|medications?)\s(?:\w+\s){0,2}\Z")
# of something that is no case: "moderate complexity of the obstacle course"
OF_A_THING = guarded(r"\sof\s(?!(?:(?:the|this|her|his|their|pt'?s?|patient'?s?|a|an|overall|clinical)\s)*(?:pt|patient|client|case|condition|presentation|picture|symptoms?|sx|status|deficits?|impairments?|eval\w*|exam\w*|visit|decision|clinical|medical|decision-making|[cm]dm|nature|course|body|comorbid\w*|injury|diagnos\w*|dx|care)\b)[a-z]")
AT_WORK = guarded(r"\s(?:at|with|in) (?:the |his |her |my )?(?:work|school|job|office|boss|business|class)\b")
_BEFORE = r"(?:other|past|prior|previous|earlier|major|significant|known|chronic|relevant|ongoing|serious|medical|health|surgical|underlying)"
# what stands behind a case in words no list of diseases holds: nothing of note, an old injury, an organ out, family and work
BACKGROUND = guarded(
    r"\b(?:no|nil|denies(?: any)?|without(?: any)?|never had(?: any)?|not any)\s(?:(?:" + _BEFORE + r"\s){1,3}(?:problems?|issues?|conditions?|concerns?|illness\w*|injur\w*|history|hx|claims?|operations?|surger\w*|episodes?|falls?|diseases?|diagnos\w+|trauma)|(?:meds?|medications?|comorbid\w*|co-?morbid\w*|allergies|illness\w*|surger\w*|operations?|pmhx?|medical hx)\b)|"
    r"\b(?:pmhx?|psh|past medical|medical (?:history|hx)|past history)\W{0,3}(?:neg\w*|nil|none|clear|unremarkable|clean|-ve)\b|\b(?:takes?|taking|on) (?:no|nothing|no regular|zero)\b(?: (?:meds?|medic\w+|pills?|tablets?))?|\b(?:fit (?:and|&) well|(?:otherwise|generally|previously|usually) (?:fit|well|healthy|in good health)|in good health|never (?:operated|hospitali[sz]ed|been (?:ill|sick|in hospital)))\b|"
    r"\b(?:old|earlier|previous|prior|past|childhood|remote|former|first|second|third)\s(?:(?:l|r|left|right|\w+)\s)?(?:fractures?|fx|sprains?|injur(?:y|ies)|episodes?|surger(?:y|ies)|dislocations?|tears?|repair|break|stroke|concussions?|bouts?|operation)\b|\b(?:appendix|gall ?bladder|spleen|uterus|tonsils|thyroid|kidney|one kidney|ovar(?:y|ies))\s(?:out|removed|gone|trouble|disease|problem)\b|"
    r"\b(?:divorced|married|widow(?:ed|er)?|separated|single (?:mother|father|mom|mum|dad|parent)|(?:mother|father|mom|dad|parent|carer|caregiver) (?:of|for|to)|night shifts?|shift work\w*|evict\w+|immigrant|refugee|on disability|sole (?:earner|carer))\b|\b(?:hep(?:atitis)? [abc]|insulin|reflux|opioids?|methadone|suboxone|lithium|schizo\w+|thinners|steroids|dialysis|transplant\w*|transfemoral|transtibial|amput\w+|radiation|kyphoplasty|kyphosis|cataracts?|macular|neuropath\w+|preterm|premature|born at)\b")
NOT_OF_THE_CASE = frozenset({"goals", "plan", "home_program", "previous_visit", "education", "billing", "signature"})
DOSED = frozenset({"reps_by", "sets_reps", "seconds_by"})


def schedules(folded: str, context: Context):
    """(label, start, end) of the plan's ``visit_frequency`` and ``plan_duration``.

    A number of weeks is the plan's duration beside a frequency or in the plan, not as a goal's time frame.
    """
    part = context.part
    if part.section in ELSEWHERE:
        return
    if any(q.kind in DOSED for q in context.quantities) and any(hit.label == "exercise" for hit in context.hits) and AHEAD.search(folded, part.start, part.end) is None:
        return  # "2x12 bridges daily x 3 weeks" is how often an exercise is done
    if part.section != "plan":
        told = next((found.start() for pattern in (OFTEN, BOTH, TOGETHER) if (found := pattern.search(folded, part.start, part.end))), part.start)
        if NO_PLAN.search(folded, part.start, told) or OVER.match(folded, told, part.end):
            return
    for match in BOTH.finditer(folded, part.start, part.end) if part.met & BOTH.need else ():
        yield "visit_frequency", match.start(), match.end()
        yield "plan_duration", match.start(), match.end()
    for match in (*TOGETHER.finditer(folded, part.start, part.end), *ONLY_ONCE.finditer(folded, part.start, part.end)):
        yield "visit_frequency", match.start(), match.end()
        yield "plan_duration", match.start(), match.end()
    planned = part.section == "plan" or AHEAD.search(folded, part.start, part.end) is not None
    often = [match for match in OFTEN.finditer(folded, part.start, part.end) if not NOT_CARE.search(folded, part.start, match.start())] if planned else []
    for match in often:
        yield "visit_frequency", match.start(), match.end()
    counted = any(quantity.kind == "visit_frequency" for quantity in context.quantities)
    for before, quantity in zip(context.quantities, context.quantities[1:], strict=False):
        if before.kind == "visit_frequency" and quantity.kind == "times_by" and quantity.start - before.end < 3:
            yield "plan_duration", quantity.start, quantity.end  # "2x/wk x 6"
    for quantity in context.quantities:
        if quantity.kind == "visit_frequency" and len(quantity.values) == 2 and quantity.values[1] >= 1 and quantity.end - quantity.start <= 4:
            yield "plan_duration", quantity.start, quantity.end  # "2w6" holds both
    if often or counted or part.section == "plan" or folded.find("duration", part.start, part.end) >= 0:
        for match in LONG.finditer(folded, part.start, part.end) if part.met & LONG.need else ():
            if not any(other.start() <= match.start() < other.end() for other in often):
                yield "plan_duration", match.start(), match.end()


def presentations(folded: str, context: Context):
    """(start, end) of a case called stable, changing or unpredictable, or of its complexity."""
    part = context.part
    for match in PRESENTS.finditer(folded, part.start, part.end) if part.met & PRESENTS.need else ():
        if not no_case(folded, match.start(), match.end(), part.end):
            yield match.end() - len(match[0].rsplit(None, 1)[-1]), match.end()  # its last word: a box beside it decides
    if part.section in NOT_OF_THE_CASE or part.historical:
        return
    for match in IN_PLAIN_WORDS.finditer(folded, part.start, part.end) if part.met & IN_PLAIN_WORDS.need else ():
        if not NO_COURSE.search(folded, part.start, match.start()) and not no_case(folded, match.start(), match.end(), part.end):
            yield match.start(), match.end()


def backgrounds(folded: str, context: Context):
    """(start, end) of health, earlier injuries and circumstances that stand behind a case."""
    part = context.part
    if part.section not in ("goals", "plan", "home_program", "billing", "signature"):
        for match in BACKGROUND.finditer(folded, part.start, part.end) if part.met & BACKGROUND.need else ():
            yield match.start(), match.end()


def no_case(folded: str, start: int, after: int, end: int) -> bool:
    """Whether words of a presentation are of something else: complexity "of the maze", bad days "at work".

    Examples
    --------
    >>> no_case("high complexity of the maze", 0, 15, 27), no_case("high complexity of the case", 0, 15, 27)
    (True, False)
    """
    if folded.endswith("days", start, after):
        return AT_WORK.match(folded, after, end) is not None
    return "complexity" in folded[start:after] and OF_A_THING.match(folded, after, end) is not None
