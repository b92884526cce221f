"""The wall's addresses: the page, its files, the state, and what goes wrong."""

import json
import re
from pathlib import Path

import pytest
from duckdb import CatalogException

from dashboard import version_files
from dashboard.wall import assets
from tests.wall.asking import ask

THOI_BINH = {"unit": "967", "edition": "2024", "as_of": "2024-05-01"}


def test_the_page_asks_no_other_host_and_is_never_kept(demo_data: Path):
    page = ask("/screen", **THOI_BINH)
    assert not re.search(r"https?://(?!www\.w3\.org)", page.body.decode())
    assert page.headers["cache-control"] == "no-store"
    assert page.headers["content-security-policy"].startswith("default-src 'self'")


def test_every_address_in_the_page_is_relative(demo_data: Path):
    page = ask("/screen").body.decode()
    found = re.findall(r'(?:href|src)="([^"]+)"', page) + re.findall(r"url\(([^)]+)\)", page)
    assert len(found) > 10
    assert not [one for one in found if one.startswith("/")]


def test_a_base_path_stands_before_each_address(demo_data: Path):
    assert ask("/vneid/screen", base="/vneid/").status == 200
    assert ask("/vneid/screen/state", base="vneid").status == 200
    assert ask("/screen", base="vneid").status == 404


def test_the_page_holds_the_words_that_are_said_without_the_server(demo_data: Path):
    page = ask("/screen", seconds="7", scenes="map").body.decode()
    given = json.loads(re.search(r'id="given">(.*?)</script>', page)[1])
    assert given["words"]["lost"]["other"].startswith("Mất kết nối")
    assert (given["seconds"], given["scenes"], given["language"]) == (7, ["map"], "vi")


def test_an_address_cannot_put_markup_into_the_page(demo_data: Path):
    page = ask("/screen", unit="</script><b>", theme="<b>", scenes="</script>").body.decode()
    assert "<b>" not in page.split("<body>")[0]


def test_the_state_names_version_clock_and_limits(demo_data: Path):
    state = ask("/screen/state").json()
    assert state["version"] == version_files.shown()
    assert state["build"] == assets.build()
    assert (state["amberHours"], state["redHours"]) == (36, 72)
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}", state["now"])


def test_the_state_before_the_first_import_names_no_version(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path))
    assert ask("/screen/state").json()["version"] is None
    assert ask("/screen/scene/headline").status == 204


@pytest.mark.parametrize("name", ["screen.js", "frame.js", "screen.css", "plotly.min.js"])
def test_the_wall_s_files_may_be_kept_under_the_address_of_their_build(name: str):
    assert "immutable" in ask(f"/screen/asset/{assets.build()}/{name}").headers["cache-control"]
    assert ask(f"/screen/asset/000000000000/{name}").headers["cache-control"] == "no-store"


@pytest.mark.parametrize("name", ["page.html", "../routes.py", "..%2Froutes.py", "other.js", "routes.py"])
def test_no_other_file_is_given_out(name: str):
    assert ask(f"/screen/asset/{assets.build()}/{name}").status == 404


def test_an_unknown_scene_is_nothing(demo_data: Path):
    assert ask("/screen/scene/officers").status == 204


def test_an_error_of_ours_is_the_log_s_and_has_no_words(demo_data: Path, monkeypatch: pytest.MonkeyPatch):
    from dashboard.wall import scenes

    def fail(_: object) -> None:
        raise CatalogException("Table with name restatement does not exist")

    monkeypatch.setitem(scenes.DRAWN, "map", fail)
    with pytest.raises(CatalogException):
        ask("/screen/scene/map", **THOI_BINH)


def test_sizes_that_no_wall_has_are_taken_for_typing_errors(demo_data: Path):
    for width, height in (("0", "0"), ("x", "1080"), ("99999999", "5"), ("-1", "768")):
        assert ask("/screen/scene/headline", width=width, height=height, **THOI_BINH).status == 200
