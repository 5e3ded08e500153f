"""Counting units: the published worked examples, what always holds, and the note-level object."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from ptnotelint import lint
from ptnotelint.codebook import Codebook
from ptnotelint.rules.counting import ama_allocation, cms_allocations, units_of
from ptnotelint.rules.units import TIMED

# Minutes, units by the CMS count with every legal allocation, and units by the AMA count (billing rules §2d).
WORKED = {
    1: ({"97112": 24, "97110": 23}, [{"97112": 2, "97110": 1}], {"97112": 2, "97110": 2}),
    2: ({"97112": 20, "97110": 20}, [{"97112": 2, "97110": 1}, {"97112": 1, "97110": 2}], {"97112": 1, "97110": 1}),
    3: ({"97110": 33, "97140": 7}, [{"97110": 2, "97140": 1}], {"97110": 2}),
    4: ({"97110": 18, "97140": 13, "97116": 10, "97035": 8}, [{"97110": 1, "97140": 1, "97116": 1}], {"97110": 1, "97140": 1, "97116": 1, "97035": 1}),
    5: ({"97112": 7, "97110": 7, "97140": 7}, [{"97112": 1}, {"97110": 1}, {"97140": 1}], {}),
    6: ({"97110": 7}, [{}], {}),
    7: ({"97110": 22}, [{"97110": 1}], {"97110": 1}),
    8: ({"97110": 23}, [{"97110": 2}], {"97110": 2}),
    9: ({"97110": 10, "97140": 10}, [{"97110": 1}, {"97140": 1}], {"97110": 1, "97140": 1}),
    10: ({"97110": 8, "97140": 8, "97112": 8}, [{"97110": 1, "97140": 1}, {"97110": 1, "97112": 1}, {"97140": 1, "97112": 1}], {"97110": 1, "97140": 1, "97112": 1}),
    11: ({"97110": 5, "97035": 6, "97140": 10}, [{"97140": 1}], {"97140": 1}),
    12: ({"97110": 15, "97140": 7}, [{"97110": 1}], {"97110": 1}),
    13: ({"97110": 15, "97140": 8}, [{"97110": 1, "97140": 1}], {"97110": 1, "97140": 1}),
    14: ({"97110": 25, "97140": 12}, [{"97110": 1, "97140": 1}], {"97110": 2, "97140": 1}),
    15: ({"97110": 28, "97140": 10, "97035": 8}, [{"97110": 2, "97140": 1}], {"97110": 2, "97140": 1, "97035": 1}),
    16: ({"97110": 14, "97112": 14, "97140": 14}, [{"97110": 1, "97112": 1, "97140": 1}], {"97110": 1, "97112": 1, "97140": 1}),
    18: ({"97530": 38, "97140": 15}, [{"97530": 3, "97140": 1}], {"97530": 3, "97140": 1}),
    19: ({"97110": 20, "97530": 5, "97116": 5}, [{"97110": 2}, {"97110": 1, "97530": 1}, {"97110": 1, "97116": 1}], {"97110": 1}),
    20: ({"97110": 11, "97140": 4}, [{"97110": 1}], {"97110": 1}),
    21: ({"97530": 30, "97116": 8}, [{"97530": 2, "97116": 1}], {"97530": 2, "97116": 1}),
    22: ({"97110": 38}, [{"97110": 3}], {"97110": 3}),
    23: ({"97110": 8}, [{"97110": 1}], {"97110": 1}),
    24: ({"97110": 7}, [{}], {}),
}
MINUTES = st.dictionaries(st.sampled_from(["97110", "97112", "97116", "97140", "97530"]), st.integers(0, 60), min_size=1)


@pytest.mark.parametrize("number", WORKED)
def test_worked_example(number):
    minutes, cms, ama = WORKED[number]
    assert cms_allocations(minutes) == cms
    assert ama_allocation(minutes) == ama


def test_worked_example_17_any_three_of_four():
    allocations = cms_allocations({"97110": 12, "97112": 12, "97140": 12, "97530": 12})
    assert len(allocations) == 4 and all(sum(given.values()) == 3 for given in allocations)


@given(MINUTES)
def test_every_cms_allocation_gives_all_units_of_the_total(minutes):
    for given_units in cms_allocations(minutes):
        assert sum(given_units.values()) == units_of(sum(minutes.values()))
        assert all(given_units.get(code, 0) >= spent // 15 for code, spent in minutes.items())


@given(st.integers(0, 600), st.integers(0, 60))
def test_more_minutes_never_support_fewer_units(minutes, more):
    assert units_of(minutes) <= units_of(minutes + more)


@given(MINUTES)
def test_equal_remainders_leave_the_choice_open(minutes):
    allocations = cms_allocations(minutes)
    assert len({tuple(sorted(given_units.items())) for given_units in allocations}) == len(allocations)


def test_families_counted_though_unbilled_have_that_one_timed_code():
    book = Codebook.load()
    for family, number in TIMED.items():
        codes = [code for each in book.codes() if family in (code := book.code(each)).families]
        assert book.code(number) in codes and all(code.timed for code in codes), family


NOTES = {
    "ok": ("Ther ex 33 min: SLR 3x10. Manual 7 min: STM L calf.", ["97110x2", "97140"], "cms", (40, 3, 3)),
    "over": ("Ther ex 25 min: SLR 3x10. Manual 12 min: STM L calf.", ["97110x2", "97140"], "cms", (37, 3, 2)),
    "under": ("Ther ex 25 min: SLR 3x10. Manual 15 min: STM L calf.", ["97110", "97140"], "cms", (40, 2, 3)),
    "tie": ("Ther ex 20 min: SLR 3x10. Manual 20 min: STM L calf.", ["97110x2", "97140"], "cms", (40, 3, 3)),
    "cannot_tell": ("Ther ex: SLR 3x10. Manual: STM L calf.", ["97110x2", "97140"], "cms", (None, 3, None)),
}


@pytest.mark.parametrize("verdict", NOTES)
def test_the_units_of_a_note(verdict):
    text, billed, method, (timed, units, supported) = NOTES[verdict]
    count = lint(text, billed=billed).units
    assert (count["verdict"], count["timed_minutes"], count["billed"], count["supported"], count["method"]) == (verdict, timed, units, supported, method)


def test_ama_counts_each_code_alone():
    from ptnotelint import Linter, Note
    from ptnotelint.note import BilledLine

    note = Note("Ther ex 33 min: SLR 3x10. Manual 7 min: STM L calf.", billed=(BilledLine("97110", 2), BilledLine("97140")))
    report = Linter.load(units="ama").lint(note)
    assert (report.units["method"], report.units["verdict"], report.units["supported"]) == ("ama", "over", 2)
    assert [(finding.rule, finding.code) for finding in report.findings if finding.rule.startswith("units/")] == [("units/over-billed", "97140")]


def test_untimed_codes_alone_have_no_count():
    assert lint("Traction 15 min: mechanical, lumbar, static 60 lb.", billed=["97012"]).units is None


def test_minutes_of_a_timed_service_that_is_not_billed_count():
    text = "Ther ex (97110) 18 min: SLR 3x10. Manual (97140) 13 min: STM L calf. Gait training (97116) 10 min: cane. US (97035) 8 min: L calf 1 MHz 1.5 W/cm2."
    assert lint(text, billed=["97110", "97140", "97116"]).units["timed_minutes"] == 49


def test_a_total_visit_shorter_than_the_units_need_is_over():
    report = lint("Ther ex: SLR 3x10. Manual: STM L calf. Total treatment time 20 min.", billed=["97110x2", "97140"])
    assert report.units["verdict"] == "over" and report.units["supported"] == 1
