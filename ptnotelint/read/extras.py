"""Libraries that not every installation has: imported when a file asks for them, named with the remedy where they are not."""

from __future__ import annotations

import importlib
from types import ModuleType

from ptnotelint.errors import UnreadableError


def library(name: str, path: str, extra: str = "documents") -> ModuleType:
    """Import the library that reads a file.

    Raises
    ------
    UnreadableError
        When it is not installed.

    Examples
    --------
    >>> library("no_such_library", "scan.pdf")
    Traceback (most recent call last):
    ...
    ptnotelint.errors.UnreadableError: scan.pdf: reading it takes no_such_library: pip install 'ptnotelint[documents]'
    """
    try:
        return importlib.import_module(name)
    except ModuleNotFoundError as error:
        raise UnreadableError(path, f"reading it takes {(error.name or name).partition('.')[0]}: pip install 'ptnotelint[{extra}]'") from None
