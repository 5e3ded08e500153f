"""Zips of notes: read member by member, in order; what leads astray is named and the others go on."""

from __future__ import annotations

import io
import zipfile

import pytest

from ptnotelint.errors import UnreadableError
from ptnotelint.read.export import open_export, read_notes
from ptnotelint.read.sources import read_paths


def packed(path, members, **options):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content, **options)
    return path


def found(path):
    return [each.text if hasattr(each, "text") else each.reason for each in read_paths([path])]


def test_members_are_read_in_order_hidden_ones_left_out(tmp_path):
    path = packed(tmp_path / "n.zip", {"b.txt": "b", "a/z.md": "z", "a/.x.txt": "no", "__MACOSX/a.txt": "no", "pic.png": "no",
                                       "c.jsonl": '{"note_id": "1", "text": "c"}\n'})
    assert found(path) == ["z", "b", "c"]


def test_notes_and_charges_of_one_archive_are_joined(tmp_path):
    path = packed(tmp_path / "march.zip", {"notes/v1.txt": "x", "notes/v2.txt": "y", "charges.csv": "note id,cpt\nnotes/v1,97110\n"})
    export = open_export([path])
    assert [(note.note_id, bool(note.billed)) for note in export.notes()] == [("notes/v1", True), ("notes/v2", False)]
    assert next(export.notes()).path.endswith("march.zip/notes/v1.txt") and export.reconciliation.files == 1
    assert [note.text for note in read_notes([path])] == ["x", "y"]


def test_notes_that_nothing_else_names_are_called_by_their_member(tmp_path):
    path = packed(tmp_path / "n.zip", {"a.json": '{"text": "x"}', "b.json": '{"text": "y"}'})
    assert [note.note_id for note in open_export([path]).notes()] == ["a", "b"]


@pytest.mark.parametrize("name, reason", [
    ("../../etc/note.txt", "leads out"), ("/etc/note.txt", "leads out"), ("..\\note.txt", "leads out"), ("C:/note.txt", "leads out"), ("inner.zip", "archive in an archive"),
])
def test_what_leads_astray_is_named_and_the_others_go_on(tmp_path, name, reason):
    path = packed(tmp_path / "n.zip", {name: "x", "zz.txt": "fine"})
    told = found(path)
    assert any(reason in each for each in told) and "fine" in told and "x" not in told


def test_links_and_locked_members_are_named(tmp_path):
    link = zipfile.ZipInfo("a.txt")
    link.external_attr = 0o120777 << 16
    path = tmp_path / "n.zip"
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(link, "/etc/passwd")
        archive.writestr("b.txt", "locked")
    content = bytearray(path.read_bytes())
    for signature, flags in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        content[content.rindex(signature) + flags] |= 1  # the bit that says encrypted, of the last member
    path.write_bytes(content)
    first, second = found(path)
    assert "link" in first and "password" in second


def test_bombs_and_damaged_archives_are_refused(tmp_path, monkeypatch):
    monkeypatch.setattr("ptnotelint.read.packages.SMALL", 1_000_000)
    (reason,) = found(packed(tmp_path / "bomb.zip", {"a.txt": b" " * 10_000_000}))
    assert "would unpack to 10 MB" in reason
    (tmp_path / "cut.zip").write_bytes(packed(tmp_path / "whole.zip", {"a.txt": "x"}).read_bytes()[:-30])
    assert "damaged" in found(tmp_path / "cut.zip")[0]
    torn = bytearray(packed(tmp_path / "torn.zip", {"a.txt": "SLR 3x10 " * 99, "b.txt": "fine"}).read_bytes())
    torn[40:50] = b"\0" * 10
    (tmp_path / "torn.zip").write_bytes(torn)
    first, second = found(tmp_path / "torn.zip")
    assert "damaged" in first and second == "fine"
    assert found(packed(tmp_path / "none.zip", {"a.png": "x"})) == ["no notes in this archive"]


def test_a_member_that_swells_past_what_its_archive_says_stops_there(tmp_path):
    path = packed(tmp_path / "n.zip", {"a.txt": b"x" * 100_000})
    content = path.read_bytes().replace((100_000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    path.write_bytes(content)
    (each,) = read_paths([path])
    assert isinstance(each, UnreadableError) or len(each.text) <= 10


def test_a_workbook_in_an_archive(tmp_path):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["note id", "text", "billed"])
        sheet.write_row(1, 0, ["a", "SLR", "97110"])
    (note,) = read_notes([packed(tmp_path / "n.zip", {"b.xlsx": held.getvalue()})])
    assert (note.text, note.billed[0].code) == ("SLR", "97110")
