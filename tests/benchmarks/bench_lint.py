"""How much longer a whole lint takes than bare tokenization of the same notes, in one process and one run."""

from __future__ import annotations

import argparse
import gc
import statistics
import time

import spacy
from measured import row
from unrepeated_notes import templated_notes, unrepeated_notes

from ptnotelint.linter import Linter

AIM = 4.0


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=500, help="notes a repeat (default 500)")
    parser.add_argument("--repeats", type=int, default=7, help="repeats, each on notes of its own (default 7)")
    parser.add_argument("--seed", type=int, default=0)
    options = parser.parse_args()

    for kind, make in (("no segment twice", unrepeated_notes), ("templated", templated_notes)):
        measure(kind, make(options.notes * options.repeats, options.seed), options)


def measure(kind: str, all_notes: list, options: argparse.Namespace) -> None:
    words = sum(len(note.text.split()) for note in all_notes) / len(all_notes)
    print(f"{options.repeats} x {options.notes} notes of {words:.0f} words on average, {kind}")
    nlp = spacy.blank("en")
    nlp.tokenizer.rules = {chunk: rule for chunk, rule in nlp.tokenizer.rules.items() if chunk.strip()}
    linter = Linter.load()

    def tokenize(notes):
        for note in notes:
            nlp.make_doc(note.text)

    def lint(notes):
        for _ in linter.pipe(notes):
            pass

    ratios = []
    for repeat in range(options.repeats):
        notes = all_notes[repeat * options.notes:(repeat + 1) * options.notes]
        # Turn about, so that neither profits from what the other warmed.
        order = (tokenize, lint) if repeat % 2 == 0 else (lint, tokenize)
        seconds = {work.__name__: timed(work, notes) for work in order}
        ratios.append(seconds["lint"] / seconds["tokenize"])
        rates = {name: len(notes) / taken for name, taken in seconds.items()}
        print(f"  tokenize {rates['tokenize']:7.0f} notes/s   lint {rates['lint']:6.0f} notes/s   ratio {ratios[-1]:.2f}")
    median = statistics.median(ratios)
    classifier = linter._classifier
    print(f"segments that the classifier was asked about: {classifier.asked}, of which it remembered {classifier.remembered / classifier.asked:.0%}")
    print(f"from {min(ratios):.2f} to {max(ratios):.2f}, the median:")
    row(f"whole lint / bare tokenization, {kind}", median, AIM)


def timed(work, notes) -> float:
    """Processor time, which what else the machine does lengthens less than the clock's."""
    gc.collect()
    start = time.process_time()
    work(notes)
    return time.process_time() - start


if __name__ == "__main__":
    main()
