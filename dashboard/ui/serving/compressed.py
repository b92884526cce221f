"""Files that never change, compressed once: Streamlit sends its scripts plain, and compresses shapes at each request.

Of brotli and gzip only the latter is taken by browsers over plain HTTP, which is what an office's network has.
"""

import asyncio
import gzip
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from cachetools import LRUCache
from starlette.concurrency import run_in_threadpool
from streamlit import file_util

from dashboard.ui.serving.guard import App, Message, Receive, Send, headers_of

# Bytes of compressed files that are kept: all of Streamlit's are 7 MB, shapes of the nation's communes 0.6 MB.
MOST_BYTES = 48 * 1024 * 1024
# The last 0.3 % of Streamlit's files would cost half as much time again.
LEVEL = 6
LEAST_BYTES = 500
FOLDERS = ("/static/js/", "/static/css/", "/app/static/geo/", "/screen/asset/")
# Said of what stays while the server runs and may be another afterwards: browsers keep it, and ask at each opening.
WHILE_RUNNING = "public, no-cache"
# The app is asked for the whole file as it is; what a browser has of it is compared here.
OF_ITS_FORM = (b"accept-encoding", b"if-none-match", b"if-modified-since")
VARY = (b"vary", b"Accept-Encoding")


@dataclass(frozen=True)
class Kept:
    """A compressed file: what its answer says, and its bytes."""

    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes

    @property
    def etag(self) -> bytes:
        """By which a browser asks whether what it has is still so."""
        return dict(self.headers).get(b"etag", b"")


class KeepCompressed:
    """Answers with the compressed form of files that say of themselves that they do not change.

    Either never (`immutable`), or not while this server runs (WHILE_RUNNING).
    """

    def __init__(self, app: App, base: str = "") -> None:
        self.app, self.base = app, f"/{base.strip('/')}".rstrip("/")
        self._kept: LRUCache[str, Kept] = LRUCache(MOST_BYTES, lambda kept: len(kept.body))
        self._warming: asyncio.Task[None] | None = None

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Passes on what is no file, or is asked for in parts or as it is."""
        if scope["type"] == "lifespan":
            await self.app(scope, receive, self._warm_at_start(send))
            return
        is_asked_for = scope["type"] == "http" and scope["method"] in ("GET", "HEAD")
        if not is_asked_for or not any(folder in scope["path"] for folder in FOLDERS):
            await self.app(scope, receive, send)
            return
        headers = headers_of(scope)
        if not takes_gzip(headers.get("accept-encoding", "")) or "range" in headers:
            await self.app(scope, receive, _varying(send))
            return
        kept = self._kept.get(scope["path"])
        if kept is None:
            kept = await self._fetched(scope, send)
        if kept is not None:
            await _send(kept, headers.get("if-none-match", ""), scope["method"], send)

    async def _fetched(self, scope: Message, send: Send) -> Kept | None:
        """The file as the app has it, compressed and kept; None where it is none of these: that is sent as it comes.

        The app is not told of a reader who left: it would end in the middle, and half a file would be kept for all.
        """
        whole = {**scope, "method": "GET", "headers": [pair for pair in scope["headers"] if pair[0] not in OF_ITS_FORM]}
        start: Message | None = None
        pieces: list[bytes] = []

        async def looked_at(message: Message) -> None:
            nonlocal start
            if message["type"] == "http.response.start" and is_kept(message):
                start = message
            elif start is None:
                await send(message)
            else:
                pieces.append(message.get("body", b""))

        await self.app(whole, _nothing_more, looked_at)
        if start is None:
            return None
        kept = await run_in_threadpool(_compressed, start["headers"], b"".join(pieces))
        if len(kept.body) <= MOST_BYTES:
            self._kept[scope["path"]] = kept
        return kept

    def _warm_at_start(self, send: Send) -> Send:
        async def sent(message: Message) -> None:
            await send(message)
            if message["type"] == "lifespan.startup.complete":
                self._warming = asyncio.create_task(self._warm())

        return sent

    async def _warm(self) -> None:
        """Streamlit's own files, before a reader asks for them; the largest first."""
        folder = Path(file_util.get_static_dir())
        files = [*folder.glob("static/js/*.js"), *folder.glob("static/css/*.css")]

        async def drop(_: Message) -> None:
            pass

        for file in sorted(files, key=lambda file: -file.stat().st_size):
            path = f"{self.base}/{file.relative_to(folder).as_posix()}"
            scope = {
                "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "query_string": b"",
                "headers": [], "root_path": "", "scheme": "http",
            }  # fmt: skip
            await self._fetched(scope, drop)


async def _nothing_more() -> Message:
    """Waits for ever: the app asks on for the end of the connection while it sends a file."""
    await asyncio.Event().wait()
    raise AssertionError


def takes_gzip(accepted: str) -> bool:
    """Whether an Accept-Encoding names gzip, or anything, and not to refuse it."""
    weights: dict[str, str] = {}
    for part in accepted.lower().split(","):
        name, _, parameters = part.strip().partition(";")
        weights[name.strip()] = parameters.replace(" ", "").removeprefix("q=") or "1"
    try:
        return float(weights.get("gzip", weights.get("*", "0"))) > 0
    except ValueError:
        return False


def is_kept(start: Message) -> bool:
    """Whether an answer is a whole file that does not change meanwhile, and is worth to be compressed."""
    headers = dict(start["headers"])
    said = headers.get(b"cache-control", b"").decode("latin-1")
    is_steady = "immutable" in said or said == WHILE_RUNNING
    is_short = int(headers.get(b"content-length", LEAST_BYTES)) < LEAST_BYTES
    return start["status"] == 200 and is_steady and b"content-encoding" not in headers and not is_short


def _compressed(headers: Iterable[tuple[bytes, bytes]], whole: bytes) -> Kept:
    body = gzip.compress(whole, LEVEL, mtime=0)
    said = {name.lower(): value for name, value in headers}
    # The compressed form is another one of the same file, and parts of it are not for sale.
    for name in (b"accept-ranges", b"content-length", b"vary"):
        said.pop(name, None)
    if b"etag" in said:
        said[b"etag"] = said[b"etag"].rstrip(b'"') + b'-gzip"'
    said |= {b"content-encoding": b"gzip", b"content-length": str(len(body)).encode(), VARY[0]: VARY[1]}
    return Kept(tuple(said.items()), body)


async def _send(kept: Kept, known: str, method: str, send: Send) -> None:
    if kept.etag and is_known(kept.etag.decode("latin-1"), known):
        named = (b"etag", b"cache-control", b"vary", b"last-modified")
        headers = [pair for pair in kept.headers if pair[0] in named]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    await send({"type": "http.response.start", "status": 200, "headers": list(kept.headers)})
    await send({"type": "http.response.body", "body": kept.body if method == "GET" else b""})


def is_known(etag: str, known: str) -> bool:
    """Whether an If-None-Match names the tag; a weak one counts as the strong one of the same words."""
    tags = [tag.strip().removeprefix("W/") for tag in known.split(",")]
    return "*" in tags or etag in tags


def _varying(send: Send) -> Send:
    """Says also of the plain form that there is another one."""

    async def sent(message: Message) -> None:
        if message["type"] == "http.response.start" and message["status"] in (200, 206, 304):
            others = [pair for pair in message["headers"] if pair[0].lower() != b"vary"]
            message = {**message, "headers": [*others, VARY]}
        await send(message)

    return sent
