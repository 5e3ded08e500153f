"""What a clinic exports, opened: counted and reconciled in a first pass, then streamed as notes with their charges."""

from __future__ import annotations

import hashlib
import io
import os
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from typing import BinaryIO

from ptnotelint.errors import ChangedError, UnreadableError, UsageError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import read_mapping
from ptnotelint.read.digests import digest_of
from ptnotelint.read.file_names import name_pattern
from ptnotelint.read.forms import WORDS
from ptnotelint.read.joining import Joining, Known
from ptnotelint.read.reconciliation import SHOWN, Reconciliation
from ptnotelint.read.record import Intake
from ptnotelint.read.sources import Source, list_sources, may_have_charges, read_paths, read_source
from ptnotelint.read.standard_input import StandardInput
from ptnotelint.read.text import MAX_NOTE_SIZE


def open_export(
    paths: Iterable[str | os.PathLike | Source],
    *,
    mapping: Mapping[str, str] | None = None,
    stdin: BinaryIO | None = None,
    max_note_size: int = MAX_NOTE_SIZE,
    warn: Callable[[str], None] = lambda warning: None,
    file_pattern: str | None = None,
) -> Export:
    """Read everything once, to know what is there and which charges are whose.

    Parameters
    ----------
    paths : iterable of path or Source
        Files, directories, archives, sent files, or ``-``; what stands on standard input is held in memory.
    mapping : mapping of str to str, optional
        Field of a note record, or a short name, -> header of its column.
    file_pattern : str, optional
        How names of files that hold one note tell ids and dates: ``{patient}_{date}``.
    warn : callable
        Takes each warning once, a line without the note's words.

    Raises
    ------
    UsageError
        When the mapping or the pattern names no field, or the mapping a column that no table has.

    Examples
    --------
    >>> export = open_export(["-"], stdin=io.BytesIO(b'{"note_id": "a", "text": "SLR", "billed": ["97110"]}'))
    >>> export.reconciliation.notes, [note.note_id for note in export.notes()]
    (1, ['a'])
    """
    mapping = read_mapping(mapping or {})
    if file_pattern:
        name_pattern(file_pattern)
    intake = Intake(warn, max_note_size, mapping=mapping, file_pattern=file_pattern, name_notes=True)
    sources = list(list_sources(paths, intake.recognise))
    held = stdin.read() if stdin is not None and any(isinstance(each, Source) and each.path == "-" for each in sources) else b""
    return Export(sources, intake, held)


def read_notes(
    paths: Iterable[str | os.PathLike],
    *,
    stdin: BinaryIO | None = None,
    max_note_size: int = MAX_NOTE_SIZE,
    warn: Callable[[str], None] = lambda warning: None,
    tell: Callable[[str], None] = lambda line: None,
) -> Iterator[Note | UnreadableError]:
    """Notes of the paths, streamed in one pass where no file can hold charges of another's notes, else joined with them.

    Parameters
    ----------
    tell : callable
        Takes what was recognised in tables and how they were joined, line by line, before the first note.
    """
    paths, stdin = list(paths), None if stdin is None else StandardInput(stdin)
    intake = Intake(warn, max_note_size)
    sources = list_sources(paths, intake.recognise)
    if not any(isinstance(source, Source) and may_have_charges(source, stdin, intake.record_limit) for source in sources):
        for line in intake.recognised:
            tell(line)
        yield from read_paths(paths, stdin=stdin, max_note_size=max_note_size, warn=warn)
        return
    export = open_export(paths, stdin=stdin, max_note_size=max_note_size, warn=warn)
    found = export.reconciliation
    for line in found.recognised:
        tell(line)
    if found.charges_without_notes:
        warn(f"billed lines of no note that was given: {found.charges_without_notes:,}")
    if found.duplicates:
        warn(f"notes and charges that stand twice, taken once: {found.duplicates:,}")
    yield from export.notes()


class Export:
    """An export, read through once; made by :func:`open_export`.

    Attributes
    ----------
    inputs : list of dict
        ``path``, ``bytes`` and ``sha256`` of each file, in order.
    reconciliation : Reconciliation
        Complete from the start.
    """

    def __init__(self, sources: list[Source | UnreadableError], intake: Intake, stdin: bytes):
        self._sources, self._intake, self._stdin = sources, intake, stdin
        self._joining = Joining()
        self._noteless: dict[int, list[UnreadableError]] = {}  # sources in which no note was met, with what was wrong in them
        self._stamps = {source.path: _stamp(source) for source in sources if isinstance(source, Source)}  # before the hashes
        self.inputs = self._fingerprints()
        self.reconciliation = self._reconciled()
        unused = [f"{name}={title}" for name, title in intake.mapping.items() if name not in intake.mapped]
        if unused:
            raise UsageError(f"--map {unused[0]}: no table that was read has this column")

    def notes(self) -> Iterator[Note | UnreadableError]:
        """The notes in input order with their charges, and in its place what could not be read; each call reads anew.

        Raises
        ------
        ChangedError
            Before the first note that comes of a file which is not what it was when its hash was taken.
        """
        for found in self._once(replace(self._intake, warn=lambda warning: None)):
            if isinstance(found, Note):
                yield self._with_charges(found)
            elif isinstance(found, UnreadableError):
                yield found
        yield from self._joining.ambiguous

    def check_unchanged(self) -> None:
        """Read every file once more and compare its hash: what changed and kept its size and time is found so, though late.

        Raises
        ------
        ChangedError
            Names the first file that changed.
        """
        now = self._fingerprints()
        for before in self.inputs:
            if before not in now:
                raise ChangedError(before["path"])

    def _fingerprints(self) -> list[dict]:
        return [each for source in self._sources if isinstance(source, Source) and (each := _fingerprint(source, self._stdin))]

    def _once(self, intake: Intake) -> Iterator[Note | Charge | UnreadableError | None]:
        """All that stands in the input, a note that stands twice once; None for each that was left out."""
        seen: dict[bytes, bytes] = {}
        for at, source in enumerate(self._sources):
            noteless = self._noteless.get(at)
            for found in noteless if noteless is not None else self._source(at, source, intake):
                if not isinstance(found, Note):
                    yield found
                    continue
                found = replace(found, note_id=source.name) if found.note_id is None else found
                digest, content = digest_of(found.note_id), digest_of(repr(replace(found, path=None)))
                if digest not in seen:
                    seen[digest] = content
                    yield found
                elif seen[digest] == content:
                    yield None
                else:
                    yield UnreadableError(found.path or "-", f"note {found.note_id!r} stands twice and differs: the first is read")

    def _source(self, at: int, source: Source | UnreadableError, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
        wrong, notes = [], False
        for found in [source] if isinstance(source, UnreadableError) else read_source(source, intake, io.BytesIO(self._stdin)):
            if isinstance(found, UnreadableError):
                wrong.append(found)
            notes = notes or isinstance(found, Note)
            self._check_stamp(source)
            yield found
        if not notes:
            self._noteless[at] = wrong  # charges need no second reading

    def _check_stamp(self, source: Source | UnreadableError) -> None:
        """Checked with each record, so that none of a changed file is ever linted."""
        if isinstance(source, Source) and _stamp(source) != self._stamps[source.path]:
            raise ChangedError(source.shown)

    def _reconciled(self) -> Reconciliation:
        joining, intake, unreadable = self._joining, self._intake, []
        unstated: list[str] = []
        notes = lines = twice = without_text = blank = 0
        for found in self._once(intake):
            if isinstance(found, Charge):
                joining.add_charge(found)
                lines += len(found.billed)
            elif isinstance(found, UnreadableError):
                unreadable.append(found)
            elif found is None:
                twice += 1
            else:
                joining.add_note(found)
                notes, lines, without_text = notes + 1, lines + len(found.billed or ()), without_text + (found.without_text is not None)
                blank += found.is_blank
                unstated += [found.note_id] if found.billed is None else []
        joining.resolve()
        joined = joining.joined - joining.stated
        alone = [name for name in unstated if digest_of(name) not in joined]
        return Reconciliation(
            files=len(self.inputs), rows=intake.counts["rows"], notes=notes, billed_lines=lines, joined=len(joined),
            notes_without_charges=len(alone), charges_without_notes=len(joining.unmatched), duplicates=twice + joining.duplicates,
            without_text=without_text, blank=blank, unreadable=(*unreadable, *joining.ambiguous), recognised=(*_read_as(intake.forms), *intake.recognised, *_told(joining)),
            unmatched_notes=tuple(alone[:SHOWN + 1]),
            unmatched_charges=tuple(dict.fromkeys(_visit(known) for known, _ in joining.unmatched))[:SHOWN + 1])

    def _with_charges(self, note: Note) -> Note:
        lines = self._joining.lines_of(note.note_id)
        if note.billed is not None or not lines:
            return note
        minutes = {code: sum(told) for code in dict.fromkeys(line.billed.code for line in lines)
                   if None not in (told := [line.minutes for line in lines if line.billed.code == code])}
        payer = next((line.payer for line in lines if line.payer), None)
        return replace(note, billed=tuple(line.billed for line in lines), minutes=note.minutes or minutes or None, payer=note.payer or payer)


def _read_as(forms: Counter) -> Iterator[str]:
    if forms:
        yield "read as: " + ", ".join(f"{WORDS[form]} {count:,}" for form, count in forms.items())


def _told(joining: Joining) -> Iterator[str]:
    for how, count in joining.how.items():
        yield f"billed lines joined to notes by {how}: {count:,}"
    if both := len(joining.joined & joining.stated):
        yield f"notes that state their own billed lines, so that charges joined to them are left aside: {both:,}"


def _visit(known: Known) -> str:
    return known.visit_id or known.note_id or " ".join(filter(None, (known.patient_id, known.date_of_service)))


def _stamp(source: Source) -> tuple[int, ...] | None:
    """What tells at little cost that a file was written to or replaced; None where there is none."""
    if source.path == "-" or source.content is not None:
        return None
    try:
        found = os.stat(source.path)
    except (OSError, ValueError):
        return None
    return found.st_size, found.st_mtime_ns, found.st_ino


def _fingerprint(source: Source, stdin: bytes) -> dict | None:
    if source.path == "-":
        return {"path": "-", "bytes": len(stdin), "sha256": hashlib.sha256(stdin).hexdigest()}
    try:
        with source.open() as file:
            digest = hashlib.file_digest(file, "sha256").hexdigest()
            return {"path": source.shown, "bytes": file.seek(0, io.SEEK_END), "sha256": digest}
    except (OSError, ValueError):
        return None  # what is wrong with it is said when it is read
