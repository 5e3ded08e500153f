"""Counts over the reports of a run, kept as they go by so that no report needs to be."""

from __future__ import annotations

from ptnotelint.report import SEVERITIES, NoteReport

CODE_VERDICTS = ("supported", "partial", "unsupported", "cannot_tell", "not_checked")


def empty_summary() -> dict:
    """The summary of no note, in the order of the contract.

    Examples
    --------
    >>> empty_summary()["findings"]
    {'error': 0, 'warning': 0, 'info': 0}
    """
    counts = dict.fromkeys(("notes", "codes", *CODE_VERDICTS), 0)
    return {**counts, "findings": dict.fromkeys(SEVERITIES, 0), "waived": 0, "unreadable": 0}


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
