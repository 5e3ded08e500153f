"""What every call passes: host, origin and session are checked, answers are sealed, and a fault is told by its place alone."""

from __future__ import annotations

import sys

from starlette.requests import Request
from starlette.responses import Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

from ptnotelint.errors import place_of
from ptnotelint.web.door import Door, right_host, right_origin
from ptnotelint.web.problems import TITLES, Problem, problem_body
from ptnotelint.web.studio import render

OPEN = ("/static/", "/open/")  # needs no session; the page to enter a token, health and the description do not either
OPEN_PAGES = ("/enter", "/api/health", "/api/openapi.json")
SEALS = {
    "cache-control": "no-store",
    "content-security-policy": "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; "
                               "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    # not no-referrer: browsers then send a form's Origin as null
    "referrer-policy": "same-origin",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "permissions-policy": "camera=(), microphone=(), geolocation=()",
}


class Guard:
    """Middleware around the whole application.

    Parameters
    ----------
    door : Door
    names : frozenset of str
        Host names, beside addresses, that this server answers to.
    cookie : str
        Name of the session's cookie; it has the port in it, for cookies do not keep to one.
    """

    def __init__(self, app: ASGIApp, door: Door, names: frozenset[str], cookie: str):
        self._app, self._door, self._names, self._cookie = app, door, names, cookie

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != "http":
            await self._app(scope, receive, send)
            return
        started = False

        async def sealed(message: Message) -> None:
            nonlocal started
            if message["type"] == "http.response.start":
                started = True
                kept = [(name, value) for name, value in message["headers"] if name.decode().lower() not in SEALS]
                message["headers"] = kept + [(name.encode(), value.encode()) for name, value in SEALS.items()]
            await send(message)

        request = Request(scope, receive)
        try:
            self._check(request)
            await self._app(scope, receive, sealed)
        except Problem as problem:
            await problem_response(request, problem, at_desk=self._door.lasting is not None)(scope, receive, sealed)
        except Exception as error:
            # never the message, which may quote a note
            print(f"ptnotelint: internal fault: {place_of(error)}", file=sys.stderr)
            if not started:
                problem = Problem(500, f"A fault of this program ({place_of(error)}). Please report this place, without the note.")
                await problem_response(request, problem)(scope, receive, sealed)

    def _check(self, request: Request) -> None:
        headers = {name: request.headers.get(name) for name in ("host", "origin", "sec-fetch-site") if name in request.headers}
        if not right_host(headers.get("host", ""), self._names):
            raise Problem(403, "This name is not one that the desk answers to. Use the address that ptnotelint serve printed.")
        reads_only = request.method in ("GET", "HEAD") and not request.url.path.startswith("/api/")
        if not reads_only and not right_origin(headers):
            raise Problem(403, "The call was made by a page of another site.")
        path = request.url.path
        if path in OPEN_PAGES or path.startswith(OPEN):
            return
        if self._door.knows(request.cookies.get(self._cookie)) or self._door.may_call(request.headers.get("authorization", "")):
            return
        raise Problem(401, "Open the address that ptnotelint serve printed; it works once. Programs send the token of --token-file: "
                           "Authorization: Bearer TOKEN.")


def problem_response(request: Request, problem: Problem, at_desk: bool = False) -> Response:
    """A problem as people read it where a browser asked for a page, else as problem details."""
    headers = {"www-authenticate": 'Bearer realm="ptnotelint"'} if problem.status == 401 else {"retry-after": "5"} if problem.status == 503 else {}
    wants_page = "text/html" in request.headers.get("accept", "") and "hx-request" not in request.headers and not request.url.path.startswith("/api/")
    if wants_page:
        html = render("problem.html", status=problem.status, title=TITLES.get(problem.status, "Error"), detail=problem.detail, at_desk=at_desk)
        return Response(html, problem.status, headers, "text/html")
    return Response(problem_body(problem.status, problem.detail, **problem.more), problem.status, headers, "application/problem+json")
