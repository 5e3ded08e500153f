"""The small classifier: exported weights that say which service or role a segment probably holds.

Weights are whole numbers in a JSON file, packed so that a cold start does not wait for half a million of them to be
parsed; no code is loaded with them, and a sum is the same on every machine; training lives in :mod:`ptnotelint.train`, and this module needs none of its libraries.
"""

from __future__ import annotations

import base64
import hashlib
import json
import math
import re
import zlib
from collections.abc import Iterable
from itertools import accumulate, chain
from pathlib import Path

import numpy as np

from ptnotelint.errors import UsageError

MODEL, MANIFEST, NAME, FORMAT = "segments.json", "manifest.json", "ptnotelint segments", 2
REMEDY = "reinstall ptnotelint, or in a checkout restore models/ or run `ptnotelint train`"
ABSTAIN = 1.01  # a threshold that no probability reaches
LONGEST = 2000  # characters that are read of one segment: real ones are sentences
REMEMBERED = 4096  # segments whose scores are kept; templates repeat the same lines note after note
DIGITS = re.compile(r"\d+")
TOKEN = re.compile(r"\w+|[%°#→=+:/>]")


def features(text: str, section: str | None = None) -> list[str]:
    """What the classifier sees of a segment: words, word pairs, word beginnings, its first word and its section.

    Case is folded and every number becomes 0, so a dose looks alike whatever its size.

    Examples
    --------
    >>> features("SLR 3x10", "objective")
    ['slr', '0x0', 'slr 0x0', '^slr', '@objective']
    """
    return _features(_plain(text), section)


def _plain(text: str) -> str:
    return DIGITS.sub("0", text[:LONGEST].lower())


def _features(plain: str, section: str | None) -> list[str]:
    words = TOKEN.findall(plain)
    found = dict.fromkeys(words)
    found.update(dict.fromkeys(map(" ".join, zip(words, words[1:]))))
    found.update(dict.fromkeys([word[:5] + "~" for word in words if len(word) > 5]))
    if words:
        found["^" + words[0]] = None
    found[f"@{section}"] = None
    return list(found)


def packed(weights: dict[str, list[int]], labels: int) -> dict[str, str]:
    """Weights as ``segments.json`` holds them: the features a line each, and their rows of 16-bit numbers, squeezed.

    Parameters
    ----------
    weights : dict
        Feature -> label, weight, label, weight …
    labels : int
        How many labels a row has room for.

    Examples
    --------
    >>> sorted(packed({"soreness": [0, 9000]}, 1))
    ['features', 'rows']
    """
    rows = np.zeros((len(weights), labels), dtype="<i2")
    for row, pairs in zip(rows, weights.values(), strict=True):
        row[pairs[::2]] = pairs[1::2]
    return {"features": "\n".join(weights), "rows": base64.b64encode(zlib.compress(rows.tobytes(), 9)).decode()}


def _unpacked(weights: dict, labels: int) -> tuple[list[str], np.ndarray]:
    features = weights["features"].split("\n") if weights["features"] else []
    size = 2 * len(features) * labels
    content = zlib.decompressobj().decompress(base64.b64decode(weights["rows"], validate=True), size + 1)
    if len(content) != size:
        raise ValueError("features and rows differ in number")
    return features, np.frombuffer(content, dtype="<i2").reshape(-1, labels).astype(np.int64)


class Classifier:
    """Scores segments for every label of an exported model.

    Parameters
    ----------
    model : dict
        The content of ``segments.json``.
    sha256 : str
        Hash of that file, as reports show it.

    Attributes
    ----------
    labels : tuple of str
        Roles (``purpose``, ``response`` …) and service families (``manual`` …).
    thresholds : dict
        Label -> lowest probability that counts; 1.01 where the label always abstains.
    asked, remembered : int
        How many segments were asked about, and of how many the sums were known from before.

    Examples
    --------
    >>> model = {"format": 2, "labels": ["response"], "scale": 1000, "bias": [-1000], "calibration": [[2.0, 0.0]],
    ...          "thresholds": [0.9], "weights": packed({"soreness": [0, 9000]}, 1)}
    >>> Classifier(model, "sha256:0").score("mild soreness", "assessment")
    {'response': 0.9953}
    """

    def __init__(self, model: dict, sha256: str):
        self.labels: tuple[str, ...] = tuple(model["labels"])
        self.thresholds: dict[str, float] = dict(zip(self.labels, map(float, model["thresholds"]), strict=True))
        self.sha256 = sha256
        self._scale = int(model["scale"])
        self._bias = [int(weight) for weight in model["bias"]]
        self._calibration = [(float(a), float(b)) for a, b in model["calibration"]]
        if not len(self.labels) == len(self._bias) == len(self._calibration):
            raise ValueError("labels, bias and calibration differ in length")
        if self._scale < 1 or not all(math.isfinite(number) for pair in self._calibration for number in pair):
            raise ValueError("scale or calibration is out of range")
        names, self._weights = _unpacked(model["weights"], len(self.labels))
        self._rows = {feature: row for row, feature in enumerate(names)}
        self._columns = {label: column for column, label in enumerate(self.labels)}
        self.asked = self.remembered = 0
        self._memo: dict[tuple[str, str | None], tuple[list[int], float]] = {}

    def score(self, text: str, section: str | None = None, labels: tuple[str, ...] | None = None) -> dict[str, float]:
        """Calibrated probability of each label, or of those asked for, to four places."""
        key = _plain(text), section
        if key not in self._memo:
            self.prepare([(text, section)])
        sums, length = self._memo[key]
        scores = {}
        for label in self.labels if labels is None else labels:
            column = self._columns.get(label)
            if column is not None:
                slope, offset = self._calibration[column]
                scores[label] = round(probability(slope * ((self._bias[column] + sums[column] / length) / self._scale) + offset), 4)
        return scores

    def logits(self, text: str, section: str | None = None) -> list[float]:
        """Scores before calibration, in the order of the labels."""
        ((sums, length),) = self._summed([(_plain(text), section)])
        return [(bias + total / length) / self._scale for bias, total in zip(self._bias, sums)]

    def prepare(self, segments: Iterable[tuple[str, str | None]]) -> None:
        """Add up what several segments weigh, with their sections, all at once: for one alone it takes nearly as long."""
        asked = [(_plain(text), section) for text, section in segments]  # lines that differ in their numbers alone score alike
        keys = [key for key in dict.fromkeys(asked) if key not in self._memo]
        self.asked, self.remembered = self.asked + len(asked), self.remembered + len(asked) - len(keys)
        if len(self._memo) + len(keys) > REMEMBERED:
            self._memo.clear()
        self._memo.update(zip(keys, self._summed(keys), strict=True))

    def _summed(self, segments: list[tuple[str, str | None]]) -> list[tuple[list[int], float]]:
        """The weights of each segment's features by label, added up, and what they are divided by."""
        found = [_features(plain, section) for plain, section in segments]
        rows = [[row for row in map(self._rows.get, names) if row is not None] for names in found]
        ends = list(accumulate(map(len, rows)))
        told = [number for number, known in enumerate(rows) if known]  # of no feature that is known there is nothing to add
        sums = np.zeros((len(rows), len(self.labels)), dtype=np.int64)
        if told:
            taken = self._weights.take(list(chain.from_iterable(rows)), axis=0)
            sums[told] = np.add.reduceat(taken, [ends[number] - len(rows[number]) for number in told], axis=0)
        return [(total, math.sqrt(len(names))) for total, names in zip(sums.tolist(), found, strict=True)]


def probability(logit: float) -> float:
    """The logistic function.

    Examples
    --------
    >>> probability(0), probability(-1e9)
    (0.5, 0.0)
    """
    return 1 / (1 + math.exp(-logit)) if logit > -700 else 0.0


def load_classifier(directory: Path | None = None) -> Classifier:
    """The shipped model, or the one in `directory`, with its hash checked.

    Raises
    ------
    UsageError
        When the model is missing or is not what its manifest says.

    Examples
    --------
    >>> classifier = load_classifier()
    >>> set(classifier.score("reports less pain after, 5/10 to 3/10", "assessment")) == set(classifier.thresholds)
    True
    """
    directory = _shipped() if directory is None else Path(directory)
    manifest = _read_json(directory / MANIFEST, _content(directory / MANIFEST))
    if not isinstance(manifest, dict) or manifest.get("model") != NAME or not isinstance(manifest.get("files"), dict):
        raise UsageError(f"{directory / MANIFEST}: not the manifest of a segment model: {REMEDY}")
    path = directory / MODEL
    content = _content(path)
    sha256 = f"sha256:{hashlib.sha256(content).hexdigest()}"
    if manifest["files"].get(MODEL) != sha256:
        raise UsageError(f"{path}: does not match its hash in {MANIFEST}: {REMEDY}")
    model = _read_json(path, content)
    try:
        if model["format"] != FORMAT:
            raise UsageError(f"{path}: format {model['format']} is not the {FORMAT} of this version: {REMEDY}")
        return Classifier(model, sha256)
    except (KeyError, TypeError, ValueError, IndexError, AttributeError, OverflowError, zlib.error):
        raise UsageError(f"{path}: not a segment model: {REMEDY}") from None


def _shipped() -> Path:
    """Where the model lies: inside the installed package, or beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    places = (package / "models", package.parent / "models")
    for place in places:
        if (place / MANIFEST).is_file():
            return place
    raise UsageError(f"{places[0]}: the segment model is missing: {REMEDY}")


def _content(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or 'cannot be read'}: {REMEDY}") from None


def _read_json(path: Path, content: bytes) -> dict:
    try:
        return json.loads(content)
    except (ValueError, RecursionError):
        raise UsageError(f"{path}: not JSON: {REMEDY}") from None
