"""The wording of a note's treatment as hashes with places: what copied text is found by, and no text itself."""

from __future__ import annotations

import re
import zlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import blake2b
from typing import TYPE_CHECKING

import numpy as np

if TYPE_CHECKING:
    from ptnotelint.evidence import Segment
    from ptnotelint.nlp.structure import Part

RUN = 5  # words of a shingle: short enough to find a sentence again around one changed word, long enough that exercise names alone share few
LONGEST = 20_000  # words; what a longer text holds beyond is left aside, so that one note cannot fill the memory
BASE = np.uint64(0x9E3779B97F4A7C15)  # odd, so that no word's bits are lost in the rolling product
TREATED = (None, "objective", "treatment", "addendum")  # sections that may tell what was done; None is a note without headings
TOKEN = re.compile(r"(?P<number>\d+(?:[.:/,]\d+)*)|[^\W\d_]+(?:['’-][^\W\d_]+)*")
BY = ("x", "×")  # between two numbers
LABEL = re.compile(r"[\s|*•>#-]*(?:[^\W\d_][^:.;,\n|]{0,39}:(?=\s|$))?")  # "Skin check:", a form's own heading
SHOUTED = re.compile(r"[^a-z]{0,60}\Z")  # "WHAT WAS DONE?"


@dataclass(frozen=True, slots=True)
class Wording:
    """Words of the treatment in their order, without headings and numbers.

    ``shingles`` holds for each word a 64-bit hash of it and the four after it, 0 where fewer follow before other text;
    ``numbers`` a 16-bit hash of the numbers between it and the next word, 0 for none; ``starts`` and ``ends`` count code points of the note.
    """

    shingles: list[int]
    numbers: list[int]
    starts: list[int]
    ends: list[int]


def wording(text: str, segments: Iterable[Segment] | None = None) -> Wording:
    """The wording of a note's treatment; the note's text cannot be had back from it.

    Parameters
    ----------
    text : str
    segments : iterable of Segment, optional
        What it was cut into when it was read; where nobody has, it is cut here.

    Examples
    --------
    >>> one = wording("S: sore today\\nTher ex: SLR 3x10 with cues for a straight knee")
    >>> other = wording("S: fine\\nTher ex: SLR 2x15 with cues for a straight knee")
    >>> one.shingles == other.shingles, one.numbers == other.numbers, len(one.starts)
    (True, False, 7)
    """
    words: list[int] = []
    runs: list[int] = []
    made = Wording([], [], [], [])
    for run, start, end in _stretches(text, segments):
        digits = ""
        if len(words) >= LONGEST:
            break
        for match in TOKEN.finditer(text, start, end):
            word = match[0].lower().replace("’", "'")
            if match["number"]:
                digits += word + " "
                if made.numbers:
                    made.numbers[-1] = zlib.crc32(digits.encode()) & 0xFFFF or 1
            elif word not in BY:
                words.append(int.from_bytes(blake2b(word.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little"))
                runs.append(run)
                made.numbers.append(0)
                made.starts.append(match.start())
                made.ends.append(match.end())
                digits = ""
    made.shingles.extend(_shingles(words, runs))
    return made


def _cut(text: str) -> Iterable[Part]:
    # imported here, for those who only compare what was told load no language
    from ptnotelint.nlp.quantities import fold
    from ptnotelint.nlp.structure import split_parts

    return split_parts(text, fold(text))


def _stretches(text: str, segments: Iterable[Segment] | None) -> Iterator[tuple[int, int, int]]:
    """(run, start, end) of what is said of the treatment; text of another kind between two stretches parts their runs."""
    run = 0
    for part in _cut(text) if segments is None else segments:
        if part.section not in TREATED or part.historical:
            run += 1
            continue
        start = part.head_end if part.head_end > part.start else LABEL.match(text, part.start, part.end).end()
        if not (part.head_end <= part.start and SHOUTED.match(text[part.start:part.end])):
            yield run, start, part.end


def _shingles(words: list[int], runs: list[int]) -> list[int]:
    """Hash of each word with the next four, as the signed number that Parquet keeps; 0 where a run ends first."""
    whole = max(0, len(words) - RUN + 1)
    values, rolled = np.array(words, dtype=np.uint64), np.zeros(whole, dtype=np.uint64)
    for at in range(RUN):
        rolled = rolled * BASE + values[at:at + whole]
    rolled ^= rolled >> np.uint64(31)
    rolled[rolled == 0] = 1
    belongs = np.array(runs)
    rolled[belongs[:whole] != belongs[RUN - 1:]] = 0
    return [*rolled.view(np.int64).tolist(), *[0] * (len(words) - whole)]
