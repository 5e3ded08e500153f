"""A run's folder as the reports read it: its manifest, columns of its tables, and single notes' reports made again from their rows."""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from ptnotelint.audit.tables import FINDINGS, TABLES
from ptnotelint.errors import UsageError
from ptnotelint.report import Authority, ClaimLine, CodeReport, ElementReport, Evidence, Finding, NoteReport, Refused

if TYPE_CHECKING:
    import pyarrow

BATCH = 4096  # rows with quotes that are held at once
SPARING = {"batch_readahead": 1, "fragment_readahead": 1, "use_threads": False}  # pyarrow holds many row groups otherwise


@dataclass(frozen=True, slots=True)
class RunFolder:
    """Where a run left its tables.

    Parameters
    ----------
    path : Path
    manifest : dict
    estimate : dict or None
        What a review of a sample measured on these notes, where ``estimate.json`` is there.
    tables : dict or None
        The tables themselves, as ``pyarrow.Table`` by name, for a run that was left nowhere.
    """

    path: Path
    manifest: dict
    estimate: dict | None = None
    tables: dict | None = None

    @classmethod
    def open(cls, path: Path | str) -> RunFolder:
        """Read the manifest; the tables are read as columns are asked for.

        Raises
        ------
        UsageError
            When a file of the run is missing or is not what it should be.
        """
        path = Path(path)
        for name in TABLES:
            if not (path / f"{name}.parquet").is_file():
                raise UsageError(f"{path}: {name}.parquet is not there: give the directory that ptnotelint audit -o made")
        manifest = _json(path / "manifest.json")
        if manifest is None:
            raise UsageError(f"{path}: manifest.json is not there: give the directory that ptnotelint audit -o made")
        if manifest.get("summary") is None:
            raise UsageError(f"{path}: the run there has no results yet: run the same audit again, it goes on where it stopped")
        return cls(path, manifest, _json(path / "estimate.json"))

    def columns(self, name: str, columns: list[str] | dict | None, where=None):
        """Some columns of a table, or expressions by name, as a ``pyarrow.Table``; ``where`` is a pyarrow expression."""
        return self.dataset(name).to_table(columns=columns, filter=where, **SPARING)

    def batches(self, name: str, columns: list[str] | dict | None, where=None) -> Iterator[pyarrow.RecordBatch]:
        """What :meth:`columns` gives, in input order and in pieces."""
        for batch in self.dataset(name).to_batches(columns=columns, filter=where, batch_size=BATCH, **SPARING):
            if batch.num_rows:
                yield batch

    def reports(self, ordinals: Collection[int]) -> dict[int, NoteReport]:
        """The reports of some notes by ordinal, as far as the tables hold them: minutes and allocations are not in it."""
        codes = self._by_note("codes", ordinals)
        elements = self._by_note("elements", ordinals)
        findings = self._by_note("findings", ordinals)
        return {
            row["ordinal"]: _report(row, codes.get(row["ordinal"], ()), elements.get(row["ordinal"], ()), findings.get(row["ordinal"], ()))
            for rows in self._by_note("notes", ordinals).values() for row in rows}

    def dataset(self, name: str):
        """A table as a ``pyarrow.dataset.Dataset``, to be read in pieces."""
        from pyarrow import dataset

        return dataset.dataset(self.tables[name]) if self.tables else dataset.dataset(self.path / f"{name}.parquet", format="parquet")

    def rows(self, name: str, columns: list[str] | None = None, ordinals: Collection[int] | None = None) -> Iterator[dict]:
        """The rows of a table in input order, streamed; only those of some notes where `ordinals` is given."""
        import pyarrow
        from pyarrow import dataset

        wanted = None if ordinals is None else dataset.field("ordinal").isin(pyarrow.array(sorted(ordinals), pyarrow.int64()))
        for batch in self.batches(name, columns, wanted):
            yield from batch.to_pylist()

    def _by_note(self, name: str, ordinals: Collection[int]) -> dict[int, list[dict]]:
        found: dict[int, list[dict]] = {}
        for row in self.rows(name, ordinals=ordinals):
            found.setdefault(row["ordinal"], []).append(row)
        return found


def finished_run(folder: Path | str) -> RunFolder:
    """The run in a folder, for what looks back at runs: comparing, sampling, explaining.

    Raises
    ------
    UsageError
        Where there is no finished run.
    """
    run = RunFolder.open(folder)
    if not run.manifest.get("finished"):
        raise UsageError(f"{folder}: its run was not finished: run the same `ptnotelint audit` again, it goes on where it stopped")
    return run


def finding_of(row: dict) -> Finding:
    """The finding that a row of ``findings.parquet`` holds."""
    waived = {name: row[f"waived_{name}"] for name in ("by", "reason", "expires")}
    return Finding(**{name: row[name] for name in list(FINDINGS)[2:13]}, authority=tuple(Authority(**each) for each in row["authority"] or ()),
                   waived=waived if any(waived.values()) else None, fingerprint=row["fingerprint"])


def _report(note: dict, codes, elements, findings) -> NoteReport:
    judged: dict[str, list[ElementReport]] = {}
    for row in elements:
        judged.setdefault(row["code"], []).append(ElementReport(
            row["element"], row["requirement"], row["status"], tuple(Evidence(**each) for each in row["evidence"] or ()),
            tuple(Refused(**each) for each in row["refused"] or ())))
    # a row adds up the lines of its code: one line stands for them
    reports = tuple(CodeReport(row["code"], (ClaimLine(0, row["units"], tuple(row["modifiers"] or ())),), row["units"], row["verdict"],
                               row["supported_units"], tuple(judged.get(row["code"], ()))) for row in codes)
    return NoteReport(note["note_id"], note["verdict"], note["text_sha256"], note["rules_date"], reports, tuple(map(finding_of, findings)),
                      note["path"], note["date_of_service"], note["payer"])


def _json(path: Path) -> dict | None:
    try:
        found = json.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        return None
    except (OSError, ValueError) as error:
        raise UsageError(f"{path}: cannot be read as JSON ({type(error).__name__}): run the command that makes it again") from None
    if not isinstance(found, dict):
        raise UsageError(f"{path}: holds no JSON object: run the command that makes it again")
    return found
