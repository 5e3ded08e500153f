"""Whether a stretch of text goes on about the service that the one before it told of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.sentences import line_start
from ptnotelint.nlp.structure import Part

if TYPE_CHECKING:
    from ptnotelint.nlp.services import Context

NOT_TREATMENT = frozenset({"subjective", "history", "measures", "goals", "plan", "home_program", "education", "signature",
                           "billing", "previous_visit"})
ITEM_DOSES = frozenset({"reps_by", "sets_reps", "seconds_by", "times_by", "length", "length_by"})
# a sentence that says why or with what help speaks of the service told before it, whatever else it names
TRAILS = guarded(
    r"\W*(?:(?:this|these|it|all|each|both|that|which|given|chosen|picked|meant|intended|hoping|hoped|built|needed|indicated|selected|designed|aimed|aim|targeted|target(?:ing|s)?|purpose|rationale|reason|intent|focus|goal of (?:tx|treatment|this)|emphasis|necessary|because|since|in order)\b[^.;|]{0,24}?\b(?:to|for|at|by|is|was|on|of|because|since)\b(?! \d)"
    r"|(?:ease|lessen|loosen|soften|soothe|reduce|decrease|relieve|calm|quiet|settle|numb|dull|flush|drain|widen|unload|decompress|desensiti[sz]e|bring down|break up|knock down|take the edge)\s(?!(?:weight|load|reps?|sets?|height|assist\w*|cue\w*|next)\b)[a-z]"
    r"|(?:in order )?to (?!the\b|go\b|be\b|follow\b)[a-z]{3,}|(?:(?:he|she|pt|patient|they|child|resident)\s)?(?:(?:still|also|initially|again)\s)?(?:needed|needs|required|requires|received|given)\s(?:\w+\s){0,3}(?:cue\w*|vcs?|tcs?|assist\w*|help|remind\w*|prompt\w*|guard\w*|feedback|instruction\w*|min|mod|max|cga|sba)\b"
    r"|(?:min|mod|max|cga|sba|close sup\w*|contact guard|stand-?by|verbal|tactile|visual|vcs?|tcs?|cue[ds]?|cues|cueing|cuing|hand-?over-?hand|hoh|therapist|i|we|pt|ot)\b(?:/\w+|\s(?:a\b|assist\w*|cue\w*|cga|of|and|&|verbal|tactile)){0,3}\s?(?:(?:cued|corrected|demonstrated|reminded|guided|assisted|stood by|stood close|gave|provided|blocked|held|supported|facilitated)\b|(?:to|for|at|on|by|with|w/|x\s?\d|throughout|needed|required|given|provided)\b))")


def trails(folded: str, context: Context, before: Context | None) -> bool:
    """Whether a part only gives the reason of, or the help with, what was told before it."""
    part = context.part
    if before is None or not before.families or part.head_end > part.start or before.part.unit != part.unit or before.part.section != part.section:
        return False
    if any(q.kind in ITEM_DOSES for q in context.quantities):
        return False
    return TRAILS.match(folded, part.start, part.end) is not None


# a sentence or a field that opens with the reason, whatever else it names, is of the service told last
OPENS_WHY = guarded(r"\W*(?:(?:why|for|purpose|rationale|reasons?|indication|intent|aims?|idea|justification|theme|deficits?|impairments?|problem|limiter|goal)(?: for \w+| addressed| targeted| here| today)?\s?[:=–—]|(?:(?:i|we)\s)?(?:picked|chosen|chose|selected|indicated|meant|intended|designed|aimed|built|hoping|hoped|used|done|given|added|warranted|went with (?:this|it))\s(?:(?:it|this|these|them|here|today|as|in order|mainly|specifically)\s){0,2}(?:to|for|because|b/c|since|as|so|due|d/t|at)\b(?! \d)|"
                    r"(?:the |my |our )?(?:idea|aim|intent|rationale|reason|purpose|point|thinking|theory|hope) (?:is|was|being|here|of|for)\b|(?:this|it|that|these|they) (?:is|was|are|were|should|would) (?:(?:meant|here|done|used|given|all|there|help)\s)*(?:to|for|because)\b)")


ENDS_WHY = guarded(r"\b(?:is|was|are|were) (?:the|my|our) (?:main |whole |only )?(?:reason|rationale|indication|thinking|aim)\W*(?:\Z|for (?:it|this|that|these|them)\b|here\b)|\b(?:is|was|are|were|that[’']s|which[’']s) (?:exactly |precisely |just |also )?why (?:i|we|it|this|these|they)\b|\b(?:that|this|which)(?:[’']s| is| was) what (?:it|this|that|these|they|the \w+)(?:[’']s| is| was| are| were) for\b")
# a heading that names the problem of what stands under it: "PROBLEM 2 - trunk gives out early"
HEADS_WHY = guarded(r"\W*(?:problem|deficit|impairment|limiter|limitation|issue)\s?(?:#?\w{1,2})?\s?[-–—:.)=]+\s")


# the reason of all that a paragraph told, or of its last two
OF_ALL = guarded(r"\W*(?:(?P<both>both)|all|all (?:of )?(?:it|this|them|these|three|four|modalities)|each|everything|these|the above|modalities)(?: (?:of (?:it|this|them|these)|modalities|agents|three|four|were|was|are|is|done|given|used|chosen|applied|here|today))*\s(?:for|to|because|since|aimed at|meant (?:to|for)|directed at)\s(?!\d)[a-z]")


# a sentence, wherever it stands, that names the care it gives the reason of: "the exercises were chosen to …"
NAMED_WHY = guarded(r"\b(?:(?P<exercise>ther ?ex|exs?|exercises?|strengthening|resistance work|loading|sets|raises|rows|curls|squats|lunges|bridges)|(?P<neuromuscular>balance (?:work|drills?|training|practice)|nmr|neuro re-?ed|coordination (?:work|drills?)|perturbations?)|(?P<manual>manual(?: work| therapy)?|mobs?|mobili[sz]ations?|hands-on(?: work)?|glides|stm|soft tissue work|joint work)|"
                    r"(?P<traction>traction|pull)|(?P<ultrasound>us|ultrasound)|(?P<stimulation>e-?stim|stim|nmes|ifc|tens|current)|(?P<heat_cold>heat|ice|hot packs?|cold packs?)|(?P<needling>needl(?:es|ing)|dn)|(?P<group>group|class))\s"
                    r"(?:(?:(?:is|are|was|were|being)\s)(?:(?:all|here|there|mainly|chiefly|also)\s)?(?:given|chosen|picked|selected|meant|used|done|intended|aimed|directed|added|targeted|needed|designed)|given|chosen|picked|selected|meant|intended|aimed|directed|targeted|designed)\s(?:to|for|because|since|at|so)\s(?!home|do|next|be done|be continued)[a-z]")


def _indent(folded: str, at: int) -> int:
    """How deep the line of a place stands."""
    line = line_start(folded, at)
    return len(folded[line:at]) - len(folded[line:at].lstrip())


def _heads_list(folded: str, context: Context, following: Context) -> bool:
    """Whether a line that names no care stands over a list that does, indented below it: "2) Falls when bumped"."""
    part, below = context.part, following.part
    return (bool(following.families) and not context.families and not context.quantities and part.family is None and part.column is None and below.unit == part.unit + 1 and below.paragraph == part.paragraph
            and part.section == below.section and _indent(folded, below.start) > _indent(folded, part.start) + 1 and not folded[line_start(folded, part.start):part.start].strip(" \t#*•-–()[].:0123456789abcdef→>"))


def give_back_reasons(folded: str, contexts: list[Context]) -> None:
    """A part that opens with the reason is of the service told last, though another's words stand in it; a problem as a heading, of the one told next."""
    told: Context | None = None
    headed = -1  # the line that a problem opens
    named_in: dict[tuple[int, str | None], dict[str, None]] = {}  # the families told so far, by paragraph and section, in order
    for number, context in enumerate(contexts):
        part = context.part
        if number and ((before := contexts[number - 1]).anchors or before.part.family):
            named_in.setdefault((before.part.paragraph, before.part.section), {}).update(dict.fromkeys(before.families))
        if part.historical or part.section in NOT_TREATMENT:
            continue
        if part.met & NAMED_WHY.need and part.family is None and not any(q.kind in ITEM_DOSES for q in context.quantities) and (named := NAMED_WHY.search(folded, part.start, part.end)):
            if any(named.lastgroup in other.families for other in contexts):
                context.families, context.labelled, context.anchors = (named.lastgroup,), True, []
            continue
        if number + 1 < len(contexts) and _heads_list(folded, context, contexts[number + 1]):
            context.families, context.labelled = contexts[number + 1].families[:1], contexts[number + 1].labelled
            continue
        if told is not None and told.part.paragraph == part.paragraph and part.head_end <= part.start and not any(q.kind in ITEM_DOSES for q in context.quantities) and (
                every := OF_ALL.match(folded, part.start, part.end)):
            named = list(named_in.get((part.paragraph, part.section), ()))
            if len(named) > 1:
                context.families, context.anchors = tuple(named[-2:] if every["both"] else named), []
                continue
        if part.family is None and not any(q.kind in ITEM_DOSES for q in context.quantities):
            if OPENS_WHY.match(folded, part.start, part.end) or ENDS_WHY.search(folded, part.start, part.end):
                if told is not None and told.part.paragraph == part.paragraph and not set(context.families) & set(told.families):
                    context.families, context.labelled, context.anchors = told.anchors[-1][1] if told.anchors else told.families, told.labelled, []
                continue
            if not context.families and HEADS_WHY.match(folded, part.start, part.end) and number + 1 < len(contexts) and contexts[number + 1].part.section == part.section:
                context.families, context.labelled = contexts[number + 1].families[:1], contexts[number + 1].labelled
                continue
        if (number == 0 or contexts[number - 1].part.unit != part.unit) and HEADS_WHY.match(folded, part.start, part.end + 1):
            headed = part.unit
        if part.unit == headed and not context.anchors and part.family is None and not context.quantities:
            named = next((other for other in contexts[number + 1:number + 4] if other.part.unit == headed and other.anchors), None)
            if named is not None and (told is None or told.part.unit != headed):
                context.families, context.labelled = named.anchors[0][1], named.labelled  # "Problem D. Oedema. Sequential pump 25 min"
                continue
        if not context.families and told is not None and told.part.paragraph == part.paragraph and told.part.section == part.section and part.unit - told.part.unit == 1 and (
                part.head_end <= part.start and TRAILS.match(folded, part.start, part.end)):
            context.families, context.labelled = told.anchors[-1][1] if told.anchors else told.families, told.labelled  # the next bullet of a list tells the help
        if context.families:
            told = context


def follows(before: Context | None, part: Part) -> bool:
    """Whether a part stands in the same run of text as the one before it, under the same heading."""
    return (before is not None and bool(before.families) and before.part.paragraph == part.paragraph
            and before.part.section == part.section and (before.part.historical == part.historical or before.part.unit == part.unit)
            and part.section not in NOT_TREATMENT and part.block == before.part.block)
