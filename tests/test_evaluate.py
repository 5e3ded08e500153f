"""Measuring: what is counted, what is not, and what of the set-aside notes is shown."""

from __future__ import annotations

import json
import sys
from types import ModuleType

import pytest
import small_corpus
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.codebook import Codebook
from ptnotelint.report import (
    ClaimLine,
    CodeReport,
    ElementReport,
    Evidence,
    Minutes,
    NoteReport,
    Refused,
    worst_verdict,
)
from ptnotelint.train.annotated import AnnotatedNote, Span
from ptnotelint.train.evaluate import evaluate, measure
from ptnotelint.train.figures import Disagreement
from ptnotelint.train.layouts import layout_of
from ptnotelint.train.measurement import table

BOOK = Codebook.load()
REQUIRED = BOOK.code("97140").required
LEVELS = {name: "required" for name in REQUIRED} | {name: "recommended" for name in BOOK.code("97140").recommended}
ALL = dict.fromkeys(LEVELS, "present")
UNDESCRIBED = dict.fromkeys(LEVELS, "not_judged") | {"service": "missing"}


class Says:
    """A linter that reports what it was told, and remembers the notes."""

    def __init__(self, statuses: dict[str, dict], verdict: str = "supported", **fields):
        self.statuses, self.verdict, self.fields, self.seen = statuses, verdict, fields, []

    def lint(self, note):
        self.seen.append(note)
        codes = tuple(
            CodeReport(code, (ClaimLine(0, 1),), 1, self.verdict, None,
                       tuple(ElementReport(name, LEVELS[name], status) for name, status in found.items()))
            for code, found in self.statuses.items()
        )
        return NoteReport(note.note_id, worst_verdict(codes), "sha256:0", "2026-11-21", codes, **self.fields)


def note(gold: dict, note_id: str = "x-1", **stated) -> AnnotatedNote:
    record = {"note_id": note_id, "text": "STM to UT", "billed": ["97140"], "payer": "medicare"}
    return AnnotatedNote(record, note_id, "x", "train", {"codes": {"97140": gold}, "minutes": {}} | stated)


def test_gaps_are_found_invented_and_overlooked():
    linter = Says({"97140": ALL | {"purpose": "missing", "time": "partial"}}, "partial")
    figures = evaluate(linter, [note(ALL | {"purpose": "missing", "technique": "missing"})])
    assert (figures.required.right, figures.required.false, figures.required.overlooked) == (1, 1, 1)
    assert figures.required.precision == figures.required.recall == figures.required.f1 == 0.5
    assert figures.elements["purpose"].f1 == 1 and figures.elements["time"].precision == 0
    assert figures.elements["technique"].recall == 0
    assert (figures.statuses.hits, figures.statuses.n) == (len(LEVELS) - 2, len(LEVELS))
    assert figures.verdicts.value == 1 and figures.false_alarms.n == 0
    assert figures.disagreements == [
        Disagreement("x-1", "97140", "technique", "missing", "present"),
        Disagreement("x-1", "97140", "time", "present", "partial"),
    ]


def test_the_default_payer_is_forced():
    linter = Says({"97140": ALL})
    evaluate(linter, [note(ALL)])
    assert linter.seen[0].payer == "default"


def test_recommended_gaps_are_counted_apart():
    figures = evaluate(Says({"97140": ALL | {"response": "partial"}}), [note(ALL | {"response": "missing"})])
    assert figures.recommended.right == 1 and figures.required.f1 is None
    assert figures.statuses.hits == figures.statuses.n - 1  # partial is not missing


def test_without_a_service_only_the_service_is_counted():
    nothing = dict.fromkeys(LEVELS, "missing")
    figures = evaluate(Says({"97140": UNDESCRIBED}, "unsupported"), [note(nothing)])
    assert set(figures.elements) == {"service"} and figures.required.f1 == 1
    assert figures.statuses.n == 1 and figures.verdicts.value == 1


def test_not_judged_reports_no_gap():
    gold = ALL | {"purpose": "missing"}
    figures = evaluate(Says({"97140": UNDESCRIBED}, "unsupported"), [note(gold)])
    assert (figures.required.right, figures.required.false, figures.required.overlooked) == (0, 1, 1)


def test_cannot_tell_is_another_word_for_no_service():
    figures = evaluate(Says({"97140": {"service": "missing"}}, "cannot_tell"), [note(dict.fromkeys(LEVELS, "missing"))])
    assert figures.verdicts.value == 1


def test_a_code_that_is_not_reported_overlooks_its_gaps():
    figures = evaluate(Says({}), [note(ALL | {"time": "missing"})])
    assert figures.required.overlooked == 1 and figures.required.false == 0 and figures.verdicts.value == 0


def test_codes_that_the_codebook_does_not_know_are_left_out():
    gold = {"codes": {"99999": {"service": "missing"}}}
    unknown = AnnotatedNote({"text": "x", "billed": ["99999"]}, "x", "x", "train", gold)
    figures = evaluate(Says({}), [unknown])
    assert (figures.notes, figures.codes, figures.false_alarms.n) == (1, 0, 0)


def test_false_alarms_are_counted_on_supported_notes_only():
    quiet, alarm = Says({"97140": ALL | {"response": "missing"}}), Says({"97140": ALL | {"time": "missing"}})
    assert evaluate(quiet, [note(ALL)]).false_alarms.value == 0  # a recommended gap is no alarm
    assert evaluate(alarm, [note(ALL)]).false_alarms.value == 1
    assert evaluate(alarm, [note(ALL | {"purpose": "missing"})]).false_alarms.n == 0


def test_minutes_are_compared_where_stated_and_counted_where_invented():
    linter = Says({"97140": ALL}, minutes={"97140": Minutes(15, "text")}, total_minutes=Minutes(45.0, "text"))
    gold = note(ALL, minutes={"97140": 12, "97110": None}, timed_minutes=30, total_minutes=None)
    figures = evaluate(linter, [gold])
    assert (figures.minutes["per_code"].hits, figures.minutes["per_code"].n) == (0, 1)
    assert figures.minutes["timed"].value == 0 and figures.minutes["total"].n == 0
    assert figures.invented_minutes == {"per_code": 0, "timed": 0, "total": 1}
    assert {each.element for each in figures.disagreements} == {"minutes", "timed_minutes", "total_minutes"}
    assert evaluate(linter, [note(ALL, minutes={"97140": 15}, total_minutes=45)]).minutes["total"].value == 1


def test_figures_of_nothing_are_none_and_print():
    found = measure(Says({}), []).as_dict()
    assert found["required_gaps"]["f1"] is None
    assert table(found)[0].startswith("0 notes, 0 codes")


def test_intervals_come_from_drawing_notes_anew():
    notes = [note(ALL | {"time": "missing"} if at % 2 else ALL, f"x-{at}") for at in range(20)]
    found = measure(Says({"97140": ALL | {"time": "missing"}}), notes).as_dict()
    low, high = found["required_gaps"]["interval"]["precision"]
    assert low < found["required_gaps"]["precision"] == 0.5 < high
    assert found == measure(Says({"97140": ALL | {"time": "missing"}}), notes).as_dict()
    assert found["gaps_by_rule"]["97140/time"]["false"] == 10 and found["confusion"]["time"] == {"present > missing": 10, "missing > missing": 10}


def test_quotes_are_compared_with_marked_words_and_refusals_with_their_reasons():
    record = {"note_id": "x-1", "text": "STM to UT to cut pain. HEP 3x10", "billed": ["97140"]}
    marked = (Span("97140", "technique", 0, 3), Span("97140", "purpose", 10, 21))
    refused = (Span("97140", "volume", 27, 31, "home_program"), Span("97140", "time", 23, 26, "planned"))
    annotated = AnnotatedNote(record, "x-1", "x", "train", {"codes": {"97140": ALL}}, marked, refused)
    elements = (ElementReport("technique", "required", "present", (Evidence(0, 3, "STM"), Evidence(7, 9, "UT"))),
                ElementReport("volume", "required", "missing", (), (Refused(27, 31, "3x10", "planned"),)))

    class Quotes:
        def lint(self, _):
            return NoteReport("x-1", "partial", "", "2026-11-21", (CodeReport("97140", (ClaimLine(0, 1),), 1, "partial", None, elements),))

    figures = evaluate(Quotes(), [annotated])
    assert (figures.quoted.hits, figures.quoted.n) == (1, 2) and (figures.marked.hits, figures.marked.n) == (1, 2)
    assert (figures.refused.hits, figures.refused.n) == (1, 2) and (figures.reasons.hits, figures.reasons.n) == (0, 1)
    assert figures.span_f1 == 0.5


@pytest.fixture
def corpora(tmp_path, monkeypatch):
    """The small corpus with one note kept for measuring, and a linter that says the same of all."""
    module = ModuleType("ptnotelint.linter")

    class Linter(Says):
        loaded: list[dict] = []

        @classmethod
        def load(cls, **options):
            cls.loaded.append(options)
            return cls({"97140": ALL})

    module.Linter = Linter
    monkeypatch.setitem(sys.modules, "ptnotelint.linter", module)
    return small_corpus.write(tmp_path, measure=("a-1",))


def invoke(*arguments):
    return CliRunner().invoke(main, ["evaluate", *map(str, arguments)])


@pytest.fixture
def loaded(corpora):
    return sys.modules["ptnotelint.linter"].Linter.loaded


def test_measuring_is_the_default(corpora, loaded):
    done = invoke(corpora)
    assert done.exit_code == 0, done.output
    assert "split test, with the classifier: 1 notes, 1 codes" in done.output
    assert loaded == [{"payer": "default", "classifier": True}]
    assert "23 notes" in invoke(corpora, "--split", "train", "--no-classifier").output
    assert loaded[-1]["classifier"] is False
    assert "24 notes" in invoke(corpora, "--split", "all").output


@pytest.mark.parametrize("split", [(), ("--split", "test"), ("--split", "all")])
def test_notes_kept_for_measuring_are_not_shown_by_accident(corpora, split):
    refused = invoke(corpora, "--errors", *split)
    assert refused.exit_code == 2 and "--open-test" in refused.output and "a-1" not in refused.output
    assert "a-1" not in invoke(corpora, *split).output
    opened = invoke(corpora, "--errors", "--open-test", *split)
    assert opened.exit_code == 0 and "a-1\t97140\ttime\tmissing\tpresent\t-" in opened.output


def test_errors_of_tuning_notes_are_listed(corpora):
    listed = invoke(corpora, "--errors", "--split", "train")
    assert listed.exit_code == 0 and "b-1\t97140\ttime\tmissing\tpresent" in listed.output
    assert "a-1" not in listed.output and "STM" not in listed.output


def test_json_holds_the_figures_and_errors_only_when_asked(corpora):
    found = json.loads(invoke(corpora, "--format", "json").output)
    assert found["split"] == "test" and found["required_gaps"]["overlooked"] == 1 and "errors" not in found
    assert found["minutes_exact"]["per_code"] == {"hits": 0, "n": 0, "share": None, "interval": None, "invented": 0}
    asked = json.loads(invoke(corpora, "--format", "json", "--errors", "--split", "train").stdout)
    first = {"note_id": "a-2", "code": "97140", "element": "time", "gold": "missing", "got": "present", "line": None}
    assert asked["errors"][0] == first and asked["classifier"] is True


def test_figures_are_recorded_as_explain_reads_them(corpora, tmp_path):
    invoke(corpora, "-o", tmp_path / "measured.json")
    found = json.loads((tmp_path / "measured.json").read_text(encoding="utf-8"))
    assert found["split"] == "test" and found["verdict_exact_by_code"]["97140"]["n"] == 1 and "errors" not in found


def test_figures_on_training_notes_are_called_flattering(corpora):
    assert all("flatters" in invoke(corpora, "--split", split).stderr for split in ("train", "all"))
    assert "flatters" not in invoke(corpora).stderr
    assert "flatters" not in invoke(corpora, "--split", "train", "--no-classifier").stderr


def test_a_directory_without_notes_is_wrong_usage(tmp_path, corpora):
    (tmp_path / "empty").mkdir()
    done = invoke(tmp_path / "empty")
    assert done.exit_code == 2 and "holds no notes-*.jsonl" in done.output


@pytest.mark.parametrize("text, layout", [
    ("Ex\tSets\nSLR\t3\nBridge\t2\nClam\t3", "table"), ("PT SEEN. SLR 3X10. DENIES PAIN.", "all caps"),
    ("- SLR 3x10\n- bridge 2x12\nDone", "bullets"), ("The patient walked and " * 20, "paragraphs"),
    ("S: sore\nO: SLR\nmore", "labelled lines"), ("seen today\nSLR 3x10\nfine after", "plain lines")])
def test_layout_is_told_from_shape(text, layout):
    assert layout_of(text) == layout


def test_the_ablation_pairs_notes(corpora):
    from ptnotelint.train.ablation import ablation_dict, ablation_table

    notes = [note(ALL | {"time": "missing"}, f"x-{at}") for at in range(6)]
    found = {name: measure(Says({"97140": ALL | ({"time": "missing"} if right else {"purpose": "missing"})}), notes)
             for name, right in (("patterns only", False), ("classifier only", False), ("both", True))}
    compared = ablation_dict(found)
    assert compared["gain_of_both_in_f1"]["required"] == (1.0, 1.0) and compared["gain_of_both_in_f1"]["recommended"] is None
    assert "+1.000 to +1.000" in ablation_table(compared)[-1]


def test_figures_are_written_to_a_file(corpora, tmp_path):
    assert invoke(corpora, "-o", tmp_path / "figures.txt").exit_code == 2
    assert invoke(corpora, "-o", tmp_path / "figures.json", "-o", tmp_path / "figures.html").exit_code == 0
    page = (tmp_path / "figures.html").read_text(encoding="utf-8")
    assert "reviewed by no clinician" in page and "<svg" in page and "STM" not in page and "<script" not in page
    assert json.loads((tmp_path / "figures.json").read_text())["required_gaps"]["overlooked"] == 1
