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
