"""The closed lists of the codebook: service families, check kinds, levels and mention labels.

Code files, element files and payer files may combine these freely; a word that is not here could never
match anything, so the validator refuses it instead of letting a rule stay silent.
"""

from __future__ import annotations

FAMILIES = (
    "exercise", "neuromuscular", "aquatic", "gait", "massage", "manual", "group", "activities", "self_care",
    "wheelchair", "performance_test", "orthotic", "prosthetic", "traction", "stimulation", "ultrasound",
    "iontophoresis", "heat_cold", "compression", "paraffin", "whirlpool", "diathermy", "infrared", "evaluation",
    "needling", "repositioning",
)
CHECKS = {  # kind of check -> the key that it cannot do without
    "any": "labels", "each_item": "labels", "minutes": "labels", "graded": "labels", "all_of": "parts",
    "service": "named",
}
SCOPES = ("service", "note")
LEVELS = {"required": "error", "recommended": "info"}  # of an element -> severity of the finding that it is missing
COUNTS = ("cms", "ama")  # ways of counting units
OUTCOMES = ("fires", "silent")  # of a rule on an example
LABELS = (
    "activity", "activity_vague", "aquatic", "assist", "attendance", "canal", "clock", "cue", "deviation", "device",
    "distance", "distance_vague", "dose", "duty_cycle", "exam_finding", "exercise", "exercise_vague", "force", "frequency",
    "functional_goal", "gait", "goal", "goal_vague", "group_size", "history_factor", "intensity", "load", "maneuver", "medication",
    "minutes", "modality", "modality_type", "muscle", "needling", "no_device", "orthosis", "placement",
    "plan_duration", "position", "positional_finding", "positional_test", "presentation", "prosthesis", "purpose",
    "purpose_motor", "region", "repositioning", "response", "response_vague", "side", "skill_boilerplate", "skilled_need", "target", "technique",
    "technique_vague", "test_score", "traction_mode", "visit_frequency", "wheelchair_device",
)
