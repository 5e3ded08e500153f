"""How often ``service`` is found in medical texts that describe no such care.

FILE has the texts of MTSamples, one JSON object a line with ``id`` and ``text``; it is no part of the repository. Each text is
linted with five codes billed. Texts of ``mtsamples_service.json`` are counted apart: they do describe the care of a code. Half of
the texts, by a hash of their ids, were looked at when patterns were made ("seen"); of the others only these counts are known.
"""

from __future__ import annotations

import argparse
import hashlib
import json
from collections import Counter
from pathlib import Path

from measured import row

from ptnotelint.linter import Linter
from ptnotelint.note import BilledLine, Note
from ptnotelint.wilson import wilson

CODES = ("97012", "97035", "97110", "97140", "97530")
DESCRIBED = Path(__file__).with_name("mtsamples_service.json")
AIM = 0.005


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", type=Path, metavar="FILE", help="texts of MTSamples as JSON lines")
    parser.add_argument("--patterns", action="store_true", help="without the classifier")
    parser.add_argument("--seen", action="store_true", help="name the texts of the half that may be looked at")
    options = parser.parse_args()
    texts = [json.loads(line) for line in options.file.read_text(encoding="utf-8").splitlines()]
    described = {name: set(codes) for name, codes in json.loads(DESCRIBED.read_text(encoding="utf-8"))["described"].items()}
    counts, named = count(texts, described, Linter.load(classifier=not options.patterns))
    for half in ("seen", "unseen"):
        for code in CODES:
            found, n = counts[half, code, "found"], counts[half, code, "texts"]
            low, high = wilson(found, n)
            apart = counts[half, code, "described"]
            print(f"{half:6} {code}: {found} of {n} ({found / n:.2%}, 95% interval {low:.2%}-{high:.2%}); of {apart} that describe it found {counts[half, code, 'rightly']}")
        worst = max(counts[half, code, "found"] / counts[half, code, "texts"] for code in CODES)
        row(f"medical texts with `service` found, worst of five codes, {half} half, per cent", 100 * worst, 100 * AIM)
    if options.seen:
        print(*named, sep="\n")


def count(texts: list[dict], described: dict[str, set[str]], linter: Linter) -> tuple[Counter, list[str]]:
    """Counts by (half, code, kind), and a line for each text of the seen half in which service is found without being described."""
    counts, named = Counter(), []
    for text in texts:
        name, half = text["id"], half_of(text["id"])
        report = linter.lint(Note(text["text"], billed=tuple(BilledLine(code) for code in CODES)))
        for judged in report.codes:
            service = next(element for element in judged.elements if element.element == "service")
            is_described, is_found = judged.code in described.get(name, ()), service.status == "present"
            counts[half, judged.code, "described" if is_described else "texts"] += 1
            counts[half, judged.code, "rightly" if is_described else "found"] += is_found
            if is_found and not is_described and half == "seen":
                named.append(f"{name} {judged.code} " + ", ".join(f"{evidence.start}-{evidence.end}" for evidence in service.evidence))
    return counts, named


def half_of(name: str) -> str:
    return "unseen" if int(hashlib.sha256(name.encode()).hexdigest()[:8], 16) % 2 else "seen"


if __name__ == "__main__":
    main()
