"""Data and static folders of their own, the schematic built once for all, and real-looking boundaries to install."""

import sys
from pathlib import Path

import geopandas as gpd
import pytest

from dashboard import settings
from dashboard.geography import mosaic
from dashboard.geography.places import ancestors

SHARED = settings.ROOT.parent / "shared" / "geo"


@pytest.fixture(scope="session")
def schematic_folder(tmp_path_factory, lay_maps):
    folder = tmp_path_factory.mktemp("schematic")
    lay_maps(folder / "data")
    return folder


@pytest.fixture
def schematic(schematic_folder, monkeypatch):
    """Folders shared by the tests that install nothing."""
    monkeypatch.setenv("DASHBOARD_DATA", str(schematic_folder / "data"))
    monkeypatch.setattr(settings, "STATIC", schematic_folder / "static")
    return schematic_folder


@pytest.fixture
def own_folders(tmp_path, monkeypatch):
    """Folders of this test alone."""
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    monkeypatch.setattr(settings, "STATIC", tmp_path / "static")
    return tmp_path


@pytest.fixture
def empty(own_folders, monkeypatch):
    """Folders of this test alone; an installation leaves the maps to be drawn by who looks at them."""
    monkeypatch.setattr(sys.modules["dashboard.geography.installation.install"], "build_ahead", lambda *_: None)
    return own_folders


@pytest.fixture(scope="session")
def communes(schematic_folder):
    """The schematic shapes of the communes of 2025, by code."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(schematic_folder / "data"))
        return mosaic.shapes("2025", "commune", "")


@pytest.fixture(scope="session")
def ca_mau(communes):
    """The 64 communes of Cà Mau as an operator's file might hold them: code, a number, a polygon a little off ours."""
    inside = communes[ancestors("2025")["province"].reindex(communes.index) == "96"]
    moved = inside.geometry.translate(0.001, 0.001)
    return gpd.GeoDataFrame({"code": list(inside.index), "population": 5_000}, geometry=list(moved), crs="EPSG:4326")


@pytest.fixture
def shared():
    """The reference polygons, where they are at hand."""
    if not (SHARED / "communes_2025.parquet").exists():
        pytest.skip("the reference polygons are not here")
    return SHARED


@pytest.fixture
def nothing_installed():
    def check(folder: Path) -> bool:
        return not list((folder / "data").rglob("*.parquet")) and not list((folder / "data").rglob("20??.json"))

    return check
