"""How much faster a whole lint is than other libraries' pipelines on the same notes, each in an environment of its own.

    PYTHONPATH=. python tests/benchmarks/bench_peers.py ENVIRONMENTS

The environments are made in the folder ENVIRONMENTS where they are not there yet, which needs a package index. The libraries are set up as their
documentation does, without medspaCy's debugging log: each looks for the same names of care (exercises, tasks, techniques, modalities) and says of each that it finds whether it is
denied, and so on. Processor time is compared, for the machine may do other work; all take turns on the same notes.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import time
import venv
from contextlib import ExitStack
from pathlib import Path

from measured import row
from unrepeated_notes import unrepeated_notes

from ptnotelint.lexicon.compiled import load_lexicon
from ptnotelint.linter import Linter

PEERS = {"negspacy": "1.1.0", "edsnlp": "0.23.0", "medspacy": "1.3.1"}
CARE = frozenset({"exercise", "activity", "gait", "technique", "modality", "needling"})
AIM_BETTER, AIM_MEDSPACY = 4.0, 60.0


class Peer:
    """A library at work in a process of its own."""

    def __init__(self, name: str, folder: Path, work: Path):
        self.name = name
        command = [environment(name, folder), str(Path(__file__).with_name("peer.py")), name, str(work)]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, env={**os.environ, "LOGURU_LEVEL": "ERROR"})
        self.pipes = self._said()

    def __enter__(self) -> Peer:
        return self

    def __exit__(self, *_failure) -> None:
        self.process.stdin.close()
        self.process.wait()

    def _said(self):
        for line in self.process.stdout:
            if line.startswith("["):
                return json.loads(line)
        raise SystemExit(f"{self.name} failed: {self.process.wait()}")

    def seconds(self, first: int, last: int) -> float:
        """Processor time of the notes from one to before another."""
        self.process.stdin.write(f"{first} {last}\n")
        self.process.stdin.flush()
        taken, found = self._said()
        if not found:
            raise SystemExit(f"{self.name} found no name of care: it is not set up as it should be")
        return taken


def environment(name: str, folder: Path) -> str:
    """The Python of a library's own environment, made if need be."""
    place = folder / name
    python = place / "bin" / "python"
    if subprocess.run([python, "-c", f"import {name}"], capture_output=True).returncode if python.exists() else True:
        venv.create(place, with_pip=True)
        subprocess.run([python, "-m", "pip", "install", "--quiet", f"{name}=={PEERS[name]}"], check=True)
    return str(python)


def terms() -> list[str]:
    """The vocabulary's names of care, in words; that a term may be hyphenated or plural only the linter knows."""
    lexicon = load_lexicon()
    return sorted({term.replace("-", " ") for waiting in lexicon["words"].values() for number, term in waiting if lexicon["lists"][number][0] in CARE})


def linted(linter: Linter, notes) -> float:
    start = time.process_time()
    for _ in linter.pipe(notes):
        pass
    return time.process_time() - start


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", type=Path, metavar="ENVIRONMENTS")
    parser.add_argument("--notes", type=int, default=100, help="notes a repeat (default 100)")
    parser.add_argument("--repeats", type=int, default=3, help="repeats, each on notes of its own (default 3)")
    options = parser.parse_args()
    options.folder.mkdir(parents=True, exist_ok=True)
    notes, linter = unrepeated_notes(options.notes * (options.repeats + 1)), Linter.load()
    linted(linter, notes[-options.notes:])
    work = options.folder / "work.json"
    work.write_text(json.dumps({"terms": terms(), "texts": [note.text for note in notes]}), encoding="utf-8")
    ratios: dict[str, list[float]] = {name: [] for name in PEERS}
    with ExitStack() as stack:
        peers = [stack.enter_context(Peer(name, options.folder, work)) for name in PEERS]
        for peer in peers:
            print(f"{peer.name} {PEERS[peer.name]}: {', '.join(peer.pipes)}", flush=True)
        for repeat in range(options.repeats):
            first, last = repeat * options.notes, (repeat + 1) * options.notes
            lint = linted(linter, notes[first:last])
            for peer in peers:
                ratios[peer.name].append(peer.seconds(first, last) / lint)
            print(f"  lint {options.notes / lint:.0f} notes/s; as long as it: " + ", ".join(f"{name} {found[-1]:.1f}" for name, found in ratios.items()), flush=True)
    median = {name: statistics.median(found) for name, found in ratios.items()}
    better = min(median["negspacy"], median["edsnlp"])
    print(f"as long as whole lint, the medians: {', '.join(f'{name} {figure:.2f}' for name, figure in median.items())}")
    met = [row("faster of negspacy and edsnlp / whole lint", better, AIM_BETTER, least=True), row("medspaCy / whole lint", median["medspacy"], AIM_MEDSPACY, least=True)]
    sys.exit(not all(met))


if __name__ == "__main__":
    main()
