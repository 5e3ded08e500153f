"""What a line's opening says of all of it: that it tells an earlier visit, or what was measured."""

from __future__ import annotations

from itertools import groupby

from ptnotelint.nlp.assertion import Refusal
from ptnotelint.nlp.doing import arrived
from ptnotelint.nlp.entries import TODAY
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.services import Context

# "Prior visit 12/04: …", "Last time: …"
OPENS_EARLIER = guarded(r"\W*(?:(?:at|on|from|for) )?(?:(?:the |his |her |our )?(?:last|prior|previous) (?:visit|session|tx|treatment|time|appointment|date|note)|yesterday|visit before)\b[^:;.\n]{0,16}:\s")
STRENGTH = guarded(r"\b[0-5][+-]?\s?/\s?5\b|\bmmt\b")
# movements with a bare number behind each: "wrist flex 40, ext 35, sup 50"
MOTIONS = guarded(r"\b(?:flex\w*|ext\w*|sup|pron|supination|pronation|abd\w*|add\w*|er|ir|df|pf|rot\w*|sb|side ?bend\w*|inv|ev|rd|ud|elev\w*)\s(?:[rl]\s)?(?P<one>\d{1,3})[°,;]?,?\s(?:and\s)?(?:[rl]\s\d{1,3},?\s)?(?:flex\w*|ext\w*|sup|pron|supination|pronation|abd\w*|add\w*|er|ir|df|pf|rot\w*|sb|side ?bend\w*|inv|ev|rd|ud|elev\w*)\s(?:[rl]\s)?(?P<other>\d{1,3})(?![\dx]|\s?(?:x|reps?|sec|s\b|min|lb|#))")
# another clinician by name or title as the one who acts: "Ms. Orla, OT, had him for fine motor: …"
THEIRS = guarded(r"\b(?:(?:mr|mrs|ms|dr|miss)\.?\s[\w-]+,?\s(?:the\s)?(?:ot|otr|cota|slp|rt|atc|lmt|dc)|the (?:ot|cota|slp|chiropractor|massage therapist|athletic trainer|trainer|music therapist|recreation therapist)),?\s(?:had|saw|ran|took|treated|worked with|worked on|did|led)\b")
NOT_GIVEN = guarded(r"\W*(?:(?:this|it|so|treatment|pull|traction|stim|current|sound|was|were|in the end) ){0,3}(?:not (?:given|started|delivered|done|performed)|never (?:started|given|begun|turned on)|none (?:given|delivered))(?: today| at all| in the end| after all| this visit)*(?:(?:[,;–—-]\s?|\s(?:because|as|since|due to|d/t|2/2)\b)[^.;]{0,80})?\W*")
ENDS_UNDONE = guarded(r"(?:[,;:–—-]|->|→|\bso|\btherefore|\bthus)\s?(?:it was |was |were |we |therefore |so )?(?:not (?:done|given|performed|applied|used|completed|started|attempted)|held|deferred|omitted|skipped|withheld|none given)(?: today| this visit| this date| this session| for now)?\W*\Z")
DOSED = ("reps_by", "sets_reps", "seconds_by", "times_by", "minutes", "minutes_by", "clock", "weight")


def refuse_whole_lines(folded: str, contexts: list[Context]) -> None:
    """Refuse what stands in a line that an earlier visit opens, and exercises named in a line of findings."""
    for _, group in groupby(contexts, key=lambda context: context.part.unit):
        line = list(group)
        if line[0].part.column is None and len(line) > 1 and OPENS_EARLIER.match(folded, line[0].part.start, line[0].part.end):
            for each in line:
                if each is not line[0] and TODAY.search(folded, each.part.start, each.part.end):
                    break
                each.refused.append(Refusal(each.part.start, each.part.end, "historical", folded[line[0].part.start:line[0].part.start + 40].strip()))
        for each in line:
            if any(hit.label == "gait" for hit in each.hits) and arrived(folded, each):
                each.hits = [hit for hit in each.hits if hit.label != "gait"]  # "Walked to the car with his wife"
            if theirs := THEIRS.search(folded, each.part.start, each.part.end) if each.part.met & THEIRS.need else None:
                each.refused.append(Refusal(theirs.start(), each.part.end, "other_provider", theirs[0]))
        if any(hit.label == "exercise" for each in line for hit in each.hits):
            _refuse_measured(folded, line)


def _refuse_measured(folded: str, line: list[Context]) -> None:
    first = line[0].part
    graded = first.head_end <= first.start and STRENGTH.search(folded, first.start, first.end) is not None and not any(q.kind in DOSED for each in line for q in each.quantities) and not any(
        hit.label in ("assist", "cue", "technique", "modality") and hit.reason is None for each in line for hit in each.hits)
    for each in line:
        match = MOTIONS.search(folded, each.part.start, each.part.end) if not graded and each.part.met & MOTIONS.need else None
        if graded or match and match["one"] != match["other"] and max(int(match["one"]), int(match["other"])) > 30 and not any(q.kind in DOSED for q in each.quantities):
            each.refused += [Refusal(hit.start, hit.end, "measurement", folded[first.start:first.start + 40].strip()) for hit in each.hits if hit.label == "exercise"]


def release_from_undone(contexts: list[Context]) -> None:
    """Lines below a treatment's name that an empty box or "deferred" refuses are not of that treatment."""
    undone = -1
    for context in contexts:
        part = context.part
        if part.family and part.head_end > part.start:
            undone = part.block if any((r.reason == "negated" or r.reason == "template_hole" and "_" not in r.cue) and r.start <= part.start and r.end >= part.end for r in context.refused) else -1
        elif part.family and part.block == undone and part.column is None and context.labelled and not any(q.kind in DOSED for q in context.quantities):
            context.families, context.labelled, context.anchors = (), False, []


def refuse_not_given(folded: str, contexts: list[Context]) -> None:
    """"Cervical traction set up (18 lb, 10 min). Not given.": the whole sentence denies what its line told before, doses and all."""
    for number, context in enumerate(contexts):
        part = context.part
        if part.family and part.head_end > part.start and part.met & ENDS_UNDONE.need and ENDS_UNDONE.search(folded, part.head_end, part.end) and not any(q.kind in DOSED for q in context.quantities):
            context.refused.insert(0, Refusal(part.start, part.end, "negated", folded[part.start:part.end][-24:].strip()))
            continue  # "E-stim: rash where the pads were, not done today"
        if number == 0 or not part.met & NOT_GIVEN.need or NOT_GIVEN.fullmatch(folded, part.start, part.end) is None:
            continue
        for before in reversed(contexts[max(0, number - 4):number]):
            if before.part.unit != part.unit or before.families != contexts[number - 1].families:
                break
            before.refused.insert(0, Refusal(before.part.start, before.part.end, "negated", folded[part.start:part.end].strip()))
