"""Which service each stretch of text belongs to: by its label, else by its wording, else by its neighbours."""

from __future__ import annotations

from dataclasses import dataclass, field

from ptnotelint.nlp.anchors import anchor, anchor_modalities
from ptnotelint.nlp.assertion import Refusal, why_refused
from ptnotelint.nlp.blocks import after_time_alone, breaks_label, own_minutes
from ptnotelint.nlp.doing import DOING, arrived, measured, performed
from ptnotelint.nlp.dosed_by import agent_dosed_by
from ptnotelint.nlp.families import (
    APART,
    DOSE_KINDS,
    GAIT_WORD,
    HANDS,
    ITEM_LABELS,
    LEFT_POOL,
    MODALITIES,
    ON_LAND,
    OPEN,
    VAGUE_LABELS,
)
from ptnotelint.nlp.fitted import FITTED, HANDIWORK, fitted, handiwork
from ptnotelint.nlp.following import NOT_TREATMENT, follows, trails
from ptnotelint.nlp.gatherings import TITLE_OF_POOL, bathing, gathered
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import STATION
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.naming import joint_names
from ptnotelint.nlp.narrated import TOTAL_ROW, clocked_entries, handled, look_ahead, stood_for_balance, unnamed_task
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.structure import Part
from ptnotelint.nlp.testing import tested_here
from ptnotelint.nlp.walking import GAIT_ON_BELT, WALK_TRAINED, WALKING_TOLD, told_walk, walked_some_way

WEAK = {"orthosis": "orthotic", "prosthesis": "prosthetic", "wheelchair_device": "wheelchair"}
EVALUATION = guarded(r"\b(?:re-?)?eval(?:uation)?s?\b(?! (?:code|only))|\bassessment time\b")
# "was instructed to call", "films demonstrated", "shown to have a tear", "lifted with the help of forceps": of help with a task these say nothing
TEACHES = guarded(r"(?:was |were |is |be |further )?(?:instruct|demonstrat|supervis|review|explain|advis|told|i told|inform|assisted?\b(?! (?:with|for|at|to)\b)|teach|guid(?:ance|ed)\b|independent (?:medical|exam|review|study)|correction\b(?! (?:of|for) (?:posture|form|gait|trunk|knee|alignment))|shown to (?:have|be)|verbal and (?:an? )?(?:written|informed)|1:1 (?:mix|ratio|sol|dilut)|explanation|with (?:the )?help of (?:an? |the )?(?!therap|pt\b|ot\b|clinic|rail|walker|cane|aide|staff|one|two|\d|min|mod))")
# names under which a service is billed; "strengthening" and "stretching" only describe
FORMAL = guarded(r"balance (?:on|over)\b|ther|te\b|tex\b|there\b|nmr|neuro|nm re|ta\b|t act|activities|functional (?:activ|train|pract|work|task|mob)|gait train|adl|self|wheelchair|w/c|balance (?:train|and|work|program)|exercise (?:program|for|session)|job sim|work sim|task pract|control work|motor control (?:work|train)|strength(?:ening)? work")
OF_MINUTES = guarded(r"\bmin(?:ute)?s? (?:of|on|for|went to|was|were|in|doing)\s(?:\w+\s){0,2}\Z")
THEN_NAMED = guarded(r"\W{1,4}(?:(?!for\b|to\b)[a-z-]{2,12}\W{1,2})?")  # "2:40 to 2:54, neuromuscular retraining"
PLACE_OF_WORK = guarded(r"(?:parallel bars|//-? ?bars|\|\| bars|// ?s\b|hall(?:way)?|corridor)")
OWN_GROUP = guarded(r"\W*(?:(?:then|next|later|afterwards?|after that|finally)\W{1,2})?(?:[a-z/'-]+\s){0,3}(?:(?:group|grp|class)\b(?! (?:of muscles|[iv1-4]+\b))|circle of (?:\d|three|four|five|six|seven|eight)\b)")
SHIFT = guarded(r"\W*(?:then|next|another|(?:this|that|it|which) was followed|the (?:remaining|other|second|third)|last(?! visit)|the (?:last|next|final|first|rest)|from there|finally|afterwards?|after (?:that|(?:(?:a|the|his|her|this|that|some|another) )?(?:short |brief |long |seated |sitting )?(?:rest|break)\b)|we then|i then|ended|finished|we finished|we ended|followed|also|later|lastly|from \d)\b")
WALKED = guarded(r"\b(?:walk(?:ed|ing)?|corridor|up/down|bwstt|lite ?gait|steps?|stairs|treadmill|overground|ambulat\w+|laps?|hallway)\b")
# what a reason or a preparation looks forward to is not done in that sentence: "to soften the scar before stretching"
LOOKS_AHEAD = guarded(r"\b(?:(?:warm|loosen|soften|prepp?|prepar|ready|readi|prim|heat|relax|calm|pre-?warm)(?:e?d|ing|e|s)?\s(?:[\w'-]+\s){0,4}(?:for|to)\s|before|prior to|ahead of|in prep(?:aration)? for|to prep(?:are)? for|post-?|after)\s?(?:the |her |his |any )?(?:manual |friction |end[- ]range )?\Z")
# what it hurts with was not done there: "tendon irritable w/ gripping"
HURTS_WITH = guarded(r"\b(?:pain\w*|sore\w*|ach(?:e[sd]?|ing|y)|irritab\w*|tender|tight\w*|stiff\w*|weak\w*|hurts?|catch\w*|symptom\w*|sx|spasm\w*)\s(?:\w+\s){0,2}?(?:w/|with|on|during|when|while)\s?\Z|\b(?:has|have|having|reports?)\s(?:\w+\s){0,2}?(?:difficulty|trouble|problems?)\s(?:with|w/)\s?\Z")
# a sentence that only says why speaks of the service told before it
SAYS_WHY = guarded(r"\W*(?:(?:was |this was |this is |these were |all )?(?:indicated|given|done|used|chosen|selected|needed|performed|applied|added)\s(?:here |today |first )?(?:to|for|by|because|as|since|so|in order|due)\b|(?:the |my |main )?(?:rationale|purpose|aim|reason|indication|idea|intent|goal|objective)\b(?: (?:is|was|being|of|for|here|today)\b|\s?[:=–—-])|this (?:is|was) (?:to|for|because|so)\b|(?:because|since)\b|to [a-z-]+\b(?![^.;]*,\s*(?:pt|patient|he|she|we|i|they|did|performed|used|worked)\b))")
BESIDE = guarded(r"\b(?:before|prior to|after|following|until|than|from|instead of)\s(?:the |lumbar |cervical |mech\w* )?\Z|\b(?:post|pre)[ -]\Z")
# walking on a belt that is looked at as walking, not as a warm-up
PULLED = guarded(r"\b(?:lbs?|pounds|#|kg)?\W{0,4}\d{1,3}\s?(?:s|sec\w*|[\"”″])?\s?(?:on|hold)\s?[,/–-]?\s?\d{1,3}\s?(?:s|sec\w*|[\"”″])?\s?(?:off|rest)\b|\b(?:pelvic|cervical|lumbar|neck|static|sustained|intermittent|steady) pull\b")  # "14 lb, 30 on/10 off": no other agent is dosed so
# strengthening told by its region: "core and hip work", "worked on quad strength"
_REGION = r"(?:core|hips?|knees?|shoulders?|scap\w*|legs?|arms?|trunk|quads?|quadriceps|glut\w*|hamstrings?|cuff|ankles?|back|neck|cal(?:f|ves)|[bl]?[lu]e|abdominals?|grip|hands?|wrists?|postural|periscap\w*|upper body|lower body)"
REGION_WORK = guarded(r"\b(?P<name>" + _REGION + r"(?:(?:/|, | and | & |\s?\+\s?)" + _REGION + r")?\s(?:work|program(?:me)?|circuit|routine))\b(?! (?:note|status|comp|station|injur|hard))|\bwork(?:ed|ing)? (?:on|toward|at)\s(?:\w+\s){0,2}?(?P<worked>" + _REGION + r"(?:(?:/|, | and | & |\s?\+\s?)" + _REGION + r")?\s(?:strength|stability|endurance|conditioning|control|power))\b|\b(?:few|some|other|more|several|couple of)\s(?:\w+\s)?(?P<things>(?:things|moves|drills|bits|exercises) for (?:the |her |his |both )?" + _REGION + r")\b|\b(?:he|she|pt|patient|they|we|resident|client)\s(?:(?:then|also|next)\s)?(?P<exercised>exercised)\b(?! (?:caution|his|her|their right|at (?:the|his|her) (?:gym|y\b)))")
# what the patient has on is no fitting of it
WORN = guarded(r"\b(?:pt|patient|he|she|client|resident)\b[^.;]{0,30}?\b(?:wears?|wearing|has|had|uses?|using|arriv\w+|presents?|presented|brought|came|comes|in)\b(?![^.;]*\b(?:fabricat|adjust|modif|fit|issued|trim|check|instruct|train|educat|mo[u]?ld|applied|taught|donn|doff|don\b|strap|relie|pad|flar|custom|made|repair|replac))")
Named = tuple[int, int, str]  # unit, paragraph and family that a sentence named for those after it


@dataclass(slots=True)
class Context:
    """A part with all that was found in it; filled in step by step while a note is read."""

    part: Part
    index: int
    hits: list[Hit] = field(default_factory=list)
    quantities: list[Quantity] = field(default_factory=list)
    refused: list[Refusal] = field(default_factory=list)
    families: tuple[str, ...] = ()
    labelled: bool = False
    anchors: list[tuple[int, tuple[str, ...]]] = field(default_factory=list)
    unit_of_label: int = -1
    weak: bool = False
    only_minutes: bool = False
    joint: bool = False  # its heading names two services: "TE/NMR 30 min"
    shares: dict = field(default_factory=dict)  # by the place of minutes: whose they are, where running text tells
    line_time: int = -1  # where minutes stand that their place makes those of the whole line
    line_weight: int = 0

    def why(self, start: int, end: int) -> Refusal | None:
        return why_refused(self.refused, start, end)

    def families_at(self, start: int) -> tuple[str, ...]:
        """Families of a mention that names no service itself: those of the last one named before it."""
        if self.labelled and not self.anchors:
            return self.families
        chosen: tuple[str, ...] | None = None
        for place, families in self.anchors:
            if place <= start or chosen is None:
                # exercises, tasks and balance work in one sentence share its help, reasons and minutes
                chosen = (*chosen, *families) if chosen and OPEN.issuperset(chosen) and OPEN.issuperset(families) else families
        return tuple(dict.fromkeys(chosen)) if chosen else self.families


def own_family(context: Context, hit: Hit) -> tuple[str, ...]:
    """Families of wording that names a service: an open label takes it in, else its own kind holds."""
    label = context.families[0] if context.labelled and context.families else None
    if hit.family is None:
        return context.families_at(hit.start)
    if context.joint and hit.family in OPEN:
        return (hit.family,) if hit.family in context.families else context.families
    if label is None or label == hit.family:
        return (hit.family,)
    if hit.family in MODALITIES or hit.label in ("maneuver", "needling"):
        return (hit.family,)
    if label == "evaluation" and hit.label == "deviation":
        return (label,)  # "Eval: gait antalgic" trains no gait
    if label in MODALITIES and hit.family in OPEN:
        return (label,)  # fisting in the whirlpool is no exercise of its own
    if hit.family == "massage" and label == "manual" and context.part.code is None:
        return (label, hit.family)  # "STM with effleurage and petrissage": both names are right
    if hit.family in HANDS:  # where only most of the block is exercise, both
        return (label, hit.family) if context.part.inferred and label in OPEN and hit.label == "technique" else (label,) if label in OPEN or label in HANDS else (hit.family,)
    if label in OPEN or label in HANDS:
        return (label,)
    return (hit.family,)


def attribute(folded: str, contexts: list[Context]) -> None:
    """Give every context its families, in reading order."""
    soft: Named | None = None
    before: Context | None = None
    label_unit = broken = -1  # units: of the label, where it was broken ...
    broken_block = -1  # ... and the block it labels: what follows there without a word of its kind is the other service's
    joint: tuple[str, ...] = ()  # the services that the label names, where it names more than one
    timed = timed_soft = -2  # ... and whose minutes were told
    in_pool = contexts and TITLE_OF_POOL.match(folded, contexts[0].part.start, contexts[0].part.end) is not None
    for context in contexts:
        part = context.part
        if part.family and part.head_end > part.start:
            label_unit, joint = part.unit, joint_names(folded, part.start, part.head_end) if part.code is None else ()
        context.unit_of_label = label_unit
        kinds = _kinds(folded, context)
        if kinds and (not part.family or part.unit == broken) and part.column is None and trails(folded, context, before):
            kinds = []
        if part.family and part.unit == broken and before is not None:
            context.families, context.labelled = before.families, False
            if kinds:
                anchor(folded, context, kinds)
        elif part.family and part.block == broken_block and part.head_end <= part.start and part.column is None and not any(family == part.family for _, family in kinds) and not any(q.kind in DOSE_KINDS for q in context.quantities):
            if kinds:
                anchor(folded, context, kinds)
            else:
                context.families, context.labelled = before.anchors[-1][1] if before.anchors else before.families, False
        elif part.family and not breaks_label(folded, context, kinds, before is None or before.part.unit != part.unit, timed == label_unit, before):
            context.families, context.labelled = joint if part.family in joint else (part.family,), True
            context.joint = len(context.families) > 1
            anchor_modalities(folded, context, kinds, part.family)
            soft = None
        elif part.family:
            anchor(folded, context, kinds)
            broken, broken_block = part.unit, part.block
        else:
            soft, in_pool = _named_for_those_after(folded, context, kinds, before, soft, in_pool, timed_soft)
            _take(folded, context, kinds, before, soft)
        if context.labelled and any(q.kind in ("minutes", "minutes_by", "clock", "prime") for q in context.quantities):
            timed, timed_soft = (label_unit, timed_soft) if part.family else (timed, soft[0] if soft else -2)
        if not (kinds and before is not None and before.families and before.part.block == part.block and not context.labelled and all((why := context.why(place, place + 1)) and why.reason == "historical" for place, _ in kinds)):
            before = context  # what was done another day names no service for what follows
    clocked_entries(folded, contexts)
    look_ahead(folded, contexts)


def _named_for_those_after(folded: str, context: Context, kinds: list[tuple[int, str]], before: Context | None, soft: Named | None,
                           in_pool: bool, timed: int) -> tuple[Named | None, bool]:
    """The service that an unlabelled part names, or that holds from before, and whether all is in the pool; ``timed``: unit of the last one timed."""
    part = context.part
    named = _named_kind(folded, context, kinds) or stood_for_balance(folded, context) or (fitted(folded, context) if part.section not in NOT_TREATMENT else None)
    in_water, grouped = bathing(folded, context), gathered(folded, context)
    if part.head_end <= part.start and before is not None and before.part.unit != part.unit and STATION.match(folded, part.start, part.end):
        soft, in_pool = None, False  # "10:25 balance", "1004 gym": the next entry of a log by the clock
    if grouped and soft and soft[2] == "aquatic" and (in_water or SHIFT.match(folded, part.start, part.end) is None):
        soft = (part.unit, part.paragraph, "class in the pool")
    elif soft and soft[2] == "class in the pool" and soft[1] == part.paragraph and part.head_end <= part.start and not APART.search(folded, part.start, part.end):
        pass
    elif in_water and not ON_LAND.search(folded, part.start, part.end):
        soft = (part.unit, part.paragraph, "aquatic")
    elif grouped:
        soft = (part.unit, part.paragraph, "group")
    elif (in_pool or soft and soft[2] == "aquatic") and LEFT_POOL.match(folded, part.start, part.end) and (kinds or named or context.quantities):
        in_pool, soft = False, (part.unit, part.paragraph, named) if named else None
    elif named:
        soft = (part.unit, part.paragraph, named)
    elif soft and soft[2] not in ("aquatic", "group") and (timed == soft[0] and own_minutes(context, kinds, soft[2]) or after_time_alone(folded, before, context, kinds, soft[2])):
        soft = None
    elif soft and soft[2] not in ("aquatic", "group") and SHIFT.match(folded, part.start, part.end) and (kinds or any(q.kind in ("minutes", "clock") for q in context.quantities)):
        soft = None  # "The last twelve minutes …": another service begins
    elif soft and soft[2] == "aquatic" and not (part.head_end > part.start or part.section in NOT_TREATMENT or ON_LAND.search(folded, part.start, part.end)):
        pass  # in the pool until a heading or the land says otherwise
    elif in_pool and soft is None and part.section not in NOT_TREATMENT and part.head_end <= part.start:
        soft = None if ON_LAND.search(folded, part.start, part.end) else (part.unit, part.paragraph, "aquatic")
    elif soft and soft[2] == "group" and soft[1] == part.paragraph and part.head_end <= part.start and (part.column is None or soft[0] == part.unit) and not any(q.kind in ("minutes", "clock") for q in context.quantities) and not APART.search(folded, part.start, part.end):
        pass  # the lines under "Group block, 8:00-8:30" tell what the group did
    elif soft and soft[0] != part.unit and (part.column is None or soft[1] != part.paragraph or soft[2] == "group" or soft[2] in FITTED or part.column == 0 and (
            TOTAL_ROW.match(folded, part.start, part.end) or any(family in MODALITIES or family in HANDS for _, family in kinds))):
        soft = None  # a row of its own kind, or one that sums up those above
    return soft, in_pool


def _take(folded: str, context: Context, kinds: list[tuple[int, str]], before: Context | None, soft: Named | None) -> None:
    """Give a part without a label its families: of the name that holds, of its own wording, or of the part before."""
    part = context.part
    if soft and not (kinds and any(family in MODALITIES or family in HANDS for _, family in kinds)):
        context.families, context.labelled = ("group", "aquatic") if soft[2] == "class in the pool" else (soft[2],), True
    elif follows(before, part) and not before.labelled and SAYS_WHY.match(folded, part.start, part.end) and not any(q.kind in DOSE_KINDS for q in context.quantities):
        context.families = before.families
    elif kinds:
        anchor(folded, context, kinds)
    elif unnamed_task(folded, context):
        context.weak = True
        context.families = ("activities",)
    elif part.section not in NOT_TREATMENT and DOING.search(folded, part.start, part.end) and performed(folded, context) and any(
            hit.label in ("assist", "cue") and hit.reason is None and TEACHES.match(folded, hit.start) is None for hit in context.hits) and not follows(before, part):
        context.weak = True
        context.families = ("activities",)  # something practised with help that the vocabulary has no name for
    elif follows(before, part) and not (before.part.unit != part.unit and part.head_end <= part.start and STATION.match(folded, part.start, part.end)) and not (before.families == ("group",) and APART.search(folded, part.start, part.end)) and not (before.families == ("aquatic",) and ON_LAND.search(folded, part.start, min(part.end, part.start + 60))):
        context.families, context.labelled = (before.anchors[-1][1] if before.anchors else before.families), before.labelled


def _kinds(folded: str, context: Context) -> list[tuple[int, str]]:
    """(place, family) of each wording in a part that names a service and is not refused out of hand."""
    part = context.part
    found = _named(folded, context)
    if part.family is None and not any(hit.label == "modality" for hit in context.hits):
        dosed = [Hit("modality", agent, q.start, q.end) for q in context.quantities if (agent := agent_dosed_by(folded, q, part.start, part.end)) and context.why(q.start, q.end) is None][:1]
        found, context.hits = found + [(hit.start, hit.family) for hit in dosed], context.hits + dosed
    pull = PULLED.search(folded, part.start, part.end) if not found and not part.family and part.section not in NOT_TREATMENT and part.met & PULLED.need else None
    if pull and any(q.kind == "weight" for q in context.quantities) and context.why(*pull.span()) is None:
        found.append((pull.start(), "traction"))
        context.hits.append(Hit("modality", "traction", *pull.span()))
    if HANDS.isdisjoint(family for _, family in found) and (work := handled(folded, context)):
        found = [(place, family) for place, family in found if not work.start <= place < work.end] + [(work.start, "manual")]
        context.hits.append(work)
    hands = {family for _, family in found} & (MODALITIES | HANDS)
    if hands and not context.part.family:
        # beside hands-on work or a modality, an exercise or task needs a dose to be a service of its own
        doses = [q.start for q in context.quantities if q.kind in ("reps_by", "sets_reps", "seconds_by", "times_by", "count", "length_by", "length")]
        first = min(place for place, family in found if family in hands)
        found = [(place, family) for place, family in found if family in hands or place < first and family in OPEN
                 or family == "exercise" and " then " in folded[first:place] and sum(other == family for _, other in found) > 1
                 or any(0 <= dose - place < 60 for dose in doses)]
    deviations = [hit.start for hit in context.hits if hit.label == "deviation"]
    met = part.met
    trained = GAIT_ON_BELT.search(folded, part.start, part.end) if met & GAIT_ON_BELT.need else None
    if trained and not any(family == "gait" for _, family in found):
        deviations.append(trained.start())
    if deviations and (trained or len(deviations) > 1 or WALKED.search(folded, part.start, part.end) or any(hit.label in ("device", "assist") for hit in context.hits)) and not any(family == "gait" for _, family in found) and performed(folded, context):
        found = [(place, family) for place, family in found if family != "exercise" or not folded.startswith(("treadmill", "tm "), place)]
        found.append((min(deviations), "gait"))
        context.weak = (WALKED.search(folded, part.start, part.end) is not None or walked_some_way(folded, context) is not None or any(q.kind in ("length", "length_by") for q in context.quantities)) and any(hit.label in ("cue", "assist") and hit.reason is None for hit in context.hits)
    if met & GAIT_WORD.need and GAIT_WORD.match(folded, part.head_end, part.end) and any(hit.label in ("device", "assist") for hit in context.hits) and (part.family or not arrived(folded, context)):
        context.weak = all(family == "gait" for _, family in found) and WALKING_TOLD.search(folded, part.start, part.end) is not None
        found.append((part.start, "gait"))
    if part.section not in NOT_TREATMENT and part.section != "assessment" and not any(family == "exercise" for _, family in found):
        for match in REGION_WORK.finditer(folded, part.start, part.end) if part.met & REGION_WORK.need else ():
            place = match.span(match.lastgroup)
            if context.why(*place) is None:
                found.append((place[0], "exercise"))
                context.hits.append(Hit("exercise_vague", "exercise", *place))
    walked = WALK_TRAINED.search(folded, part.start, part.end) if "walk" in (words := folded[part.start:part.end]) or "gait" in words or "ambulat" in words else None
    if walked and context.why(walked.start(), walked.end()) is None and not any(family == "gait" for _, family in found):
        found.append((walked.start("walk"), "gait"))
        context.hits.append(Hit("exercise_vague", "gait", *walked.span("walk")))
    elif not part.family and part.section not in NOT_TREATMENT and not any(family == "gait" for _, family in found) and (walk := told_walk(folded, context)) and context.why(*walk) is None:
        found = [(place, family) for place, family in found if family not in ("exercise", "neuromuscular", "activities") or _dosed_after(context, place) and not walk[0] <= place < walk[1]] + [(walk[0], "gait")]
        context.hits.append(Hit("exercise_vague", "gait", *walk))
        context.weak = context.weak or any(hit.label in ("cue", "assist") and hit.reason is None for hit in context.hits)
    elif not found and not part.family and part.section not in NOT_TREATMENT and any(hit.label in ("device", "assist") and hit.reason is None for hit in context.hits) and (
            led := walked_some_way(folded, context)) and context.why(*led) is None:
        found.append((led[0], "gait"))
        context.weak = True
    if not {family for _, family in found} - {"self_care"}:
        found += [(hit.start, WEAK[hit.label]) for hit in context.hits if hit.label in WEAK and not (hit.label != "wheelchair_device" and WORN.search(folded, part.start, part.end))]
    if met & OWN_GROUP.need and OWN_GROUP.match(folded, part.start, part.end) and any(q.kind in ("minutes", "clock", "prime") for q in context.quantities):
        found = [(part.start, "group")]
    if not found and not part.family and part.section not in NOT_TREATMENT and met & HANDIWORK.need and handiwork(folded, part.start, part.end):
        found.append((part.start, "orthotic"))
        context.weak = True
    if not part.family and (tested := tested_here(folded, context)) is not None:
        found = [(tested, "performance_test")]
    match = EVALUATION.search(folded, part.start, part.end) if not found and met & EVALUATION.need else None
    if match and any(q.kind in ("minutes", "prime", "clock") for q in context.quantities):
        found.append((match.start(), "evaluation"))
    return sorted(found)


def _named(folded: str, context: Context) -> list[tuple[int, str]]:
    """(place, family) of the vocabulary's own words for services, but for those that stand beside or ahead of care, or in a finding."""
    part = context.part
    named = [hit for hit in context.hits if hit.family and (hit.label in ITEM_LABELS or hit.label in VAGUE_LABELS)]
    if not named:
        return []
    if not part.family:
        done = performed(folded, context) if any(hit.label in ("activity", "gait") for hit in named) else True
        found = [(hit.start, hit.family) for hit in named if (done or hit.label not in ("activity", "gait"))
                 and not (hit.label in ("modality", "modality_type", "needling", *VAGUE_LABELS) and (BESIDE.search(folded, max(part.start, hit.start - 32), hit.start) or folded.startswith("to heat", hit.start - 3)))
                 and not ((hit.label in VAGUE_LABELS or hit.label in ("technique", "needling", "exercise")) and LOOKS_AHEAD.search(folded, part.start, hit.start) and not _dosed_after(context, hit.end))
                 and not hurts(folded, context, hit)]
    else:
        found = [(hit.start, hit.family) for hit in named if hit.family == part.family or not (hit.family in HANDS or hit.family in MODALITIES) or BESIDE.search(folded, max(part.start, hit.start - 32), hit.start) is None]
    agents = [hit for hit in context.hits if hit.label == "modality"]
    found = [(place, family) for place, family in found if not any(hit.start < place < hit.end and hit.family != family for hit in agents)]  # "ice massage"
    whole = [hit for hit in context.hits if hit.label == "exercise"]
    found = [(place, family) for place, family in found if family not in HANDS or not any(hit.start < place < hit.end for hit in whole)]  # "tendon glides"
    findings = {hit.start for hit in whole if measured(folded, hit, part.end)}
    found = [(place, family) for place, family in found if family not in ("exercise", "neuromuscular") or place not in findings]
    if len({family for _, family in found}) > 1:  # where it was done is not what was done
        found = [(place, family) for place, family in found if family != "gait" or not PLACE_OF_WORK.match(folded, place)]
    return found


def hurts(folded: str, context: Context, hit: Hit) -> bool:
    """Whether an exercise's name only says what it hurts with or is hard."""
    return hit.label == "exercise" and HURTS_WITH.search(folded, context.part.start, hit.start) is not None and not _dosed_after(context, hit.end)


def _dosed_after(context: Context, end: int) -> bool:
    return any(0 <= quantity.start - end < 30 for quantity in context.quantities if quantity.kind in DOSE_KINDS)


def _named_kind(folded: str, context: Context, kinds: list[tuple[int, str]]) -> str | None:
    """The family a sentence names by the kind's own name ("therapeutic activities, 25 min"), for those after it."""
    if context.part.section in NOT_TREATMENT or context.part.column is not None and TOTAL_ROW.match(folded, context.part.start, context.part.end):
        return None
    vague = [hit for hit in context.hits if hit.label in VAGUE_LABELS and hit.family and context.why(hit.start, hit.end) is None
             and BESIDE.search(folded, max(context.part.start, hit.start - 32), hit.start) is None
             and (FORMAL.match(folded, hit.start) or OF_MINUTES.search(folded, context.part.start, hit.start))]
    families = {hit.family for hit in vague}
    if len(families) != 1:
        return None
    (family,) = families
    if family not in OPEN:
        return None  # hands-on work and modalities name themselves in each sentence
    first = vague[0].start
    if first - context.part.start > 60 and not any(q.kind in ("minutes", "clock") for q in context.quantities):
        return None
    items = {kind for place, kind in kinds}
    if family in OPEN and items & (MODALITIES | HANDS):
        return None
    # "strengthening", "stretching" describe; a name with minutes beside it, or at the front, labels
    timed = any(q.kind in ("minutes", "clock", "prime") and (abs(q.start - vague[0].end) < 40 or q.end <= vague[0].start and THEN_NAMED.fullmatch(folded, q.end, vague[0].start)) for q in context.quantities)
    front = first - context.part.start < 15
    return family if timed or front else None
