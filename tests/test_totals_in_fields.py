"""Totals of minutes as forms, exports and foot lines state them."""

from __future__ import annotations

import pytest

DONE = "Ther ex: SLR 3x10, clamshells 2x15\n"


@pytest.mark.parametrize("told, expected", [
    ("TIME_TIMED=38\nTIME_TOTAL=52", (38, 52)),
    ("DayMin {timed:41, total:47}", (41, 47)),
    ("Minutes timed = 25\nMinutes untimed = 15\nVisit minutes = 40", (25, 40)),
    ("Visit.TotalTimedMin: 33", (33, None)),
    ("1-on-1 time 47 min.", (47, None)),
    ("In 1:05 out 1:58, billable 44", (44, 53)),
    ("In the room fifty-five minutes, of which thirty-eight were hands-on treatment.", (38, 55)),
    ("Session 42 min total, 1:1.", (42, 42)),
    ("TE 14 / MT 9 / TA 15 / = 38", (38, None)),
    ("97110-22 97140-13 =35", (35, None)),
    ("warm up 8 + bars 10 + mat 20 = 38", (None, 38)),
    ("Forty minutes, divided evenly between the two.", (None, 40)),
    ("97110 1u/14'   97140 1u/11'", (None, None)),
    ("33 timed / 47 all", (33, 47)),
    ("29 timed. 29 all.", (29, 29)),
    ("Clock: 45", (None, 45)),
    ("Clock: 41 min of hands-on time, 46 total.", (41, 46)),
    ("\n52 on the clock", (None, 52)),
    ("65 min on site", (None, 65)),
    ("40' appt.", (None, 40)),
    ("I was with her 35 minutes.", (None, 35)),
    ("Left at 9:40, having been there fifty minutes.", (None, 50)),
    ("Time with codes 31 min. All time 45 min.", (31, 45)),
    ("12 all.", (None, None)),  # repetitions
    ("While I was with him 15 minutes of steps", (None, None)),  # of one service
])
def test_a_total_is_told_by_the_words_of_its_field(totals, told, expected):
    assert totals(DONE + told) == expected
