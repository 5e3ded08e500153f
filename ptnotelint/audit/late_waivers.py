"""Waivers of a whole run: those for findings that it took many notes to make, and those for notes that it does not have."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import groupby

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.codebook import Codebook
from ptnotelint.keys import pseudonym
from ptnotelint.report import Finding
from ptnotelint.rules.findings import filled, fingerprint
from ptnotelint.waivers import Waivers

Late = list[tuple[int, Finding]]


def late_waived(late: Late, waivers: Waivers, rows: Iterable[dict], book: Codebook, key: bytes, date: str | None) -> Late:
    """The late findings, waived where a waiver holds, with a finding for each that has ended. None is called unused.

    Parameters
    ----------
    late : list of (int, Finding)
        By the ordinal of the note they belong to.
    rows : iterable of dict
        Rows of features: which note an ordinal is, and when its visit was.
    date : str or None
        The run's own date, where it was given one.
    """
    found: Late = []
    wanted = {ordinal for ordinal, _ in late}
    notes = {row["ordinal"]: row for row in rows if row["ordinal"] in wanted}
    for ordinal, pairs in groupby(late, key=lambda pair: pair[0]):
        note = notes[ordinal]
        day = max(note["date_of_service"] or date or book.date, date or "")
        answered = waivers.applied([finding for _, finding in pairs], note["note_id"], day, _finder(book, key, note["note_id"]), lambda rule: True)
        found += [(ordinal, finding) for finding in answered]
    return found


def of_no_note(waivers: Waivers, run: RunFolder, key: bytes | None) -> list[int]:
    """Lines of the waivers whose note a run does not have; ``key`` is that of its pseudonyms, where it has some."""
    def names(note: str) -> list[str]:
        return [note] if key is None else [pseudonym(key, kind, note) for kind in ("note", "path")]

    wanted = {name: note for note in waivers.by_note for name in names(note)}
    rows = run.rows("notes", ["note_id", "path"])
    return waivers.of_no_note({wanted[name] for row in rows if (name := row["note_id"] or row["path"]) in wanted})


def _finder(book: Codebook, key: bytes, note_id: str | None):
    def find(name: str, code: str | None = None, **blanks) -> Finding:
        rule = book.rule(name)
        return Finding(name, rule.severity, filled(rule.message, blanks), filled(rule.question, blanks), code, authority=rule.authority,
                       fingerprint=fingerprint(key, note_id, name, code, None))

    return find
