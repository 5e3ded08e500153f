"""The same figures for each therapist, clinic, payer and week: what the words support beside what the minutes support."""

from __future__ import annotations

from ptnotelint.audit.summaries import NOT_STATED, by_group
from ptnotelint.wilson import wilson
from ptnotelint.write.sheets import FEWEST_DRAWN, Chart, Column, Sheet, Table
from ptnotelint.write.words import count_words

FEWEST = 10  # notes below which no figure of one person is given
SILENT, GAPS = "No supporting language for a billed code", "A required detail missing, or there in part"
COLUMNS = (
    Column("Notes", "count", 8),
    Column("Notes", "count", 8, SILENT), Column("Share", "share", 8, SILENT), Column("from", "share", 8, SILENT), Column("to", "share", 8, SILENT),
    Column("Notes", "count", 8, GAPS), Column("Share", "share", 8, GAPS), Column("from", "share", 8, GAPS), Column("to", "share", 8, GAPS),
    Column("Billed", "count", 8, "Units, by the words"), Column("No language", "count", 10, "Units, by the words"),
    Column("Billed", "count", 8, "Timed units, by the minutes"), Column("Minutes tell", "count", 9, "Timed units, by the minutes"),
    Column("Beyond minutes", "count", 10, "Timed units, by the minutes"),
    Column("Notes not telling", "count", 11, "Timed units, by the minutes"),
)
INTERVAL = "From and to are the ends of the 95% interval of the share (Wilson), which is made so that it holds the underlying share 19 times in 20."
READ = ("Notes are those with a billed code that was checked. By the words and by the minutes are two separate questions: "
        "a unit can lack one and have the other.")


def group_sheets(notes) -> list[Sheet]:
    """The sheets By therapist, By clinic, By payer and By week."""
    whole = by_group(notes)[0]
    return [_therapists(notes, whole), _plain(notes, whole, "clinic", "Do clinics differ?"), _plain(notes, whole, "payer", "Do payers differ?"),
            _weeks(notes, whole)]


def _weeks(notes, whole: dict) -> Sheet:
    """By week, with the trend drawn."""
    rows = [_row(row) for row in by_group(notes, "week") if row["with_codes"]]
    full = sum(row[0] != NOT_STATED and row[1] >= FEWEST_DRAWN for row in rows)
    title = f"Share of notes, by week of service: weeks of {FEWEST_DRAWN} notes or more"
    drawn = (Chart("trend", title, 0, (3, 7), n=1, skip=NOT_STATED),) if full > 1 else ()
    table = Table((Column("Week from", "text", 13), *COLUMNS), rows, total=_row(whole | {"name": "All weeks"}), charts=drawn)
    remark = "A week begins on its Monday. One of few notes swings: its interval says how far."
    return Sheet("By week", "Is it getting better or worse?", (READ, INTERVAL, remark), (table,))


def _plain(notes, whole: dict, name: str, question: str) -> Sheet:
    rows = [_row(row) for row in by_group(notes, name) if row["with_codes"]]
    drawn = (_against(f"Each {name}: notes with a billed code that no language supports", whole),) if len(rows) > 1 else ()
    table = Table((Column(name.capitalize(), "text", 24), *COLUMNS), rows, total=_row(whole | {"name": f"All {name}s"}), charts=drawn)
    return Sheet(f"By {name}", question, (READ, INTERVAL), (table,))


def _therapists(notes, whole: dict) -> Sheet:
    found = [row for row in by_group(notes, "therapist") if row["with_codes"]]
    rows = [_row(row) if row["with_codes"] >= FEWEST else _held_back(row) for row in found]
    few = sum(row["with_codes"] < FEWEST for row in found)
    drawn = (_against("Each therapist: notes with a billed code that no language supports", whole),) if len(found) - few > 1 else ()
    columns = (Column("Therapist", "text", 24), *COLUMNS, Column("Remark", "text", 26))
    remarks = [READ, INTERVAL,
               "In alphabetical order, and not a ranking: patients, payers and visits differ between therapists, and so do the notes. "
               "Intervals that overlap do not tell two people apart."]
    if few:
        remarks.append(f"No figures are given for {count_words(few, 'therapist')} with fewer than {FEWEST} notes.")
    total = (*_row(whole | {"name": "All therapists"}), None)
    table = Table(columns, [row if len(row) == len(columns) else (*row, None) for row in rows], total=total, charts=drawn)
    return Sheet("By therapist", "Whom would training help, and how sure is that?", tuple(remarks), (table,))


def _against(title: str, whole: dict) -> Chart:
    return Chart("intervals", title, 0, (3, 4, 5), whole["unsupported"] / whole["with_codes"] if whole["with_codes"] else None)


def _held_back(row: dict) -> tuple:
    return (row["name"], row["with_codes"], *[None] * (len(COLUMNS) - 1), f"fewer than {FEWEST} notes: no figures")


def _row(row: dict) -> tuple:
    n = row["with_codes"]
    return (row["name"], n, *_share(row["unsupported"], n), *_share(row["gap"], n), row["units_billed"], row["units_without_support"],
            row["units_timed"], row["units_counted"], row["units_beyond_minutes"], row["untold"])


def _share(part: int, whole: int) -> tuple:
    return (part, part / whole, *wilson(part, whole)) if whole else (part, None, None, None)
