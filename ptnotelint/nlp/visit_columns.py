"""Flow sheets with one column a visit: which day each column is, also where only blanks set the columns apart."""

from __future__ import annotations

from typing import NamedTuple

from ptnotelint.nlp.entries import date_key, dated
from ptnotelint.nlp.guarded import guarded
from ptnotelint.nlp.headings import DATE_LINE
from ptnotelint.nlp.lines import Line

WEEKDAY = guarded(r"(?:mon|tue|tues|wed|thu|thur|thurs|fri|sat|sun)[a-z]*[.,]?\s(?=\d)")


class DateColumn(NamedTuple):
    """A column of a visit: its number, where its header begins in the line, and the day."""

    column: int
    place: int
    day: tuple[int, ...]


def date_columns(folded: str, line: Line) -> tuple[DateColumn, ...]:
    """The days that a table's header row names, if it names two or more."""
    if len(line.cells) < 2:
        return ()
    found = []
    for a, b, column in line.cells:
        weekday = WEEKDAY.match(folded, a, b)
        match = DATE_LINE.match(folded, weekday.end() if weekday else a, b)
        if match:
            found.append(DateColumn(column, a - line.start + line.indent, date_key(match[1])))
    if len(found) < 2 or len({len(each.day) for each in found}) > 1 or len({each.day for each in found}) < 2:
        return ()
    if not all(dated(each.day) for each in found) or {each.day[-1] for each in found} == {5}:
        return ()  # "4/5 | 5/5" are grades, "8-62" a range
    if any(mark in folded[line.start:line.end] for mark in "|\t"):
        unnamed = len(found) == len(line.cells) and line.cells[0][2] == 0  # the names' column has no header
        return tuple(each._replace(column=each.column + unnamed, place=-1) for each in found)
    # dates in a sentence or list stand together; here each stands under a column of its own
    return tuple(each._replace(column=1 + number) for number, each in enumerate(found)) if len(found) >= len(line.cells) - 1 else ()


def under_dates(line: Line, dates: tuple[DateColumn, ...]) -> tuple[tuple[int, int, int], ...]:
    """The cells of a line; where blanks alone part them, each in the column under whose header it stands."""
    if not line.cells or not dates or dates[0].place < 0:
        return line.cells
    placed = []
    for number, (a, b, column) in enumerate(line.cells):
        if number:
            column = min(dates, key=lambda each: abs(each.place - (a - line.start + line.indent))).column
        placed.append((a, b, column))
    return tuple(placed)
