"""Lines that end what stands before them, though no list knows their words: titles of their own, and entries of a log by the clock."""

from __future__ import annotations

from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.lines import Line

# what is told under a title ends at the next one; a plan is left alone, for what follows it is mostly more of it
ENDED_BY_TITLES = frozenset({"goals", "home_program", "education", "history", "subjective"})
ENDED_BY_CLOCK = frozenset({"goals", "plan", "home_program", "education", "subjective", "history"})
TREATMENT = guarded(r"\W*(?:(?:skilled|today['’]?s?|this|therapy|direct|hands-on|pt|ot|clinical|in-clinic|actual) ){0,2}(?:treatments?|interventions?|therap(?:y|ies)|procedures?|services?|session|visit|work|care)(?: (?:was |were )?(?:given|done|provided|performed|rendered|delivered|completed|content|details?|carried out|log|record|received))?(?: (?:in|on|at|for|during|of))?(?: (?:today(?:['’]s)?|this (?:visit|date|session|day|encounter)|the (?:visit|session|day)|(?:visit|session)|clinic|gym))?\W*")
TOLD = guarded(r"[0-9.;?!=|<>]|\b(?:is|was|were|are|will|to|by|next|home|pt|patient)\b")
CLOCK = guarded(r"\W{0,3}(?:[012]?\d:[0-5]\d|[012]\d[0-5]\d(?=\s?[-–—]\s?[012]\d[0-5]\d\b|\s+[a-z]{2}))")
MOST_WORDS = 5


def is_treatment_title(folded: str, line: Line) -> bool:
    """Whether a line of its own says in any words that what follows was done: "Treatment on This Date".

    Examples
    --------
    >>> from ptnotelint.nlp.lines import split_lines
    >>> [is_treatment_title(words, split_lines(words)[0]) for words in ("skilled intervention today", "services delivered:", "work", "visit 9")]
    [True, True, False, False]
    """
    return line.end - line.body > 6 and TREATMENT.fullmatch(folded, line.body, line.end) is not None


def is_title(text: str, folded: str, line: Line) -> bool:
    """Whether a line is a few words in capitals or with a colon, and no more: a title of the writer's own.

    Examples
    --------
    >>> from ptnotelint.nlp.lines import split_lines
    >>> [is_title(words, words.lower(), split_lines(words)[0]) for words in ("In the Gym", "ON THE MAT:", "Walk to the barn", "Knee 120 by June")]
    [True, True, False, False]
    """
    words = text[line.body:line.end].split()
    return 0 < len(words) <= MOST_WORDS and TOLD.search(folded, line.body, line.end) is None and words[0][0].isupper() and (
        words[-1].endswith(":") or all(word[0].isupper() or len(word) < 4 for word in words))


def section_after(section: str | None, inline: bool, opens: bool, text: str, folded: str, line: Line) -> str | None:
    """The section that a line stands in before its own heading is looked for.

    Parameters
    ----------
    section : str or None
        That of the line before.
    inline : bool
        Whether its heading had text behind it.
    opens : bool
        Whether the line opens a paragraph.

    Examples
    --------
    >>> from ptnotelint.nlp.lines import split_lines
    >>> log = "7:45 dressing, min a x2"
    >>> section_after("goals", True, False, log, log, split_lines(log)[0]) is None  # an entry by the clock is no goal of the entry before
    True
    """
    if section in ENDED_BY_CLOCK and inline and CLOCK.match(folded, line.body, line.end) is not None:
        return None
    if opens and section in ENDED_BY_TITLES and not line.bullet and not line.cells:
        if is_treatment_title(folded, line):
            return "treatment"
        if is_title(text, folded, line):
            return None
    return section


__all__ = ["is_title", "is_treatment_title", "section_after"]
