"""Fields whose text is the reason, whatever its words: "Why: …", "97530 need: …", "Reason for skill: 97110 …; 97140 …"."""

from __future__ import annotations

from ptnotelint.nlp.agents import AGENTS
from ptnotelint.nlp.faults import OF_BODY
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import code_family
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import Context

WHY_FIELD = guarded(r"(?:[a-z ]{2,14}-)?\W*(?:purpose|why|(?:so(?: that)?|in order to|because|what for|needed for|since)(?=\s?[:=])|sought|wanted|after(?=\s?[:=])|for(?=\s?[:=])|rationale|reasons?|indication|intent|aims?|idea|theme|justification|(?:clinical )?reasoning|medical necessity|target(?:ed)?(?: tissues?)?|focus|emphasis|(?:treatment |tx |intervention |session )?goals?(?: of (?:the )?(?:intervention|treatment|tx|exercises?|activity|session|task))?|impairments?(?: addressed)?|deficits?(?: (?:targeted|addressed))?|problems? (?:addressed|treated|targeted)|problem(?=\s?[:=])|limiter|limiting factor)(?: for (?:(?:this|the|her|his) )?\w+)?\s?[:=–—-]+\s*")
PART_DOES = guarded(r"\W*(?:the |her |his |both |l |r |left |right )?[a-z]+ (?:that |to |which )?(?:last|hold|keep|stay|lock|lift|bend|carry|does|do|will|can|cannot|wakes?|fires?|stops?|gets?|lets?|takes?)s?\b")
OFTEN_A_TASK = guarded(r"\W*(?:(?:treatment |tx |intervention |session )?goals?|focus|emphasis|target\w*|for|theme|aims|problem)\b")
NO_REASON = guarded(r"\W*(?:n/?a|none|no reason.*|not (?:stated|given|documented)|tbd|same|see .*|per .*|as above|ditto)?\W*\Z")
WANTING = guarded(r"\b(?:not|no|cannot|loses?|losing|lost|loss|lacks?|lacking|poor|short of|missing|unable|unsteady|unstable|too|fails?)\b|n['’]t\b")
TASKS = frozenset({"activities", "self_care"})  # whose aims are tasks, too, and so no reason by themselves
# a field that is named after its service: "97110 need:", "exercise limits:"
OF_SERVICE = guarded(r"\W*(?:(?:cpt\s?)?(?:9\d{4}|g0283)|[a-z]{2,12}(?: [a-z]{2,10})?)[ -]+(?:needs?|needed (?:for|because|as)|limits|limitations?|impairments?|deficits?|problems?|barriers?|reasons?|why|rationale|purpose|aims?|indications?|because|medical necessity|justification)\s?[:=]\s*")
OF_THE_PATIENT = guarded(r"\W*(?:functional|activity|participation|weight ?bearing|wb|patient|pt|current|prior|home|work|life|adl|equipment|dme|learning|educational?|discharge|social|financial|main|chief|primary|presenting|medical|active|range|rom|motion|mobility|visit|referral)\s[a-z ]{0,20}[:=]")
# a line that gives the reasons of all services, each behind its code
OF_ALL = guarded(r"\W*(?:[a-z]+ ){0,3}(?:reasons?|rationale|why|purposes?|needs?|indications?|justification|medical necessity|deficits?|impairments?|limits|aims?)\b[a-z /&]{0,30}\s?[:=–—-]")
CODED = guarded(r"(?:(?<=[\s;,(:])|\A)(?P<code>9[0-9]{4}|2056[01]|g0283)(?:\s?[:=–—-])?\s(?P<what>(?!min|unit|x\b)[a-z][^;|\n]{3,}?)(?=[\s,.]*(?:\Z|[;|\n]|\b9[0-9]{4}\b|\bg0283\b))")


def field_start(folded: str, context: Context) -> tuple[int | None, bool]:
    """Where the text of a field that gives the reason begins, and whether its name stands before it."""
    part = context.part
    if part.met & WHY_FIELD.need and (why := WHY_FIELD.match(folded, part.start, part.end)):
        return why.end(), True
    if part.why:
        return part.start, False
    if part.met & OF_SERVICE.need and context.families and (why := OF_SERVICE.match(folded, part.start, part.end)) and not OF_THE_PATIENT.match(folded, part.start, part.end):
        return why.end(), True
    return None, False


def fills(folded: str, context: Context, impairments: list[Hit], begin: int, named: bool, of_body: bool) -> bool:
    """Whether a field's text is a reason: one of the body, where it tells of a task or of walking, too."""
    end = context.part.end
    if NO_REASON.match(folded, begin, end):
        return False
    inside = [hit.label for hit in (*impairments, *context.hits) if begin <= hit.start < end]
    bodily = not {"impairment", "impairment_motor", "muscle"}.isdisjoint(inside)
    if context.families == ("gait",):
        return bodily  # a deviation is what is trained, not why
    if named and PART_DOES.match(folded, begin, end) and OF_BODY.search(folded, begin, min(end, begin + 16)):
        return True  # "so that: thighs last through a flight of stairs"
    if not {"function", "activity", "gait"}.isdisjoint(inside):
        return bodily or WANTING.search(folded, begin, end) is not None and OF_BODY.search(folded, begin, end) is not None
    if of_body:
        return True
    return not TASKS.issuperset(context.families) and not (named and AGENTS.isdisjoint(context.families) and OFTEN_A_TASK.match(folded, context.part.start, end))


def coded_reasons(folded: str, context: Context):
    """(start, end, family) of each reason that stands behind a code in a line of reasons."""
    part = context.part
    if not part.met & CODED.need or part.section in ("plan", "goals", "home_program", "history"):
        return
    begin = line_start(folded, part.start)
    if OF_ALL.match(folded, begin, part.end) is None:
        return
    for match in CODED.finditer(folded, part.start, part.end):
        if family := code_family(match["code"]):
            yield match.start("what"), match.end("what"), family


def wants(folded: str, context: Context, start: int, end: int) -> bool:
    """Whether a cause of care is something the patient lost or cannot do that is no task: "because she has lost a third of her span"."""
    told = any(hit.label in ("function", "life", "activity") and start <= hit.start < end or hit.label in ("assist", "cue", "skill_reason") and hit.start < end for hit in context.hits)
    return bool(context.families) and not told and WANTING.search(folded, start, end) is not None


# a weakness by its grade, in a sentence of its own under a service's label: "Quad 4-/5, glut med 3+/5."
GRADE = guarded(r"(?<![\d/.])[0-4][+-]?/5(?![\d/])")
COMPARED = guarded(r"→|->|\b(?:was|were|from|now|up|gain\w*|improv\w*|increas\w*|today|became|become|initial\w*|goal|mmt|test\w*|measur\w*|to [0-5][+-]?/5)\b|strength\s?[:=]")
STRENGTHENED = frozenset({"exercise", "neuromuscular", "aquatic"})


def graded(folded: str, context: Context):
    """(start, end) of a weakness told by its grade where strength is trained."""
    part = context.part
    if context.labelled and part.met & GRADE.need and STRENGTHENED.intersection(context.families) and not COMPARED.search(folded, part.start, part.end):
        for match in GRADE.finditer(folded, part.start, part.end):
            yield part.head_end if part.head_end < match.start() else part.start, match.end()
