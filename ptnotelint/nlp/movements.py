"""Exercises in a list without doses, named by what moves or what is moved and how: "noodle push-downs, arm circles, chin glides"."""

from __future__ import annotations

from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import Context
from ptnotelint.nlp.unlisted import LEADS_AWAY, SOMEBODY, UNLISTED

_MOVED = (r"(?:arm|leg|hand|finger|thumb|wrist|elbow|shoulder|scap(?:ular?)?|neck|chin|head|trunk|core|pelvi[cs]|hip|glute|quad|hamstring|knee|calf|ankle|heel|toe|foot|body|grip|pinch|balance|breath(?:ing)?|"
          r"noodle|paddle|kick ?board|dumbbell|barbell|weight|cuff|band|tubing|ball|balloon|bean ?bag|parachute|scarf|dowel|wand|stick|cane|towel|putty|sponge|pulley|pedal|cable|bench|chair|wall|counter|step|circle|cone|ladder|foam|roller|soup can|can)")
_MOVE = (r"(?:kick|hug|pull|push|press|raise|slide|reach|tap|hop|curl|squat|row|lift|twist|sweep|circle|roll|march|squeeze|lunge|jump|throw|glide|punch|dip|scissor|paddle|bicycle|jog|toss|volley|pass|catch|clap|"
         r"drill|wring|eccentric|isometric|hold|bob|float|skip|walk|stretch|work|exercise|routine|crunch|bridge|plank|nod|tuck|clock|pump|shrug|chop|scrunch|dribble|jack)")
# an entry of a list that is nothing but such a name, or goes on with where, with what and which way
NAMED = guarded(rf"\W*(?:and |then |x\W+)?(?P<name>(?:[a-z]+ )?{_MOVED}(?:'?s)?[ -](?:[a-z]+[ -])?{_MOVE}(?:e?s|ing|s?[ /-](?:ups?|downs?|outs?|backs?|ins?|aparts?))?)(?=\W*\Z|\s(?:with|w/|against|on|to|in|over|at|off|from|along|front|side|up|down|both|each|and|&|for|round|around|under|across)\b)")
ENTRY = guarded(r"[^,;|\t•\n:\[\]]{4,90}")
KINDS = ("exercise", "aquatic", "group")


def plain_movements(folded: str, contexts: list[Context]) -> None:
    """Add the exercises that a labelled part lists by what moves, where it names none that the vocabulary knows."""
    for context in contexts:
        part = context.part
        if not context.labelled or context.families[:1] not in [(kind,) for kind in KINDS] or part.section in NOT_TREATMENT or part.section == "assessment" or any(
                hit.label in ("exercise", "technique", "modality", "test") for hit in context.hits):
            continue
        start = part.head_end if part.head_end < part.end else part.start
        found = [match for entry in ENTRY.finditer(folded, start, part.end) if (match := NAMED.match(folded, *entry.span()))
                 and not LEADS_AWAY.search(folded, entry.start(), match.end()) and not SOMEBODY.search(folded, entry.start(), match.end())]
        context.hits = sorted((*context.hits, *(Hit("exercise", context.families[0], *match.span("name"), scope=UNLISTED) for match in found)), key=lambda hit: (hit.start, -hit.end))
