"""Commands as processes of their own that are watched: what they write, where, and whether they would speak to anybody."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

HERE = Path(__file__).parent


@dataclass(frozen=True, slots=True)
class Watched:
    """A working directory, a home and a folder for temporary files, of which the last two shall stay empty."""

    root: Path

    @classmethod
    def made(cls, root: Path) -> Watched:
        for name in ("work", "home", "tmp"):
            (root / name).mkdir()
        return cls(root)

    @property
    def work(self) -> Path:
        return self.root / "work"

    def run(self, *arguments, program: tuple = ("-m", "ptnotelint"), **environment) -> subprocess.CompletedProcess:
        """Run a command to its end."""
        own = {"HOME": str(self.root / "home"), "TMPDIR": str(self.root / "tmp"), "XDG_CACHE_HOME": str(self.root / "home"),
               "WATCHED": str(self.root / "log"), "COLUMNS": "120", "PYTHONDONTWRITEBYTECODE": "1",
               "PYTHONPATH": os.pathsep.join([str(HERE / "watched"), str(HERE.parent)])}
        return subprocess.run([sys.executable, *program, *map(str, arguments)], cwd=self.work, env={**os.environ, **own, **environment},
                              text=True, capture_output=True, stdin=subprocess.DEVNULL, timeout=120)

    def sockets(self) -> list[str]:
        """Each attempt to speak to somebody."""
        return [line for line in self._log() if line.startswith("socket ")]

    def written(self) -> set[Path]:
        """Directories in which a file was opened for writing."""
        return {Path(line.removeprefix("write ")).parent for line in self._log() if line.startswith("write ")} - {Path("/dev")}

    def strays(self) -> list[str]:
        """What lies in home and among the temporary files."""
        return [str(path) for name in ("home", "tmp") for path in (self.root / name).rglob("*")]

    def _log(self) -> list[str]:
        log = self.root / "log"
        return log.read_text(errors="surrogateescape").splitlines() if log.exists() else []
