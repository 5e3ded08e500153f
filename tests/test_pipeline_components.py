"""The spaCy components: found by their entry points, each with its documented view, in any order and company."""

from __future__ import annotations

import subprocess
import sys
import tomllib
from functools import cache
from pathlib import Path

import pytest
import spacy
from annotated_notes import tune_notes
from spacy.language import Language
from spacy.tokens import Doc, Span

from ptnotelint.nlp import pipeline
from ptnotelint.report import REASONS

ROOT = Path(__file__).parent.parent
FACTORIES = ("ptnote_sections", "ptnote_segments", "ptnote_mentions", "ptnote_assertion", "ptnote_services")
NOTE = "S: R shoulder sore\nO: Manual 10 min: STM to UT to reduce spasm.\nHEP: wall slides 3x10\nP: Next visit add scaption 2x10."


@cache  # a pipeline keeps nothing of the documents it has seen
def piped(*names):
    nlp = spacy.blank("en")
    for name in names:
        nlp.add_pipe(name)
    return nlp


def view(doc):
    """All that the components left in a document, as plain values."""
    spans = {key: [(span.start_char, span.end_char, span.label_) for span in group] for key, group in doc.spans.items()}
    marks = [(span._.ptnote_reason, span._.ptnote_cue, span._.ptnote_families) for span in doc.spans.get("ptnote", ())]
    return spans, marks, doc._.ptnote


def test_every_factory_is_an_entry_point():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    points = project["entry-points"]["spacy_factories"]
    assert sorted(points) == sorted(FACTORIES)
    for name, target in points.items():
        module, _, attribute = target.partition(":")
        assert module == pipeline.__name__ and callable(getattr(pipeline, attribute)) and attribute == name
        assert Language.has_factory(name)


def test_spacy_finds_the_factories_by_name_alone():
    """In a process that imports spaCy only; the package must be installed for its entry points to be seen."""
    from importlib.metadata import entry_points

    if "ptnote_sections" not in {point.name for point in entry_points(group="spacy_factories")}:
        pytest.skip("ptnotelint is not installed, so it has no entry points")
    code = f"""import spacy
nlp = spacy.blank("en")
for name in {FACTORIES!r}:
    nlp.add_pipe(name)
print(*nlp.pipe_names, len(nlp({NOTE!r}).spans["ptnote"]) > 3)"""
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, timeout=120)
    assert done.stdout.split() == [*FACTORIES, "True"], done.stderr


@pytest.mark.parametrize("name", FACTORIES)
def test_each_component_works_alone(name):
    doc = piped(name)(NOTE)
    assert doc.text == NOTE and doc._.ptnote.text == NOTE


@pytest.mark.parametrize("name", FACTORIES)
def test_documented_in_the_table_of_the_module(name):
    assert f"``{name}``" in pipeline.__doc__


def test_sections():
    doc = piped("ptnote_sections")(NOTE)
    spans = {span.label_: span.text for span in doc.spans["ptnote_sections"]}
    assert list(doc.spans) == ["ptnote_sections"]
    assert spans["subjective"] == "S: R shoulder sore"
    assert {"subjective", "home_program", "plan"} <= spans.keys()
    assert spans["home_program"].endswith("3x10") and spans["plan"].startswith("P:")


def test_segments():
    doc = piped("ptnote_segments")(NOTE)
    assert list(doc.spans) == ["ptnote_segments"]
    segments = [span.text for span in doc.spans["ptnote_segments"]]
    assert "S: R shoulder sore" in segments and len(segments) >= 4
    assert {span.label_ for span in doc.spans["ptnote_segments"]} >= {"subjective", "plan"}


def test_mentions():
    doc = piped("ptnote_mentions")(NOTE)
    assert list(doc.spans) == ["ptnote"]
    found = {(span.label_, span.text) for span in doc.spans["ptnote"]}
    assert {("technique", "STM"), ("minutes", "10 min"), ("exercise", "scaption"), ("dose", "2x10"), ("purpose", "spasm")} <= found
    assert len(doc.spans["ptnote"]) == len(doc._.ptnote.mentions)


def test_assertion():
    doc = piped("ptnote_assertion")(NOTE)
    reasons = {(span.text, span._.ptnote_reason) for span in doc.spans["ptnote"] if span.label_ in ("technique", "exercise", "dose")}
    assert {("STM", None), ("wall slides", "home_program"), ("3x10", "home_program"), ("scaption", "planned"), ("2x10", "planned")} <= reasons
    for span in doc.spans["ptnote"]:
        assert span._.ptnote_reason is None or (span._.ptnote_reason in REASONS and span._.ptnote_cue)
    assert {span._.ptnote_families for span in doc.spans["ptnote"]} == {None}


def test_services():
    doc = piped("ptnote_services")(NOTE)
    families = {span.text: span._.ptnote_families for span in doc.spans["ptnote"] if span.label_ in ("technique", "minutes")}
    assert families["STM"] == ("manual",) and families["10 min"] == ("manual",)
    assert {span._.ptnote_reason for span in doc.spans["ptnote"]} == {None}


def test_the_order_makes_no_difference():
    text = tune_notes()[0].text
    expected = None
    for order in (FACTORIES, FACTORIES[::-1], FACTORIES[2:] + FACTORIES[:2]):
        seen = view(piped(*order)(text))
        expected = expected or seen
        assert seen == expected, order


def test_the_linter_reads_what_the_components_read():
    text = tune_notes()[0].text
    assert piped(*FACTORIES)(text)._.ptnote == pipeline.Reader().read(text)


def test_the_note_is_read_once_a_document(monkeypatch):
    calls = []
    reading = pipeline.read_doc
    monkeypatch.setattr(pipeline, "read_doc", lambda doc, vocabulary: calls.append(doc) or reading(doc, vocabulary))
    piped(*FACTORIES)(NOTE)
    assert len(calls) == 1


def test_beside_other_components():
    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("ptnote_mentions")
    nlp.add_pipe("ptnote_sections", first=True)
    nlp.add_pipe("entity_ruler").add_patterns([{"label": "SIDE", "pattern": "R"}])
    doc = nlp(NOTE)
    assert doc.spans["ptnote"] and list(doc.sents) and [ent.label_ for ent in doc.ents] == ["SIDE"]


def test_many_documents_through_a_pipe():
    texts = [note.text for note in tune_notes()[:6]]
    nlp = piped(*FACTORIES)
    assert [view(doc) for doc in nlp.pipe(texts)] == [view(nlp(text)) for text in texts]


def test_an_empty_document():
    doc = piped(*FACTORIES)("")
    assert all(len(group) == 0 for group in doc.spans.values()) and doc._.ptnote.mentions == ()


def test_extensions_have_names_of_their_own():
    piped(*FACTORIES)
    assert Doc.has_extension("ptnote")
    assert all(Span.has_extension(name) for name in ("ptnote_reason", "ptnote_cue", "ptnote_families"))
