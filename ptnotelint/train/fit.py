"""Fitting: one logistic regression per label, its scores on authors it has not seen, and the model made of both.

Every score that is judged here comes from the same :class:`Classifier` that users run, rounded weights and all.
"""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from ptnotelint.errors import UsageError
from ptnotelint.nlp.classifier import FORMAT, Classifier, features, packed
from ptnotelint.train.calibrate import Calibrated, Hits, calibrate, hits, pass_on
from ptnotelint.train.segments import ROLES, LabelledSegment

FEWEST_SEGMENTS, FEWEST_AUTHORS = 10, 3  # below these a label is not learnt: its figures would say nothing
FEWEST_USES = 2  # a feature seen in one segment only is a quotation, not a pattern
STRENGTH = 20.0  # inverse of regularization (C): 5, 10, 20 gave 0.620, 0.626, 0.630, mean average precision on notes of seven writers left out
SINGLE = 0.3  # what a single line weighs beside a note's segment: 1, 0.5, 0.3 gave 0.624, 0.626, 0.628 (0.583 without single lines)
FOLDS = 12  # groups of authors that are left out in turn
# Labels that single lines do not teach: who writes a line for what it is for does not mark every task it names, and
# with them these were found no better or less well in notes of unseen writers (average precision 0.546 and 0.546, 0.549 and 0.528).
NOT_SINGLE = frozenset({"activity", "activities"})
SCALE = 1000  # weights are stored as thousandths
SMALLEST = 250  # thousandths: weights nearer to nothing are dropped, so the file stays small; average precision 0.629 with 30, 0.629 with 200, 0.628 with 300


@dataclass(frozen=True, slots=True)
class LabelFit:
    """How a label did on authors that were left out of its training.

    ``chosen`` counts what passes a threshold picked on the very scores it is counted on; ``unseen``
    picks calibration and threshold without the author they are then applied to, and is the honest one.
    """

    label: str
    positives: int
    authors: int
    average_precision: float
    calibrated: Calibrated
    chosen: Hits
    unseen: Hits


@dataclass(frozen=True, slots=True)
class Fit:
    """A trained model, how its labels fared, and what it was trained on."""

    model: dict
    labels: tuple[LabelFit, ...]
    too_few: dict[str, int]
    segments: int
    notes: int
    authors: tuple[str, ...]
    single: int


def fit(segments: Sequence[LabelledSegment], single: Sequence[LabelledSegment] = ()) -> Fit:
    """Train on all segments; calibrate and judge on scores of models that never saw the segment's author.

    ``single`` ones, which stand in no note, are trained on throughout and judged nowhere.
    """
    authors = tuple(sorted({segment.author for segment in segments}))
    labels, too_few = learnable(segments)
    if len(authors) < FEWEST_AUTHORS or not labels:
        raise UsageError(
            f"too few annotated segments to train on: at least one label needs {FEWEST_SEGMENTS} from "
            f"{FEWEST_AUTHORS} authors: add annotated notes for train"
        )
    truth = np.array([[label in segment.labels for label in labels] for segment in segments])
    left_out = np.array([segment.author for segment in segments])
    logits = unseen_logits(segments, labels, left_out, single)
    fits = tuple(_judge(label, logits[:, at], truth[:, at], left_out) for at, label in enumerate(labels))
    model = weights(segments, labels, single)
    model["calibration"] = [[each.calibrated.a, each.calibrated.b] for each in fits]
    model["thresholds"] = [each.calibrated.threshold for each in fits]
    return Fit(model, fits, too_few, len(segments), len({segment.note_id for segment in segments}), authors, len(single))


def learnable(segments: Sequence[LabelledSegment]) -> tuple[tuple[str, ...], dict[str, int]]:
    """Labels with enough segments and authors (roles first, then families), and the others with their counts."""
    counts = Counter(label for segment in segments for label in segment.labels)
    order = sorted(counts, key=lambda label: (label not in ROLES, label))
    enough = {
        label for label in order
        if counts[label] >= FEWEST_SEGMENTS
        and len({segment.author for segment in segments if label in segment.labels}) >= FEWEST_AUTHORS
    }
    return tuple(label for label in order if label in enough), {x: counts[x] for x in order if x not in enough}


def unseen_logits(
    segments: Sequence[LabelledSegment], labels: tuple[str, ...], left_out: np.ndarray, single: Sequence[LabelledSegment] = (),
) -> np.ndarray:
    """Scores of each segment by a model that saw nothing of its author's."""
    logits, authors = np.zeros((len(segments), len(labels))), sorted(set(left_out))
    for fold in range(min(FOLDS, len(authors))):
        out = np.isin(left_out, authors[fold::FOLDS])
        others = [segment for segment, without in zip(segments, out, strict=True) if not without]
        classifier = Classifier(weights(others, labels, single), "")
        for row in np.flatnonzero(out):
            logits[row] = classifier.logits(segments[row].text, segments[row].section)
    return logits


def weights(segments: Sequence[LabelledSegment], labels: tuple[str, ...], single: Sequence[LabelledSegment] = ()) -> dict:
    """An uncalibrated model, as ``segments.json`` holds it."""
    from scipy.sparse import csr_matrix
    from sklearn.linear_model import LogisticRegression
    from threadpoolctl import threadpool_limits

    of_notes, segments = len(segments), [*segments, *single]
    rows = [features(segment.text, segment.section) for segment in segments]
    uses = Counter(feature for row in rows for feature in row)
    vocabulary = sorted(feature for feature, count in uses.items() if count >= FEWEST_USES)
    column = {feature: at for at, feature in enumerate(vocabulary)}
    known = [[column[feature] for feature in row if feature in column] for row in rows]
    # Scaled by all features of the segment, known or not, as the runtime does.
    values = [1 / math.sqrt(len(all_of)) for all_of, row in zip(rows, known, strict=True) for _ in row]
    ends = np.cumsum([0, *map(len, known)])
    matrix = csr_matrix((values, [at for row in known for at in row], ends), shape=(len(rows), len(vocabulary)))
    counted = np.where(np.arange(len(segments)) < of_notes, 1.0, SINGLE)
    kept: list[list[int]] = [[] for _ in vocabulary]
    biases = []
    for at, label in enumerate(labels):
        told = of_notes if label in NOT_SINGLE else len(segments)
        truth = np.array([label in segment.labels for segment in segments[:told]])
        if truth.all() or not truth.any():  # a fold without the label says nothing either way
            biases.append(0)
            continue
        regression = LogisticRegression(
            C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=0, max_iter=1000
        )
        with threadpool_limits(1):  # more threads would sum in another order
            regression.fit(matrix[:told], truth, sample_weight=counted[:told])
        biases.append(round(SCALE * float(regression.intercept_[0])))
        for row, weight in enumerate(np.rint(SCALE * regression.coef_[0]).astype(int).tolist()):
            if abs(weight) >= SMALLEST:
                kept[row] += [at, weight]
    return {
        "format": FORMAT, "labels": list(labels), "scale": SCALE, "bias": biases,
        "calibration": [[1.0, 0.0] for _ in labels], "thresholds": [0.5 for _ in labels],
        "weights": packed({feature: pairs for feature, pairs in zip(vocabulary, kept, strict=True) if pairs}, len(labels)),
    }


def _judge(label: str, logits: np.ndarray, truth: np.ndarray, left_out: np.ndarray) -> LabelFit:
    from sklearn.metrics import average_precision_score

    calibrated = calibrate(logits, truth)
    unseen = Hits(0, 0, 0)
    for author in sorted(set(left_out)):
        here = left_out == author
        unseen += hits(pass_on(calibrate(logits[~here], truth[~here]), logits[here]), truth[here])
    return LabelFit(
        label, int(truth.sum()), len(set(left_out[truth])), round(float(average_precision_score(truth, logits)), 3),
        calibrated, hits(pass_on(calibrated, logits), truth), unseen,
    )
