"""What went wrong with a call, as RFC 9457 problem details: never with a word of the note."""

from __future__ import annotations

import json

TITLES = {
    400: "Bad request", 401: "No access", 403: "Refused", 404: "Not found", 405: "Method not allowed", 408: "The body came too slowly",
    411: "Length required", 413: "Too large", 415: "Not a format that is read", 422: "Could not be read", 500: "Internal fault", 503: "Busy",
}


class Problem(Exception):
    """A call that cannot be answered; `detail` says what would mend it, `more` are further members of the object."""

    def __init__(self, status: int, detail: str, **more):
        self.status, self.detail, self.more = status, detail, more
        super().__init__(detail)


def problem_body(status: int, detail: str, **more) -> bytes:
    """The body of ``application/problem+json``.

    Examples
    --------
    >>> problem_body(413, "The limit is 10 MB.")
    b'{"type": "about:blank", "title": "Too large", "status": 413, "detail": "The limit is 10 MB."}'
    """
    return json.dumps({"type": "about:blank", "title": TITLES.get(status, "Error"), "status": status, "detail": detail, **more}).encode()
