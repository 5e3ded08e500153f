"""Who signed: names with a credential where notes are signed, and words of signing without one."""

from __future__ import annotations

import re

from ptnotelint.evidence import Signature
from ptnotelint.nlp.guarded import guarded

# Credentials in capitals, as they stand behind a name; "pt" in small letters is the patient.
ASSISTANT = r"L?PTA|COTA(?:/L)?|OTA(?:/L)?"
STUDENT = r"SPTA?|S\.P\.T\.|OTAS|OTS|SOT"
THERAPIST = r"(?:[DM]|t?D|MS)?PT|R\.?P\.?T\.?|P\.T\.|LPT|OT(?:R|D)?(?:/L)?|O\.T\.|M?OTR(?:/L)?|CHT|CCC-SLP|SLP"
CREDENTIAL = rf"(?:(?P<assistant>{ASSISTANT})|(?P<student>{STUDENT})|(?P<therapist>{THERAPIST}))(?![\w/]|-(?=[a-z]))"
PART = rf"(?!(?:{ASSISTANT}|{STUDENT}|{THERAPIST})\b)[A-Z](?:\.|[\w'’]{{0,24}})"
NAME = rf"{PART}(?:[ -]{PART}){{0,3}}"
# a name of two parts and its credential, the last thing of a line or followed by a date, a licence number or more letters of the kind
SIGNED = guarded(rf"(?P<name>{PART}(?:[ -]{PART}){{1,3}}),?\s{{1,2}}{CREDENTIAL}(?=[ ,./;|)–—-]*(?:[A-Z][A-Za-z-]{{1,5}}\b[ ,.]*){{0,4}}(?:(?:lic|license|#|no\.?|\d|on\b|at\b|date|with\b|under\b|superv|electronically|e-?signed|/s/)[^\n]*)?\s*(?:\n|\Z))")
SIGNING = guarded(r"\b(?:(?:electronically |digitally |e-?)?signed(?: by)?\b|signature\b|e-?signature\b|/s/|co-?signed(?: by)?\b|clinician:|therapist:|treating (?:therapist|clinician):|provider:)", re.IGNORECASE)
AFTER_SIGNING = guarded(rf"[\s:]*(?P<name>{NAME})(?:,?\s{{1,2}}{CREDENTIAL}|\b(?![\w.]))")
TO_SIGN = guarded(r"\W*(?:[_.]{3,}|\[?(?:pending|unsigned|date|required|on file)\b|\Z)", re.IGNORECASE)
LAST = 400  # characters at the end of a note in which a bare name with a credential is taken for its signature


def signatures(text: str) -> tuple[Signature, ...]:
    """Signatures of a note, left to right.

    Examples
    --------
    >>> [(s.kind, s.credential) for s in signatures("P: cont.\\nJ. Fern, PTA\\nCosigned by: Ada Moss PT, DPT 3/4/26")]
    [('assistant', 'PTA'), ('therapist', 'PT')]
    >>> [(s.kind, s.credential) for s in signatures("Seen by pt in gym. Electronically signed by Ada Moss")]
    [('unknown', None)]
    >>> signatures("Will discuss with A. Moss PT about the cane. " + "Walked. " * 80)
    ()
    """
    found: dict[int, Signature] = {}
    for word in SIGNING.finditer(text):
        match = None if TO_SIGN.match(text, word.end()) else AFTER_SIGNING.match(text, word.end())
        if match:
            found[match.start("name")] = _signature(match)
    for match in SIGNED.finditer(text, max(0, len(text) - LAST)):
        if match.start("name") not in found:
            found[match.start("name")] = _signature(match)
    return tuple(found[start] for start in sorted(found))


def _signature(match: re.Match) -> Signature:
    kind = next((kind for kind in ("assistant", "student", "therapist") if match[kind]), "unknown")
    return Signature(match.start("name"), match.end(), kind, match[kind] if kind != "unknown" else None)
