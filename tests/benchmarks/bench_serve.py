"""What the desk's server adds to a lint: the running server beside the bare linter, on one note, in one run."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import re
import secrets
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from ptnotelint.linter import Linter
from ptnotelint.note import Note

ROOT = Path(__file__).parent.parent.parent
WORDS = 300
CLIENTS = (1, 8, 64)
ADDED_AIM, SHARE_AIM = 3.0, 0.8  # milliseconds at one client; share of the bare linter's notes a second at more


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--notes", type=int, default=200, help="notes a round (default 200)")
    parser.add_argument("--rounds", type=int, default=5, help="rounds, each of bare linting and every number of clients (default 5)")
    options = parser.parse_args()
    record = record_of_words(WORDS)
    note, linter = Note.from_dict(record), Linter.load()
    print(f"one note of {len(record['text'].split())} words with {len(record['billed'])} codes, {options.rounds} rounds of {options.notes}")
    with tempfile.TemporaryDirectory() as folder:
        token = secrets.token_hex(32)
        file = Path(folder, "token")
        file.write_text(token, encoding="ascii")
        command = [sys.executable, "-m", "ptnotelint", "serve", "--no-browser", "--token-file", str(file)]
        server = subprocess.Popen(command, cwd=folder, env={**os.environ, "PYTHONPATH": str(ROOT)}, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(re.search(r":(\d+)/", server.stdout.readline())[1])
            measured(linter, note, request_of(record, port, token), port, options)
        finally:
            server.terminate()
            server.wait(60)


def measured(linter: Linter, note: Note, request: bytes, port: int, options) -> None:
    bare, served = [], {clients: [] for clients in CLIENTS}
    rates, errors = {clients: [] for clients in CLIENTS}, 0
    asyncio.run(load(request, port, 8, 60))  # every process has loaded, and knows the note's words
    for _ in range(20):
        linter.lint(note)
    for round_number in range(options.rounds):
        times = []
        for _ in range(options.notes):
            start = time.perf_counter()
            linter.lint(note)
            times.append(time.perf_counter() - start)
        bare += times
        for clients in CLIENTS:
            start = time.perf_counter()
            taken, wrong = asyncio.run(load(request, port, clients, options.notes))
            rates[clients].append(options.notes / (time.perf_counter() - start) * sum(times) / options.notes)
            served[clients] += taken
            errors += wrong
        print(f"  round {round_number + 1}: bare {1000 * statistics.median(times):6.2f} ms   "
              + "   ".join(f"{clients} clients {rates[clients][-1]:.2f} of bare throughput" for clients in CLIENTS))
    added = 1000 * (statistics.median(served[1]) - statistics.median(bare))
    print(f"one client: median {1000 * statistics.median(served[1]):.2f} ms, bare {1000 * statistics.median(bare):.2f} ms: "
          f"{added:.2f} ms more, aim at most {ADDED_AIM:g}: {'met' if added <= ADDED_AIM else 'missed'}")
    for clients in CLIENTS[1:]:
        share = statistics.median(rates[clients])
        slowest = 1000 * statistics.quantiles(served[clients], n=100)[98]
        print(f"{clients} clients: {share:.2f} of bare throughput (99th percentile {slowest:.0f} ms), aim at least {SHARE_AIM:g}: "
              f"{'met' if share >= SHARE_AIM else 'missed'}")
    print(f"errors: {errors}")


async def load(request: bytes, port: int, clients: int, count: int) -> tuple[list[float], int]:
    """Send a request `count` times from so many clients that each keep one connection; seconds of each, and answers that were not 200."""
    left, taken, wrong = [count], [], [0]

    async def client() -> None:
        reader, writer = await asyncio.open_connection("127.0.0.1", port)
        while left[0] > 0:
            left[0] -= 1
            start = time.perf_counter()
            writer.write(request)
            head = await reader.readuntil(b"\r\n\r\n")
            await reader.readexactly(int(re.search(rb"content-length: (\d+)", head)[1]))
            taken.append(time.perf_counter() - start)
            wrong[0] += b" 200 " not in head[:20]
        writer.close()

    await asyncio.gather(*(client() for _ in range(clients)))
    return taken, wrong[0]


def request_of(record: dict, port: int, token: str) -> bytes:
    body = json.dumps(record).encode()
    return (f"POST /api/lint HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\nAuthorization: Bearer {token}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {len(body)}\r\n\r\n").encode() + body


def record_of_words(count: int) -> dict:
    """The first lines of the objective part of ``tests/long_visit.json``, up to so many words."""
    record = json.loads((ROOT / "tests" / "long_visit.json").read_text(encoding="utf-8"))
    lines, words = [], 0
    for line in record["text"].split("OBJECTIVE\n")[1].splitlines():
        words += len(line.split())
        if words > count:
            break
        lines.append(line)
    return {**record, "text": "\n".join(lines), "billed": record["billed"][:3]}


if __name__ == "__main__":
    main()
