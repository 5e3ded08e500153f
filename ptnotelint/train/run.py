"""From a directory of annotated notes to the model's files."""

from __future__ import annotations

from pathlib import Path

from ptnotelint.codebook import Codebook
from ptnotelint.errors import UsageError
from ptnotelint.train.annotated import read_annotated
from ptnotelint.train.export import model_files
from ptnotelint.train.segments import labelled_segments, segments_sha256, single_segments


def train(corpora: Path) -> tuple[object, dict[str, bytes]]:
    """Train on the `train` notes of a directory.

    Returns
    -------
    Fit, dict
        What was learnt with its figures, and the model's files as name -> bytes.

    Raises
    ------
    UsageError
        When scikit-learn or enough annotated notes are missing.
    """
    try:
        import sklearn
    except ImportError:
        raise UsageError('training needs scikit-learn: pip install "ptnotelint[train]"') from None
    from ptnotelint.train.card import model_card
    from ptnotelint.train.fit import fit

    book = Codebook.load()

    def family_of(code: str) -> str | None:
        entry = book.code(code)
        return entry.families[0] if entry else None

    segments = labelled_segments(read_annotated(corpora, "train"), family_of)
    single = single_segments(corpora)
    fitted = fit(segments, single)
    return fitted, model_files(fitted.model, model_card(fitted, segments_sha256([*segments, *single]), sklearn.__version__))
