"""The single words that the vocabulary is made of: what a redacted quote may still show."""

from __future__ import annotations

import re
from functools import cache

from ptnotelint.lexicon.compiled import load_lexicon

WORD = re.compile(r"[^\W\d_]+")
# Units of doses, numbers in words, and the little words between terms, which patterns know and no list holds.
BETWEEN = frozenset("""
a ah an and as at be by c cm deg degree degrees down each ea feet for foot from ft gm h hold holds hr hrs hour hours hz in inch inches into is it k kg kilo kilos
km lb lbs level m ma mg mhz min mins minute minutes ml mm mph n newton newtons no of off on onto or out over pound pounds per reps rep rpm s sec second seconds
secs set sets than the then through thru times to today up w wall was were while with within without x yard yards yd
one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty thirty forty fifty sixty
ninety hundred half first second third fourth once twice daily weekly
""".split())


@cache
def vocabulary() -> frozenset[str]:
    """Every word of every term, in small letters.

    Examples
    --------
    >>> {"bridges", "stiffness", "lb"} <= vocabulary(), "springfield" in vocabulary()
    (True, False)
    """
    lexicon = load_lexicon()
    terms = {term for entries in lexicon["words"].values() for _, term in entries} | set(lexicon["headings"])
    found = {word for term in terms for word in WORD.findall(term.lower())}
    return frozenset(found | {word + "s" for word in found} | BETWEEN)
