"""Whose minutes are whose, and what the visit's are, by order, number and sum rather than by what they are called."""

import pytest


@pytest.mark.parametrize(("text", "told"), [
    # as many minutes as services: each with what was told since the last
    ("Rows and chops 3x12 for the trunk, 21 min. Then lifting the 20 lb crate floor to waist x8, 14 min.", {"97110": 21, "97530": 14}),
    ("■ Manual – thoracic PA glides, rib springing, lat stretch 30\"x2 – 12 min – ext 10 deg more\n"
     "■ Ther ex – wall slides 3x10, rows GTB 3x12, prone Y 2x10 – 18 min – red to green\n"
     "■ NMR – quadruped reach 10\"x8, ball on wall with eyes shut – 9 min – VC", {"97140": 12, "97110": 18, "97112": 9}),
    # the only minutes that are left, for the only service without
    ("US 1 MHz 1.0 w/cm2 6' L patellar tendon.\nSTM quad and ITB L 11', softer after.\nStep downs 3x12, leg press 80# 3x10, hip abd RTB 2x15. 14'", {"97035": 6, "97140": 11, "97110": 14}),
    # under the label of another code
    ("97530 – floor to shelf 10 lb x12, sled push 40 ft x4 | 13' | CGA\nIFC 80-150 Hz lumbar x 15' for pain, 5 to 3", {"97530": 13, "G0283": 15}),
    # machines together
    ("IFC and moist heat x15' to the low back, prone.\nMT 9' – L3-5 PA glides gr III.", {"G0283": 15, "97140": 9}),
    ("MT x 9: L4 PA gr III, psoas release.\nTE x 21: bridge 3x10, bird dog 2x8", {"97140": 9, "97110": 21}),
    # portions of the visit
    ("Rows 3x10 and wall slides 2x12 for scapular strength, 18 min. Tub bench transfers with the rail were rehearsed in the last quarter of an hour, CGA.", {"97110": 18, "97535": 15}),
    # each on a line of its own, whichever service words elsewhere are of
    ("Shelf reach with the tin of beans and the broom, wringing the mop, sit to stand with the laundry basket x10. 16 min.\n"
     "Lateral glides C4/5 grade III, suboccipital release, first rib mobilization. 11 min.\nBP 124/70 throughout.", {"97530": 16, "97140": 11}),
    # a bare list in the order of telling, and so many for each
    ("Patellar glides III and scar mobilization.\nSLR 3x10, bridge 2x12, clam 3x10.\nFoam tandem 4x20 s, eyes shut, for balance.\n12 / 15 / 9 min.", {"97140": 12, "97110": 15, "97112": 9}),
    ("Patellar glides III and scar mobilization.\nSLR 3x10, bridge 2x12, clam 3x10.\nThirteen minutes each.", {"97140": 13, "97110": 13}),
    # a clock's span that the others add up to is the visit's
    ("STM calf 10 min. Then ther ex 14 min: heel raise 3x12, calf stretch 3x30 s. Time in 2:10, time out 2:34.", {"97140": 10, "97110": 14}),
    # a table's rows, cut where the kind of care changes
    ("| item | min | dose |\n|---|---|---|\n| STM and lateral glide gr III | 8 | 3 x 30 s |\n| Wrist curls | 5 | 3 x 12, 3 lb |\n| Biceps curls | 6 | 3 x 10, 5 lb |\n| Triceps press | 4 | 2 x 15 |", {"97140": 8, "97110": 15}),
    # an item's, not the service's
    ("| What | Amount | Help |\n|---|---|---|\n| Ther ex: mini squat | 3 x 10 | vc |\n| Ther ex: calf raise | 2 x 15 | I |\n| Ther ex: treadmill | 7 min | I |", {}),
    ("Knee bends 2x10, heel raises 2x10. Fatigues @ ~20 min of shopping.", {}),
    ("| 97113 | jog in deep water | 6 min | 2:00 | 2:10 |\n| 97113 | squats | 2 x 15 | 2:10 | 2:18 |", {"97113": 18}),
])
def test_minutes_are_dealt_out_in_turn(minutes, text, told):
    found = minutes(text, *told or ("97110", "97112"))
    assert found == told


@pytest.mark.parametrize(("text", "codes", "told"), [
    ("Rows and chops 3x12 for the trunk, 21 min. Then lifting the 20 lb crate floor to waist x8, 14 min. Better than Monday. 35/35", ("97110", "97530"), (35, 35)),
    ("Ther ex 24 min: SLR 3x10. Manual 12 min: patellar glides gr III. Charges: TE 2, MT 1 = 36 min", ("97110", "97140"), (36, None)),
    ("Ther ex 24 min: SLR 3x10. Manual 12 min: patellar glides gr III. Squat 36 lb next time.", ("97110", "97140"), (None, None)),
    # what the codes' own minutes come to is the timed total; a clock's span the visit's
    ("STM calf. Heel raise 3x12, calf stretch 3x30 s. Minutes: hands 10, loading 14 = 24", ("97140", "97110"), (24, None)),
    ("STM calf 10 min. Then ther ex 14 min: heel raise 3x12, calf stretch 3x30 s. Time in 2:10, time out 2:34.", ("97140", "97110"), (None, 24)),
    # less than its services together, or of what was just told: no total
    ("I pressed along the palm scar for 12 min. Tendon glides ten rounds, 15 min. Splint cut down at the thumb, strap renewed: 14 minutes on the splint in all.", ("97140", "97110", "97760"), (None, None)),
    ("Ball toss on the foam 3 x 12, tandem 4 x 15 s.\n(22 min total for those)\nThen 13 min of LE strength: step-ups, squats 2x10.", ("97112", "97110"), (None, None)),
])
def test_a_total_is_what_adds_up(lint, text, codes, told):
    report = lint(text, *codes)
    assert tuple(each and each.value for each in (report.timed_minutes, report.total_minutes)) == told


def test_bare_numbers_that_stand_among_others_are_no_minutes(minutes):
    text = "Visit 12, week 9. Mat table: bridges, SLR. Pool walking 8 widths. Balance pad, eyes shut.\nTotal treatment time 29 minutes"
    assert minutes(text, "97110", "97113") == {}


def test_minutes_of_a_machine_that_was_not_billed_are_no_services(minutes):
    text = "SLR 3x10, bridges 2x12, clams 2x15 for hip strength.\nPatellar glides gr III, 11 min.\nCold pack 12 min at the end."
    assert minutes(text, "97140", "97110") == {"97140": 11}
