"""The report a therapist reads in a terminal: what each billed code's words are, and what is left to answer."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from ptnotelint.report import REMINDER, CodeReport, ElementReport, Finding, NoteReport
from ptnotelint.write.excerpts import excerpted
from ptnotelint.write.gaps import gap_lines
from ptnotelint.write.page import Page
from ptnotelint.write.summary import counts_words
from ptnotelint.write.terminal import cells, folded, plain, shortened, wrapped
from ptnotelint.write.words import UNITS, VERDICTS, count_words, element_words, lines_words, visit_words

VERDICT_STYLES = {"supported": {"fg": "green"}, "partial": {"fg": "yellow"}, "unsupported": {"fg": "red"}}
INDENT = "  "


def note_text(
    report: NoteReport,
    text: str,
    words: Callable[[str], str],
    *,
    sources: Mapping[str, str] | None = None,
    excerpts: str = "full",
    color: bool = False,
    width: int = 80,
) -> str:
    """One note's report as lines of text.

    Parameters
    ----------
    report : NoteReport
    text : str
        The note, for line numbers and the source lines of refused words.
    words : callable
        Gives the short words of a code, or an empty string.
    sources : mapping, optional
        Texts of the other sources by name (``attachment:0``, ``plan_of_care``).
    excerpts : str
        ``full``, ``redacted`` or ``none``; source lines are shown only with ``full``.
    color : bool
        Style for a terminal; plain text otherwise.
    width : int
        Columns.

    Examples
    --------
    >>> print(note_text(NoteReport("a", "no_codes", "", "2026-01-01"), "", str, width=48))
    a · rules of 2026-01-01        no codes to check
    ------------------------------------------------
    <BLANKLINE>
    """
    page = Page({"text": text, **(sources or {})}, excerpts, color, max(width, 40))
    report = excerpted(report, excerpts)
    lines = _header(report, page)
    for code in report.codes:
        lines += ["", *_code_lines(code, report, words(code.code), page)]
    return "\n".join(lines + _visit_lines(report, page)) + "\n"


def summary_text(summary: dict, *, color: bool = False, width: int = 80) -> str:
    """The last lines of a run: its counts, and the reminder where questions were shown.

    Examples
    --------
    >>> from ptnotelint.write.summary import empty_summary
    >>> summary = empty_summary() | {"notes": 1, "codes": 2, "supported": 1, "partial": 1}
    >>> print(summary_text(summary | {"findings": {"error": 2, "warning": 1, "info": 0}}))
    2 codes: 1 supported, 1 partial; 3 gaps to answer
    Record only what was done; in a signed record, as a dated addendum.
    <BLANKLINE>
    """
    page = Page({}, "none", color, max(width, 40))
    findings = summary["findings"]
    lines = [page.paint(line, bold=True) for line in wrapped(counts_words(summary), page.width)]
    if any(findings.values()):
        lines += [page.paint(line, dim=True) for line in wrapped(REMINDER, page.width)]
    return "\n".join(lines) + "\n"


def _header(report: NoteReport, page: Page) -> list[str]:
    name = report.note_id or report.path or "note"
    tail = "".join(f" · {folded(fact)}" for fact in visit_words(report))
    room = page.width - cells(tail) - cells(VERDICTS[report.verdict]) - 2
    head = shortened(folded(name), max(12, room))
    return [_titled(head, tail, report.verdict, page), page.paint("-" * page.width, dim=True)]


def _titled(title: str, rest: str, verdict: str, page: Page) -> str:
    """A title with the verdict at the right edge, or after it where the line is full."""
    shown = VERDICTS[verdict]
    room = page.width - cells(shown) - 2
    title = shortened(title, room)
    rest = shortened(rest, room - cells(title)) if cells(title) < room else ""
    gap = " " * (page.width - cells(title) - cells(rest) - cells(shown))
    return f"{page.paint(title, bold=True)}{rest}{gap}{page.paint(shown, **VERDICT_STYLES.get(verdict, {}))}"


def _code_lines(code: CodeReport, report: NoteReport, words: str, page: Page) -> list[str]:
    units = lines_words(code.lines) or count_words(code.units, "unit")
    if code.supported_units is not None and code.supported_units != code.units:
        units += f", {code.supported_units} supported by minutes"
    title = folded(f"{code.code} {words or ''}")
    elements = {element.element: element for element in code.elements}
    findings = [finding for finding in report.findings if finding.code == code.code]
    compact = [finding for finding in findings if _is_compact(finding, elements)]
    lines = [_titled(title, f" · {folded(units)}", code.verdict, page)]
    ledger = _ledger(code, page)
    gaps: list[str] = []
    for finding in findings:
        if finding.waived is None and finding not in compact:
            gaps += gap_lines(finding, elements.get(finding.element), page)
    gaps += _recommended(compact, elements, page) + _waived(findings, page)
    return lines + ledger + ([""] if ledger and gaps else []) + gaps


def _is_compact(finding: Finding, elements: dict[str, ElementReport]) -> bool:
    recommended = finding.element in elements and elements[finding.element].requirement == "recommended"
    return finding.waived is None and finding.severity == "info" and recommended


def _ledger(code: CodeReport, page: Page) -> list[str]:
    """The present elements, each with its words: what an auditor will find."""
    present = [element for element in code.elements if element.status == "present"]
    column = max((cells(element_words(element.element)) for element in present), default=0)
    places = [page.place(element.evidence[0]) for element in present if element.evidence]
    number = max((cells(place) + 1 for place in places if place.startswith("L")), default=0)
    lines = []
    for element in present:
        name = element_words(element.element)
        start = f"{INDENT}{name}{' ' * (column - cells(name))}  "
        lines.append(start + page.quotes(element.evidence, page.width - cells(start), number))
    return [line.rstrip() for line in lines]


def _recommended(findings: list[Finding], elements: dict[str, ElementReport], page: Page) -> list[str]:
    names = []
    for finding in findings:
        partly = " (partly)" if elements[finding.element].status == "partial" else ""
        names.append(element_words(finding.element) + partly)
    if not names:
        return []
    start, *more = wrapped(f"also recommended: {', '.join(names)}", page.width - 7)
    return [f"{INDENT}{page.paint('info', fg='cyan')} {start}", *(f"       {line}" for line in more)]


def _waived(findings: list[Finding], page: Page) -> list[str]:
    lines = []
    for finding in findings:
        if finding.waived is not None:
            by = f" by {finding.waived['by']}" if finding.waived.get("by") else ""
            until = f" until {finding.waived['expires']}" if finding.waived.get("expires") else ""
            reason = f": {finding.waived['reason']}" if finding.waived.get("reason") else ""
            start, *more = wrapped(f"waived {finding.rule}{by}{until}{reason}", page.width - 4)
            lines += [page.paint(INDENT + start, dim=True), *(page.paint(f"    {line}", dim=True) for line in more)]
    return lines


def _visit_lines(report: NoteReport, page: Page) -> list[str]:
    """What belongs to no single code: minutes, units and the findings of the whole note."""
    known = {code.code for code in report.codes}
    findings = [finding for finding in report.findings if finding.code not in known]
    facts = [fact for fact in (_minutes_words(report), _units_words(report), *map(_not_checked_words, report.not_checked)) if fact]
    if not findings and not facts:
        return []
    lines = ["", page.paint("whole visit", bold=True)]
    for fact in facts:
        start, *more = wrapped(fact, page.width - 4)
        lines += [INDENT + start, *(f"    {line}" for line in more)]
    for finding in findings:
        if finding.waived is None:
            lines += gap_lines(finding, None, page)
    return lines + _waived(findings, page)


def _minutes_words(report: NoteReport) -> str:
    stated = [f"{plain(code)} {minutes.value:g}" for code, minutes in report.minutes.items()]
    for name, minutes in (("timed", report.timed_minutes), ("total", report.total_minutes)):
        stated += [f"{name} {minutes.value:g}"] if minutes else []
    return f"minutes: {', '.join(stated)}" if stated else ""


def _not_checked_words(said: str) -> str:
    what, _, why = said.partition(": ")
    return f"{what}: not checked: {why}"


def _units_words(report: NoteReport) -> str:
    units = report.units
    if not units or not units.get("billed"):
        return ""
    said = [f"{units['billed']:g} billed"]
    if units.get("supported") is not None:
        said.append(f"{units['supported']:g} supported")
    by = f" by {units['timed_minutes']:g} timed minutes" if units.get("timed_minutes") is not None else ""
    method = f" ({units['method']})" if units.get("method") else ""
    open_end = f"; {UNITS[units['verdict']]}" if units.get("verdict") in UNITS else ""
    return f"units: {', '.join(said)}{by}{method}{open_end}"
