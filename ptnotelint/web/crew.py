"""The processes that lint: one note at a time each, so that no call can hold up the server or outlast its time."""

from __future__ import annotations

import asyncio
import contextlib
import json
import os
import sys
from collections.abc import AsyncIterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import ptnotelint
from ptnotelint.web.frames import packed, receive_frame
from ptnotelint.web.limits import Limits
from ptnotelint.web.problems import Problem

STREAM_BUFFER = 2**20
HOME = Path(ptnotelint.__file__).parent.parent


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of a process: ``head`` has ``status`` and ``type``; with ``more`` there are others to come."""

    head: dict
    body: bytes


class Crew:
    """Working processes, each with a linter of its own.

    Linting is pure Python, so threads would share one core with the server and could not be ended; a process can,
    and the server only moves bytes. See ``tests/benchmarks/bench_serve.py``.

    Parameters
    ----------
    options : dict
        What :meth:`Linter.load` takes, as JSON can hold it.
    size : int
        Processes; 2 or more keep one free for short notes while others work on large calls.
    """

    def __init__(self, options: dict, limits: Limits, size: int):
        # This package and no module that happens to lie in the working directory.
        self._command = [sys.executable, "-P", "-m", "ptnotelint.web.worker", json.dumps(options)]
        self._environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, (str(HOME), os.environ.get("PYTHONPATH"))))}
        self._limits, self._size = limits, size
        self._idle: asyncio.Queue[asyncio.subprocess.Process] = asyncio.Queue()
        self._large = asyncio.Semaphore(max(1, size - 1))
        self._all: set[asyncio.subprocess.Process] = set()
        self._starting: set[asyncio.Task] = set()
        self._closing = False

    def start(self) -> None:
        """Begin to start the processes; calls wait for the first that is ready."""
        for _ in range(self._size):
            self._start_one()

    async def stop(self) -> None:
        """End the processes: what they work on is done by then, for the server has answered its calls."""
        self._closing = True
        for task in self._starting:
            task.cancel()
        for process in self._all:
            process.stdin.close()
        for process in list(self._all):
            with contextlib.suppress(asyncio.TimeoutError):
                await asyncio.wait_for(process.wait(), 5)
            _end(process)
            await process.wait()

    async def answer(self, head: dict, body: bytes = b"") -> Reply:
        """The one reply to a call."""
        return [reply async for reply in self.replies(head, body, self._limits.call_seconds)][-1]

    async def replies(self, head: dict, body: bytes, seconds: float) -> AsyncIterator[Reply]:
        """Every reply to a call, as they come; a call over its time ends with a Problem, and so does its process."""
        async with contextlib.AsyncExitStack() as turn:
            try:
                async with asyncio.timeout(self._limits.wait_seconds):
                    if len(body) > self._limits.large:
                        await turn.enter_async_context(self._large)
                    process = await self._idle.get()
            except TimeoutError:
                raise Problem(503, "Too many calls are waiting. Try again in a moment.") from None
            done = False
            try:
                async with asyncio.timeout(seconds):
                    process.stdin.write(packed(head, body))
                    await process.stdin.drain()
                    while not done:
                        reply = Reply(*await receive_frame(process.stdout))
                        done = not reply.head.get("more")
                        yield reply
            except TimeoutError:
                raise Problem(422, f"This takes longer than the {seconds:g} seconds that one call may take. Send fewer or shorter notes.") from None
            except (asyncio.IncompleteReadError, BrokenPipeError, ConnectionResetError):
                raise Problem(500, "The process that worked on this ended. The others go on; try again.") from None
            finally:
                # A process that was left in the middle of an answer cannot take another call.
                self._idle.put_nowait(process) if done else self._replace(process)

    def _replace(self, process: asyncio.subprocess.Process) -> None:
        _end(process)
        self._all.discard(process)
        if not self._closing:
            self._start_one()

    def _start_one(self) -> None:
        task = asyncio.ensure_future(self._ready())
        self._starting.add(task)
        task.add_done_callback(self._starting.discard)

    async def _ready(self) -> None:
        # A group of its own: an interrupt at the terminal is the server's to heed, which lets the process finish.
        process = await asyncio.create_subprocess_exec(
            *self._command, stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE, limit=STREAM_BUFFER,
            env=self._environment, start_new_session=os.name == "posix")
        self._all.add(process)
        try:
            await receive_frame(process.stdout)
        except asyncio.IncompleteReadError:
            self._all.discard(process)
            print("ptnotelint: a working process could not start", file=sys.stderr)
            return
        self._idle.put_nowait(process)


def _end(process: asyncio.subprocess.Process) -> None:
    with contextlib.suppress(ProcessLookupError):
        process.kill()


def crew_size(cores: Sequence[int] | None = None) -> int:
    """Processes for this machine: one a core, at least 2 and at most 4; each takes some 200 MB.

    Examples
    --------
    >>> crew_size(range(1)), crew_size(range(16))
    (2, 4)
    """
    count = len(cores) if cores is not None else os.cpu_count() or 1
    return min(4, max(2, count))
