"""Whose a reason is where several services were billed, fields that give reasons, and words that only name what was done."""

from __future__ import annotations

import pytest

RIDE = "We started with clams two by ten and bridges two by twelve, ten minutes, because the left hip is weak. "
PROSE = RIDE + "Then she practiced getting out of the recliner six times with min assist, twelve minutes."


def test_one_reason_told_in_prose_is_not_the_next_service_s_as_well(status):
    assert status("purpose", PROSE, "97110", "97530") == "present"
    assert status("purpose", PROSE, "97530", "97110") == "missing"


def test_a_second_reason_may_be_the_neighbours(status):
    assert status("purpose", PROSE.replace("six times", "six times, since the thighs are weak,"), "97530", "97110") == "present"


@pytest.mark.parametrize(("code", "text"), [
    ("97110", "97110 time: 14\n97110 done: leg press 80 lb 3x10, step ups 2x12\n97110 need: quads 4-/5, cannot rise from the sofa"),
    ("97530", "97530 done: floor to stand 3x, min A\n97530 need: getting up off the floor unsafe, loses the trunk to the left"),
    ("97140", "97140 done: STM to calf, talocrural AP glides gr III\n97140 limitation: DF lacks 8 deg"),
    ("97110", "Ther ex 12 min: rows 3x10, wall slides 2x10\nExercise deficit: poor scapular upward rotation"),
])
def test_a_field_named_after_its_service_gives_its_reason(status, code, text):
    assert status("purpose", text, code, "97535") == "present"


def test_a_line_of_reasons_gives_each_to_the_code_before_it(status):
    rows = "97110 SLR 3x10, SAQ 2x15, 12 min\n97140 patellar glides gr III, 8 min\n97530 stair taps x20, CGA, 10 min\n"
    why = "Rationale: 97110 quad lag 8 deg; 97140 stiff capsule; 97530 cannot get down to the cellar"
    assert status("purpose", rows + why, "97110", "97140", "97530") == status("purpose", rows + why, "97140", "97110", "97530") == "present"
    assert status("purpose", rows + why, "97530", "97110", "97140") == "missing"
    assert status("purpose", rows + "Charges: 97110 quad; 97140 hip", "97140", "97110", "97530") == "missing"


def test_what_walking_lacks_is_what_is_trained(status):
    row = "97116 Gait 12 min: RW 150 ft, CGA. Why: {}"
    assert status("purpose", row.format("short left step, drags the toe"), "97116", "97110") == "missing"
    assert status("purpose", row.format("left hip abductor weakness"), "97116", "97110") == "present"


@pytest.mark.parametrize(("code", "text"), [
    ("97530", "97530 14 min: unload the dishwasher, 12 items, SBA; open jars x5"),
    ("97530", "97530: boost in bed with draw sheet x6, VC, 10 min"),
    ("97530", "97530 fine motor items x12, VC, 20 min: buttons, laces, pegs"),
    ("97112", "97112 12 min: posture hold against nudges x5, tandem stance 3x20 s, CGA"),
    ("97112", "97112 15 min: balance reaches to cones x10, tandem stance 3x20 s, CGA"),
    ("97112", "97112 12 min: habituation rolls L/R 5 cycles, tandem stance 3x20 s, CGA"),
    ("97110", "97110 12 min: press ups 3x10, leg pain centralizes to the buttock"),
])
def test_names_of_things_done_tell_no_reason(status, code, text):
    assert status("purpose", text, code, "97535") == "missing"


@pytest.mark.parametrize(("code", "text"), [
    ("97112", "97112 12 min: ball toss on foam x20, tandem 3x20 s, VC for L. Poor trunk control, midline orientation off."),
    ("97140", "97140 9 min: cervical side glides gr III, suboccipital release - inc rotation (R 50°)"),
    ("97110", "97110 12 min: SLR 3x10, clams 2x15. Quad 4-/5, glut med 3+/5."),
    ("97530", "97530 15 min: bed to chair x6, min A. R knee buckles when she turns."),
    ("97140", "97140 9 min: adductor release, CMC glides gr II, because he has lost half of his span."),
])
def test_what_is_wrong_told_in_the_service_s_own_text(status, code, text):
    assert status("purpose", text, code, "97535") == "present"


@pytest.mark.parametrize("text", [
    "97110 12 min: SLR 3x10, clams 2x15. Quad MMT 4-/5.",
    "97110 12 min: SLR 3x10, clams 2x15. Quad 3+/5 → 4/5.",
    "97140 9 min: cervical side glides gr III. Inc rotation 50° to 62°.",
    "97110 12 min: SLR 3x10, clams 2x15. Her own goal is to sit without an ache in church.",
])
def test_findings_results_and_the_patient_s_goal_are_no_reasons(status, text):
    code = text[:5]
    assert status("purpose", text, code, "97535") == "missing"
