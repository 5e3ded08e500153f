"""From scores to probabilities, and the probability from which a label is believed."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from ptnotelint.nlp.classifier import ABSTAIN, probability

# On unseen authors, before a label may speak. It is asked only where the patterns found nothing, and a false alarm costs more than a
# miss: of 82 notes of unseen writers 0.75 and 0.5 gave 68 false alarms and overlooked 48 gaps, 0.3 for the odds 63 and 50.
PRECISION = 0.65
LEAST = 0.3  # a segment that is less likely to say it never counts, however sure the others are
FEWEST_PASSED = 10  # and on how many segments at least: three right of three prove nothing


@dataclass(frozen=True, slots=True)
class Calibrated:
    """Probability is ``1 / (1 + exp(-(a * logit + b)))``; from ``threshold`` on it counts."""

    a: float
    b: float
    threshold: float


@dataclass(frozen=True, slots=True)
class Hits:
    """What passed a threshold: rightly, wrongly, and what should have passed and did not.

    Examples
    --------
    >>> (Hits(8, 2, 0) + Hits(0, 0, 2)).precision, Hits(0, 0, 3).precision
    (0.8, None)
    """

    right: int
    wrong: int
    missed: int

    @property
    def precision(self) -> float | None:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else None

    @property
    def recall(self) -> float | None:
        return self.right / (self.right + self.missed) if self.right + self.missed else None

    def __add__(self, other: Hits) -> Hits:
        return Hits(self.right + other.right, self.wrong + other.wrong, self.missed + other.missed)


def calibrate(logits: np.ndarray, truth: np.ndarray) -> Calibrated:
    """Platt's sigmoid on scores of unseen segments, and the lowest threshold that is precise enough."""
    from sklearn.linear_model import LogisticRegression

    positives, negatives = int(truth.sum()), int((~truth).sum())
    if not positives or not negatives:
        return Calibrated(0.0, 0.0, ABSTAIN)
    # Platt's targets: not quite 1 and 0, so that scores which happen to part cleanly stay modest.
    high, low = (positives + 1) / (positives + 2), 1 / (negatives + 2)
    target = np.where(truth, high, low)
    sigmoid = LogisticRegression(C=1e6, solver="lbfgs", max_iter=1000)
    both = np.concatenate([logits, logits]).reshape(-1, 1)
    sigmoid.fit(both, np.repeat([1, 0], len(logits)), sample_weight=np.concatenate([target, 1 - target]))
    a, b = round(float(sigmoid.coef_[0, 0]), 4), round(float(sigmoid.intercept_[0]), 4)
    if a <= 0:  # no better than chance: keep the base rate and abstain
        return Calibrated(0.0, round(float(np.log(positives / negatives)), 4), ABSTAIN)
    uncut = Calibrated(a, b, ABSTAIN)
    return Calibrated(a, b, threshold(probabilities(uncut, logits), truth))


def threshold(scores: np.ndarray, truth: np.ndarray) -> float:
    """The lowest score from :data:`LEAST` on from which enough segments pass and :data:`PRECISION` of them rightly, else 1.01.

    Examples
    --------
    >>> scores = np.array([0.9] * 12 + [0.4] * 8)
    >>> threshold(scores, np.array([True] * 11 + [False] * 9)), threshold(scores, np.array([True, False] * 10))
    (0.9, 1.01)
    """
    for candidate in np.unique(scores[scores >= LEAST]):
        passed = scores >= candidate
        if passed.sum() >= FEWEST_PASSED and truth[passed].mean() >= PRECISION:
            return float(candidate)
    return ABSTAIN


def probabilities(calibrated: Calibrated, logits: np.ndarray) -> np.ndarray:
    """As the runtime gives them, to four places."""
    return np.array([round(probability(calibrated.a * logit + calibrated.b), 4) for logit in logits.tolist()])


def pass_on(calibrated: Calibrated, logits: np.ndarray) -> np.ndarray:
    """Which scores reach the threshold."""
    return probabilities(calibrated, logits) >= calibrated.threshold


def hits(passed: np.ndarray, truth: np.ndarray) -> Hits:
    """Counts of what passed against what should have."""
    return Hits(int((passed & truth).sum()), int((passed & ~truth).sum()), int((~passed & truth).sum()))
