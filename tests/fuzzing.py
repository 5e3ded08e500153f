"""What the fuzz tests and the long campaigns share: strange inputs, and checks that hold of every input.

Each entry of :data:`CAMPAIGNS` is a strategy and a check that raises where something broke; ``test_fuzz.py`` tries some cases of
each, ``benchmarks/fuzz.py`` as many as time allows.
"""

from __future__ import annotations

import csv
import io
import json
import random
import re
import tempfile
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path

from annotated_notes import as_note, tune_notes
from benchmarks.unrepeated_notes import joined, vary
from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy
from printed_pdf import printed

from ptnotelint.cli.configuration import settings
from ptnotelint.cli.forms import FORMATS, Terms
from ptnotelint.cli.lint import command as lint_command
from ptnotelint.codebook import Codebook
from ptnotelint.errors import UnreadableError, UsageError
from ptnotelint.linter import Linter
from ptnotelint.note import FIELDS, BilledLine, Note
from ptnotelint.read.sources import Source, read_paths
from ptnotelint.read.text import whole_characters
from ptnotelint.report import NoteReport
from ptnotelint.write.summary import summary_of

BOOK = Path(__file__).parent.parent / "ptnotelint" / "codebook"
CODES = ("97110", "97112", "97116", "97140", "97530", "97535", "97012", "97014", "97035", "97161", "97164", "97150", "G0283", "99999")
# parts of speech of notes, in which the reading's patterns take an interest
PIECES = (
    "S:", "O:", "A:", "P:", "Plan:", "HEP:", "Goals:", "Ther ex", "TE", "MT", "NMR 97112", "97110", "97110 x 2", "x2 units", "3x10", "3 x 10 x 5#", "15 min", "45+ min",
    "8-10'", "9:00-9:15", "9:00 am - 25:99", "Total timed", "total treatment time:", "denies", "no", "w/o", "next visit", "will", "may", "SLR", "bridges", "gait 150 ft",
    "min A", "verbal cues", "STM to L UT", "(R)", "pt", "PT", "tolerated well", "pain 4/10", "|", "\t", "   ", "\n", "\n\n", "\r\n", "\r", "[ ]", "[x]", "___", "***",
    "{", "}", "(", ")", "-", "•", "1.", "a)", ":", ";", ",", ".", "...", "/", "#", "%", "=", "+", "\"", "'", "to strengthen quad", "because", "97110: 15", "S/L", "was b.", "03/04/2026",
)
ODD = (
    "\0", "\ud800", "\udfff", "\ud83d", "\u202e", "\u2066", "\u2069", "\u200b", "\u200d", "\ufeff", "\u2028", "\u2029", "\x85", "\x0b", "\x0c", "\x1b[31m", "\u0301", "e\u0301\u0323",
    "İ", "ß", "ﬁ", "ŉ", "ΐ", "Σς", "½", "²", "①", "Ⅷ", "٣", "３", "१५", "፲", "𝟙𝟘", "x\u0338", "🦵🏽", "👩‍⚕️", "°", "′", "×", "–", "—", "≥", "√", "\U0010ffff", "א", "مرحبا", "漢字",
)
NUMBERS = ("9" * 30, "1" * 400, "1e999", "-1", "0", "00015", "1.5.2", "1/0", "0/0", "99999999999 min", "1,000,000 units", "0 min", "0.0000001 min", "15.5.5 minutes", "∞ min", "7" * 5000)

piece = st.one_of(st.sampled_from(PIECES), st.sampled_from(PIECES), st.sampled_from(ODD), st.sampled_from(NUMBERS), st.text(max_size=5))
strange_text = st.tuples(st.lists(piece, max_size=60), st.sampled_from((" ", "", "\n"))).map(lambda made: made[1].join(made[0]))
whole_text = strange_text.map(whole_characters)
seeds = st.integers(0, 2**32)


@dataclass(frozen=True, slots=True)
class Campaign:
    """``check`` raises where a case of ``cases`` breaks what must hold."""

    cases: SearchStrategy
    check: Callable[..., None]


@cache
def linter() -> Linter:
    return Linter.load()


@cache
def tuned() -> list:
    return tune_notes()


def made_note(seed: int) -> Note:
    """A note of two train notes with other words and numbers, billed as the first was."""
    chance = random.Random(seed)
    first, second = chance.choice(tuned()), chance.choice(tuned())
    text = first.text if chance.random() < 0.5 else joined(first.text, second.text, chance)
    return as_note(first, vary(text, chance))


def quotes(report: NoteReport):
    """Evidence and refusals of a report."""
    return [item for code in report.codes for element in code.elements for item in (*element.evidence, *element.refused)]


def statuses(report: NoteReport) -> dict:
    return {(code.code, element.element): element.status for code in report.codes for element in code.elements}


def check_honest(note: Note, report: NoteReport) -> None:
    """No rule failed, every quote is the note's own words, and every finding points where it says."""
    texts = {"text": note.text, "plan_of_care": note.plan_of_care, **{f"attachment:{at}": text for at, text in enumerate(note.attachments)}}
    failed = [finding.message for finding in report.findings if finding.rule.startswith("internal/")]
    assert not failed, failed
    for item in quotes(report):
        assert item.source == "structured" or item.text == texts[item.source][item.start:item.end], ("quote", item.start, item.end)
    for finding in report.findings:
        if finding.start is None:
            assert finding.line is finding.column is finding.end is None, finding.rule
            continue
        assert 0 <= finding.start < finding.end <= len(note.text), finding.rule
        before = re.split("\r\n|\r|\n", note.text[:finding.start])
        assert (finding.line, finding.column) == (len(before), len(before[-1]) + 1), finding.rule
    for minutes in (*report.minutes.values(), report.timed_minutes, report.total_minutes):
        assert minutes is None or minutes.start is None or 0 <= minutes.start < minutes.end <= len(note.text)


def check_written(note: Note, report: NoteReport) -> None:
    """Every form of output can hold the report."""
    for form in FORMATS:
        pieces: list[str] = []
        output = FORMATS[form](pieces.append, Terms(_book()))
        output.start(linter().tool)
        output.add(report, note)
        output.finish(summary_of([report], []), [])
        "".join(pieces).encode("utf-8")


@cache
def _book() -> Codebook:
    return Codebook.load()


# -- notes and records of any text ------------------------------------------------------------------------------------------------

strange_note = st.builds(
    Note, whole_text, note_id=st.none() | st.text(max_size=5), billed=st.none() | st.lists(st.builds(BilledLine, st.sampled_from(CODES), st.integers(1, 99)), max_size=4).map(tuple),
    status=st.sampled_from((None, "signed", "draft")), payer=st.sampled_from((None, "medicare", "nobody")), attachments=st.lists(whole_text, max_size=1).map(tuple),
    plan_of_care=st.none() | whole_text, timed_minutes=st.none() | st.floats(0, 1e8), diagnoses=st.none() | st.lists(st.text(max_size=8), max_size=2).map(tuple))


def check_strange_note(note: Note) -> None:
    check_honest(note, linter().lint(note))


def check_spliced(seed: int, spots: list) -> None:
    """A real note with strange pieces put between its words."""
    note = made_note(seed)
    text = note.text
    for share, strange in spots:
        at = int(share * len(text))
        text = text[:at] + strange + text[at:]
    note = replace(note, text=whole_characters(text))
    report = linter().lint(note)
    check_honest(note, report)
    check_written(note, report)


number = st.one_of(st.integers(), st.floats(), st.sampled_from((10**30, -10**30, 1e308, 10**400)))
anything = st.recursive(st.one_of(st.none(), st.booleans(), number, st.text(max_size=8), st.sampled_from(("97110x2", "2026-03-04", "signed", "97110"))),
                        lambda inner: st.one_of(st.lists(inner, max_size=3), st.dictionaries(st.sampled_from(("code", "units", "modifiers", "name", "97110", "")) | st.text(max_size=3), inner, max_size=3)), max_leaves=6)
record = st.fixed_dictionaries({}, optional={"text": strange_text | anything, "note_id": anything, **{name: anything for name in FIELDS if name not in ("text", "note_id")}, "mood": anything})
json_lines = st.lists(st.one_of(record.map(lambda each: json.dumps(each).encode()), record.map(lambda each: json.dumps(each).encode()), st.binary(max_size=30),
                                st.sampled_from((b'{"text": "a", "timed_minutes": ' + b"9" * 5000 + b"}", b"[" * 3000, b'{"text": "\\ud800"}', b'{"text":1e999}'))), max_size=4)


def check_read(name: str, content: bytes) -> list[Note]:
    """All that stands in a file is a note that can be judged, a charge, or an error whose words any output can hold."""
    warnings: list[str] = []
    notes = []
    for found in read_paths([Source.sent(name, content)], warn=warnings.append):
        if isinstance(found, UnreadableError):
            warnings.append(str(found))
        elif isinstance(found, Note):
            notes.append(found)
    for words in warnings:
        words.encode("utf-8")
        assert words.isprintable(), "an error of several lines"
    for note in notes[:3]:
        check_honest(note, linter().lint(note))
    return notes


def check_records(lines: list[bytes], name: str) -> None:
    check_read(name, b"\n".join(lines))


# -- tables and documents ---------------------------------------------------------------------------------------------------------

HEADERS = ("note_id", "text", "note", "billed", "cpt", "units", "mod 1", "date_of_service", "DOS", "visit id", "patient", "payer", "minutes", "timed_minutes", "S", "O", "therapist", "status", "diagnoses", "other")
cell = st.one_of(strange_text, st.text(max_size=10), number.map(str), st.sampled_from(("97110", "97110x2:GP,59", "=1+1", "+cmd|' /C calc'!A0", "@x", "-2", "03/04/2026", "45000", "2026-13-45", "1e400", '"', "")))
table = st.tuples(st.lists(st.sampled_from(HEADERS), min_size=1, max_size=6), st.lists(st.lists(cell, max_size=6), max_size=4))


def check_table(made: tuple, delimiter: str, encoding: str) -> None:
    held = io.StringIO(newline="")
    writer = csv.writer(held, delimiter=delimiter)
    writer.writerow(made[0])
    writer.writerows([each.replace("\0", "") for each in row] for row in made[1])
    check_read("t.csv", held.getvalue().encode(encoding, "surrogatepass" if encoding != "cp1252" else "ignore"))


def check_workbook(made: tuple) -> None:
    check_read("t.xlsx", workbook([made[0], *made[1]]))


def workbook(rows: list[list[str]]) -> bytes:
    import xlsxwriter

    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, [re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", each)[:30000] for each in row])
    return held.getvalue()


def word(text: str) -> bytes:
    import docx

    document, held = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(re.sub("[\0-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]", "", line))
    document.save(held)
    return held.getvalue()


@cache
def sound_files() -> dict[str, bytes]:
    """A small sound file of each form, to be damaged."""
    rows = [["note_id", "text", "billed"], ["a", "S: sore.\nTher ex 15 min: SLR 3x10 to strengthen quad.", "97110x1:GP"], ["b", "STM to L UT 10 min", "97140"]]
    archive = io.BytesIO()
    with zipfile.ZipFile(archive, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("a.txt", rows[1][1])
        packed.writestr("b.csv", "note_id,text,billed\nc,SLR 3x10,97110\n")
    rtf = rb"{\rtf1\ansi\deff0{\fonttbl{\f0 Arial;}{\f1 Times;}}\pard S: knee 95\'b0 \u8805? 90\par{\field{\*\fldinst{HYPERLINK x}}{\fldrslt link}}\tab Ther ex\par}"
    import pyarrow
    from pyarrow import parquet

    columnar = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([dict(zip(rows[0], row, strict=True)) for row in rows[1:]]), columnar)
    lines = "".join(json.dumps(dict(zip(rows[0], row, strict=True))) + "\n" for row in rows[1:])
    return {"n.docx": word(rows[1][1]), "n.pdf": printed("S: sore", "Ther ex 15 min"), "n.rtf": rtf, "n.xlsx": workbook(rows), "n.zip": archive.getvalue(),
            "n.parquet": columnar.getvalue(), "n.jsonl": lines.encode(), "n.csv": ("\n".join(",".join(f'"{each}"' for each in row) for row in rows)).encode(),
            "n.json": json.dumps([json.loads(line) for line in lines.splitlines()]).encode(), "n.txt": rows[1][1].encode()}


def repacked(content: bytes, chance: random.Random) -> bytes:
    """A package one of whose members was damaged, sound as an archive."""
    held = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as sound, zipfile.ZipFile(held, "w", zipfile.ZIP_DEFLATED) as packed:
        members = sound.infolist()
        hit = chance.choice(members)
        for member in members:
            inner = sound.read(member)
            packed.writestr(member.filename, damaged(inner, chance) if member is hit else inner)
    return held.getvalue()


def damaged(content: bytes, chance: random.Random) -> bytes:
    """Bytes changed, cut, doubled or put in, at some places."""
    made = bytearray(content)
    for _ in range(chance.choice((1, 1, 2, 5, 20))):
        at = chance.randrange(len(made) + 1)
        match chance.randrange(5):
            case 0:
                made[at:at + 1] = bytes([chance.randrange(256)])
            case 1:
                del made[at:at + chance.choice((1, 4, 50))]
            case 2:
                made[at:at] = made[at:at + chance.choice((4, 60))] * chance.choice((1, 3))
            case 3:
                made[at:at] = chance.choice((b"\0", b"\xff\xff\xff\x7f", b"99999999999", b"<!DOCTYPE x>", b"&x;", b"{", b"}", b'"', b"\\u-1", b"\\'", b"<<", b">>", b"[", b" R", b"\r"))
            case _:
                made = made[:at] if chance.random() < 0.2 else made
    return bytes(made)


def check_damaged(name: str, seed: int) -> None:
    chance = random.Random(seed)
    content = sound_files()[name]
    packed = name.endswith(("docx", "xlsx", "zip")) and chance.random() < 0.7
    check_read(name, repacked(content, chance) if packed else damaged(content, chance))


def check_bytes(name: str, content: bytes) -> None:
    check_read(name, content)


# -- codebooks and configurations -------------------------------------------------------------------------------------------------

SHIPPED = sorted(path for folder in ("codes", "elements", "payers", "rules") for path in (BOOK / folder).rglob("*.toml"))
toml_value = st.one_of(strange_text, st.text(max_size=6), st.integers(-10**20, 10**20), st.booleans(), st.floats(), st.lists(st.text(max_size=6) | st.integers(), max_size=3),
                       st.just({}), st.sampled_from(("* ... * ... *", "a*b*c", "...", "*", "-", "97110", "*/*", "2026-02-30", "present", "{words}", "{x", "9999-12-31")))


def as_toml(value: object) -> str:
    if isinstance(value, dict):
        return "{}"
    if isinstance(value, float):
        return repr(value).replace("+", "")
    if isinstance(value, list):
        return f"[{', '.join(map(as_toml, value))}]"
    return re.sub("[\ud800-\udfff\x7f]", "?", json.dumps(value, ensure_ascii=False)).replace("\x7f", "") if isinstance(value, str) else str(value).lower()


def check_codebook(path: Path, value: object, seed: int, raw: bytes) -> None:
    """A folder whose file is a shipped one changed somewhere is loaded and judges, or is wrong usage that says so in one line."""
    chance = random.Random(seed)
    lines = path.read_text(encoding="utf-8").splitlines()
    at = chance.choice([at for at, line in enumerate(lines) if re.match(r"\w+ *=", line)])
    match chance.randrange(4):
        case 0:
            lines[at] = re.sub("=.*", lambda _: f"= {as_toml(value)}", lines[at], count=1)
        case 1:
            lines.insert(at, f"{chance.choice(('codes', 'labels', 'says', 'severity', 'signs', 'change', 'x', 'elements', 'requirements'))} = {as_toml(value)}")
        case 2:
            del lines[at:at + chance.choice((1, 3))]
        case _:
            lines[at:at] = [raw.decode("latin-1").replace("\n", " ")]
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / path.name).write_text("\n".join(lines), encoding="utf-8")
        try:
            book = Codebook.load(Path(folder))
            judging = Linter(book, "default", linter()._options, b"key", None)
            judging.lint(Note("S: sore.\nTher ex 15 min: SLR 3x10 to strengthen quad.", billed=tuple(map(BilledLine, CODES)), payer="medicare"))
        except UsageError as error:
            assert str(error).count("\n") == 0, "an error of several lines"
            str(error).encode("utf-8")


def check_configuration(text: str | bytes) -> None:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "ptnotelint.toml"
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        try:
            settings(file, {each.name: each for each in lint_command.params})
        except UsageError as error:
            str(error).encode("utf-8")


KEYS = ("payer", "date", "units", "final", "format", "select", "ignore", "codebook", "fail_on", "excerpts", "max_note_size", "key_file", "waivers", "baseline", "x")
configuration = st.one_of(st.binary(max_size=60), strange_text, st.lists(st.tuples(st.sampled_from(KEYS), toml_value), max_size=4).map(
    lambda made: "".join(f"{key} = {as_toml(value)}\n" for key, value in dict(made).items())))


# -- what changes nothing ---------------------------------------------------------------------------------------------------------

LAYOUTS: dict[str, Callable[[str], str]] = {
    "CRLF": lambda text: text.replace("\r\n", "\n").replace("\n", "\r\n"),
    "blank lines": lambda text: "\n\n" + re.sub(r"\n[ \t]*\n", "\n\n\n\n", text.replace("\r\n", "\n")) + "\n\n\n",
    "trailing spaces": lambda text: re.sub(r"(?<=\S)(?=\n|\Z)", "  ", text.replace("\r\n", "\n")),
}
# lines that end a record without a word on any service
CLOSINGS = ("Parking was validated at the front desk.", "Clinic phone: on file.", "Printed from the record system.", "Weather was fine.", "Chart page 1 of 1.", "The lobby was painted green.")


def differences(before: dict, after: dict) -> list[tuple]:
    return [(key, before.get(key), after.get(key)) for key in before if before.get(key) != after.get(key)]


def check_layout(seed: int, layout: str) -> None:
    note = made_note(seed)
    before = statuses(linter().lint(note))
    changed = replace(note, text=LAYOUTS[layout](note.text))
    report = linter().lint(changed)
    check_honest(changed, report)
    assert not (different := differences(before, statuses(report))), different


def check_irrelevant(seed: int, closing: str) -> None:
    note = made_note(seed)
    before = statuses(linter().lint(note))
    after = statuses(linter().lint(replace(note, text=note.text.rstrip() + "\n\n" + closing + "\n")))
    lost = [each for each in differences(before, after) if each[1] == "present" and each[2] != "present"]
    assert not lost, lost


def check_removed(seed: int) -> None:
    """Without its quoted words an element is missing, or other words are its evidence."""
    note = made_note(seed)
    report = linter().lint(note)
    chance = random.Random(seed)
    quoted = [(code.code, element.element, item) for code in report.codes for element in code.elements if element.status == "present"
              for item in element.evidence if item.source == "text" and item.start is not None]
    if not quoted:
        return
    code, element, item = chance.choice(quoted)
    cut = replace(note, text=note.text[:item.start] + note.text[item.end:])
    after = linter().lint(cut)
    check_honest(cut, after)
    again = next(each for one in after.codes if one.code == code for each in one.elements if each.element == element)
    assert again.status != "present" or again.evidence, (code, element)
    for new in again.evidence:  # offsets of the note that lacks the words: they are still honest, and not the same place
        assert new.source != "text" or cut.text[new.start:new.end] == new.text, (code, element)


def check_order(seed: int) -> None:
    """Notes judged in another order, and one judged by a linter of its own, have the same reports."""
    notes = [made_note(seed + at) for at in range(4)]
    forward = [linter().lint(note) for note in notes]
    backward = [linter().lint(note) for note in reversed(notes)][::-1]
    assert forward == backward
    assert Linter.load().lint(notes[0]) == forward[0]


def check_formats(seed: int) -> None:
    """The same note as a record, in tables and as a document."""
    note = made_note(seed)
    text = re.sub("[^\n\t -~\xa0-\uffff]", "", note.text.replace("\r\n", "\n")).strip() + "\n"
    text = "\n".join(line.rstrip() for line in text.splitlines()) + "\n"  # Word keeps no line's end
    billed = "; ".join(f"{line.code}x{line.units}" for line in note.billed or ())
    usual = statuses(linter().lint(Note(text, note_id="a", billed=tuple(BilledLine(line.code, line.units) for line in note.billed or ()))))
    rows = [["note_id", "text", "billed"], ["a", text, billed]]
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    lines = json.dumps({"note_id": "a", "text": text, "billed": billed.split("; ") if billed else []}) + "\n"
    for name, content in (("n.jsonl", lines.encode()), ("n.csv", held.getvalue().encode()), ("n.xlsx", workbook(rows)), ("n.txt", text.encode()), ("n.docx", word(text))):
        (read,) = read_paths([Source.sent(name, content)])
        read = read if name[2:] not in ("txt", "docx") else replace(read, billed=tuple(BilledLine(line.code, line.units) for line in note.billed or ()))
        assert not (different := differences(usual, statuses(linter().lint(read)))), (name, different)


CAMPAIGNS = {
    "notes of strange pieces": Campaign(st.tuples(strange_note), check_strange_note),
    "real notes with strange pieces, in every form of output": Campaign(st.tuples(seeds, st.lists(st.tuples(st.floats(0, 1), piece), max_size=12)), check_spliced),
    "records of any JSON": Campaign(st.tuples(json_lines, st.sampled_from(("n.jsonl", "n.json"))), check_records),
    "tables of any cells": Campaign(st.tuples(table, st.sampled_from(",;\t|"), st.sampled_from(("utf-8", "utf-8-sig", "utf-16", "cp1252"))), check_table),
    "workbooks of any cells": Campaign(st.tuples(table), check_workbook),
    "damaged files of ten forms": Campaign(st.tuples(st.sampled_from(("n.docx", "n.pdf", "n.rtf", "n.xlsx", "n.zip", "n.parquet", "n.jsonl", "n.csv", "n.json", "n.txt")), seeds), check_damaged),
    "any bytes under any name": Campaign(st.tuples(st.sampled_from(("n.docx", "n.pdf", "n.rtf", "n.xlsx", "n.zip", "n.parquet", "n.jsonl", "n.csv", "n.json", "n.txt", "n.hl7", "n.xml", "n.dat")),
                                                   st.binary(max_size=300)), check_bytes),
    "codebooks changed anyhow": Campaign(st.tuples(st.sampled_from(SHIPPED), toml_value, seeds, st.binary(max_size=20)), check_codebook),
    "configurations": Campaign(st.tuples(configuration), check_configuration),
    "other layouts": Campaign(st.tuples(seeds, st.sampled_from(tuple(LAYOUTS))), check_layout),
    "a closing line on no service": Campaign(st.tuples(seeds, st.sampled_from(CLOSINGS)), check_irrelevant),
    "quoted words taken out": Campaign(st.tuples(seeds), check_removed),
    "another order, a linter of its own": Campaign(st.tuples(seeds), check_order),
    "the same note in five formats": Campaign(st.tuples(seeds), check_formats),
}
