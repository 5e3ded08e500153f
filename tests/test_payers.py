"""A payer's own file: what it asks more or less of, from when to when, and what is wrong in it."""

import pytest

from ptnotelint.codebook import Codebook
from ptnotelint.codebook.shape import check_payer
from ptnotelint.codebook.source import Source
from ptnotelint.errors import UsageError
from ptnotelint.linter import Linter
from ptnotelint.note import Note

TEXT = "Ther ex 25 min: SLR 3x10 for quad strength to climb stairs."


@pytest.fixture
def acme(tmp_path):
    """A linter whose payer is a file with these lines."""

    def load(lines, name="acme"):
        (tmp_path / f"{name}.toml").write_text(f'payer = "{name}"\n{"words = " + chr(34) + "Acme" + chr(34) if name == "acme" else ""}\n{lines}')
        return Linter.load(codebook=tmp_path, payer=name)

    return load


def levels(report):
    return {element.element: element.requirement for element in report.codes[0].elements}


def found(linter, **record):
    return {finding.rule: finding.severity for finding in linter.lint(Note.from_dict({"text": TEXT, "billed": ["97110x2"], **record})).findings}


def test_a_payer_asks_more_and_less_of_a_code(acme):
    linter = acme('[requirements]\n"97110/response" = "required"\n"97110/purpose" = "off"\n"*/time" = "recommended"\n"97110/technique" = "required"\n')
    report = linter.lint(Note.from_dict({"text": TEXT, "billed": ["97110x2"]}))
    asked = levels(report)
    assert asked["response"] == asked["technique"] == "required" and asked["time"] == "recommended" and "purpose" not in asked
    assert {finding.rule: finding.severity for finding in report.findings}["97110/technique"] == "error"


def test_a_glob_adds_no_element_to_a_code_that_does_not_ask_for_it(acme):
    assert "force" not in levels(acme('[requirements]\n"*/force" = "required"\n').lint(Note.from_dict({"text": TEXT, "billed": ["97110x2"]})))


def test_a_change_holds_from_its_first_day_to_its_last(acme):
    linter = acme('[[change]]\nsince = "2026-01-01"\nuntil = "2026-06-30"\nunits = "ama"\n[change.severity]\n"97110/response" = "error"\n[change.requirements]\n"97110/resistance" = "required"\n')
    days = ("2025-12-31", "2026-01-01", "2026-06-30", "2026-07-01")
    reports = [linter.lint(Note.from_dict({"text": TEXT, "billed": ["97110x2"], "date_of_service": day})) for day in days]
    assert [report.units["method"] for report in reports] == ["cms", "ama", "ama", "cms"]
    assert [levels(report)["resistance"] for report in reports] == ["recommended", "required", "required", "recommended"]
    assert [found(linter, date_of_service=day)["97110/response"] for day in days] == ["info", "error", "error", "info"]


def test_without_a_date_of_service_the_date_given_holds_then_the_codebooks(tmp_path):
    (tmp_path / "acme.toml").write_text('payer = "acme"\nwords = "Acme"\n[[change]]\nsince = "2027-01-01"\nunits = "ama"\n')
    note = Note.from_dict({"text": TEXT, "billed": ["97110x2"]})
    assert [Linter.load(codebook=tmp_path, payer="acme", date=day).lint(note).units["method"] for day in (None, "2027-01-01")] == ["cms", "ama"]


def test_a_file_for_a_shipped_payer_changes_only_what_it_says(acme):
    linter = acme('[severity]\n"time/*" = "info"\n', name="medicare")
    rules = found(linter, text="Ther ex 25 min: SLR 3x10. Manual 15 min: STM L calf.", billed=["97110x2", "97140"])
    assert rules["time/no-treatment-total"] == "info" and rules["attestation/no-date"] == "error"


def test_unverified_pairs_and_ceilings_are_off_unless_asked_for(acme):
    lines = '{}[severity]\n"edits/*" = "warning"\n'
    quiet, asked = acme(lines.format("")), acme(lines.format("unverified_edits = true\n"))
    pair, ceiling = {"billed": ["92507:GN", "97530:GN"]}, {"billed": ["97112x5:GP"]}
    assert not [rule for record in (pair, ceiling) for rule in found(quiet, **record) if rule.startswith("edits/")]
    assert [[rule for rule in found(asked, **record) if rule.startswith("edits/")] for record in (pair, ceiling)] == [["edits/pair-needs-modifier"], ["edits/over-ceiling"]]


@pytest.mark.parametrize("code", ["92507", "92508", "92526", "97755", "64550", "G8978", "98940"])
def test_codes_that_only_the_tables_know_are_not_unknown(code):
    report = Linter.load().lint(Note.from_dict({"text": TEXT, "billed": [code]}))
    assert report.codes[0].verdict == "not_checked" and "coding/unknown-code" not in {finding.rule for finding in report.findings}


def test_units_of_an_assistant_follow_the_whole_days_count():
    record = {"text": "Ther ex 33 min: SLR 3x10. Manual 7 min: STM L calf.", "billed": ["97110x2:GP", "97140:GP"], "payer": "medicare", "discipline": "PT",
              "assistant": {"name": "B", "credential": "PTA", "minutes": {"97140": 7}}}
    linter = Linter.load(select=["modifiers/*assistant*"])
    marked = {**record, "billed": ["97110x2:GP", "97140:GP,CQ"]}
    assert [[finding.rule for finding in linter.lint(Note.from_dict(each)).findings] for each in (record, marked)] == [["modifiers/no-assistant"], []]


@pytest.mark.parametrize(("lines", "line", "said"), [
    ('[severity]\n"units/overbilled" = "info"\n', 4, "units/over-billed"),
    ('[severity]\n"unit/*" = "info"\n', 4, "units/*"),
    ('[severity]\n"units/*" = "fatal"\n', 4, "error, warning, info, off"),
    ('[requirements]\n"97110/volum" = "required"\n', 4, "97110/volume"),
    ('[requirements]\n"97110/volume" = "asked"\n', 4, "required, recommended, off"),
    ('[requirement]\n"97110/volume" = "required"\n', 3, "requirements"),
    ('[[change]]\nunits = "ama"\n', 3, "since"),
    ('[[change]]\nsince = "soon"\n', 4, "ISO date"),
    ('[[change]]\nsince = "2026-01-01"\n[change.severity]\n"units/x" = "info"\n', 6, "units/over-billed"),
    ('[[change]]\nsince = "2026-01-01"\nfrom = "2026-01-01"\n', 5, "since, until"),
])
def test_what_is_wrong_is_named_with_its_line_and_what_is_allowed(acme, lines, line, said):
    with pytest.raises(UsageError, match=rf"acme\.toml:{line}: ") as caught:
        acme(lines)
    assert said in str(caught.value)


def test_every_glob_of_a_shipped_payer_names_a_rule():
    book = Codebook.load()
    from ptnotelint.codebook.book import HERE

    for path in sorted((HERE / "payers").glob("*.toml")):
        check_payer(Source.read(path), book.elements(), [*book.named_rules(), *book.rules()])
