"""Who may come in: a token that opens the desk once, or one from a file that opens it as often as it is shown."""

from __future__ import annotations

import hmac
import secrets
from collections import OrderedDict
from ipaddress import ip_address
from urllib.parse import urlsplit

SESSIONS_AT_MOST = 10_000


class Door:
    """Tokens and sessions of one server; nothing of them is kept when it ends.

    Examples
    --------
    >>> door = Door()
    >>> session = door.enter(door.once)
    >>> door.knows(session), door.once
    (True, None)
    """

    def __init__(self, lasting: str | None = None):
        self.lasting = lasting
        self.once = None if lasting else secrets.token_urlsafe(32)
        self._sessions: OrderedDict[str, None] = OrderedDict()

    def enter(self, token: str) -> str | None:
        """A new session for a right token, which ends its use where it is good for one; None for a wrong one."""
        if not _same(token, self.lasting or self.once):
            return None
        self.once = None
        session = secrets.token_urlsafe(32)
        self._sessions[session] = None
        if len(self._sessions) > SESSIONS_AT_MOST:
            self._sessions.popitem(last=False)
        return session

    def knows(self, session: str | None) -> bool:
        """Whether a browser's cookie is of a session that was begun here."""
        return session in self._sessions

    def may_call(self, authorization: str) -> bool:
        """Whether a program shows the lasting token: ``Authorization: Bearer …``."""
        scheme, _, token = authorization.partition(" ")
        return scheme.lower() == "bearer" and _same(token.strip(), self.lasting)


def _same(given: str, wanted: str | None) -> bool:
    return wanted is not None and hmac.compare_digest(given.encode("utf-8", "replace"), wanted.encode())


def right_host(header: str, names: frozenset[str]) -> bool:
    """Whether a Host header names this server: by a name it was given, or by address, which no foreign name server can lend.

    Examples
    --------
    >>> right_host("127.0.0.1:8000", frozenset({"localhost"})), right_host("evil.example:8000", frozenset({"localhost"}))
    (True, False)
    """
    try:
        name = urlsplit(f"//{header}").hostname or ""
    except ValueError:
        return False
    if name in names:
        return True
    try:
        ip_address(name)
    except ValueError:
        return False
    return True


def right_origin(headers: dict[str, str]) -> bool:
    """Whether a call that changes or reads something was made by this server's own page, or by no page at all.

    Examples
    --------
    >>> right_origin({"host": "127.0.0.1:80", "origin": "https://evil.example"}), right_origin({"host": "127.0.0.1:80"})
    (False, True)
    """
    if headers.get("sec-fetch-site", "same-origin") not in ("same-origin", "none"):
        return False
    origin = headers.get("origin")
    return origin is None or origin in (f"http://{headers.get('host')}", f"https://{headers.get('host')}")
