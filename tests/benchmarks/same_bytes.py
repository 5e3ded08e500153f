"""Audit the same train notes with several Pythons, hash seeds, jobs, time zones and locales, and compare every byte that is left.

    python tests/benchmarks/same_bytes.py FOLDER PYTHON [PYTHON…]

Each PYTHON is an interpreter with the same versions of the libraries installed. Exits 1 where a file differs.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from hashlib import sha256
from pathlib import Path

ROOT = Path(__file__).parent.parent.parent
sys.path[:0] = [str(ROOT), str(ROOT / "tests")]

from audit_run import tune_notes  # noqa: E402

NOTES = 40
WAYS = (  # hash seed, jobs, time zone, locale
    ("0", 1, "UTC", "C.UTF-8"), ("1", 2, "Asia/Kathmandu", "C.UTF-8"), ("random", 2, "America/St_Johns", "C"),
)
FORMS = ("report.json", "report.jsonl", "report.csv", "report.sarif", "report.xml", "report.md")


def left_by(python: str, folder: Path, seed: str, jobs: int, zone: str, locale: str) -> dict[str, str]:
    """Hash of each file that an audit and a lint leave, by name."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "TZ": zone, "LC_ALL": locale, "PYTHONDONTWRITEBYTECODE": "1"}
    out = folder / f"{Path(python).parent.parent.name}-{seed}-{jobs}"
    out.mkdir()
    for command in (["audit", "notes.jsonl", "-o", out, "--jobs", jobs], ["lint", "notes.jsonl", *(part for form in FORMS for part in ("-o", out / form))]):
        done = subprocess.run([python, "-m", "ptnotelint", *map(str, command)], cwd=folder, env=environment, capture_output=True, text=True)
        assert done.returncode == 1, done.stderr
    return {path.name: sha256(path.read_bytes()).hexdigest() for path in sorted(out.iterdir())}


def main(folder: Path, pythons: list[str]) -> int:
    folder.mkdir(parents=True)
    shared = {"patient_id": "P", "date_of_service": "2026-03-04", "therapist": {"name": "T", "credential": "PT"}}
    notes = [{name: each[name] for name in ("note_id", "text", "billed")} | shared for each in tune_notes(NOTES)]
    (folder / "notes.jsonl").write_text("".join(json.dumps(note) + "\n" for note in notes), encoding="utf-8")
    first, differ = None, 0
    for python in pythons:
        for way in WAYS:
            left = left_by(python, folder, *way)
            first = first or left
            wrong = sorted(name for name in {*first, *left} if first.get(name) != left.get(name))
            differ += bool(wrong)
            print(f"{python} {way}: " + (f"{', '.join(wrong)} differ" if wrong else f"{len(left)} files, the same bytes"), flush=True)
    return 1 if differ else 0


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
