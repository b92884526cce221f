"""Writes the simulated campaign as the export files that an office would send."""

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
import xlsxwriter

from dashboard import units
from dashboard.demo import further, reports, scenario, succession, targets
from dashboard.demo.activity import detailed
from dashboard.demo.arrivals import report_arrivals
from dashboard.demo.communes import present_communes
from dashboard.demo.events import events
from dashboard.demo.simulation import Simulation, simulate_former, simulate_present
from dashboard.demo.teams import teams

# The column names of Vietnamese offices.
HEADERS = {
    "edition": "phien_ban", "unit_code": "ma_don_vi", "unit_name": "ten_don_vi", "parent_name": "cap_tren",
    "as_of": "thoi_diem", "level": "muc_do", "stage": "giai_doan", "count": "so_luong", "correction": "dinh_chinh",
    "date": "ngay", "hour_band": "khung_gio", "channel": "kenh", "team_code": "ma_to_cong_tac", "issuer": "cap_giao",
    "start_date": "ngay_bat_dau", "deadline": "thoi_han", "value": "chi_tieu", "document": "van_ban", "phase": "dot",
    "base": "nhom_dan_so", "source": "nguon", "name": "ten_to", "kind": "loai_to",
    "event_kind": "loai_su_kien", "end_date": "ngay_ket_thuc", "event": "su_kien", "event_en": "ten_tieng_anh",
    "reason": "ly_do", "start_time": "tu_gio", "end_time": "den_gio", "teams": "so_to", "people": "so_nguoi",
    "indicator": "chi_so", "numerator": "tu_so", "denominator": "mau_so",
    "hamlets": "so_ap", "visited": "so_ap_da_co_buoi_luu_dong",
}  # fmt: skip
# These reports come as workbooks, with names in the place of codes.
WORKBOOKS = ("tong_hop_2023-Q1", "tong_hop_2026-11-20")
Sent = Iterator[tuple[Path, dt.datetime]]
LEVEL_WORDS = {"1": "Mức độ 1", "2": "Mức độ 2"}
STAGE_WORDS = {"collected": "Thu nhận", "approved": "Phê duyệt", "activated": "Kích hoạt"}


def write(folder: Path, seed: int = scenario.SEED) -> dict[Path, dt.datetime]:
    """Writes all export files and returns them with their times of arrival, oldest first.

    Between campaigns one file holds the reports of a quarter: few long files import faster than many weekly ones.
    """
    folder.mkdir(parents=True, exist_ok=True)
    randomness = np.random.Generator(np.random.PCG64(seed))
    simulations = both_editions(randomness)
    arrival_chance = np.random.Generator(np.random.PCG64(seed + 1))
    further_chance = np.random.Generator(np.random.PCG64(seed + 2))
    elderly_chance = np.random.Generator(np.random.PCG64(seed + 3))
    sent = [
        *_targets(folder, simulations),
        *_reports(folder, simulations, randomness, arrival_chance),
        *_further(folder, simulations, further_chance),
        *_reached(folder, simulations, elderly_chance),
    ]
    return dict(sorted(sent, key=lambda file: (file[1], file[0].name)))


def both_editions(randomness: np.random.Generator) -> tuple[Simulation, Simulation]:
    """What happened in old Cà Mau, and from its stock what happened in the new one."""
    former = simulate_former(randomness)
    communes = present_communes(randomness)
    return former, simulate_present(communes, succession.stock_of(communes, former, randomness), randomness)


def _targets(folder: Path, simulations: tuple[Simulation, Simulation]) -> Sent:
    for simulation in simulations:
        edition = simulation.edition
        arrived_at = scenario.TARGETS_ARRIVED[edition]
        yield _csv(targets.population_bases(simulation.communes, edition), folder / f"dan_so_{edition}"), arrived_at
        yield _csv(targets.targets(simulation.communes, edition), folder / f"chi_tieu_{edition}"), arrived_at
    yield _csv(teams(*simulations), folder / "to_cong_tac"), scenario.TARGETS_ARRIVED["2024"]
    yield _csv(events(), folder / "su_kien"), scenario.EVENTS_ARRIVED


def _reports(
    folder: Path,
    simulations: tuple[Simulation, Simulation],
    randomness: np.random.Generator,
    chance: np.random.Generator,
) -> Sent:
    for simulation in simulations:
        sent = reports.reported(simulation, randomness)
        yield from _summaries(folder, simulation, reports.summary(simulation, sent), chance)
        for correction, rows in reports.corrections(simulation, sent).items():
            corrected = rows.assign(correction="có")
            yield _csv(corrected, folder / f"dinh_chinh_{correction.unit_code}"), correction.arrived
        span = scenario.FORMER_DETAIL if simulation.edition == "2024" else scenario.PRESENT_DETAIL
        rows = detailed(simulation, span, randomness)
        yield _csv(rows, folder / f"chi_tiet_thoi_binh_{span.first:%Y}"), scenario.DETAIL_ARRIVED[simulation.edition]


def _further(folder: Path, simulations: tuple[Simulation, Simulation], chance: np.random.Generator) -> Sent:
    """Files of the other kinds, drawn by chance of their own."""
    for simulation in simulations:
        edition = simulation.edition
        for day in further.COUNTED[edition]:
            arrived_at = further.arrival(day)
            yield _csv(further.reasons(simulation, day, chance), folder / f"ly_do_{day}"), arrived_at
            yield _csv(further.indicators(simulation, day, chance), folder / f"chi_so_{day}"), arrived_at
        span = scenario.FORMER_DETAIL if edition == "2024" else scenario.PRESENT_DETAIL
        roster = further.duty(simulation, span)
        yield _csv(roster, folder / f"lich_truc_thoi_binh_{span.first:%Y}"), scenario.DETAIL_ARRIVED[edition]


def _reached(folder: Path, simulations: tuple[Simulation, Simulation], chance: np.random.Generator) -> Sent:
    """Who was reached: hamlets and the elderly."""
    for simulation in simulations:
        for day in further.COUNTED[simulation.edition]:
            arrived_at = further.arrival(day)
            yield _csv(further.hamlets(simulation, day), folder / f"ap_luu_dong_{day}"), arrived_at
            yield _csv(further.elderly(simulation, day, chance), folder / f"cao_tuoi_{day}"), arrived_at


def _summaries(folder: Path, simulation: Simulation, rows: pd.DataFrame, chance: np.random.Generator) -> Sent:
    arrivals = report_arrivals(rows, simulation, chance)
    for name, arrived in arrivals.groupby("name"):
        path, part = folder / f"tong_hop_{name}", rows.loc[arrived.index]
        arrived_at = arrived["arrived_at"].iloc[0].to_pydatetime()
        yield _workbook(part, simulation, path) if path.name in WORKBOOKS else _csv(part, path), arrived_at


def _csv(rows: pd.DataFrame, path: Path) -> Path:
    path = path.with_suffix(".csv")
    if "as_of" in rows and rows["as_of"].dtype.kind == "M":
        rows = rows.assign(as_of=rows["as_of"].dt.strftime("%Y-%m-%d %H:%M"))
    rows.rename(columns=HEADERS).to_csv(
        path, index=False, lineterminator="\n", encoding="utf-8", date_format="%Y-%m-%d"
    )
    return path


def _workbook(rows: pd.DataFrame, simulation: Simulation, path: Path) -> Path:
    """The same report by names: full name of the commune and of the unit above it, levels and stages in words."""
    named = units.load().query("edition == @simulation.edition").set_index("unit_code")["full_name"]
    communes = simulation.communes.set_index("unit_code")
    first = rows["as_of"].min().date()
    called = {code: units.find(simulation.edition, code, on=first).full_name for code in communes.index}
    table = pd.DataFrame(
        {
            "ten_don_vi": rows["unit_code"].map(called),
            "cap_tren": rows["unit_code"].map(communes["parent_code"].map(named)),
            "thoi_diem": rows["as_of"].dt.to_pydatetime(),
            "muc_do": rows["level"].map(LEVEL_WORDS),
            "giai_doan": rows["stage"].map(STAGE_WORDS),
            "so_luong": rows["count"],
        }
    )
    path = path.with_suffix(".xlsx")
    with xlsxwriter.Workbook(path, {"default_date_format": "dd/mm/yyyy hh:mm"}) as workbook:
        workbook.set_properties({"created": dt.datetime(2026, 11, 20, 23, 0), "title": targets.SOURCE})
        sheet = workbook.add_worksheet("Tổng hợp")
        sheet.set_column(0, 4, 22)
        sheet.write_row(0, 0, table.columns)
        for number, row in enumerate(table.itertuples(index=False), start=1):
            sheet.write_row(number, 0, row)
    return path
