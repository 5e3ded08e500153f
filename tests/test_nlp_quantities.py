"""Numbers as therapists write them: each notation read as what it is, first alone and then in a note."""

from __future__ import annotations

import pytest

from ptnotelint.nlp.pipeline import Reader
from ptnotelint.nlp.quantities import find_quantities, fold

DOSES = [
    ("2 x 10", "reps_by", (2, 10)), ("3×10", "reps_by", (3, 10)), ("2 × 10 reps", "reps_by", (2, 10)), ("10 × 3", "reps_by", (10, 3)),
    ("15 x 3", "reps_by", (15, 3)), ("10 reps x2sets", "sets_reps", (10, 2)), ("1 x 12 reps", "reps_by", (1, 12)),
    ("x15", "times_by", (15,)), ("x 10", "times_by", (10,)), ("x six reps each", "times_by", (6,)), ("x10 each", "times_by", (10,)),
    ("3 sets of 10 repetitions", "sets_reps", (3, 10)), ("4 × 25 repetitions", "reps_by", (4, 25)),
    ("10 repetitions, 2 sets", "sets_reps", (10, 2)), ("10-12 reps for 2-3 sets", "sets_reps", (10, 12, 2, 3)),
    ("5x10 each arm", "reps_by", (5, 10)), ("3x 30sec", "seconds_by", (3, 30)), ("3 × 30-second hold", "seconds_by", (3, 30)),
    ("3 times 10 sec", "seconds_by", (3, 10)), ("20 times × daily", "count", (20,)), ("two sets of 12", "sets_reps", (2, 12)),
    ("three sets of ten", "sets_reps", (3, 10)), ('10x5" hold', "seconds_by", (10, 5)), ("x 30 sec", "seconds_by", (30,)),
    ("75’ x 2", "length_by", (75, 2)), ("x 40 ft", "length_by", (40,)), ("x3 steps", "times_by", (3,)),
]
RESISTANCE = [("2.5#", 2.5), ("0#", 0), ("2-pound weight", 2), ("40lbs", 40), ("48 lbs", 48), ("1.5 kg weight cuff", 1.5)]
TIMES = [
    ("30 min tx", "minutes", (30,)), ("15min", "minutes", (15,)), ("for 10 minutes", "minutes", (10,)), ("eight minutes", "minutes", (8,)),
    ("9.5 minutes", "minutes", (9.5,)), ("10:00-11:00am", "clock", (10, 0, 11, 0)), ("09:00 to 10:00", "clock", (9, 0, 10, 0)),
    ("9:00-9:15", "clock", (9, 0, 9, 15)), ("15'", "prime", (15,)), ("0.25 hr", "hours", (0.25,)), ("45s", "seconds", (45,)),
    ("1-minute break", "minutes", (1,)),
]
SETTINGS = [
    ("1.5 w/cm2", "w_cm2", (1.5,)), ("1.5w/cm2", "w_cm2", (1.5,)), (".2 W/CM squared", "w_cm2", (0.2,)), ("1.0 W/cm²", "w_cm2", (1,)),
    ("1.0 W/cm 2", "w_cm2", (1,)), ("1MHZ", "mhz", (1,)), ("3 MHz", "mhz", (3,)), ("3.3 mhz", "mhz", (3.3,)), ("20%", "percent", (20,)),
    ("20 pounds", "weight", (20,)), ("30 lbs", "weight", (30,)), ("15 seconds of tension", "seconds", (15,)), ("60 sec", "seconds", (60,)),
    ("2-4 Hz", "hz", (2, 4)), ("80-150 pps", "hz", (80, 150)), ("40 mA-min", "dosage", (40,)),
]
FREQUENCIES = [
    ("2x/week", (2,)), ("5x/week", (5,)), ("2-3 times/week", (2, 3)), ("three times a week", (3,)), ("1w1", (1, 1)), ("2w3", (2, 3)),
    ("1wk1", (1, 1)),
]
FINDINGS = [("3/10", "score"), ("4/5", "score"), ("4+/5", "score"), ("4/5 trials", "score"), ("0-110 deg", "degrees"), ("90°", "degrees"),
            ("112 -> 119", "change"), ("28/28", "score")]


def quantities(text):
    return [(each.kind, each.values) for each in find_quantities(fold(text))]


@pytest.mark.parametrize(("text", "kind", "values"), DOSES + TIMES + SETTINGS)
def test_a_notation_is_one_quantity(text, kind, values):
    assert quantities(text) == [(kind, values)]


@pytest.mark.parametrize(("text", "kind", "values"), DOSES + TIMES + SETTINGS)
def test_a_quantity_is_read_inside_a_sentence(text, kind, values):
    assert (kind, values) in quantities(f"bridges {text}, then rest")


@pytest.mark.parametrize(("text", "pounds"), RESISTANCE)
def test_a_load_is_a_weight(text, pounds):
    assert quantities(text) == [("weight", (pounds,))]


@pytest.mark.parametrize(("text", "values"), FREQUENCIES)
def test_visits_a_week_are_no_dose(text, values):
    assert quantities(text) == [("visit_frequency", values)]


@pytest.mark.parametrize(("text", "kind"), FINDINGS)
def test_findings_are_no_dose(text, kind):
    assert [each for each, _ in quantities(text)] == [kind]


def test_traction_as_written_in_a_sentence():
    text = "20 pounds of traction was applied, 15 seconds of tension, followed by 20 seconds of rest, for 20 minutes"
    assert quantities(text) == [("weight", (20,)), ("seconds", (15,)), ("seconds", (20,)), ("minutes", (20,))]
    assert quantities("30 lbs/15 pounds Hold/rest times: 60 sec/ 20 sec") == [
        ("weight", (30,)), ("weight", (15,)), ("seconds", (60,)), ("seconds", (20,))]


@pytest.mark.parametrize(("text", "wanted"), [
    ("10% of body weight", [("body_weight", (10,))]),  # "weight" holds the word "eight"
    ("7% - 10% of body weight", [("body_weight", (7, 10))]),
    ("half-kg weight cuff", [("weight", (0.5,))]),
    ("2wk12", [("visit_frequency", (2, 12))]),
])
def test_notations_with_a_catch(text, wanted):
    assert quantities(text) == wanted


@pytest.mark.parametrize("text", ["AOx3", "# Units: 4", "Time in: 0000 / Time out: 0000", "12/14/2025", "97110", "M54.16", "GG0170I"])
def test_what_is_no_dose_and_no_time(text):
    treated = {"reps_by", "sets_reps", "seconds_by", "times_by", "count", "minutes", "minutes_by", "clock", "weight"}
    assert not treated & {kind for kind, _ in quantities(text)}


def test_offsets_are_those_of_the_text():
    text = "İ SLR 3×10, ﬁnish: US 1.5 W/cm² × 8 min"
    for each in find_quantities(fold(text)):
        assert text[each.start:each.end].strip() == text[each.start:each.end]
    assert "3×10" in {text[each.start:each.end] for each in find_quantities(fold(text))}


# In a note: what the reading makes of the numbers.


@pytest.fixture(scope="module")
def mentions():
    reader = Reader()

    def found(text, *labels):
        return [(each.label, text[each.start:each.end]) for each in reader.read(text).mentions
                if each.label in labels and each.reason is None]

    return found


@pytest.mark.parametrize("dose", [text for text, kind, _ in DOSES if "steps" not in text and "daily" not in text] + [
    "3 sets of 10 repetitions/ 10-s hold", "3x10 (to fatigue)", "10 times down wall and 10 times up", "15 of each exercise",
    "10 reps x 3", "1 x 12 reps",
])
def test_a_dose_belongs_to_its_exercise(mentions, dose):
    text = f"S: knee sore\nO: Therapeutic exercise for quad strength: LAQ {dose}"
    assert mentions(text, "dose")


@pytest.mark.parametrize("text", [
    "AAROM ankle pumps, and heel slides x10 each", "15 of each exercise: SLR, LAQ, quad sets",
    "Exercise | Sets | Load\nLAQ | 3 | 2#\n| sets of 10 repetitions |", "2.5# LAQ 3×10", "Rows – Blue 15 x 3",
    "Leg press | 40lbs 10 × 3 (90°-45°)", "OKC Leg Extension | 2×8 | 60s | 48 lbs",
])
def test_doses_where_people_put_them(mentions, text):
    assert mentions(f"O: Therapeutic exercise\n{text}", "dose")


@pytest.mark.parametrize("minutes", ["30 min tx", "15min", "for 10 minutes", "eight minutes", "9.5 minutes", "10:00-11:00am",
                                     "09:00 to 10:00", "15'", "0.25 hr", "9:00-9:15", "15 mins", "15 m"])
@pytest.mark.parametrize("note", ["Therapeutic exercise ({}): SLR 3x10, LAQ 2x12", "Therapeutic exercise {}: SLR 3x10, LAQ 2x12",
                                  "Therapeutic exercise: SLR 3x10, LAQ 2x12, {}"])
def test_minutes_of_a_service(mentions, note, minutes):
    assert len(mentions(note.format(minutes), "minutes")) == 1


@pytest.mark.parametrize("line", [
    "S: morning stiffness lasts 20 minutes", "S: walking more than 20 minutes last night made it worse", "S: sitting tolerance 30 minutes",
    "S: home walking 30 minutes 5x/week", "O: 6-minute walk test 340 m", "O: 3-minute recall 2/3", "Time in: 0000 / Time out: 0000",
    "# Units: 4", "G: pt will walk 10 minutes", "S: pain relief lasted for 4 hours after application",
    "Therapeutic exercise: SLR 3x10 with 1-minute break", "Therapeutic exercise: SLR 3x10, 45s rest",
])
def test_minutes_that_are_no_treatment_time(mentions, line):
    assert mentions(f"{line}\nTherapeutic exercise: SLR 3x10", "minutes") == []


@pytest.mark.parametrize("words", ["min assist x1", "AOx3", "oriented x 3", "2x/week", "pain 3/10", "MMT 4/5", "ROM 0-110",
                                   "on 6” step", 'on 6" step', "home program 2x/day"])
def test_numbers_that_are_no_dose(mentions, words):
    assert mentions(f"Therapeutic exercise: step ups, {words}", "dose") == []


@pytest.mark.parametrize(("text", "label", "quote"), [
    ("Ultrasound to L forearm at an intensity of 1.5 w/cm2, and frequency of 1MHZ for eight minutes", "intensity", "1.5 w/cm2"),
    ("Ultrasound to L forearm at an intensity of 1.5 w/cm2, and frequency of 1MHZ for eight minutes", "frequency", "1MHZ"),
    ("Ultrasound to L forearm at an intensity of 1.5 w/cm2, and frequency of 1MHZ for eight minutes", "minutes", "eight minutes"),
    ("1 MHz ultrasound, .2 W/CM squared, pulsed 20%", "intensity", ".2 W/CM squared"),
    ("1 MHz ultrasound, .2 W/CM squared, pulsed 20%", "duty_cycle", "20%"),
    ("US 1.0 W/cm² 3MHz continuous 8' to R lat epicondyle", "minutes", "8'"),
    ("Mechanical lumbar traction: 20 pounds of traction was applied, 15 seconds of tension, followed by 20 seconds of rest, 20 minutes",
     "force", "20 pounds"),
    ("Mechanical lumbar traction: 20 pounds of traction was applied, 15 seconds of tension, followed by 20 seconds of rest, 20 minutes",
     "minutes", "20 minutes"),
    ("Mechanical cervical traction: Maximum/Minimum force: 30 lbs/15 pounds Hold/rest times: 60 sec/ 20 sec", "force", "30 lbs"),
    ("Mechanical cervical traction: Maximum/Minimum force: 30 lbs/15 pounds Hold/rest times: 60 sec/ 20 sec", "force", "15 pounds"),
    ("Mechanical cervical traction 10% of body weight, 12 min", "force", "10% of body weight"),
])
def test_settings_of_modalities(mentions, text, label, quote):
    assert (label, quote) in mentions(text, label)


@pytest.mark.parametrize("text", [
    "Mechanical lumbar traction: 20 pounds of traction was applied, 15 seconds of tension, followed by 20 seconds of rest, 20 minutes",
    "Mechanical cervical traction: Maximum/Minimum force: 30 lbs/15 pounds Hold/rest times: 60 sec/ 20 sec",
])
def test_a_hold_and_rest_cycle_is_intermittent_traction(mentions, text):
    assert mentions(text, "traction_mode")


@pytest.mark.parametrize("load", ["2.5# weights", "3-5#", "0#", "2-pound weight", "40lbs", "48 lbs", "half-kg weight", "1.5 kg weight cuff",
                                  "red tube", "yellow band", "green TB", "red theraband", "moderately resistive putty", "10-RM",
                                  "65% of 1RM", "level three", "YTB", "GTB"])
def test_resistance_as_written(mentions, load):
    assert mentions(f"Therapeutic exercise, NuStep and LAQ 3x10, {load}", "load")


@pytest.mark.parametrize("words", ["# ankle weights", "___# weights", "no applied resistance to MMT"])
def test_what_is_no_resistance(mentions, words):
    assert mentions(f"Therapeutic exercise, LAQ 3x10, {words}", "load") == []
