"""The linter: a note in, a report out. Ties reading, codebook and rules together; built once, reused."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from functools import cache, partial
from pathlib import Path

from ptnotelint import __version__
from ptnotelint.codebook import Code, Codebook, Payer
from ptnotelint.errors import UsageError
from ptnotelint.evidence import Reading, Signature
from ptnotelint.nlp.boilerplate import empty_assessment
from ptnotelint.nlp.classifier import load_classifier
from ptnotelint.nlp.dates import dated
from ptnotelint.nlp.phrases import Phrases, folded_text
from ptnotelint.nlp.pipeline import Reader
from ptnotelint.nlp.second_look import ROLES, second_look
from ptnotelint.nlp.sides import complaints, segment_zones, sided_joints
from ptnotelint.nlp.signatures import signatures
from ptnotelint.nlp.unfilled import holes, unmade_choices
from ptnotelint.note import BilledLine, Note
from ptnotelint.report import CodeReport, Finding, NoteReport, worst_verdict
from ptnotelint.rules.attestation import attestation_findings
from ptnotelint.rules.claim import claim_findings
from ptnotelint.rules.coding import coding_findings
from ptnotelint.rules.consistency import Oddities, consistency_findings
from ptnotelint.rules.findings import Finder, as_asked, each_apart, element_findings, failed, is_wanted, key_of
from ptnotelint.rules.judge import judge_codes, lending, silent, unjudged, unjudged_codes, untold
from ptnotelint.rules.left_over import with_left_over
from ptnotelint.rules.minutes import stated_minutes, structured_or_total
from ptnotelint.rules.scope import Visit
from ptnotelint.rules.signs import sign_findings
from ptnotelint.rules.summed import stated_totals
from ptnotelint.rules.unit_findings import unit_findings
from ptnotelint.rules.units import Count
from ptnotelint.waivers import Waivers

ASKED_AGAIN = frozenset({"service", *(element for element, _, _ in ROLES.values())})  # what the classifier is asked where the patterns are silent


class Linter:
    """Judges notes by one codebook, payer default and set of options.

    Build it with :meth:`load`; it keeps nothing of the notes it has seen but the words of the
    vocabulary that they called for.

    Examples
    --------
    >>> linter = Linter.load()
    >>> report = linter.lint(Note("Rx: SLR 2# 3x10, 8 min", billed=(BilledLine("97012"),)))
    >>> report.verdict, report.findings[0].rule
    ('unsupported', '97012/service')
    """

    def __init__(self, codebook: Codebook, payer: str, options: dict, key: bytes, classifier, waivers: Waivers | None = None,
                 pseudonyms: bytes | None = None):
        self._codebook, self._payer, self._options, self._key = codebook, payer, options, key
        self._waivers = waivers
        self.pseudonyms = pseudonyms
        self._reader = Reader()
        self._classifier = classifier
        self.warnings: list[str] = []
        self._warned: set[str] = set()
        self._labels: dict[str, tuple[Code, frozenset[str]]] = {}
        self.tool = {"name": "ptnotelint", "version": __version__, "codebook": codebook.sha256,
                     "model": classifier.sha256 if classifier else None, "profile": payer, "options": options}

    @classmethod
    def load(cls, *, payer: str = "default", codebook: Path | str | None = None, date: str | None = None, units: str | None = None,
             final: bool = False, select: Iterable[str] = (), ignore: Iterable[str] = (), key_file: Path | str | None = None,
             excerpts: str = "full", classifier: bool = True, waivers: Path | str | None = None, pseudonymise: bool = False) -> Linter:
        """Build a linter.

        Parameters
        ----------
        payer : str
            Profile of notes that name none.
        codebook : path, optional
            Folder whose files add to or override the shipped codebook.
        date : str, optional
            ISO date whose rules hold for notes without a date of service; else the codebook's own.
        units : {"cms", "ama"}, optional
            Overrides the payer's counting rule.
        final : bool
            Treat notes as signed.
        select, ignore : iterables of str
            Rule ids or globs whose findings alone are kept, or are left out.
        key_file : path, optional
            File whose bytes key the fingerprints.
        excerpts : {"full", "redacted", "none"}
            Recorded among the options; writing applies it.
        classifier : bool
            False leaves the patterns alone.
        waivers : path, optional
            File of findings that were accepted, see :mod:`ptnotelint.waivers`.
        pseudonymise : bool
            Keep the key file's key as ``pseudonyms``: whoever writes reports passes it to :func:`ptnotelint.keys.pseudonymised`.

        Raises
        ------
        UsageError
            When the payer, the codebook folder, the key file, the waivers or the model is wrong.
        """
        book = Codebook.load(Path(codebook) if codebook else None)
        if book.payer(payer) is None:
            raise UsageError(f"no payer profile is named {payer!r}; there are: {', '.join(book.payers())}")
        options = {"date": date, "units": units, "final": final, "select": list(select), "ignore": list(ignore), "excerpts": excerpts,
                   "classifier": classifier}
        accepted = Waivers.load(waivers) if waivers else None
        if accepted:
            options["waivers"] = accepted.sha256
        if pseudonymise:
            if key_file is None:
                raise UsageError("pseudonyms need a key file: a secret that only you have")
            options["pseudonymise"] = True
        key = key_of(key_file)
        return cls(book, payer, options, key, load_classifier() if classifier else None, accepted, key if pseudonymise else None)

    def lint(self, note: Note) -> NoteReport:
        """Judge one note."""
        return self.read_and_judged(note)[0]

    def read_and_judged(self, note: Note) -> tuple[NoteReport, tuple[Reading, ...]]:
        """The report of one note, and what was read in its text, its attachments and its plan of care to make it."""
        payer = self._profile(note.payer).on(self._day(note))
        billed, codes, asked = note.billed, {}, None
        if billed is not None:
            codes = self._codes(billed, payer)
            asked = self._asked_labels(billed, codes)
        readings = self._read(note, asked)
        if billed is None:  # only the text can say, so it is read for whatever may be asked
            billed = _billed_in_text(readings[0])
            codes = self._codes(billed, payer)
        visit = Visit(note, billed, readings, codes, classifier=self._classifier)
        lent = lending(visit)
        if note.without_text is not None:
            return self._unread(visit, payer), readings
        if self._classifier is not None and (names := silent(lent, ASKED_AGAIN)):
            again = second_look(readings[0], self._classifier, names, untold(lent) if "service" in names else frozenset())
            if again is not readings[0]:
                visit = visit.afresh(readings=(again, *readings[1:]))
                lent = lending(visit)
        if (left := with_left_over(lent)) is not None:
            visit = left
            lent = lending(visit)
        reports = judge_codes(lent, payer)
        find = Finder(visit, self._codebook.rule, self._key)
        method = self._options["units"] or payer.units
        found = element_findings(visit, reports, self._key)
        found += [failed(rule, error, find) for rule, error in lent.failed.items()]
        found += each_apart(self._families(visit, reports, payer, method, find), find)
        count = visit.counted.get(method)
        findings = self._asked(found, payer, self._day(note))
        if self._waivers is not None:
            findings = self._waived(findings, note, payer, find)
        return self._report(visit, _with_units(visit, reports, count), findings, count, payer), readings

    def _families(self, visit: Visit, reports: tuple[CodeReport, ...], payer: Payer, method: str, find: Finder) -> list[tuple[str, Callable[[], list[Finding]]]]:
        """The rules of no single element, by family, in the order in which their findings stand."""
        day = self._day(visit.note)
        return [
            ("units/*", lambda: unit_findings(visit, method, reports, find)),
            ("attestation/*, time/*", lambda: self._attested(visit, payer, find)),
            ("edits/*, modifiers/*", lambda: self._claimed(visit, payer, find)),
            ("coding/*", lambda: coding_findings(visit, reports, self._codebook.claim_tables, day, lambda: self._signers(visit.note), find)),
            ("consistency/*", lambda: consistency_findings(visit, reports, _oddities(visit.readings[0]), find) if visit.billed else []),
            ("coding/* and consistency/* by their signs", lambda: self._signed_findings(visit, reports, find))]

    def _signed_findings(self, visit: Visit, reports: tuple[CodeReport, ...], find: Finder) -> list[Finding]:
        said = [Phrases(reading) for reading in visit.readings if reading.source != "plan_of_care"]
        return sign_findings(visit, reports, self._codebook.signed_rules, self._codebook.unfiled, said, find)

    def not_judged(self, note: Note, error: str) -> NoteReport:
        """The report of a note on which this program failed: it cannot be told, and one finding says so.

        Parameters
        ----------
        note : Note
        error : str
            What kind of fault, without any of the note's words: ``ValueError``, ``over 60 s``.
        """
        codes = unjudged_codes(note.billed or (), "cannot_tell")
        find = Finder(Visit(note, note.billed or (), (), {}), self._codebook.rule, self._key)
        findings = self._asked([find("internal/note-failed", error=error)], self._profile(note.payer), self._day(note))
        return NoteReport(note.note_id, "cannot_tell", _sha256(note.text), self._day(note), codes, findings, note.path, note.date_of_service, note.payer)

    def pipe(self, notes: Iterable[Note]) -> Iterator[NoteReport]:
        """Judge many notes, one report each, in order, as they come."""
        for note in notes:
            yield self.lint(note)

    def _codes(self, billed: Iterable[BilledLine], payer: Payer) -> dict[str, Code]:
        return {line.code: code for line in billed if (code := self._codebook.code_for(line.code, payer)) is not None}

    def _asked_labels(self, billed: Iterable[BilledLine], codes: dict[str, Code]) -> frozenset[str]:
        """Labels of wording that the codes and the rules about them ask for."""
        signs = (self._labels_of_signs(code) for code in dict.fromkeys(line.code for line in billed))
        return frozenset().union(*map(self._labels_of, codes.values()), *signs)

    def _labels_of(self, code: Code) -> frozenset[str]:
        """The same of one code's elements, worked out anew only where another payer asks other levels of it."""
        known, labels = self._labels.get(code.code, (None, frozenset()))
        if known is not code:
            labels = frozenset(label for element in code.elements.values() for label in element.asks)
            self._labels[code.code] = code, labels
        return labels

    def _labels_of_signs(self, code: str) -> frozenset[str]:
        """The same of the rules about a code, which may have no file of its own."""
        return frozenset(label for rule in self._codebook.signed_rules(code) for sign in rule.signs for label in sign.asks)

    def _read(self, note: Note, asked: frozenset[str] | None):
        readings = [self._reader.read(note.text, asked)]
        for number, text in enumerate(note.attachments):
            readings.append(replace(self._reader.read(text, asked), source=f"attachment:{number}"))
        if note.plan_of_care:
            readings.append(replace(self._reader.read(note.plan_of_care, asked), source="plan_of_care"))
        return tuple(readings)

    def _unread(self, visit: Visit, payer: Payer) -> NoteReport:
        """The report of a note whose text could not be had: what the claim alone shows, and that nothing else could be told."""
        find = Finder(visit, self._codebook.rule, self._key)
        found = each_apart([("edits/*, modifiers/*", lambda: self._claimed(visit, payer, find))], find)
        reports = unjudged(judge_codes(visit, payer))
        findings = self._asked(found, payer, self._day(visit.note))
        report = self._report(visit, reports, findings, None, payer)
        return replace(report, not_checked=(f"text: {visit.note.without_text}",))

    def _profile(self, name: str | None) -> Payer:
        profile = self._codebook.payer(name or self._payer)
        if profile is None:
            if name not in self._warned:
                self._warned.add(name)
                self.warnings.append(f"no payer profile is named {name!r}; its notes are judged by 'default'")
            profile = self._codebook.payer("default")
        return profile

    def _attested(self, visit: Visit, payer: Payer, find: Finder) -> list[Finding]:
        """Findings on date, totals and signatures, where the payer asks for them."""
        if not payer.asks_for("attestation", "time") or not visit.billed:
            return []
        return attestation_findings(visit, dated, signatures if self._signed(visit.note) else None, find)

    def _claimed(self, visit: Visit, payer: Payer, find: Finder) -> list[Finding]:
        """Findings on modifiers, pairs and ceilings, where the payer goes by them."""
        if not payer.asks_for("edits", "modifiers"):
            return []
        return claim_findings(visit, self._codebook.claim_tables, self._day(visit.note), find, payer.unverified_edits)

    def _waived(self, findings: tuple[Finding, ...], note: Note, payer: Payer, find: Finder) -> tuple[Finding, ...]:
        """The findings with those waived that were accepted, and findings on waivers, where they are asked for."""
        select, ignore = self._options["select"], self._options["ignore"]

        def left_out(rule: str) -> bool:  # a glob of the waiver may reach beyond those of the options
            return bool(select or ignore) and ("*" in rule or not is_wanted(rule, select, ignore))

        # A run's own date may be later than the visit's: a waiver must hold for both.
        day = max(self._day(note), self._options["date"] or "")
        answered = self._waivers.applied(findings, note.note_id or note.path, day, find, left_out)
        return (*answered[: len(findings)], *self._asked(answered[len(findings):], payer, self._day(note)))

    def _day(self, note: Note) -> str:
        """The date whose rules hold: the note's, else the user's, else the codebook's; never the clock's."""
        return note.date_of_service or self._options["date"] or self._codebook.date

    def _signed(self, note: Note) -> bool:
        return self._options["final"] or note.status == "signed"

    def _signers(self, note: Note) -> tuple[Signature, ...]:
        """Who signed the note; nobody, where it is a draft."""
        return tuple(signatures(note.text)) if self._signed(note) else ()

    def _asked(self, found: list[Finding], payer: Payer, day: str) -> tuple[Finding, ...]:
        """The findings that are asked for, with the payer's severities, of rules in force on the day."""
        select, ignore = self._options["select"], self._options["ignore"]
        return tuple(kept for finding in found if self._in_force(finding.rule, day) and (kept := as_asked(finding, payer, select, ignore)) is not None)

    def _in_force(self, name: str, day: str) -> bool:
        rule = self._codebook.rule(name)
        return rule is None or rule.since <= day <= rule.until

    def _report(self, visit: Visit, reports, findings: tuple[Finding, ...], count: Count | None, payer: Payer) -> NoteReport:
        note, main = visit.note, visit.readings[0]
        timed, whole = stated_totals(visit)
        minutes = {number: stated for number, code in visit.codes.items() if (stated := stated_minutes(visit, code)[0]) is not None}
        return NoteReport(
            note.note_id, worst_verdict(reports), _sha256(note.text), self._day(note), reports, findings, note.path, note.date_of_service,
            note.payer, minutes, structured_or_total(note.timed_minutes, timed),
            structured_or_total(note.total_minutes, whole), count and count.as_dict(), main.code_labels,
            ("signature: draft",) if visit.billed and payer.asks_for("attestation", "time") and not self._signed(note) else ())


def _oddities(reading: Reading) -> Oddities:
    folded = folded_text(reading)

    @cache
    def coming_for() -> frozenset[int]:
        return complaints(reading, folded)

    return Oddities(lambda: sided_joints(reading, folded, coming_for()), partial(segment_zones, reading, folded), coming_for, partial(holes, folded),
                    partial(unmade_choices, folded), partial(empty_assessment, reading, folded))


def _with_units(visit: Visit, reports: tuple[CodeReport, ...], count: Count | None) -> tuple[CodeReport, ...]:
    """The code reports with the units that minutes, or a code's being untimed, support."""
    supported = {number: 1 for number, code in visit.codes.items() if not code.timed}
    supported |= {number: count.supports(number) for number in count.billed} if count else {}
    return tuple(replace(report, supported_units=supported.get(report.code)) for report in reports)


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


def _billed_in_text(reading) -> tuple[BilledLine, ...]:
    return tuple(BilledLine(line.code, line.units or 1, line.modifiers) for line in reading.billing)


__all__ = ["Code", "Linter"]
