"""Minutes that their place gives to a service: fields, closing and opening numbers, logs by the clock, foot lines."""

from functools import cache

import pytest

from ptnotelint.nlp.pipeline import Reader


@cache
def reader() -> Reader:
    return Reader()


def spent(text: str) -> dict[str, float]:
    """Minutes by family that count, summed."""
    found: dict[str, float] = {}
    for mention in reader().read(text).mentions:
        if mention.label == "minutes" and mention.reason is None and mention.value:
            for family in mention.families:
                found[family] = found.get(family, 0) + mention.value
    return found


@pytest.mark.parametrize(("text", "minutes"), [
    ("97110 Therapeutic Exercise    Min: 18\n  SLR 3x10, bridges 2x15, clams 2x12\n97140 Manual Therapy    Min: 12\n  patellar mobs gr III, scar massage", {"exercise": 18, "manual": 12}),
    ("SVC: 97530 | DUR: 15 | sit to stand x10, car transfer x3, CGA\nSVC: 97110 | DUR: 23 | hip abd 2x10, heel raises x20", {"activities": 15, "exercise": 23}),
    ("Procedure: Therapeutic exercise; Detail: LAQ 3x10, step-ups 2x10; Duration 16\nProcedure: Manual therapy; Detail: patellar glides; Duration 14", {"exercise": 16, "manual": 14}),
    ("Gait | Start 9:02 | Stop 9:20 | RW 120 ft x2, CGA\nTher ex | Start 9:20 | Stop 9:41 | LAQ 2x10, marches 2x10", {"gait": 18, "exercise": 21}),
    ("Group: yes | 4 pts | 97150 | 30 min\nIndividual: yes | 97110 | 16 min", {"group": 30, "exercise": 16}),
])
def test_fields(text, minutes):
    assert spent(text) == minutes


@pytest.mark.parametrize(("text", "minutes"), [
    ("STM R quad, patellar mobs .......... 12\nSLR 3x10, LAQ 3x10, bridges 3x15 .......... 20", {"manual": 12, "exercise": 20}),
    ("- Grade III PA glides L4-5, STM paraspinals [13]\n- Bird dog 2x10, bridges 3x10, side plank 3x20s [22]", {"manual": 13, "exercise": 22}),
    ("- Mini squats 2x10, step-ups 6 in 2x8 (12')\n- Crate lift floor to waist 15 lb x6, carry 40 ft x2, shelf reach x8 (17')", {"exercise": 12, "activities": 17}),
    ("Supine bridge 2x12 -> clams 2x12 -> SLR 2x10 => 14 min", {"exercise": 14}),
    ("STM calf 9m\n> Heel raises 3x12 ... 6m\n> Towel curls x30 ... 4m", {"exercise": 10}),
    ("Task - help - time\nSit to stand from mat — CGA — 9\nCar transfer — min A — 12", {"activities": 21}),
])
def test_a_line_closes_with_its_minutes(text, minutes):
    assert {family: spent(text).get(family) for family in minutes} == minutes


@pytest.mark.parametrize(("text", "minutes"), [
    ("11m – STM UT, C2-3 glides\n14m – chin tucks 2x10, rows blue 3x12", {"manual": 11, "exercise": 14}),
    ("9 / STM CALF + TALOCRURAL GLIDE\n17 / BIKE 4 MIN / HEEL RAISES 3X12 / LEG PRESS 60# 3X10", {"manual": 9, "exercise": 17}),
    ("(12) Patellar mobs gr III, scar mobs\n(19) SAQ 3x10, SLR 3x10, heel slides x20", {"manual": 12, "exercise": 19}),
    ("MT 21 -- first rib mobs, STM scalenes.\nTE 17 -- rows 3x12, chin tucks 2x10.", {"manual": 21, "exercise": 17}),
])
def test_a_line_opens_with_its_minutes(text, minutes):
    assert spent(text) == minutes


@pytest.mark.parametrize("text", [
    "10 - bridges\n15 - clams\n20 - heel raises",  # repetitions
    "1 - bridges 3x10, SLR 3x10\n2 - clams 3x10, hip abd 2x10",  # a count of the lines
    "- UBE, 6 min\n- rows blue 3x15\n- IR red 2x15",  # minutes of one item among several
    "TE: rows 3x10, chin tucks 2x10\nNMR: SLS on foam 4x20s\n25 min for these two.",  # of two services together
    "0800 132/80\n0815 128/78\n0830 126/76",  # readings, not care
])
def test_other_numbers_are_no_minutes(text):
    assert spent(text) == {}


def test_minutes_on_every_item_are_the_services_and_doses_too():
    text = "Nustep L4, 8 min\nArm bike lvl 2 (6 min)\nPulleys — 4 min"
    assert spent(text) == {"exercise": 18}
    assert [mention.dosed for mention in reader().read(text).mentions if mention.label == "exercise"] == [True, True, True]


@pytest.mark.parametrize(("text", "minutes"), [
    ("8:01 bike lvl 3, SLR 3x10, LAQ 3x10\n8:22 STM quads, patellar mobs\n8:35 stairs 1 flight x3, CGA, cues for sequence\n8:50 done", {"exercise": 21, "manual": 13, "gait": 15}),
    ("1302 pt arrived\n1305 Gait w/ FWW 120 ft x 3, CGA, vc for step length\n1320 Ther ex: LAQ 2x10, marches 2x10\n1338 back to room", {"gait": 15, "exercise": 18}),
    ("[0-14] leg press 3x10, heel raises 3x15\n[14-25] SLS on foam 4x20s, tandem 4x20s", {"exercise": 14, "neuromuscular": 11}),
    ("10:04 in pool, chest depth\n10:06 walking fwd and bkwd, 4 laps each\n10:17 hip abd, flex 2x15 w/ cuffs\n10:30 out\n10:40 treatment room: STM hamstring, patellar glides\n10:52 end", {"aquatic": 24, "manual": 12}),
])
def test_entries_of_a_log_last_until_the_next(text, minutes):
    assert spent(text) == minutes


@pytest.mark.parametrize("text", [
    "[2:30] She chose the blue ball and we sat on the mat. She rolled it to me, ten throws.\n[2:50] She pulled pegs from putty while I held her elbow.\n[3:05] Goodbye.",
    "9:00 Rows 3x10, pulldowns 3x10. 16 min.\n9:20 Chin tucks 2x10, 9 min.\n9:35 left\nTimes: 16 min and 9 min",
])
def test_times_of_day_in_a_tale_or_beside_stated_minutes_add_none(text):
    assert not {20, 15, 35} & set(spent(text).values())


def test_rest_in_a_table_of_times_is_no_care():
    assert spent("Time\tTask\tLevel\n0700-0716\tDressing, LB w/ reacher\tMod A\n0716-0724\tRest, BP 138/80\t--\n0724-0740\tTransfers bed<>w/c\tMin A") == {"self_care": 16, "activities": 16}


@pytest.mark.parametrize(("text", "minutes"), [
    ("Wrist splint fabricated, strap added, wear schedule taught.\nTendon glides 10 each, putty squeeze 3x10.\nMinutes: splint 20, glides 12", {"orthotic": 20, "exercise": 12}),
    ("STM and glides L5.\n\nBridges 3x10, planks 3x20s.\n\nMin — hands-on 9 · ex 17 · sum 26", {"manual": 9, "exercise": 17}),
    ("Patellar mobs gr III, scar mobs.\nSLR 3x10, SAQ 3x10.\nTandem stance 4x20s on foam.\n(9'/15'/11')", {"manual": 9, "exercise": 15, "neuromuscular": 11}),
])
def test_foot_lines(text, minutes):
    assert spent(text) == minutes


def test_minutes_behind_the_units_of_a_charge_line():
    lines = reader().read("BILLING\n97110 : 2 u : 24 min\n97140 : 1 u : 9 min").billing
    assert [(line.code, line.units, line.minutes) for line in lines] == [("97110", 2, 24.0), ("97140", 1, 9.0)]


@pytest.mark.parametrize(("text", "lines"), [
    ("Knee ext 3x10, hip abd 2x12, heel raises 2x20, bridges 3x10, step-ups. 24'\nRendered with supervision.", 2),
    ("14:23 lunges across the gym 2x10, trunk rotations x20, planks to form break x3\n14:36 out", 2),
])
def test_a_line_behind_told_minutes_or_with_a_time_of_its_own_goes_on_nowhere(text, lines):
    assert len({segment.unit for segment in reader().read(text).segments}) == lines
