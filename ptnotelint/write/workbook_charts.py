"""The workbook's charts, native ones, on a sheet of their own with the numbers drawn beside each."""

from __future__ import annotations

import math

from ptnotelint.write.sheets import Book, Chart, Table, drawn_rows

COLOURS = {"Supported": "#2F7F79", "Partly supported": "#E3A72F", "Not supported": "#B23A48", "Cannot tell": "#7B7F9E", "Not checked": "#B9BEC6"}
GRID = {"visible": True, "line": {"color": "#E3E7EB"}}
LINES = ("#B23A48", "#1F4E5F")
NUMBERS_AT = 12  # column in which the numbers begin, right of the chart
NAME = "Charts"


def charts_of(book: Book) -> list[tuple[Table, Chart, list[tuple]]]:
    """The charts that have something to draw, with their rows; grids are left out, which are shaded where they stand."""
    found = [(table, chart, drawn_rows(table, chart)) for sheet in book.sheets for table in sheet.tables for chart in table.charts
             if chart.kind != "grid"]
    return [each for each in found if each[2]]


def write_charts(workbook, page, pen, charts: list[tuple[Table, Chart, list[tuple]]]) -> None:
    """Draw charts one below the other, each at the top of a printed page."""
    page.set_default_row(15)
    page.set_column(NUMBERS_AT, NUMBERS_AT, 20)
    page.set_column(NUMBERS_AT + 1, NUMBERS_AT + 6, 11)
    row, starts = 0, []
    for table, chart, rows in charts:
        starts.append(row)
        row = _draw(workbook, page, pen, table, chart, rows, row)
    page.set_h_pagebreaks(starts[1:])


def _draw(workbook, page, pen, table: Table, chart: Chart, rows: list[tuple], row: int) -> int:
    """One chart with its numbers; returns the row where the next may begin."""
    titles = _titles(table, chart)
    kind = "share" if chart.kind != "stacked" else "count"
    for place, title in enumerate((table.columns[chart.label].title, *titles)):
        pen.cell(page, row, NUMBERS_AT + place, title, bold=True, bottom=1, align="right" if place else "left")
    page.set_row(row, 56)
    for at, cells in enumerate(rows, row + 1):
        for place, value in enumerate(cells + _bars(chart, cells)):
            pen.cell(page, at, NUMBERS_AT + place, value, kind)
    drawn = {"stacked": _stacked, "trend": _trend, "intervals": _intervals}[chart.kind](workbook, chart, titles, rows, row)
    drawn.set_title({"name": chart.title, "name_font": {"size": 12, "bold": True}, "overlay": False})
    drawn.set_legend({"position": "bottom"})
    height = max(18, len(rows) + 6) if chart.kind == "stacked" else 18
    drawn.set_size({"width": 740, "height": 20 * height})
    page.insert_chart(row, 0, drawn, {"object_position": 2, "description": chart.title, "y_offset": 6})
    return row + max(height, len(rows)) + 3


def _titles(table: Table, chart: Chart) -> list[str]:
    if chart.kind == "intervals":
        return ["Share", "from", "to", "All", "to, above share", "from, below share"]
    return [table.columns[at].group if chart.kind == "trend" else table.columns[at].title for at in chart.values]


def _bars(chart: Chart, cells: tuple) -> tuple:
    """What an interval's error bars are drawn from: the group's share, and how far the ends lie from the own one."""
    if chart.kind != "intervals":
        return ()
    _, share, low, high = cells
    return chart.reference, high - share, share - low


def _cells(row: int, place: int, count: int) -> list:
    return [NAME, row + 1, NUMBERS_AT + place, row + count, NUMBERS_AT + place]


def _range(cells: list) -> str:
    from xlsxwriter.utility import xl_rowcol_to_cell

    name, top, left, bottom, right = cells
    return f"={name}!{xl_rowcol_to_cell(top, left, True, True)}:{xl_rowcol_to_cell(bottom, right, True, True)}"


def _stacked(workbook, chart: Chart, titles: list[str], rows: list[tuple], row: int):
    drawn = workbook.add_chart({"type": "bar", "subtype": "stacked"})
    for place, title in enumerate(titles, 1):
        if any(cells[place] for cells in rows):
            drawn.add_series({"name": title, "categories": _cells(row, 0, len(rows)), "values": _cells(row, place, len(rows)), "gap": 40,
                              "fill": {"color": COLOURS.get(title, "#1F4E5F")}, "border": {"color": "#FFFFFF", "width": 0.5}})
    drawn.set_y_axis({"reverse": True, "crossing": "max", "line": {"none": True}})
    drawn.set_x_axis({"name": "times billed", "name_font": {"bold": False}, "major_gridlines": GRID})
    return drawn


def _trend(workbook, chart: Chart, titles: list[str], rows: list[tuple], row: int):
    drawn = workbook.add_chart({"type": "line"})
    for place, title in enumerate(titles, 1):
        dashes = {"dash_type": "dash"} if place > 1 else {}
        drawn.add_series({"name": title, "categories": _cells(row, 0, len(rows)), "values": _cells(row, place, len(rows)),
                          "line": {"color": LINES[place - 1], "width": 2, **dashes},
                          "marker": {"type": ("circle", "square")[place - 1], "size": 6, "fill": {"color": LINES[place - 1]},
                                     "border": {"color": "#FFFFFF"}}})
    _share_axis(drawn, max(max(shares) for _, *shares in rows))
    return drawn


def _intervals(workbook, chart: Chart, titles: list[str], rows: list[tuple], row: int):
    drawn = workbook.add_chart({"type": "line"})
    bars = {"type": "custom", "plus_values": _range(_cells(row, 5, len(rows))), "minus_values": _range(_cells(row, 6, len(rows))),
            "line": {"color": "#7B7F9E", "width": 1.5}}
    drawn.add_series({"name": "Share with its 95% interval", "categories": _cells(row, 0, len(rows)), "values": _cells(row, 1, len(rows)),
                      "line": {"none": True}, "y_error_bars": bars,
                      "marker": {"type": "circle", "size": 7, "fill": {"color": LINES[0]}, "border": {"color": "#FFFFFF"}}})
    drawn.add_series({"name": "All", "categories": _cells(row, 0, len(rows)), "values": _cells(row, 4, len(rows)),
                      "line": {"color": LINES[1], "width": 1.5, "dash_type": "dash"}})
    _share_axis(drawn, max(high for *_, high in rows))
    return drawn


def _share_axis(drawn, most: float) -> None:
    """Shares from 0 to the next tenth above the largest, over labels that are text."""
    drawn.set_x_axis({"text_axis": True, "num_font": {"rotation": -45}})
    drawn.set_y_axis({"min": 0, "max": min(1.0, math.ceil(most * 10 + 0.01) / 10), "num_format": "0%", "line": {"none": True},
                      "major_gridlines": GRID})
