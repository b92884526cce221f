"""Where a curve is broken because figures of other units came in, and what is said of it."""

import datetime as dt
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dashboard.briefing.curves import curve, leaps
from dashboard.database import Database
from dashboard.selection import Edition, Known, Selection
from dashboard.text import Text
from dashboard.units import REFORM_DAY, exists
from dashboard.wording.summary import headline
from tests.warehouse import opened, reported, summary


@dataclass
class Opened:
    """As much of a warehouse as a curve asks for."""

    database: Database
    known: Known


def curve_of(folder: Path, *reports: Any) -> curve.Curve:
    """The curve of Thới Bình over these reports."""
    days = Edition(dt.date(2024, 4, 28), dt.date(2024, 5, 1), "967")
    found = Opened(opened(folder, summary(*reports)), Known({"2024": days}, exists, REFORM_DAY))
    drawn = curve.of_unit(found, Selection("967", "2024", dt.date(2024, 5, 1)))  # type: ignore[arg-type]
    assert drawn is not None
    return drawn


def test_a_commune_that_reports_for_the_first_time_breaks_the_curve_and_is_named(tmp_path: Path) -> None:
    drawn = curve_of(
        tmp_path,
        reported("32065", on="2024-04-28", activated=100),
        reported("32065", on="2024-04-29", activated=110),
        reported("32065", on="2024-04-30", activated=120),
        reported("32068", on="2024-04-30", activated=300),
    )
    assert drawn.flow["is_leap"].tolist() == [False, False, True]
    assert drawn.leaps == (leaps.Leap(dt.date(2024, 4, 30), ("Xã Biển Bạch",), None),)
    words = headline.leap(drawn.leaps[0], Text("vi"))
    assert "30/04/2024" in words and "Xã Biển Bạch" in words


def test_work_and_a_small_newcomer_break_no_curve(tmp_path: Path) -> None:
    drawn = curve_of(
        tmp_path,
        reported("32065", on="2024-04-28", activated=1000),
        reported("32065", on="2024-04-29", activated=3000),
        reported("32065", on="2024-04-30", activated=3010),
        reported("32068", on="2024-04-30", activated=60),
    )
    assert not drawn.flow["is_leap"].any() and drawn.leaps == ()
