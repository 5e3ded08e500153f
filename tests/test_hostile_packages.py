"""Word files and workbooks that point elsewhere or swell: nothing is fetched, nothing of this machine is read, and what has no end is refused."""

from __future__ import annotations

import io
import socket
import zipfile

import pytest

docx = pytest.importorskip("docx")
xlsxwriter = pytest.importorskip("xlsxwriter")
from ptnotelint.errors import UnreadableError  # noqa: E402
from ptnotelint.read.sources import Source, read_paths  # noqa: E402

NEAR, FAR = "file:///etc/hostname", "http://127.0.0.1:9/canary"
RELATION = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"


@pytest.fixture
def nobody_is_asked(monkeypatch):
    def refuse(*_arguments):
        raise AssertionError("a connection was asked for")

    monkeypatch.setattr(socket.socket, "connect", refuse)
    monkeypatch.setattr(socket, "getaddrinfo", refuse)


def repacked(content: bytes, **changes) -> bytes:
    """A package with some of its parts changed: ``part`` (its name with ``__`` for ``/``) by a function of its bytes, or new."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as new:
        parts = {name: old.read(name) for name in old.namelist()}
        for name, change in changes.items():
            part = next((each for each in parts if each.replace("/", "__").replace(".", "_") == name), None)
            assert part, f"{name}: {sorted(parts)}"
            parts[part] = change(parts[part])
        for name, held in parts.items():
            new.writestr(name, held)
    return made.getvalue()


def word() -> bytes:
    held = io.BytesIO()
    document = docx.Document()
    document.add_paragraph("SLR 3x10")
    document.save(held)
    return held.getvalue()


def workbook(cell: str = "SLR 3x10") -> bytes:
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("note_id", "text"))
        sheet.write_row(1, 0, ("a", cell))
    return held.getvalue()


def related(kind: str, target: str):
    """Another relation of a part, to something outside the package."""
    relation = f'<Relationship Id="rIdX" Type="{RELATION}/{kind}" Target="{target}" TargetMode="External"/>'.encode()
    return lambda content: content.replace(b"</Relationships>", relation + b"</Relationships>")


def read(content: bytes, name: str):
    return list(read_paths([Source.sent(name, content)]))


@pytest.mark.parametrize("target", [NEAR, FAR])
@pytest.mark.parametrize("kind", ["image", "attachedTemplate", "oleObject", "aFChunk", "hyperlink", "subDocument"])
def test_what_a_word_file_points_to_is_not_fetched(nobody_is_asked, kind, target):
    drawn = b'<w:p xmlns:r="%s"><w:r><w:t>linked</w:t></w:r><w:altChunk r:id="rIdX"/></w:p><w:sectPr' % RELATION.encode()
    content = repacked(word(), word___rels__document_xml_rels=related(kind, target), word__document_xml=lambda part: part.replace(b"<w:sectPr", drawn, 1))
    (note,) = read(content, "n.docx")
    assert note.text.split() == ["SLR", "3x10", "linked"]


@pytest.mark.parametrize("target", [NEAR, FAR])
@pytest.mark.parametrize("kind", ["externalLink", "externalLinkPath", "image", "hyperlink"])
def test_what_a_workbook_points_to_is_not_fetched(nobody_is_asked, kind, target):
    (note,) = read(repacked(workbook(), xl___rels__workbook_xml_rels=related(kind, target)), "t.xlsx")
    assert note.text == "SLR 3x10"


def test_a_formula_of_another_workbook_is_what_it_showed_last(nobody_is_asked):
    held = io.BytesIO()
    with xlsxwriter.Workbook(held) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ("note_id", "text"))
        sheet.write(1, 0, "a")
        sheet.write_formula(1, 1, f"='[{FAR}]Sheet1'!A1", value="SLR 3x10")
    assert read(held.getvalue(), "t.xlsx")[0].text == "SLR 3x10"


@pytest.mark.parametrize("declared", [f'<!DOCTYPE x [<!ENTITY e SYSTEM "{NEAR}">]>', '<!DOCTYPE x [<!ENTITY e "canary">]>', f'<!DOCTYPE x SYSTEM "{FAR}">'])
def test_entities_of_a_workbook_stand_for_nothing(nobody_is_asked, declared):
    def change(part):
        return part.replace(b"?>", b"?>" + declared.encode(), 1).replace(b"SLR 3x10", b"SLR &e;")

    found = read(repacked(workbook(), xl__sharedStrings_xml=change), "t.xlsx")
    assert all(isinstance(each, UnreadableError) or "canary" not in each.text and each.text.startswith("SLR") for each in found)
    assert len(found) == 1 and "canary" not in str(found[0]) and socket.gethostname() not in str(found[0])


@pytest.mark.parametrize("part", ["xl__sharedStrings_xml", "xl__worksheets__sheet1_xml"])
def test_a_workbook_that_swells_is_refused(part):
    bomb = repacked(workbook(), **{part: lambda content: content + b" " * 60_000_000})
    (found,) = read(bomb, "t.xlsx")
    assert isinstance(found, UnreadableError) and "unpack" in found.reason
