"""The forms of a report: each takes the tool, then notes one by one, then the counts, and writes as soon as it can."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ptnotelint.cli.judging import counted
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.report import NoteReport
from ptnotelint.write import as_csv, as_github, as_json, as_junit, as_markdown, as_sarif, as_text

Write = Callable[[str], None]


@dataclass(frozen=True, slots=True)
class Terms:
    """What every form goes by.

    Parameters
    ----------
    book : Codebook
        For words of codes and rules.
    excerpts : str
        How much of the notes' words may be quoted, where a form quotes any.
    show_paths : bool
        Ids and paths also in the forms that are logs.
    keyed : bool
        Whether the fingerprints' key is the user's own.
    fail_on : str
        Least severity that makes the exit status 1, or ``never``.
    """

    book: Codebook
    excerpts: str = "full"
    show_paths: bool = False
    keyed: bool = False
    fail_on: str = "error"

    def code_words(self, code: str) -> str:
        """A code's own short words, or none."""
        entry = self.book.code(code)
        return entry.words if entry else ""

    def rule_words(self, rule: str) -> as_sarif.RuleWords:
        """What a log says of a rule."""
        if named := self.book.rule(rule):
            return as_sarif.RuleWords(named.words, named.why, named.authority)
        number, _, name = rule.partition("/")
        code = self.book.code(number)
        element = code.elements[name]
        counts = [f"Counts: {code.say(element.counts)}"] if element.counts else []
        counts += [f"Does not count: {code.say(element.does_not_count)}"] if element.does_not_count else []
        return as_sarif.RuleWords(code.say(element.missing), " ".join(" ".join(counts).split()), (*element.authority, *code.authority))


class TextForm:
    """The report that people read, a note at a time."""

    def __init__(self, write: Write, terms: Terms, color: bool = False, width: int = 80):
        self._write, self._terms, self._style = write, terms, {"color": color, "width": width}

    def start(self, tool: dict) -> None:
        """Nothing: the page begins with the first note."""

    def add(self, report: NoteReport, note: Note) -> None:
        sources = {f"attachment:{at}": text for at, text in enumerate(note.attachments)}
        if note.plan_of_care:
            sources["plan_of_care"] = note.plan_of_care
        page = as_text.note_text(report, note.text, self._terms.code_words, sources=sources, excerpts=self._terms.excerpts, **self._style)
        self._write(page + "\n")

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_text.summary_text(summary, **self._style))


class LinesForm:
    """JSON Lines: each note's line as it is done."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._excerpts = write, terms.excerpts

    def start(self, tool: dict) -> None:
        self._write(as_json.head_line(tool))

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_json.note_line(report, excerpts=self._excerpts))

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_json.tail_line(summary, unreadable))


class JsonForm:
    """One JSON object; its summary stands before the notes, so it is written at the end."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._excerpts = write, terms.excerpts
        self._tool, self._notes = {}, []

    def start(self, tool: dict) -> None:
        self._tool = tool

    def add(self, report: NoteReport, note: Note) -> None:
        self._notes.append(as_json.note_dict(report, excerpts=self._excerpts))

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        whole = as_json.document(self._tool, summary, self._notes, unreadable)
        self._write(as_json.dumps(whole, indent=2) + "\n")


class CsvForm:
    """A row for each finding."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._excerpts, self._reminded = write, terms.excerpts, False

    def start(self, tool: dict) -> None:
        self._write(as_csv.header())

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_csv.note_rows(report, excerpts=self._excerpts, first=not self._reminded))
        self._reminded = self._reminded or bool(report.findings)

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        """Nothing: a table has no last words."""


class SarifForm:
    """SARIF: results as they come, then the rules that were met."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._terms = write, terms
        self._tool, self._rules, self._notes, self._separator = {}, {}, 0, ""

    def start(self, tool: dict) -> None:
        self._tool = tool
        self._write(as_sarif.opening())

    def add(self, report: NoteReport, note: Note) -> None:
        for finding in report.findings:
            if finding.rule not in self._rules:
                self._rules[finding.rule] = self._terms.rule_words(finding.rule)
            found = as_sarif.result(finding, report, self._notes, show_paths=self._terms.show_paths, keyed=self._terms.keyed)
            self._write(f"{self._separator}\n{as_json.dumps(found)}")
            self._separator = ","
        self._notes += 1

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_sarif.closing(self._tool, self._rules, summary, unreadable, show_paths=self._terms.show_paths))


class JunitForm:
    """JUnit XML: a suite a note."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._terms, self._notes = write, terms, 0

    def start(self, tool: dict) -> None:
        self._write(as_junit.OPENING)

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_junit.note_suite(report, self._notes, counted(self._terms.fail_on), show_paths=self._terms.show_paths))
        self._notes += 1

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_junit.closing(unreadable, show_paths=self._terms.show_paths))


class GithubForm:
    """Annotations in a log of GitHub Actions."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._show_paths, self._notes = write, terms.show_paths, 0

    def start(self, tool: dict) -> None:
        """Nothing: a log has no head."""

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_github.note_commands(report, self._notes, show_paths=self._show_paths))
        self._notes += 1

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_github.closing_command(summary))


class MarkdownForm:
    """Markdown, a section a note."""

    def __init__(self, write: Write, terms: Terms):
        self._write, self._terms = write, terms

    def start(self, tool: dict) -> None:
        self._write(as_markdown.TITLE)

    def add(self, report: NoteReport, note: Note) -> None:
        self._write(as_markdown.note_section(report, self._terms.code_words, excerpts=self._terms.excerpts))

    def finish(self, summary: dict, unreadable: Sequence[UnreadableError]) -> None:
        self._write(as_markdown.closing(summary))


FORMATS = {"text": TextForm, "json": JsonForm, "jsonl": LinesForm, "csv": CsvForm, "sarif": SarifForm, "junit": JunitForm,
           "github": GithubForm, "markdown": MarkdownForm}
SUFFIXES = {".txt": "text", ".json": "json", ".jsonl": "jsonl", ".csv": "csv", ".sarif": "sarif", ".xml": "junit", ".md": "markdown"}
