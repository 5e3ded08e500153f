"""The figures that were last measured on the notes set aside, as ``explain`` shows them.

``ptnotelint evaluate -o FILE`` writes them; the package ships one such file.
"""

from __future__ import annotations

import json
from pathlib import Path

from ptnotelint.wilson import wilson

FILE = Path(__file__).with_name("measured.json")
RULES_FILE = Path(__file__).with_name("rules_measured.json")  # written by tests/benchmarks/rule_precision.py
FAMILIES = ("coding", "consistency", "edits", "modifiers", "units")  # of rules that those notes say the findings of
WHAT = "synthetic notes, which no clinician has reviewed"


def measured() -> dict | None:
    """The shipped figures, or None where there are none."""
    return json.loads(FILE.read_text(encoding="utf-8")) if FILE.is_file() else None


def share_words(hits: int, n: int) -> str:
    """A share with its counts and interval, which takes the cases for independent.

    Examples
    --------
    >>> share_words(281, 358), share_words(0, 0)
    ('281 of 358 (78%, 95% interval 74-82%)', 'none to count')
    """
    if not n:
        return "none to count"
    low, high = wilson(hits, n)
    return f"{hits} of {n} ({hits / n:.0%}, 95% interval {low * 100:.0f}-{high * 100:.0f}%)"


def element_words(figures: dict, name: str) -> str:
    """How often gaps of an element were rightly reported, and found."""
    gaps = figures["required_gaps_by_element"].get(name)
    if not gaps:
        return f"Not measured for this element: no code of the measured notes requires it, or none lacked it ({figures['notes']} {WHAT})."
    reported, real = gaps["right"] + gaps["false"], gaps["right"] + gaps["overlooked"]
    return (f"Over all codes that require it: of the gaps reported, {share_words(gaps['right'], reported)} were right; of the gaps there are, "
            f"{share_words(gaps['right'], real)} were found. Measured on {figures['notes']} {WHAT}.")


def asked_words(figures: dict, rule: str) -> str:
    """How often gaps of one element of one code were rightly reported, and found, with the figures of all its codes."""
    gaps, over_all = figures["gaps_by_rule"].get(rule), element_words(figures, rule.partition("/")[2])
    if not gaps or not gaps["right"] + gaps["false"] + gaps["overlooked"]:
        return f"For this code: none reported, and none to find. {over_all}"
    reported, real = gaps["right"] + gaps["false"], gaps["right"] + gaps["overlooked"]
    return (f"For this code: of the gaps reported, {share_words(gaps['right'], reported)} were right; of the gaps there are, "
            f"{share_words(gaps['right'], real)} were found. {over_all}")


def code_words(figures: dict, code: str) -> str:
    """How often the verdict on a code was that of the annotation."""
    found = figures["verdict_exact_by_code"].get(code)
    if not found:
        return f"Not measured for this code: none of the measured notes bills it ({figures['notes']} {WHAT})."
    return f"The verdict on this code was that of the annotation for {share_words(found['hits'], found['n'])}. Measured on {figures['notes']} {WHAT}."


def rule_words(figures: dict, rule: str) -> str:
    """What was measured that a rule of no single code rests on."""
    family = rule.partition("/")[0]
    if family not in FAMILIES:
        return "Not measured: no annotated note says where this rule should fire."
    told = _family_words(family)
    if family != "units":
        return told
    kinds = {"per_code": "minutes of a code", "timed": "timed totals", "total": "treatment totals"}
    read = "; ".join(f"{words}, {share_words(figures['minutes_exact'][kind]['hits'], figures['minutes_exact'][kind]['n'])}" for kind, words in kinds.items())
    return f"{told} The minutes it counts, read exactly as annotated: {read}. Measured on {figures['notes']} {WHAT}."


def _family_words(family: str) -> str:
    """How often findings of a family of rules were right, and found, on the notes written for them."""
    figures = json.loads(RULES_FILE.read_text(encoding="utf-8"))
    counts = figures["families"][family]
    reported, real = counts["right"] + counts["false"], counts["right"] + counts["overlooked"]
    return (f"Not for this rule alone: of the findings of {family}/*, {share_words(counts['right'], reported)} were right; of those there should be, "
            f"{share_words(counts['right'], real)} were found. Measured on {figures['notes']} short synthetic notes written for such rules, {figures['clean']} of them without a fault, when the rules had not been mended by them.")
