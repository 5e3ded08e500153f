"""X12 segments one by one, in bounded memory: delimiters are those that each interchange's ISA states."""

from __future__ import annotations

import codecs
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.read.text import decoded

CHUNK = 1 << 16
SEGMENT_LIMIT = 1 << 20  # the longest segment of a real claim has some hundred characters
ISA_LENGTH = 106  # X12.5: every element of the ISA has a fixed width
ISA_ELEMENTS = 16
BLANK = re.compile(rb"[ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """One segment: its elements (0 is its name), its number in the file from 1, the line it begins on, its composites' delimiter."""

    elements: tuple[str, ...]
    number: int
    line: int
    component: str

    @property
    def name(self) -> str:
        return self.elements[0].strip()

    def __getitem__(self, at: int) -> str:
        """The element of that number as X12 counts them; empty where the segment is shorter."""
        return self.elements[at].strip() if at < len(self.elements) else ""

    def parts(self, at: int) -> list[str]:
        """The components of a composite element."""
        return [part.strip() for part in self[at].split(self.component)]


def read_segments(file: BinaryIO, path: str, warn: Callable[[str], None]) -> Iterator[Segment | UnreadableError]:
    """Segments in their order; an error is the last thing that comes, for after it no segment's start is known.

    Examples
    --------
    >>> import io
    >>> isa = b"ISA*00*          *00*          *ZZ*A              *ZZ*B              *260304*0900*^*00501*000000001*0*P*:~"
    >>> [segment.elements for segment in read_segments(io.BytesIO(isa + b"GS*HC~"), "c.837", print)][1]
    ('GS', 'HC')
    """
    held, at, number, line = file.read(CHUNK).removeprefix(codecs.BOM_UTF8), 0, 0, 1
    separator = component = terminator = b""

    def more() -> bool:
        nonlocal held, at
        chunk = file.read(CHUNK)
        held, at = held[at:] + chunk, 0
        return bool(chunk)

    while True:
        stop = BLANK.match(held, at).end()
        line += held.count(b"\n", at, stop)
        at = stop
        if at == len(held):
            if more():
                continue
            return
        while len(held) - at < 2 * ISA_LENGTH and more():
            pass
        number += 1
        if held.startswith(b"ISA", at):
            marks = delimiters(held[at:at + 2 * ISA_LENGTH])
            if not marks:
                reason = f"segment {number} (ISA): not as X12 lays it out, so its delimiters are unknown: export it again"
                yield UnreadableError(path, reason, line)
                return
            separator, component, terminator = marks
            if held[at + ISA_LENGTH - 1:at + ISA_LENGTH] != terminator:
                warn(f"{path}: segment {number} (ISA) is not {ISA_LENGTH} characters long; its delimiters are told by the GS that follows")
        elif not terminator:
            yield UnreadableError(path, "X12 without its ISA segment, which states the delimiters: export the whole interchange", line)
            return
        searched = 0
        while (end := held.find(terminator, at + searched)) < 0 and len(held) - at <= SEGMENT_LIMIT:
            searched = len(held) - at
            if not more():
                break
        if end < 0:
            reason = "is over 1 MB" if len(held) - at > SEGMENT_LIMIT else "has no end, so the file is cut short"
            yield UnreadableError(path, f"segment {number} {reason}: export it again", line)
            return
        raw = held[at:end]
        elements = raw.decode().split(separator.decode()) if raw.isascii() else map(decoded, raw.split(separator))
        yield Segment(tuple(elements), number, line, component.decode())
        line += raw.count(b"\n") + (terminator == b"\n")
        at = end + 1


def delimiters(head: bytes) -> tuple[bytes, bytes, bytes] | None:
    """Element separator, component separator and segment terminator of an ISA, or None where they cannot be told.

    An ISA of a wrong length is believed when a GS follows where its sixteenth element ends.

    Examples
    --------
    >>> delimiters(b"ISA*00**01*SECRET*ZZ*A*ZZ*B*030101*1253*U*00501*000000905*1*T*:~\\nGS*HC")
    (b'*', b':', b'~')
    """
    separator = head[3:4]
    parts = head.split(separator, ISA_ELEMENTS) if separator else []
    if len(parts) <= ISA_ELEMENTS or separator.isalnum() or separator.isspace():
        return None
    component, terminator = parts[-1][:1], parts[-1][1:2]
    if len(head) - len(parts[-1]) != ISA_LENGTH - 2 and not parts[-1][2:].lstrip().startswith((b"GS" + separator, b"TA1" + separator)):
        return None
    marks = (separator, component, terminator)
    return marks if len(set(marks)) == 3 and all(mark.isascii() and not mark.isalnum() for mark in marks) else None
