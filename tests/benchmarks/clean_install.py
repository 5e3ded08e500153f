"""Build the wheel and the source distribution, install each with its dependencies in an empty environment, and lint and audit there.

    python tests/benchmarks/clean_install.py FOLDER [EXTRA…]

Needs a package index and the package ``build``; takes minutes, most of them pip's. Exits 1 where anything fails.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
NOTE = "Ther ex 25 min: SLR 2 lb 3x10 to strengthen the quad for stairs."


def run(*command, **options) -> None:
    """Run a command that shall end well, without this environment's own paths."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    done = subprocess.run(list(map(str, command)), text=True, env=environment, capture_output=True, **options)
    words = " ".join(map(str, command[1:]))
    print(f"{done.returncode} {words}", flush=True)
    if done.returncode:
        sys.exit(f"{words}: {done.returncode}\n{done.stdout}{done.stderr}")


def main(folder: Path, extras: list[str]) -> None:
    shutil.copytree(ROOT, folder / "source", ignore=shutil.ignore_patterns("__pycache__", ".git", "build", "*.egg-info"))
    run(sys.executable, "-m", "build", "--outdir", folder / "dist", folder / "source")
    (folder / "notes").mkdir()
    (folder / "notes" / "v1.txt").write_text(NOTE)
    for built in sorted((folder / "dist").iterdir()):
        place = folder / ("wheel" if built.suffix == ".whl" else "source-distribution")
        venv.create(place, with_pip=True)
        run(place / "bin" / "pip", "install", "--quiet", f"{built}[{','.join(extras)}]" if extras else built)
        command = place / "bin" / "ptnotelint"
        run(command, "--version", cwd=folder)
        run(command, "lint", "notes", "--code", "97110x2:GP", cwd=folder)
        run(command, "audit", "notes", "--code", "97110x2:GP", "-o", place / "out", cwd=folder)
        run(place / "bin" / "pip", "check")


if __name__ == "__main__":
    main(Path(sys.argv[1]).resolve(), sys.argv[2:])
