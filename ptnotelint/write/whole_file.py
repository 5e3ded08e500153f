"""Files that appear whole or not at all, and that their owner alone can read."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import BinaryIO


@contextmanager
def whole_file(path: Path) -> Iterator[BinaryIO]:
    """A binary file beside its place under another name, moved there when the block ends without an error.

    Examples
    --------
    >>> import tempfile
    >>> place = Path(tempfile.mkdtemp()) / "report.txt"
    >>> with whole_file(place) as file:
    ...     _ = file.write(b"whole")
    >>> place.read_bytes(), oct(place.stat().st_mode & 0o777)
    (b'whole', '0o600')
    """
    path = Path(os.path.realpath(path))
    handle, draft = tempfile.mkstemp(prefix=f".{path.name}.", dir=path.parent)
    try:
        with os.fdopen(handle, "w+b") as file:
            yield file
            file.flush()
            os.fsync(file.fileno())
        os.replace(draft, path)
    except BaseException:
        os.unlink(draft)
        raise
