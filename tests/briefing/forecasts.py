"""Forecasts of made-up units, with what a test names and the rest as of a unit that is short of its target."""

import datetime as dt
from dataclasses import replace
from typing import Any

from dashboard.briefing.forecast.facts import Outlook, Stand, Target, TargetForecast

DAY, DEADLINE = dt.date(2026, 11, 20), dt.date(2026, 12, 31)
TARGET = Target("ministry", "all", "activated", dt.date(2026, 1, 1), DEADLINE, 12_345, document="Kế hoạch 12/KH-CA")
STAND = Stand(
    "value", 9_876, DAY, is_silent=False, is_covered=True, missing=2_469, required=60.2, pace=35.4,
    paced=(dt.date(2026, 11, 13), DAY), backlog=1_200, eligible_left=3_000,
)  # fmt: skip
SILENT = {"is_silent": True, "pace": None, "paced": None}
NEVER = {"state": "not_reported", "counted": None, "reported_on": None, "backlog": None, "missing": 12_345} | SILENT


def forecast(
    code: str = "32065", verdict: str = "at_risk", probability: float | None = 0.35, days_left: int = 41, **stand: Any
) -> TargetForecast:
    """A unit called "Xã" and its code, unless the code is a real one."""
    target = replace(TARGET, deadline=DAY + dt.timedelta(days=days_left))
    outlook = Outlook(verdict, probability=probability)
    return TargetForecast(code, f"Xã {code}", target, replace(STAND, **stand), outlook, days_left, days_left * 5 // 7)
