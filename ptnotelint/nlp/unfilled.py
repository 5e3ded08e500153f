"""Holes of a template left unfilled, and choices of it left unmade."""

from __future__ import annotations

import re

from ptnotelint.evidence import Phrase
from ptnotelint.nlp.sentences import line_end, line_start

HOLE = re.compile(r"(?<![_\w])_{3,}|\[(?:date|time|side|area|name|region|number|location|amount|minutes|insert[^\]\n]*|enter[^\]\n]*|specify[^\]\n]*|fill[^\]\n]*|select[^\]\n]*|choose[^\]\n]*)\]"
                  r"|(?<=[a-z:,] )\*{3}(?=[\s.,;]|\Z)(?!\s*\n)|\{[a-z][^}\n]{2,40}:\d{3,}\}|<<[a-z][^>\n]{1,24}>>|@[a-z]{2,20}@|\bx{2,3}(?=\s?(?:/10|min|mins|minutes|lbs?|degrees|reps|sets|feet|ft)\b)|(?<=:)\s?\(\s{3,}\)")
# who signs and when is asked by rules of its own; a line of strokes alone parts two blocks
SIGNING = re.compile(r"\b(?:sign\w*|e-?signed|date|initials?|licen[sc]e|lic|npi|physician|md|witness|co-?sign\w*|therapist|clinician|name|time in|time out|dob|mrn|pt|pta|ot|cota|other|comments?|notes?)\W{0,4}\Z")
CHOICE = re.compile(r"(?<!\w)(?:yes\s?/\s?no(?:\s?/\s?n/?a)?|y\s?/\s?n(?:\s?/\s?n/?a)?|better\s?/\s?same\s?/\s?worse|(?:left|l)\s?/\s?(?:right|r)\s?/\s?(?:both|b|bilateral)|independent\s?/\s?(?:min|assist|dependent)\w*(?:\s?/\s?\w+)*)(?=[ \t]*(?:$|[|)\]]|\s{3,}))", re.MULTILINE)
BOXES = re.compile(r"(?:\[ ?\]|\( ?\)|☐)\s?yes\b\W{0,6}(?:\[ ?\]|\( ?\)|☐)\s?no\b")

# what a template asks for in its brackets; an answer in them says more than the kind of thing that was asked
ASKED_FOR = frozenset("date time side sides area areas region regions name number location site amount minutes min mins exercise exercises activity activities technique techniques task tasks body part parts muscle muscles group "
                      "joint joints level levels grade device devices type kind reason reasons cause goal goals deficit deficits impairment impairments limitation limitations distance reps sets weight load resistance position duration "
                      "frequency intensity result results comment comments text here value code diagnosis dx condition rating score test tests measure measures finding findings description detail details drug medication modality patient pt "
                      "client therapist clinician provider his her he she him first last dob mrn age unit units surface equipment assist assistance cue cues laterality percent blank parameter parameters setting settings procedure "
                      "intervention interventions skill barrier barriers factor factors structure tissue assessment plan subjective of and or the a an this your to for job functional specific treated target".split())
ORDERS = ("insert", "enter", "specify", "describe", "fill", "select", "choose", "list ", "state ", "document")
WORD = re.compile(r"[a-z'-]+")


def filled_in(bracket: str) -> bool:
    """Whether a template's bracket holds an answer, not the question or a list of answers to choose from.

    Examples
    --------
    >>> [filled_in(text) for text in ("[not met]", "[neck / upper back]", "[body part]", "[better / same / worse]", "[left/right]")]
    [True, True, False, False, False]
    """
    inside = bracket.strip("[] ")
    choices = [choice.strip() for choice in inside.split("/")]
    if not inside or inside.startswith(ORDERS) or len(choices) > 2 or len(choices) == 2 and not any(" " in choice for choice in choices):
        return False
    return not ASKED_FOR.issuperset(WORD.findall(inside))


def holes(folded: str) -> tuple[Phrase, ...]:
    """Blanks of a template, in folded text, that nobody filled in, those for signatures and free remarks aside.

    Examples
    --------
    >>> [len(holes(text.lower())) for text in ("US: ____ MHz, ____ W/cm2", "Pain [INSERT]/10", "Signature: ________", "__________")]
    [2, 1, 0, 0]
    """
    return tuple(Phrase(match.start(), match.end(), -1) for match in HOLE.finditer(folded) if _in_a_sentence(folded, match))


def unmade_choices(folded: str) -> tuple[Phrase, ...]:
    """Lists to choose from, in folded text, in which nothing was chosen.

    Examples
    --------
    >>> [len(unmade_choices(text.lower())) for text in ("Helped last visit: Yes / No", "Helped: Yes / No: yes", "Fell since: [ ] Yes [ ] No", "[x] Yes [ ] No")]
    [1, 0, 1, 0]
    """
    return tuple(Phrase(match.start(), match.end(), -1) for pattern in (CHOICE, BOXES) for match in pattern.finditer(folded))


def _in_a_sentence(folded: str, match: re.Match[str]) -> bool:
    line = line_start(folded, match.start())
    rest = folded[line:match.start()] + folded[match.end():line_end(folded, match.end())]
    return any(letter.isalpha() for letter in rest) and SIGNING.search(folded, line, match.start()) is None
