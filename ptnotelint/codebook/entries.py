"""What the codebook says, as plain frozen records: codes, elements, payers and their example notes."""

from __future__ import annotations

from dataclasses import dataclass, field
from fnmatch import fnmatchcase

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
class Rule:
    """A rule of no single code, named after the fault: what it says, what it asks and why.

    ``severity`` is ``off`` where only payers ask for it. ``message`` and ``question`` hold ``{blanks}`` that the check fills in; ``words`` says the fault without them.
    """

    rule: str
    severity: str
    words: str
    message: str
    question: str
    why: str = ""
    authority: tuple[Authority, ...] = ()
    examples: tuple[RuleExample, ...] = ()


@dataclass(frozen=True, slots=True)
class Payer:
    """A payer profile: the levels it changes, and when, and how it counts units.

    ``when_totals`` applies to timed codes of notes that state both totals (timed and treatment
    minutes), ``when_plan_of_care`` where the plan of care was supplied. ``severity`` maps rule ids or
    globs to ``error``, ``warning``, ``info`` or ``off``; of several that fit, the last holds.
    """

    payer: str
    words: str
    when_totals: dict[str, str] = field(default_factory=dict)
    when_plan_of_care: dict[str, str] = field(default_factory=dict)
    authority: tuple[Authority, ...] = ()
    units: str = "cms"
    severity: dict[str, str] = field(default_factory=dict)

    def severity_of(self, rule: str, own: str) -> str:
        """A rule's severity for this payer; `own` where the profile says nothing of it.

        Examples
        --------
        >>> Payer("p", "a plan", severity={"units/*": "info", "units/over-billed": "off"}).severity_of("units/over-billed", "error")
        'off'
        """
        return next((severity for glob, severity in reversed(self.severity.items()) if fnmatchcase(rule, glob)), own)

    def asks_for(self, *families: str) -> bool:
        """Whether the profile turns on a rule of these families, whose own severity is ``off``."""
        return any(severity != "off" and glob.startswith((*(f"{family}/" for family in families), "*")) for glob, severity in self.severity.items())
