"""Units that minutes support: by total time (CMS) and by each code's own time (AMA), as pure functions.

Medicare Claims Processing Manual ch. 5 §20.2 and the CPT midpoint rule, as restated by the pages that the rules
``units/*`` of the codebook cite. Minutes are those of one day's timed codes, spent one to one.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations


def units_of(minutes: float) -> int:
    """Units of a number of minutes: none below 8, then one more at 23, 38, 53 …

    Examples
    --------
    >>> [units_of(minutes) for minutes in (7, 8, 22, 23, 37, 38, 53)]
    [0, 1, 1, 2, 2, 3, 4]
    """
    return int((minutes + 7) // 15)


def cms_allocations(minutes: Mapping[str, float]) -> list[dict[str, int]]:
    """Every legal way to give the units of the total time to the codes; codes with no unit are left out.

    Each code gets a unit for every 15 minutes of its own; the units left over go to the largest remainders, and
    where remainders are equal the provider chooses, so there is one entry for each choice.

    Parameters
    ----------
    minutes : mapping
        Timed code -> minutes of the day.

    Examples
    --------
    >>> cms_allocations({"97110": 33, "97140": 7})
    [{'97110': 2, '97140': 1}]
    >>> cms_allocations({"97112": 20, "97110": 20})
    [{'97112': 2, '97110': 1}, {'97112': 1, '97110': 2}]
    """
    whole = {code: int(spent // 15) for code, spent in minutes.items()}
    left = units_of(sum(minutes.values())) - sum(whole.values())
    remainders = {code: spent - 15 * whole[code] for code, spent in minutes.items() if spent % 15}
    ranked = sorted(remainders.values(), reverse=True)
    if left <= 0 or not ranked:
        return [_given(whole, ())]
    last = ranked[min(left, len(ranked)) - 1]  # the smallest remainder that still earns a unit
    sure = [code for code, rest in remainders.items() if rest > last]
    tied = [code for code, rest in remainders.items() if rest == last]
    return [_given(whole, (*sure, *chosen)) for chosen in combinations(tied, min(left, len(ranked)) - len(sure))]


def ama_allocation(minutes: Mapping[str, float]) -> dict[str, int]:
    """Each code's units by its own minutes alone.

    Examples
    --------
    >>> ama_allocation({"97110": 33, "97140": 7})
    {'97110': 2}
    """
    return {code: units for code, spent in minutes.items() if (units := units_of(spent))}


def _given(whole: dict[str, int], more: tuple[str, ...]) -> dict[str, int]:
    return {code: units for code in whole if (units := whole[code] + (code in more))}
