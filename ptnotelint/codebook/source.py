"""One TOML file of the codebook: its table, and where in it a key or value stands."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

from ptnotelint.errors import UsageError

LONGEST_PROBLEM = 400  # characters
# A place in a file: table names, indexes into arrays of tables, and a key last.
Place = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Source:
    """A parsed file that can name the line of what is wrong in it.

    Examples
    --------
    >>> Source("x.toml", 'code = "97012"\\n[elements.force]\\nlabel = 1\\n', {}).line(("elements", "force", "label"))
    3
    """

    path: str
    text: str
    table: dict

    @classmethod
    def read(cls, path: Path) -> Source:
        """Read and parse a file; what hinders it is a :class:`UsageError` that names the line."""
        try:
            # Through bytes, so that CRLF files keep their line numbers and bad bytes are ours to name.
            text = path.read_bytes().decode("utf-8-sig").replace("\r\n", "\n")
            return cls(str(path), text, tomllib.loads(text))
        except UnicodeDecodeError as error:
            line = error.object.count(b"\n", 0, error.start) + 1
            raise UsageError(f"{path}:{line}: not UTF-8: save the file as UTF-8") from None
        except RecursionError:
            raise UsageError(f"{path}: nested too deep: no file of rules or settings is like that") from None
        except tomllib.TOMLDecodeError as error:
            at_line = re.search(r"at line (\d+)", str(error))
            line = int(at_line[1]) if at_line else text.rstrip("\n").count("\n") + 1
            what = re.sub(r"\s*\(at [^)]*\)\Z", "", str(error))
            raise UsageError(f"{path}:{line}: not valid TOML: {what}") from None
        except ValueError:  # of int(), not of TOML
            raise UsageError(f"{path}: not valid TOML: a number has too many digits") from None
        except OSError as error:
            raise UsageError(f"{path}: cannot be read: {error.strerror}") from None

    def line(self, place: Place, value: object = None) -> int:
        """Line of the key at `place` or, with a `value`, of that value after the key."""
        lines, at = self.text.split("\n"), 0
        *tables, key = place
        for header, skip in _headers(tables):
            found = [i for i in range(at, len(lines)) if header.match(lines[i])]
            if len(found) > skip:
                at = found[skip]
        # A key may also stand as a header of its own: [shares], [[examples]], [elements.force].
        name = rf'"?{re.escape(str(key))}"?\s*'
        own = re.compile(rf"\s*(?:\[+[^\]]*(?<![\w-]){name}\]+|{name}[=.])")
        at = next((i for i in range(at, len(lines)) if own.match(lines[i])), at)
        if isinstance(value, str):
            quoted = (f'"{value}"', f"'{value}'")
            at = next((i for i in range(at, len(lines)) if any(q in lines[i] for q in quoted)), at)
        return at + 1

    def fail(self, place: Place, problem: str, allowed: Iterable[str] = (), value: object = None) -> NoReturn:
        """Raise the :class:`UsageError` that names file, line, problem and the allowed words."""
        allowed = list(allowed)
        remedy = f" (allowed: {', '.join(allowed)})" if allowed else ""
        raise UsageError(f"{self.path}:{self.line(place, value)}: {shown(problem)}{remedy}")


def shown(problem: str) -> str:
    """A problem that quotes a file, as any output can hold it: one line, of printable characters, not without end.

    Examples
    --------
    >>> shown('unknown key "a\\nb"')
    'unknown key "a\ufffdb"'
    """
    printable = "".join(letter if letter.isprintable() else "\N{REPLACEMENT CHARACTER}" for letter in problem[:LONGEST_PROBLEM])
    return printable if len(problem) <= LONGEST_PROBLEM else printable + " …"


def _headers(tables: list[str | int]) -> list[tuple[re.Pattern, int]]:
    """Header patterns on the way to a table, each with how many of its kind to skip."""
    steps, names = [], []
    for part in tables:
        if isinstance(part, int):
            steps[-1] = (steps[-1][0], part)
            continue
        names.append(rf'"?{re.escape(part)}"?')
        dotted = r"\s*\.\s*".join(names)
        steps.append((re.compile(rf"\s*\[+\s*{dotted}\s*\]+"), 0))
    return steps
