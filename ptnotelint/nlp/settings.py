"""Settings of a service read from numbers and short wordings: loads, forces, intensities, modes, group sizes …"""

from __future__ import annotations

import re

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.quantities import Quantity
from ptnotelint.nlp.services import MODALITIES, Context
from ptnotelint.nlp.structure import Part

COLOUR = r"(?:yellow|yel|grn|blk|blu|red|green|blue|black|silver|gold|orange|purple|tan|beige|grey|gray|white|pink|teal|lime|lt|light|med(?:ium)?|heavy|soft|firm|x?-?heavy|max)"
BAND = r"(?:t-?bands?|thera-?bands?|theratube|bands?|tubing|tubes?|tb|putty|thera-?putty|loops?|sport ?cords?|cords?|clips?|clothes ?pins?|web|flexbar|kettlebells?|ball|weights?|springs?|gripper|paddles?|resist(?:ance)?|kb|cuff)"
NUMBER = r"(?:\d{1,2}|two|three|four|five|six|seven|eight|nine|ten)"
# "group of 6 muscles" counts no one, and who looks on or lends a hand takes no part
NOT_PEOPLE = (r"(?![\s-](?:\w+\s)?(?:muscles?|exercises?|ex\b|exs\b|stretch\w*|drills?|movements?|motions?|tasks?|activit\w+|stations?|machines?|games?|sets?|reps?|cones?|balls?|steps?|joints?|tendons?|visits?|sessions?|weeks?|wks?|min\w*|x\b))")
ONLOOKERS = r"(?!,? (?:who |that )?(?:were |was |are |is |just |only )?(?:watch\w*|look\w*|observ\w*|wait\w*|nearby|sitting by|passing|talking|assist\w*|help\w*|spot\w*|guard\w*|(?:to|for) (?:assist\w*|help|lift|safety|transfer|spot)))"
FOUND = r"(?!\W{0,3}(?:(?!x\s)[a-z/@]+\s){0,4}-?\d{1,3}\b(?!\s?(?:x|×|reps?|min|sets?|times|each|ea)\b|\s?[x×]\s?\d))"  # not behind it: motion measured, not given
PATTERNS = {
    "load": guarded(
        rf"(?<!\w)(?:\b{BAND}\s(?:(?:up )?to|from \w+ to|:|=)\s{COLOUR}\b|\b{COLOUR}(?:[\s-]{COLOUR})?[\s-]{BAND}\b|\b(?:[yrgb]|bk|bl|gr|or)tb\b|\b{BAND}[\s,-]+\(?(?:yellow|red|green|blue|black|silver|orange|purple|tan|pink|yel|grn|blk|blu)\b|"
        r"\b(?:level|lvl|lev|resistance|resist|gear)\.?\s?\d{1,2}\b(?![-/]\d)|(?<=step )l-?\d{1,2}\b|(?<=bike )l-?\d{1,2}\b|(?<=ube )l-?\d{1,2}\b|(?<=step, )l\d{1,2}\b|(?<=cal )l\d{1,2}\b|(?<=fit )l\d{1,2}\b|\bbody ?-?weight\b|\bbw\b|\b(?:active-assist\w*|active|passive|resist(?:ed|ive)|assisted)\b|\b(?:a{1,2}rom|prom)\b" + FOUND + r"|\bisomet\w*|"
        r"\bagainst gravity\b|\bgravity[- ](?:elim\w*|min\w*|reduced)|\bno (?:wt|weight|resistance|load)\b|\bw/o (?:wt|weight)\b|\bmanual(?:ly)? resist\w*|\bmr\b(?!\.|\s[a-z]\b|\s[a-z]+,)|\bincline\b|\b(?:light|min(?:imal)?|mod(?:erate)?|max(?:imal)?|submax\w*|no) (?:manual )?resist\w*|"
        r"\bsub-?max\w*|\b\d{1,2}-?rm\b|\d{1,3}\s?%\s(?:of\s)?(?:\d?\s?-?rm\b)|\b(?:level|lvl)\s(?:one|two|three|four|five|six|seven|eight|nine|ten)\b|\bunweighted\b|\bplates?\s?\d|\b\d cords\b|@\s?\d{1,3}(?=,?\s\d\s?[x×]\s?\d)|\b\d{1,3} plates?\b|\baxrom\b|\b(?:yellow|red|green|blue|black)\b(?=\s?(?:x?\s?\d|,|\)|$|;|\|))|\btheraband\b(?=.{0,12}(?:yellow|red|green|blue))|\b(?:seat|cable) (?:stack )?\d|\b(?:stack|pin|notch|setting)\s?#?:?\s?\d)"),
    "traction_mode": guarded(r"\b\d+\s?(?:sec\w*|s)\s(?:of\s)?(?:tension|pull|traction|hold|on)\b[^.;]{0,24}?\d+\s?(?:sec\w*|s)\s(?:of\s)?(?:rest|relax\w*|off|eas\w+|releas\w+|slack)\b|\b(?:pull|hold|on|tension)\s\d+\s?(?:sec\w*|s)\b[^.;\d]{1,12}\b(?:rest|relax|off|ease|release)\s\d+\s?(?:sec\w*|s)\b|\b\d+\s?(?:sec|s)\s?/\s?\d+\s?(?:sec|s)\b|\bhold/rest(?: times?)?\W{0,3}\d+\s?(?:sec\w*|s)?\s?/\s?\d+|\b(?:static|sustained|intermit\w*|continuous|cont\.?(?= pull)|progressive|cyclic|int\.?(?= traction))\b|\bhold[:\s]*(?:times?[:\s]*)?\d+\s?(?:sec|s|\")?\W{0,4}(?:rest|relax|off)\b|\b\d+\s?(?:sec|s|\")?\s?(?:on|hold)\s?[/,]\s?\d+\s?(?:sec|s|\")?\s?(?:off|rest)\b|\b\d{1,2}\s?/\s?\d{1,2}\s?(?:sec|s)\b|\b\d+:\d+ (?:on|duty)"),
    "duty_cycle": guarded(r"\b(?:continuous|cont|pulsed|pulse|duty(?: cycle)?|100\s?%|50\s?%|20\s?%|10\s?%|25\s?%|33\s?%)(?!\w)"),
    "intensity": guarded(r"\b(?:strong|comfortable|mild|good|firm)(?:,? (?:but|yet|and) comfortable)? (?:tingl\w*|buzz\w*|puls\w*|stim\b|pins|twitch\w*)|\bsub ?motor\b|\b(?:motor|sensory)\b(?=\s(?:response|only|stim\w*|tol\w*|contraction)|\s*[,.;|)]|\s*\Z)|\b(?:pt'?s?|patient'?s?|his|her) (?:comfort|tolerance|tol)\b|\bas tolerated by (?:pt|the pt|patient)|\bto (?:(?:pt|pt's|patient|his|her|their|motor|sensory|comfort\w*|strong|max\w*|good|visible|a|tetanic|submotor|sub-motor|fair|mild|palpable|twitch|level of)\W{0,2}\s?){0,3}(?:tolerance|tol\b|level|threshold|tingl\w*|contraction|comfort|twitch|response|dorsiflexion|df\b|buzz\w*)|\b(?:sub-?motor|motor|sensory)[ -]?(?:level|threshold|intensity)\b|\bvisible (?:muscle |quad |full )?(?:contraction|tetany)|\bstrong[- ](?:but[- ])?comfortable|\bcomfortable (?:tingl\w*|strong|stim\w*)|\bto (?:visible|full|strong)\b|\bintensity (?:to|per|at|set|as|was|of)\b"),
    "group_size": guarded(
        rf"\b(?:group|grp|class)[ :,–-]{{1,3}}x\s?{NUMBER}\b{NOT_PEOPLE}|\bgroup (?:of\s{NUMBER}\b{NOT_PEOPLE}|(?:size:?|n\s?=|\(|x)\s?{NUMBER}\b)|\b{NUMBER} (?:more\s)?(?:(?:other|total|male|female|older|adult|same-age)\s)?(?:pts\b|patients|participants|members|people|folks|clients|men|women|ladies|kids|children|boys|girls|peers|classmates|students|veterans|seniors|in (?:(?:the|this|today's|our|her|his)\s)?(?:[a-z-]+\s)?(?:group|class|circle)|adults|persons|residents|attend\w*|others|athletes|workers|employees|players|students|survivors|mothers|moms|dads|elders|teens|runners|throwers|guys|peers|clients|friends)\b{ONLOOKERS}|"
        rf"\b(?:pts?|patients|participants|members|kids|attendees|attendance|attended|size|census|n|total in (?:group|class)|# (?:in group|of (?:pts|patients|participants)))\s?[=:]\s?{NUMBER}\b|(?:group|class|party|circle|pts in (?:the )?(?:group|class))\s?(?:\(|:|=|of\s)\s?{NUMBER}\b(?!:|/|\s?(?:[ap]m\b|min|x\s?\d)){NOT_PEOPLE}|(?:group|class) (?:size|attendance)\s{NUMBER}\b|(?:attendance|size) {NUMBER}(?=\s*(?:[,.;)\n]|\Z))|"
        rf"{NUMBER} (?:in|here|present|strong|attend\w+|came|showed up|took part|joined)\s(?:today|in all|total|altogether|this (?:visit|session|morning|time|week))\b|\b{NUMBER} (?:came|turned up|showed up|took part|attended|joined in)\b|(?<!\d[ /]){NUMBER} (?:present|in attendance|attending)\b|{NUMBER} of (?:us|them)\b(?! (?:felt|had|were|hurt))|\bone of {NUMBER}(?=\s*(?:[,.;)\n]|\Z|(?:in|today)\b))|\b(?:pt|patient|him|her|he|she|self)\s?(?:\+|plus|and|&)\s?{NUMBER}(?:\s(?:more|others?)\b|(?=\s*(?:[,.;)\n]|\Z)))|(?<![\d:])[2-8]:1\b(?!\d)|\b(?:ratio (?:of )?1:\d|1:\d(?= (?:group|ratio)))|\b{NUMBER}[- ](?:person|patient|member|participant|pt|kid|child)\b(?! (?:assist\w*|a\b|help|hha|lift|transfer|max|mod|min|squat))|\b(?:he|she|pt|patient) (?:was |and |plus |with )?(?:one of |{NUMBER} others)\s?(?:{NUMBER})?"),
    "no_device": guarded(r"\b(?:no|without|w/o|w/out|s|off|unassisted by) (?:an? |the |any )?(?:ad|a\.d\.|assistive device|device|cane|walker|brace|assist device|aids?)\b"),
    "attendance": guarded(r"\b(?:(?:tun(?:ed|ing)|fine-?tun\w+|titrat\w+|adj(?:'?d|ust\w*|ing)?|vari(?:ed|ing)|varying|ramp(?:ed|ing)|step+(?:ed|ing)|dial+(?:ed|ing)|chang(?:ed|ing)|nudg(?:ed|ing))\s(?:(?:up|down|the|his|her|pt's|stim|each)\s){0,2}(?:ma\b|ampl?\w*|intensity|current|output|ramp|pads?\b|electrodes?|parameters|dials?|settings)|(?:therapist|pta?|ota?|cota|clinician|i)\s(?:was |kept )?(?:(?:hand|foot|manually)[- ]?)?(?:trigger\w*|switch\w*|timed|timing|fir(?:ed|ing)|press(?:ed|ing)|work(?:ed|ing) the)|squeez(?:ed|ing) (?:with|on|along|in time)|with (?:his|her|the|my) (?:hand|thumb|finger) on the (?:switch|dial|probe|trigger|button)|(?:turn|ramp|step+|dial+|crank|nudg|rais|bump|ran|run+|upp)(?:ed|ing)? (?:it|that|the \w+|intensity|current|amplitude|output|level|stim)\s(?:\w+\s)?up\b|upping (?:it|the)|(?:had|have|having|let) (?:him|her|pt|them|the pt|patient|the patient) (?:try to |actively )?(?:lift|push|squeeze|contract|extend|kick|open|grip|pull|raise|dorsiflex|flex|straighten|tighten|join|work|help)|at the (?:dial|controls?|switch)|(?:he|she|pt|patient) (?:squeezed|pushed|contracted|lifted|pulled|extended|worked|kicked|tightened|joined) (?:along )?(?:with|w/|in time)|(?:fired|firing) (?:it|the \w+)? ?(?:as|when|each)|moved the \w+ (?:pad|electrode|probe)|probe|hand-?held|pen electrode|manual(?:ly)? (?:appl\w*|held|probe|moved|electrode)|moved (?:the )?(?:electrode|probe|pad)|(?:pt|patient|pads?) (?:asked|cued|told|prompted|instructed|moved|repositioned|contract\w*)|asked to (?:actively )?\w+|active(?:ly)? (?:contract\w*|squeez\w*|lift\w*|dorsiflex\w*|grip\w*|extend\w*|pull\w*)|with (?:each|every) (?:on|contraction|cycle|on[- ]cycle)|during (?:each )?(?:on|contraction|on-time|on time|on cycle)|adjust(?:ing|ed) (?:the )?(?:intensity|current|electrode|pad|ramp|amplitude|parameters)|hand switch|switch(?:ed|ing) (?:it |stim |the \w+ )?(?:on |off )?by hand|trigger\w*|(?:raised|raising|bumped|turned|turning|increased|increasing|stepped|upped|lowered) (?:up |down )?(?:the )?(?:current|intensity|amplitude|output|stim)|therapist (?:held|adjust\w*|moved|hand-trigger\w*|cu\w+)|(?:pt|ot|pta|clinician|therapist|me|i) (?:held|holding|moved|moving|adjusted|adjusting|rais\w+|trigger\w*|kept|guid\w*|coach\w*|palpat\w*)|(?:raised|adjusted|moved|triggered|turned up|increased|held) by (?:me|pt|ot|the therapist|therapist|clinician)|coach\w*|palpat\w*|cued|cues?\b|while (?:pt|patient|he|she) )"),
    "force": guarded(r"\b(?:half|(?:a |one )?(?:third|quarter)|1/[234])(?: of)? (?:(?:his|her|pt'?s) )?(?:body ?-?weight|bw)\b|\b\d{2,3} n\b|\b(?:max(?:imum)?|pull(?:ing)?|force|peak|tension|weight)\W{0,2}(?:of\s|at\s|to\s)?(?:[1-9]\d|1\d\d)\b(?!\s?(?:sec|s\b|min|%|reps|°|deg))|\b\d{2,3}\s?/\s?\d{1,3}\s?(?:lbs?|#|kg|pounds)"),
    # how far, in places and in the minutes of one bout
    "distance": guarded(r"\b(?:half|one|a) (?:a )?(?:lap|length|flight)\b|\b(?:lengths?|laps?|widths?) of (?:the )?(?:// ?bars|parallel bars|hall(?:way)?|gym|pool|clinic|unit|corridor)\b|\b(?:around|down|up and down|the length of) the (?:unit|gym|hall|hallway|clinic|corridor|track|block)(?: and back)?,?\s(?:once|twice|x\s?\d|(?:\d|two|three|four|five|six) times)\b|\b\d{1,2}[ -]?min(?:ute)?s? (?:bouts?|of (?:continuous )?(?:walking|treadmill|tm)|walks?(?! tests?))\b"),
    "machine": guarded(r"\b(?:pneumatic|motori[sz]ed|computeri[sz]ed|saunders|chattanooga|tru-?trac|triton|traction (?:unit|machine|table|device)|(?:home(?:-?style)?|cervical|lumbar|pelvic) (?:traction )?(?:unit|table|device))\b"),
    "technique": guarded(r"\bpa'?s\b(?=\s(?:at|to|over|on|gr|[ctl]\d|[ctl][/-]?s))|(?<!\bto )\breleas(?:e|ed|ing) (?:of|to|at|on|the)\b|\b(?!to\b|for\b|and\b)[a-z/]{3,} release\b|\b(?:manual(?:ly)?|passive|capsul\w+|capsule|cording|pin (?:and|\+|&))\s(?:[\w/-]+\s){0,3}stretch\w*|\bstretch\w*\s(?:\w+\s){0,3}(?:by|w/|with) (?:pt|therapist|clinician|hands)|"
                            r"\bgapp(?:ing|ed)\b|\blong[- ]axis\b|\bbelt (?:mob|glide|distract)\w*|\b(?:nerve|neural) (?:slider|glide|floss|tension\w*|mob)\w*|\bdistr\b|\bcross[- ]hands?\b|\bbandag(?:e|ed|ing)\b|\brocking\b|\boscillat\w+"),
    "spoken_mode": guarded(r"\b(?:\d{1,2}|five|ten|fifteen|twenty|thirty|forty|forty-five|sixty)\s?(?:sec\w*|s)?\s?(?:on|hold|pull)?\W{1,4}(?:and |with |by |alternating with )?(?:\d{1,2}|five|ten|fifteen|twenty|thirty)\s?(?:sec\w*|s)?\s?(?:of )?(?:off|rest)\b|\bon\s?/\s?off\W{1,3}\d+|\b(?:(?:five|ten|fifteen|twenty|thirty|forty|sixty)[- ])second (?:hold|pull)|"
                              r"\bfor (?:\d+|ten|twenty|thirty|forty|sixty) sec\w* (?:alternating|and then|then)|\b(?:60|50|45|40|30|20|15)\s?[/:]\s?(?:5|10|15|20|30)\b(?!\s?(?:lb|#|/|kg|°|deg|%))"),
    # dictated: "one point zero watts", "three megahertz"
    "spoken_intensity": guarded(r"(?<=mhz)[\s,;@/-]{1,4}(?:at\s|@\s?|x\s)?[0-2]?\.\d{1,2}\b(?!\s?(?:mhz|cm|in\b|/10))|\b[0-2]\.\d{1,2}\b(?=[\s,;@/-]{1,4}(?:1|3|3\.3)\s?mhz)|\b\d?\.\d+\s?w\b|(?:(?<=\b[13]/)|(?<=\b[13] / ))[0-2]?\.\d{1,2}\b(?=\s?/)|\bint(?:ens(?:ity)?)?\.?\s?[:=]?\s?[0-2]?\.\d{1,2}\b(?!\s?(?:mhz|hz))|\bhalf a watt\b|\ba watt(?: and a half)?\b|\b(?:\d?\.?\d+|(?:zero |one |two )?point (?:zero|one|two|three|four|five|six|seven|eight|nine)|one|two|one and a half)\s?watts?\b"),
    "spoken_frequency": guarded(r"\b(?:1|3|one|three|two|point eight)\s?(?:megahertz|mhz)\b|\b(?:3\.3|[13])(?=\s?/\s?[0-2]?\.\d{1,2}\s?/)"),
    # a number of pads and where they went: "4 pads L4-S1", "two electrodes about the left knee"
    "placement": guarded(r"\b(?:\d|one|two|three|four|six|eight)\s(?:[\w\"x-]+\s)?(?:pads?|electrodes?|leads?)\s(?!only|checked|used|setup|set-up|in\b|seated|sitting|prone|supine|side|hook|hi-?volt|skin|intact|removed|and|were|was|with|w/|for|per|x\b)(?:(?:placed|about|around|at|on|over|to|along|the|across|each|both)\s)*(?:[clts]-?\d|[a-z/]{1,12})\b"),
}
# a sleeve or cuff told to work in turns is the kind of pump that is asked for
IN_TURNS = guarded(r"\b(?:intermittent\w*|sequential\w*|gradient|multi-?chamber\w*|segmental)\b")
PUMPED = guarded(r"\b(?:pneumatic|pumps?|sleeves?|boots?|cuffs?|compression|leggings?|garments?)\b")
SAME = {"spoken_intensity": "intensity", "spoken_frequency": "frequency", "spoken_mode": "traction_mode", "machine": "modality_type"}
ELECTRIC = frozenset({"stimulation"})


def setting_mentions(folded: str, context: Context):
    """(label, start, end) of each setting in a part, by its words and its numbers."""
    part = context.part
    families = set(context.families)
    if "compression" in families and (turns := IN_TURNS.search(folded, part.start, part.end)) and PUMPED.search(folded, part.start, part.end):
        yield "modality_type", turns.start(), turns.end()
    yield from _word_settings(folded, part, families)
    if part.column is not None and LEVEL_CELL.fullmatch(folded[part.start:part.end]) and families and not families <= MODALITIES:
        yield "load", part.start, part.end
    for quantity in context.quantities:
        if quantity.kind == "reps_by" and "gait" in families and quantity.values[-1] >= 40 and STROKE.match(folded, quantity.end, part.end):
            yield "distance", quantity.start, quantity.end + 1  # "2 x 100'": nobody walks two bouts of 100 minutes
            continue
        at = set(context.families_at(quantity.start)) or families
        if quantity.kind == "change" and (unit := UNIT.match(folded, quantity.end, part.end)) is not None:
            quantity = Quantity("weight" if unit["weight"] else "current", quantity.start, unit.end(), quantity.values)  # "38 -> 44 mA"
        label = _number_setting(folded, quantity, at) or ("distance" if "gait" in at and _walked(folded, context, quantity) else None)
        if label:
            yield label, quantity.start, quantity.end


# without one of these nothing is said of how many there were, or of doing without a device
OTHERS = guarded(r"others|other |group|class|patients|people")
LACKING = guarded(r"no |w/o|without|s ad")


def _word_settings(folded: str, part: Part, families: set[str]):
    start, end, met = part.start, part.end, part.met
    wanted = ["load"] if families and not families <= MODALITIES else []
    if "group" in families or met & OTHERS.need and OTHERS.search(folded, start, end):
        wanted.append("group_size")
    if met & LACKING.need and LACKING.search(folded, start, end):
        wanted.append("no_device")
    if "gait" in families:
        wanted.append("distance")
    if "traction" in families:
        wanted += ["traction_mode", "spoken_mode", "machine"]
        if families <= MODALITIES:
            wanted.append("force")
    if "manual" in families and "traction" not in families:
        wanted.append("technique")
    if families & {"ultrasound", "stimulation", "diathermy"}:
        wanted.append("duty_cycle")
    if "ultrasound" in families:
        wanted += ["spoken_intensity", "spoken_frequency"]
    if families & {"stimulation", "iontophoresis"}:
        wanted += ["intensity", "attendance", "placement"]
    for label in wanted:
        for match in PATTERNS[label].finditer(folded, start, end) if met & PATTERNS[label].need else ():
            yield SAME.get(label, label), match.start(), match.end()


UNIT = guarded(r"\s?(?:(?P<weight>#|lbs?\b|pounds?\b|kg\b)|(?:ma|milliamps?|volts?|v)\b)")
STROKE = guarded(r"['′](?![\w'])")
LEVEL_CELL = guarded(r"[|\s]*(?:l|lvl|level)\.?\s?-?\d{1,2}[|\s]*")
TESTED = guarded(r"\b(?:grip|pinch|jamar|dynamometer|mvic|hhd|weighs|pfg)\b(?! (?:strengthener|trainer|exercis\w+|squeez\w+|work))[^;.,|\n]*\Z")  # a strength found, not a load
WALKING = guarded(r"\b(?:treadmill|tm|walk(?:ed|ing|s)?|amb\w*|gait|overground|bwstt|lite ?gait)\b[^.;:]{0,24}\Z")


def _walked(folded: str, context: Context, quantity: Quantity) -> bool:
    """Feet written with a stroke, passes between the bars, or the minutes of one bout of walking beside the service's own."""
    if quantity.kind == "prime" and quantity.values[0] >= 40 and quantity.start >= context.part.head_end:
        return True  # nobody walks 150 minutes
    if quantity.start < context.part.head_end or WALKING.search(folded, context.part.start, quantity.start) is None:
        return False
    if quantity.kind in ("count", "times_by"):
        return folded[quantity.start:quantity.end].endswith(("passes", "pass", "trips", "lengths"))
    return quantity.kind == "minutes" and any(q.kind in ("minutes", "clock", "prime") and q.end <= quantity.start for q in context.quantities)


def _number_setting(folded: str, quantity: Quantity, families: set[str]) -> str | None:
    kind = quantity.kind
    if kind == "weight" and TESTED.search(folded, max(0, quantity.start - 34), quantity.start):
        return None
    if kind in ("weight", "body_weight", "force_newton"):
        if re.match(r"\s?(?:weight )?(?:loss|gain|gained|lost|lifting restriction|restriction)|\s?(?:limit)\b", folded[quantity.end:quantity.end + 24]):
            return None
        return "force" if families == {"traction"} or ("traction" in families and families <= MODALITIES) else "load" if kind != "force_newton" else None
    if kind == "speed":
        return "load"
    if kind == "w_cm2":
        return "intensity"
    if kind == "mhz":
        return "frequency"
    if kind == "hz":
        return "frequency" if families & ELECTRIC else None
    if kind == "dosage":
        return "intensity"
    if kind == "current":
        return "intensity" if families & {"stimulation", "iontophoresis"} else None
    if kind == "percent" and families & {"ultrasound", "stimulation"}:
        return "duty_cycle" if quantity.values and quantity.values[0] in (10, 20, 25, 30, 33, 40, 50, 100) else None
    if kind in ("length", "length_by"):
        return "distance"
    if kind in ("count", "times_by") and re.search(r"(?:steps?|stairs?|laps?|flights?|lengths?)\b", folded[quantity.start:quantity.end + 8]):
        return "distance"
    if kind == "visit_frequency":
        return "visit_frequency"
    return None
