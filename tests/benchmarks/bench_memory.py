"""The memory of one linter after many notes, over that after the first ten thousand.

    PYTHONPATH=. python tests/benchmarks/bench_memory.py --notes 60000

The notes are short: a line of a train note, or more, with other numbers and words, and in each note a word and a number that no other has, as names
and dates are. What is printed was measured; nothing is said of more notes than were linted.
"""

from __future__ import annotations

import argparse
import gc
import random
import sys
from collections.abc import Iterator
from pathlib import Path

from measured import row
from unrepeated_notes import CORPORA, invented_words, vary

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note
from ptnotelint.train.annotated import read_annotated

AIM, FIRST = 1.1, 10_000


def short_notes(count: int, lines: int, seed: int = 0) -> Iterator[Note]:
    """Some lines of a train note each, varied."""
    chance, words = random.Random(seed), invented_words()
    texts = [note.text.splitlines() for note in read_annotated(CORPORA, "train")]
    for number in range(count):
        text = chance.choice(texts)
        start = chance.randrange(max(1, len(text) - lines))
        told = vary("\n".join(text[start:start + lines]), chance)
        yield Note(f"{told}\nSeen by {next(words)}, {number + 1_000_000}.", note_id=str(number), billed=(BilledLine("97110", 2), BilledLine("97140")))


def resident() -> float:
    """MB of this process."""
    gc.collect()
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * 4096 / 1e6


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("--notes", type=int, default=60_000)
    parser.add_argument("--lines", type=int, default=1, help="of each note (default 1)")
    options = parser.parse_args()
    linter, after_first = Linter.load(), 0.0
    for number, note in enumerate(short_notes(options.notes, options.lines), 1):
        linter.lint(note)
        if number % FIRST == 0 or number == options.notes:
            size = resident()
            after_first = after_first or size
            print(f"  {number:,} notes: {size:.0f} MB", flush=True)
    sys.exit(not row(f"memory after {options.notes:,} short notes / after {FIRST:,}", size / after_first, AIM))


if __name__ == "__main__":
    main()
