"""Excel and OpenDocument workbooks: every visible sheet that is a table of notes or charges."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.note import Note
from ptnotelint.read.charges import Charge
from ptnotelint.read.columns import listed
from ptnotelint.read.packages import check_package, check_sheets
from ptnotelint.read.record import Intake, shown_name
from ptnotelint.read.table import NoTable, Row, read_table


def read_sheets(file: BinaryIO, path: str, intake: Intake) -> Iterator[Note | Charge | UnreadableError]:
    """Read the tables of a workbook, sheet by sheet; a sheet is held whole while it is read.

    Raises
    ------
    UnreadableError
        When it is no workbook, or one behind a password, or one too large.
    """
    from python_calamine import CalamineError, CalamineWorkbook, SheetVisibleEnum

    check_package(file, path)
    check_sheets(file, path)
    try:
        book = CalamineWorkbook.from_filelike(file)
    except (CalamineError, OSError, ValueError) as error:
        raise _unreadable(error, path) from None
    hidden = [sheet.name for sheet in book.sheets_metadata if sheet.visible != SheetVisibleEnum.Visible]
    if hidden:
        intake.recognise(f"{path}: hidden sheets are left aside: {listed([shown_name(name) for name in hidden])}")
    several, read, left = len(book.sheet_names) > 1, 0, []
    for name in book.sheet_names:
        if name in hidden:
            continue
        shown = f"{path}[{shown_name(name).strip(chr(34))}]" if several else path
        try:
            yield from read_table(_rows(book.get_sheet_by_name(name)), shown, intake)
            read += 1
        except (CalamineError, OSError, ValueError) as error:
            yield _unreadable(error, shown)
        except NoTable as error:
            left.append((name, error))
    if left and not read:
        yield left[0][1]
    elif left:
        intake.recognise(f"{path}: sheets without notes or charges are left aside: {listed([shown_name(name) for name, _ in left])}")


def _rows(sheet) -> Iterator[Row]:
    first = (sheet.start or (0, 0))[0]
    return enumerate(sheet.iter_rows(), first + 1)


def _unreadable(error: Exception, path: str) -> UnreadableError:
    from python_calamine import PasswordError

    if isinstance(error, PasswordError):
        return UnreadableError(path, "a workbook behind a password: save it without one")
    return UnreadableError(path, "not a workbook that can be read: open it and save it as xlsx or CSV")
