"""What machines, packs, baths, needles and repositioning were for, and whose words they are, in the writers' own ways."""

from __future__ import annotations

import pytest

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def status(linter, text, element, *codes):
    report = linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {each.element: each.status for each in report.codes[0].elements}[element]


@pytest.mark.parametrize("code, text", [
    ("97035", "US 1 MHz 1.5 W/cm2 8 min R patellar tendon to thin out the thickened mid-portion."),
    ("97035", "Ultrasound, L supraspinatus, 3 MHz 1.0 W/cm2, 6 min: get blood to it."),
    ("97035", "U/S R Achilles 3.3 MHz 0.5 W/cm2 7 min; warmed the tendon up for stretching."),
    ("97010", "COLD PACK R KNEE 10 MIN, LEG UP, TO KEEP SWELLING DOWN."),
    ("97014", "IFC bilateral upper traps 15 min seated to knock pain back before driving."),
    ("G0283", "- IFC, 4 pads, L shoulder, 15 min: knock down the night ache"),
    ("97018", "Paraffin bilateral hands, 7 dips, so the fingers bend on buttons."),
    ("97022", "Whirlpool L foot 98 F 20 min to float off necrotic tissue."),
    ("97022", "Whirlpool R calf 15 min, low agitation; soften the crust at the wound edge."),
    ("97024", "DIATHERMY, PULSED, L HIP, 20 MIN, SO THE CAPSULE LETS GO FOR MOBS."),
    ("97024", "Shortwave to the right thigh, 15 min, as a warm-up before stretching."),
    ("97012", "Mech lumbar traction 90/45 lb, 15 min, prone, so the L5 root gets room."),
    ("97012", "Machine pull, cervical, 18 lb, 12 min, to widen the spaces at C6."),
    ("97016", "Vaso R ankle 15 min medium pressure to squeeze out the puffiness."),
    ("97026", "Heat lamp over both shoulders 15 min, drawing blood to the tendons."),
    ("97124", "Massage L calf 10 min kneading, as it was hard as rope."),
    ("20560", "Needled L QL, two spots, to switch off the guarding."),
    ("20561", "DN: B UT, levator scap, splenius. To let the neck turn again."),
    ("97033", "Ionto dex 4 mg/ml R heel 40 mA-min. Target: the inflamed fascia."),
    ("95992", "CRM R x2 for the spins."),
])
def test_what_an_agent_is_to_do_is_its_reason(linter, code, text):
    assert status(linter, text, "purpose", code) == "present"


@pytest.mark.parametrize("code, text", [
    ("97035", "US 3 MHz 0.8 W/cm2 7 min L elbow, sound head moved to prevent burns."),
    ("97014", "IFC R shoulder 15 min to pt tolerance, extra pad to keep skin dry."),
    ("97014", "IFC R knee 15 min, intensity turned down to stay comfortable."),
    ("97026", "Lamp to neck 10 min, infrared, to start the session."),
    ("97018", "Paraffin to both hands, 10 min, towel wrapped to hold the heat in place."),
    ("97024", "Shortwave diathermy to the right hip, 20 min, drum."),
    ("97012", "Mech traction lumbar 80 lb 15 min, asked to lie still and to ring the bell if sore."),
    ("97124", "Effleurage and kneading to both calves 8 min."),
    ("20560", "DN into the trigger points of L infraspinatus, two needles."),
])
def test_how_it_was_set_up_is_no_reason(linter, code, text):
    assert status(linter, text, "purpose", code) == "missing"


@pytest.mark.parametrize("code, text, expected", [
    ("20560", "Needles: two in the R soleus, 40 mm, for calf cramps.", "present"),
    ("20560", "Two needles, L levator scapulae, because it feeds her headache.", "present"),
    ("20561", "Dry needling 3 or more muscles, 15 min. Tolerated well.", "missing"),
    ("20560", "DN per POC.", "missing"),
    ("20560", "DN: trigger pts in 1 muscle, 30 mm.", "present"),
    ("20561", "Dry needling  muscles: ______  reaction: ______", "missing"),
    ("97012", "Motor traction to the neck, 14 lb, 12 min.", "present"),
    ("97012", "Cervical pull by hand, 30 sec x 5.", "missing"),
    ("97018", "R hand, six dips in the wax then bagged, for morning stiffness.", "present"),
    ("97022", "Whirlpool, both legs, 100 F, 10 min.", "present"),
    ("97022", "Whirlpool 20 min.", "missing"),
    ("95992", "CRT performed for vertigo.", "present"),
    ("95992", "CRT x2, pt ok.", "missing"),
    ("97010", "CP x10'", "missing"),
    ("97018", "Fee slip: 97018 paraffin bath  97022 whirlpool", "missing"),
])
def test_a_kind_of_care_in_few_words(linter, code, text, expected):
    assert status(linter, text, "service", code) == expected


@pytest.mark.parametrize("text, element, codes, expected", [
    # work of another kind under a heading, on a line or in a sentence of its own
    ("TE (24'): pulleys 3 min, wall slides 2x10.\nSTM/effleurage UT, 10', to ease spasm.", "service", ("97124", "97110"), "present"),
    ("Infrared to the buttock 10 min. I then needled R piriformis and glute max to quiet the ache.", "purpose", ("97026", "20560"), "missing"),
    ("Infrared to the buttock 10 min. I then needled R piriformis and glute max to quiet the ache.", "purpose", ("20560", "97026"), "present"),
    ("Fluido: see modality sheet\nBlocking DIP x15, hook fist x10.", "service", ("97022", "97110"), "missing"),
    ("CP to L knee at end 10 mins. TE: SAQ 3x10 2#, SLR 2x10, 25 mins.", "exercise", ("97110", "97010"), "present"),
    ("Tx: HP x 10 min to L shoulder pre-tx for ache; GH mobs gr III 15 min for capsular tightness.", "time", ("97140", "97010"), "present"),
    ("Ice massage L patellar tendon 5 min.", "body_part", ("97010", "97124"), "present"),
    ("Ice massage L patellar tendon 5 min.", "service", ("97124", "97010"), "missing"),
    ("Wax 10 min R hand, then fluido 15 min R hand. Both for stiffness.", "purpose", ("97018", "97022"), "present"),
    ("Ionto dex R medial epicondyle 2.0 mA 20 min; tendon irritable w/ gripping.", "purpose", ("97033",), "present"),
    # what brackets deny stays in them
    ("I needled R teres minor and lat (4 needles, no stim) since the rotators were guarding.", "purpose", ("20560",), "present"),
    # the problem that opens a line is of what is done for it
    ("Problem A. Weak grip. Putty 2x10.\nProblem B. Oedema. Sequential pump to L leg 25 min for it.", "purpose", ("97016", "97110"), "present"),
    # a bare verb, even before the name of an exercise
    ("Wax bath, both hands, 12 min. Ease joint stiffness ahead of gripping.", "purpose", ("97018",), "present"),
    # a control worked by hand is no manual therapy
    ("NMES biphasic R quad 12 min for extensor lag, manual trigger with each contraction.", "attendance", ("97032",), "present"),
    ("Interferential at L4–S1 for 15 min, for soreness.", "body_part", ("G0283",), "present"),
    ("Pneumatic sleeve to R forearm, intermittent, 45 mmHg, 15 min for swelling.", "modality_type", ("97016",), "present"),
    ("Vaso to R knee 15 min for swelling.", "modality_type", ("97016",), "missing"),
])
def test_whose_words_they_are(linter, text, element, codes, expected):
    assert status(linter, text, element, *codes) == expected


@pytest.mark.parametrize("code, text, expected", [
    ("95992", "R Dix-Hallpike upbeating 15 s. Epley R x2. Post: DH R neg.", "present"),
    ("95992", "L Hallpike upbeating. Epley L. Hallpike clear on retest.", "present"),
    ("95992", "R posterior canal. Epley R x2. Spin 6/10 to 0.", "present"),
    ("95992", "R Dix-Hallpike negative, L upbeating 20 s. Epley L x1.", "missing"),
    ("95992", "CRM (Epley) to R ear x2, held each pos 45 sec. Rpt DHP: 0 nyst.", "present"),
    ("97012", "Mech traction lumbar 80 lb 15 min to unload. Pain 6 to 4 in the leg.", "present"),
])
def test_what_was_felt_or_seen_after(linter, code, text, expected):
    assert status(linter, text, "response", code) == expected
