"""Services told in other words than the codebook's examples, billed as what they are not, and such as only look so."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import Note

TOLD = [
    (["97012"], "Traction (97012): PT applied gentle long-axis pull to the neck with both hands, 8 x 15 sec, for C7 arm pain.", "manual-traction-as-97012"),
    (["97012", "97110x2"], "Tx: cervical traction manually, supine, therapist cradles head, 5 min on/off, arm pain eased.\nTher ex 25 min: rows 3x10, chin tucks 2x10 for postural strength, cues.", "manual-traction-as-97012"),
    (["97012"], "Traction x 10 min, lumbar: pulled through both ankles by PT with belt, to ease leg pain.", "manual-traction-as-97012"),
    (["97012"], "Lumbar traction: pt hung over a peanut ball, 8 min, to open the L4-5 foramen.", "positional-traction-as-97012"),
    (["97032"], "E-stim x 15 min to R shoulder, IFC, pt seated with heat, therapist out of room, for pain.", "unattended-stimulation-as-97032"),
    (["97032"], "Estim (97032): pads placed, machine set to 20 min, patient rested supine in dark room for neck pain.", "unattended-stimulation-as-97032"),
    (["97032"], "IFC 4 pads L/S 15 min, timer set, pt left with bell.", "unattended-stimulation-as-97032"),
    (["97014"], "Stim 12 min: therapist present throughout, moving the probe along the facial nerve branches, for weakness.", "attended-stimulation-as-unattended"),
    (["G0283"], "E-stim: Russian to quads, patient asked to tighten with each on-phase with therapist coaching 1:1, 10 min.", "attended-stimulation-as-unattended"),
    (["97113x2"], "Aquatic ex 30 min: mat-based clams 3x12, plinth bridges 3x10, seated knee extension 2 kg 3x10, for hip strength.", "land-exercise-as-97113"),
    (["97113"], "Leg press 60 lb 3x10, wall squats 3x10, step-ups 2x12 in the gym, 25 min for quad strength.", "land-exercise-as-97113"),
    (["97113x2"], "Hydrotherapy note. Pool out of order, so gym today: leg press 3x12, bike 5 min, calf raises 3x15, 28 min for strength.", "land-exercise-as-97113"),
    (["97116"], "Gait 15 min. Hallway walking 800 ft non-stop to raise tolerance, HR 102, no gait faults.", "walking-for-endurance-as-97116"),
    (["97116"], "Gait x 12 min: 300 ft with RW, supervision. Tolerated.", "plain-walking-as-97116"),
    (["97140"], "Manual 15 min: light massage with lotion to upper back to relax.", "massage-as-97140"),
    (["97140"], "MT 20 min: kneading and stroking of the calves, feels nice, less tense.", "massage-as-97140"),
    (["97530x2"], "TA 25 min: knee extension machine 40 lb 3x12, hamstring curls 3x10, hip abduction 3x10, treadmill 5 min. For leg strength.", "exercise-list-as-97530"),
    (["97530"], "Therapeutic activities, 15 min: bridges 3x10, SLR 3x10, planks 3x20 s.", "exercise-list-as-97530"),
    (["97530"], "Ther activities x 15: theraband rows, ER/IR red 3x15, bicep curls 3 lb 3x10 for shoulder strength", "exercise-list-as-97530"),
    (["97110x2"], "TherEx 25 min: practised getting in and out of the bath tub with bench, carrying a tray 30 ft, and putting groceries on high shelf, min A.", "functional-task-as-97110"),
    (["97110"], "Exercise 15 min: sit to stand from low sofa x 10, picking laundry from the floor x 8, stairs with basket x 2; SBA.", "functional-task-as-97110"),
    (["97110"], "Therapeutic exercise 20 min: floor-to-chair transfers x 5, car transfer x 4, bed mobility, cues.", "functional-task-as-97110"),
    (["97110x2"], "Ther ex 30 min: exercise class, 5 in attendance, PT leading from the front: squats 3x10, heel raises 3x15 for strength.", "group-as-individual"),
    (["97112"], "Balance class (6 pts) 30 min: tandem stance, foam standing, ball toss, 1 PT.", "group-as-individual"),
    (["97535"], "Self care 10 min: went over home exercises, pictures of 5 exercises given, pt showed them back.", "home-programme-as-97535"),
    (["97535"], "97535 15 min. Taught exercises to do at home: heel slides, quad sets, ankle pumps. Written handout given.", "home-programme-as-97535"),
    (["97535"], "ADL/self-care training 15 min - HEP update: bridges 3x10, clams 3x10; demonstrates well.", "home-programme-as-97535"),
    (["97535"], "Self-care 10 min: showed pt how to set and place the pads of the rental TENS for home pain control.", "stimulator-teaching-as-97535"),
    (["97164"], "Re-eval 20 min. 10th visit recert. Flexion 120, quads 4+/5, LEFS 60. All as expected. Plan 2x/wk 4 wks.", "reevaluation-without-trigger"),
    (["97162"], "PT eval 40 min. Otherwise healthy, no comorbidity or personal factor that would affect care. Berg 44/56. Evolving presentation.", "history-below-complexity"),
    (["97163"], "Eval 45 min. No PMH of note, no factors affecting plan. ROM 90, MMT 4/5. Presentation unstable.", "history-below-complexity"),
    (["97162"], "Eval 30 min. DM, HTN. ROM 90, MMT 4/5. Presentation: stable/uncomplicated.", "presentation-below-complexity"),
    (["97163"], "Eval 30 min. DM, HTN, CVA. ROM 90, MMT 4/5. Clinical picture stable. Decision making of low complexity.", "complexity-differs"),
    (["97016"], "Vaso to L knee 15 min 34 F low pressure post exercise for soreness. No swelling present.", "vasopneumatic-without-oedema"),
    (["97016"], "Game Ready R shoulder 15 min for post-ex pain, no edema noted.", "vasopneumatic-without-oedema"),
    (["97110x2"], "Ther ex 25 min: treadmill walking with cues for step length and heel strike, parallel bars side-stepping, R Trendelenburg corrected by hand at the pelvis.", "gait-as-97110"),
    (["97110"], "TE 15 min: gait drills in bars, 6 lengths, tactile cue to stop circumduction of the L leg.", "gait-as-97110"),
    (["97110"], "TE 15 min: SLS on foam 3x30 s, tandem walk 4x10 ft, BOSU stand, for balance.", "balance-as-97110"),
    (["97112"], "NMR 15 min: leg press 3x10, knee ext 3x10 to strengthen the quads.", "strengthening-as-97112"),
    (["97112"], "Neuro re-ed 12 min: canalith repositioning R posterior canal x 2.", "repositioning-as-97112"),
    (["20560"], "DN to L glute med, L piriformis, L TFL and L QL, 0.30x60, for hip pain; twitch.", "many-muscles-as-20560"),
    (["97750x2"], "Tests 30 min: TUG 14 s, 30 s STS 10, 6MWT 340 m, to decide return to work.", "no-report-for-97750"),
    (["97150"], "Group 45 min, 5 pts: everyone worked through their own sheet at their own pace while PT supervised.", "independent-exercise-as-97150"),
    (["97035"], "US 10 min: hands-free transducer strapped to the shoulder, 1 MHz, 1 W/cm2, for pain.", "hands-free-ultrasound-as-97035"),
    (["97760"], "Orthotic 15 min: second visit for her AFO, strap padded, skin clear.", "later-visit-as-97760"),
    (["97110"], "Exercise time 20 min: recumbent stepper level 5 for 20 min.", "bike-alone-as-97110"),
    (["97110"], "TE in the therapy pool, chest deep, 20 min: squats 3x10, march 3x20 for strength.", "pool-exercise-as-land"),
    (["97016"], "Vaso L knee 15 min. Effusion 1+, no calf edema. Girth 41 vs 38.5.", ""),
    (["97110x2"], "Ther ex 25 min: lunges 3x8, leg press 3x10, gait drills high knees 2x40 ft for hip strength.", ""),
    (["97535"], "Self-care 15 min: showering with long sponge, min A, bench; home exercises looked at too.", ""),
    (["97012"], "Traction: table, 60 lb, 15 min, pelvic belt tightened by hand, for leg pain.", ""),
    (["97530"], "TA 15 min: leg press then box lift 20 lb floor to shelf x 10 for stocking shelves at work, cues.", ""),
    (["97162"], "PT eval 40 min. No red flags, no cancer. DM, lives alone. Berg 44/56. Evolving presentation.", ""),
    (["97110"], "Ther ex 15 min: SLR 3x10, seen one to one while the class ran next door, for quad strength.", ""),
    (["97113"], "Pool 20 min, waist deep: squats 3x10; cannot squat on land for pain.", ""),
    (["G0283"], "IFC 15 min low back, sidelying, patient told to call if it gets strong, for pain.", ""),
    (["97032"], "Attended NMES R deltoid: PT moved electrode and cued each lift, timer 12 min.", ""),
]


@pytest.fixture(scope="module")
def linter():
    return Linter.load(select=["coding/*", "consistency/*"], ignore=["coding/unbilled-service"])


@pytest.mark.parametrize(("billed", "text", "rule"), TOLD)
def test_what_is_told_of_a_billed_code(linter, billed, text, rule):
    report = linter.lint(Note.from_dict({"text": text, "billed": billed}))
    assert [finding.rule for finding in report.findings] == ([f"coding/{rule}"] if rule else [])
