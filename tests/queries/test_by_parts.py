"""A nation that is built by parts is the one that is built in one go, row by row, whatever of it was made before."""

import json
from pathlib import Path

import duckdb
import pytest

from dashboard import sql
from dashboard.warehouse import by_parts, versions
from dashboard.warehouse.parted import parted
from dashboard.warehouse.workers.task import Workers
from tests.queries.test_parts import BATCHES, CHANGES, PROVINCES, YEAR
from tests.sweep import IS_WHOLE
from tests.warehouse import (
    Batch,
    Provinces,
    build,
    in_use,
    population,
    reported,
    resolved,
    scratch,
    summary,
    target,
    withdrawn,
)  # fmt: skip

CAO_BANG = {("2024", "04"), ("2025", "04")}
LAI_CHAU = {("2024", "12"), ("2025", "12")}
WORLD = PROVINCES | CAO_BANG
# A commune that takes over from another one in the month before, and one that will soon.
OWN_CHANGE = ("2025 03408 03388 1 2026-03-01", "2025 01288 01279 1 2026-05-28")
# One of Cao Bằng's communes, and all that the province has counted of level 1: a few more in the next smallest one give
# it away.
FEW = summary(*reported("01273", on="2026-04-20", level="1", activated=3), edition="2025")
ASKED_OF_ALL = (
    target(f"VN {YEAR} 90000", edition="2025"),
    target(f"VN {YEAR} 95000", f"V1 {YEAR} 500", edition="2025"),
)
# What comes in afterwards is of Lai Châu alone: a report, a correction in a unit that was divided.
LATER = summary("03388 2026-04-19 all activated 98", "03408 2025-12-20 1 activated 64", edition="2025")
# When it was built.
OTHERWISE = {"build"}


def differences(one: Path, other: Path) -> dict[str, tuple[int, int]]:
    """Of each table with other rows, how many are in the first alone and in the second alone."""
    found = {}
    names = {name for name in sql.names("build") if sql.load("build", name).is_published}
    with duckdb.connect() as connection:
        connection.execute(f"ATTACH '{one}' AS one (READ_ONLY); ATTACH '{other}' AS other (READ_ONLY)")
        for name in sorted(names - OTHERWISE):
            sides = (f"FROM one.{name}", f"FROM other.{name}")
            alone, more = (
                connection.execute(f"SELECT count(*) FROM ({a} EXCEPT ALL {b})").fetchall()[0][0]
                for a, b in (sides, sides[::-1])
            )
            if alone or more:
                found[name] = alone, more
    return found


def made(folder: Path, *batches: Batch, provinces: Provinces = WORLD, workers: Workers | None = None) -> Path:
    """The version of these batches; the one before is there under another name, in use."""
    path = folder / "warehouse" / "warehouse-0123456789ab.duckdb"
    scratch(path).unlink(missing_ok=True)
    if path.exists():
        path.replace(path.with_name("warehouse-ba9876543210.duckdb"))
        how = folder / "warehouse" / "parts" / "how-0123456789ab.json"
        if how.exists():
            how.replace(how.with_name("how-ba9876543210.json"))
        with in_use(folder, provinces):
            versions.point_to("ba9876543210")
    return build(folder, *batches, provinces=provinces, workers=workers)


def is_patched(folder: Path) -> bool:
    """Whether the version is a copy of the one before, with other rows of some provinces."""
    how = (folder / "warehouse" / "parts" / "how-0123456789ab.json").read_text(encoding="utf-8")
    return bool(json.loads(how)["size"])


def parts(folder: Path) -> set[str]:
    return {path.name for path in (folder / "warehouse" / "parts").glob("part-*.duckdb")}


def used(folder: Path) -> set[str]:
    """The files that the version is made of."""
    return set((folder / "warehouse" / "parts" / "of-0123456789ab").read_text(encoding="utf-8").split())


@pytest.mark.skipif(not IS_WHOLE, reason="`make sweep` compares it; a smaller world is compared below")
def test_parts_put_together_are_the_whole_and_a_file_leaves_those_of_other_provinces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = (*BATCHES, FEW, *ASKED_OF_ALL)
    whole = made(resolved(tmp_path / "whole", *CHANGES), *before, LATER)
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 2)
    folder = resolved(tmp_path / "parted", *CHANGES)
    made(folder, *before)
    first = parts(folder)
    assert len(first) >= 4
    again = made(folder, *before, LATER)
    assert is_patched(folder)
    assert differences(whole, again) == {}
    # Cao Bằng's part, and one that hides another count beside it.
    needed = {name for name in used(folder) if name.startswith("part-")}
    assert (len(needed & first), len(needed - first)) == (4, 2)
    with duckdb.connect(str(again), read_only=True) as connection:
        hidden = "SELECT DISTINCT unit_code FROM area_progress JOIN unit USING (edition, unit_code) WHERE is_hidden"
        found = connection.execute(f"{hidden} AND grain = 'province' AND edition = '2025'").fetchall()
    assert ("04",) in found and len(found) > 1


def test_provinces_between_which_something_moved_are_one_part(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    crossing = ("2025 01273 03388 1 2026-03-01",)
    batches = (
        summary("01273 2026-02-01 all activated 900", "32065 2026-02-01 all activated 700", edition="2025"),
        summary("03388 2026-03-09 all activated 950", "03408 2026-03-08 1 activated 7", edition="2025"),
        withdrawn(summary("03388 2026-03-10 all activated 951", edition="2025"), "wrong"),
    )
    whole = made(resolved(tmp_path / "whole", *crossing), *batches)
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 2)
    parted = made(resolved(tmp_path / "parted", *crossing), *batches)
    assert differences(whole, parted) == {}
    assert len(parts(tmp_path / "parted")) == 2


def test_a_file_of_a_new_newest_day_leaves_the_parts_of_other_provinces(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    over = "ministry 1 activated 2026-04-01 2026-04-20"
    two = frozenset(CAO_BANG | LAI_CHAU)
    before = (
        # A count that hides its neighbour's, a unit that lacks a stage, a silent one, one without a target.
        summary(
            "01273 2026-04-15 1 activated 3", "01279 2026-04-14 1 activated 40", "01279 2026-04-20 1 collected 70",
            "01288 2026-04-03 all activated 90", "03408 2026-02-20 all activated 9", "03405 2026-04-19 1 activated 2",
            "03388 2026-04-20 all activated 99", "03388 2026-04-11 all activated 80", "03390 2026-04-19 1 activated 60",
            edition="2025",
        ),
        target("01273 ministry all activated 2025-06-01 2026-04-22 50", f"03388 {YEAR} 900", edition="2025"),
        target("01279 ministry 1 activated 2026-04-21 2026-05-20 20", f"03405 {over} 1", edition="2025"),
        population("03388 eligible 2026-01-01 4000", "01288 eligible 2026-04-22 500", edition="2025"),
    )  # fmt: skip
    next_day = summary("03388 2026-04-21 all activated 104", "03405 2026-04-21 1 activated 8", edition="2025")
    wrong = withdrawn(next_day, "of another month")
    crossing = resolved(tmp_path / "whole", *OWN_CHANGE), resolved(tmp_path / "parted", *OWN_CHANGE)
    cases = (next_day, wrong) if IS_WHOLE else (next_day,)
    whole = {came: made(crossing[0], *before, came, provinces=two).rename(tmp_path / f"{number}.duckdb")
             for number, came in enumerate(cases)}  # fmt: skip
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 2)
    made(crossing[1], *before, provinces=two)
    first, needed = parts(crossing[1]), used(crossing[1])
    again = made(crossing[1], *before, next_day, provinces=two)
    assert is_patched(crossing[1])
    assert differences(whole[next_day], again) == {}
    assert len(parts(crossing[1]) - first) == 1
    # Of Cao Bằng, what matured in both levels stands in the same files.
    assert len({name for name in needed & used(crossing[1]) if name.startswith("matured-")}) == 2
    # A version that has lost a row since is not passed on.
    lost = crossing[1] / "warehouse" / "warehouse-0123456789ab.duckdb"
    with duckdb.connect(str(lost)) as connection:
        connection.execute("DELETE FROM area_standing WHERE unit_code = '01288' AND date = DATE '2026-04-05'")
        [(told,)] = connection.execute("DELETE FROM forecast WHERE unit_code = '03388'").fetchall()
        assert told
    assert differences(whole[next_day], lost)
    assert differences(whole[next_day], made(crossing[1], *before, next_day, provinces=two)) == {}
    assert is_patched(crossing[1])
    # Nor is one that was damaged.
    with lost.open("r+b") as file:
        file.seek(1 << 20)
        file.write(bytes(3 << 20))
    assert differences(whole[next_day], made(crossing[1], *before, next_day, provinces=two)) == {}
    assert not is_patched(crossing[1])
    # Taken back, the days after the newest one are those after the day before again.
    if IS_WHOLE:
        assert differences(whole[wrong], made(crossing[1], *before, wrong, provinces=two)) == {}


def test_who_reports_beyond_all_provinces_has_the_nation_built_in_one_go(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(by_parts, "LEAST_PARTS", 1)
    made(tmp_path, summary("VN 2026-02-01 all activated 900", "32065 2026-02-01 all activated 7", edition="2025"))
    assert not parts(tmp_path)
    with in_use(tmp_path, WORLD):
        assert by_parts.noted_in_one_go("0123456789ab") == "beyond"


def test_a_table_with_rows_of_the_nation_says_how_they_are_made_of_its_parts() -> None:
    of_parts = {query.name for query in parted().in_part} - {query.name for query in parted().first}
    areas = {
        name
        for name in of_parts
        if {"contributor", "area_count", "area_change"} & {name, *sql.load("build", name).after}
    }
    of_units = {"reached_base", "own_contributor"}
    assert {name for name in areas - of_units if not sql.load("build", name).across} == set()
    assert {sql.load("build", name).across for name in areas - of_units} == {"members", "sums", "anew", "alone"}
    sums = [name for name in sorted(areas) if sql.load("build", name).across == "sums"]
    assert sums == sql.names("across")


def test_a_published_table_that_hangs_on_the_newest_day_says_what_parts_carry_beyond_it() -> None:
    of_parts = [query for query in parted().in_part if query.is_published and query.name in parted().kept]
    hanging = {query.name for query in of_parts if "coverage" in made_of(query.name)}
    silent = {query.name for query in of_parts if not query.carried}
    assert {query.carried for query in of_parts} == {"", "days", "figures", "anew"}
    # Their rows are of days with a report, or of no day.
    assert hanging & silent == {
        "area_part", "contributor", "expected_report", "overdue", "reconciliation", "reporter", "restatement",
    }  # fmt: skip


def made_of(name: str) -> set[str]:
    """All tables that one is made of."""
    after = sql.load("build", name).after
    return {*after, *(further for each in after for further in made_of(each))}
