"""Care given to several at once, or in the water: what tells that it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.families import APART
from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.mentions import Hit

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

GROUP_WORDS = guarded(r"(?:small )?(?:group\b|class (?:of|with))")
# how many took part in what: "breakfast club, four patients", "craft table (six attending)", "knee class w/ three others"
_SIZE = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)\s(?:other |total |more |fellow )?(?:pts|res|patients|participants|members|people|clients|residents|workers|athletes|students|moms|mothers|mums|dads|soldiers|veterans|players|dancers|runners|elders|teens|ladies|men|women|kids|children|peers|veterans|seniors|others|attend\w*|present|of them|in (?:today|class|all|attendance|the class))\b(?! (?:assist|at home|in (?:the |her |his )?(?:home|house|family|household)))"
GATHERED = guarded(r"\b(?:circle|party|ring) of (?:[2-9]|1\d|two|three|four|five|six|seven|eight|nine|ten)\b(?! (?:cones?|balls?|steps?|stations?|chairs?|muscles?|reps?|min\w*|degrees?|cm|inch\w*|feet|ft))|\b(?:class|group|grp|club|circle|breakfast|lunch|tables?|session|block|circuit|games?|crew|bunch|hour|choir|dance|clinic)\b[^.;]{0,50}?\b(?:" + _SIZE + r")|\b(?:" + _SIZE + r")[^.;]{0,40}?\b(?:class|group|club|circle|session|circuit|together|present|attend\w*)\b|\b(?:present|in attendance|attend\w*|participants)\s?:\s?(?:\d{1,2}|two|three|four|five|six)\s(?:members|pts|patients|people|residents|participants|clients)\b")
IN_GROUP = guarded(r"\b(?:joined|attended|participat\w+|took part|led|ran|seen|treated|worked|came to|placed|exercised)\b[^.;]{0,48}\b(?:class|group)\b(?! (?:home|of muscles))")
GROUP = guarded(r"\W*(?:small |balance |exercise |therapeutic )?(?:group|class)\b (?:of|session|ther\w*|exercise|class|format|used|chosen|setting was|tx|treatment|participa\w*|balance|setting)|\W*in (?:a )?group|\W*grp\b")
TITLE_OF_CLASS = guarded(r"\b(?:class|group|circle|club)\Z")
HAS_VERB = guarded(r"\b(?:is|was|were|are|has|had|helps?|attends?|goes|went|declin\w*|held|miss\w*|cancel\w*|planned|next|will|refus\w*|home|log|note|see|per|at the)\b")
AT_HOME = guarded(r"\b(?:lives|living with|resides|support group|household|roommates?|grandchildren|family of|at work|coaches|teaches)\b")
NO_GATHERING = guarded(r"\b(?:age|muscle|support|control|peer|risk|food|social|friend|church|medical|blood|fall risk|into a|put \w+ in the|in the|this|that|high[- ]risk|walking|running|hiking|book|scout)\s\Z")
SORTED_IN = guarded(r"s?\s(?:home|likely|at risk|of (?:muscles|patients|people who|symptoms)|norms?|mean|average|practice|health|insurance|texts?|chat)\b")
TITLE_OF_POOL = guarded(r"\W*(?:(?:daily|progress|outpatient|pt|ot|visit)\s)*(?:aquatics?|pool|hydrotherapy)\b(?!.*(?:eval|intake)).{0,24}\b(?:notes?|log|record|flow ?sheet|session|visit|daily|treatment)\b")
OTHER_DAY = guarded(r"\b(?:(?:sun|mon|tues|wednes|thurs|fri|satur)day(?!(?:'s)? (?:morning |afternoon |evening )?(?:[a-z-]+ ){0,2}(?:class|group|club|session|circle)|,? (?:\d|at \d|noon|morning|afternoon|am\b|pm\b))|yesterday|last|since|weekend|ago|at the y)\b|'s pool")


def bathing(folded: str, context: Context) -> bool:
    """Whether a part says that it was done in the water."""
    part = context.part
    return part.section not in NOT_TREATMENT and any(
        hit.label == "aquatic" and context.why(hit.start, hit.end) is None and (hit.start - part.start < 25 or any(other.label == "exercise" for other in context.hits))
        for hit in context.hits) and OTHER_DAY.search(folded, part.start, part.end) is None


OF_A_GROUP = needs_of(GROUP, IN_GROUP, GATHERED)


def gathered(folded: str, context: Context) -> bool:
    """Whether a part tells of a class or group of today: by its name, by taking part in it, or by how many came."""
    start, end = context.part.start, context.part.end
    if not (context.part.met & OF_A_GROUP or any(hit.label == "group" for hit in context.hits)):
        return False
    if context.part.section in NOT_TREATMENT or APART.search(folded, start, end):
        return False
    if GROUP.match(folded, start, end) or end - start < 70 and HAS_VERB.search(folded, start, end) is None and any(
            hit.label == "group" and folded[start:hit.start].strip(" *•-–") == "" and TITLE_OF_CLASS.search(folded, hit.start, hit.end) for hit in context.hits):
        return True  # "Balance class, Monday, 11:00.": the title of what follows
    another_day = OTHER_DAY.search(folded, start, end) is not None
    if IN_GROUP.search(folded, start, end) and not another_day:
        return True
    if AT_HOME.search(folded, start, end):
        return False
    timed = any(q.kind in ("minutes", "clock", "prime") for q in context.quantities)
    if any(hit.label == "group" and GROUP_WORDS.search(folded, hit.start, hit.end) and context.why(hit.start, hit.end) is None
           and (timed or " " in folded[hit.start:hit.end] or not _sorts(folded, hit)) for hit in context.hits):
        return True
    return GATHERED.search(folded, start, end) is not None and not another_day


def _sorts(folded: str, hit: Hit) -> bool:
    """Whether a bare "group" is of muscles, ages or risks, or sorts the patient in rather than treats."""
    return NO_GATHERING.search(folded, max(0, hit.start - 24), hit.start) is not None or SORTED_IN.match(folded, hit.end) is not None
