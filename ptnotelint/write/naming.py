"""What an output that others may see calls its inputs: by their place, or by id and path where that was asked for."""

from __future__ import annotations

from ptnotelint.report import NoteReport
from ptnotelint.whole_notes import SUFFIXES
from ptnotelint.write.terminal import folded


def input_name(report: NoteReport, ordinal: int, show_paths: bool = False) -> str:
    """``note 0`` (its place in the input, as in a run's tables), or its id or path.

    Examples
    --------
    >>> report = NoteReport("v1", "no_codes", "", "2026-01-01", path="visits.jsonl")
    >>> input_name(report, 0), input_name(report, 0, show_paths=True)
    ('note 0', 'v1')
    """
    return folded(report.note_id or report.path or f"note {ordinal}") if show_paths else f"note {ordinal}"


def is_whole_file(report: NoteReport) -> bool:
    """Whether lines and columns of the note are those of the file at its path."""
    return bool(report.path) and report.path.lower().endswith(SUFFIXES)
