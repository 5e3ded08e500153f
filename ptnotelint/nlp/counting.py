"""Whether a mention counts: the part's refusal, but for the kinds of wording that it does not speak against."""

from __future__ import annotations

from ptnotelint.evidence import Mention
from ptnotelint.nlp.services import Context

# "per flow sheet" takes nothing back that the note does name; only the kind's bare name says nothing then
REFERRED_KINDS = frozenset({"exercise_vague", "activity_vague", "technique_vague", "modality", "gait", "elsewhere"})
# What may stand in any part of the note; a section alone does not refuse it.
ANYWHERE = frozenset({"history_factor", "presentation", "exam_finding", "test_score", "visit_frequency",
                      "plan_duration", "functional_goal", "goal", "positional_test", "positional_finding", "skilled_need"})
# Cues that speak against treatment do not speak against these.
WORDS_OF_THE_NOTE = {
    "functional_goal": {"goal", "conditional", "planned", "negated", "historical", "education", "measurement", "home_program", "other_provider"},
    "minutes": {"elsewhere"},  # "TE 25 min per log": what was done stands elsewhere, its minutes do not
    "goal_vague": {"goal", "planned", "conditional"},
    "goal": {"goal", "planned", "conditional", "negated", "historical"},
    "visit_frequency": {"planned", "goal", "conditional", "negated"}, "plan_duration": {"planned", "goal", "conditional", "negated"},
    "history_factor": {"home_program", "historical", "negated", "goal", "conditional", "education", "other_provider", "measurement", "planned"},
    "exam_finding": {"measurement", "negated", "historical"}, "test_score": {"measurement", "negated"},
    "presentation": {"measurement", "planned", "negated", "conditional", "goal"},
    "response": {"measurement", "negated", "conditional", "elsewhere", "other_provider"}, "response_vague": {"measurement", "negated", "conditional", "elsewhere"},
    "skilled_need": {"negated", "conditional", "goal", "planned", "measurement", "historical", "other_provider", "elsewhere", "education", "home_program"},
    "positional_test": {"measurement", "negated"}, "positional_finding": {"measurement", "negated"},
}


def mention_of(context: Context, label: str, start: int, end: int, families: tuple[str, ...] | None = None, **more) -> Mention:
    """A mention at a place of a part: of which service, and whether what refuses the place speaks against it.

    Examples
    --------
    >>> from ptnotelint.nlp.structure import Part
    >>> context = Context(Part(0, 4, 0, 0, 0), 0)
    >>> mention_of(context, "region", 0, 4).reason is None
    True
    """
    why = context.why(start, end)
    reason, cue = (why.reason, why.cue) if why else (None, None)
    if reason in WORDS_OF_THE_NOTE.get(label, ()) and not context.part.historical:
        reason = cue = None
    if reason == "elsewhere" and label not in REFERRED_KINDS:
        reason = cue = None
    if reason and label in ANYWHERE and cue and cue.startswith(("under ", "beside ")) and reason != "home_program" and reason != "billing_block":
        reason = cue = None
    if reason == "other_provider" and label in ("visit_frequency", "plan_duration") and cue.startswith(("w/ ", "with ")):
        reason = cue = None  # "2x/wk x 8, home lighting w/ OT": a plan shared is a plan
    if reason == "other_provider" and label == "purpose" and families == ("performance_test",):
        reason = cue = None  # who asked for a test tells why it was done
    if reason in ("historical", "conditional", "elsewhere") and label.startswith("purpose") and context.families and not context.part.historical:
        reason = cue = None  # "to decompress the root, as at eval", "core strengthening per flow sheet": a reason may look back or aside
    if reason == "home_program" and cue in ("at home", "at night", "at school", "every night", "each morning") and label.startswith("purpose") and context.families and not any(hit.label in ("exercise", "exercise_vague") for hit in context.hits):
        reason = cue = None  # "toes catch the rug at home": where the fault shows, no exercise done there
    if reason == "negated" and label.startswith("purpose") and context.part.why:
        reason = cue = None  # under "Why": "no push off", what is missing
    if reason == "goal" and label.startswith("purpose") and context.families and context.part.section != "goals" and cue.startswith(("hop", "aim", "goal is", "goal of", "target")):
        reason = cue = None  # "hoping to calm the tendon": the therapist's aim, told of the service
    if families is None:
        families = context.families_at(start)
    return Mention(label, start, end, context.index, families, context.labelled and not (context.part.inferred and label != "described"), reason, cue, code=context.part.code,
                   section=context.part.section, **more)
