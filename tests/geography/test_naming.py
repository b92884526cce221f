"""Files without official codes: matched by names within a named province, and what is not certain is listed."""

import geopandas as gpd
import pytest

from dashboard.folding import fold
from dashboard.geography import mosaic, places
from dashboard.geography.installation import naming, unit_names
from dashboard.geography.installation.install import install
from dashboard.geography.installation.reading import BoundariesRejected
from tests.sweep import sampled


@pytest.fixture
def by_name(ca_mau):
    names = places.listed("2025").loc[ca_mau["code"], "full_name"]
    return gpd.GeoDataFrame({"ten_xa": list(names)}, geometry=list(ca_mau.geometry), crs=ca_mau.crs)


@pytest.fixture
def old_ca_mau(schematic_folder):
    """The communes of Cà Mau of 2024, by name: three Phường 1 … in one province once Bạc Liêu counts as another."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("DASHBOARD_DATA", str(schematic_folder / "data"))
        shapes = mosaic.shapes("2024", "commune", "")
    above = places.ancestors("2024").reindex(shapes.index)
    inside = shapes[above["province"] == "96"]
    rows = places.listed("2024").loc[inside.index]
    districts = places.listed("2024").loc[above.loc[inside.index, "district"], "full_name"]
    columns = {"ten": list(rows["full_name"]), "bare": list(rows["name"]), "code": list(inside.index)}
    return gpd.GeoDataFrame({**columns, "huyen": list(districts)}, geometry=list(inside.geometry), crs=shapes.crs)


def _install(folder, table, name="ranh_gioi", edition="2025", province=None):
    table.to_file(folder / f"{name}.gpkg")
    return install(folder / f"{name}.gpkg", edition, province)


def _refused(folder, table, **how):
    with pytest.raises(BoundariesRejected) as caught:
        _install(folder, table, **how)
    return caught.value.key


@pytest.mark.parametrize("told", sampled(["option", "code", "column", "code column", "name of the file"], 2))
def test_names_lead_to_units_within_the_province_that_is_named(empty, by_name, ca_mau, told):
    columns = {"column": {"tinh": "Tỉnh Cà Mau"}, "code column": {"ma_tinh": 96}}.get(told, {})
    name = "ranh-gioi_ca_mau" if told == "name of the file" else "ranh_gioi"
    province = {"option": "Cà Mau", "code": "96"}.get(told)
    (layer,) = _install(empty, by_name.assign(**columns), name, province=province).layers
    assert layer.installed == tuple(sorted(ca_mau["code"]))
    assert (layer.column, layer.uncertain) == ("ten_xa", ())


def test_names_without_a_province_are_refused(empty, by_name, nothing_installed):
    assert _refused(empty, by_name) == "no_province"
    assert _refused(empty, by_name, province="Atlantis") == "unknown_province"
    assert nothing_installed(empty)


def test_namesakes_and_unknown_names_are_listed_and_not_guessed(empty, old_ca_mau):
    names = old_ca_mau["bare"].where(old_ca_mau["ten"] != "Xã Khánh An", "Khánh Ân")
    bare = old_ca_mau[["geometry"]].assign(ten=names)
    (layer,) = _install(empty, bare, edition="2024", province="Cà Mau").layers
    doubtful = {one.name: one for one in layer.uncertain}
    # Xã and thị trấn Thới Bình; the mark of Khánh Ân is wrong.
    assert doubtful["Thới Bình"].reason == "namesakes"
    assert len(doubtful["Thới Bình"].may_be) == 2
    assert doubtful["Khánh Ân"].reason == "unknown"
    rows = old_ca_mau.set_index("code")["bare"]
    assert len(layer.installed) == len(rows) - len(layer.uncertain)
    assert not set(rows[list(layer.installed)]) & set(doubtful)


def test_kind_and_district_tell_namesakes_apart(empty, old_ca_mau):
    (layer,) = _install(empty, old_ca_mau[["ten", "huyen", "geometry"]], edition="2024", province="Cà Mau").layers
    assert (layer.installed, layer.uncertain) == (tuple(sorted(old_ca_mau["code"])), ())


def test_a_file_called_after_a_kind_does_not_narrow_the_names(empty, by_name):
    (layer,) = _install(empty, by_name, "xa", province="96").layers
    assert (len(layer.installed), layer.uncertain) == (64, ())


def test_the_names_of_the_whole_country_lead_to_no_wrong_unit(shared):
    for edition, least in (("2025", 3_320), ("2024", 9_600)):
        table = gpd.read_parquet(shared / f"communes_{edition}.parquet")
        columns = {"ten": list(table["full_name"]), "tinh": list(table["province_name"])}
        named = naming.named(gpd.GeoDataFrame(columns, geometry=list(table.geometry)), "ca-nuoc", edition, None)
        assert named.codes.to_dict() == table["code"].loc[named.codes.index].to_dict()
        assert len(named.codes) >= least


def test_names_without_marks_that_read_alike_are_not_guessed():
    register = unit_names.Register("2025")
    alike = [
        code for code, row in register.units.items() if row["grain"] == "commune" and fold(row["name"]) == "tan thanh"
    ]
    assert sorted(register.called("Tan Thanh", "commune")) == sorted(alike)
    marked = {register.units[code]["name"] for code in register.called("Tân Thạnh", "commune")}
    assert marked == {"Tân Thạnh"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("P.05", ("5", "phuong")),
        ("P5", ("5", "phuong")),
        ("TT. Thới Bình", ("thới bình", "thi_tran")),
        ("xa_thoi_binh", ("thoi binh", "xa")),
        ("Thới Bình", ("thới bình", "")),
    ],
)
def test_kinds_are_read_as_offices_write_them(written, expected):
    first = unit_names.read_names(written)[0]
    assert (first.marked, first.kind) == expected


def test_places_of_tone_marks_and_decomposed_letters_do_not_matter():
    hoa = unit_names.Name("hoà bình", "")
    assert hoa.means(unit_names.Name("hòa bình", "xa"))
    assert not unit_names.Name("tân thành", "").means(unit_names.Name("tân thạnh", "xa"))


def test_a_shape_that_lies_away_from_its_name_is_listed(empty, by_name):
    swapped = by_name["ten_xa"].tolist()
    west, east = by_name.bounds["minx"].argmin(), by_name.bounds["minx"].argmax()
    swapped[west], swapped[east] = swapped[east], swapped[west]
    (layer,) = _install(empty, by_name.assign(ten_xa=swapped), province="96").layers
    assert {(one.name, one.reason) for one in layer.uncertain} == {
        (swapped[west], "elsewhere"),
        (swapped[east], "elsewhere"),
    }
    assert len(layer.installed) == 62


def test_names_win_over_the_code_of_the_province_on_every_row(empty, by_name):
    (layer,) = _install(empty, by_name.assign(ma_tinh="96")).layers
    assert (layer.grain, len(layer.installed)) == ("commune", 64)


def test_names_of_the_other_edition_are_not_dissolved_into_their_province(empty, old_ca_mau, nothing_installed):
    table = old_ca_mau[["ten", "geometry"]].assign(ma_tinh="96")
    assert _refused(empty, table) in ("names_uncertain", "names_elsewhere", "no_codes")
    assert nothing_installed(empty)
