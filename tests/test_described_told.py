"""Services told by what no other billed service is told by, by the end of their line, or under another's code."""

import pytest

from ptnotelint.linter import Linter
from ptnotelint.nlp.closing_labels import label_from_end
from ptnotelint.nlp.quantities import fold
from ptnotelint.nlp.structure import split_parts
from ptnotelint.note import BilledLine, Note


@pytest.fixture(scope="module")
def patterns():
    return Linter.load(classifier=False)


def services(linter, text, *codes):
    report = linter.lint(Note(text, billed=tuple(BilledLine(code) for code in codes)))
    return {code.code: element.status for code in report.codes for element in code.elements if element.element == "service"}


MANUAL = "STM and PA glides to the left upper trap and C4-6, 12 min, for guarding."
LEFT_OVER = [
    ("At the workbench: twelve wine glasses polished and racked, left hand leading, two rounds. I kept telling her to slow down. 14 min.", "97530"),
    ("We then went out to the bus shelter: read the board, 3 routes found, fare counted out twice, me a step behind. 16 minutes.", "97530"),
]


@pytest.mark.parametrize(("text", "code"), LEFT_OVER)
def test_what_no_billed_service_tells_is_of_the_one_left(patterns, text, code):
    assert services(patterns, f"{MANUAL}\n\n{text}", "97140", code)[code] == "present"


@pytest.mark.parametrize("text", [
    "She arrived late because of the bus and was tired. 20 min.",  # minutes, and nothing done
    "Grip 40 lb R, 22 lb L. Nine-hole peg 28 s.",
    "By autumn she should polish 12 glasses in 5 minutes, 3 racks in a row.",
    "Total 40 minutes, 3 units.",
    "He is to polish twelve glasses twice a day at home, 5 minutes each.",
])
def test_findings_aims_and_totals_are_no_service(patterns, text):
    assert services(patterns, f"{MANUAL}\n\n{text}", "97140", "97530")["97530"] == "missing"


def test_what_was_declined_is_not_told_by_what_is_left(patterns):
    text = f"{MANUAL}\n\nDeclined the transfer practice. The wine glasses again, twelve polished and racked, two rounds, 14 min."
    assert services(patterns, text, "97140", "97530")["97530"] == "missing"


def test_a_passage_timed_apart_is_of_the_service_without_minutes(patterns):
    text = ("I mobilised the talus, grade III AP glides, and rubbed along the calf, eight minutes of it. Up on her feet she did the window boxes, "
            "watering and dead-heading along the ledge with my hand at her waist. Nineteen minutes of that with a rest.")
    assert services(patterns, text, "97140", "97530") == {"97140": "present", "97530": "present"}


LINES = ("Nose over toes from the 16 in seat, 2x7; into the mock stall, 8 each leg. 13 min 97530\n"
         "Over the wedges and back with the cane, 5 passes. Min A twice. 11 min gait\n"
         "Leans to the toe line, 12; tosses off base, 20. 15 min NMR. CGA.\n"
         "Daughter watched.")


def test_a_name_at_the_end_of_lines_labels_them():
    folded = fold(LINES)
    families = {}
    for part in label_from_end(folded, split_parts(LINES, folded)):
        families.setdefault(part.unit, set()).add(part.family)
    assert families == {0: {"activities"}, 1: {"gait"}, 2: {"neuromuscular"}, 3: {None}}


def test_one_name_at_the_end_of_a_line_changes_nothing():
    text = LINES.split("\n")[0] + "\nLeans to the toe line, 12.\nDaughter watched."
    folded = fold(text)
    parts = split_parts(text, folded)
    assert label_from_end(folded, parts) == parts


def test_lines_that_open_with_their_service_keep_it():
    text = "TE: bridges 3x10, clams 2x12. 12 min gait\nMT: STM to QL. 10 min NMR"
    folded = fold(text)
    assert [part.family for part in label_from_end(folded, split_parts(text, folded)) if part.head_end > part.start][:1] == ["exercise"]


@pytest.mark.parametrize(("line", "code", "status"), [
    ("IFC 80-150 Hz to the left hip x 15 min for pain", "G0283", "present"),
    ("US 1 MHz 1.2 W/cm2 to the left hip, 8 min for pain", "97035", "present"),
    ("sit to stand x 5 for strength", "G0283", "missing"),
])
def test_an_agent_under_another_code_is_its_own(patterns, line, code, status):
    assert services(patterns, f"97530 - stairs with a bag 4 flights, CGA | 12 min\n{line}", "97530", code)[code] == status


@pytest.mark.parametrize(("text", "status"), [
    ("Ended with her usual exercises for the knee, which I supervised.", "present"),
    ("He did his usual exercises of the shoulder.", "present"),
    ("She did her usual exercises.", "missing"),
])
def test_the_usual_exercises_of_a_region_are_told(patterns, text, status):
    assert services(patterns, f"{MANUAL}\n{text}", "97140", "97110")["97110"] == status


def test_a_kinds_name_with_minutes_is_no_service():
    linter = Linter.load()
    assert services(linter, f"{MANUAL}\nTherapeutic activities were done for ten minutes.", "97140", "97530")["97530"] == "missing"
    assert services(linter, f"{MANUAL}\nGait training ten minutes.", "97140", "97116")["97116"] == "missing"


@pytest.mark.parametrize("text", [
    "97530: sorting the mail by flat number, top row first, 30 letters.",
    "She moved from the recliner to the commode twice, I steadied the pelvis.",
    "He pivoted from the bed to the wheelchair 4 times with min A.",
])
def test_tasks_told_by_their_count_or_by_two_seats(patterns, text):
    assert services(patterns, f"{MANUAL}\n{text}", "97140", "97530")["97530"] == "present"


def test_a_movement_that_is_too_weak_is_a_finding(patterns):
    text = f"{MANUAL}\nHer leg lift is too weak to clear the rim."
    assert services(patterns, text, "97140", "97110")["97110"] == "missing"


@pytest.mark.parametrize("line", [
    "Exercise on the plinth - quad sets 3x10, bridges 2x12",
    "Exercise on the plinth, seated: quad sets 3x10",
])
def test_a_history_of_one_line_ends_with_it(patterns, line):
    assert services(patterns, f"Dx: left knee OA; HTN.\nSoft tissue - STM to the quads, 10 min\n{line}", "97140", "97110")["97110"] == "present"


def test_sections_marked_by_strokes_in_one_line(patterns):
    text = "S/ tired, no pain. O/ sit to stand x8 from the low mat, min A; stairs 6 up and down. A/ slower than Monday. P/ bridges 2x10 next time."
    assert services(patterns, text, "97530", "97110") == {"97530": "present", "97110": "missing"}


@pytest.mark.parametrize("text", [
    "Rows, curls and punches were given as home exercise, ten of each.",
    "Wall slides and rows 2x10 are on the fridge for her to do.",
    "Bridges, ten of them, morning and evening with her sister.",
])
def test_exercise_left_for_home(patterns, text):
    assert services(patterns, f"{MANUAL}\n{text}", "97140", "97110")["97110"] == "missing"


BELOW = "Range and strength 13 min: chin tucks x10, rows red band 2x12.\n"


@pytest.mark.parametrize(("line", "status"), [
    ("Taught him to line the collar with the pad; he put it on alone after one showing. 10 min.", "present"),
    ("Rested twice and had a drink. 10 min.", "missing"),
    ("Rows again, slower. 10 min.", "missing"),
])
def test_a_line_with_minutes_of_its_own_below_a_timed_label(patterns, line, status):
    assert services(patterns, f"{MANUAL}\n{BELOW}{line}", "97140", "97110", "97535")["97535"] == status


def test_a_line_that_names_another_kind_and_its_minutes(patterns):
    text = "Balance, 11 minutes. Stood heel to toe by the sink, 30 seconds three times.\nLeg work was the bicycle and some heel raises, 12 minutes."
    assert services(patterns, text, "97112", "97110") == {"97112": "present", "97110": "present"}


def test_a_code_with_nothing_but_minutes_takes_nothing_else(patterns):
    text = f"97110 - quad sets 3x10, 12 min\n\n{LEFT_OVER[0][0]}\n\n97530 - 11 min\n\nDaughter watched."
    assert services(patterns, text, "97110", "97530")["97530"] == "missing"


def test_a_passage_with_a_walker_is_the_walking(patterns):
    text = f"{MANUAL}\n\nOnce warm: rollator round the sofa and past the rug, 6 rounds. I rocked him once at the door. 16 min."
    assert services(patterns, text, "97140", "97116")["97116"] == "present"
