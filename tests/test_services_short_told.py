"""Services in short notes: told in few words and taken for told, or spoken of and not given."""

from __future__ import annotations

import pytest

from ptnotelint.nlp.pipeline import Reader


@pytest.mark.parametrize(("text", "told", "silent"), [
    # an entry of a log opens with its time, and ends the one before it
    ("8:30-8:42 MT: talocrural AP glides gr III, calf STM\n8:42-9:05 heel raises 2x15, band DF/PF 20 ea", "97140 97110", ""),
    ("W/C training 10:00-10:20: curb and ramp negotiation, min A.\n10:20-10:38 bed to chair transfers x4, slide board, mod A", "97542 97530", ""),
    ("[0-10] strength: leg press 80# 3x10, ham curl 30# 3x10\n[10-28] control: Airex SLS 4x20s, Y balance reaches x5 ea", "97110 97112", ""),
    ("10:00 pool deck. Shallow: marching 4 laps, side steps 4 laps\n10:20 deep end: bicycle w/ noodle 5 min\n10:35 gym: leg press 3x10 60#, step ups 2x15", "97113 97110", ""),
    # the next service by its name
    ("First 20 min balance: tandem on foam 3x30 s, cone taps x20 CGA. Then strengthening: mini squats 2x12, heel raises 2x15.", "97112 97110", ""),
    ("S: sore after gardening 4/10\nManual -> UPA C5-6 gr III L, STM levator\nTE -> chin tucks x15, row green x20", "97140 97110", ""),
    ("Gait -> 4 laps w/ RW, cues to widen BOS, CGA\nHome -> as given Monday\nTher act -> sit to stand from low chair x8", "97116 97530", ""),
    # care told by how it is dosed
    ("L/S 60#, 45 on / 15 off, prone w/ pillow, 15 min", "97012", ""),
    ("WAX: dip and wrap, 10 layers, 15 min", "97018", ""),
    ("Paraffin 15 min.", "", "97018"),
    ("Sound to R patellar tendon 3.3 MHz 0.8 W/cm2 6 min.", "97035", ""),
    # hands told by what they worked on
    ("Ex: pulleys 3 min, wall slides x15\nScar: cross friction and lifting of the distal end, 8 min", "97140 97110", ""),
    ("Edema: retrograde massage to the dorsum, 5 min.", "97140", ""),
    ("TE: SLR 3x10, quad sets x20. Incision clean and dry, swelling down.", "97110", "97140"),
    ("I slid the kneecap down and in for several minutes, then eased the tibia back on the thigh bone, ten minutes in all.", "97140", ""),
    ("Worked the diaphragm and psoas with slow pressure until they let go, about ten minutes.", "97140", ""),
    # rows of a table
    ("Svc | Content | Dose | Min\nTherAct | gather laundry pegs off floor, low rail | 12 pegs x2 | 15", "97530", ""),
    ("Item | Dose | Help\nLE bike | 8 min L2 | none\nCar transfer, passenger side | 3 | SBA", "97110 97530", ""),
    ("Treatment | Detail | Min\nNMES | withheld, pacemaker query | 0\nTE | quad sets, SLR 3x10 | 20", "97110", "97032"),
    # a heading of two services
    ("TE/NMR 30 min: SLR 3x10, bridges x20, tandem stance 3x30s, foam EC 3x20s", "97110 97112", ""),
    ("ADLs and transfers, 40 min: upper body dressing min A, toilet transfer x2 CGA", "97535 97530", ""),
    ("Gait/balance: 200 ft RW cues for step length, then SLS at the bar 5x10s", "97116 97112", ""),
    # plain words
    ("He kicked each leg out fifteen times, then pushed his heels into the bed ten times. 14 minutes.", "97110", ""),
    ("Bed -> recliner pivot x2, mod A. Commode <-> w/c x1.", "97530", ""),
    ("The stretches for the calf were held a good half minute, both legs, four each.", "97110", ""),
    ("Grp: 5 res in activity rm, 30 min. Chair volleyball, arm circles, sit and reach.", "97150", ""),
    ("Trial of ultralight chair in gym: propelled 200 ft, ramp x2, tight turns. 25 min", "97542", ""),
    ("Explained hip precautions while dressing and she then demonstrated sock aid and long shoehorn, needing two reminders.", "97535", ""),
    # who is only taught, told or where a thing came from did nothing
    ("R wrist cock-up from vendor fitted, straps trimmed, edges flared at thenar. 20 min", "97760", ""),
    ("Adaptive dressing: one-handed shoe tying, dressing stick for pants, min A. CNA trained in set-up.", "97535", ""),
    ("CNA did the shower and dressing this morning before I came.", "", "97535"),
])
def test_service_in_few_words(services, text, told, silent):
    expected = {**dict.fromkeys(told.split(), "present"), **dict.fromkeys(silent.split(), "missing")}
    assert services(text, expected) == expected


@pytest.mark.parametrize(("text", "told", "silent"), [
    ("Amb 200' w/ SPC, SBA, cueing for heel strike. Balance work held today, BP low.", "97116", "97112"),
    ("Transfers: bed to chair x4 min A, tub bench x2 CGA with cues. Pt refused to bathe this am.", "97530", "97535"),
    ("Bike 8 min, leg press 3x12. Had intended to do the balance course; BP 180/100 so stopped there.", "97110", "97112"),
    ("Floor-to-stand transfers x4, min A. Vestibular exercises not attempted, vomiting this am.", "97530", "97112"),
    ("Practiced tub transfers with bench x4, CGA. HEP checked, no changes.", "97530", "97110"),
    ("NMES quad: skin reddened under last electrodes, held\nTE: SLR 3x10, LAQ 2x15", "97110", "97032"),
    ("97110: deferred, chest pain overnight\nPt still fatigued, endurance poor.\n97530: bed mobility x3 mod A, EOB to chair transfers x2 max A.", "97530", "97110"),
    ("Car transfer practice x3, SBA with verbal cues. Sit to stands he'll do with his daughter, 10 each morning.", "97530", "97110"),
    ("Pool entry: ramp\nWater walking 4 laps, noodle push-downs x20\n[ ] Land ther ex\nNote to PT: knee stiff.", "97113", "97110"),
    ("Plan: trial of forearm crutches for gait next week.", "", "97116"),
    # what is declined of one kind takes nothing from another
    ("Bike 8 min. On the rocker board 3 x 45 s, eyes closed last set, SBA, for balance. She declined the leg press.", "97112 97110", ""),
    ("Ambulation deferred. Grooming at sink: shaved w/ electric razor, brushed teeth, set-up A.", "97535", "97116"),
])
def test_care_that_was_not_given_is_lent_nothing(services, text, told, silent):
    expected = {**dict.fromkeys(told.split(), "present"), **dict.fromkeys(silent.split(), "missing")}
    assert services(text, expected) == expected


def test_what_is_turned_down_is_quoted():
    reading = Reader().read("Stairs x8 with CGA. Balance drills put off until Friday.")
    refused = [(mention.families, mention.reason) for mention in reading.mentions if mention.reason and "neuromuscular" in mention.families]
    assert (("neuromuscular",), "negated") in refused


@pytest.mark.parametrize(("text", "label", "words"), [
    ("All that cost us twenty minutes, after the brace was trimmed.", "modality", "us"),
    ("He walked the lane in two stretches of about 80 feet with his cane.", "exercise_vague", "stretches"),
    ("Drove a Group 3 power chair round the cones, 20 min.", "group", "Group"),
])
def test_words_that_name_no_care_here(text, label, words):
    assert not any(mention.label == label and text[mention.start:mention.end] == words for mention in Reader().read(text).mentions)


def test_minutes_of_a_joint_heading_are_of_neither(lint):
    report = lint("Balance and gait together, 24 min: tandem on foam 3x20 s; 200 ft with RW, CGA, cues for step length", "97112", "97116")
    assert {code.code: report.minutes.get(code.code) for code in report.codes} == {"97112": None, "97116": None}
