"""Totals of minutes that a note states: of the timed codes, and of the whole treatment.

A total is a number with the words of its own clause: what stands between the number before it and the
number after it is dealt out at the first mark or "and". The words say what the number adds up.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cached_property
from operator import attrgetter

from ptnotelint.evidence import StatedTotal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import CODE
from ptnotelint.nlp.naming import kind_in, name_after, timed_name
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.services import NOT_TREATMENT, VAGUE_LABELS, Context
from ptnotelint.nlp.timing import visit_clock

TIMED = guarded(r"(?<!un)(?<!un-)(?<!non-)(?<!not )\b(?:total)?timed(?:min(?:ute)?s?\b)?(?! (?:perform|test|up\b|walk|sit|stair|balance|trial))|\btime[d-]? ?code|\btime (?:with|of|under|in|on) (?:the )?codes?\b|\btc[tm]\b|\btimed code\w*|\bunder timed")
TT = guarded(r"\A\W*tt\W*\|")  # total timed beside a total, else the total itself
WHOLE = guarded(r"\btotal|\btot\b|\bttt\b|\btt[mtl]?\b|\A\W*day\W*\||\bof (?:the|these|those|his|her|our)\W*\||\bsum\b|\bsession\b|\bvisit\b|\btreat(?:ment)?[- ](?:time|min|length|duration)|\btx (?:time|min|total)|\baltogether|\ball together|\bin all\b|\ball told|\bin[- ](?:the )?(?:clinic|room|gym|office|building|house|home)\b|\btime (?:spent )?(?:with|w/) ?(?:the )?(?:pt|patient|client|resident|him|her|them)\b|\A\W*all\W*\||\|\W{0,2}here\b|\b(?:was|were) with (?:me|us)\b|\bi (?:was|stayed) with (?:him|her|them|the patient)(?: for)?(?: about)?(?: an?)?\W*\|\W*(?:min(?:ute)?s?)?\W*\Z|\b(?:having|had|i have|we have|i['’]ve) been there\b|\bon[- ]site\b|\bon the (?:clock|premises)\b|\A\W*clock\W*\|\W*(?:min\w*)?\W*\Z|\ball (?:the )?time\b|\|\W{0,2}(?:min(?:ute)?s? )?app(?:oin)?t\b|\boverall\b|\ball in\b|\bout the door\b|\b(?:were|was|been|kept) at it\b|\bfrom (?:start|hello|first|beginning|walking in|coming in|arrival|door|in) to (?:finish|goodbye|last|end|door|leaving|walking out|going out|departure|out|stop)\b|\A\W*(?:here|with (?:me|us|him|her|them))(?: for)?\W*\||"
                   r"\bdoor[- ]to[- ]door|\bchair[- ]to[- ](?:door|chair)|\b(?:was|were|been) here\b|\b(?:we|i) (?:were|worked|spent) together\b|\bgrand\b|\bwhole\b|\bentire|\A\W*(?:tx|treatment|treat|therapy)\W*(?:was|for|=|:)?\W*\||(?:\b(?:seen|treated|worked with)|\b(?:pt|patient|client|he|she|they|was|were)\sattended|\battended(?= for\b))\b(?: \w+){0,4}?(?: for)?(?: an?)?(?: about| approximately)?\W*\||"
                   r"\|\W{0,2}(?:of |for )?(?:skilled )?(?:(?:tx|treatment|therapy|services?|physical therapy|occupational therapy)\b|(?:pt|ot) (?:tx|session|services)|(?:pt|ot)\W*\Z)")
UNTIMED = guarded(r"\b(?:un|non|not)[- ]?timed\b")
ONE_TO_ONE = guarded(r"\bdirect\b|\bface[- ]to[- ]face\b|\b1:1\b|\b1[- ]?(?:on|to)[- ]?1\b|\bone[- ](?:on|to)[- ]one\b")
WITH_PATIENT = guarded(r"\bhands[- ]on (?:time\b|with (?:him|her|them|pt|patient|the)\b)")
DIRECT = guarded(r"\bdirect\b|\b1[- ](?:on|to)[- ]1\b|\bhands[- ]on with (?:him|her|them|pt|patient|the)\b|\bbillable\b|\bcontact\b|\bhands[- ]on time\b|\bface[- ]to[- ]face\b|\b1:1\b|\b1 ?on ?1\b|\bone[- ](?:on|to)[- ]one\b")
BILLABLE = guarded(r"\b(?:billable|billed)\b")
STRONG = guarded(r"\b(?:1:1|one[- ](?:on|to)[- ]one|direct|treat(?:ment)?|session|visit|timed?|codes?|tx|therapy|in[- ]clinic|ttt|billable)\b")
OF_VISIT = guarded(r"\b(?:session|visit|door[- ]to[- ]door|in (?:the )?(?:clinic|room|gym|office|building)|time (?:with|w/)|appointment|total (?:treatment|tx|time|timed|min\w*))\b")
NOT_A_TOTAL = guarded(r"\b(?:goals?|score|units?|steps?|reps?|sets?|feet|pain|visits?(?= \d)|visits? (?:\d|\|)|rest(?!ing)|breaks?|gym|assist|out of|lob|walk\w*|bike|stand(?:ing)?|sit(?:ting)?|wear\w*|wor[en]|distance|motion|bilat|hip|knee|shoulder|"
                         r"symptoms?|every|each|late|last|previous|next|scheduled|hold|cycles?|onset|tolerance|able to|(?:session|visit|treatment|therapy) (?:began|started|opened|included|consisted|focused|ended|concluded|finished))\b|/10|#|%")
SERVICE = guarded(r"\b(?:te|ther ?-?ex|ex|exs|exer|exercises?|mt|manual(?: therapy)?|ta|ther ?-?act|nmr|neuro|gt|gait|traction|aquatic|pool|group|eval\w*|ultrasound|us|adls?|self[- ]?care|orth\w*|hands[- ]on|massage|e-?stim)\W{0,3}(?:time|min\w*|tx|training|total)?\W{0,4}\Z")
NAMED = frozenset({"exercise", "technique", "modality", "modality_type", "activity", "gait", "maneuver"})
INTEGER = guarded(r"(?<![\d.:])\d{1,3}(?![\d:])")
# times of arrival and leaving; the day's part may stand behind either
CAME = r"(?:time[- ]?in|(?:check(?:ed)?|clock(?:ed)?|sign(?:ed)?)[- ]?in|arriv(?:ed|al)|start(?:ed)?|began|begin|in)"
LEFT = r"(?:(?:time[- ]?)?out|(?:check(?:ed)?|clock(?:ed)?|sign(?:ed)?)[- ]?out|left|depart(?:ed|ure)?|discharged|stop(?:p?ed)?|end(?:ed)?|finish(?:ed)?)"
HOUR = r"(?: time)?(?: at)?\W{0,3}(\d{1,2}):?(\d\d)(?!\d)\s?(?:hrs\b|[ap]\.?m?\b\.?)?"
IN_OUT = guarded(rf"\b{CAME}{HOUR}[^.\n\d]{{0,20}}?\b{LEFT}{HOUR}|\bin ?/ ?out{HOUR}\s?[/–—-]{HOUR}")
MARK = guarded(r"(?<!\bw)/|[;|·•\n\t,+()\[\]{}=]|\s{3,}|\.(?<!\bwith [a-z]\.)(?<!\bmr\.)(?<!\bmrs\.)(?<!\bms\.)(?=\s|\Z)|\band\b|\bplus\b|\bof which(?= (?:\d|(?!were|was|are)[\w-]+ (?:min\w* )?(?:were |was )?timed))|\s[-–—]+\s")
IT_TOOK = guarded(r"\b(?:which|that|this|it|these|all of (?:it|this|that)) (?:took|lasted|was|were|ran)\b")
ONE_ON_ONE = guarded(r"\bone[- ](?:on|to)[- ]one\b|\b1[- ](?:on|to)[- ]1\b")
ASIDE = guarded(r"\([^()\d]*\)")
ALL_TIMED = guarded(r"[^.;\n]{0,32}?\b(?:all|every minute|each minute|every one|each one)(?: (?:of )?(?:it|them|which|this|were|was))*\s(?:were |was )?(?:direct,? |1:1,? )?timed")
# "timed fifty-four, and that is the whole visit", "direct minutes 73 = total session"
WHOLE_VISIT = guarded(r"[^.;\n\d]{0,16}?(?:=|\b(?:that|which|this) (?:is|was)(?: also)?) (?:the |my )?(?:whole|entire|full|total) (?:visit|session|appointment|treatment|time)\b")
ALL_DIRECT = guarded(r"(?:\s?min(?:ute)?s?)?(?: total)?[,(]?\s\(?(?:1:1|one[- ]on[- ]one)\)?(?=[.;\n]|\Z)|[^.;\n\d]{0,24}?\b(?:all|every minute|each minute|every one|each one|every bit)(?: (?:of )?(?:it|them|which|this|that|were|was))*\s(?:direct|1:1|one[- ](?:on|to)[- ]one|face[- ]to[- ]face)\b")
OF_WHICH = guarded(r"\bof which\W{0,2}\Z")
WORKED = guarded(r"(?:\s?-?min(?:ute)?s?)?\s(?:was|were) (?:spent |of |in )?(?:hands[- ]on|treatment|therapy|tx|direct|skilled|one[- ](?:on|to)[- ]one|1:1)\b")
# "sixty-five minutes, fifty-nine of that treatment": the part of a visit that was worked
OF_IT_TREATED = guarded(r"(?:\s?-?min(?:ute)?s?)?,? of (?:it|that|this|which|them|those)\s(?:(?:was|were|is|are|being|spent in|spent on|actual|skilled)\s){0,2}(?:hands[- ]on|treatment|therapy|tx|one[- ](?:on|to)[- ]one|1:1|direct)\b")
SHARED_OUT = guarded(r"(?:\s?-?min(?:ute)?s?)?\W{0,2}(?:which (?:was|were) |was |were )?(?:all )?(?:split|divided|shared)\b")  # "forty-five minutes, split evenly among three things"
ONE_TO_ONE_OF = guarded(r"(?:\s?-?min(?:ute)?s?)?,? (?:of |on |in )?(?:direct|one[- ](?:on|to)[- ]one|1:1|face[- ]to[- ]face)\s(?P<kind>[a-z][\w /-]{2,24})")
# "27 min total for those", "that whole stretch was 23 minutes": of what was just told, and of no visit
FOR_THOSE = guarded(r"(?:\s?-?min(?:ute)?s?)?(?:,? (?:total|in total|in all|altogether|all told|overall|combined))? (?:for|on|of|doing|between) (?:those|these|that|them|both|all (?:four|five|six|three|of (?:those|these|them|that)))\b(?! (?:visit|session|appointment|treatment|was|were|is|are))")
PART_WAS = guarded(r"\b(?:that|this|the) (?:whole|entire) (?:stretch|part|portion|piece|block|bit|section|segment|sequence|series|set|circuit|drill|task|activity|routine|bout|run|lot|exercise|station|progression)\b[^.;\n\d]{0,24}\Z")
IN_ALL = guarded(r"\W{0,3}(?:min(?:ute)?s? )?(?:in all|altogether|all told|overall|all together|in the (?:clinic|room|home|house|building|gym))\b")
BESIDE_TIMED = guarded(r"\s?(?:min(?:ute)?s? )?all\b\s*(?:[.;,|)\n]|\Z)")  # "33 timed / 47 all"
NUMBERS = frozenset({"minutes", "minutes_by", "prime", "number", "score", "hours", "count"})
# all that stands between a clause's beginning and its bare number ("total tx time was 45"); "visit 7" counts visits
CUE_BEFORE = guarded(r"\A(?:[\W_]|\b(?:timed|totaltimed(?:min(?:ute)?s?)?|total|tot|ttl?|ttt|totals?|min(?:ute)?s?|times?|codes?|tx|treat(?:ment)?|therapy|clinic|session|visit|overall|in|all|sum|1:1|direct|contact|billable|billed|grand|whole|entire|door|chair|to|of|for|"
                        r"one|on|was|is|were|clock|under|are|the|this|today|date|today's|service|duration|length|spent|skilled|rehab|pt|ot|patient|hands|code|day|note|with|cpt|daily|portion|part|share|component|came|comes|come|ran|runs|adds?|added|made|makes?|up|worked|works|that|it|all|amounted|stood|equals|her|his|their|our|out|after|about|door|room|building|gym|office|appointment|sheet|log|tally|recap|breakdown|w|with|i|we|there|here|him|her)\b)+\Z")
COUNTED = guarded(r"\b(?:visit|session|tx|treatment|therapy|day)\W{0,3}\Z")
AND_MORE = guarded(r"(?:\s?-?min(?:ute)?s?)?\s?\+\s?[a-z][a-z -]{1,24}(?:[.;,\n]|\Z)")
WITH_CARE = guarded(r"\s(?:with|incl\w*|counting)\s[a-z]")  # "session 55 with BP checks"
ADDS_UP = guarded(r"\b(?:tot(?:al)?s?|ttt?|sum|whole|entire|grand|time|min(?:ute)?s?|overall|in all|clinic|timed|door|codes?)\b")
CUE_AFTER = guarded(r"\W{0,3}(?:total|tot\b|here\b|app(?:oin)?t\b|on[- ]site\b|on the (?:clock|premises)\b|timed|overall|in (?:all|clinic|room|the (?:clinic|room|home|house|building|gym))\b|altogether|all told|direct|1:1)|\W{0,3}(?:of (?:it|them|that|this|these|those|which) )?(?:(?:was|were|is|are|on|for|billed|under|as|the|clock|spent|in) )*timed")


def stated_totals(folded: str, contexts: list[Context]) -> tuple[StatedTotal | None, StatedTotal | None, list[StatedTotal]]:
    """(timed-code minutes, total treatment minutes, every place that states one); clock-in and clock-out give the total if nothing else does."""
    told: list[StatedTotal] = []
    found: dict[str, StatedTotal] = {}
    times = [(context, q) for context in contexts for q in context.quantities if q.kind in ("minutes", "minutes_by") and q.values[-1] <= 90
             and (context.part.section not in NOT_TREATMENT and context.why(q.start, q.end) is None or CODE.search(folded, context.part.start, q.start))]
    minutes = _Times(folded, times)
    stated = [(group, kind, total) for group in _rows(contexts) for kind, total in _of_group(folded, group, minutes)]
    owners = {group[0].part.block for group, kind, _ in stated if kind == "whole" and group[0].part.family}
    for group, kind, total in stated:
        if kind == "whole" and len(owners) > 1 and group[0].part.family:
            continue  # each service closes with a total of its own
        found[kind] = total
        told.append(total)
    for group in _rows(contexts):
        if "clocked" not in found and not (group[0].part.family and group[0].unit_of_label == group[0].part.unit) and (clocked := _in_out(folded, group[0].part.start, group[-1].part.end, group[0].part.family is not None)):
            found["clocked"] = clocked
    timed, whole, direct = found.get("timed"), found.get("whole"), found.get("direct")
    if "billable" in found:  # the part of the visit that is billed, where a longer one is stated; else the visit
        longer = whole or found.get("clocked")
        if longer and longer.minutes > found["billable"].minutes:
            timed = timed or found["billable"]
        else:
            whole = whole or found["billable"]
    timed = timed or direct  # only timed codes ask for one therapist to one patient
    if "tt" in found:
        timed, whole = (timed or found["tt"], whole) if whole else (timed, found["tt"])
    clock = visit_clock(folded, contexts, told)
    bare = None if timed or whole or clock or "clocked" in found else _bare(folded, contexts)
    told += filter(None, (clock, bare))
    told += _repeated(told, contexts)
    return timed, whole or found.get("clocked") or clock or bare, told


def _repeated(told: list[StatedTotal], contexts: list[Context]) -> list[StatedTotal]:
    """Totals told again right behind: "9:00-9:53 (53 min)"."""
    minutes = sorted((q for context in contexts for q in context.quantities if q.kind == "minutes"), key=attrgetter("start")) if told else []
    starts = [q.start for q in minutes]
    return [StatedTotal(total.minutes, q.start, q.end) for total in told
            for q in minutes[bisect_left(starts, total.end):bisect_left(starts, total.end + 6)] if q.values == (total.minutes,)]


class _Times:
    """The minutes of a note, with what is asked of them for every total: worked out once, as a note may state many."""

    def __init__(self, folded: str, times: list[tuple[Context, Quantity]]):
        self._folded, self._times = folded, times
        self.longest = max((q.values[-1] for _, q in times), default=0)

    @cached_property
    def _named(self) -> dict[int, list[int]]:
        """Where on each line the minutes stand that a service's name precedes, in order."""
        places: dict[int, list[int]] = {}
        for context, q in self._times:
            if timed_name(self._folded, context.part.start, q.start):
                places.setdefault(context.part.unit, []).append(q.start)
        return places

    def named_before(self, unit: int, start: int) -> int:
        """How many such minutes stand on a line before a place."""
        return bisect_left(self._named.get(unit, ()), start)


def _of_service(folded: str, times: _Times, context: Context, quantity: Quantity, words: str) -> bool:
    """Whether a "total" is one service's own: its heading stands on the same line, or another service took longer."""
    part = context.part
    if TIMED.search(folded, line_start(folded, quantity.start), quantity.start):
        return False  # beside the timed total: "timed 38 min, total 45 min"
    if (part.family and context.unit_of_label == part.unit and not OF_VISIT.search(words) and folded.find("\n", part.start, quantity.start) < 0
            and times.named_before(part.unit, quantity.start) < 2):
        return True
    return not STRONG.search(words) and (part.section in ("subjective", "history") or times.longest > quantity.values[-1])


ONLY_TIME = guarded(r"\W*(?:(?:tx|treatment|treated|session|visit|seen|pt|ot|time|for|was|total|one|on|to|1:1|1|direct|skilled|in|home|clinic|today|all|min|contact|of|therapy|approx|about)\b\W*)*\Z")
NAMES_VISIT = guarded(r"\b(?!min|time|approx|about)[a-z]{3,}")
MINUTES_TOLD = guarded(r"min|\d\s?['’′]")
CODE_UNITS = guarded(r"(?:\b(?:9\d{4}|2056[01]|g0283)(?!\d)[^.\n]{0,60}){2,}")


def _bare(folded: str, contexts: list[Context]) -> StatedTotal | None:
    """Minutes alone in the note's last sentence, in a paragraph of their own, or behind several codes at once."""
    kept = [context for context in contexts if not context.part.historical]
    for number, context in enumerate(kept):
        times = [q for q in context.quantities if q.kind in ("minutes", "prime")]
        if len(times) != 1 or len(times[0].values) != 1 or not 15 <= times[0].values[0] <= 150:
            continue
        (time,) = times
        part = context.part
        before, after = folded[part.start:time.start], folded[time.end:part.end]
        last = number + 1 == len(kept)
        lone = (number == 0 or kept[number - 1].part.paragraph != part.paragraph) and (last or kept[number + 1].part.paragraph != part.paragraph)
        line = folded[kept[number - 1].part.start:time.start] if number and kept[number - 1].part.unit == part.unit else before
        if ONLY_TIME.match(after) and (ONLY_TIME.match(before) and (last and (NAMES_VISIT.search(before + after) or not _another_alone(folded, kept[:number])) or lone and not part.family) or CODE_UNITS.search(line) and not MINUTES_TOLD.search(line)):
            return StatedTotal(time.values[0], time.start, time.end)
    return None


def _another_alone(folded: str, contexts: list[Context]) -> bool:
    """Whether other minutes stand alone before: then each block ends with its own."""
    return any(len(context.quantities) == 1 and q.kind == "minutes" and not ONLY_TIME.sub("", folded[context.part.start:q.start]) and not folded[q.end:context.part.end].strip(" .")
               for context in contexts for q in context.quantities)


def _rows(contexts: list[Context]) -> list[list[Context]]:
    """Parts one by one, but the cells of a table's row together: a total stands in the cell beside its name."""
    groups: list[list[Context]] = []
    for context in contexts:
        if context.part.historical:
            continue
        if groups and context.part.column is not None and groups[-1][-1].part.unit == context.part.unit:
            groups[-1].append(context)
        else:
            groups.append([context])
    return groups


def _of_group(folded: str, group: list[Context], times: _Times):
    """(kind, total) of each number that its clause calls a total."""
    numbers = [(context, q) for context in group for q in context.quantities if q.kind in NUMBERS and not (q.kind == "number" and ONE_ON_ONE.search(folded, max(0, q.start - 7), q.end + 7))]
    start, end = group[0].part.start, group[-1].part.end
    names = {context.index: sorted(hit.start for hit in context.hits if hit.label in NAMED) for context in group}
    opening = start
    for place, (context, quantity) in enumerate(numbers):
        close = numbers[place + 1][1].start if place + 1 < len(numbers) else end
        before = ASIDE.sub(" ", folded[opening:quantity.start][-80:]).replace("_", " ")  # "TOTAL_TIMED=30"
        if quantity.kind != "score":
            before = next((chunk for chunk in reversed(MARK.split(before)) if chunk.strip(" :|")), "")
        after = folded[quantity.end:close][:60]
        if context.part.minutes_column and not re.search(r"\btot", folded[start:context.part.start] + folded[context.part.end:end]):
            after = ""  # "16 total" of the rows above is their service's
        mark = MARK.search(after)
        if not before.strip() and context.part.column is not None:
            after = next((chunk for chunk in MARK.split(after) if chunk.strip()), "")  # "47 | TOTAL"
        elif mark:
            after = after[:mark.start()]
        elif CUE_BEFORE.search(before) and place + 1 < len(numbers):
            after = ""  # "timed 53 total 53"
        near = (quantity.start - len(before), quantity.end + len(after)) if before.strip() or IN_ALL.match(after) and TIMED.search(folded, context.part.start, quantity.start) else (context.part.start, context.part.end)
        named = bisect_left(names[context.index], near[0]) < bisect_left(names[context.index], near[1])
        kind = _kind(folded, before, after, quantity, named)
        opening = quantity.end + (len(after) if kind or mark else 0)
        if kind is None and BESIDE_TIMED.match(folded, quantity.end, end) and TIMED.search(folded, max(line_start(folded, quantity.start), quantity.start - 24), quantity.start):
            kind = "whole"
        if kind is None and _adds_up(folded, quantity):
            kind = "timed" if _of_timed(folded, quantity) else "whole"  # "TE 8 + MT 28 + TA 17 = 53", "untimed 20, timed 33; 53"
        if kind in ("timed", "direct", "whole") and WHOLE_VISIT.match(folded, quantity.end, end) and (kind != "whole" or ONE_TO_ONE.search(before)):
            total = StatedTotal(_minutes(quantity), quantity.start, quantity.end)
            yield "timed" if kind == "timed" else "direct", total
            yield "whole", total
            continue
        if kind is None and quantity.kind in ("minutes", "prime") and (ALL_TIMED.match(folded, quantity.end, end) or ALL_DIRECT.match(folded, quantity.end, end)):
            kind = "both"
        if quantity.kind == "number" and folded[quantity.start - 1] == "/" and kind != "pair" or AND_MORE.match(folded, quantity.end):
            kind = None  # "*** /10 at end of session": what a score is out of; "timed: 17 + stim" is no sum yet
        if kind is None and quantity.kind == "minutes" and SHARED_OUT.match(folded, quantity.end, end):
            kind = "whole"
        if kind == "whole" and (FOR_THOSE.match(folded, quantity.end, end) or PART_WAS.search(folded, start, quantity.start)):
            kind = None
        if kind == "direct" and (of := ONE_TO_ONE_OF.match(folded, quantity.end, end)) and kind_in(folded, *of.span("kind")):
            kind = None  # "17 min of one to one testing" is that service's
        if kind is None and (OF_IT_TREATED.match(folded, quantity.end, end) or OF_WHICH.search(folded, start, quantity.start) and WORKED.match(folded, quantity.end, end)):
            kind = "direct"
        elif kind == "direct" and not WITH_PATIENT.search(after) and not re.search(r"\b(?:time|minutes)\b", before) and (any(hit.label in NAMED or hit.label in VAGUE_LABELS for hit in context.hits) or not DIRECT.search(before) and kind_in(folded, context.part.start, quantity.start)):
            kind = None  # "therapeutic exercise, one-on-one, 25 minutes"
        if kind is None or kind == "whole" and name_after(folded, quantity.end, end) or kind in ("whole", "billable") and _of_service(folded, times, context, quantity, before + after):
            continue
        total = StatedTotal(_minutes(quantity), quantity.start, quantity.end)
        why = context.why(quantity.start, quantity.end)
        if why and why.reason in ("historical", "goal") and not why.cue.startswith("under ") or not 5 <= total.minutes <= 480:
            continue
        if kind == "pair":  # "total timed / total tx | 53 / 55"
            yield "timed", StatedTotal(quantity.values[0], quantity.start, quantity.end)
            yield "whole", StatedTotal(quantity.values[1], quantity.start, quantity.end)
        elif ONE_TO_ONE.search(before + "|" + after) or ALL_DIRECT.match(folded, quantity.end, min(len(folded), quantity.end + 60)):
            yield "timed" if kind == "timed" else "direct", total
            if kind == "whole" and not ONE_TO_ONE.search(before + "|" + after):
                yield kind, total  # "45 min total, all of it direct"
        elif kind == "both" or kind != "timed" and ALL_TIMED.match(folded, quantity.end, min(len(folded), quantity.end + 60)):
            yield "timed", total
            yield "whole", total
        else:
            yield kind, total


def _adds_up(folded: str, quantity: Quantity) -> bool:
    """Whether a number is the sum of those on its line before "=", or of timed and untimed minutes."""
    if quantity.kind not in ("minutes", "prime", "number") or quantity.values[-1] < 15:
        return False
    line = folded[max(line_start(folded, quantity.start), quantity.start - 160):quantity.start]
    told = [int(number) for number in INTEGER.findall(line)]
    if line.rstrip().endswith("="):
        return any(sum(told[first:]) == quantity.values[-1] for first in range(len(told) - 1))
    return UNTIMED.search(line) is not None and TIMED.search(line) is not None and any(
        one + other == quantity.values[-1] for place, one in enumerate(told) for other in told[place + 1:])


def _of_timed(folded: str, quantity: Quantity) -> bool:
    """Whether a sum is of timed codes' minutes alone: each of its numbers stands behind the name of such a service or its code."""
    start = max(line_start(folded, quantity.start), quantity.start - 160)
    behind = [timed_name(folded, start, match.start()) for match in INTEGER.finditer(folded, start, quantity.start) if not CODE.match(folded, match.start())]
    return len(behind) > 1 and None not in behind


def _minutes(quantity: Quantity) -> float:
    return quantity.values[0] * 60 if quantity.kind == "hours" else quantity.values[-1]


def _kind(folded: str, before: str, after: str, quantity: Quantity, named: bool) -> str | None:
    bare = quantity.kind in ("number", "count") and not CUE_AFTER.match(after)
    if bare and not CUE_BEFORE.search(before):
        return None  # as most numbers: asked first
    words = f"{before}|{after}"
    is_timed, is_whole = TIMED.search(words) is not None, WHOLE.search(words) is not None
    if not (is_timed or is_whole or DIRECT.search(words) or TT.match(words)):
        return None
    if NOT_A_TOTAL.search(words) or len(quantity.values) > 2 or UNTIMED.search(words):
        return None
    if quantity.kind == "score":
        return "pair" if is_timed and is_whole and len(quantity.values) == 2 else None
    if bare and COUNTED.search(before) and not ADDS_UP.search(words) and (quantity.values[0] < (20 if TIMED.search(folded, max(0, quantity.start - 48), quantity.start) else 30) or after.strip() and not (quantity.values[0] >= 30 and WITH_CARE.match(after))):
        return None
    if SERVICE.search(before):
        return None  # "total TE time: 15 min" is that service's
    if (named or IT_TOOK.search(before)) and not STRONG.search(words):
        return None
    if TT.match(words):
        return "tt"
    if is_timed:
        return "both" if re.search(r"\b(?:session|visit|treatment)\b", before) and not TIMED.search(before) else "timed"
    if is_whole:
        return "billable" if BILLABLE.search(words) else "whole"
    return "direct" if DIRECT.search(words) and (quantity.kind != "number" or ADDS_UP.search(words) or CUE_AFTER.match(after) or before.rstrip().endswith((":", "billable")) and quantity.values[0] >= 15) else None


def _in_out(folded: str, start: int, end: int, labelled: bool) -> StatedTotal | None:
    match = IN_OUT.search(folded, start, end)
    if match is None or labelled and "in" not in match[0]:
        return None
    numbers = [int(group) for group in match.groups() if group and group.isdigit()]
    minutes = (numbers[2] * 60 + numbers[3] - numbers[0] * 60 - numbers[1]) % 720
    return StatedTotal(float(minutes), match.start(), match.end()) if 5 <= minutes <= 300 else None
