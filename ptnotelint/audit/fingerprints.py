"""The findings of a finished report by fingerprint: of a run's folder, or of ``--format json`` or ``jsonl``."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from ptnotelint.audit.run_folder import finished_run
from ptnotelint.errors import UsageError


def open_fingerprints(report: Path) -> dict[str, str]:
    """Rule by fingerprint of every finding that is not waived.

    Parameters
    ----------
    report : Path
        The folder of a run, or a report that ``lint`` wrote as JSON or JSON Lines.

    Raises
    ------
    UsageError
        Where it is none of them.
    """
    if report.is_dir():
        rows = finished_run(report).rows("findings", ["rule", "fingerprint", "waived_by"])
        return {row["fingerprint"]: row["rule"] for row in rows if row["fingerprint"] and row["waived_by"] is None}
    return {finding["fingerprint"]: finding["rule"] for note in _notes(report) for finding in note["findings"]
            if finding["fingerprint"] and finding["waived"] is None}


def _notes(report: Path) -> Iterator[dict]:
    wrong = UsageError(f"{report}: not a report of `ptnotelint lint --format json` or jsonl, nor the folder of an audit")
    try:
        with report.open(encoding="utf-8") as file:
            first = file.readline()
            if first.strip() == "{":
                yield from json.loads(first + file.read())["notes"]
                return
            if json.loads(first)["tool"]["name"] != "ptnotelint":
                raise wrong
            last = {}
            for line in file:
                last = json.loads(line)
                if "findings" in last:
                    yield last
            if "summary" not in last:
                raise UsageError(f"{report}: has no last line with a summary: the run that wrote it was not finished")
    except OSError as error:
        raise UsageError(f"{report}: cannot be read: {error.strerror}") from None
    except (ValueError, KeyError, TypeError, AttributeError):
        raise wrong from None
