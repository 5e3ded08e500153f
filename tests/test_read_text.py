import pytest

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.sources import read_paths
from ptnotelint.read.text import MAX_NOTE_SIZE, check_text


def read_file(tmp_path, content, name="note.txt", **options):
    file = tmp_path / name
    file.write_bytes(content)
    warnings = []
    found = list(read_paths([file], warn=warnings.append, **options))
    assert len(found) == 1
    return found[0], warnings


@pytest.mark.parametrize("content", ["S: sore\r\nO: SLR 3×10\r\n", "one\rtwo\nthree", "", " \n\t\n", "knee 95° → 110°"])
@pytest.mark.parametrize("mark", [b"", b"\xef\xbb\xbf"])
def test_utf8_comes_as_it_is_with_or_without_a_byte_order_mark(tmp_path, content, mark):
    note, warnings = read_file(tmp_path, mark + content.encode())
    assert note == Note(content, path=str(tmp_path / "note.txt"))
    assert note.note_id is None and note.billed is None
    assert warnings == []


def test_cp1252_is_read_with_a_warning_that_holds_no_note_text(tmp_path):
    note, warnings = read_file(tmp_path, "Pt’s flexion 95°\r\nSLR".encode("cp1252"))
    assert note.text == "Pt’s flexion 95°\r\nSLR"
    assert len(warnings) == 1
    assert "note.txt" in warnings[0] and "cp1252" in warnings[0] and "flexion" not in warnings[0]


@pytest.mark.parametrize("content, reason, line", [
    (b"SLR \x00 3x10", "NUL", None),
    (b"ok\nSLR \x81 \xff 3x10", "neither UTF-8 nor cp1252", 2),
    ("SLR 3x10".encode("utf-16"), "UTF-16", None),
    (b"%PDF-1.7\n", "a PDF", None),
    (b"PK\x03\x04\x14\x00", "Word, Excel or zip", None),
    (rb"{\rtf1 SLR 3x10}", "an RTF document", None),
])
def test_what_is_no_text_is_unreadable_and_says_what_it_is(tmp_path, content, reason, line):
    error, _ = read_file(tmp_path, content)
    assert isinstance(error, UnreadableError)
    assert reason in error.reason and error.line == line
    assert error.path == str(tmp_path / "note.txt")
    assert "SLR" not in str(error)


def test_a_text_over_the_limit_names_the_limit_and_the_option_that_raises_it(tmp_path):
    content = b"SLR 3x10\n" * (MAX_NOTE_SIZE // 9 + 1)
    error, _ = read_file(tmp_path, content)
    assert "10 MB" in error.reason and "--max-note-size" in error.reason
    note, _ = read_file(tmp_path, content, max_note_size=2 * MAX_NOTE_SIZE)
    assert len(note.text) == len(content)


def test_exactly_the_limit_is_read(tmp_path):
    note, _ = read_file(tmp_path, b"\xef\xbb\xbf" + b"a\n" * 50, max_note_size=100)
    assert len(note.text) == 100
    error, _ = read_file(tmp_path, b"a\n" * 50 + b"a", max_note_size=100)
    assert "over 0.0001 MB" in error.reason


@pytest.mark.parametrize("separator", ["\n", "\r\n", "\r"])
def test_a_line_of_one_megabyte_is_read_and_a_longer_one_is_not(separator):
    line = "a b " * 250_000
    assert check_text(separator.join([line, line]), "a.txt")
    with pytest.raises(UnreadableError, match="one unbroken line over 1 MB.*--max-note-size"):
        check_text(separator.join([line, line + "c"]), "a.txt")
    assert check_text(line + "c", "a.txt", max_note_size=2 * MAX_NOTE_SIZE)


def test_limits_count_bytes_of_utf8():
    with pytest.raises(UnreadableError, match="unbroken line"):
        check_text("°" * 500_001, "a.txt")
