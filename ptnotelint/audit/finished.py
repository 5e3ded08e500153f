"""A run's folder OUT as ``audit`` left it: its manifest, and its tables row by row."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path

from ptnotelint.audit.tables import TABLES
from ptnotelint.errors import UsageError

MANIFEST = "manifest.json"
BATCH = 4096


@dataclass(frozen=True, slots=True)
class Run:
    """A finished run.

    Parameters
    ----------
    folder : Path
    manifest : dict
        What ``manifest.json`` says: the tool, the options, the inputs, the counts.
    """

    folder: Path
    manifest: dict

    def rows(self, table: str, columns: list[str] | None = None, ordinals: Collection[int] | None = None) -> Iterator[dict]:
        """The rows of a table in input order, streamed; only those of some notes where `ordinals` is given."""
        import pyarrow
        from pyarrow import compute, parquet

        wanted = None if ordinals is None else pyarrow.array(sorted(ordinals), pyarrow.int64())
        with parquet.ParquetFile(self.folder / f"{table}.parquet") as file:
            for batch in file.iter_batches(BATCH, columns=columns):
                if wanted is not None:
                    batch = batch.filter(compute.is_in(batch["ordinal"], value_set=wanted))
                yield from batch.to_pylist()


def open_run(folder: Path | str) -> Run:
    """The run in a folder.

    Raises
    ------
    UsageError
        Where there is no finished run.
    """
    folder = Path(folder)
    try:
        manifest = json.loads((folder / MANIFEST).read_text(encoding="utf-8"))
    except OSError as error:
        raise UsageError(f"{folder}: no run of `ptnotelint audit` ({MANIFEST}: {error.strerror})") from None
    except ValueError:
        raise UsageError(f"{folder / MANIFEST}: not JSON: run `ptnotelint audit` anew") from None
    if not isinstance(manifest, dict) or not manifest.get("finished"):
        raise UsageError(f"{folder}: its run was not finished: run the same `ptnotelint audit` again, it goes on where it stopped")
    for table in TABLES:
        if not (folder / f"{table}.parquet").is_file():
            raise UsageError(f"{folder}: {table}.parquet is not there: run `ptnotelint audit` anew")
    return Run(folder, manifest)
