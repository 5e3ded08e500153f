"""Circuits: one dose of rounds, or of seconds on and off, told once for all the exercises of a round."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.items import Item
from ptnotelint.nlp.services import Context

CIRCUIT = guarded(r"\b(?:circuits?|super-?sets?|tri-?sets?|giant sets?|rounds?|rds|emom|amrap|tabata|hiit|intervals?|stations?)\b")
_N = r"(?:\d{1,3}|two|three|four|five|six|eight|ten|twelve|twenty|thirty|forty|sixty)"
_SECONDS = r"\s?(?:s|secs?|seconds?|[\"”″])?\s?"
# "3 rounds", "x 4", "3x through", "40 s work / 20 s rest", "45/15", "twice round"
ROUNDS = guarded(rf"\b{_N}\s?(?:rounds?|rds|circuits|sets|times|x|trips|laps)\b(?!\s?\d)|[x×]\s?{_N}\b(?!\s?(?:reps?|[x×]))|\b(?:twice|thrice)\b"
                 rf"|\b{_N}{_SECONDS}(?:on|work|effort|go)\b(?:[\s:/,–-]{{0,3}}|\sand\s){_N}{_SECONDS}(?:off|rest|recovery|easy)\b|\b{_N}{_SECONDS}/\s?{_N}{_SECONDS}(?:work[ /-]rest\b|on[ /-]off\b|intervals?\b)"
                 rf"|\b(?:[2-6][05]|15)/(?:[1-6]0|[1-4]5)\b(?!/)")
CLOSES = guarded(r"\W*(?:(?:for|in|of|the|each|all|times|round|around|through|today|total|altogether|min|\d{1,2})\b\W*)*\Z")


def share_rounds(folded: str, run: list[Context], items: list[Item]) -> None:
    """Dose the exercises of each circuit whose rounds are told: those named after it on its line, else in the lines below it."""
    heading: Context | None = None  # of the circuit that what follows belongs to
    named: dict[int, list[Item]] = {}
    for item in items:
        named.setdefault(item.context, []).append(item)
    for context in run:
        part, here = context.part, named.get(context.index, [])
        circuit = CIRCUIT.search(folded, part.start, part.end) if part.met & CIRCUIT.need else None
        if circuit is None:
            if heading is not None and _goes_on(folded, heading, context):
                _dose(here)
            else:
                heading = None
            continue
        rounds = ROUNDS.search(folded, max(part.start, circuit.start() - 24), part.end)
        heading = context if rounds is not None else None
        if rounds is None or not here:
            continue
        after = [item for item in here if item.hit.start >= max(circuit.end(), rounds.end())]
        before = [item for item in here if item.hit.end <= min(circuit.start(), rounds.start())]
        if after and not any(circuit.end() <= item.hit.start < rounds.start() for item in here):
            _dose(after)  # "circuit, 3 rounds: squats, rows"
        elif before and CLOSES.match(folded, max(circuit.end(), rounds.end()), part.end):
            _dose(before)  # "squats, rows and bridges, 3 rounds"
        else:
            heading = None
        if heading is not None and folded[part.end - 1] != ";":
            heading = None


def _goes_on(folded: str, heading: Context, context: Context) -> bool:
    """Whether a part is of the circuit: a line below its heading, or what its own line tells next."""
    a, b = heading.part, context.part
    if b.unit == a.unit:
        return context.index == heading.index + 1 or folded[max(a.start, b.start - 3):b.start].rstrip().endswith((";", "|"))
    return b.paragraph == a.paragraph and b.head_end == b.start and a.column is None and not folded[a.start:a.end].rstrip().endswith(";")


def _dose(items: list[Item]) -> None:
    for item in items:
        item.dosed = True
