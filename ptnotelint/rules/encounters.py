"""First and later encounters with a device: which of 97760/97761 and 97763 a passage tells of, where both are billed."""

from __future__ import annotations

from ptnotelint.evidence import Reading
from ptnotelint.nlp.guarded import guarded

LATER = "97763"
FIRST = {"orthotic": "97760", "prosthetic": "97761"}
# what is made, chosen or met for the first time
NEW = guarded(r"\b(?:new(?:ly)?\b(?! (?:loop|strap|straps|velcro|pad|padding|lining|liner|sock|socks|shoe|shoes|screw|rivet|hole|wear|schedule|pain|complaint|area))|fabricat\w+|custom[- ]?(?:made|mou?lded|fabricated)?|made(?= (?:and|&|today|from|with|a\b|new))|(?:made|mou?lded|cut|fashioned|formed|shaped) (?:and fitted|from|over|to (?:the|his|her))|first (?:fit\w*|session|time|wear\w*|visit|encounter|day|one)|initial(?:ly)? (?:fit\w*|orthotic|prosthetic|issue\w*|encounter|visit|session|training)|initial (?:\w+ )?(?:fitting|training)|out of the box|(?:was |were )?issued(?: today| and)|delivered|chosen and fitted|selected and fitted|first leg|temporary prosthesis|preparatory|never (?:had|worn))\b")
# what is there already and is looked at again
OLD = guarded(r"\b(?:old\b(?!er)|last (?:week|month|visit|session)[’']?s?|(?:from|since|made|issued|given|fabricated|fitted|in) (?:(?:in )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|(?:19|20)\d\d|\d{1,2}/\d{1,2}|last)|re-?(?:check\w*|mou?ld\w*|heat\w*|fit\w*|adjust\w*|lin(?:ed|ing)|angled|trained|taught|strapp\w*|glued|new\w*|shap\w*|placed|size\w*|vis(?:it)\w*|view)|follow[- ]?ups?|f/u|subsequent|adjust(?:ed|ment\w*)|modif\w+|existing|already (?:had|has|owns)|current (?:splint|orthosis|brace|afo|prosthesis)|worn (?:flat|through|out|pad)|wore out|(?:tighten|shorten|loosen|repair|exchang)\w*|definitive|review of|looked (?:over|at again)|looser?|outgrown|grown|(?:wear(?:ing)?|wearing) time (?:up|built|increased|advanced))\b")


def encounter(reading: Reading, segment: int) -> str | None:
    """``new``, ``old`` or None: what the passage around a segment says of its device.

    The passage is the logical line or paragraph and the line that labels it; the word that comes first decides, for "new splint … adjusted
    at the thumb" is a first fitting and "last week's splint … new strap" a later one.
    """
    segments = reading.segments
    here = segments[segment]
    first = segment
    while first and _same(segments[first - 1], here):
        first -= 1
    last = segment
    while last + 1 < len(segments) and _same(segments[last + 1], here):
        last += 1
    text = reading.text[segments[first].start:segments[last].end].lower()
    new, old = NEW.search(text), OLD.search(text)
    if new is None or old is None:
        return "new" if new else "old" if old else None
    return "new" if new.start() <= old.start() else "old"


def _same(one, other) -> bool:
    return one.families == other.families and one.labelled == other.labelled and (one.labelled or one.unit == other.unit) or one.unit == other.unit and not other.labelled
