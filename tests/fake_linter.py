"""A linter without language, for tests of the command line: a rule is a word that a note should hold."""

from __future__ import annotations

import hashlib
import os
import signal
import sys
from pathlib import Path
from types import ModuleType

from ptnotelint.evidence import Reading, Segment
from ptnotelint.report import ClaimLine, CodeReport, ElementReport, Finding, NoteReport, worst_verdict


class Linter:
    """Finds each code's ``volume`` missing unless the text holds ``3x10``; ``BOOM`` breaks it, ``DIE`` ends its process, ``HANG`` never ends.

    ``WAIT`` tells the process's id through one pipe in the folder that the variable ``GATE`` names, and waits at another.
    """

    loaded: list[dict] = []

    def __init__(self, options: dict):
        self.options, self.warnings = options, []
        self.pseudonyms = Path(options["key_file"]).read_bytes() if options.get("pseudonymise") else None
        self.tool = {"name": "ptnotelint", "version": "0", "codebook": "sha256:0", "model": "sha256:0",
                     "profile": options["payer"], "options": {}}

    @classmethod
    def load(cls, **options) -> Linter:
        cls.loaded.append(options)
        return cls(options)

    def read_and_judged(self, note) -> tuple[NoteReport, tuple[Reading, ...]]:
        return self.lint(note), (Reading(note.text, (Segment(0, len(note.text)),)),)

    def lint(self, note) -> NoteReport:
        if "BOOM" in note.text:
            raise ValueError(f"secret words: {note.text}")
        if "INTERRUPT" in note.text:
            raise KeyboardInterrupt
        if "DIE" in note.text:
            os.kill(os.getpid(), signal.SIGKILL)
        while "HANG" in note.text:
            signal.pause()
        if "WAIT" in note.text and os.environ.get("GATE"):
            Path(os.environ["GATE"], "came").write_text(str(os.getpid()))
            os.read(os.open(Path(os.environ["GATE"], "go"), os.O_RDONLY), 1)
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

    def not_judged(self, note, error: str) -> NoteReport:
        codes = tuple(CodeReport(line.code, (ClaimLine(0, line.units, line.modifiers),), line.units, "cannot_tell") for line in note.billed or ())
        finding = Finding("internal/note-failed", "warning", f"This note could not be judged: {error}.", "Can this be reported?")
        return NoteReport(note.note_id, "cannot_tell", "sha256:", "2026-11-21", codes, (finding,), path=note.path)

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
