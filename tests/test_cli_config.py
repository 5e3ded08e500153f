"""Settings of the working directory: defaults of lint's options, each with its origin; flags win."""

import json

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main

NOTE = "Ther ex 25 min: SLR 3x10 to strengthen quad."


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "note.txt").write_text(NOTE)
    return tmp_path


def options(*arguments):
    done = CliRunner().invoke(main, ["lint", "note.txt", "--code", "97110", "--format", "json", *arguments])
    return json.loads(done.output)["tool"]


def test_settings_are_defaults_and_flags_win(here):
    (here / "ptnotelint.toml").write_text('payer = "medicare"\nignore = ["*/response"]\nfinal = true\n')
    assert options()["profile"] == "medicare" and options()["options"]["ignore"] == ["*/response"] and options()["options"]["final"] is True
    assert options("--payer", "commercial", "--ignore", "*/time")["profile"] == "commercial"
    assert options("--ignore", "*/time")["options"]["ignore"] == ["*/time"]


def test_pyproject_is_read_where_there_is_no_file_of_its_own(here):
    (here / "pyproject.toml").write_text('[project]\nname = "x"\n[tool.ptnotelint]\nunits = "ama"\n')
    assert options()["options"]["units"] == "ama"
    (here / "ptnotelint.toml").write_text('units = "cms"\n')
    assert options()["options"]["units"] == "cms"
    (here / "other.toml").write_text('payer = "medicaid"\n')
    assert options("--config", "other.toml")["profile"] == "medicaid" and options("--config", "other.toml")["options"]["units"] is None


def test_origins_are_shown(here):
    (here / "ptnotelint.toml").write_text('\npayer = "medicare"\n')
    lines = CliRunner().invoke(main, ["config", "--show-origin"]).output.splitlines()
    assert "payer         = medicare  (ptnotelint.toml:2)" in lines and "fail_on       = error  (default)" in lines


def test_paths_are_relative_to_the_file(here):
    (here / "set" / "own").mkdir(parents=True)
    (here / "set" / "own" / "strict.toml").write_text('payer = "strict"\nwords = "a strict plan"\n')
    (here / "set" / "ptnotelint.toml").write_text('codebook = "own"\npayer = "strict"\n')
    assert options("--config", "set/ptnotelint.toml")["profile"] == "strict"


@pytest.mark.parametrize(("text", "said"), [
    ('payr = "medicare"\n', 'ptnotelint.toml:1: unknown key "payr" (allowed: payer, date,'),
    ('\nunits = "both"\n', "ptnotelint.toml:2: \"units\": 'both' is not one of 'cms', 'ama'"),
    ('final = "yes"\n', '"final" must be true or false'),
    ('select = "97110/*"\n', '"select" must be a list of rules'),
    ('payer = "nobody"\n', "There are: commercial, default,"),
    ('ignore = ["units/overbilled"]\n', "Did you mean units/over-billed"),
    ("payer = \n", "ptnotelint.toml:1: not valid TOML"),
])
def test_what_is_wrong_is_named_with_file_line_and_remedy(here, text, said):
    (here / "ptnotelint.toml").write_text(text)
    done = CliRunner().invoke(main, ["lint", "note.txt", "--code", "97110"])
    assert done.exit_code == 2 and said in done.output
