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


@pytest.fixture(scope="module")
def element():
    linter = Linter.load(classifier=False)

    def status(code, name, text):
        (told,) = linter.lint(Note(text, billed=(BilledLine(code),))).codes
        return next(element.status for element in told.elements if element.element == name)
    return status


@pytest.mark.parametrize(("code", "name", "text", "expected"), [
    ("97110", "assistance", "TE 18 min: quad stretch x 4 min a leg, foam roll 3 min a side.", "missing"),
    ("97110", "volume", "TE 18 min: quad stretch 4 min a leg.", "present"),
    ("97110", "assistance", "TE 18 min: recumbent bike 6 min a day.", "missing"),
    ("97530", "assistance", "Ther act 18 min: chair rises x 9 min A, tub bench x 2 mod A.", "present"),
    ("97116", "distance", "Gait training 18 min w/ quad cane 3 x 75', CGA, VC for toe clearance.", "present"),
    ("97116", "distance", "Gait training 18 min: 2 x 140’ with crutches, PWB.", "present"),
    ("97116", "distance", "Gait training 18 min: bars 3 x 12 reps weight shifts.", "missing"),
    ("97110", "functional_goal", "| Exercise | Dose | Min | Why |\n|---|---|---|---|\n| Leg press | 2x15 | 9 | getting off the toilet |\n| Clams | 2x15 | 9 | hip weakness |", "present"),
    ("97110", "functional_goal", "| Exercise | Dose | Min | Why |\n|---|---|---|---|\n| Leg press | 2x15 | 9 | quad atrophy |\n| Clams | 2x15 | 9 | hip weakness |", "missing"),
    ("97110", "functional_goal", "TE 18 min: leg press 2x15. Rationale: climbing stairs", "present"),
    ("97150", "group_size", "Group 35 min, group of 5 exercises each 2x12: heel raises, clams.", "missing"),
    ("97150", "group_size", "Group 35 min, three people observing. Heel raises 2x12.", "missing"),
    ("97150", "group_size", "Group 35 min, 2-person assist to rise. Heel raises 2x12.", "missing"),
    ("97150", "group_size", "Group 35 min, group of five adults. Heel raises 2x12.", "present"),
    ("97161", "presentation", "Eval 40 min. High complexity of the parking garage; delayed.", "missing"),
    ("97161", "presentation", "Eval 40 min. High complexity of the condition.", "present"),
    ("97161", "presentation", "Eval 40 min. Good and bad days at the office.", "missing"),
    ("97161", "presentation", "Eval 40 min. Tremor has good and bad days.", "present"),
    ("97161", "plan_of_care", "Eval 40 min. POC: as discussed. Bridges 2x12 daily x 3 weeks.", "missing"),
    ("97161", "plan_of_care", "Eval 40 min. POC: therapy twice weekly for 5 weeks. Bridges 2x12 daily.", "present"),
])
def test_a_number_and_what_it_is_of(element, code, name, text, expected):
    assert element(code, name, text) == expected
