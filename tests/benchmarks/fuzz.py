"""Long fuzz campaigns: as many strange cases of each kind as time allows, and a table of what they broke.

python tests/benchmarks/fuzz.py [--minutes 10] [--only WORDS]
"""

from __future__ import annotations

import sys
import time
import traceback
from pathlib import Path

import click
from hypothesis import HealthCheck, Phase, given, seed, settings

sys.path.insert(0, str(Path(__file__).parent.parent))
from fuzzing import CAMPAIGNS, Campaign

ROUND = 50  # cases between two looks at the clock


def campaign(made: Campaign, seconds: float, first: int) -> tuple[int, list[str]]:
    """Tries cases for a time: how many there were, and the last lines of what went wrong, each once."""
    tried, faults, at, end = 0, {}, first, time.monotonic() + seconds
    while time.monotonic() < end:
        def case(values):
            nonlocal tried
            tried += 1
            made.check(*values)

        at += 1
        limits = settings(max_examples=ROUND, deadline=None, database=None, phases=[Phase.generate], suppress_health_check=list(HealthCheck), report_multiple_bugs=True)
        try:
            seed(at)(limits(given(made.cases)(case)))()
        except Exception as error:
            for each in getattr(error, "exceptions", [error]):
                faults.setdefault(told(each), f"seed {at}")
    return tried, [f"{fault} ({where})" for fault, where in faults.items()]


def told(error: Exception) -> str:
    """What went wrong and where, without a note's words: notes here are made up, and the table is kept."""
    last = traceback.extract_tb(error.__traceback__)[-1]
    return f"{type(error).__name__} in {Path(last.filename).name}:{last.lineno}: {str(error).splitlines()[0][:200] if str(error) else ''}"


@click.command()
@click.option("--minutes", default=10.0, help="For all campaigns together.")
@click.option("--only", default="", help="Campaigns whose name holds these words.")
@click.option("--seed", "first", default=0, help="Where the seeds begin.")
def main(minutes: float, only: str, first: int) -> None:
    chosen = {name: made for name, made in CAMPAIGNS.items() if only in name}
    broken = 0
    for name, made in chosen.items():
        tried, faults = campaign(made, minutes * 60 / len(chosen), first)
        click.echo(f"| {name} | {tried:,} | {len(faults)} |")
        broken += bool(faults)
        for fault in faults:
            click.echo(f"    {fault}")
    sys.exit(bool(broken))


if __name__ == "__main__":
    main()
