"""From the parts of a run to its four tables: streamed, in input order, the same bytes however the parts were cut."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING

from ptnotelint.audit.chunks import COMPRESSION
from ptnotelint.audit.manifest import fingerprint_of
from ptnotelint.audit.partition import tables_of
from ptnotelint.audit.tables import TABLES, arrow_schema, finding_row
from ptnotelint.report import SEVERITIES, Finding
from ptnotelint.write.summary import empty_summary
from ptnotelint.write.whole_file import WholeFile

if TYPE_CHECKING:
    import pyarrow

ROW_GROUP = 8192  # rows; what is held in memory of each table


def merge(parts: Iterable[pyarrow.Table], out: Path, late: Sequence[tuple[int, Finding]] = ()) -> tuple[dict, dict]:
    """Write the tables.

    Parameters
    ----------
    parts : iterable of Table
        In input order, of :func:`part_schema`.
    out : Path
        Folder that the tables go to; each appears whole.
    late : sequence of (int, Finding)
        Findings that it took many notes to make, by the ordinal of the note they belong to; they come after its own.

    Returns
    -------
    tuple of dict
        The summary, and the manifest's entry of each table.
    """
    summary = empty_summary()
    with ExitStack() as stack:
        files = {name: stack.enter_context(WholeFile(out / f"{name}.parquet", binary=True)) for name in TABLES}
        writers = {name: stack.enter_context(_Rows(files[name].stream, arrow_schema(columns))) for name, columns in TABLES.items()}
        for part in _with_late(parts, late):
            tables = tables_of(part)
            count_rows(summary, tables)
            for name, writer in writers.items():
                writer.add(tables[name])
    entries = {}
    for name, writer in writers.items():
        path = out / f"{name}.parquet"
        entries[path.name] = {"rows": writer.rows, "sha256": fingerprint_of(path)["sha256"]}
    return summary, entries


class _Rows:
    """A Parquet file under way, whose row groups have one size wherever the tables that come were cut."""

    def __init__(self, stream, schema: pyarrow.Schema):
        from pyarrow.parquet import ParquetWriter

        self._writer = ParquetWriter(stream, schema, compression=COMPRESSION)
        self._held, self._waiting, self.rows = [], 0, 0

    def __enter__(self) -> _Rows:
        return self

    def __exit__(self, kind, error, traceback) -> None:
        if kind is None:
            while self._waiting:
                self._write()
        self._writer.close()

    def add(self, table: pyarrow.Table) -> None:
        self._held.append(table)
        self._waiting += table.num_rows
        while self._waiting >= ROW_GROUP:
            self._write()

    def _write(self) -> None:
        import pyarrow

        held = pyarrow.concat_tables(self._held)
        group = held.slice(0, ROW_GROUP).combine_chunks()  # pages end where arrays do
        self._writer.write_table(group, row_group_size=ROW_GROUP)
        self._held, self._waiting = [held.slice(ROW_GROUP)], self._waiting - group.num_rows
        self.rows += group.num_rows


def _with_late(parts: Iterable[pyarrow.Table], late: Sequence[tuple[int, Finding]]) -> Iterator[pyarrow.Table]:
    """The parts with late findings after each note's own, counted with them."""
    at = 0
    for part in parts:
        end = part["ordinal"][-1].as_py() + 1 if part.num_rows else 0
        mine: dict[int, list[Finding]] = {}
        while at < len(late) and late[at][0] < end:
            mine.setdefault(late[at][0], []).append(late[at][1])
            at += 1
        yield _widened(part, mine) if mine else part


def _widened(part: pyarrow.Table, late: dict[int, list[Finding]]) -> pyarrow.Table:
    rows = part.to_pylist()
    for row in rows:
        (note,) = row["notes"]
        for finding in late.get(row["ordinal"], ()):
            row["findings"].append(finding_row(finding, row["ordinal"], note["note_id"]))
            note["waived" if finding.waived else f"{finding.severity}s"] += 1
    return type(part).from_pylist(rows, schema=part.schema)


def count_rows(summary: dict, tables: dict[str, pyarrow.Table]) -> None:
    """Add a part to the summary of the contract."""
    import pyarrow.compute

    notes, codes = tables["notes"], tables["codes"]
    summary["notes"] += notes.num_rows
    summary["codes"] += codes.num_rows
    for verdict in pyarrow.compute.value_counts(codes["verdict"]).to_pylist():
        summary[verdict["values"]] += verdict["counts"]
    for severity in SEVERITIES:
        summary["findings"][severity] += pyarrow.compute.sum(notes[f"{severity}s"]).as_py() or 0
    summary["waived"] += pyarrow.compute.sum(notes["waived"]).as_py() or 0
