"""What our web server adds around Streamlit."""

import asyncio
from concurrent.futures import ThreadPoolExecutor

from starlette.formparsers import MultiPartParser
from starlette.requests import Request

from dashboard.ui.shell import web

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
