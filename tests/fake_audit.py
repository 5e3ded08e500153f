"""``python tests/fake_audit.py audit …``: the command with the fake linter, in its worker processes too.

A worker that is started anew runs this file's top level, and so has the fake as well.
"""

from __future__ import annotations

import sys
from pathlib import Path

sys.path[:0] = [str(Path(__file__).parent), str(Path(__file__).parent.parent)]

import fake_linter  # noqa: E402

if __name__ in ("__main__", "__mp_main__"):  # a worker's name; whoever collects tests imports this file too
    sys.modules["ptnotelint.linter"] = fake_linter

if __name__ == "__main__":
    from ptnotelint.cli import main

    main(sys.argv[1:], prog_name="ptnotelint")
