"""What is only planned, measured or clerical is no functional goal; a service's own name, and what was watched, no reason."""

from __future__ import annotations

import pytest

TE = "Ther ex 15 min: SLR 3x10, SAQ 2x15.\n"


@pytest.mark.parametrize("text", [
    TE + "Goal: knee flexion 125, quad 5 of 5, in eight weeks.",
    TE + "In a rush, van late.",
    TE + "Needs a work letter for the insurance.",
    TE + "We will try the shower on Tuesday.",
])
def test_no_functional_goal(status, text):
    assert status("functional_goal", text, "97110") == "missing"


@pytest.mark.parametrize("text", [
    TE + "Goal: climb two flights in eight weeks.",
    TE + "Cannot step into the shower yet; we will try it on Tuesday.",
    TE + "Wants to return to work at the bakery.",
])
def test_functional_goal(status, text):
    assert status("functional_goal", text, "97110") == "present"


@pytest.mark.parametrize(("code", "text"), [
    ("97112", "Neuromuscular re-education for 12 minutes to the right arm."),
    ("97110", TE + "Kept an eye on his posture."),
])
def test_no_reason(status, code, text):
    assert status("purpose", text, code) == "missing"


@pytest.mark.parametrize(("code", "text"), [
    ("97112", "Neuromuscular re-education for 12 minutes to the right arm for poor motor control."),
    ("97110", TE + "For posture endurance."),
])
def test_reason(status, code, text):
    assert status("purpose", text, code) == "present"
