"""The same notes give the same statuses, whatever file they came in."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from pathlib import Path

import pytest

from ptnotelint.linter import Linter
from ptnotelint.read.export import open_export
from ptnotelint.read.sources import read_paths

EXAMPLES = Path(__file__).parent.parent / "corpora" / "examples"
BILLED = ({"code": "97110", "units": 2, "modifiers": ["GP"]}, {"code": "97140", "units": 1, "modifiers": ["GP", "59"]})
CELL = "97110x2:GP; 97140x1:GP,59"


@pytest.fixture(scope="module")
def linter():
    return Linter.load(classifier=False)


@pytest.fixture(scope="module")
def texts():
    return {path.stem: path.read_text(encoding="utf-8") for path in sorted(EXAMPLES.glob("*.txt"))}


@pytest.fixture(scope="module")
def expected(linter, texts, tmp_path_factory):
    path = tmp_path_factory.mktemp("alike") / "n.jsonl"
    path.write_text("".join(json.dumps({"note_id": name, "text": text, "billed": BILLED}) + "\n" for name, text in texts.items()))
    return statuses(linter, read_paths([path]))


def statuses(linter, notes):
    return {note.note_id: [(code.code, code.units, [(element.element, element.status) for element in code.elements])
                           for code in linter.lint(note).codes] for note in notes}


def as_csv(rows):
    held = io.StringIO(newline="")
    csv.writer(held).writerows(rows)
    return held.getvalue().encode()


def by_line(texts):
    return [["note id", "note", "cpt", "units", "mod 1", "mod 2"]] + [
        [name, text, *line] for name, text in texts.items() for line in (["97110", "2", "GP", ""], ["97140", "1", "GP", "59"])]


def workbook(rows):
    xlsxwriter = pytest.importorskip("xlsxwriter")
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"strings_to_formulas": False, "strings_to_urls": False}) as book:
        sheet = book.add_worksheet()
        for at, row in enumerate(rows):
            sheet.write_row(at, 0, row)
    return held.getvalue()


def parquet(rows):
    pyarrow = pytest.importorskip("pyarrow")
    from pyarrow import parquet

    held = io.BytesIO()
    parquet.write_table(pyarrow.Table.from_pylist([dict(zip(rows[0], row)) for row in rows[1:]]), held)
    return held.getvalue()


def one_cell(texts):
    return [["note_id", "text", "billed"]] + [[name, text, CELL] for name, text in texts.items()]


@pytest.mark.parametrize("name, content", [
    ("n.csv", lambda texts: as_csv(one_cell(texts))), ("lines.csv", lambda texts: as_csv(by_line(texts))),
    ("n.xlsx", lambda texts: workbook(one_cell(texts))), ("lines.xlsx", lambda texts: workbook(by_line(texts))),
    ("n.parquet", lambda texts: parquet(one_cell(texts))),
])
def test_tables(linter, texts, expected, tmp_path, name, content):
    (tmp_path / name).write_bytes(content(texts))
    assert statuses(linter, open_export([tmp_path / name]).notes()) == expected


def word(text):
    docx = pytest.importorskip("docx")
    document, held = docx.Document(), io.BytesIO()
    for line in text.splitlines():
        document.add_paragraph(line)
    document.save(held)
    return held.getvalue()


def rtf(text):
    pytest.importorskip("striprtf")
    escaped = "".join(f"\\{each}" if each in "{}\\" else each if each.isascii() else f"\\u{ord(each)}?" for each in text)
    return (r"{\rtf1\ansi " + escaped.replace("\n", "\\par\n") + "}").encode()


@pytest.mark.parametrize("suffix, content", [(".txt", str.encode), (".docx", word), (".rtf", rtf)])
def test_files_of_their_own_with_a_table_of_charges(linter, texts, expected, tmp_path, suffix, content):
    for name, text in texts.items():
        (tmp_path / (name + suffix)).write_bytes(content(text))
    (tmp_path / "charges.csv").write_bytes(as_csv([[row[0], *row[2:]] for row in by_line(texts)]))
    assert statuses(linter, open_export([tmp_path]).notes()) == expected


def test_a_wrapped_pdf(linter, texts, tmp_path):
    """Print loses blanks and line ends, so what is asked is that no service and no minute is lost."""
    pytest.importorskip("pypdf")
    import textwrap

    from printed_pdf import printed

    for name, text in texts.items():
        lines = [part for line in text.splitlines() for part in (textwrap.wrap(line, 95) or [""])]
        (tmp_path / f"{name}.pdf").write_bytes(printed(*lines))
        (note,) = read_paths([tmp_path / f"{name}.pdf"])
        (tmp_path / "n.json").write_text(json.dumps({"text": text, "billed": BILLED}))
        (given,) = read_paths([tmp_path / "n.json"])
        told = [{(code.code, element.element): element.status for code in linter.lint(each).codes for element in code.elements
                 if element.element in ("service", "time")} for each in (given, replace(note, billed=given.billed))]
        assert told[0] == told[1]
