"""Which parts of a note stand under a goal's time frame: their heading's, their line's, or that of the plan they follow."""

from __future__ import annotations

from ptnotelint.nlp.course import BOTH, TOGETHER
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.roles import GOAL_OPENER, TIME_FRAME
from ptnotelint.nlp.services import Context

NOT_GOALS = frozenset({"subjective", "history", "home_program", "previous_visit", "treatment"})
_WHEN = (r"(?:(?:(?:early|late|mid|the (?:end|middle|start) of)[\s-])?(?:jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sep(?:t(?:ember)?)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?|spring|summer|fall|autumn|winter)"
         r"|christmas|easter|thanksgiving|halloween|ramadan|passover|new year'?s?|(?:labor|memorial) day|the holidays|graduation|school|the (?:end|last visit|re-?eval\w*|recert\w*|next (?:report|review|recert\w*)|wedding|season|trip))")
# "By March: …", "Hoped for by Easter: …", "What we are after, in six weeks: …"
BY_THEN = guarded(rf"\W*(?:\d{{1,2}}:\d\d\W+)?(?:[a-z'’ ]{{0,28}}\b(?:hop(?:ed|ing) (?:for|to)|wanted|expected|sought|after|aim(?:ed|ing)?(?: for)?|looking for|working toward)\b[a-z',’ ]{{0,12}}\s)?(?:by|before|come|until)\s{_WHEN}\s?[:,–—-]\s"
                  r"|\W*(?:what|where) (?:we|i|she|he|they|pt|patient)\b[^.;:|\n]{2,40}\b(?:in|within|by|over|after)\s(?:the next )?(?:\d{1,2}|two|three|four|five|six|eight|ten|twelve)\s?(?:wks?|weeks?|mos?|months?|visits?)\s?[:–—-]\s")
# goals that close the plan: "POC 2x/wk x 6: …", "1x/wk x 8; targets: …"
PLANNED = guarded(r"\W*(?:poc|plan(?: of care)?|freq\w*|see(?:n)?|tx|rx)\b[^:;\n]{0,30}\d[^:;\n\d]{0,10}:\s(?=[^;\n]*\d)")
AFTER_PLAN = guarded(r"\W*(?:goals?|targets?|aims?|to reach|looking for|outcomes?|objectives?)\b[a-z ]{0,16}[:=–—-]")
ONLY_TIME = guarded(r"\W*(?:in |within |by |over )?(?:\d{1,2}|two|three|four|six|eight|ten|twelve)\s?(?:-\s?\d{1,2}\s?)?(?:wks?|weeks?|mos?|months?|visits?)\W*")
PLAN = needs_of(BOTH, TOGETHER)


def framed(folded: str, contexts: list[Context]) -> frozenset[int]:
    """Numbers of the parts whose goals have a time frame that stands outside them."""
    found: set[int] = set()
    heading, section = False, None
    line = below = planned = -1  # units: that a frame opens, below one that ends in a colon, that tells how long care is planned
    for context in contexts:
        part = context.part
        if part.head_end > part.start and part.section == "goals" or part.section != section:
            heading = part.section == "goals" and TIME_FRAME.search(folded, part.start, min(part.end, part.head_end + 24)) is not None
            section = part.section
        elif part.section == "goals" and ONLY_TIME.fullmatch(folded, part.start, part.end):
            heading = True
        if part.section not in NOT_GOALS:
            if GOAL_OPENER.match(folded, part.start, part.end) or BY_THEN.match(folded, part.start, part.end) or PLANNED.match(folded, part.start, part.end) or (
                    part.unit in (below, planned) and (part.unit == below and part.head_end <= part.start or AFTER_PLAN.match(folded, part.start, part.end))):
                line = part.unit
                below = part.unit + 1 if folded[part.end - 1] == ":" else below
            if part.met & PLAN and (TOGETHER.search(folded, part.start, part.end) or BOTH.search(folded, part.start, part.end)):
                planned = part.unit
        if heading or line == part.unit:
            found.add(context.index)
    return frozenset(found)
