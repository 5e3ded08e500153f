"""Which service each stretch of text tells of, and what tells care rather than naming it: whole notes of a few lines."""

import pytest

TOLD = [
    # water and land, a class in the water and one patient after it
    ("Pool, 30 min: marching, side steps and noodle push downs 2x10 each for leg strength. After drying off we did tandem stance 4 x 20 sec at the bars, CGA.", ["97113", "97112"]),
    ("Aquatic visit. Jogging in the deep end 4 min, wall kicks 2x15. Once dressed, he practiced car transfers in the gym with cues.", ["97113", "97530"]),
    ("Pool session. She joined the back class, five participants: noodle rows, wall push ups. Afterwards one-on-one in the shallow end: step ups 2x10, cued for hip hike.", ["97150", "97113"]),
    ("RESIDENT ATTENDED THE MORNING BEANBAG TOSS GROUP W/ 4 OTHERS. LATER APPROACHED FOR GAIT; REFUSED.", ["97150"]),
    # the writer's own keys end a line of history or findings
    ("PLOF: independent, no device.\nFound: TUG 21 s, hip abd 3+/5.\nThen: tub bench transfer x4 with min A and cues.", ["97530"]),
    ("History: fell in March.\nExam: SLR neg, flexion 40%.\nAlso: log roll, lifting mechanics, hip hinge.", ["97530"]),
    # a bare list is a record of what was done
    ("STM to the levator 10 min for tone.\n\nToilet mechanics + functional squat.", ["97530"]),
    ("Paraffin to R hand 10 min for stiffness.\nActivities: jar lids, door keys, coin sorting, wringing cloths", ["97530"]),
    # walking told by a verb or by its place
    ("Next we worked on walking for 12 minutes. Front wheeled walker, 80 feet twice, she drags the left foot.", ["97116"]),
    ("Gait in the hallway w/ SPC, contact guard on turns.", ["97116"]),
    ("Rolled to each side and scooted up in bed, min A at the trunk.", ["97530"]),
    # strengthening told by its region
    ("Core and hip work on the mat, rested between sets.", ["97110"]),
    ("Worked on quad strength today, effort good.", ["97110"]),
    # settings, tables, fields
    ("Min\tCode\tDetail\n15\t97110\tquad sets, heel slides 2x10\n8\t97116\tcurb and ramp w/ cane, cues for sequence", ["97110", "97116"]),
    ("Manual therapy:\n- Long axis hip distraction, grade III\nModalities: none today", ["97140"]),
    ("Unilateral PAs L4 R and CPAs L5, gr III.", ["97140"]),
    ("CP to R knee after, 10 min.", ["97010"]),
]

NAMED = [
    # the kind's name with minutes, the way it was delivered, or an opinion of it
    ("Ended with a cold pack, 10 min.", ["97010"]),
    ("SLR 2x10, bridges 2x12. Assessment: tolerated the aquatic program well, less pain.", ["97113"]),
    ("Group therapy 25 min, 4 patients, see class log.", ["97150"]),
    ("Ther ex 25 min, see gym log.", ["97110"]),
    # official titles
    ("97535 Self-care/home management training (e.g., activities of daily living (ADL) and compensatory training, meal preparation, safety procedures) 15 min", ["97535"]),
    ("97124 Massage, including effleurage, petrissage and/or tapotement (stroking, compression, percussion), each 15 min", ["97124"]),
    ("97150 Therapeutic procedure(s), group (2 or more individuals)", ["97150"]),
    ("97750 Physical performance test or measurement (e.g., musculoskeletal, functional capacity), with written report, 15 min", ["97750"]),
    # a tally of units
    ("Hallpike negative both sides. Walked 200 ft outside. CRM 1, gait 1, TE 1.", ["95992"]),
    # how the patient came and went
    ("Walked into the clinic without crutches, limping. SLR 3x10.", ["97116"]),
    ("Arrived with a rollator, short steps. Bridges 2x10, clams 2x10.", ["97116"]),
    # plans and conditions
    ("Plan for today was 20 min in the pool: walking laps, hip kicks x15, then deep end hang.", ["97113"]),
    ("If it recurs I'd do an Epley again.", ["95992"]),
    ("If cleared Friday plan is Semont R x2.", ["95992"]),
    ("Dry needling consent signed, will do at the next visit.", ["20560"]),
    ("Resume balance series on foam 3x30 sec then.", ["97112"]),
    # an earlier entry copied above today's
    ("[3/4/25 note carried over]\nDN R infraspinatus, 3 needles.\n\n[today]\nRunny nose, no needles wanted. Pec stretch 3x30 sec.", ["20560"]),
    ("Last visit we did traction set-up and the bike. Too sore today, rest and talk only.", ["97110"]),
    # other days, other people's questions, what the patient has on
    ("Pt reports doing leg press at gym 3x10 and using ice. Knee AROM 0-120.", ["97110", "97010"]),
    ("His wife asked about dry needling.", ["20560"]),
    ("Pt wears a night splint. SLR 2x10.", ["97760", "97014"]),
    # not given: the machine, not the rest
    ("Same as above except US held, unit out for repair.", ["97035"]),
    ("Set up on the traction table, belts on. Asked to stop before pull was started.", ["97012"]),
    # findings under headings that also name care
    ("Coordination: dysmetria on finger to nose L.", ["97112"]),
    ("Balance: Romberg EC 6 s, TUG 22.", ["97112"]),
    ("FUNCTIONAL STATUS\nTransfers: min A\nAmbulation: 50 ft RW CGA\n\nTREATMENT\nLAQ and ankle pumps 2x15", ["97116"]),
    # the therapist's next visit is no muscle
    ("Patellar mobs 8 min. Estim after, RTC Friday.", ["97014"]),
]


@pytest.mark.parametrize(("text", "codes"), TOLD)
def test_care_that_is_told(services, text, codes):
    assert services(text, codes) == dict.fromkeys(codes, "present")


@pytest.mark.parametrize(("text", "codes"), NAMED)
def test_care_that_is_only_named(services, text, codes):
    assert services(text, codes) == dict.fromkeys(codes, "missing")


def test_a_refused_offer_leaves_the_rest_alone(services):
    text = "Heel slides x20 and bridges 2x10, cues for form. Ice offered; declined."
    assert services(text, ["97110", "97010"]) == {"97110": "present", "97010": "missing"}


def test_a_broken_label_stays_broken(services):
    text = "Ther act: reviewed crate lifting, pt verbalized understanding.\nVaso L knee 15 min for swelling.\nStep-down form still needs eyes on."
    assert services(text, ["97530", "97016"]) == {"97530": "missing", "97016": "present"}
