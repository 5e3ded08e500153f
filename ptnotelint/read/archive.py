"""Zip archives of notes, read member by member without unpacking anything to disk."""

from __future__ import annotations

import io
import stat
import zipfile
from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from typing import BinaryIO

from ptnotelint.errors import UnreadableError
from ptnotelint.read.file_names import shown_path
from ptnotelint.read.packages import FAULTS, open_package

WHOLE = 100_000_000  # bytes of a member that its reader wants to go about in, and that is therefore held
ENCRYPTED = 1


def read_archive(file: BinaryIO, path: str, wanted: Callable[[str], bool], read: Callable[[BinaryIO, str, str], Iterator],
                 passed_over: Callable[[list[str]], None] = lambda names: None) -> Iterator:
    """Read the files of an archive in the order of their names.

    Parameters
    ----------
    wanted : callable
        Tells of a name whether such files are read; the others are passed over, as in a directory.
    read : callable
        Takes the open member, its path for people and its name, and yields what is in it.
    passed_over : callable
        Takes the names of the files that are not wanted, where there are any.
    """
    with open_package(file, path) as package:
        members = sorted((each for each in package.infolist() if not each.is_dir()), key=lambda each: each.filename.split("/"))
        members = [each for each in members if not _hidden(each.filename)]
        found, others = False, []
        for member in members:
            shown = f"{path}/{shown_path(member.filename)}"
            if not wanted(member.filename) and not member.filename.lower().endswith(".zip"):
                others.append(member.filename)
                continue
            found = True
            if fault := _fault(member):
                yield UnreadableError(shown, fault)
                continue
            try:
                with package.open(member) as opened:
                    content = opened if member.file_size > WHOLE else io.BytesIO(opened.read())
                    yield from read(content, shown, member.filename)
            except FAULTS:
                yield UnreadableError(shown, "a damaged file in the archive: pack it again")
    if others:
        passed_over(others)
    if not found:
        yield UnreadableError(path, "no notes in this archive")


def _fault(member: zipfile.ZipInfo) -> str | None:
    name = member.filename
    if ".." in PurePosixPath(name.replace("\\", "/")).parts or name.startswith(("/", "\\")) or name[1:2] == ":":
        return "a path that leads out of the archive: pack it again"
    if member.flag_bits & ENCRYPTED:
        return "behind a password: unpack it and give the files"
    if stat.S_ISLNK(member.external_attr >> 16):
        return "a link, not a file: pack the file itself"
    if name.lower().endswith(".zip"):
        return "an archive in an archive: unpack it and give the files"
    return None


def _hidden(name: str) -> bool:
    return any(part.startswith(".") and part != ".." or part == "__MACOSX" for part in name.replace("\\", "/").split("/"))
