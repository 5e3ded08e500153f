"""Files that are zip archives inside (workbooks, Word documents, zips of notes): refused when they would swell beyond bounds."""

from __future__ import annotations

import re
import zipfile
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.read.text import megabytes

ZIP = b"PK\x03\x04"
MOST_BYTES = 1_000_000_000  # of one package unpacked: fifty thousand notes in a workbook take a tenth of it
SMALL, MOST_SWELL = 50_000_000, 250  # above this size no honest document or table shrinks that far
MOST_FILES = 200_000
MOST_CELLS = 20_000_000  # a sheet is laid out whole, filled or not, at some 32 bytes a cell
CELL = re.compile(rb'\sr="([A-Z]{1,3})([0-9]{1,7})"')
SHEET = re.compile(r"xl/worksheets/[^/]*\.xml")
BLOCK = 1 << 20


def open_package(file: BinaryIO, path: str) -> zipfile.ZipFile:
    """Open an archive that stays within bounds.

    Raises
    ------
    UnreadableError
        When it is damaged, has too many files, or is a bomb by what its directory says; no more than that is ever unpacked.
    """
    file.seek(0)
    try:
        package = zipfile.ZipFile(file)
        members = package.infolist()
    except (zipfile.BadZipFile, OSError, ValueError, NotImplementedError, UnicodeDecodeError):
        raise UnreadableError(path, "a damaged file: export it again") from None
    size, packed = sum(member.file_size for member in members), file.seek(0, 2)
    file.seek(0)
    if len(members) > MOST_FILES:
        raise UnreadableError(path, f"more than {MOST_FILES:,} files in it: split it")
    if size > SMALL and size > MOST_SWELL * packed:
        raise UnreadableError(path, f"{megabytes(packed)} that would unpack to {megabytes(size)}: no note or table is like that")
    return package


def check_package(file: BinaryIO, path: str, most: int = MOST_BYTES) -> None:
    """Refuse a document or workbook that would not fit in memory unpacked; what is no archive is left to its reader."""
    if file.read(len(ZIP)) == ZIP:
        with open_package(file, path) as package:
            size = sum(member.file_size for member in package.infolist())
        if size > most:
            raise UnreadableError(path, f"{megabytes(size)} unpacked, over {megabytes(most)}: export it as plain text or CSV")
    file.seek(0)


def check_sheets(file: BinaryIO, path: str) -> None:
    """Refuse a workbook with a sheet whose cells lie so far apart that laying it out would take all memory."""
    if file.read(len(ZIP)) == ZIP:
        with open_package(file, path) as package:
            for name in package.namelist():
                if SHEET.fullmatch(name):
                    with package.open(name) as sheet:
                        _check_extent(sheet, path)
    file.seek(0)


def _check_extent(sheet: BinaryIO, path: str) -> None:
    columns, rows, tail = {b"A"}, 1, b""
    while block := sheet.read(BLOCK):
        for column, row in CELL.findall(tail + block):
            columns.add(column)
            rows = max(rows, int(row))
        tail = block[-24:]
    width = max(_place(column) for column in columns)
    if width * rows > MOST_CELLS:
        raise UnreadableError(path, f"a sheet of {rows:,} rows and {width:,} columns: delete the empty ones, or save it as CSV")


def _place(column: bytes) -> int:
    at = 0
    for letter in column:
        at = at * 26 + letter - 64
    return at
