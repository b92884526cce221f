"""Targets and population bases of the simulated plans: communes, and the sums of districts and province."""

import pandas as pd

from dashboard.demo import scenario

# phase, issuer, level, stage, start, deadline, per mille of the commune's target, document
FORMER_PHASES = (
    ("1", "ministry", "all", "activated", "2023-03-01", "2024-06-30", 1000, "Kế hoạch mô phỏng số 01/KH-BCA"),
    ("2", "ministry", "all", "activated", "2024-07-01", "2025-12-31", 1150, "Kế hoạch mô phỏng số 02/KH-BCA"),
    ("1", "province", "all", "activated", "2023-03-01", "2023-12-31", 450, "Kế hoạch mô phỏng số 11/KH-CAT"),
    ("2", "province", "all", "activated", "2024-01-01", "2024-05-31", 1050, "Kế hoạch mô phỏng số 12/KH-CAT"),
    ("3", "province", "all", "activated", "2024-06-01", "2024-12-31", 1100, "Kế hoạch mô phỏng số 13/KH-CAT"),
    ("4", "province", "all", "activated", "2025-01-01", "2025-09-02", 1200, "Kế hoạch mô phỏng số 14/KH-CAT"),
    ("1", "province", "all", "collected", "2023-03-01", "2024-12-31", 1200, "Kế hoạch mô phỏng số 15/KH-CAT"),
)
PRESENT_PHASES = (
    ("1", "ministry", "all", "activated", "2025-07-01", "2025-12-31", 800, "Kế hoạch mô phỏng số 21/KH-BCA"),
    ("2", "ministry", "all", "activated", "2026-01-01", "2026-12-31", 1000, "Kế hoạch mô phỏng số 22/KH-BCA"),
    ("2", "ministry", "2", "activated", "2026-01-01", "2026-12-31", 860, "Kế hoạch mô phỏng số 22/KH-BCA"),
    ("1", "province", "all", "activated", "2025-07-01", "2025-12-15", 830, "Kế hoạch mô phỏng số 31/KH-CAT"),
    ("2", "province", "all", "activated", "2025-12-16", "2026-06-30", 920, "Kế hoạch mô phỏng số 32/KH-CAT"),
    ("3", "province", "all", "activated", "2026-07-01", "2026-12-15", 1030, "Kế hoạch mô phỏng số 33/KH-CAT"),
)
COLUMNS = ["phase", "issuer", "level", "stage", "start_date", "deadline", "value", "document"]
SOURCE = "Số liệu mô phỏng"


def targets(communes: pd.DataFrame, edition: str) -> pd.DataFrame:
    """One row per unit and phase; the Ministry's running target of a commune is its `target` column exactly."""
    phases = pd.DataFrame(FORMER_PHASES if edition == "2024" else PRESENT_PHASES, columns=COLUMNS)
    asked = communes[~communes["unit_code"].isin(scenario.WITHOUT_TARGET[edition])]
    rows = asked.merge(phases, how="cross")
    rows["value"] = rows["target"] * rows["value"] // 1000
    phase_columns = [name for name in COLUMNS if name != "value"]
    summed = _with_sums(rows, phase_columns, "value")
    return summed.assign(edition=edition)[["edition", "unit_code", *COLUMNS]]


def population_bases(communes: pd.DataFrame, edition: str) -> pd.DataFrame:
    """People old enough and permanent residents; the younger ones, counted since 1 July 2024, stand apart."""
    named = {"permanent_residents": communes["residents"], "eligible": communes["eligible"]}
    if edition == "2025":
        named["eligible_6_13"] = communes["residents"] * 125 // 1000
    rows = pd.concat([communes.assign(base=base, count=count) for base, count in named.items()])
    summed = _with_sums(rows, ["base"], "count")
    as_of = (scenario.FORMER if edition == "2024" else scenario.PRESENT).first.isoformat()
    summed = summed.assign(edition=edition, as_of=as_of, source=SOURCE)
    return summed[["edition", "unit_code", "base", "as_of", "count", "source"]]


def _with_sums(rows: pd.DataFrame, keys: list[str], value: str) -> pd.DataFrame:
    """The communes' rows, then those of their districts (where there are any) and of the province."""
    levels = [rows[["unit_code", *keys, value]]]
    above = ["parent_code"] if (rows["parent_code"] == scenario.PROVINCE).all() else ["parent_code", "province"]
    for parent in above:
        grouped = rows.assign(province=scenario.PROVINCE).groupby([parent, *keys], as_index=False, sort=False)
        levels.append(grouped.agg({value: "sum"}).rename(columns={parent: "unit_code"}))
    return pd.concat(levels, ignore_index=True)
