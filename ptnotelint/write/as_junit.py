"""Findings as JUnit XML, for build servers: a suite for each note, a case for each billed code, no word of the notes."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable
from html import escape  # the library's own for XML brings a web client along

from ptnotelint.errors import UnreadableError
from ptnotelint.report import REMINDER, Finding, NoteReport
from ptnotelint.write.naming import input_name
from ptnotelint.write.words import VERDICTS, count_words

OPENING = '<?xml version="1.0" encoding="UTF-8"?>\n<testsuites name="ptnotelint">\n'
WHOLE_VISIT = "whole visit"
NO_XML = re.compile("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")  # what XML 1.0, production 2, leaves out


def note_suite(report: NoteReport, ordinal: int, failing: Collection[str], *, show_paths: bool = False) -> str:
    """The suite of one note.

    Parameters
    ----------
    failing : collection of str
        Severities that make a case fail: those that make the exit status 1.

    Examples
    --------
    >>> print(note_suite(NoteReport("v1", "no_codes", "", "2026-01-01"), 0, ["error"]), end="")
    <testsuite name="note 0" tests="0" failures="0" errors="0" skipped="0">
    </testsuite>
    """
    name = input_name(report, ordinal, show_paths)
    cases = {code.code: code.verdict for code in report.codes}
    found: dict[str, list[Finding]] = {code: [] for code in cases}
    for finding in report.findings:
        found.setdefault(finding.code if finding.code in cases else WHOLE_VISIT, []).append(finding)
    written = [_case(case, name, cases.get(case, ""), findings, failing) for case, findings in found.items()]
    counts = {"tests": len(written), "failures": sum("<failure" in case for case in written), "errors": 0,
              "skipped": sum("<skipped" in case for case in written)}
    return _suite(name, counts, written)


def closing(unreadable: Iterable[UnreadableError], *, show_paths: bool = False) -> str:
    """What stands after the last note: a suite of what could not be read, if anything, and the reminder."""
    said = [str(error) for error in unreadable]
    if said and not show_paths:  # a reason may name an id
        said = [f"{count_words(len(said), 'input')} could not be read; standard error names them."]
    cases = [f'<testcase classname="unreadable" name="input {at}"><error message={_attribute(text)}/></testcase>\n' for at, text in enumerate(said)]
    suite = _suite("unreadable", {"tests": len(cases), "failures": 0, "errors": len(cases), "skipped": 0}, cases) if cases else ""
    return f"{suite}<!-- {REMINDER} -->\n</testsuites>\n"


def _suite(name: str, counts: dict[str, int], cases: list[str]) -> str:
    numbers = " ".join(f'{key}="{count}"' for key, count in counts.items())
    return f"<testsuite name={_attribute(name)} {numbers}>\n{''.join(cases)}</testsuite>\n"


def _case(case: str, name: str, verdict: str, findings: list[Finding], failing: Collection[str]) -> str:
    failed = [finding for finding in findings if finding.waived is None and finding.severity in failing]
    others = [finding for finding in findings if finding not in failed]
    said = f"<testcase classname={_attribute(name)} name={_attribute(case)}>"
    if failed:
        said += f"<failure message={_attribute(_title(failed, verdict))} type={_attribute(failed[0].rule)}>{_text(map(_line, failed))}</failure>"
    elif verdict in ("cannot_tell", "not_checked"):
        said += f"<skipped message={_attribute(VERDICTS[verdict])}/>"
    if others:
        said += f"<system-out>{_text(map(_line, others))}</system-out>"
    return said + "</testcase>\n"


def _title(findings: list[Finding], verdict: str) -> str:
    rules = ", ".join(dict.fromkeys(finding.rule for finding in findings))
    return f"{VERDICTS[verdict]}: {rules}" if verdict else rules


def _line(finding: Finding) -> str:
    place = f" (line {finding.line})" if finding.line is not None else ""
    state = "waived" if finding.waived is not None else finding.severity
    return f"{state} {finding.rule}{place}: {finding.message} {finding.question}".rstrip()


def _text(lines: Iterable[str]) -> str:
    return escape(NO_XML.sub("\N{REPLACEMENT CHARACTER}", "\n".join(lines)), quote=False)


def _attribute(text: str) -> str:
    kept = escape(NO_XML.sub("\N{REPLACEMENT CHARACTER}", text)).replace("&#x27;", "'")
    return f'"{kept.replace(chr(10), "&#10;").replace(chr(13), "&#13;").replace(chr(9), "&#9;")}"'
