"""Notes in HL7 v2: the documents of MDM messages and the reports of ORU messages, a note a message."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.attachments import WithoutText, attachment_kind, attachment_text, from_base64
from ptnotelint.read.days import stamp_day
from ptnotelint.read.hl7_segments import Segment, plain, read_segments
from ptnotelint.read.record import Intake
from ptnotelint.read.tally import Tally
from ptnotelint.read.text import check_text, megabytes

DOCUMENTS = ("MDM", "ORU")
WORDS = ("TX", "FT", "ST")  # value types that are text, where components are not parted
ENCAPSULATED, POINTER = "ED", "RP"
# TXA-17 (HL7 table 0271): dictated, in progress, incomplete, pre-authenticated.
UNFINISHED = ("DI", "IP", "IN", "PA")
WITHDRAWN = ("D", "W", "X")  # OBX-11 (table 0085): deleted, posted as wrong, not obtainable
RESULT_STATUS = re.compile(r"[A-Z]?\Z")
MOST_NAMED = 20  # messages of a file whose doubtful ends are told one by one
# Lengths at which databases and interfaces are known to cut a field.
CUT_LENGTHS = frozenset((255, 256, 2000, 4000, 8000, 32_767, 32_768, 65_535, 65_536))


def read_hl7(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | UnreadableError]:
    r"""Read the MDM and ORU messages of a file, of batches too; other messages are counted and passed over.

    The OBX of a message are joined, a line each. A text that may be cut short is still read, and said.

    Examples
    --------
    >>> import io
    >>> message = b"MSH|^~\\&|||||||MDM^T02|1\rPID|1||p7\rOBX|1|TX|^Note||O: SLR 3x10\rOBX|2|TX|^Note||P: continue\r"
    >>> [(note.patient_id, note.text) for note in read_hl7(io.BytesIO(message), "m.hl7", Intake(print))]
    [('p7', 'O: SLR 3x10\nP: continue')]
    """
    tally = Tally(path, intake.warn)
    message: _Message | None = None
    counted = 0
    for found in read_segments(file, path, intake.record_limit):
        if isinstance(found, UnreadableError):
            if message:
                yield UnreadableError(path, "the message ends in a segment that cannot be read: export it again", message.header.line)
            yield found
            message = None
            break
        if found.name in ("MSH", "FHS", "BHS", "BTS", "FTS"):
            if message:
                yield from _notes(message, path, intake, tally)
            message = _Message(found) if found.name == "MSH" else None
            counted = 0 if found.name == "BHS" else counted + (found.name == "MSH")
            if found.name == "BTS" and found.component(1).isdecimal() and int(found.component(1)) != counted:
                tally.add("a batch holds another number of messages than it states: check that nothing is missing")
        elif message:
            message.take(found)
            if message.size > intake.record_limit:
                reason = f"message over {megabytes(intake.record_limit)}: split it, or raise --max-note-size"
                yield UnreadableError(path, reason, message.header.line)
                message = None
    if message:
        yield from _notes(message, path, intake, tally)
    tally.tell()


@dataclass(slots=True)
class _Message:
    """The segments of one message that are read: the first of each kind, and all OBX under their OBR."""

    header: Segment
    first: dict[str, Segment] = field(default_factory=dict)
    observed: list[Segment] = field(default_factory=list)
    size: int = 0

    def take(self, segment: Segment) -> None:
        if segment.name == "OBX":
            self.observed.append(segment)
            self.size += sum(map(len, segment.fields))
        elif segment.name in ("PID", "PV1", "TXA", "OBR"):
            self.first.setdefault(segment.name, segment)

    def component(self, *places: tuple[str, int, int]) -> str | None:
        """The first of some places (segment, field, component) that holds anything."""
        for name, at, number in places:
            segment = self.header if name == "MSH" else self.first.get(name)
            if segment and (found := segment.component(at, number)):
                return found
        return None


def _notes(message: _Message, path: str, intake: Intake, tally: Tally) -> Iterator[Note | UnreadableError]:
    kind = message.header.component(9)
    if kind not in DOCUMENTS:
        tally.add("a message other than MDM and ORU is left out")
        return
    observed = [segment for segment in message.observed if segment.component(11) not in WITHDRAWN]
    if not any(segment.component(2) in (*WORDS, ENCAPSULATED, POINTER) for segment in observed):
        tally.add("a message without text (no OBX of type TX, FT, ST, ED or RP) is left out")
        return
    try:
        yield _note(message, observed, path, intake, tally)
    except UnreadableError as error:
        yield error
        return
    doubt, line = _doubt(observed), message.header.line
    if doubt and tally.add("a text that may be cut short is read as it stands") <= MOST_NAMED:
        intake.warn(f"{path}:{line}: the text may be cut short: {doubt}")


def _note(message: _Message, observed: list[Segment], path: str, intake: Intake, tally: Tally) -> Note:
    line = message.header.line
    text, without = _text(observed, path, intake, line)
    if without and text.strip():
        tally.add(f"an attachment beside a message's text is left out ({without})")
    document, report = message.first.get("TXA"), message.first.get("OBR")
    name = _person(document, 9) or _person(document, 5) or _person(report, 32)
    day = next(filter(None, (stamp_day(message.component(place)) for place in (("TXA", 4, 1), ("OBR", 7, 1), ("PV1", 44, 1)))), None)
    return Note(
        check_text(text, path, line, intake.max_note_size), message.component(("TXA", 12, 1), ("OBR", 3, 1), ("MSH", 10, 1)) or f"{path}#{line}",
        date_of_service=day, status="draft" if message.component(("TXA", 17, 1)) in UNFINISHED else None,
        visit_id=message.component(("PV1", 19, 1), ("PID", 18, 1)), patient_id=message.component(("PID", 3, 1), ("PID", 2, 1)),
        therapist={"name": name} if name else None, path=path, without_text=None if text.strip() else without)


def _text(observed: list[Segment], path: str, intake: Intake, line: int) -> tuple[str, str | None]:
    """The lines of the observations, headed by what was observed where that is not one thing throughout; and why an attachment gave none."""
    titles = {segment.component(3, 2) or segment.component(3) for segment in observed}
    lines, without, last = [], None, None
    for segment in observed:
        kind = segment.component(2)
        title = segment.component(3, 2) or segment.component(3)
        if kind in WORDS:
            if len(titles) > 1 and title and title != last:
                lines += ["", f"{title}:"] if lines else [f"{title}:"]
            lines += [plain(each, segment.marks) for each in segment.repetitions(5)]
        elif kind in (ENCAPSULATED, POINTER):
            try:
                lines.append(_encapsulated(segment, path, intake, line))
            except WithoutText as error:
                without = str(error)
        elif segment.raw(5):
            value = segment.component(5, 2) or segment.component(5)
            lines.append(" ".join(filter(None, (f"{title}:", value, segment.component(6)))))
        last = title
    return "\n".join(lines), without


def _encapsulated(segment: Segment, path: str, intake: Intake, line: int) -> str:
    """The text of an ED value: source ^ type ^ subtype ^ encoding ^ content."""
    kind = attachment_kind(f"{segment.component(5, 2)}/{segment.component(5, 3)}") or _KINDS.get(segment.component(5, 3).lower())
    if segment.component(2) == POINTER:
        raise WithoutText("text held elsewhere")
    if kind is None:
        raise WithoutText("attachment of a kind that is not read")
    coded = segment.component(5, 5)
    content = from_base64(coded, path, line) if segment.component(5, 4).lower() == "base64" else coded.encode()
    return attachment_text(content, kind, path, intake, line)


_KINDS = {"pdf": "pdf", "rtf": "rtf", "html": "html", "text": "text", "plain": "text"}  # senders write AP^PDF, TEXT^RTF, application^pdf


def _doubt(observed: list[Segment]) -> str | None:
    """Why a text may not be whole, as far as its message shows, or None."""
    words = [segment for segment in observed if segment.component(2) in WORDS]
    numbers = [int(segment.component(1)) for segment in words if segment.component(1).isdecimal()]
    if any(segment.wrapped for segment in words):
        return "it holds line ends that no escape stands for"
    if any(not RESULT_STATUS.match(segment.component(11)) or segment.component(6).count(" ") > 1 for segment in words):
        return "it seems to hold a field separator that no escape stands for"
    if any(later > earlier + 1 for earlier, later in zip(numbers, numbers[1:])) and len(words) == len(observed):
        return "an OBX is missing by its number"
    statuses = [segment.component(11) for segment in words]
    if any(statuses) and not statuses[-1]:
        return "its last OBX lacks the status that the others have"
    for segment in words:
        raw, marks = segment.raw(5), segment.marks
        if len(raw) in CUT_LENGTHS:
            return "a field has a length at which systems cut"
        if marks.truncation and raw.endswith(marks.truncation):
            return "a field ends in the truncation mark"
        if marks.escape and raw.count(marks.escape) % 2:
            return "an escape is left open"
    return None


def _person(segment: Segment | None, at: int) -> str | None:
    """The name in an XCN field (id ^ family ^ given), or an NDL one (id & family & given ^ from ^ to), as people write it."""
    if segment is None:
        return None
    first, marks = segment.repetitions(at)[0], segment.marks
    inner = first.split(marks.component)[0] if marks.component else first
    if marks.subcomponent and marks.subcomponent in inner:
        parts = [plain(each, marks).strip() for each in inner.split(marks.subcomponent)]
    else:
        parts = ["", segment.component(at, 2), segment.component(at, 3)]
    return " ".join(filter(None, reversed(parts[1:3]))) or None
