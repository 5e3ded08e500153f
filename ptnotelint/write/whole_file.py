"""A file that appears whole or not at all, and that its owner alone may read."""

from __future__ import annotations

import os
import tempfile
from contextlib import suppress
from pathlib import Path


class WholeFile:
    """A file written beside its place under another name, and moved there when complete.

    Parameters
    ----------
    path : Path
        Where it shall be; the draft's name there begins with a dot and the same name.
    binary : bool
        For bytes; else text in UTF-8, its line ends as given.
    kept_mode : bool
        A file that is there already, and that several people keep, stays readable by those who could read it.

    Examples
    --------
    >>> folder = tempfile.TemporaryDirectory()
    >>> with WholeFile(Path(folder.name, "a.txt")) as file:
    ...     file.write("whole")
    ...     os.listdir(folder.name) == ["a.txt"]
    False
    >>> os.listdir(folder.name)
    ['a.txt']
    >>> folder.cleanup()
    """

    def __init__(self, path: Path, binary: bool = False, kept_mode: bool = False):
        self.path = Path(os.path.realpath(path))
        try:
            handle, self._draft = tempfile.mkstemp(prefix=f".{self.path.name}.", dir=self.path.parent)
        except OSError as error:
            raise OSError(error.errno, error.strerror, str(path)) from None  # by the name that people know
        if kept_mode and self.path.exists():
            os.chmod(self._draft, self.path.stat().st_mode & 0o777)
        self.stream = os.fdopen(handle, "wb") if binary else os.fdopen(handle, "w", encoding="utf-8", newline="")

    def write(self, content: str | bytes) -> None:
        self.stream.write(content)

    def keep(self) -> None:
        """Move the finished file into its place."""
        self.stream.flush()
        os.fsync(self.stream.fileno())
        self.stream.close()
        os.replace(self._draft, self.path)
        self._draft = None

    def discard(self) -> None:
        """Leave nothing behind, when :meth:`keep` was not reached."""
        with suppress(OSError):  # a full disk refuses what is still to be flushed, and it is thrown away
            self.stream.close()
        if self._draft:
            with suppress(FileNotFoundError):  # its folder went away
                os.unlink(self._draft)

    def __enter__(self) -> WholeFile:
        return self

    def __exit__(self, kind, error, traceback) -> None:
        try:
            if kind is None:
                self.keep()
        finally:
            self.discard()
