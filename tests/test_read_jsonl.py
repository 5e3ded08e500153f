import json

import pytest

from ptnotelint.errors import UnreadableError
from ptnotelint.note import BilledLine, Note
from ptnotelint.read.sources import read_paths

GOOD = '{"note_id": "a", "text": "SLR 3x10"}'
OTHER = '{"note_id": "z", "text": "bridges"}'


def read_file(tmp_path, content, name="notes.jsonl", **options):
    file = tmp_path / name
    file.write_bytes(content if isinstance(content, bytes) else content.encode())
    warnings = []
    return list(read_paths([file], warn=warnings.append, **options)), warnings


def test_records_come_in_order_with_their_path(tmp_path):
    lines = [{"note_id": "a", "text": "SLR\r\n3×10", "billed": [{"code": "97110", "units": 2, "modifiers": ["GP"]}]},
             {"note_id": "b", "text": "", "billed": []}]
    found, warnings = read_file(tmp_path, "\r\n".join(json.dumps(line) for line in lines) + "\r\n\r\n")
    path = str(tmp_path / "notes.jsonl")
    assert found == [
        Note("SLR\r\n3×10", "a", (BilledLine("97110", 2, ("GP",)),), path=path), Note("", "b", (), path=path),
    ]
    assert warnings == []


@pytest.mark.parametrize("bad, reason", [
    ('{"note_id": "b", "text": "SLR 3x10', "not JSON (column"),
    ("SLR 3x10", "not JSON (column 1)"),
    ('["SLR 3x10"]', "must be a JSON object"),
    ('{"note_id": "b"}', '"text"'),
    ('{"note_id": "b", "text": null}', '"text"'),
    ('{"note_id": "b", "text": 3}', '"text"'),
    ('{"text": "SLR 3x10"}', '"note_id"'),
    ('{"note_id": "", "text": "SLR 3x10"}', '"note_id"'),
    (r'{"note_id": "b", "text": "SLR \u0000 3x10"}', "NUL"),
    (r'{"note_id": "b", "text": "x", "attachments": ["SLR \u0000"]}', "NUL"),
    ('{"note_id": "b", "text": "SLR \0"}', "NUL"),
    (r'{"note_id": "b", "text": "SLR \ud83d"}', "surrogate"),
    (r'{"note_id": "b\udc00", "text": "SLR"}', "surrogate"),
    ('{"note_id": "b", "text": "SLR", "text": "bridges"}', '"text" stands twice'),
    ('{"note_id": "b", "text": "x", "therapist": {"name": "SLR", "name": "y"}}', '"name" stands twice'),
    ('{"note_id": "b", "text": "x", "SLR, 3x10 (HEP)": 1, "SLR, 3x10 (HEP)": 2}',
     "field (its name may be note text) stands twice"),
    ('{"note_id": "b", "text": "x", "total_minutes": NaN}', "NaN is not JSON: write null"),
    ('{"note_id": "b", "text": "x", "total_minutes": -Infinity}', "-Infinity is not JSON"),
    ('{"note_id": "b", "text": "x", "total_minutes": ' + "9" * 5000 + "}", "too many digits"),
    ('{"note_id": "b", "text": "x", "clinic": ' + "[" * 100_000, "nested too deep"),
    ('{"note_id": "b", "text": "x", "billed": [{"code": "9711"}]}', "five digits or capitals"),
    ('{"note_id": "b", "text": "x", "billed": [{"code": "97110", "units": 0}]}', "units of 97110"),
    ('{"note_id": "b", "text": "x", "billed": [{"code": "97110", "units": "two"}]}', "units of 97110"),
    ('{"note_id": "b", "text": "x", "billed": [{"code": "97110", "units": "' + "9" * 5000 + '"}]}', "digits"),
    ('{"note_id": "b", "text": "x", "date_of_service": "SLR"}', "ISO date"),
    (b'{"note_id": "b", "text": "SLR \x81"}', "neither UTF-8 nor cp1252"),
])
def test_a_bad_line_is_named_and_the_others_go_on(tmp_path, bad, reason):
    bad = bad if isinstance(bad, bytes) else bad.encode()
    found, warnings = read_file(tmp_path, GOOD.encode() + b"\n\n" + bad + b"\n" + OTHER.encode())
    assert [getattr(note, "note_id", None) for note in found] == ["a", None, "z"]
    error = found[1]
    assert isinstance(error, UnreadableError)
    assert (error.path, error.line) == (str(tmp_path / "notes.jsonl"), 3)
    assert reason in error.reason
    assert "SLR" not in str(error)
    assert warnings == []


def test_a_record_alone_needs_no_id(tmp_path):
    found, _ = read_file(tmp_path, '{"text": "SLR"}\n\n')
    assert [note.text for note in found] == ["SLR"]


def test_a_first_record_without_id_is_named_first(tmp_path):
    found, _ = read_file(tmp_path, '\n{"text": "SLR"}\n{"text": "bridges"}\n' + GOOD)
    assert [getattr(error, "line", None) for error in found] == [2, 3, None]


@pytest.mark.parametrize("content, name", [("", "n.jsonl"), ("\n \n", "n.ndjson"), ("[]", "n.json"), ("", "n.json")])
def test_a_file_without_records_is_unreadable(tmp_path, content, name):
    found, _ = read_file(tmp_path, content, name)
    assert [error.reason.split(":")[0] for error in found] == ["no note records in it"]


def test_unknown_fields_are_named_once_a_run(tmp_path):
    lines = [{"note_id": str(at), "text": "x", "mood": "fine", "SLR 3x10 (HEP)": 1} for at in range(3)]
    content = "\n".join(json.dumps(line) for line in lines)
    for name in ("a.jsonl", "b.jsonl"):
        (tmp_path / name).write_text(content)
    warnings = []
    assert len(list(read_paths([tmp_path], warn=warnings.append))) == 6
    path = tmp_path / "a.jsonl"
    assert warnings == [f'{path}: unknown field "mood" is ignored',
                        f"{path}: unknown field (its name may be note text) is ignored"]


def test_cp1252_lines_give_one_warning_a_file(tmp_path):
    content = "\n".join(f'{{"note_id": "{at}", "text": "95°"}}' for at in range(3)).encode("cp1252")
    found, warnings = read_file(tmp_path, content)
    assert [note.text for note in found] == ["95°"] * 3
    assert len(warnings) == 1


def test_byte_order_marks(tmp_path):
    found, _ = read_file(tmp_path, b"\xef\xbb\xbf" + GOOD.encode())
    assert found[0].note_id == "a"
    found, _ = read_file(tmp_path, GOOD.encode("utf-16"))
    assert len(found) == 1 and "UTF-16" in found[0].reason


def test_sizes_are_those_of_the_text(tmp_path):
    lines = [{"note_id": "a", "text": "°\n" * 40}, {"note_id": "b", "text": "°\n" * 20},
             {"note_id": "c", "text": "x", "plan_of_care": "y\n" * 60}, {"note_id": "d", "text": "x" * 2000}]
    found, _ = read_file(tmp_path, "\n".join(json.dumps(line) for line in lines) + "\n" + OTHER, max_note_size=100)
    assert [getattr(note, "note_id", None) for note in found] == [None, "b", None, None, "z"]
    assert [error.line for error in found if isinstance(error, UnreadableError)] == [1, 3, 4]
    assert "record over 0.0008 MB" in found[3].reason


def test_lines_are_read_as_they_are_asked_for(tmp_path):
    class Pipe:
        taken = 0

        def readline(self, limit):
            self.taken += 1
            return f'{{"note_id": "{self.taken}", "text": "x"}}\n'.encode()

    pipe = Pipe()
    notes = read_paths(["-"], stdin=pipe)
    assert [next(notes).note_id for _ in range(3)] == ["1", "2", "3"]
    assert pipe.taken == 3


@pytest.mark.parametrize("content", [
    f"[{GOOD}, {OTHER}]", f"[\n  {GOOD},\n  {OTHER}\n]\n", f"{GOOD}\n{OTHER}\n", f" \n{GOOD}\n{OTHER}",
])
def test_a_json_file_holds_a_list_or_lines(tmp_path, content):
    found, _ = read_file(tmp_path, content, "notes.json")
    assert [note.note_id for note in found] == ["a", "z"]


def test_a_json_file_holds_one_object(tmp_path):
    found, _ = read_file(tmp_path, '{\n  "text": "SLR"\n}\n', "note.json")
    assert [(note.text, note.path) for note in found] == [("SLR", str(tmp_path / "note.json"))]


@pytest.mark.parametrize("content, lines", [
    (f'[\n{GOOD},\n{{"note_id": "b"}},\n{OTHER}]', [None, 3, None]),
    (f'[\n{GOOD},\n{{"note_id": "b", "text": "x", "text": "y"}},\n{OTHER}]', [None, 3, None]),
    (f"[\n{GOOD},\n{{SLR}}\n]", [None, 3]),
    (f"[\n{GOOD},\n]", [None, 3]),
    (f"[\n{GOOD},\n", [None, 3]),
    (f"[\n{GOOD}\n", [None, 3]),
    (f"[\n{GOOD}\n{OTHER}]", [None, 3]),
    (f"[{GOOD}]\nSLR", [None, 2]),
    ('{\n"note_id": "a", "text": "SLR"\n}\nSLR', [None, 4]),
    ('{\n"text": "SLR",}', [2]),
    ("[" * 100_000, [1]),
    ("SLR 3x10", [1]),
])
def test_a_fault_in_a_json_file_is_named_by_its_line(tmp_path, content, lines):
    found, _ = read_file(tmp_path, content, "notes.json")
    assert [getattr(note, "line", None) for note in found] == lines
    assert not any("SLR" in str(error) for error in found if isinstance(error, UnreadableError))
