"""Keys of the user's own: read from a file that the user made, and pseudonyms made with them.

A pseudonym is an HMAC-SHA256: whoever has the key can tell which id it is of by trying ids, nobody else can. It hides
ids alone; a note's words, dates and codes may still say who somebody is.
"""

from __future__ import annotations

import hashlib
import hmac
import re
from dataclasses import replace
from pathlib import Path

from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.note import Note
from ptnotelint.report import Finding, NoteReport

QUOTED = re.compile(r"""'[^']*'|"[^"]*\"""")
DIGITS = 16  # 64 bits: a million ids meet by chance once in 37 million runs


def read_key(path: Path | str) -> bytes:
    """The bytes of a key file.

    Raises
    ------
    UsageError
        When it cannot be read, or holds nothing.
    """
    try:
        key = Path(path).read_bytes()
    except OSError as error:
        raise UsageError(f"--key-file {path}: cannot be read: {error.strerror}") from None
    if not key.strip():
        raise UsageError(f"--key-file {path}: is empty: put a secret of 32 bytes or more in it")
    return key


def pseudonym(key: bytes, kind: str, name: str | None) -> str | None:
    """What stands for an id; the same id of the same kind has the same pseudonym, in every run with that key.

    Examples
    --------
    >>> pseudonym(b"secret", "patient", "p-1")
    'patient-e3cd50f5419f439e'
    >>> pseudonym(b"secret", "patient", None) is None
    True
    """
    if name is None:
        return None
    digest = hmac.new(key, f"pseudonym\x1f{kind}\x1f{name}".encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()
    return f"{kind}-{digest[:DIGITS]}"


def pseudonymised(report: NoteReport, note: Note, key: bytes | None) -> tuple[NoteReport, Note]:
    """A report and its note with pseudonyms for ids and paths, and for visit, patient, clinic, clinicians and those who waived.

    Fingerprints stay, for they are keyed themselves. Without a key both are as they were.

    Examples
    --------
    >>> note = Note("SLR", "v1", therapist={"name": "K. V.", "credential": "PT"})
    >>> report, note = pseudonymised(NoteReport("v1", "no_codes", "", "2026-01-01"), note, b"secret")
    >>> report.note_id, note.note_id, note.therapist["credential"], note.text
    ('note-5609d5a8b06c5782', 'note-5609d5a8b06c5782', 'PT', 'SLR')
    """
    if key is None:
        return report, note

    def person(clinician: dict | None) -> dict | None:
        if not clinician or clinician.get("name") is None:
            return clinician
        return {**clinician, "name": pseudonym(key, "therapist", str(clinician["name"]))}  # a record may give a number

    own = {"note_id": pseudonym(key, "note", note.note_id), "path": pseudonym(key, "path", note.path)}
    others = {"visit_id": pseudonym(key, "visit", note.visit_id), "patient_id": pseudonym(key, "patient", note.patient_id),
              "clinic": pseudonym(key, "clinic", note.clinic), "therapist": person(note.therapist), "assistant": person(note.assistant)}
    findings = tuple(pseudonymised_finding(finding, key) for finding in report.findings)
    return replace(report, findings=findings, **own), replace(note, **own, **others)


def pseudonymised_finding(finding: Finding, key: bytes) -> Finding:
    """A finding with a pseudonym for whoever waived it; the reason stays as it was written.

    Examples
    --------
    >>> waived = Finding("97110/time", "error", "", "", waived={"by": "K. V.", "reason": "in the log", "expires": None})
    >>> pseudonymised_finding(waived, b"secret").waived["by"]
    'person-9a39cdcf1014d825'
    """
    return replace(finding, waived=finding.waived | {"by": pseudonym(key, "person", finding.waived["by"])}) if finding.waived else finding


def pseudonymised_error(error: UnreadableError, key: bytes) -> UnreadableError:
    """An input that could not be read, under its path's pseudonym and without the quotes of its reason: they may hold an id."""
    return UnreadableError(pseudonym(key, "path", error.path), QUOTED.sub("…", error.reason), error.line)
