"""A baseline: the findings of one day, kept by fingerprint, so that later runs report only what is new."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping
from dataclasses import replace
from pathlib import Path

from ptnotelint.errors import UsageError
from ptnotelint.report import NoteReport

HEAD = "# ptnotelint baseline 1: a fingerprint and its rule on each line"
LINE = re.compile(r"(?P<fingerprint>[0-9a-f]{64}) (?P<rule>[^\s/]+/[^\s/]+)\Z")


def baseline_text(known: Mapping[str, str]) -> str:
    """A baseline file: sorted, a line for each finding, so that changes are easily seen.

    Parameters
    ----------
    known : mapping
        Rule by fingerprint.

    Examples
    --------
    >>> print(baseline_text({"ab" * 32: "97110/time"}), end="")  # doctest: +ELLIPSIS
    # ptnotelint baseline 1: a fingerprint and its rule on each line
    abab...abab 97110/time
    """
    return "\n".join([HEAD, *(f"{fingerprint} {rule}" for fingerprint, rule in sorted(known.items(), key=lambda item: item[::-1]))]) + "\n"


def read_baseline(path: Path | str) -> dict[str, str]:
    """Rule by fingerprint, of a file that :func:`baseline_text` made.

    Raises
    ------
    UsageError
        With file and line, where it is something else.
    """
    try:
        lines = Path(path).read_text(encoding="utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read: {getattr(error, 'strerror', None) or 'not UTF-8'}") from None
    if not lines or lines[0] != HEAD:
        raise UsageError(f"{path}:1: not a baseline: `ptnotelint baseline write` makes one")
    known = {}
    for number, line in enumerate(lines[1:], 2):
        if not (match := LINE.match(line)):
            raise UsageError(f"{path}:{number}: not a fingerprint and a rule: mend the line or write the baseline anew")
        known[match["fingerprint"]] = match["rule"]
    return known


def without_known(report: NoteReport, known: Collection[str]) -> tuple[NoteReport, int]:
    """The report with only those findings that are new, or waived, and how many were left out.

    Examples
    --------
    >>> from ptnotelint.report import Finding
    >>> report = NoteReport("v1", "partial", "", "2026-01-01", findings=(Finding("97110/time", "error", "", "", fingerprint="ab"),))
    >>> without_known(report, {"ab"})[1], without_known(report, {"cd"})[1]
    (1, 0)
    """
    new = tuple(finding for finding in report.findings if finding.waived is not None or finding.fingerprint not in known)
    left_out = len(report.findings) - len(new)
    return (replace(report, findings=new), left_out) if left_out else (report, 0)
