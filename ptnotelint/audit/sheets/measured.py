"""What a review of a random sample measured on these very notes: of the claims, and of this tool."""

from __future__ import annotations

from ptnotelint.audit.sheets.groups import FEWEST
from ptnotelint.write.sheets import Column, Sheet, Table
from ptnotelint.write.words import count_words

MEASURES = {
    "precision": ("Precision", "of the findings reviewed, the share that reviewers agreed with"),
    "recall": ("Recall", "of the gaps that reviewers saw, the share that was found"),
    "error_rate": ("Notes with an error", "of the notes reviewed in full, those with a gap in what a billed code requires, as reviewers see it"),
}
NOT_MEASURED = ("Not measured on these notes yet. ptnotelint sample draws notes for review by hand, and ptnotelint estimate reads the review back; "
                "the figures then stand here.")
INDEPENDENT = "Findings of one note are taken for independent of each other; they are not quite, so the truth may lie somewhat further off."


def sample_sheet(estimate: dict | None) -> Sheet:
    """The sheet Sample: figures of the review, projections, and how the sample was drawn."""
    tables = [measured_table(estimate, "What was measured" if estimate else "")]
    if estimate and len(estimate.get("by_stratum", ())) > 1:
        tables.append(_strata(estimate))
    if estimate and "units" in estimate:
        tables.append(_totals(estimate))
    if estimate and "sample" in estimate:
        tables.append(_drawn(estimate))
    remarks = ("What people who read a random sample of these notes said of them. n is how many were reviewed for the figure.",)
    return Sheet("Sample", "How far can the findings be relied on, for these notes?", remarks + ((INDEPENDENT,) if estimate else ()), tuple(tables))


def measured_table(estimate: dict | None, title: str = "") -> Table:
    """Precision, recall and error rate, each with its n and limits."""
    rows = [(*words, found["value"], found["n"], _limits(found, "{:.1%}"))
            for name, words in MEASURES.items() if (found := (estimate or {}).get(name))]
    return Table(_columns("Measure", "share", estimate), rows, title, empty=NOT_MEASURED)


def _columns(first: str, kind: str, estimate: dict | None) -> tuple[Column, ...]:
    level = (estimate or {}).get("level", 0.95)
    return (Column(first, "text", 20), Column("What it says", "text", 60), Column("Value", kind, 12), Column("n", "count", 12),
            Column(f"{level:.0%} limits", "text", 30))


def _strata(estimate: dict) -> Table:
    """The error rate of each stratum; of a person, only from enough notes."""
    rows = []
    of_people = estimate.get("sample", {}).get("by") == "therapist"
    for each in estimate["by_stratum"]:
        held_back = of_people and each["reviewed"] < FEWEST
        said = (None, each["reviewed"], f"fewer than {FEWEST} notes: no figures") if held_back else (
            each["value"], each["reviewed"], _limits(each, "{:.1%}"))
        rows.append((each["stratum"], f"notes with an error, of {each['notes']:,} in the run", *said))
    return Table(_columns("Stratum", "share", estimate), rows, "By stratum, in the order of their names")


def _totals(estimate: dict) -> Table:
    """Units in error in all notes drawn from; amounts only where a fee table was given."""
    n, rows = estimate.get("reviewed", {}).get("notes"), []
    for name, words, form in (("units", "Units in error", "{:,.7g}"), ("amounts", "Amounts in error", "{:,.2f}")):
        if found := estimate.get(name):
            of = f", of {found['billed_in_frame']:,} billed" if "billed_in_frame" in found else ", by the fee table given"
            said = f"{form.format(found['in_error'])} in the reviewed notes; value: in all notes drawn from{of}"
            rows.append((words, said, found["projected"]["value"], n, _limits(found["projected"], form)))
            if without := found.get("codes_without_fee"):
                rows.append(("", f"left out, for want of a fee: {', '.join(without)}", None, None, None))
    return Table(_columns("Total", "number", estimate), rows, "Projected to all notes drawn from")


def _drawn(estimate: dict) -> Table:
    sample, reviewed = estimate["sample"], estimate.get("reviewed", {})
    strata = f"by {sample['by']}" if sample["by"] else "without strata"
    rows = [("Drawn", f"{count_words(sample['notes'], 'note')}, {strata}, at random with seed {sample['seed']}"),
            ("From", count_words(sample["frame"]["notes"], "note")), ("Frame", sample["frame"]["sha256"]),
            ("Reviewed in full", count_words(reviewed.get("notes", 0), "note")),
            ("Not in full", f"{count_words(reviewed.get('notes_incomplete', 0), 'note')}, left out of the error rate"),
            ("Answers", f"{reviewed.get('answers', 0):,}, read from the workbook with SHA-256 {reviewed.get('workbook_sha256') or 'not recorded'}")]
    return Table((Column("Sample", "text", 20), Column("", "text", 60)), rows, "How the sample was drawn")


def _limits(found: dict, form: str) -> str:
    if found["value"] is None:
        return "nothing was answered"
    return f"{form.format(found['low'])} to {form.format(found['high'])}" if found["low"] is not None else "too few notes for limits"
