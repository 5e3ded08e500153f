"""What one note cannot show: findings from the rows of all notes of a run together."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator

from ptnotelint.audit.cadence import cadence_faults, uncertifiable
from ptnotelint.audit.clocks import Clash, checkable, clashes
from ptnotelint.audit.copied import SHORTEST, Copy, Held, copies_of_patients, copies_of_therapists
from ptnotelint.audit.encounters import Encounter, Fault, of_disciplines
from ptnotelint.codebook import Codebook, Payer
from ptnotelint.errors import PtnotelintError
from ptnotelint.report import Finding
from ptnotelint.rules.findings import as_asked, filled, fingerprint
from ptnotelint.rules.places import place

Found = list[tuple[int, Finding]]


def across_findings(rows: Iterable[dict], book: Codebook, key: bytes, *, profile: str = "default",
                    select: Iterable[str] = (), ignore: Iterable[str] = ()) -> tuple[Found, list[str]]:
    """Findings that only several notes together can give, and what could not be looked at.

    Parameters
    ----------
    rows : iterable of dict
        Rows of :data:`~ptnotelint.audit.features.FEATURES`, in input order. They are gone over twice: what can be gone over only once
        is kept whole.
    key : bytes
        Keys the fingerprints.
    profile : str
        Payer profile of notes that name none.
    select, ignore : iterables of str
        Rule ids or globs whose findings alone are kept, or are left out.

    Returns
    -------
    findings : list of (int, Finding)
        Each with its note's ordinal; by ordinal, then rule and code.
    notices : list of str
        One line each, without ids and words of notes: how many notes a check could not take in, and why.

    Examples
    --------
    >>> across_findings([], Codebook.load(), b"key")
    ([], [])
    """
    rows = list(rows) if isinstance(rows, Iterator) else rows
    encounters, held = [], {}
    for row in rows:
        encounters.append(Encounter.of(row))
        held[row["ordinal"]] = Held.of(row)
    maker = _Maker(book, key, profile, tuple(select), tuple(ignore))
    asked = [each for each in of_disciplines(encounters) if maker.payer(each).asks_for("cadence")]
    found, failed = _each_apart({
        "copied wording": lambda: (maker.copied(*copy) for copy in _with_rows(list(_copies(encounters, held)), rows)),
        "cadence": lambda: (maker.fault(fault) for fault in cadence_faults(asked, book)),
        "clock times": lambda: (maker.fault(_clashing(clash)) for clash in clashes(encounters, book.code))})
    kept = sorted(found, key=lambda pair: (pair[0], pair[1].rule, pair[1].code or ""))
    return kept, [*failed, *_notices(encounters, held, asked, maker.payer)]


def _each_apart(checks: dict[str, Callable[[], Iterable[tuple[int, Finding] | None]]]) -> tuple[Found, list[str]]:
    """What the checks find, and a notice of each that this program failed in, so that the others and the whole run are kept."""
    found, failed = [], []
    for what, check in checks.items():
        try:
            found += [pair for pair in check() if pair is not None]
        except (PtnotelintError, OSError, MemoryError):
            raise  # the input, a codebook file or the machine, and no fault of a check
        except Exception as error:
            # the kind of error without its message, which may quote a note
            failed.append(f"{what} not checked: a fault of this program ({type(error).__name__})")
    return found, failed


def _copies(encounters: list[Encounter], held: dict[int, Held]) -> Iterator[tuple[str, Copy]]:
    """A note worded as the same patient's earlier one is not told again as worded like another patient's."""
    told = set()
    for copy in copies_of_patients(encounters, held):
        told.add(copy.later.ordinal)
        yield "history/copied-forward", copy
    for copy in copies_of_therapists(encounters, held):
        if copy.later.ordinal not in told:
            yield "history/shared-wording", copy


def _with_rows(copies: list[tuple[str, Copy]], rows: Iterable[dict]) -> Iterator[tuple[str, Copy, dict]]:
    """Each copy with the row of its later note, which knows the places of its words."""
    of = {copy.later.ordinal: (rule, copy) for rule, copy in copies}
    for row in rows:
        if row["ordinal"] in of:
            yield *of[row["ordinal"]], row


def _clashing(clash: Clash) -> Fault:
    clock = f"{clash.start // 60:02}:{clash.start % 60:02} and {clash.end // 60:02}:{clash.end % 60:02}"
    blanks = {"minutes": _many(clash.minutes, "minute"), "clock": clock, "other": clash.earlier.ordinal}
    return Fault(clash.later, "units/two-patients-at-once", clash.code, blanks)


class _Maker:
    """Makes findings: the rule's sentences filled in, the payer's severity, the place in the note."""

    def __init__(self, book: Codebook, key: bytes, profile: str, select: tuple[str, ...], ignore: tuple[str, ...]):
        self._book, self._key, self._profile, self._select, self._ignore = book, key, profile, select, ignore

    def payer(self, encounter: Encounter) -> Payer:
        return self._book.payer(encounter.payer or self._profile) or self._book.payer("default")

    def fault(self, fault: Fault, span: tuple[int, int] | None = None, starts: list[int] | None = None) -> tuple[int, Finding] | None:
        """(ordinal, finding), or None where it is not asked for."""
        each, rule = fault.encounter, self._book.rule(fault.rule)
        start, end = span or (None, None)
        line, column = place(starts, start) if span else (None, None)
        billed = each.lines.get(fault.code)
        finding = Finding(
            rule.rule, rule.severity, filled(rule.message, fault.blanks), filled(rule.question, fault.blanks), fault.code, billed, None,
            start, end, line, column, (*rule.authority, *fault.authority), None,
            fingerprint(self._key, each.note_id, rule.rule, fault.code, billed))
        kept = as_asked(finding, self.payer(each), self._select, self._ignore)
        return None if kept is None else (each.ordinal, kept)

    def copied(self, rule: str, copy: Copy, row: dict) -> tuple[int, Finding] | None:
        numbers = f"{copy.unchanged} of the {_many(copy.numbers, 'number')} in them stand unchanged" if copy.numbers else "they hold no numbers"
        blanks = {"share": int(100 * copy.share), "copied": copy.copied, "words": copy.words, "date": copy.earlier.date,
                  "other": copy.earlier.ordinal, "numbers": numbers}
        span = row["starts"][copy.first], row["ends"][copy.last]
        return self.fault(Fault(copy.later, rule, None, blanks), span, row["line_starts"])


def _notices(encounters: list[Encounter], held: dict[int, Held], asked: list[Encounter],
             payer: Callable[[Encounter], Payer]) -> Iterator[str]:
    """What was not looked at: `asked` are the visits whose cadence was."""
    def line(what: str, count: int, why: str, of: str = "note") -> Iterator[str]:
        if count:
            yield f"{what} not checked for {_many(count, of)} {why}"

    unplaced = "without a patient's id or a date of service"
    yield from line("copied wording", sum(not each.patient or not each.date for each in encounters), unplaced)
    yield from line("copied wording", sum(len(each.shingles) < SHORTEST for each in held.values()), f"whose treatment is told in fewer than {SHORTEST} words")
    of_payer = [each for each in encounters if payer(each).asks_for("cadence")]
    yield from line("cadence", len(encounters) - len(of_payer), "whose payer's profile does not ask for it")
    yield from line("cadence", sum(not each.patient or not each.date for each in of_payer), unplaced)
    yield from line("cadence", sum(not each.discipline for each in asked),
                    "whose discipline (PT, OT) is not told by record, modifier, evaluation or credential")
    yield from line("certification", uncertifiable(asked),
                    "of care whose start and certified period are not told, or which began more than 90 days before the notes given", "episode")
    whole = [each for each in encounters if each.therapist and each.patient and each.date]
    yield from line("clock times", len(encounters) - len(whole), "without therapist, patient's id or date of service")
    yield from line("clock times", sum(checkable(each) and each.visit is None and not each.windows for each in whole), "that tell none")
    yield from line("clock times", sum(not checkable(each) for each in whole), "in which an assistant took part")


def _many(count: int, what: str) -> str:
    return f"{count} {what}" if count == 1 else f"{count} {what}s"
