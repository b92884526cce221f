"""Figures of one era on the units of the other: sums are kept, shares are marked, nothing is invented."""

import datetime as dt
import random
from dataclasses import replace
from pathlib import Path

import duckdb
import pytest

from dashboard import queries, units
from dashboard.selection import Measure
from tests.warehouse import NATION, ask, narrow, opened, population, rows, set_for, summary, tables_read, target

ON_MAP = Measure("all", "activated", "ministry", "target", 7, 5, 7)
DAY, LATER = dt.date(2024, 5, 1), dt.date(2025, 8, 1)
# The twelve units of Thới Bình in 2024, with a figure each: a power of ten tells which went where.
OLD = {
    "32065": 1000, "32068": 50, "32069": 2000, "32071": 60, "32072": 3000, "32074": 70, "32077": 4000, "32080": 80,
    "32083": 5000, "32086": 90, "32089": 6000, "32092": 100,
}  # fmt: skip

NEW = {
    "Xã Thới Bình": ("32065", "32077"),
    "Xã Biển Bạch": ("32068", "32069", "32074"),
    "Xã Trí Phải": ("32071", "32072", "32080"),
    "Xã Tân Lộc": ("32083", "32086", "32089"),
    "Xã Hồ Thị Kỷ": ("32092",),
}


def reports(figures: dict[str, int], day: dt.date = DAY, edition: str = "2024"):
    return summary(*(f"{unit} {day} all activated {count}" for unit, count in figures.items()), edition=edition)


def carried(folder: Path, *batches, edition: str = "2025", as_of: dt.date = DAY, **rules: int):
    """The communes of today's Cà Mau (or of the old one) on a day of the other era."""
    door = opened(folder, *batches, **rules)
    return queries.progress_by_area(door, edition=edition, as_of=as_of, parent="96", grain="commune", measure=ON_MAP)


def test_the_twelve_units_of_thoi_binh_become_five_with_exactly_their_sums(tmp_path: Path) -> None:
    table = carried(tmp_path, reports(OLD))
    known = table[table["state"] == "value"].sort_values("unit_code")
    assert rows(known, "unit_name", "counted", "parts", "parts_reported", "reallocated") == [
        (name, sum(OLD[code] for code in codes), len(codes), len(codes), None) for name, codes in NEW.items()
    ]


def test_a_code_that_was_used_twice_never_mixes_two_units(tmp_path: Path) -> None:
    old, new = reports({"32069": 700}), reports({"32069": 9000}, LATER, "2025")
    door = opened(tmp_path, old, new)

    def counted(edition: str, as_of: dt.date) -> list[tuple[object, ...]]:
        table = queries.progress_by_area(
            door, edition=edition, as_of=as_of, parent="96", grain="commune", measure=ON_MAP
        )
        return rows(table[table["unit_code"] == "32069"], "unit_name", "state", "counted")

    assert counted("2024", DAY) == [("Xã Tân Bằng", "value", 700)]
    assert counted("2025", LATER) == [("Xã Biển Bạch", "value", 9000)]
    assert counted("2024", LATER) == [("Xã Tân Bằng", "not_divisible", None)]
    # A third of Biển Bạch reported: what is known of it, with how much of it that is.
    assert counted("2025", DAY) == [("Xã Biển Bạch", "value", 700)]


def test_a_divided_commune_is_shared_out_to_the_unit_and_marked(tmp_path: Path) -> None:
    question = "SELECT from_code FROM lineage WHERE NOT is_whole AND grain = 'commune' ORDER BY from_code"
    divided = [str(code) for (code,) in ask(tmp_path / "codes", question)]
    assert len(set(divided)) >= 5
    figures = {code: 1001 + 7 * turn for turn, code in enumerate(sorted(set(divided)))}
    table = carried(tmp_path / "figures", reports(figures))
    assert int(table["counted"].sum()) == sum(figures.values())
    shown = table[table["counted"].notna()]
    # Fewer than five are told to nobody, here as elsewhere.
    assert int(shown["reallocated"].sum()) == sum(figures.values())


def test_both_levels_and_their_sum_stay_one_when_shared_out(tmp_path: Path) -> None:
    codes = "SELECT DISTINCT from_code FROM lineage WHERE NOT is_whole AND grain = 'commune'"
    divided = [str(code) for (code,) in ask(tmp_path / "codes", codes)]
    levels = [summary(*(f"{code} {DAY} {level} activated {331 + int(level)}" for code in divided)) for level in "12"]
    apart = """
        SELECT count(*) > 10, count_if(one.count + two.count <> whole.count) FROM standing AS one
        JOIN standing AS two USING (edition, unit_code, date, stage)
        JOIN standing AS whole USING (edition, unit_code, date, stage)
        WHERE edition = '2025' AND one.level = '1' AND two.level = '2' AND whole.level = 'all'
    """
    assert ask(tmp_path / "figures", apart, *levels) == [(True, 0)]


def test_figures_before_the_reform_hold_until_the_new_commune_reports(tmp_path: Path) -> None:
    first_own = dt.date(2025, 7, 20)
    batches = (reports(OLD, dt.date(2025, 6, 28)), reports({"32069": 9000}, first_own, "2025"))
    before = carried(tmp_path / "1", *batches, as_of=dt.date(2025, 7, 19))
    row = before[before["unit_code"] == "32069"]
    assert rows(row, "state", "reported_on") == [("late", "2025-06-28")]
    after = carried(tmp_path / "2", *batches, as_of=first_own)
    assert rows(after[after["unit_code"] == "32069"], "state", "counted") == [("value", 9000)]


def test_a_commune_that_went_on_alone_is_itself_on_either_map(tmp_path: Path) -> None:
    table = carried(tmp_path, reports({"32092": 850}, LATER, "2025"), edition="2024", as_of=LATER)
    assert rows(table[table["unit_code"] == "32092"], "unit_name", "state", "counted") == [
        ("Xã Hồ Thị Kỷ", "value", 850)
    ]
    assert set(table[table["unit_code"] != "32092"]["state"]) == {"not_divisible"}


def test_the_province_of_today_counts_those_that_it_was_made_of(tmp_path: Path) -> None:
    figures = OLD | {"31813": 11, "31816": 13}
    door = opened(tmp_path, reports(figures))
    whole = queries.progress_by_area(door, edition="2025", as_of=DAY, parent="96", grain="province", measure=ON_MAP)
    assert rows(whole, "counted", "communes_reported", "communes") == [(sum(figures.values()), 14, 164)]
    old = queries.progress_by_area(door, edition="2024", as_of=DAY, parent="96", grain="province", measure=ON_MAP)
    assert rows(old, "counted") == [(sum(OLD.values()),)]


def test_a_province_of_before_is_no_other_for_having_the_code_of_today(tmp_path: Path) -> None:
    people = population("95 eligible 2024-01-01 1000")
    door = opened(tmp_path, reports({"95": 300, "96": 500}), people)
    whole = queries.progress_by_area(
        door, edition="2025", as_of=DAY, parent="96", grain="province", measure=replace(ON_MAP, base="eligible")
    )
    # The Cà Mau of before counts, and has no people in the denominator.
    assert rows(whole, "counted", "numerator", "denominator") == [(800, 300, 1000)]


def test_a_former_district_is_made_of_its_own_reports_before_and_of_its_communes_after(tmp_path: Path) -> None:
    new = reports({"32069": 9000, "32065": 800}, LATER, "2025")
    door = opened(tmp_path, reports(OLD), new)
    measure = replace(ON_MAP, late_after_days=10_000)
    later = queries.progress_by_area(door, edition="2024", as_of=LATER, parent="967", grain="district", measure=measure)
    # The other three hold the figures of before until they report.
    held = sum(OLD[code] for name in ("Xã Trí Phải", "Xã Tân Lộc", "Xã Hồ Thị Kỷ") for code in NEW[name])
    assert rows(later, "unit_name", "state", "counted") == [("Huyện Thới Bình", "value", 9800 + held)]


def test_targets_live_on_and_say_so(tmp_path: Path) -> None:
    parts = enumerate(NEW["Xã Biển Bạch"])
    old = target(*(f"{code} ministry all activated 2024-01-01 2025-12-31 {400 + place}" for place, code in parts))
    new = target(set_for("32069", 1500, start="2025-09-01", deadline="2026-06-30"), edition="2025")
    batches = (reports(OLD), reports({"32069": 1300}, dt.date(2025, 12, 1), "2025"), old, new)
    asked = {
        day: carried(tmp_path / str(day), *batches, as_of=day)
        for day in (DAY, dt.date(2025, 8, 1), dt.date(2025, 10, 1))
    }
    found = [rows(table[table["target"].notna()], "unit_code", "target", "is_inherited") for table in asked.values()]
    # The new commune's own target takes the place of the inherited one on its first day, though that one is due sooner.
    assert found == [[("32069", 1203, True)], [("32069", 1203, True)], [("32069", 1500, False)]]


def test_a_part_without_a_target_leaves_the_whole_without_one(tmp_path: Path) -> None:
    table = carried(tmp_path, reports(OLD), target(set_for("32069", 400, deadline="2025-12-31")))
    assert table["target"].isna().all()


def test_people_live_on(tmp_path: Path) -> None:
    people = population(*(f"{code} eligible 2024-01-01 {9000 + place}" for place, code in enumerate(OLD)))
    question = "SELECT sum(count) FROM inherited_population WHERE base = 'eligible'"
    assert ask(tmp_path, question, people) == [(sum(9000 + place for place in range(len(OLD))),)]


def test_a_curve_runs_through_the_reform(tmp_path: Path) -> None:
    days = [dt.date(2025, 6, day) for day in (20, 27)]
    old = [reports({code: count + turn for code, count in OLD.items()}, day) for turn, day in enumerate(days)]
    new = reports({"32069": 9000}, dt.date(2025, 7, 4), "2025")
    question = "SELECT edition, count(*), count(DISTINCT date) FROM area_standing WHERE unit_code = '96'"
    counted = ask(tmp_path, f"{question} GROUP BY edition ORDER BY edition", *old, new)
    assert counted == [("2024", 15, 15), ("2025", 15, 15)]


def shared_out(count: int, shares: dict[str, float]) -> dict[str, int]:
    """The largest-remainder method, slowly: whole parts first, what is left to the largest remainders."""
    exact = {code: count * round(share * 1_000_000) for code, share in shares.items()}
    given = {code: part // 1_000_000 for code, part in exact.items()}
    by_remainder = sorted(exact, key=lambda code: (-(exact[code] % 1_000_000), code))
    for code in by_remainder[: count - sum(given.values())]:
        given[code] += 1
    return given


@pytest.mark.parametrize("seed", range(4))
def test_carried_figures_are_what_their_twin_says(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    communes = [
        commune.unit_code
        for district in units.children("2024", "96") + units.children("2024", "95")
        for commune in units.children("2024", district.unit_code)
    ]
    figures = {code: chance.randint(40, 9_000) for code in chance.sample(communes, 90)}
    expected: dict[str, int] = {}
    shared: dict[str, int] = {}
    for code, count in figures.items():
        after = [one for one in units.successors("2024", code) if one.to_edition == "2025"]
        # Where none of the people went nothing is handed over, and the rest is not shared out.
        shares = {one.to_code: one.share for one in after if one.share}
        for new, part in shared_out(count, shares).items():
            expected[new] = expected.get(new, 0) + part
            if len(shares) > 1:
                shared[new] = shared.get(new, 0) + part
    table = carried(tmp_path, reports(figures), small_count=1).set_index("unit_code")
    told = table["counted"].dropna()
    assert {code: int(count) for code, count in told.items()} == expected
    marked = {code: int(count) for code, count in table["reallocated"].dropna().items() if count}
    assert marked == {code: count for code, count in shared.items() if count}


# The reports of former units, and what is told of today's, by province and for the nation.
BY_PROVINCE = """
    WITH old AS (
        SELECT lineage.to_code AS province, level, stage, sum(count), sum(flow)
        FROM reported_standing AS told
        JOIN unit_ancestor AS up ON up.edition = '2024' AND told.unit_code = up.unit_code
        JOIN lineage ON up.ancestor_code = lineage.from_code AND lineage.grain IN ('province', 'nation')
        WHERE told.edition = '2024' GROUP BY ALL
    ),
    new AS (
        SELECT up.ancestor_code, level, stage, sum(count), sum(flow)
        FROM standing AS told
        JOIN unit_ancestor AS up ON up.edition = '2025' AND told.unit_code = up.unit_code
        WHERE told.edition = '2025' AND up.ancestor_grain IN ('province', 'nation') GROUP BY ALL
    )
    SELECT (SELECT count(*) FROM old), (SELECT count(*) FROM (FROM old EXCEPT FROM new)),
        (SELECT count(*) FROM (FROM new EXCEPT FROM old))
"""
OVERTAKING = """
    SELECT count(*) FROM standing AS later
    INNER JOIN standing AS earlier USING (edition, unit_code, date, level)
    WHERE (later.stage, earlier.stage) IN (('activated', 'approved'), ('approved', 'collected'))
    AND later.count > earlier.count + 1
"""


@pytest.fixture(scope="module")
def nation(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A warehouse of one report of every commune of Vietnam in 2024, each with figures of its own."""
    communes = units.load().query("edition == '2024' and grain == 'commune'")["unit_code"]
    lines = []
    for turn, code in enumerate(communes):
        collected = 1000 + turn % 977
        for stage, count in (("collected", collected), ("approved", collected - 100), ("activated", collected - 333)):
            lines += [f"{code} {DAY} 1 {stage} {count}", f"{code} {DAY} 2 {stage} {count // 3}"]
    asked = tables_read(BY_PROVINCE) | tables_read(OVERTAKING)
    return narrow(tmp_path_factory.mktemp("nation"), (summary(*lines),), asked, NATION)


def test_every_province_and_the_nation_keep_their_sums(nation: Path) -> None:
    with duckdb.connect(str(nation), read_only=True) as connection:
        assert connection.execute(BY_PROVINCE).fetchall() == [(35 * 3 * 3, 0, 0)]


def test_no_stage_overtakes_the_one_before_it_by_more_than_the_rounding(nation: Path) -> None:
    with duckdb.connect(str(nation), read_only=True) as connection:
        assert connection.execute(OVERTAKING).fetchall() == [(0,)]
