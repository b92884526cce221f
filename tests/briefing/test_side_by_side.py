"""What the Ministry and the province ask of the same units stands side by side."""

import datetime as dt
from pathlib import Path

import pytest

from dashboard.briefing.goals import side_by_side
from dashboard.briefing.goals.side_by_side import SideBySide
from dashboard.selection import Selection
from dashboard.text import Text
from dashboard.ui.targets import side_by_side as listed
from tests.warehouse import Batch, opened, reported, set_for, summary, target

DISTRICT, A, B, C = "967", "32071", "32072", "32083"
DAY = dt.date(2024, 5, 1)
REPORTS = summary(reported(A, on="2024-04-30", activated=550), reported(B, on="2024-04-30", activated=450))


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("DASHBOARD_DATA", str(tmp_path / "data"))


def found(folder: Path, *batches: Batch, unit: str = DISTRICT) -> SideBySide | None:
    return side_by_side.of_area(opened(folder, REPORTS, *batches), Selection(unit, "2024", DAY))


def test_each_unit_has_both_issuers_targets_with_rate_and_deadline_the_farthest_apart_first(tmp_path: Path) -> None:
    told = found(
        tmp_path,
        target(
            set_for(A, 1000), set_for(B, 900), set_for(C, 700, issuer="province"),
            set_for(A, 1100, issuer="province", deadline="2024-06-30"), set_for(B, 1200, issuer="province"),
        ),
    )  # fmt: skip
    assert told is not None
    assert told.issuers == ("ministry", "province")
    first, second, third = told.units
    assert [(one.name, told.difference(one)) for one in told.units] == [
        ("Xã Trí Lực", 300),
        ("Xã Trí Phải", 100),
        ("Xã Tân Lộc Bắc", None),
    ]
    assert (second.asked["province"].deadline, second.asked["province"].share) == (dt.date(2024, 6, 30), 0.5)
    assert first.asked["ministry"].share == 0.5
    assert list(third.asked) == ["province"], "that the Ministry asks nothing of it is no 0"
    assert third.asked["province"].share is None, "it never reported"
    assert told.without == 9
    assert told.whole is not None
    assert {issuer: one.value for issuer, one in told.whole.asked.items()} == {"ministry": 1900, "province": 3000}
    file = listed.of_file(told, Text("vi"))
    assert [column.heading for column in file.columns] == [
        "Mã đơn vị", "Đơn vị", "Bộ Công an: Chỉ tiêu", "Bộ Công an: Hạn", "Tỷ lệ (Bộ Công an)",
        "Công an tỉnh: Chỉ tiêu", "Công an tỉnh: Hạn", "Tỷ lệ (Công an tỉnh)", "Chênh lệch (Công an tỉnh − Bộ Công an)",
    ]  # fmt: skip
    assert file.rows.iloc[2, 2:5].isna().all(), "nor is it in the file"
    assert file.rows[8].tolist()[:2] == [300, 100]
    assert [line[2] for line in file.totals] == [1900]


@pytest.mark.parametrize("unit", [DISTRICT, A])
def test_there_is_nothing_beside_one_issuer_s_targets_nor_below_a_commune(tmp_path: Path, unit: str) -> None:
    others = (set_for(A, 900, issuer="province"),) if unit == A else ()
    assert found(tmp_path, target(set_for(A, 1000), *others), unit=unit) is None
