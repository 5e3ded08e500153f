"""Annotated notes of ``corpora/``: read, checked, and kept apart by what each may be used for."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

from ptnotelint.errors import UsageError

SPLIT = "split.json"
SPLITS = ("train", "dev", "test")


@dataclass(frozen=True, slots=True)
class Span:
    """Words that an annotator marked: evidence for an element of a code, or (with a reason) a near miss."""

    code: str | None
    element: str
    start: int
    end: int
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class AnnotatedNote:
    """A note record with its gold answers.

    ``split`` is ``train`` (may be looked at and trained on), ``dev`` (may be looked at, but is never trained on)
    or ``test`` (only ever measured).
    ``spans`` is None when nobody marked the note's words.
    """

    record: dict
    note_id: str
    author: str
    split: str
    gold: dict
    spans: tuple[Span, ...] | None = None
    refused: tuple[Span, ...] = ()

    @property
    def text(self) -> str:
        return self.record["text"]


def read_annotated(directory: Path, split: str = "all") -> list[AnnotatedNote]:
    """Annotated notes of ``notes-*.jsonl`` in a directory, in the order of files and lines.

    Parameters
    ----------
    directory : Path
        Holds the notes and ``split.json``.
    split : str
        ``train``, ``dev``, ``test`` or ``all``.

    Raises
    ------
    UsageError
        When a file or a record is not what it should be; names file and line, never the note.
    """
    paths = sorted(directory.glob("notes-*.jsonl"))
    if not paths:
        raise UsageError(f"{directory}: holds no notes-*.jsonl: name a directory of annotated notes")
    splits = _splits(directory / SPLIT)
    notes, seen = [], set()
    for path in paths:
        for number, line in enumerate(lines_of(path), 1):
            if not line.strip():
                continue
            note = _note(line, splits, f"{path}:{number}")
            if note.note_id in seen:
                raise UsageError(f"{path}:{number}: note_id {note.note_id} is used twice: give each note its own")
            seen.add(note.note_id)
            if split in ("all", note.split):
                notes.append(note)
    return notes


def lines_of(path: Path) -> list[str]:
    """The lines of a JSON Lines file; one that cannot be read is a UsageError."""
    # Not splitlines: a note may hold line separators that JSON leaves as they are.
    try:
        return path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError):
        raise UsageError(f"{path}: cannot be read as UTF-8: restore it") from None


def _splits(path: Path) -> dict[str, str]:
    try:
        splits = json.loads(path.read_text(encoding="utf-8"))["split"]
        if set(splits.values()) <= set(SPLITS):
            return splits
    except FileNotFoundError:
        raise UsageError(f"{path}: is missing: it says of each note_id whether it is for train, dev or test") from None
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        pass
    raise UsageError(f'{path}: must be {{"split": {{NOTE_ID: "train", "dev" or "test"}}}}')


def _note(line: str, splits: dict[str, str], place: str) -> AnnotatedNote:
    try:
        record = json.loads(line)
    except ValueError:
        raise UsageError(f"{place}: not JSON: mend the line or leave it out") from None
    if not isinstance(record, dict) or not all(isinstance(record.get(key), str) for key in ("note_id", "text")):
        raise UsageError(f'{place}: an annotated note needs "note_id" and "text", both strings')
    gold = record.get("gold")
    if not isinstance(gold, dict) or not isinstance(gold.get("codes"), dict):
        raise UsageError(f'{place}: an annotated note needs "gold" with "codes": {{CODE: {{ELEMENT: STATUS}}}}')
    if record["note_id"] not in splits:
        raise UsageError(f"{place}: {SPLIT} does not say whether this note is for train, dev or test: add its note_id")
    spans = _spans(record, "spans", place)
    return AnnotatedNote(record, record["note_id"], str(record.get("author", "")), splits[record["note_id"]], gold,
                         spans or None, _spans(record, "refused", place))


def _spans(record: dict, key: str, place: str) -> tuple[Span, ...]:
    try:
        spans = tuple(
            Span(row.get("code"), row["element"], row["start"], row["end"], row.get("reason"))
            for row in record.get(key) or ()
        )
        if all(0 <= span.start < span.end <= len(record["text"]) for span in spans):
            return spans
    except (KeyError, TypeError, AttributeError):
        pass
    raise UsageError(f'{place}: "{key}" must be a list of {{code, element, start, end}} within the text')
