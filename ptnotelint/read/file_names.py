"""Names of files: how they are shown, and what they tell of the note in a file by a pattern that the user gives."""

from __future__ import annotations

import os
import re
from dataclasses import replace
from functools import cache

from ptnotelint.errors import UsageError
from ptnotelint.note import Note, NoteError
from ptnotelint.read.columns import field_of
from ptnotelint.read.days import written_day

FIELDS = ("note_id", "visit_id", "patient_id", "date_of_service", "therapist", "clinic", "payer")
DATE = r"\d{4}[-.]\d{1,2}[-.]\d{1,2}|\d{8}|\d{1,2}[-.]\d{1,2}[-.](?:\d{4}|\d\d)"
PART = re.compile(r"\{(\w+)\}|(\*)|([^{*]+|\{)")
CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


def shown_path(path: str) -> str:
    """A path that any output can hold: a mark stands for bytes that are no Unicode and for control characters."""
    return CONTROLS.sub("\N{REPLACEMENT CHARACTER}", os.fsencode(path).decode("utf-8", "replace"))


@cache
def name_pattern(pattern: str) -> re.Pattern:
    """The expression of a pattern: ``{field}`` takes what stands there, ``*`` anything.

    Raises
    ------
    UsageError
        For a field that file names cannot tell.

    Examples
    --------
    >>> name_pattern("{patient}_{date}*").fullmatch("1001_2026-03-04_daily").groupdict()
    {'patient_id': '1001', 'date_of_service': '2026-03-04'}
    """
    expression = ""
    for name, anything, literal in PART.findall(pattern):
        field = field_of(name) if name else ""
        if name and field not in FIELDS:
            raise UsageError(f"--file-pattern {pattern}: no field {{{name}}}; there are: {', '.join(f'{{{each}}}' for each in FIELDS)}")
        if name and f"<{field}>" in expression:
            raise UsageError(f"--file-pattern {pattern}: {{{name}}} stands twice")
        expression += f"(?P<{field}>{DATE if field == 'date_of_service' else '[^/]+?'})" if name else ".*" if anything else re.escape(literal)
    return re.compile(expression, re.IGNORECASE)


def told_by_name(note: Note, name: str, pattern: str) -> Note:
    """The note with what its file's name tells, where the name follows the pattern.

    Parameters
    ----------
    name : str
        Path below the folder or archive, without suffix; the pattern may be of all of it or of its last part.

    Raises
    ------
    NoteError
        When the date in it is none.

    Examples
    --------
    >>> told_by_name(Note("SLR"), "march/1001_3-4-2026", "{patient_id}_{date_of_service}").date_of_service
    '2026-03-04'
    """
    expression = name_pattern(pattern)
    match = expression.fullmatch(name) or expression.fullmatch(name.rpartition("/")[2])
    if not match:
        raise NoteError("its name does not follow --file-pattern")
    told = match.groupdict()
    if "date_of_service" in told:
        told["date_of_service"] = written_day(told["date_of_service"])
    if "therapist" in told:
        told["therapist"] = {"name": told["therapist"]}
    return replace(note, **told)
