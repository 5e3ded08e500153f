"""How often findings of rules of no single code are right, and faults found, on the notes written for it.

Each note of ``corpora/rules-test.jsonl`` says which findings of ``coding/*``, ``consistency/*``, ``edits/*``, ``modifiers/*`` and
``units/*`` it should get; any other of these families is false, but for those it lists as open to either reading.
"""

from __future__ import annotations

import argparse
import json
from collections import Counter
from pathlib import Path

from ptnotelint.linter import Linter
from ptnotelint.note import Note
from ptnotelint.train.accuracy import FAMILIES, share_words

NOTES = Path("corpora/rules-test.jsonl")
OWN = ("expected", "tempting", "either")  # fields of a record that are no note's


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--misses", action="store_true", help="name the notes and rules that went wrong: what was looked at measures nothing any more")
    parser.add_argument("-o", "--output", type=Path, help="write the counts as JSON, as explain shows them")
    options = parser.parse_args()
    records = [json.loads(line) for line in NOTES.read_text(encoding="utf-8").splitlines()]
    counts, misses = count(records)
    for family in (*FAMILIES, "all"):
        right, false, overlooked = (counts[family, kind] for kind in ("right", "false", "overlooked"))
        print(f"{family:12} right of those found: {share_words(right, right + false)}; found of those there: {share_words(right, right + overlooked)}")
    clean = [record for record in records if not record["expected"]]
    print(f"{len(records)} notes, {len(clean)} of them without a fault: {share_words(counts['clean', 'silent'], len(clean))} got no finding")
    if options.misses:
        print(*misses, sep="\n")
    if options.output:
        families = {family: {kind: counts[family, kind] for kind in ("right", "false", "overlooked")} for family in FAMILIES}
        options.output.write_text(json.dumps({"notes": len(records), "clean": len(clean), "silent": counts["clean", "silent"], "families": families}, indent=1) + "\n", encoding="utf-8")


def count(records: list[dict]) -> tuple[Counter, list[str]]:
    """Counts by (family, kind), and a line for each finding that is false or overlooked."""
    linter, counts, misses = Linter.load(), Counter(), []
    for record in records:
        note = Note.from_dict({name: value for name, value in record.items() if name not in OWN})
        found = {finding.rule for finding in linter.lint(note).findings if finding.rule.partition("/")[0] in FAMILIES} - set(record.get("either", ()))
        expected = set(record["expected"])
        for kind, rules in (("right", found & expected), ("false", found - expected), ("overlooked", expected - found)):
            for rule in sorted(rules):
                counts[rule.partition("/")[0], kind] += 1
                counts["all", kind] += 1
                misses += [f"{note.note_id} {kind} {rule}"] if kind != "right" else []
        counts["clean", "silent"] += not expected and not found
    return counts, misses


if __name__ == "__main__":
    main()
