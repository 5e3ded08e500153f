"""Details of a service as therapists of many habits tell them: doses, help, effects, settings, changes with their cause."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note

LINTER = Linter.load(classifier=False)


def status(text: str, code: str, element: str) -> str:
    """The status of one element of a note billed with one code."""
    checked, = LINTER.lint(Note(text, billed=(BilledLine(code),))).codes
    return next(each.status for each in checked.elements if each.element == element)


CHANGED = "TherEx 15 min R knee strengthening: leg press 60# 3x10, step downs 6 in 2x10. {}"


@pytest.mark.parametrize("told", [
    "Cut the last set to 6 reps until the knee tracked straight without pain.",
    "Shortened the range after the kneecap lit up.",
    "Metronome dialed back as vision blurred.",
    "Winced on the 4th rep, eased off to 40#.",
    "Went light because of the effusion.",
    "Felt pad added where the strap rubbed.",
    "Loads were set by how the tendon reacted, not by the sheet.",
    "W/o the block at the ankle she drops the hip by rep 5.",
    "Knee dives in on the way down, so I stood in front and held the line.",
    "Why me and not a gym: quad shuts off without warning and load has to follow.",
    "Since the graft is only six weeks old I stayed inside 60 degrees.",
    "VMO will not fire on its own.",
])
def test_a_change_with_its_cause_tells_why_skill_was_needed(told):
    assert status(CHANGED.format(told), "97110", "skilled_need") == "present"


@pytest.mark.parametrize("told", [
    "Arrived late so we skipped the bike.",
    "Since it was snowing I let her go early.",
    "I cued her to keep the knee over the toes.",
    "Moved to the gym until the table was free.",
    "Continue skilled PT per POC.",
    "I told her to call because of her schedule.",
    "Needs slowing.",
])
def test_a_change_for_the_clock_or_a_bare_cue_does_not(told):
    assert status(CHANGED.format(told), "97110", "skilled_need") == "missing"
