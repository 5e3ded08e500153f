"""``ptnotelint.audit``: a pandas frame of note records in, the four tables as frames out."""

from __future__ import annotations

import warnings
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING

from ptnotelint.audit.chunks import load_linter
from ptnotelint.audit.partition import partition, tables_of
from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.record import Intake
from ptnotelint.read.table import NoTable, read_table

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
        One row a note, or one a billed line; the columns are the fields of a note record (``note_id``, ``text``,
        ``billed`` or ``code``, ``units``, ``modifiers`` …), or are recognised as those of a table file are.
    **options
        What :meth:`Linter.load` takes: ``payer``, ``excerpts``, ``select`` …

    Returns
    -------
    Frames
        The columns of the tables that ``ptnotelint audit`` leaves; ``ordinal`` counts the readable rows from 0.

    Raises
    ------
    UsageError
        When an option is wrong, or no column holds a note's text.

    Examples
    --------
    >>> import pandas
    >>> frame = pandas.DataFrame({"note_id": ["a", "b"], "text": ["SLR 3x10, 15 min", ""], "billed": ["97110", "97140x2"]})
    >>> found = audit(frame)
    >>> found.codes[["note_id", "code", "units", "verdict"]].values.tolist()
    [['a', '97110', 1, 'partial'], ['b', '97140', 2, 'unsupported']]
    """
    notes, unreadable = _read(frame)
    part = partition(load_linter(options), notes, excerpts=options.get("excerpts", "full"))
    return Frames(**{name: as_frame(table) for name, table in tables_of(part).items()}, unreadable=tuple(unreadable))


def _read(frame: pandas.DataFrame) -> tuple[list[Note], list[UnreadableError]]:
    """The notes of a frame, with the billed lines of their rows, and the rows that are wrong."""
    rows = chain([(0, list(map(str, frame.columns)))], ((at, list(map(_cell, row))) for at, row in enumerate(frame.itertuples(index=False, name=None), 1)))
    try:
        found = list(read_table(rows, "-", Intake(warnings.warn))) if len(frame) else []
    except NoTable as error:
        raise UsageError(f"the frame: {error.reason}") from None
    lines: dict[str, list[BilledLine]] = {}
    for charge in found:
        if isinstance(charge, Charge):
            lines.setdefault(charge.note_id, []).extend(charge.billed)
    notes = [replace(note, path=None, billed=tuple(lines[note.note_id])) if note.billed is None and note.note_id in lines else replace(note, path=None)
             for note in found if isinstance(note, Note)]
    return notes, [error for error in found if isinstance(error, UnreadableError)]


def _cell(value: object) -> object:
    """A cell as files have it: what pandas makes of gaps and arrays is undone."""
    import pandas

    if hasattr(value, "tolist"):
        value = value.tolist()  # an array, or one of numpy's numbers
    return None if not isinstance(value, (str, list, tuple, dict)) and pandas.isna(value) else value


def as_frame(table: pyarrow.Table) -> pandas.DataFrame:
    """The table as a frame, whole numbers with gaps among them as whole numbers."""
    import pandas
    import pyarrow

    kinds = {pyarrow.int32(): pandas.Int32Dtype(), pyarrow.int64(): pandas.Int64Dtype()}
    return table.to_pandas(types_mapper=kinds.get)
