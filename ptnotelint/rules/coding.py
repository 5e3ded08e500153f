"""Rules on the codes themselves that need no language: unknown codes, and a charge block that differs."""

from __future__ import annotations

from collections import Counter

from ptnotelint.report import Finding
from ptnotelint.rules.findings import fingerprint
from ptnotelint.rules.places import LinePlaces
from ptnotelint.rules.scope import Visit

RULES = {
    "coding/unknown-code": "A billed code that the codebook does not know was not checked.",
    "coding/billed-differs": "The charge block inside the note does not list what the record says was billed.",
}


def coding_findings(visit: Visit, key: bytes) -> list[Finding]:
    """Findings on the claim's codes, in the order of the billed lines."""
    found = []
    for index, line in enumerate(visit.billed):
        if line.code not in visit.codes and line.code not in {other.code for other in visit.billed[:index]}:
            found.append(Finding("coding/unknown-code", "info", f"{line.code} is not in the codebook and was not checked.",
                                 f"Is {line.code} the code meant? A codebook file can be added with --codebook.", line.code, index,
                                 fingerprint=fingerprint(key, visit.note.note_id, "coding/unknown-code", line.code, index)))
    stated = visit.readings[0].billing
    if stated and visit.note.billed is not None and Counter({line.code for line in stated}) != Counter({line.code for line in visit.billed}):
        first = stated[0]
        line, column = LinePlaces(visit.readings[0].text).at(first.start)
        found.append(Finding("coding/billed-differs", "info", RULES["coding/billed-differs"], "Which of the two lists of codes is the right one?",
                             None, None, None, first.start, first.end, line, column,
                             fingerprint=fingerprint(key, visit.note.note_id, "coding/billed-differs", None, None)))
    return found
