"""Clauses of a part: how far a word that refuses, plans or denies reaches."""

from __future__ import annotations

from functools import lru_cache

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.structure import Part

CLAUSE_END = guarded(r";|\b(?:therefore|hence|thus)\b|\bbut\b(?!\s+(?:pt |he |she |they )?(?:declin|defer|refus|held|stop|was not|did not|didn't|not ))|\binstead\b|\bhowever\b|\bwhile (?:pt|pta|ot|i|we|this therapist)\b|\b(?:we|i) (?:did|performed|practi[cs]ed|worked|used|trained|added|had (?:him|her))\b|\bso (?!that\b|she\b|he\b|they\b|pt\b|patient\b|as\b|can\b|could\b|is\b|far\b|much\b|well\b|long\b|able\b|it\b|to\b)(?=[a-z]{2})|,\s*(?:did|performed|used|then|substituted|switched|we)\b|,\s*(?=which (?:he|she|they|pt|patient)(?:['’]ll| will| is to| can| should| may)\b)|,\s*(?=i (?:then |also )?[a-z]+ed\b)|,?\s(?:and|then) (?:he|she|pt|patient|they|resident|client)\s(?:(?:then|in turn|now)\s)?(?:showed (?:me|us|back)|demonstrated|tried|practi[cs]ed|performed|rehearsed|did (?:it|so|each|both|them))\b| [-–—]+ ")


@lru_cache(maxsize=16)
def _clause_ends(folded: str, start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(match.span() for match in CLAUSE_END.finditer(folded, start, end))


def clause(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    """The clause of a part that holds a place."""
    first, last = part.start, part.end
    for opens, closes in _clause_ends(folded, part.start, part.end):
        if closes <= start:
            first = closes
        elif opens >= end:
            last = opens
            break
    return first, last


def next_clause(folded: str, part: Part, at: int) -> int:
    """Where the clause ends that begins right behind ``at``."""
    return next((opens for opens, _ in _clause_ends(folded, part.start, part.end) if opens > at + 3), part.end)


def comma_clause(folded: str, part: Part, start: int, end: int) -> tuple[int, int]:
    """The piece of a clause between commas or brackets that holds a place."""
    first, last = clause(folded, part, start, end)
    comma = folded.rfind(", ", first, start)
    bracket = folded.rfind("(", first, start)
    if bracket > comma and folded.find(")", bracket, start) < 0:
        comma = bracket
    stop = min((at for at in (folded.find(", ", end, last), folded.find(")", end, last)) if at >= 0), default=last)
    return (comma + 1 if comma >= 0 else first), stop
