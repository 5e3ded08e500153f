"""What one line says of another: offers not taken up, rows not done today, a denial that covers its setting-up."""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import replace
from itertools import pairwise

from ptnotelint.nlp.assertion import Refusal
from ptnotelint.nlp.families import GAIT_WORD, HANDS, MODALITIES
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.provenance import RUN_BY, WITH_US
from ptnotelint.nlp.services import Context
from ptnotelint.stretches import Stretches

DECLINED = guarded(r"\W*(?:but |and |however,? )?(?:(?:he|she|they|pt|patient|mom|dad|mr\.? \w+|mrs\.? \w+|client|resident)\s|(?=declin|refus))(?:\w+\s){0,2}?(?:declin|refus|opted out|passed|said no|did not want|didn.?t want|deferred)")
BUT_NO = guarded(r"\b(?:but|however|and|though),? (?:he |she |they |pt |patient |client |resident )?(?:preferred|chose|opted|would rather|wanted to rest|declin\w+|refus\w+|said no|was not interested|not interested|passed)\b")
OFFERED = guarded(r"\b(?:offered|discussed|suggested|proposed|was to have|planned|set up for|offer|approached|encouraged|invited|attempted)\b")


def refuse_offers(folded: str, contexts: list[Context]) -> None:
    """"IFC was offered; he declined": the offer in the sentence before was not taken up."""
    for context in contexts:
        if context.part.met & OFFERED.need and (offer := OFFERED.search(folded, context.part.start, context.part.end)) and (no := BUT_NO.search(folded, offer.end(), context.part.end)):
            context.refused.insert(0, Refusal(offer.start(), no.end(), "negated", no[0].strip()))
    for before, context in zip(contexts, contexts[1:], strict=False):
        match = DECLINED.match(folded, context.part.start, context.part.end) if context.part.met & DECLINED.need else None
        if match and before.part.unit == context.part.unit and OFFERED.search(folded, before.part.start, before.part.end):
            before.refused.insert(0, Refusal(before.part.start, before.part.end, "negated", match[0].strip()))


DONE_NOW = guarded(r"\b(?:today|in (?:the )?clinic|here|performed|completed|this (?:visit|session))\b")


def refuse_lists(folded: str, contexts: list[Context]) -> None:
    """"Handed out for home: table slides 2x15; wand rotation 2x10; …": what is said before the colon is said of the whole list."""
    listed: set[int] = set()  # parts that only go on with a list
    for before, context in pairwise(contexts):
        part = context.part
        if part.unit != before.part.unit or part.head_end > part.start or part.column is not None or folded[before.part.end - 1] != ";":
            continue
        for refusal in before.refused:
            if refusal.reason in ("home_program", "planned") and refusal.end >= before.part.end - 1 and not refusal.cue.startswith("under ") and (
                    ":" in folded[refusal.start:before.part.end] or before.index in listed):
                if not DONE_NOW.search(folded, part.start, part.end):
                    context.refused.append(Refusal(part.start, part.end, refusal.reason, refusal.cue))
                    listed.add(context.index)
                break


TREATMENT_WORDS = frozenset({"exercise", "gait", "technique", "modality", "modality_type", "needling", "maneuver"})
DOSES = frozenset({"reps_by", "sets_reps", "seconds_by", "w_cm2", "mhz", "length", "length_by"})
# what a patient tells of other days
TOLD = guarded(r"\b(?:reports?|states?|says|said|feels?|did|doing|does|been|was|were|had|has|used|tried|home|hep|yesterday|last|since|ago|nightly|daily|able|can|cannot|could|unable|walks|with (?:walking|stairs))\b")


def release_treatment(folded: str, contexts: list[Context]) -> None:
    """Lines of dosed treatment right under "S: …" or "Pain: 4/10", without a heading of their own, are no report."""
    released: int | None = None
    for context in contexts:
        part = context.part
        if part.section != "subjective" or part.historical:
            released = None
            continue
        if part.head_end > part.start and WORDS.search(folded, part.start, part.head_end) and not PT.match(folded, part.start, part.head_end):
            released = None
        begins = any(hit.label in TREATMENT_WORDS and hit.start - part.head_end < 14 for hit in context.hits) or GAIT_WORD.match(folded, part.head_end, part.end) is not None
        dosed = any(quantity.kind in DOSES for quantity in context.quantities) or begins and any(
            quantity.kind in ("minutes", "prime") for quantity in context.quantities)
        if begins and dosed and not TOLD.search(folded, part.start, part.end):
            released = part.paragraph
        if released == part.paragraph:
            context.part = replace(part, section=None)


# hands that hold on to something, and "manual" that is no therapy
NO_HANDS_ON = guarded(r"hands?[ -]on\s(?:the |his |her |their |my |both )*(?:thigh|knee|hip|arms?\b|handles?|grips?|arm ?rest|walker|rail|bars?\b|table|counter|wheel|chair|wall|floor|mat|head|waist|shoulder|rw|fww|cane|grab|rim|seat|sink|bed|ball|steering)|hands?[ -]on\s(?:facilitat|assist|cue|cuing|guard|support|guidance|correction)|(?:fine )?manual (?:control|coordination|dexterity|w/?c|wheelchair|muscle|labou?r|work|resist|assist|guidance|facilitat|perturb|chair)")
CARE_NAMES = frozenset({"modality", "modality_type", "technique_vague", "exercise_vague", "activity_vague"})
PAPERED = CARE_NAMES | {"needling", "maneuver", "repositioning"}
PAPER = guarded(r"\s(?:the|his|her|both) (?:ankles?|feet|foot|calves|calf|fists?)\b|-(?:mou?ld\w*|formed|shaped)\b|\s(?:gun\b|mou?ld\w*|goggles?|camera|thermometer|consent|orders?|script|referral|precautions?|contraindications?|screening|supplies|authori[sz]ation|auth\b|appointment|appt)\b(?! (?:was |were )?(?:obtained|signed|given)?[^.;]{0,12}(?:,|and|then)\s(?:then |and )?(?:needled|applied|treated|performed))")
REPLY = guarded(r"\b(?:response|reaction|tolerance|allerg\w+|relief)\b")
REPLY_TO = guarded(r"\b(?:response|reaction|tolerance|allerg\w+|relief)\s(?:to|of|for|from|with)\s(?:the |today's )?\Z")
GUIDED = guarded(r"\b(?:guid\w*|cue[ds]?|assist\w*|lift\w*|carr\w+|fed|wrote|wash\w*|propel\w*|help\w*|block\w*|mov\w+|rotat\w+)\b[^.;,]{0,30}\Z")


def set_false_names_aside(folded: str, contexts: list[Context]) -> None:
    """"Hands on thighs", "guided the trunk by hand" name no manual therapy, the pumps of "ankle pumps" no device."""
    needled = -1  # the paragraph that tells of needles, in which "LTR" is a twitch and no trunk rotation
    for context in contexts:
        if any(hit.label == "needling" for hit in context.hits):
            needled = context.part.paragraph
        if needled == context.part.paragraph and "ltr" in folded[context.part.start:context.part.end]:
            context.hits = [hit for hit in context.hits if hit.label != "exercise" or folded[hit.start:hit.end] not in ("ltr", "ltrs")]
        if folded.startswith("tolerance", context.part.start) and folded[context.part.start + 9:context.part.start + 10] in (":", "=", " ") and context.part.head_end > context.part.start:
            context.hits = [hit for hit in context.hits if hit.start != context.part.start or not hit.label.startswith("impairment")]  # a field's name
        context.hits = [hit for hit in context.hits if hit.label not in PAPERED or PAPER.match(folded, hit.end) is None]
        if context.part.met & REPLY.need and REPLY.search(folded, context.part.start, context.part.end):
            context.hits = [hit for hit in context.hits if hit.label not in CARE_NAMES or not REPLY_TO.search(folded, max(context.part.start, hit.start - 40), hit.start)]
        if any(hit.label in NO_CARE for hit in context.hits):
            context.hits = [hit for hit in context.hits if hit.label not in NO_CARE or NO_CARE[hit.label].match(folded, hit.end) is None and not (
                hit.label in FOUND and FOUND[hit.label].search(folded, context.part.start, hit.start) or hit.label == "exercise" and folded.startswith("'s", hit.end - 2) and OF_SOMEBODY.search(folded, max(0, hit.start - 6), hit.start))]
        if any(hit.label in ("modality", "modality_type") for hit in context.hits):
            longer = [hit for hit in context.hits if hit.label in ("exercise", "technique")]
            context.hits = [hit for hit in context.hits if hit.label not in ("modality", "modality_type") or not any(
                other.start <= hit.start and hit.end <= other.end and other.end - other.start > hit.end - hit.start for other in longer)]
        if "ors" in folded[context.part.start:context.part.end]:  # undosed they are muscles: "hip abductors", "trunk rotators"
            context.hits = [hit for hit in context.hits if hit.label != "exercise" or not folded.startswith("ors", hit.end - 3) or any(
                q.kind in DOSES or q.kind in ("times_by", "count") for q in context.quantities if -30 < q.start - hit.end < 30)]
        if "on foot" in folded[context.part.start:context.part.end]:
            context.hits = [hit for hit in context.hits if hit.label != "region" or not folded.startswith("on foot", hit.start - 3)]
        if "rtc" in folded[context.part.start:context.part.end]:
            context.hits = [hit for hit in context.hits if hit.label not in ("muscle", "region") or not (
                folded[hit.start:hit.end] == "rtc" and BACK_TO_CLINIC.match(folded, hit.end))]
        if any(hit.label == "technique_vague" for hit in context.hits):
            start = context.part.start
            context.hits = [hit for hit in context.hits if hit.label != "technique_vague" or not (
                NO_HANDS_ON.match(folded, hit.start) or NO_HANDS_ON.match(folded, max(start, hit.start - 5))
                or folded[hit.start:hit.end] == "by hand" and GUIDED.search(folded, max(start, hit.start - 40), hit.start))]


# a test of the heart, a sign of an examination, a growth or a wound, whose names hold a movement's or a technique's
NO_CARE = {
    "exercise_vague": guarded(r"(?<=stretch)\s(?:of (?:about |roughly |some |around |over |nearly )?(?:the |[\w-]+\s(?:[\w-]+\s)?)(?:f(?:ee|oo)t|ft|met\w+|m\b|yards?|road|hall\w*|sidewalk|corridor|block|path)|along|between)|(?<=stretches)\s(?:of (?:about |roughly |some |around |over |nearly )?(?:the |[\w-]+\s(?:[\w-]+\s)?)(?:f(?:ee|oo)t|ft|met\w+|m\b|yards?|road|hall\w*|sidewalk|corridor|block|path)|along|between)"),  # of a way
    "group": guarded(r"\s(?:[1-5]|i{1,3})\b\s?(?:or \d\s)?(?:power|manual|pwc|pmd|pov|wheel|w/c|chair|base|scooter|support surface|mattress|single|multi)"),  # by which devices are paid
    "exercise": guarded(r"(?: exercise| graded| cardiac)*[ -](?:stress|testing\b|tests?\b|tolerance test|ecg|ekg|echo)"),
    # "instructions in writing", "the study was carried out", "transferred to the intensive care unit"
    "activity": guarded(r"(?<=\bin writing)(?=\W*(?:[.,;:)]|\Z|to\b|and\b))|(?<=\bcarried)\s(?:out|forward)\b"
                        r"|(?:\s(?:back|out|over))?\s(?:to|from)\s(?:(?:the|a|an|our|another|this)\s)?(?:[\w-]+\s){0,3}?(?:hospital|ward|icu|ccu|intensive care|(?:care|stroke|rehab\w*|telemetry|medical|surgical) (?:unit|floor)|regular floor|facility|snf|nursing home|recovery|medical center|emergency|operating|pacu|telemetry)\b"),
    "technique": guarded(r"(?: tests?| signs?| maneuvers?| manoeuvres?)?(?: is| was| are| were|:)? (?:negative|positive)\b"),
    "technique_vague": guarded(r"[ -](?:mass\w*|swelling|injur\w*|infection|tumou?r|lesion|defects?|densit\w*|calcifi\w*|windows?|specimen|wound|repair|coverage|envelope)\b"),
}
# "told not to do any heavy lifting", "fell down a flight of stairs", "positive straight leg raise", "tenderness to palpation over the soft tissue"
FOUND = {
    "exercise_vague": guarded(r"\b(?:feet|foot|ft|met(?:er|re)s|yards|walk(?:ed|ing)|ambulat\w+)\b[^.;]{0,30}\b(?:in|over|for) (?:two|three|four|five|six|\d|several|short|long|a few)(?: short| long| equal)? \Z"),
    "activity": guarded(r"\b(?:not to (?:do|perform|attempt)|to do no|should do no|(?:restrict\w*|precaution\w*|instructed|advised|told)\W{1,3}no|to avoid|avoid(?:ing)?)\s(?:any\s)?(?:(?:heavy|strenuous|prolonged|excessive|repetitive)\s)?\Z|\b(?:fell|fall(?:ing|en)?|slipped|tripped)\s(?:[\w-]+\s){0,5}\Z"),
    "exercise": guarded(r"\b(?:positive|negative|symmetric\w*)\s(?:(?!to\b|for\b|with\b|response)[\w-]+\s){0,2}\Z"),
    "technique_vague": guarded(r"\b(?:palpation|tender\w*|swelling|swollen|bruis\w*|ecchymosis|o?edema|laxity)\b[^.;,]{0,24}\b(?:over|of|in|to|at|along|around|with)\s(?:the\s)?(?:\w+\s){0,2}\Z"),
}
OF_SOMEBODY = guarded(r"\b(?:dr|mr|mrs|ms|miss)\.?\s\Z")  # "Dr. Y's office": no letters drawn with an arm
BACK_TO_CLINIC = guarded(r"\s?:?\s?(?:\d|in\b|on\b|mon|tue|wed|thu|fri|sat|next|prn|tomorrow|per\b|for\b|[.,;]|\Z)")  # "RTC Fri" returns
BEGUN = guarded(r"start|asked to|abort|terminat|before|tolerat")
WORDS = guarded(r"[a-z]")
PT = guarded(r"\W*pt\b")  # "PT: gait 150 ft": the therapist, not the patient
NOT_TODAY = guarded(r"(?!\W*[✓✔☑√])\W*(?:[-–—x]{0,3}|d/?c|n/?a|none|held\b.*|hold\b.*|deferred\b.*|declined\b.*|omit\w*.*|not .*)\W*\Z")


def refuse_rows(folded: str, contexts: list[Context]) -> None:
    """In a flow sheet with a column a visit, a row whose cell of today is empty or says "held" was not done."""
    rows: dict[int, list[Context]] = {}
    for context in contexts:
        if context.part.column is not None:
            rows.setdefault(context.part.unit, []).append(context)
    for row in rows.values():
        if len(row) < 2 or not any(context.part.historical for context in row):
            continue
        today = [context for context in row[1:] if not context.part.historical]
        if all(NOT_TODAY.match(folded, context.part.start, context.part.end) for context in today):
            part = row[0].part
            row[0].refused.insert(0, Refusal(part.start, part.end, "negated", folded[today[0].part.start:today[0].part.end] if today else "no entry today"))


def spread_negation(contexts: list[Context]) -> None:
    """When the pull or the current was not given, setting up for it in the same lines was not the service."""
    for unit in _units(contexts).values():
        said: dict[frozenset[str], list[tuple[int, str]]] = {}  # what is denied, by the last two parts that do: one of them is another's
        for place, context in enumerate(unit):
            _refuse_also(context, place, said)
            negated = next((r for r in context.refused if r.reason == "negated"), None)
            if negated is not None and (denied := _denied(context, negated)):
                said[denied] = [*said.get(denied, ())[-1:], (place, negated.cue)]
        for place, context in enumerate(unit) if said else ():
            _refuse_also(context, place, said, place + 1)


def _denied(context: Context, negated: Refusal) -> frozenset[str]:
    """The families that a part denies."""
    denied = {hit.family for hit in context.hits if hit.family and hit.label in ("modality", "modality_type")
              and (why := context.why(hit.start, hit.end)) and why.reason == "negated"}
    if not denied and any(q.kind in ("weight", "minutes", "times_by") and negated.start <= q.start < negated.end for q in context.quantities):
        denied = set(context.families) & (MODALITIES | HANDS)
    if not denied and context.families and MODALITIES.issuperset(context.families) and BEGUN.search(negated.cue):
        denied = set(context.families)  # "Set up on the table. Asked to get off before the pull"
    return frozenset(denied)


def _refuse_also(context: Context, place: int, said: dict[frozenset[str], list[tuple[int, str]]], behind: int = 0) -> None:
    """Refuse a part if all of it is denied in another of its unit, not before ``behind``; the last to do so is quoted."""
    if not said or not context.families or any(q.kind in ("minutes", "weight", "w_cm2") for q in context.quantities):
        return
    cues = [each for denied, parts in said.items() if denied.issuperset(context.families) for each in parts if each[0] != place and each[0] >= behind]
    if cues:
        context.refused.insert(0, Refusal(context.part.start, context.part.end, "negated", max(cues)[1]))


NOT_GIVEN = guarded(r"\W*(?:(?:comments?|notes?|status|reason|response|today)\W+)?(?:held|withheld|not (?:done|given|performed|used|today|completed)|deferred|declined|refused|omitted|skipped|n/a)(?=\W*\Z|\s*[,.;(–—-]|\s(?:to\b|by\b|until\b|d/t|2/2|due|because|secondary|today|pt|per|this)\b)")


ROW_DOSES = frozenset({"reps_by", "sets_reps", "seconds_by", "length_by", "length", "count"})


def refuse_blocks(folded: str, contexts: list[Context]) -> None:
    """A field of a treatment block that says "held, new blister", or who else ran it, speaks of the block: its heading and settings."""
    for number, context in enumerate(contexts):
        part = context.part
        if part.family is not None and part.met & RUN_BY.need and (led := RUN_BY.match(folded, part.start, part.end)) and not WITH_US.search(folded, part.start, part.end):
            for other in contexts:
                if other.part.block == part.block and other.part.family == part.family:
                    other.refused.insert(0, Refusal(other.part.start, other.part.end, "other_provider", led[0].strip()))
            continue
        if part.family and part.column and not part.why and NOT_GIVEN.match(folded, part.start, part.end):
            row = [other for other in contexts[max(0, number - 12):number + 12] if other.part.unit == part.unit and other.part.family == part.family]
            if not any(q.kind in ROW_DOSES for other in row for q in other.quantities):
                for other in row:
                    other.refused.insert(0, Refusal(other.part.start, other.part.end, "negated", folded[part.start:part.end][:40].strip()))
        if part.family is None or part.column is not None or not NOT_GIVEN.match(folded, part.start, part.end):
            continue
        if part.family and number and contexts[number - 1].part.unit == part.unit and OFFERED.search(folded, contexts[number - 1].part.start, part.start):
            continue  # "approached for exercise; declined": only what the sentence before offered
        block = [other for other in contexts[max(0, number - 12):number] if other.part.block == part.block and other.part.family == part.family]
        if not any(q.kind in DOSES for other in block for q in other.quantities):
            for other in block:
                other.refused.insert(0, Refusal(other.part.start, other.part.end, "negated", folded[part.start:part.end][:40].strip()))


def set_totals_aside(contexts: list[Context], totals: list) -> None:
    """A stated total is no service's minutes and no item's dose."""
    starts = [context.part.start for context in contexts]
    stated: dict[int, list[tuple[int, int]]] = {}
    for total in totals:
        stated.setdefault(bisect_right(starts, total.start) - 1, []).append((total.start, total.end))
    for index, spans in stated.items():
        here = Stretches(spans)
        contexts[index].quantities = [q for q in contexts[index].quantities if not here.meet(q.start, q.end)]


def _units(contexts: list[Context]) -> dict[int, list[Context]]:
    """The parts of each line, bullet, row or paragraph."""
    units: dict[int, list[Context]] = {}
    for context in contexts:
        units.setdefault(context.part.unit, []).append(context)
    return units


def mark_only_minutes(contexts: list[Context]) -> None:
    """Paragraphs of several sentences in which minutes are given once."""
    for unit in _units(contexts).values():
        times = [q for context in unit for q in context.quantities if q.kind in ("minutes", "clock")]
        if len(unit) > 2 and len(times) == 1 and unit[0].part.column is None:
            for context in unit:
                context.only_minutes = True
