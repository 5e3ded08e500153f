"""What a report of many notes is made of, before it is a workbook or a page: sheets of tables, with charts of their columns.

Both forms are written from the same sheets, so they cannot differ.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from ptnotelint.write.terminal import MARK, UNSEEN

KINDS = ("text", "long", "count", "share", "percent", "number")
MOST_DRAWN = {"stacked": 24, "trend": 60, "intervals": 40, "grid": 24}  # rows that a chart can show and still be read
FEWEST_DRAWN = 5  # a share of fewer swings too far for a line


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Parameters
    ----------
    title : str
    kind : str
        One of :data:`KINDS`: ``long`` is text that wraps, ``share`` and ``percent`` a fraction of 1, shown in
        percent with and without a decimal, ``number`` one with two decimals.
    width : float
        Characters.
    group : str
        Heading that it shares with its neighbours of the same group.
    """

    title: str
    kind: str = "text"
    width: float = 11
    group: str = ""


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing of columns of its table, which are named by their place from 0.

    Parameters
    ----------
    kind : str
        A key of :data:`MOST_DRAWN`: ``stacked`` bars of counts; ``trend``, lines over an ordered label; ``intervals``, a dot
        between two ends for each label, against the share of the whole; ``grid``, a square for each cell of a table of shares.
    title : str
    label : int
        Column that names each row.
    values : tuple of int
        Columns drawn. For ``intervals``: the share and its two ends.
    reference : float, optional
        The group's own share, for ``intervals``.
    n : int, optional
        Column that says of how many a row's shares are; rows of fewer than :data:`FEWEST_DRAWN` are not drawn.
    skip : str, optional
        Label of a row that is not drawn, for it has no place among the others.
    """

    kind: str
    title: str
    label: int = 0
    values: tuple[int, ...] = ()
    reference: float | None = None
    n: int | None = None
    skip: str | None = None


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under their columns; a cell is a text, a number or None.

    ``total`` is a last row that sums or stands for all; ``empty`` is said where there are no rows.
    """

    columns: tuple[Column, ...]
    rows: Sequence[tuple]
    title: str = ""
    total: tuple | None = None
    empty: str = "There is nothing here."
    charts: tuple[Chart, ...] = ()

    @property
    def groups(self) -> list[tuple[str, int]]:
        """Each group heading with the number of neighbouring columns below it; nothing where no column has one.

        Examples
        --------
        >>> Table((Column("a"), Column("b", group="x"), Column("c", group="x")), ()).groups
        [('', 1), ('x', 2)]
        """
        found: list[tuple[str, int]] = []
        for column in self.columns:
            if found and found[-1][0] == column.group:
                found[-1] = (column.group, found[-1][1] + 1)
            else:
                found.append((column.group, 1))
        return found if any(name for name, _ in found) else []


@dataclass(frozen=True, slots=True)
class Sheet:
    """One question of a reader with its answer.

    Parameters
    ----------
    name : str
        Of the tab: 31 characters at most.
    question : str
        What it answers.
    remarks : tuple of str
        How to read it.
    tables : tuple of Table
    """

    name: str
    question: str
    remarks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()


@dataclass(frozen=True, slots=True)
class Book:
    """A whole report: its title, the lines that say what was read and by what, and its sheets."""

    title: str
    subtitle: str
    reminder: str
    sheets: tuple[Sheet, ...] = field(default=())


def drawn_rows(table: Table, chart: Chart) -> list[tuple]:
    """The label and values of the rows that a chart draws, in their order: the last of a trend, else those with the largest counts.

    Rows that hold figures back are left out, and those that the chart passes over. A grid's empty cells stay None.

    Examples
    --------
    >>> table = Table((Column("who"), Column("n", "count"), Column("share", "share")), [("a", 3, None), ("b", 12, 0.5)])
    >>> drawn_rows(table, Chart("intervals", "", 0, (2,)))
    [('b', 0.5)]
    >>> drawn_rows(Table(table.columns, [("May 4", 4, 0.1), ("May 11", 40, 0.3), ("never", 20, 0.9)]), Chart("trend", "", 0, (2,), n=1, skip="never"))
    [('May 11', 0.3)]
    """
    rows = [row for row in table.rows if chart.kind == "grid" or all(row[at] is not None for at in chart.values)]
    rows = [row for row in rows if row[chart.label] != chart.skip and (chart.n is None or row[chart.n] >= FEWEST_DRAWN)]
    most = MOST_DRAWN[chart.kind]
    if chart.kind == "trend":
        rows = rows[-most:]
    elif len(rows) > most:
        sized = sorted(range(len(rows)), key=lambda place: -sum(row for row in rows[place][1:] if isinstance(row, int)))[:most]
        rows = [rows[place] for place in sorted(sized)]
    return [(row[chart.label], *(row[at] for at in chart.values)) for row in rows]


def shown(text: str) -> str:
    """A text as a cell or a page may hold it: line breaks stay; controls and marks that hide or reorder words become visible.

    Examples
    --------
    >>> shown("SLR\\t3x10\\r\\nrest\\u202e")
    'SLR 3x10\\nrest�'
    """
    if text.isascii() and text.isprintable():
        return text
    text = text.replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    if text.isascii() and text.replace("\n", "").isprintable():
        return text
    return "".join(MARK if character != "\n" and unicodedata.category(character) in UNSEEN else character for character in text)
