"""From one visit to its code reports: every element's status, what supports it and what was refused."""

from __future__ import annotations

from dataclasses import replace

from ptnotelint.codebook import Code, Element, Payer
from ptnotelint.evidence import Mention, Reading
from ptnotelint.note import BilledLine
from ptnotelint.report import ClaimLine, CodeReport, ElementReport, Evidence, Refused
from ptnotelint.rules.checks import CHECKS, Judgement, candidates, unclaimed
from ptnotelint.rules.scope import Visit, note_mentions, refused_mentions, service_mentions

# what notes refer to another document for, whatever the service
REFERRED = frozenset({"examination", "history", "test", "plan_of_care", "goals"})
# elements whose words name a service: another service's exercise is no near miss of this one's
NAMING = frozenset({"service", "exercise", "activity"})
MOST_EVIDENCE, MOST_REFUSED = 12, 6


def lending(visit: Visit) -> Visit:
    """The visit with the codes named that only unlabelled exercises and tasks can be.

    Judging lends them those; the minutes that a report states are what the note gives each code itself.
    """
    borrowing = frozenset(number for number, code in visit.codes.items() if _borrows(visit, code))
    return visit.afresh(borrowing=borrowing) if borrowing else visit


def judge_codes(visit: Visit, payer: Payer | None) -> tuple[CodeReport, ...]:
    """One report per distinct billed code, in the order billed."""
    reports = []
    for report in unjudged_codes(visit.billed, "not_checked"):
        code = visit.codes.get(report.code)
        if code is not None:
            elements = _elements(visit, code, _levels(visit, code, payer))
            report = replace(report, verdict=_verdict(elements), elements=elements)
        reports.append(report)
    return tuple(reports)


def unjudged_codes(billed: tuple[BilledLine, ...], verdict: str) -> tuple[CodeReport, ...]:
    """One report per distinct billed code, in the order billed, each with the same verdict and no element."""
    reports = []
    for number in dict.fromkeys(line.code for line in billed):
        lines = tuple(ClaimLine(index, line.units, line.modifiers) for index, line in enumerate(billed) if line.code == number)
        reports.append(CodeReport(number, lines, sum(line.units for line in lines), verdict))
    return tuple(reports)


def unjudged(reports: tuple[CodeReport, ...]) -> tuple[CodeReport, ...]:
    """The reports of a note whose text could not be had: nothing is said for its codes, and nothing against them."""
    return tuple(replace(report, verdict="cannot_tell", elements=tuple(
        ElementReport(element.element, element.requirement, "not_judged") for element in report.elements))
        if report.elements else report for report in reports)


def silent(visit: Visit, names: frozenset[str]) -> frozenset[str]:
    """Those of the named elements that some billed code asks and the note does not fully say."""
    found: set[str] = set()
    for code in visit.codes.values():
        told = "service" not in code.elements or _judgement(visit, code, code.elements["service"]).status == "present"
        for name, element in code.elements.items():
            if name in names and name not in found and (told or name == "service" or element.scope == "note"):
                if _judgement(visit, code, element).status != "present":
                    found.add(name)
    return frozenset(found)


def untold(visit: Visit) -> frozenset[str]:
    """Families of codes whose service is not described, nor anything refused for it."""
    services = [(code, code.elements["service"]) for code in visit.codes.values() if "service" in code.elements]
    missing = [(code, element, judgement) for code, element in services if (judgement := _judgement(visit, code, element)).status == "missing"]
    return frozenset(code.families[0] for code, element, judgement in missing if not _refusals(visit, code, element, judgement))


def _judgement(visit: Visit, code: Code, element: Element) -> Judgement:
    """One element's status and what makes it; a check that fails judges nothing, and the visit keeps its fault."""
    made = visit.judged.get((code.code, element.element))
    if made is None:
        try:
            made = CHECKS[element.check](visit, code, element)
        except Exception as error:
            visit.failed[_rule(code, element)] = error
            made = Judgement("not_judged")
        visit.judged[code.code, element.element] = made
    return made


def status_of(visit: Visit, code: Code, element: Element) -> str:
    """One element's status; ``not_judged`` where its check fails."""
    return _judgement(visit, code, element).status


def _borrows(visit: Visit, code: Code) -> bool:
    """Whether only unlabelled exercises and tasks can be what a movement code was billed for."""
    service = code.elements.get("service")
    return service is not None and _judgement(visit, code, service).status == "missing" and bool(unclaimed(visit, code, service))


def _levels(visit: Visit, code: Code, payer: Payer | None) -> dict[str, str]:
    """Each element's level, as the payer's profile changes it for this note."""
    levels = {name: code.level(name) for name in code.elements}
    if payer is None:
        return levels
    main = visit.readings[0]
    if code.timed and (main.timed_total or visit.note.timed_minutes is not None) and (main.visit_total or visit.note.total_minutes is not None):
        levels.update({name: level for name, level in payer.when_totals.items() if name in levels})
    if visit.note.plan_of_care:
        levels.update({name: level for name, level in payer.when_plan_of_care.items() if name in levels})
    return levels


def _elements(visit: Visit, code: Code, levels: dict[str, str]) -> tuple[ElementReport, ...]:
    reports = []
    absent = False
    for name, element in code.elements.items():
        if absent and element.scope == "service":
            reports.append(ElementReport(name, levels[name], "not_judged"))
            continue
        judgement = _judgement(visit, code, element)
        try:
            reports.append(_element(visit, code, element, judgement, levels[name]))
        except Exception as error:
            visit.failed[_rule(code, element)] = error
            reports.append(ElementReport(name, levels[name], "not_judged"))
        absent = absent or (name == "service" and judgement.status == "missing")
    return tuple(reports)


def _element(visit: Visit, code: Code, element: Element, judgement: Judgement, level: str) -> ElementReport:
    """What is shown of one element."""
    if judgement.status == "not_judged":
        return ElementReport(element.element, level, "not_judged")
    evidence = tuple(_evidence(visit, reading, mention) for reading, mention in judgement.evidence[:MOST_EVIDENCE])
    if element.element == "time" and not evidence and judgement.status == "present":
        evidence = _time_evidence(visit, code)
    return ElementReport(element.element, level, judgement.status, evidence, _refusals(visit, code, element, judgement))


def _rule(code: Code, element: Element) -> str:
    return f"{code.code}/{element.element}"


def _verdict(elements: tuple[ElementReport, ...]) -> str:
    by_name = {element.element: element for element in elements}
    service = by_name.get("service")
    if service is not None and service.status == "missing":
        return "cannot_tell" if any(refused.reason == "elsewhere" for refused in service.refused) else "unsupported"
    statuses = {element.status for element in elements if element.requirement == "required"}
    if not statuses <= {"present", "not_judged"}:
        return "partial"
    return "cannot_tell" if "not_judged" in statuses else "supported"


def _evidence(visit: Visit, reading: Reading, mention: Mention) -> Evidence:
    """A mention as evidence; several elements and codes may show the same one."""
    shown = visit.shown.get(id(mention))
    if shown is None:
        shown = visit.shown[id(mention)] = mention, Evidence(
            mention.start, mention.end, reading.text[mention.start:mention.end], mention.section, mention.by, mention.confidence, mention.cue, reading.source)
    return shown[1]


def _time_evidence(visit: Visit, code: Code) -> tuple[Evidence, ...]:
    """Minutes that no mention carries: a structured field, a charge line, or the total of an only service."""
    if (visit.note.minutes or {}).get(code.code) is not None:
        return (Evidence(None, None, None, by="structured", source="structured"),)
    for reading in visit.readings:
        for line in reading.billing:
            if line.code == code.code and line.minutes:
                return (Evidence(line.start, line.end, reading.text[line.start:line.end], "billing", source=reading.source),)
    main = visit.readings[0]
    total = main.visit_total or main.timed_total
    if total and visit.only_service(code):
        return (Evidence(total.start, total.end, main.text[total.start:total.end]),)
    if visit.note.total_minutes is not None and visit.only_service(code):
        return (Evidence(None, None, None, by="structured", source="structured"),)
    return ()


def _refusals(visit: Visit, code: Code, element: Element, judgement: Judgement) -> tuple[Refused, ...]:
    """What came near and does not count: refused mentions of the element, then another service's."""
    present = judgement.status == "present"
    labels = _near_labels(element)
    taken = {(mention.start, mention.end) for _, mention in judgement.evidence}
    ours = service_mentions(visit, code).ids
    own, others = [], []
    # beside what counts only what was expressly refused is of interest: the dose of the home programme, the last visit's
    for reading, mention in (refused_mentions(visit) if present else note_mentions(visit)).labelled(labels):
        if (mention.start, mention.end) in taken:
            continue
        mine = id(mention) in ours
        refused = (mention.start, mention.end, reading.text[mention.start:mention.end])
        if mention.reason is not None:
            if mention.label == "elsewhere" and element.element not in REFERRED and not mine:
                continue
            if mine or not mention.families or mention.label == "dose" or element.scope == "note":
                own.append(Refused(*refused, mention.reason, mention.cue, reading.source))
        elif mention.label in element.vague and judgement.status == "missing" and (element.scope == "note" or mine):
            own.append(Refused(*refused, "vague", None, reading.source))
        elif mention.label in element.wrong and mine:
            own.append(Refused(*refused, "wrong_kind", None, reading.source))
        elif mention.families and not mine and (element.scope == "service" or element.element == "response") and element.element not in NAMING:
            others.append(Refused(*refused, "other_service", None, reading.source))
    if element.check == "minutes" and not own and not present:
        main = visit.readings[0]
        own += [Refused(total.start, total.end, main.text[total.start:total.end], "visit_total")
                for total in (main.visit_total, main.timed_total) if total]
    if element.check == "service" and not present:
        own += _wrong_kind(visit, code) + _charged(visit, code)
    own.sort(key=lambda near: near.reason == "low_confidence")  # what the classifier hardly believes shows less than words that were refused
    return tuple(dict.fromkeys(own))[:MOST_REFUSED] + tuple(dict.fromkeys(others))[:max(0, 2 - len(own))]


def _near_labels(element: Element) -> set[str]:
    """Labels of words that may be taken for the element."""
    if element.dose:  # an exercise of the home programme is no near miss of a dose; its dose is
        return {"elsewhere", *element.dose}
    told = ("service_told",) if element.check == "service" else ()
    parts = (label for part in element.parts for label in part)
    return {"elsewhere", *told, *element.labels, *element.vague, *element.named, *element.kind, *parts, *element.wrong}


def _wrong_kind(visit: Visit, code: Code) -> list[Refused]:
    """Care of another kind that the code is mistaken for: manual traction for 97012, land exercise for 97113."""
    found = []
    for reading in visit.readings:
        for mention in reading.mentions:
            if mention.reason is not None:
                continue
            if (mention.label == "wrong_kind" and set(mention.families) & set(code.families)) or (
                    "aquatic" in code.families and mention.label == "exercise"):
                found.append(Refused(mention.start, mention.end, reading.text[mention.start:mention.end], "wrong_kind", None, reading.source))
    return found


def _charged(visit: Visit, code: Code) -> list[Refused]:
    """The code's line in a charge block: it says what was billed, not what was done."""
    return [Refused(line.start, line.end, reading.text[line.start:line.end], "billing_block", None, reading.source)
            for reading in visit.readings for line in reading.billing if line.code == code.code]


__all__ = ["candidates", "judge_codes", "lending", "silent", "status_of", "unjudged", "unjudged_codes", "untold"]
