"""The summary reports that arrive: cumulative counts at 23:00, with the days on which a commune sends nothing."""

import datetime as dt
from collections.abc import Mapping

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.scenario import Correction, Span
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
    on_thursday = simulation.days.day_of_week == THURSDAY
    in_second_week = simulation.days.isocalendar().week.to_numpy() % 2 == 0
    sent[_positions(simulation, scenario.WEEKLY)] &= on_thursday
    sent[_positions(simulation, scenario.FORTNIGHTLY)] &= on_thursday & in_second_week
    for code, gaps in (scenario.FORMER_GAPS if former else scenario.PRESENT_GAPS).items():
        for gap in gaps:
            sent[simulation.codes.index(code), _within(simulation.days, gap)] = False
    detail = scenario.FORMER_DETAIL if former else scenario.PRESENT_DETAIL
    day_before = Span(detail.first - dt.timedelta(days=1), detail.last)
    sent[np.ix_(is_in_thoi_binh(simulation), _within(simulation.days, day_before))] = True
    sent[simulation.codes.index(scenario.FORMER_SILENT if former else scenario.PRESENT_SILENT)] = False
    return sent


def _positions(simulation: Simulation, by_edition: Mapping[str, tuple[str, ...]]) -> list[int]:
    return [simulation.codes.index(code) for code in by_edition[simulation.edition]]


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


def corrections(simulation: Simulation, sent: BoolArray) -> dict[Correction, pd.DataFrame]:
    """The rows of the later files that set lists counted twice right."""
    rows = summary(simulation, sent & (_surplus(simulation) > 0))
    corrected = {}
    for each in scenario.CORRECTIONS:
        if each.edition == simulation.edition:
            wrong = rows[(rows["unit_code"] == each.unit_code) & (rows["level"] == "2")]
            corrected[each] = wrong.assign(count=wrong["count"] - each.surplus)
    return corrected


def _surplus(simulation: Simulation) -> IntArray:
    """What reports say too much: (commune, day)."""
    surplus = np.zeros((len(simulation.communes), len(simulation.days)), dtype=np.int64)
    for each in scenario.CORRECTIONS:
        if each.edition == simulation.edition:
            surplus[simulation.codes.index(each.unit_code), _within(simulation.days, each.span)] = each.surplus
    return surplus


def _within(days: pd.DatetimeIndex, span: Span) -> BoolArray:
    return np.asarray((days >= pd.Timestamp(span.first)) & (days <= pd.Timestamp(span.last)))
