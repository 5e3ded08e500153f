"""Work on balance that no exercise's name tells: how the patient stood, on what, with which sense taken away."""

from __future__ import annotations

from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import Context
from ptnotelint.nlp.unlisted import UNLISTED

_BASE = (r"(?:(?:feet|foot)\s(?:close\s)?(?:together|apart|in line|in tandem|staggered|narrow|side by side)|(?:narrow|wide|staggered|split|stride|semi-?tandem|half-?tandem|tandem|single[- ](?:leg|limb)|one[- ]leg(?:ged)?|romberg|nbos|narrow[- ]base[d]?|reduced)\s(?:stance|stand\w*|base(?: of support)?|bos|position)|"
         r"(?:on )?(?:one|a single|1) (?:foot|leg)\b|(?:stood|standing|stand|balanc(?:ed|ing)|held (?:her|him)self|kneel(?:ed|ing)?|half[- ]kneel\w*|tall[- ]kneel\w*|sat|sitting|perch(?:ed|ing)|march(?:ed|ing)|turn(?:s|ed|ing)|step(?:ped|ping)|weight[- ]?shift\w*|reach(?:ed|es|ing)))")
_GROUND = r"(?:foam|airex|balance (?:pad|disc|beam)|pad\b|cushion|pillow|bosu|wobble\w*|rocker(?:[- ]?board)?|dyna ?disc|disc\b|trampoline|mini[- ]tramp|half[- ]roll|beam|unstable surface|uneven surface|compliant surface|theraball|(?:therapy|swiss|physio) ball|tilt ?board|sand|grass|gravel)"
_SENSE = r"(?:eyes? (?:open|closed|shut)|e[oc]\b|eo/ec|vision (?:occluded|removed)|blindfold\w*|head turns?|head nods|turning (?:the |her |his )?head|perturb\w*|nudg(?:ed|es|ing)|unsupported|without (?:back |arm )support|reach(?:ed|es|ing) (?:out of|outside|beyond) (?:the |her |his )?(?:base|bos))"
# a base with a ground or a sense beside it, either way round
STANCE = guarded(rf"\b{_BASE}\b[^.;|\n]{{0,40}}?\b(?:{_GROUND}|{_SENSE})|\b(?:on|over|across)\s(?:the |a |an |blue |firm |soft |\w+ ){{0,2}}{_GROUND}[^.;|\n]{{0,30}}?\b(?:{_BASE}|{_SENSE})|\b{_GROUND}[\s,:(–-]{{1,4}}(?:{_BASE}|{_SENSE})")
# one foot raised, or the feet in a line along the floor
STEPPED = guarded(r"\b(?:one|1|l|r|left|right|lead|stance|weak|strong|good|bad)\s(?:foot|leg)\s(?:up )?on(?:to)?\s(?:the |a |an )?(?:\d+[- ]?(?:in\w*|\")?\s)?(?:step|stool|box|block|bolster|chair|ball|cone|bucket|wedge)\b(?![^.;|\n]{0,12}\b(?:per|each|at a time)\b)|"
                  r"\bheel[- ]?(?:to|-)[- ]?toe\s(?:(?:walk\w*|steps?|stepping|pattern)\s)?(?:down|along|on|over|across|following)\s(?:the |a |my )?(?:[\w-]+\s){0,2}?(?:line|tape|beam|strip|seam|tiles?|rail|counter|bars?|hall\w*|corridor|board)\b|"
                  r"\b(?:walk(?:ed|ing)?|march(?:ed|ing)|step(?:ped|ping))\s(?:\w+\s){0,2}?(?:while|with|and)\s(?:turning|shaking|nodding|moving|rotating)\s(?:the |her |his )?head\b|\bturn(?:s|ed|ing)\s(?:around |round )?in (?:a |full |complete |tight |small )*circles?\b|\b(?:full|360|180|quarter|half)[- ](?:degree )?turns?\s(?:to |each|both|in place|x)")
CLAUSE = guarded(r"[,;|]|\bthen\b|\. ")
REPEATED = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "count", "length_by", "minutes", "minutes_by"})
FOUND = guarded(r"\b(?:poor|fair|good|impaired|intact|wnl|wfl|unable|loses?|lost|sway\w*|positive|negative|score|normal|abnormal|screen|tested|assess\w*|exam)\b|\d\s?/\s?\d{2}\b")
# work on a kind of control named as such: "spent 20 minutes on balance", "worked on her coordination"
CONTROL = guarded(r"\b(?:work(?:ed|ing)? (?:on|at)|focus\w* on|concentrat\w+ on|moved on to|turned to|practi[cs](?:ed|ing)|train(?:ed|ing)|drill(?:ed|ing)|challeng(?:ed|ing)|rehears(?:ed|ing)|(?:min(?:ute)?s?|time|session) (?:of|on|for|was|were|went (?:to|into)|spent on))\s(?:(?!no\b|not\b|to\b|so\b|for\b)[\w'-]+\s){0,2}?(?P<kind>(?:standing |sitting |static |dynamic )?balance|balancing|co-?ordination|propriocepti\w+|gaze(?: stabili\w+)?|equilibrium|steadiness|postural control|motor control|righting|kinesthe\w+|trunk control|head control|body awareness)\b(?! (?:sheet|test\w*|was|is|score))")
# a sentence that opens with it, and with what it stood on: "Balance on the cushion, …"
OPENS = guarded(r"\W*(?P<kind>(?:(?:static|dynamic|standing|sitting|seated|single[- ]leg)\s)*balance)\s(?:on|over|atop)\s(?!(?:admission|eval|exam|arrival|discharge|testing|the berg)\b)[a-z]")


def add_stances(folded: str, contexts: list[Context]) -> None:
    """Add work on balance told in plain words, as exercises and as the kind of care."""
    for context in contexts:
        part = context.part
        if part.section in NOT_TREATMENT or part.section == "assessment" or part.historical or not part.met & ANY:
            continue
        found: list[Hit] = []
        kind = CONTROL.search(folded, part.start, part.end) or OPENS.match(folded, part.start, part.end)
        if kind and FOUND.match(folded, kind.end(), min(part.end, kind.end() + 14)) is None and not any(hit.label == "exercise_vague" and hit.start < kind.end("kind") and kind.start("kind") < hit.end for hit in context.hits):
            found.append(Hit("exercise_vague", "neuromuscular", *kind.span("kind")))
        told = any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits) or any(q.kind in REPEATED for q in context.quantities) or bool(found) or part.family in ("neuromuscular", "aquatic", "group")
        if told and not FOUND.search(folded, part.start, part.end):
            for pattern in (STANCE, STEPPED):
                for match in pattern.finditer(folded, part.start, part.end):
                    if any(hit.label == "exercise" and hit.start < match.end() and match.start() < hit.end for hit in (*context.hits, *found)):
                        continue
                    context.hits = [hit for hit in context.hits if not (hit.label in ("deviation", "activity", "gait") and match.start() <= hit.start < match.end())]
                    found.append(Hit("exercise", "neuromuscular", *match.span(), scope=UNLISTED))
                    close = CLAUSE.search(folded, match.end(), part.end)  # what was done so standing is part of it: "on one leg … catching a ball"
                    context.hits = [hit._replace(family="neuromuscular") if hit.label == "exercise" and hit.family == "exercise" and match.end() <= hit.start < (close.start() if close else part.end) else hit for hit in context.hits]
        if found:
            context.hits = sorted((*context.hits, *found), key=lambda hit: (hit.start, -hit.end))


GROUND = guarded(rf"\b{_GROUND}")


def grounds(folded: str, context: Context):
    """(start, end) of the ground under work on balance: with the kind's name it tells what was done."""
    part = context.part
    if "neuromuscular" in context.families and part.met & GROUND.need and part.section not in NOT_TREATMENT:
        for match in GROUND.finditer(folded, part.start, part.end):
            yield match.span()


ANY = needs_of(STANCE, STEPPED, CONTROL, OPENS)
