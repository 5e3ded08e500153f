"""The agent that a dose alone tells: no other is set in its unit."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.quantities import Quantity

# hertz of a fork, a beat, a plate or a monitor are no current's
OTHER_HERTZ = guarded(r"\b(?:vibrat\w*|fork|128|256|512|metronome|plate|power ?plate|beats?|shak\w+|screen|tone|laser|percuss\w*|theragun|massage gun|shock ?wave\w*|eswt)\b")
CURRENT = guarded(r"\b(?:current|electric\w*|electrodes?|pads?|leads?|probe|pen|channels?|contraction|twitch\w*|tingl\w*|ma\b|intensity|muscle response)\b")


def agent_dosed_by(folded: str, quantity: Quantity, start: int, end: int) -> str | None:
    """Family of the agent that a quantity's unit names: sound is set in W/cm2 and MHz, a current in Hz beside its pads or its contraction.

    Examples
    --------
    >>> agent_dosed_by("head at 3 mhz over the wrist", Quantity("mhz", 8, 13, (3.0,)), 0, 28)
    'ultrasound'
    >>> agent_dosed_by("tuning fork 128 hz on the toe", Quantity("hz", 12, 18, (128.0,)), 0, 29) is None
    True
    """
    if quantity.kind in ("w_cm2", "mhz"):
        return "ultrasound"
    if quantity.kind == "hz" and CURRENT.search(folded, start, end) and OTHER_HERTZ.search(folded, start, end) is None:
        return "stimulation"
    return None
