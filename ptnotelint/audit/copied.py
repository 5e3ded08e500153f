"""Copied wording: which note's treatment is worded as an earlier note's, how much of it, and where.

Every fourth shingle (by its hash) goes into one sorted index of a patient's, or a therapist's, notes; a note meets only those that last
used its own shingles, and is compared whole with the few it meets most often. No two notes are compared that share nothing.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from itertools import groupby

import numpy as np

from ptnotelint.audit.encounters import Encounter
from ptnotelint.audit.wording import RUN

# Of the treatment's words. Different notes of one writer share next to nothing (0.03 at most among the corpus notes that may be looked at),
# copies in which a sentence was changed over 0.8 (tests/made_up_month.py).
SHARE = 0.8
SHORTEST = 40  # words without headings and numbers; of fewer, an exercise list that any two visits share can be most
INDEXED = np.uint32(4)  # one shingle in so many
USES = 32  # latest uses of a shingle that a note meets; text used oftener meets its latest
LIKELY = 0.3  # of a note's indexed shingles; at a share of 0.8 of the words, well over half are met
MET = 3  # earlier notes compared whole
BLOCK = 1 << 17  # uses looked up at once, which bounds the memory
SHEET = 3  # words to a number, at most, in a flow sheet: there the numbers are what is told
GROUP = "97150"


@dataclass(frozen=True, slots=True)
class Held:
    """A note's shingles and numbers as they stay in memory: 6 bytes a word."""

    shingles: np.ndarray
    numbers: np.ndarray

    @classmethod
    def of(cls, row: dict) -> Held:
        """From a row's columns; a shingle is held by its upper half, of which a wrong match is one in 2**32."""
        whole = np.array(row["shingles"], dtype=np.int64).view(np.uint64)
        return cls(np.where(whole == 0, 0, np.maximum(whole >> np.uint64(32), 1)).astype(np.uint32), np.array(row["numbers"], dtype=np.uint16))


@dataclass(frozen=True, slots=True)
class Copy:
    """A later note's resemblance to an earlier one.

    ``first`` and ``last`` number the words of the longest copied stretch; ``unchanged`` of ``numbers`` stand as they stood.
    """

    later: Encounter
    earlier: Encounter
    words: int
    copied: int
    numbers: int
    unchanged: int
    first: int
    last: int

    @property
    def share(self) -> float:
        return self.copied / self.words

    @property
    def new_doses(self) -> bool:
        """Whether this is a flow sheet, the same rows with mostly other numbers."""
        return self.numbers * SHEET >= self.copied and self.unchanged * 2 < self.numbers


def copies_of_patients(encounters: Iterable[Encounter], held: dict[int, Held]) -> Iterator[Copy]:
    """Notes worded as one of an earlier day of the same patient."""
    known = sorted((each for each in encounters if each.patient and each.date), key=lambda each: (each.patient, each.date, each.ordinal))
    for _, visits in groupby(known, key=lambda each: each.patient):
        yield from _copies(list(visits), held, lambda each: each.date, lambda one, other: True)


def copies_of_therapists(encounters: Iterable[Encounter], held: dict[int, Held]) -> Iterator[Copy]:
    """Notes worded as an earlier one of another patient of the same therapist; a group's notes of one day may well be alike."""
    known = [each for each in encounters if each.patient and each.date and each.therapist]
    known.sort(key=lambda each: (each.clinic or "", each.therapist, each.date, each.ordinal))
    for _, visits in groupby(known, key=lambda each: (each.clinic or "", each.therapist)):
        yield from _copies(list(visits), held, lambda each: each.patient, lambda one, other: not (
            one.date == other.date and GROUP in one.units and GROUP in other.units))


def _copies(ordered: list[Encounter], held: dict[int, Held], owner: Callable[[Encounter], str],
            may_match: Callable[[Encounter, Encounter], bool]) -> Iterator[Copy]:
    """Of each note the copy of which most was copied, of equal ones the latest; notes of one owner do not match each other."""
    ordered = [each for each in ordered if len(held[each.ordinal].shingles) >= SHORTEST]
    for later, met in _meetings(ordered, held, owner):
        compared = (_compared(ordered[later], ordered[earlier], held) for earlier in met if may_match(ordered[later], ordered[earlier]))
        found = [copy for copy in compared if copy is not None and not copy.new_doses]
        if found:
            yield max(found, key=lambda copy: (copy.share, copy.earlier.date, copy.earlier.ordinal))


def _meetings(ordered: list[Encounter], held: dict[int, Held], owner: Callable[[Encounter], str]) -> Iterator[tuple[int, list[int]]]:
    """For each place in the order that shares shingles with earlier ones of another owner: those it shares most with."""
    if len(ordered) < 2:
        return
    picked = [np.unique(shingles[(shingles != 0) & (shingles % INDEXED == 0)]) for shingles in (held[each.ordinal].shingles for each in ordered)]
    shingles = np.concatenate(picked)
    places = np.repeat(np.arange(len(ordered)), [len(each) for each in picked])
    owners = np.unique([owner(each) for each in ordered], return_inverse=True)[1][places]
    order = np.lexsort((places, shingles))
    shingles, places, owners = shingles[order], places[order], owners[order]
    by_place = np.argsort(places, kind="stable")
    ends = np.cumsum([len(each) for each in picked])
    for block in np.split(by_place, np.unique(ends[np.searchsorted(ends, np.arange(BLOCK, len(by_place), BLOCK))])):
        for later, earlier, votes in _met_most(block, shingles, places, owners):
            likely = [place for place, met in zip(earlier, votes, strict=True) if met >= LIKELY * len(picked[later])]
            if likely:
                yield later, likely


def _met_most(block: np.ndarray, shingles: np.ndarray, places: np.ndarray, owners: np.ndarray) -> Iterator[tuple[int, list[int], list[int]]]:
    """For each note of a block of whole notes' uses: the earlier notes that used most of the same shingles, and how many of them."""
    later, earlier = [], []
    for back in range(1, USES + 1):
        block = block[block >= back]
        block = block[shingles[block - back] == shingles[block]]
        if not len(block):
            break
        other = block[owners[block - back] != owners[block]]
        later.append(places[other])
        earlier.append(places[other - back])
    if not later:
        return
    # a pair as one number, later note first
    pairs, votes = np.unique(np.concatenate(later) * len(shingles) + np.concatenate(earlier), return_counts=True)
    later, earlier = np.divmod(pairs, len(shingles))
    ranked = np.lexsort((-earlier, -votes, later))
    for place, rank in groupby(ranked.tolist(), key=lambda at: int(later[at])):
        most = list(rank)[:MET]
        yield place, earlier[most].tolist(), votes[most].tolist()


def _compared(later: Encounter, earlier: Encounter, held: dict[int, Held]) -> Copy | None:
    """Two notes compared whole; None where too little is shared."""
    one, other = held[later.ordinal], held[earlier.ordinal]
    order = np.argsort(other.shingles, kind="stable")
    known = other.shingles[order]
    at = np.minimum(np.searchsorted(known, one.shingles), len(known) - 1)
    shared = (one.shingles != 0) & (known[at] == one.shingles)
    there = order[at]
    aligned = np.full(len(shared), -1)
    joined = np.zeros(len(shared), dtype=bool)  # to the word before, by a shingle that holds both
    for step in reversed(range(RUN)):
        words = np.nonzero(shared[:len(shared) - step])[0]
        aligned[words + step] = there[words] + step
        if step:
            joined[words + step] = True
    covered = aligned >= 0
    if covered.sum() < SHARE * len(covered):
        return None
    told = covered & (one.numbers != 0)
    first, last = _longest(covered, joined)
    return Copy(later, earlier, len(covered), int(covered.sum()), int(told.sum()),
                int((one.numbers[told] == other.numbers[aligned[told]]).sum()), first, last)


def _longest(covered: np.ndarray, joined: np.ndarray) -> tuple[int, int]:
    """First and last word of the longest stretch copied in one, the earliest of equal ones."""
    best = (0, -1)
    start = None
    for word, (copied, on) in enumerate(zip(covered.tolist(), joined.tolist(), strict=True)):
        start = None if not copied else start if on and start is not None else word
        if start is not None and word - start > best[1] - best[0]:
            best = (start, word)
    return best
