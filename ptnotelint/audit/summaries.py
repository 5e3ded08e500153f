"""Counts over a run's tables by group, code, element and rule; made by columns and in pieces, so that a year of notes fits in memory."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.report import LACKING, SEVERITIES

NOT_STATED = "(not stated)"
NOTE_COLUMNS = ["ordinal", "verdict", "clinic", "therapist", "payer", "date_of_service", "codes", "units_billed", "units_without_support",
                "units_timed", "units_beyond_minutes", "units_verdict", "errors", "warnings", "waived", "without_text"]
SUMS = ("with_codes", "unsupported", "gap", "counted", "beyond", "untold", "units_billed", "units_without_support", "units_timed",
        "units_counted", "units_beyond_minutes", "errors", "warnings", "waived")


def note_facts(run: RunFolder):
    """One row a note, in input order: what groups are counted from.

    Returns
    -------
    pyarrow.Table
        The columns of the notes table with ``gaps`` (required elements of billed codes that are not fully documented; waived ones and
        codes that nobody can tell are left out), ``units_left`` (units whose service is not described, and that not waived),
        ``units_counted`` (timed units, where the minutes tell how many they support),
        ``week`` (its Monday) and flags, 0 or 1:
        ``with_codes``, ``unsupported`` (some billed service is not described), ``gap`` (some required element is not fully documented),
        ``counted`` (the minutes tell the timed units), ``beyond`` (more units than they support), ``untold`` (they do not tell).
    """
    import pyarrow.compute as pc

    notes = run.columns("notes", NOTE_COLUMNS)
    ordinals = notes["ordinal"]
    gaps = _spread(_gaps(run), ordinals)
    unsupported = pc.greater(notes["units_without_support"], 0)
    flags = {
        "with_codes": pc.not_equal(notes["verdict"], "no_codes"), "unsupported": unsupported, "gap": pc.greater(gaps, 0),
        "counted": pc.is_valid(notes["units_beyond_minutes"]), "beyond": pc.greater(pc.fill_null(notes["units_beyond_minutes"], 0), 0),
        "untold": pc.fill_null(pc.equal(notes["units_verdict"], "cannot_tell"), False),
    }
    more = {"gaps": gaps, "units_left": _units_left(run, notes), "units_counted": _if_told(notes), "week": _weeks(notes["date_of_service"])}
    for name, column in (more | {name: pc.cast(flag, "int64") for name, flag in flags.items()}).items():
        notes = notes.append_column(name, column)
    return notes


def by_group(notes, column: str | None = None) -> list[dict]:
    """Sums of :data:`SUMS` for each value of a column, in the order of its values; one row for all where no column is given.

    A row has ``name``, ``notes`` and the sums; what names nothing comes last, as :data:`NOT_STATED`.
    """
    import pyarrow.compute as pc

    keys = [] if column is None else [column]
    if column is not None:
        notes = notes.set_column(notes.column_names.index(column), column, pc.fill_null(notes[column], NOT_STATED))
    found = _aggregated(notes, keys, [("ordinal", "count"), *((name, "sum") for name in SUMS)])
    rows = [{"name": row[column] if column else None, "notes": row["ordinal_count"], **{name: row[f"{name}_sum"] or 0 for name in SUMS}}
            for row in found]
    return sorted(rows, key=lambda row: (row["name"] == NOT_STATED, str(row["name"]).casefold(), str(row["name"])))


def by_code(run: RunFolder) -> list[dict]:
    """Each billed code with its claims and units by verdict, and its units by the minutes."""
    import pyarrow.compute as pc

    units, supported = pc.field("units"), pc.field("supported_units")
    told = supported.is_valid()
    columns = {"code": pc.field("code"), "verdict": pc.field("verdict"), "units": units, "told": pc.if_else(told, units, 0),
               "over": pc.if_else(told, pc.max_element_wise(units - supported, 0), 0)}
    rows: dict[str, dict] = {}
    for row in _counted(run, "codes", columns, ["code", "verdict"], ["units", "told", "over"]):
        code = rows.setdefault(row["code"], {"code": row["code"], "claims": {}, "units": {}, "told": 0, "over": 0})
        code["claims"][row["verdict"]], code["units"][row["verdict"]] = row["rows"], row["units"]
        code["told"] += row["told"]
        code["over"] += row["over"]
    return [rows[code] for code in sorted(rows)]


def by_element(run: RunFolder) -> list[dict]:
    """Each element of each code with how often each status was found; ``status`` -> times."""
    rows: dict[tuple, dict] = {}
    keys = ["code", "element", "requirement", "status"]
    for row in _counted(run, "elements", keys, keys):
        key = row["code"], row["element"], row["requirement"]
        entry = rows.setdefault(key, {"code": key[0], "element": key[1], "requirement": key[2], "statuses": {}})
        entry["statuses"][row["status"]] = row["rows"]
    return [rows[key] for key in sorted(rows, key=lambda key: (key[0], key[2] != "required", key[1]))]


def by_rule(run: RunFolder) -> list[dict]:
    """Each rule that found something: findings left by severity, how many were waived, notes, and one finding's words and authorities."""
    import pyarrow.compute as pc

    columns = {"rule": pc.field("rule"), "severity": pc.if_else(is_waived(), "waived", pc.field("severity"))}
    rows: dict[str, dict] = {}
    for row in _counted(run, "findings", columns, ["rule", "severity"]):
        rows.setdefault(row["rule"], {"rule": row["rule"], "severities": {}, "notes": 0})["severities"][row["severity"]] = row["rows"]
    latest: dict[str, int] = {}
    for batch in run.batches("findings", ["rule", "ordinal"]):
        for rule, ordinal in zip(batch["rule"].to_pylist(), batch["ordinal"].to_pylist(), strict=True):
            if latest.get(rule) != ordinal:
                rows[rule]["notes"] += 1
                latest[rule] = ordinal
    for rule, row in _examples(run, set(rows)).items():
        rows[rule] |= {"message": row["message"], "question": row["question"], "authority": row["authority"] or []}
    return sorted(rows.values(), key=lambda row: (*(-row["severities"].get(name, 0) for name in SEVERITIES), row["rule"]))


def _examples(run: RunFolder, rules: set[str]) -> dict[str, dict]:
    """The first finding of each rule, in input order; reading stops when each has one."""
    found: dict[str, dict] = {}
    for batch in run.batches("findings", ["rule", "message", "question", "authority"]):
        for place in sorted({rule: at for at, rule in reversed(list(enumerate(batch["rule"].to_pylist())))}.values()):
            row = batch.slice(place, 1).to_pylist()[0]
            found.setdefault(row["rule"], row)
        if len(found) == len(rules):
            break
    return found


def is_waived():
    """The expression that holds of waived findings, as their rows tell."""
    import pyarrow.compute as pc

    return pc.field("waived_by").is_valid() | pc.field("waived_reason").is_valid() | pc.field("waived_expires").is_valid()


def _waived(run: RunFolder):
    """Note, code and element of each waived finding on what a code asks."""
    import pyarrow.compute as pc

    return run.columns("findings", ["ordinal", "code", "element"], pc.field("element").is_valid() & is_waived())


def _if_told(notes):
    """Timed units of the notes whose minutes tell how many they support, else 0."""
    import pyarrow.compute as pc

    return pc.if_else(pc.is_valid(notes["units_beyond_minutes"]), pc.fill_null(pc.cast(notes["units_timed"], "int64"), 0), 0)


def _gaps(run: RunFolder):
    """Required elements that are not fully documented, one row each; of a service that is not described, that alone."""
    import pyarrow
    import pyarrow.compute as pc

    required = (pc.field("requirement") == "required") & pc.field("status").isin(LACKING)
    gaps = run.columns("elements", ["ordinal", "code", "element"], required)
    untold = run.columns("codes", ["ordinal", "code"], pc.field("verdict") == "cannot_tell")
    silent = run.columns("codes", ["ordinal", "code"], pc.field("verdict") == "unsupported")
    services, details = (gaps.filter(pc.field("element") == "service"), gaps.filter(pc.field("element") != "service"))
    details = details.join(silent, ["ordinal", "code"], join_type="left anti")
    told = pyarrow.concat_tables([services, details.select(services.column_names)]).join(untold, ["ordinal", "code"], join_type="left anti")
    return told.join(_waived(run), ["ordinal", "code", "element"], join_type="left anti")


def _units_left(run: RunFolder, notes):
    """Units without supporting language, those of a code whose finding is waived left out."""
    import pyarrow.compute as pc

    waived = _waived(run)
    services = waived.filter(pc.equal(waived["element"], "service"))
    units = run.columns("codes", ["ordinal", "code", "units"], pc.field("verdict") == "unsupported")
    freed = units.join(services, ["ordinal", "code"], join_type="left semi")
    return pc.subtract(pc.cast(notes["units_without_support"], "int64"), _spread(freed, notes["ordinal"], "units"))


def _spread(rows, ordinals, column: str | None = None):
    """For each ordinal the number of rows that have it, or the sum of a column over them."""
    import pyarrow.compute as pc

    counted = rows.group_by("ordinal", use_threads=False).aggregate([(column, "sum")] if column else [("ordinal", "count")])
    places = pc.index_in(ordinals, value_set=counted["ordinal"])
    return pc.fill_null(pc.take(counted[f"{column}_sum" if column else "ordinal_count"], places), 0)


def _weeks(dates):
    """The Monday of each date, as text."""
    import pyarrow.compute as pc

    days = pc.strptime(dates, "%Y-%m-%d", "s", error_is_null=True)
    return pc.strftime(pc.floor_temporal(days, unit="week"), "%Y-%m-%d")


def _counted(run: RunFolder, name: str, columns: list[str] | dict, keys: list[str], sums: Sequence[str] = ()) -> Iterator[dict]:
    """For each combination of the keys, in the order in which they come first, its ``rows`` and the sums of other columns; read in pieces."""
    import pyarrow

    found: dict[tuple, list[int]] = {}
    for batch in run.batches(name, columns):
        for row in _aggregated(pyarrow.Table.from_batches([batch]), keys, [(keys[0], "count"), *((each, "sum") for each in sums)]):
            numbers = found.setdefault(tuple(row[key] for key in keys), [0] * (1 + len(sums)))
            for place, each in enumerate((f"{keys[0]}_count", *(f"{each}_sum" for each in sums))):
                numbers[place] += row[each] or 0
    for values, numbers in found.items():
        yield dict(zip((*keys, "rows", *sums), (*values, *numbers), strict=True))


def _aggregated(table, keys: list[str], what: list[tuple[str, str]]) -> list[dict]:
    return table.group_by(keys, use_threads=False).aggregate(what).to_pylist()
