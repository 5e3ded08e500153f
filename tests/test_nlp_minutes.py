"""Minutes as therapists write them: how many are each code's, what the note adds up, and what is no time of a service."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.nlp.quantities import find_quantities, fold
from ptnotelint.note import BilledLine, Note

EX, HANDS = "SLR 3x10, bridges 3x10", "STM R hamstring"
TE, MT, US, GT, TA, NMR, ADL = "97110", "97140", "97035", "97116", "97530", "97112", "97535"


@pytest.fixture(scope="module")
def minutes():
    linter = Linter.load(classifier=False)

    def read(text, codes):
        report = linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
        per_code = {code: report.minutes[code].value if code in report.minutes else None for code in codes}
        totals = [total.value if total else None for total in (report.timed_minutes, report.total_minutes)]
        return per_code, tuple(totals), {code.code: next(e.status for e in code.elements if e.element == "time") for code in report.codes}

    return read


STATED = [  # on the heading, the line, in a field, behind the list
    (f"Ther Ex (25 min): {EX}\nManual (12 min): {HANDS}"),
    (f"TE 25': {EX}\nMT 12': {HANDS}"),
    (f"25 minutes therapeutic exercise - {EX}\n12 minutes manual therapy - {HANDS}"),
    (f"Ther Ex: {EX}; 25 min, 1:1.\nManual: {HANDS}; 12 min, 1:1."),
    (f"Ther Ex {EX} (25 min)\nManual {HANDS} (12 min)"),
    (f"There ex {EX} 25 min\nMT x1 (12): {HANDS}"),
    (f"TE x2 (25): {EX}\nMT {HANDS} - 12 min"),
    (f"TE 25m {EX}. MT 12m {HANDS}."),
    (f"Therapeutic Exercise:\n{EX}\nMinutes spent: 25\n\nManual Therapy:\n{HANDS}\nMinutes spent: 12"),
    (f"Ther Ex - Time spent: 25 min. {EX}\nManual - Time spent: 12 min. {HANDS}"),
    # in prose, before or behind
    (f"For twenty-five minutes she exercised: {EX}. I then gave twelve minutes of manual therapy, {HANDS}."),
    (f"{EX} for strength. 25 min. {HANDS} for spasm. 12 min."),
    (f"The exercise portion lasted 25 minutes: {EX}. Manual therapy took up twelve minutes: {HANDS}."),
    # by the clock
    (f"9:00-9:25 TE: {EX}\n9:25-9:37 MT: {HANDS}"),
    (f"Ther ex 0900-0925: {EX}\nManual 0925-0937: {HANDS}"),
    (f"97110: start 9:00 AM stop 9:25 AM - {EX}\n97140: start 9:25 AM stop 9:37 AM - {HANDS}"),
    (f"9:00→9:25 Ther ex. {EX}.\n9:25→9:37 Manual. {HANDS}."),
    # tables
    (f"Service | Min | What\nTher ex | 25 | {EX}\nManual | 12 | {HANDS}"),
    (f"Code\tMin\tDescription\n97110\t25\t{EX}\n97140\t12\t{HANDS}"),
    # added up elsewhere
    (f"{EX}, {HANDS}.\nTE 25, MT 12."),
    (f"{EX}, {HANDS}.\nMinutes: TE 25 / MT 12"),
    (f"TE 25/MT 12\n{EX}, {HANDS}"),
    (f"{EX}, {HANDS}.\nMinutes by service:\nTherapeutic exercise 25\nManual therapy 12"),
    (f"{EX}, {HANDS}.\nTime log: therex 25, manual 12"),
    (f"TherEx = 25 min; Manual = 12 min\n{EX}, {HANDS}"),
    (f"Therapist gave 12 min of manual therapy, {HANDS}, and 25 min of there ex: {EX}."),
    (f"{EX}, {HANDS}.\nTime spent: exercise 25 minutes, manual 12 minutes."),
    (f"{EX}, {HANDS}.\n25 minutes of exercise and 12 minutes of manual therapy were provided."),
    # charge lines
    (f"{EX}. {HANDS}.\n\n97110 Ther Ex 25 min 2 units\n97140 Manual 12 min 1 unit"),
    (f"{EX}. {HANDS}.\nCharges: 97110 x2 (25 min), 97140 x1 (12 min)"),
    (f"{EX}. {HANDS}.\nBILLING: 97110 x2 (25), 97140 x1 (12)"),
    (f"{EX}. {HANDS}.\n\n97110  THERAPEUTIC EXERCISES    25\n97140  MANUAL THERAPY    12"),
    (f"{EX}. {HANDS}.\n\n|Proc|Start|End|Units|\n|97110|9:00|9:25|2|\n|97140|9:25|9:37|1|"),
    (f"{EX}. {HANDS}.\n\nCPT   Description   Minutes  Units\n97110 Therapeutic exercise   25   2\n97140 Manual therapy   12   1"),
    (f"{EX}. {HANDS}.\nMinutes: 97110 _25_  97140 _12_"),
]


@pytest.mark.parametrize("text", STATED)
def test_minutes_of_two_services(minutes, text):
    per_code, totals, _ = minutes(text, (TE, MT))
    assert per_code == {TE: 25, MT: 12}
    assert totals == (None, None)


OTHER_VALUES = [
    # an item's minutes are no part of its service's
    ("Therapeutic exercise - 23 minutes\n- SLR 3x10\n- NuStep L5 x 8 min\nManual - 10 minutes\n- STM quad 4 min\n- patellar glides gr III 6 min", {TE: 23, MT: 10}),
    ("Manual therapy was performed for 15 minutes: STM upper traps for 5 minutes, suboccipital release for 3 minutes.", {MT: 15}),
    ("MT: STM R UT 6 min, PA glides C5 gr III 5 min - 11 min total\nTE: rows 3x10, 20 min", {MT: 11, TE: 20}),
    ("US R elbow 3 MHz 50% 0.8 W/cm2 x 8 min; skin pink at the 5 min check, gone in 10 min.", {US: 8}),
    ("Manual: STM R UT, 12 min. Ache settled within 5 min.", {MT: 12}),
    # rows add up; what closes the note stands for the rows
    ("Exercise | Dose | Time\nBike | L3 | 6 min\nLeg press | 3x10 60# | 5 min\nStep ups | 2x10 6in | 5 min", {TE: 16}),
    # several services at once
    ("SLR 3x10, bridges 3x10. STM R HS. TE/MT 15 min each.", {TE: 15, MT: 15}),
    ("Balance work took up fourteen minutes: tandem 4 x 30 sec with CGA. Task practice, sixteen minutes: tub bench transfers x 5 with min A.", {NMR: 14, TA: 16}),
    ("Moist heat to the lumbar area for fifteen minutes prior to treatment. Then she exercised for half an hour: bridges 3x10.", {"97010": 15, TE: 30}),
    ("97530 x 25 min: sit to stand x 6 mod A, stand pivot transfers x 4 min A. 97116 x 15 min: FWW 60 ft x 2 CGA.", {TA: 25, GT: 15}),
    # two in one sentence, each before its service's name
    ("Pt participated in 30 minutes of therapeutic activities, toilet transfers x 4 w/ mod A, and 15 minutes of therapeutic exercise including AROM BLE 2x10.", {TA: 30, TE: 15}),
    ("Following 10 minutes of moist heat to the low back she performed 25 minutes of core strengthening (bridges 3x10) and received 12 minutes of soft tissue mobilization to the paraspinals.",
     {"97010": 10, TE: 25, MT: 12}),
    ("Session began with a 10-minute warm-up on the NuStep, then SLR 3x10. Total exercise time 25 minutes. STM R hamstring, 12 min.", {TE: 25, MT: 12}),
    ("O: Gait x 15' w/ RW 100' x 3 CGA, cues for step length. TE x 20': LAQ 2x15, marches 2x15. TA x 10': STS x 5 min A.", {GT: 15, TE: 20, TA: 10}),
    ("Balance / coordination, 12 minutes. Tandem on foam 5 x 20 sec with CGA.\nTherapeutic exercise, one-on-one, 25 minutes: SLR 3x10.", {NMR: 12, TE: 25}),
    # evaluations
    ("EVAL MIN: 40\nTE 10 min: heel slides 2x10", {"97161": 40, TE: 10}),
    ("ROM flex 110.\nGoals: stairs in 4 wks\nRe-exam took thirty-five minutes.\nTE 10 min: heel slides 2x10", {"97164": 35, TE: 10}),
    # hours and fractions
    ("Ther act 0.5 hr: floor to waist lifts 20 lb x 10. Ther ex 0.25 hr: rows 3x10.", {TA: 30, TE: 15}),
]


@pytest.mark.parametrize(("text", "wanted"), OTHER_VALUES)
def test_minutes_of_a_service_are_weighed(minutes, text, wanted):
    assert minutes(text, tuple(wanted))[0] == wanted


@pytest.mark.parametrize("text", [
    f"S: stiff 30 min in the am, drove 45 min.\nTE: {EX}.",
    f"HEP: walk 20 min daily.\nTE: {EX}.",
    f"Last visit TE 30 min. Today: {EX}.",
    f"TE: {EX}, rested 3 min after each set.",
    "TE: STS x 5 min A, marches x 10 min assist, bed mobility x 8 min to mod A.",
    f"TE: {EX}. Walked 297 m, 42M tolerated it.",
    f"{EX}, {HANDS}.\nBilling: 97110 x1, 97140 x1 each  45 min",
])
def test_no_minutes_of_a_service(minutes, text):
    assert minutes(text, (TE, MT))[0] == {TE: None, MT: None}


def test_a_range_is_time_without_a_number(minutes):
    for told in ("8-10 min", "eight or ten minutes"):
        per_code, _, status = minutes(f"Manual therapy {told}: {HANDS} for spasm.\nTE 20 min: {EX}", (MT, TE))
        assert per_code == {MT: None, TE: 20} and status[MT] == "present"


TOTALS = [
    ("Total Timed Minutes: 38\nTotal Treatment Minutes: 53", 38, 53), ("Timed 38 / Total 53", 38, 53), ("timed 38, untimed 15, total 53", 38, 53),
    ("Total tx time = 53 min (38 min timed).", 38, 53), ("53 minutes in all, of which 38 timed.", 38, 53), ("TT 38 / Tot 53", 38, 53),
    ("Timed thirty-eight minutes, total treatment fifty-three minutes.", 38, 53), ("Direct time 38, chair-to-door 53", 38, 53),
    ("| Timed code min | 38 |\n| Total min | 53 |", 38, 53), ("Total timed / total tx: 38 / 53", 38, 53), ("TOTAL TIMED 38 TOTAL TX 53", 38, 53),
    ("53 min total: 15 untimed + 38 timed", 38, 53), ("In 9:00 Out 9:53. Total billable time 38.", 38, 53),
    ("A total of 53 minutes was spent in treatment, 38 minutes of which were timed codes.", 38, 53),
    ("45 minutes, all of it timed.", 45, 45), ("Total treatment time 45 min, all timed.", 45, 45), ("45 min timed / 45 min total.", 45, 45),
    ("Timed code tx 45 min", 45, None), ("Total: 45 timed, 3 units.", 45, None),
    ("TTT 45", None, 45), ("tx 45", None, 45), ("Session 45 min", None, 45), ("Time in 2:00 pm, time out 2:45 pm", None, 45),
    ("Treatment began at 9:00 and ended at 9:45.", None, 45), ("Seen 10:05 to 10:50, all of it one on one.", None, 45), ("0905-0950", None, 45),
    ("Pt was seen for a 45-minute session.", None, 45), ("The patient was treated for forty-five minutes of skilled PT.", None, 45),
    ("Mins 20 + 15 + 10 = 45", None, 45), ("Sum of minutes 45", None, 45), ("45 min.", None, 45), ("Total _45_", None, 45),
    ("Visit 7 of 12, session 3, day 45.", None, None), ("Total of 45 visits so far.", None, None), ("LEFS total score 45", None, None),
    ("Total leg press 45#", None, None), ("S: can sit 45 min total", None, None), ("Goal: walk 45 min total", None, None),
]


@pytest.mark.parametrize(("line", "timed", "whole"), TOTALS)
def test_totals_as_stated(minutes, line, timed, whole):
    per_code, totals, _ = minutes(f"{EX}.\n\n{HANDS}.\n\n{line}", (TE, MT))
    assert totals == (timed, whole)
    assert per_code == {TE: None, MT: None}


def test_a_service_may_have_a_total_of_its_own(minutes):
    text = f"S: ok\nTher Ex:\n{EX}\nTotal time: 25 minutes\n\nManual:\n{HANDS}\nTotal time: 12 minutes"
    assert minutes(text, (TE, MT))[:2] == ({TE: 25, MT: 12}, (None, None))
    assert minutes(f"Manual: {HANDS} for spasm, 12 min total. Ther ex: {EX}, 20 min.", (MT, TE))[:2] == ({MT: 12, TE: 20}, (None, None))


def test_the_visit_is_the_time_of_an_only_service(minutes):
    per_code, _, status = minutes(f"Ther ex for strength: {EX}.\nTx time 40 min", (TE,))
    assert per_code == {TE: 40} and status == {TE: "present"}
    assert minutes(f"Ther ex for strength: {EX}.\nManual: {HANDS}.\nTx time 40 min", (TE, MT))[2] == {TE: "missing", MT: "missing"}


def test_a_sentence_with_a_time_only_is_of_what_was_told_most(minutes):
    text = "Bridges 3x10, clams 2x15, bird dog 2x8 to build strength for lifting. 18 min.\nPA glides L4-5 gr III for stiffness. 12 min."
    assert minutes(text, (TE, MT, TA))[0] == {TE: 18, MT: 12, TA: None}


@pytest.mark.parametrize(("text", "kind", "values"), [
    ("twenty-six minutes", "minutes", (26,)), ("forty\nfive minutes", "minutes", (45,)), ("a quarter hour", "minutes", (15,)), ("fifteen mintues", "minutes", (15,)),
    ("two hundred and ten feet", "length", (210,)), ("9:31→9:46", "clock", (9, 31, 9, 46)), ("10:00 am until 10:20 am", "clock", (10, 0, 10, 20)),
    ("09.00-09.25", "clock", (9, 9.25)), ("_15_", "number", (15,)),
])
def test_notations_of_time(text, kind, values):
    assert [(each.kind, each.values) for each in find_quantities(fold(text))] == [(kind, values)]
