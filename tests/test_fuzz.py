"""Some cases of every fuzz campaign, and what the long ones broke; ``benchmarks/fuzz.py`` tries many more."""

from __future__ import annotations

import pytest

pytest.importorskip("docx")
pytest.importorskip("pyarrow")
pytest.importorskip("pypdf")
pytest.importorskip("striprtf")
pytest.importorskip("xlsxwriter")
from fuzzing import CAMPAIGNS, check_read, linter, statuses, strange_text
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from ptnotelint.codebook import Codebook
from ptnotelint.codebook.source import Source
from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.linter import Linter
from ptnotelint.nlp.sentences import LONGEST_SENTENCE, split_sentences
from ptnotelint.note import Note, NoteError
from ptnotelint.read.sources import Source as Sent
from ptnotelint.read.sources import read_paths

FEW = {"another order, a linter of its own": 3, "the same note in five formats": 6, "codebooks changed anyhow": 8, "any bytes under any name": 100, "configurations": 100}


@pytest.mark.parametrize("name", CAMPAIGNS)
def test_nothing_breaks(name):
    made = CAMPAIGNS[name]

    @settings(max_examples=FEW.get(name, 25), derandomize=True, database=None, suppress_health_check=list(HealthCheck))
    @given(made.cases)
    def holds(case):
        made.check(*case)

    holds()


@pytest.mark.parametrize("fields", [{"text": "SLR \ud83d"}, {"text": "a", "note_id": "\udfff"}, {"text": "a", "attachments": ["\ud800"]}, {"text": "a", "plan_of_care": "\ud800"}])
def test_half_a_character_is_no_note(fields):
    with pytest.raises(NoteError, match="half of a surrogate pair"):
        Note.from_dict(fields)


@pytest.mark.parametrize("content", ["note_id,text\na,b".encode("utf-16") + b"\x00\xd8", ("note_id,text\n" + ("a," + "b" * 500 + "\n") * 200).encode("utf-16") + b"\x00\xd8\x00\x00"])
def test_broken_utf16_is_named(content):
    *_, last = read_paths([Sent.sent("t.csv", content)])
    assert isinstance(last, UnreadableError) and "UTF-16" in last.reason


@pytest.mark.parametrize(("content", "said"), [
    ("x = " + "[" * 5000, "nested too deep"), ("x = " + "{a=" * 2000, "nested too deep"), ("x = " + "9" * 6000, "too many digits"),
])
def test_absurd_toml_is_wrong_usage(tmp_path, content, said):
    (tmp_path / "f.toml").write_text(content)
    with pytest.raises(UsageError, match=said):
        Source.read(tmp_path / "f.toml")


def with_sign(folder, phrase):
    (folder / "f.toml").write_text(f'rule = "coding/massage-as-97140"\n[[signs]]\ncodes = ["97140"]\nnote_says = ["{phrase}"]\n')
    return Linter.load(codebook=folder, classifier=False)


@pytest.mark.parametrize(("phrase", "said"), [
    ("*", "no phrase"), ("* ... *", "no phrase"), ("...", "no phrase"), ("a ...", "no phrase"), ("a*b*c*d", "no phrase"), ("** x", "no phrase"), ("a / / b", "no phrase"),
    ("a ... b ... c ... d", "too long to look for"), ("x" * 101, "too long to look for"),
])
def test_phrases_whose_search_has_no_bound_are_refused(tmp_path, phrase, said):
    with pytest.raises(UsageError, match=f"f.toml:4: .*{said}"):
        with_sign(tmp_path, phrase).lint(Note.from_dict({"text": "STM 10 min", "billed": ["97140"]}))


@pytest.mark.parametrize("phrase", ["soft tissue", "scar ... mob* ... knee", "manual * traction", "w/o cues", "x" * 100])
def test_phrases_as_the_codebook_has_them_are_taken(tmp_path, phrase):
    assert with_sign(tmp_path, phrase).lint(Note.from_dict({"text": "STM 10 min", "billed": ["97140"]})).codes


def test_what_is_quoted_of_a_file_is_one_line_and_short(tmp_path):
    (tmp_path / "f.toml").write_text('payer = "p"\nwords = "w"\nunits = "' + "a\\n\\u001b" * 1000 + '"\n')
    with pytest.raises(UsageError) as told:
        Codebook.load(tmp_path).payer("p")
    assert str(told.value).isprintable() and len(str(told.value)) < 800


TEN_MB = b"x" * 10_500_000


@pytest.mark.parametrize(("name", "content"), [
    ("t.csv", b"note_id,text\na," + TEN_MB + b"\n"), ("t.csv", b'note_id,text\na,"' + TEN_MB + b'"\nb,fine\n'), ("n.txt", TEN_MB), ("n.jsonl", b'{"text": "' + TEN_MB + b'"}\n'),
    ("t.csv", b"note_id," + b"a," * 200_000 + b"text\n1,2\n"),
], ids=["cell", "quoted cell", "text", "record", "columns"])
def test_what_is_too_large_is_named(name, content):
    assert not check_read(name, content) or name == "t.csv"


@given(strange_text, st.integers(1, 60))
@settings(max_examples=60, derandomize=True, database=None)
def test_sentences_hold_every_word_once_in_stretches_of_bounded_length(text, times):
    text *= times
    found = list(split_sentences(text, 0, len(text)))
    assert all(0 < end - start <= LONGEST_SENTENCE for start, end in found)
    assert all(before[1] <= after[0] for before, after in zip(found, found[1:], strict=False))
    left = "".join(text[end:start] for (_, end), (start, _) in zip([(0, 0), *found], [*found, (len(text), 0)], strict=True))
    assert not any(letter.isalnum() for letter in left)


def test_a_long_line_is_read_to_its_end():
    text = "Ther ex SLR 3x10 to strengthen quad " * 200 + "then STM to L UT"
    report = linter().lint(Note.from_dict({"text": text, "billed": ["97110", "97140"]}))
    assert statuses(report)["97110", "service"] == statuses(report)["97140", "service"] == "present"
