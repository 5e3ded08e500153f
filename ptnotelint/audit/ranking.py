"""Which notes to look at first, each with its reasons in words; an order, and no score."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.summaries import note_facts
from ptnotelint.report import LACKING, NoteReport
from ptnotelint.write.terminal import folded, wrapped
from ptnotelint.write.words import count_words, element_words, visit_words

TOP = 2000
ORDER = (
    "first the billed units whose service the note does not describe, then the timed units beyond what the minutes support, "
    "then the required details that are not fully documented; the most first, and notes that are alike in input order"
)
WIDTH = 80
MOST_NAMED = 6  # gaps that a reason names before it counts


@dataclass(frozen=True, slots=True)
class Ranked:
    """A note's place in the order, from 1, and what put it there. Waived findings do not count."""

    rank: int
    ordinal: int
    units_without_language: int
    units_beyond_minutes: int
    gaps: int

    @property
    def is_open(self) -> bool:
        """Whether there is anything to look at."""
        return bool(self.units_without_language or self.units_beyond_minutes or self.gaps)


def ranked(facts, top: int | None = TOP) -> list[Ranked]:
    """The notes with most to look at.

    Parameters
    ----------
    facts : pyarrow.Table
        Of :func:`ptnotelint.audit.summaries.note_facts`.
    top : int, optional
        How many; None for all.
    """
    import pyarrow
    import pyarrow.compute as pc

    names = ["ordinal", "units", "beyond", "gaps"]
    columns = [facts["ordinal"], facts["units_left"], pc.fill_null(facts["units_beyond_minutes"], 0), facts["gaps"]]
    order = [(name, "descending") for name in names[1:]] + [("ordinal", "ascending")]
    rows = pyarrow.table(columns, names).sort_by(order).slice(0, top).to_pylist()
    return [Ranked(rank, row["ordinal"], row["units"], row["beyond"], row["gaps"]) for rank, row in enumerate(rows, 1)]


def reasons(note: Ranked, report: NoteReport) -> tuple[str, ...]:
    """Why a note stands where it does, each reason a sentence without its stop."""
    waived = {(finding.code, finding.element) for finding in report.findings if finding.waived and finding.element}
    found = []
    silent = [code for code in report.codes if code.verdict == "unsupported" and (code.code, "service") not in waived]
    if silent:
        found.append("No language for " + ", ".join(f"{count_words(code.units, 'unit')} of {code.code}" for code in silent))
    if note.units_beyond_minutes:
        found.append(f"{count_words(note.units_beyond_minutes, 'timed unit')} beyond what the minutes support")
    named = []
    for code in report.codes:
        if code.verdict in ("unsupported", "cannot_tell"):
            continue  # it has no findings but for its service
        names = [element_words(element.element) + (" (in part)" if element.status == "partial" else "") for element in code.elements
                 if element.requirement == "required" and element.status in LACKING and element.element != "service"
                 and (code.code, element.element) not in waived]
        named += [f"{code.code} {name}" for name in names]
    if named:
        more = f" and {len(named) - MOST_NAMED} more" if len(named) > MOST_NAMED else ""
        found.append(f"{count_words(len(named), 'required detail')} not fully documented: {', '.join(named[:MOST_NAMED])}{more}")
    return tuple(found)


def ranking_text(out: Path | str, top: int = 20) -> str:
    """The first notes of a run with their reasons, as lines for a terminal: what ``audit --rank`` prints."""
    run = RunFolder.open(out)
    notes = [note for note in ranked(note_facts(run), top) if note.is_open]
    reports = run.reports([note.ordinal for note in notes])
    head = f"{count_words(len(notes), 'note')} to look at first: {ORDER}." if notes else "No note has a gap in what its billed codes require."
    lines = wrapped(head, WIDTH)
    for note in notes:
        report = reports[note.ordinal]
        name = report.note_id or report.path or f"note {note.ordinal}"
        lines.append(f"{note.rank:>5}  {' · '.join(map(folded, (name, *visit_words(report))))}")
        lines += [f"       {line}" for reason in reasons(note, report) for line in wrapped(reason, WIDTH - 7)]
    return "\n".join(lines) + "\n"
