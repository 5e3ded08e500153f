"""What an audit costs beside reading and linting, what a second worker process gains, and the memory of each process."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from dataclasses import dataclass
from pathlib import Path

from measured import row

from ptnotelint.linter import Linter
from ptnotelint.read.export import open_export

AIMS = ((1.25, False), (1.25, False), (1.7, True))  # of each ratio, and whether it is the least


@dataclass(frozen=True, slots=True)
class Taken:
    """Seconds by the clock and of processor time, and the largest resident size of a process in MB."""

    seconds: float
    processor: float
    size: float = 0.0


def read_and_lint(paths: list[str]) -> tuple[int, Taken]:
    """Notes, and what reading and linting them takes in one process, loading left out."""
    linter = Linter.load()
    start, before, notes = time.perf_counter(), time.process_time(), 0
    for note in open_export(paths).notes():
        linter.lint(note)
        notes += 1
    return notes, Taken(time.perf_counter() - start, time.process_time() - before)


def audit(paths: list[str], jobs: int) -> Taken:
    """What an audit takes, all of its processes together."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ptnotelint", "audit", *paths, "-o", str(Path(folder, "out")), "--jobs", str(jobs), "--progress", "none", "--fail-on", "never"]
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
            said = running.stderr.read()
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode not in (0, 3):
            raise SystemExit(said.decode(errors="replace"))
        return Taken(time.perf_counter() - start, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", help="an export, as make_export.py makes it")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    ratios = {"audit with 1 job / (read + lint)": [], "the same, processor time": [], "2 jobs / 1 job, notes/s": []}
    for _ in range(options.repeats):
        notes, bare = read_and_lint(options.paths)
        one, two = audit(options.paths, 1), audit(options.paths, 2)
        for name, ratio in zip(ratios, (one.seconds / bare.seconds, one.processor / bare.processor, one.seconds / two.seconds)):
            ratios[name].append(ratio)
        rates = (f"{words} {notes / taken.seconds:.0f} notes/s ({taken.processor:.1f} s of processor time)"
                 for words, taken in (("read and lint", bare), ("audit with 1 job", one), ("with 2", two)))
        print(f"{notes:,} notes: {', '.join(rates)}; largest process {max(one.size, two.size):.0f} MB", flush=True)
    for (name, found), (aim, least) in zip(ratios.items(), AIMS, strict=True):
        row(name, statistics.median(found), aim, least)


if __name__ == "__main__":
    main()
