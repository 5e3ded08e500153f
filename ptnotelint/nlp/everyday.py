"""Words of every day and of other medicine that care also goes by: "was carried down", "a sterile dressing", "renal ultrasound".

The vocabulary marks them by the scope ``everyday``. Under a treatment label, with a dose or with help they
mean what a therapist means by them; elsewhere the words around them tell.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.families import HANDS
from ptnotelint.nlp.following import NOT_TREATMENT
from ptnotelint.nlp.guarded import guarded

if TYPE_CHECKING:
    from ptnotelint.nlp.mentions import Hit
    from ptnotelint.nlp.services import Context

EVERYDAY = "everyday"
TREATING = frozenset({"reps_by", "sets_reps", "seconds_by", "w_cm2", "mhz"})
BANDAGE = guarded(r"\b(?:sterile\w*|steri\w*|adaptic|xeroform|kerlix|kling|webril|abds?|tegaderm|gauze|silk|4 ?x ?4s?|postoperative|operative|ointment|saline|betadine|moist)\b")
# what only an operation, an imaging study or a disease has to do with
SURGERY = guarded(r"\b(?:incis\w+|sutur\w+|an(?:a)?esth\w+|forceps|clamp\w*|ligat\w+|retract(?:or|ors|ed)|cauter\w+|electrocautery|bovie|dissect\w*|scalpel|trocar\w*|specimen|drap(?:ed|es)|prepped|vicryl|laparo\w+|excis\w+|resect\w+|"
                  r"bowel|colon|sigmoid|cecum|duct|pedicle|flaps?|arter\w+|veins?|cannul\w+|stapl\w+|osteotom\w+|irrigat\w+|tourniquet|intraoperat\w+|fluoroscop\w*|operati(?:ng|ve)|surgeon|wounds?|allograft|autograft|screws?|implant\w*|debrid\w*|hemosta\w+|intubat\w+|extubat\w+|endplates?|instrumentation|subchondral|spect|peritone\w+|ureter\w*|bladder|uter\w+|ovar\w+|tumou?r|mass|lesions?|carcinoma|malignan\w*|hernia\w*|skin edges?)\b")
SOMEBODY = guarded(r"\b(?:pt|patient|client|resident|child|he|she|they|we)\b(?:\s[a-z]+){0,2}\s\Z")
TRAINED = guarded(r"\b(?:worked on|practi[cs]\w*|train\w*|did|simulat\w+|tasks?|with|min(?:ute)?s? of|using|used|activit\w+)\b[^.;]{0,20}\Z")
PASSIVE = guarded(r"\b(?:was|were|is|are|been|be|being|and|then|get)\b(?:\s[a-z]+ly)?\s(?:then\s|also\s)?\Z")
MOVED_TO = guarded(r"[^.;]{0,40}\b(?:bed|chair|w/?c|wheelchair|toilet|commode|tub|shower|mat|plinth|car|eob|couch|sofa|recliner|floor|sit|sitting|stand|standing|supine|bsc|bench|walker|lift|hoyer|slide ?board)\b")
CARRIED_ON = guarded(r"\s(?:out|down|forward|over|through|on\b|away|up to|to (?:the|a) (?:level|point|fascia|skin)|across|medially|laterally|distally|proximally|posteriorly|anteriorly|superiorly|inferiorly|deep|sharply|along|around|in (?:a|the)|from|off the)\b")
ON_A_WOUND = guarded(r"\b(?:sterile|gauze|dry|wet|wound|pressure|compress\w+|occlusive|tegaderm|soft|bulky|surgical|steri\w*|bandage\w*|incision\w*|site|drain\w*|ointment|adaptic|xeroform|foam|vac|vacuum|staples|ulcer|aquacel|mepilex|hydrocolloid|island|outer|clean|intact|c/?d/?i|saturat\w+|soiled|chang(?:e|ed|es)|removed|applied|in place|placed|reinforced|prepped|casually|appropriately|well|neatly|nicely)\b")
GIVEN = guarded(r"(?:\s(?:treatment|therapy|tx|rx))?(?:\s(?:was|were)(?: then| also)?)?\s?(?:[,:;@(]|[-–]\s|\d|x\s?\d|to\b|over\b|on\b|at\b|applied|given|along|around|used (?:on|to|over)|performed (?:to|on|over)|pulsed|cont\w*|thermal|(?:and|&|plus|with|then)\s(?!(?:ct|mri|x-?rays?|labs?|doppler|blood|echo)\b)(?:[a-z]+\s){1,3}(?:to|on|over|along|around|across)\b|[rl]\b|right|left|[lr]t\b|b/?l\b|bilat|for (?:pain|spasm|tissue|heal\w+|\d)|,? (?:then|followed by|and then|before|prior to))")
SCAN = guarded(r"\s?(?:,\s?(?:ct|mri|x-?ray)|of\b|show\w*|reveal\w*|demonstrat\w*|guid\w+|is|was (?:obtained|done|negative|positive|normal|reviewed|ordered|unremarkable)|exam\w*|scan\w*|confirm\w*|negative|positive|at \d+ weeks|machine|probe|technician|report|results?|findings?|per (?:radiology|md)|for (?:dvt|deep|gall\w*|preg\w*|dating|anatomy|signif\w*)|to (?:rule|evaluate|assess|look|check|locali[sz]e|confirm)|abdomen|pelvis|localiz\w+|biopsy|evidence|(?:left |right )?lower extremity,? duplex|with doppler)")
SCANNED = guarded(r"\b(?:renal|abdominal|pelvic|carotid|venous|doppler|duplex|transvaginal|bedside|obstetric\w*|scrotal|testicular|thyroid|breast|intravascular|endoscopic|transrectal|ob|diagnostic|gallbladder|liver|cardiac|prenatal|transabdominal|msk|real-?time|ordered|schedul\w+|repeat|follow[- ]?up|her first|had an?|have an?|an|by|under|via|on|positive|negative|exam:)\s+(?:limited |initial )?\Z")
TO_US = guarded(r"\b(?:cost|costs|took|takes|won|earned|earns|bought|spared|saved|got|gets|kept|keeps|put|made|makes|carried|brings|sent|taught|lent|lost|let[’']?s|to|with|of|for|by|from|told|tell|tells|let|gave|give|gives|allow\w*|help\w*|help|see|saw|show\w*|call\w*|contact|inform\w*|both|between|bring\w*|brought|joined|join|left|lets|asked|ask|around|behind|near|the|in the|all|just|only|wins|occup\w+|met|meets|led|drove)\s\Z")
HANDLED = guarded(r"\s?(?:work\w*|tx|rx|treat\w*|tech\w*|ther\w*|to\b|on\b|at\b|along|over|throughout|across|around|of (?:the )?(?:[rl]\b|right|left|low|upper|cerv|lumb|neck)|for \d|[:(x,;.-]|\d|[rl]\b|[lr]t\b|right|left|b/?l\b|bilat\w*|manip\w*|release\w*|massage|mob\w*|instrument\w*|stretch\w*|and joint|\Z)")
OF_DISEASE = guarded(r"\s?(?:/\s?(?:vi|6|iv|iii)\b|(?:out of|of) (?:vi|6)\b|(?:[\w/-]+\s){0,3}?(?:systolic|diastolic|ejection|murmur|tumou?rs?|adeno\w*|carcino\w*|glioma|astrocyt\w*|spondylo\w*|sprain|strain|tear|injur\w*|laxity|chondro\w*|ulcer\w*|pressure|lesion\w*|varic\w*|esophag\w*|hemorrh\w*|open|fracture|reflux|diastolic|dysfunction|bleed\w*|encephal\w*|obstruct\w*|squamous|invasive|ductal|endometr\w*|lymph\w*|view|cystocele|rectocele|prolapse|stenosis|school|student|level|retropulsion|mallampati|airway|change\w*|concussion|separation|ac\b|mcl|lcl|acl|hydroneph\w*)\b)")
OF_THE_HEART = guarded(r"\b(?:arter\w+|coronary|stenos\w+|stent\w*|lesions?|circumflex|diagonal|occlu\w+|infarct\w*|vessels?|lima|rca|lcx|graft\w*|ejection|disease|angio\w*|cath\w*|territory|bypass|%)")
SELF_CATH = guarded(r"\b(?:self|intermittent|clean|straight|program|technique)\b")
NO_BRIDGE = guarded(r"\b(?:nasal|dental|bone|bony|land|skin|tissue|muscle|myocardial|osseous|of (?:the|his|her))\s\Z")
NOSE = guarded(r"\s(?:of|over|across|was|is|to (?:surgery|transplant)|therapy|anticoag\w*|between|loan|repair|span)\b")
OF_TENDON = guarded(r"\b(?:a-?[1-5]|annular|flexor|tendon|trochlear)\s\Z")
CUT = guarded(r"\s(?:incision|excision|ellipse|skin|fashion|shap\w+|lesion|area|portion|piece|manner|mass|wedge|segment|was|in shape)")
# a current or a chair worked by hand is no hands-on care: "manual trigger", "manual chair"
BY_SWITCH = guarded(r"\s(?:triggers?|triggered|triggering|switch\w*|probes?|ramp\w*|stim\w*|e-?stim|electrodes?|controls?|mode|timer|wheel ?chairs?|w/?c|chairs?|muscle test\w*|mmt|bp|blood pressure|locks?|brakes?)\b")
OTHER_WAX = guarded(r"\b(?:ears?|cerumen|bone|dental|of|car|floor|no|thera)[\s-]\Z")
PLACED = guarded(r"[^.;]{0,30}\b(?:was|were|placed|under\w*|beneath|positioned|inserted|behind)\b")


BY_PATIENT = guarded(r"\b(?:pt|patient|he|she|child|resident|client|they|student)\b(?:\s[a-z]+){0,2}\s\Z|\b(?:in-?hand|object|coin|fine motor|mental|putty)\s\Z")
SMALL_THINGS = guarded(r"\s(?:of |the |his |her |a |small |various ){0,3}(?:objects?|fasteners|coins?|putty|buttons?|phone|toys?|beads?|pegs?|items?|tools?|controls?|fracture|mandible|tube|under)\b")
MOBILISED = guarded(r"\s(?:\w+\s){0,3}?(?:with|using|w/)\s(?:(?:a|an|the|his|her|two|\d)\s)?(?:wzf|zf|rzf|frame|zimmer|rollator|rw|fww|walker|stick|sticks|crutch\w*|cane|spc|ec|quad stick|assistance|assist|ao1|ao2|supervision|s/v)\b|\s(?:to|from|around|along|in|on) (?:the )?(?:ward|corridor|bathroom|toilet|chair|bay|day ?room|stairs|hallway|unit)\b")
DEGREE = guarded(r"\b(?:pt|dpt|ot|otr/?l?|pta|cota|ocs|atc|cscs|mpt|dscpt)\b[,;\s]+\Z")  # letters behind a name
OPERATED = guarded(r"\b(?:s/p|status post|post-?op\w*|carpal|trigger finger|a1|capsular|lateral release|surgical|underwent|years? ago|grasp|reach|heel cord)\b")
LET_GO = guarded(r"d?\s(?:to|from|by (?:the )?(?:md|dr|surgeon|ortho)|the (?:ball|object|toy|grip|ring|walker)|of (?:the )?(?:ball|object|information|records|care)|note)\b")
GEL = guarded(r"\s(?:coupling |conductive |ultrasound )?(?:gel|lotion|cream|lubricant|jelly|paint|soluble)\b")
TREATED_BY = guarded(r"\b(?:treated|treating|treatment)\s(?:\w+\s){0,2}?(?:with|by|using)\s(?:\w+\s)?\Z|\b(?:gave|given|applied|administered|delivered|received|continued with|began with|started with|finished with|ended with|followed by)\s(?:(?:some|the|her|his|continuous|pulsed|thermal|therapeutic)\s){0,2}\Z")
# water that is drunk, poured or washed with, and other pools
OTHER_WATER = guarded(r"[\s-](?:bottles?|jugs?|pitchers?|glass\w*|cups?|plants?|intake|breaks?|coolers?|heaters?|softener|fountain|retention|soluble|pills?|balloon|gun|table|pick|based\b|hose|meter|bed|proof|tower|damage|and (?:food|soap|towel|juice|coffee|snack)|in (?:the |a )?(?:cup|glass|sink|kettle|pot|bucket|bath))\b|\s?/\s?(?:juice|coffee)")
WATERED = guarded(r"\b(?:drink\w*|drank|glass(?:es)? of|cups? of|bottles? of|buckets? of|gallons? of|jugs? of|pot of|oz|ml|cc|sips?(?: of)?|pour\w*|sipped|boil\w*|running|tap|hot|cold|ice|iced|cool|soapy|soap and|soap &|salt|sterile|distilled|thickened|thin|offered|given|got|get|gets|getting|fill\w*|carr\w+|plants?|the plants,?|of|fetch\w*|bread and|brought|fresh|more|some|holy|car|play\w*|gene|motor|talent|blood|billiard\w*|kiddie|neighbou?r'?s|daughter'?s|son'?s)\s(?:the |a |her |his |some )?\Z")


def keep_in_company(folded: str, contexts: list[Context]) -> None:
    """Drop the everyday words that mean no care where they stand; the others are hits like any."""
    operative: bool | None = None  # whether the note reports an operation
    sonated: bool | None = None  # whether a dose of ultrasound is told
    wet: bool | None = None  # whether water is spoken of otherwise than by its toys
    for context in contexts:
        if any(hit.family == "aquatic" and GEL.match(folded, hit.end) for hit in context.hits):
            context.hits = [hit for hit in context.hits if hit.family != "aquatic" or GEL.match(folded, hit.end) is None]
        if any(hit.scope == EVERYDAY and hit.family == "aquatic" for hit in context.hits):
            if wet is None:
                wet = any(hit.family == "aquatic" and (hit.scope != EVERYDAY or _bathed(folded, hit)) for other in contexts for hit in other.hits)
            context.hits = [hit for hit in context.hits if hit.family != "aquatic" or hit.scope != EVERYDAY or (
                _bathed(folded, hit) if folded.startswith(("water", "pool"), hit.start) else wet or context.part.family == "aquatic")]
        if any(hit.scope == EVERYDAY for hit in context.hits):
            sure = _sure(context)
            if not sure and operative is None:
                operative = len({match[0] for match in SURGERY.finditer(folded)}) > 4
            if not sure and operative:
                context.hits = [hit for hit in context.hits if hit.scope != EVERYDAY or hit.label == "region"]
            if sonated is None and any(hit.scope == EVERYDAY and hit.family == "ultrasound" for hit in context.hits):
                sonated = any(q.kind == "w_cm2" for other in contexts for q in other.quantities)
            context.hits = [_walked(folded, context, hit._replace(scope=None)) if hit.scope == EVERYDAY else hit for hit in context.hits
                            if hit.scope != EVERYDAY or _meant(folded, context, hit, sure, sonated)]


def _walked(folded: str, context: Context, hit: Hit) -> Hit:
    """"Mobilised 20 m with a frame" is walking."""
    if hit.label == "technique" and folded.startswith("mobili", hit.start) and (MOBILISED.match(folded, hit.end, context.part.end) or any(
            q.kind in ("length", "length_by") and 0 <= q.start - hit.end < 20 for q in context.quantities)):
        return hit._replace(label="gait", family="gait")
    return hit


# nor the water somebody had between two things
A_DRINK = guarded(r"(?:after|with|sat|rest\w*|then|and|also|had|took)[,\s]\s?water\b(?=\s?[.,;]|\s(?:and rest|given|offered|at bedside)|\Z)")


def _bathed(folded: str, hit: Hit) -> bool:
    if A_DRINK.search(folded, max(0, hit.start - 10), hit.end + 12):
        return False
    return folded.startswith(("water", "pool"), hit.start) and OTHER_WATER.match(folded, hit.end) is None and WATERED.search(folded, max(0, hit.start - 30), hit.start) is None


def _sure(context: Context) -> bool:
    part = context.part
    return (part.family is not None and part.section not in NOT_TREATMENT or any(q.kind in TREATING for q in context.quantities)
            or any(hit.label == "assist" and hit.reason is None for hit in context.hits))


def _meant(folded: str, context: Context, hit: Hit, sure: bool, sonated: bool | None) -> bool:
    if hit.family == "traction":  # "mechanical" and "machine" say which kind of pull, not that there was one
        return context.part.family == "traction" or any(other.family == "traction" and other.label != "wrong_kind" and other.scope != EVERYDAY for other in context.hits)
    if hit.label == "region":  # L3 of the spine or of a bicycle
        return any(other.family in HANDS for other in context.hits) and not any(other.label == "exercise" and -3 < hit.start - other.end < 12 for other in context.hits)
    if hit.family == "paraffin":  # wax of the ear and of bone
        return OTHER_WAX.search(folded, before := max(context.part.start, hit.start - 24), hit.start) is None and (
            any(q.kind in ("minutes", "prime") for q in context.quantities) or any(other.label == "region" and before <= other.start for other in context.hits))
    if hit.family == "aquatic":
        return True  # sorted out already
    start, end = context.part.start, context.part.end
    before = max(start, hit.start - 40)
    word = folded[hit.start:hit.end]
    if hit.family == "ultrasound":
        if context.part.family == "ultrasound" or any(q.kind in ("w_cm2", "mhz") for q in context.quantities):
            return True
        if SCAN.match(folded, hit.end, end) or (TO_US if word == "us" else SCANNED).search(folded, before, hit.start):
            return False
        return bool(sonated) or TREATED_BY.search(folded, before, hit.start) is not None or any(q.kind in ("minutes", "prime", "clock") for q in context.quantities) or GIVEN.match(folded, hit.end, end) is not None or any(
            other.label in ("modality", "technique", "exercise") and other.family != "ultrasound" for other in context.hits)
    if context.part.family is None and word in ("dressing", "dressings", "dressed") and (SURGERY.search(folded, start, end) or BANDAGE.search(folded, before, min(end, hit.end + 60))):
        return False
    if word == "manual" and BY_SWITCH.match(folded, hit.end, end):
        return False
    if word.startswith("manipul") and (BY_PATIENT.search(folded, before, hit.start) or SMALL_THINGS.match(folded, hit.end, end)):
        return False
    if word == "scs":
        return DEGREE.search(folded, max(0, hit.start - 24), hit.start) is None
    if word.startswith("release"):  # "release along the right SCM", "adductor origins released", but no carpal tunnel release
        return (any(other.label == "muscle" and -75 < other.start - hit.end < 42 for other in context.hits) and OPERATED.search(folded, start, end) is None
                and SURGERY.search(folded, start, end) is None and LET_GO.match(folded, hit.end, end) is None)
    if sure:
        return True
    if SURGERY.search(folded, start, end):
        return False
    if word.startswith(("drilling", "scissors", "tracing")):
        return SOMEBODY.search(folded, before, hit.start) is not None or TRAINED.search(folded, before, hit.start) is not None
    if word.startswith(("carried", "lifted")):
        return CARRIED_ON.match(folded, hit.end, end) is None and PASSIVE.search(folded, before, hit.start) is None
    if word.startswith("transferred"):
        return MOVED_TO.match(folded, hit.end, end) is not None
    if word.startswith("catheter"):
        return SELF_CATH.search(folded, before, end) is not None
    if hit.family == "self_care":
        return not word.endswith("dressings") and ON_A_WOUND.search(folded, before, min(end, hit.end + 30)) is None and not (
            word in ("dressed", "shaved") and PASSIVE.search(folded, before, hit.start))
    if word.startswith(("soft", "myofascial")):
        return word.startswith("myo") or HANDLED.match(folded, hit.end, end) is not None
    if word.startswith("grade"):
        return OF_DISEASE.match(folded, hit.end, end) is None
    if word.startswith("lad"):
        return OF_THE_HEART.search(folded, start, end) is None
    if word.startswith("bridge"):
        return NO_BRIDGE.search(folded, before, hit.start) is None and NOSE.match(folded, hit.end, end) is None
    if word.startswith("pulley"):
        return OF_TENDON.search(folded, before, hit.start) is None
    if word.startswith(("elliptical", "shoulder")):
        return (CUT if word[0] == "e" else PLACED).match(folded, hit.end, end) is None
    if word.startswith(("romberg", "finger", "heel", "rapid")):  # tests as often as drills
        return any(other.family == "neuromuscular" and other.scope != EVERYDAY for other in context.hits) or any(q.kind in ("times_by", "count", "minutes") for q in context.quantities)
    if word.startswith("pressure"):
        return not folded.startswith("blood ", hit.start - 6)
    return True
