"""Help told by its place: a table's column of help and a field of that name tell it whatever stands there.

"| Help | I |", "97110 help: none", "Cueing: tactile at the pelvis": a level typed in one letter, or that none was
needed, is no word of help by itself; under such a name it is the answer to the question how much was given.
"""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.mentions import Hit
from ptnotelint.nlp.services import NOT_TREATMENT, Context

_NAME = (r"(?:(?:skilled |level of |type of |physical |verbal )?(?:assist(?:ance)?|help|cue(?:s|ing)?|supervision|guarding|feedback|hands[- ]on|prompt(?:s|ing))"
         r"(?:\s?(?:/|&|\+|and)\s?(?:assist(?:ance)?|help|cue(?:s|ing)?|supervision|feedback|prompts?|level|instruction))?(?: (?:level|given|needed|required|provided|used))?)")
COLUMN = guarded(r"\W*" + _NAME + r"\W*\Z")
LEVEL_COLUMN = guarded(r"\W*level\W*\Z")
LEVEL = guarded(r"\W*(?:i|s|d|mi|mod ?i|ind|indep\w*|sup|spv)\W*\Z")
FIELD = guarded(r"\W*(?:[\w&/()-]+\s){0,4}?" + _NAME + r"\s?[:=]\s*(?=\w)")
BLANK = guarded(r"[\W_]*(?:n/?a|tbd|date|blank)?[\W_]*\Z")


def add_help_fields(folded: str, contexts: list[Context]) -> None:
    """Add help to the cells of its columns and to its fields where no word of help is found in them."""
    columns: frozenset[int] = frozenset()
    levels: frozenset[int] = frozenset()
    header = -1
    for number, context in enumerate(contexts):
        part = context.part
        if part.column is None:
            columns = levels = frozenset()
            if part.section not in NOT_TREATMENT and (field := FIELD.match(folded, part.start, part.end)):
                _add(folded, context, field.end())
            continue
        if part.unit != header and (number == 0 or contexts[number - 1].part.column is None or contexts[number - 1].part.paragraph != part.paragraph):
            row = [other.part for other in contexts[number:number + 12] if other.part.unit == part.unit]
            columns = frozenset(cell.column for cell in row if COLUMN.match(folded, cell.start, cell.end))
            levels = frozenset(cell.column for cell in row if LEVEL_COLUMN.match(folded, cell.start, cell.end))
            header = part.unit
        elif part.unit != header and (part.column in columns or part.column in levels and LEVEL.match(folded, part.start, part.end)):
            _add(folded, context, part.start)


def _add(folded: str, context: Context, start: int) -> None:
    part = context.part
    if start < part.end and not BLANK.match(folded, start, part.end) and not any(hit.label in ("assist", "cue") and hit.reason is None and hit.start >= start for hit in context.hits):
        end = start + len(folded[start:part.end].rstrip(" |"))
        context.hits = sorted((*context.hits, Hit("assist", None, start, end)), key=lambda hit: (hit.start, -hit.end))
