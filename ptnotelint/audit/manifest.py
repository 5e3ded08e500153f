"""What a run's manifest says, and what of it must be the same for a run to be gone on with."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Mapping
from pathlib import Path

from ptnotelint.errors import UnreadableError
from ptnotelint.keys import pseudonym, pseudonymised_error

SCHEMA_VERSION = "1"


def begun(tool: dict, options: dict, command: str, inputs: list[dict], configuration: list[dict], reconciliation: dict) -> dict:
    """The manifest of a run that has read its input and linted nothing yet."""
    return {"schema_version": SCHEMA_VERSION, "tool": tool, "options": options, "command": command, "inputs": inputs,
            "configuration": configuration, "reconciliation": reconciliation, "summary": None, "not_checked": [], "tables": {}, "finished": False}


def pseudonymised_manifest(manifest: dict, key: bytes) -> dict:
    """The manifest with pseudonyms for the files it names, wherever it names them.

    Examples
    --------
    >>> told = begun({}, {}, "ptnotelint audit doe.txt -o OUT/", [{"path": "doe.txt"}], [], {"unreadable": [], "recognised": ["doe.txt: a note"]})
    >>> shown = pseudonymised_manifest(told, b"secret")
    >>> shown["inputs"][0]["path"], "doe" in str(shown)
    ('path-f3960c25b6e17b6e', False)
    """
    told = manifest["reconciliation"]
    paths = {each["path"] for each in (*manifest["inputs"], *told["unreadable"])}
    names = {path: pseudonym(key, "path", path) for path in sorted(paths, key=len, reverse=True)}  # of two that begin alike, the longer first

    def shown(text: str) -> str:
        for path, name in names.items():
            text = text.replace(path, name)
        return text

    unreadable = [pseudonymised_error(UnreadableError(each["path"], each["reason"], each["line"]), key) for each in told["unreadable"]]
    return {**manifest, "command": shown(manifest["command"]), "inputs": [each | {"path": names[each["path"]]} for each in manifest["inputs"]],
            "reconciliation": told | {"recognised": list(map(shown, told["recognised"])),
                                      "unreadable": [{"path": error.path, "line": error.line, "reason": error.reason} for error in unreadable]}}


def differences(earlier: Mapping, now: Mapping) -> list[str]:
    """What a run would do otherwise than the one that was begun, each in a few words.

    Examples
    --------
    >>> earlier = {"tool": {"version": "1"}, "inputs": [{"path": "n.csv", "bytes": 9, "sha256": "a"}]}
    >>> differences(earlier, {"tool": {"version": "1"}, "inputs": [{"path": "n.csv", "bytes": 9, "sha256": "b"}]})
    ['n.csv has changed']
    """
    if earlier.get("schema_version") != now.get("schema_version"):
        return [f"the manifest is of schema {earlier.get('schema_version')}"]
    found = []
    for name in ("tool", "options"):
        found += _settings(earlier.get(name) or {}, now.get(name) or {})
    for name in ("inputs", "configuration"):
        found += _files(earlier.get(name) or (), now.get(name) or ())
    return found


def fingerprint_of(path: Path) -> dict:
    """A file's entry in the manifest.

    Examples
    --------
    >>> fingerprint_of(Path(__file__))["path"] == __file__
    True
    """
    with open(path, "rb") as file:
        return {"path": str(path), "sha256": hashlib.file_digest(file, "sha256").hexdigest()}


def _settings(earlier: Mapping, now: Mapping, where: str = "") -> list[str]:
    found = []
    for name in dict.fromkeys([*earlier, *now]):
        before, after = earlier.get(name), now.get(name)
        if isinstance(before, dict) and isinstance(after, dict):
            found += _settings(before, after, f"{where}{name} ")
        elif before != after:
            found.append(f"{where}{name.replace('_', '-')} was {_shown(before)} and is {_shown(after)}")
    return found


def _shown(value: object) -> str:
    return "not set" if value is None or value == [] else ", ".join(map(str, value)) if isinstance(value, list) else str(value)


def _files(earlier: Iterable[Mapping], now: Iterable[Mapping]) -> list[str]:
    before, after = ({each["path"]: each["sha256"] for each in files} for files in (earlier, now))
    found = [f"{path} is not read any more" for path in before if path not in after]
    found += [f"{path} is new" for path in after if path not in before]
    found += [f"{path} has changed" for path in after if path in before and before[path] != after[path]]
    return found or ([] if list(before) == list(after) else ["the inputs come in another order"])
