"""Minutes that stand at the head or the end of blocks with titles of the writer's own, in lists of times, and what is none."""

import pytest


@pytest.mark.parametrize("text", [
    "[10 min] Getting the hip looser\n - long-axis pulls and inferior glides gr III, R hip\n\n[20 min] Legs\n - leg press 80 lb 3x10\n - step ups 6 in 2x12",
    "RESTORE THE KNEE - 10 minutes\nPatellar glides, tibial rotation mobs gr III\n\nWAKE THE QUAD - 20 minutes\nSLR 3x10, SAQ 3x12 3 lb",
    "Shoulder freedom (hands-on), 10 min: GH inferior glides gr III.\nLoading, 20 min: ER 3 lb 3x10, rows 3x10.",
    "09:00-09:10 — hands on R shoulder. Inferior glide gr III.\n09:10-09:30 — cuff and scapula. ER red band 3x12, rows 3x10.",
    "10:00 – Hands: GH inferior glide gr III, until 10:10.\n10:10 – Bands and weights until 10:30: ER red 3x12, rows 20 lb 3x10.",
    "A. 97140 soft tissue | 10 min\n  L upper trap, suboccipital release\nB. 97110 exercise | 20 min\n  chin tucks 2x10, rows 3x10",
    "STM to calf, talocrural AP glides gr III. Tender at first. 10 min.\n\nHeel raises 3x15, step downs 2x10, cues for knee. 20 min.",
    "First 10 minutes: STM to calf, talocrural AP glides gr III.\nNext 20 minutes: heel raises 3x15, step downs 2x10.",
    "GLIDES AND RELEASE\nPatella glides gr III, STM quad. Less guarded after.\n10 min\n\nLEG WORK\nsquats 3x10, step ups 2x10\n20 min",
    "Goals on file:\n - climb 12 stairs by week 8\n\nPatella glides gr III, STM quad to free the bend. Less guarded after.\n10 min\n\nSquats 3x10, step ups 2x10, mirror and verbal cues.\n20 min"])
def test_a_title_or_an_end_with_minutes_makes_a_block_of_the_service_it_tells(minutes, text):
    assert minutes(text, "97140", "97110") == {"97140": 10, "97110": 20}


@pytest.mark.parametrize(("text", "code", "told"), [
    ("Bed to chair and back: 14 min\nSlide board, min A, 4 trips, cue for hand placement.", "97530", 14),
    ("Kitchen block (18 min)\nUnloaded dishwasher, reached to top shelf, carried pot 10 ft x 4, SBA, cue for wide base.", "97530", 18),
    ("Getting dressed for work, 12 minutes\nSocks with sock aid x3, buttons x5, min A.", "97535", 12),
    ("Splint: 25 min. Thumb spica molded, straps trimmed, donned x3.", "97760", 25),
    ("Lift testing, 22 minutes: floor to waist 40 lb, waist to crown 20 lb, 6MWT 320 m.", "97750", 22),
    ("6MWT 320 m, 5xSTS 14 s, FGA 22/30. Report sent to the surgeon. 16 min.\n\nTotal 45 min.", "97750", 16),
    ("Re-check\n\nFlexion 110 (was 92), QuickDASH 30. One goal met, plan of care revised to 1x/wk. 17 min.\n\nTotal 45 min.", "97164", 17),
    ("Thursday club (five attending, 40 min): circle march, ball pass, therapist moved around.", "97150", 40),
    ("14:00 Cervical traction, supine, 20 lb, static. Off at 14:12.", "97012", 12),
    ("0900 POOL\n marching 4 laps, squats 2x15, noodle push downs x20. out 0931", "97113", 31),
    ("Group: [x] knee   Time in/out: 2:30 / 2:55", "97150", 25),
    ("US R calf 1 MHz 1.2 W/cm2 cont x 8, calf pain.", "97035", 8),
    ("IFC x 15 to L knee w/ CP for pain.", "G0283", 15),
    ("TE x 25: SLR 3x10, SAQ 3x10.", "97110", 25),
    ("Massage to the calf x 12' for tightness.", "97124", 12),
    ("#2 → 15' exercise, both legs\n   bridges 2x10, clams 3x12", "97110", 15)])
def test_minutes_in_titles_slots_and_shorthand(minutes, text, code, told):
    assert minutes(text, code, "97018") == {code: told}


@pytest.mark.parametrize("text", [
    "Time\n  gait ............ 12\n  balance ......... 16\n  hands-on ........ 9\n  in the gym ...... 37",
    "Clock: walking twelve, balance drills sixteen, hands on the calf nine. Timed thirty-seven.",
    "Minutes: 12 walking, 16 balance, 9 manual, 37 in all.",
    "Time log: gait 12; tandem and foam balance 16; STM 9. Whole visit 37."])
def test_a_list_of_times_may_use_names_of_the_writers_own(minutes, text):
    assert minutes(text, "97116", "97112", "97140") == {"97116": 12, "97112": 16, "97140": 9}


def test_minutes_of_an_unnamed_service_go_to_the_only_one_left(minutes):
    text = "Exercise: bridges 2x10, clams 2x15. Picked up laundry x6 with min A.\n\nTime: exercise 15, the rest 9. Timed total 24."
    assert minutes(text, "97110", "97530") == {"97110": 15, "97530": 9}


@pytest.mark.parametrize(("text", "told"), [
    ("Set a 25-minute timer for breaks. Bridges 2x10, clams 2x10.", {}),
    ("She walks 20 minutes with her dog and sits 30 min at church. SLR 3x10.", {}),
    ("Bike 6 min\nLeg press 80 lb 3x10\nTreadmill 10 min 2.0 mph", {}),
    ("Low back pain, 15 min commute, works at a desk.\nHIP WORK 20 min\nclams 2x15, bridges 3x10", {"97110": 20}),
    ("Ther ex 20 min: SLR 3x10, done in just under 18 minutes.", {"97110": 20}),
    ("Knee traction 15 lb max / 8 min, therapeutic exercise x 12 min: SLR 3x10.", {"97110": 12}),
    ("[carried fwd 4/17]\nTher ex 15 min: bridges 2x10.\n[/carried fwd]\n\nTher ex 20 min: clams 3x10.", {"97110": 20}),
    ("TE 18 min: SLR 3x10.\n\nMinutes 18 + 12 = 30", {"97110": 18})])
def test_what_is_no_time_of_the_service(minutes, text, told):
    assert minutes(text, "97110", "97140") == told


@pytest.mark.parametrize(("text", "timed", "total"), [
    ("One-on-one 44 min, in the building 50.", 44, 50),
    ("Time w/ pt 52. Timed part 24.", 24, 52),
    ("Timed 35 / all 50 min.", 35, 50),
    ("39 timed = 39 here.", 39, 39),
    ("Timed fifty-four, and that is the whole visit.", 54, 54),
    ("Direct minutes 73 = total session.", 73, 73),
    ("(Total: fifty-three minutes, every one of them timed.)", 53, 53),
    ("Time sheet: timed 14, untimed 40, whole visit 54.", 14, 54),
    ("Forty-three minutes hands-on with him; door to door I was there 55.", 43, 55),
    ("One-to-one today: 43.", 43, None),
    ("Eighteen minutes went to timed performance testing.", None, None)])
def test_totals_in_more_words(lint, text, timed, total):
    report = lint(text, "97110", "97140")
    assert (report.timed_minutes and report.timed_minutes.value, report.total_minutes and report.total_minutes.value) == (timed, total)


def statuses(report, code):
    return {element.element: element.status for each in report.codes if each.code == code for element in each.elements}


def test_a_block_with_its_time_takes_in_help_and_reasons_told_in_it(lint):
    text = ("Rack work — 13:58 to 14:15\nTotes from shelf to pallet, 15 lb, 10 each. Verbal cues to step in rather than reach.\n\n"
            "Sore shoulder — 13:48 to 13:58\nInferior glides gr II, pec release; to win back elevation.")
    report = lint(text, "97530", "97140")
    assert statuses(report, "97530")["assistance"] == "present"
    assert statuses(report, "97140")["purpose"] == "present"
    assert statuses(report, "97140").get("assistance") is None


def test_capitals_count_a_list_where_b_follows_a(lint):
    text = "A. Traction | 15 min\n   Lumbar, supine, 70 lb, intermittent; for root pain. Leg pain 5 -> 2.\nB. Ther ex | 20 min\n   press ups 3x10"
    assert statuses(lint(text, "97012", "97110"), "97012")["time"] == "present"


def test_a_service_only_inferred_shares_its_words_as_unlabelled_text_does(minutes):
    text = "[15 min] Steady on the feet\n- tandem stance 4x20 s\n- foam stance 3x30 s\n\n[10 min] Quad release\n- STM quad, patella glides gr III for stiffness"
    assert minutes(text, "97110", "97140") == {"97110": 15, "97140": 10}  # nobody billed balance
    assert minutes(text, "97112", "97140") == {"97112": 15, "97140": 10}


@pytest.mark.parametrize("text", [
    "Therapist spent roughly twenty minutes on hip strengthening, clams 3x10, and the remaining fifteen on soft tissue mobilization to the piriformis.",
    "Minutes >> TE: 20 | MT: 15 | total: 35\nTE - SLR 3x10. MT - patellar mobs gr III.",
    "Ex (with band): rows 3x12. Time for ex: 20 min. Mobs: T4-T8 PA gr IV. Time for mobs: 15 min.",
    "Half an hour less ten in the gym: squats 3x10.\n\nTE 20, MT 15."])
def test_two_services_share_the_time_however_it_is_told(minutes, text):
    assert minutes(text, "97110", "97140") == {"97110": 20, "97140": 15}
