"""The families of services, and the kinds of wording that name them."""

from __future__ import annotations

import re

MODALITIES = frozenset({"traction", "stimulation", "ultrasound", "iontophoresis", "heat_cold", "compression", "paraffin",
                        "whirlpool", "diathermy", "infrared"})
# Families whose labelled blocks take in whatever exercise, task or gait wording stands in them.
OPEN = frozenset({"exercise", "neuromuscular", "activities", "aquatic", "group", "gait", "self_care", "wheelchair",
                  "orthotic", "prosthetic", "performance_test"})
HANDS = frozenset({"manual", "massage", "needling", "repositioning"})
ITEM_LABELS = frozenset({"exercise", "activity", "gait", "technique", "needling", "maneuver", "repositioning", "modality",
                         "modality_type", "aquatic"})
VAGUE_LABELS = frozenset({"exercise_vague", "activity_vague", "technique_vague"})
DOSE_KINDS = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "count", "length_by", "length", "minutes"})
GAIT_WORD = re.compile(r"\W*(?:gait|amb|walk(?:ed|ing)?)\b")
ON_LAND = re.compile(r"\b(?:on land|land(?:-based)?\b(?! hep)|dry land|out of (?:the )?(?:pool|water)|poolside)\b")
