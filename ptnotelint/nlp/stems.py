"""Word stems that stand guard for a costly pattern: without one of them it cannot match."""

from __future__ import annotations


def any_stem(words: str, stems: tuple[str, ...]) -> bool:
    """Whether any stem stands in the words: many times cheaper than the pattern it stands guard for.

    Examples
    --------
    >>> any_stem("walked 100 ft", ("amb", "walk"))
    True
    """
    for stem in stems:
        if stem in words:
            return True
    return False
