"""Minutes of each service and of the visit, in the many ways therapists write them."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def lint():
    linter = Linter.load(classifier=False)
    return lambda text, *codes: linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))


def minutes(report):
    return {code: told.value for code, told in report.minutes.items() if told}


@pytest.mark.parametrize("line", [
    "TE 23 MT 12 TA 15", "TE 23, MT 12, TA 15", "23' TE 12' MT 15' TA", "23 min TE, 12 min MT, 15 min TA", "(TE-23, MT-12, TA-15)", "TE=23 MT=12 TA=15",
    "Exercise - 23, manual - 12, activities - 15", "TX: TE x 23 min, MT x 12 min, TA x 15 min", "TE x 23, MT x 12, TA x 15 = 50 min", "Tally: ther ex 23 + manual 12 + ther act 15 = 50 timed",
    "Exercise twenty-three, manual twelve, activities fifteen minutes.", "TE\t23\nMT\t12\nTA\t15\nTotal\t50", "97110-23, 97140-12, 97530-15", "97110: 23m 97140: 12m 97530: 15m",
    "97110 x2 23min 97140 x1 12min 97530 x1 15min"])
def test_a_recapitulation_pairs_services_and_minutes_however_it_is_punctuated(lint, line):
    assert minutes(lint(line, "97110", "97140", "97530")) == {"97110": 23, "97140": 12, "97530": 15}


@pytest.mark.parametrize("line", ["TE 2 MT 1 TA 1", "97110 x 2, 97140 x 1", "Gait 3/5, balance 4/5", "Exercise 20% better, manual 30% better"])
def test_units_and_scores_are_no_minutes(lint, line):
    assert minutes(lint(line, "97110", "97140", "97530")) == {}


def test_one_number_behind_several_codes_is_the_visits_unless_each_has_its_units(lint):
    assert minutes(lint("97140 x 1, 97110 x 2 - 45 min", "97140", "97110")) == {}
    assert minutes(lint("97150 1 unit, 97110 1 unit 16 min", "97150", "97110")) == {"97110": 16}


@pytest.mark.parametrize(("text", "timed", "total"), [
    ("53 minutes of one-to-one care", 53, None),
    ("Direct contact time: 53 minutes", 53, None),
    ("38 min with pt, all 1:1", 38, None),
    ("51 min total, all direct", 51, 51),
    ("45 min one on one, whole visit 60 min", 45, 60),
    ("Direct 1:1: 45 min / Total: 60 min", 45, 60),
    ("48 minutes in the room, 40 of them timed", 40, 48),
    ("The whole visit lasted fifty-two minutes, forty of which were timed.", 40, 52),
    ("Time with patient 52 min, timed part 26.", 26, 52),
    ("NMES 12 + ex 28 = 40 timed. 52 in clinic.", 40, 52),
    ("Minutes: untimed 20, timed 33 (18+15), 53.", 33, 53),
    ("Arrived 9:00, left 9:55.", None, 55),
    ("Check-in 9:00 / check-out 9:55", None, 55),
    ("START TIME 1300 STOP TIME 1355", None, 55),
    ("In 0900 Out 0955", None, 55),
    ("Heart rate limit 85% = 148. Bridges 2x10.", None, None),
])
def test_totals(lint, text, timed, total):
    report = lint(text, "97110", "97140")
    assert (report.timed_minutes and report.timed_minutes.value, report.total_minutes and report.total_minutes.value) == (timed, total)


@pytest.mark.parametrize(("text", "codes", "expected"), [
    ("Last came 14 minutes of walking, 200 ft with the cane.\n\nThe other 10 minutes were balance: tandem stance 3 x 30 s.", ("97116", "97112"), {"97116": 14, "97112": 10}),
    ("We worked on transfers for twelve minutes, sit to stand x 8 with min A.", ("97530", "97110"), {"97530": 12}),
    ("8 min of GH mobs and 7 min of STM to UT to improve mobility", ("97140", "97110"), {"97140": 15}),
    ("10:00-10:10 SLR 3x10, bridges 3x10\n10:10-10:25 leg press 60# 3x12\ntherapeutic exercise 25 min", ("97110", "97140"), {"97110": 25}),
    ("Seen in the pool, 40 minutes in all. Squats 2x15, marching 3 widths, bicycle in the deep end for 5 minutes for hip strength.", ("97113",), {"97113": 40}),
    ("| Exercise | Dose | Min |\n|---|---|---|\n| SLR | 3x10 | |\n| Leg press | 60# 3x10 | 16 total |", ("97110", "97140"), {"97110": 16}),
    ("Eval: SLR neg, flexion 50%. Moderate complexity. 35 min.\nThen body mechanics training, squat lift x 8 with cues, 15 min.", ("97162", "97530"), {"97162": 35, "97530": 15}),
    ("35 minutes were spent evaluating.\nSquat lift x 8 with cues, 15 min.", ("97162", "97530"), {"97162": 35, "97530": 15}),
    ("US cont 3 MHz 0.8 W/cm2 7 min L patellar tendon for pain\nIonto dexamethasone 40 mA-min R heel 20 min for inflammation", ("97035", "97033"), {"97035": 7, "97033": 20}),
])
def test_minutes_go_to_the_service_they_are_said_of(lint, text, codes, expected):
    assert minutes(lint(text, *codes)) == expected


def test_minutes_of_an_earlier_visit_are_not_of_this_one(lint):
    assert minutes(lint("Last visit (8/2): wrist curls 2x12, retrograde massage 11 min.\n\nToday: SLR 3x10.", "97124", "97110")) == {}


@pytest.mark.parametrize(("text", "codes", "expected"), [
    ("Pt late 9 min. Hamstring curls 2x15, wall squats 3x8 - 22 min", ("97110",), {"97110": 22}),
    ("Late by 9 min. Hamstring curls 2x15, wall squats 3x8, 22 min", ("97110",), {"97110": 22}),
    ("Began 9 min late: hamstring curls 2x15, wall squats 3x8 - 22 min", ("97110",), {"97110": 22}),
    ("Ambulated 220 ft with rollator x 13 min verbal cues for upright trunk, SBA.", ("97116",), {"97116": 13}),
    ("Gait training x 17 min VC for base of support, 90 ft, CGA.", ("97116",), {"97116": 17}),
    ("Gait 17 minutes tactile cues at the trunk, 90 ft.", ("97116",), {"97116": 17}),
    ("Gait 11 min: 220 ft with rollator x 3 min verbal cues.", ("97116",), {"97116": 11}),
    ("Ther act 18 min: chair rises x 9 min verbal cues for foot position.", ("97530",), {"97530": 18}),
    ("Group 35 min: group of 6. Heel raises 2x10.", ("97150",), {"97150": 35}),
])
def test_minutes_of_care_told_from_lateness_cueing_and_heads(lint, text, codes, expected):
    assert minutes(lint(text, *codes)) == expected
