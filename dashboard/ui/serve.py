"""Serves the pages: `python -m dashboard serve`."""

import argparse
import logging
import socket
import threading
import time
from collections.abc import Awaitable, Callable, MutableMapping
from typing import Any

import streamlit as st
import uvicorn
from starlette.middleware import Middleware

from dashboard import settings
from dashboard.text import Text
from dashboard.ui import navigation

Scope = MutableMapping[str, Any]
Send = Callable[[MutableMapping[str, Any]], Awaitable[None]]
HASHED = "/app/static/geo/"
FOREVER = (b"cache-control", b"public, max-age=31536000, immutable")


class CacheHashedFiles:
    """Files whose name carries their content's hash never change: browsers may keep them."""

    def __init__(self, app: Callable[..., Awaitable[None]]) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Callable[..., Awaitable[Any]], send: Send) -> None:
        if scope["type"] != "http" or HASHED not in scope["path"]:
            await self.app(scope, receive, send)
            return

        async def send_marked(message: MutableMapping[str, Any]) -> None:
            if message["type"] == "http.response.start" and message["status"] == 200:
                headers = dict(message["headers"])
                # A path that does not exist is answered with the app's own page: that must not be kept.
                if b"html" not in headers.get(b"content-type", b""):
                    message = {**message, "headers": [*message["headers"], FOREVER]}
            await send(message)

        await self.app(scope, receive, send_marked)


def add_parser(commands: Any) -> None:
    """The command's own options: none, for HOST and PORT are read from the environment."""
    commands.add_parser("serve", help=Text(settings.load().language)("serve.help"))


def run(_: argparse.Namespace) -> int:
    """Serves until it is stopped; exit code 1 when the port is taken."""
    text = Text(settings.load().language)
    host, port = settings.address()
    if not _is_free(host, port):
        print(text("serve.taken", port=port))
        return 1
    # Named once, the pages are known to the whole process, and no first visitor can meet a page without its frame.
    logging.disable(logging.WARNING)
    navigation.declare(text)
    logging.disable(logging.NOTSET)
    app = st.App(settings.ROOT / "app.py", middleware=[Middleware(CacheHashedFiles)], on_script_error=_tell)
    server = uvicorn.Server(uvicorn.Config(app, host=host, port=port, log_level="warning"))
    threading.Thread(target=_announce, args=(server, text, host, port), daemon=True).start()
    server.run()
    return 0


def _is_free(host: str, port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError:
            return False
    return True


def _announce(server: uvicorn.Server, text: Text, host: str, port: int) -> None:
    while not server.started:
        time.sleep(0.02)
    print(text("serve.ready", address=f"http://{'localhost' if host == '127.0.0.1' else host}:{port}"), flush=True)


def _tell(problem: Exception) -> bool:
    """An error of ours: the log gets it whole, the reader a sentence in their language."""
    logging.getLogger("dashboard").error("page failed", exc_info=problem)
    from dashboard.ui import session

    st.error(session.text()("app.error", time=f"{time.strftime('%H:%M:%S %d/%m/%Y')}"))
    return True
