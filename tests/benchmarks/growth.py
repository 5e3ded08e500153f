"""How the time of a lint grows with the note: each shape at lengths that double, and the worst ratio of one to the next.

python tests/benchmarks/growth.py [--most 1280000] [--only WORDS]
"""

from __future__ import annotations

import gc
import random
import sys
import time
from pathlib import Path

import click

sys.path.insert(0, str(Path(__file__).parent.parent))
from annotated_notes import tune_notes
from benchmarks.measured import row

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note
from ptnotelint.starting import start_linter

AIM = 2.3  # times the time for twice the text
FIRST = 1250  # characters, so that doubling comes to 1.28 and 10.24 million
SMALLEST = 0.1  # seconds: below it a ratio is the machine's, not the linter's
BILLED = tuple(map(BilledLine, ("97110", "97140", "97530", "97012")))
SHAPES = {
    "notes one after the other": None,
    "one line of words": "Ther ex SLR 3x10 to strengthen quad ", "digits": "1234567890", "one word": "x", "slashes": "/", "numbers and slashes": "3/4/", "headings": "Plan:\n",
    "nested list": "- a\n  - b\n    - SLR 3x10\n", "blanks": " ", "line ends": "\n", "CRLF": "S: sore\r\n", "times": "15 min ", "clock": "9:00-9:15 ", "open brackets": "(", "bars": "a | ",
    "boxes": "[ ] STM ", "codes": "97110 x 2 ", "doses": "SLR 3x10 x 5# ", "denials": "no manual traction, ", "one phrase": "manual traction ", "phrases and gaps": "self care water ",
    "sentences": "STM to L UT 10 min. ", "joined": "a-b/c+", "combining": "e\u0301", "emoji": "🦵🏽", "bidi": "\u202ea\u202c", "totals": "total 45 min, ", "denied": "was denied ", "semicolons": "SLR; ", "dots": ". . ",
    "hyphens": "-", "asterisks": "*a*", "quotes": '"x" ', "underscores": "_", "times sign": "3×", "percent": "50% ", "of another": "PT held her and ",
    "clocks of all kinds": lambda number: f"{8 + number % 9}:{number * 7 % 60:02}-{9 + number % 7}:{number * 11 % 60:02} ", "names": lambda number: f"word{number} drill 3x10, ",
    "denied in sentences": "No IFC today. IFC set up to the back. ", "reasons of all": "IFC to L knee. MHP to back. All of it for pain. ", "timed cells": "3 min | ", "rows of minutes": "| Exercise | Minutes |\n| SLR | 5 |\n",
    "nested brackets": "((SLR 3x10), ", "nested headings": lambda number: "  " * (number % 40) + "- Plan: SLR\n",
}


def grown(shape: str, length: int, chance: random.Random) -> str:
    told = SHAPES[shape]
    if isinstance(told, str):
        return (told * (length // len(told) + 1))[:length]
    texts = [note.text + "\n\n" for note in tune_notes()] if told is None else ()
    made, reached = [], 0
    while reached < length:
        made.append(told(len(made)) if told else chance.choice(texts))
        reached += len(made[-1])
    return "".join(made)[:length]


def took(linter: Linter, text: str) -> float:
    note = Note(text, billed=BILLED)
    gc.collect()  # what an earlier shape left is not this one's
    start = time.process_time()
    linter.lint(note)
    return time.process_time() - start


@click.command()
@click.option("--most", default=1_280_000, help="Characters of the longest note.")
@click.option("--budget", default=20.0, help="Seconds of one lint above which a shape is not doubled again.")
@click.option("--only", default="", help="Shapes whose name holds these words.")
def main(most: int, budget: float, only: str) -> None:
    # as commands and workers load it: else the first length for which the garbage collector goes through all that was loaded seems to cost more
    linter, failed, longest, told = start_linter({}), 0, 0, {}
    took(linter, tune_notes()[0].text)
    for shape in [name for name in SHAPES if only in name]:
        times, length = [], FIRST
        while length <= most and (not times or times[-1][1] < budget):
            text = grown(shape, length, random.Random(1))
            times.append((length, min(took(linter, text) for _ in range(3 if length < 100_000 else 2))))
            length *= 2
        ratios = [(after[1] / before[1], after[0]) for before, after in zip(times, times[1:]) if before[1] > SMALLEST]
        worst = max(ratios, default=(0.0, 0))
        failed += worst[0] > AIM
        told[shape], longest = worst[0], max(longest, times[-1][0])
        click.echo(f"| {shape} | {times[-1][0]:,} | {times[-1][1]:.2f} | {worst[0]:.2f} at {worst[1]:,} |" + ("  <-- over the aim" if worst[0] > AIM else ""))
    row(f"time of twice the text, {len(told)} shapes up to {longest:,} characters, the worst", max(told.values(), default=0.0), AIM)
    sys.exit(bool(failed))


if __name__ == "__main__":
    main()
