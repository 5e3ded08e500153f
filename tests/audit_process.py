"""Audits as processes of their own, on small inputs and with the fake linter: run, stopped at a note, killed, compared."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

SCRIPT = Path(__file__).parent / "fake_audit.py"
CANARY = "Grubenhagen"  # a word of every note that stands in no output but where quoted


def write_notes(path: Path, count: int, **texts: str) -> Path:
    """Notes `n0`, `n1` …, some with a text of their own (``n7="DIE"``)."""
    with open(path, "w", encoding="utf-8") as file:
        for at in range(count):
            text = texts.get(f"n{at}", "SLR 3x10" if at % 3 else "SLR")
            file.write(json.dumps({"note_id": f"n{at}", "text": f"{text} {CANARY}", "billed": ["97110x2:GP", "97140"][: 1 + at % 2]}) + "\n")
    return path


def command(*arguments) -> list[str]:
    return [sys.executable, str(SCRIPT), "audit", *map(str, arguments)]


def audit(*arguments, cwd: Path, **options) -> subprocess.CompletedProcess:
    """Run an audit to its end."""
    environment = {**os.environ, "PYTHONHASHSEED": "1", "COLUMNS": "120", **options.pop("env", {})}
    return subprocess.run(command(*arguments), cwd=cwd, env=environment, text=True, stdin=subprocess.DEVNULL, timeout=120,
                          **({"capture_output": True} | options))


class Gate:
    """Two pipes at which a note's worker waits: it says that it came, and goes on when it is let."""

    def __init__(self, folder: Path):
        self._came = folder / "came"
        for name in ("came", "go"):
            os.mkfifo(folder / name)
        self._go = os.open(folder / "go", os.O_RDWR)  # both ends, so that nothing waits here

    def worker(self) -> int:
        """Wait until a worker is there; its process id."""
        return int(self._came.read_text())

    def open(self) -> None:
        """Let a worker go on, now or when it comes."""
        os.write(self._go, b".")

    def close(self) -> None:
        """Let whoever still waits go on: the pipe ends."""
        os.close(self._go)


@contextmanager
def stopped(*arguments, cwd: Path, **options):
    """An audit that stands still at its first ``WAIT`` note: gives its process, the id of the worker that waits, and its gate."""
    with TemporaryDirectory() as folder:
        gate = Gate(Path(folder))
        piped = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "stdin": subprocess.DEVNULL}
        with subprocess.Popen(command(*arguments), cwd=cwd, env={**os.environ, "GATE": folder}, text=True, **(piped | options)) as running:
            try:
                yield running, gate.worker(), gate
            finally:
                gate.close()
                running.kill()


def contents(out: Path) -> dict[str, bytes]:
    """Every file of a run's folder."""
    return {path.name: path.read_bytes() for path in sorted(out.rglob("*")) if path.is_file()}
