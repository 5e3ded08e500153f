"""What was billed, in FHIR R4: Claim and ExplanationOfBenefit, which name their lines alike."""

from __future__ import annotations

from collections.abc import Callable

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine, NoteError
from ptnotelint.read.charges import Charge
from ptnotelint.read.days import stamp_day
from ptnotelint.read.digests import digest_of
from ptnotelint.read.fhir_walk import Known, part, parts, word

# The names CPT and HCPCS go by as code systems: the AMA's, CMS's, Blue Button's, and their OIDs.
PROCEDURES = (
    "ama-assn.org/go/cpt", "HCPCSReleaseCodeSets", "codesystem/hcpcs", "2.16.840.1.113883.6.12", "2.16.840.1.113883.6.285",
)
UNBILLED = ("cancelled", "draft", "entered-in-error")


def charges_of(claim: dict, known: Known, path: str, line: int | None, say: Callable[[str], None]) -> list[Charge]:
    """One charge for each day, encounter and therapist of a Claim or ExplanationOfBenefit.

    The claim's identifier names a visit only where the claim is for one and names no encounter.

    Raises
    ------
    UnreadableError
        When a line of it cannot be read: a part of a claim would be taken for all that was billed.
    """
    if word(claim, "status") in UNBILLED or word(claim, "use") not in (None, "claim"):
        say("a claim that is cancelled, a draft, or asked for in advance is left out")
        return []
    if claim.get("resourceType") == "ExplanationOfBenefit" and known.resolve(part(claim, "claim"), claim):
        return []  # its Claim stands in the same bundle
    items = parts(claim, "item")
    if not items:
        say("a claim without items is left out")
    visits: dict[tuple, list[BilledLine]] = {}
    for number, item in enumerate(items, 1):
        try:
            billed = _billed(item)
        except NoteError as error:
            raise UnreadableError(path, f"item {number} of a {claim['resourceType']}: {error}; the claim is left out", line) from None
        if billed is None:
            say("an item with a code of another list than CPT or HCPCS is left out")
            continue
        encounter = next(iter(parts(item, "encounter")), {})
        visit = _day(item, claim, encounter, known, say), known.id_of(encounter, claim), _therapist(item, claim, known)
        visits.setdefault(visit, []).append(billed)
    payer = known.name_of(part(claim, "insurer"), claim)
    number = next(filter(None, (word(each, "value") for each in parts(claim, "identifier"))), None) if len(visits) == 1 else None
    patient = known.id_of(part(claim, "patient"), claim)
    claimed = known.id_of(part(claim, "claim"), claim) or word(claim, "id")  # line by line, an ExplanationOfBenefit and its Claim do not meet
    return [
        Charge(tuple(lines), encounter or number, patient, day, therapist, payer, (), path, line,
               row=digest_of(repr((place, claimed or number, day, encounter, patient, lines))), numbering="encounter" if encounter else "claim")
        for place, ((day, encounter, therapist), lines) in enumerate(visits.items())
    ]


def _billed(item: dict) -> BilledLine | None:
    """The billed line of an item, or None where its code is of another list."""
    product = part(item, "productOrService")
    codings = parts(product, "coding")
    code = next((each.get("code") for each in codings if _is_procedure(each)), None)
    code = code or next((each.get("code") for each in codings if word(each, "code") and not word(each, "system")), None)
    if code is None and codings:
        return None
    if code is None:
        raise NoteError("no coded product or service")
    quantity = part(item, "quantity").get("value")
    return BilledLine.from_dict({"code": code, "units": quantity, "modifiers": _modifiers(item)})


def _modifiers(item: dict) -> list[str]:
    """Each once; the codings of one concept are the same in other lists, but CMS gives each modifier as a coding of the first."""
    found = []
    for modifier in parts(item, "modifier"):
        codings = [each for each in parts(modifier, "coding") if word(each, "code")]
        found += [each for each in codings if _is_procedure(each)] or codings[:1]
    return list(dict.fromkeys(word(each, "code").upper() for each in found))


def _is_procedure(coding: dict) -> bool:
    return any(name in (word(coding, "system") or "") for name in PROCEDURES)


def _day(item, claim, encounter, known, say) -> str | None:
    """The day of an item, else of the whole claim where that is one, else of its encounter."""
    if day := stamp_day(word(item, "servicedDate")):
        return day
    day, spans = _period(item, "servicedPeriod")
    if spans:
        say("an item spans several days, so it has no date of service here and is joined by its visit's id alone")
        return None
    return day or _period(claim, "billablePeriod")[0] or _period(known.resolve(encounter, claim), "period")[0]


def _period(holder: dict, name: str) -> tuple[str | None, bool]:
    """The day of a period, and whether it spans more than one (it is then None)."""
    start, end = (stamp_day(word(part(holder, name), each)) for each in ("start", "end"))
    return (start, False) if end in (None, start) else (None, True)


def _therapist(item, claim, known) -> str | None:
    """Who the item's care team names, else the claim's only member of it."""
    team = parts(claim, "careTeam")
    wanted = item.get("careTeamSequence")
    if isinstance(wanted, list) and wanted:
        team = [member for member in team if member.get("sequence") == wanted[0]]
    return known.name_of(part(team[0], "provider"), claim) if len(team) == 1 else None
