"""Doses of exercises in sheet, shorthand and prose."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def volume():
    linter = Linter.load(classifier=False)

    def status(text, code="97110"):
        (told,) = linter.lint(Note(text, billed=(BilledLine(code),))).codes
        return next(element.status for element in told.elements if element.element == "volume")
    return status


@pytest.mark.parametrize("text", [
    "Nustep L4 8', leg press 80# 30x, step ups 6\" 20x, calf raise 30x",
    "Leg press: Sets 3 Reps 10 Weight 80\nStep ups: Sets 2 Reps 10",
    "Supine: SAQ, heel slides, hip abd x 15 ea. Seated: LAQ and marching x 20.",
    "Did 30 heel raises, 20 mini squats and walked on the treadmill for 6 min at 2.0 mph",
    "Pendulums, 1 minute each way; table slides, 2 sets of 10; pulleys for 3 minutes",
    "10 reps each: quad sets, SLR, heel slides",
    "Leg press\t80#\t3x10\nStep ups\t6\"\t2x10\nBridges\tgreen\t3x12",
    "UBE 3 min fwd/3 min bwd L2; scaption 2# 2x12; serratus punch 3# 2x12",
    "LAQ, MARCHING, AP X 20 EACH BLE",
])
def test_every_exercise_has_its_dose(volume, text):
    assert volume(text) == "present"


@pytest.mark.parametrize(("text", "status"), [
    ("Quad sets, SLR and heel slides were done.", "missing"),
    ("Bridges 3x10. Also did clamshells and wall slides.", "partial"),
    ("Bridges, clams. Pain 3/10, MMT 4/5, 2x/week x 6 weeks.", "missing"),
])
def test_undosed_exercises(volume, text, status):
    assert volume(text) == status
