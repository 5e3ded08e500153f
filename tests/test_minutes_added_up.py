"""Minutes that the note's total tells: as many figures as services that add up to it."""

from __future__ import annotations

import pytest

# what is done is told first, and the figures where no name stands beside them
DONE = "Bridges 3x10 and clamshells 2x15 for hip strength. STM to the right glute med to reduce spasm."


@pytest.mark.parametrize("foot, expected", [
    ("Upstairs 14 min, downstairs 11 min. Total 25 minutes.", {"97110": 14, "97140": 11}),
    ("Clock: first half 17, second half 9. Total 26 minutes.", {"97110": 17, "97140": 9}),
    ("First half 17, second half 9. Total 40 minutes.", {}),  # they make up something else
    ("Upstairs 14 min, downstairs 14 min, garden 11 min, gate 11 min. Total 25 minutes.", {"97110": 14, "97140": 11}),  # in the order of the services
    ("Upstairs 10 min, downstairs 20 min, garden 15 min. Total 30 minutes.", {"97110": 10, "97140": 20}),
    ("Upstairs 10 min, downstairs 20 min, garden 12 min, gate 18 min. Total 30 minutes.", {}),  # two choices add up
])
def test_one_choice_of_figures_makes_up_the_total(minutes, foot, expected):
    assert minutes(f"{DONE}\n\n{foot}", "97110", "97140") == expected


def test_minutes_under_a_services_own_label_stay_and_the_rest_is_the_others(minutes):
    assert minutes("Manual 12 min: STM to the right glute med.\nBridges 3x10, clamshells 2x15\n\nThen 13 min. Total 25 minutes.", "97140", "97110") == {"97140": 12, "97110": 13}


def test_what_is_planned_or_done_at_home_adds_up_to_nothing(minutes):
    assert minutes(f"{DONE}\nTotal 25 minutes.\nHEP: bike 14 min.\nPlan: pool 11 min.", "97110", "97140") == {}


THREE = "I kneaded the calf scar, firm circles. {}He did heel raises 3x12 and step-ups 2x10. {}He wore the new brace while I checked the straps. {}{}"


@pytest.mark.parametrize("foot, expected", [
    ("With my hands on him, 41 minutes.", {"97140": 14, "97110": 16, "97760": 11}),  # what all before it make up is a total, by any name
    ("Total 41 minutes.", {"97140": 14, "97110": 16, "97760": 11}),
])
def test_figures_that_make_up_the_last_one_are_one_service_each(minutes, foot, expected):
    assert minutes(THREE.format("14 minutes. ", "16 minutes. ", "11 minutes.\n", foot), "97140", "97110", "97760") == expected


def test_a_last_figure_that_nothing_makes_up_is_no_total(minutes):
    assert minutes(f"{DONE}\nTwo rounds of 9 min and 8 min. Then 20 min.", "97110", "97140") != {"97110": 9, "97140": 8}


def test_a_total_taken_for_a_services_minutes_is_the_sum_of_all(minutes):
    told = "I rubbed the forearm graft with cream, slow circles, since it pulls at the wrist. That was 13 minutes.\nShe made fists 12 times and spread her fingers 2 rounds of 8. 9 minutes.\nI made a new thumb splint and lined its edge. She had it on for 20 minutes. 26 minutes.\nHands-on time 48 minutes."
    assert minutes(told, "97140", "97110", "97760") == {"97140": 13, "97110": 9, "97760": 26}


def test_the_sum_of_one_services_parts_is_no_total_of_the_visit(minutes):
    told = "TE: SLR 3x10, bridges 2x10 (total 11 min)\nMT: STM quad 5 min, patellar glides gr III 9 min (total 14 min)"
    assert minutes(told, "97110", "97140") == {"97110": 11, "97140": 14}
