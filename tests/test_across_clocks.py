"""One-on-one minutes of two patients: told where they cannot fit, and nowhere else."""

from __future__ import annotations

import pytest
from across_visits import BOOK, row, told

from ptnotelint.audit.across import across_findings
from ptnotelint.audit.features import features_of
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.report import Minutes, NoteReport
from ptnotelint.rules.findings import PUBLISHED_KEY

RULE = "units/two-patients-at-once"
THERAPIST = {"name": "T. Ash"}


def pair(first: dict, second: dict) -> list[dict]:
    return [row(at, **{"patient_id": f"P{at}", "therapist": THERAPIST, "timed": 38} | fields) for at, fields in enumerate((first, second))]


EARLY, LATE = {"start": "09:00", "end": "09:40"}, {"start": "09:20", "end": "10:00"}


def test_minutes_that_do_not_fit_are_told_at_the_later_visit():
    (ordinal, finding), = across_findings(pair(EARLY, LATE), BOOK, PUBLISHED_KEY)[0]
    assert (ordinal, finding.rule, finding.severity) == (1, RULE, "warning")
    assert "16 minutes between 09:20 and 09:40" in finding.message and "ordinal 0 in notes.parquet" in finding.message


@pytest.mark.parametrize("other", [
    {"start": "09:40", "end": "10:20"},  # one after the other
    {"timed": 15}, {"timed": None, "billed": ("97110:GP", "97010:GP")},  # room for both
    {"patient_id": "P0"}, {"therapist": {"name": "U. Birch"}}, {"date_of_service": "2026-03-03"}, {"clinic": "East"},
    {"billed": ("97150:GP",)}, {"billed": ("97012:GP",)},  # group and supervised: no one-on-one minutes
    {"billed": ("97110x2:GP:CQ",)}, {"assistant": {"name": "A. Elm"}},  # whose minutes they were is not known
    {"start": "half past", "end": "ten"}, {"patient_id": None},
])
def test_what_may_well_be_is_not_told(other):
    assert told(pair(EARLY, LATE | other)) == []


def test_units_stand_for_minutes_that_nobody_stated():
    assert told(pair(EARLY | {"timed": None, "billed": ("97110x3:GP",)}, LATE | {"timed": None, "billed": ("97110x3:GP",)})) == [(1, RULE)]


def test_each_visit_is_told_once_however_many_it_clashes_with():
    rows = [row(at, patient_id=f"P{at}", therapist=THERAPIST, timed=40, start="09:00", end="09:40") for at in range(5)]
    assert told(rows) == [(at, RULE) for at in range(1, 5)]


def test_clock_times_of_a_code_are_read_from_the_text():
    linter = Linter.load(classifier=False)
    rows = []
    for at, clock in enumerate(("9:00-9:25", "9:10-9:35")):
        note = Note.from_dict({"note_id": f"n{at}", "text": f"Ther ex {clock}: SLR 3x10 with cues for a straight knee.", "billed": ["97110x2:GP"], "patient_id": f"P{at}",
                               "therapist": THERAPIST, "date_of_service": "2026-03-02"})
        rows.append(features_of(note, linter.lint(note), at))
    assert rows[0]["windows"] == [{"code": "97110", "start": 540, "end": 565, "minutes": 25.0}]
    (_, finding), = [pair for pair in across_findings(rows, BOOK, PUBLISHED_KEY)[0] if pair[1].rule == RULE]
    assert finding.code == "97110" and "15 minutes between 09:10 and 09:25" in finding.message


@pytest.mark.parametrize(("clock", "window"), [
    ("1:00-1:30", (780, 810)), ("11:30-12:15 pm", (690, 735)), ("8:00-8:45 pm", (1200, 1245)), ("12:50 to 1:05", (770, 785)), ("0850-0925", (530, 565)),
    ("9:00 am - 9:30 am", (540, 570))])
def test_halves_of_the_day(clock, window):
    text = f"Ther ex {clock}"
    report = NoteReport("a", "supported", "", "2026-03-02", minutes={"97110": Minutes(30, "text", 8, len(text))})
    (found,) = features_of(Note(text), report, 0)["windows"]
    assert (found["start"], found["end"]) == window


@pytest.mark.parametrize(("clock", "minutes", "visit"), [
    ("Time in 3:10 Time out 4:05", 55, (910, 965)), ("in 1315 out 1412", 57, (795, 852)), ("in/out 1:10 / 1:40 pm", 30, (790, 820)), ("0740–0838", 58, (460, 518)),
    ("55 min", 55, None), ("Time in 3:10 Time out 4:05", 40, None)])
def test_the_visits_own_clock_times_are_those_of_its_stated_total(clock, minutes, visit):
    report = NoteReport("a", "supported", "", "2026-03-02", total_minutes=Minutes(minutes, "text", 5, 5 + len(clock)))
    found = features_of(Note(f"Seen {clock}"), report, 0)["visit"]
    assert (found and (found["start"], found["end"])) == visit


@pytest.mark.parametrize(("start", "end", "visit"), [
    ("09:05", "10:00", (545, 600)), ("9:05 AM", "1:00 PM", (545, 780)), ("2026-03-04T09:05:00", "2026-03-04T10:00:00", (545, 600)), ("0905", "1000", (545, 600)),
    ("25:00", "26:00", None), ("10:00", "09:00", None), ("", "", None)])
def test_times_of_the_record(start, end, visit):
    found = features_of(Note("SLR", start=start, end=end), NoteReport("a", "supported", "", "2026-03-02"), 0)["visit"]
    assert (found and (found["start"], found["end"])) == visit


def test_notes_without_clock_times_are_counted_in_a_notice():
    rows = pair({}, EARLY)
    assert "clock times not checked for 1 note that tell none" in across_findings(rows, BOOK, PUBLISHED_KEY)[1]
