"""The communes of the campaign: residents, people old enough, and what each was asked to reach."""

import numpy as np
import pandas as pd

from dashboard import settings, units
from dashboard.demo import scenario
from dashboard.demo.whole_numbers import apportion

# Registered residents of the 2025 list include people who live elsewhere; per mille who count here.
PRESENT_RESIDENTS = 820
FORMER_RESIDENTS, THOI_BINH_RESIDENTS = 1050, 1028
FORMER_ELIGIBLE, PRESENT_ELIGIBLE = 745, 730
FORMER_TARGET, PRESENT_TARGET = 545, 600


def former_communes(randomness: np.random.Generator) -> pd.DataFrame:
    """The 100 communes until 30 June 2025: unit_code, parent_code, residents, eligible, target."""
    districts = units.load().query("edition == '2024' and grain == 'district' and parent_code == @scenario.PROVINCE")
    communes = _communes("2024", districts["unit_code"], base="residents_2002")
    in_thoi_binh = communes["parent_code"] == scenario.THOI_BINH
    growth = np.where(in_thoi_binh, THOI_BINH_RESIDENTS, FORMER_RESIDENTS)
    communes["residents"] = communes["count"] * growth // 1000
    communes["eligible"] = communes["residents"] * FORMER_ELIGIBLE // 1000
    asked = communes["residents"] * randomness.integers(FORMER_TARGET - 25, FORMER_TARGET + 26, len(communes)) // 1000
    communes["target"] = asked // 10 * 10
    communes.loc[in_thoi_binh, "target"] = 10 * apportion(
        scenario.THOI_BINH_TARGET // 10, asked[in_thoi_binh].to_numpy()
    )
    return communes.drop(columns="count")


def present_communes(randomness: np.random.Generator) -> pd.DataFrame:
    """The 64 communes since 1 July 2025, former Bạc Liêu among them; columns as of `former_communes`."""
    communes = _communes("2025", pd.Series([scenario.PROVINCE]), base="permanent_residents")
    communes["residents"] = communes["count"] * PRESENT_RESIDENTS // 1000
    communes["eligible"] = communes["residents"] * PRESENT_ELIGIBLE // 1000
    rates = randomness.integers(PRESENT_TARGET - 15, PRESENT_TARGET + 16, len(communes))
    communes["target"] = communes["residents"] * rates // 10_000 * 10
    return communes.drop(columns="count")


def _communes(edition: str, parents: "pd.Series[str]", base: str) -> pd.DataFrame:
    known = units.load()
    chosen = known[(known["edition"] == edition) & (known["grain"] == "commune") & known["parent_code"].isin(parents)]
    people = pd.read_csv(settings.DATA / "population.csv", dtype={"edition": str, "unit_code": str})
    people = people[(people["edition"] == edition) & (people["base"] == base)]
    columns = ["unit_code", "full_name", "parent_code"]
    return (
        chosen[columns]
        .merge(people[["unit_code", "count"]], on="unit_code")
        .sort_values("unit_code", ignore_index=True)
    )
