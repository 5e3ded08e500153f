"""What goes out: the report of one note, down to each quoted word and each refused near miss."""

from __future__ import annotations

from dataclasses import dataclass, field

STATUSES = ("present", "partial", "missing", "not_judged")
LACKING = ("missing", "partial")  # statuses of what is not, or not wholly, documented
VERDICTS = ("unsupported", "cannot_tell", "partial", "supported")  # worst first; not_checked stands aside
SEVERITIES = ("error", "warning", "info")
GAPS = ("error", "warning")  # severities of findings that ask for an answer; an info is advice
REASONS = (
    "planned", "home_program", "historical", "negated", "conditional", "education", "goal", "measurement",
    "other_service", "other_provider", "billing_block", "template_hole", "visit_total", "elsewhere", "wrong_kind",
    "vague", "low_confidence",
)
REMINDER = "Record only what was done; in a signed record, as a dated addendum."


@dataclass(frozen=True, slots=True)
class Evidence:
    """Words of the note that support an element; ``text`` is ``source_text[start:end]``.

    ``start`` and ``end`` count code points of the source and are None for structured fields.
    ``source`` is ``text``, ``attachment:0``, ``plan_of_care`` or ``structured``.
    """

    start: int | None
    end: int | None
    text: str | None
    section: str | None = None
    by: str = "pattern"
    confidence: float = 1.0
    cue: str | None = None
    source: str = "text"


@dataclass(frozen=True, slots=True)
class Refused:
    """Words that look like evidence and do not count, with one reason of :data:`REASONS`."""

    start: int | None
    end: int | None
    text: str | None
    reason: str
    cue: str | None = None
    source: str = "text"


@dataclass(frozen=True, slots=True)
class ElementReport:
    """How well a note documents one element of a billed code."""

    element: str
    requirement: str
    status: str
    evidence: tuple[Evidence, ...] = ()
    refused: tuple[Refused, ...] = ()


@dataclass(frozen=True, slots=True)
class ClaimLine:
    """A billed line with its place in the claim."""

    index: int
    units: int
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CodeReport:
    """What a note has for one billed code, all its lines together."""

    code: str
    lines: tuple[ClaimLine, ...]
    units: int
    verdict: str
    supported_units: int | None = None
    elements: tuple[ElementReport, ...] = ()


@dataclass(frozen=True, slots=True)
class Authority:
    """Whose rule it is, and whether its text was checked at the source."""

    ref: str
    verified: bool


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing the note does not say, with the question that only the clinician can answer.

    ``line`` and ``column`` count from 1; ``code`` and ``billed_line`` are None for the whole note.
    """

    rule: str
    severity: str
    message: str
    question: str
    code: str | None = None
    billed_line: int | None = None
    element: str | None = None
    start: int | None = None
    end: int | None = None
    line: int | None = None
    column: int | None = None
    authority: tuple[Authority, ...] = ()
    waived: dict | None = None
    fingerprint: str | None = None


@dataclass(frozen=True, slots=True)
class Minutes:
    """Minutes as stated: from the text (with offsets) or from a structured field."""

    value: float
    source: str
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class NoteReport:
    """All that was found in one note; :mod:`ptnotelint.write` puts it into every form."""

    note_id: str | None
    verdict: str
    text_sha256: str
    rules_date: str
    codes: tuple[CodeReport, ...] = ()
    findings: tuple[Finding, ...] = ()
    path: str | None = None
    date_of_service: str | None = None
    payer: str | None = None
    minutes: dict[str, Minutes] = field(default_factory=dict)
    timed_minutes: Minutes | None = None
    total_minutes: Minutes | None = None
    units: dict | None = None
    code_labels: tuple[str, ...] = ()
    """Codes that label treatment headings: offered as a hint when none were billed, never assumed."""
    not_checked: tuple[str, ...] = ()
    """What the payer asks and was left alone, each with the reason: ``signature: draft``."""


def whole_number(value: float | None) -> float | None:
    """A number without its decimal point where nothing stands behind it.

    Examples
    --------
    >>> whole_number(40.0), whole_number(7.5)
    (40, 7.5)
    """
    return int(value) if isinstance(value, float) and value.is_integer() else value


def worst_verdict(codes: tuple[CodeReport, ...]) -> str:
    """The note's verdict: the worst of its codes', ``not_checked`` aside.

    Examples
    --------
    >>> worst_verdict(())
    'no_codes'
    """
    found = {code.verdict for code in codes}
    return next((verdict for verdict in VERDICTS if verdict in found), "no_codes")
