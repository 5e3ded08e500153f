"""Which units of a code an assistant furnished: Medicare's 10% rule and its tie-breakers, as a pure function."""

from __future__ import annotations

from ptnotelint.rules.counting import units_of


def assistant_units(therapist: float, assistant: float, units: int | None = None) -> tuple[int, int]:
    """Units with and without the assistant's modifier, of one timed code.

    Whoever spent 15 minutes has a unit; the last unit is the therapist's where they alone spent 8 minutes of what is
    left, else the assistant's where their share is more than a tenth; where two units are left, each has one.

    Parameters
    ----------
    therapist, assistant : float
        Minutes that each spent alone; minutes together are the therapist's.
    units : int, optional
        Units of the code that the day's total earned it, where that is more or less than its own minutes give: by the CMS
        count seven minutes beside others may earn one.

    Examples
    --------
    >>> assistant_units(13, 23), assistant_units(5, 10), assistant_units(30, 0), assistant_units(14, 1)
    ((1, 1), (1, 0), (0, 2), (0, 1))
    >>> assistant_units(0, 7), assistant_units(0, 7, 1)
    ((0, 0), (1, 0))
    """
    own, theirs = int(therapist // 15), int(assistant // 15)
    rest, share = therapist - 15 * own, assistant - 15 * theirs
    left = (units_of(therapist + assistant) if units is None else units) - own - theirs
    if left >= 2:
        own, theirs = own + 1, theirs + 1
    elif left == 1 and (rest >= 8 or share <= (rest + share) / 10):
        own += 1
    elif left == 1:
        theirs += 1
    return theirs, own


def assisted(therapist: float, assistant: float) -> bool:
    """Whether an untimed service needs the assistant's modifier: more than a tenth of it was theirs.

    Examples
    --------
    >>> assisted(27, 3), assisted(20, 10)
    (False, True)
    """
    return assistant > (therapist + assistant) / 10
