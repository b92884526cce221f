"""The GeoJSON of a scope: what the file holds, what it is called, and that the same is not built twice."""

import datetime as dt
import json
import os
import subprocess
import sys
import time

import geopandas as gpd
import numpy as np
import pytest
import shapely

from dashboard import settings
from dashboard.geography import boundaries, labels, mosaic, published, scope
from dashboard.geography.installation.install import install

CA_MAU = ("2025", "96", "commune")


def _features(found):
    return json.loads(found.path.read_text(encoding="utf-8"))["features"]


@pytest.mark.parametrize(
    ("edition", "parent", "grain", "count"),
    [
        ("2025", "VN", "province", 34),
        ("2025", "96", "commune", 64),
        ("2024", "96", "district", 9),
        ("2024", "96", "commune", 100),
        ("2024", "967", "commune", 12),
        ("2025", "32065", "commune", 1),
    ],
)
def test_a_scope_holds_its_units_by_code(schematic, edition, parent, grain, count):
    found = boundaries(edition, parent, grain)
    features = _features(found)
    assert found.drawn == len(features) == count
    assert {feature["id"] for feature in features} == found.unit_codes
    assert not any(feature["properties"] for feature in features), "names have their days, shapes have none"


def test_the_nation_of_2024_lists_what_is_not_drawn_and_keeps_the_island_districts(schematic):
    found = boundaries("2024", "VN", "commune")
    assert (found.drawn, len(found.not_drawn), len(found.also_drawn)) == (10_018, 17, 6)
    assert len(_features(found)) == 10_018 + 6
    assert {"498", "576"} <= found.also_drawn


@pytest.mark.parametrize(("edition", "parent", "kilobytes"), [("2025", "VN", 1_200), ("2025", "96", 60)])
def test_a_file_is_small_enough_to_send(schematic, edition, parent, kilobytes):
    assert boundaries(edition, parent, "commune").path.stat().st_size < kilobytes * 1_000


@pytest.mark.parametrize("parent", ["VN", "96", "56"])
def test_shared_borders_stay_shared_and_rings_run_clockwise(schematic, parent):
    geometry = np.asarray(gpd.read_file(boundaries("2025", parent, "commune").path).geometry)
    assert shapely.is_valid(geometry).all()
    assert shapely.coverage_is_valid(geometry)
    rings = shapely.get_exterior_ring(shapely.get_parts(geometry))
    assert not shapely.is_ccw(rings).any()


def test_the_frame_leaves_out_truong_sa_but_the_file_does_not(schematic):
    found = boundaries("2025", "56", "commune")
    assert "22736" in found.unit_codes
    assert found.bounds[2] < 110 < 114 < found.full_bounds[2]
    nation = boundaries("2025", "VN", "province")
    assert nation.bounds[2] < 110 < 114 < nation.full_bounds[2]
    # Phú Quốc and Thổ Châu are within reach of the mainland, and stay in the frame.
    assert boundaries("2025", "91", "commune").bounds[0] < 103.6


def test_a_unit_too_small_for_the_grid_becomes_a_mark():
    shapes = gpd.GeoSeries([shapely.box(105, 9, 110, 14), shapely.box(111, 9, 111.00001, 9.00001)], crs="EPSG:4326")
    assert not scope.simplified(shapes).is_empty.any()


def test_the_name_carries_the_content_and_changes_with_it(empty, ca_mau):
    before = boundaries(*CA_MAU)
    ca_mau.to_parquet(empty / "ca_mau.parquet")
    install(empty / "ca_mau.parquet", "2025")
    after = boundaries(*CA_MAU)
    assert before.path.name != after.path.name
    assert before.path.exists()
    assert after.url == f"app/static/geo/{after.path.name}"
    assert (before.quality, after.quality) == ("schematic", "real")
    assert (after.source, after.real_count) == ("ca_mau.parquet", 64)


def test_a_scope_is_built_once_and_then_looked_up(schematic, monkeypatch):
    first = boundaries(*CA_MAU)
    monkeypatch.setattr(published, "_build", lambda *_: pytest.fail("built again"))
    started = time.perf_counter()
    assert boundaries(*CA_MAU) == first
    assert time.perf_counter() - started < 0.01
    published._remembered.cache_clear()
    assert boundaries(*CA_MAU) == first


def test_a_lost_file_is_written_again(schematic):
    first = boundaries(*CA_MAU)
    first.path.unlink()
    assert boundaries(*CA_MAU) == first
    assert first.path.exists()


def test_files_of_earlier_days_are_swept_and_younger_ones_kept(schematic, tmp_path, monkeypatch):
    monkeypatch.setattr(settings, "STATIC", tmp_path)
    folder = settings.STATIC / "geo"
    folder.mkdir(parents=True)
    old, young = folder / "2025-commune-96-old.geojson", folder / "2025-commune-96-young.geojson"
    other = folder / "2025-commune-960-old.geojson"
    for file in (old, young, other):
        file.write_text("{}")
    for file in (old, other):
        os.utime(file, (0, 0))
    boundaries(*CA_MAU)
    assert (old.exists(), young.exists(), other.exists()) == (False, True, True)


@pytest.mark.parametrize(
    ("edition", "parent", "grain"),
    [
        ("2025", "99999", "commune"),
        ("2025", "96", "district"),
        ("2025", "../96", "commune"),
        ("2025", "96", "village"),
        ("1999", "VN", "commune"),
    ],
)
def test_a_scope_that_does_not_exist_is_a_lookup_error(schematic, edition, parent, grain):
    with pytest.raises(LookupError):
        boundaries(edition, parent, grain)


def test_a_unit_without_a_known_place_is_an_empty_map_not_an_error(schematic):
    found = boundaries("2024", "02659", "commune")
    assert (found.drawn, found.not_drawn, _features(found)) == (0, {"02659"}, [])
    assert found.quality == "schematic"
    assert found.bounds[0] < found.bounds[2]


def test_processes_that_build_at_once_agree(schematic, tmp_path):
    code = (
        "import sys; from pathlib import Path; from dashboard import settings; settings.STATIC = Path(sys.argv[1]);"
        "from dashboard.geography import boundaries; print(boundaries('2025', '96', 'commune').path.name)"
    )
    command = [sys.executable, "-c", code, str(tmp_path)]
    racing = [subprocess.Popen(command, cwd=settings.ROOT, stdout=subprocess.PIPE, text=True) for _ in range(2)]
    names = {process.communicate(timeout=60)[0].strip() for process in racing}
    assert all(process.returncode == 0 for process in racing)
    assert len(names) == 1
    assert [file.name for file in (tmp_path / "geo").iterdir()] == list(names)


def test_the_empty_world_that_keeps_plotly_offline_is_in_place():
    world = json.loads((settings.STATIC / "world_110m.json").read_text(encoding="utf-8"))
    assert world == {"type": "Topology", "objects": {}, "arcs": []}


def test_the_cache_depends_on_the_units_and_on_what_is_installed():
    assert mosaic.key("2025", "") != mosaic.key("2025", "{}") != mosaic.key("2024", "{}")


def test_names_of_few_units_stand_inside_their_shapes(schematic):
    found = boundaries("2024", "967", "commune", dt.date(2024, 5, 1))
    named = labels(found, "2024", dt.date(2024, 5, 1))
    assert len(named) == 12
    shapes = gpd.read_file(found.path).geometry
    points = [shapely.Point(lon, lat) for lon, lat, _ in named]
    assert [int(shapes.contains(point).sum()) for point in points] == [1] * 12
    assert {"Thị trấn Thới Bình", "Xã Thới Bình", "Biển Bạch"} <= {name for *_, name in named}


def test_where_units_are_many_none_is_named(schematic):
    assert labels(boundaries("2025", "96", "commune"), "2025", dt.date(2026, 5, 1)) == ()
