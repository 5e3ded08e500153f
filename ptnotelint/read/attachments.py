"""The text of what a record holds in another format: HTML, RTF, PDF, C-CDA."""

from __future__ import annotations

import base64
import binascii
import io
import re
from functools import partial

from ptnotelint.errors import UnreadableError
from ptnotelint.read.pdf import read_pdf
from ptnotelint.read.record import Intake
from ptnotelint.read.rtf import read_rtf
from ptnotelint.read.text import decode

KINDS = {
    "text/plain": "text", "text/markdown": "text", "text/html": "html", "application/xhtml+xml": "html", "application/xhtml": "html",
    "text/rtf": "rtf", "application/rtf": "rtf", "application/msword+rtf": "rtf", "application/pdf": "pdf",
    "text/xml": "xml", "application/xml": "xml", "application/hl7-cda+xml": "xml", "application/cda+xml": "xml",
}
EASIEST = ("text", "html", "rtf", "xml", "pdf")  # of the same document in several formats, the one that loses least
BLANKS = re.compile(r"\s+")


class WithoutText(Exception):
    """No text can be had of an attachment; its words say why, as :attr:`Note.without_text` has it."""


def attachment_kind(media_type: object) -> str | None:
    """Which of our kinds a media type is, or None for what is not read.

    Examples
    --------
    >>> attachment_kind("text/HTML; charset=utf-8"), attachment_kind("image/tiff")
    ('html', None)
    """
    return KINDS.get(media_type.partition(";")[0].strip().lower()) if isinstance(media_type, str) else None


def from_base64(coded: object, path: str, line: int | None = None) -> bytes:
    """The bytes of a base64 string, blanks and line ends in it allowed."""
    try:
        return base64.b64decode(BLANKS.sub("", coded), validate=True)
    except (TypeError, ValueError, binascii.Error):
        raise UnreadableError(path, "an attachment is not base64: export it again", line) from None


def attachment_text(content: bytes, kind: str, path: str, intake: Intake, line: int | None = None) -> str:
    """The text of an attachment.

    Parameters
    ----------
    kind : str
        One of :data:`EASIEST`; what the content says of itself wins.

    Raises
    ------
    WithoutText
        For a scan, or broken markup.
    UnreadableError
        When the library that reads it is not installed, when the document is broken or locked, or what it holds is no text.

    Examples
    --------
    >>> attachment_text(b"<p>SLR 3x10</p>", "html", "bundle.json", Intake(print))
    'SLR 3x10'
    """
    kind = "pdf" if content.startswith(b"%PDF-") else "rtf" if content.startswith(b"{\\rtf") else kind
    try:
        return _READERS[kind](content, path, intake, line)
    except ModuleNotFoundError as error:
        remedy = "pip install 'ptnotelint[documents,records]'"
        raise UnreadableError(path, f"an attachment of kind {kind} needs {error.name}: {remedy}", line) from None


def _text(content, path, intake, line):
    return decode(content, path, intake.warn, line)


def _html(content, path, intake, line):
    from lxml import etree, html

    from ptnotelint.read.markup import readable

    if not content.strip():
        return ""
    parser = html.HTMLParser(encoding=_stated_encoding(content), no_network=True, huge_tree=False, remove_comments=True, remove_pis=True)
    try:
        return readable(html.document_fromstring(content, parser=parser))
    except etree.LxmlError:
        raise WithoutText("broken HTML") from None


def _stated_encoding(content: bytes) -> str | None:
    """UTF-8 where the bytes are that; else what the page states, and cp1252 where it states none."""
    try:
        content.decode("utf-8")
    except UnicodeDecodeError:
        return None if b"charset" in content[:2048].lower() else "cp1252"
    return "utf-8"


def _document(read, content, path, intake, line):
    try:
        note = next(read(io.BytesIO(content), path, intake))
    except UnreadableError as error:
        raise UnreadableError(path, f"an attachment is {error.reason}", line) from None
    if note.without_text:
        raise WithoutText(note.without_text)
    return note.text


def _xml(content, path, intake, line):
    from ptnotelint.read.ccda import document_text

    try:
        return document_text(content, path, intake)
    except UnreadableError:  # its lines are not those of the file that holds it
        raise WithoutText("broken XML, or no C-CDA") from None


_READERS = {"text": _text, "html": _html, "rtf": partial(_document, read_rtf), "pdf": partial(_document, read_pdf), "xml": _xml}
