"""How plainly a number of minutes is said of the whole service, by its place and the words around it."""

from __future__ import annotations

import re

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import LISTED
from ptnotelint.nlp.naming import kind_in
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import HANDS, MODALITIES, OPEN, VAGUE_LABELS, Context
from ptnotelint.nlp.timing import MINUTES_FIELD, passing

THING = guarded(r"\s((?!block|session|bout|segment|treatment|visit|tx\b|total|of\b|course|application|stretch of|portion|period|to\b|for\b|with\b|direct|one)[a-z][\w-]*(?: [a-z][\w-]*)?)")
NOT, SAID, OWN, HEADED = 0, 1, 2, 3
SERVICE_MINUTES = guarded(r"\s*(?:of\b|total\b|in (?:all|total)\b|altogether\b|overall\b|spent\b|tx\b|treatment\b|session\b|-?\s*(?:block|segment)\b)")
SUMMED = guarded(r"\W*(?:sub-?)?(?:total|tot|time|in all|all together)\b(?: (?:time|min\w*|of))?\W*")
TOOK = guarded(r"\b(?:took(?: up| me| us| him| her)?|lasted|spent|went to|occupied|required|ran)\s(?:about |approx\w* |roughly |around |the |a further |another )?\Z")
SPENT = guarded(r"(?:\b(?:took(?: up| me| us)?|lasted|spent|ran|went to|occupied|that was|this was|time was|performed,? over|over|across|worked for|continued for|in all|another|a further)|"
                   r"(?:\A|[.;:\n]|\bfor|\bthen)\W{0,3}(?:for )?(?:the |our |her |his )?(?:last|first|next|other|remaining|final))\s(?:about |approx\w* |roughly |around |the )?\Z")
TO_LIST = guarded(r"(?:\s(?:following|after(?:wards?)?|after that|more|further|next|or so|then|today|of (?:this|that)))?(?:\s(?:in|at|on|around) (?:the |our )?[\w-]+(?=\s?:))?\s?(?:(?:one[- ](?:on|to)[- ]one|1:1|direct|total|in all)\s?)?(?:[,:–—(]|-\s|(?:we|she|he|they|i|pt|patient|client)\b)")
EACH_NAMED = guarded(r"\s(?:of )?(?!total|tot|in all|altogether|each|and|then|with|to|for|at|on|w/)[a-z]")
NAMED_AFTER = guarded(r"\s(?:of|on|for|in|doing|was|were|went to)\s")
EACH = guarded(r"\s?(?:ea\b|each\b|per (?:side|leg|point|muscle|spot|site|area|level)\b)")
AFTER_NAME = guarded(r"(?:[\s,:(x@~–—-]|\b(?:for|of|was|first|today|then|about|approx|training|work|therapy|treatment|time|were|is|performed|provided|completed|administered|done|given|received|lasting|lasted|approximately|roughly|around|some)\b)*\Z")
OFF_TIME = guarded(r"\s(?:late|early|behind|delay\w*|ago|later)\b")
CODED = guarded(r"\s?[(\[](?:cpt\s?)?(?P<code>9\d{4}|2056[01]|g0283)[)\]]")  # "we gave 13 minutes (97110) to …"
ALL_OF_IT = guarded(r"\s?(?:\(?total|tot\b|in all\b|altogether|all together|overall)")
TOTAL_OF = guarded(r"\btotal(?: (?:of|time|tx))?[:=\s]{1,3}(?:about |~)?\Z")
GIVEN = guarded(r"\s(?:was|were|is)\s(?:then |so |thus |all )?(?:spent|used|devoted|dedicated|given|taken|employed|passed|occupied|filled|allotted|allowed|needed|required|put|invested)\b|\swent (?:to|on|into)\b|\s(?:sufficed|start to finish|from start to)\b|,?\s(?:which |that )?(?:we|i|he|she|they) (?:then )?(?:spent|devoted|gave to|used for)\b")
PORTION = guarded(r"\b(?:last|first|final|remaining|closing|opening) (?:about |approx\w* |roughly |around )?\Z")
# nothing comes behind it but the reason of it all
CLOSES = guarded(r"[\s.;:)|]*\Z|\)?,?\s(?:for|because|since|so (?:that|he|she))\s(?!(?:each|every|both|ea)\b)[^;|]*;?\Z|,?\sto (?!(?:fatigue|failure|tolerance|pt|patient|the|each|r|l)\b)[a-z]{3,}[^;|]*;?\Z|,[^;|()\d]*\)\W*(?:\Z|\.)")
COMPARED = guarded(r"\s(?:instead of|rather than|vs\b|versus|compared|down from|up from|against)")
ONE_GO = guarded(r"\b(?:first|second|third|fourth|last|final|next|each|every|one|another)\s(?:time|go|round|set|trial|one|try|attempt|lap|pass|walk|bout|trip)\s\Z")
THAT = guarded(r"\b(?:this|that|it|all of (?:it|this|that)|which|these|together)(?: (?:part|portion|all|work|block|section|set))?\s\Z")


def weigh(folded: str, context: Context, quantity: Quantity, items: int, first: bool) -> int:
    """How plainly minutes are the service's rather than those of one item in it."""
    part = context.part
    if quantity.kind == "minutes_by":
        return NOT
    if part.code and part.head_end > part.start and SUMMED.fullmatch(folded, part.head_end, quantity.start):
        return HEADED  # "97110 total 28'"
    if quantity.end <= part.head_end and OFF_TIME.match(folded, quantity.end):
        return NOT  # "Began 6 min late: …"
    if part.minutes_column or quantity.end <= part.head_end or MINUTES_FIELD.search(folded[max(part.start, quantity.start - 32):quantity.start]):
        return HEADED
    if quantity.kind == "minutes" and "-" in folded[quantity.start:quantity.end] and (thing := THING.match(folded, quantity.end, part.end)) and kind_in(folded, *thing.span(1)) is None:
        return NOT  # a "25-minute timer", a "15-min dog walk"
    took = TOOK.search(folded, max(part.start, quantity.start - 34), quantity.start)
    if COMPARED.match(folded, quantity.end) or took and ONE_GO.search(folded, part.start, took.start() + 1):
        return NOT  # "the second time took 6 minutes instead of 11"
    if took and (THAT.search(folded, part.start, took.start()) or any(hit.family and hit.start < quantity.start for hit in context.hits)):
        return OWN  # "gait training lasted 13 min"
    if passing(folded, part, quantity):
        return OWN if quantity.kind == "clock" else NOT
    if GIVEN.match(folded, quantity.end):
        return OWN  # "the remaining eleven minutes were spent on …"
    if TOTAL_OF.search(folded, max(part.start, quantity.start - 20), quantity.start) and (items != 1 or any(q.kind == "minutes" and q.end <= quantity.start for q in context.quantities)):
        return HEADED  # "glides 5 min, STM 7 min (total 12 min)"
    if ALL_OF_IT.match(folded, quantity.end) and (items != 1 or any(q.kind == "minutes" and q.end <= quantity.start for q in context.quantities)):
        return OWN  # "glides 5 min, STM 5 min - 10 min total"
    if (quantity.kind == "hours" or quantity.values[-1] >= 5) and PORTION.search(folded, max(part.start, quantity.start - 24), quantity.start):
        return OWN  # "the last ten minutes": a portion of the visit
    if took or items == 0 and SPENT.search(folded, max(part.start, quantity.start - 34), quantity.start):
        return OWN
    if quantity.kind == "clock":
        return OWN
    families = context.families_at(quantity.start)
    hands = bool(set(families) & (MODALITIES | HANDS))
    if quantity.kind == "prime":
        if _alone(folded, part.start, part.end, quantity):
            return OWN
        closing = part.family is not None and not folded[quantity.end:part.end].strip(" .;)|") and re.search(r"[,;–—-]\s*\Z", folded[part.start:quantity.start])
        return SAID if hands and "x" not in folded[quantity.start - 2:quantity.start] or closing else NOT
    alone = _alone(folded, part.head_end if part.head_end < quantity.start else part.start, part.end, quantity)
    if hands and sum(q.kind == "minutes" and EACH_NAMED.match(folded, q.end, part.end) is not None for q in context.quantities) > 1:
        return SAID  # "Manual: 8 min glides, 7 min STM"
    named = [hit for hit in context.hits if hit.start < quantity.start and hit.family]
    if named and all(hit.label in VAGUE_LABELS or hit.label == "gait" for hit in named) and AFTER_NAME.match(folded, named[-1].end, quantity.start) or NAMED_AFTER.match(folded, quantity.end) and any(
            hit.label in VAGUE_LABELS and quantity.end < hit.start < quantity.end + 24 for hit in context.hits):
        return OWN  # "manual therapy x 15 min: …", "thirteen minutes of manual treatment: …"
    if not hands and items and EACH.match(folded, quantity.end):
        return NOT  # "pulleys 3 min ea"
    if hands:
        return OWN if alone else NOT if EACH.match(folded, quantity.end) else SAID
    dosed_before = [q for q in context.quantities if q.kind in LISTED and q.end <= quantity.start]
    closing = (CLOSES.match(folded, quantity.end, part.end) or _none_after(folded, context, quantity)) and (re.search(r"(?:[-–—=/|(,]|\bx)\s*\Z", folded[part.head_end:quantity.start]) is not None
                                                                     or any(not folded[q.end:quantity.start].strip() for q in dosed_before))
    if closing and items and dosed_before and max(q.start for q in dosed_before) > max((hit.start for hit in context.hits if hit.label == "exercise" and hit.start < quantity.start), default=-1):
        return OWN  # "… clams 3x10 - 15 min", "… clams 3x10 (15 min, hip strength)": the last item has its dose already
    if alone:
        return OWN if part.column in (None, 0) or part.family is None or items == 0 and not _item_beside(context) else NOT
    names = [hit.start for hit in context.hits if hit.label in ("exercise", "activity", "gait") and hit.start >= part.head_end]
    if families and names and quantity.end < min(names) and TO_LIST.match(folded, quantity.end):
        return OWN  # minutes before the list: "for twelve minutes, one to one: SLR …"
    return SAID if _in_sentence(folded, context, quantity, items, first, families) else NOT


STOP = guarded(r"\.(?=\s)|[.;)\]|\s]*\Z")
BETWEEN_COMMAS = guarded(r"\s?[,;:.(–—-]")
WORN = guarded(r"\b(?:wore|wear\w*|worn|on|in it|after|at|within|for|every|trial|until|off)\s(?:it\s)?(?:for\s|about\s)?\Z")


def _in_sentence(folded: str, context: Context, quantity: Quantity, items: int, first: bool, families: tuple[str, ...]) -> bool:
    """Minutes amid the words of an exercise, task or gait line."""
    part = context.part
    before = folded[part.head_end:quantity.start].split()
    if not families:
        return part.section == "treatment" and first
    if quantity.start - part.head_end < 3 and re.match(r"\s(?:of|on|for|in|doing|was|were|to)\s", folded[quantity.end:quantity.end + 8]):
        return True
    if first and not items and context.families[0] in ("orthotic", "prosthetic") and BETWEEN_COMMAS.match(folded, quantity.end):
        return WORN.search(folded, part.start, quantity.start) is None  # "resting hand, L, 20 min, moulded", not "wore it 15 min"
    if items == 0 and context.families[0] == "group" and quantity.values[0] >= 15 and BETWEEN_COMMAS.match(folded, quantity.end):
        return True  # "four stations, 40 min, 4 pts"
    if items == 0 and not (context.labelled and context.families[0] in OPEN and 1 <= len(before) <= 6):
        return True  # not a line of a list whose name the vocabulary lacks
    if any((hit.label in VAGUE_LABELS or hit.label == "gait") and part.head_end <= hit.start < quantity.end + 30 for hit in context.hits) and items < 2:
        return True
    if SERVICE_MINUTES.match(folded, quantity.end) or folded[quantity.start - 1] == "(" and folded[quantity.end:quantity.end + 1] == ")":
        return quantity.start - part.head_end < 40 or first
    before = folded[max(part.start, quantity.start - 5):quantity.start]
    chunk = max(folded.rfind(mark, part.start, quantity.start) for mark in (",", ";", "\n", " then "))
    if before.endswith("for ") and any(hit.label in ("exercise", "activity", "gait") and chunk < hit.start < quantity.start for hit in context.hits):
        return False
    if items > 1 and not folded[quantity.end:part.end].strip(" .;)|") and not any(q.kind in LISTED for q in context.quantities):
        return True  # minutes that close an undosed list are the service's
    return (before.endswith(("for ", "  ", ". ")) and items > 1) or (folded[quantity.end:part.end].strip(" .;:,)|") == "" and items > 2 and before.endswith(("   ", "- ", "– ", "— ")))


def _none_after(folded: str, context: Context, quantity: Quantity) -> bool:
    """Whether behind a mark only remarks follow, no further item and no dose: "… SLS 3x20 s, 11 min, VC for hips"."""
    return BETWEEN_COMMAS.match(folded, quantity.end, context.part.end) is not None and not any(
        hit.start > quantity.end and hit.label in ("exercise", "activity", "gait") for hit in context.hits) and not any(
        q.start > quantity.end and q.kind in (*LISTED, "minutes", "length", "length_by") for q in context.quantities)


def _item_beside(context: Context) -> bool:
    """Whether the cell is the dose cell of a row that names an item in its first cell."""
    return context.part.family in OPEN and context.part.column not in (None, 0) and not context.part.minutes_column and context.part.unit != context.unit_of_label


def _alone(folded: str, start: int, end: int, quantity: Quantity) -> bool:
    """Minutes that are all there is in their cell or sentence, or that open it before a colon or dash."""
    if folded[start:quantity.start].rstrip().endswith((".", "!")) and (STOP.match(folded, quantity.end, end) or not folded[quantity.end:end].strip(" .;)]|")):
        return True  # a sentence of its own, where a full stop was taken for an abbreviation's
    before = folded[start:quantity.start].strip(" .,;:()[]|-–—x~")
    after = (folded[quantity.end:end] if before else folded[quantity.end:end].partition("\n")[0]).strip(" .;)]|")
    return before in ("", "for", "time", "total", "min", "tx time", "approx", "about", "for about", "roughly") and (
        not after or after[0] in ":,-–—(" or after.split(" ")[0] in ("of", "total", "spent", "for", "on", "altogether", "in", "or") and not re.match(r"(?:in|or) (?!all|total|so|thereabouts)", after))
