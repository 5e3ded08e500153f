"""What help, version, explanations and wrong usage take, against Python with click and nothing else."""

from __future__ import annotations

import argparse
import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

from measured import COMPILED, row

AIM = 3.0
ROOT = Path(__file__).parent.parent.parent
CLICK = ("-c", "import click")
COMMANDS = {"--help": 0, "--version": 0, "lint --help": 0, "explain 97110": 0, "explain 97110/volume": 0, "explain 9711": 2, "lnt": 2, "lint --nope": 2, "lint --code 9711 x.txt": 2}


def taken(*arguments: str, status: int = 0) -> tuple[float, float]:
    """Seconds by the clock and of processor time of one run."""
    start = time.perf_counter()
    with subprocess.Popen([sys.executable, *arguments], cwd=ROOT, env=COMPILED, stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE) as running:
        said = running.stderr.read()
        _, ended, used = os.wait4(running.pid, 0)
        running.returncode = os.waitstatus_to_exitcode(ended)
    if running.returncode != status:
        raise SystemExit(f"{' '.join(arguments)}: {running.returncode}\n{said.decode(errors='replace')}")
    return time.perf_counter() - start, used.ru_utime + used.ru_stime


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=9, help="runs of each, turn about (default 9)")
    options = parser.parse_args()
    commands = {words: ("-m", "ptnotelint", *words.split()) for words in COMMANDS}
    taken(*CLICK)
    runs = [(taken(*CLICK), {words: taken(*command, status=COMMANDS[words]) for words, command in commands.items()}) for _ in range(options.repeats)]
    print(f"{options.repeats} rounds: python -c 'import click' {statistics.median(click[0] for click, _ in runs):.3f} s")
    ratios = {words: tuple(statistics.median(each[words][at] / click[at] for click, each in runs) for at in (0, 1)) for words in commands}
    for words, (clock, processor) in ratios.items():
        print(f"  {words:24} {clock:.2f} times as long, {processor:.2f} of processor time")
    met = [row(f"help, version, explanations, wrong usage / `import click`, the slowest{kind}", max(ratio[at] for ratio in ratios.values()), AIM)
           for at, kind in enumerate(("", "; processor time"))]
    sys.exit(not met[0])


if __name__ == "__main__":
    main()
