"""Answers for programs: note records in, the published report out; the codebook as lists."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing

from ptnotelint.codebook.catalogue import code_rows, rule_rows
from ptnotelint.errors import UnreadableError
from ptnotelint.read.jsonl import read_json
from ptnotelint.read.record import Intake
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import Studio
from ptnotelint.write.as_json import document, dumps, note_dict, unreadable_dict
from ptnotelint.write.summary import count_note, count_unreadable, empty_summary

BODY = "-"  # what an unreadable record's `path` says, as for standard input


def lint(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """The report on one record, a list of records, or JSON Lines; of several, those that cannot be read are named in it.

    Raises
    ------
    Problem
        422 where the body or its one record cannot be read, and where there are more notes than one call may bring.
    """
    summary, notes, unreadable = empty_summary(), [], []
    excerpts = studio.options.get("excerpts", "full")
    with closing(read_json(body, BODY, Intake(lambda warning: None))) as found:
        for count, note in enumerate(found, 1):
            if count > head["notes"]:
                raise Problem(422, f"One call may bring {head['notes']} notes. Send the rest in others.")
            if isinstance(note, UnreadableError):
                unreadable.append(note)
                count_unreadable(summary)
                continue
            report = studio.linter.lint(note)
            count_note(summary, report)
            notes.append(note_dict(report, excerpts=excerpts))
    studio.linter.warnings.clear()
    if not notes and not _several(body):
        raise Problem(422, "No note could be read: see `unreadable`.", unreadable=[unreadable_dict(error) for error in unreadable])
    yield _json(document(studio.linter.tool, summary, notes, unreadable))


def _several(body: bytes) -> bool:
    """Whether a body is a list of something, record or not."""
    try:
        found = json.loads(body)
    except (ValueError, RecursionError):
        return False
    return isinstance(found, list) and bool(found)


def codes(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """Every code, with what it asks for."""
    yield _json(code_rows(studio.book))


def rules(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """Every rule, with the severity that a payer gives it."""
    name = head.get("payer") or studio.options.get("payer", "default")
    payer = studio.book.payer(name)
    if payer is None:
        raise Problem(404, f"No such payer profile. There are: {', '.join(studio.book.payers())}.")
    yield _json(rule_rows(studio.book, payer))


def _json(value: object) -> tuple[dict, bytes]:
    return {"status": 200, "type": "application/json"}, dumps(value).encode()
