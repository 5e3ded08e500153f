"""The running server: who may come in, what it refuses, how it shares itself out, and how it ends."""

from __future__ import annotations

import asyncio
import hashlib
import json
import os
import signal
import socket
import tomllib
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner

from ptnotelint.cli import main
from tests.web_server import ROOT, TOKEN, Running, running, token_file

httpx = pytest.importorskip("httpx")
pytest.importorskip("starlette")
pytest.importorskip("uvicorn")
BEARER = {"Authorization": f"Bearer {TOKEN}"}
RECORD = {"note_id": "v1", "text": "97110 Ther ex 15 min: SLR 2# 3x10", "billed": ["97110"]}
SECRET = "zebrafinch"  # a word that only the tests' notes hold


@pytest.fixture(scope="module")
def server(tmp_path_factory):
    keys, folder = tmp_path_factory.mktemp("keys"), tmp_path_factory.mktemp("web")
    with running(folder, "--token-file", str(token_file(keys))) as found:
        yield found


@pytest.fixture
def client(server):
    with httpx.Client(base_url=server.base, headers=BEARER, timeout=120) as found:
        yield found


def test_the_printed_address_opens_the_desk_once(tmp_path):
    with running(tmp_path) as server, httpx.Client(base_url=server.base, timeout=60) as browser:
        assert browser.get("/", headers={"accept": "text/html"}).status_code == 401
        opened = browser.get(server.address)
        assert opened.status_code == 303 and opened.headers["location"] == "/"
        cookie = opened.headers["set-cookie"]
        assert "HttpOnly" in cookie and "samesite=strict" in cookie.lower() and str(server.port) in cookie
        assert browser.get("/").status_code == 200
        with httpx.Client() as other:
            assert other.get(server.address).status_code == 401
            assert other.get(f"{server.base}/", headers=BEARER).status_code == 401
        # 127.0.0.1 alone: no other address of this machine answers
        assert server.base.startswith("http://127.0.0.1:")


def test_a_token_of_a_file_is_entered_in_a_form(server):
    with httpx.Client(base_url=server.base, timeout=60) as browser:
        assert 'name="token"' in browser.get("/", headers={"accept": "text/html"}).text
        assert browser.post("/enter", data={"token": "wrong"}).status_code == 401
        assert browser.post("/enter", data={"token": TOKEN}).status_code == 303
        assert browser.get("/rules").status_code == 200


@pytest.mark.parametrize(("headers", "method", "path"), [
    ({"host": "evil.example"}, "GET", "/"), ({"host": "evil.example:80"}, "POST", "/api/lint"), ({"host": ""}, "GET", "/api/health"),
    ({"origin": "https://evil.example"}, "POST", "/"), ({"origin": "null"}, "POST", "/notes"), ({"origin": "http://127.0.0.1:1"}, "POST", "/api/lint"),
    ({"sec-fetch-site": "cross-site"}, "POST", "/"), ({"sec-fetch-site": "same-site"}, "GET", "/api/codes"),
])
def test_other_sites_and_names_are_refused(client, headers, method, path):
    answer = client.request(method, path, headers=headers)
    assert answer.status_code == 403 and answer.headers["content-type"] == "application/problem+json"


def test_every_answer_is_sealed(client):
    for path in ("/", "/example", "/rules", "/rules/97110", "/notes", "/nothing", "/api/health", "/api/nothing", "/static/desk.js", "/static/none"):
        headers = client.get(path).headers
        assert headers["cache-control"] == "no-store" and headers["x-content-type-options"] == "nosniff", path
        policy = headers["content-security-policy"]
        assert "default-src 'none'" in policy and "unsafe" not in policy and "script-src 'self'" in policy
        assert "access-control-allow-origin" not in headers and "server" not in headers


@pytest.mark.parametrize(("arguments", "status"), [
    ({"content": b"{", "headers": {"content-type": "application/json"}}, 422), ({"content": b"x", "headers": {"content-type": "text/plain"}}, 415),
    ({"json": {"note_id": "a", "text": SECRET, "billed": ["9711"]}}, 422), ({"json": []}, 422), ({"json": SECRET}, 422),
    ({"json": [{"note_id": str(number), "text": SECRET} for number in range(501)]}, 422),
])
def test_wrong_calls_are_told_so_without_the_note(client, arguments, status):
    answer = client.post("/api/lint", **arguments)
    assert answer.status_code == status
    problem = answer.json()
    assert problem["status"] == status and problem["title"] and problem["detail"] and SECRET not in answer.text
    assert answer.headers["content-type"] == "application/problem+json"


def test_wrong_methods_and_addresses_are_problems_too(client):
    assert client.get("/api/lint").status_code == 405
    assert client.get("/api/nothing").json()["status"] == 404
    assert client.get("/notes/none").status_code == 404
    assert "text/html" in client.get("/nothing", headers={"accept": "text/html"}).headers["content-type"]


def test_the_answers_for_programs(client):
    assert client.get("/api/health").json()["status"] == "ok"
    assert any(code["code"] == "97110" for code in client.get("/api/codes").json())
    medicare = {rule["rule"]: rule["severity"] for rule in client.get("/api/rules", params={"payer": "medicare"}).json()}
    assert medicare["time/no-timed-total"] == "error"
    assert client.get("/api/rules", params={"payer": "none"}).status_code == 404
    assert client.post("/api/lint", json=RECORD).json()["notes"][0]["note_id"] == "v1"


def test_two_hundred_clients_get_their_own_answers(server):
    def note(number: int) -> dict:
        return {"note_id": f"v{number}", "text": f"97110 Ther ex {number + 8} min: SLR 2# 3x10", "billed": ["97110"]}

    async def call(http, number: int):
        return (await http.post("/api/lint", json=note(number))).json()["notes"][0]

    async def calls():
        limits = httpx.Limits(max_connections=200, max_keepalive_connections=200)
        async with httpx.AsyncClient(base_url=server.base, headers=BEARER, timeout=120, limits=limits) as http:
            return await asyncio.gather(*(call(http, number) for number in range(200)))

    for number, found in enumerate(asyncio.run(calls())):
        assert found["note_id"] == f"v{number}" and found["minutes"]["97110"]["value"] == number + 8
        assert found["text_sha256"] == hashlib.sha256(note(number)["text"].encode()).hexdigest()


def test_a_body_over_the_limit_is_refused_before_it_is_sent(server):
    with opened_call(server, 99_000_000) as call:
        assert call.recv(100).startswith(b"HTTP/1.1 413")


def opened_call(server: Running, length: int) -> socket.socket:
    """A call whose head is sent, with the wish to be asked for its body."""
    head = (f"POST /api/lint HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer {TOKEN}\r\nContent-Type: application/json\r\n"
            f"Content-Length: {length}\r\nExpect: 100-continue\r\nConnection: close\r\n\r\n")
    found = socket.create_connection(("127.0.0.1", server.port), timeout=60)
    found.sendall(head.encode())
    return found


def begun(server: Running, length: int) -> socket.socket:
    """A call that the server has taken up: it has asked for the body."""
    found = opened_call(server, length)
    assert found.recv(100).startswith(b"HTTP/1.1 100")
    return found


def rest(open_call: socket.socket) -> bytes:
    return b"".join(iter(lambda: open_call.recv(65536), b""))


def test_slow_clients_and_large_bodies_block_nobody(server, client):
    large = json.dumps([{**RECORD, "note_id": str(number)} for number in range(400)]).encode() + b" " * 100_000
    with ThreadPoolExecutor(3) as others:
        slow = [begun(server, 1_000) for _ in range(20)]
        for each in slow:
            each.sendall(b'{"text":')
        answers = [others.submit(client.post, "/api/lint", content=large, headers={"content-type": "application/json"}) for _ in range(3)]
        assert client.post("/api/lint", json=RECORD).status_code == 200
        assert not all(answer.done() for answer in answers)
        assert [len(answer.result().json()["notes"]) for answer in answers] == [400] * 3
        for each in slow:
            each.close()


def test_a_stop_finishes_what_is_running(tmp_path):
    keys, folder = tmp_path / "keys", tmp_path / "web"
    keys.mkdir(), folder.mkdir()
    body = json.dumps({**RECORD, "text": f"{SECRET} SLR 3x10, 15 min"}).encode()
    with running(folder, "--token-file", str(token_file(keys))) as server:
        call = begun(server, len(body))
        server.process.send_signal(signal.SIGTERM)
        call.sendall(body)
        answer = rest(call)
        assert answer.startswith(b"HTTP/1.1 200") and json.loads(answer.partition(b"\r\n\r\n")[2])["summary"]["notes"] == 1
        said, told = server.process.communicate(timeout=60)
        assert server.process.returncode in (0, -signal.SIGTERM)
        assert SECRET not in said + told and "Traceback" not in told
        assert os.listdir(folder) == []


def test_nothing_is_written_and_no_note_is_told(server, client):
    notes = [("files", (f"{number}.txt", f"{SECRET} SLR 3x10, 15 min".encode() * 50_000)) for number in range(3)]
    assert client.post("/notes", files=notes).status_code == 303
    assert client.post("/", data={"text": SECRET}).status_code == 200
    assert os.listdir(server.folder) == []


def test_the_description_is_openapi_and_holds(server):
    schemathesis = pytest.importorskip("schemathesis")
    from hypothesis import HealthCheck, given, settings

    description = schemathesis.openapi.from_url(f"{server.base}/api/openapi.json", headers=BEARER)
    assert description.raw_schema["openapi"].startswith("3.1")
    for operation in description.get_all_operations():
        @given(case=operation.ok().as_strategy())
        @settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck), derandomize=True, database=None)
        def holds(case):
            case.call_and_validate(headers=BEARER, base_url=server.base)

        holds()


@pytest.mark.parametrize(("arguments", "words"), [
    (["--host", "0.0.0.0"], "give --token-file"), (["--token-file", "none.txt"], "cannot be read"), (["--payer", "medicair"], "Did you mean"),
    (["--token-file", "short.txt"], "20 or more letters")])
def test_wrong_usage_is_refused_before_anything_starts(arguments, words, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("short.txt").write_text("short", encoding="ascii")
    done = CliRunner().invoke(main, ["serve", *arguments])
    assert done.exit_code == 2 and words in done.output


def test_what_is_vendored_is_what_was_published():
    static = ROOT / "ptnotelint" / "web" / "static"
    for file in tomllib.loads((static / "VENDORED.toml").read_text(encoding="utf-8"))["file"]:
        assert hashlib.sha256((static / file["name"]).read_bytes()).hexdigest() == file["sha256"]
    assert "Zero-Clause BSD" in (static / "htmx.LICENSE.txt").read_text(encoding="utf-8")


def test_a_call_over_its_time_ends_and_the_next_is_answered():
    from ptnotelint.web.crew import Crew
    from ptnotelint.web.limits import Limits
    from ptnotelint.web.problems import Problem

    async def calls():
        crew = Crew({}, Limits(), 1)
        crew.start()
        try:
            many = json.dumps([{**RECORD, "note_id": str(number)} for number in range(400)]).encode()
            with pytest.raises(Problem) as caught:
                async for _ in crew.replies({"kind": "lint", "notes": 500}, many, 0.05):
                    pass
            assert caught.value.status == 422 and "0.05 seconds" in caught.value.detail
            return await crew.answer({"kind": "lint", "notes": 1}, json.dumps(RECORD).encode())
        finally:
            await crew.stop()

    assert asyncio.run(calls()).head["status"] == 200
