"""Several notes: files come in, are linted while their progress is shown, and stay in memory as a list to look through."""

from __future__ import annotations

import asyncio
import json
from contextlib import aclosing

from starlette.requests import Request
from starlette.responses import RedirectResponse, Response

from ptnotelint.errors import place_of
from ptnotelint.report import VERDICTS as VERDICT_NAMES
from ptnotelint.web.crew import Reply
from ptnotelint.web.handling import Server, answered, body_of, server_of, session_of
from ptnotelint.web.problems import Problem
from ptnotelint.web.shelf import ROWS_A_PAGE, Upload, chosen
from ptnotelint.web.studio import XLSX, render
from ptnotelint.write.words import VERDICTS

FILES_AT_MOST = 1_000


async def uploads(request: Request) -> Response:
    """The form for files and the session's uploads; with POST, a new upload, which is worked on while its page shows how far it is."""
    server = server_of(request)
    if request.method != "POST":
        return _html(render("uploads.html", uploads=server.shelf.of(session_of(request)), limits=server.limits))
    content_type = request.headers.get("content-type", "")
    if not content_type.startswith("multipart/form-data"):
        raise Problem(415, "Send the files as multipart/form-data.")
    body = await body_of(request, server.limits.upload)
    name, upload = server.shelf.put(session_of(request))
    task = asyncio.create_task(_work(server, upload, content_type, body))
    server.tasks.add(task)
    task.add_done_callback(server.tasks.discard)
    return RedirectResponse(f"/notes/{name}", 303)


async def _work(server: Server, upload: Upload, content_type: str, body: bytes) -> None:
    """Have one upload read and linted, and keep what comes back."""
    head = {"kind": "upload", "content_type": content_type, "files": FILES_AT_MOST, "notes": server.limits.upload_notes}
    try:
        async with aclosing(server.crew.replies(head, body, server.limits.upload_seconds)) as replies:
            async for reply in replies:
                _take(upload, reply)
    except Problem as problem:
        upload.problem = problem.detail
    except Exception as error:
        upload.problem = f"A fault of this program ({place_of(error)}). Please report this place, without the notes."
    finally:
        upload.done = True


def _take(upload: Upload, reply: Reply) -> None:
    if reply.head.get("type") == "application/problem+json":
        upload.problem = json.loads(reply.body)["detail"]
    elif reply.head.get("more"):
        upload.total, upload.stage = reply.head["total"], reply.head["stage"]
        upload.reconciliation, upload.warnings = reply.head.get("reconciliation", {}), reply.head.get("warnings", [])
        for each in json.loads(reply.body):
            upload.rows.append(each["row"])
            upload.records.append(json.dumps(each["record"]).encode())
    else:
        upload.workbook = reply.body


async def upload(request: Request) -> Response:
    """An upload's list, filtered; while it is worked on, how far it is."""
    name, found = _own(request)
    if not found.done:
        return _html(render("progress.html", name=name, upload=found, part=False))
    asked = request.query_params
    verdict = asked.get("verdict", "") if asked.get("verdict", "") in VERDICTS else ""
    rows = chosen(found.rows, asked.get("q", "")[:200], verdict)
    pages = max(1, -(-len(rows) // ROWS_A_PAGE))
    page = min(max(1, int(asked.get("page", "1")) if asked.get("page", "1").isdecimal() else 1), pages)
    shown = rows[(page - 1) * ROWS_A_PAGE: page * ROWS_A_PAGE]
    template = "upload_list.html" if "hx-request" in request.headers else "upload.html"
    return _html(render(template, name=name, upload=found, rows=shown, count=len(rows), page=page, pages=pages, query=asked.get("q", "")[:200],
                        verdict=verdict, verdicts=VERDICTS, order=(*VERDICT_NAMES, "no_codes")))


async def progress(request: Request) -> Response:
    """The part of an upload's page that says how far it is; when it is done, the way to its list."""
    name, found = _own(request)
    if found.done:
        return Response(headers={"hx-redirect": f"/notes/{name}"})
    return _html(render("progress_part.html", name=name, upload=found))


async def workbook(request: Request) -> Response:
    """An upload's workbook."""
    _, found = _own(request)
    if not found.workbook:
        raise Problem(404, "This upload has no workbook.")
    return Response(found.workbook, media_type=XLSX, headers={"content-disposition": 'attachment; filename="ptnotelint-report.xlsx"'})


async def note(request: Request) -> Response:
    """One note of an upload, at the desk."""
    name, found = _own(request)
    place = request.path_params["place"]
    if place >= len(found.records):
        raise Problem(404, "This upload has no such note.")
    return await answered(request, {"kind": "desk", "what": "record", "kept": f"{name}/{place}"}, found.records[place])


def _own(request: Request) -> tuple[str, Upload]:
    name = request.path_params["name"]
    found = server_of(request).shelf.get(name, session_of(request))
    if found is None:
        raise Problem(404, "This upload is not here: it is of another session, or newer ones took its place. Send the files again.")
    return name, found


def _html(html: str) -> Response:
    return Response(html, media_type="text/html")
