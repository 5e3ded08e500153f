"""A working process: calls come in on standard input, answers go out on standard output, until it is closed.

Started by :class:`ptnotelint.web.crew.Crew`; everything that takes time happens here.
"""

from __future__ import annotations

import json
import os
import signal
import sys
from collections.abc import Callable, Iterator

from ptnotelint.codebook import Codebook
from ptnotelint.errors import place_of
from ptnotelint.starting import start_linter
from ptnotelint.web import batch, desk, programs, rulebook
from ptnotelint.web.frames import packed, read_frame
from ptnotelint.web.problems import Problem, problem_body
from ptnotelint.web.studio import Studio

# kind of call -> what answers it: head and body to one or several (head, body)
CALLS: dict[str, Callable[[Studio, dict, bytes], Iterator[tuple[dict, bytes]]]] = {
    "desk": desk.answer, "lint": programs.lint, "codes": programs.codes, "rules": programs.rules,
    "rulebook": rulebook.answer, "upload": batch.upload,
}


def main() -> None:
    """Load the linter, say that it is ready, and answer calls until standard input is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the server's to heed
    calls = sys.stdin.buffer
    answers = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what any library prints must not get between the answers
    options = json.loads(sys.argv[1])
    studio = Studio(start_linter(options), Codebook.load(options.get("codebook")), options)
    answers.write(packed({"ready": True}))
    answers.flush()
    while (frame := read_frame(calls)) is not None:
        for head, body in answered(studio, *frame):
            answers.write(packed(head, body))
            answers.flush()


def answered(studio: Studio, head: dict, body: bytes) -> Iterator[tuple[dict, bytes]]:
    """The answers to one call; a fault is answered too, by its place alone, for its message may quote the note."""
    try:
        yield from CALLS[head["kind"]](studio, head, body)
    except Problem as problem:
        yield {"status": problem.status, "type": "application/problem+json"}, problem_body(problem.status, problem.detail, **problem.more)
    except Exception as error:
        detail = f"A fault of this program ({place_of(error)}). Please report this place, without the note."
        yield {"status": 500, "type": "application/problem+json"}, problem_body(500, detail)


if __name__ == "__main__":
    main()
