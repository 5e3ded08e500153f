"""Many notes: an export in, four tables and the reports made of them out. Stands on the linter.

The module can be called: ``ptnotelint.audit(frame)`` is :func:`ptnotelint.audit.frames.audit`.
"""

from __future__ import annotations

import sys
from importlib import import_module
from types import ModuleType


class _Room(ModuleType):
    """This module, which shares its name with the function that the package promises."""

    def __call__(self, frame, **options):
        from ptnotelint.audit.frames import audit

        return audit(frame, **options)

    def __reduce__(self):
        return import_module, (self.__name__,)  # Dask and Spark send functions that name it


sys.modules[__name__].__class__ = _Room
