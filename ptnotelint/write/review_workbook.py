"""The reviewer's workbook: a row for each question, a list to answer from, room for a comment. No cell is a formula."""

from __future__ import annotations

import io
import math
from collections.abc import Iterable, Sequence
from datetime import datetime

from ptnotelint.report import REMINDER
from ptnotelint.write.terminal import plain

ANSWERS = ("agree", "disagree")
SHEETS = {"Findings": "Does the note lack what the finding says?", "Supported": "Does the note say what the element asks for, for that code?"}
KNOWN = ("item", "note", "path", "date of service")
OWN = ("answer", "comment")
WIDTHS = {"item": 9, "note": 16, "path": 16, "date of service": 15, "code": 8, "rule": 22, "severity": 9, "finding": 48, "question": 48, "line": 6,
          "near, but not counted": 36, "element": 18, "level": 12, "documented as": 60, "answer": 11, "comment": 40}
HOW = (
    "Read each note in the record, not here. Then answer in the column \"answer\" from its list; leave empty what you could not judge.",
    "Findings: agree when the note indeed does not say it; disagree when it does, and say where in the comment.",
    "Supported: agree when the note says it for that code and visit; disagree when it does not, and say why in the comment.",
    "Rows may be sorted and filtered. Leave the column \"item\" and the sheet \"Sample\" as they are: the answers are read back by them.",
    "Then: ptnotelint estimate THIS.xlsx --run OUT",
    REMINDER,
)
LINE = 15  # points of a line
FILL = 0.9  # words are not broken, so a line is seldom full
LONGEST = 32_000  # characters of a cell; Excel takes 32,767


def review_workbook(sheets: dict[str, tuple[Sequence[str], Iterable[Sequence]]], facts: Sequence[tuple[str, object]]) -> bytes:
    """A workbook of the sheets of :data:`SHEETS`, each with its columns and rows, of how to answer, and of the sample's facts.

    A row begins with the cells of :data:`KNOWN`; the cells of :data:`OWN` are added empty. The same rows give the same
    bytes.
    """
    import xlsxwriter

    written = io.BytesIO()
    book = xlsxwriter.Workbook(written, {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False})
    book.set_properties({"title": "Review of a sample", "created": datetime(2000, 1, 1)})
    bold, wrapped = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"}), book.add_format({"text_wrap": True, "valign": "top"})
    answer = book.add_format({"text_wrap": True, "valign": "top", "bg_color": "#FFF9E5", "border": 1, "border_color": "#D9D9D9"})
    how = book.add_worksheet("How to review")
    how.set_column(0, 0, 110, wrapped)
    for at, line in enumerate(HOW):
        how.write_string(at, 0, line, bold if line == REMINDER else wrapped)
    for name, (columns, rows) in sheets.items():
        _sheet(book.add_worksheet(name), SHEETS[name], (*KNOWN, *columns, *OWN), rows, bold, wrapped, answer)
    sheet = book.add_worksheet("Sample")
    sheet.set_column(0, 0, 24)
    sheet.set_column(1, 1, 80)
    for at, (fact, value) in enumerate(facts):
        sheet.write_string(at, 0, fact, bold)
        sheet.write_string(at, 1, str(value))
    book.close()
    return written.getvalue()


def _sheet(sheet, question: str, columns: Sequence[str], rows: Iterable[Sequence], bold, wrapped, answer) -> None:
    for at, column in enumerate(columns):
        sheet.set_column(at, at, WIDTHS[column])
        sheet.write_string(0, at, column, bold)
    last = 0
    for last, row in enumerate(rows, 1):
        # Excel would fit heights by itself, other programs leave long texts cut
        sheet.set_row(last, LINE * max(math.ceil(len(str(cell or "")) / (WIDTHS[column] * FILL)) or 1 for cell, column in zip(row, columns, strict=False)))
        for at, cell in enumerate(row):
            if isinstance(cell, int):
                sheet.write_number(last, at, cell, wrapped)
            elif cell:
                sheet.write_string(last, at, plain(cell)[:LONGEST], wrapped)
        for at in range(len(row), len(columns)):
            sheet.write_blank(last, at, None, answer)
    place = columns.index("answer")
    if last:
        sheet.data_validation(1, place, last, place, {"validate": "list", "source": list(ANSWERS), "input_title": "agree or disagree",
                                                      "input_message": question, "error_message": "agree, disagree, or nothing"})
    sheet.freeze_panes(1, 2)
    sheet.autofilter(0, 0, max(last, 1), len(columns) - 1)
    sheet.set_landscape()
    sheet.repeat_rows(0)
    sheet.fit_to_pages(1, 0)
