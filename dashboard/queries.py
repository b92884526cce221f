"""One typed function for each file of queries/report: its columns are those of a NamedTuple in `rows`."""

import datetime as dt
from collections.abc import Sequence
from dataclasses import asdict

import pandas as pd

from dashboard import sql
from dashboard.database import Database
from dashboard.selection import Beside, Measure


def progress_by_area(
    database: Database,
    *,
    edition: str,
    as_of: dt.date,
    parent: str,
    grain: str,
    measure: Measure,
    beside: Sequence[Beside] | None = None,
) -> pd.DataFrame:
    """Units of one grain within the parent, the figures of larger ones summed up, best share first.

    beside: what else is asked at once, by the rules of the measure. Such an answer is not remembered: who asks keeps
    what it is cut into.
    """
    query = sql.load("report", "progress_by_area")
    every = (Beside(0, measure.stage, measure.issuer, measure.base), *(beside or ()))
    lists = {name: ",".join(str(getattr(one, name)) for one in every) for name in Beside._fields}
    given = {"edition": edition, "as_of": as_of, "parent": parent, "grain": grain, **asdict(measure), **lists}
    if beside is None:
        return database.query(query, **given)
    return database.ask(query, {parameter.name: given[parameter.name] for parameter in query.parameters})


def flow_by_period(
    database: Database,
    *,
    edition: str,
    unit: str,
    days: tuple[dt.date, dt.date],
    level: str,
    step: str,
    later: Sequence[tuple[dt.date, str]] | None = None,
) -> pd.DataFrame:
    """Flows and cumulative counts of one unit by day, week or month; days are the first and the last.

    later: other steps that are asked at once, each from a day of its own on, to the same last one. Such an answer is
    not remembered.
    """
    query = sql.load("report", "flow_by_period")
    first, last = days
    days_later = ",".join(str((day - first).days) for day in (first, *(day for day, _ in later or ())))
    steps = ",".join((step, *(other for _, other in later or ())))
    given = {"edition": edition, "unit": unit, "date_from": first, "days_later": days_later, "date_to": last}
    given |= {"level": level, "step": steps}
    return database.query(query, **given) if later is None else database.ask(query, given)


def pipeline_by_area(
    database: Database, *, edition: str, as_of: dt.date, parent: str, grain: str, level: str, least_coverage: int
) -> pd.DataFrame:
    """What waits before each stage, by unit of one grain within the parent, most first."""
    query = sql.load("report", "pipeline_by_area")
    return database.query(
        query, edition=edition, as_of=as_of, parent=parent, grain=grain, level=level, least_coverage=least_coverage
    )


def waiting_by_area(
    database: Database, *, edition: str, as_of: dt.date, parent: str, grain: str, level: str
) -> pd.DataFrame:
    """How long dossiers of the units of one grain within a parent wait, in the newest whole month with exports."""
    query = sql.load("report", "waiting_by_area")
    return database.query(query, edition=edition, as_of=as_of, parent=parent, grain=grain, level=level)


def target_by_issuer(database: Database, *, edition: str, unit: str, level: str) -> pd.DataFrame:
    """All targets of one unit; of several, and of several levels, where these are lists separated by commas."""
    query = sql.load("report", "target_by_issuer")
    return database.query(query, edition=edition, unit=unit, level=level)


def published_by_metric(database: Database, *, unit: str, edition: str | None) -> pd.DataFrame:
    """Published figures about one unit."""
    return database.query(sql.load("report", "published_by_metric"), unit=unit, edition=edition)


def batch_by_arrival(database: Database) -> pd.DataFrame:
    """Accepted batches, newest first."""
    return database.query(sql.load("report", "batch_by_arrival"))


def coverage_by_edition(database: Database) -> pd.DataFrame:
    """Days and units with figures, by edition."""
    return database.query(sql.load("report", "coverage_by_edition"))


def completeness_by_week(database: Database, *, edition: str, parent: str, as_of: dt.date, weeks: int) -> pd.DataFrame:
    """Days with a report, by commune and week."""
    query = sql.load("report", "completeness_by_week")
    return database.query(query, edition=edition, parent=parent, as_of=as_of, weeks=weeks)


def holiday_by_date(database: Database, *, days: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Public holidays from the first to the last of the days."""
    first, last = days
    return database.query(sql.load("report", "holiday_by_date"), date_from=first, date_to=last)


def event_by_date(database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Campaigns, orders, outages and meetings of a unit, from the first to the last of the days."""
    query = sql.load("report", "event_by_date")
    first, last = days
    return database.query(query, edition=edition, unit=unit, date_from=first, date_to=last)


def reminder_by_unit(database: Database, *, edition: str, parent: str, date_to: dt.date) -> pd.DataFrame:
    """Who within a parent was reminded when, up to a day."""
    query = sql.load("report", "reminder_by_unit")
    return database.query(query, edition=edition, parent=parent, date_to=date_to)


def pace_by_reminder(
    database: Database, *, edition: str, parent: str, days: tuple[dt.date, dt.date], level: str, stage: str, issuer: str
) -> pd.DataFrame:
    """Where all units within a parent stood on the days on which any of them was reminded."""
    query = sql.load("report", "pace_by_reminder")
    first, last = days
    return database.query(
        query, edition=edition, parent=parent, date_from=first, date_to=last, level=level, stage=stage, issuer=issuer
    )


def count_by_week(
    database: Database, *, edition: str, parent: str, grain: str, days: tuple[dt.date, dt.date], level: str, stage: str
) -> pd.DataFrame:
    """Where each unit of an area stood at the ends of the last weeks."""
    query = sql.load("report", "count_by_week")
    first, last = days
    return database.query(
        query, edition=edition, parent=parent, grain=grain, date_from=first, date_to=last, level=level, stage=stage
    )


def version_in_use(database: Database) -> pd.DataFrame:
    """The version of the figures, one row."""
    return database.query(sql.load("report", "version_in_use"))


def restatement_by_batch(database: Database, *, edition: str, parent: str, as_of: dt.date, most: int) -> pd.DataFrame:
    """Changes of earlier figures, newest first."""
    query = sql.load("report", "restatement_by_batch")
    return database.query(query, edition=edition, parent=parent, as_of=as_of, most=most)


def lateness_by_due(
    database: Database, *, edition: str, parent: str, as_of: dt.date, now: dt.datetime, dues: int
) -> pd.DataFrame:
    """Due reports with when they came in."""
    query = sql.load("report", "lateness_by_due")
    return database.query(query, edition=edition, parent=parent, as_of=as_of, now=now, dues=dues)


def reconciliation_by_unit(database: Database, *, edition: str, parent: str, as_of: dt.date) -> pd.DataFrame:
    """Two sources side by side, where both speak of the same."""
    query = sql.load("report", "reconciliation_by_unit")
    return database.query(query, edition=edition, parent=parent, as_of=as_of)


def source_by_batch(
    database: Database, *, edition: str, unit: str, as_of: dt.date, level: str, stage: str
) -> pd.DataFrame:
    """Reports and exports that a unit's own count is made of."""
    query = sql.load("report", "source_by_batch")
    return database.query(query, edition=edition, unit=unit, as_of=as_of, level=level, stage=stage)


def part_by_unit(
    database: Database, *, edition: str, unit: str, as_of: dt.date, level: str, stage: str
) -> pd.DataFrame:
    """Units whose counts add up to a unit's count."""
    query = sql.load("report", "part_by_unit")
    return database.query(query, edition=edition, unit=unit, as_of=as_of, level=level, stage=stage)


def piece_by_predecessor(
    database: Database, *, edition: str, unit: str, as_of: dt.date, level: str, stage: str
) -> pd.DataFrame:
    """Units from which a unit's count was handed over."""
    query = sql.load("report", "piece_by_predecessor")
    return database.query(query, edition=edition, unit=unit, as_of=as_of, level=level, stage=stage)


# One argument for each parameter of the question.
def base_by_document(  # noqa: PLR0913
    database: Database, *, edition: str, unit: str, as_of: dt.date, level: str, stage: str, issuer: str, base: str
) -> pd.DataFrame:
    """Documents of the targets in force, or tables of the people, that a unit's rate is of."""
    query = sql.load("report", "base_by_document")
    return database.query(
        query, edition=edition, unit=unit, as_of=as_of, level=level, stage=stage, issuer=issuer, base=base
    )


def restatement_of_count(
    database: Database, *, edition: str, unit: str, level: str, stage: str, days: tuple[dt.date, dt.date]
) -> pd.DataFrame:
    """Changes of the figures that a unit's count is made of, newest first."""
    query = sql.load("report", "restatement_of_count")
    first, last = days
    return database.query(query, edition=edition, unit=unit, level=level, stage=stage, date_from=first, date_to=last)


def report_by_unit(
    database: Database, *, edition: str, parent: str, as_of: dt.date, level: str, stage: str
) -> pd.DataFrame:
    """Counts of each unit that reports itself, on the days on which it did."""
    query = sql.load("report", "report_by_unit")
    return database.query(query, edition=edition, parent=parent, as_of=as_of, level=level, stage=stage)


def change_by_report(
    database: Database, *, edition: str, parent: str, as_of: dt.date, level: str, stage: str
) -> pd.DataFrame:
    """What was changed of reported counts, in the order in which it came in."""
    query = sql.load("report", "change_by_report")
    return database.query(query, edition=edition, parent=parent, as_of=as_of, level=level, stage=stage)


def target_by_unit(database: Database, *, edition: str, parent: str, as_of: dt.date) -> pd.DataFrame:
    """All targets of all units within a parent that had begun."""
    return database.query(sql.load("report", "target_by_unit"), edition=edition, parent=parent, as_of=as_of)


def target_by_beginning(database: Database, *, edition: str, parent: str) -> pd.DataFrame:
    """All targets of all units within a parent, with the days from which they count."""
    return database.query(sql.load("report", "target_by_beginning"), edition=edition, parent=parent)


def eligible_by_unit(database: Database, *, edition: str, parent: str) -> pd.DataFrame:
    """The eligible people of all units within a parent, by the days on which they hold."""
    return database.query(sql.load("report", "eligible_by_unit"), edition=edition, parent=parent)


def contributor_by_area(database: Database, *, edition: str, parent: str, level: str) -> pd.DataFrame:
    """Whose reports the areas within a parent are made of."""
    query = sql.load("report", "contributor_by_area")
    return database.query(query, edition=edition, parent=parent, level=level)


def forecast_of_day(database: Database, *, edition: str, parent: str, as_of: dt.date) -> pd.DataFrame:
    """The forecasts that were kept of a day, of all units within a parent; none where the day is not kept."""
    query = sql.load("report", "forecast_of_day")
    return database.query(query, edition=edition, parent=parent, as_of=as_of)


def coefficients_of_day(database: Database, *, edition: str, level: str, stage: str, as_of: dt.date) -> pd.DataFrame:
    """The coefficients of forecasts that had been fitted by a day, at most one row."""
    query = sql.load("report", "coefficients_of_day")
    return database.query(query, edition=edition, level=level, stage=stage, as_of=as_of)


def work_by_cell(
    database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date], stage: str
) -> pd.DataFrame:
    """Counts of a unit by channel, kind of group and hours, in the months of the first and the last of the days."""
    query = sql.load("report", "work_by_cell")
    first, last = days
    return database.query(query, edition=edition, unit=unit, date_from=first, date_to=last, stage=stage)


def reason_by_unit(database: Database, *, edition: str, unit: str, as_of: dt.date) -> pd.DataFrame:
    """Why accounts of a unit are not active, most frequent reason first."""
    return database.query(sql.load("report", "reason_by_unit"), edition=edition, unit=unit, as_of=as_of)


def duty_by_kind(
    database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date], stage: str
) -> pd.DataFrame:
    """Days on duty of each kind of group in a unit, and what these counted, in the months of the days."""
    first, last = days
    query = sql.load("report", "duty_by_kind")
    return database.query(query, edition=edition, unit=unit, date_from=first, date_to=last, stage=stage)


def duty_by_day(database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date]) -> pd.DataFrame:
    """Minutes on duty in the communes of a unit by kind of day, in the months of the days."""
    first, last = days
    return database.query(sql.load("report", "duty_by_day"), edition=edition, unit=unit, date_from=first, date_to=last)


def duty_divided_by_month(
    database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date]
) -> pd.DataFrame:
    """How many divided units with a roster a unit of the other edition has a part of, by month."""
    query = sql.load("report", "duty_divided_by_month")
    first, last = days
    return database.query(query, edition=edition, unit=unit, date_from=first, date_to=last)


def mobile_by_week(
    database: Database, *, edition: str, unit: str, days: tuple[dt.date, dt.date], stage: str
) -> pd.DataFrame:
    """What days with a mobile group brought beside days alike without one, by week."""
    first, last = days
    query = sql.load("report", "mobile_by_week")
    return database.query(query, edition=edition, unit=unit, date_from=first, date_to=last, stage=stage)


def hamlet_by_area(database: Database, *, edition: str, as_of: dt.date, parent: str, grain: str) -> pd.DataFrame:
    """In how many of their hamlets units of one grain within a parent had a mobile group, the least covered first."""
    query = sql.load("report", "hamlet_by_area")
    return database.query(query, edition=edition, as_of=as_of, parent=parent, grain=grain)


def indicator_by_area(database: Database, *, edition: str, as_of: dt.date, parent: str, grain: str) -> pd.DataFrame:
    """Other indicators of units of one grain within a parent, newest first, with the month before."""
    query = sql.load("report", "indicator_by_area")
    return database.query(query, edition=edition, as_of=as_of, parent=parent, grain=grain)


def indicator_by_month(database: Database, *, edition: str, unit: str, indicator: str, as_of: dt.date) -> pd.DataFrame:
    """One other indicator of a unit in all months up to a day."""
    query = sql.load("report", "indicator_by_month")
    return database.query(query, edition=edition, unit=unit, indicator=indicator, as_of=as_of)
