"""Exact limits of shares and of totals, from a sample that was drawn at random. The standard library is all they need.

Clopper and Pearson 1934 for a share of a large frame; the tails of the hypergeometric distribution for a small one,
where a sample takes a good part of it (Buonaccorsi 1987); Student's t for a total.
"""

from __future__ import annotations

import math
from collections.abc import Callable

SMALL_FRAME = 20  # times the sample: above a twentieth of the frame, what is left matters (the usual 5% rule)


def share_limits(part: int, sample: int, frame: int | None = None, level: float = 0.95) -> tuple[float, float, str]:
    """Limits of a share, and the method they are of.

    Parameters
    ----------
    part, sample : int
        What was found, of how many.
    frame : int, optional
        How many there are in all, where that is known.
    level : float
        Confidence, two-sided.

    Examples
    --------
    >>> share_limits(3, 50)[2], share_limits(3, 50, frame=400)[2]
    ('Clopper-Pearson', 'hypergeometric')
    """
    if frame is not None and frame < SMALL_FRAME * sample:
        return *hypergeometric(part, sample, frame, level), "hypergeometric"
    return *clopper_pearson(part, sample, level), "Clopper-Pearson"


def clopper_pearson(part: int, sample: int, level: float = 0.95) -> tuple[float, float]:
    """Limits of a share by the tails of the binomial distribution; they cover at least the level, always.

    Examples
    --------
    >>> [round(limit, 4) for limit in clopper_pearson(0, 50)]
    [0.0, 0.0711]
    """
    _check(part, sample)
    tail = (1 - level) / 2
    low = 0.0 if part == 0 else _inverse(lambda share: beta_cdf(share, part, sample - part + 1), tail)
    high = 1.0 if part == sample else _inverse(lambda share: beta_cdf(share, part + 1, sample - part), 1 - tail)
    return low, high


def hypergeometric(part: int, sample: int, frame: int, level: float = 0.95) -> tuple[float, float]:
    """Limits of a share of a frame that the sample takes a good part of, in whole members of the frame.

    Examples
    --------
    >>> hypergeometric(2, 10, 10)
    (0.2, 0.2)
    """
    _check(part, sample)
    if sample > frame:
        raise ValueError("a sample is no larger than its frame")
    tail, ways = (1 - level) / 2, math.comb(frame, sample)

    def chance(members: int, counts: range) -> float:
        return sum(math.comb(members, count) * math.comb(frame - members, sample - count) for count in counts) / ways

    fewest, most = part, frame - (sample - part)
    low = _first(fewest, most, lambda members: chance(members, range(part, sample + 1)) > tail)
    high = _first(fewest, most, lambda members: chance(members, range(part + 1)) <= tail)
    # the first that is ruled out; none is when even the most is likely enough
    ruled_out = chance(high, range(part + 1)) <= tail
    return low / frame, (high - 1 if ruled_out else high) / frame


def student_t(freedom: int, level: float = 0.95) -> float:
    """The two-sided quantile of Student's t.

    Examples
    --------
    >>> round(student_t(49), 4)
    2.0096
    """
    tail = 1 - level
    share = _inverse(lambda x: beta_cdf(x, freedom / 2, 0.5), tail)
    return math.sqrt(freedom * (1 - share) / share)


def beta_cdf(x: float, a: float, b: float) -> float:
    """The regularised incomplete beta function, by its continued fraction (DLMF 8.17.22) in Lentz's way.

    Examples
    --------
    >>> round(beta_cdf(0.5, 2, 3), 6)
    0.6875
    """
    if x <= 0 or x >= 1:
        return float(x >= 1)
    if x > (a + 1) / (a + b + 2):  # the fraction converges fast on the other side
        return 1 - beta_cdf(1 - x, b, a)
    front = math.exp(math.lgamma(a + b) - math.lgamma(a) - math.lgamma(b) + a * math.log(x) + b * math.log1p(-x)) / a
    tiny, fraction, c, d = 1e-300, 1.0, 1.0, 0.0
    for step in range(2000):
        m = step // 2
        if step == 0:
            term = 1.0
        elif step % 2 == 0:
            term = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m))
        else:
            term = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1))
        d = 1 / (1 + term * d or tiny)
        c = 1 + term / c or tiny
        fraction *= c * d
        if abs(1 - c * d) < 1e-15:
            break
    return front * (fraction - 1)


def _inverse(rising: Callable[[float], float], wanted: float) -> float:
    """Where a rising function of a share takes a value, to the last digit."""
    low, high = 0.0, 1.0
    for _ in range(200):
        middle = (low + high) / 2
        if middle in (low, high):
            break
        low, high = (middle, high) if rising(middle) < wanted else (low, middle)
    return (low + high) / 2


def _first(low: int, high: int, holds: Callable[[int], bool]) -> int:
    """The first whole number from low to high that a condition holds for, which then holds for all above; else high."""
    while low < high:
        middle = (low + high) // 2
        low, high = (low, middle) if holds(middle) else (middle + 1, high)
    return low


def _check(part: int, sample: int) -> None:
    if not 0 <= part <= sample or not sample:
        raise ValueError("a share needs 0 <= part <= sample and a sample of at least 1")
