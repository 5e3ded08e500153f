"""Whether words tell of something done here: not a measure, not what life demands, not how the patient came."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.families import DOSE_KINDS, VAGUE_LABELS
from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

LIFE = guarded(r"\b(?:can(?:not|'t|’t)|unable|wants?|hopes?|struggl\w*|lives|goals?|plof|prior level|difficult\w* (?:with|w/)|reports? (?:difficulty|pain)|at work|(?:is|are) required to)\b")
WEAK_LIFE = guarded(r"\b(?:still|difficult\w*|hard|needs? (?:help|to)|pain (?:with|w/)|reports?|states?|says|independent (?:with|w/|in)|prior)\b")
LETTERS = guarded(r"[a-z][a-z/-]+")
# how the patient came and went is no care: "walked into the clinic w/ SPC"
ARRIVED = guarded(r"\b(?:walk\w*|amb\w*|came|comes|enter\w*|presents?|presented|left|leaves|limp\w*)\b[^.;]{0,24}?\b(?:in(?:to)?|to|from|out of|in/out(?: of)?)\s(?:and out of )?(?:the |pt |our |this |today'?s )?(?:clinic|building|gym|dept|department|office|waiting room|treatment (?:room|area)|tx (?:room|area)|lobby|parking lot|car|session|therapy)\b|\b(?:arriv(?:ed|es|ing)|came in|comes in)\b")
DOING = guarded(r"\b(?:practic?s?ed|practised|trained|performed|worked|did|completed|instructed|rehearsed|simulat\w+|drill\w*|trial(?:s|ed)?|attempts?|reps|tries|went (?:up|down)|climbed|walked|ambulated|taught|set up|ran through|tried|carried|lifted|stood|sat|rolled|scooted|bridged|pivoted|transferred|crawled|knelt|reached|stepped|folded|washed|donned|doffed|got (?:up|in|out|on|off))\b")


# what somebody did, told as it went: "She ambulated with …", "We then walked …"
NARRATED = guarded(r"\W*(?:(?:then|next|today|afterwards?|later|finally|from there|after (?:that|this|a rest|resting)),?\s){0,2}(?:pt|patient|he|she|they|we|i|resident|client|mr\.? [a-z]+|mrs\.? [a-z]+|ms\.? [a-z]+|the (?:patient|resident|client))\s(?:(?:then|also|next|again|first|now|finally|was able to)\s){0,2}(?:had (?:him|her|them) )?(?:walk(?:ed|ing)?|ambulated?|hopped|climbed|went|practi[cs]ed|performed|did|completed|rehearsed|transferred|stood|rolled|scooted|stepped|got|moved|took|made|pushed|carried|lifted|worked|trained|negotiated|ascended|descended|propelled|drove)\b")


# joint motions with a finding behind them are measures, not exercises: "lumbar ext 10°", "SLS R 11 sec", "flexion is limited", "straight leg raises are negative"
MEASURED = guarded(r"\s(?:is|was|are|were|remains?|feels?)\s(?:(?:still|too|so|very|quite|rather)\s){1,2}(?:weak\w*|poor|shaky|low|short|stiff|tight)\b|\s*x?\s?\d{1,2}\s?(?:reps )?(?:[rl]|right|left)\s(?:vs\b|compared|and \d)|\s*(?:contractures?\b|deformit|a?rom\b|prom\b|mmt\b|strength\b|lag\b)|\s*(?:(?:is|was|are|were|to|at|of|=|:)\s)?(?:[rlb]\b|right|left|bilat\w*)?\s*(?:(?:is |was |are |were |remains |still )?(?:negative|positive|symmetric\w*|equal\b|normal\b(?! (?:speed|pace|form|base))|limited|wnl|wfl|painful|full\b|lacks?|intact|weak|\bby half)|[-–]?\d{1,3}(?:[-–]\d{2,3}\b(?! ?(?:reps|sec|x))|\s?(?:°|deg|%)|/5|[+-]/5|\s?(?:→|->)|\s?sec\b(?! hold)(?!\s?x)|\s?s\b(?!\s?x)|\s(?:before|after|pre|post)\b|(?=\s*(?:[,;)]|\.(?!\d)|$|[rl]\b|\(|abd|er\b|ir\b|ext|flex)))|[1-5][+-]?/5|\([+-]\))")


COUNTED = guarded(r"\s*[:=]?\s*(?:[rlb]\b|right|left|bilat\w*)?\s*\d{1,2}(?:\s?s(?:ec)?)?")  # in a treatment line a dose: "SLR: 30", "SLS R 30 sec"

SPAN = guarded(r"\s*\d{1,3}[-–]\d{2,3}")  # a range of motion, but for "heel slides 0-95"
MOTION = guarded(r"(?:flex|ext|abd|add|rot|dev|pron|sup|rom|motion)\w*\s*\Z|\b(?:er|ir|df|pf)\s*\Z")
BOTH_SIDES = guarded(r"\s*[:=]?\s*(?:r|l|right|left)\s\d{1,3}\s?(?:s|sec)?\b\W{1,3}(?:r|l|right|left)\s\d")  # "SLS R 8 sec L 12 sec"


def measured(folded: str, hit: Hit, end: int, treated: bool = False) -> bool:
    """Whether an exercise's name is a measure here ("knee flexion 0-110", "SLS R 11 sec").

    ``treated`` says that it stands under a treatment label, where a number without degrees is its dose.

    Examples
    --------
    >>> measured("hip ext 5°", Hit("exercise", "exercise", 0, 7), 10)
    True
    """
    match = MEASURED.match(folded, hit.end, end)
    if match is None or SPAN.fullmatch(match[0]) and MOTION.search(folded, hit.start, hit.end) is None:
        return False
    return not treated or COUNTED.fullmatch(match[0]) is None or BOTH_SIDES.match(folded, hit.end, end) is not None


def arrived(folded: str, context: Context) -> bool:
    """Whether a part only says how the patient came or went, without a distance or any help."""
    return (context.part.met & ARRIVED.need != 0 and ARRIVED.search(folded, context.part.start, context.part.end) is not None and not any(q.kind in DOSE_KINDS for q in context.quantities)
            and not any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits))


def performed(folded: str, context: Context) -> bool:
    """Whether an unlabelled part tells of tasks or walking done here, not of what life demands.

    A dose, help or cueing, or a verb of doing shows it; "lifting the car seat is still hard" does not.
    """
    part = context.part
    if context.labelled or part.family:
        return True
    helped = any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
    if part.met & LIFE.need and LIFE.search(folded, part.start, part.end) and not (helped and part.met & NARRATED.need and NARRATED.match(folded, part.start, part.end)):
        return False
    if arrived(folded, context):
        return False
    if helped and any(q.kind in DOSE_KINDS for q in context.quantities):
        return True
    if part.met & WEAK_LIFE.need and WEAK_LIFE.search(folded, part.start, part.end):
        return False
    return (any(q.kind in DOSE_KINDS for q in context.quantities) or any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
            or part.met & DOING.need and DOING.search(folded, part.start, part.end) is not None or _only_names(folded, context) or part.column == 0 and part.section not in NOT_TREATMENT and part.section != "assessment" or any(hit.label in VAGUE_LABELS or hit.label == "activity" and hit.scope is not None for hit in context.hits))


def _only_names(folded: str, context: Context) -> bool:
    """Whether a part is a bare list of tasks and exercises ("Log rolls, sit to stand and stairs."): a record of what was done."""
    if context.part.section in NOT_TREATMENT or context.part.section == "assessment":
        return False
    begin, end = min(context.part.head_end, context.part.end), context.part.end
    reached, covered = begin, 0
    for hit in sorted((hit for hit in context.hits if hit.label in ("activity", "exercise", "gait", "activity_vague", "exercise_vague")), key=lambda hit: hit.start):
        covered += max(0, hit.end - max(hit.start, reached))
        reached = max(reached, hit.end)
    words = len(LETTERS.findall(folded, begin, end))
    return covered * 10 > 6 * (end - begin) and words > 1
