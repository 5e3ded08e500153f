"""Findings as SARIF 2.1.0 (OASIS standard), for code scanning: rules with their help, and not a word of the notes.

A log holds an input's place in the run where its id or path would stand, unless they are asked for. Results come
before the tool in the file, so that each can be written as its note is done; the order of keys means nothing in JSON.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import PurePath
from urllib.parse import quote

from ptnotelint.errors import UnreadableError
from ptnotelint.report import REMINDER, Authority, Finding, NoteReport
from ptnotelint.write.as_json import dumps
from ptnotelint.write.naming import is_whole_file
from ptnotelint.write.words import count_words

LEVELS = {"error": "error", "warning": "warning", "info": "note"}
SCHEMA = "https://json.schemastore.org/sarif-2.1.0.json"
FINGERPRINT = "ptnotelint/v1"


@dataclass(frozen=True, slots=True)
class RuleWords:
    """What a log says of a rule: the fault, what would count, and who asks for it."""

    words: str
    help: str = ""
    authority: tuple[Authority, ...] = ()


def opening() -> str:
    """What stands before the first result."""
    return f'{{"$schema": "{SCHEMA}", "version": "2.1.0", "runs": [{{"columnKind": "unicodeCodePoints", "results": ['


def result(finding: Finding, report: NoteReport, ordinal: int, *, show_paths: bool = False, keyed: bool = False) -> dict:
    """One result.

    Parameters
    ----------
    ordinal : int
        Place of the note in the input, from 0.
    show_paths : bool
        Name notes by path and id, and tell a waiver's reason.
    keyed : bool
        Whether fingerprints were made with a key of the user's own; others stay out of logs.

    Examples
    --------
    >>> found = result(Finding("97012/force", "info", "No pull.", "How much?"), NoteReport("v1", "partial", "", "2026-01-01"), 4)
    >>> found["level"], found["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    ('note', 'notes/4')
    """
    text = f"{finding.message} {finding.question}".rstrip()
    found = {"ruleId": finding.rule, "level": LEVELS[finding.severity], "message": {"text": text},
             "locations": [_location(finding, report, ordinal, show_paths)], "properties": _properties(finding)}
    if keyed and finding.fingerprint:
        found["partialFingerprints"] = {FINGERPRINT: finding.fingerprint}
    if finding.waived is not None:
        reason = {"justification": finding.waived["reason"]} if show_paths and finding.waived.get("reason") else {}
        found["suppressions"] = [{"kind": "external", "status": "accepted", **reason}]
    return found


def closing(tool: dict, rules: dict[str, RuleWords], summary: dict, unreadable: Iterable[UnreadableError] = (), *,
            show_paths: bool = False) -> str:
    """What stands after the last result: the tool with the rules that were met, what could not be read, the counts."""
    driver = {"name": tool["name"], "version": tool["version"], "fullDescription": {"text": REMINDER},
              "rules": [_rule(rule, words) for rule, words in sorted(rules.items())]}
    kept = {name: tool[name] for name in ("codebook", "model", "profile", "options")}
    run = {"tool": {"driver": driver}, "invocations": [_invocation(list(unreadable), show_paths)], "properties": {**kept, "summary": summary}}
    return "], " + dumps(run)[1:] + "]}\n"


def _location(finding: Finding, report: NoteReport, ordinal: int, show_paths: bool) -> dict:
    named = show_paths and report.path
    place = {"artifactLocation": {"uri": _uri(report.path) if named else f"notes/{ordinal}"}}
    # A record's lines are not those of the file that holds it.
    if finding.line is not None and (not named or is_whole_file(report)):
        place["region"] = {"startLine": finding.line, "startColumn": finding.column, "charOffset": finding.start,
                           "charLength": finding.end - finding.start}
    location = {"physicalLocation": place}
    if show_paths and report.note_id:
        location["logicalLocations"] = [{"name": report.note_id, "kind": "note"}]
    return location


def _uri(path: str) -> str:
    shown = quote(PurePath(path).as_posix())
    return f"file://{shown}" if shown.startswith("/") else shown


def _properties(finding: Finding) -> dict:
    said = {"code": finding.code, "element": finding.element, "line": finding.line}
    return {name: value for name, value in said.items() if value is not None}


def _rule(rule: str, words: RuleWords) -> dict:
    said = {"id": rule, "shortDescription": {"text": words.words}}
    if words.help:
        said["help"] = {"text": words.help}
    authority = [f"{each.ref} ({'verified' if each.verified else 'unverified'})" for each in words.authority]
    return said | ({"properties": {"authority": authority}} if authority else {})


def _invocation(unreadable: list[UnreadableError], show_paths: bool) -> dict:
    if show_paths:
        said = [str(error) for error in unreadable]
    else:  # a reason may name an id
        said = [f"{count_words(len(unreadable), 'input')} could not be read; standard error names them."] if unreadable else []
    return {"executionSuccessful": True, "toolExecutionNotifications": [{"level": "error", "message": {"text": text}} for text in said]}
