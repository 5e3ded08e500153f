"""What is billed and what its language lacks: by code, by element and by rule."""

from __future__ import annotations

from collections import Counter

from ptnotelint.audit.summaries import by_code, by_element, by_rule
from ptnotelint.write.sheets import Chart, Column, Sheet, Table
from ptnotelint.write.summary import CODE_VERDICTS
from ptnotelint.write.words import VERDICTS, element_words

WORDS, MINUTES = "What the words support: times billed", "What the minutes support: units"
MOST_CITED = 3  # authorities that a cell names; explain has all
GRID_CODES = 24  # as many as a page shows; the table of elements has all


def code_sheets(run, words, is_timed) -> list[Sheet]:
    """The sheets By code, Gap map, By element and By rule; ``words`` gives a code's short words, ``is_timed`` whether minutes make its units."""
    elements = _told(by_element(run), run)
    return [_codes(by_code(run), words, is_timed), _grid(elements), _elements(elements, words), _rules(by_rule(run))]


def _told(elements: list[dict], run) -> list[dict]:
    """The elements with services that nobody can tell counted as ``cannot_tell`` and not as missing."""
    import pyarrow.compute as pc

    untold = run.columns("codes", ["ordinal", "code"], pc.field("verdict") == "cannot_tell")
    missing = (pc.field("element") == "service") & (pc.field("status") == "missing") & pc.field("ordinal").isin(untold["ordinal"].combine_chunks())
    services = run.columns("elements", ["ordinal", "code"], missing).join(untold, ["ordinal", "code"], join_type="left semi")
    counts = Counter(services["code"].to_pylist())
    for row in elements:
        if row["element"] == "service" and (count := counts[row["code"]]):
            row["statuses"] = row["statuses"] | {"missing": row["statuses"]["missing"] - count, "cannot_tell": count}
    return elements


def _codes(found: list[dict], words, is_timed) -> Sheet:
    """Each billed code with its verdicts by words and its units by minutes, and a chart of the verdicts."""
    columns = (
        Column("Code", "text", 8), Column("In our words", "text", 26), Column("All", "count", 8, WORDS),
        *(Column(VERDICTS[verdict].capitalize(), "count", 11, WORDS) for verdict in CODE_VERDICTS),
        Column("Billed", "count", 8, "Units"), Column("No language", "count", 10, "Units"),
        Column("Told apart", "count", 9, MINUTES), Column("Supported", "count", 10, MINUTES), Column("Beyond", "count", 9, MINUTES),
    )
    rows = [_code_row(row, words, is_timed(row["code"])) for row in found]
    total = ("All", None, *(sum(row[place] or 0 for row in rows) for place in range(2, len(columns))))
    chart = Chart("stacked", "Billed codes by what the words support", 0, tuple(range(3, 3 + len(CODE_VERDICTS))))
    remarks = (
        "Not supported: the note does not describe the service. Partly supported: it does, and a required detail is missing or there in part. "
        "Not checked: the codebook does not know the code.",
        "The minutes are asked of timed codes alone. Told apart are the units of visits whose minutes say how many each code supports, and beyond "
        "those of them that they do not support. Where codes tie for a unit, or the minutes are those of all codes together, none is told apart: so "
        "these columns need not add up to the units of whole visits, which the other sheets give.",
    )
    table = Table(columns, rows, total=total, empty="No code was billed.", charts=(chart,))
    return Sheet("By code", "Which services are billed without the words for them?", remarks, (table,))


def _code_row(row: dict, words, is_timed: bool) -> tuple:
    claims, units = row["claims"], row["units"]
    return (row["code"], words(row["code"]) or None, sum(claims.values()), *(claims.get(verdict, 0) for verdict in CODE_VERDICTS),
            sum(units.values()), units.get("unsupported", 0), *((row["told"], row["told"] - row["over"], row["over"]) if is_timed else (None,) * 3))


def _counts(row: dict) -> tuple[int, ...]:
    return tuple(row["statuses"].get(status, 0) for status in ("present", "partial", "missing", "not_judged", "cannot_tell"))


def _gap_share(row: dict) -> float | None:
    present, partial, missing, *_ = _counts(row)
    return (partial + missing) / (present + partial + missing) if present + partial + missing else None


def _elements(found: list[dict], words) -> Sheet:
    columns = (Column("Code", "text", 8), Column("In our words", "text", 26), Column("Detail", "text", 20), Column("Asked as", "text", 14),
               Column("Documented", "count", 12), Column("In part", "count", 9), Column("Not documented", "count", 12),
               Column("Not judged", "count", 10), Column("Cannot tell", "count", 10), Column("Gap share", "share", 10))
    rows = [(row["code"], words(row["code"]) or None, element_words(row["element"]), row["requirement"], *_counts(row), _gap_share(row))
            for row in found]
    remarks = ("Gap share is what is not documented, or only in part, of all that was judged. "
               "Not judged: the service itself is not described, so its details were not looked for; what is asked of the whole visit is judged "
               "all the same. "
               "Cannot tell: the note refers to a document that was not supplied, and it is no gap.",)
    return Sheet("By element", "Which detail of which service is left out?", remarks, (Table(columns, rows),))


def _grid(found: list[dict]) -> Sheet:
    """Codes against required elements, each cell the share of gaps."""
    required = [row for row in found if row["requirement"] == "required"]
    billed: dict[str, int] = {}
    for row in required:
        billed[row["code"]] = max(billed.get(row["code"], 0), sum(row["statuses"].values()))
    codes = sorted(sorted(billed), key=lambda code: -billed[code])[:GRID_CODES]
    cells = {(row["code"], row["element"]): _gap_share(row) for row in required if row["code"] in codes}
    asked = {element: sum(1 for code in codes if (code, element) in cells) for element in sorted({element for _, element in cells})}
    elements = sorted(asked, key=lambda element: (element != "service", -asked[element], element))
    named = (Column(element_words(element), "percent", 5.5) for element in elements)
    columns = (Column("Code", "text", 8), Column("Times billed", "count", 9), *named)
    rows = [(code, billed[code], *(cells.get((code, element)) for element in elements)) for code in codes]
    chart = Chart("grid", "Share of gaps by code and required detail", 0, tuple(range(2, len(columns))))
    remarks = ("Each cell: of the times the code was billed and the detail was judged, the share where it is not documented or only in part. "
               "An empty cell: not asked of this code. By element has the counts behind each share. The codes billed most often come first.",)
    return Sheet("Gap map", "Where are the gaps, at a glance?", remarks, (Table(columns, rows, charts=(chart,) if rows else ()),))


def _rules(found: list[dict]) -> Sheet:
    columns = (Column("Rule", "text", 26), Column("Notes", "count", 8), Column("Errors", "count", 8), Column("Warnings", "count", 9),
               Column("Info", "count", 8), Column("Waived", "count", 8), Column("What is not documented, in its first finding", "long", 46),
               Column("Question to the clinician", "long", 40), Column("Authority", "long", 60))
    rows = []
    for row in found:
        counts = [row["severities"].get(name, 0) for name in ("error", "warning", "info", "waived")]
        rows.append((row["rule"], row["notes"], *counts, row["message"], row["question"], _authorities(row["authority"])))
    remarks = ("Those with most errors first. An authority marked * was not seen by the makers of the codebook; "
               "ptnotelint explain RULE names them all, and says what counts, with examples.",)
    return Sheet("By rule", "What would training have to be about?", remarks, (Table(columns, rows, empty="There are no findings."),))


def _authorities(authority: list[dict]) -> str | None:
    """References one a line; those not seen are marked."""
    lines = [each["ref"] + ("" if each["verified"] else " *") for each in authority]
    more = [f"and {len(lines) - MOST_CITED} more"] if len(lines) > MOST_CITED else []
    return "\n".join(lines[:MOST_CITED] + more) or None
