"""Coasts with hundreds of islets: installed within bounds, looked up at a click, and drawn with the sea around them."""

import json
import subprocess
import sys

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dashboard import settings
from dashboard.geography import boundaries, coverage, mosaic, places, published, schematic
from dashboard.geography.installation import fit
from dashboard.geography.installation.install import install
from dashboard.geography.installed import pointer
from dashboard.geography.places import DEGREES, METRES, ancestors
from tests.sweep import IS_WHOLE

VAN_DON, KIEN_HAI, TRUONG_SA = "06994", "31108", "22736"
INSTALL = """
import re, sys
from pathlib import Path
from dashboard import settings
settings.STATIC = Path(sys.argv[1])
from dashboard.geography import install
install(Path(sys.argv[2]), "2025")
# The peak of this process alone: that of getrusage begins with the memory of the process that started it.
print(int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024)
"""


def _islet(x, y, radius, count, random):
    turn = np.linspace(0, 2 * np.pi, count, endpoint=False)
    rough = radius * (1 + 0.15 * random.random(count))
    return shapely.Polygon(np.column_stack([x + rough * np.cos(turn), y + rough * np.sin(turn)]))


def _archipelago(code, islets, vertices):
    """A main island at the unit's point, and round islets within some 20 km of it that do not touch."""
    random = np.random.default_rng(7)
    lon, lat = places.listed("2025").loc[code, ["lon", "lat"]]
    drawn = [_islet(lon, lat, 0.02, 60, random)]
    while len(drawn) < islets:
        radius = random.uniform(0.0008, 0.004)
        x, y = lon + random.uniform(-0.2, 0.2), lat + random.uniform(-0.15, 0.15)
        if shapely.distance(shapely.Point(x, y), drawn).min() > 1.3 * radius + 0.001:
            drawn.append(_islet(x, y, radius, vertices, random))
    return gpd.GeoDataFrame({"ma_xa": [code]}, geometry=[shapely.MultiPolygon(drawn)], crs=DEGREES)


def test_a_coast_of_islets_is_installed_within_bounds(own_folders):
    _archipelago(VAN_DON, 320, 250).to_file(own_folders / "coast.gpkg")
    command = [sys.executable, "-c", INSTALL, str(own_folders / "static"), str(own_folders / "coast.gpkg")]
    ran = subprocess.run(command, cwd=settings.ROOT, capture_output=True, text=True, check=True, timeout=200)
    # Measured: 290 MB. It was 15.9 GB at the first click.
    assert float(ran.stdout) < 700
    found = boundaries("2025", "22", "commune")
    assert (found.real_count, found.drawn) == (1, 54)
    assert found.path.stat().st_size < 150_000


def test_the_maps_around_are_drawn_before_a_reader_asks(own_folders, ca_mau, monkeypatch):
    ca_mau.to_parquet(own_folders / "ca_mau.parquet")
    install(own_folders / "ca_mau.parquet", "2025")
    monkeypatch.setattr(published, "_build", lambda *_: pytest.fail("built at a click"))
    published._remembered.cache_clear()
    for parent, grain in (("96", "commune"), ("VN", "commune"), ("VN", "province"), ("96", "province")):
        assert boundaries("2025", parent, grain).real_count


def test_nobody_is_pointed_to_new_boundaries_before_their_maps_are_drawn(own_folders, ca_mau, monkeypatch):
    seen = []
    module = sys.modules["dashboard.geography.installation.install"]
    monkeypatch.setattr(module, "build_ahead", lambda edition, pointed, _: seen.append((pointer(edition), pointed)))
    ca_mau.to_parquet(own_folders / "ca_mau.parquet")
    install(own_folders / "ca_mau.parquet", "2025")
    ((before, pointed),) = seen
    assert (before, pointer("2025")) == ("", pointed)
    assert json.loads(pointed)["commune"]["units"] == 64


def test_the_schematic_leaves_the_sea_around_islets_and_touches_none(empty):
    coast = _archipelago(VAN_DON, 30, 40)
    coast.to_parquet(empty / "coast.parquet")
    install(empty / "coast.parquet", "2025")
    nation = mosaic.shapes("2025", "commune", pointer("2025"))
    assert shapely.coverage_is_valid(np.asarray(nation.geometry))
    others = nation.geometry.drop(VAN_DON).to_crs(METRES)
    (islands,) = coast.to_crs(METRES).geometry
    islets = shapely.get_parts(islands)[1:]
    assert shapely.STRtree(np.asarray(others)).query(islets, predicate="dwithin", distance=20).size == 0
    assert nation.geometry[VAN_DON].equals(coast.geometry[0])


def test_the_ground_of_a_main_body_is_left_out_to_its_very_border():
    body, islet = shapely.box(3_000, -9_000, 20_000, 9_000), shapely.box(-300, 5_000, 300, 5_600)
    real = np.array([shapely.MultiPolygon([body, islet])])
    (drawn,) = schematic.draw(np.array([shapely.Point(0, 0)]), np.array([100.0]), real)
    assert shapely.distance(drawn, body) < 1
    assert 20 < shapely.distance(drawn, islet) < 150
    assert drawn.contains(shapely.Point(0, 0))


def test_cleaning_fits_what_meets_and_leaves_islets_as_they_are():
    islet = shapely.box(5, 5, 5.1, 5.1)
    left = shapely.MultiPolygon([shapely.box(0, 0, 1, 1), islet])
    right = shapely.box(1, 0, 2, 1)
    shapes = np.array([left, right])
    assert coverage.faults(shapes, 0.001).tolist() == [False, False]
    overlapping = np.array([left, shapely.box(0.9, 0, 2, 1)])
    assert coverage.faults(overlapping, 0.001).tolist() == [True, True]
    fitted = coverage.cleaned(overlapping, 0.001)
    assert shapely.coverage_is_valid(fitted)
    assert any(part.equals(islet) for part in shapely.get_parts(fitted[0]))


@pytest.mark.parametrize("code", [VAN_DON, KIEN_HAI, TRUONG_SA, "07192", "20333"])
def test_an_archipelago_fits_though_its_point_lies_off_its_land(empty, code):
    lon, lat = places.listed("2025").loc[code, ["lon", "lat"]]
    islands = shapely.MultiPolygon(
        [shapely.box(lon + d, lat - 0.012, lon + d + 0.024, lat + 0.012) for d in (-0.042, 0.018)]
    )
    table = gpd.GeoDataFrame({"ma_xa": [code]}, geometry=[islands], crs=DEGREES)
    assert not islands.contains(shapely.Point(lon, lat))
    table.to_file(empty / "islands.geojson")
    (layer,) = install(empty / "islands.geojson", "2025").layers
    assert (layer.installed, layer.misplaced) == ((code,), ())


def test_islands_far_from_the_point_do_not_fit():
    lon, lat = places.listed("2025").loc[KIEN_HAI, ["lon", "lat"]]
    islands = shapely.MultiPolygon([shapely.box(lon + d, lat, lon + d + 0.02, lat + 0.02) for d in (1.0, 1.1)])
    assert not fit.fits(gpd.GeoSeries([islands], index=[KIEN_HAI], crs=DEGREES), "2025", "commune")


@pytest.mark.skipif(not IS_WHOLE, reason="`make sweep` installs it; made-up islets are installed above")
def test_the_real_coast_of_quang_ninh_is_installed(empty, shared):
    table = gpd.read_parquet(shared / "communes_2025.parquet", filters=[("province_code", "==", "22")])
    table.to_parquet(empty / "quang_ninh.parquet")
    (layer,) = install(empty / "quang_ninh.parquet", "2025").layers
    assert (len(layer.installed), layer.misplaced) == (54, ())
    found = boundaries("2025", "22", "commune")
    assert (found.quality, found.drawn) == ("real", 54)
    assert set(ancestors("2025").index[ancestors("2025")["province"] == "22"]) - {"22"} == found.unit_codes
