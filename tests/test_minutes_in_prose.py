"""Whose the minutes are in running text."""

from __future__ import annotations

import pytest

from ptnotelint.nlp.pipeline import Reader


@pytest.fixture(scope="module")
def told():
    reader = Reader()

    def read(text: str) -> dict[str, float]:
        minutes: dict[str, float] = {}
        for mention in reader.read(text).mentions:
            if mention.label == "minutes" and mention.reason is None:
                for family in mention.families:
                    minutes[family] = minutes.get(family, 0) + (mention.value or 0)
        return minutes

    return read


@pytest.mark.parametrize(("text", "minutes"), [
    # what sums up is of what was told before it, what announces is of what follows
    (("We started with her bridges, clams and straight leg raises, fifteen of each, and that took eighteen minutes. After that she practised getting in and out of the tub "
     "with my hand on her belt, another twelve minutes. The last ten minutes I spent on the scar with my thumbs, rolling and lifting it."), {"exercise": 18, "activities": 12, "manual": 10}),
    (("For the first quarter of an hour he did mini squats, heel raises and step-ups, three tens of each. In the quarter hour that followed I had him stand on the foam with his "
     "eyes closed and reach across midline. Ten more minutes went to walking in the corridor with the cane."), {"exercise": 15, "neuromuscular": 15, "gait": 10}),
    ("The hour's first twenty minutes went to joint mobilizations of the talus, grade III; the next twenty-five were for strengthening with the band and the leg press.",
     {"manual": 20, "exercise": 25}),
    (("She walked 200 feet with the walker, contact guard, cued for step length, which took up nine minutes, before we spent seventeen minutes on bed mobility and transfers to the "
     "commode."), {"gait": 9, "activities": 17}),
    (("We then turned to walking. She walked the hallway with the quad cane, 120 feet three times, with cues for heel strike; fifteen minutes of that. Strengthening filled the "
     "remaining twenty minutes: sit to stand from the low mat ten times, leg extensions and hip abduction with a band."), {"gait": 15, "exercise": 20}),
    (("In twenty minutes we got through the band series, rows, external rotation and scaption, 3x12. I gave the last ten minutes to the neck, with suboccipital release and upper "
     "trap stretching by hand."), {"exercise": 20, "manual": 10}),
    (("After eight minutes on the NuStep she did seated marching, long arc quads and ankle pumps, two sets of fifteen, twenty-two minutes including the warm-up. Standing balance at "
     "the rail rounded out the last sixteen minutes."), {"exercise": 22, "neuromuscular": 16}),
    (("Bed mobility and sit-to-stand practice used up the better part of the session, some 24 minutes, and for the 9 minutes left she walked to the dining room with the walker, "
     "CGA."), {"activities": 24, "gait": 9}),
    ("I spent about 15 min loosening up the hip with long-axis distraction and then he spent about 25 min on the lunges, the sled and the step-downs.", {"manual": 15, "exercise": 25}),
    (("I worked the piriformis with my elbow, and he let go after a while: twelve minutes before the leg would drop. Then, for eighteen minutes, she did clamshells, bridges and "
     "planks, ten of each."), {"manual": 12, "exercise": 18}),
    # the kind in front of it, behind it, or given for so long
    ("In the balance portion, 22 minutes, she caught a ball on the foam and stepped to targets. In the strength portion, 21 minutes, she did leg press and hamstring curls, 3x12.",
     {"neuromuscular": 22, "exercise": 21}),
    ("Gait training 97116 was provided for 22 minutes with the hemiwalker. Then neuromuscular re-education for the remaining 18 minutes with weight shifts in the parallel bars.",
     {"gait": 22, "neuromuscular": 18}),
    ("The total session was 50 minutes, of which 25 minutes was direct exercise and 15 minutes manual therapy.", {"exercise": 25, "manual": 15}),
    ("The visit ran 45 minutes. Of these, 20 were for gait with the new prosthesis and 25 for strengthening of the residual limb.", {"gait": 20, "exercise": 25}),
    ("He got ten minutes each of manual work, balance and strengthening.", {"manual": 10, "neuromuscular": 10, "exercise": 10}),
])
def test_each_figure_is_of_the_service_told_around_it(told, text, minutes):
    assert told(text) == minutes


@pytest.mark.parametrize(("text", "minutes"), [
    ("Today's forty minutes were divided equally between gait training with the cane and strengthening of the hip abductors.", {"gait": 20, "exercise": 20}),
    ("I saw him for half an hour, split evenly between manual therapy to the lumbar spine and core strengthening.", {"manual": 15, "exercise": 15}),
    (("Forty-five minutes, shared equally among three things. First I mobilized the cervical facets, grade III. Then she did rows, chin tucks and scapular squeezes, 2x10. Tandem "
     "stance and head turns on the foam came last."), {"manual": 15, "exercise": 15, "neuromuscular": 15}),
    ("Half of the forty minutes was used for balance on the foam and rocker board, and the other half for gait on the ramp.", {"neuromuscular": 20, "gait": 20}),
    ("Two thirds of the 45 minutes went to task practice, lifting crates from floor to shelf, and the remaining third to core strengthening.", {"activities": 30, "exercise": 15}),
])
def test_a_whole_that_is_shared_out(told, text, minutes):
    assert told(text) == minutes


@pytest.mark.parametrize("text", [
    "Thirty-three minutes were spent on the manual work and the exercises together, alternating glides with wall slides.",
    "Gait and balance combined took 28 minutes: tandem walking, cone weaving, obstacle stepping.",
    "Manual techniques and exercise were alternated for 30 minutes.",
    "Estim with quad sets, then sit to stand from the low chair, ten each.\n25 min for these two.",
    "I divided our fifty minutes unevenly, and she did more lifting of crates than bridging, ten of each.",
    "Planned 97140: 10 min",
    "Plan for today: 25 min balance, 15 min strength",
    "He rode the stationary bike for eight minutes and then did three sets of ten squats and lunges.",
])
def test_minutes_that_are_of_no_one_service(told, text):
    assert told(text) == {}


@pytest.mark.parametrize(("text", "family", "value"), [
    ("The coach watched. We fitted the new splint, trimmed its edge and shortened the strap, and all that cost us a quarter of an hour.", "ultrasound", None),
    ("She tolerated standing for six minutes at the counter before needing to sit. Meal preparation took 20 minutes in all.", "self_care", 20),
    ("Symptoms eased within ten minutes. Then, for eighteen minutes, she did clamshells, bridges and planks, ten of each.", "exercise", 18),
    ("In ten minutes he felt better. Exercise took 24 minutes, with rows and presses.", "exercise", 24),
])
def test_what_is_no_time_spent(told, text, family, value):
    assert told(text).get(family) == value
