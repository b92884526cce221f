"""Files that never change are sent compressed, and everything that HTTP says of that holds."""

import gzip
import http.client
import socket
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.middleware import Middleware
from starlette.responses import FileResponse, PlainTextResponse
from starlette.routing import Route
from streamlit import file_util
from streamlit.web.server.starlette.starlette_static_routes import create_streamlit_static_assets_routes

from dashboard.ui.serving import charts, compressed, web
from tests import charts as cutting
from tests import icons

STATIC = Path(file_util.get_static_dir())
SCRIPT = next(STATIC.glob("static/js/DeckGlJsonChart.*.js"))
OTHER = next(STATIC.glob("static/js/EChartsChart.*.js"))
BASE = "/so-lieu"
SHAPES = '{"type":"FeatureCollection","features":[' + ",".join(['{"type":"Feature"}'] * 200) + "]}"


class Answer(NamedTuple):
    """What a real server answered."""

    status: int
    headers: dict[str, str]
    body: bytes


class Server(NamedTuple):
    """A server with Streamlit's files and shapes below a base path, and what stands before them."""

    port: int

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """One request over a socket; names of headers with _ for -."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=30)
        connection.request(method, f"{BASE}/{path}", headers={k.replace("_", "-"): v for k, v in headers.items()})
        found = connection.getresponse()
        answer = Answer(found.status, {name.lower(): value for name, value in found.getheaders()}, found.read())
        connection.close()
        return answer


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Server]:
    shapes = tmp_path_factory.mktemp("geo") / "shapes-1.geojson"
    shapes.write_text(SHAPES, encoding="utf-8")

    def geo(_: object) -> FileResponse:
        return FileResponse(shapes, media_type="application/octet-stream")

    app = Starlette(
        routes=[
            Route(f"{BASE}/app/static/geo/shapes-1.geojson", geo),
            Route(f"{BASE}/app/static/geo/gone.geojson", lambda _: PlainTextResponse("", 404)),
            *create_streamlit_static_assets_routes(BASE),
        ],
        middleware=[
            Middleware(compressed.KeepCompressed, base=BASE),
            Middleware(web.CacheHashedFiles),
            Middleware(web.FewIcons),
            Middleware(charts.FewMarks),
        ],
    )
    running = uvicorn.Server(uvicorn.Config(app, port=0, log_level="error"))
    thread = threading.Thread(target=running.run, daemon=True)
    thread.start()
    while not running.started:
        time.sleep(0.01)
    yield Server(running.servers[0].sockets[0].getsockname()[1])
    running.should_exit = True
    thread.join(timeout=10)


@pytest.mark.parametrize(
    ("path", "whole"),
    [
        (f"static/js/{SCRIPT.name}", SCRIPT.read_bytes()),
        ("app/static/geo/shapes-1.geojson", SHAPES.encode()),
    ],
    ids=["script", "shapes"],
)
class TestAFile:
    def test_is_compressed_and_whole_for_who_takes_that(self, server: Server, path: str, whole: bytes):
        for _ in range(2):
            answer = server.ask(path, accept_encoding="gzip, deflate")
            assert (answer.status, answer.headers["content-encoding"]) == (200, "gzip")
            assert gzip.decompress(answer.body) == whole
            assert int(answer.headers["content-length"]) == len(answer.body) < len(whole) / 3
            assert "immutable" in answer.headers["cache-control"]
            assert answer.headers["vary"] == "Accept-Encoding"

    @pytest.mark.parametrize("accepted", ["identity", "br", "gzip;q=0, *", "gzip; q=0"])
    def test_is_as_it_is_for_who_does_not(self, server: Server, path: str, whole: bytes, accepted: str):
        answer = server.ask(path, accept_encoding=accepted)
        assert (answer.status, answer.body) == (200, whole)
        assert "content-encoding" not in answer.headers
        assert answer.headers["vary"] == "Accept-Encoding"

    def test_says_the_same_to_head(self, server: Server, path: str, whole: bytes):
        asked, told = (server.ask(path, method, accept_encoding="gzip") for method in ("GET", "HEAD"))
        ignored = {"date"}
        assert {k: v for k, v in told.headers.items() if k not in ignored} == {
            k: v for k, v in asked.headers.items() if k not in ignored
        }
        assert (told.status, told.body) == (200, b"")

    def test_is_not_sent_again_to_who_has_it(self, server: Server, path: str, whole: bytes):
        etag = server.ask(path, accept_encoding="gzip").headers["etag"]
        for known in (etag, f'"other", W/{etag}', "*"):
            again = server.ask(path, accept_encoding="gzip", if_none_match=known)
            assert (again.status, again.body, again.headers["etag"]) == (304, b"", etag)
            assert again.headers["vary"] == "Accept-Encoding"
        assert server.ask(path, accept_encoding="gzip", if_none_match='"other"').status == 200

    def test_has_a_tag_for_each_form(self, server: Server, path: str, whole: bytes):
        packed, plain = (server.ask(path, accept_encoding=form).headers["etag"] for form in ("gzip", "identity"))
        assert packed != plain
        # Who has the plain form does not have the compressed one.
        assert server.ask(path, accept_encoding="gzip", if_none_match=plain).status == 200

    def test_a_part_is_one_of_the_plain_file(self, server: Server, path: str, whole: bytes):
        part = server.ask(path, accept_encoding="gzip", range="bytes=10-19")
        assert (part.status, part.body) == (206, whole[10:20])
        assert "content-encoding" not in part.headers
        etag = server.ask(path, accept_encoding="gzip").headers["etag"]
        # Part of what was begun compressed cannot be had: it is sent whole.
        anew = server.ask(path, accept_encoding="gzip", range="bytes=10-19", if_range=etag)
        assert (anew.status, anew.body) == (200, whole)


def test_what_is_no_file_is_passed_on_as_it_is(server: Server):
    frame = server.ask("static/js/nothing.js", accept_encoding="gzip")
    assert frame.status == 200 and b"<html" in frame.body
    assert frame.headers["cache-control"] == "no-cache" and "content-encoding" not in frame.headers
    assert server.ask("app/static/geo/gone.geojson", accept_encoding="gzip").status == 404
    assert server.ask("overview", accept_encoding="gzip").headers["cache-control"] == "no-cache"


def test_a_reader_who_leaves_before_the_end_leaves_the_file_whole_for_others(server: Server):
    path = f"{BASE}/{OTHER.relative_to(STATIC)}"
    for _ in range(20):
        with socket.create_connection(("127.0.0.1", server.port)) as leaving:
            leaving.sendall(f"GET {path} HTTP/1.1\r\nHost: a\r\nAccept-Encoding: gzip\r\n\r\n".encode())
    answer = server.ask(str(OTHER.relative_to(STATIC)), accept_encoding="gzip")
    assert gzip.decompress(answer.body) == OTHER.read_bytes()


def test_no_more_is_kept_than_allowed(monkeypatch):
    monkeypatch.setattr(compressed, "MOST_BYTES", 1000)
    kept = compressed.KeepCompressed(PlainTextResponse(""))._kept
    for number in range(5):
        kept[str(number)] = compressed.Kept((), b"x" * 400)
    assert kept.currsize <= 1000


def test_the_font_of_icons_is_a_small_one_with_all_that_streamlit_names(server: Server):
    [font] = STATIC.glob("static/media/MaterialSymbols-Rounded.*.woff2")
    answer = server.ask(f"static/media/{font.name}")
    assert answer.body == icons.MADE.read_bytes()
    assert (answer.headers["content-type"], len(answer.body) < 15_000) == ("font/woff2", True)
    # Streamlit's own font lacks this one too.
    assert icons.named() - {"star_filled"} == set(icons.LISTED.read_text(encoding="utf-8").split())


def test_the_script_of_charts_is_a_small_one_and_asked_for_anew(server: Server):
    path = f"static/js/{charts.whole().name}"
    answer = server.ask(path, accept_encoding="gzip")
    sent = gzip.decompress(answer.body)
    assert sent == charts.script() and len(sent) < 1_500_000 and len(answer.body) < 500_000
    assert answer.headers["content-type"].startswith("text/javascript")
    assert (answer.headers["cache-control"], answer.headers["vary"]) == (compressed.WHILE_RUNNING, "Accept-Encoding")
    again = server.ask(path, accept_encoding="gzip", if_none_match=answer.headers["etag"])
    assert (again.status, again.body) == (304, b"")
    plain = server.ask(path, accept_encoding="identity")
    assert plain.body == sent and plain.headers["etag"] != answer.headers["etag"]
    assert server.ask(path, "HEAD", accept_encoding="gzip").body == b""


def test_the_script_of_charts_is_streamlit_s_with_nothing_missing_but_marks():
    streamlits, sent = charts.whole().read_text(encoding="utf-8"), charts.script().decode()
    own = cutting.MADE.read_text(encoding="utf-8")
    # Cut out of the very script that is installed: after an upgrade `python -m tests.charts` makes it anew.
    assert own.startswith(cutting.heading(streamlits)) and sent.startswith(own)
    assert "Permission is hereby granted" in cutting.MADE.with_name("LICENSE.txt").read_text(encoding="utf-8")
    assert f'version="{cutting.version(streamlits)}"' in own
    begins, ends = charts.BEGINS.search(streamlits).start(), streamlits.index(charts.ENDS) + len(charts.ENDS)
    assert streamlits[:begins] in sent and sent.endswith(streamlits[ends:])
    assert ends - begins > 4_600_000, "nothing but plotly.js is left out"


def test_a_script_of_charts_that_is_built_otherwise_is_sent_as_it_is(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    other = tmp_path / "PlotlyChart.0.js"
    other.write_text("export default 1", encoding="utf-8")
    monkeypatch.setattr(charts, "whole", lambda: other)
    assert charts.script.__wrapped__() is None


def test_no_font_is_asked_for_in_vain():
    frame = (STATIC / "index.html").read_bytes()
    assert b"SourceSans" in frame
    spoken = web.SpeakLanguage(PlainTextResponse(""), "vi", lambda *_: "")._spoken(frame)
    assert b"SourceSans" not in spoken
    assert spoken.count(b'rel="modulepreload"') == frame.count(b'rel="modulepreload"')
