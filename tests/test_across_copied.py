"""Copied wording: what is told of known copies, where, and what hangs on nothing but the notes."""

from __future__ import annotations

import pytest
from across_visits import BOOK, days, row, told
from annotated_notes import tune_notes
from made_up_month import made_up_month, rows_of_month

from ptnotelint.audit import copied, wording
from ptnotelint.audit.across import across_findings
from ptnotelint.audit.features import FEATURES
from ptnotelint.audit.tables import arrow_schema
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.rules.findings import PUBLISHED_KEY
from ptnotelint.rules.places import LinePlaces

TREATED = ("Ther ex 25 min: bridges on the ball with the feet turned slightly in, clam shells against the green band, long stride lunges to the wall with the trunk upright, "
           "slow descents from the low bench holding the rail, and heel raises over the edge of a stair. Needed a hand on the pelvis to keep it from dropping.\n")
SHEET = "Rx\n" + "\n".join(f"{name} {{0}}x{{1}} {{2}} lb" for name in (
    "leg press", "hamstring curl", "calf raise", "hip abduction", "hip extension", "mini squat", "step up", "wall slide", "heel slide", "quad set", "ankle pump", "knee extension",
    "side step", "monster walk", "toe raise", "bridge hold", "clam shell", "prone curl", "hip flexion", "heel walk"))


@pytest.fixture(scope="module")
def month():
    return list(made_up_month(patients=24, visits=8, seed=7))


@pytest.fixture(scope="module")
def rows(month):
    return rows_of_month(month)


def test_known_copies_are_told_and_other_visits_are_not(month, rows):
    found = {ordinal for ordinal, rule in told(rows) if rule == "history/copied-forward"}
    enough = [ordinal for ordinal, each in enumerate(rows) if len(each["shingles"]) >= copied.SHORTEST]
    copies = [ordinal for ordinal in enough if month[ordinal].kind == "copy" and month[ordinal].kept >= 0.9]
    honest = [ordinal for ordinal in enough if month[ordinal].kind in ("honest", "first") and (month[ordinal].kept < 0.6 or month[ordinal].kind == "first")]
    assert len(copies) > 30 and len(honest) > 80
    assert len(found.intersection(copies)) >= 0.9 * len(copies)
    assert not found.intersection(honest)


@pytest.fixture(scope="module")
def different():
    """Corpus notes as they stand, each writer's as if they were visits of one patient."""
    plain = rows_of_month(list(made_up_month(patients=100, visits=1)))
    return [row | {"patient_id": row["therapist"], "date_of_service": day} for row, day in zip(plain, days(len(plain)), strict=True)]


def test_different_notes_of_one_writer_are_no_copies(different):
    assert not [rule for _, rule in told(different) if rule.startswith("history/")]


def test_findings_are_the_same_from_parquet_and_whether_rows_can_be_gone_over_again(rows, tmp_path):
    parquet = pytest.importorskip("pyarrow.parquet")
    import pyarrow

    schema = arrow_schema(FEATURES)
    for part, at in enumerate(range(0, len(rows), 50)):
        parquet.write_table(pyarrow.Table.from_pylist(rows[at:at + 50], schema=schema), tmp_path / f"{part:03}.parquet")
    again = [each for path in sorted(tmp_path.glob("*.parquet")) for each in parquet.read_table(path).to_pylist()]
    expected = across_findings(rows, BOOK, PUBLISHED_KEY)
    assert expected[0] and expected == across_findings(again, BOOK, PUBLISHED_KEY) == across_findings(iter(rows), BOOK, PUBLISHED_KEY)


def test_block_by_block_is_the_same_as_at_once(rows, monkeypatch):
    expected = across_findings(rows, BOOK, PUBLISHED_KEY)
    monkeypatch.setattr(copied, "BLOCK", 64)
    assert across_findings(rows, BOOK, PUBLISHED_KEY) == expected


def test_rows_hold_no_words(rows):
    known = {"note_id", "patient_id", "therapist", "codes", "diagnoses", "payer", "date_of_service", "discipline", "course", "certified_until"}
    for each in rows:
        assert {name for name, value in each.items() if isinstance(value, str) or isinstance(value, list) and value and isinstance(value[0], str)} <= known
        assert list(each) == list(FEATURES)


def test_notes_that_share_nothing_are_not_compared(different, monkeypatch):
    monkeypatch.setattr(copied, "_compared", lambda *_: pytest.fail("compared"))
    told(different)


def test_the_span_is_the_longest_copied_stretch_with_its_line_and_column():
    text = "S: better today.\r\n" + TREATED + "Then something new altogether with the ladder and the sled."
    found = across_findings([row(0, TREATED), row(1, text, date_of_service="2026-03-04")], BOOK, PUBLISHED_KEY)[0]
    (ordinal, finding), = found
    words = text[finding.start:finding.end]
    assert ordinal == 1 and words.startswith("bridges on the ball") and words.endswith("keep it from dropping")
    assert (finding.line, finding.column) == LinePlaces(text).at(finding.start)
    assert "2026-03-02 (ordinal 0 in notes.parquet)" in finding.message and "n0" not in finding.message


def test_the_earlier_visit_is_the_earlier_day_whatever_the_order_of_the_input():
    rows = [row(0, TREATED, date_of_service="2026-03-09"), row(1, TREATED, date_of_service="2026-03-02"), row(2, TREATED, date_of_service="2026-03-04")]
    found = across_findings(rows, BOOK, PUBLISHED_KEY)[0]
    assert [(ordinal, finding.message.split(" in notes.parquet")[0][-1]) for ordinal, finding in found] == [(0, "2"), (2, "1")]


def test_two_notes_of_one_day_are_no_copies():
    assert told([row(0, TREATED), row(1, TREATED)]) == []


def test_a_note_made_of_form_labels_is_no_copy():
    labels = ("Precautions observed during this session", "Equipment used by the therapist today", "Level of help that was needed", "Skin condition before and after agents",
              "Cues given for safe correct form", "Response of the patient to it", "Changes made since the last visit", "Reason that a therapist was needed")
    one, other = ("\n".join(f"{label}: {word}" for label, word in zip(labels, words.split(), strict=True)) for words in (
        "none band little clear two good more balance", "fall ball some pink many tired less strength"))
    assert told([row(0, one), row(1, other, date_of_service="2026-03-04")]) == []


def test_a_flow_sheet_with_other_doses_is_no_copy():
    def sheets(*doses):
        return told([row(at, SHEET.format(*dose), date_of_service=day) for at, (dose, day) in enumerate(zip(doses, days(2), strict=True))])

    assert sheets((3, 10, 5), (3, 10, 5)) == [(1, "history/copied-forward")]
    assert sheets((2, 8, 4), (3, 12, 7)) == []


def test_what_was_labelled_as_the_earlier_visit_is_not_this_visits_wording():
    text = "Last visit:\n" + TREATED + "\nToday\nTher ex: nothing but the bike."
    assert told([row(0, TREATED), row(1, text, date_of_service="2026-03-04")]) == []


def test_severity_selection_and_fingerprints_go_by_payer_options_and_key():
    rows = [row(0, TREATED), row(1, TREATED, date_of_service="2026-03-04")]
    assert told(rows, select=["cadence/*"]) == [] == told(rows, ignore=["history/*"])
    (_, one), = across_findings(rows, BOOK, PUBLISHED_KEY)[0]
    (_, other), = across_findings(rows, BOOK, b"another key")[0]
    assert one.severity == "warning" and one.fingerprint != other.fingerprint and one.message == other.message


def test_line_ends_and_curled_quotes_do_not_matter():
    for each in tune_notes()[::8]:
        text = each.record["text"].replace("\r\n", "\n")
        plain = wording.wording(text)
        assert plain.shingles == wording.wording(text.replace("\n", "\r\n")).shingles
        assert plain.shingles == wording.wording(text.replace("'", "’")).shingles, each.record["note_id"]


def test_a_very_long_note_is_taken_in_only_so_far(monkeypatch):
    monkeypatch.setattr(wording, "LONGEST", 50)
    assert 50 <= len(row(0, (TREATED + "\n") * 20)["shingles"]) < 120


def test_short_and_unplaced_notes_are_counted_in_a_notice():
    notices = across_findings([row(0, "SLR"), row(1, TREATED, patient_id=None)], BOOK, PUBLISHED_KEY)[1]
    assert "copied wording not checked for 1 note without a patient's id or a date of service" in notices
    assert "copied wording not checked for 1 note whose treatment is told in fewer than 40 words" in notices


def test_a_note_that_was_read_is_not_cut_again():
    text = "S: sore today\r\nTher ex: SLR 3x10 with cues for a straight knee\r\nPlan: SLR at home"
    report, (reading,) = Linter.load(classifier=False).read_and_judged(Note(text))
    assert wording.wording(text, reading.segments) == wording.wording(text)
    assert wording.wording(text, reading.segments[:1]).starts == []
