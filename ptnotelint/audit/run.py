"""One audit from its input to its folder: begun, gone on with, finished."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from ptnotelint.audit.chunks import Chunk, Part, chunks_of
from ptnotelint.audit.manifest import begun, differences, fingerprint_of, pseudonymised_manifest
from ptnotelint.audit.merge import merge
from ptnotelint.audit.work_folder import WorkFolder
from ptnotelint.codebook import Codebook
from ptnotelint.errors import ChangedError, UnreadableError, UsageError
from ptnotelint.keys import pseudonymised_finding, read_key
from ptnotelint.note import BilledLine, Note
from ptnotelint.rules.findings import key_of
from ptnotelint.waivers import Waivers

if TYPE_CHECKING:
    from ptnotelint.read.export import Export


class Engine(Protocol):
    """What makes parts of chunks: processes of this machine, or a cluster."""

    def tool(self) -> dict: ...

    def run(self, chunks: Iterator[Chunk]) -> Iterator[Part]: ...


class Watch(Protocol):
    """What is told how a run goes on."""

    def begin(self, notes: int, done: int, findings: int) -> None: ...

    def advance(self, part: Part) -> None: ...

    def warn(self, message: str) -> None: ...


@dataclass(frozen=True, slots=True)
class Order:
    """What an audit was asked to do.

    Parameters
    ----------
    out : Path
    linter : dict
        What :meth:`Linter.load` takes.
    options : dict
        The audit's own options, as the manifest names them; what may change between two goes is not among them.
    command : str
        The command as a user would repeat it.
    configuration : list of dict
        Path and hash of each file besides the input that decides what is found.
    codes : tuple of BilledLine
        Billed with every note whose record states no lines.
    fresh : bool
        Throw away what an earlier run left.
    """

    out: Path
    linter: dict
    options: dict
    command: str
    configuration: list[dict]
    codes: tuple[BilledLine, ...] = ()
    fresh: bool = False


def audit_into(order: Order, export: Export, engine: Engine, watch: Watch) -> tuple[dict, bool]:
    """Run an audit, or the rest of it.

    Returns
    -------
    tuple of dict and bool
        The manifest, and whether the run was finished before.

    Raises
    ------
    UsageError
        When the folder holds another run's results, is in use, or is no audit's.
    """
    with WorkFolder(order.out) as folder:
        earlier = None if order.fresh else folder.manifest()
        manifest = begun(engine.tool(), order.options, order.command, export.inputs, order.configuration, export.reconciliation.as_dict())
        if order.linter.get("pseudonymise"):
            manifest = pseudonymised_manifest(manifest, read_key(order.linter["key_file"]))
        if earlier is None:
            folder.begin(manifest)
        else:
            _same_run(order.out, earlier, manifest)
            if earlier["finished"]:
                folder.remove_parts()
                return earlier, True
        named: list[str | None] = []
        _lint(order, export, engine, folder, watch, manifest["tool"], named)
        _finish(order, folder, manifest, named)
    return manifest, False


def _same_run(out: Path, earlier: dict, now: dict) -> None:
    if found := differences(earlier, now):
        state = "finished" if earlier.get("finished") else "begun"
        raise UsageError(f"-o {out}: an audit was {state} there with other input or options ({'; '.join(found)}): "
                         "choose another folder, or add --fresh to throw its results away")


def _lint(order: Order, export: Export, engine: Engine, folder: WorkFolder, watch: Watch, tool: dict, named: list[str | None]) -> None:
    """Make the parts that are not there yet; of a run with pseudonyms, `named` takes the ids of all notes, which then stand nowhere else."""
    findings = folder.remove_damaged()
    done = folder.parts()
    total = export.reconciliation.notes
    watch.begin(total, sum(_size(path) for path in done.values()), findings)
    said = set()
    for part in engine.run(chunks_of(_notes(export, order, named), done)):
        if part.tool != tool:
            raise UsageError("a worker has another version, codebook or model than the first: make them alike")
        folder.keep(part)
        for warning in part.warnings:
            if warning not in said:
                said.add(warning)
                watch.warn(warning)
        watch.advance(part)
    try:
        export.check_unchanged()
        for each in order.configuration:
            if fingerprint_of(Path(each["path"])) != each:
                raise ChangedError(each["path"])  # worker processes read it when they begin, some late
        if sum(_size(path) for path in folder.parts().values()) != total:
            raise ChangedError(f"the input or {folder.path}")  # a file that could not be read this time, or a part that is gone
    except ChangedError:
        folder.remove_parts()  # nobody can tell which of them are of what is there now
        raise


def _finish(order: Order, folder: WorkFolder, manifest: dict, named: list[str | None]) -> None:
    """Tables, then reports of them, then the word that all is there: killed in between, it is done again from the parts."""
    from ptnotelint.audit.deliver import write_reports

    late, not_checked = _across(order, _Features(folder, named))
    summary, tables = merge(folder.read_parts(), folder.path, late)
    summary["unreadable"] = len(manifest["reconciliation"]["unreadable"])
    manifest |= {"summary": summary, "tables": tables, "not_checked": not_checked}
    folder.write_manifest(manifest)
    write_reports(folder.path, order.options["excerpts"], codebook=order.linter["codebook"])
    manifest["finished"] = True
    folder.write_manifest(manifest)
    folder.remove_parts()


def _across(order: Order, rows: _Features):
    """What only the notes together show, and what could not be looked at."""
    from ptnotelint.audit.across import across_findings
    from ptnotelint.audit.late_waivers import late_waived

    options = order.linter
    book, key = Codebook.load(options["codebook"]), key_of(options["key_file"])
    late, notices = across_findings(rows, book, key, profile=options["payer"], select=options["select"], ignore=options["ignore"])
    if options.get("waivers"):
        late = late_waived(late, Waivers.load(options["waivers"]), rows, book, key, options["date"])
        late = [(ordinal, pseudonymised_finding(finding, key)) for ordinal, finding in late] if options.get("pseudonymise") else late
    return late, notices


@dataclass(frozen=True, slots=True)
class _Features:
    """The rows that are compared between notes, read from the parts whenever they are gone over.

    Where the parts hold pseudonyms, `named` has the notes' own ids by ordinal: fingerprints and waivers go by these.
    """

    folder: WorkFolder
    named: list[str | None]

    def __iter__(self) -> Iterator[dict]:
        for part in self.folder.read_parts(["features"]):
            for row in part["features"].to_pylist():
                yield row | {"note_id": self.named[row["ordinal"]]} if self.named else row


def _notes(export: Export, order: Order, named: list[str | None]) -> Iterator[Note]:
    for found in export.notes():
        if not isinstance(found, UnreadableError):
            if order.linter.get("pseudonymise"):
                named.append(found.note_id)
            yield replace(found, billed=order.codes) if order.codes and found.billed is None else found


def _size(part: Path) -> int:
    """How many notes a part's name says are in it."""
    first, last = part.stem.split("-")
    return int(last) - int(first) + 1
