"""Which targets of a unit, or of its parts, are looked at on a day: those in force, and those that passed lately."""

import datetime as dt
from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from dashboard import queries
from dashboard.briefing import area, province
from dashboard.briefing.area import Within
from dashboard.briefing.forecast.facts import Target
from dashboard.database import Database
from dashboard.forecasts.by_unit import SHOWN_AFTER
from dashboard.rows import TargetByIssuer, TargetByUnit, each_row, known_count
from dashboard.selection import LEVELS, Selection


def of_unit(database: Database, selection: Selection) -> Iterator[Target]:
    """Targets of the unit that have begun and are shown still."""
    for level in LEVELS:
        table = province.targets(database, selection.edition, selection.unit, level)
        for row in each_row(table, TargetByIssuer):
            start, deadline = row.start_date.date(), row.deadline.date()
            if start <= selection.as_of < deadline + dt.timedelta(days=SHOWN_AFTER):
                document, phase = ("" if pd.isna(words) else str(words) for words in (row.document, row.phase))
                began = known_count(row.started_at) or 0
                yield Target(row.issuer, level, row.stage, start, deadline, int(row.value), began, document, phase)


def of_parts(database: Database, selection: Selection, inside: Within) -> dict[str, Target]:
    """For each part its nearest target that is in force, or else the last one that is shown still, with what was
    counted on its first day.
    """
    found = nearest(database, selection, inside)
    began = {
        start: area.within(database, replace(selection, as_of=start), inside.grain).counts
        for start in {target.start for target in found.values()}
    }
    return {code: replace(target, began=began[target.start].get(code, 0)) for code, target in found.items()}


def nearest(database: Database, selection: Selection, inside: Within) -> dict[str, Target]:
    """The same without what was counted on the first day, which is a question more."""
    table = queries.target_by_unit(database, edition=selection.edition, parent=inside.parent, as_of=selection.as_of)
    issuer, level, stage = selection.issuer, selection.level, selection.stage
    own = table[(table["issuer"] == issuer) & (table["level"] == level) & (table["stage"] == stage)]
    found: dict[str, Target] = {}
    for row in each_row(own, TargetByUnit):
        code, document = row.unit_code, "" if pd.isna(row.document) else row.document
        start, deadline = row.start_date.date(), row.deadline.date()
        target = Target(issuer, level, stage, start, deadline, int(row.value), document=document)
        if selection.as_of < target.deadline + dt.timedelta(days=SHOWN_AFTER):
            found[code] = min(target, found.get(code, target), key=lambda one: nearness(one, selection.as_of))
    for unit in inside.units:
        # What its communes are asked for together is asked of an area that has no target of its own.
        if unit.unit_code not in found and not pd.isna(unit.whole_target) and not pd.isna(unit.deadline):
            own_start = own["start_date"][own["deadline"] == unit.deadline].min()
            start = unit.deadline if pd.isna(own_start) else own_start
            found[unit.unit_code] = Target(
                issuer, level, stage, start.date(), unit.deadline.date(), int(unit.whole_target)
            )
    return found


def nearness(target: Target, day: dt.date) -> tuple[bool, int]:
    """By which targets are put in order: the nearest deadline first, those that passed last."""
    return target.deadline < day, abs((target.deadline - day).days)
