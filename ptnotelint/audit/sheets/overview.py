"""The first sheet: what was looked at, what was found in words and in units, and where to read on."""

from __future__ import annotations

from ptnotelint.audit.sheets.measured import measured_table
from ptnotelint.audit.summaries import by_code, by_group
from ptnotelint.write.sheets import Column, Sheet, Table
from ptnotelint.write.summary import CODE_VERDICTS
from ptnotelint.write.words import VERDICTS

ABOUT = (
    "This report says what the language of the notes supports, beside what their minutes support. It does not say whether a service was given, "
    "nor what a payer will decide. A gap is a question to the clinician who was there.",
)
NARROWED = "Findings were narrowed by --select or --ignore (see Method); verdicts, units, shares and the order of notes were not."
WHERE = (
    ("Compliance officer", "Which notes should be read first, and why? Notes, and their Findings"),
    ("", "How many billed units have no words, or not enough minutes? This sheet, By code, By payer"),
    ("", "Is anything missing from what was looked at? Reconciliation, Cannot tell"),
    ("Counsel", "What was examined, by which rules and version, and can it be repeated? Method, Reconciliation"),
    ("", "What was set aside, by whom and why? Waived"),
    ("", "How far can the findings be relied on, for these notes? Sample"),
    ("Clinic director", "What would training have to be about? By rule, Gap map, By element"),
    ("", "Is it getting better? Do clinics differ? Whom would training help? By week, By clinic, By therapist"),
)


def overview_sheet(run, notes) -> Sheet:
    """The sheet Summary."""
    codes = by_code(run)
    whole = by_group(notes)[0]
    tables = (
        _figures(run, whole, codes), measured_table(run.estimate, "Measured on these notes"),
        Table((Column("Who asks", "text", 20), Column("What, and on which sheets", "long", 60)), WHERE, "Where to look"))
    options = run.manifest["tool"]["options"]
    remarks = (*ABOUT, NARROWED) if options.get("select") or options.get("ignore") else ABOUT
    return Sheet("Summary", "What was found, in words and in units?", remarks, tables)


def headlines(whole: dict, codes: list[dict]) -> list[tuple[int, int, str, str]]:
    """The few figures to begin with: part, whole, what the part is, and of what."""
    verdicts = _claims(codes)
    return [
        (whole["units_without_support"], whole["units_billed"], "units with no supporting language", "units billed"),
        (whole["units_beyond_minutes"], whole["units_counted"], "timed units beyond the minutes", "timed units whose minutes tell"),
        (verdicts.get("partial", 0), sum(verdicts.values()), "billed codes partly supported", "codes billed"),
        (whole["untold"], whole["with_codes"], "notes whose minutes do not tell", "notes with billed codes"),
    ]


def _claims(codes: list[dict]) -> dict[str, int]:
    found: dict[str, int] = {}
    for row in codes:
        for verdict, count in row["claims"].items():
            found[verdict] = found.get(verdict, 0) + count
    return found


def _figures(run, whole: dict, codes: list[dict]) -> Table:
    notes, with_codes, summary = whole["notes"], whole["with_codes"], run.manifest["summary"]
    rows = [("Notes", "read", notes, None, None), ("Notes", "with a billed code that was checked", with_codes, *_of(with_codes, notes, "notes read"))]
    rows += [("By the words", *row) for row in (*_by_verdict(whole, codes),
             ("notes with a code that no language supports", whole["unsupported"], *_of(whole["unsupported"], with_codes, "notes with codes")),
             ("notes with a required gap", whole["gap"], *_of(whole["gap"], with_codes, "notes with codes")))]
    beyond, told = whole["units_beyond_minutes"], whole["units_counted"]
    rows += [("By the minutes", *row) for row in (
        ("timed units whose minutes tell", told, *_of(told, whole["units_timed"], "timed units billed")),
        ("timed units beyond the minutes", beyond, *_of(beyond, told, "timed units whose minutes tell")),
        ("notes with such units", whole["beyond"], *_of(whole["beyond"], whole["counted"], "notes whose minutes tell")),
        ("notes whose minutes do not tell", whole["untold"], *_of(whole["untold"], with_codes, "notes with codes")))]
    rows += [("Findings", name, count, None, None) for name, count in (*summary["findings"].items(), ("waived", summary["waived"]))]
    rows.append(("Input", "could not be read", summary["unreadable"], None, None))
    columns = (Column("Part", "text", 20), Column("Figure", "text", 60), Column("Count", "count", 12), Column("Share", "share", 12),
               Column("Of", "text", 30))
    return Table(columns, rows, "Figures")


def _by_verdict(whole: dict, codes: list[dict]) -> list[tuple]:
    """Codes of each verdict, and the units billed of them."""
    claims = _claims(codes)
    rows = [(f"codes: {VERDICTS[verdict]}", claims[verdict], *_of(claims[verdict], sum(claims.values()), "codes billed"))
            for verdict in CODE_VERDICTS if verdict in claims]
    for verdict in CODE_VERDICTS:
        units = sum(row["units"].get(verdict, 0) for row in codes)
        rows += [(f"units: {VERDICTS[verdict]}", units, *_of(units, whole["units_billed"], "units billed"))] if units else []
    return rows


def _of(part: int, whole: int, noun: str) -> tuple:
    return (part / whole, f"{whole:,} {noun}") if whole else (None, None)
