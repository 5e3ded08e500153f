"""What every handler does: take a body within its limits, ask the crew, and send on what it answers."""

from __future__ import annotations

import asyncio
import json
from dataclasses import dataclass, field

from starlette.requests import ClientDisconnect, Request
from starlette.responses import Response

from ptnotelint.web.crew import Crew, Reply
from ptnotelint.web.door import Door
from ptnotelint.web.guard import problem_response
from ptnotelint.web.limits import Limits
from ptnotelint.web.problems import Problem
from ptnotelint.web.shelf import Shelf


@dataclass(frozen=True, slots=True)
class Server:
    """What the handlers of one server share.

    Parameters
    ----------
    cookie : str
        Name of the session's cookie.
    tasks : set of asyncio.Task
        Uploads that are being worked on.
    """

    crew: Crew
    door: Door
    limits: Limits
    cookie: str
    shelf: Shelf = field(default_factory=Shelf)
    tasks: set[asyncio.Task] = field(default_factory=set)


def session_of(request: Request) -> str:
    """Whose uploads a call may see: the browser's session, or the token's holder."""
    return request.cookies.get(server_of(request).cookie) or "token"


def server_of(request: Request) -> Server:
    """What the handlers share."""
    return request.app.state.server


async def answered(request: Request, head: dict, body: bytes = b"") -> Response:
    """The crew's answer to a call."""
    return response_of(request, await server_of(request).crew.answer(head, body))


def response_of(request: Request, reply: Reply) -> Response:
    """A reply as the browser or program is sent it; one that is a problem is told as all problems are."""
    if reply.head["type"] == "application/problem+json":
        problem = json.loads(reply.body)
        known = {name: problem.pop(name) for name in ("type", "title", "status", "detail")}
        return problem_response(request, Problem(known["status"], known["detail"], **problem))
    return Response(reply.body, reply.head["status"], media_type=reply.head["type"])


async def body_of(request: Request, limit: int) -> bytes:
    """The body of a call, up to its limit and in the time that there is for it."""
    too_large = Problem(413, f"The body is over {limit / 1e6:g} MB, which is the limit. Send less at a time.")
    declared = request.headers.get("content-length", "")
    if declared.isdigit() and int(declared) > limit:
        raise too_large
    chunks, size = [], 0
    try:
        async with asyncio.timeout(server_of(request).limits.body_seconds):
            async for chunk in request.stream():
                size += len(chunk)
                if size > limit:
                    raise too_large
                chunks.append(chunk)
    except TimeoutError:
        raise Problem(408, "The body did not arrive in time.") from None
    except ClientDisconnect:
        raise Problem(400, "The client left before the body was complete.") from None
    return b"".join(chunks)
