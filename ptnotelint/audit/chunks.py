"""What goes to a worker and what comes back: a stretch of the input, and its part of the result."""

from __future__ import annotations

import io
import signal
from collections.abc import Callable, Container, Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field

from ptnotelint.audit.partition import partition
from ptnotelint.audit.tables import nested_rows
from ptnotelint.note import Note

CHUNK = 100  # notes of one part: a second or two of work, which is what a kill can cost
# A vocabulary grows with every new word, up to some kB a note: after so many parts a linter makes way for a new one.
PARTS_OF_ONE_LINTER = 50
COMPRESSION = "zstd"


def load_linter(options: dict):
    """The linter, imported where it is needed."""
    from ptnotelint.linter import Linter

    return Linter.load(**options)


@dataclass(frozen=True, slots=True)
class Work:
    """How every chunk is linted.

    Parameters
    ----------
    options : dict
        What :meth:`Linter.load` takes.
    limit : float or None
        Seconds that one note may take; a process that takes longer over one is ended by the system.
    """

    options: dict
    limit: float | None = None

    @property
    def excerpts(self) -> str:
        return self.options.get("excerpts", "full")


@dataclass(frozen=True, slots=True)
class Chunk:
    """Notes that stand together in the input, from the ordinal `first` on; `failed` as :func:`partition` takes it."""

    first: int
    notes: tuple[Note, ...]
    failed: Mapping[int, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Part:
    """What a chunk gave: a Parquet file of :func:`part_schema`, with what its maker was and had to say."""

    first: int
    notes: int
    findings: int
    content: bytes
    warnings: tuple[str, ...]
    tool: dict


def chunks_of(notes: Iterable[Note], done: Container[int], size: int = CHUNK) -> Iterator[Chunk]:
    """Cut a stream into chunks, without those whose first ordinal is in `done`.

    Examples
    --------
    >>> [(chunk.first, len(chunk.notes)) for chunk in chunks_of([Note("")] * 5, done={2}, size=2)]
    [(0, 2), (4, 1)]
    """
    held: list[Note] = []
    first = 0
    for note in notes:
        held.append(note)
        if len(held) == size:
            if first not in done:
                yield Chunk(first, tuple(held))
            first += size
            held = []
    if held and first not in done:
        yield Chunk(first, tuple(held))


def part_of(linter, chunk: Chunk, work: Work, started: Callable[[int], None] = lambda ordinal: None) -> Part:
    """Lint a chunk, each of its notes within the time limit."""
    import pyarrow.parquet

    @contextmanager
    def judging(ordinal: int) -> Iterator[None]:
        started(ordinal)
        with _limited(work.limit):
            yield

    table = partition(linter, chunk.notes, chunk.first, excerpts=work.excerpts, failed=chunk.failed, judging=judging)
    content = io.BytesIO()
    pyarrow.parquet.write_table(table, content, compression=COMPRESSION, write_page_checksum=True)
    warnings, linter.warnings[:] = tuple(linter.warnings), []
    return Part(chunk.first, table.num_rows, len(nested_rows(table, "findings")), content.getvalue(), warnings, linter.tool)


@contextmanager
def _limited(seconds: float | None) -> Iterator[None]:
    """A timer that the system keeps and that ends this process: a hanging C loop heeds nothing else.

    Systems without such timers (Windows) have no limit.
    """
    if not seconds or not hasattr(signal, "setitimer"):
        yield
        return
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        yield
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
