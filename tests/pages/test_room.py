"""The page that puts a wall's address together, and what that address asks of the wall."""

import html
import re
from pathlib import Path
from urllib.parse import parse_qsl, urlsplit

from streamlit.testing.v1 import AppTest

from dashboard.wall import link
from tests.pages.test_pages import THOI_BINH, open_page


def address(app: AppTest) -> str:
    [body] = [one.proto.body for one in app.get("html") if one.proto.body.startswith('<p class="address">')]
    found = re.search(r'<a href="([^"]+)"', body)
    assert found
    return html.unescape(found[1])


def asked(app: AppTest) -> dict[str, str]:
    return dict(parse_qsl(urlsplit(address(app)).query))


def test_the_address_holds_the_view_and_follows_the_newest_figures(demo_data: Path):
    app = open_page("room", **THOI_BINH)
    assert address(app).startswith("http://localhost:8501/screen?"), "whole, to be typed"
    shown = asked(app)
    assert (shown["unit"], shown["edition"], shown["seconds"], shown["theme"]) == ("967", "2024", "20", "dark")
    assert "as_of" not in shown, "a wall that keeps a day would grow old"
    assert "scenes" not in shown, "all of them"


def test_a_rehearsal_keeps_the_day_and_chosen_scenes_keep_their_order(demo_data: Path):
    choices = {"day": "rehearsal", "scenes": "nation,map,none", "seconds": "60", "theme": "light"}
    shown = asked(open_page("room", **THOI_BINH, **choices))
    assert (shown["as_of"], shown["scenes"], shown["seconds"]) == ("2024-05-01", "nation,map", "60")
    read = link.read(shown)
    assert (read.scenes, read.seconds, read.theme, read.is_rehearsal) == (("nation", "map"), 60, "light", True)
    assert read.complaints == ()


def test_the_preview_shows_the_wall_of_the_same_address(demo_data: Path):
    app = open_page("room", **THOI_BINH, seconds="30")
    [frame] = app.get("iframe")
    assert frame.proto.src == f"/screen?{urlsplit(address(app)).query}"
    [code] = [one.proto.body for one in app.get("html") if 'class="qr"' in one.proto.body]
    assert code.startswith('<img class="qr" src="data:image/png;base64,')
    assert 'alt="Mã QR của địa chỉ này"' in code
