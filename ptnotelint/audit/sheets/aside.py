"""What a run could not tell and what was waived, gathered from its tables."""

from __future__ import annotations

from ptnotelint.audit.run_folder import RunFolder, finding_of
from ptnotelint.audit.sheets.notes import identity, untold_sheet, waived_row, waived_sheet
from ptnotelint.audit.summaries import is_waived
from ptnotelint.audit.tables import FINDINGS
from ptnotelint.write.sheets import Sheet

NAMED = ["ordinal", "note_id", "path", "date_of_service", "clinic", "therapist", "payer", "without_text"]
KINDS = {  # kind -> what cannot be told, what would settle it
    "no text": ("The note came without text that could be read: {why}.", "Supply the note as text, or a file whose text can be read."),
    "not judged": ("A fault of this program, or its time limit, kept the note from being judged.",
                   "Read the note by hand; its finding internal/note-failed says why."),
    "document not supplied": ("The note refers to a document that was not supplied.",
                              "Supply the flow sheet or log that the note refers to, as an attachment."),
    "code not known": ("The codebook does not know the code; it was not checked.", "Check it by hand, or add the code with --codebook."),
    "minutes not told": ("The timed units cannot be counted: minutes that the payer's rule needs are not stated.",
                         "Supply the minutes of each timed service, or the total of timed minutes, from the record."),
}


def aside_sheets(run: RunFolder, top: int) -> list[Sheet]:
    """The sheets Cannot tell and Waived."""
    import pyarrow.compute as pc

    open_codes = run.columns("codes", ["ordinal", "code", "units", "verdict"], pc.field("verdict").isin(("cannot_tell", "not_checked")))
    open_notes = run.columns("notes", ["ordinal", "units_timed", "units_verdict", "without_text"],
                             (pc.field("units_verdict") == "cannot_tell") | pc.field("without_text").is_valid())
    failed = run.columns("findings", ["ordinal"], pc.field("rule") == "internal/note-failed")["ordinal"].to_pylist()
    found, counts = _untold(open_codes.to_pylist(), open_notes.to_pylist(), set(failed))
    set_aside = run.columns("findings", list(FINDINGS), is_waived())
    whole = set_aside.num_rows
    set_aside = set_aside.slice(0, top).to_pylist()
    rows = _named(run, {each[0] for each in found[:top]} | {row["ordinal"] for row in set_aside})
    untold = []
    for ordinal, _, kind, code, units in found[:top]:
        row, (what, remedy) = rows[ordinal], KINDS[kind]
        untold.append((*identity(0, row)[1:], code, units, what.format(why=row["without_text"]), remedy))
    return [untold_sheet(untold, counts, len(found)),
            waived_sheet([waived_row(rows[row["ordinal"]], finding_of(row)) for row in set_aside], whole)]


def _untold(codes: list[dict], notes: list[dict], failed: set[int]) -> tuple[list[tuple], dict[str, tuple[int, int]]]:
    """Ordinal, place, kind, code and units of what is open, in input order; and the notes and units of each kind."""
    without_text = {row["ordinal"] for row in notes if row["units_verdict"] is None}  # a blank text is one, and its minutes are not told
    kinds = dict.fromkeys(without_text, "no text") | dict.fromkeys(failed, "not judged")
    found = []
    for place, row in enumerate(codes):
        kind = "code not known" if row["verdict"] == "not_checked" else kinds.get(row["ordinal"], "document not supplied")
        found.append((row["ordinal"], place, kind, row["code"], row["units"]))
    found += [(row["ordinal"], len(codes), "minutes not told", None, row["units_timed"] or 0) for row in notes if row["ordinal"] not in without_text]
    counts = {}
    for kind in KINDS:
        of_kind = [each for each in found if each[2] == kind]
        counts[kind] = len({each[0] for each in of_kind}), sum(each[4] for each in of_kind)
    return sorted(found, key=lambda each: each[:2]), counts


def _named(run: RunFolder, ordinals: set[int]) -> dict[int, dict]:
    import pyarrow
    import pyarrow.compute as pc

    chosen = pc.field("ordinal").isin(pyarrow.array(sorted(ordinals), pyarrow.int64()))
    return {row["ordinal"]: row for row in run.columns("notes", NAMED, chosen).to_pylist()}
