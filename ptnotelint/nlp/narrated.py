"""Care told in the first person and by the clock: hands at work, balance as what someone was stood up for, entries of a log."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded, needs_of
from ptnotelint.nlp.headings import STATION
from ptnotelint.nlp.mentions import Hit

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

_TOUCHED = r"(?:work(?:ed|ing)|rubb(?:ed|ing)|knead(?:ed|ing)|massag(?:ed|ing)|press(?:ed|ing)|dug|digging|leaned|loosen(?:ed|ing)|free(?:d|ing)|eas(?:ed|ing)|soften(?:ed|ing)|stretch(?:ed|ing)|strok(?:ed|ing)|milk(?:ed|ing)|mobili[sz](?:ed|ing)|releas(?:ed|ing)|roll(?:ed|ing)|gli(?:ded|ding)|rock(?:ed|ing)|went (?:over|into|at|along)|treat(?:ed|ing)|spent)"
# the therapist's hands as the tool: "worked on his neck with my hands", "dug my thumbs into the calf", "I rubbed it a while"
HANDLED = guarded(r"\b" + _TOUCHED + r"\b[^.;|\n]{0,60}?\b(?:with|using|under) (?:my|both my|the heel of my|my own|our) (?:two |bare |own |left |right )?(?:hands?|thumbs?|fingers?|fingertips?|knuckles?|palms?|elbow|forearm)\b"
                  r"|\b" + _TOUCHED + r"\b[^.;|\n]{0,60}?\bwith (?:slow|gentle|deep|firm|sustained|steady|light|static|long|short)(?: \w+)? (?:pressure|strokes?|frictions?|compressions?|stroking)\b"
                  r"|\b(?:dug|sank|pressed|pushed|put|worked|ran|leaned) (?:my|both|both my) (?:thumbs?|knuckles?|fingers|fingertips|elbow|forearm|palm)\s(?:\w+\s)?(?:into|along|over|through|across|down|up)\b"
                  r"|\b(?:i|we)\s(?:then |also |just |first |only |gently |lightly |slowly )?(?:rubbed|kneaded|massaged|milked|stroked)\s(?!(?:my|our|some|in)\b)"
                  r"|(?<![a-z,] )(?:(?:rolled|pressed|stretched|stroked|rubbed|kneaded) (?:and|&|\+) )?(?:rubbed|kneaded|massaged|milked|stroked)\b(?! (?:my|by|off|raw|against|with|with \w+ cream|it in)\b)"
                  r"|\b(?:hands-on|hand) work\s(?:to|on|for|at|along|over)\s(?:the |his |her |their )")
RUBBED = guarded(r"\b(?:rubb|knead|massag|strok)(?:ed|ing)\b")
# what hands do to a scar or a swelling, and to bones: "scar: rolling and lifting", "I glided the kneecap"
ON_TISSUE = guarded(r"\b(?:scars?|scar tissue|incision(?:al|s)?|o?edema|swelling|adhesions?)\b[^.;|\n]{0,28}?\b(?:rolling|lift(?:ing|s)?|cross[- ]?hands?|(?:cross )?frictions?|retrograde|milking|stroking|glid(?:es|ing)|mobs?|mobili[sz](?:ed|ing|ation)|massag\w+|kneading|skin[- ]roll\w*|pin and stretch|suction cup\w*|cupping)\b"
                    r"|(?<!was )(?<!is )(?<!be )\b(?:massag|mobili[sz]|roll|stretch|milk|friction|glid|loosen|soften)(?:ed|ing) (?:along |over |across |out |up |of )?(?:(?:the|his|her|their|each|both|all|tight|thick|old|new|healed|burn) ){0,3}(?:scars?|scar tissue|incision|graft(?:ed)?|adhesions?|o?edema|swelling)\b")
BY_BONE = guarded(r"\b(?:i|we|therapist|pt)\s(?:(?:then|also|next|first|gently|slowly|firmly)\s){0,2}(?:moved|glided|rocked|slid|tilted|distracted|drew|eased|lifted|rotated|pushed|rolled|gapped|shifted|tipped)\s(?:the |his |her |their |each |both )?(?:[lr]\s|left |right |stiff )?(?:shoulder blade|scapula|kneecaps?|patellae?|humeral head|head of|ball of the|heel bone|ankle bone|wrist bones?|bones? of|carpal\w*|tibia|talus|fibula\w*|ribs?\b|collar ?bone|clavicle|vertebra\w*|spinal|joint\w*|sacrum|tailbone|skull|occiput|scar|skin|soft tissue|muscle belly|tendon)")
# one was stood up or taken somewhere for it, or turned to it
FOR_BALANCE = guarded(r"(?:\b(?:had|took|got|brought|led|stood) (?:him|her|them|pt|the patient|mr\.? \w+|mrs\.? \w+|ms\.? \w+)\b[^.;|]{0,40}?\bfor|\b(?:worked|moved|went|turned|started|began|finished|ended|closed)\s(?:\w+\s){0,2}?(?:on|to|with|in)|\bmin(?:ute)?s? (?:of|on|for|went to|were for|was for))\s"
                      r"(?:(?:some|more|a (?:bit|little|spell) of|his|her|their|the|standing|sitting|dynamic|static)\s){0,2}(?P<name>balance|coordination|steadiness|posture)\b(?! (?:deficits?|impair\w*|problems?|issues?|loss\w*|tests?|is|was|has|had|screen\w*|scores?|grade|good|fair|poor)\b)")

# what is done for balance, in plain words
STOOD = guarded(r"\b(?:feet together|(?:eyes|eye) (?:shut|closed)|on (?:one|either|each) (?:foot|leg)|one foot in front of the other|heel[- ]to[- ]toe|(?:turn(?:ed|ing)?|mov(?:ed|ing)) (?:his|her|their|the) (?:head|eyes)|head (?:turns?|side to side|up and down)|step(?:ped|ping) (?:over|sideways|backward\w*)|walk(?:ed|ing) (?:backward\w*|sideways)|reach(?:ed|ing) (?:for|across|outside|past)|weight shift\w*|on (?:the |a )?(?:foam|pillow|cushion|wobble board|rocker board))\b")
TOTAL_ROW = guarded(r"\W*(?:sub-?\s?)?totals?\b")
# a sentence that opens with who was treated, and why
STARTED = guarded(r"\W*(?:i|we|pt|patient|he|she|treatment|session|today|first|then)\b[^.;]{0,60}\b(?:because|since|as|given|due to)\b")


SPENT = guarded(r"\b(?:we|i|he|she|pt|patient|they|child)\s(?:(?:then|also|next|finally|again)\s)?(?:spent|finished|worked|practi[cs]ed|ended|closed|played|rehearsed|moved on|turned to|went on)\b")
NO_TASK = guarded(r"\b(?:rest\w*|breaks?|educat\w*|discuss\w*|talk\w*|review\w*|question\w*|phone\w*|wait\w*|paper\w*|exam\w*|test\w*|re?-?eval\w*|measur\w*|session|visit|total|treatment|home|history|interview\w*|document\w*|at work|job|shift|wk|week|yesterday|pain|ice|heat|from (?:work|pain))\b")
OF_HANDS = needs_of(HANDLED, ON_TISSUE, BY_BONE)


def plain_balance(folded: str, contexts: list[Context], scope: str) -> None:
    """Balance work without any exercise's name, in sentences that one before them or the clock gives to it: "she stood with eyes shut"."""
    for context in contexts:
        part = context.part
        if part.family not in (None, "neuromuscular") or context.families != ("neuromuscular",) or part.section in NOT_TREATMENT or part.section == "assessment" or not part.met & STOOD.need:
            continue
        if any(hit.label in ("exercise", "test", "positional_test") for hit in context.hits) or not context.labelled and not context.quantities:
            continue
        if part.family and not (context.quantities or any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)):
            continue
        match = STOOD.search(folded, part.start, part.end)
        if match is not None:
            context.hits = [*context.hits, Hit("exercise", "neuromuscular", *match.span(), scope=scope)]


def handled(folded: str, context: Context) -> Hit | None:
    """Where a part tells of the therapist's hands at work, without any technique's name."""
    part = context.part
    if part.section in NOT_TREATMENT or part.family not in (None, "exercise") or not part.met & OF_HANDS:
        return None
    tissue = ON_TISSUE.search(folded, part.start, part.end) if part.family is None else ON_TISSUE.match(folded, part.start, part.end)
    match = tissue
    if match is None and part.family is None:
        match = HANDLED.search(folded, part.start, part.end) or BY_BONE.search(folded, part.start, part.end)
    if match is None or context.why(*match.span()) is not None:
        return None
    context.hits = [hit for hit in context.hits if hit.label != "activity" or not match.start() <= hit.start < match.end()]  # the rolling of a scar
    return Hit("technique" if tissue else "technique_vague", "massage" if tissue is None and RUBBED.search(match[0]) else "manual", *match.span())


def stood_for_balance(folded: str, context: Context) -> str | None:
    """The family of what the next sentences tell, where one says that it was for balance."""
    part = context.part
    if part.family is not None or part.section in NOT_TREATMENT or not part.met & FOR_BALANCE.need:
        return None
    match = FOR_BALANCE.search(folded, part.start, part.end)
    return "neuromuscular" if match and context.why(*match.span("name")) is None else None


def clocked_entries(folded: str, contexts: list[Context]) -> None:
    """What opens an entry of a log kept by the clock ("9:42. In the corridor, 13 minutes.") is of the service told in it."""
    for number, context in enumerate(contexts):
        part = context.part
        if context.families or number and contexts[number - 1].part.unit == part.unit or part.section in NOT_TREATMENT or STATION.match(folded, part.start, part.end) is None:
            continue
        entry = [context]
        for other in contexts[number + 1:]:
            if other.part.unit != part.unit or len(entry) > 5:
                break
            if other.families:
                families = other.anchors[0][1] if other.anchors else other.families
                for before in entry:
                    before.families, before.labelled = families, other.labelled
                break
            entry.append(other)


def look_ahead(folded: str, contexts: list[Context]) -> None:
    """A sentence that only gives the time ("From 2:05 to 2:31 it was …") or a cause is of the service told next."""
    for context, following in zip(contexts, contexts[1:], strict=False):
        if (not context.families and following.families and following.part.head_end <= following.part.start and (following.part.unit == context.part.unit or STATION.match(folded, following.part.start, following.part.end) is None) and context.part.paragraph == following.part.paragraph
                and context.part.section not in NOT_TREATMENT and following.part.section == context.part.section
                and (any(q.kind in ("minutes", "clock", "prime") for q in context.quantities) or STARTED.match(folded, context.part.start, context.part.end))):
            context.families = following.anchors[0][1] if following.anchors else following.families
            context.labelled = following.labelled


def unnamed_task(folded: str, context: Context) -> bool:
    """"We closed with nine minutes of folding laundry": time spent on something no vocabulary names."""
    part = context.part
    return (part.section not in NOT_TREATMENT and SPENT.search(folded, part.start, part.end) is not None and NO_TASK.search(folded, part.start, part.end) is None
            and any(q.kind in ("minutes", "clock") and context.why(q.start, q.end) is None for q in context.quantities))
