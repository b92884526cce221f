"""Writes the simulated campaign as the export files that an office would send."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from dashboard import units
from dashboard.demo import cast, plans, reports, scenario, simulation, succession
from dashboard.demo.activity import detailed
from dashboard.demo.simulation import Course
from dashboard.demo.teams import teams

# The column names of Vietnamese offices.
HEADERS = {
    "edition": "phien_ban", "unit_code": "ma_don_vi", "unit_name": "ten_don_vi", "parent_name": "cap_tren",
    "as_of": "thoi_diem", "level": "muc_do", "stage": "giai_doan", "count": "so_luong", "correction": "dinh_chinh",
    "date": "ngay", "hour_band": "khung_gio", "channel": "kenh", "team_code": "ma_to_cong_tac", "issuer": "cap_giao",
    "start_date": "ngay_bat_dau", "deadline": "thoi_han", "value": "chi_tieu", "document": "van_ban", "phase": "dot",
    "base": "nhom_dan_so", "source": "nguon", "name": "ten_to", "kind": "loai_to",
}  # fmt: skip
# These quarters come as workbooks, with names in the place of codes.
WORKBOOKS = ("2023-Q1", "2026-Q4")
LEVEL_WORDS = {"1": "Mức độ 1", "2": "Mức độ 2"}
STAGE_WORDS = {"collected": "Thu nhận", "approved": "Phê duyệt", "activated": "Kích hoạt"}


def write(folder: Path, seed: int = scenario.SEED) -> list[Path]:
    """Writes all export files and returns them in the order in which they came.

    Reports of a quarter stand in one file: fewer, longer files come in sooner than monthly ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    randomness = np.random.Generator(np.random.PCG64(seed))
    former, present = both_editions(randomness)
    return list(_plans(folder, former, present)) + list(_reports(folder, former, present, randomness))


def both_editions(randomness: np.random.Generator) -> tuple[Course, Course]:
    """What happened in old Cà Mau, and from its stock what happened in the new one."""
    former = simulation.former(randomness)
    communes = cast.present(randomness)
    return former, simulation.present(communes, succession.stock_of(communes, former, randomness), randomness)


def _plans(folder: Path, former: Course, present: Course) -> Iterator[Path]:
    for course in (former, present):
        edition = course.edition
        yield _csv(plans.population_bases(course.communes, edition), folder / f"dan_so_{edition}")
        yield _csv(plans.targets(course.communes, edition), folder / f"chi_tieu_{edition}")
    yield _csv(teams(former, present), folder / "to_cong_tac")


def _reports(folder: Path, former: Course, present: Course, randomness: np.random.Generator) -> Iterator[Path]:
    for course in (former, present):
        sent = reports.reported(course, randomness)
        rows = reports.summary(course, sent)
        for quarter, of_quarter in rows.groupby(
            rows["as_of"].dt.strftime("%Y-Q") + rows["as_of"].dt.quarter.astype(str)
        ):
            path = folder / f"tong_hop_{quarter}"
            yield _workbook(of_quarter, course, path) if quarter in WORKBOOKS else _csv(of_quarter, path)
            if quarter == scenario.CORRECTED_QUARTER:
                corrected = reports.correction(course, sent).assign(correction="có")
                yield _csv(corrected, folder / f"dinh_chinh_{scenario.CORRECTED}_{quarter}")
        span = scenario.FORMER_DETAIL if course is former else scenario.PRESENT_DETAIL
        yield _csv(detailed(course, span, randomness), folder / f"chi_tiet_thoi_binh_{span.first:%Y}")


def _csv(rows: pd.DataFrame, path: Path) -> Path:
    path = path.with_suffix(".csv")
    if "as_of" in rows and rows["as_of"].dtype.kind == "M":
        rows = rows.assign(as_of=rows["as_of"].dt.strftime("%Y-%m-%d %H:%M"))
    rows.rename(columns=HEADERS).to_csv(
        path, index=False, lineterminator="\n", encoding="utf-8", date_format="%Y-%m-%d"
    )
    return path


def _workbook(rows: pd.DataFrame, course: Course, path: Path) -> Path:
    """The same report by names: full name of the commune and of the unit above it, levels and stages in words."""
    named = units.load().query("edition == @course.edition").set_index("unit_code")["full_name"]
    communes = course.communes.set_index("unit_code")
    table = pd.DataFrame(
        {
            "ten_don_vi": rows["unit_code"].map(communes["full_name"]),
            "cap_tren": rows["unit_code"].map(communes["parent_code"].map(named)),
            "thoi_diem": rows["as_of"].dt.to_pydatetime(),
            "muc_do": rows["level"].map(LEVEL_WORDS),
            "giai_doan": rows["stage"].map(STAGE_WORDS),
            "so_luong": rows["count"],
        }
    )
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as workbook:
        workbook.set_properties({"created": dt.datetime(2026, 11, 20, 23, 0), "title": plans.SOURCE})
        sheet = workbook.add_worksheet("Tổng hợp")
        sheet.set_column(0, 4, 22)
        sheet.write_row(0, 0, table.columns)
        for number, row in enumerate(table.itertuples(index=False), start=1):
            sheet.write_row(number, 0, row)
    return path
