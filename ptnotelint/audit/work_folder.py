"""The folder of a run while it works: private, locked while a run is in it, and its parts until the tables are made of them."""

from __future__ import annotations

import errno
import json
import os
import re
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from ptnotelint.audit.tables import TABLES, nested_rows
from ptnotelint.errors import UsageError
from ptnotelint.write.whole_file import WholeFile

if TYPE_CHECKING:
    import pyarrow

    from ptnotelint.audit.chunks import Part

try:
    import fcntl
except ImportError:  # Windows has no such locks; there nobody keeps two runs apart
    fcntl = None

MANIFEST, PARTS, LOCK = "manifest.json", "parts", ".lock"
FILES = (*(f"{name}.parquet" for name in TABLES), "report.xlsx", "report.html", MANIFEST)
PART_NAME = re.compile(r"(\d{9})-(\d{9})\.parquet\Z")


class WorkFolder:
    """A run's folder, made and locked; leaving the ``with`` statement unlocks it.

    Parameters
    ----------
    path : Path
        A new or empty folder, or one that an audit left.

    Raises
    ------
    UsageError
        When something else is there, or another run is in it.
    """

    def __init__(self, path: Path):
        self.path, self._parts = path, path / PARTS
        try:
            path.mkdir(mode=0o700, parents=True, exist_ok=True)
        except FileExistsError:
            raise UsageError(f"-o {path}: there is something there that is not a folder: choose another name") from None
        except OSError as error:
            raise _refusal(path, error) from None
        self._lock = _locked(path)
        try:
            others = {each.name for each in path.iterdir()} - {LOCK, PARTS}
            if MANIFEST not in others and any(not _draft(name) for name in others):
                raise UsageError(f"-o {path}: holds files that no audit left: choose a new or empty folder")
            path.chmod(0o700)
            for name in filter(_draft, others):
                (path / name).unlink()
        except BaseException:
            self.__exit__()
            raise

    def __enter__(self) -> WorkFolder:
        return self

    def __exit__(self, *error) -> None:
        (self.path / LOCK).unlink(missing_ok=True)
        os.close(self._lock)

    def manifest(self) -> dict | None:
        """The manifest of the run that was here before, or None."""
        path = self.path / MANIFEST
        try:
            found = json.loads(path.read_bytes())
        except FileNotFoundError:
            return None
        except ValueError:
            found = None
        if not isinstance(found, dict) or not {"schema_version", "tool", "inputs", "finished"} <= set(found):
            raise UsageError(f"{path}: not the manifest of an audit: restore it, choose another folder, or start anew with --fresh")
        return found

    def write_manifest(self, manifest: dict) -> None:
        with WholeFile(self.path / MANIFEST) as file:
            file.write(json.dumps(manifest, indent=2, ensure_ascii=False) + "\n")

    def begin(self, manifest: dict) -> None:
        """Begin a run anew; killed in the middle, the folder holds a whole run or none, never the parts of another."""
        self.remove_parts()
        self.write_manifest(manifest)
        for name in FILES:
            if name != MANIFEST:
                (self.path / name).unlink(missing_ok=True)

    def parts(self) -> dict[int, Path]:
        """The parts that are there, by their first ordinal, in order."""
        found = {int(match[1]): path for path in self._parts.glob("*.parquet") if (match := PART_NAME.match(path.name))}
        return dict(sorted(found.items()))

    def remove_damaged(self) -> int:
        """Throw away the parts of an earlier go that do not hold what they held: their notes are linted again.

        Returns
        -------
        int
            Findings in those that are kept.
        """
        import pyarrow.parquet

        findings = 0
        for first, path in self.parts().items():
            try:
                part = pyarrow.parquet.read_table(path, memory_map=False, page_checksum_verification=True)
                ordinals, found = part["ordinal"].to_pylist(), len(nested_rows(part, "findings"))
            except (OSError, ValueError):  # pyarrow's errors are these
                ordinals = []
            if ordinals == list(range(first, 1 + int(PART_NAME.match(path.name)[2]))):
                findings += found
            else:
                path.unlink()
        return findings

    def keep(self, part: Part) -> None:
        """Add a part: it appears whole, named by the ordinals that are in it."""
        self._parts.mkdir(mode=0o700, exist_ok=True)
        with WholeFile(self._parts / f"{part.first:09}-{part.first + part.notes - 1:09}.parquet", binary=True) as file:
            file.write(part.content)

    def remove_parts(self) -> None:
        if self._parts.exists():
            shutil.rmtree(self._parts)

    def read_parts(self, columns: list[str] | None = None) -> Iterator[pyarrow.Table]:
        """Every part in input order, one in memory at a time."""
        import pyarrow.parquet

        for path in self.parts().values():
            yield pyarrow.parquet.read_table(path, columns=columns, memory_map=False)


def _draft(name: str) -> bool:
    """Whether a file is what an ended process left half-written under a name of ours."""
    return any(name.startswith(f".{known}.") for known in FILES)


def _refusal(folder: Path, error: OSError) -> Exception:
    """A folder that may not be written to is the wrong folder; a disk that is full is another matter."""
    if isinstance(error, (PermissionError, NotADirectoryError)) or error.errno == errno.EROFS:
        return UsageError(f"-o {folder}: cannot be written to ({error.strerror}): choose another folder")
    return error


def _locked(folder: Path) -> int:
    """An open lock, which the system lets go of when this process ends, however it ends."""
    while True:
        try:
            handle = os.open(folder / LOCK, os.O_RDWR | os.O_CREAT, 0o600)
        except OSError as error:
            raise _refusal(folder, error) from None
        if fcntl is None:
            return handle
        try:
            fcntl.flock(handle, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            os.close(handle)
            raise UsageError(f"-o {folder}: another audit is running into it: wait for it, or choose another folder") from None
        try:
            if os.path.samestat(os.fstat(handle), os.stat(folder / LOCK)):
                return handle
        except FileNotFoundError:
            pass
        os.close(handle)  # whoever had it took the file away in between
