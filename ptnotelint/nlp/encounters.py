"""First and later encounters with a device: whether a passage tells of a new one or of one that is worn already."""

from __future__ import annotations

from dataclasses import replace

from ptnotelint.evidence import Segment
from ptnotelint.nlp.guarded import guarded

DEVICES = frozenset({"orthotic", "prosthetic"})
# what is made, chosen or met for the first time
NEW = guarded(r"\b(?:new(?:ly)?\b(?! (?:loop|strap|straps|velcro|pad|padding|lining|liner|sock|socks|shoe|shoes|screw|rivet|hole|wear|schedule|pain|complaint|area))|fabricat\w+|custom[- ]?(?:made|mou?lded|fabricated)?|made(?= (?:and|&|today|from|with|a\b|new))|(?:made|mou?lded|cut|fashioned|formed|shaped) (?:and fitted|from|over|to (?:the|his|her))|first (?:fit\w*|session|time|wear\w*|visit|encounter|day|one)|initial(?:ly)? (?:fit\w*|orthotic|prosthetic|issue\w*|encounter|visit|session|training)|initial (?:\w+ )?(?:fitting|training)|out of the box|(?:was |were )?issued(?: today| and)|delivered|chosen and fitted|selected and fitted|first leg|temporary prosthesis|preparatory|never (?:had|worn))\b")
# what is there already and is looked at again
OLD = guarded(r"\b(?:old\b(?!er)|last (?:week|month|visit|session)[’']?s?|(?:from|since|made|issued|given|fabricated|fitted|in) (?:(?:in )?(?:jan|feb|mar|apr|may|june?|july?|aug|sept?|oct|nov|dec)\w*|(?:19|20)\d\d|\d{1,2}/\d{1,2}|last)|re-?(?:check\w*|mou?ld\w*|heat\w*|fit\w*|adjust\w*|lin(?:ed|ing)|angled|trained|taught|strapp\w*|glued|new\w*|shap\w*|placed|size\w*|vis(?:it)\w*|view)|follow[- ]?ups?|f/u|subsequent|adjust(?:ed|ment\w*)|modif\w+|existing|already (?:had|has|owns)|current (?:splint|orthosis|brace|afo|prosthesis)|worn (?:flat|through|out|pad)|wore out|(?:tighten|shorten|loosen|repair|exchang)\w*|definitive|review of|looked (?:over|at again)|looser?|outgrown|grown|(?:wear(?:ing)?|wearing) time (?:up|built|increased|advanced))\b")


def with_encounters(folded: str, segments: tuple[Segment, ...], labels: list[int]) -> tuple[Segment, ...]:
    """The segments, those on an orthosis or prosthesis marked ``new`` or ``old`` where their passage says so.

    ``labels`` gives for each segment the line that labels it, or its own line where nothing does: a passage has one of them.
    """
    if not any(not DEVICES.isdisjoint(segment.families) for segment in segments):
        return segments
    marked = list(segments)
    first = 0
    while first < len(segments):
        last = first
        while last + 1 < len(segments) and labels[last + 1] == labels[first]:
            last += 1
        if any(not DEVICES.isdisjoint(segment.families) for segment in segments[first:last + 1]):
            told = _told(folded, segments[first].start, segments[last].end)
            for index in range(first, last + 1) if told else ():
                marked[index] = replace(segments[index], encounter=told)
        first = last + 1
    return tuple(marked)


def _told(folded: str, start: int, end: int) -> str | None:
    """The word that comes first decides: "new splint, adjusted at the thumb" is a first fitting, "last week's splint, new strap" a later one."""
    new, old = NEW.search(folded, start, end), OLD.search(folded, start, end)
    if new is None or old is None:
        return "new" if new else "old" if old else None
    return "new" if new.start() <= old.start() else "old"
