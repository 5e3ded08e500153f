"""The one pure function that does the work of an audit: notes in, one row a note out, in which the four tables' rows are nested.

The same function runs in a worker process, on a Dask worker, in Spark's ``mapInPandas`` and behind
:func:`ptnotelint.audit`; what it gives depends on its notes and the linter's options alone.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TYPE_CHECKING

from ptnotelint.audit.features import FEATURES, features_of
from ptnotelint.audit.tables import TABLES, arrow_schema, nested_rows, rows_of
from ptnotelint.errors import UsageError
from ptnotelint.evidence import Segment
from ptnotelint.keys import pseudonymised
from ptnotelint.note import Note
from ptnotelint.report import NoteReport
from ptnotelint.write.excerpts import excerpted

if TYPE_CHECKING:
    import pyarrow

    from ptnotelint.linter import Linter

NOTHING: Mapping[int, str] = {}


def part_schema() -> pyarrow.Schema:
    """One row a note: its ordinal, under each table's name the rows that it adds there, and what is compared between notes.

    Examples
    --------
    >>> part_schema().names
    ['ordinal', 'notes', 'codes', 'elements', 'findings', 'features']
    """
    return arrow_schema({"ordinal": "int64", **{name: [columns] for name, columns in TABLES.items()}, "features": FEATURES})


def partition(
    linter: Linter,
    notes: Sequence[Note],
    first: int = 0,
    *,
    excerpts: str = "full",
    failed: Mapping[int, str] = NOTHING,
    judging: Callable[[int], AbstractContextManager] = nullcontext,
) -> pyarrow.Table:
    """Lint some notes and lay out what was found.

    Parameters
    ----------
    linter : Linter
    notes : sequence of Note
        In input order.
    first : int
        Ordinal of the first of them.
    excerpts : {"full", "redacted", "none"}
        How much of the notes' words the rows may quote.
    failed : mapping
        Ordinal -> kind of fault, for notes known to end the process that lints them: they are not tried again.
    judging : callable
        Gives for each ordinal the context in which its note is judged, such as a time limit.

    Returns
    -------
    pyarrow.Table
        The columns of :func:`part_schema`; :func:`tables_of` takes it apart. A note on which the linter fails is
        there like any other, with the finding ``internal/note-failed``.

    Raises
    ------
    UsageError
        When a file of the codebook turns out to be wrong.
    """
    rows = []
    for ordinal, note in enumerate(notes, first):
        with judging(ordinal):
            report, segments = _report(linter, note, failed.get(ordinal))
        rows.append(_row(linter, report, note, ordinal, excerpts, segments))
    try:
        return _table(rows)
    except (ValueError, OverflowError):  # pyarrow's errors are these
        return _table([_fitting(row, linter, note, excerpts) for row, note in zip(rows, notes, strict=True)])


def tables_of(part: pyarrow.Table) -> dict[str, pyarrow.Table]:
    """The tables whose rows are nested in a part, in the same order.

    Examples
    --------
    >>> {name: table.num_rows for name, table in tables_of(part_schema().empty_table()).items()}
    {'notes': 0, 'codes': 0, 'elements': 0, 'findings': 0}
    """
    import pyarrow

    return {name: pyarrow.Table.from_struct_array(nested_rows(part, name)) for name in TABLES}


def _report(linter: Linter, note: Note, fault: str | None) -> tuple[NoteReport, tuple[Segment, ...] | None]:
    """The report, and the segments of the note's text where it was read."""
    if fault is None:
        try:
            report, readings = linter.read_and_judged(note)
            return report, readings[0].segments
        except UsageError:
            raise
        except Exception as error:  # a fault on one note must not lose the others
            fault = type(error).__name__
    return linter.not_judged(note, fault), None


def _row(linter: Linter, report: NoteReport, note: Note, ordinal: int, excerpts: str, segments: tuple[Segment, ...] | None = None) -> dict:
    report, note = pseudonymised(report, note, linter.pseudonyms)  # of the features too: they lie in the folder while a run is under way
    return {"ordinal": ordinal, **rows_of(excerpted(report, excerpts), note, ordinal), "features": features_of(note, report, ordinal, segments)}


def _table(rows: list[dict]) -> pyarrow.Table:
    import pyarrow

    return pyarrow.Table.from_pylist(rows, schema=part_schema())


def _fitting(row: dict, linter: Linter, note: Note, excerpts: str) -> dict:
    """The row, or what can be said of its note where a value fits no column (a billion units, say)."""
    try:
        _table([row])
        return row
    except (ValueError, OverflowError) as error:
        report = linter.not_judged(replace(note, billed=()), type(error).__name__)
        return _row(linter, report, note, row["ordinal"], excerpts)
