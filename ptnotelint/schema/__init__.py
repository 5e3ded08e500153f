"""The published contracts as JSON Schema: what a note record is, and what a report is."""

from __future__ import annotations

import json
from pathlib import Path

HERE = Path(__file__).parent
NAMES = ("record", "report")


def schema(name: str) -> dict:
    """Load one schema (JSON Schema 2020-12).

    Parameters
    ----------
    name : str
        ``record`` (a note coming in) or ``report`` (``--format json``; its ``$defs`` hold ``head``, ``note``
        and ``tail`` for the lines of ``--format jsonl``).

    Examples
    --------
    >>> schema("record")["required"]
    ['text']
    """
    if name not in NAMES:
        raise ValueError(f"schemas are {' and '.join(NAMES)}")
    return json.loads((HERE / f"{name}.schema.json").read_text(encoding="utf-8"))
