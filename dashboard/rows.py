"""One NamedTuple for each report query: the names and types of its columns, as its header declares them.

Types are those of pandas: a day is a Timestamp at midnight. What is NULL is None, NaN or NaT: ask with `pandas.isna`.
"""

import datetime as dt
from collections.abc import Iterator
from itertools import starmap
from typing import NamedTuple, TypeVar

import pandas as pd

R = TypeVar("R")


def each_row(table: pd.DataFrame, kind: type[R]) -> Iterator[R]:
    """Each row of a query's table, as its NamedTuple.

    Column by column: pandas' own itertuples takes ten times as long for the few rows of a page.
    """
    return starmap(kind, zip(*(table[name].tolist() for name in kind.__annotations__), strict=True))


def known_count(number: float) -> int | None:
    """A cell's whole number; None where it is NULL."""
    return None if pd.isna(number) else int(number)


def known_day(moment: pd.Timestamp) -> dt.date | None:
    """A cell's day; None where it is NULL."""
    return None if pd.isna(moment) else moment.date()


class BaseByDocument(NamedTuple):
    """One row per document, deadline and batch."""

    document: str
    phase: str
    deadline: pd.Timestamp
    counted_on: pd.Timestamp
    value: int
    units: int
    edition: str
    unit_code: str
    is_inherited: bool
    batch_id: str
    source_name: str
    received_at: pd.Timestamp


class BatchByArrival(NamedTuple):
    """One row per batch."""

    batch_id: str
    kind: str
    source_name: str
    received_at: pd.Timestamp
    period_from: pd.Timestamp
    period_to: pd.Timestamp
    accepted_rows: int
    quarantined_rows: int
    is_demo: bool
    withdrawn_at: pd.Timestamp
    withdrawn_by: str
    withdrawn_why: str


class EventByDate(NamedTuple):
    """One row per event."""

    event_kind: str
    start_date: pd.Timestamp
    end_date: pd.Timestamp
    name: str
    name_en: str
    unit_code: str
    unit_name: str


class CompletenessByWeek(NamedTuple):
    """One row per commune of the parent and week, weeks without a report included."""

    unit_code: str
    unit_name: str
    week_start: pd.Timestamp
    days_reported: int
    days: int


class CoverageByEdition(NamedTuple):
    """One row per edition that has figures."""

    edition: str
    first_day: pd.Timestamp
    newest_report: pd.Timestamp
    last_day: pd.Timestamp
    communes: int
    communes_reported: int
    home_unit: str


class FlowByPeriod(NamedTuple):
    """One row per period that has figures, for each step of the list."""

    period_start: pd.Timestamp
    date: pd.Timestamp
    collected: int
    approved: int
    activated: int
    collected_new: int
    approved_new: int
    activated_new: int
    collected_why: str
    approved_why: str
    activated_why: str
    collected_new_why: str
    approved_new_why: str
    activated_new_why: str
    units_reported: int
    counted_from: pd.Timestamp
    counted_until: pd.Timestamp
    approved_waiting: int
    activated_waiting: int
    asked: int


class HolidayByDate(NamedTuple):
    """One row per day."""

    date: pd.Timestamp
    name_vi: str
    name_en: str
    is_worked: bool


class LatenessByDue(NamedTuple):
    """One row per unit that is expected to report and due time."""

    unit_code: str
    unit_name: str
    due: pd.Timestamp
    received_at: pd.Timestamp
    batch_id: str
    state: str
    days_late: int


class PartByUnit(NamedTuple):
    """One row per unit that is a part."""

    edition: str
    unit_code: str
    unit_name: str
    counted: int
    is_hidden: bool
    reported_at: pd.Timestamp


class PieceByPredecessor(NamedTuple):
    """One row per unit that handed over."""

    edition: str
    unit_code: str
    unit_name: str
    handed_over_on: pd.Timestamp
    counted_on: pd.Timestamp
    millionths: int
    counted: int
    is_hidden: bool


class PipelineByArea(NamedTuple):
    """One row per unit of a grain within the parent."""

    unit_code: str
    unit_name: str
    state: str
    reported_on: pd.Timestamp
    collected: int
    approved: int
    activated: int
    has_collected: bool
    has_approved: bool
    has_activated: bool
    approved_base: int
    activated_base: int
    approved_share: float
    activated_share: float
    unapproved: int
    unactivated: int
    is_unapproved_few: bool
    is_unactivated_few: bool
    unactivated_before: int
    unactivated_since: int
    changed_from: pd.Timestamp
    changed_until: pd.Timestamp
    units_compared: int
    eligible: int
    unactivated_rate: float
    overdue: int
    is_overdue_exact: bool
    overdue_units: int
    overdue_few: int
    units: int
    units_silent: int
    silent_units: str
    communes: int
    communes_reported: int


class ProgressByArea(NamedTuple):
    """One row per unit of the given grain within the parent, the parent itself included if it is of that grain."""

    unit_code: str
    unit_name: str
    parent_name: str
    state: str
    activated: int
    counted: int
    target: int
    target_share: float
    numerator: int
    denominator: int
    share: float
    share_since: float
    share_before: float
    rank: int
    rank_since: int
    rank_before: int
    reported_at: pd.Timestamp
    reported_on: pd.Timestamp
    days_late: int
    pace_7: float
    pace_14: float
    paced_from: pd.Timestamp
    paced_until: pd.Timestamp
    units_paced: int
    units_reported: int
    deadline: pd.Timestamp
    whole_target: int
    missing: int
    required_per_day: float
    units_unknown: int
    unknown_units: str
    coverage: float
    is_covered: bool
    communes: int
    communes_reported: int
    communes_late: int
    communes_done: int
    counted_before: int
    counted_since: int
    changed_from: pd.Timestamp
    changed_until: pd.Timestamp
    units_compared: int
    is_silent: bool
    parts: int
    parts_reported: int
    reallocated: int
    is_least: bool
    is_inherited: bool
    asked: int


class CountByWeek(NamedTuple):
    """One row per unit of the given grain within the parent, and end of a week with figures of it."""

    unit_code: str
    weeks_ago: int
    counted: int
    reported_on: pd.Timestamp
    units_reported: int


class PublishedByMetric(NamedTuple):
    """One row per unit, date and metric."""

    unit_printed: str
    date: pd.Timestamp
    metric: str
    value: int
    value_high: int
    denominator: int
    percent: float
    source_url: str


class ReconciliationByUnit(NamedTuple):
    """One row per unit, comparison, level and stage that can be compared."""

    unit_code: str
    unit_name: str
    comparison: str
    level: str
    stage: str
    compared: int
    differing: int
    date_from: pd.Timestamp
    date_to: pd.Timestamp
    reported: int
    counted: int
    difference: int
    reported_why: str
    counted_why: str


class RestatementByBatch(NamedTuple):
    """One row per changed figure."""

    changed_at: pd.Timestamp
    batch_id: str
    source_name: str
    reason: str
    why: str
    who: str
    kind: str
    unit_code: str
    unit_name: str
    subject: str
    as_of: pd.Timestamp
    level: str
    stage: str
    count_before: int
    count_after: int
    before_why: str
    after_why: str
    changes: int


class RestatementOfCount(NamedTuple):
    """One row per changed figure."""

    changed_at: pd.Timestamp
    reason: str
    kind: str
    level: str
    as_of: pd.Timestamp
    count_before: int
    count_after: int
    before_why: str
    after_why: str
    why: str
    batch_id: str
    source_name: str


class SourceByBatch(NamedTuple):
    """One row per level and batch that the count is made of."""

    level: str
    role: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    is_shown: bool
    batch_id: str
    source_name: str
    received_at: pd.Timestamp
    accepted_rows: int
    first_row: int
    last_row: int
    dossiers: int


class TargetByIssuer(NamedTuple):
    """One row per unit and level of the lists, issuer, stage and deadline."""

    issuer: str
    stage: str
    start_date: pd.Timestamp
    deadline: pd.Timestamp
    value: int
    communes: int
    document: str
    phase: str
    started_at: int
    is_inherited: bool
    unit_code: str
    level: str


class VersionInUse(NamedTuple):
    """One row."""

    version: str
    built_at: pd.Timestamp
    known_at: pd.Timestamp
    is_demo: bool
    small_count: int
    period_days: int


class ReportByUnit(NamedTuple):
    """One row per reporting unit and day with a report."""

    unit_code: str
    date: pd.Timestamp
    counted: int


class ChangeByReport(NamedTuple):
    """One row per unit, moment and level that was changed, and change."""

    unit_code: str
    date: pd.Timestamp
    level: str
    changed_on: pd.Timestamp
    is_correction: bool
    count_before: int
    count_after: int


class TargetByUnit(NamedTuple):
    """One row per unit, issuer, level, stage and deadline."""

    unit_code: str
    issuer: str
    level: str
    stage: str
    start_date: pd.Timestamp
    deadline: pd.Timestamp
    value: int
    document: str


class TargetByBeginning(NamedTuple):
    """One row per unit, issuer, level, stage, deadline and first day."""

    unit_code: str
    issuer: str
    level: str
    stage: str
    deadline: pd.Timestamp
    begun_on: pd.Timestamp
    value: int


class EligibleByUnit(NamedTuple):
    """One row per unit and first day."""

    unit_code: str
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    eligible: int


class ContributorByArea(NamedTuple):
    """One row per area and reporting unit that it is made of."""

    area_code: str
    unit_code: str
    province_code: str


class ForecastOfDay(NamedTuple):
    """One row per unit and target."""

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
    starts_on: pd.Timestamp
    is_reached: bool
    is_enough: bool
    is_simulated: bool


class CoefficientsOfDay(NamedTuple):
    """At most one row."""

    fitted_on: pd.Timestamp
    digest: str
    content: str


class ReminderByUnit(NamedTuple):
    """One row per unit, day and unit that was reminded."""

    unit_code: str
    reminded_on: pd.Timestamp
    is_whole: bool
    other_name: str


class PaceByReminder(NamedTuple):
    """One row per day with a reminder and unit that had a pace on it."""

    reminded_on: pd.Timestamp
    unit_code: str
    counted: int
    target: int
    pace_7: float


class WorkByCell(NamedTuple):
    """One row per division and cell with a count."""

    division: str
    cell: str
    counted: int
    is_partial: bool
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    units: int


class ReasonByUnit(NamedTuple):
    """One row per reason that a file names."""

    reason: str
    counted: int
    is_partial: bool
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    units: int
    communes: int


class DutyByKind(NamedTuple):
    """One row per kind of group with duty."""

    team_kind: str
    team_days: int
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    shared_days: int
    shared_minutes: int
    person_minutes: int
    counted: int
    is_partial: bool


class DutyByDay(NamedTuple):
    """One row per kind of day of which a roster tells."""

    day_kind: str
    minutes: int
    unit_days: int
    units: int


class MobileByWeek(NamedTuple):
    """One row per week with mobile days that can be compared."""

    week: pd.Timestamp
    days: int
    counted: int
    expected: float


class IndicatorByArea(NamedTuple):
    """One row per unit of the grain and indicator of which there is a file."""

    indicator: str
    unit_code: str
    unit_name: str
    counted_on: pd.Timestamp
    counted_from: pd.Timestamp
    numerator: int
    denominator: int
    eligible: int
    is_partial: bool
    shared_out: int
    units: int
    communes: int
    before_on: pd.Timestamp
    numerator_before: int
    denominator_before: int
    eligible_before: int
    is_same_before: bool


class HamletByArea(NamedTuple):
    """One row per unit of the grain of which a file tells."""

    unit_code: str
    unit_name: str
    hamlets: int
    visited: int
    first_day: pd.Timestamp
    last_day: pd.Timestamp
    units: int
    communes: int


class WaitingByArea(NamedTuple):
    """One row per step and unit of which exports of the month tell."""

    step: str
    unit_code: str
    unit_name: str
    month: pd.Timestamp
    ended_on: pd.Timestamp
    age_half: int
    age_most: int
    is_age_half_least: bool
    is_age_most_least: bool
    is_age_few: bool
    wait_half: int
    wait_most: int
    is_wait_half_least: bool
    is_wait_most_least: bool
    is_wait_few: bool
    units: int
    communes: int


class IndicatorByMonth(NamedTuple):
    """One row per month of which there is a file."""

    month: pd.Timestamp
    counted_on: pd.Timestamp
    numerator: int
    denominator: int
    eligible: int
    units: int
    communes: int


class DutyDividedByMonth(NamedTuple):
    """One row per month with divided units that have a roster."""

    month: pd.Timestamp
    units: int
