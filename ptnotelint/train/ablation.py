"""What the classifier adds: patterns alone, classifier alone and both, on the same notes."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.train.annotated import AnnotatedNote
from ptnotelint.train.evaluate import PAYER, measure
from ptnotelint.train.intervals import difference_interval
from ptnotelint.train.measurement import Measured


class ClassifierAlone(Linter):
    """The linter with nothing found by patterns but the parts of the note and its totals."""

    def _read(self, note: Note, asked: frozenset[str] | None):
        return tuple(replace(reading, mentions=()) for reading in super()._read(note, asked))


def ablation(notes: Sequence[AnnotatedNote]) -> dict[str, Measured]:
    """The figures of the shipped pipeline without the classifier, of the classifier alone, and of both."""
    linters = {"patterns only": Linter.load(payer=PAYER, classifier=False), "classifier only": ClassifierAlone.load(payer=PAYER),
               "both": Linter.load(payer=PAYER)}
    return {name: measure(linter, notes) for name, linter in linters.items()}


def ablation_dict(found: dict[str, Measured]) -> dict:
    """The three side by side, and the paired interval of what both gain over patterns only.

    The gain is in F1 of required and of recommended gaps; an interval that holds 0 shows no gain.
    """
    figures = {name: measured.as_dict() for name, measured in found.items()}
    shown = ("required_gaps", "recommended_gaps", "status_exact", "verdict_exact", "supported_notes_with_false_alarm")
    gain = {kind: difference_interval(_f1(found["patterns only"], kind), _f1(found["both"], kind)) for kind in ("required", "recommended")}
    return {name: {key: each[key] for key in shown} for name, each in figures.items()} | {"gain_of_both_in_f1": gain}


def ablation_table(found: dict) -> list[str]:
    """What :func:`ablation_dict` gave, as lines for the terminal."""
    rows = ["", f"{'ablation':18}{'required F1':>14}{'recommended F1':>16}{'status':>9}{'verdict':>9}{'false alarm':>13}"]
    for name in ("patterns only", "classifier only", "both"):
        each = found[name]
        values = (each["required_gaps"]["f1"], each["recommended_gaps"]["f1"], each["status_exact"]["share"], each["verdict_exact"]["share"],
                  each["supported_notes_with_false_alarm"]["share"])
        rows.append(f"{name:18}" + "".join(f"{'-' if value is None else f'{value:.3f}':>{width}}" for value, width in zip(values, (14, 16, 9, 9, 13), strict=True)))
    for kind, interval in found["gain_of_both_in_f1"].items():
        if interval:
            rows.append(f"both less patterns only, {kind} F1: {interval[0]:+.3f} to {interval[1]:+.3f} (95%, paired over notes)")
    return rows


def _f1(measured: Measured, kind: str) -> tuple[list[int], list[int]]:
    gaps = [getattr(figures, kind) for _, figures in measured.notes]
    return [2 * each.right for each in gaps], [2 * each.right + each.false + each.overlooked for each in gaps]
