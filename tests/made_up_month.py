"""A month of made-up visits with known copies: corpus notes of split "train", taken apart and put together anew.

Each therapist is one author of the corpus, each patient one of that author's notes. A visit keeps some of that note's treatment, sentence by
sentence, and takes the rest from the author's other notes, as it does all that is not treatment; numbers change. So what is known of every
visit is how much of an earlier one it keeps, by words. Run as a program it measures ``history/*`` on such a month and prints figures.
"""

from __future__ import annotations

import random
import re
import sys
import time
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

from annotated_notes import tune_notes  # noqa: E402

from ptnotelint.audit.across import across_findings  # noqa: E402
from ptnotelint.audit.copied import SHORTEST  # noqa: E402
from ptnotelint.audit.features import features_of  # noqa: E402
from ptnotelint.audit.wording import TREATED  # noqa: E402
from ptnotelint.codebook import Codebook  # noqa: E402
from ptnotelint.nlp.quantities import fold  # noqa: E402
from ptnotelint.nlp.structure import split_parts  # noqa: E402
from ptnotelint.note import BilledLine, Note  # noqa: E402
from ptnotelint.report import ClaimLine, CodeReport, NoteReport  # noqa: E402
from ptnotelint.rules.findings import PUBLISHED_KEY  # noqa: E402

NUMBER = re.compile(r"\d+")
WORDS = re.compile(r"[^\W\d_]{2,}")
# kind of visit -> (how often, share of the treatment's sentences kept, of which note)
KINDS = {
    "honest": (0.55, (0.0, 0.5), "own"), "between": (0.10, (0.55, 0.75), "own"),
    "copy": (0.30, (0.92, 1.0), "own"), "other patient's": (0.05, (0.92, 1.0), "other"),
}


@dataclass(frozen=True, slots=True)
class MadeUp:
    """A visit and what is known of it: its kind, and the share of its treatment's words kept from the note it was made from."""

    note: Note
    kind: str
    kept: float


@dataclass(frozen=True, slots=True)
class _Source:
    """A corpus note in pieces: (text, whether it is treatment)."""

    pieces: tuple[tuple[str, bool], ...]
    billed: tuple[BilledLine, ...]


def _taken_apart(text: str, billed: tuple[BilledLine, ...]) -> _Source:
    pieces, at = [], 0
    for part in split_parts(text, fold(text)):
        if part.start < at:
            continue
        pieces.append((text[at:max(part.head_end, part.start)], False))
        treated = part.section in TREATED and not part.historical
        pieces.append((text[max(part.head_end, part.start):part.end], treated))
        at = part.end
    return _Source((*pieces, (text[at:], False)), billed)


def made_up_month(patients: int = 150, visits: int = 20, seed: int = 1) -> Iterator[MadeUp]:
    """The visits, patient by patient, three a week; the first of each patient is the corpus note itself."""
    dice = random.Random(seed)
    by_author: dict[str, list[_Source]] = {}
    for each in tune_notes():
        note = Note.from_dict(each.record)
        by_author.setdefault(each.record["author"], []).append(_taken_apart(note.text, note.billed or ()))
    authors = sorted(name for name, sources in by_author.items() if len(sources) > 6)
    shares = [share for share, _, _ in KINDS.values()]
    for patient in range(patients):
        author = authors[patient % len(authors)]
        pool = by_author[author]
        own = pool[patient // len(authors) % len(pool)]
        for visit in range(visits):
            kind = dice.choices(list(KINDS), shares)[0] if visit else "first"
            _, kept, whose = KINDS.get(kind, (0, (1.0, 1.0), "own"))
            # what another of the therapist's patients, seen before this one, was first given
            others = [pool[each // len(authors) % len(pool)] for each in range(patient % len(authors), patient, len(authors))]
            source = own if whose == "own" or not others else dice.choice(others)
            text, share = _worded(source, [each for each in pool if each is not source], dice.uniform(*kept), visit > 0, dice)
            day = date(2026, 3, 2) + timedelta(days=7 * (visit // 3) + 2 * (visit % 3))
            yield MadeUp(Note(text, f"p{patient}-v{visit}", own.billed, day.isoformat(), "medicare", patient_id=f"p{patient}", discipline="PT",
                              therapist={"name": author}), kind if source is not own or whose == "own" else "copy", share)


def _worded(source: _Source, others: list[_Source], keep: float, changed: bool, dice: random.Random) -> tuple[str, float]:
    """Text that keeps about so much of the treatment, and the share of words it really keeps."""
    treated = [at for at, (_, treatment) in enumerate(source.pieces) if treatment]
    sizes = {at: len(WORDS.findall(source.pieces[at][0])) for at in treated}
    dice.shuffle(treated)
    gone, away = set(), (1 - keep) * sum(sizes.values())
    for at in treated:
        if 0 < sizes[at] <= away:
            gone.add(at)
            away -= sizes[at]
    pieces, new = [], 0
    for at, (words, treatment) in enumerate(source.pieces):
        if at in gone or not treatment and len(WORDS.findall(words)) > 3 and changed and dice.random() < 0.5:
            alike = [piece for piece, kind in dice.choice(others).pieces if kind == treatment and piece.strip()]
            size = len(words)
            words = " " + min(dice.sample(alike, min(4, len(alike))), key=lambda piece: abs(len(piece) - size)).strip() + " " if alike else words
            new += len(WORDS.findall(words)) if treatment else 0
        pieces.append(NUMBER.sub(lambda match: str(int(match[0]) + dice.randint(0, 2)) if len(match[0]) < 3 and dice.random() < 0.4 else match[0], words)
                      if changed else words)
    old = sum(size for at, size in sizes.items() if at not in gone)
    return "".join(pieces), old / max(1, old + new)


def rows_of_month(month: list[MadeUp]) -> list[dict]:
    """Their feature rows, with reports that hold the claim alone: nothing between visits hangs on a note's own findings."""
    rows = []
    for ordinal, each in enumerate(month):
        codes = tuple(CodeReport(line.code, (ClaimLine(at, line.units, line.modifiers),), line.units, "supported") for at, line in enumerate(each.note.billed))
        rows.append(features_of(each.note, NoteReport(each.note.note_id, "supported", "", each.note.date_of_service, codes), ordinal))
    return rows


def main() -> None:
    month = list(made_up_month())
    began = time.process_time()
    rows = rows_of_month(month)
    read = time.process_time()
    found, notices = across_findings(rows, Codebook.load(), PUBLISHED_KEY)
    done = time.process_time()
    print(f"{len(month)} notes; features {(read - began) / len(month):.4f} s a note, findings {1000 * (done - read) / len(month):.2f} s per 1,000 notes")
    told = {rule: {ordinal for ordinal, finding in found if finding.rule == rule} for rule in ("history/copied-forward", "history/shared-wording")}
    long = {ordinal for ordinal, row in enumerate(rows) if len(row["shingles"]) >= SHORTEST}
    print(f"{len(month) - len(long)} of them too short to be looked at")
    for whose, rule in (("own", "history/copied-forward"), ("other", "history/shared-wording")):
        of = {ordinal: each.kept for ordinal, each in enumerate(month) if ordinal in long and (KINDS.get(each.kind, (0, 0, "own"))[2] == whose) and each.kind != "first"}
        for low, high in ((0.9, 1.01), (0.8, 0.9), (0.7, 0.8), (0.6, 0.7), (0.5, 0.6), (0.0, 0.5)):
            of_share = {ordinal for ordinal, kept in of.items() if low <= kept < high}
            print(f"{rule}: of {len(of_share):4} visits that keep {low:.1f} to {min(high, 1):.1f} of the words, {len(told[rule] & of_share):4} told")
        print(f"{rule}: {len(told[rule] - of.keys())} told of other visits")
    print(Counter(finding.rule for _, finding in found))
    print(*notices, sep="\n")


if __name__ == "__main__":
    main()
