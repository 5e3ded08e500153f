"""The wheel holds every room and every data file, lints as the checkout does, and notices files that were changed since."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import ptnotelint
from ptnotelint.linter import Linter

ROOT = Path(__file__).parent.parent
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))


def test_every_room_is_packaged():
    rooms = {".".join(path.parent.relative_to(ROOT).parts) for path in (ROOT / "ptnotelint").rglob("__init__.py")}
    assert set(PROJECT["tool"]["setuptools"]["packages"]) == rooms | {"ptnotelint.models"}


def test_every_data_file_has_a_packaged_suffix():
    packaged = {Path(pattern).suffix for pattern in PROJECT["tool"]["setuptools"]["package-data"]["ptnotelint"]}
    files = [path for path in (ROOT / "ptnotelint").rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    assert {path.suffix for path in files} - {".py", ".pyc"} <= packaged


def test_versions_agree():
    assert PROJECT["project"]["version"] == ptnotelint.__version__


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    """The wheel, built from the source distribution and unpacked as pip does, without dependencies; where it lies."""
    pytest.importorskip("build", reason="needs the package build")
    folder = tmp_path_factory.mktemp("built")
    kept = shutil.ignore_patterns("__pycache__", ".git", "tests", "corpora", "build", "*.egg-info")
    shutil.copytree(ROOT, folder / "source", ignore=kept)
    built = _run("-m", "build", "--outdir", folder / "dist", folder / "source", check=False)
    if "No matching distribution found for setuptools" in built.stdout + built.stderr:
        pytest.skip("no package index can be reached, and building needs setuptools from one")
    assert built.returncode == 0, built.stdout[-2000:] + built.stderr[-2000:]
    assert sorted(path.name.removeprefix(f"ptnotelint-{ptnotelint.__version__}") for path in (folder / "dist").iterdir()) == ["-py3-none-any.whl", ".tar.gz"]
    _run("-m", "pip", "install", "--quiet", "--no-deps", "--no-index", "--target", folder / "site", next((folder / "dist").glob("*.whl")))
    return folder / "site"


def _run(*arguments, **options) -> subprocess.CompletedProcess:
    return subprocess.run([sys.executable, *map(str, arguments)], text=True, capture_output=True, timeout=300, **{"check": True, **options})


def _lint(site: Path) -> subprocess.CompletedProcess:
    """A note linted by what lies there, and by nothing of this checkout."""
    return _run("-m", "ptnotelint", "lint", "--code", "97110", "--format", "json", "-", input="SLR 3x10, 15 min", cwd=site.parent,
                env={**os.environ, "PYTHONPATH": str(site)}, check=False)


def test_what_is_installed_holds_all_that_is_here_and_lints_alike(installed):
    here = {path.relative_to(ROOT).as_posix() for path in (ROOT / "ptnotelint").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    here |= {path.relative_to(ROOT).as_posix().replace("models/", "ptnotelint/models/", 1) for path in (ROOT / "models").iterdir() if path.is_file()}
    there = {path.relative_to(installed).as_posix() for path in (installed / "ptnotelint").rglob("*") if path.is_file() and path.suffix != ".pyc"}
    assert there == here and not [path.name for path in installed.iterdir() if path.name not in ("ptnotelint", "bin") and path.suffix != ".dist-info"]
    done = _lint(installed)
    assert done.returncode == 1, done.stderr
    assert json.loads(done.stdout)["tool"] == Linter.load().tool | {"options": json.loads(done.stdout)["tool"]["options"]}


@pytest.mark.parametrize("name", ["codebook/codes/97110.toml", "codebook/rules/units/new.toml", "models/segments.json"])
def test_files_that_are_not_as_they_were_installed_are_refused(installed, name):
    path = installed / "ptnotelint" / name
    before = path.read_bytes() if path.exists() else None
    path.write_bytes((before or b"") + b"\n")
    try:
        done = _lint(installed)
    finally:
        path.write_bytes(before) if before is not None else path.unlink()
    assert done.returncode == 2 and name in done.stderr and "reinstall ptnotelint" in done.stderr, done.stderr
