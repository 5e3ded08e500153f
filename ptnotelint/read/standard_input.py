"""Standard input, looked at before it is read: by how it begins it is a note, note records, or what another system writes."""

from __future__ import annotations

import codecs
from typing import BinaryIO

from ptnotelint.read.forms import HEAD, form_of
from ptnotelint.read.jsonl import is_record


class StandardInput:
    """A stream that can be looked at once it has begun, and is then read from its beginning.

    Note records come a line at a time, for whoever writes them may wait for the answer: of them no more than a line is looked at.

    Examples
    --------
    >>> import io
    >>> stdin = StandardInput(io.BytesIO(b"ISA*00*"))
    >>> stdin.form(1000), stdin.read()
    ('x12', b'ISA*00*')
    """

    def __init__(self, file: BinaryIO):
        self._file, self._head, self._form = file, b"", None

    def form(self, limit: int) -> str:
        """``jsonl`` where the first line that is not blank is a note record, else as :func:`~ptnotelint.read.forms.form_of` has it.

        Parameters
        ----------
        limit : int
            Bytes of a line, or of blank lines, beyond which no more is looked at.
        """
        if self._form is None:
            while len(self._head) <= limit and (line := self._file.readline(limit + 1)):
                self._head += line
                if self._head.removeprefix(codecs.BOM_UTF8).strip():
                    break
            if is_record(self._head):
                self._form = "jsonl"
            else:
                self._head += self._file.read(max(HEAD - len(self._head), 0))
                self._form = form_of("-", self._head[:HEAD])
        return self._form

    def head(self) -> bytes:
        """What was looked at and not read yet."""
        return self._head

    def readline(self, size: int = -1) -> bytes:
        end = self._head.find(b"\n") + 1 or len(self._head)
        line = self._taken(end if size < 0 else min(end, size))
        if line.endswith(b"\n") or len(line) == size:
            return line
        return line + self._file.readline(size - len(line) if size >= 0 else -1)

    def read(self, size: int = -1) -> bytes:
        taken = self._taken(len(self._head) if size < 0 else size)
        return taken if len(taken) == size else taken + self._file.read(size - len(taken) if size >= 0 else -1)

    def _taken(self, size: int) -> bytes:
        taken, self._head = self._head[:size], self._head[size:]
        return taken
