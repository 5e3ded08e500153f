"""From the paths of an audit to its export: what was read and recognised, and the notes as often as they are asked for."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from dataclasses import asdict, dataclass

from ptnotelint.audit.manifest import fingerprint_of
from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.sources import note_files, read_paths


@dataclass(frozen=True, slots=True)
class Reconciliation:
    files: int = 0
    notes: int = 0
    billed_lines: int = 0
    notes_without_charges: int = 0
    unreadable: tuple[dict, ...] = ()
    recognised: tuple[str, ...] = ()

    def as_dict(self) -> dict:
        return asdict(self) | {"unreadable": list(self.unreadable)}


@dataclass(frozen=True, slots=True)
class Export:
    reconciliation: Reconciliation
    notes: Callable[[], Iterator[Note | UnreadableError]]
    inputs: list[dict]


def open_export(paths: Sequence[str], *, mapping: dict, stdin, max_note_size: int, warn: Callable[[str], None]) -> Export:
    def notes(warn=lambda warning: None):
        return read_paths(paths, stdin=stdin, max_note_size=max_note_size, warn=warn)

    unreadable, count, lines, without = [], 0, 0, 0
    for found in notes(warn):
        if isinstance(found, UnreadableError):
            unreadable.append({"path": found.path, "line": found.line, "reason": found.reason})
        else:
            count, lines, without = count + 1, lines + len(found.billed or ()), without + (found.billed is None)
    files = [file for path in paths for file in (note_files(path) if os.path.isdir(path) else [path]) if os.path.isfile(file)]
    inputs = [{"path": file, "bytes": os.path.getsize(file), "sha256": fingerprint_of(file)["sha256"]} for file in files]
    return Export(Reconciliation(len(files), count, lines, without, tuple(unreadable)), notes, inputs)
