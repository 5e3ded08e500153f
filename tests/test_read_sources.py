import io
import os

import pytest

from ptnotelint.errors import UnreadableError
from ptnotelint.read.sources import read_paths
from ptnotelint.read.standard_input import StandardInput


def piped(content, **options):
    warnings = []
    return list(read_paths(["-"], stdin=io.BytesIO(content), warn=warnings.append, **options)), warnings


def test_directories_are_read_below_in_sorted_order(tmp_path):
    for name in ("b.txt", "a/z.NOTE", "a/b/c.md", "a.text", "skip.png", ".hidden.txt", ".git/x.txt", "c/readme.rst"):
        (tmp_path / name).parent.mkdir(exist_ok=True, parents=True)
        (tmp_path / name).write_text(name)
    (tmp_path / "d.jsonl").write_text('{"note_id": "1", "text": "d1"}\n{"note_id": "2", "text": "d2"}')
    (tmp_path / "e.ndjson").write_text('{"text": "e"}')
    (tmp_path / "f.JSON").write_text('{"text":\n"f"}')
    found = list(read_paths([str(tmp_path)]))
    assert [note.text for note in found] == ["a/b/c.md", "a/z.NOTE", "a.text", "b.txt", "d1", "d2", "e", "f"]
    assert found[0].path == str(tmp_path / "a" / "b" / "c.md")


def test_paths_are_read_in_the_order_given(tmp_path):
    for name in "abc":
        (tmp_path / name).write_text(name)
    found = read_paths([tmp_path / "c", tmp_path / "missing.txt", tmp_path / "a"])
    assert [getattr(note, "text", None) for note in found] == ["c", None, "a"]


@pytest.mark.parametrize("name, reason", [
    ("missing.txt", "file not found"), ("missing.jsonl", "file not found"), ("missing.json", "file not found"),
    ("empty", "no notes in this directory"), ("table.csv", "no rows under its header"), ("nul\0.txt", "NUL"),
])
def test_what_is_not_there_is_named(tmp_path, name, reason):
    (tmp_path / "empty" / "nothing").mkdir(parents=True)
    (tmp_path / "empty" / "scan.png").write_bytes(b"\x89PNG")
    (tmp_path / "table.csv").write_text("note_id,text\n")
    (error,) = read_paths([str(tmp_path / name)])
    assert isinstance(error, UnreadableError)
    assert reason in error.reason


@pytest.mark.skipif(os.name == "nt" or not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root reads everything")
def test_a_file_without_permission_is_named(tmp_path):
    (tmp_path / "a.txt").write_text("SLR")
    (tmp_path / "a.txt").chmod(0)
    (error,) = read_paths([tmp_path])
    assert "cannot be read" in error.reason


def test_a_dangling_link_is_named_and_the_others_go_on(tmp_path):
    (tmp_path / "a.txt").symlink_to(tmp_path / "gone")
    (tmp_path / "b.txt").write_text("b")
    found = list(read_paths([tmp_path]))
    assert "file not found" in found[0].reason and found[1].text == "b"


@pytest.mark.parametrize("name", ["a\x1b[31m.txt", os.fsdecode(b"a\xff.txt")])
def test_names_are_safe_to_show(tmp_path, name):
    (tmp_path / name).write_text("SLR")
    (note,) = read_paths([tmp_path])
    assert "\N{REPLACEMENT CHARACTER}" in note.path
    assert note.path.isprintable() and note.path.encode()


@pytest.mark.parametrize("content", [
    b"SLR 3x10\r\n", b"", b"\n\n  \n", b"{SLR} 3x10", b"\n{\nSLR", "\ufeffknee 95°".encode(), b"[x] SLR",
])
def test_standard_input_is_a_text(content):
    (note,), warnings = piped(content)
    assert note.text == content.decode("utf-8-sig")
    assert note.path == "-" and note.note_id is None
    assert warnings == []


@pytest.mark.parametrize("start", [b"", b"\n \r\n", b"\xef\xbb\xbf", b"  "])
def test_standard_input_is_json_lines_when_its_first_line_is_a_record(start):
    found, _ = piped(start + b'{"note_id": "a", "text": "SLR"}\nnot json\n{"note_id": "b", "text": "x"}\n')
    assert [getattr(note, "note_id", None) for note in found] == ["a", None, "b"]
    assert (found[1].path, found[1].line) == ("-", 2 + start.count(b"\n"))


@pytest.mark.parametrize("content", [b'{"note": "SLR"}\n', b'{"text": "SLR"', b'[{"text": "SLR"}]'])
def test_what_looks_like_json_and_is_no_record_is_text_with_a_warning(content):
    (note,), warnings = piped(content)
    assert note.text == content.decode()
    assert len(warnings) == 1 and "JSON" in warnings[0] and "SLR" not in warnings[0]


def test_standard_input_over_the_limit():
    (error,), _ = piped(b"SLR 3x10\n" * 20, max_note_size=100)
    assert error.path == "-" and "--max-note-size" in error.reason
    (error,), _ = piped(b"\n" * 200, max_note_size=100)
    assert "--max-note-size" in error.reason


def test_standard_input_is_read_once():
    found = list(read_paths(["-", "-"], stdin=io.BytesIO(b"SLR")))
    assert found[0].text == "SLR" and "once" in found[1].reason
    assert isinstance(next(read_paths(["-"])), UnreadableError)


@pytest.mark.parametrize("content, form", [
    (b"MSH|^~\\&|||||||MDM^T02|1\rPID|1||p7\rOBX|1|TX|^Note||SLR 3x10\r", "hl7"),
    (b'{\n\n "resourceType": "DocumentReference", "id": "d",\n "content": [{"attachment": {"contentType": "text/plain", "data": "U0xSIDN4MTA="}}]}', "fhir"),
    (b"{\\rtf1 SLR 3x10}", "rtf"),
])
def test_standard_input_is_what_it_begins_as(content, form):
    if form == "rtf":
        pytest.importorskip("striprtf")
    (note,), warnings = piped(content)
    assert note.text.strip() == "SLR 3x10" and warnings == []


@pytest.mark.parametrize("sizes", [(-1,), (3, -1), (0, 5, 100), (1,) * 40])
def test_what_was_looked_at_is_read_again(sizes):
    content = b"\n  \nS: sore\nO: SLR 3x10\nP: continue"
    stdin = StandardInput(io.BytesIO(content))
    assert stdin.form(1000) == "text"
    assert b"".join(stdin.read(size) for size in sizes) == content[:sum(sizes) if min(sizes) >= 0 else None]
    stdin = StandardInput(io.BytesIO(content))
    stdin.form(4)
    assert [stdin.readline(), stdin.readline(2), stdin.readline(100), *iter(stdin.readline, b"")] == [
        b"\n", b"  ", b"\n", b"S: sore\n", b"O: SLR 3x10\n", b"P: continue"]


def test_a_text_that_begins_like_a_table_is_told():
    found, warnings = piped(b"Visit ID|CPT|Units\nv1|97110|2\n")
    assert len(found) == 1 and "begins like a table" in warnings[0]
    assert piped(b"Date: 3/4, CPT: 97110, Units: 2\nSLR")[1] == []
