"""The corpora keep what is measured apart from what is tuned on."""

from __future__ import annotations

import json
import re
from collections import Counter
from pathlib import Path

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.note import Note, unknown_fields
from ptnotelint.train.accuracy import FAMILIES, RULES_FILE
from ptnotelint.train.annotated import read_annotated

CORPORA = Path(__file__).parent.parent / "corpora"
WORDS = 6  # in a row: whatever is shorter is the trade's own phrase
ALIKE = 0.2  # of the shorter note's runs of words; the two most alike of today share a tenth

pytestmark = pytest.mark.skipif(not CORPORA.is_dir(), reason="the corpora are not here")


def runs(text: str) -> set[tuple[str, ...]]:
    """Runs of words with their numbers folded: a note with other doses is the same note."""
    words = re.findall(r"[a-z]+|0", re.sub(r"\d+", "0", text.lower()))
    return set(zip(*(words[at:] for at in range(WORDS))))


def most_alike(first: list[set], second: list[set]) -> tuple[float, int, int]:
    """The two most alike of two lists, by the share of the shorter one's runs."""
    where: dict[tuple, list[int]] = {}
    for at, each in enumerate(first):
        for run in each:
            where.setdefault(run, []).append(at)
    found = [(0.0, 0, 0)]
    for number, each in enumerate(second):
        shared = Counter(at for run in each for at in where.get(run, ()))
        found += [(count / max(1, min(len(first[at]), len(each))), at, number) for at, count in shared.items()]
    return max(found)


def test_no_note_is_nearly_the_same_on_both_sides():
    notes = [*read_annotated(CORPORA), *read_annotated(CORPORA / "short")]
    for split in ("dev", "test"):  # each against all the others
        here, others = ([note for note in notes if (note.split == split) is own] for own in (True, False))
        share, one, other = most_alike([runs(note.text) for note in here], [runs(note.text) for note in others])
        assert share < ALIKE, f"{here[one].note_id} and {others[other].note_id} share {share:.0%}"


def test_what_is_nearly_the_same_would_be_found():
    text = read_annotated(CORPORA, "train")[0].text
    changed = re.sub(r"\d", "7", text) + "\nand one more line of the day"
    assert most_alike([runs(text)], [runs(changed)])[0] > 0.8


def test_short_notes_have_answers_for_what_they_are_for_and_nothing_else():
    for note in read_annotated(CORPORA / "short"):
        billed = {line.code for line in Note.from_dict(note.record).billed}
        assert set(note.gold["codes"]) == set(note.gold["minutes"]) == billed, note.note_id
        for statuses in note.gold["codes"].values():
            assert "service" in statuses and set(statuses) <= {"service", "time", "volume"} and set(statuses.values()) <= {"present", "partial", "missing"}, note.note_id


def test_the_notes_on_rules_name_rules_there_are():
    records = [json.loads(line) for line in (CORPORA / "rules-test.jsonl").read_text(encoding="utf-8").splitlines()]
    named, figures = set(Codebook.load().named_rules()), json.loads(RULES_FILE.read_text(encoding="utf-8"))
    for record in records:
        assert Note.from_dict(record).billed and set(unknown_fields(record)) <= {"expected", "tempting", "either"}
        assert {*record["expected"], *record["tempting"], *record.get("either", ())} <= named and not set(record["expected"]) & set(record["tempting"])
    assert figures["notes"] == len(records) and figures["clean"] == sum(not record["expected"] for record in records)
    faults = Counter(rule.partition("/")[0] for record in records for rule in record["expected"])
    assert {family: counts["right"] + counts["overlooked"] for family, counts in figures["families"].items()} == {family: faults[family] for family in FAMILIES}
