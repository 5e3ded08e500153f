"""Waivers: findings that a named person has accepted, with a reason, kept in a file beside the notes and never in them.

A file ``waivers.toml`` holds one table ``[[waivers]]`` for each. A waived finding stays in the report and no longer
counts for the exit status; a waiver that has ended, or that waives nothing, is a finding itself.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Collection, Iterable
from dataclasses import dataclass, replace
from datetime import date
from fnmatch import fnmatchcase
from pathlib import Path

from ptnotelint.codebook.shape import TEXT, check_keys
from ptnotelint.codebook.source import Source
from ptnotelint.report import Finding

TABLE = "waivers"
KEYS = ("note", "rule", "code", "reason", "by", "on", "expires")
# Rules that only an audit can judge, of several visits: a waiver of theirs is never called unused.
BETWEEN_VISITS = ("cadence/", "history/", "units/two-patients-at-once")
NEEDED, DATES = ("note", "rule", "reason", "by"), ("on", "expires")


@dataclass(frozen=True, slots=True)
class Waiver:
    """One accepted finding, or all that a glob of rules names, of one note.

    Parameters
    ----------
    note : str
        Its ``note_id``, or its path where it has none.
    rule : str
        A rule id or a glob: ``97110/time``, ``units/*``.
    reason, by : str
        Why, and who says so.
    code : str, optional
        Only findings of this billed code.
    on, expires : str, optional
        ISO dates: when it was given (a record, never judged), and its last day.
    line : int
        Where it stands in its file.

    Examples
    --------
    >>> waiver = Waiver("v1", "units/*", "clock in the log", "K. V.", expires="2026-06-30")
    >>> waiver.covers(Finding("units/over-billed", "error", "", "")), waiver.ended("2026-06-30"), waiver.ended("2026-07-01")
    (True, False, True)
    """

    note: str
    rule: str
    reason: str
    by: str
    code: str | None = None
    on: str | None = None
    expires: str | None = None
    line: int = 0

    def covers(self, finding: Finding) -> bool:
        """Whether it is for this finding of its note, ended or not."""
        return fnmatchcase(finding.rule, self.rule) and self.code in (None, finding.code)

    def ended(self, day: str) -> bool:
        """Whether its last day is before `day`."""
        return self.expires is not None and self.expires < day

    def toml(self) -> str:
        """Its table, as it is appended to a file.

        Examples
        --------
        >>> print(Waiver("v1", "97110/time", 'in the "log"', "K. V.").toml(), end="")
        [[waivers]]
        note = "v1"
        rule = "97110/time"
        reason = "in the \\"log\\""
        by = "K. V."
        """
        given = {key: getattr(self, key) for key in KEYS if getattr(self, key) is not None}
        return f"[[{TABLE}]]\n" + "".join(f"{key} = {value if key in DATES else _quoted(value)}\n" for key, value in given.items())


@dataclass(frozen=True, slots=True)
class Waivers:
    """A waivers file: its waivers by note, and its hash."""

    path: str
    sha256: str
    by_note: dict[str, tuple[Waiver, ...]]

    @classmethod
    def load(cls, path: Path | str) -> Waivers:
        """Read a file.

        Raises
        ------
        UsageError
            With file, line and the allowed keys, where it is not what it should be.
        """
        source = Source.read(Path(path))
        for key in source.table:
            if key != TABLE:
                source.fail((key,), f'unknown key "{key}"', [f"[[{TABLE}]]"])
        entries = source.table.get(TABLE, [])
        if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
            source.fail((TABLE,), f"each waiver is a table headed [[{TABLE}]]")
        found: dict[str, tuple[Waiver, ...]] = {}
        for at, entry in enumerate(entries):
            waiver = _waiver(source, at, entry)
            found[waiver.note] = (*found.get(waiver.note, ()), waiver)
        return cls(str(path), f"sha256:{hashlib.sha256(source.text.encode()).hexdigest()}", found)

    def applied(self, findings: Iterable[Finding], note: str | None, day: str, find: Callable[..., Finding],
                left_out: Callable[[str], bool] = lambda rule: False) -> list[Finding]:
        """The findings of one note, waived where a waiver holds, and then those on waivers themselves.

        Parameters
        ----------
        note : str or None
            The note's id, or its path where it has none.
        day : str
            ISO date at which a waiver must not have ended.
        find : callable
            Makes a finding of a rule of the codebook, from its name, a code and the blanks.
        left_out : callable
            Whether findings of a rule may have been left out of `findings`: its waivers are then not called unused.
        """
        own = self.by_note.get(note or "", ())
        if not own:
            return list(findings)
        answered, used = [], set()
        for finding in findings:
            covering = [waiver for waiver in own if waiver.covers(finding)]
            used.update(covering)
            holding = next((waiver for waiver in covering if not waiver.ended(day)), None)
            waived = holding and {"by": holding.by, "reason": holding.reason, "expires": holding.expires}
            answered.append(replace(finding, waived=waived) if waived else finding)
        for waiver in own:
            if waiver in used and waiver.ended(day):
                answered.append(find("waivers/expired", waiver.code, rule=waiver.rule, expires=waiver.expires, line=waiver.line))
            elif waiver not in used and not waiver.rule.startswith(BETWEEN_VISITS) and not left_out(waiver.rule):
                answered.append(find("waivers/unused", waiver.code, rule=waiver.rule, line=waiver.line))
        return answered

    def of_no_note(self, notes: Collection[str]) -> list[int]:
        """Lines of the waivers whose note is not among those of a run; only who has seen all of them can tell."""
        return sorted(waiver.line for note, own in self.by_note.items() if note not in notes for waiver in own)


def _waiver(source: Source, at: int, entry: dict) -> Waiver:
    place = (TABLE, at)
    # A date may be written bare, as TOML has it, or as a string.
    entry = {key: value.isoformat() if type(value) is date else value for key, value in entry.items()}
    check_keys(source, place, entry, dict.fromkeys(KEYS, TEXT))
    for key in NEEDED:
        if key not in entry:
            source.fail((*place, "note"), f'a waiver needs the key "{key}"', KEYS)
    for key in DATES:
        try:
            date.fromisoformat(entry.get(key, "2026-01-01"))
        except ValueError:
            source.fail((*place, key), f'"{key}" must be an ISO date like 2026-03-04')
    return Waiver(**entry, line=source.line((*place, "note")))


def _quoted(text: str) -> str:
    """A TOML string; JSON's escapes are TOML's, but for DEL."""
    return json.dumps(text, ensure_ascii=False).replace("\x7f", "\\u007f")
