"""`ptnotelint serve` as a process of its own, for tests; and the browser that opens it."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parent.parent
TOKEN = "a-token-that-only-these-tests-show-7f2c"
CHROMIUM = next((found for name in ("chromium", "chromium-browser", "google-chrome") if (found := shutil.which(name))), None)
# A test must reach no network, and a container has no sandbox to offer.
CHROMIUM_ARGUMENTS = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                      "--disable-component-update", "--disable-sync"]


@dataclass(frozen=True, slots=True)
class Running:
    """A server: the address that it printed, its root, its process, and the folder that it must leave empty."""

    address: str
    base: str
    process: subprocess.Popen
    folder: Path

    @property
    def port(self) -> int:
        return int(self.base.rpartition(":")[2])


@contextmanager
def running(folder: Path, *arguments: str) -> Iterator[Running]:
    """Start a server whose working and temporary directories are `folder`, and end it."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "TMPDIR": str(folder), "PYTHONDONTWRITEBYTECODE": "1"}
    command = [sys.executable, "-m", "ptnotelint", "serve", "--no-browser", *arguments]
    process = subprocess.Popen(command, cwd=folder, env=environment, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
    try:
        line = process.stdout.readline()
        address = re.search(r"http://\S+", line)
        assert address, line + process.stderr.read()
        yield Running(address[0], re.match(r"http://[^/]+", address[0])[0], process, folder)
    finally:
        process.terminate()
        process.wait(60)
        process.stdout.close()
        process.stderr.close()


def token_file(folder: Path) -> Path:
    """A file with the lasting token of the tests."""
    file = folder / "token.txt"
    file.write_text(TOKEN + "\n", encoding="ascii")
    return file
