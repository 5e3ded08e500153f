"""Why a therapist's skill was needed: a change with its cause, in either order, or skill said to be needed for something.

A change without a cause ("bumped to GTB") or a need without a reason ("continue skilled PT") is neither.
"""

from __future__ import annotations

import re

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.services import Context

_CHANGE = (r"(?:(?:reduced|decreased|cut|lowered|dropped|dec'd|shortened|slowed|limited|capped|lightened|backed|scaled|brought|turned (?:it |the \w+ |current |intensity )?(?:down|up|off)|pulled|stopped|halted|paused|broken?|broke|rested|split|spaced|modified|changed|altered|adapted|switched|swapped|substituted|replaced|regressed|"
           r"progressed|advanced|increased|bumped|upgraded|raised|elevated|moved|removed|added|repositioned|re-?positioned|adjusted|trimmed|flared|relieved|spot-heated|padded|shifted|kept|held|withheld|deferred|skipped|omitted|avoided|left (?:out|off)|put off|stayed (?:off|below|under|away|with|at)|taken (?:out|off|away|down)|took (?:out|off|away|down)|"
           r"unweighted|supported|done in|did not (?:do|use|add|progress|attempt)|didn'?t (?:do|use|add|progress)|not progressed|run at|used \w+(?: \w+)? (?:instead|rather than)|started (?:low|light|with|at)|stepped (?:back|down|up)|needed (?:the )?\w+ (?:raised|lowered|moved|held|changed)|went (?:from|back|down|up)|changed to|set (?:at|to|down)|instead of)\b)")
_CAUSE = r"(?:2°(?=\s\w)|because|b/c|bc|since|due to|d/t|2/2|secondary to|owing to|given|in view of|so as (?:not )?to|so (?:that )?(?:it|the|she|he|they|pt|load)|to (?:avoid|prevent|protect|spare|unload|offload|limit (?!\w+ing)|not|accommodate|allow|stop|respect)|as (?:soon as |she |he |pt |they |it |(?:[\w#]+ ){1,4}(?!tolerated|needed|instructed|directed|planned|indicated|ordered|described|noted|stated|expected)(?:\w{3,}ed|was|were|is|had|no longer|crept|began|broke|lost|gave|came|rose|fell|hit|felt|dives?|shook|got|went)\b)|once (?=she|he|pt|the|it|they|pain|form|\w+ (?:was|were|began|started|crept|dropped|broke|lost|came|rose|fell|hit))|after (?:\w+ ){0,3}(?:\w+ed|pain|set|rep|min|fatigue|redness|trial|observ\w+)|when (?:she|he|pt|the|it|pain|form|\w+ (?:was|were|began|started|crept|dropped))|where (?:it|she|he)|for (?:\w+ ){0,2}(?:pain|fatigue|soreness|irritab\w*|safety|form|substitution|compensation|loss of|poor|sob|dizz\w*|swelling|effusion))\b"
CHANGED_FOR = guarded(r"\b" + _CHANGE + r"[^.;\n|]{0,70}?\b(?P<cause>" + _CAUSE + r"[^.;\n|]*)")
FOR_A_CAUSE = guarded(r"\b(?:because(?: of)?|b/c|given|since|due to|d/t|2/2|as) (?!above|tolerated|able|needed|per\b|directed)[^.;\n|]{4,70}?,?\s(?:i |we |pt |therapist )?(?:\w+ ){0,4}?\b(?:reduced|cut|lowered|dropped|limited|capped|stopped|modified|changed|switched|swapped|regressed|held|withheld|deferred|skipped|avoided|left out|put off|kept|did not (?:do|use|add|progress)|not progressed|stayed)\b|"
                         r",?\sso (?:i |we |pt |therapist |the |it |load |set |pace |distance |an? )?(?:[\w#/]+ ){0,5}?(?:was |were )?(?:reduced|cut|lowered|dropped|limited|capped|stopped|modified|changed|switched|swapped|regressed|progressed|advanced|increased|held|withheld|deferred|skipped|avoided|left out|put off|turned down|moved|added|raised|rested|backed|slowed|shortened|given|i (?:let|used|went|did|cut|had))\b")
# an observation and what was done about it, joined by no more than a comma: "blanching at end range, backed off"
SEEN_AND_DONE = guarded(r"\b(?:blanch\w*|redness|red (?:spot|area|mark)\w*|pink spot|pressure|substitut\w*|compensat\w*|fatigued?|quiver\w*|trembl\w*|shak\w*|irritab\w*|pain(?:ful)?|crepitus|clicking|valgus|hik\w+|shrug\w*|swelling|effusion|dizz\w*|sob|desat\w*|spo2|hr|bp|nausea|guarding|sore\w*|jumped|winced|lost (?:form|balance)|form (?:broke|loss|breakdown)|low back|leg sx|tingling)\b[^.;\n|]{0,40}[,;–—-]\s?(?:so |then |and |therefore )?(?:i |we )?(?:backed off|brought back|reduced|cut|lowered|dropped|stopped|switched|modified|regressed|capped|rested|paused|slowed|spot-heated|relieved|trimmed|flared|hand over hand|corrected|deferred|adjusted|changed|kept)\b|"
                           r"\b(?:swapped|switched|pulled|dropped|deferred|held|stopped|cut|reduced|lowered|skipped|regressed|omitted|run at)\b[^.;,|\n]{2,50},\s(?:[\w']+\s){0,4}?(?:fatigue\w*|tired|painful|too \w+|irritable|sore|tender|dizzy|swollen|unsteady|dropping|breaking|drifting|quivering|shaking|flared|hiking|shrugging|substituting)\b|"
                           r"\b(?:deferred|held|withheld|stopped|reduced|cut|lowered|backed off|dropped|regressed|slow)\b\W{1,3}(?:pt |she |he |too |was |by then |still )?(?:fatigue\w*|tired|pain\w*|irritable|sore\w*|tender|dizz\w*|swollen|guard\w*|sob|flare\w*|unsteady|substitut\w*)\b")
_SKILLED = r"(?:skill\w*|therapist(?:'s)?|clinician(?:'s)?|\bpt\b|\bot\b|\bcht\b|hands[- ]on|expert\w*|eyes|judg\w+)"
NEED_FOR = guarded(r"\b" + _SKILLED + r"\s(?:[\w']+\s){0,5}?(?:needed|need(?:s|ed)?|required?|requires|necessary|indicated|warranted|essential|call(?:s|ed)? for|must)\s(?:to|for|while|because|since|as|so|until)\s(?:\w+ly )?(?!address|continue|improve|maximi|return|reach|achieve|progress toward|restore|increase)(?:[\w'/-]+\s?){2,}|"
                      r"\b(?:needs?|requires?|required|still needs?|call for)\s(?:an? |the |ongoing |continued |further |more )?" + _SKILLED + r"\s?(?:\w+ ){0,3}?(?:to|for|because|since|as|while|of|so)\s(?!address|continue|improve|maximi|return|reach|achieve|restore|increase|fall prevention)(?:[\w'/-]+\s?){2,}|"
                      r"\bskilled (?:pt|ot|therapy|care|services?|input|intervention|treatment)\s(?:[\w']+\s){0,3}?to (?:\w+ly )?(?:grade|progress|dose|judge|monitor|select|titrate|adjust|correct|set|time|modify)\b|"
                      r"\bskill\w*\s(?:grading|dosing|progression|selection|handling|monitoring|facilitation|cueing|set[- ]?up|judg\w+|adjustment|titration|observation)\s(?:of|for|to|and|was|is|as|because|due)\b")
ALONE_NOT = guarded(r"\b(?:can(?:not|'?t|’t)|could not|couldn'?t|not able to|unable to|does ?n[o']t|not something (?:she|he|pt)? ?can)\s(?:yet\s|be\s|do\s|safely\s|reliably\s|self[- ]?){0,3}(?:done by|turned over|given to|judge|(?:tell|sense|feel|see)(?=\s(?!well|much|good|clearly|far|time|very|ok|fine)[a-z]|\W*\Z)|monitor|self|correct|grade|dose|detect|recogni[sz]e|give himself|give herself|manage (?:this|it|these) (?:alone|at home)|progress (?:this|it|load)|at home|off a sheet|by (?:family|an aide|aide|caregiver))|"
                       r"\b(?:has|have|had|must|need\w*) (?:to )?be (?:judged|set|graded|dosed|screened|checked|re-?checked|monitored|titrated|adjusted|timed|matched|watched)\b|\bbe (?:stepped|progressed|set|dosed|guided|graded|upgraded|chosen|changed) (?:up |down )?by (?:a |the )?(?:therapist|pt|ot|clinician|skilled)\b|\bneed\w* (?:eyes on|hands on|a hand on|moment to moment|close (?:eyes|watch))\w*(?= (?:to|for|as|because|since|while|at|the|her|his|it|when)\b)|\b(?:skilled need|need for skill\w*|why (?:still )?(?:skilled|a therapist|pt|ot|us)|why skill\w*|skill(?:ed)? (?:justification|rationale|component|provided)|medical necessity|skill(?:ed)?(?=\s?[:=]))\s?[:=–—-]+\s?(?:[\w'/#°-]+[\s,;]+){3,}")
# why the care goes on: "continues because …", "form breaks down, so feedback by the therapist remains necessary"
GOES_ON = guarded(r"\b(?:continues?|continued|goes on|kept (?:on|going)|remains? (?:indicated|needed|necessary|warranted)|still (?:needed|necessary|indicated|warranted))\s(?:to be \w+ )?(?:because|since|b/c|bc|given (?!hep|home)|as (?!above|before|per|tolerated|able|directed|needed))[^.;\n|]{10,}|"
                     r"[^.;\n|]{12}[,;]?\sso (?:[\w/'-]+ ){1,8}?(?:remains?|continues? to|still|has to|have to|must|stays?|needs?|cannot yet|can ?not|can't)\b[^.;\n|]{0,60}?\b(?:necessary|needed|therapist|feedback|hands|supervis\w+|skilled|cue\w*|guid\w*|graded|handed|discharged|alone|one[- ](?:on|to)[- ]one|1:1|eyes)\b|"
                     r"\b(?:still needs?|needs?|continues? to need|depends? on|relies on|requires?|dependent on)\s(?:\w+ ){0,2}?(?:therapist(?:'s)?|clinician(?:'s)?|my|our|supervised|expert)\s(?:\w+ )?(?:feedback|cue\w*|cuing|hands?|guidance|load\w*|progression|judg\w*|eyes?|input|correction\w*|facilitation)\b|"
                     r"\b(?:not|can(?:not|'t|’t)) (?:yet )?(?:ready to )?be (?:handed|moved|transferred|discharged|transitioned|turned|released|progressed|advanced|graduated) (?:on |over |off )?to (?:an? |the |her |his |their )?(?:class|gym|home|group|hep|aide|family|staff|nursing|independent|self|maintenance|unsupervised)\b|"
                     r"[^.;\n|]{15}\b(?:this|that|which) is why\b[^.;\n|]{8,}")
AHEAD = guarded(r"\b(?:will|next|nv|to be|going to|may|plan(?:s|ned)? to|tomorrow|nxt|goal|ltg|stg|if|per (?:md|dr|surgeon|protocol|ortho)|surgeon|ortho|hep|at home|last (?:visit|week|session)|home)\b[^.;\n]{0,40}\Z")
# what a cause must tell of: a symptom, a sign, a fault of form, a vital, tissue, a risk, or that it had become too easy
CLINICAL = guarded(r"pain|\bpn\b|\bach(?:e|y|ing)|\bhurt|sore|tender|fatigu|\btir(?:ed|es|ing)\b|exhaust|weak|spasm|tone\b|guard|irrit|inflam|swell|swollen|effusion|edema|bruis|bleed|wound|incision|skin|scar\b|blanch|redness|\bred\b|macerat|pink spot|pressure|press(?:ed|es|ing)|\bdug|blister|rash|crepit|click|catch|lock(?:ed|s|ing)\b|pop(?:ped|ping)|numb|tingl|paresth|radic|sciatic|\bsx\b|symptom|"
                      r"dizz|vertigo|nausea|lighthead|faint|syncop|\bsob\b|breath|winded|desat|spo2|\bo2\b|sats?\b|\bhr\b|\bbp\b|\brpe\b|heart rate|hypotens|orthosta|glucose|fever|flare|flaring|substitut|compensat|valgus|hik(?:ed|ing|es)|shrug|arch(?:ed|es|ing)|lean(?:ed|ing|s)|lurch|limp|trendelenburg|drag|buckl|gave way|giv(?:es|ing) way|wobbl|sway|shak|shook|trembl|tremor|quiver|form\b|control|posture|collaps|sag|drift|dive[sd]?|"
                      r"tip(?:s|ped|ping)|fall(?:s|ing)?\b|fell (?:in|over|back|to the)|\blob\b|balance|unstead|unsafe|safe|risk|fear|anxi|scared|confus|attention|neglect|distract\w* by|cannot|can'?t|could ?n[o']t|could|unable|no longer|too (?:easy|hard|much|heavy|light|difficult|fast|deep)|\beas(?:y|ily)\b|challeng|graft|repair|fusion|fracture|heal|suture|precaution|protocol|tendon|ligament|menisc|cartilage|disc\b|nerve|joint|bone|tissue|muscle|capsul|tmj|acl|cuff|"
                      r"stiff|tight|limit(?:ed|s|ing|ation)|restrict|lack|loss(?! of (?:time|interest))|lost (?!time|interest)|doming|bulg|blur|weight gain|wt gain|\bha\b|headache|migraine|range|\brom\b|flexion|extension|rotation|strength|extensor|lag\b|spastic|clonus|inversion|eversion|retract|protract|knees?\b|hips?\b|shoulders?\b|back\b|neck\b|ankles?\b|elbows?\b|wrists?\b|foot\b|toes?\b|head\b|trunk|thigh|calf|hamstring|quads?\b|glut|trap|index|finger|thumb|lumb|cervic|patell|scap|felt|feels?\b|bottom(?:ed)? out|sensation|"
                      r"stress|strain|overload|load(?:ing)? (?:on|of|through)|irrad|crept|mechanics|techni|align|grip|vision|see\b|freez|stumbl|trip|error|recruit|activat|fir(?:ed|ing)\b|co-?contract|cramp|pull(?:ed|ing|s)? at|w-?sit|tremulous|toler(?:ate|ance) (?:of|poor|limited)|poor|did not|didn'?t|\d/10|\d{2,3}/\d{2,3}|\d/5|°")
# the patient's own form, told with no more than what was avoided by it
OWN_FORM = guarded(r"(?:held|kept|rested|done in|started|stayed)\b")
STRONG_CAUSE = guarded(r"pain|sore|fatigu|tired|trembl|shak|dizz|swell|swollen|effusion|spo2|\bsat|\bbp\b|\bhr\b|sob|substitut|compensat|valgus|form\b|safe|fall|balance|repair|graft|heal|irrit|spasm|guard|symptom|\bsx\b|tender|flare|nausea|weak|limit|control|buckl|shrug|arch|hik|lean|dive|dip|drop|red|skin|wound|knee|shoulder|hip|back|neck|tmj|load")
UNTREATED = frozenset({"subjective", "history", "home_program", "plan", "goals", "education", "previous_visit", "billing", "signature"})


def adjustments(folded: str, context: Context):
    """(start, end) of changes with their cause and of skill needed for something, in what was done and concluded."""
    part = context.part
    if part.section in UNTREATED:
        patterns = (NEED_FOR, ALONE_NOT) if part.section == "plan" else ()
    else:
        patterns = (CHANGED_FOR, FOR_A_CAUSE, SEEN_AND_DONE, NEED_FOR, ALONE_NOT)
    for match in GOES_ON.finditer(folded, part.start, part.end) if part.section not in UNTREATED - {"plan"} else ():
        yield match.start(), match.end()
    for pattern in patterns:
        for match in pattern.finditer(folded, part.start, part.end):
            if pattern in (NEED_FOR, ALONE_NOT) or not AHEAD.search(folded, part.start, match.start()) and (pattern is SEEN_AND_DONE or clinical(folded, part.start, part.end, match)):
                yield match.start(), match.end()


def clinical(folded: str, begin: int, close: int, match: re.Match) -> bool:
    """Whether the cause of a change is one of the body or of how it moves, not the clock, the room or the shirt."""
    named = match.groupdict()
    if named.get("cause"):
        start, end = match.span("cause")
        return (STRONG_CAUSE if OWN_FORM.match(folded, match.start()) else CLINICAL).search(folded, start, end) is not None
    start = max(begin, match.start() - 90) if folded.startswith(",", match.start()) or folded[match.start()].isspace() else match.start()
    return CLINICAL.search(folded, start, min(close, match.end() + 30)) is not None
