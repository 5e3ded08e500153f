"""A run's reports: the workbook and the page, made of its tables and its manifest, the same bytes for the same run."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from ptnotelint.audit.ranking import TOP, Ranked, ranked, reasons
from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.sheets.aside import aside_sheets
from ptnotelint.audit.sheets.codes import code_sheets
from ptnotelint.audit.sheets.groups import group_sheets
from ptnotelint.audit.sheets.measured import sample_sheet
from ptnotelint.audit.sheets.notes import findings_sheet, identity, notes_sheet
from ptnotelint.audit.sheets.overview import headlines, overview_sheet
from ptnotelint.audit.sheets.record import record_sheets
from ptnotelint.audit.summaries import by_code, by_group, note_facts
from ptnotelint.codebook import Codebook
from ptnotelint.report import REMINDER, NoteReport
from ptnotelint.write.excerpts import excerpted
from ptnotelint.write.html_report import FoldedNote, write_page
from ptnotelint.write.sheets import Book
from ptnotelint.write.whole_file import WholeFile
from ptnotelint.write.workbook import write_workbook

MOST_FOLDED = 500  # notes on the page, which a browser has to hold; the workbook has more
UNFOLDS = "Each note unfolds to what it says for its billed codes, what was read and not counted, and its findings with their questions."


@dataclass(frozen=True, slots=True)
class Reports:
    """Everything that both forms are written from.

    ``notes``, ``rows`` and ``reports`` are the ranked notes, their rows of the notes table and their reports, by ordinal.
    """

    book: Book
    headlines: list[tuple[int, int, str, str]]
    notes: list[Ranked]
    rows: dict[int, dict]
    reports: dict[int, NoteReport]
    words: Callable[[str], str]


def write_reports(out: Path | str, excerpts: str = "full", top: int = TOP, codebook: Path | None = None) -> None:
    """Write ``report.xlsx`` and ``report.html`` beside the tables of a run.

    Parameters
    ----------
    out : Path
        Holds the four tables and ``manifest.json``; ``estimate.json`` is read where it is there.
    excerpts : {"full", "redacted", "none"}
        How much of the notes' words the reports may hold.
    top : int
        Ranked notes that are shown one by one; the summaries count all.
    codebook : Path, optional
        The user's own directory, for the words of its codes.

    Raises
    ------
    UsageError
        When a file of the run is missing or cannot be read.
    """
    out = Path(out)
    made = reports_of(RunFolder.open(out), excerpts, top, codebook)
    with WholeFile(out / "report.xlsx", binary=True) as file:
        write_workbook(file.stream, made.book)
    with WholeFile(out / "report.html", binary=True) as file:
        write_page(file.stream, _page_book(made.book), made.headlines, _folded(made), made.words)


def _page_book(book: Book) -> Book:
    """The sheets as the page has them: the notes below the summaries, each with its findings."""
    notes = next(sheet for sheet in book.sheets if sheet.name == "Notes")
    shown = len(notes.tables[0].rows)
    remarks = [*notes.remarks, UNFOLDS]
    if shown > MOST_FOLDED:
        remarks.append(f"The page has the first {MOST_FOLDED} of them; report.xlsx, beside it, has {shown:,}.")
    others = [sheet for sheet in book.sheets if sheet.name not in ("Notes", "Findings")]
    place = next(at for at, sheet in enumerate(others) if sheet.name == "Cannot tell")
    return replace(book, sheets=(*others[:place], replace(notes, remarks=tuple(remarks)), *others[place:]))


def _folded(made: Reports) -> Iterator[FoldedNote]:
    for note in made.notes[:MOST_FOLDED]:
        row, report = made.rows[note.ordinal], made.reports[note.ordinal]
        _, name, *facts = identity(note.rank, row)
        yield FoldedNote(note.rank, name, tuple(fact for fact in facts if fact), reasons(note, report), report)


def reports_of(run: RunFolder, excerpts: str = "full", top: int = TOP, codebook: Path | None = None) -> Reports:
    """Gather what the reports say."""
    import pyarrow
    import pyarrow.compute as pc

    facts = note_facts(run)
    notes = ranked(facts, top)
    ordinals = [note.ordinal for note in notes]
    chosen = pc.field("ordinal").isin(pyarrow.array(sorted(ordinals), pyarrow.int64()))
    rows = {row["ordinal"]: row for row in run.columns("notes", None, chosen).to_pylist()}
    reports = {ordinal: excerpted(report, excerpts) for ordinal, report in run.reports(ordinals).items()}
    book, summary = Codebook.load(codebook), run.manifest["summary"]

    def words(code: str) -> str:
        entry = book.code(code)
        return entry.words if entry else ""

    def is_timed(code: str) -> bool:
        entry = book.code(code)
        return entry is not None and entry.timed

    sheets = (
        overview_sheet(run, facts), notes_sheet(notes, rows, reports, facts.num_rows),
        findings_sheet(notes, rows, reports, sum(summary["findings"].values())), *code_sheets(run, words, is_timed), *group_sheets(facts),
        *aside_sheets(run, top), sample_sheet(run.estimate), *record_sheets(run))
    tool = run.manifest["tool"]
    subtitle = f"{tool['name']} {tool['version']} · {facts.num_rows:,} notes · {_days(facts)}"
    figures = headlines(by_group(facts)[0], by_code(run))
    return Reports(Book("Documentation of billed therapy codes", subtitle, REMINDER, sheets), figures, notes, rows, reports, words)


def _days(facts) -> str:
    import pyarrow.compute as pc

    days = pc.min_max(facts["date_of_service"]).as_py()
    return "no days of service" if days["min"] is None else f"{days['min']} to {days['max']}"
