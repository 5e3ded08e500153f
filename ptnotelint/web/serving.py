"""Running the server: a socket of its own, the address that is opened once, and an end that finishes what is running."""

from __future__ import annotations

import asyncio
import os
import socket
import sys
import webbrowser

import uvicorn

from ptnotelint.errors import UsageError
from ptnotelint.web.app import make_app
from ptnotelint.web.crew import Crew, crew_size
from ptnotelint.web.door import Door
from ptnotelint.web.limits import Limits

BACKLOG = 2048


def serve(host: str, port: int, token: str | None, options: dict, *, open_browser: bool) -> None:
    """Serve the desk until it is asked to stop (SIGTERM, SIGINT); calls that are being worked on are answered first.

    Parameters
    ----------
    port : int
        0 takes a free one.
    token : str or None
        The lasting token; None makes one that opens the desk once.
    options : dict
        What :meth:`Linter.load` takes.
    """
    listening = _socket(host, port)
    port = listening.getsockname()[1]
    limits, door = Limits(), Door(token)
    as_json = {name: str(value) if isinstance(value, os.PathLike) else list(value) if isinstance(value, tuple) else value for name, value in options.items()}
    names = frozenset({"localhost", host.lower(), socket.gethostname().lower(), socket.getfqdn().lower()})
    app = make_app(Crew(as_json, limits, crew_size()), door, limits, names=names, port=port)
    shown = f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{port}/" + (f"open/{door.once}" if door.once else "enter")
    config = uvicorn.Config(app, log_config=None, access_log=False, server_header=False, timeout_graceful_shutdown=int(limits.call_seconds) + 5,
                            timeout_keep_alive=30, backlog=BACKLOG, ws="none", http="h11")
    server = _Announcing(config, address, open_browser)
    server.run(sockets=[listening])


class _Announcing(uvicorn.Server):
    """Says where the desk is once it can be opened."""

    def __init__(self, config: uvicorn.Config, address: str, open_browser: bool):
        super().__init__(config)
        self._address, self._open_browser = address, open_browser

    async def startup(self, sockets=None) -> None:
        await super().startup(sockets)
        print(f"The desk is at {self._address}", flush=True)
        print("Ctrl-C ends it.", file=sys.stderr)
        if self._open_browser:
            await asyncio.to_thread(webbrowser.open, self._address)


def _socket(host: str, port: int) -> socket.socket:
    try:
        family, _, _, _, address = socket.getaddrinfo(host, port, type=socket.SOCK_STREAM, flags=socket.AI_PASSIVE)[0]
        listening = socket.socket(family, socket.SOCK_STREAM)
        listening.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        listening.bind(address)
    except OSError as error:
        raise UsageError(f"--host {host} --port {port}: cannot listen there: {error.strerror or error}") from None
    return listening
