"""Real boundaries: every format read, codes found, foreign and broken files refused with nothing installed."""

import json
import zipfile

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard.geography import boundaries, installed
from dashboard.geography.installation.install import install
from dashboard.geography.installation.reading import BoundariesRejected
from tests.sweep import sampled

CA_MAU = ("2025", "96", "commune")


def _overlap(first, second):
    """Intersection over union, unit by unit."""
    one, other = np.asarray(first), np.asarray(second)
    return shapely.area(shapely.intersection(one, other)) / shapely.area(shapely.union(one, other))


def _refused(path, edition="2025"):
    with pytest.raises(BoundariesRejected) as caught:
        install(path, edition)
    return caught.value.key


def _save(table, folder, kind):
    path = folder / f"ca_mau.{kind}"
    if kind == "parquet":
        table.to_parquet(path)
    elif kind == "zip":
        table.to_file(folder / "ca_mau.shp")
        with zipfile.ZipFile(path, "w") as archive:
            for part in folder.glob("ca_mau.*[!p]"):
                archive.write(part, part.name)
            archive.write(folder / "ca_mau.shp", "ca_mau.shp")
    elif kind == "folder":
        path.mkdir()
        for row in table.itertuples():
            one = table[table["code"] == row.code].drop(columns="code")
            one.to_file(path / f"{row.code}_xa.geojson")
    else:
        table.to_file(path)
    return path


@pytest.mark.parametrize("kind", ["parquet", "geojson", "gpkg", "shp", "zip", "folder"])
def test_every_format_is_read(empty, ca_mau, kind):
    (layer,) = install(_save(ca_mau, empty, kind), "2025").layers
    assert (layer.grain, len(layer.installed), layer.unknown) == ("commune", 64, ())
    assert layer.column == ("file_name" if kind == "folder" else "code")


def test_codes_keep_their_leading_zeros(empty, communes):
    hanoi = communes[communes.index < "00300"]
    as_numbers = gpd.GeoDataFrame({"Ma_Xa": hanoi.index.astype(int)}, geometry=list(hanoi.geometry), crs="EPSG:4326")
    as_numbers.to_file(empty / "hanoi.gpkg")
    (layer,) = install(empty / "hanoi.gpkg", "2025").layers
    assert layer.installed == tuple(hanoi.index)
    assert layer.installed[0] == "00004"
    assert layer.column == "Ma_Xa"


def test_another_coordinate_system_is_converted(empty, ca_mau):
    ca_mau.to_crs("EPSG:3405").to_file(empty / "vn2000.shp")
    install(empty / "vn2000.shp", "2025")
    stored = installed.shapes(installed.by_grain(installed.pointer("2025"))["commune"])
    expected = ca_mau.set_index("code").geometry
    assert stored.crs.to_epsg() == 4326
    assert (_overlap(stored, expected.reindex(stored.index)) > 0.999).all()


def test_unknown_and_missing_codes_are_listed(empty, ca_mau):
    foreign = ca_mau.replace({"code": {"32065": "99001"}})
    foreign.to_parquet(empty / "some.parquet")
    (layer,) = install(empty / "some.parquet", "2025").layers
    assert layer.unknown == ("99001",)
    assert len(layer.installed) == 63
    assert len(layer.missing) == 3_321 - 63
    assert "32065" in layer.missing


def test_real_boundaries_win_over_the_schematic_and_the_rest_stays_schematic(empty, ca_mau):
    some = ca_mau.iloc[:5]
    some.to_parquet(empty / "five.parquet")
    install(empty / "five.parquet", "2025")
    found = boundaries(*CA_MAU)
    assert (found.quality, found.real_count, found.drawn) == ("schematic", 5, 64)
    drawn = gpd.read_file(found.path).set_index("id").geometry
    assert shapely.coverage_is_valid(np.asarray(drawn))
    real = some.set_index("code").geometry
    assert (_overlap(drawn.reindex(real.index), real) > 0.97).all()


def test_a_second_file_adds_to_the_first(empty, ca_mau):
    ca_mau.iloc[:40].to_parquet(empty / "first.parquet")
    ca_mau.iloc[30:].to_parquet(empty / "second.parquet")
    install(empty / "first.parquet", "2025")
    install(empty / "second.parquet", "2025")
    found = boundaries(*CA_MAU)
    assert (found.quality, found.source) == ("real", "first.parquet, second.parquet")
    assert boundaries("2025", "96", "province").quality == "real"
    assert boundaries("2025", "91", "province").quality == "schematic"


def test_broken_geometry_is_mended_and_gaps_are_closed(empty, ca_mau):
    west, south, _, _ = ca_mau.geometry.iloc[0].bounds
    tie = [(west - 0.004 + x, south + y) for x, y in [(0, 0), (0.002, 0.002), (0.002, 0), (0, 0.002)]]
    crossed = shapely.MultiPolygon([ca_mau.geometry.iloc[0], shapely.Polygon(tie)])
    shapes = np.array(ca_mau.geometry)
    # A commune in the middle of the province, drawn five metres too small: a gap all around it.
    inner = int(shapely.distance(shapely.point_on_surface(shapes), shapely.Point(105.2, 9.15)).argmin())
    shapes[inner] = shapely.buffer(shapes[inner], -0.00005)
    broken = ca_mau.assign(geometry=[crossed, *shapes[1:]])
    broken.to_file(empty / "broken.gpkg")
    (layer,) = install(empty / "broken.gpkg", "2025").layers
    assert layer.mended == (broken["code"].iloc[0],)
    stored = installed.shapes(installed.by_grain(installed.pointer("2025"))["commune"])
    assert stored.is_valid.all()
    assert shapely.coverage_is_valid(np.asarray(stored), gap_width=0.00005)


def test_several_rows_of_a_code_are_its_parts(empty, ca_mau):
    west, south, east, north = ca_mau.geometry.iloc[0].bounds
    halves = [shapely.box(west, south, (west + east) / 2, north), shapely.box((west + east) / 2, south, east, north)]
    cut = ca_mau.iloc[[0, 0]].assign(geometry=[ca_mau.geometry.iloc[0].intersection(half) for half in halves])
    pd.concat([cut, ca_mau.iloc[1:]]).to_parquet(empty / "parts.parquet")
    (layer,) = install(empty / "parts.parquet", "2025").layers
    assert len(layer.installed) == 64


def test_a_province_layer_is_installed_beside_the_schematic_communes(empty, ca_mau):
    outline = shapely.coverage_union_all(np.asarray(ca_mau.geometry))
    gpd.GeoDataFrame({"ma_tinh": ["96"]}, geometry=[outline], crs="EPSG:4326").to_file(empty / "province.geojson")
    (layer,) = install(empty / "province.geojson", "2025").layers
    assert (layer.grain, layer.installed) == ("province", ("96",))
    assert boundaries("2025", "96", "province").quality == "real"
    assert boundaries(*CA_MAU).quality == "schematic"
    nation = boundaries("2025", "VN", "province")
    assert (nation.drawn, nation.real_count, nation.quality) == (34, 1, "schematic")


def _with_a_line(table):
    flat = shapely.Polygon([(105, 9), (105.1, 9), (105, 9)])
    return table.assign(geometry=[flat, *table.geometry.iloc[1:]])


def _repeated(table):
    return pd.concat([table, table.iloc[:1]])


def _on_one_ground(table):
    return table.assign(geometry=[*table.geometry.iloc[:1], *table.geometry.iloc[:1], *table.geometry.iloc[2:]])


@pytest.mark.parametrize(
    ("change", "key"),
    [
        (lambda table: table.set_crs(None, allow_override=True), "no_crs"),
        (lambda table: table.set_crs("EPSG:3405", allow_override=True), "elsewhere"),
        (lambda table: table.assign(geometry=table.geometry.translate(0, 40)), "elsewhere"),
        (lambda table: table.assign(geometry=[shapely.transform(s, np.fliplr) for s in table.geometry]), "elsewhere"),
        (lambda table: table.assign(geometry=list(shapely.centroid(np.asarray(table.geometry)))), "no_shapes"),
        (_with_a_line, "no_area"),
        (lambda table: table.assign(code="x"), "no_codes"),
        (lambda table: table.assign(code=[f"9{n:04}" for n in range(64)]), "no_codes"),
        (lambda table: table.assign(code=list(reversed(table["code"]))), "foreign_codes"),
        (lambda table: table.iloc[:0], "no_shapes"),
        (_repeated, "repeated"),
        (_on_one_ground, "same_ground"),
    ],
)
def test_a_file_that_cannot_be_right_is_refused_and_nothing_is_installed(empty, ca_mau, nothing_installed, change, key):
    change(ca_mau.copy()).to_parquet(empty / "bad.parquet")
    assert _refused(empty / "bad.parquet") == key
    assert nothing_installed(empty)


def _zone(meridian):
    return f"+proj=tmerc +lat_0=0 +lon_0={meridian} +k=0.9999 +x_0=500000 +ellps=WGS84 +units=m"


@pytest.mark.parametrize("stated", sampled([_zone(107.75), "EPSG:3406"], 2))
def test_a_wrong_central_meridian_is_named_with_the_likely_one(empty, ca_mau, nothing_installed, stated):
    ca_mau.to_crs(_zone(104.5)).set_crs(stated, allow_override=True).to_file(empty / "zone.gpkg")
    with pytest.raises(BoundariesRejected) as caught:
        install(empty / "zone.gpkg", "2025")
    assert (caught.value.key, caught.value.values["likely"]) == ("wrong_meridian", "104°30′")
    assert nothing_installed(empty)


def test_coordinates_converted_with_a_wrong_meridian_are_named_too(empty, ca_mau):
    ca_mau.assign(geometry=ca_mau.geometry.translate(0.75)).to_file(empty / "degrees.geojson")
    assert _refused(empty / "degrees.geojson") == "shifted"


def test_foreign_ids_are_not_called_the_other_edition(empty, ca_mau, communes):
    numbers = [code for code in communes.index if code not in set(ca_mau["code"])][::40][:64]
    ca_mau.assign(code=numbers).to_parquet(empty / "foreign.parquet")
    assert _refused(empty / "foreign.parquet") == "foreign_codes"


def test_codes_in_another_column_are_found_beside_foreign_ids(empty, ca_mau, communes):
    numbers = [code for code in communes.index if code not in set(ca_mau["code"])][::40][:64]
    both = ca_mau.iloc[:, :0].assign(id=numbers, code=ca_mau["code"].where(ca_mau["code"] != "32065", "99999"))
    gpd.GeoDataFrame(both, geometry=ca_mau.geometry).to_parquet(empty / "both.parquet")
    (layer,) = install(empty / "both.parquet", "2025").layers
    assert (layer.column, len(layer.installed), layer.unknown) == ("code", 63, ("99999",))


@pytest.mark.parametrize(
    "name", ["noise.parquet", "noise.geojson", "noise.gpkg", "noise.shp", "noise.zip", "noise.txt"]
)
def test_a_file_that_is_no_map_is_refused(empty, nothing_installed, name):
    (empty / name).write_bytes(b"this is not a map")
    assert _refused(empty / name) == "unreadable"
    assert nothing_installed(empty)


def test_a_parquet_file_without_geometry_is_refused(empty):
    pd.DataFrame({"code": ["32065"]}).to_parquet(empty / "table.parquet")
    assert _refused(empty / "table.parquet") == "unreadable"


def test_what_is_not_there_is_refused(empty):
    assert _refused(empty / "nowhere") == "not_found"
    (empty / "bare").mkdir()
    assert _refused(empty / "bare") == "nothing_readable"


def test_two_files_of_one_unit_in_a_folder_are_refused(empty, ca_mau, nothing_installed):
    (empty / "both").mkdir()
    ca_mau.to_parquet(empty / "both" / "old.parquet")
    ca_mau.to_parquet(empty / "both" / "new.parquet")
    assert _refused(empty / "both") == "two_files"
    assert nothing_installed(empty)


def test_a_refusal_leaves_what_was_installed(empty, ca_mau):
    ca_mau.to_parquet(empty / "good.parquet")
    install(empty / "good.parquet", "2025")
    before = installed.pointer("2025")
    _repeated(ca_mau).to_parquet(empty / "bad.parquet")
    _refused(empty / "bad.parquet")
    assert installed.pointer("2025") == before != ""


# By size; the test run takes the smaller ones, `make sweep` all.
REFERENCES = [
    ("upstream_layout", "2025", 5, 3_316),
    ("provinces_2025.parquet", "2025", 34, 0),
    ("districts_2024.parquet", "2024", 696, 0),
    ("communes_2025.parquet", "2025", 3_321, 0),
    ("communes_2024.parquet", "2024", 10_018, 17),
]


@pytest.mark.parametrize(("name", "edition", "installed_units", "missing"), sampled(REFERENCES, 5))
def test_the_reference_polygons_are_installed_whole(empty, shared, name, edition, installed_units, missing):
    (layer,) = install(shared / name, edition).layers
    assert (len(layer.installed), len(layer.missing), layer.unknown, layer.misplaced) == (
        installed_units,
        missing,
        (),
        (),
    )


@pytest.mark.parametrize(
    ("name", "edition"),
    [(name, {"2024": "2025", "2025": "2024"}[own]) for name, own, *_ in sampled(REFERENCES, 5, first=2)],
)
def test_the_reference_polygons_are_refused_for_the_other_edition(empty, shared, nothing_installed, name, edition):
    assert _refused(shared / name, edition) == "other_units"
    assert nothing_installed(empty)


def test_real_communes_of_ca_mau_are_drawn_faithfully_and_dissolved(empty, shared):
    real = gpd.read_parquet(shared / "communes_2024.parquet", filters=[("province_code", "==", "96")])
    real.to_file(empty / "ca_mau.gpkg")
    install(empty / "ca_mau.gpkg", "2024")
    found = boundaries("2024", "96", "commune")
    assert (found.quality, found.drawn) == ("real", 100)
    assert found.path.stat().st_size < 110_000
    drawn = gpd.read_file(found.path).set_index("id").geometry
    truth = real.set_index("code").geometry.reindex(drawn.index)
    assert shapely.coverage_is_valid(np.asarray(drawn))
    assert np.median(_overlap(drawn, truth)) > 0.98
    district = gpd.read_file(boundaries("2024", "967", "district").path).geometry
    parts = real[real["district_code"] == "967"].union_all()
    assert _overlap(district, [parts]) > 0.98


def test_the_pointer_is_plain_text(empty, ca_mau):
    ca_mau.to_parquet(empty / "ca_mau.parquet")
    install(empty / "ca_mau.parquet", "2025")
    assert json.loads(installed.pointer("2025"))["commune"]["units"] == 64
