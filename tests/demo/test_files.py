"""The export files hold what the simulated campaign promises, to the byte."""

import hashlib
from pathlib import Path

import pandas as pd
import pytest

from dashboard import units
from dashboard.demo import files, scenario
from dashboard.formats import rounded_percent

EVENING = pd.Timestamp("2024-05-01 23:00")
# Changes only when the scenario is changed on purpose (or a pinned library changes its holidays or its random numbers).
DIGEST = "bcf3224f877c1bd2b6bbe7a95015cb8c8925cc1735e3d6c3a8c2651d90c04ce1"


def read(path: Path) -> pd.DataFrame:
    if path.suffix == ".xlsx":
        return with_codes(pd.read_excel(path, engine="calamine"))
    table = pd.read_csv(path, dtype=dict.fromkeys(("ma_don_vi", "muc_do", "phien_ban", "dot"), str))
    for column in {"thoi_diem", "ngay", "thoi_han", "ngay_bat_dau"} & set(table.columns):
        table[column] = pd.to_datetime(table[column])
    return table


def with_codes(table: pd.DataFrame) -> pd.DataFrame:
    """A workbook's names and words as the codes of the other files."""
    edition = "2024" if table["thoi_diem"].max() < pd.Timestamp("2025-07-01") else "2025"
    known = units.load()
    known = known[known["edition"] == edition]
    parents = known[["unit_code", "full_name"]].set_axis(["parent_code", "cap_tren"], axis=1)
    names = known[["unit_code", "full_name", "parent_code"]].merge(parents, on="parent_code")
    names = names[names["cap_tren"].isin(set(table["cap_tren"]))]
    coded = table.merge(names, left_on=["ten_don_vi", "cap_tren"], right_on=["full_name", "cap_tren"], validate="m:1")
    words = {word: code for code, word in (files.STAGE_WORDS | files.LEVEL_WORDS).items()}
    return coded.assign(
        ma_don_vi=coded["unit_code"], giai_doan=coded["giai_doan"].map(words), muc_do=coded["muc_do"].map(words)
    )[["ma_don_vi", "thoi_diem", "muc_do", "giai_doan", "so_luong"]]


@pytest.fixture(scope="module")
def summaries(demo_files: dict[str, Path]) -> pd.DataFrame:
    """All summary rows, those of the workbooks too."""
    return pd.concat([read(path) for name, path in demo_files.items() if name.startswith("tong_hop")])


def communes_of(district: str) -> list[str]:
    known = units.load()
    return known.loc[(known["edition"] == "2024") & (known["parent_code"] == district), "unit_code"].tolist()


def digest(paths: list[Path]) -> str:
    whole = hashlib.sha256()
    for path in sorted(paths):
        if path.suffix == ".csv":
            whole.update(path.name.encode() + path.read_bytes())
    return whole.hexdigest()


def test_the_same_seed_writes_the_same_bytes_on_every_machine(demo_files: dict[str, Path]) -> None:
    assert digest(list(demo_files.values())) == DIGEST


def test_another_seed_tells_another_story_with_the_same_fixed_figures(tmp_path: Path) -> None:
    other = {path.stem: path for path in files.write(tmp_path, seed=1)}
    assert digest(list(other.values())) != DIGEST
    of_the_week = [read(path) for name, path in other.items() if name in ("tong_hop_2024-05-03", "tong_hop_2024-05-10")]
    assert thoi_binh_activated(pd.concat(of_the_week)) == scenario.THOI_BINH_ACTIVATED


def thoi_binh_activated(rows: pd.DataFrame) -> int:
    evening = rows[(rows["thoi_diem"] == EVENING) & (rows["giai_doan"] == "activated")]
    return int(evening.loc[evening["ma_don_vi"].isin(communes_of("967")), "so_luong"].sum())


def test_thoi_binh_stands_at_40012_of_73000_on_the_evening_of_1_may_2024(
    demo_files: dict[str, Path], summaries: pd.DataFrame
) -> None:
    targets = read(demo_files["chi_tieu_2024"])
    first = (targets["cap_giao"] == "ministry") & (targets["thoi_han"] == "2024-06-30")
    target = int(targets.loc[first & (targets["ma_don_vi"] == "967"), "chi_tieu"].item())
    activated = thoi_binh_activated(summaries)
    assert (activated, target, str(rounded_percent(activated, target, 1))) == (40_012, 73_000, "54.8")


def test_all_twelve_communes_of_thoi_binh_reported_that_evening(summaries: pd.DataFrame) -> None:
    reporting = set(summaries.loc[summaries["thoi_diem"] == EVENING, "ma_don_vi"])
    assert len(communes_of("967")) == 12
    assert set(communes_of("967")) <= reporting


@pytest.mark.parametrize("edition", ["2024", "2025"])
def test_targets_of_districts_and_province_are_the_sums_of_their_communes(
    demo_files: dict[str, Path], edition: str
) -> None:
    known = units.load().query("edition == @edition")
    targets = read(demo_files[f"chi_tieu_{edition}"]).merge(
        known[["unit_code", "grain", "parent_code"]], left_on="ma_don_vi", right_on="unit_code"
    )
    keys = ["cap_giao", "muc_do", "giai_doan", "thoi_han"]
    communes = targets[targets["grain"] == "commune"]
    province = targets[targets["grain"] == "province"].groupby(keys)["chi_tieu"].sum()
    pd.testing.assert_series_equal(communes.groupby(keys)["chi_tieu"].sum(), province)
    if edition == "2024":
        districts = targets[targets["grain"] == "district"].set_index(["ma_don_vi", *keys])["chi_tieu"].sort_index()
        summed = communes.groupby(["parent_code", *keys])["chi_tieu"].sum().rename_axis(districts.index.names)
        pd.testing.assert_series_equal(summed, districts)


def test_running_targets_of_one_issuer_never_overlap(demo_files: dict[str, Path]) -> None:
    targets = pd.concat([read(demo_files[f"chi_tieu_{edition}"]) for edition in ("2024", "2025")])
    ordered = targets.sort_values("ngay_bat_dau")
    previous = ordered.groupby(["phien_ban", "ma_don_vi", "cap_giao", "muc_do", "giai_doan"])["thoi_han"].shift()
    assert not (ordered["ngay_bat_dau"] <= previous).any()


def test_one_commune_of_each_edition_never_sends_a_figure(summaries: pd.DataFrame) -> None:
    former = summaries[summaries["thoi_diem"] < "2025-07-01"]
    present = summaries[summaries["thoi_diem"] > "2025-07-01"]
    known = units.load()
    expected = known.loc[(known["edition"] == "2025") & (known["parent_code"] == "96"), "unit_code"]
    assert former["ma_don_vi"].nunique() == 99
    assert scenario.FORMER_SILENT not in set(former["ma_don_vi"])
    assert set(expected) - set(present["ma_don_vi"]) == {scenario.PRESENT_SILENT}


def test_two_communes_stopped_reporting_more_than_ten_days_before_the_end(summaries: pd.DataFrame) -> None:
    present = summaries[summaries["thoi_diem"] > "2025-07-01"]
    last = present.groupby("ma_don_vi")["thoi_diem"].max()
    end = pd.Timestamp(scenario.PRESENT.last)
    assert sorted(last[last < end - pd.Timedelta(days=10)].index) == ["31918", "32206"]
    assert (last >= end).sum() >= 55


def test_small_counts_begin_with_true_zeros(summaries: pd.DataFrame) -> None:
    tiny = summaries[(summaries["ma_don_vi"] == scenario.TINY) & (summaries["giai_doan"] == "activated")]
    per_day = tiny.groupby("thoi_diem")["so_luong"].sum()
    assert (per_day[:"2023-03-05"] == 0).all()
    assert per_day[:"2023-04-14"].between(0, 4).all()
    assert per_day["2023-04-10":"2023-04-14"].min() > 0


def test_only_the_list_counted_twice_ever_falls(summaries: pd.DataFrame) -> None:
    ordered = summaries.sort_values("thoi_diem")
    edition = ordered["thoi_diem"] < "2025-07-01"
    change = ordered.groupby([edition, "ma_don_vi", "muc_do", "giai_doan"])["so_luong"].diff()
    assert set(ordered.loc[change < 0, "ma_don_vi"]) == {each.unit_code for each in scenario.CORRECTIONS}


@pytest.mark.parametrize("correction", scenario.CORRECTIONS, ids=lambda each: each.unit_code)
def test_a_correction_lowers_the_reports_of_its_days_and_then_nothing_falls(
    demo_files: dict[str, Path], summaries: pd.DataFrame, correction: scenario.Correction
) -> None:
    corrected = read(demo_files[f"dinh_chinh_{correction.unit_code}"])
    assert set(corrected["dinh_chinh"]) == {"có"}
    keys = ["ma_don_vi", "thoi_diem", "muc_do", "giai_doan"]
    both = corrected.merge(summaries, on=keys, suffixes=("", "_before"))
    assert len(both) == len(corrected) == 18 * 3
    assert set(both["so_luong_before"] - both["so_luong"]) == {correction.surplus}
    newest = pd.concat([summaries, corrected]).drop_duplicates(keys, keep="last").sort_values("thoi_diem")
    is_of_2025 = newest["thoi_diem"] > "2025-07-01"
    of_commune = newest[(newest["ma_don_vi"] == correction.unit_code) & (is_of_2025 == (correction.edition == "2025"))]
    assert (of_commune.groupby(["muc_do", "giai_doan"])["so_luong"].diff().dropna() >= 0).all()


def reports_of(summaries: pd.DataFrame, code: str) -> pd.DatetimeIndex:
    """The days of 2026 for which a commune reported, oldest first."""
    own = summaries[(summaries["ma_don_vi"] == code) & (summaries["thoi_diem"] > "2026-01-01")]
    return pd.DatetimeIndex(own["thoi_diem"].unique()).sort_values()


def test_some_communes_report_by_the_week_and_some_by_the_fortnight(summaries: pd.DataFrame) -> None:
    weekly = reports_of(summaries, "32155").to_series().diff().dt.days.dropna()
    fortnightly = reports_of(summaries, "32041").to_series().diff().dt.days.dropna()
    assert weekly.mode().item() == 7
    assert set(fortnightly) <= {14, 28, 21}
    assert fortnightly.mode().item() == 14


def test_a_commune_of_each_edition_begins_months_or_weeks_after_the_others(summaries: pd.DataFrame) -> None:
    first = summaries.groupby([summaries["thoi_diem"] > "2025-07-01", "ma_don_vi"])["thoi_diem"].min()
    assert str(first[False, "32186"].date()) == "2023-06-12"
    assert str(first[True, "31843"].date()) == "2025-08-18"


def test_nobody_gave_one_commune_a_target(demo_files: dict[str, Path]) -> None:
    asked = set(read(demo_files["chi_tieu_2025"])["ma_don_vi"])
    communes = units.load().query("edition == '2025' and parent_code == '96'")["unit_code"]
    assert set(communes) - asked == {"31988"}


def test_the_mobile_team_moves_on_from_commune_to_commune(demo_files: dict[str, Path]) -> None:
    detailed = read(demo_files["chi_tiet_thoi_binh_2026"])
    mobile = detailed[detailed["ma_to_cong_tac"] == "CM-LD"]
    stays = mobile.groupby("ma_don_vi")["ngay"].agg(["min", "max"]).sort_values("min")
    assert list(stays.index) == list(scenario.THOI_BINH_SUCCESSORS)
    assert (stays["max"].to_numpy()[:-1] < stays["min"].to_numpy()[1:]).all()


@pytest.mark.parametrize(
    ("year", "edition_starts"), [("2024", pd.Timestamp("2023-03-01")), ("2026", pd.Timestamp("2025-07-01"))]
)
def test_detailed_exports_add_up_to_the_daily_differences_of_the_summary(
    demo_files: dict[str, Path], summaries: pd.DataFrame, year: str, edition_starts: pd.Timestamp
) -> None:
    detailed = read(demo_files[f"chi_tiet_thoi_binh_{year}"])
    keys = ["ma_don_vi", "muc_do", "giai_doan", "ngay"]
    first, last = detailed["ngay"].min(), detailed["ngay"].max()
    of_edition = summaries[summaries["thoi_diem"].between(edition_starts, last + pd.Timedelta(days=1))]
    cumulative = of_edition[of_edition["ma_don_vi"].isin(set(detailed["ma_don_vi"]))].sort_values("thoi_diem")
    change = cumulative.assign(
        ngay=cumulative["thoi_diem"].dt.normalize(),
        so_luong=cumulative.groupby(keys[:3])["so_luong"].diff(),
    )
    change = change[change["ngay"].between(first, last) & (change["so_luong"] > 0)]
    expected = change.set_index(keys)["so_luong"].astype("int64").sort_index()
    pd.testing.assert_series_equal(detailed.groupby(keys)["so_luong"].sum(), expected)


def test_every_team_of_the_detailed_exports_is_in_the_list_of_teams(demo_files: dict[str, Path]) -> None:
    known = set(read(demo_files["to_cong_tac"])["ma_to_cong_tac"])
    for year in ("2024", "2026"):
        assert set(read(demo_files[f"chi_tiet_thoi_binh_{year}"])["ma_to_cong_tac"]) <= known
    assert read(demo_files["to_cong_tac"])["loai_to"].nunique() == 5
