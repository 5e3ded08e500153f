"""The vocabulary: every list says where it comes from, and the compiled file is of these very sources."""

from __future__ import annotations

import json
import tomllib

import pytest

from ptnotelint.lexicon import HERE, stems
from ptnotelint.lexicon.compiled import FILE, compile_lexicon


@pytest.mark.parametrize("stem", stems())
def test_a_file_names_its_source_and_repeats_no_term(stem):
    content = tomllib.loads((HERE / f"{stem}.toml").read_text(encoding="utf-8"))
    assert len(content["source"]) > 20
    for entry in content["list"]:
        assert entry["label"] and entry["terms"]
        assert entry["terms"] == [term.lower() for term in entry["terms"]], entry["label"]
        assert len(set(entry["terms"])) == len(entry["terms"]), (entry["label"], entry.get("family"))


def test_the_compiled_file_is_fresh():
    # refresh with: python -m ptnotelint.lexicon.compiled
    assert json.loads(FILE.read_bytes()) == json.loads(json.dumps(compile_lexicon()))
