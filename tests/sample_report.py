"""A small note and a report of it, with offsets found in the note itself: what the writers' tests write."""

from ptnotelint.report import (
    Authority,
    ClaimLine,
    CodeReport,
    ElementReport,
    Evidence,
    Finding,
    Minutes,
    NoteReport,
    Refused,
)

TEXT = (
    "DOS 03/04/2026   Dx: L5 radiculopathy L\r\n"
    'S: "Cannot sit longer than 20 minutes at my desk." Pain 6/10.\r\n'
    "O: Mechanical pelvic traction, lumbar, supine 90/90, static x 15 min to unload\r\n"
    "L5 root. Pain 4/10 after.\r\n"
    "97110 Ther Ex x 24 min - trunk strength: bridges 3x10, bird dog\t2x8, side plank.\r\n"
    "HEP: press ups 10x every 2 hours.\r\n"
    "P: 2x/wk. Next visit try 60 lb, then intermittent, and add the leg press at 3x10 with a slow lowering.\r\n"
)
WORDS = {"97012": "mechanical traction", "97110": "therapeutic exercise"}.get


def quote(words, occurrence=0, **fields):
    start = -1
    for _ in range(occurrence + 1):
        start = TEXT.index(words, start + 1)
    return Evidence(start, start + len(words), words, **fields)


def refuse(words, reason, cue, occurrence=0):
    found = quote(words, occurrence)
    return Refused(found.start, found.end, words, reason, cue)


def required(name, *evidence, status="present", refused=()):
    return ElementReport(name, "required", status, evidence, tuple(refused))


TRACTION = CodeReport(
    "97012", (ClaimLine(0, 1, ("GP",)),), 1, "partial", None,
    (
        required("service", quote("Mechanical pelvic traction")),
        required("modality_type", quote("Mechanical")),
        required("body_part", quote("lumbar"), quote("pelvic")),
        required("force", status="missing", refused=[refuse("60 lb", "planned", "Next visit")]),
        required("time", quote("15 min")),
        required("purpose", quote("to unload\r\nL5 root", by="classifier", confidence=0.93)),
        ElementReport("position", "recommended", "present", (quote("supine 90/90"),)),
        ElementReport("skilled_need", "recommended", "missing"),
    ),
)
EXERCISE = CodeReport(
    "97110", (ClaimLine(1, 1, ("GP",)), ClaimLine(2, 1, ("GP", "59"))), 2, "partial", 2,
    (
        required("service", quote("Ther Ex")),
        required("exercise", quote("bridges"), quote("bird dog"), quote("side plank")),
        required("volume", quote("3x10"), quote("2x8"), status="partial", refused=[
            refuse("10x", "home_program", "HEP"), refuse("3x10", "planned", "Next visit", 1),
        ]),
        required("functional_goal", quote("Cannot sit longer than 20 minutes at my desk")),
        required("time", Evidence(None, None, "24", by="structured", source="structured")),
        ElementReport("response", "recommended", "partial", (quote("Pain 4/10 after"),)),
    ),
)
FORCE = Finding(
    "97012/force", "error", "No amount of pull (lb, kg, newton or % of body weight) is documented for mechanical "
    "traction.", "How much pull was used, if it was measured?", "97012", 0, "force",
    authority=(Authority("Local coverage text as restated by a carrier", True),), fingerprint="0" * 64,
)
VOLUME = Finding(
    "97110/volume", "warning", "An amount is documented for some of the exercises, not for all.",
    "How much of each exercise was done?", "97110", 1, "volume",
    quote("side plank").start, quote("side plank").end, 5, 70,
)
UNITS = Finding("units/over-billed", "error", "More timed units are billed than the minutes support.", "Which minutes?")
FINDINGS = (
    FORCE,
    Finding("97012/skilled_need", "info", "No need is documented.", "Why?", "97012", 0, "skilled_need"),
    VOLUME,
    Finding("97110/response", "info", "Only vague.", "What changed?", "97110", 1, "response"),
    Finding("97110/assistance", "error", "No help.", "Which?", "97110", 1, "assistance",
            waived={"by": "K. V.", "reason": "documented in the log", "expires": "2026-06-01"}),
    UNITS,
)
REPORT = NoteReport(
    "d-07", "partial", "sha256:" + "0" * 64, "2026-03-04", (TRACTION, EXERCISE), FINDINGS, "notes.jsonl", "2026-03-04",
    "medicare", {"97012": Minutes(15, "text", 182, 188), "97110": Minutes(24.0, "structured")},
    Minutes(24, "structured"), None,
    {"method": "cms", "timed_minutes": 24, "billed": 3, "supported": 2, "allocations": [{"97110": 2}],
     "verdict": "over"},
)
TOOL = {"name": "ptnotelint", "version": "0.1.0", "codebook": "sha256:ab", "model": "sha256:cd", "profile": "medicare",
        "options": {}}
