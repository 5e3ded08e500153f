"""Every dependency is listed with its licence."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from list_dependencies import HEAD, licence, named

PAGE = (Path(__file__).parent.parent / "docs" / "dependencies.md").read_text(encoding="utf-8")
ROW = re.compile(r"\| (\S+) \| (\S+) \| (.+?) \| (yes)? ?\|$", re.MULTILINE)


def tables() -> dict[str, list[tuple[str, ...]]]:
    """Extra -> its rows."""
    parts = re.split(r"^## `ptnotelint(?:\[(.*)\])?`$", PAGE, flags=re.MULTILINE)
    return {extra or "": ROW.findall(rows) for extra, rows in zip(parts[1::2], parts[2::2], strict=True)}


@pytest.mark.parametrize("extra", named())
def test_every_dependency_is_listed_where_it_is_asked_for(extra):
    assert {row[0] for row in tables()[extra] if row[3]} == {each.name.lower() for each in named()[extra]}


def test_every_licence_is_told_and_lets_anybody_use_it():
    told = {row[0]: row[2] for rows in tables().values() for row in rows}
    assert PAGE.startswith(HEAD) and len(told) > 50
    assert not [name for name, words in told.items() if not words.strip() or re.search(r"\bA?GPL|UNKNOWN|Proprietary", words, re.IGNORECASE)]


@pytest.mark.parametrize(("fields", "said"), [
    ({"License-Expression": "MIT", "License": "no"}, "MIT"), ({"License": "BSD\n  3"}, "BSD 3"), ({"License": "Copyright " * 20}, "MIT License"), ({}, "MIT License")])
def test_of_what_a_package_says_the_short_name_is_taken(fields, said):
    from email.message import Message
    from types import SimpleNamespace

    told = Message()
    for name, value in {**fields, "Classifier": "License :: OSI Approved :: MIT License"}.items():
        told[name] = value
    assert licence(SimpleNamespace(metadata=told)) == said
