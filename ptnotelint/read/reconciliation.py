"""What came in, counted before anything is judged: so that nothing is lost without a word."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from ptnotelint.errors import UnreadableError

SHOWN = 10  # ids or places named of one kind; all are counted


@dataclass(frozen=True, slots=True)
class Reconciliation:
    """Counts of one reading, and what was guessed on the way.

    Parameters
    ----------
    files, rows : int
        Files read, and rows of tables and records in them.
    notes, billed_lines : int
        Notes that are judged, and lines billed, in notes' own records and in charges.
    joined, notes_without_charges : int
        Notes that charges were joined to, and notes for which nothing states lines.
    charges_without_notes : int
        Lines of charges that belong to no note.
    duplicates : int
        Notes and charges that stand twice, taken once.
    without_text : int
        Notes whose text could not be had, as of a scanned PDF.
    blank : int
        Notes that came with a text of nothing but blanks, or of nothing.
    unreadable : tuple of UnreadableError
        All that could not be read, each with its place and reason.
    recognised : tuple of str
        Lines for people: columns, presets, joins, what was left aside.
    unmatched_notes, unmatched_charges : tuple of str
        The first ids of notes without charges and of charges without notes, and one more where there are more than
        :data:`SHOWN`: for the user's own terminal alone.

    Examples
    --------
    >>> Reconciliation(files=1, notes=3, joined=2, notes_without_charges=1, unmatched_notes=("v3",)).as_lines()[-1]
    'notes without charges: 1 (v3)'
    """

    files: int = 0
    rows: int = 0
    notes: int = 0
    billed_lines: int = 0
    joined: int = 0
    notes_without_charges: int = 0
    charges_without_notes: int = 0
    duplicates: int = 0
    without_text: int = 0
    blank: int = 0
    unreadable: tuple[UnreadableError, ...] = ()
    recognised: tuple[str, ...] = ()
    unmatched_notes: tuple[str, ...] = ()
    unmatched_charges: tuple[str, ...] = ()

    def as_dict(self) -> dict:
        """The object of ``manifest.json``, without ids."""
        whole = {each.name: getattr(self, each.name) for each in fields(self) if not each.name.startswith("unmatched_")}
        whole["unreadable"] = [{"path": error.path, "line": error.line, "reason": error.reason} for error in self.unreadable]
        whole["recognised"] = list(self.recognised)
        return whole

    def as_lines(self) -> list[str]:
        """Lines for the user's own terminal; the unreadable inputs are named there as they are met, and counted here."""
        lines = [*self.recognised, f"files read: {self.files:,}; rows: {self.rows:,}",
                 f"notes: {self.notes:,}; billed lines: {self.billed_lines:,}"]
        lines += [f"notes that charges were joined to: {self.joined:,}"] if self.joined else []
        lines += [f"duplicates, taken once: {self.duplicates:,}"] if self.duplicates else []
        lines += [f"notes without a text to read (cannot tell): {self.without_text:,}"] if self.without_text else []
        lines += [f"notes whose text is blank (not supported): {self.blank:,}"] if self.blank else []
        lines += [f"unreadable: {len(self.unreadable):,}"] if self.unreadable else []
        lines += _unmatched("billed lines without notes", self.charges_without_notes, self.unmatched_charges)
        return lines + _unmatched("notes without charges", self.notes_without_charges, self.unmatched_notes)


def _unmatched(words: str, count: int, ids: Sequence[str]) -> list[str]:
    more = ", …" if len(ids) > SHOWN else ""
    shown = f" ({', '.join(ids[:SHOWN])}{more})" if ids else ""
    return [f"{words}: {count:,}{shown}"] if count else []
