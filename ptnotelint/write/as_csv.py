"""Findings as CSV (RFC 4180), one a row, whose cells no spreadsheet takes for formulas."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable

from ptnotelint.report import REMINDER, Finding, NoteReport
from ptnotelint.write.excerpts import excerpted
from ptnotelint.write.near_misses import near_miss_words, near_misses
from ptnotelint.write.terminal import plain

COLUMNS = (
    "note_id", "path", "date_of_service", "payer", "code", "rule", "severity", "element", "message", "question", "line", "column", "start",
    "end", "near_misses", "authority", "waived_by", "waived_reason", "waived_expires", "fingerprint", "reminder",
)
OPENERS = ("=", "+", "-", "@", "\t", "\r", "\n")


def header() -> str:
    """The first line.

    Examples
    --------
    >>> header()[:22]
    'note_id,path,date_of_s'
    """
    return csv_line(COLUMNS)


def note_rows(report: NoteReport, *, excerpts: str = "full", first: bool = False) -> str:
    """The lines of one note's findings; the `first` of a file bears the reminder."""
    report = excerpted(report, excerpts)
    rows = [_cells(report, finding) for finding in report.findings]
    if first and rows:
        rows[0][-1] = REMINDER
    return "".join(map(csv_line, rows))


def guarded(text: str) -> str:
    """A cell that stays text: an apostrophe stands before what a spreadsheet would calculate.

    Examples
    --------
    >>> guarded("=1+1"), guarded("- SLR 3x10"), guarded("3x10")
    ("'=1+1", "'- SLR 3x10", '3x10')
    """
    return f"'{text}" if text.startswith(OPENERS) else text


def _cells(report: NoteReport, finding: Finding) -> list:
    waived = finding.waived or {}
    near = "; ".join(map(near_miss_words, near_misses(report, finding)))
    authority = "; ".join(f"{each.ref} ({'verified' if each.verified else 'unverified'})" for each in finding.authority)
    return [report.note_id, report.path, report.date_of_service, report.payer, finding.code, finding.rule, finding.severity, finding.element,
            finding.message, finding.question, finding.line, finding.column, finding.start, finding.end, near, authority,
            waived.get("by"), waived.get("reason"), waived.get("expires"), finding.fingerprint, None]


def csv_line(cells: Iterable) -> str:
    """One line of a table: texts guarded and on one line, numbers as they are, nothing for None.

    Examples
    --------
    >>> csv_line([2, None, 'a "b", c'])
    '2,,"a ""b"", c"\\r\\n'
    """
    written = io.StringIO()
    # guarded before control characters are made visible: a tab at the start is an opener too
    csv.writer(written, lineterminator="\r\n").writerow([plain(guarded(cell)) if isinstance(cell, str) else cell for cell in cells])
    return written.getvalue()
