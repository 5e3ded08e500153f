"""What kind of care a line tells of, to which service its words belong, and whose deed it was."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note

LINTER = Linter.load(classifier=False)


def status(text: str, asked: str) -> str:
    code, element = asked.split("/")
    also = tuple(BilledLine(each) for each in ("97110", "97140") if each != code)
    result = LINTER.lint(Note(text, billed=(BilledLine(code), *also)))
    judged = next(each for each in result.codes if each.code == code)
    return next(each.status for each in judged.elements if each.element == element)


@pytest.mark.parametrize(("text", "asked"), [
    # walking, by its way, its device or its distance
    ("Resident ambulated with the rollator from her bed to the lounge with CGA, wants to do it alone. 13 min.", "97116/service"),
    ("Walking was practiced between the kitchen counters and around the recliner. 10 min.", "97116/service"),
    ("Laps of the ward with two crutches, me beside him, 12 min.", "97116/service"),
    ("He hopped thirty feet with the walker, right foot held clear, close guard. 8 min.", "97116/service"),
    ("Another walk after a rest, 4ww, SBA, told twice to stay inside the frame. 9 min", "97116/service"),
    ("Ambulated to the window and back with the walker, SBA, reminded of the sequence: walker, bad foot, good foot.", "97116/deviation"),
    ("Walked to the elevator with a cane and min A, no more than 50% of her weight on the left.", "97116/deviation"),
    ("Gait 10 min: 4 x 10 ft in the bars, cues for right foot placement.", "97116/deviation"),
    # balance, by stance and ground
    ("Spent 16 minutes on balance. Feet together on the pad, eyes shut, four tries of 20 seconds.", "97112/exercise"),
    ("Worked on his balance for 12 minutes: one foot on the stool, 5 x 15 sec each side, CGA.", "97112/exercise"),
    ("Heel-to-toe along the tape line, 6 passes with my hand on the belt. 15 min", "97112/service"),
    ("97112\tdynamic balance, airex\t14 min", "97112/service"),
    # hands and needles
    ("I got into the left levator and dug into the scalenes, because the neck will not turn. 12 minutes hands-on.", "97140/service"),
    ("Elbow sore again. A rub along the forearm, then ultrasound and a stretch to the outside of it.", "97140/service"),
    ("Elbow sore again. Ultrasound and some rubbing to the outside of it.", "97035/service"),
    ("Two needles, 0.25 x 40 mm, left upper trap, moved until it jumped. To quiet the knots.", "20560/service"),
    ("Patellar mobs gr III and a quad stretch, for the stiff knee, 10 min. Then mini squats 3x12 and step-ups 2x10, quad strength. 18 min.", "97110/service"),
    ("STM with effleurage to both calves, 12 min, to ease cramping.", "97124/technique"),
    ("Cervical traction again, supine; she likes it.", "97012/service"),
    # layouts
    ("Visit 4\nWalking? Down the hall with the cane, 3 lengths, left toe scuffing, cues to lift.", "97116/service"),
    ("Measure | 5/1 | 6/1\nFlexion | 95 | 118\nQuad | 4/5 | 5/5\nGait | cane | none\nPlan: 2x/wk x 4 wks.", "97164/service"),
    ("Looked at him again. Elevation is now one hundred forty, outward rotation forty, though I was not allowed to push it.", "97164/service"),
    ("Tests given (9:05-9:50, one on one)\n  Lift floor-knuckle, progressive:   20 / 30 / 40 lb\n  Carry 50 ft:    35 lb", "97750/test"),
    ("            | Mon 3/3 | Wed 3/5 | Fri 3/7 (today)\nbridges     | x10     | x12     | 2x12", "97110/service"),
    ("Balance class, Monday, 2:00. Five people. I led it, tandem walk and cone taps.", "97150/group_size"),
    ("Home and self care training: sock aid and reacher for pants, 3 tries, min A. 15 min", "97535/service"),
    ("E-stim: [IFC] to [low back], 15 min, for spasm", "G0283/body_part"),
    ("W/C: loaner chair, unit loop x2, cues. 20 min.\nMAT: lateral scoots w/ board, leg management w/ loops, max A. 23 min.", "97530/service"),
    ("Strengthening of the shoulder cuff, 20 min, to reach the shelf; see sheet for the rest.", "97110/service"),
    ("Treadmill 1.2 mph 6 min with a mirror, left step short, hand on pelvis.", "97110/exercise"),
])
def test_told(text, asked):
    assert status(text, asked) == "present"


@pytest.mark.parametrize(("text", "asked"), [
    # others' deeds
    ("Nurse Ellen had already walked him 40 ft to the bathroom with the walker, min A.", "97116/service"),
    ("The wellness coach ran the group, four people, ball toss and band rows. I was with another patient.", "97150/service"),
    ("Group: four stations, 40 min, 4 pts\n + run today by rehab aide Leo\n + stations: pegs, ball toss 2x20", "97150/service"),
    ("The athletic trainer had him doing front squats 5x5 this morning; too sore now.", "97110/service"),
    ("My student took him through bridges 3x10 while I was writing.", "97110/service"),
    ("BRACE: WRIST SPLINT R - VENDOR FIT AND TRIMMED.", "97760/service"),
    # care that was not given
    ("Had he felt better we would have practiced lifting a 20 lb box from floor to waist, 10 reps.", "97530/service"),
    ("Would've done: wrist curls 3x15, hammer turns 2x10.", "97110/service"),
    ("I did not walk with her today and left the stairs out; BP 84/50.", "97116/service"),
    ("GROUP: knee class 10:30, did not attend, at dialysis.\nGOAL: stairs 8 x 2 with rail", "97150/service"),
    ("Mech traction - declined, said it made her sick (last time: 60 lb x 15 min)", "97012/service"),
    # other days
    ("Last Thursday he did bridges 3x10, clams 2x15 and step-ups 2x10. Rested today.", "97110/service"),
    ("Prior-visit carry-forward (2/4): towel curls 3x15, step-downs x 10.", "97110/service"),
    ("Walked to the store on Sunday with his cane, wants to drop it.", "97116/service"),
    # too little
    ("Walked in hallway.", "97116/service"),
    ("R hip abductors emphasized in ther ex, see flow sheet.", "97110/exercise"),
    ("Balance class for falls, 30 min: tandem walk, cone taps.", "97150/group_size"),
])
def test_not_told(text, asked):
    assert status(text, asked) == "missing"


@pytest.mark.parametrize("text", [
    "Gait 12 min: tech followed with the chair while I cued a longer left step; 80 ft x2, RW, min A.",
    "Gait: last session she did 40 ft; today 90 ft with RW, cues for heel strike, CGA, 12 min.",
    "Gait training 10 min with RW, 60 ft, short left step; we did not get to the stairs.",
])
def test_a_clause_refuses_no_more_than_itself(text):
    assert status(text, "97116/service") == "present"
