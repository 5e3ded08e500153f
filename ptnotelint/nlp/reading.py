"""From a tokenized note to its Reading: the steps in order, each in a module of its own."""

from __future__ import annotations

from bisect import bisect_right
from collections import Counter
from dataclasses import replace
from functools import cache
from itertools import groupby

from spacy.tokens import Doc

from ptnotelint.evidence import Mention, Reading, Segment, StatedTotal
from ptnotelint.nlp import reasons, roles
from ptnotelint.nlp.assertion import Refusal, refusals
from ptnotelint.nlp.assistance import with_help
from ptnotelint.nlp.billing import billing_lines
from ptnotelint.nlp.blocks import end_timed_labels
from ptnotelint.nlp.circuits import share_rounds
from ptnotelint.nlp.closing_labels import label_from_end
from ptnotelint.nlp.coded_rows import label_coded_rows
from ptnotelint.nlp.counting import mention_of
from ptnotelint.nlp.counts import after_sets, bare_counts
from ptnotelint.nlp.course import backgrounds, no_case, presentations, schedules
from ptnotelint.nlp.described import described
from ptnotelint.nlp.doing import measured
from ptnotelint.nlp.effects import effects
from ptnotelint.nlp.encounters import with_encounters
from ptnotelint.nlp.everyday import keep_in_company
from ptnotelint.nlp.figures import figures, is_part, numbers_alike, of_total, sum_told
from ptnotelint.nlp.fitted import driven
from ptnotelint.nlp.following import give_back_reasons
from ptnotelint.nlp.goal_frames import framed
from ptnotelint.nlp.guarded import Folded, guarded
from ptnotelint.nlp.help_fields import add_help_fields
from ptnotelint.nlp.issued import issued_and_done
from ptnotelint.nlp.item_names import is_treated, names_of
from ptnotelint.nlp.items import ITEMS, Item, is_detail, is_dose, listed, timed_items
from ptnotelint.nlp.left_undone import turned_down
from ptnotelint.nlp.line_ends import unwrapped
from ptnotelint.nlp.line_times import mark_line_times
from ptnotelint.nlp.medicine import refuse_medicine
from ptnotelint.nlp.mentions import Hit, Vocabulary
from ptnotelint.nlp.minutes import Spent, service_times
from ptnotelint.nlp.movements import plain_movements
from ptnotelint.nlp.narrated import plain_balance
from ptnotelint.nlp.neighbours import (
    mark_only_minutes,
    refuse_blocks,
    refuse_lists,
    refuse_offers,
    refuse_rows,
    release_treatment,
    set_false_names_aside,
    set_totals_aside,
    spread_negation,
)
from ptnotelint.nlp.pairing import pair
from ptnotelint.nlp.pool_log import stay_in_water
from ptnotelint.nlp.portions import deal_minutes
from ptnotelint.nlp.quantities import Quantity, find_quantities, fold
from ptnotelint.nlp.recap import UNNAMED, recaps
from ptnotelint.nlp.services import HANDS, NOT_TREATMENT, OPEN, Context, attribute, own_family
from ptnotelint.nlp.settings import setting_mentions
from ptnotelint.nlp.settling import settle
from ptnotelint.nlp.shared_out import share_out
from ptnotelint.nlp.skill import adjustments
from ptnotelint.nlp.stances import add_stances, grounds
from ptnotelint.nlp.structure import code_labels, split_parts
from ptnotelint.nlp.tasks import add_tasks
from ptnotelint.nlp.timed_blocks import label_timed_blocks
from ptnotelint.nlp.timing import bracketed_minutes, clock_cells, told_from
from ptnotelint.nlp.totals import stated_totals
from ptnotelint.nlp.unlisted import UNLISTED, add_unlisted
from ptnotelint.nlp.walking import IDENTITY, deviations, seen, ways
from ptnotelint.nlp.whole_lines import refuse_not_given, refuse_whole_lines, release_from_undone

# Labels of the vocabulary that are evidence as they stand (roles and numbers are composed).
PLAIN = frozenset({
    "exercise", "exercise_vague", "activity", "activity_vague", "gait", "technique", "technique_vague", "needling", "maneuver",
    "repositioning", "modality", "modality_type", "wrong_kind", "aquatic", "region", "muscle", "canal", "deviation", "device",
    "orthosis", "prosthesis", "wheelchair_device", "assist", "cue", "position", "medication", "placement", "positional_test",
    "positional_finding", "history_factor", "presentation", "group", "skill_boilerplate"})
# what only an evaluation is asked: its goals, its plan of care, how the case presents and what stands behind it
EVALUATED = (frozenset({"goal"}), frozenset({"visit_frequency", "plan_duration"}), frozenset({"presentation"}), frozenset({"history_factor"}))
LOW_BACK = guarded(r"(?<![\d.#/½-])(?<![\d.#)+-]\s)(?<!five )(?<!ten )(?<!twenty )(?<!per )\blb\b(?!\s?\d)|(?:(?<=\n)|(?<=\A)|(?<=[|;.] ))back(?=\s?[:–—])|\b(?:to|over|across) (?:the|his|her) back\b(?! (?:of|to|and|in|up|down|into|from|door|yard|porch|seat|wall|with)\b)|\b(?:front|outside|outer (?:side|edge)|inside|inner (?:side|edge)|back|top|side|tip|underside) of it\b")  # "MHP to LB", but never "10 lb"
SIDE = guarded(r"\b(?:left|right|l|r|bilateral)\b")  # for a canal the side is region enough


def read_doc(doc: Doc, vocabulary: Vocabulary, text: str | None = None, asked: frozenset[str] | None = None) -> Reading:
    """Everything that one note says, with places, services and refusals.

    Parameters
    ----------
    doc : Doc
        The note as the adapted tokenizer cut it.
    vocabulary : Vocabulary
        The compiled lexicon of the same pipeline.
    text : str, optional
        ``doc.text``, which spaCy joins anew each time, where the caller has it.
    asked : frozenset of str, optional
        Labels that somebody asks for; what only evaluations are asked (goals, schedule, presentation, background) is not
        looked for where it is not among them. None looks for everything.

    Returns
    -------
    Reading
        Mentions in text order; offsets count code points of ``doc.text``.
    """
    text = doc.text if text is None else text
    folded = Folded.of(fold(text), doc)
    parts = label_from_end(folded, split_parts(text, folded))
    charges, charged = billing_lines(folded, parts)
    contexts = [Context(part, index) for index, part in enumerate(parts)]
    found = vocabulary.hits(doc, folded)
    medicine = [hit for hit in found if hit.label == "medicine"]
    _distribute(contexts, [hit for hit in found if hit.label != "medicine"] if medicine else found, find_quantities(folded))
    bracketed_minutes(folded, contexts)
    clock_cells(folded, contexts)
    keep_in_company(folded, contexts)
    set_false_names_aside(folded, contexts)
    release_treatment(folded, contexts)
    flat = folded.like(unwrapped(folded, parts))
    add_tasks(flat, contexts)
    add_unlisted(flat, contexts)
    add_stances(folded, contexts)
    add_help_fields(folded, contexts)
    for context in contexts:
        context.hits = seen(folded, context.part, with_help(text, folded, context.part, context.hits))
        per_day = [(q.start, q.end) for q in context.quantities if q.kind == "per_day"]
        dosed = any(q.kind in ("reps_by", "sets_reps", "minutes", "seconds_by") for q in context.quantities)
        context.refused = refusals(folded, context.part, context.hits, per_day, dosed)
        if context.index in charged:
            context.refused.insert(0, Refusal(context.part.start, context.part.end, "billing_block", "charge line"))
    issued_and_done(folded, [context.part for context in contexts], [context.refused for context in contexts])
    mark_only_minutes(contexts)
    refuse_rows(folded, contexts)
    refuse_blocks(folded, contexts)
    refuse_lists(folded, contexts)
    refuse_whole_lines(folded, contexts)
    refuse_offers(folded, contexts)
    label_coded_rows(folded, contexts)
    mark_line_times(folded, contexts)
    label_timed_blocks(folded, contexts)
    end_timed_labels(folded, contexts)
    stay_in_water(folded, contexts)
    attribute(folded, contexts)
    spread_negation(contexts)
    refuse_not_given(folded, contexts)
    release_from_undone(contexts)
    plain_balance(folded, contexts, UNLISTED)
    plain_movements(flat, contexts)
    give_back_reasons(folded, contexts)
    timed, whole, told = stated_totals(folded, contexts)
    set_totals_aside(contexts, told)
    share_out(flat, contexts, told)
    deal_minutes(flat, contexts)
    refuse_medicine((folded[hit.start:hit.end] for hit in medicine), contexts)
    mentions = [*_items_and_times(flat, contexts), *_plain(folded, contexts), *described(folded, contexts), *turned_down(folded, contexts), *_composed(folded, contexts, asked)]
    mentions.sort(key=lambda mention: (mention.start, mention.end, mention.label))
    segments = tuple(Segment(c.part.start, c.part.end, c.part.section, c.families, c.labelled,
                             next((r.reason for r in c.refused if r.start <= c.part.start and r.end >= c.part.end), None), c.part.unit,
                             head_end=c.part.head_end, historical=c.part.historical) for c in contexts)
    numbers = figures(folded, contexts, told)
    if is_part(mentions, timed, whole):
        numbers, whole = tuple(sorted([*numbers, *of_total(contexts, whole)], key=lambda figure: figure.start)), None
    elif (summed := sum_told(text, numbers, whole)) is not None:
        whole, numbers = whole or StatedTotal(summed.value, summed.start, summed.end), tuple(figure for figure in numbers if figure is not summed)
        mentions = [mention for mention in mentions if mention.label != "minutes" or mention.start != summed.start]
    return Reading(text, with_encounters(folded, segments, [c.unit_of_label if c.part.family else c.part.unit for c in contexts]), tuple(mentions), tuple(charges), code_labels(parts), timed, whole, figures=numbers, alike=numbers_alike(folded, contexts, told), folded=folded)


def _distribute(contexts: list[Context], hits: list[Hit], quantities: list[Quantity]) -> None:
    starts = [context.part.start for context in contexts]
    for kind, found in (("hits", hits), ("quantities", quantities)):
        for item in found:
            index = bisect_right(starts, item.start) - 1
            if index >= 0 and item.end <= contexts[index].part.end:
                getattr(contexts[index], kind).append(item)


def of_both(context: Context, hit: Hit) -> tuple[str, ...] | None:
    """Families of a region: "PROM of the R hip with inferior glides" names it once for the movement and for the hands."""
    if len(context.anchors) < 2:
        return None
    families = context.families_at(hit.start)
    following = next(((place, named) for place, named in context.anchors if place > hit.start), None)
    if following is None or HANDS.isdisjoint(following[1]) or OPEN.isdisjoint(families) or any(
            other.label in ("region", "muscle") and other.start > following[0] for other in context.hits):
        return None
    return tuple(dict.fromkeys((*families, *following[1])))


NAME_OF_CARE = guarded(r"\s(?:skills?|training|trng|management|mgmt|mobility|program|fit(?:ting)?|check-?out|eval\w*|fabrication)\b")
HAND_AFTER = guarded(r"[^.;]{0,40}\b(?:by hand|by (?:the )?(?:pt\b|therapist|clinician)|manually|hands)\b")
BY_HAND = guarded(r"\b(?:manual(?:ly)?|positional|hand-?held|gentle manual)\s(?:\w+\s){0,2}\Z")


def _plain(folded: str, contexts: list[Context]):
    for context in contexts:
        whole = [hit for hit in context.hits if hit.label in ("wrong_kind", "technique", "exercise")]
        for hit in context.hits:
            if hit.reason == "elsewhere":
                yield mention_of(context, "elsewhere", hit.start, hit.end)
            if hit.reason is not None:
                continue  # a word that decides about others is no evidence itself
            if hit.label in ("modality", "modality_type") and any(other.start <= hit.start and hit.end <= other.end and _length(other) > _length(hit) for other in whole):
                continue  # "manual traction" is no traction, "ice massage stroke" no ice
            if hit.label == "technique_vague" and any(other.label == "modality" and other.start < hit.start and hit.end <= other.end for other in context.hits):
                continue  # "ice massage" is no massage
            if hit.family == "traction" and hit.label != "wrong_kind" and (BY_HAND.search(folded, context.part.start, hit.start) or HAND_AFTER.match(folded, hit.end, context.part.end)):
                yield mention_of(context, "wrong_kind", hit.start, hit.end, ("traction",))
                continue
            if hit.label == "presentation" and no_case(folded, hit.start, hit.end, context.part.end):
                continue
            if hit.label == "deviation" and IDENTITY.search(folded, context.part.start, context.part.end):
                continue
            if hit.label in ("wheelchair_device", "orthosis", "prosthesis") and NAME_OF_CARE.match(folded, hit.end):
                continue
            if hit.label in PLAIN and hit.label not in ITEMS:
                families = ("repositioning",) if hit.label.startswith("positional") else own_family(context, hit) if hit.family else of_both(context, hit) if hit.label in ("region", "muscle") else None
                yield mention_of(context, hit.label, hit.start, hit.end, families)


def _length(hit: Hit) -> int:
    return hit.end - hit.start


def _items_and_times(folded: str, contexts: list[Context]):
    """Items with their doses, doses, and minutes, run by run of segments of one block."""
    times: list[Spent] = []
    summed = recaps(folded, contexts)
    for _, group in groupby(contexts, key=lambda context: context.part.block):
        run = list(group)
        found = [names_of(folded, context) for context in run]
        here, doses = service_times(folded, run, [[item for item in items if item.hit.scope != UNLISTED] for _, items in found], summed)
        times += here
        yield from _run(folded, run, found, doses, contexts)
    for each in settle(times):
        place = (each.quantity.start, each.quantity.end)
        yield mention_of(each.context, "minutes", *place, families=() if each.context.joint else each.families, value=each.minutes) if each.family is None else Mention(
            "minutes", *place, each.context.index, () if each.family == UNNAMED else (each.family,), each.family != UNNAMED, value=each.minutes, section=each.context.part.section)


def _run(folded: str, run: list[Context], found, doses: list[tuple[int, Quantity]], contexts: list[Context]):
    items: list[Item] = []
    on_line: Counter[int] = Counter()  # how many items each line has so far
    told = told_from(folded, run[0])
    for context, (hits, here) in zip(run, found, strict=True):
        treated = is_treated(context)
        in_row = context.part.column not in (None, 0) and (on_line[context.part.unit] == 1 or context.part.dose_column and on_line[context.part.unit] > 1)
        for quantity in context.quantities:
            if (quantity.start >= context.part.head_end or quantity.kind in ("reps_by", "sets_reps")) and is_dose(folded, quantity, context) and quantity.kind not in ("minutes", "prime"):
                if context.why(quantity.start, quantity.end) is None:
                    doses.append((context.index, quantity))
        counts = bare_counts(folded, context, here, in_row and (context.part.dose_column or bool(doses) or told >= 0 or after_sets(folded, context, contexts)), bool(doses) and context.part.head_end == context.part.start)
        doses += [(context.index, quantity) for quantity in counts if context.why(quantity.start, quantity.end) is None]
        done = [item for item in here if context.why(item.hit.start, item.hit.end) is None]
        items += done
        on_line[context.part.unit] += len(done)
        for hit in context.hits:
            if hit.label == "exercise" and measured(folded, hit, context.part.end, treated):
                yield mention_of(context, "exam_finding", hit.start, hit.end, ())
        for hit in context.hits:
            if hit.label in ("activity", "gait") and hit not in hits and (why := context.why(hit.start, hit.end)) and why.reason == "negated":
                yield mention_of(context, hit.label, hit.start, hit.end, own_family(context, hit))  # "gait training withheld"
        taken = {item.hit for item in here}
        for hit in hits:
            if hit not in taken or context.why(hit.start, hit.end) is not None:
                yield mention_of(context, hit.label, hit.start, hit.end, own_family(context, hit))
    doses += timed_items(folded, run, items, doses)
    doses.sort(key=lambda dose: dose[1].start)
    pair(folded, items, doses, contexts)
    share_rounds(folded, run, items)
    dosed_names = {folded[item.hit.start:item.hit.end] for item in items if item.dosed}
    alike = cache(lambda name: any(name in other or other in name for other in dosed_names))
    parts, in_part = {index for index, _ in doses}, {index: list(here) for index, here in groupby(items, key=lambda item: item.context)}
    for item in items:
        context = contexts[item.context]
        if item.dosed or alike(folded[item.hit.start:item.hit.end]):
            dosed = True
        elif context.part.column not in (None, 0) and not context.quantities and on_line[context.part.unit] > len(in_part[item.context]) and any(
                dose.start < item.hit.start and contexts[index].part.unit == context.part.unit for index, dose in doses):
            dosed = None  # a remark in a row that another cell names and a third one doses
        elif item.hit.scope == UNLISTED or dosed_names and is_detail(folded, context, in_part[item.context], item):
            dosed = None
        else:
            dosed = False if listed(folded, context, item, len(in_part[item.context]), item.context in parts) else None
        yield mention_of(context, item.hit.label, item.hit.start, item.hit.end, own_family(context, item.hit), dosed=dosed)
    for index, dose in doses:
        yield mention_of(contexts[index], "dose", dose.start, dose.end)
    for context in run:
        for quantity in context.quantities:
            if context.why(quantity.start, quantity.end) is not None and (quantity.kind in ("reps_by", "sets_reps", "seconds_by", "times_by")):
                yield mention_of(context, "dose", quantity.start, quantity.end)


def _composed(folded: str, contexts: list[Context], asked: frozenset[str] | None):
    aims, plans, presented, behind = (asked is None or not asked.isdisjoint(labels) for labels in EVALUATED)
    in_frame = framed(folded, contexts) if aims else frozenset()
    for context in contexts:
        part = context.part
        if "repositioning" in context.families:
            for match in SIDE.finditer(folded, part.start, part.end):
                yield mention_of(context, "canal", match.start(), match.end())
        for match in LOW_BACK.finditer(folded, part.start, part.end) if part.met & LOW_BACK.need else ():
            yield mention_of(context, "region", match.start(), match.end())
        if context.families[:1] == ("wheelchair",) and part.section not in NOT_TREATMENT:
            for start, end in driven(folded, part.head_end if part.head_end < part.end else part.start, part.end):
                yield mention_of(context, "activity", start, end, context.families[:1])
        for label, start, end in setting_mentions(folded, context):
            yield mention_of(context, label, start, end)
        for label, start, end, *families in reasons.purposes(folded, context):
            mention = mention_of(context, label, start, end, *families)
            yield replace(mention, code=None) if families else mention
        for start, end in roles.functional_goals(folded, context):
            mention = mention_of(context, "functional_goal", start, end)
            if (why := roles.set_aside(folded, context, start, end)) is not None:
                yield replace(mention, reason=why.reason, cue=why.cue)
                continue
            denied = roles.NO_LIMIT.search(folded, max(part.start, start - 40), start + 24)
            yield replace(mention, reason="negated", cue=denied[0]) if denied else mention
        for label, start, end in roles.responses(folded, context):
            yield mention_of(context, label, start, end)
        for start, end in effects(folded, context):
            yield mention_of(context, "response", start, end)
        for start, end in (*roles.skilled_needs(folded, context), *adjustments(folded, context)):
            yield mention_of(context, "skilled_need", start, end)
        for label, start, end in roles.findings(folded, context):
            families = {"test_score": ("evaluation", "performance_test"), "testing": ("performance_test",)}.get(label)
            yield mention_of(context, label if label != "testing" else "exam_finding", start, end, families)
        for start, end in roles.measurable_goals(folded, context, context.index in in_frame) if aims else ():
            yield mention_of(context, "goal", start, end)
        if part.section == "goals" and part.head_end < part.end:
            yield mention_of(context, "goal_vague", part.head_end, part.end)
        for match in roles.VAGUE_DISTANCE.finditer(folded, part.start, part.end) if part.met & roles.VAGUE_DISTANCE.need else ():
            yield mention_of(context, "distance_vague", match.start(), match.end())
        for start, end in deviations(folded, context):
            yield mention_of(context, "deviation", start, end)
        for start, end in ways(folded, context):
            yield mention_of(context, "target", start, end, ("gait",))
        for start, end in grounds(folded, context):
            yield mention_of(context, "target", start, end)
        for label, start, end in schedules(folded, context) if plans else ():
            yield mention_of(context, label, start, end)
        for start, end in presentations(folded, context) if presented else ():
            yield mention_of(context, "presentation", start, end)
        for start, end in backgrounds(folded, context) if behind else ():
            yield mention_of(context, "history_factor", start, end)
