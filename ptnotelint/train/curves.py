"""How far the classifier's probabilities can be believed: calibration, and precision against recall, on segments of annotated notes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from ptnotelint.nlp.classifier import Classifier
from ptnotelint.train.annotated import AnnotatedNote
from ptnotelint.train.segments import labelled_segments

BINS = 10
RECALLS = tuple(step / 10 for step in range(1, 11))


@dataclass(frozen=True, slots=True)
class Curve:
    """One label's probabilities against what annotators marked.

    Parameters
    ----------
    calibration : tuple of (float, float, int)
        For each tenth of probability that holds any: mean probability, share that was marked, segments.
    precision : tuple of (float, float or None)
        For each tenth of recall: the best precision with which it is reached; None where no marked segment is that well found.
    """

    label: str
    marked: int
    calibration: tuple[tuple[float, float, int], ...]
    precision: tuple[tuple[float, float], ...]


def curves(classifier: Classifier, notes: Iterable[AnnotatedNote], family_of: Callable[[str], str | None]) -> list[Curve]:
    """Curves of all labels that occur in the notes, in the model's order."""
    segments = labelled_segments(notes, family_of)
    scores = [classifier.score(segment.text, segment.section) for segment in segments]
    found = []
    for label in classifier.labels:
        pairs = [(score[label], label in segment.labels) for score, segment in zip(scores, segments, strict=True)]
        if any(truth for _, truth in pairs):
            found.append(Curve(label, sum(truth for _, truth in pairs), calibration(pairs), precision_at_recall(pairs)))
    return found


def calibration(pairs: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float, int], ...]:
    """Mean probability, share of truths and count of each tenth.

    Examples
    --------
    >>> calibration([(0.05, False), (0.95, True), (0.91, False)])
    ((0.05, 0.0, 1), (0.93, 0.5, 2))
    """
    bins: list[list[tuple[float, bool]]] = [[] for _ in range(BINS)]
    for score, truth in pairs:
        bins[min(BINS - 1, int(score * BINS))].append((score, truth))
    return tuple((round(sum(score for score, _ in each) / len(each), 4), round(sum(truth for _, truth in each) / len(each), 4), len(each))
                 for each in bins if each)


def precision_at_recall(pairs: Sequence[tuple[float, bool]]) -> tuple[tuple[float, float], ...]:
    """Best precision with which each tenth of recall is reached.

    Examples
    --------
    >>> precision_at_recall([(0.9, True), (0.8, False), (0.7, True)])[4:6]
    ((0.5, 1.0), (0.6, 0.6667))
    """
    total = sum(truth for _, truth in pairs)
    reached, right, passed = [], 0, 0
    ordered = sorted(pairs, key=lambda pair: -pair[0])
    for at, (score, truth) in enumerate(ordered):
        right, passed = right + truth, passed + 1
        if at + 1 == len(ordered) or ordered[at + 1][0] != score:  # what scores alike passes together
            reached.append((right / total, right / passed))
    return tuple((recall, round(max(precision for got, precision in reached if got >= recall - 1e-9), 4)) for recall in RECALLS)
