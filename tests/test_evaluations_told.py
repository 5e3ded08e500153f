"""Evaluations as therapists of many habits tell them: background, findings, how the case presents, goals, plan, whose it is."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note

LINTER = Linter.load(classifier=False)


def checked(text: str, *codes: str):
    return LINTER.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))


def status(text: str, code: str, element: str, *others: str) -> str:
    """The status of one element of one evaluation."""
    found = next(each for each in checked(text, code, *others).codes if each.code == code)
    return next(each.status for each in found.elements if each.element == element)


KNEE = "PT eval. 54F, R knee OA. {} Plan: 2x/wk x 6 wk."


@pytest.mark.parametrize("told", [
    "Her symptoms have been steady for a month.",
    "It is a textbook ankle sprain with no other conditions muddying it.",
    "Function has dropped off steadily since August.",
    "He is weaker at every visit.",
    "Tone varies with time of day and meds.",
    "Her numbness is spreading up the leg since last week.",
    "CLINICAL PRESENTATION: STABLE",
    "Pt's status can change quickly.",
    "A complicated man with many problems.",
    "It has not changed in two months.",
    "Sx worsen wk by wk",
    "mod cx",
])
def test_how_a_case_presents_in_plain_words(told):
    assert status(KNEE.format(told), "97161", "presentation") == "present"


@pytest.mark.parametrize("told", [
    "Gait unstable on grass.",
    "Knee is stable to valgus stress.",
    "Stable surface SLS 8 s, foam 3 s.",
    "She lives in a medical complex.",
    "Worked a complex obstacle course.",
    "BP 120/70, no change in medication.",
    "Follows simple commands.",
    "Long path to the mailbox.",
])
def test_what_is_stable_or_complex_but_no_case(told):
    assert status(KNEE.format(told), "97161", "presentation") == "missing"


HAND = "OT eval. 40M, R hand fracture, HTN. Grip 30 lb right hand.\n{}\n2x/wk x 6 wk."


@pytest.mark.parametrize("told", [
    "Goals (4 wks): ties shoes in 2 min.",
    "By March 3 he'll carry a 12-lb toolbox one flight.",
    "6 wk – hangs laundry overhead without a rest.",
    "He hopes to pull start the mower by week 8.",
    "Within a month: opens own pill bottles 5/5 days.",
    "Target date 4/30: sign 20 checks legibly.",
    "Long term, 8-10 weeks: return to forklift driving full shift.",
    "Agreed with wife: he gets to the commode at night min A, 10 days.",
    "End of June: types 30 min w/o numbness.",
    "Outcome wanted at 3 months: runs 5 km without limp",
])
def test_a_goal_has_an_activity_a_measure_and_a_time(told):
    assert status(HAND.format(told), "97165", "goals") == "present"


@pytest.mark.parametrize("told", [
    "Goals: flexion 120 in 4 wks.",
    "LTG 6 wks: QuickDASH below 20.",
    "Goal is to return to gardening.",
    "Has been unable to lift for 3 weeks.",
    "Pain x 3 wks – worse lifting 10 lb box.",
    "Over 2 weeks: pain walking 10 min got worse.",
    "Goals will be set with family in 1 week.",
    "By report walks 2 blocks; 3 weeks: no driving per MD.",
])
def test_what_is_no_goal_though_time_and_activity_stand_there(told):
    assert status(HAND.format(told), "97165", "goals") == "missing"


OPEN_PLAN = "PT eval. 40M, R knee OA, HTN. Knee flexion 110, quad 4/5. Case stable. {}"


@pytest.mark.parametrize("told", [
    "PT 2-3 d/wk, 8 wks, strength and gait.",
    "45 min sessions twice weekly over the next two months.",
    "Care: 20 min weekly, in class, 16 weeks.",
    "3x/wk on days off dialysis × 6.",
    "Seen 75 min 5 d/wk x 3 wk.",
    "Eval only, no PT needed.",
    "One-time visit; d/c to HEP.",
    "2x wk x 8, home lights w/ OT.",
])
def test_how_often_and_how_long(told):
    assert status(OPEN_PLAN.format(told), "97161", "plan_of_care") == "present"


@pytest.mark.parametrize("told", [
    "Plan: 2x/week.",
    "HEP 3x/week for 4 weeks.",
    "Has attended gym 3x/week for 2 years.",
    "Headaches 3x/week for 2 months",
    "Wear splint daily x 6 weeks",
    "Was seen 2x/wk x 6 wk last year",
])
def test_how_often_something_else_happens(told):
    assert status(OPEN_PLAN.format(told), "97161", "plan_of_care") == "missing"


BARE = "PT eval. {} Knee flexion 110, quad 4/5. Case stable. Plan: 2x/wk x 6 wk."


@pytest.mark.parametrize("told", [
    "54F, no other medical problems.", "Takes no medication, never operated on.", "PMH neg.", "Otherwise fit and well.", "Recently divorced, night shift.",
    "Old ankle fracture 2010.", "Earlier episode in 2020 cleared with PT.", "Past: appendix out.", "hep C, prior opioid use",
])
def test_what_stands_behind_a_case(told):
    assert status(BARE.format(told), "97161", "history") == "present"


@pytest.mark.parametrize("told", ["54F, R knee pain.", "Fell on 3/1, knee swollen.", "Knee hurts on stairs."])
def test_the_complaint_is_no_history(told):
    assert status(BARE.format(told), "97161", "history") == "missing"


@pytest.mark.parametrize("text, examined", [
    ("PT: Berg 41, TUG 19 s.\nOT: see scanned form.", "97161"),
    ("OT EVALUATION\nGrip 31 lb R, 40 L. 9HPT 30 s.\n\nPT EVALUATION\nDone, in media tab.", "97165"),
    ("** Physical Therapy (40 min) **\nKnee flexion 95, quad 3+/5.\n** Occupational Therapy **\nDeferred to tomorrow.", "97161"),
    ("PT eval: Berg 41, 30-s chair rise 7. OT eval form scanned separately.", "97161"),
])
def test_findings_are_of_the_discipline_in_whose_text_they_stand(text, examined):
    other, = {"97161", "97165"} - {examined}
    assert status(text, examined, "service", other) == "present"
    assert status(text, other, "service", examined) == "missing"


def test_a_shared_examination_speaks_for_both():
    text = "Joint evaluation. Berg 41. Grip 30 lb R.\nPT: will follow 3x/wk x 4 wk.\nOT: will follow 2x/wk x 4 wk."
    assert status(text, "97161", "service", "97165") == status(text, "97165", "service", "97161") == "present"


@pytest.mark.parametrize("findings, expected", [
    ("UB dressing mod A, tub transfer max A.", "present"),
    ("QVRT total 19/48; ZMPS motor 1.1.", "present"),
    ("Shoulders 2/5, fingers 3/5.", "present"),
    ("Grip 28 lb.", "present"),
    ("HR 88.", "missing"),
    ("Evaluation completed, pleasant lady.", "missing"),
])
def test_an_examination_is_a_measure_or_more_than_one_finding(findings, expected):
    assert status(f"OT evaluation. 70F. {findings}", "97165", "service") == expected


@pytest.mark.parametrize("told", ["PT 35 min / OT 40 min", "PT eval 35 min. OT eval 40 min.", "PT 35, OT 40."])
def test_minutes_beside_each_discipline(told):
    text = f"PT: Berg 41, TUG 19 s.\nOT: grip 30 lb, 9HPT 31 s.\n{told}"
    minutes = checked(text, "97162", "97166").minutes
    assert (minutes["97162"].value, minutes["97166"].value) == (35, 40)
