"""Rules that show only between visits: their examples fire and stay silent as they say."""

from __future__ import annotations

import re

import pytest

from ptnotelint.audit.across import across_findings
from ptnotelint.audit.features import features_of
from ptnotelint.codebook import Codebook
from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.rules.findings import PUBLISHED_KEY

BOOK = Codebook.load()
EXAMPLES = [(rule, number) for rule in map(BOOK.rule, BOOK.named_rules()) for number, example in enumerate(rule.examples) if example.earlier]


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


def visits(example) -> list[dict]:
    """The records of an example, the one in question last."""
    own = {"note_id": "own", "text": example.note, "billed": list(example.billed), "payer": example.payer}
    before = [own | {"note_id": f"{at}-{day}", "text": earlier.get("note", example.note), "billed": earlier.get("billed", list(example.billed)),
                     **earlier.get("record", {}), "date_of_service": day} for at, earlier in enumerate(example.earlier) for day in earlier["dates"]]
    return [*before, own | example.record]


@pytest.mark.parametrize(("rule", "number"), EXAMPLES, ids=[f"{rule.rule}-{number}" for rule, number in EXAMPLES])
def test_example(linter, rule, number):
    example = rule.examples[number]
    notes = [Note.from_dict(record) for record in visits(example)]
    rows = [features_of(note, linter.lint(note), ordinal) for ordinal, note in enumerate(notes)]
    found = [finding for ordinal, finding in across_findings(rows, BOOK, PUBLISHED_KEY)[0] if finding.rule == rule.rule and ordinal == len(rows) - 1]
    assert bool(found) == (example.expect == "fires")
    for finding in found:
        assert not re.search(r"[{}]", finding.message + finding.question)
        assert finding.authority[:len(rule.authority)] == rule.authority
        assert not any(record["note_id"] in finding.message for record in visits(example)[:-1])


def test_a_fault_in_one_check_leaves_the_others_and_the_run(linter, monkeypatch):
    def fault(*_):
        raise ValueError("canary words of a note")

    rule, example = next((rule, each) for rule in map(BOOK.rule, BOOK.named_rules()) for each in rule.examples
                         if each.earlier and each.expect == "fires" and rule.rule == "history/copied-forward")
    notes = [Note.from_dict(record) for record in visits(example)]
    rows = [features_of(note, linter.lint(note), ordinal) for ordinal, note in enumerate(notes)]
    monkeypatch.setattr("ptnotelint.audit.across.cadence_faults", fault)
    found, notices = across_findings(rows, BOOK, PUBLISHED_KEY)
    assert rule.rule in {finding.rule for _, finding in found}
    assert notices[0] == "cadence not checked: a fault of this program (ValueError)" and "canary" not in "".join(notices)
    monkeypatch.setattr("ptnotelint.audit.across.cadence_faults", lambda *_: (_ for _ in ()).throw(OSError(28, "no space")))
    with pytest.raises(OSError):
        across_findings(rows, BOOK, PUBLISHED_KEY)
