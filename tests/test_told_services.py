"""Which service a stretch of text belongs to, whether it was done, and how many minutes it took, in many ways of telling."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def lint():
    linter = Linter.load(classifier=False)
    return lambda text, *codes: linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))


def status(report, code: str, element: str) -> str:
    return next(each.status for each in next(c for c in report.codes if c.code == code).elements if each.element == element)


UNDER_A_HEADING = """\
ORTHOSIS WORK: 24 min
 > Fit: wrist cock-up splint R, edge flared at the thumb web, strap moved
 > Training: daughter and client put it on and took it off x 3
SELF CARE: 12 min
 > Activity: buttoning a shirt, zipping a coat
 > Level: min A, verbal cues
THERAPEUTIC EXERCISE: 14 min
 > Items: wrist curls 2x10, putty squeeze 2x15
 > Result: less stiff
"""


@pytest.mark.parametrize(("code", "minutes"), [("97760", 24), ("97535", 12), ("97110", 14)])
def test_lines_set_under_a_heading_are_its_fields(lint, code, minutes):
    report = lint(UNDER_A_HEADING, "97760", "97535", "97110")
    assert status(report, code, "service") == "present"
    assert report.minutes[code].value == minutes


def test_a_heading_of_a_group_keeps_the_indented_lines(lint):
    report = lint("Group: 4 pts\n   Activity: seated volleyball, marching in place\n   Length: 30 min\n   Aim: endurance\n", "97150")
    assert status(report, "97150", "service") == status(report, "97150", "exercise") == "present"


def test_numbered_rows_are_each_a_service(lint):
    text = ("ROW 1 | Ther ex, hip | bridges 2x12, clams 2x10, 13 min, for hip strength\n"
            "ROW 2 | Orthosis, recheck | 15 min: wrist splint L reheated at the ulnar edge, strap renewed\n")
    report = lint(text, "97110", "97763")
    assert status(report, "97763", "service") == "present"


@pytest.mark.parametrize(("text", "code"), [
    ("What of the stairs? (97116, 11 min) Up and down six steps with one rail, cane, contact guard, cued to lead with the left.", "97116"),
    ("The heel was treated with ultrasound over the right plantar fascia, gel used, to ease it before the stretch.", "97035"),
    ("Internal manual work was done, 20 minutes. Left obturator internus. Sustained pressure, then slow stretch.", "97140"),
    ("Dilator practice, size 2. She placed it herself while I talked her through letting go. 10 minutes.", "97530"),
    ("Balloon retraining, 15 minutes. I told him to let the thighs go each time.", "97112"),
    ("Tests. Hip strength 3/5.\n\nThen I walked him, 80 feet twice with the rolling walker, contact guard, told to stay inside the frame.", "97116"),
    ("From there, 40 feet to the kitchen and back twice with contact guard, reminding her to lift the left foot, 9 minutes.", "97116"),
    ("Two trips to the dining hall, about 80 feet each way, rollator, stand-by, cues to stay near the frame; 14 minutes.", "97116"),
    ("Ladder crew, circuit with 3 workers: battle rope, sled push, step mill, 40 min.", "97150"),
    ("PT: 30 min. Resident did arm bike 10 min level 2, LAQ 2x15 and marches 2x15 for endurance.", "97110"),
])
def test_service_is_told(lint, text, code):
    assert status(lint(text, code), code, "service") == "present"


@pytest.mark.parametrize(("text", "code"), [
    ("I had intended to do bridges 3x10 and clams, but she was dizzy, so we rested.", "97110"),
    ("He was about to start the step-ups, 2x10, when his pressure fell. We stopped there.", "97110"),
    ("TE: same as Monday minus SLR.", "97110"),
    ("Left the traction table alone today because of his pressure.", "97012"),
    ("If the ache passes 5/10 then e-stim 15 min at 100 Hz to the cuff.", "97032"),
    ("Loading begins once surgeon clears: SLR 3x10.", "97110"),
    ("A water-based gel was put on the heel.", "97113"),
    ("The O T had done tub transfers and dressing with the sock aid.", "97530"),
])
def test_what_was_left_out_or_awaits_something_is_no_service(lint, text, code):
    assert status(lint(text, code), code, "service") == "missing"


@pytest.mark.parametrize(("text", "timed", "total"), [
    ("Whole visit was one hour and two minutes.", None, 62),
    ("Total visit: 1 hr 5 min", None, 65),
    ("The session lasted an hour and ten minutes, of which 55 were timed.", 55, 70),
    ("Traction 12, manual therapy 15, exercise 14, which makes 29 minutes timed and 41 in all.", 29, 41),
    ("Fifty two minutes timed, fifty five in the home.", 52, 55),
    ("Sixty five minutes total, fifty nine minutes of that is treatment.", 59, 65),
    ("Fifty minutes in the house and forty four of it hands on therapy.", 44, 50),
    ("Hands-on and one-to-one time amounted to 39 minutes.", 39, None),
    ("He was in treatment 38 minutes, every one of them one to one.", 38, None),
])
def test_totals_in_words(lint, text, timed, total):
    report = lint(text)
    assert (report.timed_minutes and report.timed_minutes.value, report.total_minutes and report.total_minutes.value) == (timed, total)


@pytest.mark.parametrize(("text", "code", "minutes"), [
    ("We gave 13 minutes (97110) to wand rotation in supine, 2 sets of 12, and rows, 2 sets of 10.", "97110", 13),
    ("NMR: tandem 3x30s, SLS 3x20 s, 11 min, VC for hips, to improve balance.", "97112", 11),
    ("NMR: tandem 3x30s, SLS 3x20 s, 12 min to improve balance; pt tired.", "97112", 12),
    ("What did we train? (97530, 16 min.) Rising from a low couch, 8 times, told to plant the feet.", "97530", 16),
])
def test_minutes_belong_to_the_service(lint, text, code, minutes):
    assert lint(text, code).minutes[code].value == minutes


def test_total_exercise_time_is_no_total_of_the_visit(lint):
    assert lint("US 1 MHz 1.0 W/cm2 x 6 min to R elbow\nwrist extension 3x15; total ex time 14 min", "97035", "97110").total_minutes is None


@pytest.mark.parametrize(("text", "service"), [
    ("O:\nBridges 2x10 for the gluteals.\nA: Ankle looser after the talar glides.", "missing"),  # named in the assessment alone
    ("O:\n97140: talar glides grade III to the R ankle, 9 min.\nA: Ankle looser after the glides.", "present"),
])
def test_an_assessment_looks_back_at_care_and_tells_none(lint, text, service):
    assert status(lint(text, "97110", "97140"), "97140", "service") == service
