"""Units under the names of the day that is asked for: Phường 4 of Cà Mau was called Phường 2 from 1 December 2024."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pandas as pd
import pytest

from dashboard import queries
from dashboard.database import Database
from dashboard.selection import Measure
from tests.warehouse import NATION, build, living_in, population, reported, rows, summary, tables

BEFORE, AFTER = dt.date(2024, 11, 30), dt.date(2024, 12, 1)
# The communes and the province of Đồng Nai got other names on one day, those of Bắc Ninh on another.
EVE, MAY = dt.date(2026, 4, 29), dt.date(2026, 4, 30)
Ask = Callable[[Database, dt.date], pd.DataFrame]
WARD = {"edition": "2024", "parent": "32002"}
QUERIES: dict[str, Ask] = {
    "progress_by_area": lambda db, day: queries.progress_by_area(
        db, **WARD, as_of=day, grain="commune", measure=Measure()
    ),
    "completeness_by_week": lambda db, day: queries.completeness_by_week(db, **WARD, as_of=day, weeks=4),
    "lateness_by_due": lambda db, day: queries.lateness_by_due(
        db, **WARD, as_of=day, now=dt.datetime.combine(day, dt.time.min), dues=2
    ),
    "reconciliation_by_unit": lambda db, day: queries.reconciliation_by_unit(db, **WARD, as_of=day),
    "restatement_by_batch": lambda db, day: queries.restatement_by_batch(
        db, **WARD, as_of=day, most=9
    ),
}  # fmt: skip


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The whole nation, with a few reports of that ward and of Trảng Bom."""
    told = (
        summary(
            reported("32002", on="2024-11-08T23:00", level="1", activated=50),
            reported("32002", on="2024-11-15T23:00", level="1", activated=90),
        ),
        summary(reported("32002", on="2024-11-15T23:00", level="1", activated=80)),
        summary(*(f"32002 2024-11-20T23:00 {level} activated {n}" for level, n in (("all", 99), ("1", 90), ("2", 5)))),
        population(living_in("32002", 900), living_in("32002", 950)),
        summary(reported("26248", on="2026-05-01", level="1", activated=70), edition="2025"),
    )
    return build(tmp_path_factory.mktemp("nation"), *told, provinces=NATION)


@pytest.fixture(scope="module")
def nation(built: Path) -> Database:
    """The app's door to it."""
    return Database(built)


@pytest.mark.parametrize("name", QUERIES)
def test_a_query_calls_a_ward_by_its_name_of_the_day(name: str, nation: Database) -> None:
    for day, called in ((BEFORE, "Phường 4"), (AFTER, "Phường 2")):
        assert set(QUERIES[name](nation, day)["unit_name"]) == {called}


@pytest.mark.parametrize(
    ("edition", "day", "commune", "province"),
    [
        ("2025", EVE, "Xã Trảng Bom", "Tỉnh Đồng Nai"),
        ("2025", MAY, "Phường Trảng Bom", "Thành phố Đồng Nai"),
        ("2025", dt.date(2024, 5, 1), "Xã Trảng Bom", "Tỉnh Đồng Nai"),
    ],
)
def test_a_commune_is_listed_once_under_its_name_and_that_of_its_province(
    edition: str, day: dt.date, commune: str, province: str, nation: Database
) -> None:
    found = queries.progress_by_area(
        nation, edition=edition, as_of=day, parent="75", grain="commune", measure=Measure()
    )
    assert len(found) == found["unit_code"].nunique() == 95
    assert rows(found[found["unit_code"] == "26248"], "unit_name", "parent_name") == [(commune, province)]
    whole = queries.progress_by_area(
        nation, edition=edition, as_of=day, parent="75", grain="province", measure=Measure()
    )
    assert rows(whole, "unit_name") == [(province,)]


@pytest.mark.parametrize("day", [EVE, MAY, BEFORE, AFTER, dt.date(2026, 9, 1), dt.date(2026, 9, 20)])
@pytest.mark.parametrize("edition", ["2024", "2025"])
def test_the_nation_has_each_unit_once_on_every_day(edition: str, day: dt.date, nation: Database) -> None:
    for grain in ("province", "commune"):
        found = queries.progress_by_area(
            nation, edition=edition, as_of=day, parent="VN", grain=grain, measure=Measure()
        )
        assert found["unit_code"].is_unique
        assert (
            len(found)
            == {"2024": {"province": 63, "commune": 10_035}, "2025": {"province": 34, "commune": 3_321}}[edition][grain]
        )


def test_what_a_unit_counted_does_not_double_with_its_names(nation: Database) -> None:
    flow = queries.flow_by_period(
        nation, edition="2025", unit="75", days=(EVE, dt.date(2026, 5, 2)), level="1", step="day"
    )
    assert rows(flow, "date", "activated", "units_reported") == [("2026-05-01", 70, 1)]


def test_the_names_of_every_unit_cover_all_days_once(built: Path) -> None:
    question = """
    SELECT edition, unit_code FROM (
        SELECT *, lead(first_day) OVER (PARTITION BY edition, unit_code ORDER BY first_day) AS next_day FROM area_name
    )
    GROUP BY edition, unit_code
    HAVING min(first_day) <> DATE '0001-01-01' OR max(last_day) <> DATE '9999-12-31'
        OR bool_or(next_day <> last_day + 1) OR bool_or(last_day < first_day)
    UNION ALL
    SELECT edition, unit_code FROM unit ANTI JOIN area_name USING (edition, unit_code)
    """
    with tables(built) as connection:
        assert connection.execute(question).fetchall() == []
