"""Doses as short notes tell them: circuits, series set by set, columns of amounts, one dose for all, minutes of a list."""

import pytest


@pytest.mark.parametrize(("expected", "text"), [
    # a circuit's rounds are the dose of all that is done in one
    ("present", "TE 24 min. Circuit, 4 rounds, 30 s work/15 s rest: box squat 12 kg, TRX row, side plank"),
    ("present", "THER EX 26 MIN / CIRCUIT / 5 ROUNDS / 20 S WORK - 20 S REST / SPLIT SQUAT / ROWS 30# / SIDE PLANK"),
    ("present", "TE 30'\nCircuit one x 3 rounds, 40 on / 20 off\n - wall push-up\n - step-ups\n - band row green"),
    ("present", "TE 30'. Circuit B: x3\nbox squat\nRDL\nstep-up 8\""),
    ("present", "TE 20 min: leg press, rows and calf raises, circuit of 3 rounds"),
    ("present", "Ther ex 22 min. Tabata, 8 rounds, 20 s on and 10 s off: mountain climbers, squats, shoulder taps"),
    ("missing", "TE 22 min. Circuit training: squats, rows, push-ups."),
    ("partial", "TE 22 min. Circuit: squats x10, rows, push-ups."),
    ("missing", "TE 22 min. Circuit of squats, rows and push-ups, 2 rounds of rest"),
    # one dose told of all before it
    ("present", "97110: bridges, clams, LAQ, hip abduction (3#), all 2x15 except bike 4 min [20]"),
    ("present", "TE 15 min: LAQ, SAQ, heel raises, each 3x10"),
    ("present", "TE 15 min. Crab walks to the door, bear walks back, and frog jumps, six trips of everything."),
    ("present", "TE 15 min. LAQ, SAQ, and heel raises on the step, ten of each."),
    # repetitions set by set
    ("present", "TE 18 min: bridges 2x10, curl-up 10-8-6, leg press 90# 12/10/8"),
    ("missing", "TE 20 min. Shoulder flexion 110-120-130. Wand flexion, pulleys."),
    # steps told one after the other
    ("present", "Ther ex -> 16 min -> knee extension 30# 2x12 -> monster walk, red, 4 x 15 ft -> bridges x 12"),
    ("present", "Rows green, 12 R/12 L -> bike L4 5 min -> heel raises x10 ea => 18 min TE"),
    ("present", "TE 20 min: 1) Pulleys - flexion - 3 min 2) Wand ER - 15 3) Wall slides - 10"),
])
def test_one_dose_for_several_exercises(status, text, expected):
    assert status("volume", text, "97110") == expected


@pytest.mark.parametrize(("code", "expected", "text"), [
    ("97530", "present", "CODE | WHAT | HOW MUCH | MIN\n97530 | opening jars, key turning, buttoning shirt | 3 jars, 5 keys, 4 buttons | 20"),
    ("97110", "present", "Exercise | How many | Load\nWall slides | 12 | none\nScaption | 10 R, 8 L | 2#\nRows | 20 slow | green\n97110 15 min"),
    ("97110", "partial", "Exercise | Amount\nWall slides | 12\nScaption | \nRows | 20\n97110 15 min"),
    ("97113", "present", "Aquatic therapy 30 min\nHip circles   10 cw, 10 ccw\nSquats   2 x 15"),
])
def test_amounts_in_columns(status, code, text, expected):
    assert status("volume", text, code) == expected


@pytest.mark.parametrize(("code", "expected", "text"), [
    ("97112", "missing", "Balance neuromuscular re-ed: cone weaves, grapevine, hurdle steps 9-11 min"),
    ("97112", "missing", "NMR: rocker board -> grapevine -> ball toss => 12 min"),
    ("97112", "missing", "Neuro re-ed\nweight shifts, tandem stance, rocker board | 14 min"),
    ("97112", "partial", "NMR 24 min: tandem stance 3x20s, rocker board - last 10 min of the visit"),
    ("97110", "present", "TE 20 min: treadmill, 1.5 mph, incline 2, 6 min; squats 2x10"),
    ("97110", "present", "TE\nRecumbent bike, seat 5, L3 | 6 min"),
])
def test_minutes_of_a_list_are_no_dose(status, code, text, expected):
    assert status("volume", text, code) == expected


@pytest.mark.parametrize(("code", "expected", "text"), [
    # a name that nobody knows has a dose of its own
    ("97110", "partial", "TE 18 min / thumb E-F-A 2x12 / putty pinch / wrist curls w/ hammer 12x"),
    ("97110", "partial", "97110 18 min: cable row 25 lb 3x10. Pallof press 2x12. Suitcase carry to the end."),
    ("97110", "present", "97110 18 min: cable row 25 lb 3x10. Pallof press 2x12. Given so she can carry the baby."),
    ("97112", "partial", "Balance 20 min: Romberg 30 sec x3; staggered stance at the counter with the cups on the top shelf; SLS 10 sec x 5."),
    ("97112", "partial", "97112 14 min. To steady the trunk we practiced cable chops, since every reach throws him off. He also did rocker board, 2 x 20."),
    ("97112", "present", "97112 14 min. Rocker board, 2 x 20. The cable chops of the last weeks were steadier today than ever before."),
    # what shows the patient what is done is not what is done
    ("97112", "present", "NMR 16 min - surface EMG on the VMO, sitting. Quad sets 10 x 10 s, SLR 2 x 12."),
    ("97110", "missing", "Therapeutic exercise, twenty minutes: leg raising, calf raising, and wall slides at the door. "
                         "After that he walked outdoors with the walker, about ninety feet."),
    ("97110", "present", "Exercise (20 min): heel sliding fifteen times, quadriceps setting ten times, and calf raising at the rail ten times."),
    ("97530", "present", "97530 25 min. The hard part was getting up and down, off the sofa or the dining chair, which she did seven times with CGA."),
])
def test_which_names_are_asked_their_dose(status, code, text, expected):
    assert status("volume", text, code) == expected
