"""Which reader a file is for: by its first bytes where they say, else by its suffix."""

from __future__ import annotations

import importlib
import os
import re
from collections import Counter
from collections.abc import Callable, Collection, Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import heads_table
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
NAMED = (".doc",)  # notes that cannot be read, named one by one where other files of a folder are only counted
SUFFIXES = {"text": TEXT, "jsonl": LINES, "json": JSON, "delimited": DELIMITED, "sheets": SHEETS, "parquet": PARQUET,
            "docx": (".docx",), "pdf": (".pdf",), "rtf": (".rtf",), "zip": ARCHIVES, "doc": (".doc",)}
WORDS = {"text": "text", "jsonl": "JSON Lines", "json": "JSON", "delimited": "CSV or its kin", "sheets": "workbook", "parquet": "Parquet",
         "docx": "Word", "pdf": "PDF", "rtf": "RTF", "doc": "old Word", "x12": "X12", "fhir": "FHIR", "ccda": "C-CDA or other XML", "hl7": "HL7 v2"}
SIGNATURES = {b"%PDF-": "pdf", b"{\\rtf": "rtf", b"PAR1": "parquet"}
SUFFIX = re.compile(r"\.[a-z0-9]{1,5}")  # what is longer may be a name
HEAD = 4096

Found = Iterator[Note | Charge | UnreadableError]


def is_read(name: str) -> bool:
    """Tell whether a file of a folder is read, by its name; an old Word document is, to be named as unreadable."""
    return name.lower().endswith(READ + NAMED)


def left_aside(path: str, names: Collection[str]) -> str:
    """What is said of the files of a folder or an archive that are of no kind that is read.

    Examples
    --------
    >>> left_aside("march", ["a.tif", "b.TIF", "c.html", "Roe, Ann"])
    'march: files of kinds that are not read are left aside: 4 (.tif 2, .html 1, others 1)'
    """
    suffixes = (os.path.splitext(name)[1].lower() for name in names)
    kinds = Counter(suffix if SUFFIX.fullmatch(suffix) else "others" for suffix in suffixes)
    return f"{path}: files of kinds that are not read are left aside: {len(names):,} ({', '.join(f'{kind} {count}' for kind, count in kinds.items())})"


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
    text = read_text(file, path, intake.warn, intake.max_note_size)
    if heads_table(text.lstrip().partition("\n")[0], intake.mapping):
        intake.warn(f"{path}: begins like a table and is read as one note: to have it read as a table, call it .csv")
    yield Note(text, path=path)


def _jsonl(file: BinaryIO, path: str, intake: Intake) -> Found:
    return read_jsonl(capped_lines(file, intake.record_limit), path, intake)


def _json(file: BinaryIO, path: str, intake: Intake) -> Found:
    return read_json(file.read(), path, intake)


def _old_word(file: BinaryIO, path: str, intake: Intake) -> Found:
    raise UnreadableError(path, "an old Word document: save it as DOCX or text")


READERS = {"text": _text, "jsonl": _jsonl, "json": _json, "doc": _old_word}
