"""A measurement as one page with plots: how good the linter is, where it errs, and how far the classifier can be believed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import BinaryIO

from ptnotelint.train.curves import Curve
from ptnotelint.train.measurement import SAYS
from ptnotelint.write.sheets import Book, Chart, Column, Sheet, Table

GAP_COLUMNS = (Column("F1", "share"), Column("from", "share"), Column("to", "share"), Column("Precision", "share"), Column("Recall", "share"),
               Column("Right", "count"), Column("False", "count"), Column("Overlooked", "count"))
CELLS = (("both say present", ("present > present",)), ("gap found", ("missing > missing", "partial > partial", "missing > partial", "partial > missing")),
         ("false gap", ("present > missing", "present > partial")), ("gap overlooked", ("missing > present", "partial > present")))


def evaluation_page(file: BinaryIO, found: dict, curves: Sequence[Curve]) -> None:
    """Write what ``evaluate`` found as HTML.

    Parameters
    ----------
    file : binary file
    found : dict
        The figures of :meth:`~ptnotelint.train.measurement.Measured.as_dict`, with ``ablation`` where it was asked for.
    curves : sequence of Curve
        Of the classifier's labels, on the same notes.
    """
    from ptnotelint.write.html_report import write_page

    write_page(file, Book("How well ptnotelint reads notes", f"Split {found['split']}, {'with' if found['classifier'] else 'without'} the classifier", SAYS,
                          tuple(_sheets(found, curves))), _headlines(found), (), str)


def _headlines(found: dict) -> list[tuple[int, int, str, str]]:
    required, alarms = found["required_gaps"], found["supported_notes_with_false_alarm"]
    return [(required["right"], required["right"] + required["false"], "gaps rightly reported", "required gaps reported"),
            (required["right"], required["gold"], "gaps found", "required gaps there are"),
            (alarms["hits"], alarms["n"], "supported notes with a false alarm", "fully supported notes")]


def _sheets(found: dict, curves: Sequence[Curve]) -> list[Sheet]:
    both = {"required": found["required_gaps"], "recommended": found["recommended_gaps"]}
    sheets = [Sheet("Gaps", "How many reported gaps are right, and how many are found?", tables=(_gaps(both, "Level"),)),
              Sheet("By element", "Which details are read well?", tables=(_gaps(found["required_gaps_by_element"], "Element"), _confusion(found["confusion"]))),
              Sheet("By code", "For which codes?", tables=(_gaps(found["required_gaps_by_code"], "Code"),)),
              Sheet("By layout", "In which notes?", ("Layouts are told from a note's shape.",), (_gaps(found["required_gaps_by_layout"], "Layout"),)),
              Sheet("Agreement", "How often does the report say just what the annotation says?", tables=(_shares(found),))]
    if curves:
        remarks = ("Segments of these notes, by what annotators marked in them. The classifier is asked only where the patterns are silent, so this is "
                   "more than it is used for.",)
        sheets.append(Sheet("Classifier", "How far can its probabilities be believed?", remarks, (_precision(curves), _calibration(curves), _labels(curves))))
    if "ablation" in found:
        sheets.append(Sheet("Ablation", "What does the classifier add?", tables=(_ablation(found["ablation"]),)))
    return sheets


def _gaps(gaps: dict[str, dict], title: str) -> Table:
    rows = []
    for name, each in gaps.items():
        low, high = each["interval"].get("f1") or (None, None)
        rows.append((name, each["f1"], low, high, each["precision"], each["recall"], each["right"], each["false"], each["overlooked"]))
    return Table((Column(title, "text", 20), *GAP_COLUMNS), rows, "F1 of gaps, 95% interval", charts=(Chart("intervals", "F1 of required gaps", 0, (1, 2, 3)),))


def _confusion(confusion: dict[str, dict[str, int]]) -> Table:
    rows = [(name, *(sum(cells.get(cell, 0) for cell in group) for _, group in CELLS)) for name, cells in confusion.items()]
    return Table((Column("Element", "text", 20), *(Column(words, "count", 16) for words, _ in CELLS)), rows, "Annotated against reported, required and recommended",
                 charts=(Chart("stacked", "Annotated against reported", 0, (1, 2, 3, 4)),))


def _shares(found: dict) -> Table:
    named = {"Element status": found["status_exact"], "Verdict per code": found["verdict_exact"],
             **{f"Minutes, {kind.replace('_', ' ')}": each for kind, each in found["minutes_exact"].items()},
             "Supported notes with a false alarm": found["supported_notes_with_false_alarm"], "Quotes that are marked": found["spans"]["quotes_marked"],
             "Marked words that are quoted": found["spans"]["marks_quoted"], "Marked near misses refused": found["near_misses"]["refused"],
             "Their reason": found["near_misses"]["reason_exact"]}
    rows = [(name, each["share"], *(each["interval"] or (None, None)), each["hits"], each["n"]) for name, each in named.items()]
    columns = (Column("What", "text", 36), Column("Share", "share"), Column("from", "share"), Column("to", "share"), Column("Hits", "count"), Column("Of", "count"))
    return Table(columns, rows, charts=(Chart("intervals", "Exact agreement", 0, (1, 2, 3)),))


def _precision(curves: Sequence[Curve]) -> Table:
    shown = sorted(curves, key=lambda curve: -curve.marked)[:2]
    columns = (Column("Recall", "text"), *(Column(f"Precision: {curve.label}", "share", 20) for curve in shown))
    rows = [(f"{recall:.0%}", *(dict(curve.precision)[recall] for curve in shown)) for recall, _ in shown[0].precision]
    return Table(columns, rows, "Precision against recall, the two labels marked most often", charts=(Chart("trend", "Precision against recall", 0, tuple(range(1, len(shown) + 1))),))


def _calibration(curves: Sequence[Curve]) -> Table:
    tenths: dict[int, list[tuple[float, float, int]]] = {}
    for curve in curves:
        for mean, share, count in curve.calibration:
            tenths.setdefault(min(9, int(mean * 10)), []).append((mean, share, count))
    rows = []
    for tenth, cells in sorted(tenths.items()):
        count = sum(each for _, _, each in cells)
        rows.append((f"{tenth * 10}-{tenth * 10 + 10}%", *(sum(cell[at] * cell[2] for cell in cells) / count for at in (0, 1)), count))
    return Table((Column("Probability", "text"), Column("Probability on average", "share", 20), Column("Marked", "share"), Column("Segments", "count")), rows,
                 "Calibration, all labels", charts=(Chart("trend", "Probability against what was marked", 0, (1, 2)),))


def _labels(curves: Sequence[Curve]) -> Table:
    rows = [(curve.label, curve.marked, *(dict(curve.precision)[recall] for recall in (0.3, 0.5, 0.8))) for curve in curves]
    return Table((Column("Label", "text", 20), Column("Segments marked", "count", 16), *(Column(f"Precision at recall {recall}", "share", 20) for recall in ("30%", "50%", "80%"))), rows,
                 "By label")


def _ablation(found: dict) -> Table:
    rows = [(name, each["required_gaps"]["f1"], each["recommended_gaps"]["f1"], each["status_exact"]["share"], each["verdict_exact"]["share"],
             each["supported_notes_with_false_alarm"]["share"]) for name, each in found.items() if name != "gain_of_both_in_f1"]
    for kind, interval in found["gain_of_both_in_f1"].items():
        if interval:
            rows.append((f"both less patterns only, {kind} F1: {interval[0]:+.3f} to {interval[1]:+.3f} (95%, paired over notes)", None, None, None, None, None))
    return Table((Column("", "long", 40), *(Column(title, "share", 16) for title in ("Required F1", "Recommended F1", "Status", "Verdict", "False alarm"))), rows)
