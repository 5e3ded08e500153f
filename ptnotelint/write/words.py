"""Plain words for the vocabulary of reports, for those who read them and not their JSON."""

from __future__ import annotations

from ptnotelint.report import ClaimLine, NoteReport

VERDICTS = {
    "supported": "supported",
    "partial": "partly supported",
    "unsupported": "not supported",
    "cannot_tell": "cannot tell",
    "not_checked": "not checked",
    "no_codes": "no codes to check",
}
REASONS = {
    "planned": "planned",
    "home_program": "home programme",
    "historical": "an earlier visit",
    "negated": "declined, held or denied",
    "conditional": "only if needed",
    "education": "advice",
    "goal": "a goal",
    "measurement": "a finding, not a dose",
    "other_service": "of another service",
    "other_provider": "by another provider",
    "billing_block": "in a charge list",
    "template_hole": "a blank of the template",
    "visit_total": "minutes of the whole visit",
    "elsewhere": "in a document that is not here",
    "wrong_kind": "another kind of care",
    "vague": "too general",
    "low_confidence": "too unsure a reading",
}
# Verdicts that the billed and supported counts do not say themselves.
UNITS = {"tie": "a tie between codes", "cannot_tell": "the minutes do not tell"}


def element_words(element: str) -> str:
    """An element's name as it is said.

    Examples
    --------
    >>> element_words("functional_goal")
    'functional goal'
    """
    return element.replace("_", " ")


def count_words(count: float, noun: str) -> str:
    """A count with its noun.

    Examples
    --------
    >>> count_words(1, "unit"), count_words(2, "unit")
    ('1 unit', '2 units')
    """
    return f"{count:g} {noun}" if count == 1 else f"{count:g} {noun}s"


def visit_words(report: NoteReport) -> list[str]:
    """The day of a visit, else that of the rules it was judged by, and its payer where one is named.

    Examples
    --------
    >>> visit_words(NoteReport("v1", "supported", "", "2026-01-01", payer="medicare"))
    ['rules of 2026-01-01', 'medicare']
    """
    return [report.date_of_service or f"rules of {report.rules_date}", *([report.payer] if report.payer else [])]


def lines_words(lines: tuple[ClaimLine, ...]) -> str:
    """The billed lines of one code.

    Examples
    --------
    >>> lines_words((ClaimLine(0, 2, ("GP",)), ClaimLine(3, 1, ("GP", "59"))))
    '2 units GP + 1 unit GP 59'
    """
    return " + ".join(" ".join((count_words(line.units, "unit"), *line.modifiers)) for line in lines)


def source_words(source: str) -> str:
    """Where evidence stands when it is not in the note's own text.

    Examples
    --------
    >>> source_words("attachment:0")
    'attachment 1'
    """
    if source.startswith("attachment:") and source[11:].isdigit():
        return f"attachment {int(source[11:]) + 1}"
    return "record" if source == "structured" else element_words(source)
