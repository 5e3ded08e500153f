"""The wheel holds every room and every data file."""

from __future__ import annotations

import tomllib
from pathlib import Path

import ptnotelint

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
