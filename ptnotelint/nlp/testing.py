"""Sessions of testing that no heading names: the session by its name, or several tests with the time they took."""

from __future__ import annotations

from ptnotelint.nlp.following import NOT_TREATMENT

FEWEST_TESTS = 2  # one test beside treatment is a measure, not a session of testing


def tested_here(folded: str, context) -> int | None:
    """Where a part tells of a session of testing, if it does."""
    part = context.part
    if part.section in NOT_TREATMENT and part.section != "measures":
        return None
    done = [hit for hit in context.hits if context.why(hit.start, hit.end) is None or part.section == "measures"]
    named = next((hit.start for hit in done if hit.label == "test_kind"), None)
    if named is not None and named - part.start < 40 and (_own_time(folded, context) or part.section != "measures"):
        return named
    tests = [hit.start for hit in done if hit.label == "test"]
    return tests[0] if len(tests) >= FEWEST_TESTS and _own_time(folded, context) else None


def _own_time(folded: str, context) -> bool:
    """Whether minutes open or close the part, and so are the session's, not a test's result."""
    part = context.part
    return any(q.kind in ("minutes", "clock", "prime") and (not folded[q.end:part.end].strip(" .;)") or not folded[part.start:q.start].strip(" (-"))
               or q.kind in ("minutes", "clock") and folded.startswith((" face to face", " one to one", " 1:1", " direct", ", to ", ", for ", " to ", " for "), q.end) for q in context.quantities)
