"""What an audit costs beside reading and linting, what a second worker process gains, and the memory of each process."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ptnotelint.linter import Linter
from ptnotelint.read.export import open_export


def read_and_lint(paths: list[str]) -> tuple[int, float]:
    """Notes, and the seconds that reading and linting them take in one process, loading left out."""
    linter = Linter.load()
    start, notes = time.perf_counter(), 0
    for note in open_export(paths).notes():
        linter.lint(note)
        notes += 1
    return notes, time.perf_counter() - start


def audit(paths: list[str], jobs: int) -> tuple[float, float]:
    """Seconds of an audit, and the largest resident size of its processes in MB."""
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "ptnotelint", "audit", *paths, "-o", str(Path(folder, "out")), "--jobs", str(jobs), "--progress", "none", "--fail-on", "never"]
        start = time.perf_counter()
        with subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
            said = running.stderr.read()
            _, status, used = os.wait4(running.pid, 0)
            running.returncode = os.waitstatus_to_exitcode(status)
        if running.returncode not in (0, 3):
            raise SystemExit(said.decode(errors="replace"))
        return time.perf_counter() - start, used.ru_maxrss / 1024


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("paths", nargs="+", help="an export, as make_export.py makes it")
    parser.add_argument("--repeats", type=int, default=3)
    options = parser.parse_args()
    overheads, gains = [], []
    for _ in range(options.repeats):
        notes, bare = read_and_lint(options.paths)
        one, size = audit(options.paths, 1)
        two, _ = audit(options.paths, 2)
        overheads.append(one / bare)
        gains.append(one / two)
        print(f"{notes:,} notes: read and lint {bare:.1f} s ({notes / bare:.0f} notes/s), audit with 1 job {one:.1f} s ({notes / one:.0f}), "
              f"with 2 {two:.1f} s ({notes / two:.0f}); largest process {size:.0f} MB", flush=True)
    overhead, gain = statistics.median(overheads), statistics.median(gains)
    print(f"audit with 1 job / (read + lint), seconds: {overhead:.2f}")
    print(f"2 jobs / 1 job, notes/s: {gain:.2f}")


if __name__ == "__main__":
    main()
