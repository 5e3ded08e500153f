"""``ptnotelint.audit``: a pandas frame of note records in, the four tables as frames out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from ptnotelint.audit.chunks import load_linter
from ptnotelint.audit.partition import partition, tables_of
from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note, NoteError

if TYPE_CHECKING:
    import pandas
    import pyarrow


@dataclass(frozen=True, slots=True)
class Frames:
    """What was found, as four frames, and the rows that could not be read.

    ``unreadable`` names each such row by its place, from 1.
    """

    notes: pandas.DataFrame
    codes: pandas.DataFrame
    elements: pandas.DataFrame
    findings: pandas.DataFrame
    unreadable: tuple[UnreadableError, ...] = ()


def audit(frame: pandas.DataFrame, **options) -> Frames:
    """Lint every row of a frame.

    Parameters
    ----------
    frame : DataFrame
        One row a note; the columns are the fields of a note record (``note_id``, ``text``, ``billed`` …). An
        absent column or value is a field that the record does not have.
    **options
        What :meth:`Linter.load` takes: ``payer``, ``excerpts``, ``select`` …

    Returns
    -------
    Frames
        The columns of the tables that ``ptnotelint audit`` leaves; ``ordinal`` counts the readable rows from 0.

    Raises
    ------
    UsageError
        When an option is wrong.

    Examples
    --------
    >>> import pandas
    >>> frame = pandas.DataFrame({"note_id": ["a", "b"], "text": ["SLR 3x10, 15 min", ""], "billed": ["97110", "97140x2"]})
    >>> found = audit(frame)
    >>> found.codes[["note_id", "code", "units", "verdict"]].values.tolist()
    [['a', '97110', 1, 'partial'], ['b', '97140', 2, 'unsupported']]
    """
    notes, unreadable = [], []
    for found in _notes(frame):
        (unreadable if isinstance(found, UnreadableError) else notes).append(found)
    part = partition(load_linter(options), notes, excerpts=options.get("excerpts", "full"))
    return Frames(**{name: _frame(table) for name, table in tables_of(part).items()}, unreadable=tuple(unreadable))


def _notes(frame: pandas.DataFrame) -> Iterator[Note | UnreadableError]:
    for row, record in enumerate(frame.to_dict("records"), 1):
        try:
            yield Note.from_dict({name: value for name, value in map(_field, record.items()) if value is not None})
        except NoteError as error:
            yield UnreadableError("-", str(error), row)


def _field(item: tuple[str, object]) -> tuple[str, object]:
    """A cell as a record has it: what pandas makes of gaps, dates and arrays is undone."""
    import pandas

    name, value = item
    if hasattr(value, "tolist"):
        value = value.tolist()  # an array, or one of numpy's numbers
    if isinstance(value, (list, tuple, dict)):
        return name, value
    if pandas.isna(value):
        return name, None
    if isinstance(value, pandas.Timestamp):
        return name, value.date().isoformat()
    return name, value


def _frame(table: pyarrow.Table) -> pandas.DataFrame:
    """The table as a frame, whole numbers with gaps among them as whole numbers."""
    import pandas
    import pyarrow

    kinds = {pyarrow.int32(): pandas.Int32Dtype(), pyarrow.int64(): pandas.Int64Dtype()}
    return table.to_pandas(types_mapper=kinds.get)
