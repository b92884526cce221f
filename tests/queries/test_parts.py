"""What the headers of build queries state of parts: a province's rows and the nation's tables give its tables."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import pytest

from dashboard import sql
from dashboard.exports.kinds import KINDS
from dashboard.tables import in_order
from dashboard.warehouse import making
from dashboard.warehouse.sources import lay_out
from tests.warehouse import (
    NEIGHBOURS,
    VERSION,
    accepted,
    batch,
    build,
    detailed,
    in_use,
    population,
    resolved,
    restored,
    scratch,
    summary,
    target,
    withdrawn,
)  # fmt: skip

CA_MAU, LAI_CHAU = "96", "12"
PROVINCES = NEIGHBOURS | {("2024", LAI_CHAU), ("2025", LAI_CHAU)}
YEAR = "ministry all activated 2025-01-01 2026-12-31"
# Xã Thới Bình joins Xã Biển Bạch; Phường Tân Phong of Lai Châu is divided between two of its neighbours.
CHANGES = (
    "2025 32065 32069 1 2026-03-01", "2025 03408 03388 0.6 2026-02-01", "2025 03408 03405 0.4 2026-02-01",
    "2024 32072 32071 1 2024-09-01",
)  # fmt: skip
BATCHES = (
    summary(
        *(f"{code} 2024-08-01 {level} activated {count}" for code, count in (("32071", 31), ("32072", 40), ("32080", 3))
          for level in "12"),
        "03387 2025-06-20 all activated 90", "03388 2025-06-01 all collected 50", "12 2025-06-25 1 activated 700",
        "32071 2024-08-01 all activated 63",
        "32071 2024-07-20 1 collected 80", "32071 2024-08-01 1 approved 50",
        "03387 2025-06-01 all collected 120", "03387 2025-06-20 all approved 100",
    ),
    detailed(
        "32065 2025-05-02 07-11 1 activated mobile - 7", "03388 2025-06-02 07-11 2 activated mobile - 8",
        "32065 2025-05-01 07-11 1 approved mobile - 9", "03388 2025-06-01 07-11 2 approved mobile - 9",
    ),
    summary(
        "32065 2025-08-10 all activated 101", "32069 2025-09-20 all activated 200", "03408 2025-12-20 2 activated 4",
        "03408 2025-12-20 1 activated 61", "03408 2025-12-20 all activated 66",
        "03388 2026-01-10 all activated 77", "32092 2025-12-01 all activated 10",
        edition="2025",
    ),
    # Lai Châu's newest report is the nation's: figures of Cà Mau are carried up to it.
    summary("03388 2026-04-20 all activated 99", "03408 2025-12-20 1 activated 65", edition="2025"),
    detailed(*(f"{code} 2026-03-03 07-11 all activated mobile - 4" for code in ("32069", "03388")), edition="2025"),
    withdrawn(
        detailed(*(f"{code} 2026-03-03 07-11 all activated mobile - 6" for code in ("32069", "03388")), edition="2025"),
        "wrong",
    ),
    restored(withdrawn(summary("32092 2025-12-05 all activated 12", edition="2025"), "doubtful")),
    batch("reason", "32065 2024-08-01 away 30", "32071 2024-08-01 away 3", "03387 2025-06-20 away 20"),
    batch(
        "reason", "32065 2026-03-20 away 40", "32069 2026-03-05 away 30", "03388 2026-03-01 refused 9", edition="2025"
    ),
    batch(
        "duty", "32065 2025-05-02 district_mobile 420 660 1 4", "32065 2025-05-09 commune 420 660 - -",
        "03388 2025-06-02 district_mobile 420 660 1 -",
    ),
    batch("hamlet", "32065 2025-05-31 12 9", "03388 2025-06-02 9 9"),
    batch("indicator", "32065 2025-05-31 health_book 40 90", "03388 2025-06-02 health_book 44 -"),
    batch("event", f"{CA_MAU} order 2024-08-01 - A -", f"{LAI_CHAU} order 2024-08-01 - B -"),
    target(f"32065 {YEAR} 400", f"32069 {YEAR} 1000", f"03408 {YEAR} 100", f"03388 {YEAR} 90", edition="2025"),
    target(*(f"{code} {YEAR} 500" for code in ("32071", "32080", "03387"))),
    population("32065 eligible 2026-01-01 4000", "32069 eligible 2026-01-01 9000", edition="2025"),
)  # fmt: skip
OWN = """
    SELECT edition, unit_code FROM nation.unit_ancestor WHERE edition = '2025' AND ancestor_code = $province
    UNION
    SELECT edition, unit_code FROM nation.unit_ancestor
    WHERE edition = '2024' AND ancestor_code IN (
        SELECT from_code FROM nation.lineage WHERE to_code = $province AND grain = 'province'
    )
"""


# Most areas and days have no rows there.
SPARSE = {
    "duty_divided",
    "partial_stage",
    "reached_base",
    "partly_based",
    "partly_staged",
    "restatement",
    "reconciliation",
}
# Empty as queries; `warehouse/foreseen.py` fills them.
FORESEEN = {"forecast", "forecast_coefficients"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The data folder of a nation of three provinces."""
    return resolved(tmp_path_factory.mktemp("parts"), *CHANGES)


@pytest.fixture(scope="module")
def whole(folder: Path) -> Path:
    """Its warehouse."""
    return build(folder, *BATCHES, provinces=PROVINCES)


def test_tables_made_of_few_days_at_a_time_are_those_made_at_once(whole: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(making, "AT_ONCE", 400)
    made = [query for query in in_order("build") if query.days]
    with duckdb.connect() as connection:
        connection.execute(
            f"ATTACH '{whole}' AS published (READ_ONLY); ATTACH '{scratch(whole)}' AS scratch (READ_ONLY)"
        )
        connection.execute("ATTACH ':memory:' AS by_days; SET search_path = 'memory,by_days,scratch,published'")
        places = dict.fromkeys((query.name for query in in_order("build") if query.is_published), "published")
        for query in made:
            assert len(making.spans_of_days(connection, query.days[0])) > 1
            making.make_by_days(connection, query, place="by_days", places=places)
            one, other = f"FROM {places.get(query.name, 'scratch')}.{query.name}", f"FROM by_days.{query.name}"
            question = f"SELECT count(*) FROM (({one} EXCEPT ALL {other}) UNION ALL ({other} EXCEPT ALL {one}))"
            assert connection.execute(question).fetchall() == [(0,)], query.name
        [(days,)] = connection.execute("SELECT count(DISTINCT date) FROM by_days.area_progress").fetchall()
    assert len(made) == 3 and days > 300


@pytest.fixture(scope="module", params=[CA_MAU, LAI_CHAU])
def province(request: pytest.FixtureRequest, folder: Path, whole: Path) -> Iterator[duckdb.DuckDBPyConnection]:
    """The tables of one province, made of its own rows and of the nation's tables, beside those of the nation."""
    with duckdb.connect() as connection, in_use(folder, PROVINCES):
        connection.execute("ATTACH ':memory:' AS nation")
        for place, path in (("published", whole), ("scratch", scratch(whole))):
            connection.execute(f"ATTACH '{path}' AS {place} (READ_ONLY)")
        for query in in_order("build"):
            place = "published" if query.is_published else "scratch"
            connection.execute(f'CREATE VIEW nation."{query.name}" AS FROM {place}."{query.name}"')
        connection.execute(f"CREATE TABLE own AS {OWN}", {"province": request.param})
        lay_out(connection, *accepted(*BATCHES), VERSION)
        for kind in (kind.name for kind in KINDS):
            for rows in (f"accepted_{kind}", f"received_{kind}"):
                connection.execute(
                    f"CREATE TEMP TABLE own_{rows} AS FROM {rows} SEMI JOIN own USING (edition, unit_code)"
                )
                connection.execute(f"CREATE OR REPLACE TEMP VIEW {rows} AS FROM own_{rows}")
        for query in in_order("build"):
            rows = query.sql if query.part == "province" else f'FROM nation."{query.name}"'
            connection.execute(f'CREATE TABLE "{query.name}" AS {rows}')
        yield connection


def key(connection: duckdb.DuckDBPyConnection, table: str) -> str:
    """The unit that a row of a table is of."""
    columns = {name for name, *_ in connection.execute(f'DESCRIBE "{table}"').fetchall()}
    if "from_code" in columns:
        return "from_edition, from_code" if "from_edition" in columns else "edition, from_code"
    return "edition, area_code" if "area_code" in columns else "edition, unit_code"


@pytest.mark.parametrize(
    "table",
    [name for name in sql.names("build") if sql.load("build", name).part == "province" and name not in FORESEEN],
)
def test_a_provinces_rows_alone_give_its_rows_of_the_table(province: duckdb.DuckDBPyConnection, table: str) -> None:
    of_province = f"({key(province, table)}) IN (SELECT (edition, unit_code) FROM own)"
    alone, among_all = (f'SELECT * FROM {place}"{table}" WHERE {of_province}' for place in ("", "nation."))
    question = f"SELECT (SELECT count(*) FROM ({alone})), (SELECT count(*) FROM ({among_all} EXCEPT ALL {alone}))"
    [(rows, missing)] = province.execute(question).fetchall()
    [(more,)] = province.execute(f"SELECT count(*) FROM ({alone} EXCEPT ALL {among_all})").fetchall()
    assert (missing, more) == (0, 0)
    assert rows > 0 or table in SPARSE


def test_a_table_has_the_columns_that_are_declared_and_no_row_without_those_that_it_is_made_from(
    province: duckdb.DuckDBPyConnection,
) -> None:
    for query in (query for query in in_order("build") if query.rows_from):
        columns = [(column.name, column.type) for column in query.columns]
        asked = [(name, kind) for name, kind, *_ in province.execute(f"DESCRIBE {query.sql}").fetchall()]
        assert asked == columns, query.name
        province.begin()
        for table in query.rows_from:
            rows = f"own_{table}" if table.startswith(("accepted_", "received_")) else f"memory.{table}"
            province.execute(f"CREATE OR REPLACE TEMP VIEW {table} AS FROM {rows} LIMIT 0")
        assert province.execute(query.sql).fetchall() == [], query.name
        province.rollback()


def test_few_tables_need_the_whole_nation() -> None:
    needed = {name for name in sql.names("build") if sql.load("build", name).part == "nation"}
    assert needed == {
        # What the nation has and a province has not: itself, how it was built, batches, editions, holidays, due days.
        "beyond_provinces", "build", "batch", "batch_step", "era", "holiday", "due_span", "new_enough",
        "compared_period", "team", "event", "published_figure",
        # The newest day, up to which all figures are carried, and the days after it on which its reports grow old.
        "coverage", "later_day",
        # From the first day of figures to the newest, when the legal time of dossiers runs out; up to when reports are
        # due.
        "legal_clock", "due_until",
        # Provinces among one another: the next smallest count is hidden beside the smallest.
        "hidden_count",
        # What is withheld in provinces is shown in the nation's sum where it is enough.
        "work_cell", "reason_shown",
        # The days that half of all dossiers wait are no sum of the provinces'.
        "waiting_time",
        # What forecasts are made with is fitted on all provinces.
        "forecast_coefficients",
        # The days after the newest one are cut where any target begins or ends.
        "base_edge",
        # A roster's days are those of all units that it names.
        "mobile_week",
    }  # fmt: skip
