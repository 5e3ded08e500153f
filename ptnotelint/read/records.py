"""Record formats of other systems, known by their first bytes: X12, FHIR, C-CDA and HL7 v2."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from importlib import import_module
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.record import Intake

READERS = ("x12", "fhir", "ccda", "hl7")  # a module of that name each, imported when a file is of the format
# The language in which the authors of FHIR write their examples.
SHORTHAND = re.compile(
    rb"(?:\s|//[^\n]*\n)*(?:Instance|Profile|Extension|Alias|RuleSet)[ \t]*:[^\n]*\n(?:[^\n]*\n){0,20}?[ \t]*(?:InstanceOf|Parent)[ \t]*:")
# Any XML goes to the reader of C-CDA, and FHIR Shorthand to that of FHIR, to be named for what they are: as plain text they
# would pass for notes.
SIGNS = (
    ("x12", re.compile(rb"\s*(?:ISA[^A-Za-z0-9\s]\d\d[^A-Za-z0-9]|GS[*|^~][A-Z]{2}[*|^~]|ST[*|^~]\d{3}[*|^~])")),
    ("hl7", re.compile(rb"[\s\x0b]*(?:MSH|FHS|BHS)([^A-Za-z0-9\s])[^A-Za-z0-9\s]{1,5}\1")),
    ("fhir", re.compile(rb'\s*\{(?s:.){0,8000}?(?<!\\)"resourceType"\s*:\s*"[A-Z]')),
    ("ccda", re.compile(rb"\s*<(?:\?xml\b|!DOCTYPE\b|!--|(?:\w{1,20}:)?(?:ClinicalDocument|section|html)\b)", re.IGNORECASE)),
    ("fhir", SHORTHAND),
)


def sniff_records(head: bytes) -> str | None:
    """Say of which record format a file is, or None.

    Parameters
    ----------
    head : bytes
        The beginning of the file; some thousand bytes are enough.

    Returns
    -------
    str or None
        A name of :data:`READERS`.

    Examples
    --------
    >>> sniff_records(b'{"resourceType": "Bundle"'), sniff_records(b"S: knee sore")
    ('fhir', None)
    """
    head = head.removeprefix(codecs.BOM_UTF8)
    return next((name for name, sign in SIGNS if sign.match(head)), None)


def read_records(name: str, file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read a file of the format of that name, in bounded memory where the format allows it."""
    return getattr(import_module(f"ptnotelint.read.{name}"), f"read_{name}")(file, path, intake)
