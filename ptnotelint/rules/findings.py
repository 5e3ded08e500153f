"""From code reports to findings: one sentence on what is not documented, one question, and where it was sought."""

from __future__ import annotations

import hashlib
import hmac
from collections.abc import Callable, Iterable
from dataclasses import replace
from fnmatch import fnmatchcase
from functools import cached_property
from pathlib import Path

from ptnotelint.codebook import Code, Payer, Rule
from ptnotelint.errors import UsageError
from ptnotelint.keys import read_key
from ptnotelint.report import CodeReport, ElementReport, Finding
from ptnotelint.rules.places import LinePlaces
from ptnotelint.rules.scope import Visit

# Published with the schema: without a key file, fingerprints are the same everywhere.
PUBLISHED_KEY = b"ptnotelint fingerprints, schema 1"


def key_of(key_file: Path | str | None) -> bytes:
    """The key of fingerprints: a file's bytes, or the published one; a file that holds none is a UsageError."""
    return PUBLISHED_KEY if key_file is None else read_key(key_file)


def fingerprint(key: bytes, note_id: str | None, rule: str, code: str | None, line: int | None) -> str:
    """HMAC-SHA256 of what names a finding; it survives any edit of the note's text.

    Examples
    --------
    >>> fingerprint(PUBLISHED_KEY, "a", "97110/time", "97110", 0)[:8]
    '71a5f521'
    """
    named = "\x1f".join("" if part is None else str(part) for part in (note_id, rule, code, line))
    return hmac.new(key, named.encode(), hashlib.sha256).hexdigest()


def is_wanted(rule: str, select: Iterable[str], ignore: Iterable[str]) -> bool:
    """Whether a rule is selected, all being so where nothing is, and not ignored.

    Examples
    --------
    >>> is_wanted("units/over-billed", (), ()), is_wanted("units/over-billed", ["97110/*"], ()), is_wanted("units/over-billed", (), ["units/*"])
    (True, False, False)
    """
    selected = not select or any(fnmatchcase(rule, glob) for glob in select)
    return selected and not any(fnmatchcase(rule, glob) for glob in ignore)


def as_asked(finding: Finding, payer: Payer, select: Iterable[str], ignore: Iterable[str]) -> Finding | None:
    """The finding with the payer's severity, or None where payer, `select` or `ignore` (rule ids or globs) leave it out.

    Examples
    --------
    >>> finding = Finding("units/over-billed", "error", "", "")
    >>> as_asked(finding, Payer("p", "a plan", severity={"units/*": "info"}), (), ()).severity
    'info'
    >>> as_asked(finding, Payer("p", "a plan"), (), ["units/*"]) is None
    True
    """
    if not is_wanted(finding.rule, select, ignore):
        return None
    severity = payer.severity_of(finding.rule, finding.severity)
    return None if severity == "off" else replace(finding, severity=severity)


class Finder:
    """Makes the findings of rules that belong to no one code: fills in their sentences and finds their place.

    Parameters
    ----------
    rule : callable
        Gives a rule of the codebook by its id.
    key : bytes
        Keys the fingerprints.
    """

    def __init__(self, visit: Visit, rule: Callable[[str], Rule], key: bytes):
        self._visit, self._rule, self._key = visit, rule, key

    @cached_property
    def _places(self) -> LinePlaces:
        return LinePlaces(self._visit.readings[0].text)

    def __call__(self, name: str, code: str | None = None, place=None, /, **blanks) -> Finding:
        """A finding of one code, or of the whole note; ``place`` has the ``start`` and ``end`` of words in the note."""
        rule = self._rule(name)
        start, end = (place.start, place.end) if place is not None else (None, None)
        line, column = self._places.at(start) if place is not None else (None, None)
        billed = None if code is None else next((index for index, other in enumerate(self._visit.billed) if other.code == code), None)
        return Finding(name, rule.severity, filled(rule.message, blanks), filled(rule.question, blanks), code, billed, None, start, end, line, column,
                       rule.authority, None, fingerprint(self._key, self._visit.note.note_id, name, code, billed))


def each_apart(checks: Iterable[tuple[str, Callable[[], Iterable[Finding]]]], find: Finder) -> list[Finding]:
    """What the checks find, in their order. A fault in one becomes a finding of its own, and the others are made all the same.

    Parameters
    ----------
    checks : iterable of (str, callable)
        The rules that a check is for, and what gives their findings.

    Raises
    ------
    UsageError
        When a codebook file is wrong: that is the user's to mend.
    """
    found: list[Finding] = []
    for rules, check in checks:
        try:
            found.extend(check())
        except UsageError:
            raise
        except Exception as error:
            found.append(failed(rules, error, find))
    return found


def failed(rules: str, error: Exception, find: Finder) -> Finding:
    """The finding that rules could not be applied: the kind of error without its message, which may quote the note."""
    return find("internal/rule-failed", rules=rules, error=type(error).__name__)


def filled(sentence: str, blanks: dict[str, object]) -> str:
    """A sentence with its ``{blanks}`` filled in.

    Examples
    --------
    >>> filled("{units} billed for {code}", {"units": 2, "code": "97110"})
    '2 billed for 97110'
    """
    for blank, value in blanks.items():
        sentence = sentence.replace(f"{{{blank}}}", str(value))
    return sentence


def element_findings(visit: Visit, reports: tuple[CodeReport, ...], key: bytes) -> list[Finding]:
    """A finding for each required or recommended element that is not documented."""
    found = []
    places = LinePlaces(visit.readings[0].text)
    for report in reports:
        code = visit.codes.get(report.code)
        if code is None:
            continue
        absent = any(element.element == "service" and element.status == "missing" for element in report.elements)
        for element in report.elements:
            if element.status in ("present", "not_judged") or (absent and element.element != "service"):
                continue
            found.append(_finding(visit, code, report, element, places, key))
    return found


def _finding(visit: Visit, code: Code, report: CodeReport, element: ElementReport, places, key: bytes) -> Finding:
    spec = code.elements[element.element]
    rule = f"{code.code}/{element.element}"
    partial, referred = element.status == "partial", element.element == "service" and report.verdict == "cannot_tell"
    severity = "info" if element.requirement == "recommended" else "warning" if partial or referred else "error"
    message = code.say(spec.partial if partial and spec.partial else spec.missing)
    if referred:
        message = f"The note refers to a document that was not supplied for {code.words}."
    if visit.note.is_blank:
        message = f"The note has no text: {message[0].lower()}{message[1:]}"
    start, end = _place(visit, report, element)
    line, column = places.at(start)
    index = report.lines[0].index
    return Finding(rule, severity, message, code.say(spec.question), code.code, index, element.element, start, end, line, column,
                   (*spec.authority, *code.authority), None, fingerprint(key, visit.note.note_id, rule, code.code, index))


def _place(visit: Visit, report: CodeReport, element: ElementReport) -> tuple[int | None, int | None]:
    """The near miss that was refused, else where the service is described."""
    for refused in element.refused:
        if refused.source == "text" and refused.start is not None:
            return refused.start, refused.end
    for other in report.elements:
        if other.element == "service":
            for evidence in other.evidence:
                if evidence.source == "text" and evidence.start is not None:
                    return evidence.start, evidence.end
    return None, None
