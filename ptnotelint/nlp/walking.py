"""What of the gait is trained, in the sentences of walking: a fault of a part of it, a pattern, how the device is carried.

Named deviations ("Trendelenburg", "foot drop") and weight-bearing limits stand in the vocabulary.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.doing import LIFE, NARRATED, WEAK_LIFE, arrived
from ptnotelint.nlp.families import DOSE_KINDS
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.structure import Part

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

_PART = r"(?:toes?|foot|feet|heels?|ankles?|knees?|hips?|trunk|pelvi[sc]|arms?|arm swing|steps?|strides?|stance|swing|cadence|bos|base(?: of support)?|head|posture|push[- ]?off|clearance|strike|weight[- ]?(?:shift|bearing)|rotation|feet|le|lle|rle|gait|pattern|pace|speed|turns?|limb|leg)"
_FAULT = (r"(?:drag\w*|caught|catch\w*|slap\w*|scuff\w*|buckl\w*|gave way|hik\w+|drop\w*|lean\w*|short\w*|long\w*|lengthen\w*|bigger|wider|uneven|unequal|equal|even|narrow\w*|wide\w*|decreas\w*|dec\b|reduc\w*|↓|poor|late|early|absent|limited|stiff\w*|lock\w*|snap\w*|lag\w*|turn\w* (?:out|in)|"
          r"asymm\w*|symm\w*|excess\w*|flexed|hyperext\w*|slow\w*|diminish\w*|inadequate|improper|inconsistent|dec'?d|cross\w*|stuck|freez\w*|invert\w*|adduct\w*|abduct\w*|externally|internally|internal|external|longer|forward|retract\w*|advance\w*|swing(?:ing)? through|clear(?:s|ed|ing)?|unsteady|rush\w*)")
FAULTS = guarded(
    r"\b(?:mild(?:ly)?|moderate(?:ly)?|slight(?:ly)?|forward|markedly|significantly|very|stays?|remains?) (?:flexed|stooped|bent|crouched|kyphotic|hunched)\b|"
    r"\b" + _PART + r"\s(?:(?:was|is|were|still|length|width|time|phase|flexion|ext\w*|of|on|the|at|l|r|left|right|too|more|very)\s){0,3}" + _FAULT + r"\b|\b" + _FAULT + r"\s(?:(?:the|his|her|a|l|r|left|right|lateral|b|bilat\w*|single|paretic|knee|heel|toe|trunk|hip|step|stride|stance|swing|arm|foot|le|limb|leg)\s|[lr]'?s ){0,3}" + _PART + r"\b|"
    r"\b(?:drag(?:s|ged|ging)?|shuffl\w+|veer\w*|drift\w*|festinat\w*|freez\w+|froze|fog\b|scissor\w*|limp\w*|waddl\w*|lurch\w*|vault\w*|circumduct\w*|retropuls\w*|propuls\w*|antalgic|stagger\w*|toes? (?:in|out)|toeing (?:in|out)|in-?toe\w*|out-?toe\w*|furniture[- ]walk\w*|(?:leans?|leaning|stooped?|hunched?) (?:on|over|forward|to (?:the )?(?:l|r|left|right))|lateral (?:lean|sway|shift))\b|"
    r"\b(?:look(?:s|ed|ing)? (?:up|ahead|forward|down|at (?:the |her |his )?(?:floor|feet|ground|toes))|eyes (?:up|down|on (?:the )?floor)|crouch(?:ed|ing)?(?= gait| pattern| \w+ stance|,|;|\.|\Z)|in crouch|stand(?:ing)? tall|upright (?:posture|trunk)|tall posture|slow(?:ing|s)? (?:down|the (?:turn|pace|step))|big(?:ger)? (?:steps?|turns?|heel)|heel (?:first|down|toe|contact|to toe)|heel[- ]toe|roll (?:through|off)|push(?:ing)? off|(?:foot|leg|heel|toe|l|r|le|lle|rle|limb|step|left|right) (?:placement|advancement|clearance)|advanc(?:ed|ing|e) (?:the |her |his )?(?:(?:l|r|left|right|weak\w*|paretic|involved|affected|bad|prosthetic) )?(?:leg|foot|le|limb)|swing advancement|knee bend|knee lift|lift (?:the |his |her )?(?:foot|feet|knee|toes?)|(?:wide|wider) turns?)\b")
# how the whole of a patient goes wrong on the feet: "tends to fall backward", "lets the frame get ahead", "bumps door frames"
ASTRAY = guarded(r"\b(?:leans?|leaning|falls?|falling|tips?|tipping|lists?|listing|pitch(?:es|ing)|pulls?|pulling|sways?|swaying|drifts?|drifting)\s(?:back(?:ward)?s?|sideways|to one side|toward (?:the |her |his )?(?:\w+ )?(?:side|left|right|leg))\b|"
                 r"\b(?:backwards?|forward|posterior|anterior|lateral|sideways|trunk|left|right)\s(?:lean(?:ing)?|list(?:ing)?|tilt)\b|\b(?:tiny|baby|mincing|small|smaller|hurried|choppy|uneven|shallow)\s(?:steps|strides)\b(?! (?:x|up|down|\d))|\bsteps? (?:gets?|getting|becomes?|became|grows?|go|were|are) (?:\w+ )?(?:small\w*|short\w*|choppy|quick\w*|tiny|uneven|hurried)\b|"
                 r"\b(?:lets?|letting) (?:the |her |his )?(?:frame|walker|rollator|rw|fww|stick|cane|it) (?:get|run|go|roll|slide|drift) (?:off |on |too |so |far |way ){0,2}(?:ahead|away|out|too far|in front)\b|\b(?:push|roll|shov|hold|carr)\w* (?:it|the (?:walker|frame|rollator)|(?:her|his) (?:walker|frame|rollator)) (?:too |way |well |so |far |out |off |up ){0,3}(?:ahead|in front|forward of|at arm['’]?s length)\b|\b(?:walker|frame|rollator) (?:runs|ran|running|rolls|rolled|rolling|gets|got|getting|creeps|drifts) (?:off |on |too |so |far |way |out ){0,3}(?:ahead|away|in front)\b|\b(?:does ?n[o'’]t|does not|did ?n[o'’]t|won['’]t|will not|cannot|can['’]?t|reluctan\w+ to|afraid to|hesita\w+ to) (?:fully |really |yet )?(?:put|take|bear|load|trust|shift)\b(?: \w+){0,2}? (?:weight|leg|foot|side)\b|"
                 r"\b(?:walk(?:s|ing)?|land(?:s|ing)?|roll(?:s|ing)?|step(?:s|ping)?) on(?:to)? (?:the |her |his )?(?:outside|inside|outer|inner|lateral|medial|toes|ball|forefoot|edge)\b|\bbump(?:s|ed|ing)? (?:in)?(?:to )?(?:the )?(?:door\w*|furniture|walls?|frames?|objects?|things|people|chairs?|obstacles?)\b|\bknees? (?:goes|going|went|kicks|kicking|comes|drifts|dives) (?:back|in|out)\b|\b(?:loses|lost) (?:the )?rhythm\b|\bturns? en bloc\b")
PATTERN = guarded(r"\b(?:step|swing)[- ](?:to|through|thru)\b(?!\s?(?:the|a|an|[48]|6|12|\w+ (?:box|stool)))|\b(?:non-?)?reciproca\w+|\bstep[- ]over[- ]step|\b[234][- ]?(?:point|pt)\b(?= ?(?:gait|pattern|step|swing|crutch|,|\w* ?sequence))|\bone (?:step|stair|foot) at a time|\b(?:lead(?:s|ing)?|up|down) (?:with|w/) (?:the )?(?:good|bad|strong|weak|surgical|operated|uninvolved|involved|l|r|left|right)\b|\b(?:l|r|left|right|good|bad|strong|weak) (?:leg |foot |le )?(?:lead\w*|up|down|first)\b(?=.{0,24}(?:step|stair|curb|down|up|lead))|\bsideways|\bbackward\w* (?:step|walk|gait)|\bside[- ]?step\w*|\bretro")
DEVICE = guarded(r"\b(?:stay\w*|keep\w*|step\w*|walk\w*|remain\w*|stand\w*|move\w*)\s(?:[\w/]+\s){0,3}?(?:inside|within|closer|close|into|near\w*|in)\s(?:to\s)?(?:of\s)?(?:the\s|her\s|his\s)?(?:base of\s(?:the\s)?|frame of\s(?:the\s)?)?(?:walker|r/?w\b|f?ww\b|2ww\b|4ww\b|frame|rollator)|\b(?:rw|fww|ww|walker|rollator|2ww|4ww|cane|spc|qc|crutch\w*)\s(?:\w+\s){0,2}?(?:closer|too far|(?:too |way )?(?:far )?out (?:in )?front|too close|ahead|in (?:the )?(?:opposite|opp|l|r|left|right|correct|proper)|sequenc\w*|placement|with (?:the )?(?:opposite|opp)|height|advance\w*|first|management|technique)|\bsequenc\w* (?:of|for|w/|with) (?:the )?(?:spc|cane|rw|walker|fww|crutch\w*|qc|device|ad)\b|\bcane sequenc\w*|\b(?:pushing|picking up|lifting|running away from) (?:the |her |his )?(?:walker|rw|fww|rollator)|\bsequenc\w*\W{1,3}(?:(?:was|is|the)\s)?(?:walker|cane|crutch\w*|rw|fww|stick|device|bad|good|surgical|involved)\b|\b\d{1,3}\s?(?:%|percent|per cent)\s(?:of )?(?:the |her |his )?(?:body ?)?weight\b|\b(?:put|putting|take|taking|keep|keeping|bear|bearing|no|little|full|half|partial|toe)\s(?:\w+\s)?weight\s(?:off|on|through|onto|over)\b|\bbrakes? (?:were |was )?(?:forgotten|missed|left (?:off|on|unlocked))|\bforg[eo]t\w* (?:the |her |his )?brakes?\b|\b(?:taught|cued|lock\w*|squeez\w*|use of|using|set(?:ting)?|appl(?:y|ied|ying)|managing) (?:the |his |her |hand |rollator )?brakes?\b|\bbrakes? (?:use|lock\w*|management|technique|before)\b|\bcane (?:then|and|with) (?:l|r|left|right|bad|weak|opposite)")
# what was not seen, or seen to be normal, is no fault unless a cue or an aim asks for it ("cues for equal steps", "to walk w/o a limp")
NOT_SEEN = guarded(r"\b(?:no|without|w/o|w/out|denies|denied|neg(?:ative)? for|free of|zero|absence of)\s(?:(?:further|more|visible|significant|obvious|noted|any|the|a|an|l|r|b|left|right|mild|gross|apparent|observable|real|true|increased|episodes? of|signs? of|evidence of|instances? of)\s){0,3}\Z|"
                      r"\b(?:without|w/o|no|denies|denied)\s(?:[\w'-]+\s){1,5}(?:or|nor)\s(?:(?:l|r|left|right|a|any|to)\s){0,2}\Z|\bden(?:ies|ied)\s(?:[\w'-]+[\s,]+){1,6}\Z")
GOOD = guarded(r"\b(?:good|normal|nice|excellent|wnl|wfl)\s(?:\w+\s)?\Z")
NORMAL = guarded(r"\b(?:even|equal|symmetric(?:al)?)\b")
ASKED_FOR = guarded(r"\b(?:cue\w*|cuing|vc'?s?|tc'?s?|for|to|toward|work(?:ed|ing)? on|focus\w*|instruct\w*|train(?:ed|ing) (?!\d)|practi\w+|emphas\w*|counted|target\w*|facilitat\w*|promot\w*|taught)\b[^.;:|\n]{0,40}\Z")
# a sentence that says who the patient is tells no training
IDENTITY = guarded(r"\b\d{1,3}\s?(?:yo\b|y/o|yrs?\b|year[- ]old)|\b(?:dx|diagnosis|pmh|hx)\b")
# "40 feet to the dining room and back", with help beside it
WALKED_TO = guarded(r"\b\d{2,3}\s?(?:ft|feet|foot|['’′]|m|met(?:er|re)s?)\s?(?:x\s?\d\s)?(?:to|from|toward|out to|down|along|through|around|between)\s(?:the |his |her |my |their )?(?:dining|bath|bed|day|living|rest|dayroom|kitchen|toilet|nurs\w+|elevator|lift\b|hall\w*|corridor|door|gym|porch|mailbox|car\b|lobby|room|unit|station|table|sink|chair)")

_WHERE = (r"(?:hall\w*|corridors?|gym|carpet\w*|grass|ramps?|uneven|tile|sidewalk|gravel|obstacles?|bars|track|yard|curbs?|house|home|apartment|flat|\w*rooms?|door(?:way|frame)?s?|ward|unit|lounge|kitchen|lobby|station|mailbox|elevator|garden|porch|driveway|parking lot|"
          r"block|cones|lawn|deck|line|tape|path|trail|stairwell|thresholds?|rugs?|furniture|bed|bedside|recliner|toilet|commode|sink|van|aisles?|playground|cafeteria|level|surfaces?|outdoors|outside|stairs|floor)")
# what is walked, and the way it is walked: "ambulated with the walker from bedroom to kitchen", "walking was done through the doorways"
WAY = guarded(rf"\b(?P<walk>(?:walk(?:ed|ing)|ambulat(?:ed|ing|ion)|amb'?d|gait|hopp(?:ed|ing)|stroll(?:ed|ing)|pac(?:ed|ing)|swung)|(?:laps?|lengths|trips|passes)(?= (?:of|in|around|round|along|down|up|through|with|holding|from|between)))\b(?P<between>[^.;|]{{0,80}}?)\b(?P<way>(?:through(?:out)?|around|round|along|down|across|over|between|in(?:to)?|on|out (?:to|into|of)|from|to|up and down|toward|of)\s(?:(?:the|her|his|my|our|their|a|an|both|each)\s)?(?:(?!pain|assist)[\w'-]+\s){{0,2}}?{_WHERE})\b")
PLAIN_WAY = guarded(r"(?:in(?:to)?|on|around|down|along|up and down)\s(?:(?:the|our|a)\s)?(?:[a-z]+\s)?(?:hall\w*|corridors?|gym|\w*rooms?|unit|ward|floor|house|home|clinic|level|track|surfaces?)")  # that alone says no more than that it was walked
BESIDE_WAY = guarded(r",?\s(?:and back\s)?(?:with|w/|while|without|w/o|to|for|avoiding|stepping|turning|dodging|carrying)\s(?!good|no\b|supervis)[a-z]")
# on another day or elsewhere, or as somebody says
NOT_HERE = guarded(r"\b(?:yesterday|on (?:mon|tues|wednes|thurs|fri|satur|sun)day|weekend|ago|daily|every|usually|normally|since (?:last|the|his|her|then|eval)|reports?|reported|states?|says|said|tells|told me|denies|used to|at baseline|plof|prior to|at home|goals?|educat\w*|pain (?:with|w/|when|on|while|during)|can|could|able)\b")
# a clause that opens with walking itself: "Walking was done …", "Laps with the walker"
GERUND = guarded(r"\W*(?:(?:then|next|more|also|some|some more|practi[cs]ed|did|on to)\s){0,2}(?:(?:walking|ambulation|gait(?: training| work| practice)?)\b(?! (?:tolerance|distance|speed|endurance|status|is\b|still|remains|better|improv\w*|has been|limited))|(?:laps?|lengths|trips)\s(?:of|in|around|round|along|down|up|through|with|w/|holding|from|between)\b|(?:\d(?:st|nd|rd|th)|first|second|third|another|short|long|longer|one|two|three|last|next|\d)\s(?:\w+\s)?walks?\b(?! test))")
# on one leg or by the arms it is walking where a walker or crutches carry it
HOPPED = guarded(r"\b(?P<walk>hopp(?:ed|ing)|swung|swing(?:ing)?|stepp(?:ed|ing)|shuffl(?:ed|ing)|travel+(?:ed|ing)|advanc(?:ed|ing)|went|made it|mov(?:ed|ing))\b(?! (?:up|down|over|onto|on to|the)\b)")

# "6 laps of the hall", with a device or help beside it
LAPS = guarded(r"\W*(?:\d{1,3}|one|two|three|four|five|six)\s?(?:x\b|laps?|lengths?|trips?|passes|rounds|ft|feet|['’′]|m\b|met(?:er|re)s?)[^.;]{0,24}\b(?:hall\w*|corridor|unit|parallel bars|track|loop|gym|ward|driveway|sidewalk)\b")
GAIT_ON_BELT = guarded(r"\b(?:treadmill|tm|bwstt|lite ?gait|alter-?g)\b[^.;]{0,120}?\b(?:harness|body ?w(?:eigh)?t (?:support|unload)\w*|swing|stance|step length|stride|heel|push.?off|toe|foot clearance|cadence|symmetr\w+|weight shift|posture|(?:short|long|longer|even|uneven|equal|wide|bigger|larger|left|right|l|r)\s(?:\w+\s)?steps?|limp\w*|drag\w*)\b")
WALKING_TOLD = guarded(r"\b(?:in (?:the )?(?:hall\w*|gym|corridor|bars|room)|on (?:level|carpet|tile|ramp|grass|uneven|treadmill)|outdoors|outside|then|x\s?\d|laps?|trials?|with|w/|practi[cs]e\w*|train\w*|cue\w*|vcs?)\b")
WALK_TRAINED = guarded(r"\b(?:(?:worked|working|focus\w*|concentrated|moved on|turned) (?:on|to)|practi[cs](?:ed|ing)|trained|rehears\w+|drilled|addressed|re-?trained|min(?:ute)?s? (?:of|on|for|was|were|went to))\s(?:(?!no\b|not\b)[\w-]+\s){0,3}?(?P<walk>walking|gait|ambulat\w+)\b(?! (?:without|is|was)\b)")


def told_walk(folded: str, context: Context) -> tuple[int, int] | None:
    """The word of walking in a part that tells of it by where it led, over what distance and with what in the hands."""
    part = context.part
    helped = any(hit.label in ("assist", "cue") and hit.reason is None for hit in context.hits)
    device = any(hit.label == "device" and hit.reason is None for hit in context.hits)
    far = any(q.kind in ("length", "length_by") for q in context.quantities)
    match = WAY.search(folded, part.start, part.end) if part.met & WAY.need else None
    opens = GERUND.match(folded, part.start, part.end) if part.met & GERUND.need else None
    if match is None and opens and (helped or device):
        match = opens
    if match is None and far and device and part.met & HOPPED.need:
        match = HOPPED.search(folded, part.start, part.end)
    if match is None and (helped or device) and part.met & LAPS.need:
        match = LAPS.match(folded, part.start, part.end)
    if match is None or NOT_HERE.search(folded, part.start, part.end) or arrived(folded, context):
        return None
    narrated = helped and NARRATED.match(folded, part.start, part.end) is not None
    if not narrated and (LIFE.search(folded, part.start, part.end) or WEAK_LIFE.search(folded, part.start, part.end)):
        return None
    if not (opens or helped or device or any(q.kind in DOSE_KINDS for q in context.quantities)):
        return None
    return match.span("walk") if "walk" in match.groupdict() else (match.start(), match.end())


def ways(folded: str, context: Context):
    """(start, end) of where it was walked, in text on walking: with the walking itself it tells what was done."""
    part = context.part
    if "gait" in context.families and not context.labelled and part.met & WAY.need:
        for match in WAY.finditer(folded, part.start, part.end):
            if not PLAIN_WAY.fullmatch(match["way"]) or BESIDE_WAY.match(folded, match.end(), part.end):
                yield match.span("way")
LENGTHS_OF = guarded(r"\b(?:\d{1,2}|one|two|three|four|five|six)\s(?:lengths?|laps?|trips?|passes|rounds)\s(?:of|along|down|around|up and down)\s(?:the |our |his |her )?(?:[a-z]+ )?(?:hall\w*|corridor|passage|unit|ward|gym|loop|track|porch|yard)\b")


def deviations(folded: str, context: Context):
    """(start, end) of gait faults, stair patterns and device techniques in text on walking."""
    if "gait" not in context.families:
        return
    part = context.part
    for pattern in (FAULTS, ASTRAY, PATTERN, DEVICE):
        for match in pattern.finditer(folded, part.start, part.end):
            if not unremarkable(folded, part, match.start(), match.end()):
                yield match.start(), match.end()


def unremarkable(folded: str, part: Part, start: int, end: int) -> bool:
    """Whether words of gait tell what was not there, or gait as it should be, with nobody asking for it.

    Examples
    --------
    >>> words = "walked 150 ft, no limp"
    >>> unremarkable(words, Part(0, 22, 0, 0, 0), 18, 22)
    True
    """
    before = folded[max(part.start, start - 60):start]
    if not (NOT_SEEN.search(before) or GOOD.search(before) or NORMAL.search(folded, start, end)):
        return False
    return ASKED_FOR.search(before) is None


def seen(folded: str, part: Part, hits: list[Hit]) -> list[Hit]:
    """The hits of a part without the deviations it says were not seen, and without tasks that are words of a fault or a device's name."""
    aside = [match.span() for match in ASTRAY.finditer(folded, part.start, part.end)] if part.met & ASTRAY.need else []
    aside += [(hit.start, hit.end) for hit in hits if hit.label == "device"]
    if aside:  # "pushing it out in front", "rolling walker"
        hits = [hit for hit in hits if hit.label != "activity" or not any(start <= hit.start and hit.end <= end for start, end in aside)]
    return [hit for hit in hits if hit.label != "deviation" or hit.reason is not None or not unremarkable(folded, part, hit.start, hit.end)]


def walked_some_way(folded: str, context: Context) -> tuple[int, int] | None:
    """Where a part tells a way walked without the verb: "40 feet to the dining room", "80 feet each way, rollator, cues"."""
    led = WALKED_TO.search(folded, context.part.start, context.part.end)
    if led is not None:
        return led.span()
    lengths = LENGTHS_OF.search(folded, context.part.start, context.part.end) if context.part.met & LENGTHS_OF.need else None
    if lengths is not None and any(hit.label == "device" and hit.reason is None for hit in context.hits):
        return lengths.span()
    labels = {hit.label for hit in context.hits if hit.reason is None}
    far = next((q for q in context.quantities if q.kind in ("length", "length_by") and q.values[0] >= 20), None)
    return (far.start, far.end) if far and "device" in labels and "assist" in labels else None
