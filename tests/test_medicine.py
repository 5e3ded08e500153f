"""Texts of medicine, and words in therapy notes that only look like care."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.nlp.quantities import find_quantities
from ptnotelint.note import BilledLine, Note

OPERATION = ("PREOPERATIVE DIAGNOSIS: Lumbar stenosis.\nANESTHESIA: General endotracheal.\nPROCEDURE IN DETAIL: The patient was prepped and draped. The fascia was stretched and the lamina "
             "removed with Kerrison punches. Putty was packed into the cage. The wound was closed with Vicryl.\n")
ADMISSION = ("HOSPITAL COURSE: He was placed on heparin and transferred to the telemetry floor. White count normal. HEENT: Normocephalic. Heart: no murmur, no gallop. "
             "Neurologic: symmetric shoulder shrug, duck walk and tandem walk without difficulty. ACTIVITY: no lifting, stairs with help.\n")
IMAGING = "Technetium 15 mCi. Graded exercise with arm ergometer. The LAD was patent and the distal LAD small. Ejection fraction 55%. The soft tissue of the chest is clear. Mitral valve normal.\n"
CODES = ("97012", "97035", "97110", "97140", "97530")


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def services(linter, text, codes=CODES):
    report = linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {code.code: next(element for element in code.elements if element.element == "service") for code in report.codes}


@pytest.mark.parametrize("text", [OPERATION, ADMISSION, IMAGING])
def test_medicine_tells_no_care(linter, text):
    assert {element.status for element in services(linter, text).values()} == {"missing"}


def test_the_refusal_says_whose_work_it_was(linter):
    refused = services(linter, OPERATION, ("97110",))["97110"].refused
    assert refused and {near.reason for near in refused} == {"other_provider"}


@pytest.mark.parametrize(("text", "code"), [
    ("PMH: on heparin, ejection fraction 40%. Sternal precautions. Ther ex: LE AROM, marching and LAQ 2x10 for strength.", "97110"),
    ("Pt extubated Monday, afebrile. Supine to sit with min A, verbal cues for log roll; sit to stand x 5 with mod A to get to the commode.", "97530"),
    ("PT note. Op report: prepped and draped, closed with Vicryl. STM and scar mobilization to L knee, 10 min, for patellar mobility.", "97140"),
    ("Heart: RRR. 97110: quad sets, heel slides.", "97110"),
])
def test_care_beside_words_of_medicine_is_care(linter, text, code):
    assert services(linter, text, (code,))[code].status == "present"


def test_a_report_pasted_above_the_treatment_takes_nothing_from_it(linter):
    treatment = "Today:\nQuad sets 3x10 for strength, min verbal cues\nHeel slides 2x15 for knee flexion\nSit to stand from 18 in chair x 8 with CGA\nPatellar mobs grade II, 8 min, for knee motion\n"
    found = services(linter, OPERATION + ADMISSION + treatment, ("97110", "97140", "97530"))
    assert {code for code, element in found.items() if element.status == "present"} >= {"97110", "97140"}


def test_an_examination_among_words_of_medicine_is_an_evaluation(linter):
    text = ADMISSION + "PT evaluation: ROM knee flexion 0-95. MMT quads 3+/5. Berg 38/56. Gait antalgic with RW."
    assert services(linter, text, ("97161",))["97161"].status == "present"


@pytest.mark.parametrize("text", [
    "Straight leg raises are negative bilaterally.", "Positive supine straight leg raise on the left.", "Slump and SLR normal.", "Shoulder shrugs symmetrical.",
    "Completed a treadmill stress test last year.", "Dr. Y's office called about the appointment.", "She reports difficulty with bridging in bed.",
])
def test_findings_tests_and_names_are_no_exercise(linter, text):
    assert services(linter, text, ("97110",))["97110"].status == "missing"


@pytest.mark.parametrize("text", [
    "Instructions were given in writing.", "The study was carried out with her verbal consent.", "He was transferred to the rehab facility with help of his wife.",
    "She fell down a flight of stairs with help at hand.", "He was told not to do any heavy lifting.", "Hobbies: gardening, standing activities at church with friends.",
    "He was shown to have a rotator cuff tear and repair was performed.",
])
def test_moves_instructions_and_falls_are_no_activity(linter, text):
    assert services(linter, text, ("97530",))["97530"].status == "missing"


@pytest.mark.parametrize("text", ["Tenderness to palpation over the soft tissue of the ankle.", "Soft tissue swelling at the L knee.", "Shoulder distraction test negative."])
def test_findings_are_no_manual_therapy(linter, text):
    assert services(linter, text, ("97140",))["97140"].status == "missing"


@pytest.mark.parametrize(("text", "counted"), [("bridges 3 x 10", True), ("scar 3 x 4 cm", False), ("wound 3.1 x 1.5 x 0.9 cm", False), ("steps 2 x 10 4 in", True)])
def test_a_size_is_no_repetition(text, counted):
    assert any(quantity.kind == "reps_by" for quantity in find_quantities(text)) == counted
