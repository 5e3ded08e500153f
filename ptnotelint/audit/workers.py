"""The local engine: worker processes that each build a linter once, and are replaced when one dies."""

from __future__ import annotations

import signal
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait

from ptnotelint.audit.chunks import PARTS_OF_ONE_LINTER, Chunk, Part, Work, part_of
from ptnotelint.errors import PtnotelintError
from ptnotelint.starting import start_linter

TRIES = 2  # a note whose process died twice is what killed it; once may have been anybody


class WorkerError(PtnotelintError):
    """Worker processes cannot be kept alive, whatever they are given."""


@dataclass(slots=True)
class _Worker:
    process: object
    connection: Connection
    tool: dict | None = None
    chunk: Chunk | None = None
    note: int | None = None
    """Ordinal of the note in work."""
    parts: int = 0


class LocalEngine:
    """Runs chunks through processes of this machine.

    Parameters
    ----------
    work : Work
    jobs : int
        How many processes.
    load : callable
        Makes the linter of ``work.options`` in each of them.

    Notes
    -----
    Use it in a ``with`` statement: leaving it ends every process.
    """

    def __init__(self, work: Work, jobs: int, load: Callable = start_linter):
        self._work, self._jobs, self._load = work, jobs, load
        self._workers: list[_Worker] = []
        self._deaths = Counter()

    def __enter__(self) -> LocalEngine:
        return self

    def __exit__(self, *error) -> None:
        for worker in self._workers:
            self._end(worker)
        self._workers.clear()

    def tool(self) -> dict:
        """What the first worker says that it is; it waits for work from then on."""
        while not (self._workers and self._workers[0].tool):
            self._workers = [worker for worker in self._workers if not worker.connection.closed] or [self._new()]
            self._hear(self._workers[0])
        return self._workers[0].tool

    def run(self, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """The parts of the chunks, as they are done; no more chunks are taken than are worked on."""
        coming, again = iter(chunks), deque()
        while True:
            self._give(coming, again)
            if not self._workers:
                return
            for connection in wait([worker.connection for worker in self._workers]):
                worker = next(each for each in self._workers if each.connection is connection)
                part = self._hear(worker)
                if worker.connection.closed and worker.chunk is not None:
                    again.append(self._blamed(worker))
                if part is not None:
                    yield part

    def _give(self, coming: Iterator[Chunk], again: deque[Chunk]) -> None:
        """Give every idle worker a chunk, start workers while there are chunks, and end those there are none for."""
        self._workers = [worker for worker in self._workers if not worker.connection.closed]
        idle = [worker for worker in self._workers if worker.chunk is None]
        while idle or len(self._workers) < self._jobs:
            chunk = again.popleft() if again else next(coming, None)
            if chunk is None:
                break
            if idle:
                worker = idle.pop()
            else:
                worker = self._new()
                self._workers.append(worker)
            worker.chunk, worker.note = chunk, None
            if worker.tool is not None:
                self._send(worker)
        for worker in idle:
            self._end(worker)
            self._workers.remove(worker)

    def _hear(self, worker: _Worker) -> Part | None:
        """Take one message: an ordinal begun, a tool, a part, or a fault that ends the run."""
        try:
            said = worker.connection.recv()
        except (EOFError, OSError):
            self._buried(worker)
            return None
        if isinstance(said, Exception):
            raise said
        if isinstance(said, int):
            worker.note = said
        elif isinstance(said, dict):
            worker.tool = said
            if worker.chunk is not None:
                self._send(worker)
        else:
            worker.chunk = worker.note = None
            worker.parts += 1
            self._deaths[None] = 0
            if worker.parts == PARTS_OF_ONE_LINTER:
                self._end(worker)
            return said
        return None

    def _send(self, worker: _Worker) -> None:
        with suppress(OSError):  # a dead worker is noticed when it is next listened to
            worker.connection.send(worker.chunk)

    def _buried(self, worker: _Worker) -> None:
        worker.process.join()
        worker.connection.close()
        if worker.note is None:
            self._deaths[None] += 1
            if self._deaths[None] > TRIES * self._jobs:
                raise WorkerError(f"a worker process ended before its first note ({_cause(worker, self._work.limit)}): is memory short? Try fewer --jobs.")

    def _blamed(self, worker: _Worker) -> Chunk:
        """The dead worker's chunk, without the note in work where that has now killed often enough."""
        if worker.note is None:
            return worker.chunk
        self._deaths[worker.note] += 1
        if self._deaths[worker.note] < TRIES:
            return worker.chunk
        return replace(worker.chunk, failed={**worker.chunk.failed, worker.note: _cause(worker, self._work.limit)})

    def _new(self) -> _Worker:
        context = get_context("spawn")  # nothing of this process is carried over, and no lock of it either
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs, self._work, self._load), daemon=True)
        with _without_interrupts():
            process.start()
        theirs.close()
        return _Worker(process, ours)

    @staticmethod
    def _end(worker: _Worker) -> None:
        worker.connection.close()
        worker.process.kill()
        worker.process.join()


def _serve(connection: Connection, work: Work, load: Callable) -> None:
    """A worker's life: build the linter, then a part for every chunk until nobody asks any more."""
    try:
        linter = load(work.options)
        connection.send(linter.tool)
        while True:
            connection.send(part_of(linter, connection.recv(), work, connection.send))
    except (EOFError, OSError):
        return  # whoever asked has gone
    except PtnotelintError as error:
        connection.send(error)
    except Exception as error:
        at = error.__traceback__
        while at.tb_next is not None:
            at = at.tb_next
        # the kind and place without the message, which may quote a note
        connection.send(WorkerError(f"internal error: {type(error).__name__} in {at.tb_frame.f_code.co_name}, line {at.tb_lineno}"))


@contextmanager
def _without_interrupts() -> Iterator[None]:
    """A process started meanwhile never hears Ctrl-C: this one does, and ends the others itself."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, [signal.SIGINT])
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)


def _cause(worker: _Worker, limit: float | None) -> str:
    """Why a process ended, in words."""
    code = worker.process.exitcode
    if hasattr(signal, "SIGALRM") and code == -signal.SIGALRM:
        return f"it took over {limit:g} s"
    return f"it ended its process ({signal.Signals(-code).name if code < 0 else f'status {code}'})"
