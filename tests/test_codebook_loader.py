"""The codebook's loader: laziness, a user's directory over it, and errors that name file and line."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

import pytest

from ptnotelint import codebook
from ptnotelint.codebook import CHECKS, FAMILIES, LABELS, Codebook
from ptnotelint.codebook.book import HERE
from ptnotelint.codebook.source import Source
from ptnotelint.errors import UsageError
from ptnotelint.report import REASONS, STATUSES

NEW_CODE = """\
code = "97533"
words = "sensory integration"
timed = true
families = ["neuromuscular"]
required = ["service", "time"]
recommended = ["response"]

[[authority]]
ref = "common usage"
verified = false
"""
NEW_ELEMENT = """\
element = "wear_schedule"
scope = "service"
check = "any"
labels = ["minutes"]
missing = "No wearing schedule is documented for {words}."
question = "Which schedule was given?"
"""


@pytest.fixture
def own(tmp_path):
    """Write files below a directory and load the codebook with it."""

    def load(**files):
        for name, content in files.items():
            path = tmp_path.joinpath(*name.split("__")).with_suffix(".toml")
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return Codebook.load(tmp_path)

    return load


# The shipped files


def test_every_shipped_file_is_valid():
    book = Codebook.load()
    assert len(book.codes()) == 37 and len(book.elements()) == 36
    for name in book.codes():
        code = book.code(name)
        assert code.code == name and code.authority and set(code.families) <= set(FAMILIES)
        assert list(code.elements) == [*code.required, *code.recommended]
    for name in book.elements():
        assert book.element(name).check in CHECKS
    assert book.payers() == ["commercial", "default", "medicaid", "medicare", "workers_comp"]
    for name in book.payers():
        assert book.payer(name).authority


def test_every_element_is_shown_present_missing_and_nearly_there():
    book = Codebook.load()
    for name in book.elements():
        examples = book.element(name).examples
        absent = {"missing", "not_judged"}  # without its setting, an aquatic service is itself missing
        assert any(example.expect == "present" for example in examples), name
        assert any(example.expect in absent for example in examples), name
        assert all(example.element == name and example.code in book.codes() for example in examples)
        # A near miss is named by its reason, or by a comment where nothing at all is refused.
        assert len([example for example in examples if example.expect != "present"]) >= 2, name


def test_examples_are_those_of_elements_and_of_codes_that_change_them():
    found = list(Codebook.load().examples())
    assert any(example.element == "purpose" and example.code == "97112" for example in found)
    assert {example.expect for example in found} <= set(STATUSES)
    assert {example.refused for example in found if example.refused} <= set(REASONS)
    assert len(found) == len(set(found))


def test_only_medicare_changes_levels():
    book = Codebook.load()
    medicare = book.payer("medicare")
    assert medicare.when_totals == {"time": "recommended"}
    assert medicare.when_plan_of_care == {"functional_goal": "recommended"}
    others = [book.payer(name) for name in book.payers() if name != "medicare"]
    assert not any(payer.when_totals or payer.when_plan_of_care for payer in others)


def test_a_code_changes_only_what_it_says():
    book = Codebook.load()
    shared, own = book.element("purpose"), book.code("97112").elements["purpose"]
    assert own.labels == ("purpose_motor",) and own.missing != shared.missing
    assert own.scope == shared.scope and own.check == shared.check
    assert book.code("97140").elements["purpose"] is shared
    assert {example.code for example in own.examples} == {"97112"}


def test_labels_are_sorted_and_all_used():
    assert list(LABELS) == sorted(set(LABELS))


def test_reading_is_lazy(monkeypatch):
    read = []
    original = Source.read.__func__
    monkeypatch.setattr(Source, "read", classmethod(lambda cls, path: read.append(path.name) or original(cls, path)))
    book = Codebook.load()
    assert read == []
    assert book.code("97010").words and "97110.toml" not in read and "volume.toml" not in read
    before = list(read)
    book.code("97010")
    assert read == before


def test_what_it_does_not_know():
    book = Codebook.load()
    assert book.code("99999") is None and book.payer("nobody") is None
    assert book.code("../elements/volume") is None
    with pytest.raises(KeyError):
        book.element("nothing")


def test_hash_is_of_names_and_bytes_wherever_they_lie(tmp_path):
    assert Codebook.load().sha256 == Codebook.load().sha256
    first, second = tmp_path / "a", tmp_path / "b" / "c"
    for directory in (first, second):
        directory.mkdir(parents=True)
        (directory / "97533.toml").write_text(NEW_CODE)
    assert Codebook.load(first).sha256 == Codebook.load(second).sha256 != Codebook.load().sha256
    (second / "97533.toml").write_text(NEW_CODE + "# more\n")
    assert Codebook.load(first).sha256 != Codebook.load(second).sha256
    copy = tmp_path / "copy"
    shutil.copytree(HERE, copy)
    assert Codebook(copy).sha256 == Codebook.load().sha256


# A user's directory


@pytest.mark.parametrize("name", ["97533", "codes__97533", "codes__any name will do"])
def test_a_new_code_is_one_file(own, name):
    book = own(**{name: NEW_CODE})
    code = book.code("97533")
    assert "97533" in book.codes()
    assert code.words == "sensory integration" and list(code.elements) == ["service", "time", "response"]
    assert code.elements["service"] is book.element("service")
    assert "97533/time" in book.rules()


def test_a_code_file_dropped_among_the_shipped_ones_is_enough(tmp_path):
    shutil.copytree(HERE, tmp_path / "book")
    (tmp_path / "book" / "codes" / "97533.toml").write_text(NEW_CODE)
    assert Codebook(tmp_path / "book").code("97533").timed


def test_a_new_element_and_a_code_that_asks_for_it(own):
    asks = NEW_CODE.replace('"service", "time"', '"service", "wear_schedule"')
    book = own(elements__wear_schedule=NEW_ELEMENT, codes__97533=asks)
    assert book.code("97533").elements["wear_schedule"].labels == ("minutes",)
    assert book.code("97533").say(book.element("wear_schedule").missing).endswith("for sensory integration.")


def test_a_shipped_code_keeps_what_the_users_file_leaves_out(own):
    shipped = Codebook.load().code("97110")
    book = own(**{"97110": 'code = "97110"\nwords = "exercise"\n[elements.volume]\nquestion = "How many?"\n'})
    code = book.code("97110")
    assert code.words == "exercise" and code.required == shipped.required and code.shares == shipped.shares
    assert code.elements["volume"].question == "How many?"
    assert code.elements["volume"].missing == shipped.elements["volume"].missing
    assert book.element("volume").question != "How many?"


def test_a_users_change_goes_over_the_shipped_change_key_by_key(own):
    book = own(**{"97112": 'code = "97112"\n[elements.purpose]\nmissing = "Nothing for {words}."\n'})
    purpose = book.code("97112").elements["purpose"]
    assert purpose.missing == "Nothing for {words}." and purpose.labels == ("purpose_motor",)


def test_an_element_moves_between_the_lists(own):
    book = own(**{"97012": 'code = "97012"\nrecommended = ["force", "position"]\n'})
    code = book.code("97012")
    assert code.level("force") == "recommended" and "force" not in code.required
    book = own(**{"97012": 'code = "97012"\nrequired = ["service", "position"]\n'})
    assert book.code("97012").level("position") == "required"
    assert "position" not in book.code("97012").recommended


def test_an_element_file_of_the_users_changes_it_everywhere(own):
    book = own(elements__force='element = "force"\nquestion = "How strong?"\n')
    assert book.element("force").question == "How strong?" and book.element("force").labels == ("force",)
    assert book.code("97012").elements["force"].question == "How strong?"


def test_a_users_payer_and_date(own, tmp_path):
    book = own(payers__acme='payer = "acme"\nwords = "Acme"\n[when_totals]\ntime = "recommended"\n',
               codebook='date = "2027-01-01"\n')
    assert book.payer("acme").when_totals == {"time": "recommended"}
    assert book.date == "2027-01-01"


# What is wrong is named with file, line and what is allowed

SERVICE_CHANGE = NEW_CODE + "\n[elements.service]\n"
BROKEN = {
    "unknown key": (NEW_CODE.replace("timed", "time"), 3, "timed, families"),
    "wrong type": (NEW_CODE.replace("true", '"yes"'), 3, '"timed" must be true or false'),
    "empty string": (NEW_CODE.replace("sensory integration", " "), 2, '"words" must be a string'),
    "unknown family": (NEW_CODE.replace("neuromuscular", "sensory"), 4, "exercise, neuromuscular"),
    "unknown element": (NEW_CODE.replace('"response"', '"respons"'), 6, "response"),
    "a list that is none": (NEW_CODE.replace('["response"]', '"response"'), 6, "a list of strings"),
    "twice": (NEW_CODE.replace('"response"', '"time"'), 6, "both required and recommended"),
    "not a code": (NEW_CODE.replace('"97533"', '"9753"'), 1, "five digits"),
    "key left out": (NEW_CODE.replace('words = "sensory integration"\n', ""), 1, 'needs the key "words"'),
    "authority key": (NEW_CODE.replace("ref =", "reference ="), 9, "ref, verified"),
    "authority without": (NEW_CODE.replace("verified = false\n", ""), 8, 'needs the key "verified"'),
    "shares": (NEW_CODE + '\n[shares]\nexercise = "x"\nexercises = "y"\n', 14, "exercise, neuromuscular"),
    "shares why": (NEW_CODE + "\n[shares]\nexercise = true\n", 13, "a string"),
    "element table": (NEW_CODE + '\n[elements.servic]\nmissing = "x"\n', 12, "service"),
    "element not asked": (NEW_CODE + '\n[elements.force]\nmissing = "x"\n', 12, "service, time, response"),
    "element key": (SERVICE_CHANGE + 'mising = "x"\n', 13, "missing"),
    "check kind": (SERVICE_CHANGE + 'question = "?"\ncheck = "some"\n', 14, "each_item"),
    "label": (SERVICE_CHANGE + 'named = [\n  "exercise",\n  "exercize",\n]\n', 15, "exercise"),
    "blank": (SERVICE_CHANGE + 'missing = "No {word}."\n', 13, "{words}, {code}"),
    "check lacks": (SERVICE_CHANGE + 'check = "all_of"\n', 0, '"parts"'),
    "example status": (SERVICE_CHANGE + '[[elements.service.examples]]\nnote = "x"\nexpect = "there"\n', 15, "present"),
    "example reason": (
        SERVICE_CHANGE + '[[elements.service.examples]]\nexpect = "present"\nnote = "x"\n'
        '[[elements.service.examples]]\nexpect = "missing"\nnote = "x"\nrefused = "plan"\n', 19, "planned"),
    "example code": (SERVICE_CHANGE + '[[elements.service.examples]]\nexpect = "present"\nnote = "x"\ncode = "1"\n', 16,
                     "97110"),
    "example without": (SERVICE_CHANGE + '[[elements.service.examples]]\nexpect = "present"\n', 13, '"note"'),
    "not TOML": (NEW_CODE.replace("timed =", "timed"), 3, "not valid TOML"),
    "open string": (NEW_CODE + 'x = "', 11, "not valid TOML"),
    "no code": ('words = "x"\n', 1, 'needs the key "code"'),
}


@pytest.mark.parametrize("case", BROKEN)
def test_what_is_wrong_in_a_code_file_is_named(own, tmp_path, case):
    content, line, allowed = BROKEN[case]
    with pytest.raises(UsageError) as caught:
        own(codes__new=content)
    message = str(caught.value)
    place = f"{tmp_path / 'codes' / 'new.toml'}:{line}: " if line else f"{tmp_path / 'codes' / 'new.toml'}:"
    assert message.startswith(place), message
    assert allowed in message


@pytest.mark.parametrize(("content", "line", "allowed"), [
    (NEW_ELEMENT.replace('"any"', '"anything"'), 3, "any, each_item"),
    (NEW_ELEMENT.replace('"service"', '"visit"'), 2, "service, note"),
    (NEW_ELEMENT.replace('["minutes"]', '["minute"]'), 4, "minutes"),
    (NEW_ELEMENT.replace("labels", "label"), 4, "labels"),
    (NEW_ELEMENT.replace("question", "#"), 1, 'needs the key "question"'),
    (NEW_ELEMENT.replace('labels = ["minutes"]\n', ""), 3, 'needs the key "labels"'),
    (NEW_ELEMENT + 'parts = ["minutes"]\n', 7, "a list of lists of strings"),
    (NEW_ELEMENT + "examples = 1\n", 7, "a list of tables"),
])
def test_what_is_wrong_in_an_element_file_is_named(own, content, line, allowed):
    with pytest.raises(UsageError, match=rf"wear_schedule\.toml:{line}: ") as caught:
        own(elements__wear_schedule=content)
    assert allowed in str(caught.value)


@pytest.mark.parametrize(("content", "line", "allowed"), [
    ('payer = "acme"\nwords = "Acme"\n[when_totals]\ntime = "optional"\n', 4, "required, recommended"),
    ('payer = "acme"\nwords = "Acme"\n[when_totals]\nminutes = "required"\n', 4, "time"),
    ('payer = "acme"\nwords = "Acme"\nwhen_totals = "time"\n', 3, "a table"),
    ('payer = "acme"\nword = "Acme"\n', 2, "words"),
    ('payer = "acme"\n', 1, 'needs the key "words"'),
])
def test_what_is_wrong_in_a_payer_file_is_named(own, content, line, allowed):
    with pytest.raises(UsageError, match=rf"acme\.toml:{line}: ") as caught:
        own(payers__acme=content)
    assert allowed in str(caught.value)


def test_two_files_for_one_entry_name_each_other(own):
    with pytest.raises(UsageError, match=r"b\.toml:1: code \"97533\" is also in .*a\.toml"):
        own(codes__a=NEW_CODE, codes__b=NEW_CODE)


def test_a_misspelt_folder_is_not_passed_over(own):
    with pytest.raises(UsageError, match="lies in codes, elements, payers"):
        own(code__97533=NEW_CODE)


def test_a_directory_that_is_none_or_empty(tmp_path):
    with pytest.raises(UsageError, match="not a directory"):
        Codebook.load(tmp_path / "gone")
    with pytest.raises(UsageError, match="holds no codebook file"):
        Codebook.load(tmp_path)


@pytest.mark.parametrize(("content", "line"), [
    ("date = 2026-13-01\n", 1), ('date = "soon"\n', 1), ('date = "2026-01-01"\nx = 1\n', 2),
])
def test_a_wrong_date_is_named(own, content, line):
    with pytest.raises(UsageError, match=rf"codebook\.toml:{line}: "):
        own(codebook=content)


def test_bytes_that_are_not_utf8_are_named(tmp_path):
    (tmp_path / "97533.toml").write_bytes(NEW_CODE.replace("sensory", "caf\xe9").encode("latin-1"))
    with pytest.raises(UsageError, match=r"97533\.toml:2: not UTF-8"):
        Codebook.load(tmp_path)


def test_crlf_keeps_line_numbers(tmp_path):
    (tmp_path / "97533.toml").write_bytes(NEW_CODE.replace("timed", "time").replace("\n", "\r\n").encode())
    with pytest.raises(UsageError, match=r"97533\.toml:3: "):
        Codebook.load(tmp_path)


def test_a_shipped_file_must_bear_its_codes_name(tmp_path):
    shutil.copytree(HERE, tmp_path / "book")
    (tmp_path / "book" / "codes" / "97999.toml").write_text(NEW_CODE)
    with pytest.raises(UsageError, match=r'97999\.toml:1: "code" must be "97999"'):
        Codebook(tmp_path / "book").code("97999")


def test_the_room_is_documented_where_it_is_imported():
    assert all(getattr(codebook, name).__doc__ for name in ("Codebook", "Code", "Element", "Payer", "Example"))
    assert tomllib.loads(Path(HERE / "codebook.toml").read_text(encoding="utf-8")) == {"date": "2026-11-21"}
