"""Services in many voices: what tells care, what only names it, and words that mean something else elsewhere."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def statuses(linter, text, codes, element):
    report = linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {code.code: judged.status for code in report.codes for judged in code.elements if judged.element == element}


def mentions(linter, text, label):
    reading = linter._reader.read(text)
    return [(text[m.start:m.end], m.families) for m in reading.mentions if m.label == label and m.reason is None]


TOLD = [
    # dictated prose
    ("We began with moist heat to the low back for ten minutes. I then mobilized L4 and L5 centrally, grade three, about twelve minutes. Afterwards he did bridges and bird dogs, two sets of fifteen each.", ["97010", "97140", "97110"]),
    ("The first quarter hour was spent mobilizing the shoulder: posterior glides, grade III. The rest went to wall slides and prone Ys.", ["97140", "97110"]),
    ("I stretched both hamstrings and the left gastroc, 3 x 30 s each.", ["97140"]),
    ("Gentle release along the left scalenes and upper trapezius, 8 min, so that she can turn to back the car out.", ["97140"]),
    # names that head a block
    ("Th act: crate on and off the shelf, 12 lb x 8, cued to keep it close.\nTh ex: rows green 3x12.", ["97530", "97110"]),
    ("Feeding: scoop dish and built-up spoon, fed himself half of the lunch with min A at the wrist.", ["97535"]),
    ("[10 min] Walking\n - 5 x 60 ft in the corridor, no crutch, even step length\n - SBA", ["97116"]),
    ("STATION 1 Strength: leg press 90# 3x10\nSTATION 2 Balance: SLS on foam 3x30s, tandem walk 4 laps", ["97110", "97112"]),
    ("CARD 2 - ULTRASOUND | 97035 | 8 min\nWhat | R supraspinatus, 3 MHz, 0.8 W/cm2, pulsed", ["97035"]),
    ("TherEx x 25: SLR 3x10, clams 3x10. MT x 10: patellar glides gr III, STM to ITB.", ["97110", "97140"]),
    ("Posture drill at the wall, chin tuck, scapular set: 3 x 10, mirror feedback.", ["97112"]),
    # a log kept by the clock, a table with its header row
    ("0900 POOL\n step ups 2x10, noodle kicks 3 min, water to the chest\n0940 PLINTH\n lumbar traction 80 lb, 12 min\n0956 US L paraspinals 1 MHz 1.2 W/cm2 7 min", ["97113", "97012", "97035"]),
    ("9:10 joint mobs R ankle: talocrural AP gr IV\n9:20 Balance: SLS on foam 5 x 20 s\n9:35 ice R ankle 10 min", ["97140", "97112", "97010"]),
    ("Neuromuscular re-ed (97112) 9:02-9:20\nTask | Dose | Help\nFeet together on foam | 4 x 30 s | CGA\nFunctional activities (97530) 9:20-9:35\nTask | Dose | Help\nBox lift floor to waist | x 8 | cues", ["97112", "97530"]),
    # classes and water
    ("She did her pool program, marching and squats at the rail, water to the waist. Afterward she stayed on for the Monday balance class, five people, myself leading: tandem standing and ball toss.", ["97113", "97150"]),
    ("Lunch club at noon, three patients, 30 minutes: he made a sandwich standing at the counter.", ["97150"]),
    ("Chair yoga circle, seven ladies, 40 min. She did the arm reaches and ankle circles with tapping cues.", ["97150"]),
    # tasks by verb and object
    ("Pretend bakery: rolled out dough with both hands, spooned beans from pot to pot, fingertip cue at the wrist. 17 min", ["97530"]),
    ("Tote pick from a 58-in shelf to the pallet, 15 lb, 10 each. Coached him to step in rather than reach.", ["97530"]),
    ("Sack carries and ground-ball scoops, the stuff of his practice, ran about 12 min with cues for the hinge.", ["97530"]),
    ("She made herself a grilled cheese and poured juice, needing cues to turn off the burner. 25 min.", ["97535"]),
    ("Dad learned how to carry the baby on either side and to set up the car seat; he showed it back. 10 min.", ["97535"]),
    # lists by letters, and goals that end
    ("A. Exercise for the L hand, 15 min: putty grip x 20, tip pinch x 15.\nB. Dynamic task work, 15 min: threading nuts on a bolt board, cued to use the ring finger.", ["97110", "97530"]),
    ("Goals we hold:\n * will lift a 1-lb wand 3 x 12 by May\n\nDragon game: rolled out dough, cut it with a knife, my hand on his wrist. 15 min\n\nArms: putty and wand 2 x 10.", ["97530", "97110"]),
    ("Calf loosened with IASTM; eccentric heel drops 3x15 off the step.", ["97140", "97110"]),
    ("[TE] supine: SLR, heel slides 2x10.\n[MT 8 min] scar mob, patella mob.\n[GT] heel-toe w/ SPC 300 ft.", ["97110", "97140", "97116"]),
    ("Pre-gait in the bars: weight shift, step taps. Then 2 lengths with hemi walker and AFO, mod A to advance L.", ["97116"]),
    ("Gait 1115-1127. FWW, 80 ft, 110 ft, SBA.", ["97116"]),
    ("Mobilised 20 m with a frame x2, SBA, cued for longer steps.", ["97116"]),
]


@pytest.mark.parametrize(("text", "codes"), TOLD)
def test_told(linter, text, codes):
    assert statuses(linter, text, codes, "service") == dict.fromkeys(codes, "present")


NOT_TOLD = [
    # other medicine
    ("Dissection was carried down to the fascia. The patient was transferred to the recovery room.", ["97530"]),
    ("A sterile dressing was applied; the wound was dressed with gauze 4 x 4.", ["97535"]),
    ("Renal ultrasound last month was normal. The knee was shown to us by the surgeon.", ["97035"]),
    ("MRI shows soft tissue swelling at the left ankle and a grade II ATFL sprain.", ["97140"]),
    ("Carpal tunnel release in May; records released to the surgeon. She manipulated the phone without trouble.", ["97140"]),
    ("The ankle jerks are down. Romberg negative, finger-to-nose intact, rapid alternating movements normal.", ["97112"]),
    ("The patient was instructed to seek medical attention for shortness of breath.", ["97530"]),
    ("Seen by J. Smith, PT, DPT, SCS", ["97140"]),
    ("An elliptical incision was made around the lesion, a shoulder roll was placed.", ["97110"]),
    # other water and other company
    ("Drinks eight glasses of water a day. Carried a water jug to the car yesterday, sore since.", ["97113"]),
    ("Lives with four people and goes to a support group.", ["97150"]),
    ("These scores put him in the group likely to fall.", ["97150"]),
    ("Objective: flexion 120, heel raise x 12 R vs 25 L, slight knee flexion contracture.", ["97110"]),
    # names alone
    ("Skilled services provided: therapeutic exercise, neuromuscular re-education, gait training, manual therapy.", ["97110", "97112", "97116", "97140"]),
    ("Eval: strength 4/5 quads, gait antalgic, balance fair.", ["97110", "97116", "97112"]),
    ("Current level: UB dressing min A, bathing mod A, toileting max A.", ["97535"]),
    # invited, copied, for home
    ("He was invited to the afternoon balance group but preferred his nap.", ["97150"]),
    ("[carried fwd from 4/17]\nBridges 3x12, clams 3x15. Lumbar traction 15 min 80 lb static.\n[/carried fwd]\n\n4/24. Leg quiet since Sunday.", ["97110", "97012"]),
    ("HOME SHEET (printed, QR code given)\nbridges 3x12\ndead bug 2x10", ["97110"]),
]


@pytest.mark.parametrize(("text", "codes"), NOT_TOLD)
def test_not_told(linter, text, codes):
    assert statuses(linter, text, codes, "service") == dict.fromkeys(codes, "missing")


def test_what_was_done_before_a_class_is_no_class(linter):
    text = "On the mat: bridges 2x10, squats 2x10. Then joined the noon group, 20 min."
    assert statuses(linter, text, ["97150"], "service") == {"97150": "missing"}


def test_a_region_named_once_is_of_the_movement_and_of_the_hands(linter):
    text = "AROM R hip flexion and abduction x10 w/ inferior glide gr II, 10 min."
    assert statuses(linter, text, ["97140"], "body_part") == {"97140": "present"}


def test_levels_of_the_spine_and_of_a_machine(linter):
    assert [text for text, _ in mentions(linter, "PA glides L5 gr III", "region")] == ["L5"]
    assert mentions(linter, "NuStep L5 x 8 min, STM after", "region") == []


def test_toys_of_the_pool_alone_are_no_water(linter):
    assert mentions(linter, "Epley to float the crystals out. Noodle between the knees, bridges 2x10.", "aquatic") == []
    assert mentions(linter, "In the pool: noodle push downs 2x10.", "aquatic")
