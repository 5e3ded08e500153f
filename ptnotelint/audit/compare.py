"""Two runs beside each other: which findings were fixed, are new or persist, by fingerprint."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.sheets.groups import FEWEST

OUTCOMES = ("fixed", "new", "persisting", "waived", "note_gone", "note_new")
FEW = f"(fewer than {FEWEST} notes each)"  # taken together: their figures would be of single notes
UNNAMED = "(not named)"


class Compared(NamedTuple):
    """A finding of either run, and what became of it.

    ``note_gone`` and ``note_new`` are of notes that only one run has: nothing was fixed or added in them. ``waived`` was
    open in the first run and is waived in the second.
    """

    outcome: str
    fingerprint: str
    note_id: str | None
    therapist: str
    rule: str
    code: str | None
    severity: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """What two runs have in common.

    Parameters
    ----------
    findings : tuple of Compared
        Sorted by outcome, then as the runs have them.
    notes : dict
        Notes of both runs, of the first alone and of the second alone.
    therapist_notes : Counter
        Notes of each therapist in the second run.
    cautions : tuple of str
        What else than the notes may make a difference.
    """

    findings: tuple[Compared, ...]
    notes: dict[str, int]
    therapist_notes: Counter = field(default_factory=Counter)
    cautions: tuple[str, ...] = ()

    def counts(self) -> dict[str, int]:
        """Findings by outcome."""
        found = Counter(finding.outcome for finding in self.findings)
        return {outcome: found[outcome] for outcome in OUTCOMES}

    def by_rule(self) -> dict[str, dict[str, int]]:
        """Outcomes of each rule, in the order of their names."""
        return _table((finding.rule, finding.outcome) for finding in self.findings)

    def by_therapist(self) -> dict[str, dict[str, int | None]]:
        """Outcomes of each therapist in the order of their names, those with few notes in the second run taken together.

        Where all of these have few notes together, their counts are None.
        """
        def shown(name: str) -> str:
            return name if name == UNNAMED or self.therapist_notes[name] >= FEWEST else FEW

        table = _table((shown(finding.therapist), finding.outcome) for finding in self.findings)
        pooled = sum(count for name, count in self.therapist_notes.items() if shown(name) == FEW)
        if FEW in table and pooled < FEWEST:
            table[FEW] = dict.fromkeys(OUTCOMES)
        return {name: {"notes": pooled if name == FEW else self.therapist_notes[name], **row} for name, row in table.items()}


def compare(before: RunFolder, after: RunFolder) -> Comparison:
    """What became of the findings of one run in another, of the same notes as a rule.

    Notes are the same when they have the same id, or path where they have none; findings when they have the same
    fingerprint.
    """
    first, second = _notes(before), _notes(after)
    old, new = dict(_findings(before, first)), dict(_findings(after, second))
    earlier, later = set(_names(first)), set(_names(second))
    found = []
    for fingerprint, (name, waived, finding) in old.items():
        if not waived:
            same = new.get(fingerprint)
            outcome = ("waived" if same[1] else "persisting") if same else "fixed" if name in later else "note_gone"
            found.append(Compared(outcome, fingerprint, *finding))
    for fingerprint, (name, waived, finding) in new.items():
        if not waived and (fingerprint not in old or old[fingerprint][1]):
            found.append(Compared("new" if name in earlier else "note_new", fingerprint, *finding))
    found.sort(key=lambda finding: OUTCOMES.index(finding.outcome))
    notes = {"both": len(earlier & later), "first_only": len(earlier - later), "second_only": len(later - earlier)}
    therapists = Counter(therapist for _, _, therapist in second.values())
    return Comparison(tuple(found), notes, therapists, tuple(_cautions(before, after, notes, old.keys(), new.keys())))


def _notes(run: RunFolder) -> dict[int, tuple[str | None, str | None, str]]:
    """Id, path and therapist of each note, by ordinal."""
    rows = run.rows("notes", ["ordinal", "note_id", "path", "therapist"])
    return {row["ordinal"]: (row["note_id"], row["path"], row["therapist"] or UNNAMED) for row in rows}


def _names(notes: dict) -> Iterator[str]:
    return (note_id or path or f"note {ordinal}" for ordinal, (note_id, path, _) in notes.items())


def _findings(run: RunFolder, notes: dict) -> Iterator[tuple[str, tuple]]:
    columns = ["ordinal", "rule", "code", "severity", "fingerprint", "waived_by"]
    for row in run.rows("findings", columns):
        note_id, path, therapist = notes[row["ordinal"]]
        name = note_id or path or f"note {row['ordinal']}"
        if row["fingerprint"]:
            yield row["fingerprint"], (name, row["waived_by"] is not None, (note_id, therapist, row["rule"], row["code"], row["severity"]))


def _table(pairs) -> dict[str, dict[str, int]]:
    found = Counter(pairs)
    return {name: {outcome: found[name, outcome] for outcome in OUTCOMES} for name in sorted({name for name, _ in found})}


def _differing(one: dict, other: dict) -> str:
    return ", ".join(sorted(name for name in one | other if one.get(name) != other.get(name)))


def _cautions(before: RunFolder, after: RunFolder, notes: dict, old, new) -> Iterator[str]:
    tools = [run.manifest.get("tool", {}) for run in (before, after)]
    for name in ("version", "codebook", "model", "profile", "options"):
        if (one := tools[0].get(name)) != (other := tools[1].get(name)):
            which = f" ({_differing(one, other)})" if name == "options" and one and other else ""
            yield f"the runs differ in {name}{which}: a change may be the tool's and not the notes'"
    if old and new and not notes["both"]:
        yield "no note is in both runs: were both made with the same ids, and with the same pseudonyms or none?"
    if notes["both"] and old and new and old.isdisjoint(new):
        yield "the runs share notes and no fingerprint: were they made with the same key file?"
