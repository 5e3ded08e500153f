"""Items and their doses: which exercise or task got sets, repetitions, holds, time or distance.

Which of them go together is worked out in :mod:`ptnotelint.nlp.pairing`. Minutes are the dose of one
item or the time of the whole service; where they stand tells which.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import Context

ITEMS = frozenset({"exercise", "activity", "gait"})
LISTED = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "count", "minutes_by"})  # may close or cover a list
DOSES = LISTED | {"length_by", "length", "seconds", "prime", "minutes"}
SEPARATOR = guarded(r"[,;\n|•]|\bthen\b(?!\s\d+\s?(?:[\"”″]|in\b|inch))|\. |\s/\s|\s\d{1,2}\)\s")
IN_EACH = guarded(r"\b(?:of|on|in|during|with|through|throughout|at) (?:each|every) (?:\w+ )?\Z")  # "lifted through the last third of each leg raise"
THERAPIST_DID = guarded(r"(?:\bi|\btherapist|\bclinician|\bmy (?:hands?|palm)) (?:\w+ly |also |then )?\Z")  # what the hands that help do is no item
INTRODUCED = guarded(r"\b(?:includ\w+|consist\w+ of|compris\w+|such as|via|utiliz\w+|by (?:means of|perform\w+|doing|way of)|namely|in the form of)\b[^;.\n]*\Z")  # "to address weakness, including laq 2x15"
CUED = guarded(r"\b(?:cues?|vcs?|tcs?|cueing|cuing|cued|during|instructed|instruction|correction|feedback|demo\w*|assist\w*|pain(?![- ]?free)|difficulty w(?:ith|/)|"
                  r"fatigued? (?:w(?:ith|/)|after|by)|after|before|held for|form (?:on|w/|with)|technique (?:on|w/|with|for)|prior to|compared|unable|can(?:not|'t)|while|tolerat\w+|no|weak\w*|blocking|lack\w*|limited|poor|delayed|noted (?:w/|with)|substitut\w+|compensat\w+)\b[^,;.\n]{0,40}\Z")
REST = guarded(r"\s?(?:-?\s?(?:of )?(?:seated |standing )?(?:rest|breaks?|pause|recovery|recall|walk test|walking tolerance|sitting|standing tolerance|increments?|tolerance|of tx|of rest|upright|appointment|session|visit|slot))\b")
WHEN = guarded(r"\s?-?\s?(?:post|later|after|ago|before|into|prior|late|early)\b")  # "20 min into", but "10 x 10 sec into it" is a dose
TIMED_TEST = guarded(r"\b(?:tug|5x ?sts|5xsts|fts|ftsts|10 ?mwt|25 ?ft walk|gait speed|chair rise|tmt|moca|nine[- ]hole|9 ?hpt|9-hole|test(?:ed)?|retest|latency|nystagmus)\b[^,;.\n]{0,16}\Z")
ASSIST_COUNT = guarded(r"(?:assist|assistance|min ?a|mod ?a|max ?a|cga|sba|\ba)\s*\Z")
FOR_TASK = guarded(r"\b(?:for|to|toward|with|during|needed in)\s(?:\w+\s){0,3}\Z")
RESTED = guarded(r"\b(?:rests?|rest(?:ing)? breaks?|(?<!form )breaks?|pauses?|rb|recovery|cool ?down)\s(?:period |periods |of |for |about |needed |taken )*\Z")
OF_VISIT = guarded(r"[-–—(,;]\s?(?:the )?(?:last|final|remaining|closing) \Z")  # "…, beam walk - last 8 min"
# what is counted but no repetition: losses of balance, cues, the units after a code
HAPPENED = guarded(r"(?:\b(?:lob|loss(?:es)? of balance|(?:verbal |tactile )?cues?|vcs?|tcs?|cueing|stumbl\w+|errors?|corrections?|buckl\w+|falls?|persons?|staff)\s(?:[a-z]+\s)?|\b(?:lost|loses|losing) (?:his|her|their|the) (?:footing|balance|place|grip|count|hold)\s|\b(?:grabbed|had to grab|forgot|paused|stopped|reminded|told|cued|prompted|corrected|touched|caught|steadied|stumbled|tripped|wobbled|coughed|complained|asked)\s(?:(?:the|her|his|my|him|them|a|for|down|to|at)\s){0,2}(?:[a-z]+\s)?|\b9\d{4}\s{0,2}(?:units?\s)?)\Z")
VIEWING = guarded(r"\b(?:vor|viewing|gaze stab\w*|adaptation)\s?\Z")
ORIENTED = guarded(r"(?:oriented|\bao|a&o|alert)\W{0,2}\Z")
TOLERANCE = guarded(r"\b(?:sit|sitting|stand|standing|walk|walking|drive|driving|tolerance|after|within|every|wait(?:ed|ing)?|rest(?:ed|ing)?|until|lasts|lasted|wear(?:ing)?|before|stiff\w*|gone in|settl\w+ in|settl\w+ inside|limit(?:ed)?(?: to| of)?|(?<!followed )by|at|past|for more than|than|in)\s(?:about |only |~|of |for |up to |>|<)*\Z")

AIMED = guarded(r"\b(?:an?|onto|over|using|to|for|from|into|during|without|w/o|w/out|at|until|till|toward|towards|against|prevent\w*|avoid\w*|improv\w*|increas\w*|limit\w*|retrain\w*|restor\w*|regain\w*|work(?:ing|ed)? on|isolat\w*|focus\w* on|emphas\w*|involv\w*|facilitat\w*|promot\w*|encourag\w*|end[- ]range)\s(?:[a-z-]+\s){0,2}\Z")
TAKEN_UP = guarded(r"\b(?:progress\w*|advanced|moved|changed|switched|added|transition\w*|up)\s(?:to|into)\s(?:[a-z-]+\s){0,2}\Z")
CONDITION = guarded(r"(?:light |manual )?(?:perturbations?|dual[- ]?task\w*|head[- ](?:turns?|nods?|rotations?|movements?)|eyes (?:open|closed)|e[oc]\b|foam e[oc]\b|ball (?:toss\w*|catch\w*)|reach\w*|weight[- ]?shift\w*|cognitive|cone\w*|rebounder|quick stretch|approximation|tapping|vibration|neutral (?:spine|in sitting)|pursed|plb\b|s?emg\b|biofeedback|rusi\b|mirror)")
EQUIPMENT = guarded(r"(?:surface )?(?:s?emg\b|biofeedback|rusi\b)(?= (?:electrode|unit|screen|pad|lead|display|sensor|on\b|over\b|to\b))")
FEEDBACK = guarded(r"(?:surface )?s?emg\b|biofeedback|rusi\b|(?:real[- ]?time|rehabilitative) ultrasound|mirror(?: feedback| therapy)?\Z")  # shows the patient what is done, and is not what is done
DOING = guarded(r"(?:carry|reach|hold|cross|push|pull|lean|look|turn|step|bend|kneel|stoop|touch|grasp|lift|alternat|draw|breath|exhal|keep|squeez|brac|tuck)[a-z]*ing\b")
WHILE = guarded(r"(?:, |\w{3}ing and |while |with |w/ ?)\Z")
BETWEEN = guarded(r"\s(?:in[- ])?between\b")
SPOKEN_OF = guarded(r"(?:\s[lr]\b)?\s(?:stopped|cued|corrected|prompted|noted|seen|observed|gone|persist\w*|corrected|returned|resolved|fixed|crept)\b|\s(?:next|first)(?=\s*[.:;,])|\s(?:vcs?|cues?|cueing|cuing|reminders?|education|ed\b|technique|form|tolerance|ability|deficits?|weakness|limit\w*|inhibit\w*|atrophy|fatigu\w*|tightness|lag(?:s|ged|ging)?|delay\w*)\b")  # "PLB cues throughout"
# what hands and feet do in daily life and work; under a tasks' label such a verb tells of a task
TASK_VERB = guarded(r"\b(?:(?:un)?load|reach|lift|carr[yi]|push|pull|open|pour|fold|hang|sweep|mop|wip|climb|step|plac|stack|stock|retriev|pick|don|doff|wash|brush|button|zip|ti|cook|stir|chop|cut|peel|typ|writ|throw|toss|swing|dig|rak|shovel|hammer|"
                       r"crawl|squat|kneel|bend|turn|enter|exit|board|hop|jump|catch|kick|feed|bath|dress|groom|shav|transferr|roll|scoot|propel|vacuum|dust|iron|scrub|rins|pack|unpack|hoist|simulat|manag|screw|sort|ris)(?:e[ds]?|s|ing|ning|ping|ting|ied|ies|y|ped|ned)?\b|"
                       r"\b(?:got|getting|hung|swept|put|putting|threw|swung|dug|wrote|bent|knelt|caught|fed|took off|sat|stood|rose|went)\s")
HOW = guarded(r"\s*(?:reps?|sets?|each|ea|hold|per (?:side|leg|arm)|[rlb])?\s*(?:w/|with|while|using|on|plus|\+|adding|added|incl\w*|for)\s")


@dataclass(slots=True)
class Item:
    """An exercise or task in one place of the list, with what was found of its dose."""

    hit: Hit
    context: int
    families: tuple[str, ...]
    dosed: bool = False


def merge_items(folded: str, context: Context, hits: list[Hit]) -> list[Item]:
    """Items of a part: names that no separator divides are one item ("S/L ER", "supine cane flexion").

    Names that only follow a cue ("cues for TKE", "pain with bridges") are no items of the list.
    """
    items: list[Item] = []
    last_end = -1
    for hit in hits:
        if hit.end <= last_end:
            continue
        if items and _in_brackets(folded, context, items[-1].hit.end, hit):
            last_end = hit.end
            continue
        families = context.families_at(hit.start) if context.labelled else (hit.family,) if hit.family else context.families
        if items and items[-1].families == families and not SEPARATOR.search(folded, last_end, hit.start):
            if not any(q.kind in DOSES and last_end <= q.start < hit.start for q in context.quantities):
                last_end = hit.end
                continue
        if items and items[-1].families == families and _how(folded, context, last_end, hit):
            last_end = hit.end
            continue
        if hit.label != "exercise" and "activities" not in families and FOR_TASK.search(folded, context.part.start, hit.start):
            last_end = hit.end  # "to build strength for lifting": what the exercise is for
            continue
        clause = max(folded.rfind(mark, context.part.start, hit.start) for mark in (",", ";", ". ", "\n", "|"))
        if SPOKEN_OF.match(folded, hit.end) or IN_EACH.search(folded, max(context.part.start, hit.start - 30), hit.start) or THERAPIST_DID.search(folded, max(context.part.start, hit.start - 24), hit.start) or CUED.search(folded, max(clause, context.part.start), hit.start) and not INTRODUCED.search(folded, max(clause, context.part.start), hit.start):
            last_end = hit.end
            continue
        items.append(Item(hit, context.index, families))
        last_end = hit.end
    return items


def _in_brackets(folded: str, context: Context, item_end: int, hit: Hit) -> bool:
    """"Hip 4-way (flex, abd, ext) 2x10": what stands in brackets after an item is its detail, unless it is dosed there."""
    opened = folded.rfind("(", item_end, hit.start)
    if opened < 0 or opened - item_end > 30 or folded.find(")", opened, hit.start) >= 0 or SEPARATOR.search(folded, item_end, opened):
        return False
    closed = folded.find(")", hit.end, context.part.end)
    return closed > 0 and not any(q.kind in LISTED and opened < q.start < closed for q in context.quantities)


def _how(folded: str, context: Context, last_end: int, hit: Hit) -> bool:
    """"Tandem stance 3x30 sec w/ head turns": what follows a dose by "with" and has none of its own."""
    dose = max((q.end for q in context.quantities if q.kind in DOSES and last_end <= q.start < hit.start), default=None)
    if dose is None or HOW.match(folded, dose) is None or SEPARATOR.search(folded, dose, hit.start):
        return False
    stop = SEPARATOR.search(folded, hit.end, context.part.end)
    end = stop.start() if stop else context.part.end
    return not any(q.kind in LISTED and hit.end <= q.start < end for q in context.quantities)


COMPARED = guarded(r"\s?(?:vs\b\.?|versus\b|compared\b|instead of\b|rather than\b|down from\b|up from\b|\(?was\b)")  # "1-2 steps vs 3-4" is found, not given


def is_dose(folded: str, quantity: Quantity, context: Context) -> bool:
    """Whether a quantity can be the dose of an item at all.

    A bare "x2" after an assist level counts people; rests, tolerances and step heights are not doses.
    """
    kind = quantity.kind
    if kind not in DOSES or REST.match(folded, quantity.end, context.part.end) or COMPARED.match(folded, quantity.end, context.part.end):
        return False
    if RESTED.search(folded, max(context.part.start, quantity.start - 24), quantity.start):
        return False
    if kind == "minutes" and OF_VISIT.search(folded, max(context.part.start, quantity.start - 24), quantity.start):
        return False
    if kind not in LISTED and WHEN.match(folded, quantity.end, context.part.end):
        return False
    if kind == "seconds" and TIMED_TEST.search(folded, max(context.part.start, quantity.start - 30), quantity.start):
        return False
    if kind in ("times_by", "count") and HAPPENED.search(folded, max(context.part.start, quantity.start - 36), quantity.start):
        return False
    if kind == "times_by" and any(q.kind == "visit_frequency" and 0 <= quantity.start - q.end < 3 for q in context.quantities):
        return False  # "2x/wk x 6"
    if kind == "times_by" and ORIENTED.search(folded, max(0, quantity.start - 14), quantity.start):
        return False
    if kind == "times_by" and quantity.values[0] <= 2 and VIEWING.search(folded, max(0, quantity.start - 22), quantity.start):
        return False  # "VOR x1" is a name
    if kind == "times_by" and ASSIST_COUNT.search(folded, max(0, quantity.start - 14), quantity.start):
        return False
    if kind == "seconds" and folded[quantity.end - 1] in "\"”″":
        # inches, but for a hold beside a count: 20 5", 10 reps 5"
        return any(q.kind in ("times_by", "count", "reps_by") and 0 <= quantity.start - q.end <= 3 for q in context.quantities)
    if kind in ("minutes", "seconds") and TOLERANCE.search(folded, max(0, quantity.start - 24), quantity.start):
        return False
    return True


BESIDE = guarded(r"[^,;.:|\n]{0,24}\Z")


def timed_items(folded: str, run: list[Context], items: list[Item], doses: list[tuple[int, Quantity]]) -> list[tuple[int, Quantity]]:
    """Minutes right beside one item of a line that goes on to others and their doses: its dose, whatever the time of the service is.

    "NuStep 10 min; sit to stand 3x6; heel raises 2x12".
    """
    taken = {dose.start for _, dose in doses}
    counted = {context.part.unit for context in run if any(q.kind in LISTED for q in context.quantities)}
    parts = {context.index: context for context in run}
    found = []
    for item, following in zip(items, items[1:], strict=False):
        context, next_one = parts[item.context], parts[following.context]
        joined = following.context == item.context or next_one.index == context.index + 1 and folded[max(0, next_one.part.start - 3):next_one.part.start].rstrip().endswith(";")
        if context.part.unit not in counted or next_one.part.unit != context.part.unit or not joined:
            continue
        end = following.hit.start if following.context == item.context else context.part.end
        found += [(item.context, q) for q in context.quantities if q.kind == "minutes" and q.start not in taken and item.hit.end <= q.start < end and len(q.values) == 1
                  and BESIDE.match(folded, item.hit.end, q.start) and is_dose(folded, q, context) and context.why(q.start, q.end) is None]
    return found


# what one stands, sits or leans on: before a dosed name of its sentence it is where that is done
SURFACE = guarded(r"(?:bosu|airex|foam|foam pad|wobble board|balance board|rocker board|tilt board|dyna ?disc|trampoline|rebounder|physio ?ball|swiss ball|therapy ball|peanut ball|reformer|rail|parallel bars|mirror|step)\Z")


def is_detail(folded: str, context: Context, beside: list[Item], item: Item) -> bool:
    """Whether an undosed name in a block with dosed ones only says how or why its neighbour is done.

    "SLS 3x30 sec, light perturbations": a condition; "min A to prevent wrist flexion": an aim.
    ``beside`` are the items of the same part.
    """
    if AIMED.search(folded, max(context.part.start, item.hit.start - 40), item.hit.start) and not TAKEN_UP.search(folded, max(context.part.start, item.hit.start - 50), item.hit.start):
        return True
    if EQUIPMENT.match(folded, item.hit.start) or FEEDBACK.match(folded, item.hit.start, item.hit.end):
        return True
    if CONDITION.match(folded, item.hit.start) and folded[max(0, item.hit.start - 6):item.hit.start].endswith((" with ", " w/ ")):
        return True  # "walking in the hall with head turns"
    here = [other for other in beside if other.dosed]
    if not here:
        return False
    colon = folded.find(":", item.hit.end, here[0].hit.start) if here[0].hit.start > item.hit.end else -1
    if colon >= 0 and not re.search(r"[,;]|\. ", folded[item.hit.end:colon]):
        return True  # "Weight shifting in the bars: lateral onto R 2x15, …" names what follows
    if BETWEEN.match(folded, item.hit.end):
        return True
    if SURFACE.match(folded, item.hit.start, item.hit.end) and any(other.hit.start > item.hit.end for other in here):
        return True
    if item.hit.label == "activity" and DOING.match(folded, item.hit.start) and WHILE.search(folded, max(0, item.hit.start - 12), item.hit.start) and any(other.hit.end < item.hit.start for other in here):
        return True  # "3 flights, carrying an 8# bag": how the dosed one was done
    return any(other.hit.end <= item.hit.start for other in here) and CONDITION.match(folded, item.hit.start) is not None


LED = guarded(r"\W*(?:(?:then|next|also|and|finally|first|lastly|standing|seated|supine|prone|quadruped|sidelying|static|dynamic|single|double|left|right|[lr]|bilat\w*)\b\W*){0,3}\Z")
FOUND = guarded(r"\b(?:improv\w*|better|worse|still|was|were|is|are|has|had|remain\w*|now|show\w*|demonstrat\w*|requir\w*|need\w*|limited|due|caus\w*|goes|went|gave|fatigu\w*|pain\w*|able|unable|with(?:out)? (?:good|fair|poor|less|more|no)|cue\w*|vcs?|tcs?|steady|steadier|loss|lost|lob|poor|faulty|absent|delayed|decreased|reduced|unsafe|noted|seen|lag\w*|held|until|tolerat\w*|because of)\b")
POSED = guarded(r"(?:sitting|sit|standing|stand|kneel(?:ing)?|foam|board|surface|ball)\Z")  # where it is done
CHOSEN = guarded(r"\b(?:did|performed|completed|chose|practi[sc]ed|rehearsed|had (?:him|her|them|pt|the patient) (?:do|perform|try|practi[sc]e)|began with|started with|finished with|ended with|introduced|ran through|took (?:him|her|them) through|we used|i used)\s(?:the |a |an |some |then |also )?(?:[a-z-]+\s){0,2}\Z")


def listed(folded: str, context: Context, item: Item, names: int, dosed: bool) -> bool:
    """Whether an undosed name stands as an item of a list, so that its dose is asked for.

    A short line of a flow sheet, a list of several names, a line in which others are dosed, or what a treatment's line begins
    with or is said to have been done; a name in passing in a longer sentence, or in the assessment, is no item.
    ``names`` stand in the part, ``dosed`` if it holds a dose.
    """
    part = context.part
    if part.section in ("assessment", "education", "measures", "subjective", "history"):
        return False
    if dosed or names > 1 or len(folded[part.head_end:part.end].split()) <= 7:
        return True
    if FOUND.search(folded, item.hit.end, part.end):
        return False
    if POSED.search(folded, item.hit.start, item.hit.end):
        return False
    return CHOSEN.search(folded, max(part.start, item.hit.start - 60), item.hit.start) is not None or (
        context.labelled and item.hit.label == "exercise" and LED.match(folded, part.head_end, item.hit.start) is not None)
