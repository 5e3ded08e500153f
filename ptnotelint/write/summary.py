"""Counts over the reports of a run, kept as they go by so that no report needs to be."""

from __future__ import annotations

from ptnotelint.report import SEVERITIES, NoteReport
from ptnotelint.write.words import VERDICTS, count_words

CODE_VERDICTS = ("supported", "partial", "unsupported", "cannot_tell", "not_checked")


def empty_summary() -> dict:
    """The summary of no note, in the order of the contract.

    Examples
    --------
    >>> empty_summary()["findings"]
    {'error': 0, 'warning': 0, 'info': 0}
    """
    counts = dict.fromkeys(("notes", "codes", *CODE_VERDICTS), 0)
    return {**counts, "findings": dict.fromkeys(SEVERITIES, 0), "waived": 0, "in_baseline": 0, "unreadable": 0}


def count_note(summary: dict, report: NoteReport) -> None:
    """Add one report; a waived finding counts as waived and no longer under its severity."""
    summary["notes"] += 1
    summary["codes"] += len(report.codes)
    for code in report.codes:
        summary[code.verdict] += 1
    for finding in report.findings:
        if finding.waived:
            summary["waived"] += 1
        else:
            summary["findings"][finding.severity] += 1


def count_unreadable(summary: dict) -> None:
    """Add one input that could not be read."""
    summary["unreadable"] += 1


def summary_of(reports, unreadable=()) -> dict:
    """Count reports and errors that are at hand.

    Examples
    --------
    >>> summary_of([NoteReport("a", "no_codes", "", "2026-01-01")])["notes"]
    1
    """
    summary = empty_summary()
    for report in reports:
        count_note(summary, report)
    for _ in unreadable:
        count_unreadable(summary)
    return summary


def counts_words(summary: dict) -> str:
    """The counts of a run in one line.

    Examples
    --------
    >>> counts_words(empty_summary() | {"notes": 1, "codes": 1, "partial": 1, "waived": 2})
    '1 code: 1 partial; no gaps to answer; 2 waived'
    """
    verdicts = [f"{summary[name]} {name.replace('_', ' ')}" for name in CODE_VERDICTS if summary[name]]
    codes = f"{count_words(summary['codes'], 'code')}: {', '.join(verdicts)}" if verdicts else VERDICTS["no_codes"]
    if summary["notes"] != 1:
        codes = f"{count_words(summary['notes'], 'note')}, {codes}" if summary["notes"] else "no notes"
    parts = [codes]
    if verdicts:
        gaps = summary["findings"]["error"] + summary["findings"]["warning"]
        gap = "new gap" if summary["in_baseline"] else "gap"
        parts.append(f"{count_words(gaps, gap)} to answer" if gaps else f"no {gap}s to answer")
    rest = (("recommended", summary["findings"]["info"]), ("waived", summary["waived"]), ("known by the baseline", summary["in_baseline"]),
            ("unreadable", summary["unreadable"]))
    return "; ".join(parts + [f"{count} {name}" for name, count in rest if count])
