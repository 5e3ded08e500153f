"""A linter without language, for tests of the command line: a rule is a word that a note should hold."""

from __future__ import annotations

import hashlib
import sys
from types import ModuleType

from ptnotelint.report import ClaimLine, CodeReport, ElementReport, Finding, NoteReport, worst_verdict


class Linter:
    """Finds each code's ``volume`` missing unless the text holds ``3x10``; ``BOOM`` breaks it."""

    loaded: list[dict] = []

    def __init__(self, options: dict):
        self.options, self.warnings = options, []
        self.tool = {"name": "ptnotelint", "version": "0", "codebook": "sha256:0", "model": "sha256:0",
                     "profile": options["payer"], "options": {}}

    @classmethod
    def load(cls, **options) -> Linter:
        cls.loaded.append(options)
        return cls(options)

    def lint(self, note) -> NoteReport:
        if "BOOM" in note.text:
            raise ValueError(f"secret words: {note.text}")
        if "INTERRUPT" in note.text:
            raise KeyboardInterrupt
        if note.payer not in (None, "medicare"):
            self.warnings.append(f"payer {note.payer}: no such profile; judged by default")
        said = "3x10" in note.text
        elements = (ElementReport("volume", "required", "present" if said else "missing"),)
        verdict = "supported" if said else "partial"
        codes, findings = [], []
        for at, line in enumerate(note.billed or ()):
            claim = (ClaimLine(at, line.units, line.modifiers),)
            codes.append(CodeReport(line.code, claim, line.units, verdict, None, elements))
            if not said:
                severity = "warning" if line.code == "97140" else "error"
                words = (f"{line.code}/volume", severity, "No dose is documented.", "Which dose?")
                findings.append(Finding(*words, line.code, at, "volume"))
        digest = f"sha256:{hashlib.sha256(note.text.encode()).hexdigest()}"
        labels = ("97110", "97140") if "97110 Ther Ex" in note.text else ()
        return NoteReport(note.note_id, worst_verdict(tuple(codes)), digest, "2026-11-21", tuple(codes),
                          tuple(findings), path=note.path, payer=note.payer, code_labels=labels)

    def pipe(self, notes):
        # Reads one ahead, as a batching linter does.
        held = []
        for note in notes:
            held.append(note)
            if len(held) > 1:
                yield self.lint(held.pop(0))
        yield from map(self.lint, held)


def install(monkeypatch) -> type[Linter]:
    """Put the fake in the place of the linter for one test."""
    module = ModuleType("ptnotelint.linter")
    module.Linter = Linter
    Linter.loaded = []
    monkeypatch.setitem(sys.modules, "ptnotelint.linter", module)
    return Linter
