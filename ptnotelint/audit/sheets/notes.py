"""The notes to look at first, their findings, and what could not be told or was set aside."""

from __future__ import annotations

from ptnotelint.audit.ranking import ORDER, Ranked, reasons
from ptnotelint.report import Finding, NoteReport, Refused
from ptnotelint.write.near_misses import near_miss_words
from ptnotelint.write.sheets import Column, Sheet, Table
from ptnotelint.write.words import VERDICTS, count_words

IDENTITY = (Column("Rank", "count", 6), Column("Note", "text", 13), Column("Date", "text", 11), Column("Clinic", "text", 13),
            Column("Therapist", "text", 15), Column("Payer", "text", 12.5))
MOST_REFUSED = 4  # near misses that one cell names


def note_name(row: dict) -> str:
    """What a note is called: its id, else its file, else its place in the input."""
    return row["note_id"] or row["path"] or f"note {row['ordinal']}"


def identity(rank: int, row: dict) -> tuple:
    """The cells of :data:`IDENTITY`."""
    return rank, note_name(row), row["date_of_service"], row["clinic"], row["therapist"], row["payer"]


def partial_list(shown: int, whole: int, noun: str) -> str:
    """Says where the rest is, when a sheet does not show everything."""
    if shown == whole:
        return f"{count_words(whole, noun).capitalize()}: all of the run."
    return f"The first {shown:,} of {whole:,} {noun}s in this order; all are in the Parquet tables beside this report."


def notes_sheet(ranked: list[Ranked], rows: dict[int, dict], reports: dict[int, NoteReport], whole: int) -> Sheet:
    """One row a note, the most to look at first."""
    words, minutes = "Units, by the words", "Timed units, by the minutes"
    columns = (*IDENTITY, Column("By the words", "text", 16), Column("Why it stands here", "long", 62), Column("Billed", "count", 8, words),
               Column("No language", "count", 10, words), Column("Billed", "count", 8, minutes), Column("Beyond minutes", "count", 10, minutes),
               Column("Required gaps", "count", 10), Column("Waived", "count", 8))
    table = []
    for note in ranked:
        row = rows[note.ordinal]
        why = "\n".join(reasons(note, reports[note.ordinal])) or None
        verdict = VERDICTS[row["verdict"]] + (": no text" if row["without_text"] else "")
        table.append((*identity(note.rank, row), verdict, why, row["units_billed"], row["units_without_support"],
                      row["units_timed"], row["units_beyond_minutes"], note.gaps, row["waived"]))
    remarks = (f"The order: {ORDER}. It is no score, and waived findings do not count in it.",
               "Required gaps are the services that are not described and the required details of the others that are not fully documented.",
               partial_list(len(ranked), whole, "note"))
    return Sheet("Notes", "Which notes should be read first, and why?", remarks, (Table(columns, table, empty="No note was read."),))


def findings_sheet(ranked: list[Ranked], rows: dict[int, dict], reports: dict[int, NoteReport], whole: int) -> Sheet:
    """Each finding that is not waived, of the notes that the Notes sheet has, in their order."""
    columns = (*IDENTITY, Column("Code", "text", 8), Column("Severity", "text", 10), Column("Rule", "text", 20),
               Column("What is not documented", "long", 40), Column("Question to the clinician", "long", 36),
               Column("Read and not counted, with the reason", "long", 30), Column("Line", "count", 5.5), Column("Fingerprint", "text", 14.5))
    table = []
    for note in ranked:
        report = reports[note.ordinal]
        elements = {(code.code, element.element): element for code in report.codes for element in code.elements}
        for finding in report.findings:
            if finding.waived is None:
                element = elements.get((finding.code, finding.element))
                table.append((*identity(note.rank, rows[note.ordinal]), finding.code, finding.severity, finding.rule, finding.message,
                              finding.question, _refused_words(element.refused if element else ()), finding.line,
                              finding.fingerprint and finding.fingerprint[:12]))
    remarks = ("Error: a required detail is not documented. Warning: it is there in part, or cannot be told. Info: recommended.",
               partial_list(len(table), whole, "finding") + " Waived ones are on their own sheet.")
    tables = (Table(columns, table, empty="There are no findings."),)
    return Sheet("Findings", "What exactly is not documented, and what can be asked?", remarks, tables)


def _refused_words(refused: tuple[Refused, ...]) -> str | None:
    """Near misses one a line, each quoted where the report may quote."""
    found = list(dict.fromkeys(map(near_miss_words, refused)))
    more = [f"and {len(found) - MOST_REFUSED} more"] if len(found) > MOST_REFUSED else []
    return "\n".join(found[:MOST_REFUSED] + more) or None


def untold_sheet(rows: list[tuple], counts: dict[str, tuple[int, int]], whole: int) -> Sheet:
    """What cannot be told, and what would settle it; ``counts`` gives for each kind the notes and units."""
    columns = (*IDENTITY[1:], Column("Code", "text", 8), Column("Units", "count", 7), Column("What cannot be told", "long", 44),
               Column("What would settle it", "long", 50))
    said = "; ".join(f"{kind}: {count_words(notes, 'note')}, {count_words(units, 'unit')}" for kind, (notes, units) in counts.items() if notes)
    remarks = ("None of this is counted as a gap: it is not known to be one.", partial_list(len(rows), whole, "row"))
    table = Table(columns, rows, empty="Nothing was left open: every billed code and timed unit could be told.")
    return Sheet("Cannot tell", "What did this run leave open?", (f"{said[0].upper()}{said[1:]}.", *remarks) if said else (), (table,))


def waived_sheet(rows: list[tuple], whole: int) -> Sheet:
    """Findings that somebody set aside, with who, why and until when."""
    columns = (*IDENTITY[1:], Column("Code", "text", 8), Column("Rule", "text", 24), Column("What is not documented", "long", 44),
               Column("Waived by", "text", 16), Column("Reason given", "long", 40), Column("Expires", "text", 11))
    remarks = ("A waiver sets a finding aside; it changes no verdict and no unit on the other sheets.",)
    if rows:
        remarks += (partial_list(len(rows), whole, "waived finding"),)
    return Sheet("Waived", "What was set aside, by whom and why?", remarks, (Table(columns, rows, empty="No finding of this run is waived."),))


def waived_row(row: dict, finding: Finding) -> tuple:
    """The cells of one waived finding."""
    waived = finding.waived
    return (*identity(0, row)[1:], finding.code, finding.rule, finding.message, waived["by"], waived["reason"], waived["expires"])
