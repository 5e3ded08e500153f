"""The report as Markdown (GitHub's dialect), for a comment, a wiki or a build's summary."""

from __future__ import annotations

import re
from collections.abc import Callable

from ptnotelint.report import REMINDER, CodeReport, ElementReport, Finding, NoteReport
from ptnotelint.write.excerpts import excerpted
from ptnotelint.write.near_misses import near_miss_words, near_misses
from ptnotelint.write.quoted import outermost
from ptnotelint.write.summary import counts_words
from ptnotelint.write.terminal import folded
from ptnotelint.write.words import VERDICTS, element_words, lines_words, visit_words

TITLE = "# Billed codes without supporting language\n"
MARKUP = re.compile(r"([\\`*_{}\[\]<>#|~!])|(?<![\w])([-+](?=\s)|\d+[.)](?=\s))|(@)")
SHOWN_QUOTES = 3


def escaped(text: str) -> str:
    """Text that Markdown prints as it is: no markup, no HTML, no mention of a user, on one line.

    Examples
    --------
    >>> print(escaped("- *SLR* <b> 3|10 @ann"))
    \\- \\*SLR\\* \\<b\\> 3\\|10 &#64;ann
    """
    def harmless(match: re.Match) -> str:
        if match[3]:
            return "&#64;"
        return f"\\{match[1]}" if match[1] else f"{match[2][:-1]}\\{match[2][-1]}"

    return MARKUP.sub(harmless, folded(text).replace("&", "&amp;"))


def note_section(report: NoteReport, words: Callable[[str], str], *, excerpts: str = "full") -> str:
    """One note: a heading, a table of its billed codes, and its findings with their questions.

    Parameters
    ----------
    words : callable
        Gives the short words of a code, or an empty string.

    Examples
    --------
    >>> print(note_section(NoteReport("v1", "no_codes", "", "2026-01-01"), str), end="")
    <BLANKLINE>
    ## v1: no codes to check
    <BLANKLINE>
    rules of 2026-01-01
    """
    report = excerpted(report, excerpts)
    name = report.note_id or report.path or "note"
    lines = ["", f"## {escaped(name)}: {VERDICTS[report.verdict]}", "", " · ".join(map(escaped, visit_words(report)))]
    if report.codes:
        lines += ["", "| code | billed | verdict | documented |", "|---|---|---|---|", *(_row(code, words(code.code)) for code in report.codes)]
    if report.findings:
        lines.append("")
    for finding in report.findings:
        lines += _finding(finding, report)
    return "\n".join(lines) + "\n"


def closing(summary: dict) -> str:
    """The counts of the run, and the reminder."""
    return f"\n---\n\n{escaped(counts_words(summary))}\n\n*{REMINDER}*\n"


def _row(code: CodeReport, words: str) -> str:
    present = [element for element in code.elements if element.status == "present"]
    documented = "; ".join(filter(None, map(_documented, present)))
    return f"| {escaped(f'{code.code} {words}'.rstrip())} | {escaped(lines_words(code.lines))} | {VERDICTS[code.verdict]} | {documented} |"


def _documented(element: ElementReport) -> str:
    quotes = list(dict.fromkeys(f'"{escaped(each.text)}"' for each in outermost(element.evidence) if each.text))
    more = f" and {len(quotes) - SHOWN_QUOTES} more" if len(quotes) > SHOWN_QUOTES else ""
    return f"{element_words(element.element)} {', '.join(quotes[:SHOWN_QUOTES])}{more}".rstrip()


def _finding(finding: Finding, report: NoteReport) -> list[str]:
    place = f" (line {finding.line})" if finding.line is not None else ""
    if finding.waived is not None:
        waived = finding.waived
        by = f" by {waived['by']}" if waived.get("by") else ""
        until = f" until {waived['expires']}" if waived.get("expires") else ""
        return [f"- waived `{finding.rule}`{escaped(by + until)}: {escaped(waived.get('reason') or '')}"]
    lines = [f"- **{finding.severity}** `{finding.rule}`{place}: {escaped(finding.message)} *{escaped(finding.question)}*"]
    near = "; ".join(escaped(near_miss_words(item)) for item in near_misses(report, finding))
    return lines + ([f"  - near, but not counted: {near}"] if near else [])
