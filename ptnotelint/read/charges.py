"""What was billed, read apart from the notes: from a charges table, a claim or a bundle, to be joined to its note."""

from __future__ import annotations

from dataclasses import dataclass

from ptnotelint.note import BilledLine


@dataclass(frozen=True, slots=True)
class Charge:
    """Billed lines of one visit, as one place of the input states them.

    Parameters
    ----------
    billed : tuple of BilledLine
        One line for a row of a charges table; all lines of a visit for a claim.
    visit_id, patient_id, date_of_service, therapist : str, optional
        What the visit is known by: the id alone, or the patient with the date (and the therapist where two saw the patient).
    payer : str, optional
        As the input names it.
    note_id : str, optional
        The note it belongs to, where the input says so.
    fields : tuple of (str, object)
        Further fields of the note record that the charge states: ``("minutes", {"97110": 25})``.
    path, line : str, int
        Where it stands, for messages.

    Examples
    --------
    >>> Charge((BilledLine("97110", 2),), visit_id="v1", path="charges.csv", line=2).billed[0].units
    2
    """

    billed: tuple[BilledLine, ...]
    visit_id: str | None = None
    patient_id: str | None = None
    date_of_service: str | None = None
    therapist: str | None = None
    payer: str | None = None
    fields: tuple[tuple[str, object], ...] = ()
    path: str = "-"
    line: int | None = None
    note_id: str | None = None
    row: bytes | None = None
    """Digest of everything that was said, by which a row or a claim given twice in one file is known; None where nothing can be twice."""
    numbering: str = ""
    """Whose numbers the visit id is one of (a claim's, a bundle's, a column's), for ids of one numbering all are in the notes or none is."""
