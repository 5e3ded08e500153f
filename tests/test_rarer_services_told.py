"""Wheelchairs, orthoses, prostheses, pools, groups and testing, told in the ways therapists write them."""

from __future__ import annotations

from functools import cache

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@cache
def linter() -> Linter:
    return Linter.load(classifier=False)


def statuses(text: str, *codes: str) -> dict[tuple[str, str], str]:
    report = linter().lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {(code.code, element.element): element.status for code in report.codes for element in code.elements}


def minutes(text: str, *codes: str) -> dict[str, float]:
    report = linter().lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {code: told.value for code, told in report.minutes.items()}


@pytest.mark.parametrize("text", [
    "Manual w/c, 20 min. Propelled 150 ft down the unit, backed into the elevator, brakes locked before standing. SBA.",
    "Ultralight manual chair, 18 min: curb hop x5, gravel 100 ft, 5% grade up and down with spotter.",
    "Tilt-in-space chair training 25 min with wife: tipped it back over a threshold, took the leg rests off, twice each w/ cue.",
    "W/C MGMT (97542) 15 MIN: NEGOTIATED DOORWAY X3 IN HEMI-HEIGHT CHAIR WITH MIN A, VC TO CLEAR L ELBOW.",
    "Her rigid manual chair - 22 min\nTurns round cones, reversing to the desk, cross-slope 50 ft, hands low on the rims.",
    "97542, 17 min: drove the loaner power chair through the lobby crowd and round the tables, min A on the joystick.",
])
def test_what_is_practised_in_a_chair_is_told(text: str) -> None:
    found = statuses(text, "97542")
    assert [found["97542", name] for name in ("service", "activity", "device", "time")] == ["present"] * 4


@pytest.mark.parametrize("text", [
    "97542 20 min: skilled training provided with mod A and multiple VCs, slow to process, tolerated well.",
    "His wheelchair pulls to the left, the son says. Vendor will look at it.",
    "Wheelchair 97542: power chair demo is booked for 6/3; ramp and van work will be done then.",
])
def test_a_chair_that_is_only_spoken_of_is_no_training(text: str) -> None:
    assert statuses(text, "97542")["97542", "service"] == "missing"


def test_a_cushion_changed_is_no_task() -> None:
    found = statuses("Power wheelchair: cushion swapped, headrest raised, belt shortened. 20 min.", "97542")
    assert found["97542", "activity"] == "missing" and found["97542", "device"] == "present"


@pytest.mark.parametrize("text", [
    "R ulnar gutter splint for the small finger, 30 min: moulded over stockinette, edges rolled, strapped. Skin clear after ten minutes.",
    "A right wrist brace was chosen and fitted, 15 minutes: it keeps the hand from rolling in when he grips. Straps set, he closed them himself.",
    "OT custom-made a dorsal blocking orthosis for the left index finger, 40 minutes, and taught the mother skin checks.",
    "Splint: resting hand, L, 20 min, moulded and strapped, edges smooth, no redness.",
])
def test_a_device_made_is_told_with_its_minutes(text: str) -> None:
    found = statuses(text, "97760", "97535")
    assert [found["97760", name] for name in ("service", "device", "body_part", "time")] == ["present"] * 4


@pytest.mark.parametrize("text", [
    "Custom piece fabricated at bedside 20 min, heat-moulded, edges flared, two straps. Wrist and hand at rest.",
    "Spot-heated and flared, new velcro, strapping re-taught, wear time up to 4 h, 15 min.",
])
def test_work_on_a_device_that_is_not_named(text: str) -> None:
    found = statuses(text, "97760", "97535")
    assert found["97760", "service"] == "present" and found["97760", "device"] == "missing"


@pytest.mark.parametrize("text", ["Splint 97760 x 25 min: per protocol.", "97760 orthosis pending insurance approval, called the vendor about it."])
def test_a_device_by_its_bare_name_is_no_service(text: str) -> None:
    assert statuses(text, "97760")["97760", "service"] == "missing"


BOTH = "1) New L AFO, carbon, 20 min: fitted in shoe, heel wedge trimmed, walked 50 ft.\n2) R wrist splint issued 3/2, 10 min: strap replaced, thumb hole flared."


def test_a_new_device_and_an_old_one_are_kept_apart() -> None:
    assert minutes(BOTH, "97760", "97763") == {"97760": 20, "97763": 10}


@pytest.mark.parametrize(("text", "first"), [
    ("L transtibial prosthesis, delivered today, 25 min: liner rolled on, 3-ply sock, stood at the bars 5 x 1 min.", True),
    ("L transtibial prosthesis from last spring, 25 min: re-checked, two ply added, pin cleaned, straps shortened.", False),
    ("R leg prosthesis, definitive, 15 min: socket pad moved and relined, redness gone on recheck.", False),
])
def test_one_device_is_of_one_code(text: str, first: bool) -> None:
    found = statuses(text, "97761", "97763")
    assert (found["97761", "service"] == "present", found["97763", "service"] == "present") == (first, not first)


@pytest.mark.parametrize("text", [
    "Aquatic 30 min: chest-deep, marching 2 laps, squats x15. Warmth eases her stiff back.",
    "Pool, waist depth, 30 min: hip abduction 2x15 and marching 4 lengths. The water takes the weight off the knee.",
    "Hydro session 30 min: squats 2x10, hip circles x20. Kinder to the joint than the gym.",
])
def test_what_the_water_does_is_a_reason(text: str) -> None:
    found = statuses(text, "97113")
    assert found["97113", "service"] == found["97113", "purpose"] == "present"


def test_toys_of_the_pool_under_the_code_are_of_the_water() -> None:
    assert statuses("97113, 30 min. Noodle cycling 3 x 1 min; kickboard push-downs x20, for trunk strength.", "97113")["97113", "service"] == "present"


@pytest.mark.parametrize("text", [
    "Group ther ex (5 pts), 40 min: chair marching 2x15, band rows 2x10 for strength.",
    "6 in balance class, 40 min, led by PT: ball toss, tandem walking, for balance.",
    "Afterwards circle of 5, led by me, 30 min: ball pass, side steps, for balance.",
])
def test_how_many_took_part(text: str) -> None:
    found = statuses(text, "97150")
    assert [found["97150", name] for name in ("service", "group_size", "exercise")] == ["present"] * 3


@pytest.mark.parametrize("text", [
    "TESTS. 10 m walk 0.42 m/s, L-test 61 s, TUG 18 s, 17 min.",
    "Berg 45/56, TUG 13.2 s, 6MWT 340 m, 30 min, to clear for driving.",
    "FCE part 1, 9:00-10:30. Floor-to-waist lift 40 lb, carry 35 lb x 50 ft. For return to work.",
    "Performance testing, 25 min: AMPnoPRO 31/43 and two-minute walk 52 m.",
])
def test_testing_is_told_by_its_tests(text: str) -> None:
    found = statuses(text, "97750", "97110")
    assert [found["97750", name] for name in ("service", "test", "time")] == ["present"] * 3


@pytest.mark.parametrize("text", ["Physical performance test completed 30 min, results in chart.", "97750: TUG, 5xSTS, SLS to be scored."])
def test_a_session_of_testing_without_a_score(text: str) -> None:
    assert statuses(text, "97750")["97750", "test"] != "present"


def test_minutes_in_all_are_the_service() -> None:
    assert minutes("Ther ex - bands 2x10 green, pulley 3 min, 11 min in all.\nManual 10 min: STM to R upper trap.", "97110", "97140") == {"97110": 11, "97140": 10}
