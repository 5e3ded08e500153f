"""An audit killed again and again at random moments, against one that nobody disturbed: the same bytes in the end.

Each go is killed, with all of its processes, after a random stretch of time that grows until the audit gets on; what it
takes to the end is compared file by file. Killing stops after the number asked for, and the last go runs to its end. With
``--fake-linter`` the notes are judged by the tests' linter without language, so that what is killed is the audit itself and
seldom the start of spaCy.
"""

from __future__ import annotations

import argparse
import os
import random
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

PROGRAM, FAKE = ("-m", "ptnotelint"), (str(Path(__file__).parent.parent / "fake_audit.py"),)


def command(program: tuple[str, ...], paths: list[str], out: Path, jobs: int) -> list[str]:
    return [sys.executable, *program, "audit", *paths, "-o", str(out), "--jobs", str(jobs), "--progress", "none", "--fail-on", "never"]


def run(program: tuple[str, ...], paths: list[str], out: Path, jobs: int, seconds: float | None = None) -> bool:
    """One go; true when it ended before it was killed."""
    with subprocess.Popen(command(program, paths, out, jobs), start_new_session=True, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        try:
            said = running.communicate(timeout=seconds)[1]
        except subprocess.TimeoutExpired:
            os.killpg(running.pid, signal.SIGKILL)
            return False
    if running.returncode not in (0, 3):
        raise SystemExit(f"the audit failed with {running.returncode}:\n{said.decode(errors='replace')}")
    return True


def done(out: Path) -> int:
    """Parts that are there."""
    return len(list(out.glob("parts/*.parquet")))


def contents(out: Path) -> dict[str, bytes]:
    return {str(path.relative_to(out)): path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}


def compare(whole: Path, killed: Path) -> None:
    first, second = contents(whole), contents(killed)
    if differing := sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name)):
        raise SystemExit(f"DIFFERENT: {', '.join(differing)}")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, help="where the two runs go; must not be there yet")
    parser.add_argument("paths", nargs="+", help="input of the audit")
    parser.add_argument("--kills", type=int, default=20)
    parser.add_argument("--jobs", type=int, default=2)
    parser.add_argument("--seed", type=int, default=0)
    parser.add_argument("--fake-linter", dest="program", action="store_const", const=FAKE, default=PROGRAM)
    options = parser.parse_args()
    options.folder.mkdir()
    whole, killed = options.folder / "undisturbed", options.folder / "killed"

    start = time.perf_counter()
    run(options.program, options.paths, whole, options.jobs)
    taken = time.perf_counter() - start
    print(f"undisturbed: {taken:.1f} s", flush=True)
    chance, kills, parts = random.Random(options.seed), 0, 0
    # Up to twice a fair share of the way, so that some kills fall into starting, some into linting and some into the end.
    reach = usual = 2 * taken / options.kills + 3
    while kills < options.kills:
        if run(options.program, options.paths, killed, options.jobs, chance.uniform(0.1, reach)):
            compare(whole, killed)
            print("finished before it was killed: begun again", flush=True)
            shutil.rmtree(killed)
            reach, parts = usual, 0
            continue
        reach = usual if done(killed) > parts else 1.5 * reach  # a slow start must not use up every go
        parts = done(killed)
        kills += 1
        print(f"kill {kills}: {parts} parts", flush=True)
    run(options.program, options.paths, killed, options.jobs)
    compare(whole, killed)
    print(f"{kills} kills, the same bytes: {', '.join(contents(whole))}")


if __name__ == "__main__":
    main()
