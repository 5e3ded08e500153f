"""Annotated notes: what is read, what is refused, and what segments come of it."""

from __future__ import annotations

import json

import pytest
import small_corpus

from ptnotelint.errors import UsageError
from ptnotelint.train.annotated import AnnotatedNote, Span, read_annotated
from ptnotelint.train.segments import labelled_segments, segments_sha256, single_segments

SECRET = "STM to secret place"


def one(directory, **changes):
    row = small_corpus.record("x-1", "x", [(SECRET, "technique")]) | changes
    (directory / "notes-x.jsonl").write_text("\n" + json.dumps({k: v for k, v in row.items() if v is not ...}) + "\n")
    (directory / "split.json").write_text('{"split": {"x-1": "train"}}')
    return directory


def test_notes_come_in_order_and_by_split(tmp_path):
    small_corpus.write(tmp_path, measure=("a-2", "d-6"))
    ids = [note.note_id for note in read_annotated(tmp_path)]
    assert ids == [f"{author}-{at}" for author in "abcd" for at in range(1, 7)]
    assert [note.note_id for note in read_annotated(tmp_path, "test")] == ["a-2", "d-6"]
    assert "a-2" not in {note.note_id for note in read_annotated(tmp_path, "train")}


def test_line_separators_inside_a_note_are_not_line_ends(tmp_path):
    one(tmp_path, text=SECRET + "\u2028 more")
    assert len(read_annotated(tmp_path)) == 1


@pytest.mark.parametrize(("changes", "words"), [
    ({"text": 7}, 'needs "note_id" and "text"'), ({"note_id": ...}, 'needs "note_id"'),
    ({"gold": None}, 'needs "gold"'),
    ({"gold": {"codes": []}}, 'needs "gold"'), ({"note_id": "x-2"}, "does not say whether"),
    ({"spans": [{"code": "97140", "element": "time", "start": 3, "end": 999}]}, "within the text"),
    ({"spans": [{"code": "97140", "element": "time", "start": 3, "end": 3}]}, "within the text"),
    ({"spans": [7]}, "within the text"), ({"spans": 7}, "within the text"),
    ({"refused": [{"element": "time", "start": "3", "end": 5}]}, '"refused"'),
])
def test_a_broken_record_is_named_by_place_and_never_quoted(tmp_path, changes, words):
    with pytest.raises(UsageError) as caught:
        read_annotated(one(tmp_path, **changes))
    assert words in str(caught.value) and "notes-x.jsonl:2: " in str(caught.value)
    assert "secret" not in str(caught.value)


def test_broken_files_are_named(tmp_path):
    with pytest.raises(UsageError, match=r"holds no notes-\*\.jsonl"):
        read_annotated(tmp_path)
    one(tmp_path)
    (tmp_path / "notes-x.jsonl").write_text("{nothing\n")
    with pytest.raises(UsageError, match="notes-x.jsonl:1: not JSON"):
        read_annotated(tmp_path)
    (tmp_path / "notes-x.jsonl").write_bytes(b"\xff\n")
    with pytest.raises(UsageError, match="UTF-8"):
        read_annotated(tmp_path)
    for content in ('{"split": {"x-1": "tune"}}', "[]", "{", '{"split": [1]}'):
        (tmp_path / "split.json").write_text(content)
        with pytest.raises(UsageError, match="split.json: must be"):
            read_annotated(tmp_path)
    (tmp_path / "split.json").unlink()
    with pytest.raises(UsageError, match="split.json: is missing"):
        read_annotated(tmp_path)


def test_an_id_may_stand_once(tmp_path):
    small_corpus.write(tmp_path, authors="ab")
    path = tmp_path / "notes-b.jsonl"
    path.write_text(path.read_text() + path.read_text().splitlines()[0] + "\n")
    with pytest.raises(UsageError, match="b.jsonl:7: note_id b-1 is used twice"):
        read_annotated(tmp_path)


def annotated(text: str, *spans: Span) -> AnnotatedNote:
    return AnnotatedNote({"text": text}, "x", "a", "train", {"codes": {}}, spans or None)


def test_segments_carry_the_roles_and_families_marked_in_them():
    text = "Manual: STM to L UT\nEx: SLR 3x10 for strength\nPain 2/10 after"
    note = annotated(
        text, Span("97140", "technique", 8, 11), Span("97110", "service", 20, 32), Span("97110", "purpose", 33, 45),
        Span(None, "response", text.index("Pain"), len(text)), Span("97110", "time", 0, 3),
        Span("00000", "exercise", 0, 7),
    )
    families = {"97140": "manual", "97110": "exercise"}
    found = labelled_segments([note], families.get)
    assert [(segment.text, set(segment.labels)) for segment in found] == [
        ("Manual: STM to L UT", {"manual", "technique"}), ("Ex: SLR 3x10 for strength", {"exercise", "purpose"}),
        ("Pain 2/10 after", {"response"}),
    ]


def test_a_motor_reason_is_learnt_as_both():
    note = annotated("Balance for proprioception", Span("97112", "purpose", 8, 26))
    assert [set(segment.labels) for segment in labelled_segments([note], {"97112": "neuromuscular"}.get)] == [{"purpose", "purpose_motor"}]


def test_a_mark_that_touches_only_a_stop_does_not_count():
    note = annotated("STM to UT.\nGlides", Span("97140", "technique", 0, 10), Span("97140", "response", 9, 17))
    labels = [set(segment.labels) for segment in labelled_segments([note], {"97140": "manual"}.get)]
    assert labels == [{"manual", "technique"}, {"response"}]


def test_notes_without_marks_teach_nothing():
    assert labelled_segments([annotated("STM to UT")], str) == []


def test_the_hash_names_the_data():
    first = labelled_segments([annotated("STM", Span("97140", "technique", 0, 3))], {"97140": "manual"}.get)
    again = labelled_segments([annotated("STM", Span("97140", "response", 0, 3))], {"97140": "manual"}.get)
    assert segments_sha256(first) == segments_sha256(first) != segments_sha256(again)


def test_single_lines_are_of_their_file_s_writer(tmp_path):
    row = {"text": "SLR to wake the quad", "section": None, "labels": ["purpose", "exercise"]}
    (tmp_path / "segments-sa.jsonl").write_text(json.dumps(row) + "\n\n")
    (found,) = single_segments(tmp_path)
    assert (found.author, found.text, found.section, set(found.labels)) == ("sa", "SLR to wake the quad", None, {"purpose", "exercise"})


@pytest.mark.parametrize("wrong", ({"labels": ["aim"]}, {"labels": None}, {"text": 3}, {"section": ...}))
def test_a_wrong_single_line_is_named_without_its_words(tmp_path, wrong):
    row = {"text": SECRET, "section": None, "labels": []} | wrong
    (tmp_path / "segments-sa.jsonl").write_text("\n" + json.dumps({key: value for key, value in row.items() if value is not ...}))
    with pytest.raises(UsageError) as told:
        single_segments(tmp_path)
    assert f"{tmp_path / 'segments-sa.jsonl'}:2: " in str(told.value) and SECRET not in str(told.value)
