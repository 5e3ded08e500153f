"""From one JSON object to a note: what JSON readers quarrel about is named and never guessed."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note, NoteError, unknown_fields
from ptnotelint.read.text import MAX_NOTE_SIZE, check_text

MEND = "mend the record or leave it out"
FIELD_NAME = re.compile(r"[\w .-]{1,40}\Z")
SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")


@dataclass(frozen=True, slots=True)
class Intake:
    """What one run of reading shares: where warnings go, the size limit, what the user set, and what was noticed.

    Parameters
    ----------
    warn : callable
        Takes each warning, a line without the note's words.
    max_note_size : int
        Limit of one text in bytes.
    named : set of str
        Unknown fields already warned of.
    mapping : mapping of str to str
        Field of a note record -> header of the column that holds it, as ``--map`` sets it.
    file_pattern : str, optional
        How file names tell ids and dates: ``{patient_id}_{date_of_service}``.
    name_notes : bool
        Whether a note in a file of its own gets the file's name as its id.
    mapped : set of str
        Fields of the mapping for which a table had the column.
    recognised : dict of str
        Lines for the reconciliation, in order, each once: what was guessed and what was left aside.
    counts : Counter
        ``rows`` read of tables and records.
    forms : Counter
        Files read, by their form.
    """

    warn: Callable[[str], None]
    max_note_size: int = MAX_NOTE_SIZE
    named: set[str] = field(default_factory=set)
    mapping: Mapping[str, str] = field(default_factory=dict)
    file_pattern: str | None = None
    name_notes: bool = False
    mapped: set[str] = field(default_factory=set)
    recognised: dict[str, None] = field(default_factory=dict)
    counts: Counter = field(default_factory=Counter)
    forms: Counter = field(default_factory=Counter)

    def recognise(self, line: str) -> None:
        """Note a line for the reconciliation, once."""
        self.recognised[line] = None

    @property
    def record_limit(self) -> int:
        """Bytes of one line of JSON: escapes swell a text up to sixfold, and it may have attachments."""
        return 8 * self.max_note_size


def strict_decoder(flaws: list[str]) -> json.JSONDecoder:
    """A decoder that notes what JSON readers quarrel about, so that the records after it are still read."""

    def unique(pairs):
        record = dict(pairs)
        if len(record) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            flaws.append(f"the field {shown_name(twice)} stands twice in one object: keep one")
        return record

    def constant(name):
        flaws.append(f"{name} is not JSON: write null")

    return json.JSONDecoder(object_pairs_hook=unique, parse_constant=constant)


def note_of(record, flaws, source: str, path: str, number: int, intake: Intake) -> Note:
    """Make the note of one decoded record, or raise the UnreadableError that names its line."""
    if flaws:
        raise UnreadableError(path, flaws[0], number)
    check_surrogates(record, source, path, number)
    try:
        note = Note.from_dict(record)
    except NoteError as error:
        raise UnreadableError(path, str(error), number) from None
    except (ValueError, RecursionError):
        raise UnreadableError(path, f"a number has too many digits: {MEND}", number) from None
    for text in (note.text, *note.attachments, note.plan_of_care or ""):
        check_text(text, path, number, intake.max_note_size)
    for name in unknown_fields(record):
        if name not in intake.named:
            intake.named.add(name)
            intake.warn(f"{path}: unknown field {shown_name(name)} is ignored")
    return replace(note, path=path)


def check_surrogates(record, source: str, path: str, number: int) -> None:
    """Refuse a decoded record with half of a surrogate pair in a string: no output could hold it."""
    if SURROGATE.search(source):
        try:
            json.dumps(record, ensure_ascii=False).encode("utf-8")
        except UnicodeEncodeError:
            raise UnreadableError(path, "half of a surrogate pair in a string: export it again", number) from None


def not_json(error: Exception, path: str, number: int) -> UnreadableError:
    """Say what a JSON decoder stumbled over, without the words it stood in."""
    if isinstance(error, json.JSONDecodeError):
        return UnreadableError(path, f"not JSON (column {error.colno}): {MEND}", number)
    if isinstance(error, RecursionError):
        return UnreadableError(path, f"JSON nested too deep: {MEND}", number)
    return UnreadableError(path, f"a number has too many digits: {MEND}", number)


def shown_name(name: str) -> str:
    """A field's or a column's name as it may be shown: one that is no name could be a sentence of a note."""
    return f'"{name}"' if FIELD_NAME.match(name) else "(its name may be note text)"
