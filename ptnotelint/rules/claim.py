"""Rules on the claim's lines: modifiers, pairs of codes and unit ceilings. They need no language but minutes."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator

from ptnotelint.codebook import ClaimTables
from ptnotelint.codebook.claim_tables import Pair, holds
from ptnotelint.report import Finding
from ptnotelint.rules.assistants import assistant_units, assisted
from ptnotelint.rules.disciplines import EVALUATIONS
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.minutes import stated_minutes
from ptnotelint.rules.scope import Visit

DISCIPLINES = {"PT": "GP", "OT": "GO", "SLP": "GN"}
BY_ASSISTANT = {"PT": "CQ", "OT": "CO"}
APART = frozenset({"59", "XE", "XP", "XS", "XU"})
# Codes that are always of a therapy plan; needling and repositioning are so only sometimes (billing rules §1b, §4).
ALWAYS_THERAPY = re.compile(r"97[01567]\d\d|G0283")


def claim_findings(visit: Visit, tables: Callable[[], ClaimTables], day: str, find: Finder, unverified: bool = False) -> list[Finding]:
    """Findings on the billed lines, by the tables in force on a day (ISO); ``unverified`` rows only where the payer asks for them.

    Modifiers are judged only where the claim has some: an export may leave the column out.
    """
    found = each_apart([("edits/over-ceiling", lambda: _ceilings(visit, tables(), day, unverified, find))], find)
    if not any(line.modifiers for line in visit.billed):
        return found
    return found + each_apart((
        ("modifiers/no-discipline, modifiers/wrong-discipline", lambda: _disciplines(visit, find)),
        ("modifiers/no-assistant, modifiers/assistant-unneeded", lambda: _assistants(visit, find)),
        ("modifiers/no-kx, modifiers/kx-unneeded", lambda: _threshold(visit, tables(), day, find)),
        ("modifiers/52-on-timed", lambda: _reduced(visit, find)),
        ("edits/pair-needs-modifier, edits/not-told-apart", lambda: _pairs(visit, tables(), day, unverified, find)),
        ("edits/modifier-unneeded", lambda: _unneeded(visit, tables(), day, find))), find)


def _modifiers(visit: Visit) -> dict[str, frozenset[str]]:
    """Modifiers by code, over all of its lines."""
    found: dict[str, frozenset[str]] = {}
    for line in visit.billed:
        found[line.code] = found.get(line.code, frozenset()) | frozenset(line.modifiers)
    return found


def _ceilings(visit: Visit, tables: ClaimTables, day: str, unverified: bool, find: Finder) -> Iterator[Finding]:
    for number in _modifiers(visit):
        units = visit.units(number)
        once = number in visit.codes and not visit.codes[number].timed  # units/untimed-more-than-one says so
        ceiling = None if once else tables.ceiling(number, day, unverified)
        if ceiling is not None and units > ceiling:
            yield find("edits/over-ceiling", number, code=number, units=units, ceiling=ceiling)


def _disciplines(visit: Visit, find: Finder) -> Iterator[Finding]:
    wanted = DISCIPLINES.get((visit.note.discipline or "").upper())
    known = frozenset(DISCIPLINES.values())
    for line_code, modifiers in _modifiers(visit).items():
        if line_code not in visit.codes or not ALWAYS_THERAPY.match(line_code):
            continue
        told = modifiers & known
        right = EVALUATIONS.get(line_code, wanted)
        if not told:
            yield find("modifiers/no-discipline", line_code, code=line_code, modifier=right or "GP, GO or GN")
        elif right and right not in told:
            yield find("modifiers/wrong-discipline", line_code, code=line_code, modifier="/".join(sorted(told)), right=right)


def _assistants(visit: Visit, find: Finder) -> Iterator[Finding]:
    """CQ or CO where the record gives the assistant's minutes of a code; a code on two lines, one with it, is normal."""
    minutes = (visit.note.assistant or {}).get("minutes") or {}
    modifier = BY_ASSISTANT.get((visit.note.discipline or "PT").upper(), "CQ")
    for number, theirs in minutes.items():
        code = visit.codes.get(number)
        stated = code and stated_minutes(visit, code)[0]
        if not stated or not isinstance(theirs, (int, float)) or not 0 <= theirs <= stated.value:
            continue
        units = visit.units(number)
        marked = sum(line.units for line in visit.billed if line.code == number and {"CQ", "CO"} & set(line.modifiers))
        due = min(units, assistant_units(stated.value - theirs, theirs, units)[0]) if code.timed else units * assisted(stated.value - theirs, theirs)
        words = {"code": number, "modifier": modifier, "minutes": f"{theirs:g}", "all": f"{stated.value:g}", "due": due, "marked": marked}
        if marked < due:
            yield find("modifiers/no-assistant", number, stated, **words)
        elif marked > due:
            yield find("modifiers/assistant-unneeded", number, stated, **words)


def _threshold(visit: Visit, tables: ClaimTables, day: str, find: Finder) -> Iterator[Finding]:
    amount = visit.note.amount_to_date
    known = tables.thresholds.get(int(day[:4]))
    if amount is None or known is None:
        return
    without = [line.code for line in visit.billed if line.code in visit.codes and "KX" not in line.modifiers]
    with_it = [line.code for line in visit.billed if "KX" in line.modifiers]
    words = {"amount": f"{amount:,.2f}", "threshold": f"{known[0]:,}", "year": day[:4]}
    if amount > known[0] and without:
        yield find("modifiers/no-kx", None, codes=", ".join(dict.fromkeys(without)), **words)
    elif amount < known[0] and with_it:
        yield find("modifiers/kx-unneeded", None, codes=", ".join(dict.fromkeys(with_it)), **words)


def _reduced(visit: Visit, find: Finder) -> Iterator[Finding]:
    for number, modifiers in _modifiers(visit).items():
        if "52" in modifiers and number in visit.codes and visit.codes[number].timed:
            yield find("modifiers/52-on-timed", number, code=number)


def _pairs(visit: Visit, tables: ClaimTables, day: str, unverified: bool, find: Finder) -> Iterator[Finding]:
    modifiers = _modifiers(visit)
    for pair in _paired(modifiers, tables, day):
        if not (pair.authority.verified or unverified):
            continue
        if not APART & (modifiers[pair.first] | modifiers[pair.second]):
            yield find("edits/pair-needs-modifier", pair.second, first=pair.first, second=pair.second, only=pair.only)
        elif all(number in visit.codes for number in (pair.first, pair.second)) and not _told_apart(visit, pair.first, pair.second):
            yield find("edits/not-told-apart", pair.second, first=pair.first, second=pair.second)


def _paired(modifiers: Collection[str], tables: ClaimTables, day: str) -> Iterator[Pair]:
    """Pairs in force on a day of which both codes are billed."""
    return (pair for pair in tables.pairs if pair.first in modifiers and pair.second in modifiers and holds(pair, day))


def _unneeded(visit: Visit, tables: ClaimTables, day: str, find: Finder) -> Iterator[Finding]:
    """A modifier that tells a service from another, where no pair of the billed codes asks for one."""
    modifiers = _modifiers(visit)
    paired = {number for pair in _paired(modifiers, tables, day) for number in (pair.first, pair.second)}
    for number in modifiers:
        if APART & modifiers[number] and number not in paired and number in visit.codes:
            yield find("edits/modifier-unneeded", number, code=number, modifier="/".join(sorted(APART & modifiers[number])))


def _told_apart(visit: Visit, first: str, second: str) -> bool:
    """Whether each of two codes has minutes of its own."""
    return all(stated_minutes(visit, visit.codes[number])[0] is not None for number in (first, second))
