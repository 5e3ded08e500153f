"""Kinds of care that a note says were not given: "balance testing deferred", "declined shower"."""

from __future__ import annotations

from collections.abc import Iterator

from ptnotelint.evidence import Mention
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.services import Context

# how the kinds are spoken of where they are turned down
_KINDS = {
    "exercise": r"(?:leg |arm |strengthening |therapeutic |resistive |resistance |theraband |mat |seated |standing )?(?:exercis(?:e|es|ing)|ther ?-?ex|strengthening|strength (?:work|training|circuit))",
    "neuromuscular": r"(?:standing |seated |sitting |dynamic |static )?balance(?: (?:work|training|testing|tests?|practice|drills?|activities|exercises?|board|beam|part))?|neuro(?:muscular)?(?: re-?ed\w*)?|nmr|coordination(?: \w+)?|vestibular(?: \w+)?|perturbations?|foam",
    "activities": r"transfers?(?: \w+)?|(?:functional |dynamic )?tasks?|(?:therapeutic |functional )activit(?:y|ies)|ther ?-?act|lifting(?: \w+)?|stair(?:s| training| practice)|floor (?:recovery|transfers?|to stand)|getting (?:in and out|up from|off|in|out|on)|car transfers?|work simulation|bed mobility",
    "gait": r"(?:gait|walking|ambulation|amb|stairs?)(?: \w+)?",
    "self_care": r"(?:b?adls?|self[- ]?care|shower(?:ing)?|bath(?:e|ing)?|dressing|grooming|toileting|hygiene|feeding|breakfast|lunch|morning (?:care|routine)|kitchen(?: \w+)?|cooking|meal prep\w*)(?:/\w+)?",
    "wheelchair": r"(?:wheel ?chair|w/c|propulsion|chair)(?: \w+)?",
}
_NO = (r"(?:declin(?:ed|es|ing)|refus(?:ed|es|ing)|deferr?(?:ed|s|ing)?|withheld|omitted|skipp(?:ed|ing)|postponed|cancel+ed|waived|held off(?: on)?|passed on|opted out of|not (?:attempted|done|performed|given|completed|started|trialed|addressed|reached|possible|appropriate|tolerated|safe)|"
       r"put off|left (?:off|out|for)|saved for|no time (?:left )?for|did ?n[o']?t get to|did not (?:do|get to|reach|attempt|start)|could(?:n['’]?t| not) (?:do|attempt|manage|get to|be done)|unable to (?:do|attempt|participate in|begin|start)|(?:had )?(?:intended|meant|hoped|planned|wanted) to|rather than|instead of|in place of|in lieu of)")
_LINK = r"(?:[\s,:;(–—-]+(?:the|her|his|their|any|all|formal|further|more|today's|for|to|of|on|was|were|is|are|had|been|be|has|have|go|work|do|try|begin|start|through|practi[cs]e|with|by|pt|patient|resident|he|she|and|or|[a-z]+ing|offered|today|again|initially|first|then|but)\b){0,5}?[\s,:;(/–—-]+"
_NO_NAMED = {family: guarded(rf"\b{_NO}{_LINK}(?P<kind>{words})\b|\b(?P<named>{words})\b{_LINK}{_NO}\b") for family, words in _KINDS.items()}
NO = guarded(rf"\b{_NO}\b")
TASKS = frozenset({"activities", "self_care", "wheelchair"})


def turned_down(folded: str, contexts: list[Context]) -> Iterator[Mention]:
    """Mentions, none of which counts, of the kinds of care that a note says were not given.

    Where they are said to be refused, what the note does tell is not taken for them.
    """
    for context in contexts:
        part = context.part
        if part.historical or not part.met & NO.need or NO.search(folded, part.start, part.end) is None:
            continue
        for family, pattern in _NO_NAMED.items():
            match = pattern.search(folded, part.start, part.end)
            if match is not None:
                place = match.span("kind" if match["kind"] else "named")
                yield Mention("activity_vague" if family in TASKS else "exercise_vague", *place, context.index, (family,), False, "negated", match[0], section=part.section)
