"""Which rules' signs concern which code, worked out beforehand: a cold start then reads the rules of the billed codes alone.

``python -m ptnotelint.codebook.signed`` writes ``rules/signed.json``; a test tells when it is out of date.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path

from ptnotelint.codebook.entries import Rule

NAME = "signed.json"


def codes_signed(rules: Iterable[Rule]) -> dict[str, list[str]]:
    """Code -> names of the rules whose signs concern it, in their order.

    Examples
    --------
    >>> codes_signed([])
    {}
    """
    found: dict[str, list[str]] = {}
    for rule in rules:
        for code in dict.fromkeys(code for sign in rule.signs for code in sign.codes):
            found.setdefault(code, []).append(rule.rule)
    return found


def as_json(found: dict[str, list[str]]) -> str:
    """The index as its file holds it."""
    return json.dumps(found, indent=1, sort_keys=True) + "\n"


def shipped_index(rules: Path) -> dict[str, list[str]]:
    """The index of a shipped folder of rules; nothing where it has none."""
    return json.loads((rules / NAME).read_bytes()) if (rules / NAME).is_file() else {}


if __name__ == "__main__":
    from ptnotelint.codebook import Codebook

    book = Codebook.load()
    (Path(__file__).parent / "rules" / NAME).write_text(as_json(codes_signed(map(book.rule, book.named_rules()))), encoding="utf-8")
