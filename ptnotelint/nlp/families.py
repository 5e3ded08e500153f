"""The families of services, and the kinds of wording that name them."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded

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
GAIT_WORD = guarded(r"\W*(?:gait|amb|walk(?:ed|ing)?)\b")
# what tells that the water was left: the place or the change of clothes opens the sentence, or the gym is named as the place
LEFT_POOL = guarded(r"\W*(?:then|next|afterwards?|later|and|finally|we|went)?,?\s?(?:(?:back |out |over )?(?:on|onto|to) (?:the )?(?:dry )?(?:land|deck|pool ?deck|mat)\b(?! hep)|(?:after|once|when) (?:she |he |pt |they )?(?:was |were |had |got |getting )?(?:chang\w+|dry\w*|dried|dress\w*|out\b|the pool|pool\b|leaving)|(?:got|came|climbed) out\b|out of (?:the )?(?:pool|water)|dried (?:off|and)|land(?:[- ]based)?\b)|[^.;]{0,90}\bin (?:the )?(?:gym|clinic gym|weight room|treatment room)\b")
# one patient apart from the class
APART = guarded(r"\b(?:after (?:the )?(?:class|group)|individual(?:ly)?\b(?! (?:in|needs))|one[- ]on[- ]one|one[- ]to[- ]one|1:1|1 on 1|(?:had|saw|took|worked with) (?:him|her|pt|them) (?:alone|by|aside|apart|separately)|separately)\b")
ON_LAND = guarded(r"\b(?:on land|land(?:-based)?\b(?! hep|-to-|[ -](?:and|to)[ -](?:the )?(?:water|pool))|dry land|out of (?:the )?(?:pool|water)|poolside)\b")
