"""What a service was meant to do to the body, in words of intention: "picked to wake the deep flexors", "for a steadier head".

Beside these words any verb will do, as long as the clause is about the body and not only about a task.
"""

from __future__ import annotations

from ptnotelint.nlp.families import MODALITIES
from ptnotelint.nlp.guarded import Several, guarded

_CARE = r"(?:class|group|work|drills?|block|circuit|sets?|reps|program|session|task|exercises?|ex|exs|glides?|mobs?|mobili[sz]ations?|massage|release|pull|traction|current|stim|e-?stim|nmes|tens|ultrasound|us|heat|ice|cold|needl\w+|tape|taping|stretch(?:es|ing)?|it|this|these|those|that|which|they|all|everything)"
_PLACE = r"(?:the|her|his|their|both|each|all|[lrb]|left|right|bilat\w*|an?|lumbar|cervical|thoracic|medial|lateral|ant\w*|post\w*|mid|upper|lower|same|affected|involved|end)\b"
# chosen or given for something
INTENDED = guarded(r"\b(?:meant|intended|designed|picked|chosen|chose|selected|built|geared|hoping|aimed|aiming|in hopes|in the hope)\s(?:(?:here|today|first|next|mainly|mostly|chiefly|purely|specifically|it|this|these|them|again)\s){0,2}(?:to|for|at|of|so)\s[^.;|\n]{4,}")
GIVEN = guarded(rf"\b(?:added|given|applied|done|performed|opted|started|(?<!he )(?<!pt )(?<!patient )(?<!they )(?<!that )used)\s(?:(?:here|today|first|next|mainly|again|before|after)\s){{0,2}}to\s(?!{_PLACE})[^.;|\n]{{4,}}")
MEANT = guarded(rf"\b{_CARE}\s(?:is|are|was|were|being)\s(?:(?:all|here|there|just|really|purely|mainly|mostly|meant)\s){{0,2}}(?:to|for|about|so)\s(?!be\b)[^.;|\n]{{4,}}")
SERVES = guarded(rf"\b{_CARE}\s(?:should|would|helps?|lets|gets|keeps)\s(?![^.;|\n]*\bat home\b)[^.;|\n]{{4,}}")
WANTED = guarded(r"\b(?:i|we|therapist|pt|ot) (?:(?:just|really|mainly|mostly) )?(?:wanted|was after|were after|am after|was trying|were trying|was hoping|were hoping|was chasing|were chasing|was going for|aimed)\s[^.;|\n]{4,}|(?:\A|(?<=[.;(,>] )|(?<=\n))(?:want(?:ed|ing)?|trying|tried|hoping|looking|chasing|going after)\s(?!to (?:see|find|know|schedule))[^.;|\n]{4,}")
THOUGHT = guarded(r"\bthe (?:hope|thought|thinking|theory|plan here|whole point|whole idea) (?:is|was|being)\s[^.;|\n]{4,}")
# more of what is good, less of what is not: "for a steadier head", "for less pull on the scar"
COMPARED = guarded(r"\bfor (?:an? |the |her |his |some |a bit )?(?:steadier|stronger|looser|softer|smoother|quicker|faster|calmer|quieter|freer|better|more|less|fewer|greater|fuller|cleaner|longer|tighter|straighter|improved|added|extra)\s(?!time\b|info|challenge|difficult|detail|practice|comfort|safet)(?:(?!\s(?:when|so|while|during|as|because|to)\b|functional|independen|gait\b|ambul|transfer|walking|quality)[^.;|\n]){3,40}(?![\w-])")
NEEDS = guarded(r"\bneeds? (?:an? |more |the )?(?:stronger|steadier|looser|longer|quicker|straighter|fuller|softer)\s(?:(?!\s(?:to|so|for|when|before|in|on)\b)[^.;|\n]){3,30}")
# something that was lost and is wanted again
BACK = guarded(r"\b(?:get|getting|win|winning|bring|bringing|earn|earning|coax|coaxing)\s(?:the |her |his |their |some |that |more |last bit of )?(?:[\w-]+ ){1,4}back\b(?! (?:to|at|in|on|into)\b)")
# weight, pressure or pull taken from something
OFFLOADED = guarded(r"\b(?:to|and|which|it|this|helps?|should|would|for|of|at|by)\s(?:help\s)?(?:take|takes|taking|get|getting|pull|pulling|lift|lifting|draw|drawing|shift|shifting)\s(?:(?:some|the|any|more|a bit of|all)\s){0,2}(?:pressure|load|weight|strain|stress|tension|compression|squeeze|pull|slack|sting|edge|heat|fluid|swelling)\s(?:off|out|from|away)\b[^.;|\n]{0,40}")
# what helps is told to help: "better w unloading", "distraction eases the arm"
EASED = guarded(r"\b(?:better|best|eases?|relieved|quiets?(?: down)?|calms?(?: down)?|settles?|lets up|responds?(?: well| best)?|centrali[sz]es?|improves?|lessens?|abates?)\s(?:\w+ )??(?:w/?|with|by|to|from|in|on|under)\s(?:[a-z]+ ){0,2}?(?:unloading|unweighting|off-?loading|distraction|traction|pull(?:ing)?|separation|decompression|gapping|unloaded|hook-?lying)\b|"
                r"\b(?:unloading|unweighting|off-?loading|distraction|decompression|separation|gapping|(?:manual|hand|gentle) (?:pull|traction))\s(?:\w+ )??(?:gives?|brings?|eases?|relieves?|quiets?|calms?|centrali[sz]es?|takes?|helps?|reduces?|abolishes)\b")
# made ready for what comes next: "loosened her up for the stretches"
PREPARED = guarded(r"\b(?:loosen|soften|warm|calm|quiet|relax|settl|prep|prim|ready|readi)(?:e?d|ing|e|s)?\b(?:\s(?!was|were|had|is)[\w/'-]+){0,4}?\s(?:for|before|prior to|ahead of)\s(?:(?:the|her|his|more|further|subsequent|gentle|end[- ]range|any|actual)\s){0,2}(?:stretch\w*|mobs?\b|mobili\w+|glid\w+|manual|hands|exercise\w*|exs?\b|ther ?ex|load\w*|rom\b|range|motion|work\b|movement|needl\w+)")
# what a part of the body is to do by it, where a sentence or a dose has just ended: "3x10, so the blade stays down when he reaches"
SO_PART = guarded(r"(?:\A|(?<=[.;:(>–-] )|(?<=\n)|(?<=[\d\"'#)] )|(?<=[\w\"'#)], ))so (?:that )?(?:the|her|his|their|those|both)\s(?P<part>(?!therapist|patient|client|pads?\b|skin (?:is|was|stays?|does|could|can|would|check)\b)[a-z](?:(?! and (?:s?he|they|pt|patient)\b)[^.;|\n]){4,60})")
# but so a thing is held, placed or said as well: "cued to brace, so the back stays flat"
MANNER = guarded(r"\b(?:cue[sd]?|cueing|cuing|vc'?s?|tc'?s?|told|asked|remind\w*|taught|show(?:ed|n)|held|holding|block\w*|support\w*|rais(?:ed|ing)|lower(?:ed|ing)|slow(?:ed|ing)|stopp(?:ed|ing)|stood|set (?:the|a|her|his|up)|place[ds]?|put|strapp\w*|position\w*|adjust\w*|kept|beside|reduced|cut|dropped|swapped|chang\w*|rest(?:s|ed)?|paus\w*|towel|pillow|wedge|mirror)\b[^.;|\n]{0,70}\Z")
# a part of the body is taught: "teaching the thigh to fire before the foot lands"
TAUGHT = guarded(r"(?:\A|(?<=[.;:(,>–-] )|(?<=\n)|\bto |\bthis |\bit )(?:re)?-?(?:teach(?:es|ing)?|train(?:s|ing)?)\s(?:the|her|his|their|both)\s(?P<part>(?:[a-z]+\s){1,3}?(?:not )?to\s[a-z]+)")
# a sentence that is nothing but an aim: "To get the fingers moving for keys", "Done to free the tendons"
TO_DO_SO = guarded(r"\W*(?:(?:all|both|just|done|used|given|meant|picked|chosen|here|mainly)\s){0,3}to\s(?P<part>(?!(?:home|the|an?|his|her|be|mat|bed|chair|gym|finish|end|start|begin|close|follow|do|continue|see|return|work|call|md|rest|stand|sit|walk|finish|warm|cool|go|come|help|use|avoid|tolerance|fatigue|failure)\b)[a-z]{3,}\s(?:(?! (?:for|so|when|while|and s?he)\b)[^.;|\n]){3,60})")
# what is kept going or from setting: "keeping the blood moving", "keeps the joints from stiffening"
KEPT = guarded(r"(?:\bto |\bthis |\bthat |\bwhich |\bit |(?<=[,;:.(–-] )|(?<=\n))(?P<keeps>(?:keep(?:s|ing)?|stop(?:s|ping)?|prevent(?:s|ing)?)\s(?:[a-z'-]+\s){1,4}?(?:moving|going|flowing|gliding|supple|mobile|limber|pliable|nourished|fit|from (?:set|stiffen|freez|stick|wast|clot|shrink|swell|tighten|shorten|contract|seiz|weaken|pool|scarr|adher|lock|clos)\w*ing(?: up| down)?)\b)")
# what stands in the way or is missing, named by a cleft: "the thing holding her back is …", "what we want is a quad that holds"
CLEFT = guarded(r"\b(?:what|the (?:only |main |one |big )?(?:thing|piece|part|bit)(?: that| which)?(?:['’]s)?)\s(?:(?:still|really|mostly|mainly|is|was|we|i|she|he)\s){0,3}(?:limit\w*|hold\w*|stop\w*|keep\w*|block\w*|miss\w*|lack\w*|want\w*|need\w*|bother\w*|get\w* in the way)\b[^.;|\n]{0,30}?\b(?:is|was)\s[^.;|\n]{4,}|"
                r"\bit(?:['’]s| is| was| being)\s[^.;|\n\d]{6,60}?\b(?:that|which)\s(?:will |still |really )?(?:decid|limit|stop|keep|hold|block|prevent|caus|mak|driv|giv|fail|bother|hurt|throw|let)(?:e?s|e)?\b[^.;|\n]*")
# a symptom made less in a figure of speech
EDGE = guarded(r"\b(?:take|takes|taking|knock|knocks|knocking)\s(?:the|some of the|some)\s(?:edge|sting|bite|fire|soreness|worst)\s(?:off|out|down|of it)\b")
# a cause told by its number: "bc of the 84%", "given the 3+/5 glute med", "due to only 4° of DF"
GRADED = guarded(r"\b(?:because of|b/?c of|bc|d/t|due to|given|on account of|in view of|2/2|secondary to)\s(?P<this>(?:(?:the|her|his|that|those|only|a|an|still)\s){0,3})(?:[a-z][\w/-]*\s){0,3}?(?:\d{1,3}\s?%|[0-4][+-]?/5(?!\d)|-?\d{1,3}\s?(?:°|deg\b|degrees))")
# range as what care is for: "exercise for the newly gained range"
FOR_RANGE = guarded(r"\b(?:exercises?|ex|exs|work|drills?|stretch(?:es|ing)?|program|loading|training|wand|pulleys)\s(?:for|toward|into)\s(?:[a-z][\w-]*\s){0,4}(?:range|motion|mobility|rom)\b")
# what a performance test was done to find out, often told in the note's head
TEST_AIM = guarded(r"\b(?:done|requested|performed|ordered|administered|completed|conducted|test(?:ing|ed|s)?|fce|referred|sent)\b[^.;|\n]{0,50}?\bto (?:help )?(?:decide|determine|establish|answer|clarify|quantify|identify|inform|justify|support|verify|find out|see (?:if|whether)|assess|judge|rule)\b[^.;|\n]{4,}")
# why in water, what it does and what it spares
WHY_WATER = guarded(r"\b(?:can(?:not|'t|’t)|could ?n[o']t|unable to|not able to)\b[^.;|]{0,40}\bland\b|\bwhy (?:the )?(?:pool|water)|\bon (?:dry )?land\b[^.;|]{0,40}?\b(?:will not|won['’]t|can(?:not|['’]?t)|could ?n['’o]t|does ?n['’o]t|never|refuses|afraid|in (?:the )?(?:water|pool))\b|\b(?:water|pool)\s(?:was )?(?:used|chosen|needed)|\bbuoyan\w+|\bunload\w*|\bland\b[^.;]{0,30}\b(?:hurts?|flares?|painful|too|aggravat\w*|not tolerated)|\bcannot (?:yet )?(?:load|tolerate|take)|"
                      # what the water does, and what it spares
                      r"\b(?:warmth|(?:warm|cool) water|water|pool|turbulence|immersion|hydrostatic pressure|drag|cool(?:er)? temp\w*)\s(?:also |here )?(?:loosens|relaxes|settles|eases|calms|quiets|softens|soothes|supports|takes|frees|slows|helps|lets|allows|gives|keeps|reduces|carries|holds|cuts|lightens|lowers)\b"
                      r"|\b(?:easier|kinder|gentler|lighter|cooler|softer|safer|less (?:load\w*|pain\w*|stress\w*|impact|weight))\b[^.;|]{0,24}?\bthan (?:[\w']+ ){0,3}?(?:gym|land|mats?|floor|clinic|gravity|ground|treadmill|dry)\b")
CARED = frozenset({"traction", "manual", "stimulation", "massage"})
PREPARES = MODALITIES | {"manual", "massage"}
NOBODY = guarded(r"\b(?:he|she|pt|patient|they|client|mom|dad|wife|husband|resident)(?:['’]s)?\s(?:(?:is|was|still|also|really|had been|has been)\s){0,2}\Z")


WANTS = Several(INTENDED, GIVEN, MEANT, SERVES, WANTED, THOUGHT, COMPARED, BACK, CLEFT)
ASKS = Several(OFFLOADED, NEEDS)


def intents(folded: str, start: int, end: int, families: tuple[str, ...]):
    """(start, end, what makes it one) of clauses of intention: True for any part of a body, False for one at its start, None for the words alone."""
    for pattern in WANTS.at(folded, start, end):
        for match in pattern.finditer(folded, start, end):
            if not NOBODY.search(folded, max(start, match.start() - 24), match.start()):
                yield match.start(), match.end(), True
    for pattern in ASKS.at(folded, start, end):
        for match in pattern.finditer(folded, start, end):
            yield match.start(), match.end(), True
    for match in SO_PART.finditer(folded, start, end):
        if not MANNER.search(folded, max(start, match.start() - 90), match.start()):
            yield match.start("part"), match.end(), False
    if (match := TO_DO_SO.match(folded, start, end)) is not None:
        yield match.start("part"), match.end(), False
    for match in TAUGHT.finditer(folded, start, end):
        yield match.start("part"), match.end(), False
    for match in KEPT.finditer(folded, start, end):
        yield match.start("keeps"), match.end(), True
    for match in EDGE.finditer(folded, start, end):
        yield match.start(), match.end(), None
    if CARED.intersection(families):
        for match in EASED.finditer(folded, start, end):
            yield match.start(), match.end(), None
    if PREPARES.intersection(families):
        for match in PREPARED.finditer(folded, start, end):
            yield match.start(), match.end(), None
