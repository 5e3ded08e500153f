"""How a bench says what it measured: a row of the table that ``python -m tests.benchmarks`` puts together."""

from __future__ import annotations

import os

# what a command is started in: with its modules compiled, as an installation leaves them and spaCy's are
COMPILED = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}


def row(what: str, figure: float, aim: float, least: bool = False) -> bool:
    """Print a row; whether the aim is met.

    Parameters
    ----------
    what : str
        What is measured, as the table calls it.
    figure, aim : float
        A ratio, and what it may be at most.
    least : bool
        The aim is what it must be at least.

    Examples
    --------
    >>> row("audit / (read + lint)", 1.204, 1.25)
    | audit / (read + lint) | 1.20 | ≤ 1.25 | met |
    True
    """
    met = figure >= aim if least else figure <= aim
    print(f"| {what} | {figure:.2f} | {'≥' if least else '≤'} {aim:g} | {'met' if met else '**missed**'} |", flush=True)
    return met
