"""Notes in which no segment repeats: what a memo keyed by segment cannot make look faster than it is.

The lines come from the train notes of ``corpora/``: the first lines of one note with the last of another, with
other numbers and other words of the same kind. A segment that still occurred before gets an invented word. The
same seed gives the same notes.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from pathlib import Path

from ptnotelint.nlp.pipeline import Reader
from ptnotelint.note import BilledLine, Note
from ptnotelint.train.annotated import AnnotatedNote, read_annotated

CORPORA = Path(__file__).parent.parent.parent / "corpora"
SWAPS = [
    "left right", "L R", "knee hip ankle shoulder elbow wrist", "quad hamstring glute calf", "mild moderate marked", "morning evening",
    "he she", "his her", "flexion extension abduction rotation", "sore stiff achy tender", "stairs curbs ramps", "walking standing sitting",
    "green blue red yellow", "improve increase restore", "decrease reduce", "today again", "mom wife husband daughter", "work home school",
]
OTHERS = {word: group.split() for group in SWAPS for word in group.split()}
SWAPPED = re.compile(r"\b(?:" + "|".join(OTHERS) + r")\b")
# A number on its own; codes, dates and clock times keep theirs, for they say what kind of thing they stand in.
NUMBER = re.compile(r"(?<![\d:/.-])\b\d{1,2}\b(?![:/.-]?\d)")
TEMPLATES = 10  # of so many train notes one is a template
SYLLABLES = [a + b for a in "bdfgklmnprstvz" for b in "aeiou"]


def unrepeated_notes(count: int, seed: int = 0) -> list[Note]:
    """Make `count` notes, no two of whose segments (as the reader cuts them) are the same words.

    Examples
    --------
    >>> [note.note_id for note in unrepeated_notes(2)]
    ['bench-0', 'bench-1']
    """
    chance = random.Random(seed)
    sources = read_annotated(CORPORA, "train")
    reader, seen, invented = Reader(), set(), invented_words()
    notes = []
    for number in range(count):
        head, tail = chance.sample(sources, 2)
        text = vary(joined(head.text, tail.text, chance), chance)
        text = _made_unique(text, reader, seen, invented)
        notes.append(Note(text, note_id=f"bench-{number}", billed=_billed(head, tail)))
    return notes


def templated_notes(count: int, seed: int = 0) -> list[Note]:
    """Make `count` notes of the same lines in other company, with other numbers, as templates and habits make them.

    Examples
    --------
    >>> [note.note_id for note in templated_notes(2)]
    ['templated-0', 'templated-1']
    """
    chance = random.Random(seed)
    sources = read_annotated(CORPORA, "train")[::TEMPLATES]
    notes = []
    for number in range(count):
        head, tail = chance.sample(sources, 2)
        text = NUMBER.sub(lambda match: str(max(1, int(match[0]) + chance.randint(-3, 9))), joined(head.text, tail.text, chance))
        notes.append(Note(text, note_id=f"templated-{number}", billed=_billed(head, tail)))
    return notes


def joined(first: str, second: str, chance: random.Random) -> str:
    above, below = first.splitlines(), second.splitlines()
    cut = chance.uniform(0.3, 0.7)
    return "\n".join(above[: max(1, round(len(above) * cut))] + below[round(len(below) * cut):])


def vary(text: str, chance: random.Random) -> str:
    text = SWAPPED.sub(lambda match: chance.choice(OTHERS[match[0]]), text)
    return NUMBER.sub(lambda match: str(max(1, int(match[0]) + chance.randint(-3, 9))), text)


def _made_unique(text: str, reader: Reader, seen: set[str], invented: Iterator[str]) -> str:
    while True:
        segments = [(segment.start, segment.end) for segment in reader.read(text).segments]
        here: set[str] = set()
        repeats = []
        for start, end in segments:
            words = text[start:end]
            (repeats.append((start, end)) if words in seen or words in here else here.add(words))
        if not repeats:
            seen |= here
            return text
        for _start, end in reversed(repeats):
            # Before a closing mark, so that a sentence stays one sentence and a heading stays a heading.
            at = end - 1 if text[end - 1] in ".:;,)" else end
            text = f"{text[:at]} {next(invented)}{text[at:]}"


def invented_words() -> Iterator[str]:
    """Words that stand in no note, each once."""
    number = 0
    while True:
        rest, word = number, ""
        for _ in range(3):
            rest, syllable = divmod(rest, len(SYLLABLES))
            word += SYLLABLES[syllable]
        yield word + (SYLLABLES[rest] if rest else "")
        number += 1


def _billed(head: AnnotatedNote, tail: AnnotatedNote) -> tuple[BilledLine, ...]:
    codes = [line["code"] for source in (head, tail) for line in source.record["billed"] or ()]
    return tuple(BilledLine(code) for code in list(dict.fromkeys(codes))[:4])
