"""Which reader a file is for: by its first bytes where they say, else by its suffix."""

from __future__ import annotations

import importlib
import os
from collections.abc import Callable, Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.jsonl import capped_lines, read_json, read_jsonl
from ptnotelint.read.record import Intake
from ptnotelint.read.records import sniff_records
from ptnotelint.read.text import read_text
from ptnotelint.whole_notes import SUFFIXES as TEXT

LINES = (".jsonl", ".ndjson")
JSON = (".json",)
DELIMITED = (".csv", ".tsv", ".tab", ".psv")
SHEETS = (".xlsx", ".xlsm", ".xlsb", ".xls", ".ods")
PARQUET = (".parquet", ".pq")
DOCUMENTS = (".docx", ".pdf", ".rtf")
RECORDS = (".xml", ".ccda", ".837", ".835", ".edi", ".x12", ".hl7", ".fhir")
ARCHIVES = (".zip",)
WITH_CHARGES = DELIMITED + SHEETS + PARQUET + RECORDS + ARCHIVES  # what may hold charges, to be joined to notes elsewhere
READ = TEXT + LINES + JSON + DOCUMENTS + WITH_CHARGES
SUFFIXES = {"text": TEXT, "jsonl": LINES, "json": JSON, "delimited": DELIMITED, "sheets": SHEETS, "parquet": PARQUET,
            "docx": (".docx",), "pdf": (".pdf",), "rtf": (".rtf",), "zip": ARCHIVES, "doc": (".doc",)}
SIGNATURES = {b"%PDF-": "pdf", b"{\\rtf": "rtf", b"PAR1": "parquet"}
HEAD = 4096

Found = Iterator[Note | Charge | UnreadableError]


def is_read(name: str) -> bool:
    """Tell whether a file of a folder is read, by its name."""
    return name.lower().endswith(READ)


def form_of(name: str, head: bytes) -> str:
    """The form of a file: one of :data:`SUFFIXES`, or the name of a record format.

    Parameters
    ----------
    name : str
        The file's name.
    head : bytes
        Its first four thousand bytes.

    Examples
    --------
    >>> form_of("scan.dat", b"%PDF-1.7"), form_of("notes.CSV", b"id,note"), form_of("daily", b"S: sore")
    ('pdf', 'delimited', 'text')
    """
    suffix = os.path.splitext(name)[1].lower()
    form = next((form for form, suffixes in SUFFIXES.items() if suffix in suffixes), None)
    if form in ("text", "jsonl", "json"):
        return record_form(head) or form
    by_content = next((form for signature, form in SIGNATURES.items() if head.startswith(signature)), None)
    # A workbook, a Word document and a zip of notes begin alike: the suffix parts them.
    return by_content or form or record_form(head) or "text"


def record_form(head: bytes) -> str | None:
    """The name of a record format (a claim, a bundle, a message), by its first bytes."""
    return sniff_records(head)


def reader_of(form: str) -> Callable[[BinaryIO, str, Intake], Found]:
    """The reader of a form, its module imported now."""
    return READERS.get(form) or getattr(importlib.import_module(f"ptnotelint.read.{form}"), f"read_{form}")


def _text(file: BinaryIO, path: str, intake: Intake) -> Found:
    yield Note(read_text(file, path, intake.warn, intake.max_note_size), path=path)


def _jsonl(file: BinaryIO, path: str, intake: Intake) -> Found:
    return read_jsonl(capped_lines(file, intake.record_limit), path, intake)


def _json(file: BinaryIO, path: str, intake: Intake) -> Found:
    return read_json(file.read(), path, intake)


def _old_word(file: BinaryIO, path: str, intake: Intake) -> Found:
    raise UnreadableError(path, "an old Word document: save it as DOCX or text")


READERS = {"text": _text, "jsonl": _jsonl, "json": _json, "doc": _old_word}
