"""No count that is protected leaves the build: not in the published file, and not in the answer of any question.

A fixed half of the ways to ask is tried on one day, and fewer on others; `make sweep` tries all.
"""

import datetime as dt
import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import chain, product
from pathlib import Path
from typing import TypeVar

import duckdb
import pandas as pd
import pytest

from dashboard import queries, sql, units
from dashboard.briefing import trace
from dashboard.briefing.comparison import campaigns, pinned
from dashboard.database import Database
from dashboard.forecasts.by_unit import forecast_by_unit
from dashboard.selection import BASES, ISSUERS, LEVELS, STAGES, Edition, Known, Measure, Selection
from tests.briefing import opening
from tests.sweep import IS_WHOLE
from tests.warehouse import Batch, batch, build, detailed, opened, population, summary, tables, target

SMALL = 5
REASONS = ("away", "no_smartphone", "refused", "other")
DAYS = [dt.date(2024, 4, 1) + dt.timedelta(days=3 * turn) for turn in range(8)]
COMMUNES = ("32065", "32068", "32069", "32071", "32072", "32044", "32047", "32098")
# Columns of a published table that are counts of accounts at the end of a day; what they belong to stands beside them.
COUNTS = {
    "area_progress": ("count", "count_before", "count_since", "shared_out"),
    "area_standing": ("count",),
    "partial_base": ("count", "count_before", "count_since", "activated"),
    "partial_stage": ("count", "other_count", "count_before", "count_since", "other_before", "other_since"),
    "reconciliation": ("reported", "counted"),
    "overdue": ("overdue",),
    "work_cell": ("count",),
    "reason_cell": ("count",),
    "indicator_cell": ("numerator", "shared_out"),
    "mobile_week": ("count", "expected"),
    "forecast": ("count_p10", "count_p50", "count_p90"),
    "restatement": ("count_before", "count_after"),
}
# Numbers of other things: of units, of rows, of people to count, and what others printed or asked for.
NO_COUNTS = {
    "turn",
    "units_reported", "units_compared", "parts", "parts_reported", "communes", "accepted_rows", "quarantined_rows",
    "value", "value_high", "denominator", "small_count", "period_days", "pace_7", "pace_14", "units_paced",
    "team_days", "minutes", "team_minutes", "person_minutes", "eligible", "unit_days", "units",
    "flow", "days", "percent", "first_row", "last_row", "dossiers", "millionths", "target", "probability",
    "hamlets", "visited", "age_half", "age_most", "wait_half", "wait_most",
}  # fmt: skip
# Of units side by side: what tells their own count, and what tells of its steps.
SIDE_BY_SIDE = ("counted", "eligible_share", "base_share", "place", "change", "pace")
WAITING = ("collected_step", "approved_step", "activated_step", "unapproved", "unactivated", "overdue")
Way = TypeVar("Way")


def batches() -> Iterator[Batch]:
    """A campaign whose counts are mostly small: some communes lack a stage, a level, a target; some are corrected."""
    rows, days, reasons = [], [], []
    for turn, unit in enumerate(COMMUNES):
        for level in ("1", "2") if turn % 3 else ("all",):
            for step, day in enumerate(DAYS[turn % 4 :]):
                for rank, stage in enumerate(STAGES[: 3 - turn % 2]):
                    rows.append(f"{unit} {day} {level} {stage} {(turn * step) % 9 + step * (rank + 1)}")
            days.append(f"{unit} {DAYS[4]} 07-11 {level} activated mobile - {turn % 4}")
        reasons += [f"{unit} {DAYS[5]} {reason} {(turn * 5 + step) % 9}" for step, reason in enumerate(REASONS)]
    yield summary(*rows, f"967 {DAYS[-1]} all activated 40", f"967 {DAYS[-1]} all collected 90")
    yield summary(*(f"{unit} {DAYS[5]} all activated {turn}" for turn, unit in enumerate(COMMUNES)))
    yield detailed(*days)
    yield target(
        *(f"{unit} ministry all activated 2024-04-01 2024-06-30 {20 + turn}" for turn, unit in enumerate(COMMUNES[::2]))
    )
    yield population(*(f"{unit} eligible 2024-01-01 90" for unit in COMMUNES[1:4]))
    yield batch("reason", *reasons)
    yield batch(
        "indicator",
        *(f"{unit} {DAYS[5]} health_book {turn * 3} {25 + turn % 4}" for turn, unit in enumerate(COMMUNES)),
        f"967 {DAYS[5]} health_book 40 140",
        f"966 {DAYS[5]} driving_licence 3 140",
    )
    yield batch("duty", *(f"{unit} {DAYS[4]} district_mobile 420 660 1 -" for unit in COMMUNES[:3]))
    yield batch("event", *(f"{unit} reminder {DAYS[5]} - Nhắc Reminder" for unit in COMMUNES[:3]))


@pytest.fixture(scope="module")
def warehouse(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The published file, with the tables beside it from which it was made."""
    return build(tmp_path_factory.mktemp("disclosure"), *batches())


@pytest.fixture(scope="module")
def protected(warehouse: Path) -> dict[tuple[object, ...], int]:
    """(edition, unit, level, stage, day) → the count that nobody may see, those that give a small one away too."""
    with tables(warehouse) as connection:
        rows = connection.execute(
            "SELECT edition, unit_code, level, stage, date, count FROM hidden_count "
            "INNER JOIN area_count USING (edition, unit_code, level, stage, date)"
        ).fetchall()
    assert sum(row[-1] < SMALL for row in rows) > 100
    assert sum(row[-1] >= SMALL for row in rows) > 100
    return {tuple(row[:-1]): row[-1] for row in rows}


def test_the_published_file_holds_no_small_count(warehouse: Path) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        numbers = connection.execute(
            "SELECT table_name, column_name FROM duckdb_columns() WHERE NOT internal "
            "AND data_type IN ('BIGINT', 'INTEGER', 'HUGEINT', 'DOUBLE')"
        ).fetchall()
        unnamed = {(table, name) for table, name in numbers if name not in {*COUNTS.get(table, ()), *NO_COUNTS}}
        assert unnamed == set(), "say of a new number whether it is a count of accounts"
        found = {
            (table, name): connection.execute(
                f"SELECT count(*) FROM {table} WHERE {name} BETWEEN 1 AND {SMALL - 1}"
            ).fetchall()
            for table, names in COUNTS.items()
            for name in names
        }
    assert {key: rows for key, rows in found.items() if rows != [(0,)]} == {}


def test_the_published_file_holds_no_count_that_would_give_a_small_one_away(
    warehouse: Path, protected: dict[tuple[object, ...], int]
) -> None:
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        for table in ("area_progress", "area_standing"):
            rows = connection.execute(
                f"SELECT edition, unit_code, level, stage, date, count, is_hidden FROM {table}"
            ).fetchall()
            shown = {tuple(row[:5]) for row in rows if row[5] is not None}
            assert shown & protected.keys() == set(), table
            assert {tuple(row[:5]) for row in rows if row[6]} == protected.keys(), table


def test_no_flow_of_the_published_file_leads_to_or_from_a_hidden_count(
    warehouse: Path, protected: dict[tuple[object, ...], int]
) -> None:
    """A count that is shown, less the flow that led to it, is none that is hidden."""
    with duckdb.connect(str(warehouse), read_only=True) as connection:
        rows = connection.execute(
            "SELECT edition, unit_code, level, stage, date, count, flow FROM area_standing WHERE flow <> 0"
        ).fetchall()
    assert len(rows) > 50
    for *key, day, count, flow in rows:
        before = (*key, day - dt.timedelta(days=1))
        if before in protected:
            assert count is not None
            assert count - flow != protected[before]
        assert not 1 <= count - flow < SMALL


def measures() -> Iterator[Measure]:
    """Every way to count."""
    for level in LEVELS:
        for stage in STAGES:
            for base in BASES:
                yield Measure(level=level, stage=stage, issuer=ISSUERS[0], base=base)


def some_of(ways: Iterable[Way], one_of: int) -> list[Way]:
    """One of so many ways to ask, always the same; all where the whole is asked for."""
    every = list(ways)
    return every if IS_WHOLE else random.Random(len(every)).sample(every, len(every) // one_of)


def answers(database: Database) -> Iterator[tuple[str, pd.DataFrame, Measure | None, dt.date | None]]:
    """What every question answers, in every way that it can be asked on a few days."""
    asked = {"edition": "2024", "parent": "96"}
    for day in (DAYS[2], DAYS[5]):
        for grain in ("commune", "district", "province"):
            for measure in some_of(measures(), 4 if day == DAYS[5] else 9):
                table = queries.progress_by_area(database, **asked, as_of=day, grain=grain, measure=measure)
                yield "progress_by_area", table, measure, day
        for level, grain in product(LEVELS, ("commune", "district", "province")):
            within = {**asked, "as_of": day, "level": level, "grain": grain, "least_coverage": 0}
            yield "pipeline_by_area", queries.pipeline_by_area(database, **within), None, day
        yield "reconciliation_by_unit", queries.reconciliation_by_unit(database, **asked, as_of=day), None, day
        for level, stage in product(LEVELS, STAGES):
            within = {**asked, "as_of": day, "level": level, "stage": stage}
            yield "report_by_unit", queries.report_by_unit(database, **within), None, day
            yield "change_by_report", queries.change_by_report(database, **within), None, day
            yield "pace_by_reminder", _paces(database, level, stage), None, DAYS[5]
            for grain in ("commune", "district"):
                within = {**asked, "days": (DAYS[0], day), "grain": grain, "level": level, "stage": stage}
                yield "count_by_week", queries.count_by_week(database, **within), None, day
        yield "restatement_by_batch", queries.restatement_by_batch(database, **asked, as_of=day, most=999), None, day
        yield "forecast_of_day", forecast_by_unit(database, **asked, as_of=day), None, None
    for unit, stage in product((*COMMUNES, "967", "96", "VN"), STAGES):
        work = queries.work_by_cell(database, edition="2024", unit=unit, days=(DAYS[0], DAYS[-1]), stage=stage)
        yield "work_by_cell", work, None, None
        asked_of = {"edition": "2024", "unit": unit, "days": (DAYS[0], DAYS[-1]), "stage": stage}
        yield "duty_by_kind", queries.duty_by_kind(database, **asked_of), None, None
        yield "mobile_by_week", queries.mobile_by_week(database, **asked_of), None, None
    for edition, unit in product(("2024", "2025"), (*COMMUNES, "967", "96", "VN")):
        of_day = {"edition": edition, "unit": unit, "as_of": dt.date(2024, 5, 1)}
        yield "reason_by_unit", queries.reason_by_unit(database, **of_day), None, None
        months = queries.indicator_by_month(database, **of_day, indicator="health_book")
        yield "indicator_by_month", months, None, None
    for edition, grain in product(("2024", "2025"), ("commune", "district", "province", "nation")):
        asked_of = {"edition": edition, "as_of": dt.date(2024, 5, 1), "parent": "VN", "grain": grain}
        yield "indicator_by_area", queries.indicator_by_area(database, **asked_of), None, None
    for unit in (*COMMUNES, "967", "966", "968", "96"):
        for level in LEVELS:
            for step in ("day", "week", "month"):
                days = (DAYS[0], DAYS[-1])
                flow = queries.flow_by_period(database, edition="2024", unit=unit, days=days, level=level, step=step)
                yield "flow_by_period", flow, None, None
            yield (
                "target_by_issuer",
                queries.target_by_issuer(database, edition="2024", unit=unit, level=level),
                None,
                None,
            )


def _paces(database: Database, level: str, stage: str) -> pd.DataFrame:
    """Where units stood when some of them were reminded."""
    days, issuer = (DAYS[0], DAYS[-1]), ISSUERS[0]
    return queries.pace_by_reminder(
        database, edition="2024", parent="96", days=days, level=level, stage=stage, issuer=issuer
    )


def traces(database: Database) -> Iterator[tuple[str, pd.DataFrame]]:
    """What the questions about the sources of a count answer, for some units of every size."""
    for unit in (*COMMUNES[:3], "967", "96"):
        for level in LEVELS:
            for stage in STAGES:
                asked = {"edition": "2024", "unit": unit, "level": level, "stage": stage}
                yield "part_by_unit", queries.part_by_unit(database, **asked, as_of=DAYS[5])
                yield "piece_by_predecessor", queries.piece_by_predecessor(database, **asked, as_of=DAYS[5])
                days = DAYS[0], DAYS[-1]
                yield "restatement_of_count", queries.restatement_of_count(database, **asked, days=days)


# The columns of each question that are counts of accounts, or differences of such.
TOLD = {
    "progress_by_area": ("activated", "counted", "numerator", "counted_before", "counted_since", "reallocated"),
    "reconciliation_by_unit": ("reported", "counted"),
    "report_by_unit": ("counted",),
    "change_by_report": ("count_before", "count_after"),
    "pace_by_reminder": ("counted",),
    "count_by_week": ("counted",),
    "restatement_by_batch": ("count_before", "count_after"),
    "flow_by_period": (
        *(f"{stage}{kind}" for stage in STAGES for kind in ("", "_new")), "approved_waiting", "activated_waiting",
    ),
    "target_by_issuer": ("started_at",),
    "pipeline_by_area": (
        *STAGES, "approved_base", "activated_base", "unapproved", "unactivated", "unactivated_before",
        "unactivated_since", "overdue",
    ),
    "work_by_cell": ("counted",),
    "reason_by_unit": ("counted",),
    "indicator_by_area": ("numerator", "numerator_before"),
    "indicator_by_month": ("numerator",),
    "duty_by_kind": ("counted",),
    "mobile_by_week": ("counted", "expected"),
    "forecast_of_day": ("count_p10", "count_p50", "count_p90"),
    "part_by_unit": ("counted",),
    "piece_by_predecessor": ("counted",),
    "restatement_of_count": ("count_before", "count_after"),
}  # fmt: skip
# They return no counts of accounts.
OTHERS = {
    "base_by_document", "batch_by_arrival", "coefficients_of_day", "completeness_by_week", "contributor_by_area",
    "coverage_by_edition", "duty_by_day", "duty_divided_by_month", "eligible_by_unit", "event_by_date",
    "hamlet_by_area", "target_by_beginning", "target_by_unit",
    "holiday_by_date", "lateness_by_due", "published_by_metric", "reminder_by_unit", "source_by_batch",
    "version_in_use", "waiting_by_area",
}  # fmt: skip


def test_no_question_returns_a_protected_count(warehouse: Path, protected: dict[tuple[object, ...], int]) -> None:
    assert {*TOLD, *OTHERS} == set(sql.names("report"))
    wrong, seen = [], 0
    asked = chain(answers(Database(warehouse)), ((*one, None, None) for one in traces(Database(warehouse))))
    for name, table, measure, day in asked:
        for column in TOLD[name]:
            small = table[table[column].between(1, SMALL - 1)]
            wrong += [(name, column, measure, day, row) for row in small.itertuples(index=False)]
            seen += int(table[column].notna().sum())
        if measure is not None:
            wrong += [(name, *found) for found in _told_by_progress(table, measure, day, protected)]
    assert seen > 1000
    assert wrong == []


def _told_by_progress(
    table: pd.DataFrame, measure: Measure, day: dt.date | None, protected: dict[tuple[object, ...], int]
) -> Iterator[tuple[object, ...]]:
    """What rows of progress_by_area give away by what stands beside it."""
    for row in table.itertuples(index=False):
        key = ("2024", row.unit_code, measure.level)
        if (*key, measure.stage, day) in protected and not pd.isna(row.counted):
            yield "counted", measure, day, row
        if (*key, "activated", day) in protected and not (pd.isna(row.activated) and pd.isna(row.target_share)):
            yield "activated", measure, day, row
        # Of the units with a base, and of those without.
        parts = [row.target_share * row.target, row.activated - row.target_share * row.target]
        parts += [row.numerator, row.counted - row.numerator, row.share * row.denominator]
        if measure.base == "target" and not pd.isna(row.missing) and row.missing > 0:
            parts.append(row.whole_target - row.missing)
        if measure.base in ("approved", "collected") and not pd.isna(row.denominator):
            if (*key, measure.base, day) in protected:
                yield "denominator", measure, day, row
            parts.append(row.denominator)
        for part in parts:
            if not pd.isna(part) and 0.5 < part < SMALL - 0.5:
                yield "part", part, measure, day, row


def test_no_trace_gives_a_protected_count_away(
    warehouse: Path, protected: dict[tuple[object, ...], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither by a number that it tells, nor by the total less all others."""
    monkeypatch.setenv("DASHBOARD_DATA", str(warehouse.parent.parent))
    database, told = Database(warehouse), 0
    figures = product((*COMMUNES, "967", "966", "96"), (DAYS[2], DAYS[5], DAYS[-1]), LEVELS, STAGES)
    for unit, day, level, stage in some_of(figures, 10):
        found = trace.of_figure(database, Selection(unit, "2024", day, level=level, stage=stage))
        key = ("2024", unit, level, stage, day)
        if key in protected:
            assert (found.count, found.reports, found.parts) == (None, (), ()), key
            continue
        values = [(one.level, one.value) for one in found.reports if one.value is not None]
        told += len(values)
        assert not [value for _, value in values if 1 <= value < SMALL], key
        ends = found.moved.counts if found.moved else ()
        assert not [count for count in (*ends, *(one.known for one in found.lacking)) if count and 1 <= count < SMALL]
        # A level's report is its count of the day: what is protected there is told nowhere.
        assert not [one for one in found.reports if ("2024", unit, one.level, stage, day) in protected and one.value]
        parts = (*found.parts, *found.pieces)
        for part in parts:
            is_protected = ("2024", part.figure.unit, level, stage, part.figure.as_of) in protected
            assert part.is_protected == is_protected, (key, part)
            assert not (is_protected and part.count is not None), (key, part)
        if sum(part.is_protected for part in parts) == 1:
            assert [part.count for part in parts if part.count is not None] == []
    assert told > (50 if IS_WHOLE else 4), told


def test_a_change_of_a_whole_is_the_sum_of_the_changes_that_are_shown_of_its_parts(tmp_path: Path) -> None:
    """So that nothing of a hidden part is left when the others are taken off the whole."""
    few = [f"32072 {day} all activated {2 + step}" for step, day in enumerate(DAYS)]
    large = [
        f"{unit} {day} all activated {90 * turn + step * 7 * turn}"
        for turn, unit in enumerate(COMMUNES[:4], start=1)
        for step, day in enumerate(DAYS)
    ]
    database, seen = opened(tmp_path, summary(*few, *large)), 0
    asked = {"edition": "2024", "parent": "96", "measure": Measure()}
    for day in DAYS[3:]:
        parts = queries.progress_by_area(database, **asked, as_of=day, grain="commune")
        whole = queries.progress_by_area(database, **asked, as_of=day, grain="province")
        for column in ("counted_before", "counted_since", "pace_7", "units_compared"):
            assert parts[column].sum() == pytest.approx(whole[column].sum()), (day, column)
        seen += int(whole["units_compared"].sum())
    assert seen == 3 * len(DAYS[3:])


def test_units_side_by_side_give_no_protected_count_away(
    warehouse: Path, protected: dict[tuple[object, ...], int], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither a figure of one, nor a whole less all others that stand beside it, nor a curve on any day."""
    monkeypatch.setenv("DASHBOARD_DATA", str(warehouse.parent.parent))
    known = Known({"2024": Edition(DAYS[0], DAYS[-1], "96")}, units.exists, units.REFORM_DAY)
    version = replace(opening.warehouse(Database(warehouse)), known=known)
    told = 0
    for day, level, stage in some_of(product((DAYS[2], DAYS[5], DAYS[-1]), LEVELS, STAGES), 5):
        selection = Selection("96", "2024", day, level=level, stage=stage, base="eligible")
        within = [unit.unit_code for unit in units.children("2024", "967", day)]
        counts: dict[str, int | None] = {}
        for one in pinned.of_units(version, selection, ["967", *within]):
            code, figures = one.unit.unit_code, one.figures
            counts[code] = figures["counted"].value  # type: ignore[assignment]
            if ("2024", code, level, stage, day) in protected:
                assert [name for name in SIDE_BY_SIDE if figures[name].value is not None] == [], (code, selection)
            lines = [line for line in pinned.LINES if line.name in {*SIDE_BY_SIDE, *WAITING}]
            # People a day are no count.
            ends = [
                figures[line.name].value for line in lines if line.kind is pinned.Kind.COUNT and line.name != "pace"
            ]
            ends += [figures[line.name].part for line in lines]
            assert not [end for end in ends if end is not None and 1 <= end < SMALL], (code, selection)
            told += sum(end is not None for end in ends)
        hidden = [code for code in within if ("2024", code, level, stage, day) in protected]
        if len(hidden) == 1 and counts["967"] is not None:
            left = counts["967"] - sum(counts[code] or 0 for code in within)
            assert not 1 <= left < SMALL, (hidden, selection)
        for campaign in campaigns.of_units(version, selection, ("967", *within)):
            for point in campaign.points:
                key = ("2024", campaign.unit.unit_code, level, stage, point.date)
                assert point.share is None or key not in protected, key
                told += point.share is not None
    assert told > (300 if IS_WHOLE else 50), told
