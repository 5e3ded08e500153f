"""Rules on which codes were billed: unknown and retired ones, codes that a payer does not pay, services nobody billed, evaluations by an assistant."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator, Sequence

from ptnotelint.codebook import ClaimTables
from ptnotelint.evidence import Mention, Signature
from ptnotelint.report import CodeReport, Evidence, Finding
from ptnotelint.rules.attestation import ASSISTANTS
from ptnotelint.rules.checks import MODALITIES
from ptnotelint.rules.claim import BY_ASSISTANT
from ptnotelint.rules.disciplines import EVALUATIONS
from ptnotelint.rules.findings import Finder, each_apart
from ptnotelint.rules.scope import MOVEMENT, Visit
from ptnotelint.rules.units import unbilled_times

MANY = 3  # modalities of a day: "rarely more than one or two" (FACMOD)
KINDS = ("exercise_vague", "activity_vague", "technique_vague", "modality", "aquatic")  # a service by its name
SIDE = re.compile(r"(?i)\b(left|lt|l|right|rt|r|bilat\w*|b)\.?\s\Z")
BUNDLED = ("97010", "97602")  # Medicare status B (PAL10)
LEAST = 8  # minutes from which an unbilled timed service could have earned a unit


def coding_findings(visit: Visit, reports: Sequence[CodeReport], tables: Callable[[], ClaimTables], day: str, signers: Callable[[], Iterable[Signature]], find: Finder) -> list[Finding]:
    """Findings on the claim's codes, in the order of the billed lines, by the tables in force on a day (ISO).

    The tables are read only where a code has no file. ``signers`` gives the signatures of a signed note, none of a draft;
    it is asked only where an evaluation is billed.
    """
    return each_apart((
        ("coding/unknown-code, coding/retired-code", lambda: _without_file(visit, tables, day, find)),
        ("coding/billed-differs", lambda: _differing(visit, find)),
        ("coding/97014-for-g0283, coding/g0283-for-97014", lambda: _stimulation(visit, find)),
        ("coding/bundled-code", lambda: _bundled(visit, tables, find)),
        ("coding/modalities-alone", lambda: _modalities_alone(visit, find)),
        ("coding/many-modalities", lambda: _many_modalities(visit, find)),
        ("coding/unbilled-service", lambda: _unbilled(visit, find)),
        ("coding/evaluation-by-assistant", lambda: _evaluated_by_assistant(visit, signers, find)),
        ("coding/massage-same-area-as-97140", lambda: _same_part(visit, reports, find))), find)


def _without_file(visit: Visit, tables: Callable[[], ClaimTables], day: str, find: Finder) -> Iterator[Finding]:
    """Codes that nothing is known of, and those that are no longer in force."""
    for code in dict.fromkeys(line.code for line in visit.billed if line.code not in visit.codes):
        known = tables()
        retired = known.retired.get(code)
        if not known.knows(code):
            yield find("coding/unknown-code", code, code=code)
        elif retired is not None and retired.authority.verified and day > retired.until:
            yield find("coding/retired-code", code, code=code, until=retired.until, instead=retired.instead)


def _differing(visit: Visit, find: Finder) -> Iterator[Finding]:
    """A code of the block that was not billed, or, where the block is a whole list of charges, one billed that stands nowhere in the note.

    A single line, or codes without units, may be a heading of the treatment and no list; a line of a list may be beyond reading.
    """
    stated, billed = visit.readings[0].billing, {line.code for line in visit.billed}
    listed, text = {line.code for line in stated}, visit.readings[0].text.upper()
    whole = len(listed) > 1 and all(line.units is not None for line in stated)
    if stated and visit.note.billed is not None and (listed - billed or whole and any(code not in text for code in billed - listed)):
        yield find("coding/billed-differs", None, stated[0])


def _stimulation(visit: Visit, find: Finder) -> Iterator[Finding]:
    """Unattended stimulation's two codes, of which a payer takes one; whose profile says so turns the rule on."""
    billed = {line.code for line in visit.billed}
    if "97014" in billed:
        yield find("coding/97014-for-g0283", "97014")
    if "G0283" in billed:
        yield find("coding/g0283-for-97014", "G0283")


def _bundled(visit: Visit, tables: Callable[[], ClaimTables], find: Finder) -> Iterator[Finding]:
    """Codes that are never paid for alone; the payer's profile turns the rule on."""
    billed = {line.code for line in visit.billed}
    for code in BUNDLED:
        if code in billed:
            yield find("coding/bundled-code", code, code=code, words=visit.codes[code].words if code in visit.codes else tables().others.get(code, (code,))[0])


def _modalities_alone(visit: Visit, find: Finder) -> Iterator[Finding]:
    if visit.codes and all(MODALITIES.issuperset(code.families) for code in visit.codes.values()) and len(visit.codes) == len({line.code for line in visit.billed}):
        yield find("coding/modalities-alone", None)


def _named(visit: Visit, code: str, minutes: Mention) -> bool:
    """Whether the heading bears the service's code, or the sentence of the minutes the service's name; what a performance test tests is no service beside it."""
    if minutes.code == code:
        return True
    main = visit.readings[0]
    tested = any(billed.families == ("performance_test",) for billed in visit.codes.values()) and MOVEMENT.issuperset(minutes.families)
    return not tested and any(mention.label in KINDS and mention.reason is None and mention.families == minutes.families and mention.segment == minutes.segment
                              for mention in main.mentions)


def _many_modalities(visit: Visit, find: Finder) -> Iterator[Finding]:
    given = [code for code in visit.codes.values() if MODALITIES.issuperset(code.families)]
    if len(given) >= MANY:
        yield find("coding/many-modalities", None, count=len(given))


def _unbilled(visit: Visit, find: Finder) -> Iterator[Finding]:
    """Timed services under a heading of their own, with minutes enough for a unit, that no billed code is for."""
    if not visit.billed:
        return
    named: set[str] = set()
    for code, mention in unbilled_times(visit):
        if mention.value >= LEAST and code not in named and _named(visit, code, mention):
            named.add(code)
            yield find("coding/unbilled-service", None, mention, service=mention.families[0].replace("_", " "), minutes=f"{mention.value:g}")


def _evaluated_by_assistant(visit: Visit, signers: Callable[[], Iterable[Signature]], find: Finder) -> Iterator[Finding]:
    """Evaluations that the claim, the record or, in a signed note, nobody but an assistant's signature gives to an assistant."""
    evaluations = [code for code in visit.codes if code in EVALUATIONS]
    if not evaluations:
        return
    minutes, credential = (visit.note.assistant or {}).get("minutes") or {}, str((visit.note.therapist or {}).get("credential") or "").upper()

    def alone() -> bool:
        return credential in ASSISTANTS or not credential and {signature.kind for signature in signers()} == {"assistant"}

    for code in evaluations:
        marked = next((modifier for line in visit.billed if line.code == code for modifier in line.modifiers if modifier in BY_ASSISTANT.values()), None)
        if marked or minutes.get(code) or alone():
            what = f"its modifier {marked}" if marked else "the record" if minutes.get(code) or credential else "the only signature"
            yield find("coding/evaluation-by-assistant", code, code=code, words=visit.codes[code].words, what=what)


def _same_part(visit: Visit, reports: Sequence[CodeReport], find: Finder) -> Iterator[Finding]:
    """Massage of no part but those of manual therapy, side and all."""
    parts = {report.code: {_sided(visit, evidence): evidence for element in report.elements if element.element == "body_part"
                           for evidence in element.evidence if evidence.source == "text"} for report in reports if report.code in ("97124", "97140")}
    massaged, treated = parts.get("97124"), parts.get("97140")
    if massaged and treated and massaged.keys() <= treated.keys():
        yield find("coding/massage-same-area-as-97140", "97124", next(iter(massaged.values())), words=visit.codes["97124"].words)


def _sided(visit: Visit, part: Evidence) -> tuple[str, str]:
    """The side named just before a part of the body, and the part."""
    text = visit.readings[0].text
    side = SIDE.search(text, max(0, part.start - 12), part.start)
    return side[1][0].lower() if side else "", text[part.start:part.end].lower()
