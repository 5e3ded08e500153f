"""Exercises and tasks the vocabulary has no name for, told by their place: a dosed name in a treatment line.

Therapists invent names ("tin soldiers 3x10"). Between two separators of a line under an exercise label,
words that are no help, load, region or service and that have a dose beside them name an item.
Elsewhere they do so only in the company of items the vocabulary knows.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from itertools import accumulate
from operator import attrgetter

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import ITEMS
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import HANDS, MODALITIES, NOT_TREATMENT, Context

# what a labelled block's unknown names are called; a group or a pool holds exercises
NAMED_AS = {"exercise": "exercise", "neuromuscular": "exercise", "aquatic": "exercise", "group": "exercise", "activities": "activity", "self_care": "activity", "wheelchair": "activity"}
UNLISTED = "unlisted"  # the scope of such a hit: nobody is asked for a dose of what only its dose made an item
LISTED_MOVE = "listed"  # the scope of a name in a list of dosed ones that has no dose itself
STRONG = frozenset({"reps_by", "sets_reps", "seconds_by"})
COUNTED = STRONG | {"times_by", "count", "length_by", "minutes_by"}
START = attrgetter("start")
CONTINUES = guarded(r"\W*(?:in|on|at|with|w/|over|against|from|to|while|both|alternat\w+|using|holding|eyes|e[oc]|without|w/o|under|through|by|until|then|[a-z]{3,}ed|fast|slow\w*|hands?|feet|arms?|horizontal\w*|vertical\w*)\b")
STOP = guarded(r"[,;|\t•]|\s(?:/|->|→|=>)\s|\. (?=\S)|\bthen\b|\bfollowed by\b|: |(?<=[\d\"'”″a-z]) (?:[-–—]|and|&|\+) (?=\d)")
TOLD = guarded(r"\b(?:did|performed|completed|practiced|practised|worked (?:on|through)|instructed in|trained in|went through|ran through|progressed (?:to|with)|consist\w* of|includ\w+|through|tried|repeated|began with|started with|finished with|ended with|followed with|added|taken through|led through|had (?:him|her|them|pt) do)\b")
AND = guarded(r"\s(?:and|&|\+)\s")
SOMEBODY = guarded(r"\b(?:pt|patient|client|resident|he|she|they|his|her|therapist|that|which|is|was|are|were|no)\b")
MOVE = guarded(r"(?:[a-z]+-)?(?:kicks?|hugs?|pulls?|pushe?s?|press(?:es)?|raises?|slides?|reache?s|taps?|hops?|walks|walking|stretch(?:es)?|curls?|squats?|rows?|lifts?|twists?|swings?|circles?|rolls?|marche?s|"
                  r"marching|stepping|bends?|tilts?|rotations?|squeezes?|lunges?|jumps?|throws?|bridges?|planks?|glides?|punch(?:es)?|dips?|crawls?|fl(?:y|ies|yes?)|extensions?|crunch(?:es)?|shrugs?|drops?|pumps?|"
                  r"lowering|lowers?|skips?|shuffles?|catches|toss(?:es)?|slams?|rocks?|rocking|nods?|tucks?|clocks?|chops?|squatting|climbing|jumping|hopping|crawling|kicking|bouncing|throwing|pedal+ing|pulling|pushing|lunging|skipping|galloping|creeping|swinging|openers?|walk-?outs?|roll-?outs?|dribbles?|pinch(?:es)?|scrunch(?:es)?|wrings?|kickbacks?|hinges?|hangs?)")
UNDOSED_MOVE = guarded(r"\W*(?P<name>(?:[a-z][a-z'/-]+\s){1,3}(?:kicks|hugs|pulls|pushes|presses|raises|slides|reaches|taps|hops|walks|curls|squats|rows|lifts|twists|swings|circles|rolls|marches|bends|tilts|rotations|squeezes|lunges|jumps|throws|bridges|planks|glides|dips|crawls|extensions|crunches|shrugs|drops|pumps|skips|shuffles|catches|tosses|slams|rocks|nods|tucks|clocks|chops|sways|leans?|shifts|jumps|stomps|sweeps|pivots))"
                       r"(?=\s?\Z|\s(?:on|off|at|along|over|in|with|w/|to|from|against|around|across|through|while|@|both|each)(?:\s|\Z))")
JOINED = guarded(r"\s*(?:reps?|sets?|each|ea|b|per (?:side|leg|arm)|each (?:side|leg|arm|way|direction))?\s*(?:and|&|\+|plus)\s")
NAME_WORD = guarded(r"[a-z][a-z'’/-]*[a-z]")
TAG = guarded(r"\s\(\s?(?:cpt\s?#?)?(?:9[0-9]{4}|2056[01]|g0283)\s?\)")
# hits whose words are no part of a name
SUPPORT = frozenset({"assist", "cue", "exercise_vague", "activity_vague", "technique_vague", "medication", "response", "presentation", "position", "region", "device",
                     "load", "positional_test", "history_factor", "test_score", "orthosis", "prosthesis", "wheelchair_device"})
FOREIGN = frozenset({"technique", "modality", "modality_type", "needling", "maneuver", "repositioning", "wrong_kind", "positional_test", "test", "medication"})
PLAIN_WORDS = frozenset("""
pitch yaw current previous usual prior existing established regular routine listed above below given prescribed specific various multiple several functional dynamic static gentle general active passive resisted resistive aerobic advanced basic
sets/reps set/rep reps/sets exercise/activity
the and with for from into onto over under of on in at by to as or but not no per via than that this these those her his their she he they it was were is are be been has had have
pt patient client therapist pta ota did do does done performed perform performs completed complete completes began continued continue progressed progression progress increased decreased added
able unable required requires required needed needs due secondary tolerated tolerance well good fair poor today also each side sides both left right bilateral bilat bil unilateral
set sets rep reps repetition repetitions hold holds sec secs second seconds min mins minute minutes time times total round rounds trial trials bout bouts lap laps trip trips pass passes
rest rests break breaks pause pain sore soreness fatigue dizziness symptoms cue cues cueing verbal tactile visual assist assistance supervision support help hand hands
weight weights band bands theraband tband tb rtb gtb ytb btb tubing lb lbs pound pounds level resistance light medium heavy yellow red green blue black slow fast speed height
ex exs exercise exercises ther therapeutic therex activity activities training program protocol flow sheet log poc per hep session sessions visit visits week weeks day days daily unit units
lob loss losses error errors correction corrections fall falls stumble stumbles episode episodes hr bp spo rpe borg vas nprs
all any some more less most least same other another following new next last first second third final
warm warmup cool cooldown before after during while when until between without within throughout using used use via w/ w/o
arom prom aarom rom strength strengthening stretching mobility balance standing seated supine prone sidelying sitting rx tx wt bw gait amb ambulation walk walked vc vcs tc tcs cga sba min mod max ind mi
work round rounds circuit superset station stations interval intervals
horizontal horizontally vertical vertically diagonal forward forwards backward backwards lateral laterally fwd bwd bkwd lat medial front back directions direction plane planes way ways surface surfaces firm foam
off cuff cuffs dumbbell dumbbells db dbs kb kettlebell dowel wand cane strap towel ball balls bolster cable machine rail rails rung wide narrow high low height distance range end full half quarter only alone total
feet foot ft yards meters steps step stairs pillow pillows inch inches floor chair mat table wall bars mirror
""".split())


def add_unlisted(folded: str, contexts: list[Context]) -> None:
    """Add to each part the items that only their dose and place tell."""
    company: set[int] = set()  # paragraphs in which the vocabulary knows a dosed item, or the kind of care
    for context in contexts:
        if any(hit.label in ("exercise", "exercise_vague") for hit in context.hits) and any(q.kind in STRONG for q in context.quantities) and context.part.section not in NOT_TREATMENT:
            company.add(context.part.paragraph)
    rows: dict[int, bool] = {}  # table rows that a known item names
    for number, context in enumerate(contexts):
        part = context.part
        if part.column is not None:
            if rows.get(part.unit):
                continue
            rows[part.unit] = any(hit.label in ITEMS for hit in context.hits)
        if part.section in NOT_TREATMENT or part.section == "assessment":
            continue
        if part.family in NAMED_AS:
            label, family, kinds = NAMED_AS[part.family], part.family, COUNTED
        elif part.family is None and part.paragraph in company and not any(hit.label in FOREIGN or hit.family in MODALITIES or hit.family in HANDS for hit in context.hits):
            label, family, kinds = "exercise", None, STRONG  # of whatever service its sentence is
        elif part.family is None and not part.historical and any(q.kind in ("reps_by", "sets_reps") for q in context.quantities):
            label, family, kinds = "exercise", "exercise", STRONG
        else:
            continue
        if part.code and part.head_end == part.start and (tag := TAG.search(folded, part.start, part.end)) and not any(hit.label in ITEMS or hit.label in FOREIGN for hit in context.hits):
            context.hits = sorted((*context.hits, Hit(label, family, part.start, tag.start(), scope=UNLISTED)), key=lambda hit: (hit.start, -hit.end))
            rows[part.unit] = True
            continue  # "Balance beam (97112) 4 laps"
        doses = [q for q in context.quantities if q.kind in kinds and q.start >= part.head_end and (q.kind != "times_by" or q.values[-1] > 2)]
        if part.family is None and family is not None:  # without company only what is named for a movement: "heel drops 3x15"
            context.hits = sorted((*context.hits, *_undosed(folded, context, family), *(hit for hit in _unlisted(folded, context, label, family, doses) if MOVE.fullmatch(folded[hit.start:hit.end].split()[-1])
                                                    and len(folded[hit.start:hit.end].split()) < 5)), key=lambda hit: (hit.start, -hit.end))
            continue
        found = _unlisted(folded, context, label, family, doses) if doses else _of_row(folded, context, contexts[number + 1:number + 2], label, family)
        if label == "exercise" and part.family is not None and not any(hit.label == "exercise" for hit in (*context.hits, *found)):
            found += _moves(folded, context, family) or _undosed(folded, context, family)
        elif label == "exercise" and any(q.kind in COUNTED for q in context.quantities):
            found += _undosed(folded, context, family)
        if found:
            rows[part.unit] = True
            context.hits = sorted((*context.hits, *found), key=lambda hit: (hit.start, -hit.end))


def _of_row(folded: str, context: Context, following: list[Context], label: str, family: str | None) -> list[Hit]:
    """The name in a row's cell whose next cell begins with a dose."""
    part = context.part
    if part.column is None or not following or following[0].part.unit != part.unit or any(hit.label in ITEMS or hit.label in FOREIGN for hit in context.hits):
        return []
    cell = following[0]
    if not any(q.kind in STRONG | {"times_by", "sets_reps"} and q.start - cell.part.start < 3 for q in cell.quantities):
        return []
    name = _name(folded, context, part.head_end, part.end)
    return [Hit(label, family, *name, scope=UNLISTED)] if name else []


def _unlisted(folded: str, context: Context, label: str, family: str | None, doses: list[Quantity]) -> list[Hit]:
    found: list[Hit] = []
    known = [hit for hit in context.hits if hit.label in ITEMS or hit.label in FOREIGN]
    reach = list(accumulate((hit.end for hit in known), max))  # how far the known names go up to each of them
    named = sorted(hit.end for hit in known if hit.label in ITEMS)
    for start, end in _chunks(folded, context, doses):
        before = bisect_left(known, end, key=START)
        if before and reach[before - 1] > start:
            continue  # a known name stands in it
        next_dose = bisect_left(doses, start, key=START)
        if _waits(named, start, doses) and (CONTINUES.match(folded, start, end) or next_dose < len(doses) and doses[next_dose].start - start < 3):
            continue  # "X1 viewing, in standing 3x30 sec", "eccentric wrist ext, 3x15 over table edge"
        name = _name(folded, context, start, end)
        if name:
            found.append(Hit(label, family, *name, scope=UNLISTED))
    return found


def _moves(folded: str, context: Context, family: str | None) -> list[Hit]:
    """Names without a dose that end in a movement's noun: "tin soldier kicks, noodle hugs and wall presses"."""
    found = []
    for start, end in _spans(folded, context.part.head_end, context.part.end, []):
        for a, b in _spans(folded, start, end, [], AND):
            words = [match for match in NAME_WORD.finditer(folded, a, b)]
            if not 2 <= len(words) <= 6 or not MOVE.fullmatch(words[-1][0]) or words[-1].end() < b and folded[words[-1].end():b].strip(" .:)"):
                continue
            if any(hit.start < b and a < hit.end and (hit.label in FOREIGN or hit.label in ("assist", "cue") or hit.label.endswith("_vague")) for hit in context.hits):
                continue
            if LEADS_AWAY.search(folded, a, b) or SOMEBODY.search(folded, a, b):
                continue
            found.append(Hit("exercise", family, words[0].start(), words[-1].end(), scope=UNLISTED))
    return found


def _undosed(folded: str, context: Context, family: str | None) -> list[Hit]:
    """Names that end in a movement's noun and have no dose in a list of others: "lunges 2x10, frog hops along the line"."""
    found = []
    for start, end in _spans(folded, context.part.head_end, context.part.end, context.quantities):
        name = UNDOSED_MOVE.match(folded, start, end)
        if name is None or any(start <= q.start < end for q in context.quantities) or any(hit.start < end and start < hit.end and (
                hit.label in ITEMS or hit.label in FOREIGN or hit.label in ("assist", "cue", "response") or hit.label.endswith("_vague")) for hit in context.hits):
            continue
        if not LEADS_AWAY.search(folded, start, end) and not SOMEBODY.search(folded, start, end) and not _between(context.quantities, end, end + 4):
            found.append(Hit("exercise", family, name.start("name"), name.end("name"), scope=LISTED_MOVE))
    return found


def _waits(named: list[int], start: int, doses: list[Quantity]) -> bool:
    """Whether a known item stands before this place without a dose after it; ``named`` is where such items end."""
    before = bisect_right(named, start)
    return before > 0 and bisect_left(doses, named[before - 1], key=START) == bisect_left(doses, start, key=START)


def _chunks(folded: str, context: Context, doses: list[Quantity]):
    """Stretches between separators that have a dose in them, or right after them."""
    part = context.part
    spans = _spans(folded, part.head_end, part.end, context.quantities)
    for number, (start, end) in enumerate(spans):
        inside = _between(doses, start, end)
        at = start
        for dose in inside:
            joint = JOINED.match(folded, dose.end, end)
            if joint and any(q.start > joint.end() for q in inside):
                yield at, dose.end  # "tin soldiers x10 and dolphin kicks x20"
                at = joint.end()
        if any(q.start >= at for q in inside):
            yield at, end
        elif not inside and number + 1 < len(spans):
            if _between(doses, spans[number + 1][0], spans[number + 1][0] + 3) and folded[end:end + 1] in ",:(\t|":
                yield start, end  # "tin soldiers, 20 reps"


def _between(quantities: list[Quantity], start: int, end: int) -> list[Quantity]:
    return quantities[bisect_left(quantities, start, key=START):bisect_left(quantities, end, key=START)]


def _in_one(quantities: list[Quantity], place: int) -> bool:
    """Whether a place lies inside a quantity, as the comma of "1,500"."""
    before = bisect_left(quantities, place, key=START)
    return before > 0 and place < quantities[before - 1].end


def _spans(folded: str, start: int, end: int, quantities: list[Quantity], stop: re.Pattern = STOP) -> list[tuple[int, int]]:
    marks = [match for match in stop.finditer(folded, start, end) if not _in_one(quantities, match.start())]
    return list(zip([start, *(match.end() for match in marks)], [*(match.start() for match in marks), end], strict=True))


def _name(folded: str, context: Context, start: int, end: int) -> tuple[int, int] | None:
    """The words before the first dose of a chunk, or else after it, if they can be a name."""
    doses = _between(context.quantities, start, end)
    first = doses[0].start if doses else end
    for a, b in ((start, first), (doses[0].end, end) if doses else (end, end)):
        if a > start and CONTINUES.match(folded, a, b):
            continue
        a = max((match.end() for match in TOLD.finditer(folded, a, b)), default=a)  # "finally he did …"
        words = [(match.start(), match.end()) for match in NAME_WORD.finditer(folded, a, b)]
        if len(words) > 14 or any(hit.label.endswith("_vague") and a <= hit.start < b for hit in context.hits):
            continue
        kept = [(x, y) for x, y in words if folded[x:y] not in PLAIN_WORDS and (y - x > 2 or folded[x:y] in SHORT)
                and not any(hit.start <= x < hit.end and (hit.label in SUPPORT or hit.reason) for hit in context.hits)]
        if kept and not all(folded[x:y].endswith("ed") for x, y in kept) and not LEADS_AWAY.search(folded, a, kept[0][1]):
            return kept[0][0], kept[-1][1]
    return None


SHORT = frozenset({"ap", "gs", "hs", "hr", "tr", "qs", "lp", "kf", "ir", "er", "hf"})  # exercises in two letters, told from other meanings by their dose

# what is counted here is no item: "LOB to the right x 2", "needed verbal cues 3 times", "reports pain 2 times"
LEADS_AWAY = guarded(r"\b(?:except\w*|excluding|apart|but|besides|cues?|cued|cueing|vcs?|lob|loss of|losses of|rest|needed|needing|required|requiring|reports?|reported|denie[sd]|pain|because|since|due to|secondary|goal|able to|unable|noted|demonstrat\w+|dizz\w+|stopped|held|asked|tolerat\w+|from|at|improved|assist\w*|instead of|limited|rpe|until|to)\b")
