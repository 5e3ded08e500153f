"""HL7 v2 messages segment by segment, in bounded memory: delimiters are those of each MSH, escapes are undone."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.read.text import decoded, megabytes

CHUNK = 1 << 16
HEADERS = (b"MSH", b"FHS", b"BHS")
NAME = re.compile(rb"[A-Z][A-Z0-9]{2}")
LINE_END = re.compile(rb"\r\n|\r|\n")
FRAMING = b"\x0b\x1c"  # of MLLP, the protocol that carries messages over a line
BLOCKS = {"F": "field", "S": "component", "T": "subcomponent", "R": "repetition", "E": "escape"}
LAYOUT = re.compile(r"\.(br|sp|sk|ce|in|ti|fi|nf)\s*([+-]?\d{0,4})")
HEX = re.compile(r"X((?:[0-9A-Fa-f]{2})*)\Z")


@dataclass(frozen=True, slots=True)
class Marks:
    """The delimiters of a message; an empty one is not used in it."""

    field: str = "|"
    component: str = "^"
    repetition: str = "~"
    escape: str = "\\"
    subcomponent: str = "&"
    truncation: str = ""

    @classmethod
    def of(cls, header: str) -> Marks:
        """The delimiters that an MSH, FHS or BHS states: its fourth character, and its second field.

        Examples
        --------
        >>> Marks.of("MSH|^~\\\\&|EMR").escape
        '\\\\'
        """
        separator = header[3:4]
        encoding = header[4:].split(separator)[0] if separator else ""
        return cls(separator, *(encoding[at:at + 1] for at in range(5)))


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its fields (0 is its name), the line it begins on, its message's delimiters.

    ``wrapped`` tells that its text ran over line ends that no escape stood for.
    """

    fields: tuple[str, ...]
    line: int
    marks: Marks
    wrapped: bool = False

    @property
    def name(self) -> str:
        return self.fields[0]

    def raw(self, at: int) -> str:
        """The field of that number as HL7 counts them, as it stands."""
        return self.fields[at] if at < len(self.fields) else ""

    def repetitions(self, at: int) -> list[str]:
        """The repetitions of a field, as they stand."""
        raw = self.raw(at)
        return raw.split(self.marks.repetition) if self.marks.repetition else [raw]

    def component(self, at: int, number: int = 1) -> str:
        """A component of a field's first repetition, without escapes."""
        first = self.repetitions(at)[0]
        found = first.split(self.marks.component) if self.marks.component else [first]
        found = found[number - 1] if number <= len(found) else ""
        return plain(found.split(self.marks.subcomponent)[0] if self.marks.subcomponent else found, self.marks).strip()


def read_segments(file: BinaryIO, path: str, limit: int) -> Iterator[Segment | UnreadableError]:
    r"""Segments in their order; an error is the last thing that comes.

    A line that begins no segment belongs to the one before it: a text whose line ends were not escaped.

    Examples
    --------
    >>> import io
    >>> [segment.fields for segment in read_segments(io.BytesIO(b"MSH|^~\\&|EMR\rPID|1||p7\r"), "m.hl7", 1000)]
    [('MSH', '|', '^~\\&', 'EMR'), ('PID', '1', '', 'p7')]
    """
    marks, held, begun, size = None, [], 0, 0
    for number, line in _lines(file, limit):
        bare = line.strip(FRAMING)
        begins = _begins(bare, marks)
        if begins and held:
            yield _segment(held, begun, marks)
        if begins:
            marks = Marks.of(bare.decode("latin-1")) if bare[:3] in HEADERS else marks
            held, begun, size = [bare], number, len(bare)
        elif held:
            held.append(line.rstrip(FRAMING))
            size += len(line) + 1
        elif bare.strip():
            yield UnreadableError(path, "HL7 v2 that begins with no MSH, FHS or BHS: export whole messages", number)
            return
        if size > limit:
            yield UnreadableError(path, f"segment over {megabytes(limit)}: split it, or raise --max-note-size", number)
            return
    if held:
        yield _segment(held, begun, marks)


def _begins(line: bytes, marks: Marks | None) -> bool:
    if line[:3] in HEADERS:
        return len(line) > 4 and not line[3:4].isalnum() and not line[3:4].isspace()
    return marks is not None and NAME.match(line) is not None and line[3:4].decode("latin-1") in ("", marks.field)


def _segment(parts: list[bytes], number: int, marks: Marks) -> Segment:
    while len(parts) > 1 and not parts[-1].strip():
        parts.pop()
    text = decoded(b"\n".join(parts))
    fields = text.split(marks.field)
    if parts[0][:3] in HEADERS:
        fields.insert(1, marks.field)  # the separator itself is the first field of a header
    return Segment(tuple(fields), number, marks, len(parts) > 1)


def _lines(file: BinaryIO, limit: int) -> Iterator[tuple[int, bytes]]:
    """Lines by number, ended by CR, LF or both; one over the limit comes as far as it was read, and is the last."""
    number, held, size, after_return = 1, [], 0, False
    while chunk := file.read(CHUNK):
        cut = chunk.removeprefix(b"\n") if after_return else chunk
        after_return = chunk.endswith(b"\r")
        *lines, last = LINE_END.split(cut)
        for line in lines:
            yield number, b"".join([*held, line])
            number, held, size = number + 1, [], 0
        held.append(last)
        size += len(last)
        if size > limit:
            break
    if size:
        yield number, b"".join(held)


def plain(text: str, marks: Marks) -> str:
    r"""A text without its escapes: delimiters, line breaks and bytes in hex; what highlights or is local is dropped.

    Examples
    --------
    >>> plain(r"A\T\B\.br\\H\10\S\2\N\ \X0D0A\C", Marks())
    'A&B\n10^2 \nC'
    """
    if not marks.escape or marks.escape not in text:
        return text
    parts = text.split(marks.escape)
    out = [parts[0]]
    at = 1
    while at < len(parts):
        meant = _meant(parts[at], marks) if at + 1 < len(parts) else None
        if meant is None:  # a mark that stands for itself
            out.append(marks.escape + parts[at])
            at += 1
        else:
            out += [meant, parts[at + 1]]
            at += 2
    return "".join(out)


def _meant(sequence: str, marks: Marks) -> str | None:
    if sequence in BLOCKS:
        return getattr(marks, BLOCKS[sequence])
    if sequence in ("H", "N"):
        return ""
    if match := LAYOUT.fullmatch(sequence):
        return _laid_out(match[1], match[2])
    if match := HEX.match(sequence):
        return decoded(bytes.fromhex(match[1])).replace("\r\n", "\n").replace("\r", "\n")
    return "" if re.fullmatch(r"[CM][0-9A-Fa-f]{4,6}|Z\w{0,8}", sequence) else None


def _laid_out(command: str, count: str) -> str:
    if command == "sp":
        return "\n" * min(int(count or 1), 20) if not count.startswith("-") else ""
    if command == "sk":
        return " " * min(int(count or 1), 80) if not count.startswith("-") else ""
    return "\n" if command in ("br", "ce") else ""
