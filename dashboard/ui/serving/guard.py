"""What the server lets in, and what it tells browsers to keep to: known hosts, our own pages, files within limits."""

import base64
import hashlib
import re
import socket
from collections.abc import Awaitable, Callable, Iterable, Mapping, MutableMapping
from typing import Any
from urllib.parse import urlsplit

from starlette.responses import PlainTextResponse

from dashboard import settings
from dashboard.text import Text

Message = MutableMapping[str, Any]
Receive = Callable[[], Awaitable[Message]]
Send = Callable[[Message], Awaitable[None]]
App = Callable[[Message, Receive, Send], Awaitable[None]]

LOOPBACK = ("localhost", "127.0.0.1", "::1")
# A proxy that passes a request on says so in one of these.
PASSED_ON = ("forwarded", "via", "x-forwarded-for", "x-forwarded-host", "x-real-ip")
THIS_PC, ANYONE = "this_pc", "anyone"
# Megabytes of one upload, all of it in memory; longer files go in by the command.
MOST_MB = 200
UPLOADS = "/_stcore/upload_file/"
ALWAYS = {
    b"x-content-type-options": b"nosniff",
    b"referrer-policy": b"same-origin",
    b"x-frame-options": b"SAMEORIGIN",
}
# Nothing of a page may ask another host, nor run what is not ours. Exceptions, as Streamlit's own code needs them:
# styles that it writes into elements, pictures that plotly draws as data, workers and downloads that it makes as blobs.
POLICY = (
    "default-src 'self'; script-src 'self'{scripts}; style-src 'self' 'unsafe-inline'; img-src 'self' data: blob:; "
    "font-src 'self' data:; connect-src 'self'{sockets}; worker-src 'self' blob:; frame-src 'self'; object-src 'none'; "
    "base-uri 'self'; form-action 'self'; frame-ancestors 'self'"
)
PLAIN_HOST = re.compile(r"[\w.\-\[\]:]+", re.ASCII)
WRITTEN_IN = re.compile(rb"<script>(.*?)</script>", re.DOTALL)


class KnownHosts:
    """Answers only who calls this server by a name or an address of its own, from a page of its own.

    Any other page in a reader's browser could else read figures through a name that it points to this machine, and
    Streamlit would ask an outside address whether a foreign origin is its own while all readers wait.
    """

    def __init__(self, app: App, names: Iterable[str], text: Text) -> None:
        self.app, self.text = app, text
        machine = socket.gethostname().lower()
        self.names = {*LOOPBACK, machine, machine.partition(".")[0], *(name.lower() for name in names)}

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Passes on what is addressed to this machine; the rest gets a sentence, a socket is closed."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, send)
            return
        headers = headers_of(scope)
        own = {*self.names, *(scope.get("server") or ())[:1]}
        host, origin = host_name(f"//{headers.get('host', '')}"), headers.get("origin")
        if host in own and (origin is None or host_name(origin) in own):
            await self.app(scope, receive, send)
        elif scope["type"] == "websocket":
            await send({"type": "websocket.close", "code": 1008})
        else:
            await PlainTextResponse(self.text("serve.unknown_host"), 403)(scope, receive, send)


class ProtectiveHeaders:
    """Says on every answer what browsers must not do with it."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Adds what the answer does not say itself."""

        async def send_marked(message: Message) -> None:
            if message["type"] == "http.response.start":
                said = {name.lower() for name, _ in message["headers"]}
                always = ALWAYS | {b"content-security-policy": policy()}
                missing = [pair for pair in always.items() if pair[0] not in said]
                message = {**message, "headers": [*message["headers"], *missing]}
            await send(message)

        await self.app(scope, receive, send_marked if scope["type"] == "http" else send)


class GuardUploads:
    """The address that files are sent to obeys what the page's widget obeys, and reads no more than it may hold."""

    def __init__(self, app: App, most_bytes: int) -> None:
        self.app, self.most_bytes = app, most_bytes

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers 403 to who may not hand files in, and 413 as soon as a file is larger than the limit."""
        if scope["type"] != "http" or UPLOADS not in scope["path"] or scope["method"] == "OPTIONS":
            await self.app(scope, receive, send)
            return
        headers, read = headers_of(scope), 0
        if not may_hand_in((scope.get("client") or [None])[0], headers):
            await PlainTextResponse("", 403)(scope, receive, send)
            return
        stated = headers.get("content-length", "0")
        if not stated.isdecimal() or len(stated) > 15 or int(stated) > self.most_bytes:
            await PlainTextResponse("", 413)(scope, receive, send)
            return

        async def receive_counted() -> Message:
            nonlocal read
            message = await receive()
            read += len(message.get("body", b""))
            if read > self.most_bytes:
                raise TooLarge
            return message

        try:
            await self.app(scope, receive_counted, send)
        except TooLarge:
            await PlainTextResponse("", 413)(scope, receive, send)


class TooLarge(Exception):
    """More came than its sender had said and than may be held."""


def policy(host: str = "", page: bytes = b"") -> bytes:
    """What a page may load and run: its own server's files, and the scripts written in it, known by their digests.

    host: as the reader called this server, a known one. Older browsers take 'self' for pages only, not for sockets.
    """
    digests = (base64.b64encode(hashlib.sha256(script).digest()).decode() for script in WRITTEN_IN.findall(page))
    sockets = f" ws://{host} wss://{host}" if PLAIN_HOST.fullmatch(host) else ""
    return POLICY.format(scripts="".join(f" 'sha256-{digest}'" for digest in digests), sockets=sockets).encode()


def may_hand_in(client: str | None, headers: Mapping[str, str]) -> bool:
    """By the setting upload_from: a reader on this PC, anyone, or nobody; on a server that shows the past nobody."""
    allowed = settings.load().upload_from
    is_in = allowed == ANYONE or (allowed == THIS_PC and is_this_pc(client, headers))
    return is_in and not settings.asked_version()


def is_this_pc(client: str | None, headers: Mapping[str, str]) -> bool:
    """Whether a request comes from a browser on this machine, and not through a proxy on it.

    client: the address of the peer, None where Streamlit leaves out a local one. A proxy that says nothing of itself is
    known by the origin: the browser names the address that its reader opened.
    """
    called = [f"//{headers.get('host', LOOPBACK[0])}", headers.get("origin") or f"//{LOOPBACK[0]}"]
    is_local = client is None or client in LOOPBACK
    return is_local and not any(map(headers.get, PASSED_ON)) and all(host_name(name) in LOOPBACK for name in called)


def headers_of(scope: Mapping[str, Any]) -> dict[str, str]:
    """The headers of a request, names in small letters."""
    return {name.decode("latin-1").lower(): value.decode("latin-1") for name, value in scope["headers"]}


def host_name(address: str) -> str:
    """The host of an address without its port, in small letters; empty where there is none."""
    try:
        return (urlsplit(address).hostname or "").rstrip(".")
    except ValueError:
        return ""
