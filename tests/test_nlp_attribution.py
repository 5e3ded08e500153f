"""Which service a stretch of text belongs to, and what was not done at this visit."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def status(linter, text: str, code: str, element: str = "service", *others: str) -> str:
    report = linter.lint(Note(text, billed=tuple(BilledLine(number) for number in (code, *others))))
    return next(e.status for c in report.codes if c.code == code for e in c.elements if e.element == element)


DONE = [
    # treatment right under a one-line report, or after words that look like a heading
    ("Pain: 4/10\nSLR 3x10 2#, bridges 2x12 for quad strength x 15 min\nSTM R quad 10 min", "97110"),
    ("Pt 10 min late. Bus. SLR 3x10, bridges 2x12 to improve quad strength.", "97110"),
    ("PT: gait 150 ft with RW CGA, cues for heel strike to correct foot drop, 15 min.", "97116"),
    ("Plan: Treatment today: SLR 3x10, bridges 2x12 to improve quad strength.", "97110"),
    ("Previous note (3/1): STM R calf 10 min.\nToday's note: wall slides 3x10, 10 min, for strength", "97110"),
    # several services in prose and in lines
    ("Manual work came first, while she was fresh: STM to the left calf for ten minutes. Then, since the calf is weak, she did heel "
     "raises two sets of ten at the bar (twelve minutes).", "97110"),
    ("MT: STM R UT 10 min for spasm. Therex was bridges, clams and bike, 14 minutes for hip strength.", "97110"),
    ("Rx:\nEstim attended R calf, 10'\nmassage UT/levator\nSLR 3x10", "97124"),
    ("97110 (15): SLR 3x10, hip strength. 97140 (10): STM ITB for tightness.", "97140"),
    ("Pool: 25 min, chest deep\n- fwd walking 4 laps\nBalance on land 10 min: tandem 3 x 30 s CGA", "97112"),
    ("AQUATIC DAILY NOTE\n\nWhat\tDepth\tDose\nWalking sideways\t4 ft\t4 laps\nMini squats\t4 ft\t2x12", "97113"),
    ("1. Playground skills (therapeutic activity, 24 min)\n   Floor-to-stand x8 with min A\n", "97530"),
    ("Initial evaluation\nEval 25 min. ROM 90.\nThen L4-5 PA glides grade III, 10 min, for stiffness.", "97140"),
    ("Pt performed therapeutic exercise for 15 minutes including SLR 3x10 for hip strength. Gait with SPC 150 ft x 2 with SBA and cues for "
     "heel strike due to foot drop, 10 minutes.", "97116"),
    ("Gait training for 15 min with RW, 100 ft x 2 with cues for step length. Pt performed LAQ 3x10 for quad strength for 10 min.", "97110"),
    ("Neuromuscular re-education was given for 20 min and included SLS 3x20s. Following NMR, patient completed 15 min of therapeutic "
     "exercise with rows 3x10.", "97110"),
    ("Gait 60' x 2 w/ RW, SBA, cues to clear L foot. Standing ex at counter: heel raises x 10, hip abd x 10 for LE strength.", "97110"),
    ("Group block (4 pts, therapist led) 8:00 - 8:30\n   Seated marching and stretching circuit for endurance", "97150"),
    ("Physical performance test w/ report, 9:30-9:58\n6MWT 320 m, TUG 14 s", "97750"),
    ("Treadmill 1.0 mph with harness 10 min, verbal cues for L heel strike", "97116"),
    ("Although traction was discussed, the pt preferred IFC; applied to L-spine 15 min, prone, for pain.", "G0283"),
    # refused words near by
    ("Traction held because the table was down today, therefore STM to L4-5 paraspinals 10 min for spasm.", "97140"),
    ("Stairs were held today and ambulated 100 ft with RW, CGA, cues for step length, 10 min", "97116"),
    ("Sat tall with one-hand hold on the bar, tandem stance 3 x 30 sec with CGA, 10 min for balance", "97112"),
    ("Single leg stance 3 x 20 sec with CGA, she managed the last two on her own. 10 min for balance", "97112"),
    ("We practiced what he does at home: getting up from an 18 inch chair 8 times and carrying a bucket 40 feet with CGA, 15 min", "97530"),
    ("Strengthening was started because last week's quad index was low: leg press 3x10 60 lb, 15 min", "97110"),
    ("Issued HEP of SLR and bridges. Performed each 2x10 in clinic for form, 12 min.", "97110"),
    ("Instructed in press-ups and bridges for home; performed in clinic.", "97110"),
    ("Reviewed HEP with return demo of bridges 2x10 and SLR 2x10, 10 min.", "97110"),
    ("Hold on to rail, mini squats 2x10, hip abd 2x10, 10 min", "97110"),
    ("So that she will be able to climb stairs we did step ups 3x10, 15 min.", "97110"),
    ("Home safety: practiced tub transfer at home x3 with CGA, cues for grab bar, 15 min", "97530"),
    ("[ ] Ther ex  [x] Manual: grade III AP glides R GH for capsular tightness 15 min  [ ] US", "97140"),
    # the kind with its target is told though the rest stands elsewhere
    ("Strengthening consisted of his core program, which he did per flow sheet in twelve minutes.", "97110"),
    ("Rotator cuff strengthening per exercise log, 20 min", "97110"),
    ("OT daily note\nTendon glides x 10 for grip strength, 20 min, board placement by OT", "97110"),
    ("Ambulated in hall with RW then SPC.", "97116"),
]

NOT_DONE = [
    ("Will restart SLR 3x10 and bridges 2x12 once swelling is down.", "97110"),
    ("She'll do bridges 3x10 on Monday.", "97110"),
    ("To do: bridges 3x10, SLR 2x10", "97110"),
    ("TE 25 min per log. Plan 2x/wk, add dead bugs 2x10, Nustep 8 min. Home cat/camel 10x.", "97110"),
    ("Home list\n\tpiriformis stretch 3 x 30 sec\n\tclams GTB 3x12", "97110"),
    ("Instructed to perform SLR 3x10 at home", "97110"),
    ("The traction table was down for service.", "97012"),
    ("No CRM indicated today. Dix-Hallpike neg bilaterally.", "95992"),
    ("Pt did not want ultrasound to the R elbow.", "97035"),
    ("Gait training withheld; pt orthostatic. Bed exercises: ankle pumps x20, 10 min", "97116"),
    ("Ultrasound: Freq ___ MHz  Area: R Achilles\n   Comment: held, blister over tendon", "97035"),
    ("Ice/Heat: n/a", "97010"),
    ("[x] Bike 6 min\n[ ] US 1 MHz 1.0 W/cm2 R knee 8 min", "97035"),
    ("Aide assisted to bathroom, toilet transfer by aide min A.", "97530"),
    ("On 3/1 she had ultrasound to the elbow for pain. Today eccentrics 3x15 for strength, 15 min.", "97035"),
    (">> carried fwd from 3/1/25\nAmb 3 x 80 ft w/ RW CGA, VC to look up. 12 min.\n<<\n3/4/25\nPt refused.", "97116"),
    ("97112 Neuro re-ed - movement, balance, coordination, kinesthetic sense, posture, proprioception   Min: ___", "97112"),
    ("97530 Therapeutic activities, direct (one-on-one) patient contact (use of dynamic activities to improve functional performance)", "97530"),
    ("Reviewed lifting with tote, pt verbalized understanding. 8 min", "97530"),
    ("Therapeutic exercise, gait training, transfer training billed per visit.", "97530"),
    ("Billing: 97116 gait training (1), 97110 therapeutic exercise (1)", "97116"),
    ("TE 25 min per log", "97110"),
    ("Strength: ER 4/5. ROM: flexion 120.", "97110"),
    ("Gait: antalgic, decreased stance on R.", "97116"),
    ("BOT-2 fine manual control 28, came to stand with hands on thighs", "97140"),
    ("Traction: SLR after was 55.", "97012"),
    ("Exercises held: leg press, squats.", "97110"),
    ("Pt declined gait training but agreed to seated exercises: LAQ 2x10, 15 min.", "97116"),
    ("Therapist gave hands on facilitation at pelvis during STS x10 for weight shift; 15 min ther act.", "97140"),
    ("Uses ice at night.", "97010"),
    ("Ther-ex in chair.", "97110"),
]


@pytest.mark.parametrize(("text", "code"), DONE)
def test_care_of_this_visit_is_found(linter, text, code):
    assert status(linter, text, code) == "present"


@pytest.mark.parametrize(("text", "code"), NOT_DONE)
def test_what_was_not_done_here_today_is_no_care(linter, text, code):
    assert status(linter, text, code) == "missing"


@pytest.mark.parametrize(("text", "code", "element", "other"), [
    # a reason or the help told in a sentence of its own speaks of the service before it
    ("Paraffin to R hand 15 min. Given first to soften the stiff web space before stretching. Putty yellow 3x10.", "97018", "purpose", "97110"),
    ("Sit to stand 2x5 from 18 in chair, 15 min. CGA on belt, cues to look up when stepping. Leg press 3x10.", "97530", "assistance", "97110"),
    ("Box lift 10 lb floor to waist x 8, 12 min. Aimed at hip strength for stocking. Tandem stance 3 x 30 sec.", "97530", "purpose", "97112"),
])
def test_reason_and_help_follow_what_was_told_before(linter, text, code, element, other):
    assert status(linter, text, code, element, other) == "present"


@pytest.mark.parametrize(("text", "code"), [
    ("Pt seen. TE 20 min: bridges 3x10. Eval 30 min.\n\nSTM R calf 10 min for tightness", "97140"),
    ("TE\nBike 6 min\nAdaptive equipment: ____\nComments: bridges 3x10 with cues", "97110"),
    ("She rested after the set and then went on with the heel slides and the quad sets as before with cues\nSquats 3x10", "97110"),
])
def test_lines_keep_to_their_own_block(linter, text, code):
    assert status(linter, text, code) == "present"
