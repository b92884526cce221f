"""What the web server adds around Streamlit: caching of hashed files, and the language of the frame."""

import asyncio
import json
import logging
import re
import sys
import zlib
from collections.abc import Callable, Mapping
from functools import lru_cache
from pathlib import Path
from urllib.parse import parse_qsl

from starlette.concurrency import run_in_threadpool
from starlette.formparsers import MultiPartParser
from starlette.responses import FileResponse

from dashboard import settings
from dashboard.figures import hatch_patterns
from dashboard.selection import LANGUAGES
from dashboard.text import Text
from dashboard.ui.serving.compressed import VARY, takes_gzip
from dashboard.ui.serving.guard import App, Message, Receive, Send, headers_of, policy
from dashboard.ui.shell.navigation import PAGES

First = Callable[[str, Mapping[str, str]], str]
# Where the first screen is put, and how long the frame waits for it.
HERE, MOST_SECONDS = b"<!--first-->", 2.0
# To zlib, 15 bits of window and the header of gzip.
GZIP = 31
CHANGED = (b"content-length", b"etag", b"last-modified", b"vary")
HASHED = "/app/static/geo/"
FOREVER = (b"cache-control", b"public, max-age=31536000, immutable")
ICONS = settings.STATIC / "fonts" / "streamlit-icons.woff2"
ALL_ICONS = re.compile(r"/static/media/MaterialSymbols-Rounded\.[^/]+\.woff2$")
# Streamlit's own font, which no page of ours shows, is asked for before all else.
UNUSED_FONT = re.compile(rb'<link\s+rel="preload"[^>]*SourceSansVF[^>]*>')
# Told where its server is, the page need not try each folder of the address and log a failure in the console.
SERVER = "window.__streamlit = {{ BACKEND_BASE_URL: location.origin + {base} }};"


class CacheHashedFiles:
    """Files whose name carries their content's hash never change: browsers may keep them."""

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Passes the request on and marks a successful answer."""
        if scope["type"] != "http" or HASHED not in scope["path"]:
            await self.app(scope, receive, send)
            return

        async def send_marked(message: Message) -> None:
            # A path that does not exist is answered with the app's own page: that must not be kept.
            if message["type"] == "http.response.start" and message["status"] == 200 and not _is_html(message):
                message = {**message, "headers": [*message["headers"], FOREVER]}
            await send(message)

        await self.app(scope, receive, send_marked)


class FewIcons:
    """The icons that Streamlit draws, in the place of its font of all 4,000: of 375 kB these are 9.

    A test holds the font to the icons that Streamlit's scripts name; `tests/icons.py` makes it.
    """

    def __init__(self, app: App) -> None:
        self.app = app

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Answers with the small font; passes all else on."""
        is_asked = scope["type"] == "http" and scope["method"] in ("GET", "HEAD") and ALL_ICONS.search(scope["path"])
        small = FileResponse(ICONS, media_type="font/woff2", headers={"Cache-Control": FOREVER[1].decode()})
        await (small if is_asked else self.app)(scope, receive, send)


def keep_uploads_in_memory() -> None:
    """A file that is handed in may name people: the form's parser would put what is over a megabyte on the disk."""
    MultiPartParser.spool_max_size = sys.maxsize


class SpeakLanguage:
    """Streamlit's frame says it is English; screen readers and browsers get the language it has, and its words.

    first: what a page shows first, by the last part of its address and its parameters; it stands in the frame, too.
    base: the path below the server's name at which all pages lie.
    """

    def __init__(self, app: App, language: str, first: First, base: str = "") -> None:
        self.app, self.first, self.base = app, first, base
        self.language = language.encode()

    async def __call__(self, scope: Message, receive: Receive, send: Send) -> None:
        """Rewrites the frame's HTML, which is small and comes in one piece or few."""
        if scope["type"] != "http" or scope["method"] != "GET":
            await self.app(scope, receive, send)
            return
        headers = headers_of(scope)
        if "text/html" not in headers.get("accept", ""):
            await self.app(scope, receive, _Rewriter(send, self._spoken, headers, None))
            return
        # The frame is rewritten as text, so it must not come compressed.
        inner = {**scope, "headers": [pair for pair in scope["headers"] if pair[0] != b"accept-encoding"]}
        making = asyncio.ensure_future(self._made(scope)) if is_opened(headers) else None
        await self.app(inner, receive, _Rewriter(send, self._spoken, headers, making))

    async def _made(self, scope: Message) -> str:
        """The first screen; whatever goes wrong with it, the page says when it runs."""
        page = scope["path"].rstrip("/").rpartition("/")[2]
        if page not in PAGES:
            page = ""
        query = dict(parse_qsl(scope["query_string"].decode("latin-1")))
        try:
            return await run_in_threadpool(self.first, page, query)
        except Exception:
            logging.getLogger("dashboard").exception("first screen failed")
            return ""

    def _spoken(self, page: bytes) -> bytes:
        if b'<html lang="en">' not in page:
            return page
        page = page.replace(b'<html lang="en">', b'<html lang="' + self.language + b'">', 1)
        page = UNUSED_FONT.sub(b"", page, 1)
        # Streamlit lets no SVG into a page: the patterns that maps are hatched with stand in the frame.
        page = page.replace(b"<body>", b"<body>" + hatch_patterns().encode() + HERE, 1)
        return page.replace(
            b"<head>", b"<head><script>" + script(self.language.decode(), self.base).encode() + b"</script>", 1
        )


def is_opened(headers: Mapping[str, str]) -> bool:
    """Whether a browser opens a page for a reader: a probe, a link's preview or a page fetched ahead costs no view.

    Browsers tell the kind of a request over https and on this PC only, but ask at every opening to be led to https.
    """
    kind = headers.get("sec-fetch-dest")
    is_page = kind == "document" if kind else headers.get("upgrade-insecure-requests") == "1"
    return is_page and not headers.get("sec-purpose", headers.get("purpose", ""))


@lru_cache(maxsize=4)
def script(language: str, base: str = "") -> str:
    """What the frame runs before Streamlit; language: the one of a link that names none."""
    server = SERVER.format(base=json.dumps(f"/{base}" if base else ""))
    words = {each: _words(Text(each)) for each in LANGUAGES}
    given = f"const WORDS = {json.dumps(words)}, DEFAULT = {json.dumps(language)}, PAGES = {json.dumps(PAGES)};"
    own = (
        (Path(__file__).parent / name).read_text(encoding="utf-8")
        for name in ("frame.js", "links.js", "../first/first.js", "../map/small_maps.js")
    )
    return "\n".join([server, given, *own])


def _words(text: Text) -> dict[str, str]:
    return {
        "skip": text("app.skip"),
        "sidebar": text("app.sidebar"),
        "open": text("app.sidebar_open"),
        "close": text("app.sidebar_close"),
        "shut": text("app.shut"),
        "copied": text("app.copied"),
        "copied_words": text("app.copied_words"),
        "lost": text("app.lost"),
        "unsent": text("app.unsent"),
    }


class _Rewriter:
    """Holds an HTML answer back until it is whole, then sends it rewritten; passes everything else on.

    making: the first screen, which is put in its place; what stands before it is sent at once, so that the browser
    fetches scripts meanwhile.
    """

    def __init__(
        self,
        send: Send,
        rewrite: Callable[[bytes], bytes],
        headers: Mapping[str, str],
        making: asyncio.Future[str] | None,
    ) -> None:
        self.send, self.rewrite, self.headers, self.making = send, rewrite, headers, making
        self.start: Message | None = None
        self.body = b""

    async def __call__(self, message: Message) -> None:
        if message["type"] == "http.response.start" and _is_html(message):
            self.start = message
        elif self.start is not None and message["type"] == "http.response.body":
            self.body += message.get("body", b"")
            if not message.get("more_body"):
                await self._send_whole(self.start)
        else:
            await self.send(message)

    async def _send_whole(self, start: Message) -> None:
        self.start = None
        before, here, after = self.rewrite(self.body).partition(HERE)
        is_whole = self.making is None or not here
        headers = [pair for pair in start["headers"] if pair[0] not in CHANGED]
        if b"content-security-policy" not in dict(headers):
            headers.append((b"content-security-policy", policy(self.headers.get("host", ""), before + after)))
        if not is_whole:
            # Figures are nobody's to keep.
            headers = [*(pair for pair in headers if pair[0] != b"cache-control"), (b"cache-control", b"no-store")]
        press = _Press(takes_gzip(self.headers.get("accept-encoding", "")))
        headers += press.headers
        if is_whole:
            body = press(before + after, is_last=True)
            headers.append((b"content-length", str(len(body)).encode()))
            await self.send({**start, "headers": headers})
            await self.send({"type": "http.response.body", "body": body})
            return
        await self.send({**start, "headers": headers})
        await self.send({"type": "http.response.body", "body": press(before, is_last=False), "more_body": True})
        first = await self._first()
        if first:
            after = first.encode() + after.replace(b'<div id="root">', b'<div id="root" inert>', 1)
        await self.send({"type": "http.response.body", "body": press(after, is_last=True)})

    async def _first(self) -> str:
        """What was made in time; the page's own run finds the rest made."""
        assert self.making is not None
        try:
            return await asyncio.wait_for(asyncio.shield(self.making), MOST_SECONDS)
        except TimeoutError:
            return ""


class _Press:
    """Compresses an answer piece by piece where the browser takes that; each piece can be read when it has come."""

    def __init__(self, is_taken: bool) -> None:
        self.pressing = zlib.compressobj(wbits=GZIP) if is_taken else None
        self.headers = [(b"content-encoding", b"gzip"), VARY] if is_taken else [VARY]

    def __call__(self, piece: bytes, *, is_last: bool) -> bytes:
        if self.pressing is None:
            return piece
        return self.pressing.compress(piece) + self.pressing.flush(zlib.Z_FINISH if is_last else zlib.Z_SYNC_FLUSH)


def _is_html(message: Message) -> bool:
    return b"text/html" in dict(message["headers"]).get(b"content-type", b"")
