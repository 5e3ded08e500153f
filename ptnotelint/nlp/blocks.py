"""How far a treatment heading reaches: which lines and sentences under it plainly are another service."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from ptnotelint.nlp.families import DOSE_KINDS, GAIT_WORD, HANDS, LEFT_POOL, MODALITIES, ON_LAND, OPEN, VAGUE_LABELS
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.narrated import ON_TISSUE

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

MACHINES = MODALITIES - {"stimulation"}  # to a current the patient contracts
NAMED_AS_TOLD = guarded(r"(?:the |his |her |our |today'?s )?(?:\w[\w-]*\s){1,3}?(?:was|were|consisted|included|involved|comprised|came next|followed)\b")
LEADING = guarded(r"(?:\d{1,2}:\d\d\s*(?:-|–|to|→|->)\s*\d{1,2}:\d\d\W{1,3})?(?:(?:attended|unattended|skilled|gentle|then|pre-?mod|continuous|pulsed|moist|lumbar|cervical)\s){0,2}")
# the writer goes on to the next thing done
TELLER = guarded(r"\W*(?:(?:i|we|therapist|pt|then|next|after(?:wards?| that)|finally|also|followed by|this was followed by|later|lastly|second|third|last)\b[\s,]*){1,3}")
NEXT_ONE = guarded(r"\W*(?:then|next|after(?:wards?| that)|finally|lastly|later|from there|followed by|(?:moved|went|turned|switched|progressed|on) (?:on )?to)\b[\s,:]*(?:(?:we|i|he|she|pt|patient|the|some|more|on|to|with|did|worked|by|came|his|her)\s){0,4}")
TIME_ALONE = guarded(r"\W*(?:about |approx\w* |for |total )?(?:\d{1,2}|[a-z]+(?:[ -][a-z]+)?)\s?min(?:ute)?s?\W*")
# exercise that stays hands-on work
BY_THERAPIST = guarded(r"\b(?:a?a?prom|passive\w*|stretch\w*|manual\w*|resist\w*|therapist|assist\w*|pnf|mwm|mobs?|contract|hold.relax|during|while|with (?:stim|current|each))\b")
# services that open a line by a plain name, without colon or dash, and the minutes behind it
OPENS = guarded(r"(?:(?:static|dynamic|standing|sitting|seated|gaze|skilled|pre-?)[ /-]){0,2}(?:balance|gait|ambulation|transfers?|transfer training|stairs?|bed mobility|neuro\w*|nmr|vestibular|coordination)\b")


def breaks_label(folded: str, context: Context, kinds: list[tuple[int, str]], opens_line: bool, timed: bool, before: Context | None = None) -> bool:
    """Whether a line under another line's label plainly is another service ("MT: …" and then "Gait w/ SPC …")."""
    part = context.part
    if part.head_end > part.start:
        return False
    if part.family == "aquatic" and context.unit_of_label != part.unit and ON_LAND.search(folded, part.start, min(part.end, part.start + 60)):
        return True
    if part.family == "aquatic" and LEFT_POOL.match(folded, part.start, part.end) and (kinds or context.quantities):
        return True
    if not kinds:
        return (opens_line and part.family in MACHINES and part.column is None and context.unit_of_label != part.unit and any(q.kind in ("reps_by", "sets_reps", "times_by") for q in context.quantities)
                and not any(hit.family == part.family for hit in context.hits))  # "Fluido: see log", and on the next line "Blocking DIP x15"
    place, family = kinds[0]
    if family == part.family:
        return False
    if part.family == "evaluation":
        return family in HANDS or family in MODALITIES or any(q.kind in DOSE_KINDS for q in context.quantities) and not any(q.kind == "visit_frequency" for q in context.quantities)
    if place - part.start < 3 and NAMED_AS_TOLD.match(folded, part.start, part.end) and any(
            hit.start == place and hit.label in VAGUE_LABELS for hit in context.hits):
        return True  # "… for spasm. Therex was bridges, clams": a sentence that names another service as its subject
    if part.family in OPEN and family in OPEN and part.family not in ("aquatic", "group") and (next_one := NEXT_ONE.match(folded, part.start, part.end)) and place - next_one.end() < 3 and any(
            hit.start == place and hit.label in VAGUE_LABELS for hit in context.hits) and all(kind != part.family for _, kind in kinds):
        return True  # "First 25' on balance: … Then strengthening at the NuStep": the next service by its name
    if opens_line and family == "manual" and part.family == "exercise" and ON_TISSUE.match(folded, part.start, part.end):
        return True  # under "Ex: …" a line on the scar
    if opens_line and family == "group" and place == part.start:
        return True
    if timed and (own_minutes(context, kinds, part.family) or opens_line and context.unit_of_label != part.unit and own_minutes(context, kinds, part.family, True)):
        return True
    if part.family in MODALITIES and family != part.family and (family in MODALITIES or family in HANDS) and part.column is None and (
            (teller := TELLER.match(folded, part.start, part.end)) and place - teller.end() < 24 or place - part.start < 25 and any(q.kind == "minutes" for q in context.quantities)) and not any(hit.family == part.family for hit in context.hits):
        return True  # "Infrared to the buttock 10 min. I then needled …"
    if after_time_alone(folded, before, context, kinds, part.family):
        return True
    if context.unit_of_label == part.unit or part.inferred:
        return (part.family in HANDS or part.family in MODALITIES) and all(f in ("exercise", "neuromuscular", "activities") for _, f in kinds) and any(
            q.kind in ("reps_by", "sets_reps") or q.kind == "times_by" and q.values[-1] > 5 for q in context.quantities) and BY_THERAPIST.search(folded, part.start, part.end) is None
    if opens_line and part.family in MODALITIES and part.column is None and not any(hit.family == part.family for hit in context.hits) and any(
            q.kind == "minutes" for q in context.quantities):
        return True  # hands-on work or exercise with its own minutes under a machine's heading
    if opens_line and (name := OPENS.match(folded, part.start, part.end)) and any(
            q.kind in ("minutes", "prime", "clock") and q.start - name.end() < 24 for q in context.quantities):
        return True
    if place - part.start > 25:
        return False
    if opens_line and _opens_service(folded, context, place, family):
        return True
    if opens_line and part.family in MODALITIES and part.column is None and (family in MODALITIES and place - part.start < 3 or family in HANDS) and not any(
            hit.family == part.family for hit in context.hits):
        return True  # "US 1 MHz …", and on the next line "Ionto …" or "PA glides …"
    if part.column == 0 and part.family == "self_care" and family in ("activities", "wheelchair", "gait") and context.unit_of_label != part.unit:
        return True  # "Feeding: …" names its own row
    if part.column is not None:  # a row of a table
        return part.column == 0 and place - part.start < (16 if part.family in MODALITIES else 3) and (family in MODALITIES or family in HANDS) and (part.family in MODALITIES or part.family in HANDS) and (
            family in MODALITIES or part.family in MODALITIES) or family in OPEN and (part.family in HANDS or part.family in MODALITIES)
    if part.family in HANDS or part.family in MODALITIES:
        return family in OPEN and any(q.kind in DOSE_KINDS for q in context.quantities) or family == "gait"
    if part.family in ("exercise", "neuromuscular", "activities"):
        if family == "activities":
            return any(hit.label == "assist" for hit in context.hits) and not any(hit.label == "exercise" for hit in context.hits)
        if family == "gait":
            return GAIT_WORD.match(folded, part.start, part.end) is not None and any(hit.label in ("device", "assist", "deviation") for hit in context.hits)
        return family in HANDS and any(q.kind == "minutes" for q in context.quantities) and len({f for _, f in kinds}) == 1
    return False


def after_time_alone(folded: str, before: Context | None, context: Context, kinds: list[tuple[int, str]], family: str) -> bool:
    """"… 23 min. Transfers from bed and toilet with min A …": minutes in a sentence of their own have closed the service before it."""
    return (bool(kinds) and before is not None and before.part.unit == context.part.unit and kinds[0][0] - context.part.start < 30
            and TIME_ALONE.fullmatch(folded, before.part.start, before.part.end) is not None and all(kind != family for _, kind in kinds)
            and any(hit.label in ("assist", "cue", "device") or hit.label in VAGUE_LABELS for hit in context.hits))


SEPARATE = frozenset({"exercise", "neuromuscular", "activities", "gait", "wheelchair", "self_care"}) | HANDS | MODALITIES


def own_minutes(context: Context, kinds: list[tuple[int, str]], family: str, own_line: bool = False) -> bool:
    """Whether a sentence tells care of other families only, and its minutes: a service of its own beside a timed one; in a line of its own no dose is needed."""
    part = context.part
    if family not in SEPARATE or not kinds or any(kind == family or kind not in SEPARATE for _, kind in kinds) or kinds[0][0] - part.start > 60 or part.column is not None:
        return False
    spent = [q for q in context.quantities if q.kind == "clock" or q.kind in ("minutes", "minutes_by") and len(q.values) == 1 and q.values[0] >= 8]
    return len(spent) == 1 and (spent[0].end >= part.end - 12 or spent[0].start - part.start < 24) and (own_line or any(
        q.kind in DOSE_KINDS and q.kind != "minutes" for q in context.quantities))


NO_SERVICE = guarded(r"\b(?:total|tot|timed|session|visit|treatment|tx|altogether|all|rest\w*|break|late|billed|unbilled|minutes? (?:per|a|each)|daily|home|hep|stg|ltg|goal|next|plan)\b")


def end_timed_labels(folded: str, contexts: list[Context]) -> None:
    """A line below a labelled one that has told its minutes, with minutes of its own and not a word of the label's kind, is another service's.

    "Ther ex 13 min: …", and on the next line "Showed him how to line the collar; he did it alone after that. 10 min."
    """
    block = max((context.part.block for context in contexts), default=0)
    label = unit = -1
    told = loose = False
    for number, context in enumerate(contexts):
        part = context.part
        if part.family and part.head_end > part.start and part.column is None:
            label, told = part.unit, False
        if part.unit != unit:
            unit, loose = part.unit, False
            line = [each for each in contexts[number:number + 12] if each.part.unit == unit]
            if part.family and label >= 0 and unit > label and told and part.column is None and all(each.part.head_end <= each.part.start for each in line) and _timed_alone(folded, line, part.family):
                block, loose = block + 1, True
        if part.family and part.unit == label and any(q.kind in ("minutes", "prime", "clock") for q in context.quantities):
            told = True
        if loose:
            context.part = replace(part, family=None, code=None, block=block)


def _timed_alone(folded: str, line: list[Context], family: str) -> bool:
    """Whether a line closes with minutes of its own and names nothing of a family."""
    last = line[-1]
    spent = [q for each in line for q in each.quantities if q.kind == "minutes" and q.values[0] >= 8]
    return (len(spent) == 1 and spent[0].end >= last.part.end - 3 and not any(hit.family == family for each in line for hit in each.hits)
            and NO_SERVICE.search(folded, line[0].part.start, last.part.end) is None and not any(q.kind in DOSE_KINDS for each in line for q in each.quantities if q is not spent[0]))


def _opens_service(folded: str, context: Context, place: int, family: str) -> bool:
    """A line that begins with another service's name and says how long or on which part: "massage UT 10'"."""
    part = context.part
    lead = LEADING.match(folded, part.start, part.end)
    if place - (lead.end() if lead else part.start) > 3:
        return False
    timed = any(q.kind in ("minutes", "prime", "clock") for q in context.quantities)
    where = any(hit.label in ("region", "muscle") for hit in context.hits)
    first = [hit.label for hit in context.hits if hit.start == place and hit.family == family]
    if ("technique" in first or "needling" in first) and part.family not in ("manual", "massage", family):
        return timed or any(q.kind == "minutes_by" for q in context.quantities)  # "STM/effleurage UT, 10'" on a line of its own under another service
    if "modality" in first or "technique_vague" in first:
        return timed or where and part.family not in OPEN
    return timed and family == "neuromuscular" and part.family not in OPEN | {"neuromuscular"}
