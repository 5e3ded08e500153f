"""Rules on the codes themselves that need no language: unknown codes, and a charge block that differs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

from ptnotelint.codebook import Rule
from ptnotelint.report import Finding
from ptnotelint.rules.findings import Finder
from ptnotelint.rules.scope import Visit


def coding_findings(visit: Visit, rule: Callable[[str], Rule], key: bytes) -> list[Finding]:
    """Findings on the claim's codes, in the order of the billed lines."""
    find = Finder(visit, rule, key)
    unknown = dict.fromkeys(line.code for line in visit.billed if line.code not in visit.codes)
    found = [find("coding/unknown-code", code, code=code) for code in unknown]
    stated = visit.readings[0].billing
    if stated and visit.note.billed is not None and Counter({line.code for line in stated}) != Counter({line.code for line in visit.billed}):
        found.append(find("coding/billed-differs", None, stated[0]))
    return found
