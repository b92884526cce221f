"""The first HTML of a page holds its numbers: for readers alone, in their language, and kept by nobody."""

import asyncio
import gzip
import re
import time
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from urllib.parse import urlencode

import pytest
from starlette.responses import FileResponse
from streamlit import file_util

from dashboard.ui.first import page
from dashboard.ui.serving import guard, web
from tests.pages.test_pages import THOI_BINH, open_page, words

FRAME = Path(file_util.get_static_dir()) / "index.html"
READER = {"accept": "text/html,*/*;q=0.8", "upgrade-insecure-requests": "1"}


async def frame(scope: guard.Message, receive: guard.Receive, send: guard.Send) -> None:
    """Streamlit's frame, as it serves it at any address."""
    await FileResponse(FRAME, headers={"cache-control": "no-cache"})(scope, receive, send)


def ask(path: str, first: web.First = page.html, **headers: str) -> tuple[dict[str, str], str]:
    """Headers and HTML of an answer."""
    name, _, query = path.partition("?")
    pairs = [
        (key.replace("_", "-").encode(), value.encode()) for key, value in {"host": "localhost", **headers}.items()
    ]
    scope = {
        "type": "http", "method": "GET", "path": name, "headers": pairs, "query_string": query.encode(),
        "asgi": {"spec_version": "2.4"},
    }  # fmt: skip
    sent: list[guard.Message] = []

    async def receive() -> guard.Message:
        return {"type": "http.request", "body": b"", "more_body": False}

    async def send(message: guard.Message) -> None:
        sent.append(message)

    with ThreadPoolExecutor(1) as beside:
        beside.submit(asyncio.run, web.SpeakLanguage(frame, "vi", first)(scope, receive, send)).result()
    found = {key.decode(): value.decode() for key, value in sent[0]["headers"]}
    body = b"".join(message["body"] for message in sent[1:])
    return found, (gzip.decompress(body) if "content-encoding" in found else body).decode()


def test_a_reader_gets_the_numbers_with_the_frame(demo_data: Path):
    for name, number in (("overview", "40.012"), ("map", "40.012"), ("compare", "40.012"), ("", "40.012")):
        unit = "967" if name in ("overview", "") else "96"
        headers, html = ask(f"/so-lieu/{name}?{urlencode(THOI_BINH | {'unit': unit})}", **READER)
        first, _, _ = html.partition('<div id="root" inert>')
        assert number in first.partition('id="first"')[2], name
        assert headers["cache-control"] == "no-store"
        assert html.count("<h1") == 1
        # What the policy lets run is written in the frame alone.
        assert "<script" not in first.partition('id="first"')[2]


def test_it_is_what_the_page_shows(demo_data: Path):
    shown = words(open_page("overview", **THOI_BINH))
    first = page.html("overview", THOI_BINH).rpartition("</style>")[2]
    card = re.search(r'<section class="card head">.*?</section>', first).group()
    for line in re.findall(r"<p>(.*?)</p>", card):
        assert line in shown or re.sub("<[^>]*>", "", line) in shown
    assert "40.012" in card and "73.000" in card


def test_it_speaks_the_reader_s_language(demo_data: Path):
    _, html = ask(f"/overview?{urlencode(THOI_BINH | {'lang': 'en'})}", **READER)
    first = html.partition('id="first"')[2].partition('<div id="root"')[0]
    assert "40,012" in first and "Simulated" in first and "Số liệu mô phỏng" not in first


def test_it_comes_compressed(demo_data: Path):
    headers, html = ask(f"/overview?{urlencode(THOI_BINH)}", accept_encoding="gzip", **READER)
    assert (headers["content-encoding"], headers["vary"]) == ("gzip", "Accept-Encoding")
    assert "40.012" in html and html.rstrip().endswith("</html>")


@pytest.mark.parametrize(
    "headers",
    [
        {"accept": "*/*"},
        {"accept": "text/html"},
        {**READER, "sec-purpose": "prefetch;prerender"},
        {**READER, "purpose": "prefetch"},
        {**READER, "sec-fetch-dest": "iframe"},
        {"accept": "text/html", "user-agent": "facebookexternalhit/1.1"},
    ],
    ids=["probe", "preview", "prerender", "prefetch", "frame", "named"],
)
def test_nobody_but_a_reader_costs_a_view(headers: dict[str, str]):
    asked: list[str] = []

    def first(name: str, _: object) -> str:
        asked.append(name)
        return ""

    _, html = ask("/overview", first, **headers)
    assert not asked and '<div id="root">' in html


def test_a_reader_at_this_pc_is_known_by_the_kind_of_request():
    assert web.is_opened({"sec-fetch-dest": "document"})
    assert not web.is_opened({"sec-fetch-dest": "empty", "upgrade-insecure-requests": "1"})


@pytest.mark.parametrize("link", ["/trend", "/about", "/overview?trace=x", "/map?grain=none", "/compare?sort=none"])
def test_where_it_is_not_known_what_stands_there_the_frame_comes_alone(demo_data: Path, link: str):
    _, html = ask(link, **READER)
    assert 'id="first"' not in html and '<div id="root">' in html


def test_a_failure_or_a_long_wait_costs_the_reader_nothing(monkeypatch, caplog):
    def fails(_: str, __: object) -> str:
        raise RuntimeError

    _, html = ask("/overview", fails, **READER)
    assert '<div id="root">' in html and "first screen failed" in caplog.text
    monkeypatch.setattr(web, "MOST_SECONDS", 0.05)

    def waits(_: str, __: object) -> str:
        time.sleep(0.3)
        return "much too late"

    _, html = ask("/overview", waits, **READER)
    assert "much too late" not in html and '<div id="root">' in html
