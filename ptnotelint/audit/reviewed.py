"""A sample's workbook: made for the reviewer, and read back with the answers."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from ptnotelint.audit.review import FINDING_COLUMNS, SUPPORTED_COLUMNS, Item, finding_items, supported_items
from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.sample import Sample, draw, frame_of
from ptnotelint.errors import UsageError
from ptnotelint.write.review_workbook import ANSWERS, review_workbook

FACTS = ("frame sha256", "frame notes", "drawn notes", "seed", "strata by")
UNSTRATIFIED = "(none)"


@dataclass(frozen=True, slots=True)
class Reviewed:
    """A sample with the reviewer's answers: True for agree, False for disagree; what was left empty is not there.

    ``sha256`` is that of the workbook that they were read from.
    """

    sample: Sample
    findings: tuple[Item, ...]
    supported: tuple[Item, ...]
    answers: dict[str, bool]
    sha256: str = ""


def workbook_of(run: RunFolder, sample: Sample) -> tuple[bytes, int, int]:
    """The workbook, and how many findings and supported elements are in it."""
    notes = {row["ordinal"]: row for row in run.rows("notes", ["ordinal", "note_id", "path", "date_of_service"], sample.ordinals)}

    def rows(items: Iterable[Item]) -> list[tuple]:
        known = ((item, notes[item.ordinal]) for item in items)
        return [(item.item, note["note_id"] or f"note {item.ordinal}", note["path"], note["date_of_service"], *item.shown) for item, note in known]

    findings, supported = rows(finding_items(run, sample)), rows(supported_items(run, sample))
    frame = sample.frame
    facts = list(zip(FACTS, (frame.sha256, frame.notes, len(sample.ordinals), sample.seed, frame.by or UNSTRATIFIED), strict=True))
    facts += [(f"stratum {each['stratum']}", f"{each['drawn']} of {each['notes']}") for each in sample.as_dict()["strata"]]
    tool = run.manifest.get("tool", {})
    facts += [(name, tool.get(name)) for name in ("version", "codebook", "model", "profile")]
    content = review_workbook({"Findings": (FINDING_COLUMNS, findings), "Supported": (SUPPORTED_COLUMNS, supported)}, facts)
    return content, len(findings), len(supported)


def read_reviewed(path: Path, run: RunFolder) -> Reviewed:
    """Draw the sample of a workbook again from its run, and read the answers to it.

    Raises
    ------
    UsageError
        When it is no such workbook, is of another run, or an answer is none: with sheet and row.
    """
    sheets = _sheets(path)
    facts = {str(row[0]): str(row[1]) for row in sheets["Sample"] if len(row) > 1}
    try:
        by = None if facts["strata by"] == UNSTRATIFIED else facts["strata by"]
        wanted, size, seed = facts["frame sha256"], int(float(facts["drawn notes"])), int(float(facts["seed"]))
    except (KeyError, ValueError):
        raise UsageError(f"{path}: its sheet Sample is not as `ptnotelint sample` made it: take the workbook as it was drawn") from None
    frame = frame_of(run, by)
    if frame.sha256 != wanted:
        raise UsageError(f"{path}: was drawn from another run than {run.path} (frame {wanted}, here {frame.sha256}): give that run")
    sample = draw(frame, size, seed)
    findings, supported = tuple(finding_items(run, sample)), tuple(supported_items(run, sample))
    answers = _answers(path, "Findings", sheets["Findings"], findings) | _answers(path, "Supported", sheets["Supported"], supported)
    return Reviewed(sample, findings, supported, answers, hashlib.sha256(path.read_bytes()).hexdigest())


def _sheets(path: Path) -> dict[str, list[list]]:
    from python_calamine import CalamineError, CalamineWorkbook

    try:
        book = CalamineWorkbook.from_path(str(path))
        missing = [name for name in ("Findings", "Supported", "Sample") if name not in book.sheet_names]
        if missing:
            raise UsageError(f"{path}: has no sheet {missing[0]}: give the workbook that `ptnotelint sample` made")
        return {name: book.get_sheet_by_name(name).to_python(skip_empty_area=False) for name in ("Findings", "Supported", "Sample")}
    except OSError as error:
        raise UsageError(f"{path}: cannot be read: {error.strerror or 'no such workbook'}") from None
    except CalamineError:
        raise UsageError(f"{path}: is no Excel workbook that can be read: save it as .xlsx") from None


def _answers(path: Path, name: str, rows: list[list], items: tuple[Item, ...]) -> dict[str, bool]:
    header = [str(cell) for cell in rows[0]] if rows else []
    for column in ("item", "answer"):
        if column not in header:
            raise UsageError(f'{path}: sheet {name} has no column "{column}": its first row must stay as it was')
    at_item, at_answer = header.index("item"), header.index("answer")
    known, found = {item.item for item in items}, {}
    for number, row in enumerate(rows[1:], 2):
        item, said = str(row[at_item]).strip(), str(row[at_answer]).strip().lower()
        if not said:
            continue
        if said not in ANSWERS:
            raise UsageError(f"{path}: sheet {name}, row {number}: the answer is neither {' nor '.join(ANSWERS)}; leave it empty where you cannot say")
        if item not in known or item in found:
            raise UsageError(f"{path}: sheet {name}, row {number}: {'is answered twice' if item in found else 'is no item of this sample'}: "
                             "the column item must stay as it was")
        found[item] = said == ANSWERS[0]
    return found
