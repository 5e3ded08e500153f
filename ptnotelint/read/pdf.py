"""The text layer of a PDF, page after page; a scan has none, and that is said of it."""

from __future__ import annotations

import io
import logging
from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.columns import listed
from ptnotelint.read.extras import library
from ptnotelint.read.page_lines import unwrapped
from ptnotelint.read.record import Intake
from ptnotelint.read.text import check_text, megabytes, whole_characters

MOST_BYTES = 100_000_000
MOST_PAGES = 500
MOST_OPERATIONS = 300_000  # of drawing; a page of a note takes some hundreds or, letter by letter, ten thousand; forms within forms take all


class _Bounds(Exception):
    """More drawing or more text than a note has."""


def read_pdf(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note]:
    """Read the note of a PDF file.

    Raises
    ------
    UnreadableError
        As :func:`pdf_text`.
    """
    text = pdf_text(file.read(MOST_BYTES + 1), path, intake)
    yield Note(text, path=path, without_text=None if text else "scanned PDF")


def pdf_text(content: bytes, path: str, intake: Intake) -> str:
    """The text of a PDF, empty where no page has a text layer.

    Raises
    ------
    UnreadableError
        When it is damaged, behind a password, or beyond the bounds of a note.
    """
    pypdf = library("pypdf", path)
    logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # its warnings may quote the document
    if len(content) > MOST_BYTES:
        raise UnreadableError(path, f"a PDF over {megabytes(MOST_BYTES)}: split it")
    try:
        reader = pypdf.PdfReader(io.BytesIO(content))
        if reader.is_encrypted and not reader.decrypt(""):
            raise UnreadableError(path, "a PDF behind a password: save it without one")
        pages = _pages(reader, intake.max_note_size)
    except UnreadableError:
        raise
    except _Bounds:
        raise UnreadableError(path, f"a PDF with more in it than a note (over {MOST_PAGES} pages, {MOST_OPERATIONS:,} drawing operations, "
                                    f"or {megabytes(intake.max_note_size)} of text): split it") from None
    except Exception as error:  # what a damaged file makes the library raise is past listing; its message may quote the file
        raise UnreadableError(path, f"a PDF that cannot be read ({type(error).__name__}): print it to PDF again, or export its text") from None
    written = [page for page in pages if page.strip()]
    if written and len(written) < len(pages):
        blank = [str(number) for number, page in enumerate(pages, 1) if not page.strip()]
        intake.warn(f"{path}: no text on {'pages' if len(blank) > 1 else 'page'} {listed(blank)} of {len(pages)} (a scan?)")
    return check_text("\n\n".join(written) + "\n", path, max_note_size=intake.max_note_size) if written else ""


def _pages(reader, most_text: int) -> list[str]:
    """The text of each page."""
    operations, room, pages = MOST_OPERATIONS, most_text, []
    for page in reader.pages:
        if len(pages) == MOST_PAGES:
            raise _Bounds
        text, used = _page_text(page, operations)
        pages.append(unwrapped(whole_characters(text).replace("\0", "")))
        operations, room = operations - used, room - len(pages[-1])
        if room < 0:
            raise _Bounds
    return pages


def _page_text(page, most: int) -> tuple[str, int]:
    """A page's text as it lies on the page, and how many operations drew it; in the order it was drawn where forms are drawn within it."""
    contents = page.get_contents()
    used = len(contents.operations) if contents is not None else 0
    if used > most:
        raise _Bounds
    if not any(resource.get_object().get("/Subtype") == "/Form" for resource in _drawn(page)):
        return page.extract_text(extraction_mode="layout"), used

    def spend(*operation):
        nonlocal used
        used += 1
        if used > most:
            raise _Bounds

    text = page.extract_text(visitor_operand_before=spend)
    if used > most:  # raised within a form, it was taken for a fault of that form
        raise _Bounds
    return text, used


def _drawn(page) -> list:
    resources = page.get("/Resources")
    drawn = resources.get_object().get("/XObject") if resources is not None else None
    return list(drawn.get_object().values()) if drawn is not None else []
