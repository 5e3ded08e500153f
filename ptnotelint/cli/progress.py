"""How far a long run is, on standard error: a bar on a terminal, a line now and then in a log, or nothing."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable

import click

PROGRESS = ("auto", "plain", "none")
SECONDS = 10.0  # between two lines of a log


def progress(kind: str) -> Progress:
    """What shows a run's progress: ``plain``, ``none``, or ``auto``, which is a bar where a terminal shows it."""
    if kind == "plain":
        return PlainProgress()
    return Bar() if kind == "auto" and sys.stderr.isatty() else Progress()


class Progress:
    """Counts, and shows nothing but warnings."""

    def __init__(self, clock: Callable[[], float] = time.monotonic):
        self._clock = clock
        self.total = self.done = self.before = self.findings = 0
        self._start = 0.0

    def __enter__(self) -> Progress:
        return self

    def __exit__(self, *error) -> None:
        self.end()

    def begin(self, notes: int, done: int, findings: int) -> None:
        """Say how many notes there are, how many an earlier go has done and how many findings that gave."""
        self.total, self.done, self.before, self.findings, self._start = notes, done, done, findings, self._clock()

    def advance(self, part) -> None:
        """Count a part."""
        self.done += part.notes
        self.findings += part.findings

    def warn(self, message: str) -> None:
        click.echo(f"warning: {message}", err=True)

    def end(self) -> None:
        """Nothing is shown, so nothing ends."""

    def rate(self) -> float:
        """Notes a second of this go."""
        seconds = self._clock() - self._start
        return (self.done - self.before) / seconds if seconds > 0 else 0.0

    def line(self) -> str:
        """Notes done, rate, time left and findings so far, in words.

        Examples
        --------
        >>> progress = Progress(clock=iter([0.0, 10.0]).__next__)
        >>> progress.begin(3000, 0, 0)
        >>> progress.done, progress.findings = 1000, 421
        >>> progress.line()
        '1,000 of 3,000 notes, 100 notes/s, 0:20 left, 421 findings'
        """
        rate = self.rate()
        pace = f", {rate:,.0f} notes/s" if rate else ""
        left = f", {clock_words((self.total - self.done) / rate)} left" if rate and self.done < self.total else ""
        return f"{self.done:,} of {self.total:,} notes{pace}{left}, {self.findings:,} findings"


class PlainProgress(Progress):
    """A line at the beginning, every ten seconds and at the end."""

    def begin(self, notes: int, done: int, findings: int) -> None:
        super().begin(notes, done, findings)
        self._shown = self._start
        going_on = f", {done:,} of them done before" if done else ""
        click.echo(f"{notes:,} notes{going_on}", err=True)

    def advance(self, part) -> None:
        super().advance(part)
        now = self._clock()
        if now - self._shown >= SECONDS or self.done == self.total:
            self._shown = now
            click.echo(self.line(), err=True)


class Bar(Progress):
    """A bar that is drawn over, for terminals."""

    _bar = None

    def begin(self, notes: int, done: int, findings: int) -> None:
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as RichProgress

        super().begin(notes, done, findings)
        shown = TextColumn("{task.fields[line]}")
        self._bar = RichProgress(BarColumn(), MofNCompleteColumn(), TimeRemainingColumn(), shown, console=Console(stderr=True))
        self._task = self._bar.add_task("", total=notes, completed=done, line="starting")
        self._bar.start()

    def advance(self, part) -> None:
        super().advance(part)
        self._bar.update(self._task, completed=self.done, line=f"{self.rate():,.0f} notes/s, {self.findings:,} findings")

    def warn(self, message: str) -> None:
        self._bar.console.print(f"warning: {message}", markup=False, highlight=False)

    def end(self) -> None:
        if self._bar is not None:
            self._bar.stop()


def clock_words(seconds: float) -> str:
    """A stretch of time as clocks show it.

    Examples
    --------
    >>> clock_words(75), clock_words(3675)
    ('1:15', '1:01:15')
    """
    minutes, rest = divmod(round(seconds), 60)
    hours, minutes = divmod(minutes, 60)
    return f"{hours}:{minutes:02}:{rest:02}" if hours else f"{minutes}:{rest:02}"
