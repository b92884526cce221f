"""The summary reports that arrive: cumulative counts at 23:00, with the days on which a commune sends nothing."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.scenario import Span
from dashboard.demo.seasonality import IntArray
from dashboard.demo.simulation import LEVELS, STAGES, Simulation

BoolArray = npt.NDArray[np.bool_]
HOUR = pd.Timedelta(hours=23)
THURSDAY = 3
# Reports forgotten by chance, per mille.
FORGOTTEN = 6


def reported(simulation: Simulation, randomness: np.random.Generator) -> BoolArray:
    """Which commune reported on which day: (commune, day). Communes with detailed exports never miss a day."""
    former = simulation.edition == "2024"
    sent = randomness.integers(0, 1000, (len(simulation.communes), len(simulation.days))) >= FORGOTTEN
    weekly = simulation.codes.index(scenario.FORMER_WEEKLY if former else scenario.PRESENT_WEEKLY)
    sent[weekly] &= simulation.days.day_of_week == THURSDAY
    for code, gaps in (scenario.FORMER_GAPS if former else scenario.PRESENT_GAPS).items():
        for gap in gaps:
            sent[simulation.codes.index(code), _within(simulation.days, gap)] = False
    detail = scenario.FORMER_DETAIL if former else scenario.PRESENT_DETAIL
    day_before = Span(detail.first - dt.timedelta(days=1), detail.last)
    sent[np.ix_(is_in_thoi_binh(simulation), _within(simulation.days, day_before))] = True
    sent[simulation.codes.index(scenario.FORMER_SILENT if former else scenario.PRESENT_SILENT)] = False
    return sent


def is_in_thoi_binh(simulation: Simulation) -> BoolArray:
    """Marks the communes of Thới Bình, or those that came from it."""
    if simulation.edition == "2024":
        return (simulation.communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    return simulation.communes["unit_code"].isin(scenario.THOI_BINH_SUCCESSORS).to_numpy()


def summary(simulation: Simulation, sent: BoolArray) -> pd.DataFrame:
    """Rows of all reports as sent: unit_code, as_of, level, stage, count; a list counted twice is still in."""
    commune, day = np.nonzero(sent)
    surplus = _surplus(simulation)
    parts = [
        pd.DataFrame(
            {
                "unit_code": np.array(simulation.codes)[commune],
                "as_of": simulation.days[day] + HOUR,
                "level": level,
                "stage": stage,
                "count": (simulation.counts[stage][:, index] + surplus * (level == "2"))[commune, day],
            }
        )
        for index, level in enumerate(LEVELS)
        for stage in STAGES
    ]
    return pd.concat(parts, ignore_index=True).sort_values(["as_of", "unit_code"], kind="stable", ignore_index=True)


def correction(simulation: Simulation, sent: BoolArray) -> pd.DataFrame:
    """The rows of the later file that sets the twice-counted list right."""
    rows = summary(simulation, sent & (_surplus(simulation) > 0))
    rows = rows[rows["level"] == "2"]
    return rows.assign(count=rows["count"] - scenario.CORRECTED_SURPLUS)


def _surplus(simulation: Simulation) -> IntArray:
    """What reports say too much: (commune, day)."""
    surplus = np.zeros((len(simulation.communes), len(simulation.days)), dtype=np.int64)
    if simulation.edition == "2025":
        wrong = _within(simulation.days, scenario.CORRECTED_SPAN)
        surplus[simulation.codes.index(scenario.CORRECTED), wrong] = scenario.CORRECTED_SURPLUS
    return surplus


def _within(days: pd.DatetimeIndex, span: Span) -> BoolArray:
    return np.asarray((days >= pd.Timestamp(span.first)) & (days <= pd.Timestamp(span.last)))
