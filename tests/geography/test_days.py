"""Maps of days: what joined, divided or began is drawn from its day on, and what ended until then."""

import datetime as dt
import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard import units
from dashboard.geography import boundaries, in_force, mosaic, places
from dashboard.geography.installation.install import install
from dashboard.geography.installed import pointer
from dashboard.unit_tables import resolutions
from tests.sweep import sampled

EVE, DAY = dt.date(2026, 12, 31), dt.date(2027, 1, 1)
HEADER = "from_edition,from_code,to_edition,to_code,share,effective_on,document,full_name,lon,lat"
JOINED = (
    "2025,32065,2025,32999,,2027-01-01,1/NQ,Phường Thới Bình,,",
    "2025,32069,2025,32999,,2027-01-01,1/NQ,Phường Thới Bình,,",
)
SHARED_OUT = (
    "2025,32083,2025,32092,0.6,2027-01-01,1/NQ,,,",
    "2025,32083,2025,32071,0.4,2027-01-01,1/NQ,,,",
)


@pytest.fixture
def load(schematic, tmp_path, monkeypatch):
    """Loads a resolution, as its command does; the schematic is the one already drawn."""
    (tmp_path / "data").mkdir()
    (schematic / "data" / "boundaries").mkdir(parents=True, exist_ok=True)
    (tmp_path / "data" / "boundaries").symlink_to(schematic / "data" / "boundaries")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))
    return lambda *rows, name="resolution": _load(tmp_path, *rows, name=name)


def _load(folder, *rows, name="resolution"):
    path = folder / f"{name}.csv"
    path.write_text("\n".join([HEADER, *rows]) + "\n", encoding="utf-8")
    resolutions.load(path)


def _features(found):
    return {feature["id"] for feature in json.loads(found.path.read_text(encoding="utf-8"))["features"]}


def _drawn(on, grain="commune"):
    """The shapes of a day before they are made small, by code."""
    return mosaic.shapes("2025", grain, pointer("2025"), in_force.since("2025", on))["geometry"]


def _is_same(one, other):
    return shapely.symmetric_difference(one, other).area < shapely.area(other) / 1_000


@pytest.mark.parametrize("on", sampled([dt.date(2024, 5, 1), EVE, DAY, None], 2, first=1))
def test_a_map_draws_the_units_of_its_day_and_no_other(load, on):
    load(*JOINED, *SHARED_OUT)
    found = boundaries("2025", "96", "commune", on)
    expected = {unit.unit_code for unit in units.children("2025", "96", on=on)}
    assert found.unit_codes == _features(found) == expected
    assert len(expected) == (62 if on in (DAY, None) else 64)
    assert found.not_drawn == frozenset()


def test_a_unit_made_of_whole_ones_stands_on_their_ground(load):
    load(*JOINED)
    before, after = _drawn(EVE), _drawn(DAY)
    assert _is_same(after["32999"], shapely.union_all([before["32065"], before["32069"]]))
    rest = after.index.drop("32999")
    assert after[rest].geom_equals(before[rest]).all(), "nobody else moved"
    assert shapely.coverage_is_valid(np.asarray(after))


def test_a_divided_unit_is_cut_between_the_points_of_those_that_took_over(load):
    load(*SHARED_OUT)
    before, after = _drawn(EVE), _drawn(DAY)
    for heir in ("32092", "32071"):
        assert before[heir].difference(after[heir]).area < before[heir].area / 1_000
        assert after[heir].area > before[heir].area * 1.05
    three = shapely.union_all(np.asarray(before[["32083", "32092", "32071"]]))
    assert _is_same(shapely.union_all(np.asarray(after[["32092", "32071"]])), three)
    assert shapely.coverage_is_valid(np.asarray(after))


@pytest.mark.parametrize(("offsets", "is_drawn"), [((-0.01, 0.01), True), ((None, 0.01), False)])
def test_new_parts_of_a_divided_unit_are_drawn_only_where_both_have_a_point(load, offsets, is_drawn):
    lon, lat = places.listed("2025").loc["32083", ["lon", "lat"]]
    points = ["," if offset is None else f"{lon + offset:.5f},{lat:.5f}" for offset in offsets]
    load(*(f"2025,32083,2025,3299{n},0.5,2027-01-01,1/NQ,Xã Mới {n},{point}" for n, point in enumerate(points)))
    found = boundaries("2025", "96", "commune", DAY)
    new = {"32990", "32991"}
    assert "32083" not in found.unit_codes
    assert (new <= found.unit_codes, found.not_drawn) == (is_drawn, frozenset() if is_drawn else new)
    assert _is_same(_drawn(DAY, "province")["96"], _drawn(EVE, "province")["96"]), "the province loses no ground"


def test_areas_above_and_groups_keep_their_ground(load):
    load(*JOINED, *SHARED_OUT)
    for grain, code in (("province", "96"), ("former_district", "967")):
        assert _is_same(_drawn(DAY, grain)[code], _drawn(EVE, grain)[code])
    assert boundaries("2025", "967", "former_district", DAY).unit_codes == {"967"}


def test_the_map_of_the_days_before_is_the_very_file_that_it_was(load):
    before = boundaries("2025", "96", "commune")
    load(*JOINED)
    assert boundaries("2025", "96", "commune", EVE).url == before.url
    after = boundaries("2025", "96", "commune", DAY)
    assert after.url != before.url
    assert after.path.name.startswith("2025_20270101-commune-96-")
    resolutions.forget("resolution")
    assert boundaries("2025", "96", "commune", DAY).url == before.url


def test_a_later_resolution_goes_on_from_the_one_before(load):
    load(*JOINED)
    load("2025,32999,2025,32071,,2028-01-01,2/NQ,,,", name="next")
    assert "32999" in boundaries("2025", "96", "commune", dt.date(2027, 12, 31)).unit_codes
    last = boundaries("2025", "96", "commune")
    assert not {"32999", "32065", "32069"} & last.unit_codes
    first, now = _drawn(EVE), _drawn(None)
    whole = shapely.union_all(np.asarray(first[["32065", "32069", "32071"]]))
    assert _is_same(now["32071"], whole)


def test_a_unit_that_had_ended_is_of_its_days_only(load):
    before = boundaries("2024", "964", "commune", dt.date(2024, 11, 30))
    after = boundaries("2024", "964", "commune", dt.date(2024, 12, 1))
    # Where Phường 2 of Cà Mau lay until then is not known.
    assert (before.not_drawn, after.not_drawn) == ({"32011"}, frozenset())
    assert before.unit_codes == after.unit_codes == {unit.unit_code for unit in units.children("2024", "964")}
    load("2024,32005,2024,32002,,2025-03-01,3/NQ,,,")
    assert "32005" in boundaries("2024", "964", "commune", dt.date(2025, 2, 28)).unit_codes
    assert "32005" not in boundaries("2024", "964", "commune").unit_codes


def test_a_place_whose_units_did_not_exist_then_is_an_empty_map(load):
    load(*JOINED)
    found = boundaries("2025", "32999", "commune", EVE)
    assert (found.drawn, found.not_drawn, _features(found)) == (0, frozenset(), set())
    assert boundaries("2025", "32999", "commune", DAY).drawn == 1


def _install(folder, table, codes, name="real.parquet"):
    table[table["code"].isin(codes)].to_parquet(folder / name)
    return install(folder / name, "2025")


def test_real_boundaries_pass_on_like_the_schematic(empty, ca_mau):
    _install(empty, ca_mau, set(ca_mau["code"]))
    _load(empty, *JOINED)
    found = boundaries("2025", "96", "commune", DAY)
    assert (found.quality, found.real_count) == ("real", 63)
    real = shapely.union_all(np.asarray(ca_mau.geometry[ca_mau["code"].isin({"32065", "32069"})]))
    assert _is_same(_drawn(DAY)["32999"], real)


def test_a_later_unit_may_have_a_real_boundary_of_its_own(empty, ca_mau):
    _install(empty, ca_mau, set(ca_mau["code"]))
    _load(empty, *JOINED)
    both = ca_mau[ca_mau["code"].isin({"32065", "32069"})].geometry.union_all()
    own = gpd.GeoDataFrame({"code": ["32999"]}, geometry=[both.buffer(0.004)], crs=ca_mau.crs)
    (layer,) = install(_written(empty, own), "2025").layers
    assert (layer.installed, layer.unknown) == (("32999",), ())
    assert "32065" not in layer.missing, "those that ended are not asked for"
    after = _drawn(DAY)
    assert _is_same(after["32999"], own.geometry[0])
    assert shapely.coverage_is_valid(np.asarray(after))
    before = boundaries("2025", "96", "commune", EVE)
    assert before.quality == "real"
    assert before.unit_codes == set(ca_mau["code"])


def test_a_new_file_of_a_unit_that_grew_leaves_what_it_took_over_to_the_days_before(empty, ca_mau):
    _install(empty, ca_mau, set(ca_mau["code"]))
    _load(empty, "2025,32065,2025,32069,,2027-01-01,1/NQ,,,")
    grown = ca_mau[ca_mau["code"].isin({"32065", "32069"})].geometry.union_all()
    table = gpd.GeoDataFrame({"code": ["32069"]}, geometry=[grown], crs=ca_mau.crs)
    install(_written(empty, table), "2025")
    shapes = pd.Series(list(ca_mau.geometry), ca_mau["code"])
    assert _is_same(_drawn(EVE)["32069"], shapes["32069"])
    assert _is_same(_drawn(EVE)["32065"], shapes["32065"])
    assert _is_same(_drawn(DAY)["32069"], grown)


def _written(folder, table):
    table.to_parquet(folder / "later.parquet")
    return folder / "later.parquet"
