"""Exercises given for home that were also done at this visit."""

from __future__ import annotations

from ptnotelint.nlp.assertion import Refusal
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.structure import Part

DONE_HERE = guarded(r"\W*(?:and |all |each |pt |he |she |these |those |both )*(?:were |was |also |then )*(?:performed|practi[cs]ed|completed|done|demonstrated|demo'?d|trialed|ran through|return demo\w*)\b(?! (?:at home|daily|independently at home|\d\s?x\s?/))(?=.{0,60}\b(?:in[ -](?:the )?clinic|here|today|each|this (?:visit|session|date)|\d+\s?x\s?\d+|x\s?\d+|\d+ reps|with|w/)\b)")
WITH = guarded(r"\b(?:with|w/|and|then) ")
COMMA = guarded(r"[,(](?=[^\w,(]*\w)")  # of a row of marks the last before a word: from any of them the same words follow


def issued_and_done(folded: str, parts: list[Part], found: list[list[Refusal]]) -> None:
    """"Issued SLR and bridges; performed each 2x10 in clinic": exercises given for home that were also done here."""
    for number, part in enumerate(parts):
        if part.section == "home_program" or not found[number] or any(r.reason != "home_program" for r in found[number]):
            continue
        after = parts[number + 1] if number + 1 < len(parts) and parts[number + 1].unit == part.unit else None
        if after is not None and DONE_HERE.match(folded, after.start, after.end) or any(
                DONE_HERE.match(folded, comma.start(), part.end) for comma in COMMA.finditer(folded, part.start, part.end)) or any(
                DONE_HERE.match(folded, found_at.end(), part.end) for found_at in WITH.finditer(folded, part.start, part.end)):
            found[number].clear()
