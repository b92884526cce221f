"""The summary reports that arrive: cumulative counts at 23:00, with the days on which a commune sends nothing."""

import datetime as dt

import numpy as np
import numpy.typing as npt
import pandas as pd

from dashboard.demo import scenario
from dashboard.demo.rhythm import IntArray
from dashboard.demo.scenario import Span
from dashboard.demo.simulation import LEVELS, STAGES, Course

BoolArray = npt.NDArray[np.bool_]
HOUR = pd.Timedelta(hours=23)
THURSDAY = 3
# Reports forgotten by chance, per mille.
FORGOTTEN = 6


def reported(course: Course, randomness: np.random.Generator) -> BoolArray:
    """Which commune reported on which day: (commune, day). Communes with detailed exports never miss a day."""
    former = course.edition == "2024"
    sent = randomness.integers(0, 1000, (len(course.communes), len(course.days))) >= FORGOTTEN
    weekly = course.codes.index(scenario.FORMER_WEEKLY if former else scenario.PRESENT_WEEKLY)
    sent[weekly] &= course.days.day_of_week == THURSDAY
    for code, gaps in (scenario.FORMER_GAPS if former else scenario.PRESENT_GAPS).items():
        for gap in gaps:
            sent[course.codes.index(code), _within(course.days, gap)] = False
    detail = scenario.FORMER_DETAIL if former else scenario.PRESENT_DETAIL
    day_before = Span(detail.first - dt.timedelta(days=1), detail.last)
    sent[np.ix_(is_in_thoi_binh(course), _within(course.days, day_before))] = True
    sent[course.codes.index(scenario.FORMER_SILENT if former else scenario.PRESENT_SILENT)] = False
    return sent


def is_in_thoi_binh(course: Course) -> BoolArray:
    """Marks the communes of Thới Bình, or those that came from it."""
    if course.edition == "2024":
        return (course.communes["parent_code"] == scenario.THOI_BINH).to_numpy()
    return course.communes["unit_code"].isin(scenario.THOI_BINH_SUCCESSORS).to_numpy()


def summary(course: Course, sent: BoolArray) -> pd.DataFrame:
    """Rows of all reports as sent: unit_code, as_of, level, stage, count; a list counted twice is still in."""
    commune, day = np.nonzero(sent)
    surplus = _surplus(course)
    parts = [
        pd.DataFrame(
            {
                "unit_code": np.array(course.codes)[commune],
                "as_of": course.days[day] + HOUR,
                "level": level,
                "stage": stage,
                "count": (course.counts[stage][:, index] + surplus * (level == "2"))[commune, day],
            }
        )
        for index, level in enumerate(LEVELS)
        for stage in STAGES
    ]
    return pd.concat(parts, ignore_index=True).sort_values(["as_of", "unit_code"], kind="stable", ignore_index=True)


def correction(course: Course, sent: BoolArray) -> pd.DataFrame:
    """The rows of the later file that sets the twice-counted list right."""
    rows = summary(course, sent & (_surplus(course) > 0))
    rows = rows[rows["level"] == "2"]
    return rows.assign(count=rows["count"] - scenario.CORRECTED_SURPLUS)


def _surplus(course: Course) -> IntArray:
    """What reports say too much: (commune, day)."""
    surplus = np.zeros((len(course.communes), len(course.days)), dtype=np.int64)
    if course.edition == "2025":
        wrong = _within(course.days, scenario.CORRECTED_SPAN)
        surplus[course.codes.index(scenario.CORRECTED), wrong] = scenario.CORRECTED_SURPLUS
    return surplus


def _within(days: pd.DatetimeIndex, span: Span) -> BoolArray:
    return np.asarray((days >= pd.Timestamp(span.first)) & (days <= pd.Timestamp(span.last)))
