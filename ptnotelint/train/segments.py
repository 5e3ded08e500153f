"""From annotated notes to labelled segments: what the classifier learns from."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path

from ptnotelint.codebook.vocabulary import FAMILIES
from ptnotelint.errors import UsageError
from ptnotelint.nlp import second_look
from ptnotelint.nlp.quantities import fold
from ptnotelint.nlp.structure import split_parts
from ptnotelint.train.annotated import AnnotatedNote, Span, lines_of

# Elements whose wording no list holds; what a segment says of them is learnt.
ROLES = tuple(sorted(second_look.ROLES))
# Words marked for these elements describe the service itself, so its family is what the segment is about.
DESCRIBES = ("service", "exercise", "activity", "technique", "modality_type")


@dataclass(frozen=True, slots=True)
class LabelledSegment:
    """A segment with the roles and service families that annotators found in it."""

    text: str
    section: str | None
    labels: frozenset[str]
    note_id: str
    author: str


def labelled_segments(notes: Iterable[AnnotatedNote], family_of: Callable[[str], str | None]) -> list[LabelledSegment]:
    """Segments of the notes whose words were marked; notes without spans are left out, their silence says nothing.

    Parameters
    ----------
    notes : iterable of AnnotatedNote
        Only those that may be trained on.
    family_of : callable
        Service family of a code, or None.
    """
    found = []
    for note in notes:
        if note.spans is None:
            continue
        text = note.text
        for part in split_parts(text, fold(text)):
            labels = {label for span in note.spans if _shares_word(text, span, part.start, part.end) for label in _labels(span, family_of)}
            words = text[part.start:part.end]
            found.append(LabelledSegment(words, part.section, frozenset(labels), note.note_id, note.author))
    return found


def single_segments(directory: Path) -> list[LabelledSegment]:
    """Segments of ``segments-*.jsonl`` in a directory: single lines that were written with their labels, for training alone.

    They are no sample of any note: what they say of rare roles they say far more often than notes do. So nothing is
    calibrated or measured on them.

    Raises
    ------
    UsageError
        When a line is not what it should be; names file and line, never the words.
    """
    found = []
    for path in sorted(directory.glob("segments-*.jsonl")):
        author = path.stem.removeprefix("segments-")
        for number, line in enumerate(lines_of(path), 1):
            if line.strip():
                found.append(_single(line, author, f"{path}:{number}"))
    return found


def _single(line: str, author: str, place: str) -> LabelledSegment:
    try:
        row = json.loads(line)
        if isinstance(row["text"], str) and set(row["labels"]) <= {*ROLES, *FAMILIES}:
            return LabelledSegment(row["text"], row["section"], frozenset(row["labels"]), author, author)
    except (ValueError, KeyError, TypeError):
        pass
    raise UsageError(f'{place}: must be {{"text": …, "section": … or null, "labels": [roles and service families]}}')


def segments_sha256(segments: Iterable[LabelledSegment]) -> str:
    """Hash of everything that was learnt from, so that a card names its data exactly."""
    digest = hashlib.sha256()
    for segment in segments:
        row = (segment.note_id, segment.author, segment.section, sorted(segment.labels), segment.text)
        digest.update(repr(row).encode("utf-8", "surrogatepass"))
    return f"sha256:{digest.hexdigest()}"


def _labels(span: Span, family_of: Callable[[str], str | None]) -> set[str]:
    family = family_of(span.code) if span.code else None
    found = {span.element} & set(ROLES)  # whatever the code: wording of a purpose looks alike for all
    if span.element == "purpose" and family == "neuromuscular":
        found.add("purpose_motor")
    if span.element in DESCRIBES and family:
        found.add(family)
    return found


def _shares_word(text: str, span: Span, start: int, end: int) -> bool:
    """Whether the marked words and the segment share more than blanks and punctuation."""
    return any(character.isalnum() for character in text[max(span.start, start):min(span.end, end)])
