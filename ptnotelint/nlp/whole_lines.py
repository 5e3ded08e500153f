"""What a line's opening says of all of it: that it tells an earlier visit, or what was measured."""

from __future__ import annotations

from itertools import groupby

from ptnotelint.nlp.assertion import Refusal
from ptnotelint.nlp.entries import TODAY
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.services import Context

# "Prior visit 12/04: …", "Last time: …"
OPENS_EARLIER = guarded(r"\W*(?:(?:at|on|from|for) )?(?:(?:the |his |her |our )?(?:last|prior|previous) (?:visit|session|tx|treatment|time|appointment|date|note)|yesterday|visit before)\b[^:;.\n]{0,16}:\s")
STRENGTH = guarded(r"[0-5][+-]?\s?/\s?5\b|\bmmt\b|\d\s?(?:°|deg(?:rees)?\b)")
# movements with a bare number behind each: "wrist flex 40, ext 35, sup 50"
MOTIONS = guarded(r"\b(?:flex\w*|ext\w*|sup|pron|supination|pronation|abd\w*|add\w*|er|ir|df|pf|rot\w*|sb|side ?bend\w*|inv|ev|rd|ud|elev\w*)\s(?:[rl]\s)?(?P<one>\d{1,3})[°,;]?,?\s(?:and\s)?(?:[rl]\s\d{1,3},?\s)?(?:flex\w*|ext\w*|sup|pron|supination|pronation|abd\w*|add\w*|er|ir|df|pf|rot\w*|sb|side ?bend\w*|inv|ev|rd|ud|elev\w*)\s(?:[rl]\s)?(?P<other>\d{1,3})(?![\dx]|\s?(?:x|reps?|sec|s\b|min|lb|#))")
DOSED = ("reps_by", "sets_reps", "seconds_by", "times_by", "minutes", "minutes_by", "clock", "weight")


def refuse_whole_lines(folded: str, contexts: list[Context]) -> None:
    """Refuse what stands in a line that an earlier visit opens, and exercises named in a line of findings."""
    for _, group in groupby(contexts, key=lambda context: context.part.unit):
        line = list(group)
        if line[0].part.column is None and len(line) > 1 and OPENS_EARLIER.match(folded, line[0].part.start, line[0].part.end):
            _refuse(folded, line, "historical")
        measured = line[0].part
        if measured.head_end <= measured.start and STRENGTH.search(folded, measured.start, measured.end) and not any(q.kind in DOSED for each in line for q in each.quantities) and not any(
                hit.label in ("assist", "cue", "technique", "modality") and hit.reason is None for each in line for hit in each.hits):
            _refuse(folded, line, "measurement")
            continue
        for each in line:
            match = MOTIONS.search(folded, each.part.start, each.part.end) if each.part.met & MOTIONS.need else None
            if match and match["one"] != match["other"] and max(int(match["one"]), int(match["other"])) > 30 and not any(q.kind in DOSED for q in each.quantities):
                _refuse(folded, [each], "measurement")


def _refuse(folded: str, line: list[Context], reason: str) -> None:
    for each in line:
        if each is not line[0] and TODAY.search(folded, each.part.start, each.part.end):
            return
        each.refused.append(Refusal(each.part.start, each.part.end, reason, folded[line[0].part.start:line[0].part.start + 40].strip()))
