"""Rules of no single code: their examples fire and stay silent as they say, and none lacks an example of each kind."""

import re

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note

BOOK = Codebook.load()
RULES = [BOOK.rule(name) for name in BOOK.named_rules()]
EXAMPLES = [(rule, number) for rule in RULES for number, example in enumerate(rule.examples)
            if not example.earlier]  # what shows only between visits: tests/test_across_rules.py


@pytest.fixture(scope="module")
def linter(tmp_path_factory):
    """With a payer of the user's own, who asks for every rule that is off."""
    folder = tmp_path_factory.mktemp("own")
    off = "".join(f'"{rule.rule}" = "info"\n' for rule in RULES if rule.severity == "off")
    (folder / "own.toml").write_text(f'payer = "own"\nwords = "our own plan"\n[severity]\n{off}')
    return Linter.load(codebook=folder)


@pytest.mark.parametrize(("rule", "number"), EXAMPLES, ids=[f"{rule.rule}-{number}" for rule, number in EXAMPLES])
def test_example(linter, rule, number):
    example = rule.examples[number]
    report = linter.lint(Note.from_dict({"text": example.note, "payer": example.payer, **example.record, "billed": example.billed}))
    found = [finding for finding in report.findings if finding.rule == rule.rule]
    assert bool(found) == (example.expect == "fires"), [finding.rule for finding in report.findings]
    for finding in found:
        assert finding.severity == rule.severity or rule.severity == "off"
        assert not re.search(r"[{}]", finding.message + finding.question)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_every_rule_shows_itself_and_says_on_whose_authority(rule):
    kinds = {(example.expect, example.near_miss) for example in rule.examples}
    # what fires only by a fault of the program, or by a file beside the notes, is shown by a test of its own
    assert rule.rule.startswith(("internal/", "waivers/")) or kinds == {("fires", False), ("silent", False), ("silent", True)}
    assert rule.authority and rule.why


# what makes an id the name of a fault: a code billed for another, something absent, too much, at odds or left over
FAULT = re.compile(r"(?:^|-)(?:as|by|for|no|not|without|wrong|un\w+|over|under|below|above|against|missing|differs?|differ|otherwise|overlapping|more|twice|in|alone|many|several|retired|bundled|needs|on|boilerplate|of|failed|unmade|beyond|lapsed|repeated|copied|shared|at-once|expired)(?:-|$)")


def test_every_rule_has_an_id_of_its_own_that_names_the_fault():
    names = [rule.rule for rule in RULES]
    assert len(set(names)) == len(names) and not set(names) & set(BOOK.rules())
    for name in names:
        family, _, fault = name.partition("/")
        assert re.fullmatch(r"[a-z]+", family) and re.fullmatch(r"[a-z0-9]+(?:-[a-z0-9]+)*", fault) and FAULT.search(fault), name
        assert not re.search(r"\b(?:error|warning|info|ok|check|rule)\b", fault.replace("-", " ")) or family == "internal", name


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.rule)
def test_no_rule_says_that_a_service_was_not_done_or_a_code_is_wrong(rule):
    assert not re.search(r"\b(?:not (?:done|performed|provided|given|billable)|was wrong|is wrong|incorrect|must bill|should (?:be )?bill)", rule.message + rule.question + rule.words)
    assert rule.rule.startswith("internal/") or rule.question.endswith(("?", "described by 97140.", "is described by 97012.")) or "?" in rule.question


def test_a_family_that_fails_is_a_finding_and_the_rest_goes_on(linter, monkeypatch):
    def fault(*_):
        raise ValueError("canary words of the note")

    monkeypatch.setattr("ptnotelint.linter.unit_findings", fault)
    report = linter.lint(Note("canary words of the note", billed=(BilledLine("97110", 2), BilledLine("97999"))))
    failed = [finding for finding in report.findings if finding.rule == "internal/rule-failed"]
    assert [finding.message for finding in failed] == ["This note could not be judged by units/* (ValueError, a fault of this program)."]
    assert {"97110/service", "coding/unknown-code"} <= {finding.rule for finding in report.findings}


def test_a_payer_changes_severities_by_glob(tmp_path):
    (tmp_path / "strict.toml").write_text('payer = "strict"\nwords = "a strict plan"\nunits = "ama"\n[severity]\n"units/*" = "info"\n"units/over-billed" = "warning"\n"97110/*" = "off"\n')
    linter = Linter.load(codebook=tmp_path, payer="strict")
    report = linter.lint(Note("Ther ex 10 min: SLR 3x10.", billed=(BilledLine("97110", 2),)))
    assert report.units["method"] == "ama"
    assert {finding.rule: finding.severity for finding in report.findings} == {"units/over-billed": "warning"}


def test_a_user_file_changes_a_rule_and_cannot_name_a_new_one(tmp_path):
    from ptnotelint.errors import UsageError

    (tmp_path / "rules").mkdir()
    file = tmp_path / "rules" / "under.toml"
    file.write_text('rule = "units/under-billed"\nseverity = "warning"\n')
    report = Linter.load(codebook=tmp_path).lint(Note("Ther ex 25 min: SLR 3x10.", billed=(BilledLine("97110"),)))
    assert {finding.severity for finding in report.findings if finding.rule == "units/under-billed"} == {"warning"}
    file.write_text('rule = "units/sideways"\nseverity = "warning"\n')
    with pytest.raises(UsageError, match=r'under\.toml:1: unknown rule "units/sideways"'):
        Linter.load(codebook=tmp_path)
