"""Which quotes are shown where several say the same words."""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.report import Evidence, Refused

SENTENCE = 60  # characters from which a quote says less than the words in it that were matched


def outermost(items: Iterable[Evidence | Refused]) -> list[Evidence | Refused]:
    """The items in their order, but for those whose words lie within a longer one's, and for whole sentences that hold others.

    Examples
    --------
    >>> [item.text for item in outermost([Evidence(0, 9, "Pain 4/10"), Evidence(5, 9, "4/10"), Evidence(10, 15, "after")])]
    ['Pain 4/10', 'after']
    >>> [item.text for item in outermost([Evidence(0, 80, "97530: a whole sentence"), Evidence(7, 12, "min A")])]
    ['min A']
    """
    items = list(items)
    items = [item for item in items if not (_length(item) > SENTENCE and any(_holds(item, other) for other in items))]
    return [item for item in items if not any(_holds(other, item) for other in items)]


def _length(item: Evidence | Refused) -> int:
    return 0 if item.start is None else item.end - item.start


def _holds(longer: Evidence | Refused, item: Evidence | Refused) -> bool:
    return (None not in (longer.start, item.start) and longer.source == item.source and longer.start <= item.start and item.end <= longer.end
            and _length(longer) > _length(item))
