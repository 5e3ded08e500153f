"""A random sample of a run's notes, that anybody can draw again from the run and the seed.

Each note's place in the draw is the SHA-256 of the seed, the frame's hash and the note's ordinal; those with the
smallest are drawn. That is a simple random sample without replacement, whatever the machine or the language.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass

from ptnotelint.audit.run_folder import RunFolder
from ptnotelint.audit.tables import BLANK
from ptnotelint.errors import UsageError

STRATA = ("therapist", "payer", "clinic", "discipline", "visit_type", "verdict")
FEWEST = 2  # notes of a stratum; of one alone nothing can be said of how much they differ


@dataclass(frozen=True, slots=True)
class Frame:
    """What is drawn from: the notes with billed codes whose text could be read, by stratum.

    Parameters
    ----------
    by : str or None
        Column of the notes that makes the strata; None is one stratum, ``all``.
    strata : dict
        Ordinals of the notes in each stratum, in input order.
    sha256 : str
        Over ordinal, id, text hash and stratum of each note.
    """

    by: str | None
    strata: dict[str, tuple[int, ...]]
    sha256: str

    @property
    def notes(self) -> int:
        return sum(map(len, self.strata.values()))


@dataclass(frozen=True, slots=True)
class Sample:
    """Notes drawn from a frame: their ordinals by stratum, in input order."""

    frame: Frame
    seed: int
    drawn: dict[str, tuple[int, ...]]

    @property
    def ordinals(self) -> list[int]:
        return sorted(ordinal for drawn in self.drawn.values() for ordinal in drawn)

    def as_dict(self) -> dict:
        """What a report must say of a sample for it to be drawn again."""
        return {"notes": len(self.ordinals), "seed": self.seed, "by": self.frame.by, "frame": {"notes": self.frame.notes, "sha256": self.frame.sha256},
                "strata": [{"stratum": name, "notes": len(self.frame.strata[name]), "drawn": len(drawn)} for name, drawn in self.drawn.items()]}


def frame_of(run: RunFolder, by: str | None = None) -> Frame:
    """The notes of a run that can be reviewed."""
    columns = ["ordinal", "note_id", "text_sha256", "codes", "without_text", *([by] if by else [])]
    strata: dict[str, list[int]] = {}
    digest = hashlib.sha256()
    for row in run.rows("notes", columns):
        if row["codes"] and row["without_text"] in (None, BLANK):
            stratum = str(row[by] or "(not named)") if by else "all"
            strata.setdefault(stratum, []).append(row["ordinal"])
            digest.update("\x1f".join((str(row["ordinal"]), row["note_id"] or "", row["text_sha256"], stratum)).encode() + b"\n")
    if not strata:
        raise UsageError(f"{run.path}: no note with billed codes whose text could be read: there is nothing to draw from")
    return Frame(by, {name: tuple(strata[name]) for name in sorted(strata)}, f"sha256:{digest.hexdigest()}")


def draw(frame: Frame, size: int, seed: int) -> Sample:
    """Draw notes: of one stratum at random, of several as :func:`allocated`."""
    parts = allocated({name: len(notes) for name, notes in frame.strata.items()}, size)

    def place(ordinal: int) -> bytes:
        return hashlib.sha256(f"{seed}\x1f{frame.sha256}\x1f{ordinal}".encode()).digest()

    return Sample(frame, seed, {name: tuple(sorted(sorted(notes, key=place)[: parts[name]])) for name, notes in frame.strata.items()})


def allocated(sizes: dict[str, int], size: int) -> dict[str, int]:
    """How many notes each stratum gives: by its share of the frame, and two at least where it has two.

    Examples
    --------
    >>> allocated({"A": 900, "B": 95, "C": 5}, 20)
    {'A': 16, 'B': 2, 'C': 2}
    """
    least = {name: min(FEWEST, count) for name, count in sizes.items()}
    if size < sum(least.values()):
        raise UsageError(f"--size {size}: {len(sizes)} strata need {sum(least.values())} notes at least, {FEWEST} of each")
    parts = dict(least)
    total = sum(sizes.values())
    # One by one to whichever is furthest below its share; a stratum of which all are drawn is full.
    for _ in range(min(size, total) - sum(parts.values())):
        short = max((name for name in sizes if parts[name] < sizes[name]), key=lambda name: (sizes[name] * size / total - parts[name], name))
        parts[short] += 1
    return parts
