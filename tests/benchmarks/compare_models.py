"""Why the shipped classifier is what it is: learners and features side by side, on authors left out of training.

Average precision of each label, averaged over the labels, by five folds of authors over the train notes.
"""

from __future__ import annotations

import argparse
import time
from pathlib import Path

import numpy as np
from scipy.sparse import csr_matrix, hstack
from sklearn.decomposition import TruncatedSVD
from sklearn.ensemble import HistGradientBoostingClassifier
from sklearn.feature_extraction.text import CountVectorizer, TfidfVectorizer
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import average_precision_score
from sklearn.model_selection import GroupKFold
from sklearn.svm import LinearSVC

from ptnotelint.codebook import Codebook
from ptnotelint.nlp.classifier import features
from ptnotelint.train.annotated import read_annotated
from ptnotelint.train.fit import STRENGTH, learnable
from ptnotelint.train.segments import labelled_segments

FOLDS = 5
CONCEPTS = 200  # dimensions for trees, which do not take a hundred thousand sparse columns


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--labels", nargs="*", help="only these labels (default: all that can be learnt)")
    options = parser.parse_args()
    book = Codebook.load()
    segments = labelled_segments(read_annotated(Path("corpora"), "train"), lambda code: (entry := book.code(code)) and entry.families[0])
    labels = options.labels or learnable(segments)[0]
    truth = np.array([[label in segment.labels for label in labels] for segment in segments])
    authors = np.array([segment.author for segment in segments])
    print(f"{len(segments)} segments, {len(set(authors))} authors, {len(labels)} labels, {FOLDS} folds of authors")
    learners = {
        "logistic regression": lambda: LogisticRegression(C=STRENGTH, class_weight="balanced", solver="liblinear", random_state=0),
        "linear SVM": lambda: LinearSVC(C=0.3, class_weight="balanced", random_state=0),
    }
    for named, make in feature_sets(segments).items():
        for learner, build in learners.items():
            show(learner, named, make, build, truth, authors)
    show("gradient boosting", "words, pairs, beginnings, section", dense(segments), lambda: HistGradientBoostingClassifier(max_iter=80, random_state=0), truth, authors)


def feature_sets(segments) -> dict:
    """Name -> function of training rows that gives the matrix of all segments."""
    texts = [segment.text for segment in segments]
    shipped = [features(segment.text, segment.section) for segment in segments]

    def bag(keep):
        return lambda rows: counted([[name for name in row if keep(name)] for row in shipped], rows)

    def characters(rows):
        vectorizer = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), min_df=2, sublinear_tf=True).fit([texts[row] for row in rows])
        return vectorizer.transform(texts)

    everything = bag(lambda name: True)
    return {
        "words": bag(lambda name: " " not in name and name[0] not in "^@" and not name.endswith("~")),
        "words and section": bag(lambda name: " " not in name and name[0] != "^" and not name.endswith("~")),
        "words, pairs, beginnings, section (shipped)": everything,
        "characters 3 to 5": characters,
        "shipped and characters": lambda rows: hstack([everything(rows), characters(rows)]).tocsr(),
    }


def counted(bags: list[list[str]], rows) -> csr_matrix:
    """Rows of length one over the features that two training segments have."""
    vectorizer = CountVectorizer(analyzer=lambda bag: bag, min_df=2, binary=True).fit([bags[row] for row in rows])
    lengths = np.array([1 / max(1, len(bag)) ** 0.5 for bag in bags])
    return csr_matrix(vectorizer.transform(bags).multiply(lengths[:, None]))


def dense(segments):
    def make(rows):
        matrix = feature_sets(segments)["words, pairs, beginnings, section (shipped)"](rows)
        return TruncatedSVD(CONCEPTS, random_state=0).fit(matrix[rows]).transform(matrix)
    return make


def show(learner: str, named: str, make, build, truth, authors) -> None:
    started, precisions = time.perf_counter(), np.zeros(truth.shape[1])
    scores = np.zeros(truth.shape)
    for train, test in GroupKFold(FOLDS).split(authors, groups=authors):
        matrix = make(train)
        for at in range(truth.shape[1]):
            if truth[train, at].any():
                model = build().fit(matrix[train], truth[train, at])
                score = model.decision_function if hasattr(model, "decision_function") else lambda rows, model=model: model.predict_proba(rows)[:, 1]
                scores[test, at] = score(matrix[test])
    precisions = [average_precision_score(truth[:, at], scores[:, at]) for at in range(truth.shape[1])]
    print(f"{learner:22}{named:46}{np.mean(precisions):.3f}   ({time.perf_counter() - started:.0f} s)", flush=True)


if __name__ == "__main__":
    main()
