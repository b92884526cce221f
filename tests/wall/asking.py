"""Asks the wall's routes as a browser does, without a server."""

import asyncio
import json
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlencode

from starlette.applications import Starlette

from dashboard.wall import routes


@dataclass
class Answer:
    """What came back."""

    status: int = 0
    headers: dict[str, str] = field(default_factory=dict)
    body: bytes = b""

    def json(self) -> Any:
        """The body, understood."""
        return json.loads(self.body)


def ask(path: str, base: str = "", **query: str) -> Answer:
    """The answer to one request. Raises what the server would log."""
    app = Starlette(routes=routes.routes(base), exception_handlers={Exception: routes.failed})
    answer = Answer()
    scope = {
        "type": "http", "method": "GET", "path": path, "raw_path": path.encode(), "root_path": "", "headers": [],
        "query_string": urlencode(query).encode(), "http_version": "1.1", "scheme": "http", "server": ("wall", 80),
        "client": ("room", 1),
    }  # fmt: skip

    sent = iter([{"type": "http.request", "body": b"", "more_body": False}])

    async def receive() -> dict[str, object]:
        for message in sent:
            return message
        # A browser that has asked waits.
        await asyncio.Event().wait()
        raise AssertionError

    async def send(message: dict[str, Any]) -> None:
        if message["type"] == "http.response.start":
            answer.status = message["status"]
            answer.headers = {name.decode(): value.decode() for name, value in message["headers"]}
        answer.body += message.get("body", b"")

    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, app(scope, receive, send)).result()
    return answer


def scene(name: str, **query: str) -> dict[str, Any]:
    """One scene's JSON on a wall of 1920 by 1080."""
    answer = ask(f"/screen/scene/{name}", width="1920", height="1080", **query)
    assert answer.status == 200, answer
    shown: dict[str, Any] = answer.json()
    return shown
