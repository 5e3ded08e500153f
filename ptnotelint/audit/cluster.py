"""The Dask engine: the same chunks linted by the workers of a cluster, to which ptnotelint is installed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import lru_cache
from threading import Lock

from ptnotelint.audit.chunks import PARTS_OF_ONE_LINTER, Chunk, Part, Work, load_linter, part_of
from ptnotelint.errors import PtnotelintError, UsageError

AHEAD = 2  # chunks waiting at each thread of the cluster, so that none is idle and few notes are on their way
ONE_AT_A_TIME = Lock()  # a linter, and the system's timer, are one a process


class DaskEngine:
    """Runs chunks on a Dask cluster.

    Parameters
    ----------
    work : Work
        Its paths must name the same files on every worker.
    address : str
        Of the scheduler.
    load : callable
        Makes the linter of ``work.options`` on each worker.

    Raises
    ------
    UsageError
        When Dask is not installed or no scheduler answers.

    Notes
    -----
    Notes travel from here to the workers, so the connection must be private. A note over its time limit ends the
    worker's process, which Dask's nanny starts again; when Dask gives a chunk up for that, its notes are sent one by one.
    """

    def __init__(self, work: Work, address: str, load=load_linter):
        self._work, self._address, self._load = work, address, load

    def __enter__(self) -> DaskEngine:
        try:
            from distributed import Client
        except ImportError:
            raise UsageError('--engine dask needs Dask: pip install "ptnotelint[dask]"') from None
        try:
            self._client = Client(self._address, timeout="10s", set_as_default=False)
        except (OSError, ValueError):
            raise UsageError(f"--scheduler {self._address}: no Dask scheduler answers there: check the address") from None
        return self

    def __exit__(self, *error) -> None:
        self._client.close()

    def tool(self) -> dict:
        """What a worker's linter says that it is."""
        if not self._client.nthreads():
            raise UsageError(f"--scheduler {self._address}: the cluster has no workers: start some")
        return self._result(self._client.submit(_tool, self._work, self._load, pure=False))

    def run(self, chunks: Iterable[Chunk]) -> Iterator[Part]:
        """The parts of the chunks, as they are done; few more chunks are taken than are worked on."""
        from distributed import as_completed

        coming, sent, given_up = iter(chunks), {}, []
        doing = as_completed(loop=self._client.loop)
        threads = max(1, sum(self._client.nthreads().values()))

        def send(chunk: Chunk) -> None:
            future = self._submit(chunk)
            sent[future] = chunk
            doing.add(future)

        for _, chunk in zip(range(AHEAD * threads), coming):
            send(chunk)
        for future in doing:
            chunk, part = sent.pop(future), self._result(future)
            if part is None:
                given_up.append(chunk)
            else:
                yield part
            if (chunk := next(coming, None)) is not None:
                send(chunk)
        # Dask suspects all that waited at a dead worker; when nothing else is under way, only the guilty are left to suspect.
        for chunk in given_up:
            yield self._one_by_one(chunk)

    def _submit(self, chunk: Chunk):
        return self._client.submit(_part, chunk, self._work, self._load, pure=False)

    @staticmethod
    def _result(future):
        """What was made of a task, or None where it ended one worker after the other."""
        from distributed import KilledWorker

        try:
            return future.result()
        except KilledWorker:
            return None
        except PtnotelintError:
            raise
        except Exception as error:
            # the kind without the message, which may quote a note
            raise PtnotelintError(f"the Dask cluster could not do its work ({type(error).__name__}): do its workers have this version of ptnotelint?") from None

    def _one_by_one(self, chunk: Chunk) -> Part:
        """The part of a chunk that kills its workers, without the notes that do."""
        killers = {ordinal: "it ended its process, or took too long" for ordinal, note in enumerate(chunk.notes, chunk.first)
                   if self._result(self._submit(Chunk(ordinal, (note,)))) is None}
        part = self._result(self._submit(replace(chunk, failed=killers)))
        if part is None:
            raise PtnotelintError("the Dask cluster loses its workers whatever they are given: see its own log")
        return part


def _tool(work: Work, load) -> dict:
    with ONE_AT_A_TIME:
        return _linter(load, tuple(work.options.items())).tool


def _part(chunk: Chunk, work: Work, load) -> Part:
    with ONE_AT_A_TIME:
        if _linter.cache_info().hits >= PARTS_OF_ONE_LINTER:
            _linter.cache_clear()
        return part_of(_linter(load, tuple(work.options.items())), chunk, work)


@lru_cache(maxsize=1)
def _linter(load, options: tuple):
    """The linter of this process, built once for the same options."""
    return load(dict(options))
