"""What a payer wants of the note as a whole: its date, its totals and who signed it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ptnotelint.evidence import Signature
from ptnotelint.report import Finding, Minutes
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.minutes import stated_minutes, structured_or_total
from ptnotelint.rules.scope import Visit
from ptnotelint.rules.summed import stated_totals

ASSISTANTS = ("PTA", "LPTA", "COTA", "COTA/L", "OTA", "OTA/L")


def attestation_findings(visit: Visit, dated: Callable[[str], bool], signatures: Callable[[str], Iterable[Signature]] | None, find: Finder) -> list[Finding]:
    """Findings on date, totals and, in a signed note, signatures.

    Parameters
    ----------
    dated : callable
        Whether a note's text bears a date.
    signatures : callable, or None
        Gives those of a note's text; None for a draft, whose signatures are not judged.
    """
    text = visit.note.text
    return each_apart((
        ("time/no-timed-total", lambda: _timed_total(visit, find)),
        ("time/no-treatment-total", lambda: _treatment_total(visit, find)),
        ("attestation/no-date", lambda: [find("attestation/no-date")] if visit.note.date_of_service is None and not dated(text) else []),
        ("attestation/no-signature, attestation/no-credential, attestation/no-cosignature", lambda: _signed(visit, tuple(signatures(text)), find) if signatures else [])), find)


def _timed_total(visit: Visit, find: Finder) -> Iterator[Finding]:
    timed = [code for code in visit.codes.values() if code.timed]
    told = structured_or_total(visit.note.timed_minutes, stated_totals(visit)[0]) or len(timed) == len(visit.codes) and _total(visit)
    if timed and not told and not _alone(visit):
        yield find("time/no-timed-total")


def _treatment_total(visit: Visit, find: Finder) -> Iterator[Finding]:
    if visit.codes and _total(visit) is None and not _alone(visit):
        yield find("time/no-treatment-total")


def _total(visit: Visit) -> Minutes | None:
    return structured_or_total(visit.note.total_minutes, stated_totals(visit)[1])


def _alone(visit: Visit) -> bool:
    """Whether one code alone was billed and its minutes are stated: they are the total."""
    return len(visit.codes) == 1 and all(stated_minutes(visit, code)[0] is not None for code in visit.codes.values())


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
