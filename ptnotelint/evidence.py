"""What the note was found to say, before any code is asked about: mentions with their context.

This is the hand-over from language (`nlp`, which makes it) to judgement (`rules`, which reads it).
"""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mention:
    """One thing said, where, of which service, and whether it counts for this visit.

    Parameters
    ----------
    label : str
        What kind of wording (``exercise``, ``dose``, ``minutes``, ``region``, ``assist`` …); the
        codebook's elements name the labels that satisfy them.
    start, end : int
        Code points of the source text.
    segment : int
        Index into :attr:`Reading.segments`.
    families : tuple of str
        Service families it belongs to by its block, its own kind or its neighbours; empty when nothing tells.
    labelled : bool
        True when a heading or code label of its block says so, not just its wording.
    reason : str or None
        Why it does not count (a refusal reason), None when it counts.
    cue : str or None
        The words that decided the refusal or the attribution.
    dosed : bool or None
        For items (exercises, activities): whether a dose was found for this very item.
    value : float or None
        Number in the label's unit (minutes, pounds, …) where one was read.
    code : str or None
        The code that labels its block, when one does.
    by, confidence
        ``pattern`` (1.0) or ``classifier`` with its calibrated probability.
    """

    label: str
    start: int
    end: int
    segment: int
    families: tuple[str, ...] = ()
    labelled: bool = False
    reason: str | None = None
    cue: str | None = None
    dosed: bool | None = None
    value: float | None = None
    code: str | None = None
    by: str = "pattern"
    confidence: float = 1.0
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Segment:
    """A line, bullet, table cell or sentence: the smallest stretch that is said of one thing.

    ``reason`` is why nothing in it counts as done at this visit, where its place alone says so;
    ``unit`` numbers the logical line, bullet, row or paragraph that it is cut from; ``encounter`` is ``new`` or
    ``old`` where its passage tells of an orthosis or prosthesis that is met for the first time or again. ``head_end`` is where
    its heading ends (``start`` without one), and ``historical`` says that it belongs to an earlier visit's text.
    """

    start: int
    end: int
    section: str | None = None
    families: tuple[str, ...] = ()
    labelled: bool = False
    reason: str | None = None
    unit: int = 0
    encounter: str | None = None
    head_end: int = 0
    historical: bool = False


@dataclass(frozen=True, slots=True)
class BillingLine:
    """A line of a charge block inside the note."""

    code: str
    start: int
    end: int
    units: int | None = None
    minutes: float | None = None
    modifiers: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class StatedTotal:
    """A total of minutes that the note states, with its place."""

    minutes: float
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Signature:
    """A name that signs the note; ``kind`` is ``therapist``, ``assistant``, ``student``, or ``unknown`` without a credential."""

    start: int
    end: int
    kind: str
    credential: str | None = None


@dataclass(frozen=True, slots=True)
class Phrase:
    """Words that a rule looked for: their place, and the segment they stand in."""

    start: int
    end: int
    segment: int


@dataclass(frozen=True, slots=True)
class Sided:
    """A joint with its side: ``left``, ``right``, ``both`` or empty; ``complaint`` where it is what the patient comes for."""

    start: int
    end: int
    segment: int
    joint: str
    side: str
    complaint: bool


@dataclass(frozen=True, slots=True)
class Reading:
    """Everything read from one text: its segments, the mentions in them, its billing block and its totals."""

    text: str
    segments: tuple[Segment, ...] = ()
    mentions: tuple[Mention, ...] = ()
    billing: tuple[BillingLine, ...] = ()
    code_labels: tuple[str, ...] = ()
    timed_total: StatedTotal | None = None
    visit_total: StatedTotal | None = None
    source: str = "text"
    figures: tuple[Mention, ...] = ()
    """Every number of minutes in what was done, whosever it is, but for the totals: what a total may be the sum of."""
    alike: tuple[tuple[Mention, ...], ...] = ()
    """Bare numbers that stand alike (behind the same word, on one line, at their lines' ends), which may be the same."""
    folded: str | None = field(default=None, repr=False, compare=False)
    """The text in lower case, code point for code point, where the reading was made of it as it stands."""

    @property
    def lowered(self) -> str:
        """The text in lower case."""
        return self.text.lower() if self.folded is None else self.folded
