"""What makes the report stand a year later: what came in and what became of it, and how to make it again."""

from __future__ import annotations

import json

from ptnotelint.audit.ranking import ORDER
from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.sheets.groups import FEWEST
from ptnotelint.audit.tables import TABLES
from ptnotelint.report import SEVERITIES
from ptnotelint.write.sheets import Column, Sheet, Table

CAME_IN = {
    "files": "Files read", "rows": "Rows and documents in them", "duplicates": "Left out as duplicates of another", "notes": "Notes",
    "without_text": "of these without text that could be read", "blank": "of these with a blank text, judged as not supported",
    "joined": "of these joined with lines of a table of charges or a claim", "notes_without_charges": "of these without charges",
    "billed_lines": "Billed lines, in notes' records and in charges",
    "charges_without_notes": "of these lines of charges whose note is not in the input",
}
WORDS = (
    ("Supported", "Every required detail of the billed code is documented in the note, or in the documents supplied with it."),
    ("Partly supported", "The service is described; at least one required detail is not documented, or only in part."),
    ("Not supported", "The note does not describe the service of the billed code, or is blank. It does not say that the service was not given."),
    ("Cannot tell", "The note refers to a document that was not supplied, came without text that could be read, or could not be judged."),
    ("Not checked", "The codebook does not know the code."),
    ("Units beyond the minutes", "Timed units billed above what the stated minutes support, by the payer's counting rule "
                                 "(CMS total time, or AMA code by code). Their share is of the timed units whose minutes tell."),
    ("Required gap", "A required detail that is not documented, or only in part. Waived ones are left out of the ranking and of the shares of notes."),
    ("Share, from, to", "A share with its 95% score interval (Wilson 1927, no continuity correction). It treats notes as independent of each other; "
                        "notes of one patient or one template are not quite, so the true uncertainty is somewhat larger."),
    ("Suppressed", f"No figure of a therapist is given below {FEWEST} notes."),
    ("Ranking", f"Notes are ordered: {ORDER}. There is no score."),
    ("Fingerprint", "Names a finding by its note, rule, code and billed line, and survives edits of the text; its first 12 digits are shown."),
)
LIMITS = (
    ("Language, not deeds", "It reads language. It cannot know what was done in the room, and a documented service is not thereby a covered one."),
    ("It can err", "Words that it does not know, or that stand in an unusual place, can be overlooked; words can be taken for more than they say. "
                   "The Sample sheet says how often, once that was measured."),
    ("Its rules", "No clinician and no lawyer has reviewed them. By rule names the authority of each, and whether the makers of the codebook saw it."),
    ("Minutes", "Units are counted from the minutes that the note or the record states; the minutes themselves are not examined."),
    ("Money", "No amounts are given, but where a fee table was given to ptnotelint estimate: they depend on contracts that are not in the input."),
)


def record_sheets(run: RunFolder) -> list[Sheet]:
    """The sheets Reconciliation and Method."""
    return [_reconciliation(run), _method(run)]


def _reconciliation(run: RunFolder) -> Sheet:
    manifest = run.manifest
    counts = manifest["reconciliation"]
    in_tables = run.columns("notes", ["ordinal"]).num_rows
    rows = [(words, counts.get(name)) for name, words in CAME_IN.items()]
    rows += [("Inputs that could not be read", len(counts.get("unreadable", ()))), ("Notes in the tables of this run", in_tables)]
    agrees = "The notes counted on reading and the notes in the tables are equally many." if counts.get("notes") == in_tables else (
        "The notes counted on reading and the notes in the tables differ: do not rely on this run before that is explained.")
    tables = (
        Table((Column("What", "text", 70), Column("Count", "count", 12)), rows, "What came in"),
        _listed("How the input was understood", ("Recognised",), [(line,) for line in counts.get("recognised", ())], "Nothing had to be guessed."),
        _listed("What could not be read", ("File", "Line", "Why"),
                [(each["path"], each.get("line"), each["reason"]) for each in counts.get("unreadable", ())], "Everything could be read."),
        _listed("What could not be compared between notes", ("Not looked at",), [(line,) for line in manifest.get("not_checked", ())],
                "Nothing was left out."),
        _listed("Inputs, with their fingerprints", ("File", "Bytes", "SHA-256"),
                [(each["path"], each["bytes"], each["sha256"]) for each in manifest["inputs"]]),
        _listed("Tables of this run, with their fingerprints", ("Table", "Rows", "SHA-256"),
                [(name, each["rows"], each["sha256"]) for name, each in manifest.get("tables", {}).items()]),
    )
    return Sheet("Reconciliation", "Is everything accounted for?", (agrees,), tables)


def _listed(title: str, columns: tuple[str, ...], rows: list[tuple], empty: str = "") -> Table:
    """A table of the sheet's own columns: a name, a count, and what is said of it."""
    kinds = (("text", 70), ("count", 12), ("long", 68))
    return Table(tuple(Column(name, *kind) for name, kind in zip(columns, kinds)), rows, title, empty=empty or "There is nothing here.")


def _method(run: RunFolder) -> Sheet:
    tool, manifest = run.manifest["tool"], run.manifest
    made = [("Made by", f"{tool['name']} {tool['version']}"), ("Codebook", tool["codebook"]), ("Model", tool["model"] or "none: patterns alone"),
            ("Payer profile of notes that name none", tool["profile"]), ("Rules in force on", _rules_dates(run)),
            *((f"Option {name.replace('_', ' ')}", _said(value)) for name, value in {**tool["options"], **manifest.get("options", {})}.items()),
            *((f"Configuration {each['path']}", f"sha256 {each['sha256']}") for each in manifest.get("configuration", ())),
            ("To make it again, from the same input", manifest["command"])]
    kept = [(f"{name}.parquet", ", ".join(columns)) for name, columns in TABLES.items()]
    tables = tuple(Table((Column(first, "text", 38), Column(second, "long", 100)), rows, title) for title, first, second, rows in (
        ("What made this report", "", "", made), ("What the words mean", "Word", "Meaning", WORDS),
        ("What this report does not say", "Limit", "What it means", LIMITS), ("Where the whole of it is", "Table", "Columns", kept)))
    remarks = ("The same input, version, codebook, model and options give the same tables and reports, byte for byte.",
               f"Severities, worst first: {', '.join(SEVERITIES)}. ptnotelint explain RULE gives the reason and the authority of each rule.")
    return Sheet("Method", "How was this made, and can it be made again?", remarks, tables)


def _rules_dates(run: RunFolder) -> str:
    import pyarrow.compute as pc

    days = pc.min_max(run.columns("notes", ["rules_date"])["rules_date"]).as_py()
    if days["min"] is None:
        return "no note"
    return days["min"] if days["min"] == days["max"] else f"the days of service, {days['min']} to {days['max']}"


def _said(value: object) -> str:
    """An option's value in words."""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False) if value else "none"
