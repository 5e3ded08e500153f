"""Items and their doses: names nobody has heard of, doses in every notation, and which dose is whose."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.nlp.quantities import find_quantities
from ptnotelint.note import BilledLine, Note

EXERCISE = "Ther Ex (97110) 15 min: "
BALANCE = "NMR (97112) 15 min: "
TASKS = "Ther Act (97530) 15 min: "


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def statuses(linter: Linter, text: str, code: str) -> dict[str, str]:
    judged = linter.lint(Note(text, billed=(BilledLine(code),))).codes[0]
    return {element.element: "missing" if element.status == "not_judged" else element.status for element in judged.elements}


@pytest.mark.parametrize("text", [
    "dolphin kicks 3x10, tin soldiers x20",
    "corkscrews with blue band 2 x 15",
    "inchworms down the hallway 2 laps, gorilla walks 15 ft x 3",
    "pretzel twist, 20 reps; sword draw w/ yellow 2x8",
    "3x8 crocodile rolls",
    "noodle hugs x10 and banana pulls x20",
])
def test_a_dose_makes_an_item_of_an_unknown_name(linter, text):
    found = statuses(linter, EXERCISE + text, "97110")
    assert (found["exercise"], found["volume"]) == ("present", "present")


@pytest.mark.parametrize("text", [
    "Therapeutic exercise:\nCrocodiles\t3x10\nPretzel twist\t2x30 sec\nSwimmer kicks\tx20",
    "TherEx 97110\n- Banana pulls 3 x 12 RTB\n- Elevators x 10",
    "For therapeutic exercise, fifteen minutes, he did tin soldiers two sets of ten and dolphin kicks three sets of eight.",
])
def test_unknown_names_in_lists_and_rows(linter, text):
    assert statuses(linter, text, "97110")["exercise"] == "present"


@pytest.mark.parametrize(("code", "text"), [
    ("97110", EXERCISE + "strengthening exercises 3x10"),
    ("97110", EXERCISE + "continued with current program 3x10 all exercises"),
    ("97110", EXERCISE + "LOB x 3, needed verbal cues 3 times, pain increased 2 times"),
    ("97110", EXERCISE + "able to complete 3 sets before rest break, 2 min rest x 3"),
    ("97110", EXERCISE + "patient reaches for cup with less pain"),
    ("97112", BALANCE + "balance activities 3 x 30 sec"),
    ("97530", TASKS + "functional mobility training x 2 trials"),
    ("97530", TASKS + "education on body mechanics x 5 min"),
])
def test_a_dose_makes_no_item_of_help_rest_or_the_kind_of_care(linter, code, text):
    found = statuses(linter, text, code)
    assert found["activity" if code == "97530" else "exercise"] == "missing"


def test_a_movement_names_an_item_without_a_dose(linter):
    found = statuses(linter, EXERCISE + "tin soldier kicks, noodle hugs and dragon pushes", "97110")
    assert (found["exercise"], found["volume"]) == ("present", "missing")


@pytest.mark.parametrize("doses", [
    "SLR 10x3, bridges 15x2", "SLR 3/10, bridges 2/15, clams 3/10", "SLR 30x, bridges 20x, clams 20x B", "SLR - 30, bridges - 20, clams - 20",
    "SLR: 30\nBridges: 20\nClams: 20", "SLR (10), bridges (15 each), bike (5 min)", "SLR *30, bridges *20", "10 SLR, 15 bridges, 20 heel raises",
    "10 reps SLR; 10 reps bridges; 10 reps clams", "Ten bridges and ten clamshells were completed.", "ten slow dead bugs a side, fifteen bridges",
    "SLR, three sets of ten; bridges, two sets of fifteen.", "SLR three by ten, bridges a dozen", "quad sets 5\" x 20, bridges 15 x 3\"",
    "hamstring stretch :30 x 3, plank 1 min x 3", "UBE 3/3, rows 3x10", "thoracic extension over towel, 10; open book, 10 slow; cat-cow 8 each way",
    "squats 12, lunges 8/side", "prone T/Y/W, 8 each, 2 rounds", "toe yoga 2 min; marble pickup 20 marbles", "SLR  Sets: 3  Reps: 10\nBridge  Sets: 2  Reps: 15",
    "SLR 3(10), bridge 2(15)", "Leg press 3x10, leg curl same", "6 minutes on the bike, 30 reps of leg press", "box taps twice, curtsey lunges once each way",
    "wall slides x 10 in standing, rows x 15", "leg press 3 sets of 12 at 80 lb; bike 10 minutes level 3", "SLR\n  Sets: 3\n  Reps: 10\nBridge\n  Sets: 2\n  Reps: 15",
])
def test_every_notation_is_a_dose(linter, doses):
    assert statuses(linter, EXERCISE + doses, "97110")["volume"] == "present"


@pytest.mark.parametrize("text", [
    "Exercise | Sets | Reps | Wt\nSLR | 3 | 10 | 2#\nBridge | 2 | 15 | BW",
    "97110 Ther Ex\nExercise\tSets\tReps\tResistance\nSLR\t3\t10\t2#\nHeel raise\t3\t12\t--",
    "Exercise|Today\nBike|8 min\nSLR|3x10 2#\nTKE|20 GTB\n97110 TE 15 min",
    "Therapeutic Exercise 97110 15 minutes\n  Exercise: Heel slides; Sets/Reps: 2/10; Resistance: none\n  Exercise: SAQ; Sets/Reps: 3/10; Resistance: 2 lb",
])
def test_columns_and_fields_of_doses(linter, text):
    assert statuses(linter, text, "97110")["volume"] == "present"


@pytest.mark.parametrize("text", [
    "quad sets, glute sets, heel slides 2x10", "SLR, bridges and clams, all 3x10", "SLR, bridges, clams (3x10 each)", "3x10 each: SLR, bridges, clams",
    "All exercises 2 sets of 10: SLR, bridges, clams", "the following x 15 reps: SLR, bridge, LAQ, hip abd", "3 rounds: SLR, bridges, step ups",
    "circuit of squats, lunges, step ups, ten each, three rounds", "SLR\n bridges\n clams\n all x 20", "Performed bridges; clams; SLR; all for 2 sets of 10.",
    "10 reps each of SLR, SAQ, heel slides", "LAQ, hip flex, AP x 20 reps ea with 2# cuff", "SLR 3x10, bridges and clams 2x10",
])
def test_one_dose_covers_a_list(linter, text):
    assert statuses(linter, EXERCISE + text, "97110")["volume"] == "present"


@pytest.mark.parametrize("text", ["Therapeutic exercise 15 min, 2 x 10 each\nSLR\nBridges\nClams", "97110: sup therex BLE 2 x 10 ea: QS, hip abd/add, SAQ."])
def test_a_dose_in_the_heading_covers_the_block(linter, text):
    assert statuses(linter, text, "97110")["volume"] == "present"


@pytest.mark.parametrize(("text", "status"), [
    ("SLR 3x10, bridges, clams 2x10", "partial"),  # no unbroken list of undosed items
    ("bike 6 min, SLR 3x10, hamstring curls w/ RTB, bridges 2x10", "partial"),
    ("SLR 3x10, bridges, clams", "partial"),
    ("Bridges 2x10. Clams with green band. SLR with 2 lb.", "partial"),
    ("SLR, bridges, clams, SAQ", "missing"),
    ("SLR, bridges, clams. Patient completed exercises for 15 min.", "missing"),
    ("lat pulls, seated rows, chest press; patient needs rest x 2 min between", "missing"),
])
def test_undosed_items_stay_undosed(linter, text, status):
    assert statuses(linter, EXERCISE + text, "97110")["volume"] == status


@pytest.mark.parametrize(("code", "text"), [
    ("97110", EXERCISE + "SLR 3x10 with cues to keep knee straight; bridges 2x10 with band, able to hold level pelvis"),
    ("97110", EXERCISE + "heel slides 2x10; pain 3/10 with end range knee flexion. SAQ 2x10"),
    ("97110", EXERCISE + "squats 3x10 to chair height, limited by ankle DF; rows 2x10, PLB cues throughout"),
    ("97110", "O: Lumbar flexion 70%, lateral pinch with pain, SLR 60.\n" + EXERCISE + "SAQ 2x10, wall slides 2x10"),
    ("97112", BALANCE + "Tandem stance 3x30 sec w/ head turns, SLS 4x15 sec with fingertip support"),
    ("97112", BALANCE + "Rhythmic stabilization 3 x 30 sec, light perturbations; PNF D2 2x10"),
    ("97112", BALANCE + "Weight shifting in // bars: lateral shift onto R 2 x 15, tap L foot to step x 20"),
    ("97530", TASKS + "Pulled feed sack off truck bed onto cart, 5 reps, cues for hinge."),
])
def test_what_is_said_beside_an_item_is_no_item(linter, code, text):
    assert statuses(linter, text, code)["volume"] == "present"


def test_the_name_of_a_viewing_exercise_is_no_dose(linter):
    assert statuses(linter, BALANCE + "VOR x1 viewing in standing; gaze shifts 2 x 30 sec", "97112")["volume"] == "partial"


@pytest.mark.parametrize(("code", "text"), [
    ("97112", BALANCE + "tandem stance, SLS, min A x 1, LOB x 2, cues x 3"),
    ("97112", BALANCE + "SLS R 8 sec L 12 sec. Tandem stance and foam standing with CGA"),
    ("97110", EXERCISE + "wall slides, rows. Shoulder flexion 0-120, abd 90. FU 2x/wk x 6."),
    ("97110", EXERCISE + "SLR for L2-4 strength, bridges on level 2, clams grade 3"),
    ("97110", EXERCISE + "step ups on 6 in step, squats to 90 deg, leg press seat 5"),
    ("97110", EXERCISE + "SLR, bridges with 2 pillows under knees, clams with 10 lb"),
    ("97530", TASKS + "sit to stand from 18 in chair with CGA; stairs with 2 rails"),
    ("97110", EXERCISE + "SLR, bridges, clams. HEP: SLR 3x10, bridges 2x10."),
])
def test_other_numbers_are_no_dose(linter, code, text):
    assert statuses(linter, text, code)["volume"] == "missing"


@pytest.mark.parametrize("text", [
    "Therapeutic exercise 15 min\n2 sets of 10 reps:\n SLR\n bridges\n clams",
    "Therapeutic exercise 15 min\nSLR\nbridges\nclams\n(10 reps each)",
    "97110 x 2: hip 4-way (flex, abd, ext, add) 2x10, putty (gross grasp, pinch) 5 min",
    "97110 (2 units) 25 min\nBike 6 min\nLeg press 60# 3x10",
    "Exercise Flow Sheet\nDate            11/3      11/5\nBike            5 min     6 min\nQS              20        30\nSLR             2x10      3x10\nTE time         20 min    20 min",
    "Rx - Ex 15m\n1 heel slides x30\n2 QS 5s x30\n3 patella mobs self x2m",
])
def test_layouts_of_exercise_lists(linter, text):
    assert statuses(linter, text, "97110")["volume"] == "present"


def test_minutes_that_name_no_item_of_the_row_are_the_services(linter):
    assert statuses(linter, "97110 (2 units) 25 min\nBike\nLeg press 60# 3x10", "97110")["volume"] == "partial"


@pytest.mark.parametrize(("text", "status"), [
    ("got in and out of the tub with grab bar, min A", "present"),
    ("unloaded dishwasher to upper shelf with R UE, cues for scap set", "present"),
    ("dynamic activities to improve functional performance, verbal cues", "missing"),
    ("functional activities for strength", "missing"),
])
def test_a_verb_of_daily_life_tells_a_task(linter, text, status):
    assert statuses(linter, TASKS + text, "97530")["activity"] == status


@pytest.mark.parametrize(("text", "status"), [
    ("squats 3x10 at 70% 1RM", "present"), ("leg curl machine stack 5, 3x10", "present"), ("ER 2x15, progressed band to red", "present"),
    ("quad sets x20, heel slides x20 for ROM", "missing"), ("pain free grip 51 lb, fisting x20", "missing"),
])
def test_loads(linter, text, status):
    assert statuses(linter, EXERCISE + text, "97110")["resistance"] == status


@pytest.mark.parametrize(("text", "status"), [
    ("amb 75' with FWW min A, step-to pattern", "present"), ("two hundred feet with SPC, CGA", "present"),
    ("ambulated in parallel bars 6 passes, mod A", "present"), ("treadmill 6 minutes at 1.2 mph for step length", "present"),
    ("walked household distances with RW, CGA", "missing"),
])
def test_distances(linter, text, status):
    assert statuses(linter, "97116 gait training 15 min: " + text, "97116")["distance"] == status


@pytest.mark.parametrize(("words", "value"), [
    ("a hundred and fifty feet", 150), ("two hundred twenty-five feet", 225), ("forty two feet", 42), ("a dozen reps", 12), ("three reps", 3),
])
def test_numbers_in_words(words, value):
    assert find_quantities(words)[0].values == (value,)
