"""One of the libraries that `bench_peers.py` measures, in an environment of its own: reads notes as it is told to, and says how long it took.

    python peer.py NAME WORK.json

WORK.json holds ``terms`` to look for and ``texts``. Each line "FIRST LAST" of standard input is answered by a line with the seconds of processor
time that the texts from FIRST to before LAST took, and the terms found in them.
"""

from __future__ import annotations

import json
import sys
import time


def negspacy(terms: list[str]):
    import negspacy.negation  # noqa: F401
    import spacy

    nlp = spacy.blank("en")
    nlp.add_pipe("sentencizer")
    nlp.add_pipe("entity_ruler", config={"phrase_matcher_attr": "LOWER"}).add_patterns([{"label": "CARE", "pattern": term} for term in terms])
    nlp.add_pipe("negex")
    return nlp


def edsnlp(terms: list[str]):
    import edsnlp as library

    nlp = library.blank("eds")
    nlp.add_pipe("eds.sentences")
    nlp.add_pipe("eds.matcher", config={"terms": {"care": terms}, "attr": "LOWER"})
    for name in ("negation", "hypothesis", "family", "history", "reported_speech", "quantities"):
        nlp.add_pipe(f"eds.{name}")
    return nlp


def medspacy(terms: list[str]):
    import medspacy as library
    from medspacy.ner import TargetRule

    nlp = library.load()
    nlp.get_pipe("medspacy_target_matcher").add([TargetRule(term, "CARE") for term in terms])
    return nlp


def main(name: str, path: str) -> None:
    with open(path, encoding="utf-8") as file:
        work = json.load(file)
    nlp = {"negspacy": negspacy, "edsnlp": edsnlp, "medspacy": medspacy}[name](work["terms"])
    nlp(work["texts"][0])  # what a first text calls for
    print(json.dumps(nlp.pipe_names), flush=True)
    for line in sys.stdin:
        first, last = map(int, line.split())
        start = time.process_time()
        found = sum(len(nlp(text).ents) for text in work["texts"][first:last])
        print(json.dumps([time.process_time() - start, found]), flush=True)


if __name__ == "__main__":
    main(*sys.argv[1:])
