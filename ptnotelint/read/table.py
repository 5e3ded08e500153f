"""From the rows of a table to notes and charges, whatever kind of file the table stood in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import chain, islice

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note, NoteError
from ptnotelint.read.cells import plain
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import Columns, columns_of, listed
from ptnotelint.read.days import slashed_order
from ptnotelint.read.digests import digest_of
from ptnotelint.read.record import Intake, shown_name
from ptnotelint.read.rows import DATES, Layout, charge_of, note_of_row

HEADER_WITHIN = 20  # rows: exports put a title, a period and a blank line above their header
SAMPLE_ROWS, SAMPLE_SIZE = 200, 1_000_000  # rows, and characters of their cells, looked at for the order of day and month

Row = tuple[int, Sequence[object]]


class NoTable(UnreadableError):
    """Rows among which no header names a note or a code: in a workbook, a sheet to leave aside."""


def read_table(rows: Iterable[Row | UnreadableError], path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read a table of notes, of charges, or of both.

    Parameters
    ----------
    rows : iterable
        Line or row number, from 1, and the cells; or what could not be read. The header stands among the first twenty.

    Raises
    ------
    NoTable
        When no row of those is a header.

    Examples
    --------
    >>> rows = [(1, ["Visit", "CPT", "Units"]), (2, ["v1", "97110", 2.0])]
    >>> [(charge.visit_id, charge.billed[0].units) for charge in read_table(rows, "charges.csv", Intake(print))]
    [('v1', 2)]
    """
    rows = iter(rows)
    head = list(islice(rows, HEADER_WITHIN))
    at, columns = _header(head, intake)
    yield from (each for each in head[:at] if isinstance(each, UnreadableError))
    if columns is None:
        raise _unrecognised(head, path)
    if not columns.has_text and not columns.names_visit:
        reason = "no column says which visit a line is of: give audit --map visit_id=HEADER, or patient_id= and date_of_service="
        yield UnreadableError(path, reason, head[at][0])
        return
    intake.mapped.update(columns.mapped)
    sample = head[at + 1:] + _sampled(rows)
    layout = Layout(path, columns, _day_first(sample, columns, path, intake), intake)
    intake.recognise(f"{path}: {'notes' if columns.has_text else 'charges'}: {columns.told()}")
    body = _body(chain(sample, rows), layout)
    if not columns.has_text:
        yield from _read(body, layout, charge_of)
    elif "code" in columns.places and "billed" not in columns.places:
        yield from _notes_by_line(body, layout)
    else:
        yield from _read(body, layout, note_of_row)


def _header(head: Sequence[Row | UnreadableError], intake: Intake) -> tuple[int, Columns | None]:
    """The place of the row that names most fields, with its columns."""
    best, at, columns = 0, len(head), None
    for place, item in enumerate(head):
        if isinstance(item, UnreadableError) or any(len(cell) > 200 for cell in item[1] if isinstance(cell, str)):
            continue
        found = columns_of(item[1], intake.mapping)
        named = len(found.places) + len(found.sections) + len(found.wide)
        if named > best and (found.has_text or found.has_lines):
            best, at, columns = named, place, found
    return at, columns


def _unrecognised(head: Sequence[Row | UnreadableError], path: str) -> UnreadableError:
    first = next((item for item in head if not isinstance(item, UnreadableError)), None)
    if first is None:
        return next((item for item in head if isinstance(item, UnreadableError)), None) or NoTable(path, "no rows in it")
    titles = [shown_name(cell) for cell in first[1] if isinstance(cell, str) and cell.strip()]
    return NoTable(path, f"no header names a note's text or a billed code: rename a column, or give audit --map text=HEADER or --map code=HEADER"
                                 f" (the first row has {listed(titles) or 'no titles'})", first[0])


def _sampled(rows: Iterator[Row | UnreadableError]) -> list[Row | UnreadableError]:
    sample, size = [], 0
    for item in islice(rows, SAMPLE_ROWS):
        sample.append(item)
        size += 0 if isinstance(item, UnreadableError) else sum(len(cell) for cell in item[1] if isinstance(cell, str))
        if size > SAMPLE_SIZE:
            break
    return sample


def _day_first(sample: Sequence[Row | UnreadableError], columns: Columns, path: str, intake: Intake) -> frozenset[str]:
    """The date columns whose slashed dates put the day first, as some of them only can; American order else, and said."""
    found = set()
    for name in DATES:
        at = columns.places.get(name)
        if at is None:
            continue
        cells = (item[1][at] for item in sample if not isinstance(item, UnreadableError) and at < len(item[1]))
        orders = {order for cell in cells if (order := slashed_order(cell))}
        if "day" in orders and "month" not in orders:
            found.add(name)
        if orders:
            intake.recognise(f"{path}: {name} is read as {'day/month' if name in found else 'month/day'}/year")
    return frozenset(found)


def _body(rows: Iterable[Row | UnreadableError], layout: Layout) -> Iterator[Row | UnreadableError]:
    """The rows that can be read, counted; a row with other cells than the header is named."""
    header = layout.columns.header
    empty = True
    for item in rows:
        empty = False
        if isinstance(item, UnreadableError):
            yield item
            continue
        number, row = item
        if not any(cell is not None and (not isinstance(cell, str) or cell.strip()) for cell in row):
            continue
        layout.intake.counts["rows"] += 1
        if len(row) != len(header):
            reason = f"a row of {len(row)} cells under a header of {len(header)}: mend its quotes or delimiters"
            yield UnreadableError(layout.path, reason, number)
        elif row[0] != header[0] or tuple(map(plain, row)) != header:  # not the header of a second file pasted below
            yield item
    if empty:
        yield UnreadableError(layout.path, "no rows under its header")


def _read(body, layout: Layout, reader) -> Iterator[Note | Charge | UnreadableError]:
    for item in body:
        if isinstance(item, UnreadableError):
            yield item
            continue
        try:
            yield reader(*item, layout)
        except NoteError as error:
            yield UnreadableError(layout.path, str(error), item[0])
        except UnreadableError as error:
            yield error


def _notes_by_line(body, layout: Layout) -> Iterator[Note | Charge | UnreadableError]:
    """Notes with a row for each billed line: the rows of one note give the note once, and each row a charge."""
    held = None
    told: set[bytes] = set()  # rows sorted by code tell a note again and again
    for item in _read(body, layout, lambda number, row, layout: (number, row, note_of_row(number, row, layout))):
        if isinstance(item, UnreadableError):
            yield item
            continue
        number, row, note = item
        if held is not None and note.note_id == held.note_id and (note.text == held.text or not (note.text.strip() and held.text.strip())):
            held = held if held.text.strip() else note
        else:
            yield from _once(held, told)
            held = note
        if layout.word(row, "code"):
            yield from _read([(number, row)], layout, lambda number, row, layout, name=note.note_id: charge_of(number, row, layout, name))
    yield from _once(held, told)


def _once(note: Note | None, told: set[bytes]) -> Iterator[Note]:
    """The note, unless its id was given with this text before, or now comes without any."""
    if note is None or digest_of(note.note_id, note.text) in told or not note.text.strip() and digest_of(note.note_id) in told:
        return
    told |= {digest_of(note.note_id, note.text), digest_of(note.note_id)}
    yield note
