"""What the order of a patient's visits leaves to ask: reports of progress, certification, evaluations billed again, visits beyond the usual."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from ptnotelint.audit.encounters import EVALUATIONS, GAP, Encounter, Fault, by_day, courses, episodes
from ptnotelint.audit.told import CERTIFIED
from ptnotelint.codebook import Codebook
from ptnotelint.rules.checks import MODALITIES

REPORT_DAYS = 10  # treatment days from report to report: Medicare Benefit Policy Manual (keys BPM200, BPM202)
CERTIFIED_DAYS = 90  # days that a certification holds at most (keys BPM181, BPM182)
PASSIVE_VISITS = 4  # visits of modalities alone, beyond which CGS asks for strong support (key FACMOD)


def cadence_faults(encounters: Iterable[Encounter], book: Codebook) -> Iterator[Fault]:
    """All of the faults of the rules ``cadence/*``, each said once an episode or once a period.

    Parameters
    ----------
    encounters : iterable of Encounter
        As :func:`~ptnotelint.audit.encounters.of_disciplines` gives them; those without a discipline are left out.
    """
    for course in courses(encounters):
        yield from _evaluated_again(course, book)
        for episode in episodes(course):
            yield from _unreported(episode)
            yield from _uncertified(episode)
            yield from _first_again(episode, book)
            yield from _beyond_usual(episode, book)


def _unreported(episode: list[Encounter]) -> Iterator[Fault]:
    """The first day beyond ten treatment days without a report; the count then begins anew, so that each missed report is asked for once."""
    count, since = 0, episode[0].date
    for visits in by_day(episode):
        if any(each.reported or each.evaluated for each in visits):
            # a report closes its period; with a first evaluation the period begins, and counts that day if there was treatment too
            opened = any(each.evaluated and not EVALUATIONS.issuperset(each.units) for each in visits)
            count, since = int(opened), visits[0].date
            continue
        if not any(each.units for each in visits):
            continue  # nothing billed is no treatment day
        count += 1
        if count > REPORT_DAYS:
            yield Fault(visits[0], "cadence/no-progress-report", None, {"days": count - 1, "since": since})
            count, since = 1, visits[0].date


def _uncertified(episode: list[Encounter]) -> Iterator[Fault]:
    """Visits past the certified date, or where none is known past 90 days of the start or the last recertification."""
    known, began = _certified(episode), _began(episode)
    for each in episode:
        if CERTIFIED in each.course:
            known, began = None, each.date
        elif known and each.date > known:
            yield Fault(each, "cadence/certification-lapsed", None, {"until": known, "days": (each.day - date.fromisoformat(known)).days})
            known = began = None
        elif not known and began and (each.day - date.fromisoformat(began)).days > CERTIFIED_DAYS:
            yield Fault(each, "cadence/no-recertification", None, {"since": began, "days": (each.day - date.fromisoformat(began)).days})
            began = each.date


def _certified(episode: list[Encounter]) -> str | None:
    return max((each.certified_until for each in episode if each.certified_until), default=None)


def _began(episode: list[Encounter]) -> str | None:
    """When care began; None where nothing tells, and where the notes given begin after the day on which certification was to be renewed."""
    began = min((each.start_of_care for each in episode if each.start_of_care), default=None) or (episode[0].date if episode[0].evaluated else None)
    return began if began and (episode[0].day - date.fromisoformat(began)).days <= CERTIFIED_DAYS else None


def uncertifiable(encounters: Iterable[Encounter]) -> int:
    """How many episodes tell too little for certification to be looked at."""
    return sum(_certified(episode) is None and _began(episode) is None for course in courses(encounters) for episode in episodes(course))


def _evaluated_again(course: list[Encounter], book: Codebook) -> Iterator[Fault]:
    """An initial evaluation soon after a visit of the same discipline, with nothing that tells of another start or another condition."""
    first = book.claim_tables().first_visits
    earlier: Encounter | None = None
    for each in course:
        code = next((code for code in each.units if code in EVALUATIONS and code in first), None)
        evaluated = earlier is not None and code and each.date != earlier.date and (each.day - earlier.day).days <= GAP
        if evaluated and not _another_condition(earlier, each):
            later, authority = first[code]
            yield Fault(each, "cadence/evaluation-repeated", code, {"code": code, "earlier": earlier.date, "later": later}, (authority,))
        earlier = each


def _another_condition(earlier: Encounter, later: Encounter) -> bool:
    restarted = earlier.start_of_care and later.start_of_care and earlier.start_of_care != later.start_of_care
    return bool(restarted) or bool(earlier.diagnoses and later.diagnoses) and set(earlier.diagnoses).isdisjoint(later.diagnoses)


def _first_again(episode: list[Encounter], book: Codebook) -> Iterator[Fault]:
    """Other codes of a first visit, billed on another day of the same episode."""
    seen: dict[str, str] = {}
    first = book.claim_tables().first_visits
    for each in episode:
        for code in each.units:
            if code in first and code not in EVALUATIONS and seen.setdefault(code, each.date) != each.date:
                later, authority = first[code]
                yield Fault(each, "cadence/first-visit-repeated", code, {"code": code, "earlier": seen[code], "later": later}, (authority,))
                seen[code] = each.date


def _beyond_usual(episode: list[Encounter], book: Codebook) -> Iterator[Fault]:
    """The first visit beyond the number of a code, and the first beyond four of modalities alone."""
    limits = book.claim_tables().visits
    days: dict[str, int] = {}
    passive = 0
    for visits in by_day(episode):
        codes = {code: each for each in reversed(visits) for code in each.units}
        for code in sorted(codes.keys() & limits.keys()):
            days[code] = days.get(code, 0) + 1
            most, authority = limits[code]
            if days[code] == most + 1:
                yield Fault(codes[code], "cadence/beyond-usual-visits", code, {"code": code, "number": days[code], "usual": most}, (authority,))
        known = [book.code(code) for code in codes]
        passive += bool(known) and all(code is not None and MODALITIES.issuperset(code.families) for code in known)
        if passive == PASSIVE_VISITS + 1:
            yield Fault(visits[0], "cadence/modalities-alone", None, {"number": passive})
            passive += 1  # said once
