"""A finished run and its rows, for what looks back at runs: comparing, sampling, explaining."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.errors import UsageError

BATCH = 4096


def open_run(folder: Path | str) -> RunFolder:
    """The run in a folder.

    Raises
    ------
    UsageError
        Where there is no finished run.
    """
    run = RunFolder.open(folder)
    if not run.manifest.get("finished"):
        raise UsageError(f"{folder}: its run was not finished: run the same `ptnotelint audit` again, it goes on where it stopped")
    return run


def run_rows(run: RunFolder, table: str, columns: list[str] | None = None, ordinals: Collection[int] | None = None) -> Iterator[dict]:
    """The rows of a table in input order, streamed; only those of some notes where `ordinals` is given."""
    import pyarrow
    from pyarrow import dataset

    wanted = None if ordinals is None else dataset.field("ordinal").isin(pyarrow.array(sorted(ordinals), pyarrow.int64()))
    for batch in run.dataset(table).to_batches(columns=columns, filter=wanted, batch_size=BATCH, use_threads=False):
        yield from batch.to_pylist()
