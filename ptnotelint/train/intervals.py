"""95% intervals of measured figures: notes are drawn again, for statuses of one note stand or fall together."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

DRAWS = 2000  # percentiles move by less than a unit of the second place from seed to seed
SEED = 0
LOW, HIGH = 2.5, 97.5


def drawn(notes: int) -> np.ndarray:
    """How often each note is in each draw, as draws × notes; the same for the same number of notes."""
    return np.random.default_rng(SEED).multinomial(notes, np.full(notes, 1 / notes), size=DRAWS)


def share_interval(hits: Sequence[int], of: Sequence[int]) -> tuple[float, float] | None:
    """Interval of a share whose parts and wholes are given note by note; None where there is nothing to count.

    Examples
    --------
    >>> share_interval([1, 1, 0, 1], [1, 1, 1, 1])
    (0.25, 1.0)
    """
    if not sum(of):
        return None
    draws = drawn(len(of))
    return percentiles(draws @ np.array(hits), draws @ np.array(of))


def gap_intervals(right: Sequence[int], false: Sequence[int], overlooked: Sequence[int]) -> dict[str, tuple[float, float] | None]:
    """Intervals of precision, recall and F1 of gaps that are counted note by note.

    Examples
    --------
    >>> gap_intervals([2, 1, 3], [0, 0, 0], [0, 0, 0])["f1"]
    (1.0, 1.0)
    """
    right, false, overlooked = map(np.array, (right, false, overlooked))
    return {"precision": share_interval(right, right + false), "recall": share_interval(right, right + overlooked),
            "f1": share_interval(2 * right, 2 * right + false + overlooked)}


def difference_interval(first: Sequence[Sequence[int]], second: Sequence[Sequence[int]]) -> tuple[float, float] | None:
    """Interval of the difference of two shares over the same notes, drawn together (paired bootstrap).

    Parameters
    ----------
    first, second : pairs of sequences
        Parts and wholes, note by note; the difference is second less first.

    Examples
    --------
    >>> difference_interval(([0, 0, 0], [1, 1, 1]), ([1, 1, 1], [1, 1, 1]))
    (1.0, 1.0)
    """
    if not sum(first[1]) or not sum(second[1]):
        return None
    draws = drawn(len(first[1]))
    (part, whole), (other_part, other_whole) = ([draws @ np.array(each) for each in pair] for pair in (first, second))
    there = (whole > 0) & (other_whole > 0)
    differences = other_part[there] / other_whole[there] - part[there] / whole[there]
    return _ends(differences)


def percentiles(parts: np.ndarray, wholes: np.ndarray) -> tuple[float, float]:
    """The middle 95% of the shares of all draws that hold anything."""
    there = wholes > 0
    return _ends(parts[there] / wholes[there])


def _ends(values: np.ndarray) -> tuple[float, float]:
    low, high = np.percentile(values, [LOW, HIGH])
    return round(float(low), 4), round(float(high), 4)
