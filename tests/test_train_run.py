"""Training: what is learnt, from which notes, and that the same notes give the same bytes."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
import small_corpus
from click.testing import CliRunner

from ptnotelint.cli import main
from ptnotelint.errors import UsageError
from ptnotelint.nlp.classifier import ABSTAIN, load_classifier
from ptnotelint.train.export import differing, model_files, write_files
from ptnotelint.train.run import train

ROOT = Path(__file__).parent.parent


@pytest.fixture(scope="module")
def learn():
    pytest.importorskip("sklearn", reason="training needs scikit-learn: the extra `train`")
    return train


@pytest.fixture(scope="module")
def trained(learn, tmp_path_factory):
    return learn(small_corpus.write(tmp_path_factory.mktemp("corpora")))


def test_what_was_learnt_scores_new_words(trained, tmp_path):
    fitted, files = trained
    write_files(files, tmp_path)
    classifier = load_classifier(tmp_path)
    assert classifier.labels == ("response", "technique", "manual")
    after = classifier.score("Reports less pain after walking, 3/10", None)
    manual = classifier.score("STM to R UT, grade 4 glides", None)
    assert after["response"] > 0.5 > after["manual"] and manual["manual"] > 0.5 > manual["response"]
    assert all(0.5 < threshold < 1 for threshold in classifier.thresholds.values())
    # a threshold lies as low as the lowest of the others' scores, so the least sure of an author left out may miss it
    assert all(label.unseen.precision == 1 and label.unseen.recall >= 0.7 for label in fitted.labels)


def test_the_manifest_names_every_file_and_its_hash(trained):
    _, files = trained
    manifest = json.loads(files["manifest.json"])
    assert set(files) == {*manifest["files"], "manifest.json"}
    for name, sha256 in manifest["files"].items():
        assert f"sha256:{hashlib.sha256(files[name]).hexdigest()}" == sha256


def test_the_card_says_what_it_is_and_is_not(trained):
    fitted, files = trained
    card = files["model_card.md"].decode()
    assert "96 segments of 24 notes by 4 authors (a, b, c, d)" in card
    assert "synthetic" in card and "No clinician" in card and "| manual | 24 | 4 |" in card
    assert "{" not in card.replace("{'", "")


def test_the_same_notes_give_the_same_bytes(learn, tmp_path):
    corpora = small_corpus.write(tmp_path)
    found = []
    for seed in ("1", "2"):
        output = tmp_path / seed
        environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed}
        run = [sys.executable, "-m", "ptnotelint", "train", str(corpora), "-o", str(output)]
        subprocess.run(run, env=environment, check=True, capture_output=True, timeout=300)
        found.append({path.name: path.read_bytes() for path in output.iterdir()})
    assert found[0] == found[1] and set(found[0]) == {"segments.json", "model_card.md", "manifest.json"}


def test_notes_kept_for_measuring_are_not_learnt_from(learn, tmp_path):
    corpora = small_corpus.write(tmp_path, measure=("a-1", "c-5"))
    _, before = learn(corpora)
    for name in ("a", "c"):
        path = corpora / f"notes-{name}.jsonl"
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        for row in rows:
            if row["note_id"] in ("a-1", "c-5"):
                row["text"] = "Paraffin to both hands, warm after"
                row["spans"] = [{"code": "97018", "element": "service", "start": 0, "end": 8}]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    assert learn(corpora)[1] == before


def test_single_lines_are_learnt_from_and_counted_in_no_figure(learn, trained, tmp_path):
    lines = [{"text": f"Quad {word} to ease the knee", "section": None, "labels": ["response"]} for word in ("sets", "squeeze", "work")]
    (small_corpus.write(tmp_path) / "segments-sa.jsonl").write_text("\n".join(map(json.dumps, lines)))
    fitted, files = learn(tmp_path)
    assert [(each.label, each.positives, each.authors) for each in fitted.labels] == [
        (each.label, each.positives, each.authors) for each in trained[0].labels]
    assert "3 single lines" in files["model_card.md"].decode()
    write_files(files, tmp_path / "model")
    told = load_classifier(tmp_path / "model").score("Quad squeeze to ease the knee", None)
    assert told["response"] > told["technique"]


def test_a_label_that_cannot_be_told_abstains(learn, tmp_path):
    corpora = small_corpus.write(tmp_path)
    for path in corpora.glob("notes-*.jsonl"):
        rows = [json.loads(line) for line in path.read_text().splitlines()]
        for at, row in enumerate(rows):  # the same words, marked in every other note
            row["text"] = "Did well.\nDid well."
            row["spans"] = [{"code": "97140", "element": "purpose", "start": 0, "end": 8}]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows))
    fitted, _ = learn(corpora)
    assert fitted.model["thresholds"] == [ABSTAIN]


def test_too_little_to_learn_from_is_said(learn, tmp_path):
    with pytest.raises(UsageError, match="too few annotated segments.*add annotated notes"):
        learn(small_corpus.write(tmp_path, authors="ab"))


def test_check_compares_and_writes_nothing(learn, tmp_path):
    corpora = small_corpus.write(tmp_path)
    output = tmp_path / "out"
    arguments = ["train", str(corpora), "-o", str(output)]
    missing = CliRunner().invoke(main, [*arguments, "--check"])
    assert missing.exit_code == 1 and "segments.json" in missing.output and not output.exists()
    assert CliRunner().invoke(main, arguments).exit_code == 0
    assert CliRunner().invoke(main, [*arguments, "--check"]).exit_code == 0
    (output / "model_card.md").write_text("another")
    changed = CliRunner().invoke(main, [*arguments, "--check"])
    assert changed.exit_code == 1 and "differs from this training: model_card.md" in changed.output


def test_without_scikit_learn_the_remedy_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "sklearn", None)
    done = CliRunner().invoke(main, ["train", str(small_corpus.write(tmp_path))])
    assert done.exit_code == 2 and 'pip install "ptnotelint[train]"' in done.output


def test_a_directory_without_notes_is_wrong_usage(tmp_path):
    pytest.importorskip("sklearn", reason="asked for first")
    done = CliRunner().invoke(main, ["train", str(tmp_path)])
    assert done.exit_code == 2 and "holds no notes-*.jsonl" in done.output


def test_files_that_cannot_be_written_are_named(tmp_path):
    (tmp_path / "file").write_text("")
    files = model_files({"labels": [], "weights": {"a": [0, 1]}}, "# Card")
    assert differing(files, tmp_path) == list(files)
    with pytest.raises(UsageError, match="name another with --output"):
        write_files(files, tmp_path / "file")
