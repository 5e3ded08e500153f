"""The annotated notes of ``corpora/`` as tests use them: those that may be looked at, and all of them."""

from __future__ import annotations

from pathlib import Path

from ptnotelint.note import Note
from ptnotelint.train.annotated import AnnotatedNote, read_annotated

CORPORA = Path(__file__).parent.parent / "corpora"


def tune_notes() -> list[AnnotatedNote]:
    """Notes that rules may be tuned on."""
    return read_annotated(CORPORA, "train")


def all_notes() -> list[AnnotatedNote]:
    """Every note. A test that fails on one names it by its id and never shows its words."""
    return read_annotated(CORPORA, "all")


def as_note(annotated: AnnotatedNote, text: str | None = None) -> Note:
    """The note as the linter takes it, with other words where `text` is given."""
    return Note.from_dict(annotated.record if text is None else annotated.record | {"text": text})
