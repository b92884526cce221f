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
# These months come as workbooks, with names in the place of codes.
WORKBOOK_MONTHS = ("2023-12", "2024-11", "2026-08")
LEVEL_WORDS = {"1": "Mức độ 1", "2": "Mức độ 2"}
STAGE_WORDS = {"collected": "Thu nhận", "approved": "Phê duyệt", "activated": "Kích hoạt"}


def write(folder: Path, seed: int = scenario.SEED) -> list[Path]:
    """Writes all export files and returns them in the order in which they came: corrections last."""
    folder.mkdir(parents=True, exist_ok=True)
    randomness = np.random.Generator(np.random.PCG64(seed))
    former = simulation.former(randomness)
    communes = cast.present(randomness)
    present = simulation.present(communes, succession.stock_of(communes, former, randomness), randomness)
    return list(_plans(folder, former, present)) + list(_reports(folder, former, present, randomness))


def _plans(folder: Path, former: Course, present: Course) -> Iterator[Path]:
    for course in (former, present):
        edition = course.edition
        yield _csv(plans.population_bases(course.communes, edition), folder / f"dan_so_{edition}.csv")
        yield _csv(plans.targets(course.communes, edition), folder / f"chi_tieu_{edition}.csv")
    yield _csv(teams(former, present), folder / "to_cong_tac.csv")


def _reports(folder: Path, former: Course, present: Course, randomness: np.random.Generator) -> Iterator[Path]:
    for course in (former, present):
        sent = reports.reported(course, randomness)
        rows = reports.summary(course, sent)
        for month, of_month in rows.groupby(rows["as_of"].dt.strftime("%Y-%m")):
            path = folder / f"tong_hop_{month}"
            yield _workbook(of_month, course, path) if month in WORKBOOK_MONTHS else _csv(of_month, path)
        span = scenario.FORMER_DETAIL if course is former else scenario.PRESENT_DETAIL
        yield _csv(detailed(course, span, randomness), folder / f"chi_tiet_thoi_binh_{span.first:%Y}.csv")
    corrected = reports.correction(present, sent).assign(correction="có")
    yield _csv(corrected, folder / f"dinh_chinh_{scenario.CORRECTED}_{scenario.CORRECTED_SPAN.last:%Y-%m}.csv")


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
