"""What a payer wants of the note as a whole: its date, its totals and who signed it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ptnotelint.evidence import Signature
from ptnotelint.report import Finding
from ptnotelint.rules.findings import Finder
from ptnotelint.rules.minutes import stated_minutes, structured_or_total
from ptnotelint.rules.scope import Visit

ASSISTANTS = ("PTA", "LPTA", "COTA", "COTA/L", "OTA", "OTA/L")


def attestation_findings(visit: Visit, dated: bool, signatures: Iterable[Signature] | None, find: Finder) -> list[Finding]:
    """Findings on date, totals and, in a signed note, signatures.

    Parameters
    ----------
    dated : bool
        Whether the note's text bears a date.
    signatures : iterable of Signature, or None
        Those of the note's text; None for a draft, whose signatures are not judged.
    """
    found = [*_times(visit, find)]
    if visit.note.date_of_service is None and not dated:
        found.append(find("attestation/no-date"))
    if signatures is not None:
        found += _signed(visit, tuple(signatures), find)
    return found


def _times(visit: Visit, find: Finder) -> Iterator[Finding]:
    """Totals; where one code alone was billed and its minutes are stated, they are the total."""
    timed = [code for code in visit.codes.values() if code.timed]
    main, note = visit.readings[0], visit.note
    alone = len(visit.codes) == 1 and all(stated_minutes(visit, code)[0] is not None for code in visit.codes.values())
    total = structured_or_total(note.total_minutes, main.visit_total)
    if timed and structured_or_total(note.timed_minutes, main.timed_total) is None and not alone and not (total and len(timed) == len(visit.codes)):
        yield find("time/no-timed-total")
    if visit.codes and total is None and not alone:
        yield find("time/no-treatment-total")


def _signed(visit: Visit, signatures: tuple[Signature, ...], find: Finder) -> Iterator[Finding]:
    therapist, assistant = visit.note.therapist or {}, visit.note.assistant or {}
    kinds = {signature.kind for signature in signatures}
    if therapist.get("credential"):
        kinds.add("assistant" if str(therapist["credential"]).upper() in ASSISTANTS else "therapist")
    if not kinds:
        yield find("attestation/no-signature")
    elif kinds == {"unknown"}:
        yield find("attestation/no-credential", None, signatures[0])
    elif "therapist" not in kinds and kinds & {"assistant", "student"} or assistant and "therapist" not in kinds:
        place = next((signature for signature in signatures if signature.kind in ("assistant", "student")), None)
        yield find("attestation/no-cosignature", None, place)
