"""What the codebook says, as plain frozen records: codes, elements, payers and their example notes."""

from __future__ import annotations

from dataclasses import dataclass, field

from ptnotelint.report import Authority


@dataclass(frozen=True, slots=True)
class Example:
    """A small note that shows an element present, missing or nearly there; it is run as a test.

    Parameters
    ----------
    code : str or None
        The one code billed for it.
    expect : str
        Status that the element must get.
    note : str
        The note's text.
    refused : str or None
        For a near miss: the reason with which its words must be refused.
    element : str
        The element that it is an example of.
    """

    code: str | None
    expect: str
    note: str
    refused: str | None
    element: str


@dataclass(frozen=True, slots=True)
class Element:
    """One thing a note must say, and the kind of check that finds it.

    Parameters
    ----------
    scope : str
        ``service`` when it must be said of the billed service, ``note`` when it may stand anywhere.
    check : str
        One of :data:`~ptnotelint.codebook.CHECKS`; it decides which of the label fields are read.
    wrong : tuple of str
        Labels of words that are mistaken for it and are of another kind; shown as refused, nothing else.
    dose : tuple of str
        For ``each_item``: labels that give an item its dose.
    with_ : tuple of str
        The file's key ``with``: labels that turn a bare ``kind`` into a described service.
    missing, partial : str
        Sentences with ``{words}`` and ``{code}`` to be filled in by :meth:`Code.say`.
    """

    element: str
    scope: str
    check: str
    labels: tuple[str, ...] = ()
    vague: tuple[str, ...] = ()
    parts: tuple[tuple[str, ...], ...] = ()
    named: tuple[str, ...] = ()
    kind: tuple[str, ...] = ()
    with_: tuple[str, ...] = ()
    counts: str = ""
    does_not_count: str = ""
    missing: str = ""
    partial: str = ""
    question: str = ""
    authority: tuple[Authority, ...] = ()
    examples: tuple[Example, ...] = ()
    dose: tuple[str, ...] = ()
    wrong: tuple[str, ...] = ()

    @property
    def asks(self) -> tuple[str, ...]:
        """Every label that it looks at."""
        return (*self.labels, *self.vague, *self.named, *self.kind, *self.with_, *self.dose, *self.wrong, *(label for part in self.parts for label in part))


@dataclass(frozen=True, slots=True)
class Code:
    """One billed code: which service it is and which elements it needs.

    ``elements`` holds every required and recommended element, in that order, with what this code
    changes in them already merged in. ``shares`` maps a service family to the reason why its
    unlabelled wording counts here when no billed code has that family itself.
    """

    code: str
    words: str
    timed: bool
    families: tuple[str, ...]
    strict_region: bool = False
    required: tuple[str, ...] = ()
    recommended: tuple[str, ...] = ()
    shares: dict[str, str] = field(default_factory=dict)
    not_this: str = ""
    authority: tuple[Authority, ...] = ()
    elements: dict[str, Element] = field(default_factory=dict)

    def level(self, element: str) -> str | None:
        """``required``, ``recommended``, or None when this code does not ask for the element.

        Examples
        --------
        >>> Code("97012", "mechanical traction", False, ("traction",), required=("force",)).level("force")
        'required'
        """
        if element in self.required:
            return "required"
        return "recommended" if element in self.recommended else None

    def say(self, sentence: str) -> str:
        """Fill an element's sentence with this code's number and words.

        Examples
        --------
        >>> Code("97012", "mechanical traction", False, ("traction",)).say("No force for {words} ({code}).")
        'No force for mechanical traction (97012).'
        """
        return sentence.replace("{words}", self.words).replace("{code}", self.code)


@dataclass(frozen=True, slots=True)
class RuleExample:
    """A small visit in which a rule must fire or stay silent; it is run as a test.

    The payer ``own`` stands for a user's profile that asks for the rule, where no shipped one does.

    ``near_miss`` marks a silent one that looks like the fault; ``record`` holds further fields of the note record.
    Where the fault shows only between visits, ``earlier`` holds those before: tables of ``dates``, and of ``note``, ``billed`` and
    ``record`` where they differ from the example's own.
    """

    expect: str
    billed: tuple[str, ...]
    note: str
    payer: str = "default"
    near_miss: bool = False
    record: dict = field(default_factory=dict)
    earlier: tuple[dict, ...] = ()


@dataclass(frozen=True, slots=True)
class Sign:
    """What shows a rule's fault in one note: all that is given must hold of one of the billed ``codes``.

    Of a code without a file, which describes no service, only the note and the claim can be asked.
    A phrase is words with blanks, which also stand for hyphens; ``*`` ends a word in any way, ``...`` stands for a few
    words. Labels and elements are those of element files.

    Parameters
    ----------
    says, not_says : tuple of str
        Phrases of which one is said, or none, in the service's own text of this visit.
    note_says : tuple of str
        Phrases of which one is told anywhere as done or found at this visit.
    names : tuple of str
        Phrases of which one is said of the patient anywhere, history included, and not denied.
    stands, silent_on : tuple of str
        Phrases of which one, or none, stands anywhere in the note, in whatever sense.
    has, lacks, note_has, note_lacks : tuple of str
        Labels that are counted in the service's own text or anywhere in the note, or are not.
    only : tuple of str
        Phrases: each named exercise, task, walk and technique of the service is one of these.
    distinct, at_least, at_most : str, int, int
        A label, and how many different words of it the service's text names.
    most_words : int
        The most words in the lines and paragraphs that tell of the service: of a longer telling, silence says little.
    missing : tuple of str
        Elements that are not documented. Unless ``service`` is among them, the sign holds of described services only.
    billed, not_billed : tuple of str
        Codes, or globs of them, of which one is billed, or none.
    what : str
        Fills the message's ``{what}``.
    """

    codes: tuple[str, ...]
    says: tuple[str, ...] = ()
    not_says: tuple[str, ...] = ()
    note_says: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    stands: tuple[str, ...] = ()
    silent_on: tuple[str, ...] = ()
    has: tuple[str, ...] = ()
    lacks: tuple[str, ...] = ()
    note_has: tuple[str, ...] = ()
    note_lacks: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    distinct: str = ""
    at_least: int = 0
    at_most: int = 99
    most_words: int = 0
    missing: tuple[str, ...] = ()
    billed: tuple[str, ...] = ()
    not_billed: tuple[str, ...] = ()
    what: str = ""

    @property
    def asks(self) -> tuple[str, ...]:
        """Every label that it looks at."""
        return (*self.has, *self.lacks, *self.note_has, *self.note_lacks, *((self.distinct,) if self.distinct else ()))


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule of no single code, named after the fault: what it says, what it asks and why.

    ``severity`` is ``off`` where only payers ask for it. ``message`` and ``question`` hold ``{blanks}`` that the check fills in; ``words`` says the fault without them.
    ``signs``, where there are some, are the whole check: the rule finds each billed code that one of them holds of.
    ``since`` and ``until`` are the ISO dates of service between which it is in force, both included.
    """

    rule: str
    severity: str
    words: str
    message: str
    question: str
    why: str = ""
    authority: tuple[Authority, ...] = ()
    examples: tuple[RuleExample, ...] = ()
    signs: tuple[Sign, ...] = ()
    since: str = ""
    until: str = "9999-12-31"
