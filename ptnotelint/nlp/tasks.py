"""Tasks of daily life that the vocabulary has no phrase for, told by what was done to what: "spooned beans from pot to pot"."""

from __future__ import annotations

from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import Context
from ptnotelint.nlp.unlisted import UNLISTED

_AT_HOME = (r"toast|oatmeal|cheese|juice|milk|noodles|pasta|pizza|cakes?|cookies|muffins|brownies|popcorn|ramen|cocoa|burgers?|omelettes?|waffles|porridge|smoothies?|jello|peanut butter|stew|eggs?|sandwich(?:es)?|coffee|tea|soup|meal|breakfast|lunch|snack|pudding|yogh?urt|salad|dough|pancakes?|vegetables?|carrots?|potato(?:es)?|fruit|bananas?|apples?|bread|cereal|beans|rice|laundry|clothes|clothing|"
            r"shirts?|t-shirts?|towels?|sheets|napkins?|socks?|shoes?|pants|trousers|bra|jacket|coat|cape|gown|sweater|buttons?|zippers?|laces|dish(?:es)?|plates?|mugs?|pots?|pans?|bowls?|utensils?|silverware|cutlery|knife|jars?|lids?|"
            r"pill ?(?:box|organizer|bottles?)|dentures|teeth|hair|faucet|fridge|refrigerator|oven|stove|microwave|dishwasher|washer|dryer|bed linens?|checks?|bills?|coins?|locks?|mail|trash|garbage|phone|keyboard|stockings?|garments?|belt|kettle|face|pill dispenser|medications?|plants|(?<=making the )bed|(?<=made the )bed|(?<=setting the )table|(?<=set the )table")
_AT_WORK = (r"groceries|bags?|box(?:es)?|crates?|totes?|bins?|baskets?|trays?|pallets?|carts?|strollers?|car seats?|suitcases?|luggage|buckets?|hoses?|ladders?|tires?|tools?|boards?|bricks?|sandbags?|mannequin|dummy|gurney|cot|crib|toddler|milk jugs?|kegs?|kettle ?bells?|"
            r"cones?|pegs?|beads?|blocks?|puzzles?|planters?|flowers?|cards?|balls?|toys?|rings?|clothespins?|labels?|books?|weights?|cups?|cans?|tins?|jugs?|parcels?|bottles?|glass(?:es)?|items?|objects?|drawers?|doors?|scanners?|mop|broom|vacuum|shovel|rake|wheelbarrow")
_PLACE = r"shel(?:f|ves)|pallets?|counter(?:top)?|floor|table|cabinets?|cupboards?|fridge|refrigerator|cart|truck|trunk|car|cot|crib|bin|basket|drawer|bed|rack|desk|sink|pot|bowl|waist|overhead|(?:eye|waist|chest|knee|shoulder|head|floor|counter|ankle) (?:level|height)|ground|bench|tray|box|bag|dishwasher|dryer|washer|closet|conveyor|line"
_HANDLED = (r"ma(?:de|king)|empt(?:ied|ying)|fill(?:ed|ing)|hook(?:ed|ing)|water(?:ed|ing)|donn(?:ed|ing)|doff(?:ed|ing)|set(?:ting)?(?= the table)|prepar(?:ed|ing)|cook(?:ed|ing)|rolled out|rolling out|cut(?:ting)?(?: up)?|slic(?:ed|ing)|chopp(?:ed|ing)|peel(?:ed|ing)|pour(?:ed|ing)|stirr?(?:ed|ing)|spoon(?:ed|ing)|scoop(?:ed|ing)|butter(?:ed|ing)|spread(?:ing)?|mix(?:ed|ing)|fold(?:ed|ing)|"
            r"wash(?:ed|ing)|dried|drying|rins(?:ed|ing)|wip(?:ed|ing)|hung|hanging|iron(?:ed|ing)|load(?:ed|ing)|unload(?:ed|ing)|stack(?:ed|ing)|stock(?:ed|ing)|sort(?:ed|ing)|open(?:ed|ing)|fasten(?:ed|ing)|unfasten(?:ed|ing)|zipp(?:ed|ing)|tied|tying|thread(?:ed|ing)|"
            r"pull(?:ed|ing) (?:on|up)|put(?:ting)? (?:on|away)|took off|taking off|brush(?:ed|ing)|comb(?:ed|ing)|count(?:ed|ing)|ate|eating|paint(?:ed|ing)|glu(?:ed|ing)|plant(?:ed|ing)|clear(?:ed|ing)|carr(?:ied|ying)|lift(?:ed|ing)|retriev(?:ed|ing)|plac(?:ed|ing)|mov(?:ed|ing)|pick(?:ed|ing)(?: up)?|dragg(?:ed|ing)|hoist(?:ed|ing)|haul(?:ed|ing)|shelv(?:ed|ing)|toss(?:ed|ing)|sw(?:ept|eeping)|packed|packing")
# what was done to what
HANDLING = guarded(rf"\b(?:{_HANDLED})\s(?:(?:and|&|or) (?:{_HANDLED})\s)?(?:of (?:the |his |her )?|the (?:top|bottom|lower|upper|front|back) (?:rack|shelf|drawer|half|part|row|one|two) of (?:the |a |his |her )?)?(?:(?!and\b|with\b|for\b|to\b|because\b|in\b|on\b|into\b|over\b|around\b|using\b|followed\b|at\b|by\b|under\b|from\b)[\w/#-]+\s){{0,3}}?(?P<thing>{_AT_HOME}|{_AT_WORK})\b")
# something moved from one place to another: "tote pick from 58-in shelf to pallet", "crate floor to waist"
MOVING = guarded(rf"\b(?:{_AT_WORK}|{_AT_HOME})\b[^.;:|\n]{{0,30}}?\b(?:(?:from|off)\s(?:the |a )?(?:[\w-]+\s){{0,2}}?(?:{_PLACE})\s(?:to|into|onto|->|→)\s(?:the |a )?(?:[\w-]+\s){{0,2}}?(?:{_PLACE}|{_AT_HOME}|{_AT_WORK})|(?:in ?(?:\+|&|and|/) ?out of|in(?:to)?|onto|out of)\s(?:the |a |mock |simulated ){{0,2}}(?:{_PLACE}))\b")
# "bag carries", "crate lifts"
CARRIES = guarded(rf"\b(?:{_AT_WORK}|{_AT_HOME}|ground-?ball|sled|sack|suitcase|farmer'?s?)\s(?:carr(?:y|ies|ying)|lifts?|lifting|push(?:es|ing)?|pull(?:s|ing)?|picks?|picking|loading|unloading|stacking|stocking|toss(?:es|ing)?|scoops?|scooping|drags?|dragging|retrieval|transport)\b(?! (?:machine|test))")
# made to rise, turn or lie down in words of no transfer: "had her sit, count to thirty, then stand: 5 times", "up from the low bench 6 times"
RISEN = guarded(r"\b(?:had|got|asked|cued|told|made) (?:him|her|them|pt|the patient) (?:to )?(?:sit|lie|roll|scoot|stand|come|rise)\b[^.;|]{0,60}?\b(?:then|and) (?:to )?(?:stand(?! (?:still|on|with|for|there))|sit (?:up|down|again)|get up|rise|lie (?:down|back)|scoot)\b"
                r"|\b(?:getting|got|get) up and (?:back )?down(?: again)?\b(?! (?:the )?(?:stairs|steps|hall\w*|ladder))(?=[^.;|]{0,160}?\b(?:\d{1,2}|twice|three|four|five|six|seven|eight|nine|ten|twelve)\b(?: times| reps| trials|x)\b)"
                r"|\b(?:up from|rising from|rose from|rise from|(?:got|getting|get) (?:up from|out of|up off|into and out of|in and out of|on and off)|in and out of|on and off) (?:of )?(?:the |a |his |her )?(?:mock |low |lower |dining |firm |soft |arm |bath |family )?(?:bed|chair|couch|sofa|bench|stool|toilet|commode|car|tub|recliner|wheelchair|pew)\b(?=[^.;|]{0,40}?(?:\d|\bonce\b|\btwice\b|\b(?:three|four|five|six|eight|ten) times))")
# from one seat to another: "bed<>PWC", "recliner -> BSC", however the vocabulary pairs them
_SEAT = r"(?:bed|chair|arm ?chair|w/?c|[pm]wc|wheel ?chair|pc|toilet|commode|bsc|3-in-1|eob|mat|plinth|recliner|couch|sofa|car|van|truck|tub|bath|bench|ttb|shower(?: chair| bench)?|floor|stretcher|gurney|geri-?chair|stool|scooter|prone stander|standing frame)"
SEATS = guarded(rf"\b{_SEAT}\s?(?:<-*=*>|↔|⇄|⇆|-+>|→)\s?(?:the )?{_SEAT}(?![\w-])"
                rf"|\b(?:went|moved|moving|going|got|getting|mov(?:es|e)|slid|sliding|shifted|across|over|pivoted|stood|scooted) (?:over |across )?from (?:the |a |his |her )?(?:\w+ )?{_SEAT} (?:in)?to (?:the |a |his |her )?(?:\w+ )?{_SEAT}(?![\w-])")
# what a limb was made to do, in plain words: "she kicked each leg out", "had him push his heels into the bed"
_MOVES = r"(?:kick|straighten|lift|rais|squeez|push|press|pull|curl|tighten|lower|circl|pump|tap|clench|spread|stretch|rotat|turn|swung|swing|bent|bend|slid|slide|drew|draw|pinch|point|rock|drop|roll|open|clos|cross|shrug|dug|dig|pok|wiggl)(?:e[ds]?|ped|ged|led|s)?"
_LIMB = r"(?:knees?|legs?|f(?:oo|ee)t|heels?|toes?|hips?|bottom|buttocks|seat|tail|arms?|elbows?|hands?|wrists?|fingers?|fists?|thumbs?|shoulders?|shoulder blades?|thighs?|calves|ankles?|chin|head|trunk|pelvis|belly|(?:rubber |rolled |soft |stretchy |red |green |yellow |blue )?(?:band|rubber|ball|towel|pillow|stick|cane|bolster|putty|loop|dowel|wand|sponge|clay|sandbag|weights?|dumbbells?|elastic|tubing))"
MOVED = guarded(rf"\b(?:(?:he|she|they|pt|patient|resident|client|we|who)\s(?:(?:then|also|next|slowly|now|and)\s)?|(?:had|asked|cued|told|got|helped) (?:him|her|them|pt|the patient)\s(?:to )?|\band\s(?:then )?)(?P<move>{_MOVES}\s(?:(?:up|out|down|back|a|the|his|her|their|each|both|one|either|whole|opposite|left|right|l|r|sore|good|bad|straight|two|of|against|small|light|heavy|thick|\d{{1,2}}[- ]?(?:lb|pound|kg|#))\s){{0,4}}{_LIMB}\b)")
COUNTED = frozenset({"times_by", "count", "reps_by", "sets_reps", "seconds_by", "times"})
# what somebody was taught to do
TAUGHT = guarded(r"(?<!asked)(?<!ask)(?<!know)(?<!knows)(?<!about)(?<!unsure)(?<!forgot)\s(?=how to )(?:how to\s)(?P<how>(?:carry|lift|set up|bathe|dress|feed|transfer|don|doff|wrap|position|roll|turn|get (?:in|out|up|on|off|down)|hold|fold|load)\b[^.;,]{0,40})|\b(?:learn(?:ed|t)|taught|shown|showed|coached|walked|took)\s(?:[\w']+\s){0,4}?(?:how to|to|through)\s(?!avoid|not\b|never|limit|stop|rest|use ice|call|watch|monitor|breathe)(?:[a-z]+ly\s)?(?P<what>(?:carry|carrying|lift|lifting|set(?:ting)? up|bath(?:e|ing)|dress(?:ing)?|feed(?:ing)?|transfer\w*|don(?:ning)?|doff(?:ing)?|wrap(?:ping)?|bandag\w+|posit\w+|roll(?:ing)?|turn(?:ing)?|get(?:ting)? (?:in|out|up|on|off|down)|hold(?:ing)?|fold(?:ing)?|load(?:ing)?|push(?:ing)?|propel\w*|scoot\w*|climb\w*|catheteri\w+|self-\w+|open(?:ing)?|cut(?:ting)?|cook\w*|wash\w*|toilet\w*|stand(?:ing)? up|sit(?:ting)? down)\b[^.;,]{0,40})")
# hands-on work told by who did it: "I stretched both hamstrings"
BY_ME = guarded(r"\b(?:therapist|clinician|i|we|pta|physio)\s(?:(?:then|also|gently|passively|manually|next|first)\s){0,2}(?P<hands>(?:stretched|ranged|kneaded|rolled|oscillated|pumped|glided|rocked|frictioned|unwound|eased|loosened|worked (?=(?:the|his|her|both|[rl]\b|right|left)))(?! (?:out|over|in|the mat|to)\b))")
# hands that go into a muscle: "got into the suboccipitals", "leaned on the piriformis with an elbow"
INTO = guarded(r"\b(?P<hands>(?:got|dug|went|worked|leaned|sank|pressed|pushed|thumbed)\s(?:(?:deep|firmly|gently|slowly)\s)?(?:in(?:to)?|in on|through|on|down on|onto|after|along|away at)\s(?:the |her |his |both |that )?(?:(?:left|right|l|r|b|lower|upper|front|back|tight|sore) ){0,2})")
RUBBED = guarded(r"\b(?P<hands>(?:a |some |good |firm |gentle )?(?:rub(?:bing)?|rubbed|kneading)\s(?:to|on|over|along|across|around|down)\s(?:the|her|his|both)\b)")
# needles told by number, gauge and length: "three needles, 0.25 x 40 mm", "0.30 by 50s"
NEEDLES = guarded(r"\b0?\.\d{2}\s?(?:mm\s?)?(?:x|×|by)\s?\d{2}\b(?:\s?mm)?(?:\s(?:dry |sterile |filiform )?needles?)?|\b(?:\d{1,2}|one|two|three|four|five|six|eight)\s(?:\d{2}\s?mm\s)?(?:dry |sterile |filiform |fresh |thin )?needles?\b(?! (?:phob|biops|aspirat|count|sticks?\b))")
SOMEONE_ELSE = guarded(r"\b(?:was|were|been|being)\s(?:then\s|also\s)?\Z|\b(?:nurse|nursing|rn|cna|family|wife|husband|aide|staff|daughter|son|mother|father|caregiver|employer|surgeon|will|would)\s(?:then\s|also\s)?\Z")
AT_HOME = guarded(rf"(?:{_AT_HOME})\b")
TREATED = frozenset({"minutes", "clock", "prime", "reps_by", "sets_reps", "times_by", "count", "weight", "minutes_by", "seconds_by", "length", "length_by"})


def add_tasks(folded: str, contexts: list[Context]) -> None:
    """Add the tasks that only their verb and object tell, in paragraphs with minutes, a dose or help."""
    treated: dict[int, bool] = {}
    dosed = {context.part.paragraph for context in contexts if any(q.kind in ("sets_reps", "reps_by") for q in context.quantities)}
    for context in contexts:
        part = context.part
        treated[part.paragraph] = treated.get(part.paragraph, False) or part.family is not None or any(q.kind in TREATED for q in context.quantities) or any(
            hit.label in ("assist", "cue", "modality") and hit.reason is None for hit in context.hits)
    for context in contexts:
        part = context.part
        if part.section in NOT_TREATMENT or part.section == "assessment" or part.historical or not treated[part.paragraph]:
            continue
        found = [match for pattern in (HANDLING, MOVING, CARRIES, RISEN, SEATS, TAUGHT) if part.met & pattern.need for match in pattern.finditer(folded, part.start, part.end)]
        for match in found:
            start, end = match.span()
            if any(hit.label in ("activity", "exercise", "technique", "gait") and hit.start < end and start < hit.end for hit in context.hits):
                continue
            if SOMEONE_ELSE.search(folded, max(part.start, start - 24), start):
                continue
            thing = match.groupdict().get("thing")
            taught = match.groupdict().get("what") is not None or match.groupdict().get("how") is not None
            family = part.family if part.family in ("activities", "self_care") else "self_care" if taught or thing and AT_HOME.match(thing) else "activities"
            context.hits.append(Hit("activity", family, start, end, scope=UNLISTED))
        if part.met & MOVED.need and part.family in (None, "exercise", "group", "aquatic") and (part.paragraph in dosed or any(q.kind in COUNTED for q in context.quantities)) and not any(
                hit.label in ("exercise", "activity", "technique", "gait") for hit in context.hits):
            for match in MOVED.finditer(folded, part.start, part.end):
                found.append(match)
                context.hits.append(Hit("exercise", "exercise", *match.span("move"), scope=UNLISTED))
        if part.met & BY_ME.need and any(hit.label in ("muscle", "region") for hit in context.hits):
            for match in BY_ME.finditer(folded, part.start, part.end):
                found.append(match)
                context.hits = [hit for hit in context.hits if not (hit.label in ("exercise", "exercise_vague") and match.start() <= hit.start < match.end())]
                context.hits.append(Hit("technique", "manual", *match.span("hands")))
        if part.met & INTO.need and not any(hit.label == "technique" for hit in context.hits):
            for match in INTO.finditer(folded, part.start, part.end):
                if any(hit.label == "muscle" and 0 <= hit.start - match.end() < 14 for hit in context.hits):
                    found.append(match)
                    context.hits.append(Hit("technique_vague", "manual", *match.span("hands")))
        if part.met & RUBBED.need and not any(hit.family in ("manual", "massage") for hit in context.hits):
            for match in RUBBED.finditer(folded, part.start, part.end):
                found.append(match)
                context.hits.append(Hit("technique_vague", "manual", *match.span("hands")))
        if part.met & NEEDLES.need and not any(hit.family == "needling" for hit in context.hits):
            for match in NEEDLES.finditer(folded, part.start, part.end):
                found.append(match)
                context.hits.append(Hit("needling", "needling", *match.span()))
        if found:
            context.hits.sort(key=lambda hit: (hit.start, -hit.end))
