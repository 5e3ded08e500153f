"""The linter in a process of our own: spaCy without its command line, which a cold start would otherwise spend a quarter of its time on."""

from __future__ import annotations

import gc
import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from ptnotelint.linter import Linter

COMMANDS = "spacy.cli"


def start_linter(options: dict) -> Linter:
    """The linter of :meth:`Linter.load`, loaded without Python looking for garbage meanwhile.

    What loading makes stays, and going through it again and again is a seventh of a cold start. Only for a process that is ours.
    """
    gc.disable()
    try:
        if "ptnotelint.linter" not in sys.modules:
            start_spacy()
        from ptnotelint.linter import Linter

        return Linter.load(**options)
    finally:
        gc.freeze()
        gc.enable()


def start_spacy() -> None:
    """Import spaCy for a program of our own, without the commands that ``import spacy`` brings along.

    They load typer, requests and a project tool (0.23 of 0.69 s where it was measured), and nothing here calls them.
    Only for a process that is ours: ``spacy.cli`` is not there afterwards until somebody imports it.

    Examples
    --------
    >>> start_spacy()
    >>> import spacy.cli.info
    >>> spacy.blank("en").lang
    'en'
    """
    if "spacy" in sys.modules or COMMANDS in sys.modules:
        return
    commands, info = ModuleType(COMMANDS), ModuleType(f"{COMMANDS}.info")
    commands.__path__ = []
    info.info = _info
    stand_ins = {COMMANDS: commands, f"{COMMANDS}.info": info}
    sys.modules.update(stand_ins)
    try:
        import spacy
    finally:
        for name in stand_ins:
            del sys.modules[name]
    if getattr(spacy, "cli", None) is commands:
        del spacy.cli


def _info(*arguments, **options):
    """``spacy.info``, which still answers."""
    from spacy.cli.info import info

    return info(*arguments, **options)
