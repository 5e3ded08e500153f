"""Findings as workflow commands of GitHub Actions: annotations in a log, without a word of the notes.

GitHub shows ten errors, ten warnings and ten notices of a step; the log holds all of them. The escapes are those of
https://github.com/actions/toolkit/blob/main/packages/core/src/command.ts.
"""

from __future__ import annotations

from ptnotelint.report import REMINDER, Finding, NoteReport
from ptnotelint.write.naming import input_name, is_whole_file
from ptnotelint.write.summary import counts_words
from ptnotelint.write.terminal import plain

COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def note_commands(report: NoteReport, ordinal: int, *, show_paths: bool = False) -> str:
    """One line for each finding that is not waived."""
    name = input_name(report, ordinal, show_paths)
    in_file = show_paths and is_whole_file(report)
    return "".join(_finding(finding, name, report.path if in_file else None) for finding in report.findings if finding.waived is None)


def closing_command(summary: dict) -> str:
    """The counts of the run, and the reminder.

    Examples
    --------
    >>> from ptnotelint.write.summary import empty_summary
    >>> print(closing_command(empty_summary()), end="")
    ::notice title=ptnotelint::no notes. Record only what was done; in a signed record, as a dated addendum.
    """
    return command("notice", f"{counts_words(summary)}. {REMINDER}", title="ptnotelint")


def command(name: str, message: str, **properties: object) -> str:
    """A workflow command; properties that are None are left out.

    Examples
    --------
    >>> print(command("error", "50% of\\nit", file="a,b.txt", line=3, col=None), end="")
    ::error file=a%2Cb.txt,line=3::50%25 of%0Ait
    """
    said = ",".join(f"{key}={_property(str(value))}" for key, value in properties.items() if value is not None)
    return f"::{name}{' ' if said else ''}{said}::{_data(message)}\n"


def _finding(finding: Finding, name: str, file: str | None) -> str:
    place = "" if finding.line is None or file else f", line {finding.line}"
    message = f"{name}{place}: {finding.message} {finding.question}".rstrip()
    line, column = (finding.line, finding.column) if file else (None, None)
    return command(COMMANDS[finding.severity], message, file=file, line=line, col=column, title=finding.rule)


def _data(text: str) -> str:
    escaped = text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")
    return plain(escaped)


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")
