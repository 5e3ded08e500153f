"""Whether the codebook that lies here is the one that was installed: pip keeps the hash of every file that it installs."""

from __future__ import annotations

import base64
import csv
import hashlib
from collections.abc import Mapping
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path

from ptnotelint.errors import UsageError

PACKAGE = "ptnotelint"


def check_installed(folder: Path, contents: Mapping[str, bytes]) -> None:
    """Compare the shipped files with what pip wrote down when it installed them.

    In a checkout, or where a package has no such list, there is nothing to compare with. Whoever changes both the files
    and the list is not noticed here; the codebook's hash in every report is then another than that version's.

    Parameters
    ----------
    folder : Path
        Where the shipped files lie.
    contents : mapping
        Their bytes by name in it.

    Raises
    ------
    UsageError
        Names the first file that was changed, added or taken away since.
    """
    hashes = _recorded(folder)
    if hashes is None:
        return
    for name in sorted({*hashes, *contents}):
        if name not in contents or hashes.get(name) != _hash(contents[name]):
            raise UsageError(f"{folder / name}: is not as it was installed: reinstall ptnotelint, and keep rules of your own in a directory for --codebook")


def _recorded(folder: Path) -> dict[str, str] | None:
    try:
        found = distribution(PACKAGE)
    except PackageNotFoundError:
        return None
    root, record = Path(found.locate_file("")).resolve(), found.read_text("RECORD")
    if not record or not folder.resolve().is_relative_to(root):
        return None
    prefix = folder.resolve().relative_to(root).as_posix() + "/"
    rows = {row[0]: row[1] for row in csv.reader(record.splitlines()) if len(row) > 1}
    return {name.removeprefix(prefix): digest for name, digest in rows.items() if name.startswith(prefix) and name.endswith(".toml")} or None


def _hash(content: bytes) -> str:
    """As the lists of installed files write it (PEP 376)."""
    return "sha256=" + base64.urlsafe_b64encode(hashlib.sha256(content).digest()).decode().rstrip("=")
