"""Maps of groups: former districts and regions, and an operator's own clusters, drawn from their members' shapes."""

import json

import geopandas as gpd
import numpy as np
import pandas as pd
import pytest
import shapely

from dashboard import settings, units
from dashboard.geography import boundaries, mosaic
from dashboard.geography.installation.install import install

THOI_BINH = {"32065", "32069", "32071", "32083", "32092"}
OLD_CA_MAU = {"964", "966", "967", "968", "969", "970", "971", "972", "973"}
OLD_BAC_LIEU = {"954", "956", "957", "958", "959", "960", "961"}
HEADER = "grouping,edition,group_code,name,full_name,parent_code,unit_code,is_majority,share\n"


@pytest.fixture
def own_groups(schematic, tmp_path, monkeypatch):
    """Writes an operator's groupings: (grouping, group, member) each; the schematic is the one already drawn."""
    (tmp_path / "data").mkdir()
    (tmp_path / "data" / "boundaries").symlink_to(schematic / "data" / "boundaries")
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))

    def write(*rows):
        path = tmp_path / "data" / "lineage" / "groupings.csv"
        path.parent.mkdir(exist_ok=True)
        lines = [f"{grouping},2025,{code},Cụm {code},Cụm {code},96,{member},," for grouping, code, member in rows]
        path.write_text(HEADER + "\n".join(lines) + "\n", encoding="utf-8")

    return write


def _features(found):
    return json.loads(found.path.read_text(encoding="utf-8"))["features"]


def _shapes(found):
    table = gpd.read_file(found.path).set_index("id")
    return pd.Series(np.asarray(table.geometry), table.index)


def test_a_former_district_holds_the_communes_that_were_placed_in_it(schematic):
    found = boundaries("2025", "967", "commune")
    assert found.unit_codes == {member.unit_code for member in units.members("2025", "967")}
    assert found.unit_codes == THOI_BINH
    assert (found.not_drawn, found.also_drawn) == (frozenset(), frozenset())


def test_a_province_is_divided_into_its_former_districts(schematic):
    found = boundaries("2025", "96", "former_district")
    assert found.unit_codes == OLD_CA_MAU | OLD_BAC_LIEU
    whole = _shapes(boundaries("2025", "96", "province")).iloc[0]
    assert shapely.union_all(np.asarray(_shapes(found))).symmetric_difference(whole).area < whole.area / 50


def test_former_districts_share_their_borders(schematic):
    geometry = np.asarray(_shapes(boundaries("2025", "96", "former_district")))
    assert shapely.is_valid(geometry).all()
    assert shapely.coverage_is_valid(geometry)
    assert not shapely.is_ccw(shapely.get_exterior_ring(shapely.get_parts(geometry))).any()


def test_the_nation_has_all_former_districts_but_those_without_communes(schematic):
    found = boundaries("2025", "VN", "former_district")
    assert (found.drawn, found.not_drawn) == (694, {"105", "490"})
    assert found.path.stat().st_size < 600_000


def test_regions_are_made_of_provinces_and_hold_their_communes(schematic):
    found = boundaries("2025", "VN", "region")
    assert found.unit_codes == {f"V{number}" for number in range(1, 7)}
    provinces = {member.unit_code for member in units.members("2025", "V6")}
    assert boundaries("2025", "V6", "province").unit_codes == provinces
    table = units.load().query("edition == '2025' and grain == 'commune'")
    assert boundaries("2025", "V6", "commune").unit_codes == set(
        table.loc[table["parent_code"].isin(provinces), "unit_code"]
    )


def test_a_group_is_a_map_of_itself(schematic):
    assert boundaries("2025", "967", "former_district").unit_codes == {"967"}


@pytest.mark.parametrize(
    ("edition", "parent", "grain"),
    [("2024", "96", "former_district"), ("2025", "32065", "former_district"), ("2025", "V6", "former_district"),
     ("2025", "967", "province"), ("2025", "105", "commune"), ("2025", "96", "cluster")],
)  # fmt: skip
def test_where_there_is_no_such_group_the_scope_does_not_exist(schematic, edition, parent, grain):
    with pytest.raises(LookupError):
        boundaries(edition, parent, grain)


def test_a_group_is_real_when_all_its_members_are(empty, ca_mau):
    one_of_u_minh = units.members("2025", "966")[0].unit_code
    ca_mau[ca_mau["code"].isin(THOI_BINH | {one_of_u_minh})].to_parquet(empty / "thoi_binh.parquet")
    install(empty / "thoi_binh.parquet", "2025")
    found = boundaries("2025", "96", "former_district")
    assert (found.quality, found.real_count, found.source) == ("schematic", 1, "thoi_binh.parquet")
    drawn = mosaic.shapes("2025", "former_district", (empty / "data" / "boundaries" / "2025.json").read_text())
    assert drawn.index[drawn["is_real"]].tolist() == ["967"]
    real = shapely.union_all(np.asarray(ca_mau.geometry[ca_mau["code"].isin(THOI_BINH)]))
    assert real.symmetric_difference(drawn.geometry["967"]).area < real.area / 100
    assert boundaries("2025", "967", "commune").quality == "real"
    assert boundaries("2025", "957", "former_district").source == ""


def test_clusters_of_ones_own_are_drawn_and_may_share_a_member(own_groups):
    own_groups(("cluster", "C1", "32065"), ("cluster", "C1", "32069"), ("cluster", "C2", "32069"))
    found = boundaries("2025", "96", "cluster")
    assert found.unit_codes == {"C1", "C2"}
    communes, clusters = _shapes(boundaries("2025", "C1", "commune")), _shapes(found)
    assert set(communes.index) == {"32065", "32069"}
    assert clusters["C1"].intersection(communes["32065"]).area > communes["32065"].area * 0.95
    assert clusters["C2"].intersection(communes["32065"]).area < communes["32065"].area * 0.05


def test_the_name_changes_when_a_member_joins_or_leaves(own_groups):
    own_groups(("cluster", "C1", "32065"), ("cluster", "C2", "32083"))
    before = boundaries("2025", "96", "cluster"), boundaries("2025", "C1", "commune")
    own_groups(("cluster", "C1", "32065"), ("cluster", "C1", "32069"), ("cluster", "C2", "32083"))
    after = boundaries("2025", "96", "cluster"), boundaries("2025", "C1", "commune")
    assert before[0].path.name != after[0].path.name
    assert _shapes(after[0])["C1"].area > _shapes(before[0])["C1"].area * 1.2
    assert (before[1].unit_codes, after[1].unit_codes) == ({"32065"}, {"32065", "32069"})


def test_communes_and_provinces_may_be_in_one_group(own_groups):
    own_groups(("cluster", "C1", "96"), ("cluster", "C1", "32065"), ("cluster", "C2", "91"))
    found = boundaries("2025", "VN", "cluster")
    assert found.unit_codes == {"C1", "C2"}
    assert shapely.is_valid(np.asarray(_shapes(found))).all()
    assert len(boundaries("2025", "C1", "commune").unit_codes) == 64


def test_a_group_without_anything_to_draw_is_named_as_not_drawn(own_groups):
    own_groups(("cluster", "C1", "32065"), ("cluster", "C2", ""))
    found = boundaries("2025", "96", "cluster")
    assert (found.unit_codes, found.not_drawn) == ({"C1"}, {"C2"})


def test_a_grouping_without_anything_to_draw_is_an_empty_map_framed_by_the_nation(own_groups):
    own_groups(("cluster", "C1", ""), ("cluster", "C2", ""))
    found = boundaries("2025", "96", "cluster")
    assert (found.drawn, found.not_drawn, _features(found)) == (0, {"C1", "C2"}, [])
    assert found.bounds[0] < 103 < 109 < found.bounds[2]


def test_whatever_a_grouping_is_called_its_file_stays_in_its_folder(own_groups):
    own_groups(("../Cụm của tôi", "C/1 é", "32065"))
    found = boundaries("2025", "96", "../Cụm của tôi")
    inside = boundaries("2025", "C/1 é", "commune")
    for file in (found, inside):
        assert file.path.parent == settings.STATIC / "geo"
        assert file.path.name.isascii()
        assert "/" not in file.path.name and " " not in file.path.name
    assert (found.unit_codes, inside.unit_codes) == ({"C/1 é"}, {"32065"})
