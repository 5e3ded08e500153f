"""What the layout of a note says of its words: codes behind items, clocks, totals, flow sheets, lines of other days, and care told in plain sentences."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.nlp.structure import split_parts
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def statuses():
    linter = Linter.load(classifier=False)

    def read(text: str, code: str) -> dict[str, str]:
        (result,) = linter.lint(Note(text, billed=(BilledLine(code),))).codes
        return {each.element: each.status for each in result.elements}

    return read


CODED_ITEMS = """Knee OA R.
Leg press (97110) 50 lb 3x12
Box step-up (97110) 3x10
Foam pad SLS (97112) 4 x 20 s, verbal cues
STM R calf (97140) 9 min"""
CODED_TABLE = """Item                       Dose            Comment
2 Leg press (97110)        60 lb 3x12
3 Rower sprint (97110)     3x10            knees drop
  97110 total 25 min
4 Wobble board (97112)     5 x 30 s        trunk leans
  97112 total 11'"""
MIXED_TABLE = """| item | dose | min | comment |
| Bridge | 3x12 | 8 | |
| Clams | 2x15 | 6 | |
| Total ther ex | | 14 | hip weak on stairs |
| Hip inferior glide | gr III | 9 | |
| Mechanical lumbar traction | 60 lb, 30 on/10 off | 12 | to ease leg pain |"""
CLOCK = """8:20. Ultrasound to the left shoulder, 1 MHz, 1.0 W/cm2, 8 minutes, for the tendon pain.
8:31. Along the hall rail, 14 minutes. Tandem stance 3 x 20 s and head turns 2 x 10, for balance, my hand at her back.
8:47. Let her rest."""
SHEET = """FLOW SHEET          4/2        4/4        4/7
Ankle pump          x30        x30
Quad set            2x10       2x12
IFC knee            15'        15'        held - rash"""
SHEET_DONE = SHEET.replace("2x12", "2x12       3x10")


@pytest.mark.parametrize(("text", "code", "element", "status"), [
    (CODED_ITEMS, "97110", "exercise", "present"),
    (CODED_ITEMS, "97110", "volume", "present"),
    (CODED_ITEMS, "97112", "exercise", "present"),
    (CODED_ITEMS, "97112", "volume", "present"),
    (CODED_ITEMS, "97140", "technique", "present"),
    (CODED_ITEMS, "97140", "time", "present"),
    (CODED_TABLE, "97110", "exercise", "present"),
    (CODED_TABLE, "97110", "volume", "present"),
    (CODED_TABLE, "97110", "time", "present"),
    (CODED_TABLE, "97112", "exercise", "present"),
    (CODED_TABLE, "97112", "time", "present"),
    (MIXED_TABLE, "97140", "service", "present"),
    (MIXED_TABLE, "97140", "technique", "present"),
    (MIXED_TABLE, "97012", "service", "present"),
    (MIXED_TABLE, "97012", "force", "present"),
    (CLOCK, "97112", "time", "present"),
    (CLOCK, "97112", "exercise", "present"),
    (CLOCK, "97035", "time", "present"),
    (SHEET, "97110", "service", "missing"),
    (SHEET, "G0283", "service", "missing"),
    (SHEET_DONE, "97110", "exercise", "present"),
    ("97750 lifting test: floor to waist 40 lb; start 9:05; stop 9:45; report sent", "97750", "time", "present"),
])
def test_layout(statuses, text, code, element, status):
    assert statuses(text, code)[element] == status


@pytest.mark.parametrize(("text", "code"), [
    # nothing but a reference, and findings beside it
    ("--- 97110\nAROM per flow sheet. Wrist flex 42, ext 36, sup 55, pron 68.", "97110"),
    ("1. Manual, hip: inferior glide, 8 min.\n2. Exercise per flow sheet, 15 min.\n3. Hip abduction strength 4/5 R; plank 30 s.", "97110"),
    # another day's
    ("O:\n1. Prior visit 3/04: chin nod 3 x 10; scap retraction red band 3 x 12. As above today, fewer.", "97110"),
    ("[Visit of 2/10, carried forward] She did bridges 3x10 and clams 2x15, 15 minutes, for hip strength.\n\n[2/12] She was worn out. Nothing was done but talk.", "97110"),
    # wanted, not done
    ("I am hoping that in a month he can do 20 single heel raises. We talked about shoes.", "97110"),
    # set up and not given
    ("Mechanical cervical traction set up (16 lb, 10 min); she asked to get off before the pull began. Not given.", "97012"),
    ("Mechanical lumbar traction set up at 60 lb for 10 min. Never started, the belt pinched.", "97012"),
    # another clinician's
    ("Seen in the gym after Ms. Vale, OT, had him for hand work: putty squeezes 2 x 15 and pegboard 3 x 10, 20 min.", "97110"),
    # the way out and what is left to do at home
    ("Did gentle ther ex as able. Walked to the car with her son. Exercise as tolerated at home, x15 of each.", "97116"),
    ("97760 ORTHOSIS   min: 0\nSplint left at home today.", "97760"),
])
def test_not_done_here(statuses, text, code):
    assert statuses(text, code)["service"] == "missing"


@pytest.mark.parametrize(("text", "code", "element", "status"), [
    ("Neck stiff. Then I worked on his neck with my hands for 10 minutes.", "97140", "service", "present"),
    ("I dug my thumbs into the calf for 9 minutes, for the spasm.", "97140", "service", "present"),
    ("I rubbed the scar a while and it seemed softer.", "97140", "technique", "missing"),
    ("I guided her hips with my hands while she stood up from the chair 5 times.", "97140", "service", "missing"),
    ("I had him at the counter for some balance. Tandem stance, 30 s x 3, and stepping over a cane x 10. 15 minutes.", "97112", "time", "present"),
    ("We worked on balance for 12 minutes. She stood with her eyes shut, then on one foot by the sink, and I steadied her.", "97112", "exercise", "present"),
    ("Her balance is fair. She stood with her eyes shut at the eval.", "97112", "service", "missing"),
    ("97112, pelvic floor, 12 min. Palpation used to teach the lift: quick flicks 3 x 10, for coordination.", "97112", "exercise", "present"),
    ("97112 12 min: stood on one foot at the sink, then with eyes shut, CGA.", "97112", "exercise", "present"),
    ("97112 12 min: stood on one foot at the sink, then with eyes shut, CGA.", "97112", "volume", "missing"),
    ("97140 MT: lumbar; STM; time: 9 min; tolerance: fair", "97140", "purpose", "missing"),
    ("97110, hip, 14 min. Clam, green loop, 2 x 15 B. Why: TrA weak, gives way under load.", "97110", "purpose", "present"),
    ("She used to do bridges 3x10 and SLR 2x10.", "97110", "service", "missing"),
    ("MT - R GH glides as last visit to decrease capsular tightness, 9 min.", "97140", "technique", "present"),
    ("MT - as last visit, 9 min.", "97140", "service", "missing"),
    ("TE - shoulder. Pulleys 3 min ea. Wand ER 2x15. Wall slides 2x10.", "97110", "volume", "present"),
    ("97116 12 min: hall 60 ft x 2, FWW, CGA. He lets it run off ahead of him.", "97116", "deviation", "present"),
    ("97116 12 min: hall 60 ft x 2, rolling walker, CGA. She pushes the walker way out in front.", "97116", "deviation", "present"),
    ("He kept grabbing at the wall. 97530 15 min: bench rises x 6, and I kept between him and the wall.", "97530", "assistance", "present"),
    ("From bed, I had her sit, count to thirty, then stand: 5 times. I blocked her knees. 14 minutes.", "97530", "activity", "present"),
    ("Repositioned for the right ear. A bit of nausea that went after water.", "97113", "service", "missing"),
])
def test_plain_sentences(statuses, text, code, element, status):
    assert statuses(text, code)[element] in ((status, "not_judged") if status == "missing" else (status,))


@pytest.mark.parametrize("title", ["Treatment on This Date", "Skilled Intervention", "Services Delivered:", "In the Gym", "ON THE MAT"])
def test_a_title_of_any_words_ends_the_goals(title: str) -> None:
    note = f"Goals\nWithin eight weeks he will don a shirt alone.\n\n{title}\nHe did pendulums 2x10 and scapular squeezes x15."
    assert "goals" not in [part.section for part in split_parts(note, note.lower())][-2:]


def test_an_entry_by_the_clock_is_no_goal_of_the_entry_before() -> None:
    note = "1310 PROPEL: hall 150 ft x2\nGOAL: to dining room and back, 3 meals, no help\n1325 BUE EX: triceps press-up 2x10\n1340 rest"
    assert [part.section for part in split_parts(note, note.lower())][1:3] == ["goals", None]


@pytest.mark.parametrize("line", ["Walk to the barn without a cane", "Knee 120 by June", "- In the Gym"])
def test_what_is_no_title_leaves_the_goals_open(line: str) -> None:
    note = f"Goals\nWithin eight weeks he will don a shirt alone.\n\n{line}"
    assert [part.section for part in split_parts(note, note.lower())][-1] == "goals"
