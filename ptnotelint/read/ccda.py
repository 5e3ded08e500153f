"""C-CDA documents: the narrative that a person reads, section by section, with the visit's ids and date from the header.

The document is walked as it is parsed and its coded entries are dropped on the way, so memory is that of its narrative.
Document type declarations are refused: entities are declared there, and no C-CDA has one.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.attachments import WithoutText, attachment_kind, attachment_text, from_base64
from ptnotelint.read.days import stamp_day
from ptnotelint.read.record import Intake
from ptnotelint.read.text import check_text, megabytes

V3 = "{urn:hl7-org:v3}"
ROOT = f"{V3}ClinicalDocument"
SECTION, TITLE, TEXT, ENTRY, BODY = (f"{V3}{name}" for name in ("section", "title", "text", "entry", "nonXMLBody"))
SOCIAL_SECURITY = "2.16.840.1.113883.4.1"


def read_ccda(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    """Read one C-CDA document as one note.

    Its ids are those of the encompassing encounter and of the patient; its date the encounter's, else the service event's
    where that is one day, else the document's own, with a warning. The document's id is not taken: vendors give the same
    one to many documents, so the note goes by its file.
    """
    try:
        yield _note(file, path, intake)
    except UnreadableError as error:
        yield error
    except ModuleNotFoundError as error:
        yield UnreadableError(path, f"C-CDA needs {error.name}: pip install 'ptnotelint[records]'")


def document_text(content: bytes, path: str, intake: Intake) -> str:
    """The narrative of a C-CDA document held in another record."""
    return _narrative(*_parsed(io.BytesIO(content), path, intake)[1:], path, intake)


def _note(file: BinaryIO, path: str, intake: Intake) -> Note:
    root, lines, body = _parsed(file, path, intake)
    text, without = "", None
    try:
        text = _narrative(lines, body, path, intake)
    except WithoutText as error:
        without = str(error)
    check_text(text, path, max_note_size=intake.max_note_size)
    encounter = root.find(f"{V3}componentOf/{V3}encompassingEncounter")
    day = _day(encounter) or _one_day(root.find(f"{V3}documentationOf/{V3}serviceEvent"))
    if day is None and (day := _day(root)):
        _say_once(f"{path}: the document names no visit's date; its own is taken, here and in others like it", "C-CDA date", intake)
    return Note(
        text, date_of_service=day, visit_id=_id([] if encounter is None else encounter.findall(f"{V3}id")),
        patient_id=_id(root.findall(f"{V3}recordTarget/{V3}patientRole/{V3}id")),
        therapist=_named(root.find(f"{V3}author/{V3}assignedAuthor/{V3}assignedPerson/{V3}name")), path=path, without_text=without)


def _parsed(file: BinaryIO, path: str, intake: Intake):
    """The header's tree, the lines of the sections, and the body of a document that has no sections."""
    from lxml import etree

    from ptnotelint.read.markup import readable

    lines: list[str] = []
    body, root = None, None
    guarded = _Guarded(file, intake.record_limit, path)
    walk = etree.iterparse(guarded, events=("start", "end"), resolve_entities=False, no_network=True, huge_tree=False, load_dtd=False,
                           remove_comments=True, remove_pis=True)
    try:
        for event, node in walk:
            if root is None:
                root = _root(node, path)
            elif event == "start":
                continue
            elif node.tag == ENTRY:
                node.clear()
            elif node.getparent() is not None and node.getparent().tag == SECTION and node.tag in (TITLE, TEXT):
                words = readable(node, kept_lines=node.tag == TEXT and not len(node))
                if words:
                    lines += ["", words] if node.tag == TITLE and lines else [words]
                if node.tag == TEXT:
                    node.clear()
            elif node.tag == BODY:
                body = node.find(TEXT)
    except etree.XMLSyntaxError as error:
        raise UnreadableError(path, "not well-formed XML, or nested too deep: export it again", error.lineno) from None
    return root, lines, body


def _root(node, path: str):
    if node.getroottree().docinfo.internalDTD is not None:
        raise UnreadableError(path, "markup with a document type declaration, as HTML has and no C-CDA: export the C-CDA document or plain text")
    if node.tag != ROOT:
        raise UnreadableError(path, "no C-CDA document: its root is not a ClinicalDocument of urn:hl7-org:v3")
    return node


def _narrative(lines: list[str], body, path: str, intake: Intake) -> str:
    """The text of the sections, or else of an unstructured body: base64 or plain, of a media type of its own."""
    words = "" if body is None else "".join(body.itertext())
    if lines or not words.strip():
        if not lines:
            raise WithoutText("no narrative text" if body is None else "text held elsewhere")
        return "\n".join(lines)
    kind = attachment_kind(body.get("mediaType", "text/plain"))
    if kind is None or kind == "xml":
        raise WithoutText("attachment of a kind that is not read")
    content = from_base64(words, path) if body.get("representation") == "B64" else words.encode()
    return attachment_text(content, kind, path, intake)


def _say_once(words: str, about: str, intake: Intake) -> None:
    """Warn once a run, for a folder has a file for each visit."""
    if about not in intake.named:
        intake.named.add(about)
        intake.warn(words)


def _day(holder) -> str | None:
    """The day of an effective time: its value, or where it begins."""
    time = None if holder is None else holder.find(f"{V3}effectiveTime")
    low = None if time is None else time.find(f"{V3}low")
    return None if time is None else stamp_day(time.get("value")) or (None if low is None else stamp_day(low.get("value")))


def _one_day(event) -> str | None:
    """The day of a service event that begins and ends on it; a summary's event is the years it sums up."""
    high = None if event is None else event.find(f"{V3}effectiveTime/{V3}high")
    day = _day(event)
    return day if high is None or stamp_day(high.get("value")) == day else None


def _id(ids) -> str | None:
    """The first id that has a value and is no social security number: its extension, or its root where it is whole without."""
    for each in ids:
        value = each.get("extension") or each.get("root")
        if value and each.get("nullFlavor") is None and each.get("root") != SOCIAL_SECURITY:
            return value
    return None


def _named(name) -> dict | None:
    if name is None:
        return None
    parts = [part.text.strip() for part in name if part.tag in (f"{V3}given", f"{V3}family") and part.text]
    words = " ".join(parts) or " ".join("".join(name.itertext()).split())
    return {"name": words} if words else None


class _Guarded:
    """A file that refuses to be read beyond a limit."""

    def __init__(self, file: BinaryIO, limit: int, path: str):
        self._file, self._left, self._limit, self._path = file, limit, limit, path

    def read(self, size: int = -1) -> bytes:
        content = self._file.read(size)
        self._left -= len(content)
        if self._left < 0:
            raise UnreadableError(self._path, f"document over {megabytes(self._limit)}: split it, or raise --max-note-size")
        return content
