"""Care told by plain words: abbreviated, by what moves, by the unit an agent is set in, with spoken punctuation."""

import pytest

from ptnotelint.nlp.pipeline import Reader
from ptnotelint.nlp.spoken import written

READER = Reader()


def told(text, family, labels):
    """Whether something of these kinds counts for a family."""
    return any(mention.label in labels and mention.reason is None and family in mention.families for mention in READER.read(text).mentions)


@pytest.mark.parametrize(("text", "family", "label"), [
    ("O: L-trx 60#, static, 12 min", "traction", "modality"),
    ("O: Head set at 3 MHz, pulsed, six minutes over the wrist.", "ultrasound", "modality"),
    ("O: Pads either side of the quad, 50 Hz, 12 min, until a contraction showed.", "stimulation", "modality"),
    ("1402-1414 WALK: corridor intervals, no arm swing; cued to let the arms go.", "gait", "deviation"),
    ("0915 GRP. 5 residents. balloon volley, scarves, clapping", "group", "group_size"),
    ("8:40 Bed <-> commode <-> chair round trip x4. Nose over toes.\n8:58 (18 min)", "activities", "activity"),
    ("O: Kneaded both calves, 12 min.", "massage", "technique"),
    ("O: Rubbed the knots beside the shoulder blade, 12 min.", "massage", "technique_vague"),
    ("O: I stretched each knuckle until it gave, 8 min.", "manual", "technique"),
    ("Group, 5 members, 30 min: scarf tosses, noodle presses, singing.", "group", "exercise"),
    ("O: 3 rounds of 10 with a soup can, 12 min. She pushed a rolled towel away. She turned a dowel.", "exercise", "exercise"),
    ("97530 (14 min)\nFilling and emptying the top rack of the dishwasher.", "activities", "activity"),
    ("Ther ex 12 min to begin loading the calf, which is weak: heel raises 2x12.", "exercise", "exercise"),
    ("NMR 12 min: sitting on the mat unsupported, nudged each way.", "neuromuscular", "exercise"),
])
def test_met(text, family, label):
    assert told(text, family, {label})


@pytest.mark.parametrize(("text", "family", "labels"), [
    ("O: TRX rows 3x10", "traction", {"modality"}),
    ("O: Tuning fork 128 Hz felt at the toe, pads of the feet intact.", "stimulation", {"modality"}),
    ("S: The brace rubbed her shin raw.", "massage", {"technique", "technique_vague"}),
    ("S: He rubbed his knee all week.", "massage", {"technique", "technique_vague"}),
    ("Ther ex 12 min: hip extension limited, arm swing reduced.", "exercise", {"exercise"}),
    ("P: to begin loading the calf, heel raises 2x12 next visit.", "exercise", {"exercise"}),
])
def test_still_refused(text, family, labels):
    assert not told(text, family, labels)


def test_spoken_marks_are_read_as_marks_and_places_stay():
    text = "ankle stiff period heel raises two sets of ten comma slow period next visit lunges three sets of eight period"
    named = {text[mention.start:mention.end]: mention.reason for mention in READER.read(text).mentions if mention.label == "exercise"}
    assert named["heel raises"] is None
    assert named.get("lunges", "planned") == "planned"


def test_a_period_is_a_time_where_nobody_speaks_marks():
    assert written("A rest period. A second rest period. The last period was short. Then the bike.") is None
    assert written("heel raises period of rest period") is None


def test_spoken_marks_keep_places_with_line_ends_of_two():
    text = "sore period\r\nbridges two sets of ten period slow period done period"
    assert "bridges" in {text[mention.start:mention.end] for mention in READER.read(text).mentions if mention.label == "exercise"}
