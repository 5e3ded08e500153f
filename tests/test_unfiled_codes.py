"""Codes that no file describes, and of which rules know something all the same."""

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.linter import Linter
from ptnotelint.note import Note

BOOK = Codebook.load()


@pytest.fixture(scope="module")
def linter():
    return Linter.load()


def lint(linter, text, *billed, **record):
    return linter.lint(Note.from_dict({"text": text, "billed": list(billed), **record}))


def found(report, family="coding/"):
    return [finding.rule for finding in report.findings if finding.rule.startswith(family)]


def test_a_hint_about_a_code_that_is_not_checked(linter):
    report = lint(linter, "R heel ulcer, pink. Cleansed with saline, new foam dressing.", "97597")
    assert [code.verdict for code in report.codes] == ["not_checked"] and found(report) == ["coding/dressing-change-as-97597"]
    assert "selective debridement (97597)" in report.findings[0].message and report.findings[0].start == 20


def test_a_code_that_some_rule_knows_is_no_unknown_one(linter):
    assert found(lint(linter, "Ther ex 15 min: SLR 3x10 for strength.", "97110", "97533")) == []
    assert found(lint(linter, "Ther ex 15 min: SLR 3x10 for strength.", "97110", "97999")) == ["coding/unknown-code"]


@pytest.mark.parametrize("text", ["R heel ulcer, pink. No dressing needed today.", "Plan: new foam dressing on Friday."])
def test_what_is_denied_or_planned_shows_nothing(linter, text):
    assert found(lint(linter, text, "97597")) == []


def test_units_of_such_a_code_have_a_ceiling_where_unverified_ones_are_asked_for(tmp_path):
    (tmp_path / "strict.toml").write_text('payer = "strict"\nwords = "a strict plan"\nunverified_edits = true\n[severity]\n"edits/*" = "warning"\n')
    linter = Linter.load(codebook=tmp_path)
    assert found(lint(linter, "Contrast bath 45 min R hand.", "97034x3", payer="strict"), "edits/") == ["edits/over-ceiling"]
    assert found(lint(linter, "Contrast bath 45 min R hand.", "97034x3", payer="medicare"), "edits/") == []


def test_a_file_of_the_users_own_takes_such_a_code_over(tmp_path):
    (tmp_path / "97597.toml").write_text('code = "97597"\nwords = "our debridement"\ntimed = false\nfamilies = ["whirlpool"]\nrequired = ["service"]\n')
    own = Codebook.load(tmp_path)
    assert own.unfiled("97597") is None and own.code("97597").words == "our debridement" and BOOK.unfiled("97597").words == "selective debridement"
    assert BOOK.unfiled("97110") is None and BOOK.unfiled("97999") is None


@pytest.mark.parametrize(("sign", "says"), [
    ('codes = ["97597"]\nsays = ["dressing*"]', r'"says" looks at a described service, and no file describes 97597'),
    ('codes = ["97597", "97022"]\nmissing = ["service"]', r'"missing" looks at a described service'),
    ('codes = ["97598", "99999"]', r'unknown code "99999"'),
])
def test_a_sign_asks_of_such_a_code_only_what_note_and_claim_show(tmp_path, sign, says):
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "own.toml").write_text(f'rule = "coding/dressing-change-as-97597"\n[[signs]]\n{sign}\n')
    with pytest.raises(UsageError, match=says):
        Linter.load(codebook=tmp_path)


def test_explain_says_what_is_looked_for(tmp_path):
    shown = CliRunner().invoke(main, ["explain", "97597"])
    assert shown.exit_code == 0
    for words in ("selective debridement", "not_checked", "coding/dressing-change-as-97597", "coding/whirlpool-in-debridement", "NOR597"):
        assert words in shown.output
    assert "each further 20 minutes" in CliRunner().invoke(main, ["explain", "98981"]).output


def test_a_bundled_code_without_a_file(linter):
    assert found(lint(linter, "Wet-to-moist dressing.", "97602", payer="medicare")) == ["coding/bundled-code"]
    assert found(lint(linter, "Wet-to-moist dressing.", "97602")) == []


EVALUATION = "PT evaluation 45 min. MMT quads 4/5. Presentation stable."


@pytest.mark.parametrize(("record", "fires"), [
    ({"billed": ["97161:GP,CQ"]}, True),
    ({"billed": ["97161:GP"], "assistant": {"credential": "PTA", "minutes": {"97161": 45}}}, True),
    ({"billed": ["97161:GP"], "assistant": {"credential": "PTA", "minutes": {"97161": 0, "97110": 15}}}, False),
    ({"billed": ["97161:GP"], "therapist": {"name": "B", "credential": "PTA"}}, True),
    ({"billed": ["97161:GP"], "therapist": {"name": "B", "credential": "DPT"}, "status": "signed", "text": EVALUATION + "\nSigned: B. Roe, PTA"}, False),
    ({"billed": ["97161:GP"], "status": "signed", "text": EVALUATION + "\nSigned: B. Roe, PTA"}, True),
    ({"billed": ["97161:GP"], "text": EVALUATION + "\nSigned: B. Roe, PTA"}, False),  # a draft
    ({"billed": ["97161:GP", "97110:GP,CQ"]}, False),
])
def test_an_evaluation_is_a_therapists(linter, record, fires):
    report = linter.lint(Note.from_dict({"text": EVALUATION, **record}))
    assert ("coding/evaluation-by-assistant" in found(report)) is fires


def test_a_code_on_a_heading_is_no_list_of_charges(linter):
    text = "#1 Ther ex 15 min: SLR 3x10 for strength.\n#2 97140 manual therapy techniques, one or more regions, each 15 min"
    assert "coding/billed-differs" not in found(lint(linter, text, "97110", "97140"))
    assert "coding/billed-differs" in found(lint(linter, "Ther ex 15 min: SLR 3x10.\nCharges:\n97140 x 1\n97530 x 1\n", "97110", "97140", "97530"))


def test_a_muscle_left_out_was_not_needled(linter):
    text = "Dry needling: L scalene avoided; L infraspinatus and L teres minor, 4 needles, for arm ache. Ache 2/10 after."
    assert found(lint(linter, text, "20560")) == [] and found(lint(linter, text.replace(" avoided; ", ", "), "20560")) == ["coding/many-muscles-as-20560"]


def test_the_complexity_of_one_disciplines_evaluation_is_not_the_others(linter):
    text = "PT:\nPT evaluation 40 min, Berg 41/56, gait antalgic. High complexity evaluation.\n\nOT:\nOT evaluation 40 min, grip 18 lb. Moderate complexity evaluation.\n"
    assert [finding.code for finding in lint(linter, text, "97163", "97166").findings if finding.rule == "coding/complexity-differs"] == []
    assert [finding.code for finding in lint(linter, text, "97161", "97166").findings if finding.rule == "coding/complexity-differs"] == ["97161"]
