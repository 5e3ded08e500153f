"""What can go wrong, in words that name the place and the remedy and never the note's text."""

from __future__ import annotations

import os


class PtnotelintError(Exception):
    """Base of every error that is the user's to mend; its text is the whole message."""


class UsageError(PtnotelintError):
    """Wrong usage, configuration or rule file: nothing was linted (exit status 2)."""


class UnreadableError(PtnotelintError):
    """One input could not be read; the others go on (exit status 3).

    Parameters
    ----------
    path : str
        File (``-`` for standard input) that holds the input.
    reason : str
        What is wrong and what would mend it, without any of the note's words.
    line : int or None
        Line in that file, from 1, where a line can be named.

    Examples
    --------
    >>> str(UnreadableError("notes.jsonl", "not JSON: mend the line or leave it out", 3))
    'notes.jsonl:3: not JSON: mend the line or leave it out'
    """

    def __init__(self, path: str, reason: str, line: int | None = None):
        self.path, self.reason, self.line = path, reason, line
        place = path if line is None else f"{path}:{line}"
        super().__init__(f"{place}: {reason}")


class ChangedError(PtnotelintError):
    """An input is not what it was a moment ago, so that what was read of it does not belong together (exit status 2).

    Examples
    --------
    >>> str(ChangedError("notes.csv"))
    'notes.csv changed while it was read: run the same command again, when nobody writes to it'
    """

    def __init__(self, path: str):
        super().__init__(f"{path} changed while it was read: run the same command again, when nobody writes to it")


def place_of(error: BaseException) -> str:
    """The kind of a fault and the line it came from; not its message, which may quote a note.

    Examples
    --------
    >>> try:
    ...     int("SLR 3x10")
    ... except ValueError as error:
    ...     place_of(error).split(",")[0].split(" in ")[0]
    'ValueError'
    """
    where = error.__traceback__
    while where is not None and where.tb_next is not None:
        where = where.tb_next
    return type(error).__name__ + (f" in {os.path.basename(where.tb_frame.f_code.co_filename)}, line {where.tb_lineno}" if where else "")
