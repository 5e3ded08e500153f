"""FHIR R4 in JSON, a resource or a bundle, and in NDJSON, a resource a line: notes and what was billed, walked as plain JSON."""

from __future__ import annotations

import codecs
import itertools
import re
from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.fhir_claims import charges_of
from ptnotelint.read.fhir_notes import document_note, report_note
from ptnotelint.read.fhir_walk import Known, entries_of, word
from ptnotelint.read.jsonl import capped_lines
from ptnotelint.read.record import Intake, check_surrogates, not_json, strict_decoder
from ptnotelint.read.tally import Tally
from ptnotelint.read.text import decode, megabytes

NOTES = {"DocumentReference": document_note, "DiagnosticReport": report_note}
SHORTHAND = re.compile(r"^\s*(?:InstanceOf|Parent)\s*:", re.MULTILINE)
CLAIMS = ("Claim", "ExplanationOfBenefit")


def read_fhir(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read the notes and charges of a FHIR file.

    A line of NDJSON is read by itself, so memory is that of the longest line; references are resolved within a bundle.
    Other resources say when and by whom a visit was, and are passed over where nothing refers to them.

    Examples
    --------
    >>> import io
    >>> resource = b'''{"resourceType": "DocumentReference", "id": "d1",
    ...     "content": [{"attachment": {"contentType": "text/plain", "data": "U0xSIDN4MTA="}}]}'''
    >>> [(note.note_id, note.text) for note in read_fhir(io.BytesIO(resource), "d.json", Intake(print))]
    [('d1', 'SLR 3x10')]
    """
    tally = Tally(path, intake.warn)
    count = 0
    for number, content in _documents(file, intake):
        try:
            resource = _parsed(content, path, number, intake)
        except UnreadableError as error:
            count += 1
            yield error
            continue
        for found in _found(resource, path, number, intake, tally):
            count += 1
            yield replace(found, note_id=f"{path}#{count}") if isinstance(found, Note) and found.note_id is None else found
    if not count:
        intake.warn(f"{path}: FHIR without notes or claims in it")
    tally.tell()


def _documents(file: BinaryIO, intake: Intake) -> Iterator[tuple[int, bytes]]:
    """The JSON documents of a file with their first lines: a line each where the first two are, else the whole file."""
    numbered = enumerate(capped_lines(file, intake.record_limit), 1)
    lines = ((number, line.removeprefix(codecs.BOM_UTF8)) for number, line in numbered)
    lines = ((number, line) for number, line in lines if line.strip())
    head = list(itertools.islice(lines, 2))
    if len(head) == 2 and not head[0][1].rstrip().endswith(b"}") and not head[1][1].lstrip().startswith(b"{"):
        (number, content), (_, second) = head
        yield number, content + second + file.read(max(intake.record_limit + 1 - len(content) - len(second), 0))
    else:
        yield from itertools.chain(head, lines)


def _parsed(content: bytes, path: str, number: int, intake: Intake) -> dict:
    if len(content) > intake.record_limit:
        limit = megabytes(intake.record_limit)
        raise UnreadableError(path, f"one JSON document over {limit}: export NDJSON, a resource a line, or raise --max-note-size", number)
    source = decode(content, path, intake.warn, number)
    flaws: list[str] = []
    try:
        resource = strict_decoder(flaws).decode(source)
    except (ValueError, RecursionError) as error:
        if SHORTHAND.search(source):
            raise UnreadableError(path, "FHIR Shorthand (FSH), from which FHIR is made: give the JSON that is made of it") from None
        raise not_json(error, path, number + getattr(error, "lineno", 1) - 1) from None
    if flaws:
        raise UnreadableError(path, flaws[0], number)
    check_surrogates(resource, source, path, number)
    if not isinstance(resource, dict) or word(resource, "resourceType") is None:
        raise UnreadableError(path, 'no FHIR resource: it has no "resourceType"', number)
    return resource


def _found(resource: dict, path: str, line: int, intake: Intake, tally: Tally) -> Iterator[Note | Charge | UnreadableError]:
    entries = list(entries_of(resource))
    known = Known(entries if len(entries) > 1 else ())
    for url, each in entries:
        kind = each.get("resourceType")
        try:
            if kind in CLAIMS:
                yield from charges_of(each, known, path, line, tally.add)
            elif isinstance(kind, str) and kind in NOTES and (note := NOTES[kind](each, known, path, line, intake, tally.add)):
                yield note if note.note_id or not url else replace(note, note_id=known.id_of({"reference": url}))
        except UnreadableError as error:
            yield error
