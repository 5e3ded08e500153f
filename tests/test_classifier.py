"""The runtime side of the classifier: loading, refusing what is damaged, scoring."""

from __future__ import annotations

import hashlib
import json
import pickle
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from ptnotelint.errors import UsageError
from ptnotelint.nlp import classifier as room
from ptnotelint.nlp.classifier import LONGEST, REMEMBERED, Classifier, features, load_classifier, packed

ROOT = Path(__file__).parent.parent
MODELS = ROOT / "models"
TINY = {
    "format": 2, "labels": ["response", "manual"], "scale": 1000, "bias": [-1000, -2000],
    "calibration": [[2.0, 0.0], [1.0, 0.5]], "thresholds": [0.9, 1.01],
    "weights": packed({"soreness": [0, 9000], "stm": [1, 6000], "@objective": [0, -500, 1, 700]}, 2),
}


def saved(directory: Path, model: dict) -> Path:
    """A model with a manifest that fits it."""
    content = json.dumps(model).encode()
    files = {"segments.json": f"sha256:{hashlib.sha256(content).hexdigest()}"}
    (directory / "segments.json").write_bytes(content)
    (directory / "manifest.json").write_text(json.dumps({"model": "ptnotelint segments", "format": 2, "files": files}))
    return directory


def test_the_shipped_model_loads_with_its_hash():
    classifier = load_classifier()
    assert classifier.sha256 == f"sha256:{hashlib.sha256((MODELS / 'segments.json').read_bytes()).hexdigest()}"
    assert set(classifier.thresholds) == set(classifier.labels)
    assert all(0 < threshold <= 1.01 for threshold in classifier.thresholds.values())
    assert set(classifier.score("STM to L UT", "objective")) == set(classifier.labels)


def test_the_shipped_files_are_small_and_match_the_manifest():
    manifest = json.loads((MODELS / "manifest.json").read_text())
    assert set(manifest["files"]) == {"segments.json", "model_card.md"}
    for name, sha256 in manifest["files"].items():
        content = (MODELS / name).read_bytes()
        assert sha256 == f"sha256:{hashlib.sha256(content).hexdigest()}"
        assert len(content) < 1_500_000


def test_scoring_needs_neither_scikit_learn_nor_pickle():
    # numpy brings pickle itself, so its loaders are what must stay unused.
    code = (
        "import sys, pickle\n"
        "def refuse(*args, **options): raise AssertionError('unpickled')\n"
        "pickle.load = pickle.loads = pickle.Unpickler = refuse\n"
        "from ptnotelint.nlp.classifier import load_classifier\n"
        "load_classifier().score('STM to L UT', None)\n"
        "print(sorted(name for name in ('sklearn', 'scipy', 'joblib', 'spacy') if name in sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, text=True, capture_output=True, timeout=60)
    assert done.stdout.strip() == "[]", done.stderr


def test_scores_follow_from_the_weights():
    classifier = Classifier(TINY, "sha256:0")
    one = classifier.score("STM", "objective")  # features: stm, ^stm, @objective
    logit = (-2000 + (6000 + 700) / 3**0.5) / 1000
    assert one["manual"] == round(room.probability(logit + 0.5), 4)
    assert one["response"] < 0.2 < one["manual"]
    assert classifier.score("", None) == classifier.score("unheard of", None)
    assert classifier.thresholds == {"response": 0.9, "manual": 1.01}


@pytest.mark.parametrize("text", ["", "   ", "___", "٣ sets ½ İ", "\ud800", "膝 ROM", "a" * 10_000, "x\0y"])
def test_any_text_scores(text):
    assert all(0 <= score <= 1 for score in Classifier(TINY, "").score(text, "plan").values())


def test_numbers_and_case_do_not_matter_and_long_text_is_cut():
    assert features("SLR 3x10 2#") == features("slr 2x15 5#")
    assert features("soreness " + "word " * LONGEST) == features(("soreness " + "word " * LONGEST)[:LONGEST])


LETTERS = str.maketrans("0123456789", "abcdefghij")


def test_lines_that_differ_in_numbers_are_remembered_as_one():
    classifier = Classifier(TINY, "")
    first = classifier.score("soreness 3/10", "plan")
    classifier.prepare([("Soreness 5/10", "plan"), ("soreness 5/10", "goals")])
    assert (classifier.asked, classifier.remembered) == (3, 1) and classifier.score("soreness 7/10", "plan") == first


def test_memory_is_bounded_and_shared():
    classifier = Classifier(TINY, "")
    first = classifier.score("soreness", None)
    classifier._summed, work = None, classifier._summed  # a score worked out anew would fail
    assert classifier.score("soreness", None) == first and classifier.score("soreness", None, ("manual",)) == {"manual": first["manual"]}
    classifier._summed = work
    for number in range(REMEMBERED + 10):
        classifier.score(str(number).translate(LETTERS), None)  # numbers alone would all be one
    assert len(classifier._memo) <= REMEMBERED
    longest = classifier.score("soreness" + " x" * LONGEST, None)
    assert max(len(text) for text, _ in classifier._memo) <= LONGEST and longest


def test_it_travels_to_other_processes():
    # Ours to send, so pickling is fine there: the model itself is never stored that way.
    again = pickle.loads(pickle.dumps(load_classifier()))
    assert again.score("less pain after", "assessment") == load_classifier().score("less pain after", "assessment")


def test_a_missing_model_names_the_remedy(tmp_path):
    with pytest.raises(UsageError, match=r"manifest\.json: No such file.*ptnotelint train"):
        load_classifier(tmp_path)


@pytest.mark.parametrize("name", ["segments.json", "manifest.json"])
def test_half_a_model_names_the_remedy(tmp_path, name):
    saved(tmp_path, TINY)
    (tmp_path / name).unlink()
    with pytest.raises(UsageError, match=f"{name}: .*ptnotelint train"):
        load_classifier(tmp_path)


def test_a_changed_model_is_refused(tmp_path):
    saved(tmp_path, TINY)
    path = tmp_path / "segments.json"
    path.write_bytes(path.read_bytes().replace(b"soreness", b"sureness"))
    with pytest.raises(UsageError, match="does not match its hash"):
        load_classifier(tmp_path)


@pytest.mark.parametrize("damage", [
    {"labels": ["response"]}, {"bias": None}, {"weights": {"soreness": [7, 1]}}, {"weights": TINY["weights"] | {"rows": "x!"}},
    {"weights": TINY["weights"] | {"features": "one"}}, {"weights": []}, {"thresholds": [0.9]}, {"format": 1},
    {"calibration": [[1.0], [1.0]]}, {"calibration": [[1e999, 0], [1, 0]]}, {"weights": TINY["weights"] | {"rows": "AAAA"}},
    {"bias": [1e999, 0]}, {"weights": packed({}, 3) | {"features": "one"}}, {"weights": None}, {"scale": 0},
])
def test_what_fits_its_hash_and_is_no_model_is_refused(tmp_path, damage):
    saved(tmp_path, TINY | damage)
    with pytest.raises(UsageError, match="segments.json: .*ptnotelint train"):
        load_classifier(tmp_path)


@pytest.mark.parametrize("manifest", [
    "", "[]", "{}", '{"model": "another"}', "\xff", '{"model": "ptnotelint segments", "files": []}',
])
def test_another_manifest_is_refused(tmp_path, manifest):
    saved(tmp_path, TINY)
    (tmp_path / "manifest.json").write_text(manifest, encoding="latin-1")
    with pytest.raises(UsageError, match="manifest.json|hash"):
        load_classifier(tmp_path)


def test_installed_it_is_found_inside_the_package(tmp_path, monkeypatch):
    package = tmp_path / "site" / "ptnotelint"
    (package / "nlp").mkdir(parents=True)
    monkeypatch.setattr(room, "__file__", str(package / "nlp" / "classifier.py"))
    with pytest.raises(UsageError, match="segment model is missing"):
        load_classifier()
    shutil.copytree(MODELS, package / "models")
    assert load_classifier().sha256


def test_a_stranger_of_the_same_name_is_not_taken_for_the_model(tmp_path, monkeypatch):
    package = tmp_path / "site" / "ptnotelint"
    (package / "nlp").mkdir(parents=True)
    (tmp_path / "site" / "models").mkdir()
    (tmp_path / "site" / "models" / "manifest.json").write_text("{}")
    monkeypatch.setattr(room, "__file__", str(package / "nlp" / "classifier.py"))
    with pytest.raises(UsageError, match="not the manifest of a segment model"):
        load_classifier()
