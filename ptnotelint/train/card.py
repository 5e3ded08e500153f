"""The model card: what was learnt from what, how well it does, and what it must not be used for."""

from __future__ import annotations

from ptnotelint.nlp.classifier import ABSTAIN
from ptnotelint.train.calibrate import FEWEST_PASSED, LEAST, PRECISION, Hits
from ptnotelint.train.fit import FEWEST_AUTHORS, FEWEST_SEGMENTS, FOLDS, Fit

CARD = """\
# Segment classifier

Says of one segment of a therapy note (a sentence, bullet or table cell) which service family it describes and
whether it states a role that wording lists cover poorly: functional goal, purpose, response, skilled need. It is
a second opinion behind the patterns: what it adds is marked `by: classifier` with its probability, and below the
label's threshold it is refused as `low_confidence`. It is not meant for any other text or decision.

## Data
{segments} segments of {notes} notes by {count} authors ({authors}), those of split `train` in `corpora/`; those of
`dev` and `test` are never trained on. Notes whose words nobody marked are left out. Besides, {single} single lines that were
written with their labels for training alone (`segments-*.jsonl`): no figure below is counted on them. Data hash: `{sha256}`.

## Model
One logistic regression per label (liblinear, balanced classes) over words, word pairs, word beginnings, the first
word and the section; numbers are folded to 0. Trained with scikit-learn {version}. Weights are thousandths in
`segments.json`; the file holds no code, and `manifest.json` holds its hash.
Probabilities are Platt's sigmoid, fitted on scores of authors left out of training. A label's threshold is
the lowest probability from {least} on with precision {precision:.0%} on at least {passed} such segments; where none is, the label
abstains always.

## Figures
Authors left out in turn, in {groups} groups. *Average precision* ranks all segments. *At threshold* is counted on the scores
the threshold was picked on, and flatters; *unseen* picks calibration and threshold without the author as well.
Strength of regularization and weight of single lines, the same for all labels, were picked on seven of these authors.

| label | segments | authors | average precision | threshold | at threshold: precision, recall | unseen: the same |
|---|---|---|---|---|---|---|
{rows}

Not learnt, for want of {fewest} segments from {fewest_authors} authors: {too_few}.

## Limits
- The notes are synthetic, written for this purpose in many styles; no real patient's note was used.
- No clinician has annotated or checked them.
- Few authors: wording that none of them uses is not known, and figures move with every note added.
- English notes of outpatient therapy in the United States only.
- A probability says how such words were marked by annotators. It never says that something was or was not done.
"""


def model_card(fit: Fit, sha256: str, version: str) -> str:
    """The card of a fit as Markdown; `sha256` is the data's hash, `version` that of scikit-learn."""
    rows = [
        f"| {each.label} | {each.positives} | {each.authors} | {each.average_precision:.3f} | "
        f"{threshold_words(each.calibrated.threshold)} | {hits_words(each.chosen)} | {hits_words(each.unseen)} |"
        for each in fit.labels
    ]
    return CARD.format(
        segments=fit.segments, single=fit.single, notes=fit.notes, count=len(fit.authors), authors=", ".join(fit.authors), sha256=sha256,
        version=version, precision=PRECISION, least=LEAST, passed=FEWEST_PASSED, rows="\n".join(rows), fewest=FEWEST_SEGMENTS,
        fewest_authors=FEWEST_AUTHORS, groups=min(FOLDS, len(fit.authors)),
        too_few=", ".join(f"{label} ({count})" for label, count in fit.too_few.items()) or "none",
    )


def threshold_words(threshold: float) -> str:
    """A threshold as people read it.

    Examples
    --------
    >>> threshold_words(0.875), threshold_words(1.01)
    ('0.88', 'abstains')
    """
    return "abstains" if threshold >= ABSTAIN else f"{threshold:.2f}"


def hits_words(hits: Hits) -> str:
    """Precision and recall with their counts.

    Examples
    --------
    >>> hits_words(Hits(9, 1, 9)), hits_words(Hits(0, 0, 4))
    ('0.90 (9/10), 0.50 (9/18)', 'none passed, 0.00 (0/4)')
    """
    passed, real = hits.right + hits.wrong, hits.right + hits.missed
    precision = f"{hits.right / passed:.2f} ({hits.right}/{passed})" if passed else "none passed"
    return f"{precision}, " + (f"{hits.right / real:.2f} ({hits.right}/{real})" if real else "none there")
