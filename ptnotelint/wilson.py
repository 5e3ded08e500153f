"""How sure a share of few can be: its score interval."""

from __future__ import annotations

Z95 = 1.9599639845400536  # of the normal distribution, below which 97.5% lie


def wilson(part: int, whole: int) -> tuple[float, float]:
    """The 95% score interval of a share (Wilson 1927), without continuity correction.

    It is taken because it behaves with small counts and with shares near 0 and 1, and never leaves 0 to 1.

    Examples
    --------
    >>> [round(end, 4) for end in wilson(3, 20)]
    [0.0524, 0.3604]
    """
    if not 0 <= part <= whole or not whole:
        raise ValueError("a share needs 0 <= part <= whole and a whole of at least 1")
    share, spread = part / whole, Z95 * Z95 / whole
    centre = (share + spread / 2) / (1 + spread)
    half = Z95 / (1 + spread) * (share * (1 - share) / whole + spread / whole / 4) ** 0.5
    return max(0.0, centre - half), min(1.0, centre + half)
