"""Which quotes are shown where several say the same words."""

from __future__ import annotations

from collections.abc import Iterable

from ptnotelint.report import Evidence, Refused


def outermost(items: Iterable[Evidence | Refused]) -> list[Evidence | Refused]:
    """The items in their order, but for those whose words lie within a longer one's.

    Examples
    --------
    >>> [item.text for item in outermost([Evidence(0, 9, "Pain 4/10"), Evidence(5, 9, "4/10"), Evidence(10, 15, "after")])]
    ['Pain 4/10', 'after']
    """
    items = list(items)
    return [item for item in items if item.start is None or not any(_holds(other, item) for other in items)]


def _holds(longer: Evidence | Refused, item: Evidence | Refused) -> bool:
    return (longer.source == item.source and longer.start is not None and longer.start <= item.start and item.end <= longer.end
            and longer.end - longer.start > item.end - item.start)
