"""Parquet tables, a batch of rows at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.record import Intake
from ptnotelint.read.table import Row, read_table

ROWS_AT_ONCE = 32  # a dictionary can give each of them a text as large as the file


def read_parquet(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read a Parquet file of notes or charges.

    Raises
    ------
    UnreadableError
        When it is damaged.
    """
    import pyarrow
    from pyarrow.parquet import ParquetFile

    try:
        with ParquetFile(file) as table:
            yield from read_table(_rows(table), path, intake)
    except (pyarrow.ArrowException, OSError) as error:
        raise UnreadableError(path, f"not a Parquet file that can be read ({type(error).__name__}): write it again") from None


def _rows(table) -> Iterator[Row]:
    yield 0, table.schema_arrow.names
    line = 1
    for batch in table.iter_batches(batch_size=ROWS_AT_ONCE):
        for row in zip(*((cell.as_py() for cell in column) for column in batch.columns)):
            yield line, row
            line += 1
