"""A corpus small enough to train on in a test: four authors who each write the same few things differently."""

from __future__ import annotations

import json
from pathlib import Path

HELLOS = {"a": "Pt seen today", "b": "Arrived on time", "c": "Client here", "d": "In good spirits"}


def record(note_id: str, author: str, pieces: list[tuple[str, str | None]], **fields) -> dict:
    """A record whose marked pieces become spans of 97140."""
    text, spans = "", []
    for words, element in pieces:
        start = len(text)
        text += words + ".\n"
        if element:
            spans.append({"code": "97140", "element": element, "start": start, "end": start + len(words)})
    gold = {"codes": {"97140": {"service": "present", "time": "missing"}}, "minutes": {"97140": None},
            "timed_minutes": None, "total_minutes": None}
    billed = [{"code": "97140", "units": 1, "modifiers": []}]
    return {"note_id": note_id, "author": author, "text": text, "billed": billed, "gold": gold, "spans": spans} | fields


def notes(author: str) -> list[dict]:
    return [
        record(f"{author}-{at}", author, [
            (f"{HELLOS[author]} visit {at}", None),
            (f"STM and grade {at} glides to L{at} facets", "technique"),
            (f"Reports less pain after, {at}/10", "response"),
            ("Plan to progress as able", None),
        ])
        for at in range(1, 7)
    ]


def write(directory: Path, measure: tuple[str, ...] = (), authors: str = "abcd") -> Path:
    """Write the corpus; notes named in `test` are kept for measuring."""
    splits = {}
    for author in authors:
        rows = notes(author)
        splits |= {row["note_id"]: "test" if row["note_id"] in measure else "train" for row in rows}
        lines = "".join(json.dumps(row) + "\n" for row in rows)
        (directory / f"notes-{author}.jsonl").write_text(lines, encoding="utf-8")
    (directory / "split.json").write_text(json.dumps({"split": splits}))
    return directory
