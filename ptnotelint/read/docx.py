"""The text of a Word document in the order of its body: paragraphs, tables a row a line, headers first and footers last."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.extras import library
from ptnotelint.read.packages import check_package
from ptnotelint.read.record import Intake
from ptnotelint.read.text import check_text

MOST_BYTES = 100_000_000  # unpacked, with its pictures; a tree of XML takes several times its size
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"  # tells a text box a second time
LEFT_OUT = {f"{W}del", f"{W}moveFrom", f"{W}delText", f"{W}instrText", f"{W}footnoteReference", FALLBACK}
MARKS = {f"{W}tab": "\t", f"{W}br": "\n", f"{W}cr": "\n", f"{W}noBreakHyphen": "-"}
PICTURES = (f"{W}drawing", f"{W}pict", f"{W}object")
DEEPEST = 200


def read_docx(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note]:
    """Read the note of a Word document.

    Raises
    ------
    UnreadableError
        When it is damaged, behind a password, or beyond bounds.
    """
    docx = library("docx", path)
    check_package(file, path, MOST_BYTES)
    try:
        document = docx.Document(file)
        parts = [*_around(document, "header"), document.element.body, *_around(document, "footer")]
        if any(part.getroottree().docinfo.doctype for part in parts):
            raise UnreadableError(path, "a Word document with a DTD, which Word never writes: save it again")
        text = "\n".join(line for part in parts for line in _lines(part))
        pictures = any(next(document.element.body.iter(tag), None) is not None for tag in PICTURES)
    except UnreadableError:
        raise
    except Exception as error:  # what a damaged file makes the libraries raise is past listing; its message may quote the file
        raise UnreadableError(path, f"a Word document that cannot be read ({type(error).__name__}): open it and save it as DOCX again") from None
    if not text.strip() and pictures:
        yield Note("", path=path, without_text="pictures in a Word document")
        return
    yield Note(check_text(text + "\n", path, max_note_size=intake.max_note_size), path=path)


def _around(document, name: str) -> list:
    """Headers or footers, each once: sections mostly share them."""
    found = {}
    for section in document.sections:
        for which in (f"first_page_{name}", name):
            part = getattr(section, which)
            if not part.is_linked_to_previous and (which == name or section.different_first_page_header_footer):
                found.setdefault(part.part.partname, part._element)
    return list(found.values())


def _lines(block, depth: int = 0) -> Iterator[str]:
    """The lines of a body, a cell or a text box."""
    if depth > DEEPEST:
        raise ValueError("nested too deep")
    for child in block:
        if child.tag == f"{W}p":
            yield from _paragraph(child, depth)
        elif child.tag == f"{W}tbl":
            for row in child.iter(f"{W}tr"):
                if next(row.iterancestors(f"{W}tbl")) is child:
                    yield from _row(row, depth)
        elif isinstance(child.tag, str) and child.tag not in LEFT_OUT:
            yield from _lines(child, depth + 1)  # content controls, insertions


def _row(row, depth: int) -> Iterator[str]:
    own = (cell for cell in row.iter(f"{W}tc") if next(cell.iterancestors(f"{W}tr")) is row)
    cells = [[line for line in _lines(cell, depth + 1) if line.strip()] for cell in own]
    if any(len(cell) > 1 for cell in cells) and sum(bool(cell) for cell in cells) == 1:
        yield from (line for cell in cells for line in cell)  # a frame around text, not a table
    else:
        yield " | ".join("; ".join(cell) if len(cell) < 6 else "\n".join(cell) for cell in cells)


def _paragraph(paragraph, depth: int) -> Iterator[str]:
    said, boxes = [], []
    _runs(paragraph, said, boxes, depth)
    yield "".join(said)
    for box in boxes:
        yield from _lines(box, depth + 1)


def _runs(element, said: list[str], boxes: list, depth: int) -> None:
    if depth > DEEPEST:
        raise ValueError("nested too deep")
    for child in element:
        if child.tag in LEFT_OUT or not isinstance(child.tag, str):
            continue
        if child.tag == f"{W}t":
            said.append(child.text or "")
        elif child.tag in MARKS and child.get(f"{W}type") != "page":
            said.append(MARKS[child.tag])
        elif child.tag == f"{W}txbxContent":
            boxes.append(child)
        elif child.tag == f"{W}checkBox":
            said.append("\N{BALLOT BOX WITH X}" if _checked(child) else "\N{BALLOT BOX}")
        else:
            _runs(child, said, boxes, depth + 1)


def _checked(box) -> bool:
    """Whether a form's check box is ticked: as it stands, else by default."""
    for name in ("checked", "default"):
        state = box.find(f"{W}{name}")
        if state is not None:
            return state.get(f"{W}val", "1") not in ("0", "false", "off")
    return False
