"""Sheets as an Excel workbook: text that stays text, frozen headers, filters, print set up, and the same bytes every time."""

from __future__ import annotations

import math
from datetime import datetime, timezone
from typing import BinaryIO

from ptnotelint.write.sheets import Book, Chart, Column, Sheet, Table, shown
from ptnotelint.write.workbook_charts import NAME, charts_of, write_charts

LONGEST = 32_000  # Excel's limit of one cell is 32,767 characters
OPENERS = ("=", "+", "-", "@", "\t", "\r")
TEXT_WIDTH = 140  # characters across which remarks run
EVERYWHERE = "A1:XFD1048576"
LINE = 13.5  # points of one line
TURNED = 90.0  # points of a header whose words stand upright
FONT = {"font_name": "Arial", "font_size": 10, "valign": "top"}
INK, RULE, HEAD, GROUP, TOTAL = "#1F2A37", "#C9D1DA", "#1F4E5F", "#DCE8EC", "#EEF3F5"
TEXT = {"text_wrap": True, "align": "left", "indent": 1}
NUMBERS = {"count": "#,##0", "share": "0.0%", "percent": "0%", "number": "#,##0.00"}
CREATED = datetime(2000, 1, 1, tzinfo=timezone.utc)  # a clock would make the bytes differ


def write_workbook(file: BinaryIO, book: Book) -> None:
    """Write a report's sheets, and one more with its charts, as XLSX.

    Nothing is taken for a formula, a link or a number because of how it looks; text goes through no file outside ``file``.
    """
    import xlsxwriter
    import xlsxwriter.exceptions

    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    workbook = xlsxwriter.Workbook(file, options)
    workbook.set_properties({"title": book.title, "comments": book.subtitle, "created": CREATED})
    pen = Pen(workbook)
    for place, sheet in enumerate(book.sheets):
        page = workbook.add_worksheet(sheet.name)
        _set_up(page, sheet.name)
        _write_sheet(page, pen, sheet, (book.title, book.subtitle, book.reminder) if place == 0 else None)
        if place == 0 and (charts := charts_of(book)):
            page = workbook.add_worksheet(NAME)
            _set_up(page, NAME)
            write_charts(workbook, page, pen, charts)
    try:
        workbook.close()
    except xlsxwriter.exceptions.FileCreateError as error:
        raise error.args[0] from None  # the system's own, such as a full disk


class Pen:
    """The formats of a workbook, each made once, and the only way that a cell is written."""

    def __init__(self, workbook):
        self._workbook, self._formats, self._of_cells = workbook, {}, {}

    def format(self, **style):
        """A format with the report's font and the given properties."""
        key = tuple(sorted(style.items()))
        if key not in self._formats:
            self._formats[key] = self._workbook.add_format({**FONT, "font_color": INK, **style})
        return self._formats[key]

    def cell(self, page, row: int, column: int, value: object, kind: str = "text", **style) -> None:
        """Write a value as what it is: a number with its format, a text as text, nothing as an empty cell."""
        if value is None:
            page.write_blank(row, column, None, self._of_cell("blank", style))
        elif isinstance(value, str):
            text = shown(value)
            quoted = text.startswith(OPENERS) or value.startswith(OPENERS)
            text = text if len(text) <= LONGEST else text[:LONGEST] + "…"
            page.write_string(row, column, text, self._of_cell("quoted" if quoted else "text", style))
        else:
            page.write_number(row, column, value, self._of_cell(kind if kind in NUMBERS else "plain", style))

    def _of_cell(self, what: str, style: dict):
        """The format of a cell that holds such a thing, looked up in one step for the thousands that are alike."""
        key = (what, *style.items())
        if key not in self._of_cells:
            usual = {"blank": {}, "text": TEXT, "quoted": {**TEXT, "quote_prefix": True}}.get(what, {"num_format": NUMBERS.get(what, "General"), "align": "right"})
            self._of_cells[key] = self.format(**{**usual, **style})
        return self._of_cells[key]

    def line(self, page, row: int, columns: int, text: str, width: float, **style) -> None:
        """A text that runs over several columns, with the height that it needs."""
        size = style.get("font_size", FONT["font_size"])
        page.set_row(row, LINE * size / FONT["font_size"] * _lines(text, width * FONT["font_size"] / size))
        if columns > 1:
            page.merge_range(row, 0, row, columns - 1, "", self.format(text_wrap=True, indent=0, **style))
        self.cell(page, row, 0, text, **{"indent": 0, **style})


def _set_up(page, name: str) -> None:
    page.hide_gridlines(2)
    page.set_landscape()
    page.set_paper(1)  # US letter
    page.fit_to_pages(1, 0)
    page.set_margins(0.4, 0.4, 0.6, 0.6)
    page.ignore_errors({"number_stored_as_text": EVERYWHERE})  # codes are texts of digits: Excel need not point at each
    page.set_footer(f"&L&8{name}&R&8&P of &N")


def _write_sheet(page, pen: Pen, sheet: Sheet, title: tuple[str, str, str] | None) -> None:
    widest = max(sheet.tables, key=lambda table: sum(column.width for column in table.columns))
    widths = [column.width for column in widest.columns]
    for place, column in enumerate(widths):
        page.set_column(place, place, column)
    across, width = _across(widths)
    row = 0
    lines = [(sheet.question, {"bold": True, "font_size": 14, "font_color": HEAD}), *((remark, {}) for remark in sheet.remarks)]
    if title:
        lines = [(title[0], {"bold": True, "font_size": 18, "font_color": HEAD}), (title[1], {}), *lines[1:], (title[2], {"bold": True})]
    for text, style in lines:
        pen.line(page, row, across, text, width, **style)
        row += 1
    alone = len(sheet.tables) == 1
    for table in sheet.tables:
        row = _write_table(page, pen, table, row + 1, alone, widths)


def _write_table(page, pen: Pen, table: Table, row: int, alone: bool, widths: list[float]) -> int:
    """Write a table from a row on; returns the row below it. Where it is alone its header is frozen, filtered and repeated in print."""
    across = _across(widths)
    if table.title:
        pen.line(page, row, across[0], table.title, across[1], bold=True, font_size=12, font_color=HEAD)
        row += 1
    if not table.rows:
        pen.line(page, row, across[0], table.empty, across[1], italic=True)
        return row + 1
    top = row
    row = _write_head(page, pen, table, row, widths)
    if alone:
        page.freeze_panes(row, _named(table.columns))
        page.repeat_rows(top, row - 1)
        page.autofilter(row - 1, 0, row - 1 + len(table.rows), len(table.columns) - 1)
    first = row
    for cells in table.rows:
        _write_row(page, pen, table.columns, cells, row, widths, bottom=1, bottom_color=RULE)
        row += 1
    if table.total:
        _write_row(page, pen, table.columns, table.total, row, widths, bold=True, bg_color=TOTAL, top=1, top_color=HEAD)
        row += 1
    for chart in table.charts:
        if chart.kind == "grid":
            _shade(page, chart, first, len(table.rows))
    return row + 1


def _write_head(page, pen: Pen, table: Table, row: int, widths: list[float]) -> int:
    style = {"bold": True, "bg_color": GROUP, "align": "center", "bottom": 1, "bottom_color": "#FFFFFF", "left": 1, "left_color": "#FFFFFF"}
    at, lines = 0, 1
    for name, span in table.groups:
        if span > 1:
            page.merge_range(row, at, row, at + span - 1, "", pen.format(text_wrap=True, **style))
        pen.cell(page, row, at, name or None, **style)
        lines = max(lines, _lines(name, sum(widths[at : at + span])))
        at += span
    if table.groups:
        page.set_row(row, LINE * lines)
        row += 1
    if not any(column.title for column in table.columns):
        return row
    for place, column in enumerate(table.columns):
        style = {"align": "left"} if column.kind in ("text", "long") else {"align": "right", "indent": 0}
        turned = {"rotation": 90, "align": "center"} if column.kind == "percent" else {}
        pen.cell(page, row, place, column.title, bold=True, bg_color=HEAD, font_color="#FFFFFF", **{**style, **turned})
    turned = any(column.kind == "percent" for column in table.columns)
    page.set_row(row, TURNED if turned else LINE * max(_lines(column.title, width - 2) for column, width in zip(table.columns, widths)))
    return row + 1


def _write_row(page, pen: Pen, columns: tuple[Column, ...], cells: tuple, row: int, widths: list[float], **style) -> None:
    for place, (column, value) in enumerate(zip(columns, cells, strict=True)):
        pen.cell(page, row, place, value, column.kind, **style)
    page.set_row(row, LINE * max(_lines(value, width - 1) if isinstance(value, str) else 1 for width, value in zip(widths, cells)))


def _named(columns: tuple[Column, ...]) -> int:
    """Columns at the left that name a row, so that they stay in sight: up to the first that is text."""
    return 1 + next((place for place, column in enumerate(columns) if column.kind == "text"), 0)


def _shade(page, chart: Chart, first: int, rows: int) -> None:
    """A deeper colour for a larger share; the number stands in the cell."""
    scale = {"type": "2_color_scale", "min_type": "num", "min_value": 0, "max_type": "num", "max_value": 1,
             "min_color": "#FFFFFF", "max_color": "#E08A3C"}
    page.conditional_format(first, min(chart.values), first + rows - 1, max(chart.values), scale)


def _across(widths: list[float]) -> tuple[int, float]:
    """Columns that a line of text runs over, and their width together."""
    width, columns = 0.0, 0
    for each in widths:
        if columns and width + each > TEXT_WIDTH:
            break
        width, columns = width + each, columns + 1
    return columns, width


def _lines(text: str, width: float) -> int:
    """Lines that a text takes in a column: Excel does not fit rows by itself where cells are merged or a program wrote them."""
    if len(text) * 0.8 <= width and "\n" not in text:
        return 1
    return min(27, sum(max(1, math.ceil(len(line) * 0.8 / max(width, 1))) for line in text.split("\n")))
