"""Wall time of linting one note from the command line, against starting Python with a blank spaCy pipeline."""

from __future__ import annotations

import argparse
import statistics
import subprocess
import sys
import time
from importlib.metadata import entry_points
from pathlib import Path

from measured import COMPILED, row

AIM = 1.15
ROOT = Path(__file__).parent.parent.parent
NOTE = ROOT / "corpora" / "examples" / "shoulder.txt"
LINT = ["-m", "ptnotelint", "lint", str(NOTE), "--code", "97110x2:GP", "--code", "97140:GP"]
BLANK = ["-c", "import spacy; spacy.blank('en')"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--repeats", type=int, default=15, help="pairs of runs (default 15)")
    options = parser.parse_args()
    for arguments in (LINT, BLANK):
        seconds(arguments)  # once for the disk's cache and the compiled modules
    pairs = []
    for repeat in range(options.repeats):
        order = (LINT, BLANK) if repeat % 2 == 0 else (BLANK, LINT)
        taken = {id(arguments): seconds(arguments) for arguments in order}
        pairs.append((taken[id(LINT)], taken[id(BLANK)]))
    lint, blank = (statistics.median(column) for column in zip(*pairs, strict=True))
    median = statistics.median(lint / blank for lint, blank in pairs)
    print(f"{options.repeats} pairs: lint {lint:.2f} s, blank spaCy {blank:.2f} s")
    if "ptnote_sections" in {point.name for point in entry_points(group="spacy_factories")}:
        print("note: ptnotelint is installed here, so a blank spaCy pipeline loads its components' module too")
    row("`ptnotelint lint` of one note / blank spaCy", median, AIM)


def seconds(arguments: list[str]) -> float:
    start = time.perf_counter()
    done = subprocess.run([sys.executable, *arguments], cwd=ROOT, env=COMPILED, capture_output=True, stdin=subprocess.DEVNULL)
    taken = time.perf_counter() - start
    if done.returncode not in (0, 1):
        raise SystemExit(done.stderr.decode(errors="replace"))
    return taken


if __name__ == "__main__":
    main()
