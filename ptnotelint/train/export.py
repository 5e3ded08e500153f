"""The trained model as files: weights, their card, and a manifest with the hash of each."""

from __future__ import annotations

import hashlib
import json
from pathlib import Path

from ptnotelint.errors import UsageError
from ptnotelint.nlp.classifier import FORMAT, MANIFEST, MODEL, NAME

CARD = "model_card.md"


def model_files(model: dict, card: str) -> dict[str, bytes]:
    """File name -> bytes, the same for the same model; the manifest comes last.

    Examples
    --------
    >>> list(model_files({"labels": []}, "# Card"))
    ['segments.json', 'model_card.md', 'manifest.json']
    """
    files = {MODEL: (json.dumps(model, indent=1) + "\n").encode(), CARD: card.encode()}
    manifest = {
        "model": NAME, "format": FORMAT,
        "files": {name: f"sha256:{hashlib.sha256(content).hexdigest()}" for name, content in files.items()},
    }
    return files | {MANIFEST: (json.dumps(manifest, indent=2) + "\n").encode()}


def write_files(files: dict[str, bytes], directory: Path) -> None:
    """Write the files, the manifest last: a model that was cut short is then refused by its hash."""
    try:
        directory.mkdir(parents=True, exist_ok=True)
        for name, content in files.items():
            (directory / name).write_bytes(content)
    except OSError as error:
        raise UsageError(f"{directory}: {error.strerror or 'cannot be written'}: name another with --output") from None


def differing(files: dict[str, bytes], directory: Path) -> list[str]:
    """Names of files that are missing from a directory or hold other bytes."""
    return [name for name, content in files.items()
            if not (directory / name).is_file() or (directory / name).read_bytes() != content]
