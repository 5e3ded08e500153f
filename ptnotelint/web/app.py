"""The server's pages and answers: which address asks what of whom. It moves bytes; the crew does the work."""

from __future__ import annotations

import asyncio
from contextlib import asynccontextmanager
from urllib.parse import parse_qs

from starlette.applications import Starlette
from starlette.exceptions import HTTPException
from starlette.middleware import Middleware
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from ptnotelint import __version__
from ptnotelint.web import uploads
from ptnotelint.web.crew import Crew
from ptnotelint.web.door import Door
from ptnotelint.web.guard import Guard, problem_response
from ptnotelint.web.handling import Server, answered, body_of, server_of, session_of
from ptnotelint.web.limits import Limits
from ptnotelint.web.openapi import description
from ptnotelint.web.problems import Problem
from ptnotelint.web.studio import STATIC


def make_app(crew: Crew, door: Door, limits: Limits, *, names: frozenset[str] = frozenset({"localhost"}), port: int = 0) -> Starlette:
    """The application.

    Parameters
    ----------
    names : frozenset of str
        Host names that it answers to, beside addresses.
    port : int
        Where it listens; the cookie is named after it.
    """
    server = Server(crew, door, limits, f"ptnotelint-{port}")

    @asynccontextmanager
    async def lifespan(app):
        crew.start()
        yield
        for task in server.tasks:  # uploads: nobody could fetch them any more
            task.cancel()
        await asyncio.gather(*server.tasks, return_exceptions=True)
        await crew.stop()

    app = Starlette(
        routes=_routes(), lifespan=lifespan, middleware=[Middleware(Guard, door=door, names=names, cookie=server.cookie)],
        exception_handlers={HTTPException: _as_problem, Problem: lambda request, problem: problem_response(request, problem, door.lasting is not None)})
    app.state.server = server
    return app


def _routes() -> list:
    return [
        Route("/", desk, methods=["GET", "POST"]), Route("/example", example), Route("/open/{token}", opened), Route("/enter", entered, methods=["GET", "POST"]),
        Route("/rules", rules_page), Route("/rules/{name:path}", rule_page),
        Route("/notes", uploads.uploads, methods=["GET", "POST"]), Route("/notes/{name}", uploads.upload), Route("/notes/{name}/progress", uploads.progress),
        Route("/notes/{name}/report.xlsx", uploads.workbook), Route("/notes/{name}/{place:int}", uploads.note),
        Route("/api/lint", lint, methods=["POST"]), Route("/api/codes", codes), Route("/api/rules", rules), Route("/api/health", health),
        Route("/api/openapi.json", openapi), Mount("/static", StaticFiles(directory=STATIC)),
    ]


async def desk(request: Request) -> Response:
    """The desk; with POST, its form's answer."""
    if request.method != "POST":
        return await answered(request, {"kind": "desk", "what": "empty"})
    body = await body_of(request, server_of(request).limits.body)
    kept = _kept(request, body)
    return await answered(request, {"kind": "desk", "what": "form", "base": len(kept), "part": "hx-request" in request.headers}, kept + body)


async def example(request: Request) -> Response:
    """The worked example at the desk."""
    return await answered(request, {"kind": "desk", "what": "example"})


async def opened(request: Request) -> Response:
    """The address that is opened once: a session for its token."""
    return _begin(request, request.path_params["token"])


async def entered(request: Request) -> Response:
    """The form for the lasting token of ``--token-file``."""
    if request.method != "POST":
        raise Problem(401, "Enter the token of this desk.")
    fields = parse_qs((await body_of(request, 10_000)).decode("utf-8", "replace"))
    return _begin(request, fields.get("token", [""])[0].strip())


def _begin(request: Request, token: str) -> Response:
    server = server_of(request)
    session = server.door.enter(token)
    if session is None:
        raise Problem(401, "This is not the token, or it was used: start ptnotelint serve again for a new one.")
    answer = RedirectResponse("/", 303)
    answer.set_cookie(server.cookie, session, httponly=True, samesite="strict", path="/")
    return answer


async def rules_page(request: Request) -> Response:
    """Every code and rule, filtered by ``q``."""
    return await answered(request, {"kind": "rulebook", "query": request.query_params.get("q", "")[:200], "part": "hx-request" in request.headers})


async def rule_page(request: Request) -> Response:
    """The page of one code, element or rule."""
    return await answered(request, {"kind": "rulebook", "name": request.path_params["name"][:200]})


async def lint(request: Request) -> Response:
    """``POST /api/lint``: note records in, the report out."""
    media = request.headers.get("content-type", "").partition(";")[0].strip().lower()
    if media not in ("application/json", "application/x-ndjson"):
        raise Problem(415, "Send note records as application/json, or a record a line as application/x-ndjson.")
    limits = server_of(request).limits
    return await answered(request, {"kind": "lint", "notes": limits.notes}, await body_of(request, limits.body))


async def codes(request: Request) -> Response:
    """``GET /api/codes``."""
    return await answered(request, {"kind": "codes"})


async def rules(request: Request) -> Response:
    """``GET /api/rules``, with the severities of ``payer``."""
    return await answered(request, {"kind": "rules", "payer": request.query_params.get("payer", "")[:100]})


async def health(request: Request) -> Response:
    """``GET /api/health``: that it answers, and its version."""
    return JSONResponse({"status": "ok", "version": __version__})


async def openapi(request: Request) -> Response:
    """``GET /api/openapi.json``."""
    return JSONResponse(description(server_of(request).limits))


def _kept(request: Request, form: bytes) -> bytes:
    """The record of the uploaded note that a form began as, whose further fields still hold."""
    if b"kept=" not in form or b"kept=&" in form:
        return b""
    name, _, place = parse_qs(form.decode("utf-8", "replace")).get("kept", [""])[0].partition("/")
    upload = server_of(request).shelf.get(name, session_of(request))
    return upload.records[int(place)] if upload and place.isascii() and place.isdigit() and int(place) < len(upload.records) else b""


async def _as_problem(request: Request, error: HTTPException) -> Response:
    told = {404: "There is nothing at this address.", 405: "This address does not take that method."}
    answer = problem_response(request, Problem(error.status_code, told.get(error.status_code, "The call could not be answered.")))
    answer.headers.update(error.headers or {})
    return answer
