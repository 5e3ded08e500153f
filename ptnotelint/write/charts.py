"""Charts as inline SVG: shapes and words only, coloured by the page's style sheet, the same bytes for the same numbers."""

from __future__ import annotations

import math
from collections.abc import Sequence
from html import escape

from ptnotelint.write.sheets import Chart, Table, drawn_rows, shown
from ptnotelint.write.terminal import shortened

WIDTH = 760
LABEL = 150  # for the names of rows
ROW = 24


def chart_svg(table: Table, chart: Chart) -> str:
    """One chart of a table's columns; empty where there is nothing to draw.

    Examples
    --------
    >>> from ptnotelint.write.sheets import Column
    >>> table = Table((Column("code"), Column("Supported", "count")), [("97110", 3)])
    >>> chart_svg(table, Chart("stacked", "Codes", 0, (1,)))[:40]
    '<svg role="img" viewBox="0 0 760 66"><ti'
    """
    rows = drawn_rows(table, chart)
    if not rows:
        return ""
    draw = {"stacked": _stacked, "trend": _trend, "intervals": _intervals, "grid": _grid}[chart.kind]
    titles = [table.columns[at].group or table.columns[at].title if chart.kind == "trend" else table.columns[at].title for at in chart.values]
    height, parts = draw(rows, titles, chart)
    return f'<svg role="img" viewBox="0 0 {WIDTH} {height}"><title>{escape(chart.title)}</title>{"".join(parts)}</svg>'


def _stacked(rows: list[tuple], titles: Sequence[str], chart: Chart) -> tuple[int, list[str]]:
    """Bars one below the other; a part wide enough has its count written in it."""
    used = [place for place in range(len(titles)) if any(cells[place + 1] for cells in rows)]
    most = max(sum(cells[1:]) for cells in rows) or 1
    scale = (WIDTH - LABEL - 60) / most
    parts, at = [], LABEL
    for place in used:
        parts += [_box(at, 6, 12, 12, f"v{place}"), _text(at + 18, 16, titles[place])]
        at += 38 + 7 * len(titles[place])
    for number, cells in enumerate(rows):
        top, at = 30 + number * ROW, float(LABEL)
        parts.append(_text(LABEL - 8, top + 16, cells[0], "end"))
        for place in used:
            width = cells[place + 1] * scale
            if width:
                parts.append(_box(at, top + 3, width, ROW - 6, f"v{place}"))
            if width > 9 + 7 * len(str(cells[place + 1])):
                parts.append(_text(at + width / 2, top + 16, cells[place + 1], "middle", f"on{place}"))
            at += width
        parts.append(_text(at + 6, top + 16, f"{sum(cells[1:]):,}", "start", "soft"))
    return 30 + len(rows) * ROW + 12, parts


def _intervals(rows: list[tuple], titles: Sequence[str], chart: Chart) -> tuple[int, list[str]]:
    """A dot on the line between its ends for each name, against a dashed line for all."""
    most = _ceiling(max(high for *_, high in rows))
    scale = (WIDTH - LABEL - 60) / most
    bottom = 30 + len(rows) * ROW
    parts = _scale_across(most, scale, bottom)
    if chart.reference is not None:
        x = LABEL + chart.reference * scale
        parts += [_line(x, 22, x, bottom, "all"), _text(x, 14, f"all {chart.reference:.1%}", "middle", "strong")]
    for number, (name, share, low, high) in enumerate(rows):
        y = 30 + number * ROW + ROW / 2
        parts += [_text(LABEL - 8, y + 4, shortened(shown(name), 20), "end"), _line(LABEL + low * scale, y, LABEL + high * scale, y, "span"),
                  *(_line(LABEL + end * scale, y - 5, LABEL + end * scale, y + 5, "span") for end in (low, high)),
                  f'<circle cx="{_n(LABEL + share * scale)}" cy="{_n(y)}" r="5" class="dot"/>']
    return bottom + 26, parts


def _trend(rows: list[tuple], titles: Sequence[str], chart: Chart) -> tuple[int, list[str]]:
    """Lines over the labels: the first full with circles, the second dashed with squares."""
    left, right, top, bottom = 50, WIDTH - 20, 40, 260
    most = _ceiling(max(max(cells[1:]) for cells in rows))
    step = (right - left) / max(1, len(rows) - 1)
    every = math.ceil(len(rows) / 7)  # labels of ten characters with room between them
    parts = []
    for tick in _ticks(most):
        y = bottom - (bottom - top) * tick / most
        parts += [_line(left, y, right, y, "grid"), _text(left - 6, y + 4, f"{tick:.0%}", "end", "soft")]
    for number, cells in enumerate(rows):
        if number % every == 0:
            anchor = "start" if number == 0 else "middle" if number < len(rows) - 1 else "end"
            parts.append(_text(left + number * step, bottom + 18, cells[0], anchor, "soft"))
    at = left
    for place, title in enumerate(titles):
        points = [(left + number * step, bottom - (bottom - top) * cells[place + 1] / most) for number, cells in enumerate(rows)]
        path = " ".join(f"{_n(x)},{_n(y)}" for x, y in points)
        parts.append(f'<polyline points="{path}" class="line{place}"/>')
        parts += [_mark(x, y, place) for x, y in points]
        parts += [_line(at, 16, at + 24, 16, f"line{place}"), _mark(at + 12, 16, place), _text(at + 32, 20, title)]
        at += 60 + 6.6 * len(title)
    return bottom + 30, parts


def _grid(rows: list[tuple], titles: Sequence[str], chart: Chart) -> tuple[int, list[str]]:
    """A square for each cell that is asked for, its side by the share; a dot where there is no gap."""
    left, top = 60, 118
    side = min(28.0, (WIDTH - left - 10) / max(1, len(titles)))
    parts = []
    for place, title in enumerate(titles):
        x = left + (place + 0.5) * side
        parts.append(f'<text x="{_n(x)}" y="{top - 8}" transform="rotate(-60 {_n(x)} {top - 8})">{escape(title)}</text>')
    for number, (name, *shares) in enumerate(rows):
        y = top + (number + 0.5) * side
        parts += [_text(left - 8, y + 4, name, "end"), _line(left, y, left + side * len(titles), y, "grid")]
        for place, share in enumerate(shares):
            x = left + (place + 0.5) * side
            if share:
                half = (side - 3) * share**0.5 / 2
                parts.append(f'<rect x="{_n(x - half)}" y="{_n(y - half)}" width="{_n(2 * half)}" height="{_n(2 * half)}" class="v2">'
                             f"<title>{escape(f'{name} {titles[place]}: {share:.0%}')}</title></rect>")
            elif share == 0:
                parts.append(f'<circle cx="{_n(x)}" cy="{_n(y)}" r="1.8" class="none"/>')
    return round(top + len(rows) * side) + 8, parts


def _scale_across(most: float, scale: float, bottom: float) -> list[str]:
    parts = []
    for tick in _ticks(most):
        x = LABEL + tick * scale
        parts += [_line(x, 26, x, bottom, "grid"), _text(x, bottom + 18, f"{tick:.0%}", "middle", "soft")]
    return parts


def _ceiling(most: float) -> float:
    """The next tenth above the largest share."""
    return min(1.0, max(0.1, math.ceil(most * 10) / 10))


def _ticks(most: float) -> list[float]:
    step = 0.05 if most <= 0.3 else 0.1 if most <= 0.6 else 0.2
    return [count * step for count in range(int(most / step + 1e-9) + 1)]


def _mark(x: float, y: float, place: int) -> str:
    if place == 0:
        return f'<circle cx="{_n(x)}" cy="{_n(y)}" r="4" class="mark0"/>'
    return f'<rect x="{_n(x - 3.5)}" y="{_n(y - 3.5)}" width="7" height="7" class="mark{place}"/>'


def _box(x: float, y: float, width: float, height: float, style: str) -> str:
    return f'<rect x="{_n(x)}" y="{_n(y)}" width="{_n(width)}" height="{_n(height)}" class="{style}"/>'


def _line(x1: float, y1: float, x2: float, y2: float, style: str) -> str:
    return f'<line x1="{_n(x1)}" y1="{_n(y1)}" x2="{_n(x2)}" y2="{_n(y2)}" class="{style}"/>'


def _text(x: float, y: float, words: object, anchor: str = "start", style: str = "") -> str:
    named = f' class="{style}"' if style else ""
    return f'<text x="{_n(x)}" y="{_n(y)}" text-anchor="{anchor}"{named}>{escape(shown(str(words)))}</text>'


def _n(value: float) -> str:
    """A coordinate, short and the same everywhere."""
    return f"{value:.1f}".removesuffix(".0")
