"""What our web server adds around Streamlit, and whom it lets in."""

import asyncio
import base64
import hashlib
import socket
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import NamedTuple

import pytest
from starlette.formparsers import MultiPartParser
from starlette.requests import Request
from starlette.responses import Response

from dashboard.text import Text
from dashboard.ui.serving import guard, web

MEGABYTES = 3 * 1024 * 1024


def test_an_upload_of_any_size_stays_in_memory(monkeypatch):
    monkeypatch.setattr(MultiPartParser, "spool_max_size", MultiPartParser.spool_max_size)
    assert is_on_disk()
    web.keep_uploads_in_memory()
    assert not is_on_disk()


def is_on_disk() -> bool:
    """Whether the parser of forms put a file of three megabytes on the disk."""
    body = b'--b\r\nContent-Disposition: form-data; name="f"; filename="a.csv"\r\n\r\n' + b"x" * MEGABYTES
    sent = iter([{"type": "http.request", "body": body + b"\r\n--b--\r\n", "more_body": False}])
    headers = [(b"content-type", b"multipart/form-data; boundary=b")]

    async def receive() -> dict[str, object]:
        return next(sent)

    async def parsed() -> bool:
        async with Request({"type": "http", "method": "PUT", "headers": headers}, receive).form() as form:
            return form["f"].file._rolled

    # In a thread of its own: where browsers were driven before, this one has a loop that runs on.
    with ThreadPoolExecutor(1) as beside:
        return beside.submit(asyncio.run, parsed()).result()


class Answer(NamedTuple):
    """An answer's status and headers, and how many pieces of the request nobody read."""

    status: int
    headers: dict[bytes, bytes]
    unread: int


def answered(app: guard.App, path: str = "/", method: str = "GET", body: bytes = b"", **headers: str) -> Answer:
    """What a guarded app answers over HTTP to a peer on this machine; the app is passed on to in one piece."""
    pairs = [
        (name.replace("_", "-").encode(), value.encode())
        for name, value in {"host": "localhost:8501", **headers}.items()
    ]
    scope = {
        "type": "http", "method": method, "path": path, "headers": pairs, "query_string": b"",
        "server": ("192.168.1.5", 8501), "client": ("127.0.0.1", 50000),
    }  # fmt: skip
    pieces = [body[start : start + 65536] for start in range(0, len(body), 65536)] or [b""]
    sent = [{"type": "http.request", "body": piece, "more_body": True} for piece in pieces]
    sent[-1]["more_body"] = False
    found: list[guard.Message] = []

    async def receive() -> guard.Message:
        return sent.pop(0)

    async def send(message: guard.Message) -> None:
        found.append(message)

    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, app(scope, receive, send)).result()
    return Answer(found[0]["status"], dict(found[0]["headers"]), len(sent))


async def taking(scope: guard.Message, receive: guard.Receive, send: guard.Send) -> None:
    """An app that reads all that is sent, and answers."""
    while (await receive())["more_body"]:
        pass
    await Response("taken")(scope, receive, send)


KNOWN = guard.KnownHosts(taking, ["vneid.congan.local"], Text("vi"))


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "localhost:8501"},
        {"host": "127.0.0.1"},
        {"host": "[::1]:8501"},
        {"host": "192.168.1.5:8501", "origin": "http://192.168.1.5:8501"},
        {"host": "VNEID.congan.local", "origin": "http://vneid.congan.local"},
        {"host": socket.gethostname()},
    ],
    ids=lambda headers: headers["host"][:12],
)
def test_who_calls_this_machine_by_a_name_of_its_own_is_answered(headers: dict[str, str]):
    assert answered(KNOWN, **headers).status == 200


@pytest.mark.parametrize(
    "headers",
    [
        {"host": "evil.example"},
        {"host": "evil.example", "origin": "http://evil.example"},
        {"host": "localhost:8501", "origin": "http://evil.example"},
        {"host": "localhost:8501", "origin": "null"},
        {"host": ""},
        {"host": "[::1"},
        {"host": "localhost@evil.example"},
    ],
    ids=["host", "host_and_origin", "origin", "no_origin", "empty", "broken", "user"],
)
def test_a_foreign_host_or_origin_is_answered_at_once_and_asks_nobody(headers: dict[str, str]):
    assert answered(KNOWN, **headers).status == 403


def test_a_socket_of_a_foreign_page_is_closed():
    found = []

    async def send(message: guard.Message) -> None:
        found.append(message)

    headers = [(b"host", b"localhost:8501"), (b"origin", b"http://evil.example")]
    scope = {"type": "websocket", "path": "/_stcore/stream", "headers": headers, "server": ("127.0.0.1", 8501)}
    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, KNOWN(scope, None, send)).result()
    assert found == [{"type": "websocket.close", "code": 1008}]


UPLOAD = "/_stcore/upload_file/session/file"
GUARDED = guard.GuardUploads(taking, most_bytes=200_000)


@pytest.mark.parametrize("allowed", ["this_pc", "anyone", "nobody"])
@pytest.mark.parametrize(
    "passed_on",
    [{}, {"x-forwarded-for": "10.0.0.7"}, {"via": "1.1 proxy"}, {"origin": "http://vneid.congan.local"}],
    ids=["here", "forwarded", "via", "silent_proxy"],
)
def test_the_address_of_uploads_obeys_the_setting(
    allowed: str, passed_on: dict[str, str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    (tmp_path / "settings.toml").write_text(f'upload_from = "{allowed}"\n', encoding="utf-8")
    is_in = allowed == "anyone" or (allowed == "this_pc" and not passed_on)
    assert answered(GUARDED, UPLOAD, "PUT", b"a", **passed_on).status == (200 if is_in else 403)


def test_an_upload_over_the_limit_is_refused_before_it_is_held(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert answered(GUARDED, UPLOAD, "PUT", b"a" * 200_000).status == 200
    honest = answered(GUARDED, UPLOAD, "PUT", b"a" * 900_000, **{"content-length": "900000"})
    assert (honest.status, honest.unread) == (413, 14), "nothing of it was read"
    silent = answered(GUARDED, UPLOAD, "PUT", b"a" * 900_000)
    assert (silent.status, silent.unread) == (413, 10), "reading ends at the limit"
    assert answered(GUARDED, UPLOAD, "PUT", b"a", **{"content-length": "²"}).status == 413


def test_every_answer_says_what_browsers_must_not_do():
    headers = answered(guard.ProtectiveHeaders(taking)).headers
    assert headers[b"x-content-type-options"] == b"nosniff"
    assert headers[b"referrer-policy"] == b"same-origin"
    assert b"frame-ancestors 'self'" in headers[b"content-security-policy"]


def test_only_the_scripts_written_in_a_page_may_run_in_it():
    said = guard.policy("vneid:8501", b"<html><script>a()</script><script src='x.js'></script></html>").decode()
    digest = base64.b64encode(hashlib.sha256(b"a()").digest()).decode()
    assert f"script-src 'self' 'sha256-{digest}';" in said
    assert "connect-src 'self' ws://vneid:8501 wss://vneid:8501;" in said
    assert "unsafe-eval" not in said and "'unsafe-inline'" not in said.split("style-src")[0]
