"""Minutes, totals, doses and settings in the places where clinicians put them, and numbers that are none of these."""

import pytest


@pytest.fixture(scope="module")
def status(lint):
    def read(text, code, element):
        return next(each.status for each in lint(text, code).codes[0].elements if each.element == element)
    return read


@pytest.mark.parametrize("text", [
    "TE: SLR 3x10, bridges 2x10. MT: STM quad.\nBilling\n  97110   20   1 unit\n  97140   12   1 unit",
    "TE: SLR 3x10, bridges 2x10. MT: STM quad.\nCHARGE SUMMARY (minutes)\n97110 .... 20\n97140 .... 12\nTIMED .... 32",
    "9:00 - 9:20\tTher ex\tSLR 3x10, bridges 2x10\n9:20 - 9:32\tManual\tSTM quad, patellar glides gr III",
    "Service | Start | Stop | Detail\nTher ex | 1:00 pm | 1:20 pm | SLR 3x10, bridges 2x10\nManual | 1:20 pm | 1:32 pm | STM quad",
    "- Strengthening: SLR and bridges\n    + 3x10 each\n    + 20 min\n- Hands-on work: STM quad, patellar glides gr III\n    + 12 min",
    "Strength? SLR 3x10, bridges 2x10. 20 min. Tired by the end.\nHands-on? STM quad, patellar glides gr III. 12 min. Looser.",
    "TX\n. Ther ex, R knee, 20 min. SLR 3x10, bridges 2x10.\n. Manual, R knee, 12 min. STM quad, patellar glides gr III.",
    "TE: SLR 3x10, bridges 2x10 (total 20 min)\nMT: STM quad 5 min, patellar glides gr III 7 min (total 12 min)",
    "TE: [20] min, SLR 3x10, bridges 2x10\nMT: [ 12 ] min, STM quad",
    "TE SLR 3x10, bridges 2x10. Soft. 20'. Weak quad.\nMT STM quad, patellar glides gr III. Stiff. 12'. Bends freer.",
    "97110 / 0900-0920 (20 MIN): SLR 3X10, BRIDGES 2X10\n97140 / 0920-0932 (12 MIN): STM QUAD\nTTL TIMED 32 MIN. TTL 32 MIN."])
def test_minutes_of_each_service_by_the_layout(minutes, text):
    assert minutes(text, "97110", "97140") == {"97110": 20, "97140": 12}


@pytest.mark.parametrize(("text", "code", "told"), [
    ("GROUP SESSION\nChair rises and toe raises with 3 others. Led by me.\nMinutes in group: 25", "97150", 25),
    ("Stations class, 4 pts, led by PT\nGroup:\n + three stations, 35 min, 4 pts\n + squats, steps, band rows 2x12", "97150", 35),
    ("Initial evaluation. MMT quad 3/5, TUG 18 s. This is an evaluation of low complexity and I spent thirty minutes at it.", "97161", 30),
    ("Flexion 140 from 110, DASH 29. Goals revised for six more weeks. The review took me twenty minutes.", "97164", 20),
    ("For 16 minutes following, I worked with her on lower body dressing from the bed: sock aid, reacher. The second go took 5 minutes instead of 9.", "97535", 16),
    ("Pt engaged in 24 mins of ADL training for UB dressing with min A and verbal cues.", "97535", 24),
    ("For just over half an hour (33 min) we practised car transfers x4 and lifting a crate x8 with cues.", "97530", 33),
    ("In the therapy tank, water to the chest, squats x 15, heel raises 2x10, 22 min for strength", "97113", 22),
    ("Mech traction, lumbar table, 60#, intermittent 30/10 x 15.", "97012", 15),
    ("IFC 80-150 Hz to tolerance, 15 min, low back, to reduce pain", "97014", 15),
    ("* Treadmill test to decide on return to play. Stopped at minute 11, HR 170. 18 min of one to one testing.", "97750", 18)])
def test_minutes_by_the_wording(minutes, text, code, told):
    assert minutes(text, code, "97010") == {code: told}


def test_minutes_alone_close_a_service_within_a_paragraph(minutes):
    told = ("Seen for 50 minutes. LE ther ex in supine for strength, 2 sets of 10 each: ankle pumps, quad sets, heel slides. 22 mins. "
            "Transfers from bed, toilet and w/c x 3 each with min assist and verbal cues. 28 mins.")
    assert minutes(told, "97110", "97530") == {"97110": 22, "97530": 28}


def test_as_many_times_in_a_list_as_services_without_any(lint):
    text = ("TX LOG\nObstacle path, 4 circuits, vc to plan the next step.\nPlatform swing in prone, reaching for rings for balance.\n"
            "Shoe tying on the practice board, cues.\n\nmin: table things 15, swing + path 14, self care 10")
    statuses = {code.code: {each.element: each.status for each in code.elements} for code in lint(text, "97530", "97112", "97535").codes}
    assert {number: elements["time"] for number, elements in statuses.items() if elements["service"] == "present"}
    assert all(elements["time"] != "missing" for elements in statuses.values())


@pytest.mark.parametrize(("text", "timed", "whole"), [
    ("Timed minutes came to thirty and the whole visit to forty-one.", 30, 41),
    ("33 minutes from hello to goodbye, 25 of it on the clock for timed work.", 25, 33),
    ("Here 34 minutes. Timed part of that is 20.", 20, 34),
    ("Timed 35 / all in 43.", 35, 43),
    ("All direct time 47 min. Out the door after 50.", 47, 50),
    ("Clock: 43 min of hands-on time, 48 total.", 43, 48),
    ("1:1 = 40 MIN. DAY = 70 MIN.", 40, 70),
    ("Timed minutes 52. Session 55 with BP checks.", 52, 55),
    ("Billable minutes add up to 38; chair to chair 44.", 38, 44),
    ("We were at it 45 minutes.", None, 45),
    ("61 min with A. in all.", None, 61),
    ("Visit 23.", None, None),
    ("Timed: 17 + stim.", None, None),
    ("Pain: 5/10 at the start, __ /10 at end of session.", None, None),
    ("NMES, attended, 16 min: wrist extensors, 35 pps, 24 mA.", None, None)])
def test_totals(totals, text, timed, whole):
    assert totals("SLR 3x10.\n\n" + text) == (timed, whole)


@pytest.mark.parametrize("text", [
    "TE 20 min: toe taps, 10 a side. Dead bug, eight a side.",
    "TE 20 min: squats 3 rds 8, heel raises two rounds of fifteen",
    "TE 20 min: hip abduction (3 lb) - 15/15/12. Mini squats - 10/10/10.",
    "TE 20 min: UBE 3 fwd/3 bwd, L2. Rows green 30.",
    "Exercise - Sets/Reps - Wt\nLeg press - 3/12 - 90#\nHeel raise - 3/15 - bw\n20 minutes",
    "TE 20 min: quad sets 3x10. I lifted under the heel through the last third of each straight leg raise x8.",
    "Therapeutic exercises (15 minutes) to address LE weakness including LAQ 2x15 and hip flexion 2x15 with 2# weights.",
    "97110\tNuStep L3\t10 min\n97110\tsit to stand\tx10, x8"])
def test_every_item_dosed(status, text):
    assert status(text, "97110", "volume") == "present"


@pytest.mark.parametrize(("text", "told"), [
    ("TE 20 min: SLR 3x10, clamshells. Monster walks.", "partial"),
    ("TE 15 min: SLR, clamshells and bridges performed today.", "missing"),
    ("TE 15 min: SLR and bridges. Last Friday she managed 3x10 pumps, 2x8 glute sets and 40 ft.", "missing"),
    ("TE 15 min: pulleys and wand. Handed out for home: table slides, two sets of fifteen; wall climb ten times.", "missing"),
    ("| Code | Detail | Min |\n|---|---|---|\n| 97110 | Recumbent stepper, theraband rows | 10 |", "missing")])
def test_items_without_a_dose(status, text, told):
    assert status(text, "97110", "volume") == told


@pytest.mark.parametrize(("text", "code", "element"), [
    ("Russian to L multifidus, PT at the unit tuning ma till a visible swell, 10 min", "97032", "attendance"),
    ("NMES R quad, 35 pps, PTA at bedside adj ampl as he tired, 12 min", "97032", "attendance"),
    ("NMES wrist extensors, therapist hand-triggered each cycle with her reach, 16 min", "97032", "attendance"),
    ("Ultrasound to the Achilles, three megahertz, half a watt, pulsed twenty percent, six minutes", "97035", "intensity"),
    ("US 3/0.8/50% 5' R patellar tendon", "97035", "intensity"),
    ("US 3/0.8/50% 5' R patellar tendon", "97035", "frequency"),
    ("Phonophoresis R elbow; freq 3 MHz; int 1.2; 7 min", "97035", "intensity")])
def test_settings_told_in_short(status, text, code, element):
    assert status(text, code, element) == "present"


def test_standing_by_is_no_attendance(status):
    assert status("NMES to R quad for strength, 12 min, therapist present.", "97032", "attendance") == "missing"
