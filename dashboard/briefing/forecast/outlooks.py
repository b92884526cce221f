"""The forecasts themselves: those that the version keeps, and those of areas to which units' targets add up."""

from typing import NamedTuple

import pandas as pd

from dashboard import queries, units
from dashboard.briefing.forecast.facts import SIMULATED, Key, Outlook, Target
from dashboard.database import Database
from dashboard.forecasts.by_unit import forecast_by_unit, newest_of
from dashboard.forecasts.fan import Asked, Goal, fans_of
from dashboard.rows import each_row, known_day
from dashboard.selection import Selection


class _Row(NamedTuple):
    unit_code: str
    issuer: str
    level: str
    stage: str
    deadline: pd.Timestamp
    target: int
    count_p10: int
    count_p50: int
    count_p90: int
    probability: float
    p10_on: pd.Timestamp
    p50_on: pd.Timestamp
    p90_on: pd.Timestamp
    verdict: str
    starts_on: pd.Timestamp
    basis: str


def of_province(database: Database, selection: Selection) -> dict[Key, Outlook]:
    """By unit and target. The whole province is asked, for a unit's pace is seen beside those of its province."""
    lineage = units.lineage(selection.edition, selection.unit)
    parent = next((unit.unit_code for unit in lineage if unit.grain == "province"), units.NATION)
    table = forecast_by_unit(database, edition=selection.edition, parent=parent, as_of=selection.as_of)
    return {
        (row.unit_code, row.issuer, row.level, row.stage, row.deadline.date()): _outlook(row)
        for row in each_row(table, _Row)
    }


def asked_of(selection: Selection, target: Target) -> Asked:
    """What a forecast of a target of the selected unit, or of a part of it, is made of."""
    return Asked(selection.edition, selection.unit, selection.as_of, target.level, target.stage)


def of_sums(
    database: Database, selection: Selection, targets: dict[str, Target], known: dict[Key, Outlook]
) -> dict[Key, Outlook]:
    """Of areas without a target of their own, to which those of their units add up; all of one level and stage."""
    missing = {
        (code, target.issuer, target.level, target.stage, target.deadline): target
        for code, target in targets.items()
        if target.deadline > selection.as_of
    }
    asked = {
        key: target for key, target in missing.items() if key not in known and not _reports_itself(selection, key[0])
    }
    if not asked:
        return {}
    goals = [Goal(key[0], target.value, target.deadline, target.issuer) for key, target in asked.items()]
    fans = fans_of(database, asked_of(selection, next(iter(asked.values()))), goals)
    return {
        key: Outlook(fan.verdict, fan.counts, fan.probability, fan.on, fan.days[0])
        for key, fan in zip(asked, fans, strict=True)
        if fan is not None
    }


def _reports_itself(selection: Selection, code: str) -> bool:
    return units.find(selection.edition, code).grain == "commune"


def _outlook(row: _Row) -> Outlook:
    is_known = not pd.isna(row.probability)
    # A count so small that nobody is told it has no range.
    has_range = not pd.isna(row.count_p50)
    return Outlook(
        row.verdict,
        (int(row.count_p10), int(row.count_p50), int(row.count_p90)) if has_range else None,
        float(row.probability) if is_known else None,
        (known_day(row.p10_on), known_day(row.p50_on), known_day(row.p90_on)),
        known_day(row.starts_on),
        row.basis == SIMULATED,
    )


def are_kept(database: Database, selection: Selection) -> bool:
    """Whether the version keeps forecasts of the day."""
    day = min(selection.as_of, newest_of(database, selection.edition, selection.as_of))
    found = queries.forecast_of_day(database, edition=selection.edition, parent=selection.unit, as_of=day)
    return not found.empty
