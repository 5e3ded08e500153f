"""Run the benches one after the other and print what they measured as one table.

    PYTHONPATH=. python -m tests.benchmarks --environments FOLDER [--only WORDS] [--short] [--write]

Each bench is a process of its own. ``--environments`` is where the peers' environments are, or are made; without it they are left out. ``--short``
takes fewer notes and repeats: a try of all of them, no measurement. ``--write`` puts the table between the marks in README.md beside this file.
"""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
from pathlib import Path

import click

HERE = Path(__file__).parent
README, BEGIN, END = HERE / "README.md", "<!-- measured -->\n", "<!-- /measured -->"
HEAD = "| what | measured | aim | |\n|---|--:|--:|---|\n"


def benches(folder: Path, environments: Path | None, short: bool) -> dict[str, list[list[str]]]:
    """The commands of each bench, in order; the last one's rows are the bench's."""
    few = ["--repeats", "2"] if short else []
    return {
        "lint": [["bench_lint.py", *few, *(["--notes", "60"] if short else [])]],
        "peers": [["bench_peers.py", str(environments), *few, *(["--notes", "20"] if short else [])]] if environments else [],
        "cold": [["bench_cold.py", *few]],
        "help": [["bench_help.py", *few]],
        "audit": [["make_export.py", str(folder), "--notes", "200" if short else "5000"], ["bench_audit.py", str(folder / "csv"), *few]],
        "memory": [["bench_memory.py", "--notes", "12000" if short else "1000000"]],
        "growth": [["growth.py", *(["--most", "20000"] if short else [])]],
        "long": [["growth.py", "--most", "20000" if short else "10240000", "--budget", "300", "--only", "notes one after the other"]],
    }


def rows_of(commands: list[list[str]]) -> list[str]:
    """What the last of the commands prints as rows of the table; all it prints is shown meanwhile."""
    rows: list[str] = []
    for script, *arguments in commands:
        rows.clear()
        command = [sys.executable, str(HERE / script), *arguments]
        with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, env={**os.environ, "PYTHONPATH": str(HERE.parent.parent)}) as running:
            for line in running.stdout:
                click.echo(line, nl=False, err=True)
                if line.startswith("| ") and line.endswith(("| met |\n", "| **missed** |\n")):
                    rows.append(line)
        if not rows and running.returncode:
            raise SystemExit(f"{script} failed: {running.returncode}")
    return rows


@click.command()
@click.option("--environments", type=click.Path(file_okay=False, path_type=Path), help="Folder of the peers' environments.")
@click.option("--only", default="", help="Benches whose name holds these words.")
@click.option("--short", is_flag=True, help="Few notes and repeats.")
@click.option("--write", is_flag=True, help="Put the table into README.md.")
def main(environments: Path | None, only: str, short: bool, write: bool) -> None:
    """Measure, and print one table."""
    with tempfile.TemporaryDirectory() as folder:
        rows = [row for name, commands in benches(Path(folder), environments, short).items() if only in name for row in rows_of(commands)]
    table = HEAD + "".join(rows)
    click.echo(f"Python {platform.python_version()}, {os.cpu_count()} cores\n\n{table}", nl=False)
    if write:
        before, _, rest = README.read_text(encoding="utf-8").partition(BEGIN)
        README.write_text(f"{before}{BEGIN}{table}{END}{rest.partition(END)[2]}", encoding="utf-8")


if __name__ == "__main__":
    main()
